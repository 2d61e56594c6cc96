//! The oldest Rust that is promised is enough for what byline is made of.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::process::Command;

use serde_json::Value;

/// A version of Rust, as `rust-version` writes it: the patch may be missing.
fn version(text: &str) -> Vec<u32> {
    let numbers = text.split('.').map(|number| number.parse().unwrap());
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.resize(3, 0);
    numbers
}

fn cargo(arguments: &[&str]) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    let cargo = cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The packages that are built here: those of other systems need not have been fetched.
fn packages() -> Vec<Value> {
    let about = cargo(&["-vV"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let metadata = cargo(&[
        "metadata",
        "--format-version=1",
        "--locked",
        "--offline",
        "--filter-platform",
        host.unwrap(),
    ]);
    let mut metadata: Value = serde_json::from_str(&metadata).unwrap();
    let Value::Array(packages) = metadata["packages"].take() else {
        unreachable!("cargo lists its packages");
    };
    packages
}

#[test]
fn no_package_asks_for_a_newer_rust_than_is_promised() {
    let promised = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = packages();
    assert!(packages.len() > 100, "only {} packages", packages.len());
    let asking = packages
        .iter()
        .filter_map(|package| Some((package, package["rust_version"].as_str()?)));
    let newer: Vec<String> = asking
        .filter(|(_, asked)| version(asked) > promised)
        .map(|(package, asked)| format!("{} {}: {asked}", package["name"], package["version"]))
        .collect();
    assert!(newer.is_empty(), "{newer:?}");
}

#[test]
fn versions_are_compared_as_numbers() {
    assert!(version("1.100") > version("1.88.1"));
    assert!(version("1.88.1") > version("1.88"));
    assert_eq!(version("1.88"), version("1.88.0"));
}

//! The formulas of real blogs.

#![expect(clippy::unwrap_used, reason = "tests may panic")]

use std::path::PathBuf;

use super::to_unicode;

#[test]
fn nearly_every_formula_of_real_blogs_can_be_said() {
    let shared = std::env::var_os("BYLINE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let mut folders = vec![shared.join("corpus/blogs")];
    if !folders.iter().all(|folder| folder.is_dir()) {
        eprintln!("skipped: no blogs beside the checkout");
        return;
    }
    let mut formulas = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md")
                && let Ok(text) = std::fs::read_to_string(&path)
            {
                formulas.extend(found_in(&text));
            }
        }
    }
    let total = formulas.len();
    let kept: Vec<&String> = formulas
        .iter()
        .filter(|tex| to_unicode(tex).is_none())
        .collect();
    eprintln!("{} of {total} converted", total - kept.len());
    assert!(total > 10, "only {total} formulas found");
    assert!(kept.len() * 4 <= total, "{kept:#?}");
}

/// What stands between double dollars or escaped brackets and looks like TeX.
fn found_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (open, close) in [("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)")] {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once(open)
            && let Some((inside, after)) = after.split_once(close)
        {
            let is_tex = inside.contains(['\\', '^', '_'])
                && inside.contains(|sign: char| sign.is_ascii_alphabetic());
            if is_tex
                && inside.len() < 300
                && !inside.contains("\n\n")
                && !inside.contains(['`', '\''])
                && !inside.ends_with('\\')
            {
                found.push(inside.to_owned());
            }
            rest = after;
        }
    }
    found
}

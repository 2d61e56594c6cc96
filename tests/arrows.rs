//! The arrows of the house point one way: what reads and lays out knows no terminal.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::path::{Path, PathBuf};

#[test]
fn only_the_terminal_rooms_know_a_terminal() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms = [
        "blog",
        "document",
        "highlight",
        "page",
        "picture",
        "fetch",
        "search",
        "check",
        "config",
        "app",
        "theme",
        "memory",
    ];
    let mut seen = 0;
    for room in rooms {
        let mut files = vec![source.join(format!("{room}.rs"))];
        add_files(&source.join(room), &mut files);
        for file in files.iter().filter(|file| file.exists()) {
            seen += 1;
            let text = std::fs::read_to_string(file).unwrap();
            for name in ["ratatui", "crossterm", "crate::tui"] {
                let uses = [format!("{name}::"), format!("use {name}")];
                for part in uses {
                    assert!(!text.contains(&part), "{} has {part:?}", file.display());
                }
            }
        }
    }
    assert!(seen > 30, "only {seen} files were found");
}

fn add_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

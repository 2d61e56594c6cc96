//! Every video of a collection of real blogs is known.

#![expect(clippy::unwrap_used, reason = "tests may panic")]

use std::path::{Path, PathBuf};

use super::recognise;

/// Where real blogs are kept beside the checkout, when they are.
fn blogs() -> Option<PathBuf> {
    let shared = std::env::var_os("BYLINE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let blogs = shared.join("corpus/blogs");
    blogs.is_dir().then_some(blogs)
}

#[test]
fn every_video_address_of_real_blogs_is_recognised() {
    let Some(blogs) = blogs() else {
        eprintln!("skipped: no blogs beside the checkout");
        return;
    };
    let mut seen = 0;
    let mut missed = Vec::new();
    for text in posts(&blogs) {
        for address in addresses(&text) {
            seen += 1;
            if recognise(address, "").is_none() {
                missed.push(address.to_owned());
            }
        }
    }
    eprintln!("{seen} video addresses");
    assert!(seen > 100, "only {seen} addresses found");
    assert_eq!(missed, Vec::<String>::new());
}

fn posts(folder: &Path) -> Vec<String> {
    let mut folders = vec![folder.to_owned()];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                texts.push(text);
            }
        }
    }
    texts
}

/// What looks like the address of one video, found without any of the code under test.
fn addresses(text: &str) -> Vec<&str> {
    const SHAPES: [&str; 9] = [
        "youtube.com/watch?v=",
        "youtube.com/embed/",
        "youtube.com/shorts/",
        "youtube.com/live/",
        "youtube.com/playlist?list=",
        "youtube-nocookie.com/embed/",
        "youtu.be/",
        "vimeo.com/video/",
        "vimeo.com/",
    ];
    text.split(|sign: char| sign.is_whitespace() || "\"'()<>[]".contains(sign))
        .filter(|word| {
            SHAPES.iter().any(|shape| {
                word.split_once(shape).is_some_and(|(_, id)| {
                    let first = id.chars().next();
                    let numeric = first.is_some_and(|sign| sign.is_ascii_digit());
                    let named = first.is_some_and(|sign| sign.is_ascii_alphanumeric());
                    numeric || (named && !shape.starts_with("vimeo"))
                })
            })
        })
        .collect()
}

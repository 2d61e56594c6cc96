//! Every example of the `CommonMark` and GFM specifications says on the page what its HTML says.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

mod support;

use std::fs;
use std::sync::Arc;

use byline::document::{Dialect, Document, NoBlog, Source};
use support::text::{text_on_page, visible_text};

/// Examples whose text differs on purpose, by specification and number, with the reason.
const DIFFERENT: &[(&str, usize, &str)] = &[
    ("commonmark", 150, UNKNOWN),
    ("commonmark", 203, UNKNOWN),
    ("commonmark", 493, UNKNOWN),
    ("commonmark", 615, UNKNOWN),
    ("commonmark", 625, UNKNOWN),
    ("gfm", 120, UNKNOWN),
    ("gfm", 170, UNKNOWN),
    ("gfm", 500, UNKNOWN),
    ("gfm", 632, UNKNOWN),
    ("gfm", 642, UNKNOWN),
    ("gfm", 645, COMMENTS),
    ("gfm", 646, COMMENTS),
    (
        "gfm",
        653,
        "the tag filter shows what no browser shows: `title` and `style`",
    ),
];
const UNKNOWN: &str = "what looks like a tag, is none of HTML's, has no attribute and is never closed is text, \
     like the `<T>` of `Vec<T>`";
const COMMENTS: &str =
    "comments are those of CommonMark 0.31, which came after GFM's specification";

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples(specification: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = specification.lines();
    while let Some(line) = lines.next() {
        let fence = line
            .trim_end()
            .strip_suffix(|char: char| char.is_alphanumeric())
            .map_or(line, |_| line);
        if !fence.starts_with("````````````````````````````````") || !fence.contains("example") {
            continue;
        }
        let mut part = |end: &str| -> String {
            lines
                .by_ref()
                .take_while(|line| *line != end)
                .map(|line| format!("{line}\n").replace('→', "\t"))
                .collect()
        };
        let markdown = part(".");
        let html = part("````````````````````````````````");
        examples.push(Example {
            number: examples.len() + 1,
            markdown,
            html,
        });
    }
    examples
}

/// A text without white space, which is the page's own affair.
fn ink(text: &str) -> String {
    text.chars()
        .filter(|char| !char.is_whitespace() && *char != '\u{200b}')
        .collect()
}

fn check(name: &str) {
    let Some(shared) = support::shared() else {
        return;
    };
    let file = format!("{name}-spec.txt");
    let specification = fs::read_to_string(shared.join("corpus/spec").join(file))
        .expect("the specification is readable");
    let examples = examples(&specification);
    assert!(examples.len() > 600, "{} examples found", examples.len());
    let mut differing = Vec::new();
    for example in &examples {
        let source = Source {
            body: example.markdown.clone(),
            dialect: Dialect::CommonMark,
            ..Source::default()
        };
        let document = Arc::new(Document::read(&source, &NoBlog));
        let expected = ink(&visible_text(&example.html));
        let got = ink(&text_on_page(&document, 200));
        let is_known = DIFFERENT
            .iter()
            .any(|(spec, number, _)| *spec == name && *number == example.number);
        if expected != got && !is_known {
            differing.push(example.number);
            println!(
                "{name} {}\n{}\nexpected {expected}\n     got {got}\n",
                example.number, example.markdown
            );
        }
    }
    println!(
        "{name}: {} examples, {} differ",
        examples.len(),
        differing.len()
    );
    assert_eq!(differing, Vec::<usize>::new());
}

#[test]
fn commonmark_examples_keep_their_text() {
    check("commonmark");
}

#[test]
fn gfm_examples_keep_their_text() {
    check("gfm");
}

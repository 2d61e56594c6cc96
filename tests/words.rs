//! No word is lost or made up: the words on a page, at any width, are the words of the post.
//!
//! The measure is pulldown-cmark's own HTML of the same body: its text, its pictures' alternative
//! texts, without what a browser hides.

mod support;

use std::collections::HashMap;
use std::sync::Arc;

use byline::document::{Dialect, Document, NoBlog, Source};
use pulldown_cmark::{Event, Parser};
use support::text::{text_on_page, visible_text, words};
use support::{body_of, corpus_posts, sample_posts};

/// The text of pulldown-cmark's HTML, as a browser would show it.
fn text_of_html(body: &str, dialect: Dialect) -> String {
    // Formulas are another language; they are tested where they are converted.
    // After an element without an end tag kramdown reads Markdown again, and so do we.
    let body = support::parted_after_void_elements(&support::without_contents(body));
    let body = &match dialect {
        Dialect::CommonMark => support::without_jsx_styles(&body),
        Dialect::Kramdown | Dialect::Goldmark => body,
    };
    let events = Parser::new_ext(body, support::options(dialect, body)).filter(|event| {
        !matches!(
            event,
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_)
        )
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    // The marks at the notes themselves are pulldown-cmark's addition, as ours are ours.
    let html = html.replace("<sup class=\"footnote-definition-label\">", "<sup hidden>");
    let text = visible_text(&html);
    if dialect == Dialect::Kramdown {
        support::without_kramdown_marks(&text)
    } else {
        text
    }
}

/// What is in `left` and not in `right`.
fn missing(left: &[String], right: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in right {
        *counts.entry(word).or_default() += 1;
    }
    let mut missing = Vec::new();
    for word in left {
        match counts.get_mut(word.as_str()).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => missing.push(word.clone()),
        }
    }
    missing
}

fn read(body: &str, dialect: Dialect) -> Arc<Document> {
    let source = Source {
        body: body.to_owned(),
        dialect,
        ..Source::default()
    };
    Arc::new(Document::read(&source, &NoBlog))
}

/// The widths that every post is set at: a narrow column, a common one, the measure, no limit.
const WIDTHS: [u16; 4] = [20, 40, 80, 200];

/// What became of the words of a post's HTML at one width.
struct Comparison {
    expected: usize,
    lost: Vec<String>,
    added: Vec<String>,
}

/// Compares a post with its HTML at every width; the words have to stand in the same order at all.
fn compare(name: &str, body: &str, dialect: Dialect) -> Vec<Comparison> {
    let expected = words(&text_of_html(&body.replace("\r\n", "\n"), dialect));
    let document = read(body, dialect);
    let set = WIDTHS.map(|width| words(&text_on_page(&document, width)));
    for (width, set_at) in WIDTHS.iter().zip(&set) {
        assert!(set_at == &set[0], "{name} {dialect:?} at {width}");
    }
    let comparisons = set.iter().map(|got| Comparison {
        expected: expected.len(),
        lost: missing(&expected, got),
        added: missing(got, &expected),
    });
    comparisons.collect()
}

#[test]
fn every_sample_post_keeps_its_words() {
    for (name, text) in sample_posts() {
        for Comparison { lost, .. } in compare(&name, &body_of(&text), Dialect::Kramdown) {
            assert!(lost.is_empty(), "{name} lost {lost:?}");
        }
    }
}

#[test]
fn every_corpus_post_keeps_its_words() {
    let Some(posts) = corpus_posts() else { return };
    let (mut total, mut lost_total) = (0, 0);
    // What kramdown takes for marks is left out of what is expected, in code as well; so only the
    // other dialect tells what is added.
    let (mut strict, mut added_total) = (0, 0);
    for (name, text) in posts {
        for dialect in [Dialect::Kramdown, Dialect::CommonMark] {
            for (found, width) in compare(&name, &body_of(&text), dialect).iter().zip(WIDTHS) {
                total += found.expected;
                lost_total += found.lost.len();
                if dialect == Dialect::CommonMark {
                    strict += found.expected;
                    added_total += found.added.len();
                }
                if !found.lost.is_empty() {
                    println!(
                        "{name} {dialect:?} at {width}: lost {:?} added {:?}",
                        &found.lost[..found.lost.len().min(12)],
                        &found.added[..found.added.len().min(12)]
                    );
                }
            }
        }
    }
    println!("{total} words, {lost_total} lost; {added_total} added to {strict}");
    assert_eq!(lost_total, 0);
}

#[test]
fn the_words_are_the_same_at_every_width() {
    for (name, text) in sample_posts() {
        let document = read(&body_of(&text), Dialect::Kramdown);
        let wide = words(&text_on_page(&document, 200));
        for width in (2..=120).step_by(7) {
            assert_eq!(
                words(&text_on_page(&document, width)),
                wide,
                "{name} at {width}"
            );
        }
    }
}

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
    let body = &support::parted_after_void_elements(&support::without_contents(body));
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

/// Compares a post with its HTML: its words, those that were lost and those that were added.
fn compare(body: &str, dialect: Dialect, width: u16) -> (usize, Vec<String>, Vec<String>) {
    let expected = words(&text_of_html(&body.replace("\r\n", "\n"), dialect));
    let got = words(&text_on_page(&read(body, dialect), width));
    (
        expected.len(),
        missing(&expected, &got),
        missing(&got, &expected),
    )
}

#[test]
fn every_sample_post_keeps_its_words() {
    for (name, text) in sample_posts() {
        let (_, lost, _) = compare(&body_of(&text), Dialect::Kramdown, 40);
        assert!(lost.is_empty(), "{name} lost {lost:?}");
    }
}

#[test]
fn every_corpus_post_keeps_its_words() {
    let Some(posts) = corpus_posts() else { return };
    let (mut total, mut lost_total, mut added_total) = (0, 0, 0);
    for (name, text) in posts {
        for dialect in [Dialect::Kramdown, Dialect::CommonMark] {
            let (count, lost, added) = compare(&body_of(&text), dialect, 40);
            total += count;
            lost_total += lost.len();
            added_total += added.len();
            if !lost.is_empty() {
                println!(
                    "{name} {dialect:?}: lost {:?} added {:?}",
                    &lost[..lost.len().min(12)],
                    &added[..added.len().min(12)]
                );
            }
        }
    }
    println!("{total} words, {lost_total} lost, {added_total} added");
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

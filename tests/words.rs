//! No word is lost or made up: the words on a page, at any width, are the words of the post.
//!
//! The measure is pulldown-cmark's own HTML of the same body: its text, its pictures' alternative
//! texts, without what a browser hides.

mod support;

use std::collections::HashMap;
use std::sync::Arc;

use byline::document::{Block, Dialect, Document, NoBlog, Source, Style, shortcodes};
use byline::page::{Options, Page};
use html5gum::{State, Token, Tokenizer};
use pulldown_cmark::{Event, Parser};
use support::{body_of, corpus_posts, sample_posts};
use unicode_normalization::UnicodeNormalization;

/// Elements that stand within a word.
const INLINE: &[&str] = &[
    "b", "i", "em", "strong", "span", "a", "code", "u", "s", "del", "ins", "mark", "small", "font",
    "sub", "sup", "kbd", "abbr", "cite", "var", "time", "samp", "q", "tt", "wbr", "big", "dfn",
    "strike",
];
/// Elements whose content a browser does not show.
const HIDDEN: &[&str] = &[
    "script", "style", "iframe", "title", "template", "head", "video", "audio", "object",
];

/// Words: runs of letters and digits, with typography undone.
fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|char| !matches!(char, '\u{ad}' | '\u{300}'..='\u{36f}'))
        .collect();
    plain
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The text of pulldown-cmark's HTML, as a browser would show it.
fn text_of_html(body: &str, dialect: Dialect) -> String {
    // Formulas are another language; they are tested where they are converted.
    let events = Parser::new_ext(body, support::options(dialect, body)).filter(|event| {
        !matches!(
            event,
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_)
        )
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    let text = visible_text(&html);
    if dialect == Dialect::Kramdown {
        support::without_attribute_lists(&text)
    } else {
        text
    }
}

fn visible_text(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut text = String::new();
    let mut hidden: Vec<String> = Vec::new();
    let mut tokens = Tokenizer::new(html);
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attribute = |key: &[u8]| {
                    tag.attributes
                        .get(key)
                        .map(|value| String::from_utf8_lossy(&value.value).into_owned())
                };
                if name == "img" && hidden.is_empty() {
                    let alt = attribute(b"alt")
                        .filter(|alt| !alt.trim().is_empty())
                        .or_else(|| attribute(b"title"));
                    text.push_str(&format!(" {} ", alt.unwrap_or_default()));
                }
                if HIDDEN.contains(&name.as_str()) && lower.contains(&format!("</{name}")) {
                    let state = match name.as_str() {
                        "script" => Some(State::ScriptData),
                        "style" | "iframe" => Some(State::RawText),
                        "title" => Some(State::RcData),
                        _ => None,
                    };
                    if let Some(state) = state {
                        tokens.set_state(state);
                        tokens.set_last_start_tag(Some(&name));
                    }
                    hidden.push(name);
                } else if !INLINE.contains(&name.as_str()) {
                    text.push(' ');
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if hidden.last() == Some(&name) {
                    hidden.pop();
                } else if !INLINE.contains(&name.as_str()) {
                    text.push(' ');
                }
            }
            Token::String(string) if hidden.is_empty() => {
                text.push_str(&String::from_utf8_lossy(&string.value))
            }
            _ => {}
        }
    }
    text
}

/// The words of a document as its pages show them at a width, without what byline adds.
///
/// Rows can end within a word, so the pieces are put back where they came from in the document.
fn words_on_page(document: &Arc<Document>, width: u16) -> Vec<String> {
    let mut page = Page::new(
        Arc::clone(document),
        Options {
            width,
            ascii: false,
        },
    );
    let mut bytes = vec![b' '; document.text.len()];
    for block in 0..page.len() {
        if matches!(document.blocks[block], Block::Title(_)) {
            continue;
        }
        let laid = page.lay_out(block);
        for piece in (0..laid.height()).flat_map(|row| laid.row(row)) {
            let Some(at) = piece.at.filter(|_| !piece.face.style.contains(Style::MATH)) else {
                continue;
            };
            // Tabs are shown as spaces.
            if !piece.text.trim().is_empty() {
                bytes[at as usize..at as usize + piece.text.len()]
                    .copy_from_slice(piece.text.as_bytes());
            }
        }
    }
    // What is silent does not part a word.
    for (at, char) in document
        .text
        .char_indices()
        .filter(|(_, char)| *char == '\u{ad}')
    {
        char.encode_utf8(&mut bytes[at..at + char.len_utf8()]);
    }
    words(&String::from_utf8(bytes).expect("pieces are put back whole"))
}

/// What is in `left` and not in `right`.
fn missing(left: &[String], right: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, i64> = HashMap::new();
    right
        .iter()
        .for_each(|word| *counts.entry(word).or_default() += 1);
    let is_missing = |word: &&String| {
        let count = counts.entry(word).or_default();
        *count -= 1;
        *count < 0
    };
    left.iter().filter(is_missing).cloned().collect()
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
    let expected = words(&shortcodes(&text_of_html(
        &body.replace("\r\n", "\n"),
        dialect,
    )));
    let got = words_on_page(&read(body, dialect), width);
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
        let wide = words_on_page(&document, 200);
        for width in (2..=120).step_by(7) {
            assert_eq!(words_on_page(&document, width), wide, "{name} at {width}");
        }
    }
}

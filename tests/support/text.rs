//! The words of a text, of HTML as a browser shows it, and of a page.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use std::sync::Arc;

use byline::document::{Block, Document, Style, shortcodes};
use byline::page::{Options, Page};
use html5gum::{State, Token, Tokenizer};
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

/// Words: runs of letters and digits, with typography undone. In scripts that are written without
/// spaces a source line's end is no space either, so there every character is a word.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    // Without what is not seen first: it may part what then is a short name.
    let seen = text.replace(
        |char| matches!(char, '\u{ad}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'),
        "",
    );
    let plain = shortcodes(&seen);
    let is_accent = |char: &char| matches!(char, '\u{300}'..='\u{36f}');
    for char in plain.nfkd().filter(|char| !is_accent(char)) {
        let stands_alone = matches!(char, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
        if (stands_alone || !char.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if stands_alone {
            words.push(char.to_string());
        } else if char.is_alphanumeric() {
            word.extend(char.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The text of HTML, as a browser would show it.
pub fn visible_text(html: &str) -> String {
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
                    text.push(' ');
                    text.push_str(&alt.unwrap_or_default());
                    text.push(' ');
                }
                if name == "sup" && attribute(b"hidden").is_some() {
                    hidden.push(name);
                } else if HIDDEN.contains(&name.as_str()) && lower.contains(&format!("</{name}")) {
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
                text.push_str(&String::from_utf8_lossy(&string.value));
            }
            _ => {}
        }
    }
    text
}

/// The text of a document as its pages show it at a width, without what byline adds.
///
/// Rows can end within a word, so the pieces are put back where they came from in the document.
pub fn text_on_page(document: &Arc<Document>, width: u16) -> String {
    let mut page = Page::new(
        Arc::clone(document),
        Options {
            width,
            ..Options::default()
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
    String::from_utf8(bytes).expect("pieces are put back whole")
}

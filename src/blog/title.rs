//! Titles as plain words: what a list shows.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};

use crate::document::clean_line;

/// How far into a body a headline is looked for, in lines.
const HEADLINE_LINES: usize = 400;

/// A body's first headline of level 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headline<'t> {
    /// Its words, as written.
    pub text: &'t str,
    /// What follows it, when nothing comes before it.
    pub rest: Option<&'t str>,
}

/// Finds the first `# Headline`, or words that `===` underlines, outside of code.
pub fn headline(body: &str) -> Option<Headline<'_>> {
    let mut fence: Option<&str> = None;
    let mut above = "";
    let mut first = true;
    let mut rest = body;
    for _ in 0..HEADLINE_LINES {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let trimmed = line.trim();
        if let Some(mark) = fence {
            fence = (!trimmed.starts_with(mark)).then_some(mark);
        } else if let Some(mark) = ["```", "~~~"]
            .into_iter()
            .find(|mark| trimmed.starts_with(mark))
        {
            fence = Some(mark);
            first = false;
        } else if let Some(text) = line.strip_prefix("# ").map(closed) {
            let rest = first.then_some(after);
            return (!text.is_empty()).then_some(Headline { text, rest });
        } else if is_underline(line) && !above.is_empty() {
            let rest = (above_is_first(body, above)).then_some(after);
            return Some(Headline { text: above, rest });
        } else {
            first &= trimmed.is_empty();
        }
        above = trimmed;
        if after.is_empty() {
            return None;
        }
        rest = after;
    }
    None
}

fn above_is_first(body: &str, above: &str) -> bool {
    body.trim_start().starts_with(above)
}

/// Words without the hashes and the attribute list that may close a headline.
fn closed(text: &str) -> &str {
    let text = text.trim();
    let text = match text.rfind("{#").or_else(|| text.rfind("{:")) {
        Some(at) if text.ends_with('}') => text.get(..at).unwrap_or(text).trim_end(),
        _ => text,
    };
    let bare = text.trim_end_matches('#');
    if bare.ends_with([' ', '\t']) {
        bare.trim_end()
    } else {
        text
    }
}

fn is_underline(line: &str) -> bool {
    let line = line.trim_end();
    line.len() >= 2 && line.bytes().all(|byte| byte == b'=')
}

/// A title's words: entities decoded, HTML's inline tags gone, one space between words, and
/// nothing that could reach a terminal as a command. Markdown's marks stay.
pub fn plain(title: &str) -> String {
    if title.contains(['<', '&']) {
        clean(&without_tags(title))
    } else {
        clean(title)
    }
}

/// A headline's words: also without Markdown's marks.
pub fn plain_headline(text: &str) -> String {
    let mut words = String::new();
    for event in pulldown_cmark::Parser::new(text) {
        match event {
            pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => {
                words.push_str(&text);
            }
            _ => {}
        }
    }
    clean(&words)
}

/// Words that are safe to show, one space between them.
pub fn clean(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in clean_line(text).split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Decodes entities and drops the tags that HTML has within lines; `Vec<T>` stays.
fn without_tags(title: &str) -> String {
    const INLINE: [&[u8]; 30] = [
        b"a", b"abbr", b"b", b"bdi", b"br", b"cite", b"code", b"del", b"em", b"font", b"i", b"img",
        b"ins", b"kbd", b"mark", b"nobr", b"q", b"s", b"samp", b"small", b"span", b"strike",
        b"strong", b"sub", b"sup", b"time", b"tt", b"u", b"var", b"wbr",
    ];
    let mut words = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decode(before, &mut words);
        let inner = tag.get(1..).unwrap_or_default();
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let name_end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = name
            .get(..name_end)
            .unwrap_or_default()
            .to_ascii_lowercase();
        match tag.find('>') {
            Some(end) if INLINE.contains(&name.as_bytes()) => {
                if name == "br" {
                    words.push(' ');
                }
                rest = tag.get(end + 1..).unwrap_or_default();
            }
            _ => {
                words.push('<');
                rest = inner;
            }
        }
    }
    decode(rest, &mut words);
    words
}

fn decode(text: &str, into: &mut String) {
    if !text.contains('&') {
        into.push_str(text);
        return;
    }
    // With the places that nobody asks for, so that it is the tokenizer that posts are read with: a
    // second one is 200 KB of program.
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        if let Token::String(words) = token {
            into.push_str(&String::from_utf8_lossy(&words.value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_plain_words() {
        for (written, plain_words) in [
            ("Food &amp; Drink &ldquo;x&rdquo;", "Food & Drink “x”"),
            (
                "Crystal: the <i>lingua franca</i>",
                "Crystal: the lingua franca",
            ),
            ("`Vec<T>` and Option<&str>", "`Vec<T>` and Option<&str>"),
            ("a<br>b", "a b"),
            ("a < b && c", "a < b && c"),
            ("  two\n lines\t", "two lines"),
            ("Esc \u{1b}[31mred\u{202e}", "Esc \u{fffd}[31mred"),
            ("<", "<"),
        ] {
            assert_eq!(plain(written), plain_words, "{written}");
        }
    }

    #[test]
    fn the_first_headline_of_level_one_is_found() {
        let text = |body| headline(body).map(|headline| headline.text);
        assert_eq!(text("\n# Title #\n\nBody"), Some("Title"));
        assert_eq!(text("Words\n\n# C#\n"), Some("C#"));
        assert_eq!(text("# Title {#id}\n"), Some("Title"));
        assert_eq!(text("Title\n=====\nBody"), Some("Title"));
        assert_eq!(text("```\n# no\n```\n# Yes"), Some("Yes"));
        assert_eq!(text("## Second\n#hashtag\n"), None);
        assert_eq!(text(""), None);
    }

    #[test]
    fn only_a_headline_that_comes_first_gives_way_to_the_title() {
        let rest = |body| headline(body).and_then(|headline| headline.rest);
        assert_eq!(rest("\n# Title\nBody"), Some("Body"));
        assert_eq!(rest("Title\n===\nBody"), Some("Body"));
        assert_eq!(rest("Words\n# Title\nBody"), None);
    }

    #[test]
    fn a_headline_loses_its_marks() {
        assert_eq!(plain_headline("**So** [far](x) &amp; `on`"), "So far & on");
    }
}

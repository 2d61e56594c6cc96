//! Words: how text that arrives in pieces becomes runs.
//!
//! White space collapses as on the web, bare addresses become links, quotes and emoji are typeset
//! where the blog's generator does it, and everything passes [`clean`].

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use super::{Builder, Format, FrameKind, Opener, Origin};
use crate::document::clean::clean;
use crate::document::element::Script;
use crate::document::typography::{Smart, typeset};
use crate::document::{Inline, Run, Span, Style};

impl Builder<'_> {
    /// Adds running text.
    pub(in crate::document) fn words(&mut self, text: &str) {
        let text = &*clean(text);
        if self.is_hidden() {
            return;
        }
        if let Some(FrameKind::Preformatted(code)) = self.inside_mut() {
            code.text.push_str(text);
            return;
        }
        if self.style().contains(Style::CODE) {
            self.add(text);
            return;
        }
        if self.alt.is_some() || self.current_link().is_some() || !may_hold_address(text) {
            self.prose(text);
            return;
        }
        let mut rest = 0;
        for (range, target) in bare_addresses(text) {
            self.prose(text.get(rest..range.start).unwrap_or_default());
            rest = range.end;
            let link = self.link(&target, "");
            let mut format = Format::new(Opener::Link, Origin::Markdown, Style::empty());
            format.link = Some(link);
            self.formats.push(format);
            self.add(text.get(range).unwrap_or_default());
            self.formats.pop();
        }
        self.prose(text.get(rest..).unwrap_or_default());
    }

    /// Adds code within a line.
    pub(in crate::document) fn code(&mut self, text: &str) {
        self.verbatim_words(text, Style::CODE);
    }

    /// Adds words in a style of their own to which nothing is done.
    pub(in crate::document) fn verbatim_words(&mut self, text: &str, style: Style) {
        if self.alt.is_some() {
            self.words(text);
            return;
        }
        if self.is_hidden() {
            return;
        }
        let text = clean(text);
        self.ensure_leaf();
        self.settle_line_end(text.chars().next());
        let start = self.offset();
        for (index, line) in text.split(['\n', '\t']).enumerate() {
            if index > 0 {
                self.document.text.push(' ');
            }
            self.document.text.push_str(line);
        }
        self.at_start = false;
        self.run_from(start, style);
    }

    /// A line of the source ends within a line of text.
    pub(in crate::document) fn soft_break(&mut self) {
        if let Some(FrameKind::Preformatted(code)) = self.inside_mut() {
            code.text.push('\n');
            return;
        }
        let after_picture = self.leaf.as_ref().is_some_and(|leaf| {
            // The last word ends the search: a paragraph may have as many ends of lines as words.
            let upwards = leaf.inlines.iter().rev();
            let mut line = upwards
                .take_while(|inline| **inline != Inline::Break)
                .peekable();
            line.peek().is_some() && line.all(|inline| matches!(inline, Inline::Image(_)))
        });
        if after_picture && self.alt.is_none() {
            self.hard_break();
        } else {
            self.line_ended = true;
        }
    }

    /// Adds words as they are but for their white space.
    pub(super) fn add(&mut self, text: &str) {
        if self.leaf.is_none() && self.alt.is_none() {
            if text.bytes().all(is_space) {
                return;
            }
            self.ensure_leaf();
        }
        self.settle_line_end(text.chars().next());
        let start = self.offset();
        let script = self.formats.iter().rev().find_map(|format| format.script);
        match script {
            Some(script) if self.alt.is_none() => {
                let mut plain = String::new();
                let mut at_start = true;
                collapse(text, &mut at_start, &mut plain);
                self.add_script(plain.trim(), script);
            }
            _ => collapse(text, &mut self.at_start, &mut self.document.text),
        }
        if self.alt.is_none() {
            self.run_from(start, Style::empty());
        }
    }

    fn prose(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.smart == Smart::Off {
            self.add(text);
            return;
        }
        let before = if self.at_start || self.line_ended {
            None
        } else {
            self.document.text.chars().next_back()
        };
        let mut set = std::mem::take(&mut self.scratch);
        set.clear();
        typeset(text, self.smart, before, &mut set);
        self.add(&set);
        self.scratch = set;
    }

    /// Words that are raised or lowered: Unicode's own characters where all have one.
    fn add_script(&mut self, text: &str, script: Script) {
        if text.is_empty() {
            return;
        }
        let (converted, mark) = match script {
            Script::Super => (crate::document::math::superscript(text), '^'),
            Script::Sub => (crate::document::math::subscript(text), '_'),
        };
        let out = &mut self.document.text;
        if let Some(converted) = converted {
            out.push_str(&converted);
        } else {
            out.push(mark);
            out.push('(');
            out.push_str(text);
            out.push(')');
        }
        self.at_start = false;
    }

    /// The style that holds here.
    fn style(&self) -> Style {
        self.formats
            .iter()
            .fold(Style::empty(), |style, format| style | format.style)
    }

    fn run_from(&mut self, start: u32, style: Style) {
        let span = Span {
            start,
            end: self.offset(),
        };
        if !span.is_empty() {
            self.push_run(Run {
                span,
                style: self.style() | style,
                link: self.current_link(),
            });
        }
    }

    /// Turns the end of a source line into a space, but not between characters of scripts that
    /// are written without spaces.
    fn settle_line_end(&mut self, next: Option<char>) {
        if !std::mem::take(&mut self.line_ended) || self.at_start {
            return;
        }
        let before = self.document.text.chars().next_back();
        if before.is_some_and(is_unspaced) && next.is_some_and(is_unspaced) {
            return;
        }
        let start = self.offset();
        collapse(" ", &mut self.at_start, &mut self.document.text);
        if self.alt.is_none() {
            self.run_from(start, Style::empty());
        }
    }
}

/// Appends `text` with its white space collapsed; `at_start` tells that a space would be lost.
fn collapse(text: &str, at_start: &mut bool, out: &mut String) {
    let mut after_space = *at_start || out.ends_with(' ');
    // Most spaces stand alone: they are copied with the words around them.
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !is_space(byte) {
            after_space = false;
            *at_start = false;
        } else if byte == b' ' && !after_space {
            after_space = true;
        } else {
            out.push_str(text.get(copied..at).unwrap_or_default());
            if !after_space {
                out.push(' ');
            }
            after_space = true;
            copied = at + 1;
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0xc)
}

/// Characters of scripts that are written without spaces, and their punctuation.
fn is_unspaced(char: char) -> bool {
    matches!(char, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

fn may_hold_address(text: &str) -> bool {
    text.contains('@') || text.contains("://") || text.contains("www.")
}

/// The addresses that stand bare in a text, and where they lead.
fn bare_addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut finder = LinkFinder::new();
    finder.url_can_be_iri(false).url_must_have_scheme(false);
    finder
        .links(text)
        .filter_map(|link| {
            let address = link.as_str();
            let lower = address
                .get(..8.min(address.len()))
                .unwrap_or(address)
                .to_ascii_lowercase();
            let target = match link.kind() {
                LinkKind::Email => format!("mailto:{address}"),
                _ if lower.starts_with("http://") || lower.starts_with("https://") => {
                    address.to_owned()
                }
                _ if lower.starts_with("www.") => format!("http://{address}"),
                _ => return None,
            };
            Some((link.start()..link.end(), target))
        })
        .collect()
}

/// Makes `**…**` strong where `CommonMark`'s flanking rule fails on CJK punctuation.
///
/// In `中文，**注意：**后面` the closing marks stand between punctuation and a letter, so
/// `CommonMark` leaves them as text; kramdown and every reader take them for strong.
pub(super) fn repair_emphasis(text: &str, inlines: &mut Vec<Inline>) {
    let marks = strong_marks(text, inlines);
    let mut pairs = Vec::new();
    let mut open: Option<u32> = None;
    for at in marks {
        let after = text
            .get(at as usize + 2..)
            .and_then(|rest| rest.chars().next());
        let before = text
            .get(..at as usize)
            .and_then(|rest| rest.chars().next_back());
        match open {
            Some(start) if before.is_some_and(|char| !char.is_whitespace()) && at > start + 2 => {
                let inner_start = text
                    .get(start as usize + 2..)
                    .and_then(|rest| rest.chars().next());
                let outer = text
                    .get(..start as usize)
                    .and_then(|rest| rest.chars().next_back());
                if [before, after, inner_start, outer]
                    .into_iter()
                    .flatten()
                    .any(is_unspaced)
                {
                    pairs.push((start, at));
                }
                open = None;
            }
            _ if after.is_some_and(|char| !char.is_whitespace() && char != '*') => open = Some(at),
            _ => open = None,
        }
    }
    if !pairs.is_empty() {
        *inlines = inlines
            .drain(..)
            .flat_map(|inline| split_at_marks(inline, &pairs))
            .collect();
    }
}

/// Where `**` stands as text.
fn strong_marks(text: &str, inlines: &[Inline]) -> Vec<u32> {
    let mut marks = Vec::new();
    for inline in inlines {
        let Inline::Text(run) = inline else { continue };
        if run.style.intersects(Style::CODE | Style::MATH) {
            continue;
        }
        let words = text
            .get(run.span.start as usize..run.span.end as usize)
            .unwrap_or_default();
        if !words.contains('*') {
            continue;
        }
        marks.extend(
            words
                .match_indices("**")
                .map(|(at, _)| run.span.start + at as u32),
        );
    }
    marks
}

/// The parts of a run without the marks, strong where it stands between two of them.
fn split_at_marks(inline: Inline, pairs: &[(u32, u32)]) -> Vec<Inline> {
    let Inline::Text(run) = inline else {
        return vec![inline];
    };
    let mut parts = Vec::new();
    let mut start = run.span.start;
    let mut add = |start: u32, end: u32, style: Style| {
        let span = Span { start, end };
        if !span.is_empty() {
            parts.push(Inline::Text(Run {
                span,
                style: run.style | style,
                ..run
            }));
        }
    };
    for &(open, close) in pairs {
        if close + 2 <= start || open >= run.span.end {
            continue;
        }
        add(start, open.clamp(start, run.span.end), Style::empty());
        add(
            (open + 2).max(start),
            close.min(run.span.end),
            Style::STRONG,
        );
        start = (close + 2).clamp(start, run.span.end.max(start));
    }
    add(start, run.span.end, Style::empty());
    parts
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, Document, NoBlog, Source};

    fn read(markdown: &str) -> Document {
        let source = Source {
            body: markdown.to_owned(),
            ..Source::default()
        };
        Document::read(&source, &NoBlog)
    }

    /// The links of a text: their words, and where they lead.
    fn links(markdown: &str) -> Vec<(String, String)> {
        let document = read(markdown);
        let links = document.links.iter();
        links
            .map(|link| (link.text.clone(), link.address.clone()))
            .collect()
    }

    #[test]
    fn bare_addresses_are_links_and_what_ends_a_sentence_is_no_part_of_them() {
        for (text, words, address) in [
            (
                "See https://a.example/b_(c).",
                "https://a.example/b_(c)",
                "https://a.example/b_(c)",
            ),
            ("(HTTP://a.example)", "HTTP://a.example", "HTTP://a.example"),
            (
                "www.a.example/b, say",
                "www.a.example/b",
                "http://www.a.example/b",
            ),
            ("Ask a@b.example!", "a@b.example", "mailto:a@b.example"),
            (
                "**https://a.example/b**",
                "https://a.example/b",
                "https://a.example/b",
            ),
            (
                "- https://a.example/b\n- c",
                "https://a.example/b",
                "https://a.example/b",
            ),
        ] {
            let wanted = [(words.to_owned(), address.to_owned())];
            assert_eq!(links(text), wanted, "{text}");
        }
        let linked = "[https://a.example](https://b.example)";
        let wanted = [(
            "https://a.example".to_owned(),
            "https://b.example".to_owned(),
        )];
        assert_eq!(links(linked), wanted);
        for text in [
            "`https://a.example`",
            "a.example",
            "x://y",
            "a @ b",
            "http://",
        ] {
            assert_eq!(links(text), [], "{text}");
        }
    }

    #[test]
    fn what_arrives_in_pieces_around_entities_is_one_text() {
        let wanted = [(
            "https://a.example/?b=1&c=2".to_owned(),
            "https://a.example/?b=1&c=2".to_owned(),
        )];
        assert_eq!(links("At https://a.example/?b=1&amp;c=2 it is."), wanted);
        let document = read("caf&eacute;s and AT&amp;T");
        assert_eq!(document.text.trim(), "cafés and AT&T");
    }

    #[test]
    fn items_of_a_tight_list_hold_their_words_as_those_of_a_loose_one_do() {
        let tight = read("- one\n- two *three*\n  - four\n");
        let loose = read("- one\n\n- two *three*\n\n  - four\n");
        let words = |document: &Document| {
            let words = document.text.split_whitespace();
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(words(&tight), ["one", "two", "three", "four"]);
        assert_eq!(words(&loose), words(&tight));
        let [Block::List(list)] = tight.blocks.as_slice() else {
            unreachable!("it is a list");
        };
        let blocks = list.items.iter().map(|item| item.blocks.len());
        assert_eq!(blocks.collect::<Vec<_>>(), [1, 2]);
        assert!(matches!(
            list.items.first().and_then(|item| item.blocks.first()),
            Some(Block::Paragraph(_))
        ));
    }
}

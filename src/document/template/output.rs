//! The text that a template writes, and where each part of it came from.
//!
//! Three things are looked after here, for all languages alike. A construct that is a block gets
//! lines of its own with the indentation, list or quote of the line it stands on. A line that held
//! nothing but tags which left nothing is dropped between lines of HTML, because a blank line
//! there would end the HTML block. And each stretch remembers its line in the body.

mod lines;

pub use lines::LineMap;

use super::code::{after_list_marker, columns};
use super::construct::Construct;
use super::markup;
use super::token::newlines;
use crate::document::Format;
use lines::Origin;

/// How many lines back a list item is looked for around an indented block.
const LIST_LINES: usize = 40;

/// How many lines back the beginning of a block of HTML is looked for.
const BLOCK_LINES: usize = 200;

/// Where an address begins is looked for in so many bytes before a tag.
const LONGEST_ADDRESS: usize = 1024;

/// Text being written.
#[derive(Debug)]
pub struct Output {
    format: Format,
    text: String,
    /// Where the last line of `text` begins.
    line_start: usize,
    /// A tag on the last line left nothing.
    silent: bool,
    pending: Option<Pending>,
    lines: LineMap,
}

/// A block was written, and what follows must begin on a line of its own.
#[derive(Debug)]
struct Pending {
    prefix: String,
    after: After,
}

/// What a block needs behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Newline,
    BlankLine,
}

impl Output {
    pub fn new(format: Format) -> Output {
        Output {
            format,
            text: String::new(),
            line_start: 0,
            silent: false,
            pending: None,
            lines: LineMap::default(),
        }
    }

    /// An empty output for what a block of this one holds.
    pub fn inner(&self) -> Output {
        Output::new(self.format)
    }

    pub fn finish(mut self) -> (String, LineMap) {
        self.text.shrink_to_fit();
        (self.text, self.lines)
    }

    pub fn into_text(self) -> String {
        self.text
    }

    /// How many bytes are written.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Text of the body, whose first line there is `line`.
    pub fn verbatim(&mut self, text: &str, line: u32) {
        self.write(text, line, Origin::Verbatim);
    }

    /// Text that a tag on `line` made.
    pub fn made(&mut self, text: &str, line: u32) {
        if text.is_empty() {
            self.silent = true;
        } else {
            self.write(text, line, Origin::Made);
        }
    }

    /// A tag stood here and left nothing.
    pub fn silent(&mut self) {
        self.silent = true;
    }

    /// True within the parentheses of a Markdown link or the quotes of an attribute, where only an
    /// address can stand.
    pub fn in_address(&self) -> bool {
        let from = self.text.len().saturating_sub(LONGEST_ADDRESS);
        let mut starts = from.max(self.line_start)..self.text.len();
        let from = starts.find(|&at| self.text.is_char_boundary(at));
        let written = self.text.get(from.unwrap_or(self.text.len())..);
        let written = written.unwrap_or_default();
        let start = written
            .rfind(|sign: char| sign.is_whitespace() || sign == '>')
            .map_or(0, |found| found + 1);
        let tail = written.get(start..).unwrap_or_default();
        let after = |opening: &str| Some(tail.rsplit_once(opening)?.1);
        after("](").is_some_and(|address| !address.contains(')'))
            || after("=\"").is_some_and(|value| !value.contains('"'))
            || after("='").is_some_and(|value| !value.contains('\''))
            || tail.starts_with('<') && tail.contains(':')
    }

    /// Writes what a tag on `line` made.
    pub fn construct(&mut self, construct: Construct, line: u32) {
        match (construct, self.format) {
            (Construct::Nothing, _) => self.silent(),
            (Construct::Inline(text), _)
            | (Construct::Code { text, .. }, Format::Restructured | Format::Plain) => {
                self.made(&text, line);
            }
            (Construct::Html(html), Format::Html | Format::Restructured | Format::Plain) => {
                self.made(&html, line);
            }
            (Construct::Html(html), Format::Markdown) => {
                if self.is_inline() {
                    self.made(&html, line);
                } else {
                    self.block(&[&html], "", After::BlankLine, line);
                }
            }
            (Construct::Code { info, text }, Format::Html) => {
                self.made(&markup::pre(&info, &text), line);
            }
            (Construct::Code { info, text }, Format::Markdown) => {
                let fence = markup::fence_for(&text);
                let opening = format!("{fence}{info}");
                let indent = self.tag_indent();
                let text = markup::dedent(&text, indent);
                self.block(&[&opening, &text, &fence], "", After::Newline, line);
            }
            (Construct::Around { open, body, close }, Format::Markdown) => {
                let indent = self.tag_indent();
                let body = markup::dedent(body.trim_matches('\n').trim_end(), indent);
                self.block(&[&open, "", &body, "", &close], "", After::BlankLine, line);
            }
            (
                Construct::Around { open, body, close },
                Format::Html | Format::Restructured | Format::Plain,
            ) => {
                self.made(&format!("{open}{body}{close}"), line);
            }
            (Construct::Quote { body }, Format::Markdown) => {
                let indent = self.tag_indent();
                let body = markup::dedent(body.trim(), indent);
                self.block(&[&body], "> ", After::BlankLine, line);
            }
            (Construct::Quote { body }, Format::Html | Format::Restructured | Format::Plain) => {
                self.made(&format!("<blockquote>{body}</blockquote>"), line);
            }
        }
    }

    /// True when words stand before on the same line.
    fn is_inline(&self) -> bool {
        let line = self.text.get(self.line_start..).unwrap_or_default();
        self.pending.is_none() && !split_prefix(line).1.trim().is_empty()
    }

    /// The columns of white space on the line being written.
    fn tag_indent(&self) -> usize {
        columns(self.text.get(self.line_start..).unwrap_or_default())
    }

    /// Writes `parts` on lines of their own, each line behind `marker`.
    fn block(&mut self, parts: &[&str], marker: &str, after: After, line: u32) {
        self.settle();
        let current = self.text.get(self.line_start..).unwrap_or_default();
        let (prefix, words) = split_prefix(current);
        let mut prefix = continuation(prefix);
        let mut begun = words.trim().is_empty();
        if begun && current.trim().is_empty() && columns(current) >= 4 {
            // Four columns would make it indented code, unless a list item reaches that far in.
            prefix = " ".repeat(self.list_indent(columns(current)));
            let start = self.line_start;
            self.text.truncate(start);
            self.lines.truncate(start);
            self.text.push_str(&prefix);
        }
        if !begun && after == After::BlankLine {
            self.text.push('\n');
        }
        self.lines.mark(self.text.len(), line, Origin::Made);
        for text in parts.iter().flat_map(|part| part.split('\n')) {
            if !begun {
                self.text.push('\n');
                self.text.push_str(if text.is_empty() && marker.is_empty() {
                    prefix.trim_end()
                } else {
                    &prefix
                });
            }
            self.text.push_str(marker);
            self.text.push_str(text);
            begun = false;
        }
        self.line_start = self.text.rfind('\n').map_or(0, |found| found + 1);
        self.silent = false;
        self.pending = Some(Pending { prefix, after });
    }

    /// Where the content of the list item that reaches to column `indent` begins; 0 outside of
    /// lists.
    fn list_indent(&self, indent: usize) -> usize {
        let before = self.text.get(..self.line_start).unwrap_or_default();
        let mut limit = indent;
        for line in before.lines().rev().take(LIST_LINES) {
            if line.trim().is_empty() {
                continue;
            }
            let start = columns(line);
            let text = line.trim_start();
            if let Some(rest) = after_list_marker(text) {
                let content = start + (text.len() - rest.len());
                if content <= limit {
                    return content;
                }
            } else if start == 0 {
                return 0;
            }
            limit = limit.min(start.max(1));
        }
        0
    }

    fn write(&mut self, text: &str, line: u32, origin: Origin) {
        let mut text = text;
        let mut line = line;
        if self.pending.is_some() {
            let (first, _) = text.split_once('\n').unwrap_or((text, ""));
            let skipped = first.len() - first.trim_start().len();
            let words = text.get(skipped..).unwrap_or_default();
            if words.is_empty() {
                return;
            }
            self.settle_before(words);
            text = words.strip_prefix('\n').unwrap_or(words);
            line += newlines(words) - newlines(text);
        }
        if self.silent
            && let Some((first, rest)) = text.split_once('\n')
        {
            self.silent = false;
            if self.is_silent_line(first) {
                let start = self.line_start;
                self.text.truncate(start);
                self.lines.truncate(start);
                text = rest;
                line += 1;
            }
        }
        self.lines.mark(self.text.len(), line, origin);
        self.text.push_str(text);
        if let Some(found) = text.rfind('\n') {
            self.line_start = self.text.len() - text.len() + found + 1;
            self.silent = false;
        }
    }

    /// True when the line that ends with `rest` says nothing and stands within HTML.
    fn is_silent_line(&self, rest: &str) -> bool {
        let line = self.text.get(self.line_start..).unwrap_or_default();
        if !line.trim().is_empty() || !rest.trim().is_empty() {
            return false;
        }
        let before = self.text.get(..self.line_start).unwrap_or_default();
        let block = before
            .lines()
            .rev()
            .take(BLOCK_LINES)
            .take_while(|line| !line.trim().is_empty());
        block.last().is_some_and(begins_html)
    }

    /// Ends the block before `words`, the text that follows it.
    fn settle_before(&mut self, words: &str) {
        let Some(pending) = self.pending.take() else {
            return;
        };
        self.text.push('\n');
        let after_newline = words.strip_prefix('\n');
        let next_is_blank = after_newline
            .is_some_and(|next| next.trim_start_matches([' ', '\t']).starts_with('\n'));
        if pending.after == After::BlankLine && !next_is_blank {
            self.text.push_str(pending.prefix.trim_end());
            self.text.push('\n');
        }
        if after_newline.is_none() {
            self.text.push_str(&pending.prefix);
        }
        self.line_start = self.text.rfind('\n').map_or(0, |found| found + 1);
    }

    fn settle(&mut self) {
        self.settle_before("");
    }
}

/// True when a block that begins with `line` is HTML, and no paragraph with a tag in front.
fn begins_html(line: &str) -> bool {
    const INLINE: [&str; 13] = [
        "a", "abbr", "b", "br", "code", "em", "i", "img", "kbd", "small", "span", "strong", "sup",
    ];
    let Some(tag) = line.trim_start().strip_prefix('<') else {
        return false;
    };
    let name = tag.trim_start_matches('/');
    let end = name
        .find(|sign: char| !sign.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    !name.is_empty() && !INLINE.contains(&name)
}

/// A line's indentation, quote signs and list markers, and the rest of it.
fn split_prefix(line: &str) -> (&str, &str) {
    let rest = super::code::after_markers(line);
    line.split_at_checked(line.len() - rest.len())
        .unwrap_or(("", line))
}

/// The prefix that keeps a following line in the same list items and quotes.
fn continuation(prefix: &str) -> String {
    prefix
        .chars()
        .map(|sign| match sign {
            '>' | '\t' | ' ' => sign,
            _ => ' ',
        })
        .collect()
}

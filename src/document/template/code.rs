//! What of a Markdown body is code, before Markdown is parsed.
//!
//! A template runs before Markdown, so this is a reading of lines that knows fences, code spans,
//! `<pre>` and indentation, and need not be exact: it decides whether a tag that cannot be
//! evaluated is an example or a mistake.

use std::collections::HashMap;
use std::ops::Range;

use super::token::Place;
use crate::document::Format;

/// The stretches of a body that are code, in order.
#[derive(Debug, Default)]
pub struct Regions {
    regions: Vec<(Range<usize>, Place)>,
}

impl Regions {
    /// Finds the code in `body`.
    pub fn find(body: &str, format: Format) -> Regions {
        let mut scanner = Scanner::new(body);
        match format {
            Format::Markdown => scanner.markdown(),
            Format::Html => scanner.html(),
            Format::Restructured | Format::Plain => {}
        }
        let mut regions = scanner.regions;
        regions.sort_by_key(|(range, _)| range.start);
        Regions { regions }
    }

    /// Where the byte `at` stands.
    pub fn place(&self, at: usize) -> Place {
        let after = self.regions.partition_point(|(range, _)| range.start <= at);
        after
            .checked_sub(1)
            .and_then(|index| self.regions.get(index))
            .filter(|(range, _)| at < range.end)
            .map_or(Place::Text, |(_, place)| *place)
    }
}

struct Scanner<'a> {
    body: &'a str,
    regions: Vec<(Range<usize>, Place)>,
    /// Endings that were looked for and are nowhere further on.
    absent: Vec<&'static str>,
}

impl<'a> Scanner<'a> {
    fn new(body: &'a str) -> Scanner<'a> {
        Scanner {
            body,
            regions: Vec::new(),
            absent: Vec::new(),
        }
    }

    fn html(&mut self) {
        let mut at = 0;
        while let Some(found) = find_from(self.body, at, "<") {
            at = self.element(found).map_or(found + 1, |range| {
                let end = range.end;
                self.regions.push((range, Place::Code));
                end
            });
        }
    }

    fn markdown(&mut self) {
        let mut at = 0;
        let mut paragraph = 0;
        let mut indentation = Indentation::default();
        while at < self.body.len() {
            let end = find_from(self.body, at, "\n").map_or(self.body.len(), |found| found + 1);
            let line = self.body.get(at..end).unwrap_or_default();
            let inner = after_markers(line);
            if let Some(end) = self.opaque(at, inner) {
                self.spans(paragraph, at);
                at = self.line_end(end);
                paragraph = at;
            } else if let Some(fence) = Fence::open(inner) {
                self.spans(paragraph, at);
                let end = self.fence_end(end, fence);
                self.regions.push((at..end, Place::Code));
                at = end;
                paragraph = end;
            } else if let Some(range) = self.element_in(at, line) {
                self.spans(paragraph, range.start);
                at = self.line_end(range.end);
                paragraph = range.end;
                self.regions.push((range, Place::Code));
            } else {
                let place = indentation.of(line);
                if place == Place::Indented {
                    self.regions.push((at..end, place));
                }
                if line.trim().is_empty() || place == Place::Indented {
                    self.spans(paragraph, at);
                    paragraph = end;
                }
                at = end;
            }
        }
        self.spans(paragraph, self.body.len());
    }

    /// The end of the tag that begins the line and whose inside is no Markdown: `raw`,
    /// `highlight` and their like, whose backticks and fences are not ours to pair.
    fn opaque(&mut self, at: usize, line: &str) -> Option<usize> {
        let tag = line
            .strip_prefix("{%")
            .or_else(|| line.strip_prefix("{{<"))
            .or_else(|| line.strip_prefix("{{%"))?;
        let name = tag.trim_start_matches(['-', ' ']);
        let ends = [
            ("raw", "endraw"),
            ("highlight", "endhighlight"),
            ("codeblock", "endcodeblock"),
            ("comment", "endcomment"),
            ("highlight", "/highlight"),
        ];
        ends.into_iter()
            .filter(|(begin, _)| name.starts_with(begin))
            .find_map(|(_, end)| self.end_of(at, end))
    }

    /// The end of a `<pre>` or the like that begins on the line.
    fn element_in(&mut self, at: usize, line: &str) -> Option<Range<usize>> {
        let mut from = 0;
        while let Some(found) = find_from(line, from, "<") {
            if let Some(range) = self.element(at + found) {
                return Some(range);
            }
            from = found + 1;
        }
        None
    }

    fn element(&mut self, at: usize) -> Option<Range<usize>> {
        let rest = self.body.get(at + 1..)?;
        let ends = [
            ("pre", "</pre>"),
            ("code", "</code>"),
            ("script", "</script>"),
            ("style", "</style>"),
        ];
        let (_, end) = ends.into_iter().find(|(name, _)| {
            rest.strip_prefix(name)
                .is_some_and(|after| after.starts_with(['>', ' ', '\n']))
        })?;
        Some(at..self.end_of(at, end)?)
    }

    fn end_of(&mut self, at: usize, end: &'static str) -> Option<usize> {
        if self.absent.contains(&end) {
            return None;
        }
        let found = find_from(self.body, at, end);
        if found.is_none() {
            self.absent.push(end);
        }
        found.map(|found| found + end.len())
    }

    fn line_end(&self, at: usize) -> usize {
        find_from(self.body, at, "\n").map_or(self.body.len(), |found| found + 1)
    }

    /// Where the fence that was opened on the line before `at` is closed.
    fn fence_end(&self, mut at: usize, fence: Fence) -> usize {
        while at < self.body.len() {
            let end = self.line_end(at);
            let line = self.body.get(at..end).unwrap_or_default();
            if fence.is_closed_by(line.trim_start_matches([' ', '\t', '>']).trim_end()) {
                return end;
            }
            at = end;
        }
        at
    }

    /// The code spans of a paragraph: runs of backticks pair with the next run of their length.
    fn spans(&mut self, start: usize, end: usize) {
        let text = self.body.get(start..end).unwrap_or_default();
        let runs = backticks(text);
        let mut later: HashMap<usize, usize> = HashMap::new();
        let mut partner = vec![None; runs.len()];
        for (index, (run, slot)) in runs.iter().zip(&mut partner).enumerate().rev() {
            *slot = later.insert(run.len(), index);
        }
        let mut index = 0;
        while let Some(run) = runs.get(index) {
            let other = partner.get(index).copied().flatten();
            match other.and_then(|other| Some((other, runs.get(other)?))) {
                Some((other, closing)) => {
                    let range = start + run.start..start + closing.end;
                    self.regions.push((range, Place::Code));
                    index = other + 1;
                }
                None => index += 1,
            }
        }
    }
}

fn backticks(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = find_from(text, at, "`") {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('`').len();
        runs.push(start..start + length);
        at = start + length;
    }
    runs
}

#[derive(Clone, Copy)]
struct Fence {
    sign: char,
    length: usize,
}

impl Fence {
    fn open(line: &str) -> Option<Fence> {
        let sign = line
            .chars()
            .next()
            .filter(|sign| matches!(sign, '`' | '~'))?;
        let info = line.trim_start_matches(sign);
        let length = line.len() - info.len();
        (length >= 3 && !(sign == '`' && info.contains('`'))).then_some(Fence { sign, length })
    }

    fn is_closed_by(self, line: &str) -> bool {
        line.len() >= self.length && line.chars().all(|sign| sign == self.sign)
    }
}

/// How far lines are indented, beyond the list they stand in.
struct Indentation {
    list: usize,
    /// The line before was blank or already code.
    may_begin: bool,
}

impl Default for Indentation {
    fn default() -> Self {
        Indentation {
            list: 0,
            may_begin: true,
        }
    }
}

impl Indentation {
    fn of(&mut self, line: &str) -> Place {
        if line.trim().is_empty() {
            self.may_begin = true;
            return Place::Text;
        }
        let columns = columns(line);
        if self.may_begin && columns >= self.list + 4 {
            return Place::Indented;
        }
        let text = line.trim_start();
        if let Some(rest) = after_list_marker(text) {
            self.list = columns + (text.len() - rest.len());
        } else if self.may_begin && columns < self.list {
            self.list = 0;
        }
        self.may_begin = false;
        Place::Text
    }
}

/// The columns of white space that `line` begins with.
pub fn columns(line: &str) -> usize {
    let mut columns = 0;
    for sign in line.chars() {
        match sign {
            ' ' => columns += 1,
            '\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// `line` after its indentation, quote signs and list markers.
pub fn after_markers(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    while let Some(inner) = after_list_marker(rest) {
        rest = inner.trim_start_matches([' ', '\t', '>']);
    }
    rest
}

/// What follows `- ` or `12. ` at the very start of `text`.
pub fn after_list_marker(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = match digits {
        0 => text.strip_prefix(['-', '*', '+'])?,
        1..=9 => text.get(digits..)?.strip_prefix(['.', ')'])?,
        _ => return None,
    };
    after.strip_prefix([' ', '\t'])
}

fn find_from(text: &str, at: usize, wanted: &str) -> Option<usize> {
    text.get(at..)?.find(wanted).map(|found| at + found)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    /// The place of the first `X` in `body`.
    fn place(body: &str) -> Place {
        Regions::find(body, Format::Markdown).place(body.find('X').unwrap())
    }

    #[test]
    fn fences_spans_and_pre_are_code() {
        for body in [
            "```\nX\n```\n",
            "~~~ruby\nX\n",
            "> ```\n> X\n> ```",
            "- ```\n  X\n  ```",
            "a `b\nX` c",
            "a ``b ` X`` c",
            "<pre>\n\nX</pre>",
            "text <code>X</code>",
        ] {
            assert_eq!(place(body), Place::Code, "{body}");
        }
    }

    #[test]
    fn what_is_indented_after_a_blank_line_may_be_code() {
        assert_eq!(place("a\n\n    X\n"), Place::Indented);
        assert_eq!(place("* a\n\n      X\n"), Place::Indented);
        assert_eq!(place("* a\n\n    X\n"), Place::Text);
        assert_eq!(place("a\n    X\n"), Place::Text);
    }

    #[test]
    fn text_is_text() {
        for body in [
            "X",
            "a ` X",
            "a `\n\nX ` b",
            "```\na\n```\nX",
            "a `b` X `c`",
            "{% raw %}\n```\n{% endraw %}\nX",
            "<pre>a</pre> X",
            "<prefix>X</prefix>",
        ] {
            assert_eq!(place(body), Place::Text, "{body}");
        }
    }

    #[test]
    fn stray_backticks_and_tags_take_linear_time() {
        let begin = std::time::Instant::now();
        for stray in [
            "` `` ", "<pre>", "<code>\n", "{% raw\n", "```a`\n", "> ~~~\n",
        ] {
            Regions::find(&stray.repeat(100_000), Format::Markdown);
        }
        assert!(begin.elapsed().as_secs() < 10);
    }
}

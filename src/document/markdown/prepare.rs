//! What kramdown reads by other rules than `CommonMark`, written so that both read the same.
//!
//! An HTML block goes on to its end tag in kramdown, whatever blank lines and indents are in it;
//! a table needs no header; a comment has a mark of its own; an attribute list can go on to the
//! next line. Each is rewritten before `CommonMark` sees it. Code is left alone.

use std::borrow::Cow;

/// Elements that open a block of HTML.
const BLOCKS: &[&str] = &[
    "div",
    "ul",
    "ol",
    "table",
    "blockquote",
    "section",
    "article",
    "figure",
    "center",
    "dl",
    "aside",
    "p",
    "form",
    "nav",
    "header",
    "footer",
];

/// A body of kramdown, ready for `CommonMark`.
pub(super) fn prepare(body: &str) -> Cow<'_, str> {
    if !body.contains(['<', '|']) && !body.contains("{:") {
        return Cow::Borrowed(body);
    }
    let mut writer = Writer {
        out: String::with_capacity(body.len() + 64),
        ..Writer::default()
    };
    let mut lines = body.lines().peekable();
    while let Some(line) = lines.next() {
        if writer.is_fenced(line) {
            continue;
        }
        if line.trim_start().starts_with("{::comment}") {
            skip_comment(line, &mut lines);
            continue;
        }
        if is_headless_row(line)
            && writer.is_after_blank()
            && lines.peek().is_some_and(|next| !is_delimiter(next))
        {
            writer.add_empty_head(line);
        }
        // An attribute list that ends on the next line.
        if line
            .rfind("{:")
            .is_some_and(|at| !line.get(at..).unwrap_or_default().contains('}'))
            && let Some(next) = lines.next_if(|next| next.contains('}'))
        {
            writer.line(&format!("{line} {}", next.trim_start()));
            continue;
        }
        writer.line(line);
    }
    Cow::Owned(writer.out)
}

fn skip_comment<'l>(first: &str, lines: &mut impl Iterator<Item = &'l str>) {
    if first.contains("{:/") {
        return;
    }
    for line in lines {
        if line.trim_start().starts_with("{:/") {
            return;
        }
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The fence of the code block that is open.
    fence: Option<String>,
    /// How many blocks of HTML are open.
    depth: usize,
    /// Blank lines that wait for what follows them.
    blanks: usize,
}

impl Writer {
    /// Copies a line of a code block; false for any other.
    fn is_fenced(&mut self, line: &str) -> bool {
        let bare = line.trim_start();
        match &self.fence {
            Some(fence) => {
                let ends = bare.starts_with(fence.as_str())
                    && bare.trim_end().chars().all(|char| fence.starts_with(char));
                // Within HTML the fence was moved to the margin, and its code with it.
                let line = if ends && self.depth > 0 { bare } else { line };
                self.out.push_str(line);
                self.out.push('\n');
                if ends {
                    self.fence = None;
                    self.blanks = usize::from(self.depth > 0);
                }
                true
            }
            None if bare.starts_with("```") || bare.starts_with("~~~") => {
                let mark = bare.chars().next().unwrap_or('`');
                let length = bare.chars().take_while(|&char| char == mark).count();
                // A line with its own end is a code span.
                if mark == '`' && bare.get(length..).is_some_and(|info| info.contains('`')) {
                    return false;
                }
                self.fence = Some(mark.to_string().repeat(length));
                if self.depth > 0 {
                    self.blanks = 1;
                }
                self.flush_blanks();
                self.out.push_str(if self.depth > 0 { bare } else { line });
                self.out.push('\n');
                true
            }
            None => false,
        }
    }

    fn is_after_blank(&self) -> bool {
        self.blanks > 0 || self.out.is_empty()
    }

    /// kramdown's table without a header gets one without words.
    fn add_empty_head(&mut self, row: &str) {
        let columns = row.trim().trim_matches('|').split('|').count();
        self.flush_blanks();
        for cell in [" ", "---"] {
            self.out.push('|');
            for _ in 0..columns {
                self.out.push_str(cell);
                self.out.push('|');
            }
            self.out.push('\n');
        }
    }

    fn line(&mut self, line: &str) {
        if line.trim().is_empty() {
            self.blanks += 1;
            return;
        }
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if self.depth == 0 {
            self.flush_blanks();
            self.out.push_str(line);
            if indent < 4 && opens_block(bare) {
                self.depth = balance(bare, 0);
            }
        } else {
            // Between tags neither a blank line nor an indent means anything.
            if bare.starts_with('<') && self.out.trim_end().ends_with('>') {
                self.blanks = 0;
            }
            let is_moved = self.blanks > 0 && indent >= 4;
            self.flush_blanks();
            self.out.push_str(if is_moved { bare } else { line });
            self.depth = balance(bare, self.depth);
        }
        self.out.push('\n');
    }

    fn flush_blanks(&mut self) {
        for _ in 0..std::mem::take(&mut self.blanks) {
            self.out.push('\n');
        }
    }
}

fn opens_block(line: &str) -> bool {
    line.strip_prefix('<')
        .and_then(tag_name)
        .is_some_and(|name| BLOCKS.contains(&name.as_str()))
}

fn tag_name(tag: &str) -> Option<String> {
    let end = tag
        .find(|char: char| !char.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    tag.get(..end)
        .filter(|name| !name.is_empty())
        .map(str::to_ascii_lowercase)
}

/// How many blocks are open after a line.
fn balance(line: &str, depth: usize) -> usize {
    let mut depth = depth;
    for (at, _) in line.match_indices('<') {
        let rest = line.get(at + 1..).unwrap_or_default();
        let (is_end, rest) = rest
            .strip_prefix('/')
            .map_or((false, rest), |rest| (true, rest));
        // Paragraphs are left open more often than closed.
        let is_block =
            tag_name(rest).is_some_and(|name| name != "p" && BLOCKS.contains(&name.as_str()));
        if is_block && is_end {
            depth = depth.saturating_sub(1);
        } else if is_block {
            depth += 1;
        }
    }
    depth
}

/// `| a | b |`
fn is_headless_row(line: &str) -> bool {
    let bare = line.trim_end();
    bare.starts_with('|') && bare.ends_with('|') && bare.len() > 2 && !is_delimiter(bare)
}

/// `|---|:-:|`
fn is_delimiter(line: &str) -> bool {
    let bare = line.trim();
    bare.contains('-')
        && bare
            .chars()
            .all(|char| matches!(char, '|' | '-' | ':' | ' ' | '+' | '='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_html_goes_on_over_blank_lines_to_its_end() {
        let body = "<ul>\n<li>a</li>\n\n    <li>b</li>\n</ul>\n\ntext\n\n    code\n";
        assert_eq!(
            prepare(body),
            "<ul>\n<li>a</li>\n    <li>b</li>\n</ul>\n\ntext\n\n    code\n"
        );
    }

    #[test]
    fn markdown_within_html_stays_markdown() {
        let body = "<div>\n\n**a**\n\n</div>\n";
        assert_eq!(prepare(body), body);
    }

    #[test]
    fn code_within_html_comes_to_the_margin() {
        let body = "<blockquote>\n    ```python\n    a\n    ```\n</blockquote>\n";
        let moved = "<blockquote>\n\n```python\n    a\n```\n\n</blockquote>\n";
        assert_eq!(prepare(body), moved);
    }

    #[test]
    fn a_table_without_a_head_gets_one_without_words() {
        assert_eq!(
            prepare("\n| a | b |\n| c | d |\n"),
            "\n| | |\n|---|---|\n| a | b |\n| c | d |\n"
        );
        let with_head = "| a | b |\n|---|---|\n| c | d |\n";
        assert_eq!(prepare(with_head), with_head);
    }

    #[test]
    fn comments_vanish_and_code_about_them_stays() {
        assert_eq!(prepare("a\n{::comment}\nb\n{:/comment}\nc\n"), "a\nc\n");
        let code = "```\n{::comment}\n| a |\n<div>\n```\n";
        assert_eq!(prepare(code), code);
    }

    #[test]
    fn an_attribute_list_is_brought_to_one_line() {
        assert_eq!(
            prepare("![a](b){:\n.icon} text\n"),
            "![a](b){: .icon} text\n"
        );
    }
}

//! reStructuredText, as Pelican's posts have it, written as the Markdown that says the same.
//!
//! Titles, fields, paragraphs, lists, code, notices, pictures, footnotes and links are understood,
//! and comments vanish. Tables are kept cell for cell, and a directive that is not known shows as
//! it is written, before what it holds.

mod inline;

use std::collections::HashMap;

use inline::inline;

/// How deep directives may hold each other.
const DEPTH: usize = 8;

/// A text as Markdown.
pub(super) fn to_markdown(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut writer = Writer {
        targets: lines.iter().filter_map(|line| target(line)).collect(),
        adornments: Vec::new(),
        out: String::with_capacity(text.len() + text.len() / 8),
    };
    let begin = lines.iter().position(|line| !line.is_empty());
    let lines = lines.get(begin.unwrap_or_default()..).unwrap_or_default();
    let length = title(lines).map_or(0, |(_, _, length)| length);
    let (title, body) = lines.split_at_checked(length).unwrap_or((&[], lines));
    writer.blocks(title, 0);
    writer.blocks(skip_fields(body, &mut Vec::new()), 0);
    writer.out
}

struct Writer<'t> {
    /// Addresses by the names that links have for them, in lower case.
    targets: HashMap<String, &'t str>,
    /// What stands beneath the titles of each level, and whether above them too.
    adornments: Vec<(char, bool)>,
    out: String,
}

impl<'t> Writer<'t> {
    fn blocks(&mut self, lines: &[&'t str], depth: usize) {
        let mut rest = lines;
        let mut is_in_list = false;
        while let Some(line) = rest.first() {
            if line.is_empty() {
                self.line("");
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            if let Some((title, adornment, length)) = title(rest) {
                let level = self.level(adornment).min(6);
                let words = inline(title, &self.targets);
                self.line(&format!("{} {words}\n", "#".repeat(level)));
                is_in_list = false;
                rest = rest.get(length..).unwrap_or_default();
            } else if adornment(line).is_some() && rest.get(1).is_none_or(|next| next.is_empty()) {
                self.line("---\n");
                rest = rest.get(1..).unwrap_or_default();
            } else if line.trim_start().starts_with(".. ") || line.trim_start() == ".." {
                let (held, after) = indented(rest.get(1..).unwrap_or_default(), indent(line));
                self.explicit(line, held, depth);
                rest = after;
            } else {
                let end = rest.iter().position(|line| line.is_empty());
                let (chunk, after) = rest.split_at(end.unwrap_or(rest.len()));
                rest = self.chunk(chunk, after, &mut is_in_list);
            }
        }
    }

    /// Lines without a blank one between them; returns what follows them and what they announce.
    fn chunk<'l>(
        &mut self,
        chunk: &[&'t str],
        after: &'l [&'t str],
        is_in_list: &mut bool,
    ) -> &'l [&'t str] {
        let Some(first) = chunk.first() else {
            return after;
        };
        let margin = indent(first);
        if is_table(first) {
            self.code("", "", chunk);
            return after;
        }
        if margin == 0 {
            *is_in_list = is_item(first);
        }
        let text = chunk.join("\n");
        let announces = text.ends_with("::");
        let text = match text.strip_suffix("::") {
            Some(text) if text.is_empty() || text.ends_with([' ', '\n']) => {
                text.trim_end().to_owned()
            }
            Some(text) => format!("{text}:"),
            None => text,
        };
        for line in inline(&text, &self.targets).lines() {
            let bare = line.trim_start();
            if margin > 0 && !*is_in_list {
                self.line(&format!("> {bare}"));
            } else if let Some(item) = bare.strip_prefix("#. ") {
                self.line(&format!("{}1. {item}", " ".repeat(indent(line))));
            } else if bare.starts_with('#') {
                self.line(&format!("{}\\{bare}", " ".repeat(indent(line))));
            } else {
                self.line(line);
            }
        }
        self.line("");
        if !announces {
            return after;
        }
        let (held, after) = indented(after, margin);
        if !held.is_empty() {
            let margin = if *is_in_list { margin.max(2) } else { 0 };
            self.code(&" ".repeat(margin), "", &held);
        }
        after
    }

    /// What begins with two dots: a directive, a target, a footnote or a comment.
    fn explicit(&mut self, line: &'t str, held: Vec<&'t str>, depth: usize) {
        let margin = " ".repeat(indent(line));
        let words = line.trim_start().trim_start_matches('.').trim_start();
        if let Some((number, words)) = words.strip_prefix('[').and_then(|it| it.split_once("] ")) {
            let words = inline(words, &self.targets);
            self.line(&format!("[^{}]: {words}", number.trim_start_matches('#')));
            for line in held {
                let words = inline(line, &self.targets);
                self.line(&format!("    {words}"));
            }
            self.line("");
            return;
        }
        let is_name = |name: &&str| {
            let mut letters = name.chars();
            !name.is_empty() && letters.all(|it| it.is_ascii_alphanumeric() || "-_:".contains(it))
        };
        let directive = words.split_once("::");
        let Some((name, argument)) = directive.filter(|(name, _)| is_name(name)) else {
            return;
        };
        let argument = argument.trim();
        let fields = &mut Vec::new();
        let body = skip_fields(&held, fields);
        match (name, notice(name)) {
            ("code-block" | "code" | "sourcecode" | "highlight", _) => {
                self.code(&margin, argument, body);
            }
            ("contents" | "meta" | "role" | "default-role" | "highlights", _) => {}
            ("raw", _) if argument == "html" => {
                for line in body {
                    self.line(line);
                }
                self.line("");
            }
            _ if depth >= DEPTH => self.code(&margin, "", body),
            ("image" | "figure", _) => {
                let alt = fields.iter().find(|(key, _)| *key == "alt");
                let alt = inline(alt.map_or("", |(_, alt)| alt), &self.targets);
                self.line(&format!("{margin}![{alt}](<{argument}>)\n"));
                self.blocks(body, depth + 1);
            }
            (_, Some(kind)) => self.notice(kind, argument, body, depth),
            (_, None) => {
                let words = inline(&format!("{name}: {argument}"), &self.targets);
                self.line(&format!("{margin}{words}\n"));
                self.blocks(body, depth + 1);
            }
        }
    }

    fn notice(&mut self, kind: &str, argument: &'t str, body: &[&'t str], depth: usize) {
        let before = std::mem::take(&mut self.out);
        let lines: Vec<&str> = [argument].into_iter().chain(body.iter().copied()).collect();
        self.blocks(&lines, depth + 1);
        let held = std::mem::replace(&mut self.out, before);
        self.line(&format!("> [!{kind}]"));
        for line in held.trim().lines() {
            self.line(&format!("> {line}"));
        }
        self.line("");
    }

    /// Lines as they are.
    fn code(&mut self, margin: &str, language: &str, lines: &[&str]) {
        let longest = lines
            .iter()
            .map(|line| line.chars().filter(|&it| it == '`').count());
        let fence = "`".repeat(longest.max().unwrap_or_default().max(2) + 1);
        self.line(&format!("{margin}{fence}{language}"));
        let lines = lines.iter().skip_while(|line| line.is_empty());
        let text = lines.copied().collect::<Vec<_>>().join("\n");
        for line in text.trim_end().lines() {
            self.line(&format!("{margin}{line}"));
        }
        self.line(&format!("{margin}{fence}\n"));
    }

    fn level(&mut self, adornment: (char, bool)) -> usize {
        let known = self.adornments.iter().position(|it| *it == adornment);
        let level = known.unwrap_or_else(|| {
            self.adornments.push(adornment);
            self.adornments.len() - 1
        });
        level + 1
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// A title at the beginning of `lines`, what adorns it and how many lines it takes.
fn title<'t>(lines: &[&'t str]) -> Option<(&'t str, (char, bool), usize)> {
    let is_beneath = |mark: char, title: &str, line: Option<&&str>| {
        line.is_some_and(|line| {
            adornment(line) == Some(mark) && line.len() + 2 >= title.chars().count()
        })
    };
    match (lines.first()?, lines.get(1)?) {
        (above, words) if adornment(above).is_some() && adornment(words).is_none() => {
            let mark = adornment(above)?;
            let words = words.trim();
            let is_title = !words.is_empty() && is_beneath(mark, words, lines.get(2));
            is_title.then_some((words, (mark, true), 3))
        }
        (words, beneath) if !words.starts_with(' ') && adornment(words).is_none() => {
            let mark = adornment(beneath)?;
            is_beneath(mark, words, lines.get(1)).then_some((words, (mark, false), 2))
        }
        _ => None,
    }
}

/// The character that a line of one repeats.
fn adornment(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(char::is_ascii_punctuation)?;
    (line.len() > 2 && line.chars().all(|char| char == mark)).then_some(mark)
}

/// Collects the fields that `lines` begin with, a post's or a directive's, and returns what
/// follows them.
fn skip_fields<'l, 't>(
    lines: &'l [&'t str],
    fields: &mut Vec<(&'t str, &'t str)>,
) -> &'l [&'t str] {
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first() {
        let field = first
            .strip_prefix(':')
            .and_then(|field| field.split_once(':'));
        match field {
            Some((name, value)) if !name.is_empty() && !value.starts_with('`') => {
                fields.push((name, value.trim()));
                rest = after;
            }
            _ if !fields.is_empty() && first.starts_with(' ') => rest = after,
            _ if first.is_empty() => rest = after,
            _ => return rest,
        }
    }
    rest
}

/// The lines that are set in further than `margin`, as far as they go, without what they have in
/// common, and the lines behind them.
fn indented<'l, 't>(lines: &'l [&'t str], margin: usize) -> (Vec<&'t str>, &'l [&'t str]) {
    let is_in = |line: &&str| line.is_empty() || indent(line) > margin;
    let end = lines.iter().position(|line| !is_in(line));
    let (held, after) = lines.split_at(end.unwrap_or(lines.len()));
    let common = held.iter().filter(|line| !line.is_empty());
    let common = common.map(|line| indent(line)).min().unwrap_or_default();
    let held = held
        .iter()
        .map(|line| line.get(common..).unwrap_or_default());
    let mut held: Vec<&str> = held.collect();
    while held.last().is_some_and(|line| line.is_empty()) {
        held.pop();
    }
    (held, after)
}

/// Bytes of the space that a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(|char: char| char.is_ascii_digit() || char == '#');
    ["* ", "- ", "+ "].iter().any(|mark| line.starts_with(mark))
        || number.len() < line.len() && number.starts_with(". ")
}

/// The first line of a table.
fn is_table(line: &str) -> bool {
    let is_of = |marks: &str| line.trim().chars().all(|char| marks.contains(char));
    line.trim().starts_with("+-") && is_of("+-") || line.contains("= =") && is_of("= ")
}

/// The kind of a notice that a directive makes.
fn notice(name: &str) -> Option<&'static str> {
    Some(match name {
        "note" | "admonition" | "seealso" | "topic" => "NOTE",
        "tip" | "hint" => "TIP",
        "important" | "attention" => "IMPORTANT",
        "warning" => "WARNING",
        "caution" | "danger" | "error" => "CAUTION",
        _ => return None,
    })
}

/// The name and the address of a line `.. _name: address`.
fn target(line: &str) -> Option<(String, &str)> {
    let rest = line.trim_start().strip_prefix(".. _")?;
    let (name, address) = match rest.strip_prefix('`') {
        Some(rest) => rest.split_once("`: ")?,
        None => rest.split_once(": ")?,
    };
    Some((name.to_lowercase(), address.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let markdown = to_markdown(text);
        let lines: Vec<&str> = markdown.lines().filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }

    #[test]
    fn the_head_is_its_title_alone() {
        let text = "A title\n#######\n\n:date: 2020-01-01\n:tags: a,\n  b\n\nWords.\n\nMore\n====\n\nEnd\n---\n";
        assert_eq!(read(text), "# A title\nWords.\n## More\n### End");
        let over = "=======\nA title\n=======\n\nWords.\n";
        assert_eq!(read(over), "# A title\nWords.");
    }

    #[test]
    fn code_is_kept() {
        let text = "Do::\n\n    a = *1*\n\n      b\n\n.. code-block:: python\n   :linenos:\n\n   c[0]\n\nEnd.\n";
        assert_eq!(
            read(text),
            "Do:\n```\na = *1*\n  b\n```\n```python\nc\\[0]\n```\nEnd.".replace("\\[", "[")
        );
        let list = "1. First\n2. So::\n\n    x = 1\n";
        assert_eq!(read(list), "1. First\n2. So:\n  ```\n  x = 1\n  ```");
        let table = "=== ===\na   b\n=== ===\n";
        assert_eq!(read(table), "```\n=== ===\na   b\n=== ===\n```");
    }

    #[test]
    fn directives_become_what_they_mean() {
        let text = ".. note:: Mind *this*.\n\n.. image:: a.png\n   :alt: A\n\n.. a comment\n   of two lines\n\n.. strange:: thing\n\n   Held.\n";
        assert_eq!(
            read(text),
            "> [!NOTE]\n> Mind *this*.\n![A](<a.png>)\nstrange: thing\nHeld."
        );
    }

    #[test]
    fn nothing_that_never_ends_does_harm() {
        for piece in [
            "`",
            "`a <",
            ":a:`",
            ".. a::\n ",
            "a::\n\n",
            "..",
            "::",
            "==\n",
            ":a: ",
            "``",
        ] {
            to_markdown(piece);
            to_markdown(&piece.repeat(20_000));
        }
        let nested = (0..200).map(|depth| " ".repeat(depth) + ".. note::\n");
        let nested: String = nested.collect();
        to_markdown(&nested);
    }
}

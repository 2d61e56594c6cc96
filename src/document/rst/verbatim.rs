//! Lines that stay as they are: what a paragraph announces, sessions, tables.

use super::block::{Block, Code};
use super::lines::{self, indented};

/// What a paragraph announces: the lines that are set in, or those that begin with the same sign.
pub(super) fn literal<'l, 't>(lines: &'l [&'t str], to: &mut Vec<Block<'t>>) -> &'l [&'t str] {
    let (held, after) = indented(lines);
    if held.iter().any(|line| !line.is_empty()) {
        code("", &held, to);
        return after;
    }
    let lines = lines::after_blank(lines);
    let first = lines.first().and_then(|line| line.chars().next());
    let Some(sign) = first.filter(char::is_ascii_punctuation) else {
        return lines;
    };
    let end = lines.iter().position(|line| !line.starts_with(sign));
    let (quoted, after) = lines.split_at(end.unwrap_or(lines.len()));
    code("", quoted, to);
    after
}

/// Lines up to an empty one, as they are.
pub(super) fn until_blank<'l, 't>(
    language: &'t str,
    lines: &'l [&'t str],
    to: &mut Vec<Block<'t>>,
) -> &'l [&'t str] {
    let end = lines.iter().position(|line| line.is_empty());
    let (held, after) = lines.split_at(end.unwrap_or(lines.len()));
    code(language, held, to);
    after
}

/// A table without rules between its columns: to the second border, or the one that an empty line
/// follows, or one that is none of this table's.
pub(super) fn table<'l, 't>(lines: &'l [&'t str], to: &mut Vec<Block<'t>>) -> &'l [&'t str] {
    let width = lines.first().map_or(0, |line| line.len());
    let is_empty = |at: usize| lines.get(at).is_none_or(|line| line.is_empty());
    let mut borders = lines.iter().enumerate().skip(1).filter(|(_, line)| {
        line.starts_with('=') && line.bytes().all(|byte| b"= ".contains(&byte))
    });
    let Some((first, line)) = borders.next() else {
        return until_blank("", lines, to);
    };
    let second = borders.next().map(|(at, _)| at);
    let last = if line.len() != width || is_empty(first + 1) {
        first
    } else {
        second.unwrap_or(first)
    };
    let (held, after) = lines.split_at(last + 1);
    code("", held, to);
    after
}

/// Adds lines as they are.
pub(super) fn code<'t>(language: &'t str, lines: &[&'t str], to: &mut Vec<Block<'t>>) {
    let lines = lines::after_blank(lines).to_vec();
    to.push(Block::Code(Code {
        language,
        lines,
        ..Code::default()
    }));
}

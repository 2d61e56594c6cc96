//! What begins with two dots: footnotes, targets, substitutions and comments. Directives have a
//! file of their own.

use super::block::{Block, Definition};
use super::directive::Directive;
use super::inline::Piece;
use super::lines::{self, indented};
use super::mark::{goal, is_label, name_length, plain};
use super::names::{Goal, Substitution, id_of};
use super::parse::{Parser, define};
use super::verbatim::code;

impl Parser {
    /// Adds what begins with `line`, the first of `rest`, and returns the lines behind it.
    pub(super) fn explicit<'l, 't>(
        &mut self,
        line: &'t str,
        rest: &'l [&'t str],
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) -> &'l [&'t str] {
        let below = rest.get(1..).unwrap_or_default();
        let words = line.get(2..).unwrap_or_default().trim_start();
        if words.is_empty() && below.first().is_none_or(|line| line.is_empty()) {
            // It ends what was before it, and holds nothing.
            return below;
        }
        if let Some((name, address)) = target(words) {
            return if name == "_" {
                self.anonymous(address, rest)
            } else {
                self.target(name, address, below, to)
            };
        }
        let (held, after) = indented(below);
        if let Some((label, first)) = note(words) {
            let held: Vec<&str> = [first].into_iter().chain(held).collect();
            self.note(label, &held, depth, to);
        } else if let Some((name, rest)) = substituted(words) {
            if let Some(directive) = Directive::of(rest, &held)
                && let Some(substitution) = self.substitution(name, &directive)
            {
                self.names.add_substitution(name, substitution);
            } else {
                as_written(line, &held, to);
            }
        } else if let Some(directive) = Directive::of(words, &held) {
            self.directive(line, directive, depth, to);
        }
        after
    }

    /// `__ address`, or `.. __: address`; `lines` begin with it.
    pub(super) fn anonymous<'l, 't>(
        &mut self,
        address: &str,
        lines: &'l [&'t str],
    ) -> &'l [&'t str] {
        let (held, after) = lines::beneath(lines.get(1..).unwrap_or_default());
        let goal = goal(&joined(address, &held));
        self.names.add_anonymous(goal);
        after
    }

    fn target<'l, 't>(
        &mut self,
        name: &str,
        address: &str,
        below: &'l [&'t str],
        to: &mut Vec<Block<'t>>,
    ) -> &'l [&'t str] {
        let (held, after) = lines::beneath(below);
        let address = joined(address, &held);
        let goal = if address.is_empty() {
            let id = id_of(name);
            let goal = Goal::Address(format!("#{id}"));
            to.push(Block::Anchor(id));
            goal
        } else {
            goal(&address)
        };
        self.names.add_target(name, goal);
        after
    }

    fn note<'t>(
        &mut self,
        label: &'t str,
        held: &[&'t str],
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) {
        if let Some(note) = self.names.add_note(label) {
            let blocks = self.blocks(held, depth + 1);
            to.push(Block::Note { note, blocks });
            return;
        }
        self.names.add_citation(label);
        to.push(Block::Anchor(id_of(label)));
        let term = vec![Piece::Words(format!("[{label}]"))];
        let meaning = self.blocks(held, depth + 1);
        define(Definition { term, meaning }, to);
    }

    /// What a directive puts in the place of a name.
    fn substitution(&mut self, name: &str, directive: &Directive) -> Option<Substitution> {
        let text = directive.text();
        if text.trim().is_empty() {
            return None;
        }
        match directive.name {
            "replace" => Some(Substitution::Words(self.words(&text))),
            "unicode" => {
                let characters = characters(&text);
                Some(Substitution::Words(vec![Piece::Words(characters)]))
            }
            "image" => {
                let mut image = directive.image();
                if image.alt.is_empty() {
                    name.clone_into(&mut image.alt);
                }
                Some(Substitution::Image(image))
            }
            _ => None,
        }
    }
}

/// Adds lines that say something to no reader of ours as they are.
pub(super) fn as_written<'t>(line: &'t str, held: &[&'t str], to: &mut Vec<Block<'t>>) {
    let lines: Vec<&str> = [line].into_iter().chain(held.iter().copied()).collect();
    code("", &lines, to);
}

/// The label of a footnote or of what is cited, and the words behind it.
fn note(words: &str) -> Option<(&str, &str)> {
    let (label, words) = words.strip_prefix('[')?.split_once(']')?;
    let is_note = is_label(label) && (words.is_empty() || words.starts_with(' '));
    is_note.then(|| (label, words.trim_start()))
}

/// The name of a target and what stands behind it; `_` for none.
fn target(words: &str) -> Option<(&str, &str)> {
    let rest = words.strip_prefix('_').filter(|rest| !rest.is_empty())?;
    let (name, address) = if let Some(rest) = rest.strip_prefix('`') {
        let (name, rest) = rest.split_once("`:")?;
        (name, rest)
    } else {
        let mut parts = rest.match_indices(':').filter_map(|(at, _)| {
            let (name, address) = (rest.get(..at)?, rest.get(at + 1..)?);
            let is_end = address.is_empty() || address.starts_with(' ');
            (is_end && !name.ends_with('\\')).then_some((name, address))
        });
        parts.next()?
    };
    let is_target = !name.trim().is_empty() && (address.is_empty() || address.starts_with(' '));
    is_target.then_some((name, address))
}

/// The name in `|name| directive::`, and the rest.
fn substituted(words: &str) -> Option<(&str, &str)> {
    let (name, rest) = words.strip_prefix('|')?.split_once("| ")?;
    let is_name = !name.is_empty() && !name.starts_with(' ') && !name.ends_with(' ');
    is_name.then(|| (name, rest.trim_start()))
}

/// An address over several lines.
fn joined(address: &str, held: &[&str]) -> String {
    let lines = [address].into_iter().chain(held.iter().copied());
    lines.map(str::trim).collect()
}

/// Characters by their numbers: `0x2014`, `U+2014`, `8212`, `&#x2014;`, up to a comment. The rest
/// is text.
fn characters(text: &str) -> String {
    let text = text.split_once(" ..").map_or(text, |(text, _)| text);
    let mut out = String::new();
    for word in text.split_whitespace() {
        let lower = word.to_ascii_lowercase();
        let hexadecimal = ["0x", "x", "\\x", "u+", "u", "\\u", "&#x"]
            .iter()
            .find_map(|mark| lower.strip_prefix(mark))
            .and_then(|number| u32::from_str_radix(number.trim_end_matches(';'), 16).ok());
        let number = hexadecimal.or_else(|| word.parse().ok());
        match number.and_then(char::from_u32) {
            Some(char) => out.push(char),
            None => out.push_str(&plain(word)),
        }
    }
    out
}

/// The name of a directive and what stands behind `::`.
pub(super) fn named(words: &str) -> Option<(&str, &str)> {
    let (name, rest) = words.split_at_checked(name_length(words))?;
    let rest = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix("::")?;
    let is_directive = !name.is_empty() && (rest.is_empty() || rest.starts_with(' '));
    is_directive.then(|| (name, rest.trim_start()))
}

//! The body of a reStructuredText: what its lines are, by docutils' rules and in their order.

use super::block::{Block, Definition};
use super::inline::{Counts, Piece, pieces};
use super::lines::{self, Mark, MarkKind, indented};
use super::names::{Goal, Names, id_of};
use super::verbatim::{code, literal, table, until_blank};
use crate::limits;
/// Reads lines into blocks, and collects the names.
#[derive(Default)]
pub(super) struct Parser {
    pub(super) names: Names,
    counts: Counts,
    /// What stands beneath the titles of each level, and whether above them too.
    adornments: Vec<(char, bool)>,
    /// The fields at the beginning say what the head says, and are not shown.
    is_past_head: bool,
}

impl Parser {
    /// The blocks of a whole text.
    pub(super) fn read<'t>(&mut self, lines: &[&'t str]) -> Vec<Block<'t>> {
        let blocks = self.blocks(lines, 0);
        self.names.number_notes();
        blocks
    }

    /// The blocks that lines are, `depth` levels down.
    pub(super) fn blocks<'t>(&mut self, lines: &[&'t str], depth: usize) -> Vec<Block<'t>> {
        let mut blocks = Vec::new();
        if depth > limits::document::RST_DEPTH {
            code("", lines, &mut blocks);
            return blocks;
        }
        let mut rest = lines::after_blank(lines);
        while let Some(line) = rest.first() {
            rest = lines::after_blank(self.block(line, rest, depth, &mut blocks));
        }
        blocks
    }

    /// Adds what begins with `line`, the first of `rest`, and returns the lines behind it.
    fn block<'l, 't>(
        &mut self,
        line: &'t str,
        rest: &'l [&'t str],
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) -> &'l [&'t str] {
        if line.starts_with(' ') {
            let (held, after) = indented(rest);
            to.push(Block::Quote(self.blocks(&held, depth + 1)));
            return after;
        }
        if let Some(mark) = lines::bullet(line).or_else(|| lines::number(rest)) {
            return self.list(mark, rest, depth, to);
        }
        if lines::field(line).is_some() {
            let is_head = depth == 0
                && !self.is_past_head
                && to
                    .iter()
                    .all(|block| matches!(block, Block::Title { .. } | Block::Anchor(_)));
            return if is_head {
                self.is_past_head = true;
                skip_fields(rest)
            } else {
                self.fields(rest, depth, to)
            };
        }
        if line == ">>>" || line.starts_with(">>> ") {
            return until_blank("python", rest, to);
        }
        if lines::is_kept(line) {
            return self.kept(rest, to);
        }
        if lines::is_grid(line) {
            return until_blank("", rest, to);
        }
        if lines::is_border(line) {
            return table(rest, to);
        }
        if lines::is_explicit(line) {
            return self.explicit(line, rest, depth, to);
        }
        if line == "__" || line.starts_with("__ ") {
            return self.anonymous(line.get(2..).unwrap_or_default(), rest);
        }
        if let Some((title, adornment, length)) = lines::title(rest) {
            let level = self.level(adornment);
            let words = self.words(title);
            let id = id_of(title);
            let goal = Goal::Address(format!("#{id}"));
            self.names.add_target(title, goal);
            to.push(Block::Title { level, id, words });
            return rest.get(length..).unwrap_or_default();
        }
        if line.len() >= 4 && lines::adornment(line).is_some() {
            to.push(Block::Rule);
            return rest.get(1..).unwrap_or_default();
        }
        self.text(rest, depth, to)
    }

    /// What stands within a line or a paragraph.
    pub(super) fn words(&mut self, text: &str) -> Vec<Piece> {
        let words = pieces(text, &mut self.counts);
        for piece in &words {
            // A link that says where it leads names that for others.
            if let Piece::Link { words, goal, .. } = piece
                && !matches!(goal, Goal::Anonymous(_))
                && *goal != Goal::Name(words.clone())
            {
                self.names.add_target(words, goal.clone());
            }
            if let Piece::Target(words) = piece {
                let goal = Goal::Address(format!("#{}", id_of(words)));
                self.names.add_target(words, goal);
            }
        }
        words
    }

    fn level(&mut self, adornment: (char, bool)) -> u8 {
        let known = self.adornments.iter().position(|it| *it == adornment);
        let level = known.unwrap_or_else(|| {
            self.adornments.push(adornment);
            self.adornments.len() - 1
        });
        level.min(5) as u8 + 1
    }

    fn list<'l, 't>(
        &mut self,
        mark: Mark,
        lines: &'l [&'t str],
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) -> &'l [&'t str] {
        let mut items = Vec::new();
        let mut rest = lines;
        let mut next = Some(mark);
        while let Some(mark) = next {
            let (held, after) = lines::item(rest, mark.width, mark.columns);
            if let (MarkKind::Letter(_), Some(line)) = (mark.kind, rest.first()) {
                self.lettered(line, &held, depth, to);
            } else {
                items.push(self.blocks(&held, depth + 1));
            }
            rest = lines::after_blank(after);
            let first = rest.first().copied().unwrap_or_default();
            let found = lines::bullet(first).or_else(|| lines::number(rest));
            next = found.and_then(|found| {
                let kind = lines::going_on(mark.kind, found.kind)?;
                Some(Mark { kind, ..found })
            });
        }
        let start = match mark.kind {
            MarkKind::Number(start, _) => Some(start),
            MarkKind::Next(_) => Some(1),
            MarkKind::Bullet(_) | MarkKind::Letter(_) => None,
        };
        if !items.is_empty() {
            to.push(Block::List { start, items });
        }
        rest
    }

    /// An item whose number is a letter, which stays: its first line as it is, and what it holds
    /// behind that.
    fn lettered<'t>(
        &mut self,
        line: &'t str,
        held: &[&'t str],
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) {
        let is_alone = number_is_alone(line);
        let held = held.get(usize::from(!is_alone)..).unwrap_or_default();
        let lines: Vec<&str> = [line].into_iter().chain(held.iter().copied()).collect();
        let rest = self.text(&lines, depth + 1, to);
        to.extend(self.blocks(rest, depth + 1));
    }

    fn fields<'l, 't>(
        &mut self,
        lines: &'l [&'t str],
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) -> &'l [&'t str] {
        let mut rest = lines;
        while let Some((first, after)) = rest.split_first()
            && let Some((name, width)) = lines::field(first)
        {
            let (held, after) = indented(after);
            let value = first.get(width..).filter(|value| !value.is_empty());
            let held: Vec<&str> = value.into_iter().chain(held).collect();
            let term = self.words(&format!("{name}:"));
            let meaning = self.blocks(&held, depth + 1);
            define(Definition { term, meaning }, to);
            rest = lines::after_blank(after);
        }
        rest
    }

    /// Lines behind `|`.
    fn kept<'l, 't>(&mut self, lines: &'l [&'t str], to: &mut Vec<Block<'t>>) -> &'l [&'t str] {
        let mut kept: Vec<String> = Vec::new();
        let mut rest = lines;
        while let Some((line, after)) = rest.split_first() {
            if lines::is_kept(line) {
                let words = line.get(2..).unwrap_or_default();
                let shift = "\u{a0}".repeat(lines::indent(words).min(40));
                kept.push(shift + words.trim_start());
            } else if line.starts_with(' ')
                && let Some(last) = kept.last_mut()
            {
                last.push('\n');
                last.push_str(line.trim_start());
            } else {
                break;
            }
            rest = after;
        }
        let kept = kept.iter().map(|line| self.words(line)).collect();
        to.push(Block::Lines(kept));
        rest
    }

    /// A paragraph, what it announces, or a term and its meaning.
    fn text<'l, 't>(
        &mut self,
        lines: &'l [&'t str],
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) -> &'l [&'t str] {
        let is_end = |line: &&str| line.is_empty() || line.starts_with(' ');
        let end = lines.iter().skip(1).position(is_end);
        let end = end.map_or(lines.len(), |end| end + 1);
        let (chunk, after) = lines.split_at(end);
        let announces = chunk
            .last()
            .is_some_and(|line| line.ends_with("::") && !line.ends_with("\\::"));
        if let [term] = chunk
            && !announces
            && after.first().is_some_and(|line| line.starts_with(' '))
        {
            let term = self.words(term);
            let (held, after) = indented(after);
            let meaning = self.blocks(&held, depth + 1);
            define(Definition { term, meaning }, to);
            return after;
        }
        let text = chunk.join("\n");
        let text = if announces {
            let words = text.strip_suffix("::").unwrap_or(&text);
            if words.is_empty() || words.ends_with([' ', '\n']) {
                words.trim_end()
            } else {
                text.strip_suffix(':').unwrap_or(&text)
            }
        } else {
            &text
        };
        if !text.is_empty() {
            let words = self.words(text);
            to.push(Block::Paragraph(words));
        }
        if announces { literal(after, to) } else { after }
    }
}

/// True for a number and nothing behind it.
fn number_is_alone(line: &str) -> bool {
    !line.contains(' ')
}

/// The lines behind the fields at the beginning of a text. A field ends before an empty line: what
/// is set in behind one was seldom meant to be a part of it.
fn skip_fields<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first()
        && lines::field(first).is_some()
    {
        let (_, after) = lines::beneath(after);
        rest = lines::after_blank(after);
    }
    rest
}

/// Adds a term and its meaning to those before it.
pub(super) fn define<'t>(definition: Definition<'t>, to: &mut Vec<Block<'t>>) {
    if let Some(Block::Definitions(definitions)) = to.last_mut() {
        definitions.push(definition);
    } else {
        to.push(Block::Definitions(vec![definition]));
    }
}

//! The blocks of a reStructuredText, handed to the builder once all names are known.

use std::collections::VecDeque;

use super::block::{Block, Definition, Image, Notice};
use super::inline::Piece;
use super::names::{Goal, Names, Substitution, id_of};
use super::role::add_role;
use crate::document::builder::{Builder, Format, FrameKind, LeafKind, OpenList, Opener, Origin};
use crate::document::html::Html;
use crate::document::{Inline, NoteMark, Style, markdown};
use crate::limits;

/// Writes blocks.
pub(super) struct Writer<'n, 't> {
    names: &'n Names,
    html: Html<'t>,
    /// Footnotes, which come last.
    notes: VecDeque<(u32, &'n [Block<'t>])>,
    /// What is left of [`limits::document::RST_NAMED`].
    left: usize,
}

/// HTML elements that are open over a text are told apart by this from what we opened.
pub(super) const OURS: Origin = Origin::Markdown;

impl<'n, 't> Writer<'n, 't> {
    /// A writer of the blocks of `text`.
    pub(super) fn new(names: &'n Names, text: &'t str) -> Self {
        Writer {
            names,
            html: Html::new(text),
            notes: VecDeque::new(),
            left: limits::document::RST_NAMED,
        }
    }

    /// Writes a whole text.
    pub(super) fn write(&mut self, blocks: &'n [Block<'t>], to: &mut Builder) {
        self.blocks(blocks, to);
        // A note may hold others.
        while !self.notes.is_empty() {
            let mut notes = std::mem::take(&mut self.notes);
            notes.make_contiguous().sort_by_key(|(number, _)| *number);
            for (number, blocks) in notes {
                let id = note_id(number);
                to.open(FrameKind::Note { number, id }, OURS, "");
                self.blocks(blocks, to);
                to.close_markdown();
            }
        }
    }

    fn blocks(&mut self, blocks: &'n [Block<'t>], to: &mut Builder) {
        for block in blocks {
            self.block(block, to);
        }
    }

    fn block(&mut self, block: &'n Block<'t>, to: &mut Builder) {
        match block {
            Block::Anchor(id) => {
                to.end_leaf();
                to.anchor(id);
            }
            Block::Title { level, id, words } => {
                let id = (!id.is_empty()).then(|| id.clone());
                let kind = LeafKind::Heading { level: *level, id };
                self.leaf(kind, words, to);
            }
            Block::Rule if to.is_hidden() => {}
            Block::Rule => to.push(crate::document::Block::Rule),
            Block::Paragraph(words) => self.leaf(LeafKind::Paragraph, words, to),
            Block::Lines(lines) => {
                start_leaf(LeafKind::Paragraph, to);
                for (index, line) in lines.iter().enumerate() {
                    if index > 0 {
                        to.hard_break();
                    }
                    self.pieces(line, to);
                }
                to.end_leaf();
            }
            Block::Quote(blocks) => {
                to.open(FrameKind::Quote, OURS, "");
                self.blocks(blocks, to);
                to.close_markdown();
            }
            Block::List { start, items } => self.list(*start, items, to),
            Block::Definitions(definitions) => self.definitions(definitions, to),
            Block::Code(code) => {
                let text = code.lines.join("\n");
                if !to.is_hidden() {
                    to.push_code(code.language, &code.title, text.trim_end());
                }
            }
            Block::Formula(lines) => {
                markdown::display_math(lines.join("\n").trim(), to);
            }
            Block::Raw(lines) => {
                to.end_leaf();
                self.html.feed(&lines.join("\n"), to);
                to.end_leaf();
            }
            Block::Notice(Notice {
                kind,
                title,
                blocks,
            }) => {
                let title = to.line(|to| self.pieces(title, to));
                let kind = FrameKind::Callout { kind: *kind, title };
                to.open(kind, OURS, "");
                self.blocks(blocks, to);
                to.close_markdown();
            }
            Block::Image(image) => {
                start_leaf(LeafKind::Paragraph, to);
                self.image(image, to);
                to.end_leaf();
            }
            Block::Figure { image, caption } => {
                to.open(FrameKind::Figure(Vec::new()), OURS, "");
                start_leaf(LeafKind::Paragraph, to);
                self.image(image, to);
                to.end_leaf();
                to.open(FrameKind::Caption, OURS, "");
                self.leaf(LeafKind::Paragraph, caption, to);
                to.close_markdown();
                to.close_markdown();
            }
            Block::Note { note, blocks } => {
                self.notes.push_back((self.names.number(*note), blocks));
            }
        }
    }

    fn leaf(&mut self, kind: LeafKind, words: &'n [Piece], to: &mut Builder) {
        start_leaf(kind, to);
        self.pieces(words, to);
        to.end_leaf();
    }

    fn list(&mut self, start: Option<u64>, items: &'n [Vec<Block<'t>>], to: &mut Builder) {
        let list = OpenList {
            start,
            loose: !items.iter().all(|item| is_simple(item)),
            ..OpenList::default()
        };
        to.open(FrameKind::List(list), OURS, "");
        for item in items {
            to.open(FrameKind::Item(None), OURS, "");
            self.blocks(item, to);
            to.close_markdown();
        }
        to.close_markdown();
    }

    fn definitions(&mut self, definitions: &'n [Definition<'t>], to: &mut Builder) {
        to.open(FrameKind::Definitions(Vec::new()), OURS, "");
        for Definition { term, meaning } in definitions {
            to.open(FrameKind::Term, OURS, "");
            self.leaf(LeafKind::Paragraph, term, to);
            to.close_markdown();
            to.open(FrameKind::Meaning, OURS, "");
            self.blocks(meaning, to);
            to.close_markdown();
        }
        to.close_markdown();
    }

    fn image(&mut self, image: &Image, to: &mut Builder) {
        let address = image.goal.as_ref();
        let address = address.and_then(|goal| self.address(goal));
        linked(address, to, |to| {
            to.start_image(&image.address, "");
            to.words(&image.alt);
            to.end_image();
        });
    }

    fn pieces(&mut self, pieces: &[Piece], to: &mut Builder) {
        self.pieces_within(pieces, 0, to);
    }

    /// Pieces that stand for a name which stands for a name, so many times.
    fn pieces_within(&mut self, pieces: &[Piece], depth: usize, to: &mut Builder) {
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                // A raised number stands at its word.
                Piece::Words(text) if self.is_note(pieces.get(index + 1)) => {
                    words(text.trim_end(), to);
                }
                Piece::Words(text) => words(text, to),
                Piece::Emphasis(text) => {
                    styled(&Opener::Emphasis, Style::EMPHASIS, to, |to| words(text, to));
                }
                Piece::Strong(text) => {
                    styled(&Opener::Strong, Style::STRONG, to, |to| words(text, to));
                }
                Piece::Code(text) => to.code(text),
                Piece::Role { role, text } => add_role(role, text, to),
                Piece::Link {
                    words: text,
                    goal,
                    otherwise,
                } => match self.address(goal) {
                    Some(address) => linked(Some(address), to, |to| words(text, to)),
                    None => words(otherwise, to),
                },
                Piece::Mark { label, written } => {
                    if let Some(number) = self.names.marked(label).filter(|_| to.takes_links()) {
                        let link = to.link(&format!("#{}", note_id(number)), "");
                        to.push_inline(Inline::NoteMark(NoteMark { number, link }));
                    } else if let Some(id) = self.names.citation(label) {
                        let words_of_it = written.trim_end_matches('_');
                        linked(Some(&format!("#{id}")), to, |to| words(words_of_it, to));
                    } else {
                        words(written, to);
                    }
                }
                Piece::Substitution {
                    name,
                    goal,
                    written,
                } => {
                    let address = goal.as_ref().and_then(|goal| self.address(goal));
                    if !self.substitute(name, address, depth, to) {
                        words(written, to);
                    }
                }
                Piece::Target(text) => {
                    to.anchor(&id_of(text));
                    words(text, to);
                }
            }
        }
    }

    /// The address that a link leads to; nothing once too much stands for names.
    fn address<'a>(&mut self, goal: &'a Goal) -> Option<&'a str>
    where
        'n: 'a,
    {
        let address = self.names.address(goal)?;
        let copied = match goal {
            Goal::Address(_) => 0,
            Goal::Name(_) | Goal::Anonymous(_) => address.len(),
        };
        self.left = self.left.checked_sub(copied)?;
        Some(address)
    }

    /// True for the mark of a footnote that there is.
    fn is_note(&self, piece: Option<&Piece>) -> bool {
        matches!(piece, Some(Piece::Mark { label, .. }) if self.names.marked(label).is_some())
    }

    /// Puts what stands for a name in its place; false where nothing does.
    fn substitute(
        &mut self,
        name: &str,
        address: Option<&str>,
        depth: usize,
        to: &mut Builder,
    ) -> bool {
        let Some(found) = self.names.substitution(name) else {
            return false;
        };
        let length = match found {
            Substitution::Words(pieces) => pieces.iter().map(length).sum(),
            Substitution::Image(image) => image.alt.len() + image.address.len() + 8,
        };
        if depth >= limits::document::RST_NAMES || length > self.left {
            return false;
        }
        self.left -= length;
        linked(address, to, |to| match found {
            Substitution::Words(pieces) => self.pieces_within(pieces, depth + 1, to),
            Substitution::Image(image) => self.image(image, to),
        });
        true
    }
}

/// Bytes of a piece, at least some.
fn length(piece: &Piece) -> usize {
    8 + match piece {
        Piece::Words(text)
        | Piece::Emphasis(text)
        | Piece::Strong(text)
        | Piece::Code(text)
        | Piece::Target(text)
        | Piece::Role { text, .. } => text.len(),
        Piece::Link { words, .. } => words.len(),
        Piece::Mark { written, .. } | Piece::Substitution { written, .. } => written.len(),
    }
}

/// True for what a list without space between its items has in one: a paragraph, and a list.
fn is_simple(item: &[Block]) -> bool {
    matches!(
        item,
        [] | [Block::Paragraph(_)] | [Block::Paragraph(_), Block::List { .. }]
    )
}

fn note_id(number: u32) -> String {
    format!("fn:{number}")
}

/// Begins a line of text. Nothing is done to the words of one that HTML began.
fn start_leaf(kind: LeafKind, to: &mut Builder) {
    to.start_leaf(kind, Origin::Html);
}

/// Adds words, which may go over lines.
pub(super) fn words(text: &str, to: &mut Builder) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            to.soft_break();
        }
        to.words(line);
    }
}

pub(super) fn styled(
    opener: &Opener,
    style: Style,
    to: &mut Builder,
    fill: impl FnOnce(&mut Builder),
) {
    to.start_format(Format::new(opener.clone(), OURS, style));
    fill(to);
    to.end_format(opener, OURS);
}

/// Adds what leads to an address, if there is one.
pub(super) fn linked(address: Option<&str>, to: &mut Builder, fill: impl FnOnce(&mut Builder)) {
    let Some(address) = address.filter(|_| to.takes_links()) else {
        fill(to);
        return;
    };
    let mut format = Format::new(Opener::Link, OURS, Style::empty());
    format.link = Some(to.link(address, ""));
    to.start_format(format);
    fill(to);
    to.end_format(&Opener::Link, OURS);
}

//! What a reStructuredText consists of, before its names are looked up.

use super::inline::Piece;

/// One thing in the column of text.
#[derive(Debug)]
pub(super) enum Block<'t> {
    /// A place that a name leads to.
    Anchor(String),
    Title {
        /// 1 to 6.
        level: u8,
        id: String,
        words: Vec<Piece>,
    },
    Rule,
    Paragraph(Vec<Piece>),
    /// Lines that stay lines.
    Lines(Vec<Vec<Piece>>),
    Quote(Vec<Block<'t>>),
    List {
        /// The first number, where there are numbers.
        start: Option<u64>,
        items: Vec<Vec<Block<'t>>>,
    },
    Definitions(Vec<Definition<'t>>),
    Code(Code<'t>),
    /// A formula in TeX.
    Formula(Vec<&'t str>),
    /// HTML.
    Raw(Vec<&'t str>),
    Notice(Notice<'t>),
    Image(Image),
    Figure {
        image: Image,
        caption: Vec<Piece>,
    },
    /// A footnote, by its place among all of them.
    Note {
        note: usize,
        blocks: Vec<Block<'t>>,
    },
}

#[derive(Debug)]
pub(super) struct Definition<'t> {
    pub(super) term: Vec<Piece>,
    pub(super) meaning: Vec<Block<'t>>,
}

/// Lines as they are.
#[derive(Debug, Default)]
pub(super) struct Code<'t> {
    pub(super) language: &'t str,
    pub(super) title: String,
    pub(super) lines: Vec<&'t str>,
}

#[derive(Debug)]
pub(super) struct Notice<'t> {
    pub(super) kind: crate::document::CalloutKind,
    pub(super) title: Vec<Piece>,
    pub(super) blocks: Vec<Block<'t>>,
}

#[derive(Clone, Debug)]
pub(super) struct Image {
    pub(super) address: String,
    pub(super) alt: String,
    pub(super) goal: Option<super::names::Goal>,
}

//! How a document lies on a grid of columns.
//!
//! A [`Page`] lays out a document's top-level blocks one at a time, on demand, at one width.
//! A laid-out block is rows of [`Piece`]s: text, its width in cells, what part it plays
//! ([`Role`]), how it is set ([`Style`]) and which link it belongs to. Nothing here knows colours.
//!
//! Three things always hold, for every width from one column up: no row is wider than the page;
//! the words of the rows are the words of the block in their order; and every piece that comes
//! from the document knows its offset in the document's text, so that a place survives another
//! width.

use std::sync::Arc;

use crate::document::{Block, CalloutKind, Document, LinkId, Style};

/// How a page is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Columns of the text, in cells; at least 1.
    pub width: u16,
    /// Only ASCII for what byline adds itself: bullets, bars, rules.
    pub ascii: bool,
}

/// A document on a grid.
#[derive(Debug)]
pub struct Page {
    document: Arc<Document>,
    options: Options,
    blocks: Vec<Option<Laid>>,
}

/// One top-level block, laid out: its rows, the space above it included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Laid {
    text: String,
    pieces: Vec<Stretch>,
    /// For each row one past its last piece.
    rows: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    /// One past its last byte in the text of its block.
    end: u32,
    width: u16,
    at: Option<u32>,
    face: Face,
}

/// A stretch of a row in one face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece<'a> {
    /// What stands there.
    pub text: &'a str,
    /// How many cells it takes.
    pub width: u16,
    /// Its offset in the document's text, in bytes; nothing for what byline adds.
    pub at: Option<u32>,
    /// How it looks.
    pub face: Face,
}

/// How a piece looks, as far as the page knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// The part it plays.
    pub role: Role,
    /// Its styles.
    pub style: Style,
    /// The link it belongs to.
    pub link: Option<LinkId>,
}

/// The part that a piece plays on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// The post's title.
    Title,
    /// Date, author, tags.
    Meta,
    /// A headline of level 1 to 6.
    Heading(u8),
    /// A bullet, a number, a check box.
    Marker,
    /// A quote's bar.
    QuoteBar,
    /// The words of a quote.
    Quote,
    /// A notice's bar and title.
    Callout(CalloutKind),
    /// A block of code, its ground included.
    Code,
    /// The language named at a block of code, and the mark of a line that goes on.
    CodeLabel,
    /// A rule, and the lines of a table.
    Rule,
    /// A table's header.
    TableHead,
    /// The caption of a picture.
    Caption,
    /// A footnote's mark.
    NoteMark,
    /// The term of a definition.
    Term,
    /// Space that is only there to fill.
    Space,
}

impl Page {
    /// Lays nothing out yet.
    pub fn new(document: Arc<Document>, options: Options) -> Page {
        let blocks = vec![None; document.blocks.len()];
        Page {
            document,
            options,
            blocks,
        }
    }

    /// The document on it.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// How it is laid out.
    pub fn options(&self) -> Options {
        self.options
    }

    /// How many top-level blocks it has.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// True when it has no blocks.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Lays out a block unless it already is. Blocks beyond the last have no rows.
    pub fn lay_out(&mut self, block: usize) -> &Laid {
        static NOTHING: Laid = Laid {
            text: String::new(),
            pieces: Vec::new(),
            rows: Vec::new(),
        };
        let (Some(slot), Some(source)) =
            (self.blocks.get_mut(block), self.document.blocks.get(block))
        else {
            return &NOTHING;
        };
        slot.get_or_insert_with(|| naive(&self.document, source))
    }

    /// A block that is laid out already.
    pub fn block(&self, block: usize) -> Option<&Laid> {
        self.blocks.get(block)?.as_ref()
    }
}

impl Laid {
    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The pieces of a row, from left to right.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Piece<'_>> {
        let first = row
            .checked_sub(1)
            .and_then(|row| self.rows.get(row))
            .map_or(0, |&end| end as usize);
        let end = self.rows.get(row).map_or(first, |&end| end as usize);
        (first..end).filter_map(|index| {
            let start = index
                .checked_sub(1)
                .map_or(0, |before| self.pieces[before].end as usize);
            let stretch = self.pieces.get(index)?;
            Some(Piece {
                text: self.text.get(start..stretch.end as usize)?,
                width: stretch.width,
                at: stretch.at,
                face: stretch.face,
            })
        })
    }
}

fn naive(_document: &Document, _block: &Block) -> Laid {
    Laid::default()
}

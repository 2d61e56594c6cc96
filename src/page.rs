//! How a document lies on a grid of columns.
//!
//! A [`Page`] lays out a document's top-level blocks one at a time, on demand, at one width.
//! A laid-out block ([`Laid`]) is rows of [`Piece`]s: text, its width in cells, what part it plays
//! ([`Role`]), how it is set ([`Style`]) and which link it belongs to. Nothing here knows colours.
//!
//! Three things always hold, for every width from one column up: no row is wider than the page;
//! the words of the rows are the words of the block in their order; and every piece that comes
//! from the document knows its offset in the document's text, so that a place survives another
//! width. (On a page of one column a character that needs two is shown by [`CRAMPED`].)
//!
//! Each construct has a file of its own: how it is set and the tests that show it.

mod bidi;
mod callout;
mod code;
mod deep;
mod definitions;
mod details;
mod edge;
mod figure;
mod flow;
mod heading;
mod laid;
mod list;
mod math;
mod note;
#[cfg(test)]
mod properties;
mod quote;
mod rule;
mod sheet;
mod spacing;
mod table;
#[cfg(test)]
mod testing;
mod title;
mod typography;
pub mod width;
mod wrap;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{Block, CalloutKind, Document, LinkId, Style};
use crate::highlight::{Stretch, Token};
use crate::picture::{CellSize, Failures, Pictures};

pub use code::width as code_width;
use flow::Flow;
pub use laid::{Laid, Piece, Placed};
use sheet::Sheet;
use spacing::Spacing;
pub use typography::Typography;
pub use wrap::CRAMPED;

/// How a page is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Columns of the text, in cells; at least 1.
    pub width: u16,
    /// Only ASCII for what byline adds itself: bullets, bars, rules.
    pub ascii: bool,
    /// What becomes of lines of code that are wider than the page.
    pub long_lines: LongLines,
    /// What is done for the looks of running text.
    pub typography: Typography,
    /// How headings are told from text.
    pub headings: Headings,
    /// What becomes of pictures.
    pub pictures: Showing,
}

/// What becomes of pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// They are what they show, in words.
    #[default]
    Words,
    /// Those that are known have a place above their words.
    Places {
        /// The pixels of a picture that a cell takes.
        cell: CellSize,
        /// The most rows that one takes.
        rows: u16,
    },
}

/// How headings are told from text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headings {
    /// They are bold or coloured.
    #[default]
    ByWeight,
    /// A line beneath or a mark before them: there are neither weights nor colours.
    ByShape,
}

/// What becomes of lines of code that are wider than the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LongLines {
    /// They go on below, behind a mark: every word is on the page.
    #[default]
    Wrap,
    /// They are cut at both edges, to be read by moving sideways.
    Cut {
        /// The first column that is shown, in cells.
        from: u32,
    },
}

impl Default for Options {
    fn default() -> Options {
        Options {
            width: 80,
            ascii: false,
            long_lines: LongLines::Wrap,
            typography: Typography::default(),
            headings: Headings::ByWeight,
            pictures: Showing::Words,
        }
    }
}

/// A document on a grid.
#[derive(Clone, Debug)]
pub struct Page {
    document: Arc<Document>,
    options: Options,
    blocks: Vec<Option<Laid>>,
    highlights: Highlights,
    pictures: Arc<Pictures>,
    failures: Arc<Failures>,
    /// A line to make ready; kept for its room.
    scratch: Flow,
}

/// What the words of code are, by where in the document's text the code begins.
type Highlights = BTreeMap<u32, Arc<[Stretch]>>;

/// How a piece looks, as far as the page knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Face {
    /// The part it plays.
    pub role: Role,
    /// Its styles.
    pub style: Style,
    /// The link it belongs to.
    pub link: Option<LinkId>,
}

impl Face {
    /// A face that is only its role.
    pub(crate) const fn of(role: Role) -> Face {
        Face {
            role,
            style: Style::empty(),
            link: None,
        }
    }
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
    /// A word of code, on the same ground.
    Token(Token),
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
            highlights: Highlights::new(),
            pictures: Arc::default(),
            failures: Arc::default(),
            scratch: Flow::default(),
        }
    }

    /// Knows these pictures of the document.
    #[must_use]
    pub fn with_pictures(self, pictures: Arc<Pictures>) -> Page {
        Page { pictures, ..self }
    }

    /// Knows these pictures of the document from now on, and why others could not be fetched.
    pub fn set_pictures(&mut self, pictures: Arc<Pictures>, failures: Arc<Failures>) {
        self.pictures = pictures;
        self.failures = failures;
        self.blocks.fill(None);
    }

    /// The document on it.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// How it is laid out.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Lies another way from now on; what its code is it still knows.
    pub fn set_options(&mut self, options: Options) {
        if self.options != options {
            self.options = options;
            self.blocks.fill(None);
        }
    }

    /// Takes in what the words of a piece of code are, which begins at `at` of the document's
    /// text. Its block has to be laid out again; no row of it moves.
    pub fn highlight(&mut self, at: u32, stretches: Arc<[Stretch]>) {
        self.highlights.insert(at, stretches);
        if let Some(laid) = self.blocks.get_mut(self.document.block_at(at)) {
            *laid = None;
        }
    }

    /// True when it knows what the words of the code that begins at `at` are.
    pub fn is_highlighted(&self, at: u32) -> bool {
        self.highlights.contains_key(&at)
    }

    /// How many top-level blocks it has.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// True when it has no blocks.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Lays out a block unless it already is: its rows, the space above it included. Blocks
    /// beyond the last have no rows.
    pub fn lay_out(&mut self, block: usize) -> &Laid {
        static NOTHING: Laid = Laid::NOTHING;
        if self.blocks.get(block).is_some_and(Option::is_none) {
            let laid = self.lay_out_once(block).indexed();
            if let Some(slot) = self.blocks.get_mut(block) {
                *slot = Some(laid);
            }
        }
        self.block(block).unwrap_or(&NOTHING)
    }

    /// Lays out a block for who looks at it once: nothing of it is kept.
    pub fn lay_out_once(&mut self, block: usize) -> Laid {
        let known = Known {
            highlights: &self.highlights,
            pictures: &self.pictures,
            failures: &self.failures,
        };
        let scratch = &mut self.scratch;
        lay_out(&self.document, block, self.options, known, scratch)
    }

    /// A block that is laid out already.
    pub fn block(&self, block: usize) -> Option<&Laid> {
        self.blocks.get(block)?.as_ref()
    }

    /// Lays out a block for the first time, without keeping it.
    pub fn set(document: &Document, block: usize, options: Options) -> Laid {
        let known = Known {
            highlights: &Highlights::new(),
            pictures: &Pictures::new(),
            failures: &Failures::new(),
        };
        lay_out(document, block, options, known, &mut Flow::default())
    }
}

/// What is known beside the document.
#[derive(Clone, Copy)]
struct Known<'k> {
    highlights: &'k Highlights,
    pictures: &'k Pictures,
    failures: &'k Failures,
}

fn lay_out(
    document: &Document,
    index: usize,
    options: Options,
    known: Known,
    scratch: &mut Flow,
) -> Laid {
    let Some(block) = document.blocks.get(index) else {
        return Laid::NOTHING;
    };
    let bytes = document.start_of(index + 1) - document.start_of(index);
    let laid = Laid::with_room(bytes as usize, options.width);
    let mut sheet = Sheet::new(document, options, known, laid, scratch);
    let above = index
        .checked_sub(1)
        .and_then(|above| document.blocks.get(above));
    if let Some(above) = above {
        sheet.blanks(Spacing::Column.between(above, block));
        if figure::are_to_part(above, block, &sheet) {
            sheet.blanks(1);
        }
    }
    if matches!(block, Block::Note(_)) && !matches!(above, Some(Block::Note(_))) {
        note::set_rule(&mut sheet);
    }
    sheet.block(block);
    sheet.finish()
}

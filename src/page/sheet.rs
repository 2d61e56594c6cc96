//! Where rows are written: what stands at the left of each, and how much room is left.
//!
//! A block within a block (an item, a quote) puts an [`Indent`] at the left of every row below
//! it. The first row after it was put there shows its mark, the others its continuation: that is
//! all there is to a hanging indent.

use super::flow::{self, Flow};
use super::wrap::{self, Row, Widths};
use super::{Face, Laid, Options, Role, width};
use crate::document::{Block, Document, Inline};

/// A column of text narrower than this is not indented any further.
const NARROWEST: u32 = 16;

/// What stands at the left of rows.
#[derive(Clone, Debug)]
struct Indent {
    /// On the first row; nothing once that is written.
    mark: Option<(String, Face)>,
    /// On the rows below.
    rest: (String, Face),
}

/// A block in the making.
pub(super) struct Sheet<'d> {
    pub(super) document: &'d Document,
    pub(super) options: Options,
    laid: Laid,
    indents: Vec<Indent>,
    /// How many lists with bullets are open: it decides the bullet.
    pub(super) bullets: usize,
    /// The part that running text plays here.
    pub(super) role: Role,
}

impl<'d> Sheet<'d> {
    pub(super) fn new(document: &'d Document, options: Options) -> Self {
        let options = Options {
            width: options.width.max(1),
            ..options
        };
        Sheet {
            document,
            options,
            laid: Laid::default(),
            indents: Vec::new(),
            bullets: 0,
            role: Role::Text,
        }
    }

    pub(super) fn finish(self) -> Laid {
        self.laid
    }

    /// `glyph`, or its stand-in where only ASCII is wanted.
    pub(super) fn glyph(&self, glyph: &'static str, ascii: &'static str) -> &'static str {
        if self.options.ascii { ascii } else { glyph }
    }

    /// Sets a block of any kind.
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => super::title::set(title, self),
            Block::Paragraph(words) => self.text(words),
            Block::Heading(heading) => super::title::set_heading(heading, self),
            Block::List(list) => super::list::set(list, self),
            Block::Quote(blocks) => super::quote::set(blocks, self),
            Block::Callout(callout) => super::quote::set_callout(callout, self),
            Block::Code(code) => super::code::set(code, self),
            Block::Rule => super::plain::set_rule(self),
            Block::Table(table) => super::table::set(table, self),
            Block::Figure(figure) => super::figure::set(figure, self),
            Block::Definitions(definitions) => super::plain::set_definitions(definitions, self),
            Block::Details(details) => super::plain::set_details(details, self),
            Block::Math(span) => super::plain::set_math(*span, self),
            Block::Note(note) => super::note::set(note, self),
        }
    }

    /// Sets blocks one below the other, with `gap` rows between each two.
    pub(super) fn blocks(&mut self, blocks: &[Block], gap: fn(&Block, &Block) -> usize) {
        for (index, block) in blocks.iter().enumerate() {
            if let Some(above) = index.checked_sub(1).and_then(|before| blocks.get(before)) {
                for _ in 0..gap(above, block) {
                    self.blank();
                }
            }
            self.block(block);
        }
    }

    /// Sets a line of text, wrapped, in the role that holds here.
    pub(super) fn text(&mut self, words: &[Inline]) {
        self.text_as(words, self.role);
    }

    /// Sets a line of text, wrapped.
    pub(super) fn text_as(&mut self, words: &[Inline], role: Role) {
        self.flow(&flow::flow(self.document, words, role, self.options.ascii));
    }

    /// Sets words that are ready, wrapped.
    pub(super) fn flow(&mut self, flow: &Flow) {
        let widths = Widths {
            first: self.room(),
            rest: self.room_below(),
        };
        wrap::wrap(&flow.text, widths, |row| {
            self.begin_row();
            flow.write(row, &mut self.laid);
            self.laid.end_row();
        });
    }

    /// Cells that are left on the row to come.
    pub(super) fn room(&self) -> u32 {
        let taken: u32 = self.indents.iter().map(Indent::next_width).sum();
        u32::from(self.options.width).saturating_sub(taken).max(1)
    }

    /// Cells that are left on the rows after it.
    pub(super) fn room_below(&self) -> u32 {
        let taken: u32 = self
            .indents
            .iter()
            .map(|indent| width::text(&indent.rest.0))
            .sum();
        u32::from(self.options.width).saturating_sub(taken).max(1)
    }

    /// Sets what `set` sets to the right of an indent: `mark` on the first row, `rest` on the
    /// others. A column that is narrow already is not indented further, only marked; and where
    /// there is no room for a mark and a few letters there is none: words go before marks.
    pub(super) fn indented(
        &mut self,
        mark: Option<(&str, Face)>,
        rest: (&str, Face),
        set: impl FnOnce(&mut Self),
    ) {
        let (room, below) = (self.room(), self.room_below());
        let own = |(text, face): (&str, Face)| (text.to_owned(), face);
        let narrowest = NARROWEST.min(u32::from(self.options.width) / 2).max(4);
        let mark = mark.filter(|(text, _)| room >= width::text(text) + 4);
        let rest = if below < width::text(rest.0) + narrowest {
            ("", rest.1)
        } else {
            rest
        };
        self.indents.push(Indent {
            mark: mark.map(own),
            rest: own(rest),
        });
        set(self);
        // An empty item still shows its mark.
        if self
            .indents
            .last()
            .is_some_and(|indent| indent.mark.is_some())
        {
            self.begin_row();
            self.laid.end_row();
        }
        self.indents.pop();
    }

    /// An empty row; bars at its left go on.
    pub(super) fn blank(&mut self) {
        for indent in &self.indents {
            let (text, face) = &indent.rest;
            self.laid.push(text, width::text(text), None, *face);
        }
        self.laid.end_row();
    }

    /// Begins a row with what stands at its left.
    pub(super) fn begin_row(&mut self) {
        for indent in &mut self.indents {
            let mark = indent.mark.take();
            let (text, face) = mark.as_ref().unwrap_or(&indent.rest);
            self.laid.push(text, width::text(text), None, *face);
        }
    }

    /// Adds to the row that was begun.
    pub(super) fn add(&mut self, text: &str, at: Option<u32>, face: Face) {
        self.laid.push(text, width::text(text), at, face);
    }

    /// Adds a part of words that are ready to the row that was begun.
    pub(super) fn add_flow(&mut self, flow: &Flow, row: Row) {
        flow.write(row, &mut self.laid);
    }

    /// Fills the row that was begun with space up to `column`.
    pub(super) fn fill_to(&mut self, column: u32, face: Face) {
        let missing = column.saturating_sub(self.laid.open_width());
        if missing > 0 {
            self.laid
                .push(&" ".repeat(missing as usize), missing, None, face);
        }
    }

    /// Cells of the row that was begun.
    pub(super) fn column(&self) -> u32 {
        self.laid.open_width()
    }

    /// Ends the row that was begun.
    pub(super) fn end_row(&mut self) {
        self.laid.end_row();
    }
}

impl Indent {
    fn next_width(&self) -> u32 {
        width::text(&self.mark.as_ref().unwrap_or(&self.rest).0)
    }
}

/// A face that is only its role.
pub(super) fn face(role: Role) -> Face {
    Face {
        role,
        ..Face::default()
    }
}

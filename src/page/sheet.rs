//! Where rows are written: what stands at the left of each, and how much room is left.
//!
//! A block within a block (an item, a quote) puts an [`Indent`] at the left of every row below
//! it. The first row after it was put there shows its mark, the others its continuation: that is
//! all there is to a hanging indent.

use super::bidi::Order;
use super::deep::{self, DEEPEST};
use super::edge::{Edge, spaces};
use super::flow::Flow;
use super::spacing::Spacing;
use super::wrap::{self, Row, Widths};
use super::{Face, Known, Laid, Options, Placed, Role, Typography, typography, width};
use crate::document::{Block, Document, Inline};
use crate::picture::Cells;

/// A column of text narrower than this is not indented any further, in cells.
const NARROWEST: u32 = 12;

/// What stands at the left of rows.
#[derive(Debug)]
struct Indent {
    /// On the first row; nothing once that is written.
    mark: Option<Edge>,
    /// On the rows below.
    rest: Edge,
}

/// A block in the making.
pub(super) struct Sheet<'d> {
    pub(super) document: &'d Document,
    pub(super) options: Options,
    pub(super) known: Known<'d>,
    /// How many lists with bullets are open: it decides the bullet.
    pub(super) bullets: usize,
    /// The part that running text plays here.
    pub(super) role: Role,
    laid: Laid,
    indents: Vec<Indent>,
    /// How many blocks are open.
    depth: usize,
    /// A line to make ready; kept for its room.
    scratch: &'d mut Flow,
}

impl<'d> Sheet<'d> {
    /// An empty sheet that is written to `laid`.
    pub(super) fn new(
        document: &'d Document,
        options: Options,
        known: Known<'d>,
        laid: Laid,
        scratch: &'d mut Flow,
    ) -> Self {
        let options = Options {
            width: options.width.max(1),
            ..options
        };
        Sheet {
            document,
            options,
            known,
            bullets: 0,
            role: Role::Text,
            laid,
            indents: Vec::new(),
            depth: 0,
            scratch,
        }
    }

    pub(super) fn finish(self) -> Laid {
        self.laid
    }

    /// `glyph`, or its stand-in where only ASCII is wanted.
    pub(super) fn glyph(&self, glyph: &'static str, ascii: &'static str) -> &'static str {
        if self.options.ascii { ascii } else { glyph }
    }
}

/// Blocks and text.
impl Sheet<'_> {
    /// Sets a block of any kind.
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => super::title::set(title, self),
            Block::Paragraph(words) => self.text(words),
            Block::Heading(heading) => super::heading::set(heading, self),
            Block::List(list) => super::list::set(list, self),
            Block::Quote(blocks) => super::quote::set(blocks, self),
            Block::Callout(callout) => super::callout::set(callout, self),
            Block::Code(code) => super::code::set(code, self),
            Block::Rule => super::rule::set(self),
            Block::Table(table) => super::table::set(table, self),
            Block::Figure(figure) => super::figure::set(figure, self),
            Block::Definitions(definitions) => super::definitions::set(definitions, self),
            Block::Details(details) => super::details::set(details, self),
            Block::Math(span) => super::math::set(*span, self),
            Block::Note(note) => super::note::set(note, self),
        }
    }

    /// Sets the blocks that a block holds, one below the other.
    pub(super) fn blocks(&mut self, blocks: &[Block], spacing: Spacing) {
        if self.depth == DEEPEST {
            deep::set(blocks, self);
            return;
        }
        self.depth += 1;
        let mut above: Option<&Block> = None;
        for block in blocks {
            // A mark that still waits for its first row has no space between it and its words.
            if let Some(above) = above.filter(|_| !self.is_marking()) {
                self.blanks(spacing.between(above, block));
                if super::figure::are_to_part(above, block, self) {
                    self.blanks(1);
                }
            }
            self.block(block);
            above = Some(block);
        }
        self.depth -= 1;
    }

    /// Sets a line of text, wrapped, in the role that holds here.
    pub(super) fn text(&mut self, words: &[Inline]) {
        self.text_as(words, self.role);
    }

    /// Sets a line of text, wrapped.
    pub(super) fn text_as(&mut self, words: &[Inline], role: Role) {
        let mut flow = std::mem::take(self.scratch);
        flow.set(self.document, words, role, self.options.ascii);
        if typography::is_running(role) {
            self.rows(&flow, self.options.typography);
        } else {
            self.flow(&flow);
        }
        *self.scratch = flow;
    }

    /// Sets words that are ready, wrapped.
    pub(super) fn flow(&mut self, flow: &Flow) {
        let reorder = self.options.typography.reorder;
        let plain = Typography {
            reorder,
            ..Typography::default()
        };
        self.rows(flow, plain);
    }

    /// Sets words that are ready, wrapped, with some typography.
    fn rows(&mut self, flow: &Flow, typography: Typography) {
        let Typography {
            hyphenate,
            justify,
            reorder,
        } = typography;
        let order = reorder.then(|| Order::of(flow)).flatten();
        let document = self.document;
        let language = hyphenate.then(|| typography::language(&document.language));
        let mut rooms = self.widths();
        wrap::wrap(flow, rooms, language.flatten(), |row| {
            self.begin_row();
            let room = std::mem::replace(&mut rooms.first, rooms.rest);
            let gaps = (justify && row.goes_on).then(|| flow.gaps(row, room));
            match (&order, gaps.flatten()) {
                (Some(order), _) => flow.write_ordered(row, order, room, &mut self.laid),
                (None, Some(gaps)) => flow.write_spread(row, gaps, &mut self.laid),
                (None, None) => flow.write(row, &mut self.laid),
            }
            self.laid.end_row();
        });
    }

    fn widths(&self) -> Widths {
        Widths {
            first: self.room(),
            rest: self.room_below(),
        }
    }
}

/// Room.
impl Sheet<'_> {
    /// Cells that are left on the row to come; at least 1.
    pub(super) fn room(&self) -> u32 {
        let next = |indent: &Indent| indent.mark.as_ref().unwrap_or(&indent.rest).cells;
        self.without(self.indents.iter().map(next).sum())
    }

    /// Cells that are left on the rows after it; at least 1.
    pub(super) fn room_below(&self) -> u32 {
        self.without(self.indents.iter().map(|indent| indent.rest.cells).sum())
    }

    fn without(&self, taken: u32) -> u32 {
        u32::from(self.options.width).saturating_sub(taken).max(1)
    }

    /// True when a mark waits for the row that it stands on.
    fn is_marking(&self) -> bool {
        self.indents
            .last()
            .is_some_and(|indent| indent.mark.is_some())
    }

    /// Sets what `set` sets to the right of `mark` on the first row and of `rest` on the others.
    ///
    /// A column that is narrow already is indented by one cell or not at all; and a mark that
    /// would leave no room for a few letters is left out: words go before marks.
    pub(super) fn indented(&mut self, mark: Edge, rest: Edge, set: impl FnOnce(&mut Self)) {
        let (room, below) = (self.room(), self.room_below());
        let narrowest = NARROWEST
            .min(u32::from(self.options.width).div_ceil(2))
            .max(2);
        // A bar is the same on every row.
        let is_bar = mark.text == rest.text;
        let has_room = |edge: &Edge| below >= edge.cells + narrowest;
        let narrowed = rest.narrowed();
        let rest = [rest, narrowed].into_iter().find(has_room);
        let rest = rest.unwrap_or(Edge::NONE);
        let fits = |edge: &Edge| room >= edge.cells + narrowest.div_ceil(2).max(2);
        let marks = if is_bar {
            [rest.clone(), Edge::NONE]
        } else {
            [mark, rest.clone()]
        };
        let mark = marks.into_iter().find(fits);
        self.indents.push(Indent {
            mark: Some(mark.unwrap_or(Edge::NONE)),
            rest,
        });
        set(self);
        // An empty item still shows its mark.
        let mark = self.indents.last().and_then(|indent| indent.mark.as_ref());
        if mark.is_some_and(|mark| !mark.text.trim().is_empty()) {
            self.begin_row();
            self.laid.end_row();
        }
        self.indents.pop();
    }
}

/// Rows.
impl Sheet<'_> {
    /// Empty rows; bars at their left go on.
    pub(super) fn blanks(&mut self, count: usize) {
        for _ in 0..count {
            for Indent { rest, .. } in &self.indents {
                self.laid.push(&rest.text, rest.cells, None, rest.face);
            }
            self.laid.end_row();
        }
    }

    /// Begins a row with what stands at its left.
    pub(super) fn begin_row(&mut self) {
        for indent in &mut self.indents {
            let mark = indent.mark.take();
            let Edge { text, cells, face } = mark.as_ref().unwrap_or(&indent.rest);
            self.laid.push(text, *cells, None, *face);
        }
    }

    /// Adds to the row that was begun.
    pub(super) fn add(&mut self, text: &str, at: Option<u32>, face: Face) {
        self.laid.push(text, width::text(text), at, face);
    }

    /// Adds a part of a rule, whose cells are known, to the row that was begun.
    pub(super) fn add_rule(&mut self, text: &str, cells: u32) {
        self.laid.push(text, cells, None, Face::of(Role::Rule));
    }

    /// Adds a part of words that are ready to the row that was begun.
    pub(super) fn add_flow(&mut self, flow: &Flow, row: Row) {
        flow.write(row, &mut self.laid);
    }

    /// Fills the row that was begun with space up to `column`.
    pub(super) fn fill_to(&mut self, column: u32, face: Face) {
        let missing = column.saturating_sub(self.laid.open_width());
        self.laid.push(&spaces(missing), missing, None, face);
    }

    /// Cells of the row that was begun.
    pub(super) fn column(&self) -> u32 {
        self.laid.open_width()
    }

    /// Ends the row that was begun.
    pub(super) fn end_row(&mut self) {
        self.laid.end_row();
    }

    /// Rows without words for a picture whose words begin at `at`.
    pub(super) fn place(&mut self, at: u32, cells: Cells) {
        let row = self.laid.height() as u32;
        let mut column = 0;
        for _ in 0..cells.rows {
            self.begin_row();
            column = column.max(self.column());
            self.end_row();
        }
        self.laid.place(Placed {
            at,
            row,
            column: column as u16,
            cells,
        });
    }
}

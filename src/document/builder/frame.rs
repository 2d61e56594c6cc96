//! What can be open and hold blocks.

use super::Origin;
use crate::document::{Align, Block, CalloutKind, Definition, Inline, Item, Task};

/// A container in the making.
#[derive(Debug)]
pub(in crate::document) struct Frame {
    pub(super) kind: FrameKind,
    pub(super) origin: Origin,
    /// The HTML element's name; empty for Markdown's.
    pub(super) name: String,
    /// The blocks that are finished.
    pub(super) blocks: Vec<Block>,
    /// How many formats were open before it.
    pub(super) formats: usize,
}

impl Frame {
    pub(super) fn new(kind: FrameKind, origin: Origin, name: &str) -> Frame {
        // Most of these hold one block; a vector that is let grow begins with the room of four.
        let room = usize::from(matches!(kind, FrameKind::Item(_) | FrameKind::Cell(_)));
        Frame {
            kind,
            origin,
            name: name.to_owned(),
            blocks: Vec::with_capacity(room),
            formats: 0,
        }
    }
}

/// What a frame becomes when it closes.
#[derive(Debug, PartialEq)]
pub(in crate::document) enum FrameKind {
    /// The document.
    Root,
    /// Parts the text and leaves its blocks where they are.
    Group,
    Quote,
    Callout {
        kind: CalloutKind,
        title: Vec<Inline>,
    },
    List(OpenList),
    Item(Option<Task>),
    Table(OpenTable),
    /// The rows of a table's head.
    TableHead,
    /// A row, with its finished cells.
    Row(Vec<OpenCell>),
    Cell(OpenCell),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    /// `details` with its summary.
    Details(Vec<Inline>),
    Summary,
    /// `figure` with its caption.
    Figure(Vec<Inline>),
    Caption,
    /// A footnote's number and the anchor it answers to.
    Note {
        number: u32,
        id: String,
    },
    Preformatted(OpenCode),
    /// Nothing within it is seen.
    Hidden,
}

/// A list in the making.
#[derive(Debug, Default, PartialEq)]
pub(in crate::document) struct OpenList {
    pub(in crate::document) start: Option<u64>,
    pub(in crate::document) loose: bool,
    pub(in crate::document) items: Vec<Item>,
}

/// A table in the making.
#[derive(Debug, Default, PartialEq)]
pub(in crate::document) struct OpenTable {
    /// The columns' own alignments.
    pub(in crate::document) columns: Vec<Align>,
    pub(in crate::document) head: Vec<OpenCell>,
    pub(in crate::document) rows: Vec<Vec<OpenCell>>,
    pub(in crate::document) caption: Vec<Inline>,
}

/// A cell whose blocks are known, before it is known whether the table is one.
#[derive(Debug, Default, PartialEq)]
pub(in crate::document) struct OpenCell {
    pub(in crate::document) head: bool,
    pub(in crate::document) align: Option<Align>,
    /// How many columns it spans beyond its own.
    pub(in crate::document) more_columns: usize,
    pub(in crate::document) blocks: Vec<Block>,
}

/// A block of code in the making.
#[derive(Debug, Default, PartialEq)]
pub(in crate::document) struct OpenCode {
    pub(in crate::document) language: String,
    pub(in crate::document) title: String,
    pub(in crate::document) text: String,
}

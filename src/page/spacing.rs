//! How much space stands between two blocks: what belongs together stands together.

use crate::document::Block;

/// Where two blocks meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    /// In the column of text.
    Column,
    /// Within a quote, a notice, a note.
    Within,
    /// In an item of a list whose items have space between them.
    Loose,
    /// In an item of a list whose items have none.
    Tight,
}

impl Spacing {
    /// Empty rows between two blocks, one below the other.
    pub(super) fn between(self, above: &Block, below: &Block) -> usize {
        match (above, below) {
            (Block::Note(note), Block::Note(_)) => usize::from(note.blocks.len() > 1),
            // Pictures stand together, but a caption belongs to the one above it.
            (Block::Figure(above), Block::Figure(_)) => usize::from(!above.caption.is_empty()),
            (Block::Title(_) | Block::Heading(_), _) => 1,
            (_, Block::Heading(heading)) if self == Spacing::Column && heading.level <= 2 => 2,
            // What a line of an item announces stands right beneath it.
            (Block::Paragraph(_), Block::List(list)) if self == Spacing::Loose && list.tight => 0,
            (_, Block::List(_) | Block::Quote(_)) if self == Spacing::Tight => 0,
            _ => 1,
        }
    }
}

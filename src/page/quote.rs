//! Quotes: a bar down the left that goes on through everything they hold.

use super::Role;
use super::edge::Edge;
use super::sheet::Sheet;
use super::spacing::Spacing;
use crate::document::Block;

/// Sets a quote.
pub(super) fn set(blocks: &[Block], sheet: &mut Sheet) {
    let bar = Edge::mark(sheet.glyph("▎ ", "| "), Role::QuoteBar);
    let outer = std::mem::replace(&mut sheet.role, Role::Quote);
    sheet.indented(bar.clone(), bar, |sheet| {
        sheet.blocks(blocks, Spacing::Within);
    });
    sheet.role = outer;
}

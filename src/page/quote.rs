//! Quotes and notices: a bar down the left that goes on through everything they hold.

use super::Role;
use super::sheet::{Sheet, face};
use crate::document::{Block, Callout, CalloutKind};

/// Sets a quote.
pub(super) fn set(blocks: &[Block], sheet: &mut Sheet) {
    let bar = sheet.glyph("▎ ", "| ");
    let bar = (bar, face(Role::QuoteBar));
    let outer = std::mem::replace(&mut sheet.role, Role::Quote);
    sheet.indented(Some(bar), bar, |sheet| sheet.blocks(blocks, gap));
    sheet.role = outer;
}

/// Sets a notice: its title on a row of its own, in the words of its kind where it has none.
pub(super) fn set_callout(callout: &Callout, sheet: &mut Sheet) {
    let role = Role::Callout(callout.kind);
    let bar = (sheet.glyph("▎ ", "| "), face(role));
    sheet.indented(Some(bar), bar, |sheet| {
        if callout.title.is_empty() {
            sheet.begin_row();
            let (name, _) = super::width::fitting(name(callout.kind), sheet.room());
            sheet.add(name, None, face(role));
            sheet.end_row();
        } else {
            sheet.text_as(&callout.title, role);
        }
        sheet.blocks(&callout.blocks, gap);
    });
}

fn name(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "Note",
        CalloutKind::Tip => "Tip",
        CalloutKind::Important => "Important",
        CalloutKind::Warning => "Warning",
        CalloutKind::Caution => "Caution",
    }
}

fn gap(above: &Block, below: &Block) -> usize {
    match (above, below) {
        (Block::Paragraph(_), Block::List(list)) if list.tight => 0,
        _ => 1,
    }
}

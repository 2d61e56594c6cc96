//! Notices: a bar in the colour of their kind, and a title, in the words of the kind where the
//! author gives none.

use super::edge::Edge;
use super::flow::Flow;
use super::sheet::Sheet;
use super::spacing::Spacing;
use super::{Face, Role};
use crate::document::{Callout, CalloutKind};

/// Sets a notice.
pub(super) fn set(callout: &Callout, sheet: &mut Sheet) {
    let role = Role::Callout(callout.kind);
    let bar = Edge::mark(sheet.glyph("▎ ", "| "), role);
    sheet.indented(bar.clone(), bar, |sheet| {
        if callout.title.is_empty() {
            let mut flow = Flow::default();
            flow.add(name(callout.kind), None, Face::of(role));
            sheet.flow(&flow);
        } else {
            sheet.text_as(&callout.title, role);
        }
        sheet.blocks(&callout.blocks, Spacing::Within);
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

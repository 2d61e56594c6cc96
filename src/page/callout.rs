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

#[cfg(test)]
mod tests {
    use crate::document::CalloutKind;
    use crate::page::Role;
    use crate::page::testing::{picture, pieces};

    #[test]
    fn a_notice_has_a_bar_and_the_name_of_its_kind() {
        let notice = "> [!WARNING]\n> Lead is sweet. Don't find out.\n>\n> * really";
        insta::assert_snapshot!(picture(notice, 20), @r"
        ▎ Warning
        ▎ Lead is sweet.
        ▎ Don’t find out.
        ▎
        ▎ • really
        ");
    }

    #[test]
    fn its_bar_and_title_are_of_its_kind_and_the_title_is_no_word_of_the_post() {
        let pieces = pieces("> [!TIP]\n> Wipe it.", 20, |piece| {
            (piece.text.to_owned(), piece.face.role, piece.at.is_some())
        });
        let tip = Role::Callout(CalloutKind::Tip);
        assert_eq!(
            pieces,
            [
                ("▎ Tip".to_owned(), tip, false),
                ("▎ ".to_owned(), tip, false),
                ("Wipe it.".to_owned(), Role::Text, true),
            ]
        );
    }
}

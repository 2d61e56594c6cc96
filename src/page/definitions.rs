//! Definitions: the term, and what it means beneath it, indented.

use super::Role;
use super::edge::Edge;
use super::sheet::Sheet;
use super::spacing::Spacing;
use crate::document::Definition;

/// Cells that meanings are indented by.
const INDENT: u32 = 4;

/// Sets a list of definitions.
pub(super) fn set(definitions: &[Definition], sheet: &mut Sheet) {
    for (index, definition) in definitions.iter().enumerate() {
        if index > 0 {
            sheet.blanks(1);
        }
        for term in &definition.terms {
            sheet.text_as(term, Role::Term);
        }
        for meaning in &definition.meanings {
            let space = Edge::space(INDENT);
            sheet.indented(space.clone(), space, |sheet| {
                sheet.blocks(meaning, Spacing::Within);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::testing::picture;

    #[test]
    fn meanings_stand_under_their_terms() {
        let list =
            "Pie\nPi\n: A heap of type.\n: To drop it.\n\nStet\n: Let it stand.\n\n  Under dots.";
        insta::assert_snapshot!(picture(list, 24), @r"
        Pie
        Pi
            A heap of type.
            To drop it.

        Stet
            Let it stand.

            Under dots.
        ");
    }
}

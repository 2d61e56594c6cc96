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

#[cfg(test)]
mod tests {
    use crate::page::Role;
    use crate::page::testing::{ascii_picture, picture, pieces};

    #[test]
    fn a_bar_goes_on_through_everything_that_is_quoted() {
        let quote = "> The type is a crowd.\n>\n> * one\n> * two\n>\n> — Mrs Anscombe";
        insta::assert_snapshot!(picture(quote, 14), @r"
        ▎ The type is
        ▎ a crowd.
        ▎
        ▎ • one
        ▎ • two
        ▎
        ▎ — Mrs
        ▎ Anscombe
        ");
    }

    #[test]
    fn bars_nest_and_lists_hold_them() {
        let quote = "> outer\n>\n> > inner, which is long\n\n* item\n\n  > quoted in it";
        insta::assert_snapshot!(picture(quote, 16), @r"
        ▎ outer
        ▎
        ▎ ▎ inner, which
        ▎ ▎ is long

        • item

          ▎ quoted in it
        ");
        insta::assert_snapshot!(ascii_picture("> a\n> > b", 16), @r"
        | a
        |
        | | b
        ");
    }

    #[test]
    fn a_narrow_page_keeps_the_bar_and_then_only_the_words() {
        insta::assert_snapshot!(picture("> > > nested", 8), @r"
        ▎ ▎ nest
        ▎ ▎ ed
        ");
        insta::assert_snapshot!(picture("> ab", 2), @"ab");
    }

    #[test]
    fn its_words_know_that_they_are_quoted() {
        let roles = pieces("> said\n\nnot", 20, |piece| piece.face.role);
        assert_eq!(roles, [Role::QuoteBar, Role::Quote, Role::Text]);
    }
}

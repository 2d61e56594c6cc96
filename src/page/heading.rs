//! Headlines: known by their weight and the space above them, never by `##`.

use super::Role;
use super::sheet::Sheet;
use crate::document::Heading;

/// Sets a headline.
pub(super) fn set(heading: &Heading, sheet: &mut Sheet) {
    sheet.text_as(&heading.content, Role::Heading(heading.level.clamp(1, 6)));
}

#[cfg(test)]
mod tests {
    use crate::page::Role;
    use crate::page::testing::{picture, pieces};

    #[test]
    fn sections_have_more_space_above_than_below() {
        let headings = "one\n\n## Two\n\n### Three\n\nfour\n\n### Five\n\nsix";
        insta::assert_snapshot!(picture(headings, 20), @r"
        one


        Two

        Three

        four

        Five

        six
        ");
    }

    #[test]
    fn a_heading_wraps_and_is_of_its_level() {
        insta::assert_snapshot!(picture("# A long way to say it", 10), @r"
        A long way
        to say it
        ");
        let roles = pieces("#### Four", 20, |piece| piece.face.role);
        assert_eq!(roles, [Role::Heading(4)]);
    }
}

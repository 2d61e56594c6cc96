//! Pictures where the terminal shows none: what they show, in words, behind a sign.

use super::Role;
use super::edge::Edge;
use super::flow::Flow;
use super::sheet::Sheet;
use crate::document::Figure;

/// Cells of the sign and the space behind it.
const SIGN: u32 = 2;

/// Sets a figure: its words, which open the picture, and its caption beneath.
pub(super) fn set(figure: &Figure, sheet: &mut Sheet) {
    let mut words = Flow::default();
    words.add_image(sheet.document, &figure.image, sheet.options.ascii);
    sheet.indented(Edge::NONE, Edge::space(SIGN), |sheet| {
        sheet.flow(&words);
        if !figure.caption.is_empty() {
            sheet.text_as(&figure.caption, Role::Caption);
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::page::Role;
    use crate::page::testing::{ascii_picture, picture, pieces};

    #[test]
    fn a_picture_is_what_it_shows_behind_a_sign() {
        let pictures =
            "![A lamp on a long chain](lamp.png)\n\n![Another](b.png)\n\nwords ![so](c.png) here";
        insta::assert_snapshot!(picture(pictures, 16), @r"
        ▣ A lamp on a
          long chain
        ▣ Another

        words ▣ so here
        ");
        insta::assert_snapshot!(ascii_picture("![A lamp](lamp.png)", 16), @"[img] A lamp");
    }

    #[test]
    fn a_caption_stands_beneath() {
        let figure = "<figure><img src=a.png alt='Three shelves'><figcaption>Before it was <b>tidied</b>.</figcaption></figure>";
        insta::assert_snapshot!(picture(figure, 20), @r"
        ▣ Three shelves
          Before it was
          tidied.
        ");
    }

    #[test]
    fn a_picture_without_words_has_the_name_of_its_file() {
        insta::assert_snapshot!(picture("![](/img/lamp.png?w=200)", 20), @"▣ lamp.png");
    }

    #[test]
    fn its_words_open_the_picture() {
        let pieces = pieces("![A lamp](lamp.png)", 20, |piece| {
            (
                piece.face.role,
                piece.face.link.is_some(),
                piece.at.is_some(),
            )
        });
        assert_eq!(
            pieces,
            [(Role::Caption, true, false), (Role::Caption, true, true)]
        );
    }
}

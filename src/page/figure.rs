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

//! Pictures where the terminal shows none: what they show, in words, behind a sign.

use super::Role;
use super::flow::Flow;
use super::sheet::{Sheet, face};
use crate::document::Figure;

/// Sets a figure: its words, which open the picture, and its caption beneath.
pub(super) fn set(figure: &Figure, sheet: &mut Sheet) {
    let mut flow = Flow::default();
    flow.add_image(sheet.document, &figure.image, sheet.options.ascii);
    sheet.flow(&flow);
    if !figure.caption.is_empty() {
        let space = ("  ", face(Role::Space));
        sheet.indented(Some(space), space, |sheet| {
            sheet.text_as(&figure.caption, Role::Caption);
        });
    }
}

//! Details: a summary, and beneath it what it stands for, since a page has nothing to unfold.

use super::edge::Edge;
use super::flow::Flow;
use super::sheet::Sheet;
use super::spacing::Spacing;
use super::{Face, Role};
use crate::document::Details;

/// Sets a summary and what it hides on the web.
pub(super) fn set(details: &Details, sheet: &mut Sheet) {
    let mark = Edge::mark(sheet.glyph("▾ ", "v "), Role::Marker);
    let space = Edge::space(mark.cells);
    sheet.indented(mark, space, |sheet| {
        if details.summary.is_empty() {
            let mut flow = Flow::default();
            flow.add("Details", None, Face::of(Role::Term));
            sheet.flow(&flow);
        } else {
            sheet.text_as(&details.summary, Role::Term);
        }
        sheet.blocks(&details.blocks, Spacing::Within);
    });
}

#[cfg(test)]
mod tests {
    use crate::page::testing::{ascii_picture, picture};

    #[test]
    fn what_is_folded_on_the_web_is_open_on_the_page() {
        let details = "<details><summary>The drawer</summary><p>A spare k.</p><ul><li>one</li></ul></details>";
        insta::assert_snapshot!(picture(details, 24), @r"
        ▾ The drawer
          A spare k.

          • one
        ");
        insta::assert_snapshot!(ascii_picture("<details><p>A spare k.</p></details>", 24), @r"
        v Details
          A spare k.
        ");
    }
}

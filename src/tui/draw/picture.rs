//! Pictures: in the places that the page has for them, and alone in the pane.

use crate::app::{App, Area, Article, Outcome, Pane, Sight, Viewed};
use crate::page::width;
use crate::theme::Part;
use crate::tui::keys::Keymap;
use crate::tui::paint::Canvas;

use super::footer;

/// Draws the pictures of which a row is seen in the column of text.
pub fn in_text(app: &App, article: &Article, column: Area, canvas: &mut Canvas) {
    for sight in article.seen_pictures() {
        let area = seen(&sight, column);
        let above = usize::try_from(-sight.top).unwrap_or_default();
        draw(app.pixels_of(&sight), above as u16, area, canvas);
    }
}

/// Draws the picture that has the pane.
pub fn in_pane(app: &App, pane: Pane, keymap: &Keymap, canvas: &mut Canvas) {
    let Some(viewed) = app.viewed() else { return };
    canvas.clear(pane.whole);
    let Viewed {
        caption,
        position,
        count,
        area,
        rendition,
    } = viewed;
    let head = pane.head.inset(1);
    let aside = canvas.theme().part(Part::Aside);
    let left = canvas.put_right(head, &format!("{position} of {count}"), aside);
    let name = canvas.theme().part(Part::Name);
    let room = left.saturating_sub(head.x).saturating_sub(2);
    canvas.put_cut(head, head.x, room, &caption, name);
    draw(app.pixels(&rendition), 0, area, canvas);
    footer::hints(app, keymap, pane.foot.inset(1), canvas);
}

/// The cells of a picture that are seen.
fn seen(sight: &Sight, column: Area) -> Area {
    let (place, top) = (sight.place, sight.top.max(0).cast_unsigned());
    let bottom = sight
        .top
        .saturating_add_unsigned(usize::from(place.cells.rows));
    let bottom = usize::try_from(bottom).unwrap_or_default();
    let rows = column.rows(top as u16, bottom.saturating_sub(top) as u16);
    let cells = Area {
        x: rows.x + place.column,
        width: place.cells.columns,
        ..rows
    };
    cells.up_to(column.right())
}

/// Draws pixels without the rows of cells `above` the first that is seen; what is on its way is
/// empty, and what cannot come says why.
fn draw(outcome: Option<&Outcome>, above: u16, area: Area, canvas: &mut Canvas) {
    match outcome {
        None => {}
        Some(Ok(bitmap)) => canvas.put_bitmap(area, bitmap, above),
        Some(Err(why)) => {
            let look = canvas.theme().part(Part::Aside);
            for (y, line) in (0..area.height).zip(
                width::wrap(why, area.width)
                    .into_iter()
                    .skip(usize::from(above)),
            ) {
                canvas.put(area.rows(y, 1), area.x, line, look);
            }
        }
    }
}

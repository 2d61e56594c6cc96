//! Pictures: in the places that the page has for them, and alone in the pane.

use crate::app::{App, Area, Article, Outcome, Pane, Sight, Viewed};
use crate::page::width;
use crate::picture::Size;
use crate::theme::Part;
use crate::tui::keys::Keymap;
use crate::tui::paint::Canvas;

use super::footer;

/// Cells between the keys and what is said beside them.
const GAP: u16 = 2;

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
    let head = pane.head.inset(1);
    let name = canvas.theme().part(Part::Name);
    canvas.put_cut(head, head.x, head.width, &viewed.caption, name);
    draw(app.pixels(&viewed.rendition), 0, viewed.area, canvas);
    let foot = pane.foot.inset(1);
    let aside = canvas.theme().part(Part::Aside);
    let left = canvas.put_right(foot, &facts(&viewed, foot.width, canvas), aside);
    footer::hints(app, keymap, foot.up_to(left.saturating_sub(GAP)), canvas);
}

/// Which picture it is; where there is room, how large it is and how closely it is looked at.
fn facts(viewed: &Viewed, room: u16, canvas: &Canvas) -> String {
    let Viewed {
        position,
        count,
        percent,
        rendition,
        ..
    } = viewed;
    let which = format!("{position} of {count}");
    let Size { width, height } = rendition.picture.size;
    let (dot, times) = (canvas.glyphs().dot, canvas.glyphs().times);
    let all = format!("{which}{dot}{width}{times}{height}{dot}{percent}%");
    if 2 * width::text(&all) <= u32::from(room) {
        all
    } else {
        which
    }
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

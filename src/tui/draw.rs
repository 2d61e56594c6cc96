//! Drawing: reads the session, writes the screen's cells, changes nothing.
//!
//! ```text
//!  Blog AF            12 of 383 · newest │                                    § Talks  38%
//!                                        │
//!    2018-06-01 Pycon 2018        python │   Notes from PyCon
//!  ▌ 2017-06-15 Notes from PyCon  python │   15 June 2017 · programming, python · 6 min
//!    2017-05-22 Portlanding       travel │   ─────────────────────────────────────────────
//!
//!  Enter read  s order  ? help  q quit   │ youtube.com/watch?v=7SSYhuk5hmc   Enter follow
//! ```
//!
//! One file a pane; [`overlay`] and [`menu`] lie over them, [`footer`] is the last line of each.

mod footer;
mod list;
mod menu;
mod overlay;
mod picture;
mod reader;

use ratatui::buffer::Buffer;

use super::graphics::Placement;
use super::keys::Keymap;
use super::paint::Canvas;
use crate::app::App;
use crate::theme::{Part, Theme};

/// Draws the whole screen, pictures in half blocks, with the keys named as they are bound.
pub fn render(app: &App, keymap: &Keymap, theme: &Theme, buffer: &mut Buffer) {
    let mut canvas = Canvas::new(buffer, theme, app.settings().ascii);
    draw(app, keymap, theme, &mut canvas);
}

/// Draws the whole screen but its pictures; tells where those belong.
pub(super) fn render_around_pictures(
    app: &App,
    keymap: &Keymap,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Vec<Placement> {
    let mut canvas = Canvas::new(buffer, theme, app.settings().ascii).placing();
    draw(app, keymap, theme, &mut canvas);
    canvas.into_placed()
}

fn draw(app: &App, keymap: &Keymap, theme: &Theme, canvas: &mut Canvas) {
    let layout = app.layout();
    if let Some(pane) = layout.list {
        list::render(app, pane, canvas);
    }
    if let Some(area) = layout.divider {
        let look = theme.part(Part::Divider);
        for row in 0..area.height {
            canvas.put(area.rows(row, 1), area.x, canvas.glyphs().divider, look);
        }
    }
    if let Some(pane) = layout.reader {
        reader::render(app, pane, canvas);
    }
    footer::render(app, keymap, canvas);
    overlay::render(app, keymap, canvas);
    footer::notice(app, keymap, canvas);
}

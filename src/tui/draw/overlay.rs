//! What lies over the panes: a heading, a list, and the keys that matter.

use crate::app::{App, Area, Context, Help, Overlay};
use crate::theme::{Attributes, Look, Part};
use crate::tui::keys::{self, HelpLine, Hint};
use crate::tui::paint::{Canvas, wrap};

use super::footer::draw_hints;

/// An overlay is no wider.
const WIDEST: u16 = 74;
/// Cells for the names of keys in the help.
const KEYS: u16 = 20;

/// Draws the overlay, when there is one.
pub fn render(app: &App, canvas: &mut Canvas) {
    let screen = app.layout().screen;
    match app.overlay() {
        None => {}
        Some(Overlay::Help(help)) => render_help(*help, screen, canvas),
        Some(Overlay::Question(address)) => question(address.as_str(), screen, canvas),
    }
}

fn render_help(help: Help, screen: Area, canvas: &mut Canvas) {
    let lines = keys::help();
    let body = panel("Keys", lines.len(), Context::Help, screen, canvas);
    let top = help
        .top
        .min(lines.len().saturating_sub(usize::from(body.height)));
    let (heading, key, text) = (
        canvas.theme().part(Part::Name),
        canvas.theme().part(Part::Key),
        canvas.theme().part(Part::Overlay),
    );
    let keys = KEYS.min(body.width / 2);
    for (y, line) in (0..body.height).zip(lines.iter().skip(top)) {
        let row = body.rows(y, 1);
        match line {
            HelpLine::Blank => {}
            HelpLine::Heading(name) => {
                canvas.put_cut(row, row.x, row.width, name, heading);
            }
            HelpLine::Keys(names, help) => {
                let end = canvas.put_cut(row, row.x, keys.max(1), names, key);
                let x = end.max(row.x + keys) + 1;
                canvas.put_cut(row, x, row.right().saturating_sub(x), help, text);
            }
        }
    }
}

/// The whole address, on as many rows as it needs; what even the whole screen cannot hold is
/// counted, so that nobody takes its beginning for all of it.
fn question(address: &str, screen: Area, canvas: &mut Canvas) {
    let room = screen.width.min(WIDEST).saturating_sub(4);
    let rows = wrap(address, room);
    let body = panel(
        "Open this address?",
        rows.len(),
        Context::Question,
        screen,
        canvas,
    );
    let look = canvas.theme().part(Part::Address);
    let height = usize::from(body.height);
    let cut = rows.len() > height;
    let shown = if cut {
        height.saturating_sub(1)
    } else {
        height
    };
    for (y, row) in (0..body.height).zip(rows.iter().take(shown)) {
        canvas.put(body.rows(y, 1), body.x, row, look);
    }
    if cut {
        let more: usize = rows.iter().skip(shown).map(|row| row.chars().count()).sum();
        let text = format!("and {more} characters more");
        let look = canvas.theme().part(Part::Problem);
        let last = body.rows(body.height.saturating_sub(1), 1);
        canvas.put_cut(last, last.x, last.width, &text, look);
    }
}

/// Clears room for `rows` rows in the middle of the screen, under a heading and over the keys of
/// `context`; returns that room.
fn panel(name: &str, rows: usize, context: Context, screen: Area, canvas: &mut Canvas) -> Area {
    let framed = screen.height > 2;
    let frame = if framed { 2 } else { 0 };
    let height = u16::try_from(rows)
        .unwrap_or(u16::MAX)
        .saturating_add(frame)
        .min(screen.height);
    let wide = screen.width.min(WIDEST);
    let area = Area {
        x: screen.x + (screen.width - wide) / 2,
        y: screen.y + (screen.height - height) / 2,
        width: wide,
        height,
    };
    canvas.clear(area);
    let inner = area.inset(if wide > 8 { 2 } else { 0 });
    if !framed {
        return inner;
    }
    let heading = canvas.theme().part(Part::Name);
    band(area.rows(0, 1), canvas);
    canvas.put_cut(inner, inner.x, inner.width, name, heading);
    let last = inner.rows(height - 1, 1);
    band(area.rows(height - 1, 1), canvas);
    let hints: Vec<Hint> = keys::hints(context).collect();
    draw_hints(&hints, last, canvas);
    inner.rows(1, height - frame)
}

/// The ground of a heading and of the line beneath: it says where the overlay ends.
fn band(area: Area, canvas: &mut Canvas) {
    let chosen = canvas.theme().part(Part::Chosen);
    let ground = Look {
        attributes: chosen.attributes - Attributes::BOLD,
        ..chosen
    };
    canvas.tint(area, ground);
}

//! What lies over the reader, or over the list where that is alone: a heading, lines, and the
//! keys that matter.

use crate::app::{App, Context, Help, HelpRow, Overlay, Pane, help_rows};
use crate::page::width;
use crate::theme::Part;
use crate::tui::keys::{Hint, Keymap};
use crate::tui::paint::Canvas;

use super::footer::draw_hints;
use super::{menu, picture};

/// Draws the overlay, when there is one.
pub fn render(app: &App, keymap: &Keymap, canvas: &mut Canvas) {
    let pane = app.layout().overlay();
    match app.overlay() {
        // The names of links stand in the text: the reader draws them.
        None | Some(Overlay::Hints(_)) => {}
        Some(Overlay::Help(help)) => render_help(app, help, keymap, canvas),
        Some(Overlay::Menu(menu)) => menu::render(app, menu, pane, keymap, canvas),
        Some(Overlay::Picture(_)) => picture::in_pane(app, pane, keymap, canvas),
        Some(Overlay::Question(address)) => question(address.as_str(), pane, keymap, canvas),
    }
}

/// The help takes the whole pane, like a post.
fn render_help(app: &App, help: &Help, keymap: &Keymap, canvas: &mut Canvas) {
    let pane = app.layout().help();
    canvas.clear(pane.whole);
    let (head, body) = (pane.head, pane.body);
    let (name, key, look) = (
        canvas.theme().part(Part::Name),
        canvas.theme().part(Part::Key),
        canvas.theme().part(Part::Overlay),
    );
    canvas.put_cut(head, head.x, head.width, "Keys", name);
    let rows = help_rows(&app.settings().help, body.width);
    let top = help
        .top
        .min(rows.len().saturating_sub(usize::from(body.height)));
    for (y, row) in (0..body.height).zip(rows.iter().skip(top)) {
        let area = body.rows(y, 1);
        match row {
            HelpRow::Blank => {}
            HelpRow::Heading(heading) => {
                canvas.put_cut(area, area.x, area.width, heading, name);
            }
            HelpRow::Keys {
                names,
                text,
                indent,
            } => {
                canvas.put(area, area.x, names, key);
                canvas.put(area, area.x + indent, text, look);
            }
        }
    }
    let hints: Vec<Hint> = keymap.hints(Context::Help).collect();
    draw_hints(&hints, pane.foot.inset(1), canvas);
}

/// The question takes the rows it needs at the bottom of the pane, and shows the whole address;
/// what even the whole pane cannot hold is counted, so that nobody takes its beginning for all of
/// it.
fn question(address: &str, pane: Pane, keymap: &Keymap, canvas: &mut Canvas) {
    let whole = pane.whole;
    let margin = u16::from(whole.width > 2);
    let lines = width::wrap(address, whole.width.saturating_sub(2 * margin));
    let frame = 2.min(whole.height.saturating_sub(1));
    let room = usize::from(whole.height - frame).min(lines.len());
    let height = room as u16 + frame;
    let area = whole.rows(whole.height - height, height);
    canvas.clear(area);
    let (notice, look) = (
        canvas.theme().part(Part::Notice),
        canvas.theme().part(Part::Address),
    );
    let inner = area.inset(margin);
    let first = frame / 2;
    if first > 0 {
        canvas.put_cut(inner, inner.x, inner.width, "Open this address?", notice);
    }
    let cut = lines.len() > room;
    let shown = room.saturating_sub(usize::from(cut));
    for (y, line) in (first..).zip(lines.iter().take(shown)) {
        canvas.put(inner.rows(y, 1), inner.x, line, look);
    }
    if cut {
        let more: usize = lines
            .iter()
            .skip(shown)
            .map(|line| line.chars().count())
            .sum();
        let text = format!("and {more} characters more");
        let row = inner.rows(first + shown as u16, 1);
        canvas.put_cut(
            row,
            row.x,
            row.width,
            &text,
            canvas.theme().part(Part::Problem),
        );
    }
    let hints: Vec<Hint> = keymap.hints(Context::Question).collect();
    if frame > first {
        draw_hints(&hints, inner.rows(height - 1, 1), canvas);
    }
}

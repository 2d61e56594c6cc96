//! What lies over the reader, or over the list where that is alone: a heading, lines, and the
//! keys that matter.

use crate::app::{App, Context, Help, Overlay, Pane};
use crate::theme::Part;
use crate::tui::keys::{self, HelpLine, Hint};
use crate::tui::paint::{Canvas, wrap};

use super::footer::draw_hints;
use super::menu;

/// Cells for the names of keys in the help.
const KEYS: u16 = 18;

/// Draws the overlay, when there is one.
pub fn render(app: &App, canvas: &mut Canvas) {
    let pane = app.layout().overlay();
    match app.overlay() {
        // The names of links stand in the text: the reader draws them.
        None | Some(Overlay::Hints(_)) => {}
        Some(Overlay::Help(help)) => render_help(*help, pane, canvas),
        Some(Overlay::Menu(menu)) => menu::render(app, menu, pane, canvas),
        Some(Overlay::Question(address)) => question(address.as_str(), pane, canvas),
    }
}

/// The help takes the whole pane, like a post.
fn render_help(help: Help, pane: Pane, canvas: &mut Canvas) {
    canvas.clear(pane.whole);
    let margin = u16::from(pane.body.width > 30) * 2 + 1;
    let (head, body, foot) = (
        pane.head.inset(margin),
        pane.body.inset(margin),
        pane.foot.inset(1),
    );
    let (name, key, text) = (
        canvas.theme().part(Part::Name),
        canvas.theme().part(Part::Key),
        canvas.theme().part(Part::Overlay),
    );
    canvas.put_cut(head, head.x, head.width, "Keys", name);
    let lines = keys::help();
    let top = help
        .top
        .min(lines.len().saturating_sub(usize::from(body.height)));
    let keys = KEYS.min(body.width / 2);
    for (y, line) in (0..body.height).zip(lines.iter().skip(top)) {
        let row = body.rows(y, 1);
        match line {
            HelpLine::Blank => {}
            HelpLine::Heading(heading) => {
                canvas.put_cut(row, row.x, row.width, heading, name);
            }
            HelpLine::Keys(names, help) => {
                let end = canvas.put_cut(row, row.x, keys.max(1), names, key);
                let x = end.max(row.x + keys) + 1;
                canvas.put_cut(row, x, row.right().saturating_sub(x), help, text);
            }
        }
    }
    let hints: Vec<Hint> = keys::hints(Context::Help).collect();
    draw_hints(&hints, foot, canvas);
}

/// The question takes the rows it needs at the bottom of the pane, and shows the whole address;
/// what even the whole pane cannot hold is counted, so that nobody takes its beginning for all of
/// it.
fn question(address: &str, pane: Pane, canvas: &mut Canvas) {
    let whole = pane.whole;
    let margin = u16::from(whole.width > 2);
    let lines = wrap(address, whole.width.saturating_sub(2 * margin));
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
    let hints: Vec<Hint> = keys::hints(Context::Question).collect();
    if frame > first {
        draw_hints(&hints, inner.rows(height - 1, 1), canvas);
    }
}

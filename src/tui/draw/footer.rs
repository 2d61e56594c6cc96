//! The last line: a message, else where the focused link leads and the keys that matter now.

use std::cmp::Reverse;

use crate::app::{App, Area, Article, Command, Find, Focus, Overlay, Reader, Tone, Zoom};
use crate::page::width;
use crate::theme::Part;
use crate::tui::keys::{Hint, Keymap};
use crate::tui::paint::Canvas;

use super::menu;

/// As many keys keep their room beside an address.
const KEPT: usize = 2;
/// Cells of an address that matter more than keys.
const ADDRESS: u16 = 12;
/// Cells between an address and the keys.
const GAP: u16 = 3;

/// Draws the last line of each pane.
pub fn render(app: &App, keymap: &Keymap, canvas: &mut Canvas) {
    // A menu has a line of its own; the other overlays name their keys.
    if matches!(
        app.overlay(),
        Some(Overlay::Help(_) | Overlay::Question(_) | Overlay::Menu(_) | Overlay::Picture(_))
    ) {
        return;
    }
    let layout = app.layout();
    let of_list = layout.list.map(|pane| pane.foot.inset(1));
    let of_reader = layout.reader.map(|pane| pane.foot.inset(1));
    match (app.focus(), of_list, of_reader) {
        (Focus::List, Some(list), reader) => {
            let posts = app.list();
            let end = if posts.is_narrowed() {
                let end = menu::prompt(posts.filter(), posts.is_filtering(), list, canvas);
                completion(app, list.from(end), canvas).saturating_add(3)
            } else {
                list.x
            };
            hints(app, keymap, list.from(end), canvas);
            problem(app, reader.unwrap_or_default(), canvas);
        }
        (Focus::Reader, _, Some(reader)) => {
            let find = app.reader().article().and_then(Article::find);
            let end = match find {
                Some(find) => found(find, reader, canvas),
                None => destination(app, keymap, reader, canvas),
            };
            hints(app, keymap, reader.from(end), canvas);
        }
        (Focus::List, None, _) | (Focus::Reader, _, None) => {}
    }
}

/// Draws what is said in passing, over whatever lies there.
pub fn notice(app: &App, keymap: &Keymap, canvas: &mut Canvas) {
    let layout = app.layout();
    if let Some(notice) = app.notice() {
        let offer = notice.offer.and_then(|(command, does)| {
            let key = keymap.key_of(app.context(), command)?;
            Some(format!("{}{} {does}", canvas.glyphs().dot, key.name()))
        });
        let text = format!("{}{}", notice.text, offer.unwrap_or_default());
        message(
            &text,
            notice.tone,
            layout.overlay().foot,
            layout.screen,
            canvas,
        );
    }
}

/// What is looked for in the post, which place of how many one is at.
fn found(find: &Find, area: Area, canvas: &mut Canvas) -> u16 {
    let x = menu::prompt(find.prompt(), find.is_typing(), area, canvas);
    let text = match find.position() {
        Some((position, count)) => format!("{position} of {count}"),
        None if find.prompt().is_empty() => return x,
        None => "nowhere".to_owned(),
    };
    let look = canvas.theme().part(Part::Aside);
    let x = x.saturating_add(2);
    canvas.put(area, x, &text, look).saturating_add(3)
}

/// What Tab would add to the filter, behind it; returns the column after that.
fn completion(app: &App, area: Area, canvas: &mut Canvas) -> u16 {
    let posts = app.list();
    match posts.completion().filter(|_| posts.is_filtering()) {
        Some(completion) => {
            let look = canvas.theme().part(Part::Aside);
            // Under the cursor is the first letter.
            let area = Area {
                x: area.x.saturating_sub(1),
                width: area.width.saturating_add(1),
                ..area
            };
            let (under, behind) = width::first_letter(completion);
            let cursor = canvas.theme().part(Part::Cursor);
            let x = canvas.put(area, area.x, under, cursor);
            canvas.put(area, x, behind, look)
        }
        None => area.x,
    }
}

/// What is wrong with the post that is chosen.
fn problem(app: &App, area: Area, canvas: &mut Canvas) {
    let post = app.list().chosen();
    if let Some(problem) = post.and_then(|post| post.problem.as_deref()) {
        let look = canvas.theme().part(Part::Problem);
        canvas.put_cut(area, area.x, area.width, problem, look);
    }
}

/// Where the chosen entry or the focused link leads, without the scheme that goes without saying,
/// and cut so that the keys that matter most keep their room; returns where the room after it
/// begins.
pub(super) fn destination(app: &App, keymap: &Keymap, area: Area, canvas: &mut Canvas) -> u16 {
    let Some(destination) = app.destination() else {
        return area.x;
    };
    let shown = if app.leads_inside() {
        format!("{}{destination}", canvas.glyphs().leads_to)
    } else {
        destination
            .strip_prefix("https://")
            .or_else(|| destination.strip_prefix("http://"))
            .unwrap_or(&destination)
            .to_owned()
    };
    let look = canvas.theme().part(Part::Address);
    let wanted = wanted(app, keymap);
    let kept = cells(wanted.get(..KEPT).unwrap_or(&wanted)) as u16;
    let room = area.width.saturating_sub(GAP + kept);
    let room = room.max(area.width.min(ADDRESS));
    canvas
        .put_cut(area, area.x, room, &shown, look)
        .saturating_add(GAP)
}

/// The keys that matter most, as many as fit.
pub(super) fn hints(app: &App, keymap: &Keymap, area: Area, canvas: &mut Canvas) {
    let mut shown = wanted(app, keymap);
    while cells(&shown) > u32::from(area.width) {
        shown.pop();
    }
    draw_hints(&shown, area, canvas);
}

/// The keys that mean something now, those that matter most first.
fn wanted(app: &App, keymap: &Keymap) -> Vec<Hint> {
    let is_open = matches!(app.reader(), Reader::Open(_));
    let article = app.reader().article();
    let in_menu = matches!(app.overlay(), Some(Overlay::Menu(_)));
    let focused = app.destination().is_some();
    let view = app.viewed();
    let is_close = view
        .as_ref()
        .is_some_and(|view| view.rendition.part.is_some());
    let has_others = view.as_ref().is_some_and(|view| view.count > 1);
    let matters = |hint: &Hint| match hint.command {
        Command::Follow => focused || in_menu,
        // What is no link has nothing to open or to copy.
        Command::Browse | Command::Copy | Command::Locate if in_menu => focused,
        Command::Read => app.list().chosen().is_some(),
        Command::Browse => app.reader().post().is_some(),
        Command::NextLink => is_open,
        Command::Pan(_) | Command::Zoom(Zoom::Out | Zoom::Fit) => is_close,
        Command::NextPicture | Command::PreviousPicture => has_others,
        Command::StepBack if app.focus() == Focus::List && app.overlay().is_none() => {
            app.list().is_narrowed()
        }
        Command::NextHit => article.is_some_and(|article| article.find().is_some()),
        Command::Hints => article.is_some_and(|article| !article.seen_links().is_empty()),
        Command::FetchPictures => app.can_fetch(),
        Command::Videos => article.is_some_and(|article| article.document().has_media()),
        _ => true,
    };
    let mut wanted: Vec<Hint> = keymap.hints(app.context()).filter(matters).collect();
    wanted.sort_by_key(|hint| Reverse(hint.weight));
    wanted
}

/// Draws keys and what they do.
pub(super) fn draw_hints(hints: &[Hint], area: Area, canvas: &mut Canvas) {
    let (key, label) = (
        canvas.theme().part(Part::Key),
        canvas.theme().part(Part::Hint),
    );
    let mut x = area.x;
    for hint in hints {
        x = canvas.put(area, x, &hint.key.name(), key);
        x = canvas.put(area, x + 1, hint.label, label) + 2;
    }
}

fn cells(hints: &[Hint]) -> u32 {
    let cells = |hint: &Hint| width::text(&hint.key.name()) + 1 + width::text(hint.label);
    let gaps = 2 * hints.len().saturating_sub(1) as u32;
    hints.iter().map(cells).sum::<u32>() + gaps
}

/// A message, on as many rows upwards as it needs, so that an address in it shows whole.
fn message(text: &str, tone: Tone, foot: Area, screen: Area, canvas: &mut Canvas) {
    let look = match tone {
        Tone::Done => canvas.theme().part(Part::Notice),
        Tone::Wrong => canvas.theme().part(Part::Problem),
    };
    let bottom = if foot.height > 0 {
        foot.y + foot.height
    } else {
        screen.height
    };
    let margin = u16::from(foot.width > 2);
    let lines = width::wrap(text, foot.width.saturating_sub(2 * margin));
    let height = (lines.len().min(usize::from(bottom))) as u16;
    let area = Area {
        y: bottom - height,
        height,
        ..foot
    };
    canvas.clear(area);
    for (y, line) in (0..height).zip(lines) {
        canvas.put(area.rows(y, 1).inset(margin), foot.x + margin, line, look);
    }
}

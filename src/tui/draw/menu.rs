//! A list over the reader: its topic, its rows, and a line for the filter or the chosen entry.
//!
//! ```text
//!  Talks and videos of the blog · reading 120 of 383                      3 of 12
//!
//!    2017-06-15 Notes from PyCon
//!  ▌ ▶ Grok the GIL › Video                                          YouTube 2:10
//!
//!  youtube.com/watch?v=7SSYhuk5hmc   Enter follow  / filter
//! ```

use std::ops::Range;

use crate::app::{Amount, App, Area, Entry, Mark, Menu, MenuRow, Pane, Prompt, Topic};
use crate::page::width;
use crate::theme::Part;
use crate::tui::keys::Keymap;
use crate::tui::paint::Canvas;

use super::footer;

/// Cells that a level of an outline is set in.
const INDENT: u16 = 2;

/// Draws the menu over a pane.
pub fn render(app: &App, menu: &Menu, pane: Pane, keymap: &Keymap, canvas: &mut Canvas) {
    canvas.clear(pane.whole);
    head(app, menu, pane.head.inset(1), canvas);
    for (y, (row, is_chosen)) in (0..pane.body.height).zip(menu.seen()) {
        let area = pane.body.rows(y, 1);
        match row {
            MenuRow::Space { .. } => {}
            MenuRow::Heading { .. } => {
                let look = canvas.theme().part(Part::Name);
                let area = area.inset(1).from(area.x + 3);
                canvas.put_cut(area, area.x, area.width, menu.heading(row), look);
            }
            MenuRow::Entry { found, .. } => {
                if let Some(one) = menu.entry(row) {
                    entry(one, found, area, canvas);
                }
                if is_chosen {
                    chosen(area, canvas);
                }
            }
        }
    }
    if menu.is_empty() {
        let look = canvas.theme().part(Part::Aside);
        let text = nothing(app, menu);
        let area = pane.body.inset(3);
        canvas.put_cut(area, area.x, area.width, text, look);
    }
    foot(app, menu, pane.foot.inset(1), keymap, canvas);
}

/// The topic, how much of the blog has been read where that matters, and the position.
fn head(app: &App, menu: &Menu, area: Area, canvas: &mut Canvas) {
    let (name, aside) = (
        canvas.theme().part(Part::Name),
        canvas.theme().part(Part::Aside),
    );
    let mut left = area.right();
    if !menu.is_empty() {
        let position = format!("{} of {}", menu.position() + 1, menu.len());
        left = canvas.put_right(area, &position, aside);
    }
    let area = area.up_to(left.saturating_sub(2));
    let end = canvas.put_cut(area, area.x, area.width, menu.topic().name(), name);
    if let Some((read, all)) = progress(app, menu.topic()) {
        let text = format!("{}reading {read} of {all}", canvas.glyphs().dot);
        canvas.put_cut(area, end, area.right().saturating_sub(end), &text, aside);
    }
}

/// How many posts have been read for what is listed, of how many, while that goes on.
fn progress(app: &App, topic: Topic) -> Option<(usize, usize)> {
    match topic {
        Topic::BlogVideos => app.survey().progress(),
        Topic::Search => app.search().progress(),
        Topic::Links | Topic::Outline | Topic::Videos | Topic::Taxonomies | Topic::Blogs => None,
    }
}

/// What is said where nothing is listed.
fn nothing(app: &App, menu: &Menu) -> &'static str {
    let is_coming = progress(app, menu.topic()).is_some();
    match menu.topic() {
        Topic::Search if menu.filter().is_empty() => {
            "words or their beginnings, \"phrases\", -without, tag: year: author:"
        }
        Topic::Search if is_coming || app.search().is_waiting() => "",
        Topic::Search => "no post says that",
        _ if is_coming && menu.filter().is_empty() => "",
        _ => "nothing like that here",
    }
}

fn entry(entry: &Entry, found: &[Range<usize>], area: Area, canvas: &mut Canvas) {
    let mut x = area.x + 3 + INDENT * u16::from(entry.depth);
    if let Some(mark) = entry.mark {
        let look = canvas.theme().part(mark_part(mark));
        canvas.put(area, x, mark_glyph(mark, canvas), look);
        x += 2;
    }
    let mut area = area.up_to(area.right().saturating_sub(1)).from(x);
    if let Some(amount) = entry.amount {
        area = area.up_to(bar(amount, area, canvas));
    }
    let label = area.up_to(aside(entry, area, canvas));
    let plain = canvas.theme().part(Part::Entry);
    let (label, shift, found) = around_hit(&entry.label, found, label, canvas);
    let (head, tail) = parted(shift, label.width);
    let room = label.right().saturating_sub(width::text(tail) as u16);
    let end = canvas.put_found(label.up_to(room), head, &found, plain);
    canvas.put(label, end, tail, plain);
}

/// What of a label is seen when the first thing that was found in it would not be: it begins a few
/// words before that, behind an ellipsis that is drawn here. Says where the rest goes and what of it
/// was found.
fn around_hit<'l>(
    label: &'l str,
    found: &[Range<usize>],
    area: Area,
    canvas: &mut Canvas,
) -> (Area, &'l str, Vec<Range<usize>>) {
    /// Cells before the hit, at most.
    const BEFORE: u32 = 24;
    let whole = (area, label, found.to_vec());
    let Some(first) = found.first() else {
        return whole;
    };
    let seen = label.get(..first.end).unwrap_or_default();
    if width::text(seen) < u32::from(area.width) {
        return whole;
    }
    let before = BEFORE.min(u32::from(area.width) / 3);
    let near = |(at, _): &(usize, char)| {
        let part = label.get(*at..first.start).unwrap_or_default();
        width::text(part) <= before
    };
    let mut spaces = label.char_indices().filter(|(_, letter)| *letter == ' ');
    let start = spaces.find(|space| space.0 >= first.start || near(space));
    let start = start.map_or(first.start, |(at, _)| (at + 1).min(first.start));
    let look = canvas.theme().part(Part::Entry);
    let x = canvas.put(area, area.x, canvas.glyphs().ellipsis, look);
    let inside = found.iter().filter(|range| range.start >= start);
    (
        area.from(x),
        label.get(start..).unwrap_or_default(),
        inside.map(|it| it.start - start..it.end - start).collect(),
    )
}

/// Draws a number and a bar as long as that; returns where the label ends.
fn bar(amount: Amount, area: Area, canvas: &mut Canvas) -> u16 {
    /// Cells of the longest bar.
    const LONGEST: u16 = 24;
    /// Cells of a number.
    const NUMBER: u16 = 6;
    let (number, look) = (
        canvas.theme().part(Part::Aside),
        canvas.theme().part(Part::Bar),
    );
    let room = LONGEST.min(area.width / 3);
    let start = area.right().saturating_sub(room);
    let parts = canvas.glyphs().bar;
    let steps = parts.len() as u64;
    let share = u64::from(amount.count) * u64::from(room) * steps;
    // Even the least is seen.
    let length = share.div_ceil(u64::from(amount.most.max(1))).max(1);
    let whole = parts
        .first()
        .map_or("", |whole| whole)
        .repeat((length / steps) as usize);
    let rest = parts
        .get((length % steps) as usize)
        .filter(|_| length % steps > 0);
    let x = canvas.put(area, start, &whole, look);
    canvas.put(area, x, rest.copied().unwrap_or_default(), look);
    let numbers = area.up_to(start.saturating_sub(1));
    canvas.put_right(numbers, &amount.count.to_string(), number);
    start.saturating_sub(NUMBER + 1)
}

/// A label in two, of which the first is cut where there is no room for both: of `Grok the GIL ›
/// Video` the end says more than the middle.
fn parted(label: &str, room: u16) -> (&str, &str) {
    let whole = width::text(label) <= u32::from(room);
    let tail = label.rfind(" › ").and_then(|at| label.split_at_checked(at));
    let short = |tail: &str| width::text(tail) <= u32::from(room / 3);
    match tail.filter(|(_, tail)| !whole && short(tail)) {
        Some(parts) => parts,
        None => (label, ""),
    }
}

/// Writes what stands at the right, in at most two fifths of the row when the label wants the
/// rest; returns where the label ends.
fn aside(entry: &Entry, area: Area, canvas: &mut Canvas) -> u16 {
    let look = canvas.theme().part(Part::Aside);
    let wide = width::text(&entry.aside).min(u32::from(area.width)) as u16;
    if wide == 0 {
        return area.right();
    }
    let wanted = width::text(&entry.label).min(u32::from(area.width)) as u16;
    let left = area.width.saturating_sub(wanted + 2);
    let room = wide.min(left.max(area.width * 2 / 5));
    if room < wide.min(6) {
        return area.right();
    }
    let x = area.right() - room;
    canvas.put_cut(area, x, room, &entry.aside, look);
    x.saturating_sub(2)
}

fn chosen(area: Area, canvas: &mut Canvas) {
    let (mark, line) = (
        canvas.theme().part(Part::Mark),
        canvas.theme().part(Part::Chosen),
    );
    canvas.put(area, area.x + 1, canvas.glyphs().mark, mark);
    canvas.tint(area, line);
}

/// The filter while it is typed or narrows, else where the chosen entry leads; then the keys.
fn foot(app: &App, menu: &Menu, area: Area, keymap: &Keymap, canvas: &mut Canvas) {
    let end = if menu.is_narrowed() {
        prompt(menu.filter(), menu.is_filtering(), area, canvas).saturating_add(3)
    } else {
        footer::destination(app, keymap, area, canvas)
    };
    footer::hints(app, keymap, area.from(end), canvas);
}

/// Draws a line that is being typed, with a cursor while it is; returns the column after it. Of a
/// line that is too long, what is around the cursor is seen.
pub(super) fn prompt(prompt: &Prompt, is_typed: bool, area: Area, canvas: &mut Canvas) -> u16 {
    let (key, text) = (
        canvas.theme().part(Part::Key),
        canvas.theme().part(Part::Overlay),
    );
    let x = canvas.put(area, area.x, "/ ", key);
    let area = area.from(x);
    let room = u32::from(area.width.saturating_sub(1));
    let x = canvas.put(area, x, width::fitting_at_end(prompt.before(), room), text);
    if !is_typed {
        return canvas.put(area, x, prompt.behind(), text);
    }
    let (under, behind) = width::first_letter(prompt.behind());
    let cursor = canvas.theme().part(Part::Cursor);
    let x = canvas.put(area, x, if under.is_empty() { " " } else { under }, cursor);
    canvas.put(area, x, behind, text)
}

fn mark_glyph(mark: Mark, canvas: &Canvas) -> &'static str {
    let glyphs = canvas.glyphs();
    match mark {
        Mark::Place => glyphs.place,
        Mark::Post => glyphs.post,
        Mark::Web => " ",
        Mark::Mail => "@",
        Mark::File => glyphs.file,
        Mark::Video => glyphs.video,
        Mark::Audio => glyphs.audio,
        Mark::Slides => glyphs.slides,
    }
}

fn mark_part(mark: Mark) -> Part {
    match mark {
        Mark::Place | Mark::Post => Part::Inside,
        Mark::Web | Mark::Mail | Mark::File | Mark::Slides => Part::Address,
        Mark::Video | Mark::Audio => Part::Video,
    }
}

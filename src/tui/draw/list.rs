//! The list of posts.
//!
//! ```text
//!  Blog AF            12 of 383 · newest
//!    2018-06-01 Pycon 2018        python ★
//!  ▌ 2017-06-15 Notes from PyCon  python ●
//! ```

use std::ops::Range;

use crate::app::{App, Area, Focus, Pane, Progress};
use crate::blog::Post;
use crate::page::width;
use crate::theme::{Look, Part};
use crate::tui::paint::Canvas;

/// Cells of a date: `2017-06-15`.
const DATE: u16 = 10;
/// Without this many columns the dates give way to the titles.
const DATED_FROM: u16 = 26;
/// Cells of the blog's name that matter more than the count beside it.
const NAME: u32 = 4;
/// At most this many tags of a post are shown.
const TAGS: usize = 2;

/// Draws the list.
pub fn render(app: &App, pane: Pane, canvas: &mut Canvas) {
    head(app, pane.head.inset(1), canvas);
    let dates = if app.list().has_dates() && pane.body.width >= DATED_FROM {
        Dates::Shown
    } else {
        Dates::Hidden
    };
    for (row, (position, post)) in (0u16..).zip(app.list().seen()) {
        let area = pane.body.rows(row, 1);
        let line = Line {
            post,
            found: app.list().found(position),
            choice: if position == app.list().position() {
                Choice::Chosen(app.focus())
            } else {
                Choice::Other
            },
            dates,
            sign: if app.list().marks().is_starred(&post.path) {
                Sign::Starred
            } else if app.list().marks().is_read(&post.path) {
                Sign::None
            } else {
                Sign::Unread
            },
        };
        entry(&line, area, canvas);
    }
    if app.list().is_empty() {
        let look = canvas.theme().part(Part::Aside);
        let slip = app.list().slip();
        let text = match app.progress() {
            Progress::Complete if app.list().is_narrowed() => {
                slip.as_deref().unwrap_or("No post like that.")
            }
            Progress::Coming => "",
            Progress::Complete => "No posts here.",
        };
        let area = pane.body.inset(1);
        for (row, line) in (0..area.height).zip(width::wrap(text, area.width)) {
            canvas.put(area.rows(row, 1), area.x, line, look);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Chosen(Focus),
    Other,
}

/// Whether there is a column of dates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dates {
    Shown,
    /// No post has one, or titles need the room.
    Hidden,
}

/// A post of the list, as it shows.
struct Line<'a> {
    post: &'a Post,
    /// Where in its title the filter was found, in bytes.
    found: &'a [Range<usize>],
    choice: Choice,
    dates: Dates,
    sign: Sign,
}

/// What stands at the end of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Unread,
    /// A star says more than whether it is read.
    Starred,
}

fn head(app: &App, area: Area, canvas: &mut Canvas) {
    let list = app.list();
    let dot = canvas.glyphs().dot;
    let more = match app.progress() {
        Progress::Coming => canvas.glyphs().ellipsis,
        Progress::Complete => "",
    };
    let count = match list.len() {
        posts if list.is_narrowed() => format!("{posts} of {}{more}{dot}filtered", list.count()),
        0 => String::new(),
        posts => {
            let (position, order) = (list.position() + 1, list.order().name());
            format!("{position} of {posts}{more}{dot}{order}")
        }
    };
    let (name, aside) = (
        canvas.theme().part(Part::Name),
        canvas.theme().part(Part::Aside),
    );
    // Where one is says more than the end of a long name.
    let needed = width::text(app.title()).min(NAME) + 2;
    let there = u32::from(area.width).saturating_sub(width::text(&count));
    let left = if there >= needed {
        canvas.put_right(area, &count, aside)
    } else {
        area.right()
    };
    let room = left.saturating_sub(area.x).saturating_sub(2);
    canvas.put_cut(area, area.x, room, app.title(), name);
}

fn entry(line: &Line, area: Area, canvas: &mut Canvas) {
    let Line { post, choice, .. } = *line;
    let theme = canvas.theme();
    let ground = match choice {
        Choice::Chosen(Focus::List) => theme.part(Part::Chosen),
        Choice::Chosen(Focus::Reader) => theme.part(Part::ChosenAside),
        Choice::Other => Look::default(),
    };
    let title = match &post.problem {
        Some(_) => theme.part(Part::Broken),
        None => theme.part(Part::Entry),
    };
    let faint = theme.part(Part::Aside);
    let (mark, date, tag) = (
        theme.part(Part::Mark),
        theme.part(Part::Date),
        theme.part(Part::Tag),
    );
    let margin = u16::from(area.width >= DATED_FROM);
    let mut x = area.x + margin;
    if choice != Choice::Other {
        canvas.put(area, x, canvas.glyphs().mark, mark);
    }
    x += 2;
    if line.dates == Dates::Shown {
        canvas.put(area, x, &post.day(), date);
        x += DATE + 1;
    }
    let words = area.up_to(area.right().saturating_sub(margin + 1));
    match line.sign {
        Sign::None => {}
        Sign::Unread => {
            canvas.put_right(area, canvas.glyphs().unread, faint);
        }
        Sign::Starred => {
            canvas.put_right(area, canvas.glyphs().star, mark);
        }
    }
    let end = canvas.put_found(words.from(x), &post.title, line.found, title);
    tags(post, words.from(end.saturating_add(2)), tag, canvas);
    if choice != Choice::Other {
        canvas.tint(area, ground);
    }
}

/// What is special about a post, and the first of its tags that fit, at the right.
fn tags(post: &Post, area: Area, look: Look, canvas: &mut Canvas) {
    let wrong = post.problem.as_ref().map(|_| "!");
    let draft = post.draft.then_some("draft");
    let tags = post.tags.iter().chain(&post.categories).map(String::as_str);
    let names = wrong.into_iter().chain(draft).chain(tags);
    let mut shown = String::new();
    for name in names.take(TAGS) {
        let more = if shown.is_empty() {
            name.to_owned()
        } else {
            format!("{shown}, {name}")
        };
        if width::text(&more) <= u32::from(area.width) {
            shown = more;
        }
    }
    canvas.put_right(area, &shown, look);
}

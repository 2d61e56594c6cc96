//! The post: its rows in the column of text, and above them where in it one is.

use crate::app::{App, Area, Article, Find, Hints, Overlay, Pane, Reader};
use crate::page::{Piece, width};
use crate::theme::{Attributes, LinkKind, Part};
use crate::tui::paint::Canvas;

use super::picture;

/// Draws the reader.
pub fn render(app: &App, pane: Pane, canvas: &mut Canvas) {
    let column = app.layout().column;
    match app.reader() {
        Reader::Open(article) => {
            head(article, pane.head.inset(1), canvas);
            text(article, column, canvas);
            picture::in_text(app, article, column, canvas);
            if let Some(Overlay::Hints(hints)) = app.overlay() {
                names(hints, article, column, canvas);
            }
        }
        Reader::Waiting { post, .. } => {
            let look = canvas.theme().part(Part::Aside);
            canvas.put_cut(column, column.x, column.width, &post.title, look);
        }
        Reader::Failed { post, why } => {
            let look = canvas.theme().part(Part::Name);
            canvas.put_cut(column, column.x, column.width, &post.title, look);
            problem(why, column.rows(2, column.height), canvas);
        }
        Reader::Empty => {}
    }
}

/// The title, once the one in the text is scrolled away; the section; the percentage.
fn head(article: &Article, area: Area, canvas: &mut Canvas) {
    let look = canvas.theme().part(Part::Aside);
    if area.width < 4 {
        return;
    }
    let percent = format!("{}%", article.percent());
    let mut left = canvas.put_right(area, &percent, look);
    if let Some(section) = article.section() {
        let name = format!("{}{}", canvas.glyphs().section, section.text);
        let room = left.saturating_sub(area.x).saturating_sub(2);
        let room = room.min(area.width / 2);
        let wide = width::text(&name).min(u32::from(room)) as u16;
        if room > 6 {
            let x = left - 2 - wide;
            canvas.put_cut(area, x, wide, &name, look);
            left = x;
        }
    }
    if !article.is_at_top() {
        let room = left.saturating_sub(area.x).saturating_sub(2);
        canvas.put_cut(area, area.x, room, &article.post().title, look);
    }
}

fn text(article: &Article, column: Area, canvas: &mut Canvas) {
    let focus = article.focus();
    for (y, (laid, row)) in (0u16..).zip(article.seen()) {
        let area = column.rows(y, 1);
        let mut x = area.x;
        for piece in laid.row(row) {
            let face = piece.face;
            let link = face.link.and_then(|id| article.document().link(id));
            let look = canvas
                .theme()
                .look(face.role, face.style, link.map(LinkKind::of));
            let look = if face.link.is_some() && face.link == focus {
                look.with(Attributes::REVERSE)
            } else {
                look
            };
            canvas.put(area, x, piece.text, look);
            if let Some(find) = article.find() {
                hits(find, piece, area.from(x), canvas);
            }
            x = x.saturating_add(piece.width);
        }
    }
}

/// Marks what is found in a piece, which begins at the left of `area`.
fn hits(find: &Find, piece: Piece, area: Area, canvas: &mut Canvas) {
    let Some(at) = piece.at.map(|at| at as usize) else {
        return;
    };
    for (hit, is_current) in find.within(at..at + piece.text.len()) {
        let from = hit.start.saturating_sub(at);
        let to = (hit.end - at).min(piece.text.len());
        let before = piece.text.get(..from).unwrap_or_default();
        let words = piece.text.get(from..to).unwrap_or_default();
        let part = if is_current {
            Part::CurrentHit
        } else {
            Part::Hit
        };
        let look = canvas.theme().part(part);
        let x = area.x.saturating_add(width::text(before) as u16);
        canvas.put(area, x, words, look);
    }
}

/// The names of the links that are seen, each where its link begins.
fn names(hints: &Hints, article: &Article, column: Area, canvas: &mut Canvas) {
    let look = canvas.theme().part(Part::HintName);
    let mut named = Vec::new();
    for (y, (laid, row)) in (0u16..).zip(article.seen()) {
        let area = column.rows(y, 1);
        let mut x = area.x;
        for piece in laid.row(row) {
            let first = piece.face.link.filter(|link| !named.contains(link));
            if let Some(link) = first {
                named.push(link);
                if let Some((_, name)) = hints.of(link) {
                    let last = area.right().saturating_sub(width::text(name) as u16);
                    canvas.put(area, x.min(last).max(area.x), name, look);
                }
            }
            x = x.saturating_add(piece.width);
        }
    }
}

fn problem(why: &str, area: Area, canvas: &mut Canvas) {
    let look = canvas.theme().part(Part::Problem);
    for (y, line) in (0..area.height).zip(width::wrap(why, area.width)) {
        canvas.put(area.rows(y, 1), area.x, line, look);
    }
}

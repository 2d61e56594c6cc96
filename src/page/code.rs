//! Code: on its own ground, cell for cell.
//!
//! Nothing is reflowed. A line that is too long goes on below, behind a mark; tabs go to the next
//! fourth column; the language stands at the right of the top edge.

use unicode_segmentation::UnicodeSegmentation;

use super::sheet::{Sheet, face};
use super::{Face, Role, width};
use crate::document::Code;

/// Columns from one tab stop to the next.
const TAB: u32 = 4;
/// A page with fewer columns has none to spare for the edges.
const ROOMY: u32 = 12;

/// Sets a block of code.
pub(super) fn set(code: &Code, sheet: &mut Sheet) {
    let edge = if sheet.room_below() >= ROOMY {
        "  "
    } else {
        ""
    };
    set_label(code, sheet);
    let mut at = code.text.start;
    for line in sheet.document.words(code.text).split('\n') {
        set_line(line, at, edge, sheet);
        at += line.len() as u32 + 1;
    }
}

/// The top edge, with the title at the left and the language at the right.
fn set_label(code: &Code, sheet: &mut Sheet) {
    if code.language.is_empty() && code.title.is_empty() {
        return;
    }
    let label = face(Role::CodeLabel);
    sheet.begin_row();
    let start = sheet.column();
    let room = sheet.room_below();
    let edge = u32::from(room >= ROOMY);
    let (language, language_width) = width::fitting(&code.language, room.saturating_sub(edge));
    let left = room.saturating_sub(language_width + 3 * edge + 1);
    let (title, _) = width::fitting(&code.title, left);
    if !title.is_empty() {
        sheet.add(&" ".repeat(2 * edge as usize), None, label);
        sheet.add(title, None, label);
    }
    sheet.fill_to(start + room.saturating_sub(language_width + edge), label);
    sheet.add(language, None, label);
    sheet.fill_to(start + room, label);
    sheet.end_row();
}

/// One line of code, on as many rows as it needs.
fn set_line(line: &str, at: u32, edge: &str, sheet: &mut Sheet) {
    let ground = face(Role::Code);
    let mark = sheet.glyph("↪ ", "> ");
    let mut rest = line;
    let mut at = at;
    let mut is_first = true;
    loop {
        sheet.begin_row();
        let start = sheet.column();
        let full = u32::from(sheet.options.width).saturating_sub(start).max(1);
        sheet.add(edge, None, ground);
        let mut room = full.saturating_sub(2 * width::text(edge)).max(1);
        if !is_first && room > 4 {
            sheet.add(mark, None, face(Role::CodeLabel));
            room -= 2;
        }
        let taken = add_fitting(rest, at, room, sheet);
        sheet.fill_to(start + full, ground);
        sheet.end_row();
        rest = rest.get(taken..).unwrap_or_default();
        at += taken as u32;
        is_first = false;
        if rest.is_empty() || taken == 0 {
            return;
        }
    }
}

/// Adds as much of a line as fits in `room` cells and returns how many bytes that is.
fn add_fitting(line: &str, at: u32, room: u32, sheet: &mut Sheet) -> usize {
    let ground = face(Role::Code);
    let mut shown = Shown {
        start: 0,
        end: 0,
        at,
        ground,
    };
    let mut column = 0;
    for (index, cluster) in line.grapheme_indices(true) {
        let is_tab = cluster == "\t";
        let cells = if is_tab {
            TAB - column % TAB
        } else {
            u32::from(width::grapheme(cluster))
        };
        if column + cells > room && column > 0 {
            let cut = break_before(line.get(..index).unwrap_or_default(), shown.start);
            shown.end = cut;
            shown.flush(line, sheet);
            return cut;
        }
        if is_tab {
            shown.flush(line, sheet);
            sheet.add(
                &" ".repeat(cells.min(room) as usize),
                Some(at + index as u32),
                ground,
            );
            shown.start = index + 1;
        } else if cells > room {
            shown.flush(line, sheet);
            sheet.add(super::CRAMPED, Some(at + index as u32), ground);
            shown.start = index + cluster.len();
        }
        shown.end = index + cluster.len();
        column += cells;
    }
    shown.flush(line, sheet);
    line.len()
}

/// Where a line that is too long is broken: after a space in the last third of the row if there
/// is one there, else at the edge. What is before `shown` stands on the row already.
fn break_before(row: &str, shown: usize) -> usize {
    match row.rfind(' ') {
        Some(space) if space >= shown && (space + 1) * 3 >= row.len() * 2 => space + 1,
        _ => row.len(),
    }
}

/// A stretch of a line that is shown as it is.
struct Shown {
    start: usize,
    end: usize,
    at: u32,
    ground: Face,
}

impl Shown {
    fn flush(&mut self, line: &str, sheet: &mut Sheet) {
        if let Some(text) = line.get(self.start..self.end) {
            sheet.add(text, Some(self.at + self.start as u32), self.ground);
        }
        self.start = self.end;
    }
}

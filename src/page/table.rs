//! Tables: columns that share the width by need, cells that wrap, or records where there is no
//! room for columns.

use super::Role;
use super::flow::{Flow, flow};
use super::sheet::{Sheet, face};
use super::wrap::{self, Row, Widths};
use crate::document::{Align, Cell, Table};

/// A column narrower than this, in cells, is no column any more.
const NARROWEST: u32 = 8;
/// Cells between two columns: space, rule, space.
const GUTTER: u32 = 3;

/// A table whose cells are ready to be wrapped.
struct Ready<'t> {
    columns: &'t [Align],
    head: Vec<Flow>,
    rows: Vec<Vec<Flow>>,
}

/// Sets a table.
pub(super) fn set(table: &Table, sheet: &mut Sheet) {
    let ascii = sheet.options.ascii;
    let role = sheet.role;
    let cells = |cells: &[Cell], role| {
        cells
            .iter()
            .map(|cell| flow(sheet.document, cell, role, ascii))
            .collect()
    };
    let ready = Ready {
        columns: &table.columns,
        head: cells(&table.head, Role::TableHead),
        rows: table.rows.iter().map(|row| cells(row, role)).collect(),
    };
    let gutters = GUTTER * (table.columns.len().saturating_sub(1)) as u32;
    let wishes: Vec<Wish> = (0..table.columns.len())
        .map(|column| ready.wish(column))
        .collect();
    match share(&wishes, sheet.room_below().saturating_sub(gutters)) {
        Some(widths) => ready.set_columns(&widths, sheet),
        None => ready.set_records(sheet),
    }
}

/// What a column would like.
#[derive(Clone, Copy, Debug)]
struct Wish {
    /// Cells of its widest cell when nothing wraps.
    natural: u32,
    /// Cells of its longest word.
    word: u32,
}

/// The widths of columns that have `room` together: each has room for its longest word, and the
/// rest goes to those that hold more. Nothing when they would be too narrow to read.
fn share(wishes: &[Wish], room: u32) -> Option<Vec<u32>> {
    let naturals: u32 = wishes.iter().map(|wish| wish.natural).sum();
    if naturals <= room {
        return Some(wishes.iter().map(|wish| wish.natural).collect());
    }
    let fair = (room / wishes.len().max(1) as u32).max(NARROWEST);
    // A word may claim more than a fair share only if nobody loses theirs.
    let claims = |most: u32| {
        wishes
            .iter()
            .map(move |wish| wish.word.max(NARROWEST).min(wish.natural).min(most))
    };
    let most = if claims(u32::MAX).sum::<u32>() <= room {
        u32::MAX
    } else {
        fair
    };
    let claimed: u32 = claims(most).sum();
    let left = room.checked_sub(claimed)?;
    let wanted: Vec<u32> = claims(most)
        .zip(wishes)
        .map(|(claim, wish)| wish.natural - claim)
        .collect();
    let total = wanted.iter().sum::<u32>().max(1);
    let mut widths: Vec<u32> = claims(most)
        .zip(&wanted)
        .map(|(claim, &want)| claim + (u64::from(left) * u64::from(want) / u64::from(total)) as u32)
        .collect();
    // What rounding left over goes to the first that can use it.
    let mut left = room - widths.iter().sum::<u32>();
    for (width, wish) in widths.iter_mut().zip(wishes) {
        let extra = left.min(wish.natural - *width).min(1);
        *width += extra;
        left -= extra;
    }
    Some(widths)
}

impl Ready<'_> {
    /// The header, if there is one, and the rows.
    fn all_rows(&self) -> impl Iterator<Item = &Vec<Flow>> {
        Some(&self.head)
            .filter(|head| !head.is_empty())
            .into_iter()
            .chain(&self.rows)
    }

    fn wish(&self, column: usize) -> Wish {
        let mut wish = Wish {
            natural: 1,
            word: 1,
        };
        for cell in self.all_rows().filter_map(|row| row.get(column)) {
            for line in cell.text.split('\n') {
                wish.natural = wish.natural.max(wrap::ink(line));
                let words = line.split(' ').map(wrap::ink);
                wish.word = wish.word.max(words.max().unwrap_or_default());
            }
        }
        wish
    }

    fn set_columns(&self, widths: &[u32], sheet: &mut Sheet) {
        let wraps = self.rows.iter().any(|row| {
            row.iter()
                .zip(widths)
                .any(|(cell, &width)| cell.text.contains('\n') || wrap::ink(&cell.text) > width)
        });
        if !self.head.is_empty() {
            self.set_row(&self.head, widths, sheet);
            set_rule(widths, sheet);
        }
        for (index, row) in self.rows.iter().enumerate() {
            // Rows that wrap need to be told apart.
            if index > 0 && wraps {
                set_rule(widths, sheet);
            }
            self.set_row(row, widths, sheet);
        }
    }

    fn set_row(&self, cells: &[Flow], widths: &[u32], sheet: &mut Sheet) {
        let wrapped: Vec<Vec<Row>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, &width)| wrap_cell(cell, width))
            .collect();
        let height = wrapped
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or_default()
            .max(1);
        let bar = sheet.glyph(" │ ", " | ");
        for line in 0..height {
            sheet.begin_row();
            let mut column_start = sheet.column();
            for (index, (cell, &width)) in cells.iter().zip(widths).enumerate() {
                if index > 0 {
                    sheet.fill_to(column_start, face(Role::Space));
                    sheet.add(bar, None, face(Role::Rule));
                    column_start += GUTTER;
                }
                if let Some(&row) = wrapped.get(index).and_then(|rows| rows.get(line)) {
                    let indent = self.indent(index, width, cell, row);
                    sheet.fill_to(column_start + indent, face(Role::Space));
                    sheet.add_flow(cell, row);
                }
                column_start += width;
            }
            sheet.end_row();
        }
    }

    /// Cells to the left of a cell's words.
    fn indent(&self, column: usize, width: u32, cell: &Flow, row: Row) -> u32 {
        let words = cell.text.get(row.start..row.end).unwrap_or_default();
        let free = width.saturating_sub(wrap::ink(words) + u32::from(row.hyphen));
        match self.columns.get(column).copied().unwrap_or_default() {
            Align::Left => 0,
            Align::Center => free / 2,
            Align::Right => free,
        }
    }

    /// A record a row, for a page without room for columns.
    fn set_records(&self, sheet: &mut Sheet) {
        if self.rows.is_empty() {
            self.head.iter().for_each(|cell| sheet.flow(cell));
        }
        for (index, row) in self.rows.iter().enumerate() {
            if index > 0 {
                sheet.blank();
            }
            for (column, cell) in row.iter().enumerate() {
                let head = self
                    .head
                    .get(column)
                    .filter(|head| !head.text.trim().is_empty());
                // The header's words stand in every record, but they are said only once.
                if cell.text.trim().is_empty() && (index > 0 || head.is_none()) {
                    continue;
                }
                let mut record = Flow::default();
                if let Some(head) = head {
                    record.append(if index == 0 {
                        head.clone()
                    } else {
                        head.repeated()
                    });
                    record.add(": ", None, face(Role::TableHead));
                }
                record.append(cell.clone());
                set_record_line(&record, sheet);
            }
        }
    }
}

fn set_record_line(record: &Flow, sheet: &mut Sheet) {
    let nothing = ("", face(Role::Space));
    sheet.indented(Some(nothing), ("  ", face(Role::Space)), |sheet| {
        sheet.flow(record);
    });
}

fn wrap_cell(cell: &Flow, width: u32) -> Vec<Row> {
    let mut rows = Vec::new();
    wrap::wrap(
        &cell.text,
        Widths {
            first: width,
            rest: width,
        },
        |row| rows.push(row),
    );
    rows
}

fn set_rule(widths: &[u32], sheet: &mut Sheet) {
    let (dash, cross) = (sheet.glyph("─", "-"), sheet.glyph("─┼─", "-+-"));
    let rule: Vec<String> = widths
        .iter()
        .map(|&width| dash.repeat(width as usize))
        .collect();
    sheet.begin_row();
    sheet.add(&rule.join(cross), None, face(Role::Rule));
    sheet.end_row();
}

#[cfg(test)]
mod tests {
    use super::{Wish, share};

    fn shared(columns: &[(u32, u32)], room: u32) -> Option<Vec<u32>> {
        share(
            &columns
                .iter()
                .map(|&(natural, word)| Wish { natural, word })
                .collect::<Vec<_>>(),
            room,
        )
    }

    #[test]
    fn columns_take_what_they_need_while_there_is_room() {
        assert_eq!(
            shared(&[(5, 5), (10, 4), (20, 9)], 40),
            Some(vec![5, 10, 20])
        );
    }

    #[test]
    fn words_stay_whole_and_the_fuller_column_gets_the_rest() {
        assert_eq!(
            shared(&[(5, 5), (24, 14), (100, 9)], 50),
            Some(vec![5, 17, 28])
        );
    }

    #[test]
    fn too_little_room_is_no_room() {
        assert_eq!(shared(&[(5, 5), (40, 12), (60, 12)], 20), None);
    }
}

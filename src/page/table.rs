//! Tables: columns that share the width by need, cells that wrap, light rules; and where there
//! is no room for columns, a record a row.

mod share;

use super::edge::Edge;
use super::flow::Flow;
use super::sheet::Sheet;
use super::wrap::{self, Ending, Row, Widths};
use super::{Face, Role, width};
use crate::document::{Align, Cell, Inline, Table};
use share::{Wish, share};

/// Cells between two columns: space, rule, space.
const GUTTER: u32 = 3;

/// Sets a table.
pub(super) fn set(table: &Table, sheet: &mut Sheet) {
    let columns = table.columns.len();
    if columns == 0 {
        return;
    }
    let wishes = wishes(table, sheet);
    let gutters = GUTTER.saturating_mul(columns.saturating_sub(1) as u32);
    let room = sheet.room_below().min(sheet.room()).checked_sub(gutters);
    match room.and_then(|room| share(&wishes, room)) {
        Some(widths) => Columns {
            rule: rule(&widths, sheet),
            widths,
            align: &table.columns,
            cells: vec![Flow::default(); columns],
            rows: vec![Vec::new(); columns],
        }
        .set(table, sheet),
        None => set_records(table, sheet),
    }
}

/// What each column would like.
fn wishes(table: &Table, sheet: &Sheet) -> Vec<Wish> {
    let mut wishes = vec![Wish::default(); table.columns.len()];
    let mut flow = Flow::default();
    for row in std::iter::once(&table.head).chain(&table.rows) {
        for (cell, wish) in row.iter().zip(&mut wishes) {
            flow.set(sheet.document, cell, Role::Text, sheet.options.ascii);
            let (natural, word) = wrap::extent(&flow);
            wish.natural = wish.natural.max(natural);
            wish.word = wish.word.max(word);
        }
    }
    wishes
}

/// What parts the rows of columns that are so wide.
fn rule(widths: &[u32], sheet: &Sheet) -> String {
    let (dash, cross) = (sheet.glyph("─", "-"), sheet.glyph("─┼─", "-+-"));
    let dashes: Vec<String> = widths
        .iter()
        .map(|&width| dash.repeat(width as usize))
        .collect();
    dashes.join(cross)
}

/// A table as columns.
struct Columns<'t> {
    widths: Vec<u32>,
    /// What stands between its rows.
    rule: String,
    align: &'t [Align],
    /// The cells of the row that is being set.
    cells: Vec<Flow>,
    /// What stands on the rows of each of them.
    rows: Vec<Vec<Row>>,
}

impl Columns<'_> {
    fn set(mut self, table: &Table, sheet: &mut Sheet) {
        let role = sheet.role;
        if !table.head.is_empty() {
            self.wrap(&table.head, Role::TableHead, sheet);
            self.set_cells(sheet);
            self.set_rule(sheet);
        }
        let wraps = table.rows.iter().any(|row| self.wrap(row, role, sheet) > 1);
        for (index, row) in table.rows.iter().enumerate() {
            // Rows that wrap need to be told apart.
            if index > 0 && wraps {
                self.set_rule(sheet);
            }
            self.wrap(row, role, sheet);
            self.set_cells(sheet);
        }
    }

    /// Wraps the cells of a row and returns how many rows of the page they need.
    fn wrap(&mut self, cells: &[Cell], role: Role, sheet: &Sheet) -> usize {
        let nothing: &[Inline] = &[];
        let cells = cells
            .iter()
            .map(Vec::as_slice)
            .chain(std::iter::repeat(nothing));
        let columns = self.cells.iter_mut().zip(&mut self.rows).zip(&self.widths);
        let mut height = 0;
        for (((flow, rows), &width), cell) in columns.zip(cells) {
            flow.set(sheet.document, cell, role, sheet.options.ascii);
            rows.clear();
            wrap::wrap(flow, Widths::even(width), None, |row| rows.push(row));
            height = height.max(rows.len());
        }
        height
    }

    /// Sets the cells that were wrapped, side by side.
    fn set_cells(&self, sheet: &mut Sheet) {
        let height = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        for line in 0..height.max(1) {
            sheet.begin_row();
            let mut column = sheet.column();
            let cells = self.cells.iter().zip(&self.rows).zip(&self.widths);
            for (index, ((cell, rows), &width)) in cells.enumerate() {
                if index > 0 {
                    sheet.fill_to(column, Face::of(Role::Space));
                    let bar = sheet.glyph(" │ ", " | ");
                    sheet.add_rule(bar, GUTTER);
                    column += GUTTER;
                }
                if let Some(&row) = rows.get(line) {
                    let indent = self.indent(index, width, cell, row);
                    sheet.fill_to(column + indent, Face::of(Role::Space));
                    sheet.add_flow(cell, row);
                }
                column += width;
            }
            sheet.end_row();
        }
    }

    /// Cells to the left of what stands on a row of a cell.
    fn indent(&self, column: usize, width: u32, cell: &Flow, row: Row) -> u32 {
        let align = self.align.get(column).copied().unwrap_or_default();
        if align == Align::Left {
            return 0;
        }
        let words = cell.text.get(row.start..row.end).unwrap_or_default();
        let taken = match row.ending {
            Ending::Plain => width::text(words),
            Ending::Hyphen => width::text(words) + 1,
            Ending::Cramped => 1,
        };
        let free = width.saturating_sub(taken);
        match align {
            Align::Left => 0,
            Align::Center => free / 2,
            Align::Right => free,
        }
    }

    fn set_rule(&self, sheet: &mut Sheet) {
        let gutters = GUTTER * (self.widths.len() as u32).saturating_sub(1);
        sheet.begin_row();
        sheet.add_rule(&self.rule, self.widths.iter().sum::<u32>() + gutters);
        sheet.end_row();
    }
}

/// Sets each row as a record, `header: cell` a line.
///
/// The header's words stand in every record, but the document says them once: those of the first
/// record have their place in it, the others are byline's.
fn set_records(table: &Table, sheet: &mut Sheet) {
    let ascii = sheet.options.ascii;
    let ready = |cell: &Cell, role, sheet: &Sheet| Flow::of(sheet.document, cell, role, ascii);
    let heads = table.head.iter();
    let heads: Vec<Flow> = heads
        .map(|cell| ready(cell, Role::TableHead, sheet))
        .collect();
    if table.rows.is_empty() {
        for head in &heads {
            sheet.flow(head);
        }
    }
    let mut line = Flow::default();
    for (index, row) in table.rows.iter().enumerate() {
        if index > 0 {
            sheet.blanks(1);
        }
        for (column, cell) in row.iter().enumerate() {
            let cell = ready(cell, sheet.role, sheet);
            let head = heads.get(column).filter(|head| !head.is_blank());
            if cell.is_blank() && (index > 0 || head.is_none()) {
                continue;
            }
            line.clear();
            if let Some(head) = head {
                if index == 0 {
                    line.append(head);
                } else {
                    line.repeat(head);
                }
                line.add(": ", None, Face::of(Role::TableHead));
            }
            line.append(&cell);
            sheet.indented(Edge::NONE, Edge::space(2), |sheet| sheet.flow(&line));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::Role;
    use crate::page::testing::{ascii_picture, picture, pieces};

    const WAGES: &str = "| Name | What it is for | Cost |\n|:-:|---|--:|\n| *Tea* | Afternoons | 2 |\n| Ink, black | Writing [letters](x) home | 12 |";

    #[test]
    fn columns_are_aligned_between_light_rules() {
        insta::assert_snapshot!(picture(WAGES, 50), @r"
           Name    │ What it is for       │ Cost
        ───────────┼──────────────────────┼─────
           Tea     │ Afternoons           │    2
        Ink, black │ Writing letters home │   12
        ");
        insta::assert_snapshot!(ascii_picture(WAGES, 50), @r"
           Name    | What it is for       | Cost
        -----------+----------------------+-----
           Tea     | Afternoons           |    2
        Ink, black | Writing letters home |   12
        ");
    }

    #[test]
    fn cells_wrap_where_room_is_short_and_rows_are_told_apart() {
        insta::assert_snapshot!(picture(WAGES, 32), @r"
           Name    │ What it is   │ Cost
                   │ for          │
        ───────────┼──────────────┼─────
           Tea     │ Afternoons   │    2
        ───────────┼──────────────┼─────
        Ink, black │ Writing      │   12
                   │ letters home │
        ");
    }

    #[test]
    fn without_room_for_columns_each_row_is_a_record() {
        insta::assert_snapshot!(picture(WAGES, 20), @r"
        Name: Tea
        What it is for:
          Afternoons
        Cost: 2

        Name: Ink, black
        What it is for:
          Writing letters
          home
        Cost: 12
        ");
    }

    #[test]
    fn a_record_says_the_words_of_the_header_once() {
        let written = pieces(WAGES, 20, |piece| {
            piece.at.is_some().then(|| piece.text.to_owned())
        });
        let written: String = written.into_iter().flatten().collect();
        assert_eq!(written.matches("Cost").count(), 1);
        assert_eq!(written.matches("12").count(), 1);
    }

    #[test]
    fn styles_and_links_live_in_cells() {
        let links = pieces(WAGES, 50, |piece| {
            piece.face.link.map(|_| piece.text.to_owned())
        });
        assert_eq!(links.into_iter().flatten().collect::<Vec<_>>(), ["letters"]);
        let heads = pieces(WAGES, 50, |piece| piece.face.role == Role::TableHead);
        assert_eq!(heads.into_iter().filter(|&is_head| is_head).count(), 3);
    }

    #[test]
    fn wide_and_joined_characters_keep_the_columns_straight() {
        let table = "| a | b |\n|---|--:|\n| 漢字 | x |\n| 👩‍👩‍👧 | é |";
        insta::assert_snapshot!(picture(table, 40), @r"
        a    │ b
        ─────┼──
        漢字 │ x
        👩‍👩‍👧   │ é
        ");
    }

    #[test]
    fn a_table_without_rows_is_its_header() {
        insta::assert_snapshot!(picture("| a | b |\n|---|---|", 40), @r"
        a │ b
        ──┼──
        ");
        insta::assert_snapshot!(picture("| a | b |\n|---|---|", 3), @r"
        a
        b
        ");
    }
}

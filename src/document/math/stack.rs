//! A row around a matrix, as lines.

use unicode_width::UnicodeWidthStr;

use super::atom::{Atom, join};

/// The row as lines: a matrix in it keeps its rows when it is the only one.
pub fn lines(row: &[Atom]) -> Vec<String> {
    let mut tables = row
        .iter()
        .enumerate()
        .filter(|(_, atom)| !atom.lines.is_empty());
    let (Some((index, table)), None) = (tables.next(), tables.next()) else {
        return vec![join(row)];
    };
    if table.lines.len() < 2 {
        return vec![join(row)];
    }
    // What stands before the first line is as wide as what stands before the others is blank.
    let with_mark: Vec<Atom> = row
        .iter()
        .enumerate()
        .map(|(at, atom)| {
            let mut atom = atom.clone();
            if at == index {
                TABLE.clone_into(&mut atom.text);
            }
            atom
        })
        .collect();
    let whole = join(&with_mark);
    let (before, after) = whole.split_once(TABLE).unwrap_or((&whole, ""));
    let blank = " ".repeat(before.width());
    let table = table.lines.iter().enumerate();
    table
        .map(|(at, line)| match at {
            0 => format!("{before}{line}{after}"),
            _ => format!("{blank}{line}").trim_end().to_owned(),
        })
        .collect()
}

/// Stands for a table while the row around it is joined; no formula can hold it.
const TABLE: &str = "\u{0}";

//! Rows of cells: matrices, cases, aligned equations.

use unicode_width::UnicodeWidthStr;

/// How a table of cells is bracketed and spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Cells in columns.
    Columns,
    /// The parts of equations: a line each, one blank between the parts.
    Equations,
}

/// Rows of cells, read cell by cell.
#[derive(Clone, Debug)]
pub struct Rows {
    pub shape: Shape,
    cells: Vec<Vec<String>>,
}

impl Rows {
    pub fn new(shape: Shape) -> Rows {
        Rows {
            shape,
            cells: vec![Vec::new()],
        }
    }

    pub fn cell(&mut self, text: String) {
        match self.cells.last_mut() {
            Some(row) => row.push(text),
            None => self.cells.push(vec![text]),
        }
    }

    pub fn next_row(&mut self) {
        self.cells.push(Vec::new());
    }

    /// The rows as lines.
    pub fn lines(&self) -> Vec<String> {
        let rows = self
            .cells
            .iter()
            .filter(|row| row.iter().any(|cell| !cell.is_empty()));
        match self.shape {
            Shape::Equations => rows
                .map(|row| {
                    let parts: Vec<&str> = row.iter().map(String::as_str).collect();
                    parts
                        .join(" ")
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect(),
            Shape::Columns => {
                let widths = self.widths();
                rows.map(|row| {
                    let cells = row.iter().zip(&widths).map(|(cell, width)| {
                        format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width())))
                    });
                    cells.collect::<Vec<_>>().join("  ")
                })
                .collect()
            }
        }
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.cells {
            for (index, cell) in row.iter().enumerate() {
                match widths.get_mut(index) {
                    Some(width) => *width = (*width).max(cell.width()),
                    None => widths.push(cell.width()),
                }
            }
        }
        widths
    }
}

/// `lines` between brackets that are as tall as they are.
pub fn bracketed(lines: &[String], open: Option<char>, close: Option<char>) -> Vec<String> {
    let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    let last = lines.len().saturating_sub(1);
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let place = match index {
                0 if last == 0 => Place::Only,
                0 => Place::Top,
                _ if index == last => Place::Bottom,
                _ if index == last.div_ceil(2) => Place::Middle,
                _ => Place::Between,
            };
            let padding = match close {
                Some(_) => " ".repeat(widest.saturating_sub(line.width())),
                None => String::new(),
            };
            let open = open.map_or(String::new(), |sign| piece(sign, place).to_string());
            let close = close.map_or(String::new(), |sign| piece(sign, place).to_string());
            format!("{open}{line}{padding}{close}")
        })
        .collect()
}

/// Which part of a tall bracket a line shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Only,
    Top,
    Between,
    Middle,
    Bottom,
}

fn piece(bracket: char, place: Place) -> char {
    let [top, middle, between, bottom] = match bracket {
        '(' => ['⎛', '⎜', '⎜', '⎝'],
        ')' => ['⎞', '⎟', '⎟', '⎠'],
        '[' => ['⎡', '⎢', '⎢', '⎣'],
        ']' => ['⎤', '⎥', '⎥', '⎦'],
        '{' => ['⎧', '⎨', '⎪', '⎩'],
        '}' => ['⎫', '⎬', '⎪', '⎭'],
        other => [other; 4],
    };
    match place {
        Place::Only => bracket,
        Place::Top => top,
        Place::Middle => middle,
        Place::Between => between,
        Place::Bottom => bottom,
    }
}

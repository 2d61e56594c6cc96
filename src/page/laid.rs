//! A block that is laid out: one text, its stretches, and where the rows end.

use super::{Face, Role};
use crate::picture::Cells;

/// One top-level block, laid out.
///
/// The representation is compact, because a page of a long post holds thousands of rows: one
/// string for all of them, one entry a change of face, one number a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Laid {
    text: String,
    stretches: Vec<Stretch>,
    /// For each row one past its last stretch.
    rows: Vec<u32>,
    places: Vec<Placed>,
    /// Of a block of many rows each offset that is shown and the first row that shows it, by
    /// offset; nothing of others, which are looked through.
    index: Vec<(u32, u32)>,
}

/// A block of more rows has an index.
const MANY: usize = 256;

/// The place of a picture: rows without words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where in the document's text the words of the picture begin, in bytes.
    pub at: u32,
    /// Its first row.
    pub row: u32,
    /// Its leftmost column, in cells.
    pub column: u16,
    /// What it takes.
    pub cells: Cells,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    /// One past its last byte in the text of its block.
    end: u32,
    width: u16,
    at: Option<u32>,
    face: Face,
}

/// A stretch of a row in one face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece<'a> {
    /// What stands there.
    pub text: &'a str,
    /// How many cells it takes.
    pub width: u16,
    /// Its offset in the document's text, in bytes; nothing for what byline adds.
    pub at: Option<u32>,
    /// How it looks.
    pub face: Face,
}

impl Laid {
    /// A block without rows.
    pub(super) const NOTHING: Laid = Laid {
        text: String::new(),
        stretches: Vec::new(),
        rows: Vec::new(),
        places: Vec::new(),
        index: Vec::new(),
    };

    /// A block without rows, with room for so many bytes of text on rows of so many cells.
    pub(super) fn with_room(bytes: usize, width: u16) -> Laid {
        let rows = bytes / usize::from(width.max(1)) + 2;
        Laid {
            text: String::with_capacity(bytes),
            stretches: Vec::with_capacity(rows),
            rows: Vec::with_capacity(rows),
            places: Vec::new(),
            index: Vec::new(),
        }
    }

    /// The same, with an index if it has many rows: for who asks for places again and again.
    pub(super) fn indexed(mut self) -> Laid {
        if self.height() > MANY {
            let places = (0..self.height()).flat_map(|row| {
                let pieces = self.row(row).filter_map(|piece| piece.at);
                pieces.map(move |at| (at, row as u32))
            });
            let mut index: Vec<(u32, u32)> = places.collect();
            index.sort_unstable();
            index.dedup_by_key(|(at, _)| *at);
            index.shrink_to_fit();
            self.index = index;
        }
        self
    }

    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The pieces of a row, from left to right; none beyond the last row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Piece<'_>> {
        let (first, end) = self.bounds(row);
        (first..end).filter_map(|index| self.piece(index))
    }

    /// The places of pictures, from the top.
    pub fn places(&self) -> &[Placed] {
        &self.places
    }

    /// The place that ends right above `row`: of the picture whose words begin there.
    pub fn place_above(&self, row: usize) -> Option<&Placed> {
        let end = |placed: &Placed| placed.row as usize + usize::from(placed.cells.rows);
        self.places.iter().find(|placed| end(placed) == row)
    }

    /// What stands on a row, as text.
    pub fn row_text(&self, row: usize) -> String {
        self.row(row).map(|piece| piece.text).collect()
    }

    /// The row that shows the byte at `offset` of the document's text: the first of those that
    /// show the last words beginning at or before it.
    pub fn row_of(&self, offset: u32) -> usize {
        if !self.index.is_empty() {
            let behind = self.index.partition_point(|(at, _)| *at <= offset);
            let found = behind.checked_sub(1).and_then(|last| self.index.get(last));
            return found.map_or(0, |&(_, row)| row as usize);
        }
        let mut best: Option<(u32, usize)> = None;
        for row in 0..self.height() {
            for at in self
                .row(row)
                .filter_map(|piece| piece.at)
                .filter(|&at| at <= offset)
            {
                if best.is_none_or(|(before, _)| at > before) {
                    best = Some((at, row));
                }
            }
        }
        best.map_or(0, |(_, row)| row)
    }

    /// The first byte of the document's text that is shown at or below `row`.
    pub fn offset_of(&self, row: usize) -> Option<u32> {
        (row..self.height()).find_map(|row| self.row(row).filter_map(|piece| piece.at).min())
    }

    /// Adds a piece to the row that is being written; what looks the same and follows in the
    /// document continues the piece before.
    pub(super) fn push(&mut self, text: &str, width: u32, at: Option<u32>, face: Face) {
        if text.is_empty() {
            return;
        }
        let is_first = self.stretches.len() <= self.open_row();
        let start = self.stretch_start(self.stretches.len().saturating_sub(1)) as u32;
        self.text.push_str(text);
        let end = self.text.len() as u32;
        if let Some(last) = self
            .stretches
            .last_mut()
            .filter(|last| !is_first && last.face == face)
        {
            let follows = match (last.at, at) {
                (Some(before), Some(at)) => before + (last.end - start) == at,
                (None, None) => true,
                _ => false,
            };
            if follows {
                last.end = end;
                last.width = last.width.saturating_add(width as u16);
                return;
            }
        }
        self.stretches.push(Stretch {
            end,
            width: width as u16,
            at,
            face,
        });
    }

    /// Adds a place for a picture.
    pub(super) fn place(&mut self, place: Placed) {
        self.places.push(place);
    }

    /// Ends the row that is being written.
    pub(super) fn end_row(&mut self) {
        self.trim_row();
        self.rows.push(self.stretches.len() as u32);
    }

    /// Cells of the row that is being written.
    pub(super) fn open_width(&self) -> u32 {
        let row = self.stretches.get(self.open_row()..).unwrap_or_default();
        row.iter().map(|stretch| u32::from(stretch.width)).sum()
    }

    /// Space at the end of a row is nobody's: it would only be copied and be underlined. The
    /// ground of code goes on to the edge.
    fn trim_row(&mut self) {
        while self.stretches.len() > self.open_row() {
            let start = self.stretch_start(self.stretches.len() - 1);
            let Some(last) = self.stretches.last_mut() else {
                return;
            };
            if matches!(
                last.face.role,
                Role::Code | Role::CodeLabel | Role::Token(_)
            ) {
                return;
            }
            let text = self.text.get(start..).unwrap_or_default();
            let kept = text.trim_end_matches(' ').len();
            let cut = text.len() - kept;
            if cut == 0 {
                return;
            }
            self.text.truncate(start + kept);
            last.end = self.text.len() as u32;
            last.width = last.width.saturating_sub(cut as u16);
            if kept > 0 {
                return;
            }
            self.stretches.pop();
        }
    }

    /// The first stretch of the row that is being written.
    fn open_row(&self) -> usize {
        self.rows.last().map_or(0, |&end| end as usize)
    }

    fn bounds(&self, row: usize) -> (usize, usize) {
        let before = row.checked_sub(1).and_then(|before| self.rows.get(before));
        let first = before.map_or(0, |&end| end as usize);
        (first, self.rows.get(row).map_or(first, |&end| end as usize))
    }

    fn piece(&self, index: usize) -> Option<Piece<'_>> {
        let stretch = self.stretches.get(index)?;
        let text = self
            .text
            .get(self.stretch_start(index)..stretch.end as usize)?;
        Some(Piece {
            text,
            width: stretch.width,
            at: stretch.at,
            face: stretch.face,
        })
    }

    fn stretch_start(&self, index: usize) -> usize {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.stretches.get(before));
        before.map_or(0, |before| before.end as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::MANY;
    use crate::page::testing::read;
    use crate::page::{Options, Page};

    #[test]
    fn an_index_tells_what_looking_through_all_rows_tells() {
        let item = |number: usize| {
            format!(
                "- Item {number}\n\n  | a | b |\n  |---|---|\n  | long words in a cell | c |\n\n"
            )
        };
        let document = read(&(0..200).map(item).collect::<String>());
        let options = Options {
            width: 24,
            ..Options::default()
        };
        let plain = Page::set(&document, 0, options);
        let indexed = plain.clone().indexed();
        assert!(plain.height() > MANY && plain.index.is_empty() && !indexed.index.is_empty());
        for offset in 0..=document.text.len() as u32 {
            assert_eq!(indexed.row_of(offset), plain.row_of(offset), "{offset}");
        }
    }
}

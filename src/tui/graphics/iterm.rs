//! iTerm2's inline pictures: a file where the cursor is.
//!
//! The terminal shows the whole of a file. Of a picture that is seen in part each row of cells has a
//! file of its own, which is made once, so that scrolling makes no new ones.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use std::fmt::Write as _;
use std::ops::Range;

use super::{Crop, go_to};
use crate::picture::{Bitmap, CellSize, Cells, Size};

/// The files of a picture.
#[derive(Debug)]
pub struct Pages {
    cell: CellSize,
    /// The cells that it takes.
    columns: u16,
    rows: u16,
    whole: Page,
    /// One a row of cells, when it has been seen alone.
    parts: Vec<Option<Page>>,
}

/// A file of whole cells: one that fills them in part would be enlarged.
#[derive(Debug)]
struct Page {
    bytes: usize,
    data: String,
}

impl Pages {
    /// Of a picture on cells of that size.
    pub fn of(bitmap: &Bitmap, cell: CellSize) -> Pages {
        let Size { width, height } = bitmap.size();
        let columns = width.div_ceil(u32::from(cell.width.max(1))) as u16;
        let rows = height.div_ceil(u32::from(cell.height.max(1))) as u16;
        Pages {
            cell,
            columns,
            rows,
            whole: Page::of(bitmap, cell, columns, 0..rows),
            parts: Vec::new(),
        }
    }

    /// Writes the part of it that is seen, with its top left in a cell of the screen.
    pub fn write(&mut self, bitmap: &Bitmap, (x, y): (u16, u16), crop: Crop, out: &mut String) {
        let (columns, cell) = (crop.columns, self.cell);
        let is_whole = crop.top == 0 && (columns, crop.rows) == (self.columns, self.rows);
        if is_whole {
            go_to(x, y, out);
            return self.whole.write(columns, self.rows, out);
        }
        let first = (crop.top / u32::from(cell.height.max(1))) as u16;
        if columns != self.columns {
            // Narrower than it was to be: nothing that lasts.
            let part = Page::of(bitmap, cell, columns, first..first + crop.rows);
            go_to(x, y, out);
            return part.write(columns, crop.rows, out);
        }
        self.parts.resize_with(usize::from(self.rows), || None);
        for (y, row) in (y..).zip(first..first.saturating_add(crop.rows)) {
            if let Some(part) = self.parts.get_mut(usize::from(row)) {
                let part =
                    part.get_or_insert_with(|| Page::of(bitmap, cell, columns, row..row + 1));
                go_to(x, y, out);
                part.write(columns, 1, out);
            }
        }
    }
}

impl Page {
    /// Of some rows of cells of a picture.
    fn of(bitmap: &Bitmap, cell: CellSize, columns: u16, rows: Range<u16>) -> Page {
        let cells = Cells {
            columns,
            rows: rows.end.saturating_sub(rows.start),
        };
        let top = u32::from(rows.start) * u32::from(cell.height);
        let file = bitmap.to_png(top, cells.in_pixels(cell));
        Page {
            bytes: file.len(),
            data: STANDARD.encode(file),
        }
    }

    fn write(&self, columns: u16, rows: u16, out: &mut String) {
        let Page { bytes, data } = self;
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "\x1b]1337;File=inline=1;size={bytes};width={columns};height={rows};\
             preserveAspectRatio=1;doNotMoveCursor=1:{data}\x07",
        );
    }
}

//! Sixel: six rows of pixels at a time, a colour at a time (DEC STD 070, 9).

use std::fmt::Write as _;
use std::ops::Range;

use super::Crop;
use super::palette::Indexed;

/// Rows of pixels in a band.
const BAND: u32 = 6;
/// Stands for no pixel of the six.
const NONE: u8 = b'?';

/// Writes the part of a picture that is seen where the cursor is.
pub fn write(picture: &Indexed, crop: Crop, out: &mut String) {
    let (width, height) = (crop.size.width, crop.size.height);
    // What has no colour stays as it is; a pixel is as high as wide. Writing to a string does not
    // fail.
    let _ = write!(out, "\x1bP0;1;0q\"1;1;{width};{height}");
    for (index, colour) in picture.colours.iter().enumerate() {
        let [r, g, b] = colour.map(|part| (u32::from(part) * 100 + 127) / 255);
        let _ = write!(out, "#{index};2;{r};{g};{b}");
    }
    let end = crop.top + height;
    let mut lines = vec![Vec::new(); picture.colours.len()];
    let mut top = crop.top;
    while top < end {
        write_band(
            picture,
            top..end.min(top + BAND),
            width as usize,
            &mut lines,
            out,
        );
        top += BAND;
        if top < end {
            out.push('-');
        }
    }
    out.push_str("\x1b\\");
}

/// The columns in which a colour has some of six pixels, from left to right, and which.
type Line = Vec<(usize, u8)>;

/// Writes up to six rows. `lines`, one a colour, are empty before and after.
fn write_band(
    picture: &Indexed,
    rows: Range<u32>,
    width: usize,
    lines: &mut [Line],
    out: &mut String,
) {
    let mut rows_of_pixels = [&[][..]; BAND as usize];
    for (slot, y) in rows_of_pixels.iter_mut().zip(rows) {
        *slot = picture.row(y);
    }
    for x in 0..width {
        for (bit, row) in (0..).zip(&rows_of_pixels) {
            let colour = row.get(x).and_then(|it| usize::from(*it).checked_sub(1));
            let Some(line) = colour.and_then(|colour| lines.get_mut(colour)) else {
                continue;
            };
            match line.last_mut() {
                Some((column, six)) if *column == x => *six |= 1 << bit,
                _ => line.push((x, 1 << bit)),
            }
        }
    }
    let mut is_first = true;
    for (index, line) in lines.iter_mut().enumerate() {
        if line.is_empty() {
            continue;
        }
        if !is_first {
            out.push('$');
        }
        is_first = false;
        let _ = write!(out, "#{index}");
        write_line(line, out);
        line.clear();
    }
}

/// Writes what one colour has in a band; what is repeated is counted, and the end is left out where
/// there is none of it.
fn write_line(line: &Line, out: &mut String) {
    let mut next = 0;
    let follows = |one: &(usize, u8), other: &(usize, u8)| other.0 == one.0 + 1 && other.1 == one.1;
    for run in line.chunk_by(follows) {
        if let Some((column, six)) = run.first() {
            write_run(NONE, column - next, out);
            write_run(NONE + six, run.len(), out);
            next = column + run.len();
        }
    }
}

fn write_run(letter: u8, length: usize, out: &mut String) {
    let letter = char::from(letter);
    if length > 3 {
        let _ = write!(out, "!{length}{letter}");
    } else {
        out.extend(std::iter::repeat_n(letter, length));
    }
}

//! Sixel: six rows of pixels at a time, a colour at a time (DEC STD 070, 9).

use std::fmt::Write as _;

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
    let mut top = crop.top;
    while top < end {
        write_band(picture, top, BAND.min(end - top), width as usize, out);
        top += BAND;
        if top < end {
            out.push('-');
        }
    }
    out.push_str("\x1b\\");
}

fn write_band(picture: &Indexed, top: u32, rows: u32, width: usize, out: &mut String) {
    let mut lines: Vec<Option<Vec<u8>>> = vec![None; picture.colours.len()];
    for (bit, y) in (0..).zip(top..top + rows) {
        for (x, index) in picture.row(y).iter().take(width).enumerate() {
            let colour = usize::from(*index).checked_sub(1);
            let Some(line) = colour.and_then(|colour| lines.get_mut(colour)) else {
                continue;
            };
            let line = line.get_or_insert_with(|| vec![0; width]);
            if let Some(six) = line.get_mut(x) {
                *six |= 1 << bit;
            }
        }
    }
    let mut is_first = true;
    for (index, line) in lines.iter().enumerate() {
        let Some(line) = line else { continue };
        if !is_first {
            out.push('$');
        }
        is_first = false;
        let _ = write!(out, "#{index}");
        write_line(line, out);
    }
}

/// Writes what one colour has in a band; what is repeated is counted, and the end is left out where
/// there is none of it.
fn write_line(line: &[u8], out: &mut String) {
    let used = line
        .iter()
        .rposition(|six| *six != 0)
        .map_or(0, |last| last + 1);
    for run in line.get(..used).unwrap_or_default().chunk_by(|a, b| a == b) {
        let letter = char::from(NONE + run.first().copied().unwrap_or_default());
        if run.len() > 3 {
            let _ = write!(out, "!{}{letter}", run.len());
        } else {
            out.extend(std::iter::repeat_n(letter, run.len()));
        }
    }
}

//! iTerm2's inline pictures: a file where the cursor is.

use std::fmt::Write as _;

use super::{Crop, base64};
use crate::picture::Bitmap;

/// Writes the part of a picture that is seen.
pub fn write(bitmap: &Bitmap, crop: Crop, out: &mut String) {
    let file = bitmap.to_png(crop.top, crop.size);
    let (width, height) = (crop.columns, crop.rows);
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "\x1b]1337;File=inline=1;size={};width={width};height={height};preserveAspectRatio=1;\
         doNotMoveCursor=1:{}\x07",
        file.len(),
        base64(&file)
    );
}

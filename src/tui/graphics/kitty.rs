//! kitty's graphics protocol: pictures are sent once and shown by number.
//!
//! `q=2` asks for no answers: nobody listens, and they would be read as keys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use std::fmt::Write as _;

use super::Crop;
use crate::picture::Bitmap;

/// Takes away everything that is shown; the data is kept.
pub const TAKE_ALL_AWAY: &str = "\x1b_Ga=d,d=a,q=2\x1b\\";
/// Takes away everything that is shown, its data too.
pub const DELETE_ALL: &str = "\x1b_Ga=d,d=A,q=2\x1b\\";
/// Letters of one piece of data at most.
const PIECE: usize = 4096;

/// Pixels as they are sent.
pub fn data(bitmap: &Bitmap) -> String {
    STANDARD.encode(bitmap.to_png(0, bitmap.size()))
}

/// Sends [data](data()) to be kept under a number.
pub fn send(data: &str, id: u32, out: &mut String) {
    let mut control = format!("a=t,f=100,i={id},q=2,");
    let mut rest = data;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(PIECE.min(rest.len()));
        let more = u8::from(!after.is_empty());
        // Writing to a string does not fail.
        let _ = write!(out, "\x1b_G{control}m={more};{piece}\x1b\\");
        "q=2,".clone_into(&mut control);
        rest = after;
    }
}

/// Shows a part of what is kept where the cursor is, which stays there.
///
/// Cells that the pixels fill in part would be filled by enlarging them: so many cells are only
/// asked for where pixels have no size of their own.
pub fn put(id: u32, number: u32, crop: Crop, out: &mut String) {
    let (width, height) = (crop.size.width, crop.size.height);
    let _ = write!(
        out,
        "\x1b_Ga=p,i={id},p={number},x=0,y={},w={width},h={height},C=1,q=2",
        crop.top
    );
    if crop.fills {
        let _ = write!(out, ",c={},r={}", crop.columns, crop.rows);
    }
    out.push_str("\x1b\\");
}

/// Takes away what is shown; the data is kept.
pub fn take_away(id: u32, number: u32, out: &mut String) {
    let _ = write!(out, "\x1b_Ga=d,d=i,i={id},p={number},q=2\x1b\\");
}

/// Forgets data.
pub fn delete(id: u32, out: &mut String) {
    let _ = write!(out, "\x1b_Ga=d,d=I,i={id},q=2\x1b\\");
}

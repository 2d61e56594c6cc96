//! Pixels as a file, for terminals that take files.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::{Bitmap, Size};

impl Bitmap {
    /// The rows from `top` on, of `size`, as a PNG; empty when there are none.
    pub fn to_png(&self, top: u32, size: Size) -> Vec<u8> {
        let rows = (top..top.saturating_add(size.height)).map(|y| self.row(y));
        let rows: Vec<&[[u8; 4]]> = rows.filter(|row| !row.is_empty()).collect();
        let width = size.width.min(self.size().width);
        let pixels = rows.iter().flat_map(|row| row.iter().take(width as usize));
        let bytes: Vec<u8> = pixels.flatten().copied().collect();
        let mut file = Vec::new();
        let encoder =
            PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Up);
        let height = rows.len() as u32;
        match encoder.write_image(&bytes, width, height, ExtendedColorType::Rgba8) {
            Ok(()) => file,
            // Only pictures without pixels cannot be written.
            Err(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;
    use crate::picture::decode;

    #[test]
    fn what_is_written_is_read_again() {
        let size = Size {
            width: 5,
            height: 7,
        };
        let pixels = (0..35).map(|it| [it, 255 - it, 2 * it, 255]);
        let bitmap = Bitmap::new(size, pixels.collect());
        assert_eq!(decode(&bitmap.to_png(0, size), size).unwrap(), bitmap);
        let part = Size {
            width: 5,
            height: 2,
        };
        let cropped = decode(&bitmap.to_png(3, part), part).unwrap();
        assert_eq!(cropped.row(0), bitmap.row(3));
        assert_eq!(cropped.row(1), bitmap.row(4));
        assert!(bitmap.to_png(9, part).is_empty());
    }
}

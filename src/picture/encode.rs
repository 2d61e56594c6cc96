//! Pixels as a file, for terminals that take files.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::{Bitmap, Size};

impl Bitmap {
    /// So many pixels from row `top` on as a PNG; what lies outside is transparent. Empty where
    /// `size` is.
    pub fn to_png(&self, top: u32, size: Size) -> Vec<u8> {
        let width = size.width as usize;
        let rows = (0..size.height).map(|y| self.row(top.saturating_add(y)));
        let pixels = rows.flat_map(|row| {
            let beyond = width.saturating_sub(row.len());
            let inside = row.iter().copied().take(width);
            inside.chain(std::iter::repeat_n([0; 4], beyond))
        });
        let bytes: Vec<u8> = pixels.flatten().collect();
        let mut file = Vec::new();
        let encoder =
            PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Up);
        match encoder.write_image(&bytes, size.width, size.height, ExtendedColorType::Rgba8) {
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
        let beyond = Size {
            width: 6,
            height: 3,
        };
        let padded = decode(&bitmap.to_png(5, beyond), beyond).unwrap();
        assert_eq!(
            [padded.at(4, 1), padded.at(5, 1), padded.at(4, 2)],
            [bitmap.at(4, 6), [0; 4], [0; 4]]
        );
        let nothing = Size {
            width: 0,
            height: 3,
        };
        assert!(bitmap.to_png(0, nothing).is_empty());
    }
}

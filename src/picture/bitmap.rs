//! Pixels.

use super::Size;

/// Red, green, blue and how much of them covers what is behind, each from 0 to 255.
pub type Pixel = [u8; 4];

/// Red, green and blue.
pub type Colour = [u8; 3];

/// From this much cover on a pixel hides what is behind it where there is only all or nothing.
pub const COVERS: u8 = 128;

/// The pixels of a picture at the size it is shown at.
#[derive(Clone, PartialEq, Eq)]
pub struct Bitmap {
    size: Size,
    /// Row by row.
    pixels: Vec<Pixel>,
}

impl Bitmap {
    /// Of pixels row by row; what is missing is transparent, what is too much is left out.
    pub fn new(size: Size, mut pixels: Vec<Pixel>) -> Bitmap {
        pixels.resize(size.pixels() as usize, [0; 4]);
        Bitmap { size, pixels }
    }

    /// How large it is.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.pixels)
    }

    /// A pixel; what lies outside is transparent.
    pub fn at(&self, x: u32, y: u32) -> Pixel {
        let inside = x < self.size.width;
        let row = self.row(y);
        let pixel = row.get(x as usize).filter(|_| inside);
        pixel.copied().unwrap_or_default()
    }

    /// Two pixels, one above the other, as a character, its ink and its ground: a half block, or a
    /// space where one colour or none will do.
    pub fn half_block(&self, x: u32, y: u32) -> (&'static str, Option<Colour>, Option<Colour>) {
        let colour = |[r, g, b, cover]: Pixel| (cover >= COVERS).then_some([r, g, b]);
        match (colour(self.at(x, y)), colour(self.at(x, y + 1))) {
            (None, lower @ Some(_)) => ("▄", lower, None),
            (upper, lower) if upper == lower => (" ", None, upper),
            (upper, lower) => ("▀", upper, lower),
        }
    }

    /// A row of pixels; none outside.
    pub fn row(&self, y: u32) -> &[Pixel] {
        let width = self.size.width as usize;
        let start = width * y as usize;
        self.pixels.get(start..start + width).unwrap_or_default()
    }
}

impl std::fmt::Debug for Bitmap {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Bitmap({}x{})", self.size.width, self.size.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_outside_is_transparent() {
        let size = Size {
            width: 2,
            height: 2,
        };
        let bitmap = Bitmap::new(size, vec![[1, 2, 3, 255]; 3]);
        assert_eq!(bitmap.at(1, 0), [1, 2, 3, 255]);
        assert_eq!(bitmap.at(1, 1), [0; 4], "it was missing");
        assert_eq!(bitmap.at(2, 0), [0; 4]);
        assert_eq!(bitmap.at(0, 9), [0; 4]);
        assert_eq!(bitmap.bytes(), 16);
    }
}

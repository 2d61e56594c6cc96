//! Pictures: how large they are, how many cells they take, and their pixels at the size they are
//! shown at.
//!
//! A picture's [`Size`] is read from its header when its post is read, so that its place on the
//! page is known before it is decoded. What is decoded comes out as a [`Bitmap`] of the size that
//! is shown, so that nothing larger outlives its decoding. Files are read by who calls; what they
//! hold is never trusted, and the limits are all [here](limits).

mod bitmap;
mod decode;
mod encode;
pub mod limits;
mod scale;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use bitmap::{Bitmap, COVERS, Pixel};
pub use decode::{Unreadable, decode, size_of};

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// The pixels that a cell of the terminal takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellSize {
    /// From left to right; at least 1.
    pub width: u16,
    /// From top to bottom; at least 1.
    pub height: u16,
}

/// Cells that a picture takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cells {
    /// From left to right.
    pub columns: u16,
    /// From top to bottom.
    pub rows: u16,
}

/// How pictures come to the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Raster {
    /// The pixels of a picture that a cell takes in the layout.
    pub cell: CellSize,
    /// The pixels that a cell shows.
    pub dots: CellSize,
}

/// A picture of the blog.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Its file, named from the blog's folder.
    pub file: Arc<str>,
    /// How large it is, upright.
    pub size: Size,
    /// Differs when the file is not what it was: its length and the time of its last change.
    pub version: u64,
}

/// The pictures of a document that can be shown, by where in its text their words begin: no two
/// pictures share that place.
pub type Pictures = BTreeMap<u32, Picture>;

impl CellSize {
    /// What a cell takes where nobody says: the half of a square, about as large as text on the
    /// web is.
    pub const USUAL: CellSize = CellSize {
        width: 8,
        height: 16,
    };
    /// A cell of two half blocks.
    pub const HALF_BLOCKS: CellSize = CellSize {
        width: 1,
        height: 2,
    };

    /// The pixels of a picture that a cell takes in the layout. On a screen of fine pixels a
    /// picture's pixel takes several of them, as it does on the web.
    #[must_use]
    pub fn in_layout(self) -> CellSize {
        let ratio = ((self.width + 4) / 9).max(1);
        CellSize {
            width: (self.width / ratio).max(1),
            height: (self.height / ratio).max(1),
        }
    }
}

impl Raster {
    /// Half blocks, on a terminal whose cells take so many pixels.
    pub fn half_blocks(cell: CellSize) -> Raster {
        Raster {
            cell: cell.in_layout(),
            dots: CellSize::HALF_BLOCKS,
        }
    }
}

impl Size {
    /// How many pixels it has.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The largest of the same shape that is no larger than either.
    #[must_use]
    pub fn within(self, most: Size) -> Size {
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let (across, down) = (u64::from(most.width), u64::from(most.height));
        if width <= across && height <= down {
            return self;
        }
        if width * down >= height * across {
            Size {
                width: most.width,
                height: ((height * across + width / 2) / width.max(1)).max(1) as u32,
            }
        } else {
            Size {
                width: ((width * down + height / 2) / height.max(1)).max(1) as u32,
                height: most.height,
            }
        }
    }

    /// The cells that it takes when it is not enlarged and takes `most` at most.
    pub fn in_cells(self, cell: CellSize, most: Cells) -> Cells {
        let shown = self.within(most.in_pixels(cell));
        let columns = shown.width.div_ceil(u32::from(cell.width.max(1)));
        let rows = shown.height.div_ceil(u32::from(cell.height.max(1)));
        Cells {
            columns: (columns as u16).min(most.columns),
            rows: (rows as u16).min(most.rows),
        }
    }
}

impl Cells {
    /// Their pixels.
    pub fn in_pixels(self, cell: CellSize) -> Size {
        Size {
            width: u32::from(self.columns) * u32::from(cell.width),
            height: u32::from(self.rows) * u32::from(cell.height),
        }
    }
}

impl Picture {
    /// How large it is to be decoded to fill `cells`.
    pub fn size_in(&self, cells: Cells, raster: Raster) -> Size {
        let Raster { cell, dots } = raster;
        let room = cells.in_pixels(dots);
        // What a pixel of the layout takes, in dots, is another number in either direction.
        let shown = self.size.within(cells.in_pixels(cell));
        let scaled = |shown: u32, dots: u16, cell: u16, room: u32| {
            let (dots, cell) = (u64::from(dots), u64::from(cell.max(1)));
            let scaled = (u64::from(shown) * dots + cell / 2) / cell;
            scaled.clamp(1, u64::from(room.max(1))) as u32
        };
        Size {
            width: scaled(shown.width, dots.width, cell.width, room.width),
            height: scaled(shown.height, dots.height, cell.height, room.height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    const fn cells(columns: u16, rows: u16) -> Cells {
        Cells { columns, rows }
    }

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_enlarged() {
        let usual = CellSize::USUAL;
        assert_eq!(size(640, 480).in_cells(usual, cells(80, 40)), cells(80, 30));
        assert_eq!(size(640, 480).in_cells(usual, cells(80, 15)), cells(40, 15));
        assert_eq!(size(640, 480).in_cells(usual, cells(40, 40)), cells(40, 15));
        assert_eq!(size(64, 64).in_cells(usual, cells(80, 40)), cells(8, 4));
        assert_eq!(
            size(9000, 10).in_cells(usual, cells(80, 40)),
            cells(80, 1),
            "there is always a row"
        );
    }

    #[test]
    fn no_size_takes_more_than_there_is() {
        for most in [cells(0, 0), cells(1, 1), cells(7, 3), cells(u16::MAX, 2)] {
            for side in [0, 1, 7, 8, 9, 1000, 65_535, u32::MAX] {
                for other in [0, 1, 30_000, u32::MAX] {
                    let taken = size(side, other).in_cells(CellSize::USUAL, most);
                    assert!(taken.columns <= most.columns && taken.rows <= most.rows);
                    let picture = Picture {
                        file: "a".into(),
                        size: size(side, other),
                        version: 0,
                    };
                    let dots = CellSize::HALF_BLOCKS;
                    let raster = Raster {
                        cell: CellSize::USUAL,
                        dots,
                    };
                    let shown = picture.size_in(taken, raster);
                    let room = taken.in_pixels(dots);
                    assert!(shown.width <= room.width.max(1) && shown.height <= room.height.max(1));
                }
            }
        }
    }

    #[test]
    fn a_pixel_on_a_fine_screen_takes_several() {
        let of = |width, height| CellSize { width, height }.in_layout();
        assert_eq!(of(8, 16), CellSize::USUAL);
        assert_eq!((of(10, 20).width, of(10, 20).height), (10, 20));
        assert_eq!((of(20, 40).width, of(20, 40).height), (10, 20));
        assert_eq!((of(0, 0).width, of(1, 1).height), (1, 1));
    }
}

//! Pictures: how large they are, how many cells they take, and their pixels at the size they are
//! shown at.
//!
//! A picture's [`Size`] is read from its header when its post is read, so that its place on the
//! page is known before it is decoded. What is decoded comes out as a [`Bitmap`] of the size that
//! is shown, so that nothing larger outlives its decoding. Files are read, and pictures of the web
//! are [fetched](crate::fetch), by who calls; what they hold is never trusted, and the limits are in
//! [`limits::picture`](crate::limits::picture).

mod bitmap;
mod decode;
mod encode;
mod scale;
#[cfg(feature = "svg")]
mod svg;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use bitmap::{Bitmap, COVERS, Pixel};
pub use decode::{Decoded, Unreadable, decode, size_of};

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
    /// The pixels of the screen that a cell takes.
    pub cell: CellSize,
    /// The pixels that a cell shows.
    pub dots: CellSize,
}

/// A part of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The first column of pixels, from 0.
    pub left: u32,
    /// The first row.
    pub top: u32,
    /// How large it is.
    pub size: Size,
}

/// Where the bytes of a picture are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// In a file of the blog, named from its folder.
    File(Arc<str>),
    /// They have been fetched from this address on the web.
    Web(Arc<str>),
}

/// A picture that can be shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Where its bytes are.
    pub origin: Origin,
    /// How large it is, upright.
    pub size: Size,
    /// Differs when the bytes are not what they were: of a file by its length and the time of its
    /// last change.
    pub version: u64,
}

/// A picture of a document that is elsewhere on the web.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebPicture {
    /// Where in the document's text its words begin, in bytes.
    pub at: u32,
    /// Its whole address.
    pub address: Arc<str>,
}

/// The pictures of a document that can be shown, by where in its text their words begin: no two
/// pictures share that place.
pub type Pictures = BTreeMap<u32, Picture>;

/// Why pictures of a document could not be fetched, by where in its text their words begin: one
/// line each, clean.
pub type Failures = BTreeMap<u32, Arc<str>>;

impl Origin {
    /// The path or the address.
    pub fn as_str(&self) -> &str {
        match self {
            Origin::File(name) | Origin::Web(name) => name,
        }
    }
}

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

    /// The pixels of the screen, along either side, that a picture's pixel takes: several where they
    /// are fine, as on the web.
    pub fn grain(self) -> u32 {
        ((u32::from(self.width) + 4) / 9).max(1)
    }
}

impl Raster {
    /// Half blocks, on a terminal whose cells take so many pixels.
    pub fn half_blocks(cell: CellSize) -> Raster {
        Raster {
            cell,
            dots: CellSize::HALF_BLOCKS,
        }
    }

    /// What so many pixels of the screen are in those that are shown, at least one and no more than
    /// `cells` have. The two differ by another number in either direction.
    pub fn shown(self, size: Size, cells: Cells) -> Size {
        let room = cells.in_pixels(self.dots);
        let scaled = |side: u32, dots: u16, cell: u16, room: u32| {
            let (dots, cell) = (u64::from(dots), u64::from(cell.max(1)));
            let scaled = (u64::from(side) * dots + cell / 2) / cell;
            scaled.clamp(1, u64::from(room.max(1))) as u32
        };
        let Raster { cell, dots } = self;
        Size {
            width: scaled(size.width, dots.width, cell.width, room.width),
            height: scaled(size.height, dots.height, cell.height, room.height),
        }
    }
}

impl Size {
    /// How many pixels it has.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// As many times as wide and as high.
    #[must_use]
    pub fn times(self, number: u32) -> Size {
        Size {
            width: self.width.saturating_mul(number),
            height: self.height.saturating_mul(number),
        }
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
        let shown = self.times(cell.grain()).within(most.in_pixels(cell));
        shown.cells(cell, most)
    }

    /// The cells that so many pixels of the screen take, of `most`.
    pub fn cells(self, cell: CellSize, most: Cells) -> Cells {
        let columns = self.width.div_ceil(u32::from(cell.width.max(1)));
        let rows = self.height.div_ceil(u32::from(cell.height.max(1)));
        Cells {
            columns: columns.min(u32::from(most.columns)) as u16,
            rows: rows.min(u32::from(most.rows)) as u16,
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
        let whole = self.size.times(raster.cell.grain());
        raster.shown(whole.within(cells.in_pixels(raster.cell)), cells)
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
                        origin: Origin::File("a".into()),
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
        let of = |width, height| CellSize { width, height }.grain();
        assert_eq!((of(8, 16), of(10, 20), of(13, 27)), (1, 1, 1));
        assert_eq!((of(15, 31), of(20, 40), of(30, 60)), (2, 2, 3));
        assert_eq!((of(0, 0), of(1, 1)), (1, 1));
        let cell = CellSize {
            width: 20,
            height: 40,
        };
        assert_eq!(size(320, 160).in_cells(cell, cells(80, 40)), cells(32, 8));
    }

    #[test]
    fn a_picture_keeps_its_shape_in_cells_of_any_size() {
        for width in 4..48 {
            for height in 2 * width - 3..2 * width + 4 {
                let cell = CellSize { width, height };
                let in_pixels = Raster { cell, dots: cell };
                let in_halves = Raster::half_blocks(cell);
                for whole in [size(100, 100), size(1600, 900), size(300, 2000)] {
                    let picture = Picture {
                        origin: Origin::File("a".into()),
                        size: whole,
                        version: 0,
                    };
                    let taken = whole.in_cells(cell, cells(80, 30));
                    let pixels = picture.size_in(taken, in_pixels);
                    let halves = picture.size_in(taken, in_halves);
                    // A pixel more or less is the nearest there is.
                    let is_alike = |across: u32, down: u32, slack: u32| {
                        let (one, other) = (across * whole.height, down * whole.width);
                        one.abs_diff(other) <= slack * whole.width.max(whole.height)
                    };
                    assert!(
                        is_alike(pixels.width, pixels.height, 1),
                        "{cell:?} {pixels:?}"
                    );
                    let (across, down) = (u32::from(width), u32::from(height));
                    let (width, height) = (halves.width * across, halves.height * down / 2);
                    assert!(
                        is_alike(width, height, across + down / 2),
                        "{cell:?} {halves:?}"
                    );
                }
            }
        }
    }
}

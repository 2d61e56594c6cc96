//! Reading files of pictures: PNG, JPEG, GIF (its first frame), WebP and, where that is built in,
//! drawings (SVG).
//!
//! What a file holds decides its format, not what it is called.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageError, ImageReader, Limits};

#[cfg(feature = "svg")]
use super::svg::{self, Drawing};
use super::{Bitmap, Part, Size, scale};
use crate::limits;

/// Why a picture cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is something else, or in a format that is not read.
    #[error("it is no picture of a kind that is read here")]
    Unknown,
    /// It has more pixels than are decoded.
    #[error("it has too many pixels")]
    TooLarge,
    /// It is a drawing that would take too long.
    #[error("it is too intricate a drawing")]
    TooIntricate,
    /// It ends early, or what it holds makes no sense.
    #[error("it is damaged")]
    Damaged,
}

/// The size of a picture, upright, of which `start` is the beginning of the file.
///
/// # Errors
///
/// When it is no picture, or the beginning is too short.
pub fn size_of(start: &[u8]) -> Result<Size, Unreadable> {
    if let Some(size) = size_of_png(start) {
        return within_limits(size).map(|()| size);
    }
    #[cfg(feature = "svg")]
    if let Some(size) = svg::size_of(start) {
        return size;
    }
    if lacks_orientation_of_webp(start) {
        return Err(Unreadable::Damaged);
    }
    let mut decoder = decoder(start)?;
    let (size, _) = checked(&mut decoder)?;
    Ok(size)
}

/// The size that the header of a PNG tells. A decoder would be made ready for all of the picture
/// first, and a post can have hundreds. One that may have to be turned, which is said anywhere before
/// its pixels, is left to the decoder.
fn size_of_png(start: &[u8]) -> Option<Size> {
    let mut rest = start.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let mut size = None;
    loop {
        let (length, named) = rest.split_first_chunk()?;
        let (name, data) = named.split_first_chunk::<4>()?;
        match name {
            b"IHDR" => {
                let (width, data) = data.split_first_chunk()?;
                let (height, _) = data.split_first_chunk()?;
                size = Some(Size {
                    width: u32::from_be_bytes(*width),
                    height: u32::from_be_bytes(*height),
                });
            }
            b"IDAT" => return size,
            b"eXIf" => return None,
            _ => {}
        }
        // A sum of four bytes ends it.
        let length = u32::from_be_bytes(*length) as usize;
        rest = data.get(length.checked_add(4)?..)?;
    }
}

/// True when this is the beginning of a WebP that says behind its pixels how it is turned.
fn lacks_orientation_of_webp(start: &[u8]) -> bool {
    const SAYS_HOW: u8 = 0b1000;
    let header = || {
        let (length, rest) = start.strip_prefix(b"RIFF")?.split_first_chunk()?;
        let flags = rest.strip_prefix(b"WEBPVP8X")?.get(4)?;
        let length = u64::from(u32::from_le_bytes(*length)) + 8;
        Some(flags & SAYS_HOW != 0 && (start.len() as u64) < length)
    };
    header().unwrap_or_default()
}

/// Decodes a picture and scales it to `size`.
///
/// # Errors
///
/// When it is no picture, damaged or beyond the [`limits`].
pub fn decode(bytes: &[u8], size: Size) -> Result<Bitmap, Unreadable> {
    Ok(Decoded::read(bytes)?.bitmap(None, size))
}

/// A picture that is read, of which bitmaps can be made.
#[derive(Debug)]
pub struct Decoded(Form);

#[derive(Debug)]
enum Form {
    Pixels(DynamicImage, Orientation),
    #[cfg(feature = "svg")]
    Drawing(Box<Drawing>),
}

impl Decoded {
    /// Decodes a picture.
    ///
    /// # Errors
    ///
    /// When it is no picture, damaged or beyond the [`limits`].
    pub fn read(bytes: &[u8]) -> Result<Decoded, Unreadable> {
        #[cfg(feature = "svg")]
        if let Some(drawing) = Drawing::read(bytes) {
            return Ok(Decoded(Form::Drawing(Box::new(drawing?))));
        }
        let mut decoder = decoder(bytes)?;
        let (_, orientation) = checked(&mut decoder)?;
        let image = DynamicImage::from_decoder(decoder).map_err(|error| reason(&error))?;
        Ok(Decoded(Form::Pixels(image, orientation)))
    }

    /// Bytes that it takes, about.
    pub fn bytes(&self) -> usize {
        match &self.0 {
            Form::Pixels(image, _) => image.as_bytes().len(),
            #[cfg(feature = "svg")]
            Form::Drawing(drawing) => drawing.bytes(),
        }
    }

    /// A part of it, else the whole, scaled to `size`.
    pub fn bitmap(&self, part: Option<Part>, size: Size) -> Bitmap {
        match &self.0 {
            Form::Pixels(image, orientation) => turned(image, *orientation, part, size),
            #[cfg(feature = "svg")]
            Form::Drawing(drawing) => drawing.bitmap(part, size),
        }
    }
}

/// The size as it is seen and how what is stored is turned, of a picture within the limits.
fn checked(decoder: &mut impl ImageDecoder) -> Result<(Size, Orientation), Unreadable> {
    let (size, orientation) = upright(decoder);
    within_limits(size)?;
    if decoder.total_bytes() > limits::picture::DECODED {
        return Err(Unreadable::TooLarge);
    }
    Ok((size, orientation))
}

fn within_limits(size: Size) -> Result<(), Unreadable> {
    if size.pixels() == 0 {
        Err(Unreadable::Damaged)
    } else if size.pixels() > limits::picture::PIXELS
        || size.width.max(size.height) > limits::picture::SIDE
    {
        Err(Unreadable::TooLarge)
    } else {
        Ok(())
    }
}

fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder + '_, Unreadable> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut reader = reader.map_err(|_| Unreadable::Unknown)?;
    reader.limits(bounds());
    reader.into_decoder().map_err(|error| reason(&error))
}

fn bounds() -> Limits {
    let mut bounds = Limits::no_limits();
    bounds.max_alloc = Some(limits::picture::DECODED);
    bounds
}

/// The size as it is seen, and how what is stored is turned. What cannot be told stays as it is.
fn upright(decoder: &mut impl ImageDecoder) -> (Size, Orientation) {
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let size = Size { width, height };
    (
        if lies(orientation) {
            size.turned()
        } else {
            size
        },
        orientation,
    )
}

/// True when rows are stored as columns.
fn lies(orientation: Orientation) -> bool {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
    }
}

/// Scales and turns in one go: nothing of full size is copied.
fn turned(
    image: &DynamicImage,
    orientation: Orientation,
    part: Option<Part>,
    size: Size,
) -> Bitmap {
    let (width, height) = image.dimensions();
    let stored = Size { width, height };
    let whole = if lies(orientation) {
        stored.turned()
    } else {
        stored
    };
    let part = part.map_or(Part::all_of(whole), |part| part.inside(whole));
    let (right, bottom) = (width.saturating_sub(1), height.saturating_sub(1));
    scale::scale(part.size, size, |x, y| {
        let (x, y) = (part.left + x, part.top + y);
        let (x, y) = match orientation {
            Orientation::NoTransforms => (x, y),
            Orientation::FlipHorizontal => (right - x, y),
            Orientation::FlipVertical => (x, bottom - y),
            Orientation::Rotate180 => (right - x, bottom - y),
            Orientation::Rotate90 => (y, bottom - x),
            Orientation::Rotate270 => (right - y, x),
            Orientation::Rotate90FlipH => (y, x),
            Orientation::Rotate270FlipH => (right - y, bottom - x),
        };
        image.get_pixel(x, y).0
    })
}

impl Part {
    fn all_of(size: Size) -> Part {
        Part {
            left: 0,
            top: 0,
            size,
        }
    }

    /// What of it lies within a picture of that size.
    fn inside(self, whole: Size) -> Part {
        let (left, top) = (self.left.min(whole.width), self.top.min(whole.height));
        Part {
            left,
            top,
            size: Size {
                width: self.size.width.min(whole.width - left),
                height: self.size.height.min(whole.height - top),
            },
        }
    }
}

impl Size {
    fn turned(self) -> Size {
        Size {
            width: self.height,
            height: self.width,
        }
    }
}

fn reason(error: &ImageError) -> Unreadable {
    match error {
        ImageError::Unsupported(_) => Unreadable::Unknown,
        ImageError::Limits(_) => Unreadable::TooLarge,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::IoError(_) => Unreadable::Damaged,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use image::{ImageFormat, Rgb, RgbImage};

    use super::*;

    const fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    /// A picture that is red at the left and blue at the right.
    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let image = RgbImage::from_fn(width, height, |x, _| {
            Rgb(if x < width / 2 {
                [255, 0, 0]
            } else {
                [0, 0, 255]
            })
        });
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// The header of a PNG of any size, with some data.
    fn claimed_png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = picture(1, 1, ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = crc(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        bytes
    }

    /// CRC-32 as PNG has it.
    fn crc(bytes: &[u8]) -> u32 {
        let step = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        let of_byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), step);
        !bytes.iter().fold(u32::MAX, of_byte)
    }

    /// 62 bytes that ask for a canvas of any size.
    fn claimed_gif(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"GIF89a".to_vec();
        bytes.extend(width.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend([0x80, 0, 0, 255, 0, 0, 0, 0, 255]);
        bytes.push(0x2c);
        bytes.extend([0; 4]);
        bytes.extend(width.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend([0, 2, 2, 0x4c, 1, 0, 0x3b]);
        bytes.resize(62, 0);
        bytes
    }

    fn is_about(pixel: [u8; 4], other: [u8; 4]) -> bool {
        pixel.iter().zip(other).all(|(a, b)| a.abs_diff(b) < 12)
    }

    #[test]
    fn every_format_is_read_by_what_it_holds() {
        let formats = [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::Gif,
            ImageFormat::WebP,
        ];
        for format in formats {
            let bytes = picture(64, 32, format);
            assert_eq!(size_of(&bytes), Ok(size(64, 32)), "{format:?}");
            let bitmap = decode(&bytes, size(4, 2)).unwrap();
            assert_eq!(bitmap.size(), size(4, 2));
            assert!(is_about(bitmap.at(0, 1), [255, 0, 0, 255]), "{format:?}");
            assert!(is_about(bitmap.at(3, 0), [0, 0, 255, 255]), "{format:?}");
        }
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(size_of(b""), Err(Unreadable::Unknown));
        assert_eq!(size_of(b"Words."), Err(Unreadable::Unknown));
        assert_eq!(
            size_of(b"<html><svg xmlns='http://www.w3.org/2000/svg'/>"),
            Err(Unreadable::Unknown)
        );
        assert_eq!(size_of(b"II*\0........"), Err(Unreadable::Unknown), "TIFF");
    }

    #[cfg(feature = "svg")]
    #[test]
    fn a_drawing_is_read_as_others_are() {
        let text = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='32'>\
                    <rect width='32' height='32' fill='#f00'/>\
                    <rect x='32' width='32' height='32' fill='#00f'/></svg>";
        assert_eq!(size_of(text.as_bytes()), Ok(size(64, 32)));
        let bitmap = decode(text.as_bytes(), size(4, 2)).unwrap();
        assert_eq!(bitmap.at(0, 1), [255, 0, 0, 255]);
        assert_eq!(bitmap.at(3, 0), [0, 0, 255, 255]);
    }

    #[test]
    fn a_huge_canvas_is_refused_before_it_takes_memory() {
        for bytes in [claimed_gif(65_535, 65_535), claimed_png(30_000, 30_000)] {
            assert_eq!(size_of(&bytes), Err(Unreadable::TooLarge));
            assert_eq!(
                decode(&bytes, size(4, 4)).unwrap_err(),
                Unreadable::TooLarge
            );
        }
        let long = claimed_png(1, limits::picture::SIDE + 1);
        assert_eq!(size_of(&long), Err(Unreadable::TooLarge));
        assert_eq!(size_of(&claimed_gif(0, 9)), Err(Unreadable::Damaged));
        assert_eq!(size_of(&claimed_gif(300, 200)), Ok(size(300, 200)));
    }

    #[test]
    fn a_file_that_ends_early_at_any_place_does_no_harm() {
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::Gif,
            ImageFormat::WebP,
        ] {
            let whole = picture(16, 16, format);
            for end in 0..whole.len() {
                let _ = size_of(&whole[..end]);
                let _ = decode(&whole[..end], size(2, 2));
            }
        }
        let mut claimed = claimed_png(3_000, 3_000);
        assert_eq!(size_of(&claimed), Ok(size(3_000, 3_000)));
        assert_eq!(decode(&claimed, size(2, 2)), Err(Unreadable::Damaged));
        claimed.truncate(20);
        assert_eq!(size_of(&claimed), Err(Unreadable::Damaged));
    }

    #[test]
    fn any_byte_can_be_another() {
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::Gif,
            ImageFormat::WebP,
        ] {
            let whole = picture(8, 8, format);
            for at in 0..whole.len() {
                let mut changed = whole.clone();
                changed[at] ^= 0xff;
                // What a decoder does then is caught by who calls; no memory is taken for it.
                let _ = std::panic::catch_unwind(|| decode(&changed, size(2, 2)));
            }
        }
    }

    /// Exif of one entry: orientation 6, which is turned clockwise to be seen.
    const TURNED: &[u8] = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

    /// A chunk of a PNG.
    fn png_chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let named = [name, data].concat();
        let length = (data.len() as u32).to_be_bytes();
        let sum = crc(&named).to_be_bytes();
        [&length[..], &named, &sum].concat()
    }

    /// A chunk of a WebP.
    fn webp_chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = (data.len() as u32).to_le_bytes();
        let pad = &[0][..data.len() % 2];
        [name, &length, data, pad].concat()
    }

    /// Of a file that lies on its side, which its first `few` bytes do not tell though its header is
    /// among them.
    fn assert_upright(bytes: &[u8], few: usize) {
        assert_eq!(size_of(&bytes[..few]), Err(Unreadable::Damaged));
        assert_eq!(size_of(bytes), Ok(size(32, 64)));
        let bitmap = decode(bytes, size(2, 4)).unwrap();
        assert!(is_about(bitmap.at(0, 0), [255, 0, 0, 255]));
        assert!(is_about(bitmap.at(1, 3), [0, 0, 255, 255]));
    }

    #[test]
    fn what_is_stored_on_its_side_stands_upright() {
        let exif = [b"Exif\0\0", TURNED].concat();
        let plain = picture(64, 32, ImageFormat::Jpeg);
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
        bytes.extend((exif.len() as u16 + 2).to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&plain[2..]);
        assert_upright(&bytes, 100);
    }

    #[test]
    fn a_png_may_say_far_from_its_beginning_that_it_lies_on_its_side() {
        let plain = picture(64, 32, ImageFormat::Png);
        let (header, pixels) = plain.split_at(33);
        let words = png_chunk(b"tEXt", &[b"Comment\0", &[b'x'; 6_000][..]].concat());
        let exif = png_chunk(b"eXIf", TURNED);
        assert_upright(&[header, &words, &exif, pixels].concat(), 4 << 10);
    }

    #[test]
    fn a_webp_says_behind_its_pixels_that_it_lies_on_its_side() {
        let plain = picture(64, 32, ImageFormat::WebP);
        let canvas = [8, 0, 0, 0, 63, 0, 0, 31, 0, 0];
        let mut rest = [b"WEBP", &webp_chunk(b"VP8X", &canvas)[..], &plain[12..]].concat();
        rest.extend(webp_chunk(b"EXIF", TURNED));
        let length = (rest.len() as u32).to_le_bytes();
        let bytes = [b"RIFF", &length[..], &rest].concat();
        assert_upright(&bytes, bytes.len() - 20);
    }

    #[test]
    fn a_part_is_taken_from_what_is_seen() {
        let bytes = picture(64, 32, ImageFormat::Png);
        let decoded = Decoded::read(&bytes).unwrap();
        let part = |left, width| Part {
            left,
            top: 3,
            size: size(width, 10),
        };
        let at = |part, x| decoded.bitmap(Some(part), size(4, 4)).at(x, 2);
        let (red, blue) = ([255, 0, 0, 255], [0, 0, 255, 255]);
        assert_eq!([at(part(0, 32), 3), at(part(32, 32), 0)], [red, blue]);
        assert_eq!([at(part(30, 4), 0), at(part(30, 4), 3)], [red, blue]);
        assert_eq!(at(part(60, 900), 3), blue, "no more than there is");
        assert_eq!(at(part(64, 4), 3), [0; 4], "nothing is there");
        assert_eq!(decoded.bytes(), 64 * 32 * 3);
    }
}

//! Scaling by the mean of what each pixel covers.
//!
//! The mean is taken of light, not of the numbers that stand for it (sRGB, IEC 61966-2-1), so that
//! fine lines keep their brightness, and of what covers: a transparent pixel has no colour.

use std::collections::VecDeque;

use super::{Bitmap, Pixel, Size};

/// The share that a pixel of the source has in pixels of the target.
struct Shares {
    /// The first target.
    first: usize,
    /// For that one, the next and so on: how much of each the source covers, of 1 in all for each.
    shares: Vec<f32>,
}

/// Light and cover, summed.
type Sum = [f32; 4];

/// Scales what `pixel` gives for each column and row of `from` to `to`. Beside the bitmap no more
/// than the rows are in memory that a row of the source has a share in.
pub fn scale(from: Size, to: Size, pixel: impl Fn(u32, u32) -> Pixel) -> Bitmap {
    let light = light();
    let across: Vec<Shares> = shares(from.width, to.width).collect();
    let nothing = vec![Sum::default(); to.width as usize];
    let mut line = nothing.clone();
    let mut pixels = Vec::with_capacity(to.pixels() as usize);
    let mut begun: VecDeque<Vec<Sum>> = VecDeque::new();
    let mut finished = 0;
    for (y, down) in (0..from.height).zip(shares(from.height, to.height)) {
        line.fill(Sum::default());
        for (x, across) in (0..from.width).zip(&across) {
            let [r, g, b, a] = pixel(x, y);
            let cover = f32::from(a) / 255.0;
            let of = |value: u8| light.get(usize::from(value)).copied().unwrap_or_default();
            let value = [of(r) * cover, of(g) * cover, of(b) * cover, cover];
            let targets = line.iter_mut().skip(across.first);
            for (sum, share) in targets.zip(&across.shares) {
                add(sum, value, *share);
            }
        }
        for _ in finished..down.first {
            let row = begun.pop_front();
            pixels.extend(row.iter().flatten().copied().map(colour));
        }
        finished = down.first;
        begun.resize_with(begun.len().max(down.shares.len()), || nothing.clone());
        for (row, share) in begun.iter_mut().zip(&down.shares) {
            for (sum, value) in row.iter_mut().zip(&line) {
                add(sum, *value, *share);
            }
        }
    }
    pixels.extend(begun.into_iter().flatten().map(colour));
    Bitmap::new(to, pixels)
}

fn add(sum: &mut Sum, value: Sum, share: f32) {
    for (sum, value) in sum.iter_mut().zip(value) {
        *sum += value * share;
    }
}

/// For each of `from` pixels the share it has in those of `to`, which cover the same stretch.
#[expect(
    clippy::cast_precision_loss,
    reason = "sides are 65,535 pixels at most"
)]
fn shares(from: u32, to: u32) -> impl Iterator<Item = Shares> {
    // Counted in units of which a pixel of the source has `to` and one of the target `from`.
    let (from, to) = (u64::from(from), u64::from(to));
    (0..from).map(move |index| {
        let (start, end) = (index * to, (index + 1) * to);
        let first = start / from;
        let last = end.div_ceil(from).max(first + 1);
        let shares = (first..last).map(|target| {
            let overlap = end.min((target + 1) * from) - start.max(target * from);
            overlap as f32 / from as f32
        });
        Shares {
            first: first as usize,
            shares: shares.collect(),
        }
    })
}

/// How much light each of 256 values stands for, from 0 to 1.
fn light() -> Vec<f32> {
    let light = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    (0..=255).map(light).collect()
}

/// The colour of a sum.
fn colour([r, g, b, cover]: Sum) -> Pixel {
    if cover <= 0.0 {
        return Pixel::default();
    }
    let value = |light: f32| {
        let light = (light / cover).clamp(0.0, 1.0);
        let value = if light <= 0.003_130_8 {
            light * 12.92
        } else {
            1.055 * light.powf(1.0 / 2.4) - 0.055
        };
        byte(value)
    };
    [value(r), value(g), value(b), byte(cover)]
}

#[expect(clippy::cast_sign_loss, reason = "it is from 0 to 255")]
fn byte(value: f32) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn one_colour_stays_that_colour_at_every_size() {
        let red = [200, 30, 90, 255];
        for to in [size(1, 1), size(3, 2), size(7, 5), size(13, 11)] {
            let bitmap = scale(size(7, 5), to, |_, _| red);
            for y in 0..to.height {
                assert!(bitmap.row(y).iter().all(|pixel| *pixel == red));
            }
        }
    }

    #[test]
    fn the_same_size_changes_nothing() {
        let at = |x: u32, y: u32| [x as u8 * 40, y as u8 * 60, 7, 255];
        let bitmap = scale(size(6, 4), size(6, 4), at);
        for (x, y) in (0..6).flat_map(|x| (0..4).map(move |y| (x, y))) {
            assert_eq!(bitmap.at(x, y), at(x, y));
        }
    }

    #[test]
    fn the_mean_is_one_of_light() {
        let chessboard = |x: u32, y: u32| {
            let value = if (x + y).is_multiple_of(2) { 255 } else { 0 };
            [value, value, value, 255]
        };
        assert_eq!(
            scale(size(8, 8), size(1, 1), chessboard).at(0, 0),
            [188, 188, 188, 255]
        );
    }

    #[test]
    fn what_is_transparent_has_no_colour() {
        let half = |x: u32, _: u32| {
            if x == 0 {
                [255, 0, 0, 255]
            } else {
                [0, 255, 0, 0]
            }
        };
        assert_eq!(
            scale(size(2, 1), size(1, 1), half).at(0, 0),
            [255, 0, 0, 128]
        );
    }

    #[test]
    fn rows_come_in_their_order_at_every_size() {
        let grey = |_: u32, y: u32| {
            let value = y as u8 * 25;
            [value, value, value, 255]
        };
        for height in 1..60 {
            let bitmap = scale(size(3, 10), size(2, height), grey);
            let rows: Vec<u8> = (0..height).map(|y| bitmap.at(1, y)[0]).collect();
            assert!(rows.is_sorted(), "{height}: {rows:?}");
            assert!((0..height).all(|y| bitmap.at(0, y)[3] == 255), "{height}");
            if height.is_multiple_of(10) {
                let each = (0..height).map(|y| (y / (height / 10)) as u8 * 25);
                assert_eq!(rows, each.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn nothing_scales_to_nothing() {
        assert_eq!(
            scale(size(0, 0), size(1, 1), |_, _| [9; 4]).at(0, 0),
            [0; 4]
        );
        assert_eq!(scale(size(5, 5), size(0, 3), |_, _| [9; 4]).bytes(), 0);
    }
}

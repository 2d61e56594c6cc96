//! Pictures in few colours: which ones, and which pixel has which.
//!
//! What has few colours keeps them. Those of others are found by median cut (Heckbert, 1982) of a
//! table of 32,768; the difference that is left goes to the neighbours (Floyd and Steinberg, 1976), so
//! that few colours look like more.

use std::collections::HashMap;

use crate::picture::{Bitmap, COVERS, Pixel, Size};

/// Entries of the table of colours: five bits a part.
const TABLE: usize = 1 << 15;

/// A picture in few colours.
#[derive(Clone, Debug, Default)]
pub struct Indexed {
    /// The colours.
    pub colours: Vec<[u8; 3]>,
    size: Size,
    /// For each pixel its colour, from 1; 0 for what is transparent.
    pixels: Vec<u16>,
}

impl Indexed {
    /// A picture in at most so many colours.
    pub fn of(bitmap: &Bitmap, most: usize) -> Indexed {
        let most = most.clamp(2, 1024);
        if let Some(exact) = Indexed::exactly(bitmap, most) {
            return exact;
        }
        let size = bitmap.size();
        let mut counts = vec![Count::default(); TABLE];
        for pixel in (0..size.height).flat_map(|y| bitmap.row(y)) {
            if let Some(count) = counts.get_mut(entry(*pixel)).filter(|_| covers(*pixel)) {
                count.add(*pixel);
            }
        }
        let (colours, nearest) = cut(&counts, most);
        let pixels = dither(bitmap, &colours, &nearest);
        Indexed {
            colours,
            size,
            pixels,
        }
    }

    /// A picture in the colours that it has, when they are no more than so many.
    fn exactly(bitmap: &Bitmap, most: usize) -> Option<Indexed> {
        let size = bitmap.size();
        let mut colours = Vec::new();
        let mut known: HashMap<[u8; 3], u16> = HashMap::new();
        let mut pixels = Vec::with_capacity(size.pixels() as usize);
        // Neighbours are often alike.
        let mut last = ([0; 4], 0);
        for pixel in (0..size.height).flat_map(|y| bitmap.row(y)) {
            if *pixel != last.0 {
                let [r, g, b, _] = *pixel;
                let index = if covers(*pixel) {
                    *known.entry([r, g, b]).or_insert_with(|| {
                        colours.push([r, g, b]);
                        colours.len() as u16
                    })
                } else {
                    0
                };
                if colours.len() > most {
                    return None;
                }
                last = (*pixel, index);
            }
            pixels.push(last.1);
        }
        Some(Indexed {
            colours,
            size,
            pixels,
        })
    }

    /// The colours of a row of pixels, from 1; 0 is none.
    pub fn row(&self, y: u32) -> &[u16] {
        let width = self.size.width as usize;
        let start = width * y as usize;
        self.pixels.get(start..start + width).unwrap_or_default()
    }
}

/// Pixels of about one colour.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    pixels: u64,
    sums: [u64; 3],
}

impl Count {
    fn add(&mut self, [r, g, b, _]: Pixel) {
        self.pixels += 1;
        for (sum, part) in self.sums.iter_mut().zip([r, g, b]) {
            *sum += u64::from(part);
        }
    }
}

fn covers(pixel: Pixel) -> bool {
    pixel[3] >= COVERS
}

fn entry([r, g, b, _]: Pixel) -> usize {
    usize::from(r >> 3) << 10 | usize::from(g >> 3) << 5 | usize::from(b >> 3)
}

/// A part of an entry: of red, green or blue.
fn part_of(entry: usize, part: usize) -> usize {
    entry >> (10 - 5 * part) & 31
}

/// Entries of the table that one colour is to stand for.
struct Group {
    entries: Vec<usize>,
    /// The part in which they differ most.
    part: usize,
    /// How much there is to part: what is both wide and often seen is parted first. 0 for one entry.
    worth: u64,
}

impl Group {
    fn new(entries: Vec<usize>, counts: &[Count]) -> Group {
        let pixels: u64 = entries.iter().map(|entry| pixels(*entry, counts)).sum();
        let (part, width) = widest(&entries);
        Group {
            entries,
            part,
            worth: pixels * width as u64,
        }
    }

    /// It in two, with about as many pixels in each.
    fn halves(mut self, counts: &[Count]) -> [Group; 2] {
        let part = self.part;
        self.entries.sort_by_key(|entry| part_of(*entry, part));
        let all = self.entries.iter().map(|entry| pixels(*entry, counts));
        let half = all.sum::<u64>() / 2;
        let mut seen = 0;
        let middle = self.entries.iter().position(|entry| {
            seen += pixels(*entry, counts);
            seen > half
        });
        let last = self.entries.len().saturating_sub(1);
        let middle = middle.unwrap_or(1).min(last).max(1);
        let upper = self.entries.split_off(middle.min(self.entries.len()));
        [self.entries, upper].map(|entries| Group::new(entries, counts))
    }
}

fn pixels(entry: usize, counts: &[Count]) -> u64 {
    counts.get(entry).map_or(0, |count| count.pixels)
}

/// The colours, and for each entry of the table the one that it is nearest to.
fn cut(counts: &[Count], most: usize) -> (Vec<[u8; 3]>, Vec<u16>) {
    let used = (0..TABLE).filter(|entry| pixels(*entry, counts) > 0);
    let mut groups = vec![Group::new(used.collect(), counts)];
    while groups.len() < most {
        let worth = groups.iter().map(|it| it.worth).enumerate();
        let most_worth = worth.max_by_key(|(_, worth)| *worth);
        let Some((index, 1..)) = most_worth else {
            break;
        };
        let halves = groups.swap_remove(index).halves(counts);
        groups.extend(halves);
    }
    let mut nearest = vec![0; TABLE];
    let mut colours = Vec::new();
    let entries = groups.iter().map(|it| &it.entries);
    for entries in entries.filter(|entries| !entries.is_empty()) {
        let mut sums = [0u64; 3];
        let mut pixels = 0;
        for count in entries.iter().filter_map(|entry| counts.get(*entry)) {
            pixels += count.pixels;
            for (sum, part) in sums.iter_mut().zip(count.sums) {
                *sum += part;
            }
        }
        colours.push(sums.map(|sum| (sum / pixels.max(1)) as u8));
        for entry in entries {
            if let Some(slot) = nearest.get_mut(*entry) {
                *slot = colours.len() as u16;
            }
        }
    }
    (colours, nearest)
}

/// The part in which colours differ most, and by how much.
fn widest(entries: &[usize]) -> (usize, usize) {
    let width = |part: usize| {
        let parts = || entries.iter().map(|entry| part_of(*entry, part));
        parts().max().unwrap_or_default() - parts().min().unwrap_or_default()
    };
    let widths = (0..3).map(|part| (part, width(part)));
    widths.max_by_key(|(_, width)| *width).unwrap_or_default()
}

/// For each pixel its colour; what is left of it goes to the pixels right of it and below.
fn dither(bitmap: &Bitmap, colours: &[[u8; 3]], nearest: &[u16]) -> Vec<u16> {
    let size = bitmap.size();
    let width = size.width as usize;
    let mut nearest = nearest.to_vec();
    let mut pixels = Vec::with_capacity(size.pixels() as usize);
    let mut here = vec![[0i32; 3]; width + 2];
    for y in 0..size.height {
        let mut below = vec![[0i32; 3]; width + 2];
        for (x, pixel) in bitmap.row(y).iter().enumerate() {
            if !covers(*pixel) {
                pixels.push(0);
                continue;
            }
            let carried = here.get(x + 1).copied().unwrap_or_default();
            let mut wanted = [0i32; 3];
            for ((wanted, part), carried) in wanted.iter_mut().zip(pixel).zip(carried) {
                *wanted = (i32::from(*part) + carried / 16).clamp(0, 255);
            }
            let index = lookup(wanted, colours, &mut nearest);
            pixels.push(index);
            let colour = colours.get(usize::from(index).saturating_sub(1));
            let colour = colour.copied().unwrap_or_default();
            let left: [i32; 3] =
                std::array::from_fn(|part| match (wanted.get(part), colour.get(part)) {
                    (Some(wanted), Some(part)) => wanted - i32::from(*part),
                    _ => 0,
                });
            let give = |row: &mut Vec<[i32; 3]>, x: usize, share: i32| {
                if let Some(slot) = row.get_mut(x) {
                    for (slot, left) in slot.iter_mut().zip(left) {
                        *slot += left * share;
                    }
                }
            };
            give(&mut here, x + 2, 7);
            give(&mut below, x, 3);
            give(&mut below, x + 1, 5);
            give(&mut below, x + 2, 1);
        }
        here = below;
    }
    pixels
}

/// The nearest colour, from 1; what is not in the table yet is looked for once.
fn lookup(wanted: [i32; 3], colours: &[[u8; 3]], nearest: &mut [u16]) -> u16 {
    let [r, g, b] = wanted.map(|part| u8::try_from(part.clamp(0, 255)).unwrap_or_default());
    let Some(known) = nearest.get_mut(entry([r, g, b, 255])) else {
        return 0;
    };
    if *known == 0 {
        let distance = |colour: &[u8; 3]| -> i32 {
            let parts = colour.iter().zip(wanted);
            parts
                .map(|(part, wanted)| (i32::from(*part) - wanted).pow(2))
                .sum()
        };
        let near = (1..)
            .zip(colours)
            .min_by_key(|(_, colour)| distance(colour));
        *known = near.map_or(0, |(index, _)| index);
    }
    *known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bitmap(width: u32, height: u32, pixel: impl Fn(u32, u32) -> Pixel) -> Bitmap {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = places.map(|(x, y)| pixel(x, y)).collect();
        Bitmap::new(Size { width, height }, pixels)
    }

    #[test]
    fn few_colours_stay_as_they_are() {
        let colours = [[255, 0, 0, 255], [0, 0, 255, 255], [9, 9, 9, 255]];
        let three = bitmap(9, 4, |x, _| colours[x as usize % 3]);
        let indexed = Indexed::of(&three, 16);
        assert_eq!(indexed.colours.len(), 3);
        for (x, index) in indexed.row(3).iter().enumerate() {
            let [r, g, b, _] = colours[x % 3];
            assert_eq!(indexed.colours[usize::from(*index) - 1], [r, g, b]);
        }
    }

    #[test]
    fn colours_that_are_nearly_alike_stay_apart() {
        let greys = bitmap(8, 3, |x, _| [248 + x as u8, 250, 250, 255]);
        let indexed = Indexed::of(&greys, 16);
        assert_eq!(indexed.colours.len(), 8);
        for (x, index) in indexed.row(1).iter().enumerate() {
            assert_eq!(indexed.colours[usize::from(*index) - 1][0], 248 + x as u8);
        }
        assert!(Indexed::of(&greys, 7).colours.len() <= 7);
    }

    #[test]
    fn many_colours_become_few_of_the_same_brightness() {
        let many = bitmap(64, 64, |x, y| [x as u8 * 4, y as u8 * 4, 128, 255]);
        for most in [2, 16, 256] {
            let indexed = Indexed::of(&many, most);
            assert!(indexed.colours.len() <= most);
            let sum: u64 = (0..64)
                .flat_map(|y| indexed.row(y))
                .map(|index| u64::from(indexed.colours[usize::from(*index) - 1][0]))
                .sum();
            assert!((sum / 4096).abs_diff(126) < 6, "{most}: {}", sum / 4096);
        }
    }

    #[test]
    fn what_is_transparent_has_no_colour() {
        let none = bitmap(5, 5, |_, _| [255, 255, 255, 0]);
        let indexed = Indexed::of(&none, 256);
        assert_eq!(indexed.row(2), [0; 5]);
        assert!(
            Indexed::of(&bitmap(0, 0, |_, _| [0; 4]), 16)
                .row(0)
                .is_empty()
        );
    }
}

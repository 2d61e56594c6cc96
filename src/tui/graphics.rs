//! Pictures in pixels, on terminals that have them.
//!
//! Drawing leaves the cells of a picture empty and says where it belongs ([`Placement`]). What is
//! shown is then made equal to that: what is not there any more is taken away, what is new is
//! written; what stays is left alone. Half blocks need none of this: they are cells.
//!
//! kitty keeps what it has been sent and shows parts of it by number; sixel and iTerm2 take
//! pixels where the cursor is, which are gone as soon as the cells beneath are written again.

mod iterm;
mod kitty;
mod palette;
mod question;
mod sixel;

use std::fmt::Write as _;
use std::sync::{Arc, Weak};

pub use question::{Answer, Answers, answer, question};

use crate::app::Area;
use crate::picture::{Bitmap, CellSize, Raster, Size};
use palette::Indexed;

/// Bytes of pixels that a terminal is trusted to keep.
const KEPT: usize = 64 << 20;

/// Where a picture belongs on the screen.
#[derive(Clone, Debug)]
pub struct Placement {
    /// Its pixels.
    pub bitmap: Arc<Bitmap>,
    /// The cells that are seen of it.
    pub area: Area,
    /// The rows of cells above those that are not.
    pub above: u16,
}

impl PartialEq for Placement {
    fn eq(&self, other: &Placement) -> bool {
        Arc::ptr_eq(&self.bitmap, &other.bitmap)
            && (self.area, self.above) == (other.area, other.above)
    }
}

/// How a terminal takes pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// <https://sw.kovidgoyal.net/kitty/graphics-protocol/>
    Kitty,
    /// <https://iterm2.com/documentation-images.html>
    Iterm,
    /// DEC's, with so many colours.
    Sixel(u16),
}

/// What a terminal shows in pixels.
#[derive(Debug)]
pub struct Graphics {
    protocol: Protocol,
    /// The pixels of a cell.
    cell: CellSize,
    shown: Vec<Placement>,
    /// What kitty has been sent, by number, and what pictures in few colours have been made of
    /// others; the oldest first. Who has the pixels is not kept alive.
    sent: Vec<(Weak<Bitmap>, u32, usize)>,
    indexed: Vec<(Weak<Bitmap>, Indexed)>,
    last: u32,
}

/// What is to be done to show other pictures.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// To be written before cells are.
    pub before: String,
    /// Cells that have to be written again.
    pub stale: Vec<Area>,
    /// To be written after cells are.
    pub after: String,
}

impl Change {
    /// True when nothing is to be done.
    pub fn is_none(&self) -> bool {
        *self == Change::default()
    }
}

impl Graphics {
    /// Nothing shown yet.
    pub fn new(protocol: Protocol, cell: CellSize) -> Graphics {
        Graphics {
            protocol,
            cell,
            shown: Vec::new(),
            sent: Vec::new(),
            indexed: Vec::new(),
            last: 0,
        }
    }

    /// The same with cells of another size; nothing when they have this one.
    pub fn with_cell(&self, cell: CellSize) -> Option<Graphics> {
        (self.cell != cell).then(|| Graphics::new(self.protocol, cell))
    }

    /// How pictures come to the screen.
    pub fn raster(&self) -> Raster {
        Raster {
            cell: self.cell,
            dots: self.cell,
        }
    }

    /// Its terminal has forgotten everything: nothing is shown, and nothing kept.
    pub fn forget(&mut self) {
        self.shown.clear();
        self.sent.clear();
    }

    /// What takes everything away, for a terminal that would keep it.
    pub fn end(&mut self) -> &'static str {
        self.forget();
        match self.protocol {
            Protocol::Kitty => kitty::DELETE_ALL,
            Protocol::Iterm | Protocol::Sixel(_) => "",
        }
    }

    /// Makes what is shown equal to `next`, on a screen of `rows` rows.
    pub fn show(&mut self, mut next: Vec<Placement>, rows: u16) -> Change {
        if self.protocol != Protocol::Kitty {
            // Pixels in the last row would make the terminal scroll.
            for placement in &mut next {
                let most = rows.saturating_sub(1).saturating_sub(placement.area.y);
                placement.area.height = placement.area.height.min(most);
            }
        }
        next.retain(|it| it.area.width > 0 && it.area.height > 0);
        let mut change = Change::default();
        let before = std::mem::take(&mut self.shown);
        // To kitty a placement is its number, which is its index here.
        let stays = |index: usize, it: &Placement, others: &[Placement]| match self.protocol {
            Protocol::Kitty => others.get(index) == Some(it),
            Protocol::Iterm | Protocol::Sixel(_) => others.contains(it),
        };
        let gone: Vec<(usize, &Placement)> = before
            .iter()
            .enumerate()
            .filter(|(index, it)| !stays(*index, it, &next))
            .collect();
        let new: Vec<(usize, &Placement)> = next
            .iter()
            .enumerate()
            .filter(|(index, it)| !stays(*index, it, &before))
            .collect();
        for (index, placement) in gone {
            match self.protocol {
                Protocol::Kitty => {
                    if let Some(id) = self.id_of(&placement.bitmap) {
                        kitty::take_away(id, index as u32 + 1, &mut change.before);
                    }
                }
                Protocol::Iterm | Protocol::Sixel(_) => change.stale.push(placement.area),
            }
        }
        for (index, placement) in new {
            self.write(placement, index as u32 + 1, &mut change.after);
        }
        self.drop_old(&next, &mut change.after);
        self.shown = next;
        change
    }

    fn write(&mut self, placement: &Placement, number: u32, out: &mut String) {
        let Area { x, y, .. } = placement.area;
        let crop = Crop::of(placement, self.cell);
        if crop.size.pixels() == 0 {
            return;
        }
        match self.protocol {
            Protocol::Kitty => {
                let id = match self.id_of(&placement.bitmap) {
                    Some(id) => id,
                    None => self.send(&placement.bitmap, out),
                };
                go_to(x, y, out);
                kitty::put(id, number, crop, out);
            }
            Protocol::Iterm => {
                go_to(x, y, out);
                iterm::write(&placement.bitmap, crop, out);
            }
            Protocol::Sixel(colours) => {
                let known = self
                    .indexed
                    .iter()
                    .position(|(known, _)| known.as_ptr() == Arc::as_ptr(&placement.bitmap));
                let index = known.unwrap_or_else(|| {
                    self.indexed.retain(|(known, _)| known.strong_count() > 0);
                    let indexed = Indexed::of(&placement.bitmap, usize::from(colours));
                    self.indexed
                        .push((Arc::downgrade(&placement.bitmap), indexed));
                    self.indexed.len() - 1
                });
                if let Some((_, indexed)) = self.indexed.get(index) {
                    go_to(x, y, out);
                    sixel::write(indexed, crop, out);
                }
            }
        }
    }

    fn id_of(&self, bitmap: &Arc<Bitmap>) -> Option<u32> {
        let same =
            |(sent, _, _): &&(Weak<Bitmap>, u32, usize)| sent.as_ptr() == Arc::as_ptr(bitmap);
        self.sent.iter().find(same).map(|(_, id, _)| *id)
    }

    fn send(&mut self, bitmap: &Arc<Bitmap>, out: &mut String) -> u32 {
        self.last = self.last % 0x00ff_ffff + 1;
        kitty::send(bitmap, self.last, out);
        self.sent
            .push((Arc::downgrade(bitmap), self.last, bitmap.bytes()));
        self.last
    }

    /// Has the terminal forget what nobody has any more, and the oldest beyond what it may keep.
    fn drop_old(&mut self, shown: &[Placement], out: &mut String) {
        let mut bytes: usize = self.sent.iter().map(|(_, _, bytes)| bytes).sum();
        self.sent.retain(|(sent, id, size)| {
            let is_shown = shown
                .iter()
                .any(|it| Arc::as_ptr(&it.bitmap) == sent.as_ptr());
            let stays = is_shown || (sent.strong_count() > 0 && bytes <= KEPT);
            if !stays {
                bytes -= size;
                kitty::delete(*id, out);
            }
            stays
        });
    }
}

/// The part of a picture that is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crop {
    /// The first row of pixels.
    top: u32,
    /// The pixels that are seen.
    size: Size,
    /// The cells that they take.
    columns: u16,
    rows: u16,
    /// The pixels of a cell.
    cell: CellSize,
}

impl Crop {
    fn of(placement: &Placement, cell: CellSize) -> Crop {
        let whole = placement.bitmap.size();
        let Area { width, height, .. } = placement.area;
        let top = u32::from(placement.above) * u32::from(cell.height);
        let room = u32::from(height) * u32::from(cell.height);
        let size = Size {
            width: whole.width.min(u32::from(width) * u32::from(cell.width)),
            height: whole.height.saturating_sub(top).min(room),
        };
        Crop {
            top: top.min(whole.height),
            size,
            columns: size.width.div_ceil(u32::from(cell.width.max(1))) as u16,
            rows: size.height.div_ceil(u32::from(cell.height.max(1))) as u16,
            cell,
        }
    }
}

fn go_to(x: u16, y: u16, out: &mut String) {
    // Writing to a string does not fail.
    let _ = write!(out, "\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1);
}

/// Base64 (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u32| {
        let letter = LETTERS.get(bits as usize & 63);
        letter.copied().map_or('=', char::from)
    };
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |index: usize| group.get(index).copied().map_or(0, u32::from);
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        text.push(letter(bits >> 18));
        text.push(letter(bits >> 12));
        text.push(if group.len() > 1 {
            letter(bits >> 6)
        } else {
            '='
        });
        text.push(if group.len() > 2 { letter(bits) } else { '=' });
    }
    text
}

#[cfg(test)]
mod tests;

//! Pictures in pixels, on terminals that have them.
//!
//! Drawing leaves the cells of a picture empty and says where it belongs ([`Placement`]). What is
//! shown is then made equal to that: what is not there any more is taken away, what is new is
//! written; what stays is left alone. Half blocks need none of this: they are cells.
//!
//! kitty keeps what it has been sent and shows parts of it by number; sixel and iTerm2 take
//! pixels where the cursor is, which are gone as soon as the cells beneath are written again.
//!
//! What takes time is made beforehand, off the drawing thread ([`Prepared`]): kitty's and iTerm2's
//! file, the colours of sixel. What is not there when it is to be shown is made then.

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
use iterm::Pages;
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

impl Placement {
    /// What is left of it where `hidden` lies over it: what is above that and what is below.
    pub fn without(self, hidden: Area) -> impl Iterator<Item = Placement> {
        let area = self.area;
        let (top, bottom) = (area.y, area.y.saturating_add(area.height));
        let is_hidden = hidden.x < area.right()
            && area.x < hidden.right()
            && hidden.y < bottom
            && area.y < hidden.y.saturating_add(hidden.height);
        let (end, start) = if is_hidden {
            (hidden.y, hidden.y.saturating_add(hidden.height))
        } else {
            (bottom, bottom)
        };
        let rows = [
            (top, end.clamp(top, bottom)),
            (start.clamp(top, bottom), bottom),
        ];
        let seen = rows.into_iter().filter(|(first, end)| first < end);
        seen.map(move |(first, end)| Placement {
            bitmap: Arc::clone(&self.bitmap),
            area: Area {
                y: first,
                height: end - first,
                ..area
            },
            above: self.above.saturating_add(first - top),
        })
    }
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

/// A terminal's way with pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// How it takes them.
    pub protocol: Protocol,
    /// How many a cell has.
    pub cell: CellSize,
}

/// What is made of a picture before it is shown.
#[derive(Debug)]
pub enum Prepared {
    /// A file, as it is sent.
    Kitty(String),
    /// A file, as it is sent, and of what is seen in part those of its rows of cells.
    Iterm(Pages),
    /// Pixels in few colours.
    Sixel(Indexed),
}

impl Way {
    /// Makes what can be made before it is known where a picture is shown.
    pub fn prepare(self, bitmap: &Bitmap) -> Prepared {
        match self.protocol {
            Protocol::Kitty => Prepared::Kitty(kitty::data(bitmap)),
            Protocol::Iterm => Prepared::Iterm(Pages::of(bitmap, self.cell)),
            Protocol::Sixel(colours) => Prepared::Sixel(Indexed::of(bitmap, usize::from(colours))),
        }
    }
}

/// What a terminal shows in pixels.
#[derive(Debug)]
pub struct Graphics {
    way: Way,
    shown: Vec<Placement>,
    /// What kitty has been sent, by number, the oldest first. Who has the pixels is not kept alive.
    sent: Vec<Sent>,
    /// What has been made of pictures that somebody has; kitty's only until it is sent.
    prepared: Vec<(Weak<Bitmap>, Prepared)>,
    last: u32,
}

/// A picture that kitty has.
#[derive(Debug)]
struct Sent {
    bitmap: Weak<Bitmap>,
    id: u32,
    bytes: usize,
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
            way: Way { protocol, cell },
            shown: Vec::new(),
            sent: Vec::new(),
            prepared: Vec::new(),
            last: 0,
        }
    }

    /// The same with cells of another size; nothing when they have this one.
    pub fn with_cell(&self, cell: CellSize) -> Option<Graphics> {
        (self.way.cell != cell).then(|| Graphics::new(self.way.protocol, cell))
    }

    /// The terminal's way with pixels.
    pub fn way(&self) -> Way {
        self.way
    }

    /// How pictures come to the screen.
    pub fn raster(&self) -> Raster {
        Raster {
            cell: self.way.cell,
            dots: self.way.cell,
        }
    }

    /// Takes what has been made of a picture in the terminal's `way`, which may be another by now.
    pub fn take(&mut self, bitmap: &Arc<Bitmap>, way: Way, prepared: Prepared) {
        if way == self.way {
            self.prepared.push((Arc::downgrade(bitmap), prepared));
        }
        self.drop_prepared();
    }

    /// What takes everything away, for a terminal that would keep it: nothing is shown then.
    pub fn clear(&mut self) -> &'static str {
        self.shown.clear();
        match self.way.protocol {
            Protocol::Kitty => kitty::TAKE_ALL_AWAY,
            Protocol::Iterm | Protocol::Sixel(_) => "",
        }
    }

    /// What takes everything away and has the terminal forget it, for one that would keep it.
    pub fn end(&mut self) -> String {
        self.shown.clear();
        let mut out = String::new();
        // What is not on the screen is not meant by all.
        for sent in self.sent.drain(..) {
            kitty::delete(sent.id, &mut out);
        }
        match self.way.protocol {
            Protocol::Kitty => out.push_str(kitty::DELETE_ALL),
            Protocol::Iterm | Protocol::Sixel(_) => {}
        }
        out
    }

    /// Makes what is shown equal to `next`, on a screen of `rows` rows.
    pub fn show(&mut self, mut next: Vec<Placement>, rows: u16) -> Change {
        if self.way.protocol != Protocol::Kitty {
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
        let stays = |index: usize, it: &Placement, others: &[Placement]| match self.way.protocol {
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
            match self.way.protocol {
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
        self.drop_prepared();
        self.shown = next;
        change
    }

    fn write(&mut self, placement: &Placement, number: u32, out: &mut String) {
        let Area { x, y, .. } = placement.area;
        let crop = Crop::of(placement, self.way.cell);
        if crop.size.pixels() == 0 {
            return;
        }
        let bitmap = &placement.bitmap;
        if let Some(id) = self.id_of(bitmap) {
            go_to(x, y, out);
            return kitty::put(id, number, crop, out);
        }
        let known = self
            .prepared
            .iter()
            .position(|(known, _)| known.as_ptr() == Arc::as_ptr(bitmap));
        let index = known.unwrap_or_else(|| {
            let prepared = self.way.prepare(bitmap);
            self.prepared.push((Arc::downgrade(bitmap), prepared));
            self.prepared.len() - 1
        });
        match self.prepared.get_mut(index) {
            Some((_, Prepared::Kitty(data))) => {
                let data = std::mem::take(data);
                self.prepared.swap_remove(index);
                let id = self.send(bitmap, &data, out);
                go_to(x, y, out);
                kitty::put(id, number, crop, out);
            }
            Some((_, Prepared::Iterm(pages))) => pages.write(bitmap, (x, y), crop, out),
            Some((_, Prepared::Sixel(indexed))) => {
                go_to(x, y, out);
                sixel::write(indexed, crop, out);
            }
            None => {}
        }
    }

    fn id_of(&self, bitmap: &Arc<Bitmap>) -> Option<u32> {
        let is_it = |sent: &&Sent| sent.bitmap.as_ptr() == Arc::as_ptr(bitmap);
        self.sent.iter().find(is_it).map(|sent| sent.id)
    }

    fn send(&mut self, bitmap: &Arc<Bitmap>, data: &str, out: &mut String) -> u32 {
        self.last = self.last % 0x00ff_ffff + 1;
        kitty::send(data, self.last, out);
        self.sent.push(Sent {
            bitmap: Arc::downgrade(bitmap),
            id: self.last,
            bytes: bitmap.bytes(),
        });
        self.last
    }

    /// Has the terminal forget what nobody has any more, and the oldest beyond what it may keep.
    fn drop_old(&mut self, shown: &[Placement], out: &mut String) {
        let mut bytes: usize = self.sent.iter().map(|sent| sent.bytes).sum();
        self.sent.retain(|sent| {
            let is_shown = shown
                .iter()
                .any(|it| Arc::as_ptr(&it.bitmap) == sent.bitmap.as_ptr());
            let stays = is_shown || (sent.bitmap.strong_count() > 0 && bytes <= KEPT);
            if !stays {
                bytes -= sent.bytes;
                kitty::delete(sent.id, out);
            }
            stays
        });
    }

    /// Forgets what was made of pixels that nobody has any more.
    fn drop_prepared(&mut self) {
        self.prepared
            .retain(|(bitmap, _)| bitmap.strong_count() > 0);
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
    /// Whether the whole picture fills its cells.
    fills: bool,
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
        let (across, down) = (u32::from(cell.width.max(1)), u32::from(cell.height.max(1)));
        Crop {
            top: top.min(whole.height),
            size,
            columns: size.width.div_ceil(across) as u16,
            rows: size.height.div_ceil(down) as u16,
            fills: whole.width.is_multiple_of(across) && whole.height.is_multiple_of(down),
        }
    }
}

fn go_to(x: u16, y: u16, out: &mut String) {
    // Writing to a string does not fail.
    let _ = write!(out, "\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1);
}

#[cfg(test)]
mod tests;

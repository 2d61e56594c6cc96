//! The picture that has the pane: all of it, or a part that is looked at closely.

use super::command::{Direction, Zoom};
use super::message::Rendition;
use super::overlay::Overlay;
use super::pictures::Wanted;
use super::{App, Area, Article};
use crate::picture::{Cells, Part, Picture, Raster, Size};

/// Hundredths of a picture's size that it can be looked at in, beside that at which it fits.
const STEPS: [u16; 13] = [5, 10, 25, 33, 50, 67, 100, 150, 200, 300, 400, 600, 800];
/// The most of them where a dot is no larger than a pixel of the screen.
const MOST: u16 = 400;

/// The picture that has the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Where in the post's text its words begin, in bytes.
    pub at: u32,
    /// How it is to be seen.
    look: Look,
    /// How its pixels were here last: they stay until the others come.
    seen: Look,
}

/// How a picture is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Look {
    /// As large as the pane, and no larger than it is.
    #[default]
    Whole,
    /// In so many hundredths of its size.
    Closely {
        percent: u16,
        /// The pixel of the picture that is in the middle.
        middle: Point,
    },
}

/// A pixel of a picture, from the left and from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    x: u32,
    y: u32,
}

/// What is seen of a picture in the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    part: Part,
    /// What it takes of the pane.
    cells: Cells,
    /// The pixels that are shown.
    size: Size,
    percent: u16,
}

/// A picture that has the pane, with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewed {
    /// What it shows, in words.
    pub caption: String,
    /// Which one of the post's it is, from 1.
    pub position: usize,
    /// How many the post has.
    pub count: usize,
    /// In how many hundredths of its size it is looked at.
    pub percent: u16,
    /// Where it stands on the screen.
    pub area: Area,
    /// Its pixels.
    pub rendition: Rendition,
}

impl View {
    /// Of all of a picture.
    pub(super) fn new(at: u32) -> View {
        View {
            at,
            look: Look::Whole,
            seen: Look::Whole,
        }
    }
}

impl Frame {
    /// What is seen of a picture that is looked at like that in so much room.
    fn of(picture: &Picture, raster: Raster, room: Cells, look: Look) -> Frame {
        match look {
            Look::Whole => Frame::whole(picture, raster, room),
            Look::Closely { percent, middle } => {
                Frame::close(picture, raster, room, percent, middle)
            }
        }
    }

    fn whole(picture: &Picture, raster: Raster, room: Cells) -> Frame {
        let cells = picture.size.in_cells(raster.cell, room);
        let full = picture.size.times(raster.cell.grain());
        let shown = full.within(room.in_pixels(raster.cell));
        let (one, other) = if full.width >= full.height {
            (shown.width, full.width)
        } else {
            (shown.height, full.height)
        };
        let percent = (100 * u64::from(one) + u64::from(other) / 2) / u64::from(other.max(1));
        Frame {
            part: Part {
                left: 0,
                top: 0,
                size: picture.size,
            },
            cells,
            size: picture.size_in(cells, raster),
            percent: percent.clamp(1, 100) as u16,
        }
    }

    fn close(picture: &Picture, raster: Raster, room: Cells, percent: u16, middle: Point) -> Frame {
        let scale = u64::from(percent) * u64::from(raster.cell.grain());
        let pixels = room.in_pixels(raster.cell);
        // As many whole pixels of it as the room has, and where those begin.
        let stretch = |side: u32, middle: u32, room: u32| {
            let seen = (u64::from(room) * 100 / scale.max(1)).clamp(1, u64::from(side.max(1)));
            let seen = seen as u32;
            let first = middle
                .saturating_sub(seen / 2)
                .min(side.saturating_sub(seen));
            let shown = (u64::from(seen) * scale / 100).clamp(1, u64::from(room.max(1)));
            (first, seen, shown as u32)
        };
        let (left, width, across) = stretch(picture.size.width, middle.x, pixels.width);
        let (top, height, down) = stretch(picture.size.height, middle.y, pixels.height);
        let shown = Size {
            width: across,
            height: down,
        };
        let cells = shown.cells(raster.cell, room);
        Frame {
            part: Part {
                left,
                top,
                size: Size { width, height },
            },
            cells,
            size: raster.shown(shown, cells),
            percent,
        }
    }

    /// True when there is more of the picture than is seen.
    fn is_part_of(&self, picture: &Picture) -> bool {
        self.part.size != picture.size
    }

    fn middle(&self) -> Point {
        Point {
            x: self.part.left + self.part.size.width / 2,
            y: self.part.top + self.part.size.height / 2,
        }
    }

    fn rendition(&self, picture: &Picture) -> Rendition {
        Rendition {
            part: self.is_part_of(picture).then_some(self.part),
            size: self.size,
            picture: picture.clone(),
        }
    }
}

impl App {
    /// The picture that has the pane.
    pub fn viewed(&self) -> Option<Viewed> {
        let (view, article) = self.view_open()?;
        let wanted = self.frame(article, view.at, view.look)?;
        let picture = article.picture(view.at)?;
        let is_here = |frame: &Frame| self.pixels(&frame.rendition(picture)).is_some();
        let before = || self.frame(article, view.at, view.seen).filter(is_here);
        let shown = if is_here(&wanted) {
            wanted
        } else {
            before().unwrap_or(wanted)
        };
        let body = self.layout.overlay().body;
        let cells = shown.cells;
        Some(Viewed {
            caption: article.caption(view.at),
            position: 1 + article.pictures().position(|at| at == view.at)?,
            count: article.pictures().count(),
            percent: wanted.percent,
            area: Area {
                x: body.x + (body.width - cells.columns.min(body.width)) / 2,
                y: body.y + (body.height - cells.rows.min(body.height)) / 2,
                width: cells.columns,
                height: cells.rows,
            },
            rendition: shown.rendition(picture),
        })
    }

    /// Gives the pane to a picture of the post, when pictures are shown.
    pub(super) fn view(&mut self, at: u32) -> bool {
        let is_shown = self.settings.pictures.is_some();
        if is_shown {
            self.overlay = Some(Overlay::Picture(View::new(at)));
        }
        is_shown
    }

    /// The picture `by` further on, back at the other end beyond the last.
    pub(super) fn step_picture(&mut self, by: isize) {
        let Some((View { at, .. }, article)) = self.view_open() else {
            return;
        };
        let all: Vec<u32> = article.pictures().collect();
        let index = all.iter().position(|it| *it == at).unwrap_or_default();
        let next = index.cast_signed() + by;
        let next = next.rem_euclid(all.len().max(1).cast_signed());
        if let Some(at) = all.get(next.cast_unsigned()) {
            self.overlay = Some(Overlay::Picture(View::new(*at)));
        }
    }

    /// Looks at the picture more or less closely.
    pub(super) fn zoom(&mut self, zoom: Zoom) {
        let Some((now, whole, raster)) = self.frames() else {
            return;
        };
        let most = if raster.cell == raster.dots {
            MOST
        } else {
            u16::MAX
        };
        let mut steps = STEPS
            .into_iter()
            .filter(|step| (whole.percent..=most).contains(step));
        let next = match zoom {
            Zoom::In => steps.find(|step| *step > now.percent).or(Some(now.percent)),
            Zoom::Out => steps.rfind(|step| *step < now.percent),
            Zoom::Fit => None,
        };
        let closely = |percent| Look::Closely {
            percent,
            middle: now.middle(),
        };
        let next = next.filter(|percent| *percent > whole.percent);
        self.look(next.map_or(Look::Whole, closely));
    }

    /// Moves what is seen of a picture; where all of it is, to the next one or the one before.
    pub(super) fn pan(&mut self, direction: Direction) {
        let Some((now, whole, _)) = self.frames() else {
            return;
        };
        let Size { width, height } = now.part.size;
        if now.part.size == whole.part.size {
            return self.step_picture(match direction {
                Direction::Left | Direction::Up => -1,
                Direction::Right | Direction::Down => 1,
            });
        }
        let Point { x, y } = now.middle();
        let (across, down) = ((width / 4).max(1), (height / 4).max(1));
        let all = whole.part.size;
        let (last_x, last_y) = (
            all.width - width + width / 2,
            all.height - height + height / 2,
        );
        let middle = match direction {
            Direction::Left => Point {
                x: x.saturating_sub(across).max(width / 2),
                y,
            },
            Direction::Right => Point {
                x: x.saturating_add(across).min(last_x),
                y,
            },
            Direction::Up => Point {
                x,
                y: y.saturating_sub(down).max(height / 2),
            },
            Direction::Down => Point {
                x,
                y: y.saturating_add(down).min(last_y),
            },
        };
        let percent = now.percent;
        self.look(Look::Closely { percent, middle });
    }

    /// Closes the view of a picture that is gone, and notes what has come of it.
    pub(super) fn settle_view(&mut self) {
        let Some(Overlay::Picture(_)) = self.overlay else {
            return;
        };
        if self.viewed().is_none() {
            self.overlay = None;
        } else if let Some((view, article)) = self.view_open()
            && let Some(frame) = self.frame(article, view.at, view.look)
            && let Some(picture) = article.picture(view.at)
            && self.pixels(&frame.rendition(picture)).is_some()
        {
            let seen = view.look;
            self.overlay = Some(Overlay::Picture(View { seen, ..view }));
        }
    }

    /// What the pane that a picture has needs: that picture, the next and the one before; of one
    /// that is looked at closely, no more than is seen.
    pub(super) fn in_view(&self) -> Vec<Wanted> {
        let Some((view, article)) = self.view_open() else {
            return Vec::new();
        };
        let wanted = |at, look, is_seen| {
            let picture = article.picture(at)?;
            Some(Wanted {
                rendition: self.frame(article, at, look)?.rendition(picture),
                is_seen,
            })
        };
        let next = article.pictures().find(|at| *at > view.at);
        let before = article.pictures().filter(|at| *at < view.at).last();
        let others = match view.look {
            Look::Whole => [next, before],
            Look::Closely { .. } => [None, None],
        };
        let others = others.into_iter().flatten();
        let others = others.filter_map(|at| wanted(at, Look::Whole, false));
        let this = wanted(view.at, view.look, true);
        this.into_iter().chain(others).collect()
    }

    fn view_open(&self) -> Option<(View, &Article)> {
        match &self.overlay {
            Some(Overlay::Picture(view)) => Some((*view, self.reader.article()?)),
            Some(
                Overlay::Help(_) | Overlay::Hints(_) | Overlay::Menu(_) | Overlay::Question(_),
            )
            | None => None,
        }
    }

    /// The picture that has the pane: what of it is to be seen, and all of it.
    fn frames(&self) -> Option<(Frame, Frame, Raster)> {
        let (view, article) = self.view_open()?;
        let now = self.frame(article, view.at, view.look)?;
        let whole = self.frame(article, view.at, Look::Whole)?;
        Some((now, whole, self.settings.pictures?))
    }

    fn look(&mut self, look: Look) {
        if let Some(Overlay::Picture(view)) = &mut self.overlay {
            view.look = look;
        }
    }

    fn frame(&self, article: &Article, at: u32, look: Look) -> Option<Frame> {
        let raster = self.settings.pictures?;
        let picture = article.picture(at)?;
        let body = self.layout.overlay().body;
        let room = Cells {
            columns: body.width,
            rows: body.height,
        };
        Some(Frame::of(picture, raster, room, look))
    }
}

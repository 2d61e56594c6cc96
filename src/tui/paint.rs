//! Writing to the screen's cells: looks become ratatui's styles, texts never leave their room.

use std::ops::Range;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::app::Area;
use crate::page::width;
use crate::picture::Bitmap;
use crate::theme::{Attributes, Colour, Look, Part, Theme};
use crate::tui::graphics::Placement;

/// What drawing writes on.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    glyphs: &'static Glyphs,
    /// Where pictures belong, for a terminal that has pixels.
    placed: Option<Vec<Placement>>,
}

/// What byline draws around the page.
#[derive(Debug)]
pub struct Glyphs {
    /// Stands before the chosen post.
    pub mark: &'static str,
    /// Stands behind a post that has not been read.
    pub unread: &'static str,
    /// Stands behind a post that has a star.
    pub star: &'static str,
    /// Makes bars: the whole cell, and its parts in eighths where there are such.
    pub bar: &'static [&'static str],
    /// Stands for what was cut off.
    pub ellipsis: &'static str,
    /// Parts the panes.
    pub divider: &'static str,
    /// Parts phrases.
    pub dot: &'static str,
    /// Stands between width and height.
    pub times: &'static str,
    /// Stands before the name of a section.
    pub section: &'static str,
    /// Stands before the name of a post that a link leads to.
    pub leads_to: &'static str,
    /// Marks a link to a place in the post.
    pub place: &'static str,
    /// Marks a link to a post.
    pub post: &'static str,
    /// Marks a link to a file.
    pub file: &'static str,
    /// Marks a video.
    pub video: &'static str,
    /// Marks a sound.
    pub audio: &'static str,
    /// Marks a talk's slides.
    pub slides: &'static str,
}

const UNICODE: Glyphs = Glyphs {
    mark: "▌",
    unread: "●",
    star: "★",
    bar: &["█", "▏", "▎", "▍", "▌", "▋", "▊", "▉"],
    ellipsis: "…",
    divider: "│",
    dot: " · ",
    times: "×",
    section: "§ ",
    leads_to: "→ ",
    place: "§",
    post: "→",
    file: "↓",
    video: "▶",
    audio: "♪",
    slides: "▤",
};

const ASCII: Glyphs = Glyphs {
    mark: ">",
    unread: "o",
    star: "*",
    bar: &["="],
    ellipsis: "~",
    divider: "|",
    dot: " - ",
    times: "x",
    section: "# ",
    leads_to: "-> ",
    place: "#",
    post: "+",
    file: "%",
    video: ">",
    audio: "~",
    slides: "=",
};

impl<'a> Canvas<'a> {
    /// Writes on `buffer` in the looks of `theme`.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, ascii: bool) -> Canvas<'a> {
        Canvas {
            buffer,
            theme,
            glyphs: if ascii { &ASCII } else { &UNICODE },
            placed: None,
        }
    }

    /// From now on pictures are not written but told.
    #[must_use]
    pub fn placing(self) -> Canvas<'a> {
        Canvas {
            placed: Some(Vec::new()),
            ..self
        }
    }

    /// The pictures that are not hidden by what was written after them.
    pub fn into_placed(self) -> Vec<Placement> {
        self.placed.unwrap_or_default()
    }

    /// The looks.
    pub fn theme(&self) -> &Theme {
        self.theme
    }

    /// What is drawn around the page.
    pub fn glyphs(&self) -> &'static Glyphs {
        self.glyphs
    }

    /// Writes as much of `text` as fits on the first row of `area` from column `x` of the screen
    /// on; returns the column after it. A wide character is written whole or not at all.
    pub fn put(&mut self, area: Area, x: u16, text: &str, look: Look) -> u16 {
        let bounds = self.buffer.area;
        let inside = area.height > 0 && area.y < bounds.bottom() && x >= area.x;
        let right = area.right().min(bounds.right());
        if !inside || x >= right {
            return x;
        }
        let room = usize::from(right - x);
        let (end, _) = self.buffer.set_stringn(x, area.y, text, room, style(look));
        self.hide(Area {
            x,
            y: area.y,
            width: end.saturating_sub(x),
            height: 1,
        });
        end
    }

    /// What is written over a picture hides the rows of it that it is in.
    fn hide(&mut self, area: Area) {
        if let Some(placed) = &mut self.placed
            && placed.iter().any(|it| rect(it.area).intersects(rect(area)))
        {
            let whole = std::mem::take(placed).into_iter();
            placed.extend(whole.flat_map(|it| it.without(area)));
        }
    }

    /// Writes `text`, with an ellipsis where it is cut off, in at most `room` cells.
    pub fn put_cut(&mut self, area: Area, x: u16, room: u16, text: &str, look: Look) -> u16 {
        let area = area.up_to(x.saturating_add(room));
        if width::text(text) <= u32::from(room) {
            return self.put(area, x, text, look);
        }
        let (start, _) = width::fitting(text, u32::from(room.saturating_sub(1)));
        let x = self.put(area, x, start.trim_end(), look);
        self.put(area, x, self.glyphs.ellipsis, look)
    }

    /// Writes `text` like [`Canvas::put_cut`] from the left of `area` on, and what was `found` in it,
    /// in bytes, in a look of its own.
    pub fn put_found(&mut self, area: Area, text: &str, found: &[Range<usize>], look: Look) -> u16 {
        let end = self.put_cut(area, area.x, area.width, text, look);
        let room = u32::from(area.width);
        let seen = if width::text(text) <= room {
            text.len()
        } else {
            width::fitting(text, room.saturating_sub(1)).0.len()
        };
        let look = self.theme.part(Part::Found);
        for range in found {
            let (from, to) = (range.start.min(seen), range.end.min(seen));
            let before = text.get(..from).unwrap_or_default();
            let letters = text.get(from..to).unwrap_or_default();
            let x = area.x.saturating_add(width::text(before) as u16);
            self.put(area, x, letters, look);
        }
        end
    }

    /// Writes `text` so that it ends at the right edge of the first row of `area`; returns where
    /// it begins. Writes nothing when it does not fit.
    pub fn put_right(&mut self, area: Area, text: &str, look: Look) -> u16 {
        match u16::try_from(width::text(text)) {
            Ok(wide) if wide <= area.width => {
                let x = area.right() - wide;
                self.put(area, x, text, look);
                x
            }
            _ => area.right(),
        }
    }

    /// Writes a picture, in half blocks where it is not placed, from the top left of `area` on,
    /// without the rows of cells `above` its first that is seen. What is transparent stays as it is.
    pub fn put_bitmap(&mut self, area: Area, bitmap: &Arc<Bitmap>, above: u16) {
        if let Some(placed) = &mut self.placed {
            placed.push(Placement {
                bitmap: Arc::clone(bitmap),
                area,
                above,
            });
            return;
        }
        let colour = |[r, g, b]: [u8; 3]| Colour::Rgb(r, g, b);
        for row in 0..area.height {
            for column in 0..area.width {
                let y = 2 * u32::from(row + above);
                let (symbol, ink, ground) = bitmap.half_block(u32::from(column), y);
                if ink.is_some() || ground.is_some() {
                    let look = self.theme.dots(ink.map(colour), ground.map(colour));
                    self.put(area.rows(row, 1), area.x + column, symbol, look);
                }
            }
        }
    }

    /// Gives the cells of `area` a look, whatever stands there.
    pub fn tint(&mut self, area: Area, look: Look) {
        self.buffer.set_style(rect(area), style(look));
    }

    /// Empties the cells of `area`.
    pub fn clear(&mut self, area: Area) {
        self.hide(area);
        let area = rect(area).intersection(self.buffer.area);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
        let ground = self.theme.part(Part::Overlay);
        self.buffer.set_style(area, style(ground));
    }
}

impl Area {
    /// It without what lies at or beyond column `x`.
    #[must_use]
    pub(super) fn up_to(self, x: u16) -> Area {
        Area {
            width: self.width.min(x.saturating_sub(self.x)),
            ..self
        }
    }

    /// It without what lies before column `x`.
    #[must_use]
    pub(super) fn from(self, x: u16) -> Area {
        let x = x.clamp(self.x, self.right());
        Area {
            x,
            width: self.right() - x,
            ..self
        }
    }
}

/// A rectangle as ratatui has it.
fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// A look as ratatui has it. No colour is the terminal's own, also where `NO_COLOR` makes
/// crossterm drop whole sequences: see [`terminal`](super::terminal).
fn style(look: Look) -> Style {
    const ATTRIBUTES: [(Attributes, Modifier); 6] = [
        (Attributes::BOLD, Modifier::BOLD),
        (Attributes::DIM, Modifier::DIM),
        (Attributes::ITALIC, Modifier::ITALIC),
        (Attributes::UNDERLINE, Modifier::UNDERLINED),
        (Attributes::REVERSE, Modifier::REVERSED),
        (Attributes::STRIKE, Modifier::CROSSED_OUT),
    ];
    let colour = |colour| match colour {
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
        Colour::Indexed(index) => Color::Indexed(index),
    };
    let mut style = Style::new();
    style.fg = look.ink.map(colour);
    style.bg = look.ground.map(colour);
    for (attribute, modifier) in ATTRIBUTES {
        if look.attributes.contains(attribute) {
            style = style.add_modifier(modifier);
        }
    }
    style
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;

    use super::*;
    use crate::theme::{Depth, Palette};

    fn area(width: u16) -> Area {
        Area {
            x: 0,
            y: 0,
            width,
            height: 1,
        }
    }

    fn drawn(width: u16, draw: impl FnOnce(&mut Canvas, Area)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let theme = Theme::new(Palette::DARK, Depth::True);
        draw(&mut Canvas::new(&mut buffer, &theme, false), area(width));
        buffer.content.iter().map(Cell::symbol).collect()
    }

    #[test]
    fn a_wide_character_is_never_cut() {
        let cut = |room| {
            drawn(8, |canvas, area| {
                canvas.put_cut(area, 0, room, "日本語", Look::default());
            })
        };
        assert_eq!(cut(6), "日 本 語   ");
        assert_eq!(cut(5), "日 本 …   ");
        assert_eq!(cut(4), "日 …     ");
        assert_eq!(cut(1), "…       ");
        assert_eq!(cut(0), "        ");
    }

    #[test]
    fn what_does_not_fit_at_the_right_is_left_out() {
        let right = |width| {
            drawn(width, |canvas, area| {
                canvas.put_right(area, "38%", Look::default());
            })
        };
        assert_eq!(right(5), "  38%");
        assert_eq!(right(2), "  ");
    }

    #[test]
    fn writing_outside_the_screen_does_no_harm() {
        let nowhere = drawn(3, |canvas, _| {
            let far = Area {
                x: 50,
                y: 50,
                width: 9,
                height: 9,
            };
            canvas.put(far, 55, "x", Look::default());
            canvas.clear(far);
            canvas.tint(far, Look::default());
        });
        assert_eq!(nowhere, "   ");
    }
}

//! Where everything is on the screen, in cells.
//!
//! ```text
//! list.head   │ reader.head
//!             │
//! list.body   │ reader.body, the column of text in its middle
//!             │
//! list.foot   │ reader.foot
//! ```
//!
//! Drawing and the mouse ask the same [`Layout`]. When the screen is narrower than
//! [`SPLIT_WIDTH`] cells or one pane is wanted, the pane that has the keys has the screen.

/// From this many columns on, both panes fit.
const SPLIT_WIDTH: u16 = 80;
/// The list is never wider: titles are short.
const LIST_WIDTH: u16 = 48;

/// In fewer columns the help takes more rows than it has to.
const HELP_WIDTH: u16 = 60;

/// Cells of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Its leftmost column.
    pub x: u16,
    /// Its topmost row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A pane: a line that names what is beneath, that, and a line that says what can be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// All of it.
    pub whole: Area,
    /// The line above; no rows when the screen is too low for it.
    pub head: Area,
    /// What the pane is there for.
    pub body: Area,
    /// The line below; no rows when the screen is too low for it.
    pub foot: Area,
}

/// Which pane has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list of posts.
    #[default]
    List,
    /// The post.
    Reader,
}

/// How many panes are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panes {
    /// Both, when there is room.
    #[default]
    Both,
    /// The one that has the keys.
    One,
}

/// Where everything is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub screen: Area,
    /// The list, when it is seen.
    pub list: Option<Pane>,
    /// The line between the panes, when both are seen.
    pub divider: Option<Area>,
    /// The reader, when it is seen.
    pub reader: Option<Pane>,
    /// The column of text within the reader's body; where it would be, when the reader is not
    /// seen.
    pub column: Area,
}

impl Layout {
    /// For a screen of `size`, with text at most `measure` cells wide.
    pub fn new(size: Size, panes: Panes, focus: Focus, measure: u16) -> Layout {
        let screen = Area {
            x: 0,
            y: 0,
            width: size.width,
            height: size.height,
        };
        let split = panes == Panes::Both && size.width >= SPLIT_WIDTH;
        let (list, divider, reader) = match (split, focus) {
            (true, _) => {
                let (left, divider, right) = screen.split((size.width * 3 / 8).min(LIST_WIDTH));
                (Some(Pane::new(left)), Some(divider), Some(Pane::new(right)))
            }
            (false, Focus::List) => (Some(Pane::new(screen)), None, None),
            (false, Focus::Reader) => (None, None, Some(Pane::new(screen))),
        };
        let body = reader.unwrap_or_else(|| Pane::new(screen)).body;
        Layout {
            screen,
            list,
            divider,
            reader,
            column: body.column(measure),
        }
    }
}

impl Layout {
    /// The pane that overlays lie over: the reader's, unless the list is alone.
    pub fn overlay(&self) -> Pane {
        self.reader.or(self.list).unwrap_or_default()
    }

    /// The pane of the help: that of overlays, or the whole screen where that is too narrow for
    /// keys and what they do; its head and body without the space beside them.
    pub fn help(&self) -> Pane {
        let pane = self.overlay();
        let pane = if pane.whole.width < HELP_WIDTH {
            Pane::new(self.screen)
        } else {
            pane
        };
        let margin = u16::from(pane.body.width > 30) * 2 + 1;
        Pane {
            head: pane.head.inset(margin),
            body: pane.body.inset(margin),
            ..pane
        }
    }
}

impl Pane {
    fn new(area: Area) -> Pane {
        let (above, gap, below) = match area.height {
            0..=2 => (0, 0, 0),
            3..=5 => (0, 0, 1),
            6..=11 => (1, 0, 1),
            _ => (1, 1, 1),
        };
        Pane {
            whole: area,
            head: area.rows(0, above),
            body: area.rows(above + gap, area.height - above - gap - below),
            foot: area.rows(area.height - below, below),
        }
    }
}

impl Area {
    /// True when the cell lies in it.
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&column)
            && (self.y..self.y.saturating_add(self.height)).contains(&row)
    }

    /// One past its rightmost column.
    pub fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// `height` rows of it from `first` on.
    #[must_use]
    pub fn rows(self, first: u16, height: u16) -> Area {
        let first = first.min(self.height);
        Area {
            y: self.y + first,
            height: height.min(self.height - first),
            ..self
        }
    }

    /// It without `by` columns at either side, as far as it has them.
    #[must_use]
    pub fn inset(self, by: u16) -> Area {
        let by = by.min(self.width.saturating_sub(1) / 2);
        Area {
            x: self.x + by,
            width: self.width - 2 * by,
            ..self
        }
    }

    fn split(self, left: u16) -> (Area, Area, Area) {
        let columns = |x: u16, width: u16| Area { x, width, ..self };
        (
            columns(self.x, left),
            columns(self.x + left, 1),
            columns(self.x + left + 1, self.width - left - 1),
        )
    }

    /// The column of text: in the middle, with some space beside it where there is some.
    fn column(self, measure: u16) -> Area {
        let margin = match self.width {
            0..=23 => 0,
            24..=47 => 1,
            48..=71 => 3,
            _ => 5,
        };
        let width = measure.min(self.width - 2 * margin);
        Area {
            x: self.x + (self.width - width) / 2,
            width,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(width: u16, height: u16, panes: Panes, focus: Focus) -> Layout {
        Layout::new(Size { width, height }, panes, focus, 80)
    }

    #[test]
    fn both_panes_show_from_80_columns_on() {
        let wide = layout(80, 24, Panes::Both, Focus::List);
        assert!(wide.list.is_some() && wide.divider.is_some() && wide.reader.is_some());
        let narrow = layout(79, 24, Panes::Both, Focus::List);
        assert!(narrow.list.is_some() && narrow.reader.is_none());
        let narrow = layout(79, 24, Panes::Both, Focus::Reader);
        assert!(narrow.list.is_none() && narrow.reader.is_some());
        let zen = layout(200, 24, Panes::One, Focus::Reader);
        assert!(zen.list.is_none() && zen.reader.is_some());
    }

    #[test]
    fn the_parts_fill_the_screen_and_never_leave_it() {
        for width in 0..=200 {
            for height in 0..=60 {
                for focus in [Focus::List, Focus::Reader] {
                    let it = layout(width, height, Panes::Both, focus);
                    let panes = [it.list, it.reader].into_iter().flatten();
                    let across: u16 = panes.map(|pane| pane.body.width).sum();
                    assert_eq!(across + u16::from(it.divider.is_some()), width);
                    for pane in [it.list, it.reader].into_iter().flatten() {
                        assert!(pane.foot.y + pane.foot.height <= height);
                        assert!(pane.body.y >= pane.head.y + pane.head.height);
                        assert!(pane.foot.y >= pane.body.y + pane.body.height);
                        assert_eq!(pane.body.height == 0, height == 0);
                        assert!(pane.body.right() <= width);
                    }
                    assert!(it.column.right() <= width);
                    assert_eq!(it.column.width == 0, width == 0);
                }
            }
        }
    }

    #[test]
    fn the_column_of_text_is_no_wider_than_the_measure_and_in_the_middle() {
        let it = layout(200, 40, Panes::One, Focus::Reader);
        assert_eq!((it.column.x, it.column.width), (60, 80));
    }
}

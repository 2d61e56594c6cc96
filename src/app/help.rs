//! What the keys do, in rows.
//!
//! Which keys there are, and how they are called, is the terminal's business: it hands them over as
//! [`HelpLine`]s. How many rows these take is known here, where the scrolling ends.
//!
//! ```text
//! In a post                                heading
//! Enter             follow the link        names, text
//! f                 name the links that    and a hanging
//!                   are seen               indent
//! ```

use super::menu::Menu;
use super::overlay::Overlay;
use super::{App, Context, Motion};
use crate::page::width;

/// Cells for the names of keys, where there is room.
const NAMES: u16 = 18;
/// Cells between them and what they do.
const GAP: u16 = 1;

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// Where the keys that follow do what they do.
    Heading {
        /// How that is called.
        text: &'static str,
        /// What has the keys there, where that is one thing.
        context: Option<Context>,
    },
    /// Keys, and what they do.
    Keys(String, &'static str),
    /// Space.
    Blank,
}

/// A row of the help at some width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpRow<'a> {
    /// Where the keys that follow do what they do.
    Heading(&'a str),
    /// Names of keys, and what they do: as much of both as a row takes.
    Keys {
        /// The names.
        names: &'a str,
        /// What they do.
        text: &'a str,
        /// Cells from the names' first to the text's first.
        indent: u16,
    },
    /// Space.
    Blank,
}

/// The list of what keys do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// The first row that is seen.
    pub top: usize,
    /// What it lies over, and gives way to again.
    over: Option<Box<Menu>>,
}

impl Help {
    /// The menu that it lies over.
    pub(super) fn over(&self) -> Option<&Menu> {
        self.over.as_deref()
    }

    /// Scrolls within `rows`, of which `height` are seen.
    fn go(&mut self, motion: Motion, rows: usize, height: usize) {
        let last = rows.saturating_sub(height);
        self.top = motion.distance(height).from(self.top.min(last), last);
    }
}

/// The rows of the help, `room` cells wide.
pub fn rows(lines: &[HelpLine], room: u16) -> Vec<HelpRow<'_>> {
    let indent = NAMES.min(room / 2) + GAP;
    let mut rows = Vec::new();
    for line in lines {
        match line {
            HelpLine::Blank => rows.push(HelpRow::Blank),
            HelpLine::Heading { text, .. } => rows.push(HelpRow::Heading(text)),
            HelpLine::Keys(names, text) => {
                let names = width::wrap(names, indent - GAP);
                let texts = width::wrap(text, room.saturating_sub(indent));
                rows.extend((0..names.len().max(texts.len())).map(|row| HelpRow::Keys {
                    names: names.get(row).copied().unwrap_or_default(),
                    text: texts.get(row).copied().unwrap_or_default(),
                    indent,
                }));
            }
        }
    }
    rows
}

impl App {
    /// Shows what the keys do, from the section about what has them on. Who is in the list may
    /// have just begun, and reads from the beginning.
    pub(super) fn open_help(&mut self) {
        let top = match self.context() {
            Context::List => 0,
            context => self.help_row_of(context),
        };
        let over = match self.overlay.take() {
            Some(Overlay::Menu(menu)) => Some(Box::new(menu)),
            Some(Overlay::Help(help)) => help.over,
            Some(Overlay::Hints(_) | Overlay::Picture(_) | Overlay::Question(_)) | None => None,
        };
        self.overlay = Some(Overlay::Help(Help { top, over }));
    }

    /// Gives way to what the help lies over.
    pub(super) fn close_help(&mut self) {
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            self.overlay = help.over.take().map(|menu| Overlay::Menu(*menu));
            self.renew_menu();
        }
    }

    /// Scrolls the help.
    pub(super) fn go_in_help(&mut self, motion: Motion) {
        let body = self.layout.help().body;
        let rows = rows(&self.settings.help, body.width).len();
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            help.go(motion, rows, usize::from(body.height));
        }
    }

    /// The row of the heading of what has the keys.
    fn help_row_of(&self, context: Context) -> usize {
        let lines = &self.settings.help;
        let is_heading = |line: &HelpLine| match line {
            HelpLine::Heading { context: of, .. } => *of == Some(context),
            HelpLine::Keys(..) | HelpLine::Blank => false,
        };
        let before = lines.iter().position(is_heading).unwrap_or_default();
        let before = lines.get(..before).unwrap_or_default();
        rows(before, self.layout.help().body.width).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_scrolls_no_further_than_its_end() {
        let mut help = Help::default();
        help.go(Motion::Bottom, 30, 20);
        assert_eq!(help.top, 10);
        help.go(Motion::Up, 30, 20);
        assert_eq!(help.top, 9);
        help.go(Motion::Down, 30, 40);
        assert_eq!(help.top, 0);
    }

    #[test]
    fn what_is_too_long_for_a_row_goes_on_below_at_any_width() {
        let lines = [HelpLine::Keys(
            "Enter  Right".to_owned(),
            "name the links that are seen",
        )];
        let shown = |room| {
            let rows = rows(&lines, room).into_iter();
            let text = rows.map(|row| match row {
                HelpRow::Keys { names, text, .. } => format!("{names}|{text}"),
                HelpRow::Heading(_) | HelpRow::Blank => String::new(),
            });
            text.collect::<Vec<_>>()
        };
        assert_eq!(shown(80), ["Enter  Right|name the links that are seen"]);
        let narrow = ["Enter|name the", "Right|links that", "|are seen"];
        assert_eq!(shown(21), narrow);
        for room in 0..40 {
            let words: usize = shown(room).iter().map(|row| row.len() - 1).sum();
            assert!(words >= "EnterRightnamethelinksthatareseen".len());
        }
    }
}

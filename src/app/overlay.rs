//! What lies over the panes, and what is said in passing.

use super::command::Motion;
use super::hints::Hints;
use super::menu::Menu;
use crate::browser::Address;

/// What lies over the panes and has the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// What the keys do.
    Help(Help),
    /// Names over the links that are seen.
    Hints(Hints),
    /// A list: links, the outline, videos.
    Menu(Menu),
    /// Whether to open an address that does not leave without a question.
    Question(Address),
}

/// The list of what keys do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// The first row that is seen.
    pub top: usize,
}

impl Help {
    /// Scrolls within `rows`, of which `height` are seen.
    pub(super) fn go(&mut self, motion: Motion, rows: usize, height: usize) {
        let last = rows.saturating_sub(height);
        self.top = motion.distance(height).from(self.top.min(last), last);
    }
}

/// A message that goes away by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// In which tone.
    pub tone: Tone,
    /// Its number, by which it is told to go: see [`Message::Faded`](super::Message::Faded).
    pub number: u32,
}

/// The tone of a [`Notice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something cannot be done.
    Wrong,
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
}

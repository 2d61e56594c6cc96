//! What lies over the panes, and what is said in passing.

use super::command::Command;
use super::help::Help;
use super::hints::Hints;
use super::menu::Menu;
use super::view::View;
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
    /// A picture.
    Picture(View),
    /// Whether to open an address that does not leave without a question.
    Question(Address),
}

/// A message that goes away by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// In which tone.
    pub tone: Tone,
    /// What can be done about it: a command, and what that does. Which key gives it is the
    /// terminal's business.
    pub offer: Option<(Command, &'static str)>,
    /// What is copied while it stands there, whatever is chosen.
    pub to_copy: Option<String>,
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

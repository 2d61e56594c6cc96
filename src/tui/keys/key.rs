//! A key, and how it is called.

use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::document::clean_line;
use crate::page::width;

/// A key of the keyboard, as far as byline tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, with Shift where it takes Shift.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// Esc.
    Esc,
    /// Backspace.
    Backspace,
    /// The arrow.
    Up,
    /// The arrow.
    Down,
    /// The arrow.
    Left,
    /// The arrow.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
}

impl Key {
    /// The key of an event; nothing for keys and combinations that byline does not use.
    pub fn of(event: KeyEvent) -> Option<Key> {
        let modifiers = event.modifiers;
        // An Esc right before it makes it one with Alt; who wants out is let out.
        let ends = KeyModifiers::CONTROL | KeyModifiers::ALT;
        if event.code == KeyCode::Char('c') && modifiers.contains(ends) {
            return Some(Key::Ctrl('c'));
        }
        if modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER | KeyModifiers::META) {
            return None;
        }
        let ctrl = modifiers.contains(KeyModifiers::CONTROL);
        Some(match event.code {
            KeyCode::Char(letter) if ctrl => Key::Ctrl(letter.to_ascii_lowercase()),
            KeyCode::Char(letter) => Key::Char(letter),
            KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
            KeyCode::Enter => Key::Enter,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => Key::BackTab,
            KeyCode::Esc => Key::Esc,
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            _ => return None,
        })
    }

    /// Its name, in ASCII where the key is, so that every terminal can show it. [`Key::from_str`]
    /// is the way back.
    pub fn name(self) -> String {
        let name = match self {
            Key::Char(' ') => SPACE,
            Key::Char(letter) => return letter.to_string(),
            Key::Ctrl(' ') => return format!("{CTRL}{SPACE}"),
            Key::Ctrl(letter) => return format!("{CTRL}{letter}"),
            Key::Enter => "Enter",
            Key::Tab => "Tab",
            Key::BackTab => "Shift-Tab",
            Key::Esc => "Esc",
            Key::Backspace => "Backspace",
            Key::Up => "Up",
            Key::Down => "Down",
            Key::Left => "Left",
            Key::Right => "Right",
            Key::PageUp => "PgUp",
            Key::PageDown => "PgDn",
            Key::Home => "Home",
            Key::End => "End",
        };
        name.to_owned()
    }

    /// The key of a letter with Ctrl.
    fn with_ctrl(letter: &str) -> Result<Key, Unknown> {
        if letter.eq_ignore_ascii_case(SPACE) {
            return Ok(Key::Ctrl(' '));
        }
        // A terminal tells no case with Ctrl.
        match letter.to_ascii_lowercase().as_str() {
            "i" => Err(Unknown::SentAs(Key::Tab)),
            "m" => Err(Unknown::SentAs(Key::Enter)),
            "[" => Err(Unknown::SentAs(Key::Esc)),
            letter => match *letter.as_bytes() {
                [letter @ b'a'..=b'z'] => Ok(Key::Ctrl(char::from(letter))),
                _ => Err(Unknown::NoKey),
            },
        }
    }
}

impl FromStr for Key {
    type Err = Unknown;

    /// The key that is called like this. Case matters where it is another key, of a character
    /// alone.
    fn from_str(name: &str) -> Result<Key, Unknown> {
        let mut letters = name.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            // What nobody sees, and what a terminal obeys, is not typed.
            let is_seen = width::text(name) > 0 && clean_line(name) == name;
            return is_seen.then_some(Key::Char(letter)).ok_or(Unknown::NoKey);
        }
        let is_called = |key: &Key| key.name().eq_ignore_ascii_case(name);
        if let Some(key) = NAMED.into_iter().find(is_called) {
            return Ok(key);
        }
        match name.split_at_checked(CTRL.len()) {
            Some((ctrl, letter)) if ctrl.eq_ignore_ascii_case(CTRL) => Key::with_ctrl(letter),
            Some(_) | None => Err(Unknown::NoKey),
        }
    }
}

/// Why a name is not that of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// None is called so.
    #[error(
        "a key is one character, Ctrl- with a letter, or one of {}",
        NAMED.map(Key::name).join(", ")
    )]
    NoKey,
    /// It would never be heard: a terminal sends the same for it as for this one.
    #[error("a terminal tells it from {} in no way, so bind that", .0.name())]
    SentAs(Key),
}

/// Stands before the letter of a key that is pressed with Ctrl.
const CTRL: &str = "Ctrl-";
const SPACE: &str = "Space";

/// The keys that have names instead of a character.
pub(super) const NAMED: [Key; 14] = [
    Key::Char(' '),
    Key::Enter,
    Key::Tab,
    Key::BackTab,
    Key::Esc,
    Key::Backspace,
    Key::Up,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
];

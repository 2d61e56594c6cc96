//! The keys: one table, from which bindings, help and footers come.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::{Command, Context, Edit, HelpLine, Motion};

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

/// A line of the table: in these contexts, these keys give this command.
#[derive(Debug)]
pub struct Binding {
    /// Where.
    pub contexts: &'static [Context],
    /// Which keys.
    pub keys: &'static [Key],
    /// What they give.
    pub command: Command,
    /// What that is, for the help.
    pub help: &'static str,
    /// How it is named in the footer, and how much it matters there: less goes first when room
    /// runs out.
    pub footer: Option<(&'static str, u8)>,
}

use Command as C;
use Context::{Help, Hints, List, Menu, Question, Reader, Typing};
use Key::{BackTab, Backspace, Char, Ctrl, Down, End, Enter, Esc, Home, Left, PageDown, PageUp};
use Key::{Right, Tab, Up};

const PANES: &[Context] = &[List, Reader];
const SCROLLED: &[Context] = &[List, Reader, Help, Menu];
const TYPED: &[Context] = &[Typing, Hints];
const ALL: &[Context] = &[List, Reader, Help, Question, Menu, Typing, Hints];

/// Every binding, in the order of the help.
pub const TABLE: &[Binding] = &[
    bind(SCROLLED, &[Char('j'), Down], C::Move(Motion::Down), "down"),
    bind(SCROLLED, &[Char('k'), Up], C::Move(Motion::Up), "up"),
    bind(
        SCROLLED,
        &[PageDown, Ctrl('f')],
        C::Move(Motion::PageDown),
        "a page down",
    ),
    bind(
        SCROLLED,
        &[PageUp, Ctrl('b')],
        C::Move(Motion::PageUp),
        "a page up",
    ),
    bind(
        SCROLLED,
        &[Ctrl('d')],
        C::Move(Motion::HalfDown),
        "half a page down",
    ),
    bind(
        SCROLLED,
        &[Ctrl('u')],
        C::Move(Motion::HalfUp),
        "half a page up",
    ),
    bind(
        SCROLLED,
        &[Char('g'), Home],
        C::Move(Motion::Top),
        "to the beginning",
    ),
    bind(
        SCROLLED,
        &[Char('G'), End],
        C::Move(Motion::Bottom),
        "to the end",
    ),
    bind(
        PANES,
        &[Char('o')],
        C::Browse,
        "open the link, or the post, outside",
    )
    .foot("browser", 60),
    bind(PANES, &[Char('e')], C::EditPost, "edit the post's file"),
    bind(PANES, &[Char('y')], C::Copy, "copy the address of either"),
    bind(
        PANES,
        &[Char('i')],
        C::Links,
        "the links of the post, and who links to it",
    ),
    bind(PANES, &[Char('T')], C::Outline, "the outline of the post"),
    bind(
        PANES,
        &[Char('v')],
        C::Videos,
        "the talks and videos of the post",
    )
    .foot("videos", 88),
    bind(
        PANES,
        &[Char('V')],
        C::BlogVideos,
        "the talks and videos of the blog",
    ),
    bind(
        PANES,
        &[Char('S')],
        C::Search,
        "search the whole blog: words, \"phrases\", -without",
    ),
    bind(
        PANES,
        &[Char('m')],
        C::ToggleRead,
        "mark as read, or as unread",
    ),
    bind(
        PANES,
        &[Char('*')],
        C::ToggleStar,
        "star, or no star any more",
    ),
    bind(
        PANES,
        &[Char('t')],
        C::Taxonomies,
        "tags, categories, series, authors and years; one narrows the list",
    )
    .foot("tags", 45),
    bind(
        PANES,
        &[Char('B')],
        C::Blogs,
        "the blogs that were opened before",
    ),
    bind(PANES, &[Char('z')], C::TogglePanes, "hide or show the list"),
    bind(PANES, &[Char('>')], C::Wider, "a wider column of text"),
    bind(
        PANES,
        &[Char('<')],
        C::Narrower,
        "a narrower column of text",
    ),
    bind(
        PANES,
        &[Ctrl('z')],
        C::Suspend,
        "back to the shell for a while",
    ),
    bind(ALL, &[Ctrl('l')], C::Repaint, "paint the screen again"),
    bind(PANES, &[Char('?')], C::Help, "these keys").foot("help", 90),
    bind(PANES, &[Char('q')], C::Quit, "quit").foot("quit", 50),
    bind(ALL, &[Ctrl('c')], C::Quit, "quit from anywhere"),
    bind(
        &[List],
        &[Enter, Char('l'), Right],
        C::Read,
        "read the post",
    )
    .foot("read", 100),
    bind(
        &[List],
        &[Char('/')],
        C::Filter,
        "narrow the list as you type",
    )
    .foot("filter", 80),
    bind(&[List], &[Esc], C::StepBack, "the whole list again").foot("all posts", 99),
    bind(
        &[List],
        &[Char('s')],
        C::NextOrder,
        "next order: newest, oldest, by title, longest, unread first",
    )
    .foot("order", 70),
    bind(
        &[Reader],
        &[Char(' ')],
        C::Move(Motion::PageDown),
        "a page down",
    ),
    bind(
        &[Reader],
        &[Char('b')],
        C::Move(Motion::PageUp),
        "a page up",
    ),
    bind(
        &[Reader],
        &[Char('d')],
        C::Move(Motion::HalfDown),
        "half a page down",
    ),
    bind(
        &[Reader],
        &[Char('u')],
        C::Move(Motion::HalfUp),
        "half a page up",
    ),
    bind(&[Reader], &[Tab], C::NextLink, "the next link").foot("links", 100),
    bind(&[Reader], &[BackTab], C::PreviousLink, "the link before"),
    bind(&[Reader], &[Enter], C::Follow, "follow the link").foot("follow", 95),
    bind(
        &[Reader],
        &[Char('f')],
        C::Hints,
        "name the links that are seen; typing a name follows it, with Shift outside",
    )
    .foot("hints", 85),
    bind(
        &[Reader],
        &[Char('H'), Backspace],
        C::Back,
        "back to where the link was",
    )
    .foot("back", 75),
    bind(&[Reader], &[Char('L')], C::Forward, "forward again"),
    bind(&[Reader], &[Char('/')], C::Find, "find in the post").foot("find", 70),
    bind(
        &[Reader],
        &[Char('n')],
        C::NextHit,
        "the next place where it is",
    )
    .foot("next", 92),
    bind(&[Reader], &[Char('N')], C::PreviousHit, "the place before"),
    bind(&[Reader], &[Char('J')], C::NextPost, "the next post").foot("next post", 65),
    bind(&[Reader], &[Char('K')], C::PreviousPost, "the post before"),
    bind(&[Reader], &[Char('h'), Esc], C::StepBack, "to the list").foot("list", 80),
    bind(
        &[Reader],
        &[Char('w')],
        C::ToggleLongLines,
        "let long lines of code run on, or go on below",
    ),
    bind(
        &[Reader],
        &[Right],
        C::Right,
        "along lines of code that run on",
    ),
    bind(
        &[Reader],
        &[Left],
        C::Left,
        "back along them; otherwise to the list",
    ),
    bind(
        &[Help],
        &[Esc, Char('?'), Char('q'), Char('h'), Left, Enter],
        C::StepBack,
        "close",
    )
    .foot("close", 100),
    bind(&[Menu, Typing], &[Enter], C::Follow, "follow it").foot("follow", 100),
    bind(&[Menu], &[Char('/')], C::Filter, "narrow the list").foot("filter", 90),
    bind(
        &[Menu],
        &[Char('l'), Right],
        C::Locate,
        "go to where it stands",
    )
    .foot("where it stands", 60),
    bind(&[Menu], &[Char('o')], C::Browse, "open it outside").foot("browser", 70),
    bind(&[Menu], &[Char('y')], C::Copy, "copy its address").foot("copy", 65),
    bind(&[Menu], &[Char('?')], C::Help, "these keys").foot("help", 62),
    bind(
        &[Menu],
        &[Esc, Char('q'), Char('h'), Left],
        C::StepBack,
        "close",
    )
    .foot("close", 95),
    bind(&[Typing], &[Down, Ctrl('n')], C::Move(Motion::Down), "down"),
    bind(
        &[Typing],
        &[Tab],
        C::Complete,
        "complete a field or its value; else down",
    ),
    bind(
        &[Typing],
        &[Up, BackTab, Ctrl('p')],
        C::Move(Motion::Up),
        "up",
    ),
    bind(
        &[Typing],
        &[PageDown],
        C::Move(Motion::PageDown),
        "a page down",
    ),
    bind(&[Typing], &[PageUp], C::Move(Motion::PageUp), "a page up"),
    bind(
        &[Typing],
        &[Left, Ctrl('b')],
        C::Edit(Edit::Left),
        "a letter back",
    ),
    bind(
        &[Typing],
        &[Right, Ctrl('f')],
        C::Edit(Edit::Right),
        "a letter on",
    ),
    bind(
        &[Typing],
        &[Home, Ctrl('a')],
        C::Edit(Edit::Start),
        "to the beginning",
    ),
    bind(
        &[Typing],
        &[End, Ctrl('e')],
        C::Edit(Edit::End),
        "to the end",
    ),
    bind(
        TYPED,
        &[Backspace, Ctrl('h')],
        C::Edit(Edit::Erase),
        "erase a letter",
    ),
    bind(
        TYPED,
        &[Ctrl('w')],
        C::Edit(Edit::EraseWord),
        "erase a word",
    ),
    bind(
        TYPED,
        &[Ctrl('u')],
        C::Edit(Edit::EraseLine),
        "erase the line",
    ),
    bind(TYPED, &[Esc], C::StepBack, "leave it").foot("cancel", 100),
    // Not Enter, which may be the second stroke of the one that followed the link.
    bind(&[Question], &[Char('y')], C::Accept, "open").foot("open", 100),
    bind(
        &[Question],
        &[Char('n'), Esc, Char('q')],
        C::Decline,
        "leave it",
    )
    .foot("leave it", 100),
];

const fn bind(
    contexts: &'static [Context],
    keys: &'static [Key],
    command: Command,
    help: &'static str,
) -> Binding {
    Binding {
        contexts,
        keys,
        command,
        help,
        footer: None,
    }
}

impl Binding {
    /// The panes it is for, else whether it is for the lists over them: where the help names it.
    fn places(&self) -> Vec<Context> {
        let of = |places: &[Context]| {
            let places = places.iter().filter(|place| self.contexts.contains(place));
            places.copied().collect::<Vec<_>>()
        };
        let panes = of(PANES);
        if panes.is_empty() { of(&[Menu]) } else { panes }
    }

    const fn foot(self, label: &'static str, weight: u8) -> Binding {
        Binding {
            footer: Some((label, weight)),
            ..self
        }
    }
}

/// What a key gives in a context. Where something is typed, a character that is not bound is
/// text.
pub fn command(context: Context, key: Key) -> Option<Command> {
    let bound =
        |binding: &&Binding| binding.contexts.contains(&context) && binding.keys.contains(&key);
    let bound = TABLE.iter().find(bound).map(|binding| binding.command);
    let typed = match (context, key) {
        (Typing | Hints, Char(letter)) => Some(C::Edit(Edit::Insert(letter))),
        _ => None,
    };
    bound.or(typed)
}

/// The help, line by line: a section for each place, or for both panes, where keys do what they
/// do.
pub fn help() -> Vec<HelpLine> {
    let sections: [(&str, &[Context]); 4] = [
        ("Everywhere", PANES),
        ("In the list", &[List]),
        ("In a post", &[Reader]),
        ("In a list over a post", &[Menu]),
    ];
    let mut lines = Vec::new();
    for (text, section) in sections {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        let context = match section {
            [context] => Some(*context),
            _ => None,
        };
        lines.push(HelpLine::Heading { text, context });
        for binding in TABLE.iter().filter(|binding| binding.places() == section) {
            let names: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
            lines.push(HelpLine::Keys(names.join("  "), binding.help));
        }
    }
    lines
}

/// A key that matters now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: Key,
    /// What it gives.
    pub command: Command,
    /// What that is, in a word.
    pub label: &'static str,
    /// How much it matters.
    pub weight: u8,
}

/// The keys that matter in a context, in the order of the table.
pub fn hints(context: Context) -> impl Iterator<Item = Hint> {
    TABLE.iter().filter_map(move |binding| {
        let (label, weight) = binding.footer?;
        let key = *binding.keys.first()?;
        binding.contexts.contains(&context).then_some(Hint {
            key,
            command: binding.command,
            label,
            weight,
        })
    })
}

impl Key {
    /// The key of an event; nothing for keys and combinations that byline does not use.
    pub fn of(event: KeyEvent) -> Option<Key> {
        let modifiers = event.modifiers;
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

    /// Its name, in ASCII so that every terminal can show it.
    pub fn name(self) -> String {
        let name = match self {
            Key::Char(' ') => "Space",
            Key::Char(letter) => return letter.to_string(),
            Key::Ctrl(letter) => return format!("Ctrl-{letter}"),
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
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Does not compile until a new command is added here, and to the list below.
    fn is_listed(command: Command) {
        use Edit as E;
        use Motion as M;
        match command {
            C::Move(
                M::Down
                | M::Up
                | M::HalfDown
                | M::HalfUp
                | M::PageDown
                | M::PageUp
                | M::Top
                | M::Bottom,
            )
            | C::Edit(
                E::Insert(_)
                | E::Erase
                | E::EraseWord
                | E::EraseLine
                | E::Left
                | E::Right
                | E::Start
                | E::End,
            )
            | C::Read
            | C::Hints
            | C::Links
            | C::Outline
            | C::Videos
            | C::BlogVideos
            | C::Search
            | C::ToggleRead
            | C::ToggleStar
            | C::Taxonomies
            | C::Blogs
            | C::Complete
            | C::Locate
            | C::Filter
            | C::Find
            | C::NextHit
            | C::PreviousHit
            | C::Follow
            | C::NextLink
            | C::PreviousLink
            | C::Back
            | C::Forward
            | C::NextPost
            | C::PreviousPost
            | C::EditPost
            | C::Browse
            | C::Copy
            | C::NextOrder
            | C::Wider
            | C::Narrower
            | C::ToggleLongLines
            | C::Right
            | C::Left
            | C::TogglePanes
            | C::StepBack
            | C::Help
            | C::Accept
            | C::Decline
            | C::Repaint
            | C::Suspend
            | C::Quit => {}
        }
    }

    /// One of each command.
    fn every_command() -> Vec<Command> {
        use Edit as E;
        use Motion as M;
        let motions = [
            M::Down,
            M::Up,
            M::HalfDown,
            M::HalfUp,
            M::PageDown,
            M::PageUp,
            M::Top,
            M::Bottom,
        ];
        let others = [
            C::Read,
            C::Follow,
            C::NextLink,
            C::PreviousLink,
            C::Hints,
            C::Links,
            C::Outline,
            C::Videos,
            C::BlogVideos,
            C::Search,
            C::ToggleRead,
            C::ToggleStar,
            C::Taxonomies,
            C::Blogs,
            C::Complete,
            C::Locate,
            C::Filter,
            C::Find,
            C::NextHit,
            C::PreviousHit,
            C::Back,
            C::Forward,
            C::NextPost,
            C::PreviousPost,
            C::EditPost,
            C::Browse,
            C::Copy,
            C::NextOrder,
            C::Wider,
            C::Narrower,
            C::ToggleLongLines,
            C::Right,
            C::Left,
            C::TogglePanes,
            C::StepBack,
            C::Help,
            C::Accept,
            C::Decline,
            C::Repaint,
            C::Suspend,
            C::Quit,
        ];
        // What is inserted is bound by being a character.
        let edits = [
            E::Erase,
            E::EraseWord,
            E::EraseLine,
            E::Left,
            E::Right,
            E::Start,
            E::End,
        ];
        others.into_iter().for_each(is_listed);
        let moves = motions.map(C::Move).into_iter();
        moves.chain(edits.map(C::Edit)).chain(others).collect()
    }

    #[test]
    fn every_command_is_bound_and_explained() {
        for command in every_command() {
            let binding = TABLE.iter().find(|binding| binding.command == command);
            let explained = binding.is_some_and(|binding| !binding.help.is_empty());
            assert!(explained, "{command:?}");
        }
    }

    #[test]
    fn no_key_is_bound_twice_in_one_place() {
        let mut seen = HashMap::new();
        for binding in TABLE {
            for context in binding.contexts {
                for key in binding.keys {
                    let before = seen.insert((*context, *key), binding.command);
                    assert_eq!(before, None, "{key:?} in {context:?}");
                }
            }
        }
    }

    #[test]
    fn the_help_names_every_key_of_the_panes_and_of_the_lists_over_them() {
        let named = help().len();
        let headings_and_space = 7;
        let places = [List, Reader, Menu];
        let bound = TABLE
            .iter()
            .filter(|binding| binding.contexts.iter().any(|it| places.contains(it)))
            .count();
        assert_eq!(named, bound + headings_and_space);
    }

    #[test]
    fn events_become_keys() {
        let key = |code, modifiers| Key::of(KeyEvent::new(code, modifiers));
        let none = KeyModifiers::NONE;
        assert_eq!(
            key(KeyCode::Char('J'), KeyModifiers::SHIFT),
            Some(Key::Char('J'))
        );
        assert_eq!(
            key(KeyCode::Char('d'), KeyModifiers::CONTROL),
            Some(Key::Ctrl('d'))
        );
        assert_eq!(key(KeyCode::Tab, KeyModifiers::SHIFT), Some(Key::BackTab));
        assert_eq!(key(KeyCode::Char('q'), KeyModifiers::ALT), None);
        assert_eq!(key(KeyCode::F(5), none), None);
    }
}

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::collections::{HashMap, HashSet};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use toml::Spanned;

use super::key::NAMED;
use super::*;
use crate::app::HelpLine;
use crate::config::{DEFAULTS, Rebinding};

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
        | C::NextPicture
        | C::PreviousPicture
        | C::Pan(Direction::Left | Direction::Right | Direction::Up | Direction::Down)
        | C::Zoom(Zoom::In | Zoom::Out | Zoom::Fit)
        | C::FetchPictures
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
        C::NextPicture,
        C::PreviousPicture,
        C::Pan(Direction::Left),
        C::Pan(Direction::Right),
        C::Pan(Direction::Up),
        C::Pan(Direction::Down),
        C::Zoom(Zoom::In),
        C::Zoom(Zoom::Out),
        C::Zoom(Zoom::Fit),
        C::FetchPictures,
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
fn the_help_names_every_key_of_the_panes_and_of_the_lists_and_pictures_over_them() {
    let named = Keymap::default().help().len();
    let headings_and_space = 9;
    let places = [List, Reader, Menu, Picture];
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
    let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
    assert_eq!(
        key(KeyCode::Char('c'), both),
        Some(Key::Ctrl('c')),
        "Esc stood before it"
    );
    assert_eq!(key(KeyCode::Char('d'), both), None);
    assert_eq!(key(KeyCode::Tab, KeyModifiers::SHIFT), Some(Key::BackTab));
    assert_eq!(key(KeyCode::Char('q'), KeyModifiers::ALT), None);
    assert_eq!(key(KeyCode::F(5), none), None);
}

/// Does not compile until a new key is added here, and to the keys that have names.
fn is_named(key: Key) {
    match key {
        Char(_) | Ctrl(_) | Enter | Tab | BackTab | Esc | Backspace | Up | Down | Left | Right
        | PageUp | PageDown | Home | End => {}
    }
}

#[test]
fn every_key_is_found_by_its_name() {
    let letters = (' '..='~').chain(['é', 'ß', '漢', 'Ж']).map(Char);
    let with_ctrl = ('a'..='z').filter(|letter| !['i', 'm'].contains(letter));
    let with_ctrl = with_ctrl.chain([' ']).map(Ctrl);
    for key in letters.chain(with_ctrl).chain(NAMED) {
        is_named(key);
        assert_eq!(key.name().parse(), Ok(key));
        if key.name().chars().count() > 1 {
            assert_eq!(key.name().to_lowercase().parse(), Ok(key));
            assert_eq!(key.name().to_uppercase().parse(), Ok(key));
        }
    }
    assert_ne!("g".parse::<Key>(), "G".parse());
}

#[test]
fn what_no_terminal_sends_is_no_key() {
    let key = |name: &str| name.parse::<Key>();
    for name in [
        "", "PageDown", "jj", "Ctrl-", "Ctrl-1", "ctrl-é", "Alt-x", "Ctrl", "é-abc", "\t",
        "\u{1b}", "\u{202e}", "\u{200b}", "\u{301}",
    ] {
        assert_eq!(key(name), Err(Unknown::NoKey), "{name:?}");
    }
    assert_eq!(key("Ctrl-i"), Err(Unknown::SentAs(Tab)));
    assert_eq!(key("ctrl-M"), Err(Unknown::SentAs(Enter)));
    assert_eq!(key("Ctrl-["), Err(Unknown::SentAs(Esc)));
}

#[test]
fn every_name_is_one_bindings_and_no_place() {
    let names: HashSet<&str> = TABLE.iter().map(|binding| binding.name).collect();
    assert_eq!(names.len(), TABLE.len());
    for name in &names {
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        let (place, bare) = name.split_once('.').unwrap_or(("reader", name));
        assert!(place.chars().all(is_plain) && bare.chars().all(is_plain));
        assert!(!names.contains(place), "{name}");
    }
}

/// What is settled by these names and keys, in the order of a file in which each has ten bytes.
fn rebound(bindings: &[(&str, &[&str])]) -> Result<Keymap, Slip> {
    let mut at = (0..).step_by(10).map(|start| start..start + 10);
    let mut word = |word: &str| Spanned::new(at.next().unwrap(), word.to_owned());
    let rebindings = bindings.iter().map(|(name, keys)| Rebinding {
        name: word(name),
        keys: keys.iter().map(|key| word(key)).collect(),
    });
    Keymap::rebound(&rebindings.collect::<Vec<_>>())
}

#[test]
fn a_binding_has_the_keys_that_are_settled_and_the_others_keep_theirs() {
    assert_eq!(rebound(&[]), Ok(Keymap::default()));
    let keymap = rebound(&[
        ("down", &["n", "DOWN", "n"]),
        ("find-next", &["j"]),
        ("quit", &[]),
        ("quit-anywhere", &["Ctrl-q", "Ctrl-c"]),
    ]);
    let keymap = keymap.unwrap();
    let down = Some(C::Move(Motion::Down));
    assert_eq!(keymap.command(List, Char('n')), down);
    assert_eq!(keymap.command(Reader, Down), down);
    assert_eq!(keymap.command(List, Char('j')), None);
    assert_eq!(keymap.command(Reader, Char('j')), Some(C::NextHit));
    assert_eq!(keymap.command(List, Char('q')), None);
    assert_eq!(keymap.command(Typing, Ctrl('q')), Some(C::Quit));
    assert_eq!(keymap.command(Help, Ctrl('c')), Some(C::Quit));
    assert_eq!(keymap.command(Reader, Char('k')), Some(C::Move(Motion::Up)));
    let typed = Some(C::Edit(Edit::Insert('n')));
    assert_eq!(keymap.command(Typing, Char('n')), typed);
    let help = keymap.help();
    assert!(help.contains(&HelpLine::Keys("n  Down".to_owned(), "down")));
    let quits = |line: &HelpLine| matches!(line, HelpLine::Keys(_, "quit"));
    assert!(!help.iter().any(quits));
    assert!(!keymap.hints(List).any(|hint| hint.command == C::Quit));
}

#[test]
fn keys_can_be_exchanged() {
    for bindings in [
        [("up", &["j"] as &[&str]), ("down", &["k"])],
        [("down", &["k"]), ("up", &["j"])],
    ] {
        let keymap = rebound(&bindings).unwrap();
        let up = Some(C::Move(Motion::Up));
        assert_eq!(keymap.command(Menu, Char('j')), up);
    }
}

#[test]
fn what_cannot_be_settled_is_told_where_it_stands() {
    for (bindings, at, told) in [
        (
            &[("quit", &["x"] as &[&str]), ("serch", &["y"])] as &[(&str, &[&str])],
            20,
            "unknown name `serch` of a binding, perhaps `search`",
        ),
        (
            &[("close", &["x"])],
            0,
            "unknown name `close` of a binding, perhaps `menu.close`",
        ),
        (
            &[("menu.clsoe", &["x"])],
            0,
            "unknown name `menu.clsoe` of a binding, perhaps `menu.close`",
        ),
        (
            &[("quit", &["x"]), ("quit", &["y"])],
            20,
            "`quit` is settled twice",
        ),
        (
            &[("down", &["j", "PageDown"])],
            20,
            "unknown key `PageDown`: a key is one character, Ctrl- with a letter, or one of Space, \
             Enter, Tab, Shift-Tab, Esc, Backspace, Up, Down, Left, Right, PgUp, PgDn, Home, End",
        ),
        (
            &[("forward", &["Ctrl-i"])],
            10,
            "unknown key `Ctrl-i`: a terminal tells it from Tab in no way, so bind that",
        ),
        (
            &[("search", &["s"])],
            10,
            "`s` is bound to both `next-order` and `search` in the list",
        ),
        (
            &[("search", &["x"]), ("menu.copy", &["Enter"])],
            30,
            "`Enter` is bound to both `menu.follow` and `menu.copy` in a list over a post",
        ),
        (
            &[("search", &["x"]), ("reader.page-up", &["x"])],
            30,
            "`x` is bound to both `search` and `reader.page-up` in a post",
        ),
        (
            &[("typing.cancel", &["Esc", "x"])],
            20,
            "`x` cannot be bound to `typing.cancel`, which has its keys while something is typed: \
             there it is text",
        ),
        (
            &[("repaint", &["Space"])],
            10,
            "`Space` cannot be bound to `repaint`, which has its keys while something is typed: \
             there it is text",
        ),
        (
            &[("copy", &["ctrl-C"])],
            10,
            "`Ctrl-c` quits from anywhere, and cannot be bound to `copy`",
        ),
        (
            &[("quit-anywhere", &["Ctrl-q"])],
            0,
            "`quit-anywhere` has to keep `Ctrl-c`, which quits from anywhere",
        ),
        (
            &[("quit-anywhere", &[])],
            0,
            "`quit-anywhere` has to keep `Ctrl-c`, which quits from anywhere",
        ),
    ] {
        let slip = rebound(bindings).unwrap_err();
        assert_eq!(
            (slip.at.start, slip.problem.to_string()),
            (at, told.to_owned())
        );
    }
}

/// A key or a list of keys, as TOML has them.
fn written(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(|key| format!("{:?}", key.name())).collect();
    match names.as_slice() {
        [name] => name.clone(),
        names => format!("[{}]", names.join(", ")),
    }
}

#[test]
fn the_configuration_lists_every_binding_with_its_keys() {
    let (_, listed) = DEFAULTS.split_once("[keys]\n").unwrap();
    let listed: Vec<&str> = listed.lines().filter(|line| line.contains(" = ")).collect();
    let expected: Vec<String> = TABLE
        .iter()
        .map(|it| {
            let setting = format!("# {} = {}", it.name, written(it.keys));
            format!("{setting:<34} # {}", it.help)
        })
        .collect();
    assert_eq!(listed, expected, "it should be\n{}", expected.join("\n"));
}

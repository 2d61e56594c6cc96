#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on says so"
)]

use super::fixture::Session;
use super::*;
use crate::browser::{Address, Medium};

mod code;
mod coming;
mod fetch;
mod links;
mod panes;
mod pictures;

const LINKS: &str = "\
Go to [the second](Second.md), [its end](Second.md#end) or [below](#below).

Out: [web](https://example.org/a?b=c), [mail](mailto:a@b.c), [chat](irc://host/room),
[slides](talk%20one.pdf), [nowhere](/somewhere/), [bad](<https://a.b/ c>).

[gone](Missing.md)

## Below

The end.
";

fn blog(size: (u16, u16)) -> Session {
    let paragraph =
        |number| format!("Paragraph {number} has [a link](https://example.org/{number}).\n\n");
    let long = (1..=200).map(paragraph).collect::<Vec<_>>().concat();
    let second = format!("{long}## End\n\nThat was it.\n\n{long}");
    Session::open(
        size,
        &[
            ("2020-01-03", "First", LINKS),
            ("2020-01-02", "Second", &second),
            ("2020-01-01", "Third", "Only words.\n"),
            ("2019-01-01", "Broken", "!"),
        ],
    )
}

impl Session {
    fn command(&mut self, command: Command) -> Vec<Effect> {
        self.send(Message::Command(command))
    }

    fn commands(&mut self, commands: &[Command]) {
        for &command in commands {
            self.command(command);
        }
    }

    fn title(&self) -> &str {
        self.app.reader().post().map_or("", |post| &post.title)
    }

    fn article(&self) -> &Article {
        match self.app.reader() {
            Reader::Open(article) => article,
            other => panic!("no post is open but {other:?}"),
        }
    }

    fn top_line(&self) -> String {
        let seen = self.article().seen();
        let lines = seen.map(|(laid, row)| laid.row_text(row));
        lines
            .into_iter()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default()
    }

    fn notice(&self) -> &str {
        self.app.notice().map_or("", |notice| &notice.text)
    }

    fn focus_link(&mut self, text: &str) {
        loop {
            self.command(Command::NextLink);
            let focused = self.article().focused().map(|link| link.text.clone());
            match focused {
                Some(focused) if focused == text => return,
                Some(_) if self.notice().is_empty() => {}
                _ => panic!("no link called {text}"),
            }
        }
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.send(Message::Resized(Size { width, height }));
    }
}

fn open(address: &str) -> Vec<Effect> {
    vec![Effect::Open {
        address: Address::checked(address).unwrap(),
        medium: Medium::Web,
    }]
}

#[test]
fn the_reader_follows_the_choice_and_keeps_the_place_of_each_post() {
    let mut session = blog((120, 30));
    assert_eq!(session.title(), "First");
    session.command(Command::Move(Motion::Down));
    assert_eq!(session.title(), "Second");
    session.commands(&[
        Command::Read,
        Command::Move(Motion::PageDown),
        Command::StepBack,
    ]);
    let line = session.top_line();
    session.command(Command::Move(Motion::Down));
    assert_eq!(session.title(), "Third");
    session.command(Command::Move(Motion::Up));
    assert_eq!(session.top_line(), line);
}

#[test]
fn moving_to_a_neighbour_needs_no_wait() {
    let mut session = blog((120, 30));
    session
        .app
        .update(Message::Command(Command::Move(Motion::Down)));
    assert_eq!(session.title(), "Second");
    assert!(session.app.reader().article().is_some());
}

#[test]
fn scrolling_ends_with_the_last_row_at_the_bottom() {
    let mut session = blog((120, 30));
    session.commands(&[Command::NextPost, Command::Read]);
    session.command(Command::Move(Motion::Bottom));
    let height = usize::from(session.app.layout().column.height);
    assert_eq!(session.article().seen().count(), height);
    assert_eq!(session.article().percent(), 100);
    let line = session.top_line();
    session.command(Command::Move(Motion::Down));
    assert_eq!(session.top_line(), line);
    session.command(Command::Move(Motion::Up));
    assert!(session.article().percent() < 100);
    session.command(Command::Move(Motion::Top));
    assert!(session.article().is_at_top());
}

#[test]
fn scrolling_down_and_up_again_comes_back() {
    let mut session = blog((100, 20));
    session.commands(&[Command::NextPost, Command::Read]);
    let mut lines = Vec::new();
    for _ in 0..60 {
        lines.push(session.top_line());
        session.command(Command::Move(Motion::Down));
    }
    for line in lines.iter().rev() {
        session.command(Command::Move(Motion::Up));
        assert_eq!(&session.top_line(), line);
    }
}

#[test]
fn a_resize_keeps_the_words_at_the_top_and_brings_them_back() {
    let mut session = blog((120, 30));
    session.commands(&[Command::NextPost, Command::Read]);
    for _ in 0..3 {
        session.command(Command::Move(Motion::PageDown));
    }
    let place = session.article().place();
    let line = session.top_line();
    for (width, height) in [(40, 10), (9, 3), (1, 1), (0, 0), (200, 60), (120, 30)] {
        session.resize(width, height);
        assert_eq!(session.article().place(), place);
    }
    assert_eq!(session.top_line(), line);
    session.commands(&[Command::Narrower, Command::Narrower, Command::Wider]);
    assert_eq!(session.article().place(), place);
}

#[test]
fn the_section_and_the_percentage_follow_the_text() {
    let mut session = blog((120, 30));
    session.command(Command::NextPost);
    assert_eq!(session.article().section(), None);
    let before = session.article().percent();
    session.command(Command::PreviousPost);
    session.focus_link("its end");
    session.command(Command::Follow);
    assert_eq!(session.title(), "Second");
    assert_eq!(session.top_line(), "End");
    assert_eq!(session.article().section().unwrap().text, "End");
    assert!((40..60).contains(&session.article().percent()));
    assert!(before < 20);
}

#[test]
fn a_post_that_cannot_be_read_says_why_and_stops_nothing() {
    let mut session = blog((120, 30));
    session.command(Command::Move(Motion::Bottom));
    let Reader::Failed { post, why } = session.app.reader() else {
        panic!("{:?}", session.app.reader())
    };
    assert_eq!(
        (post.title.as_str(), why.as_str()),
        ("Broken", "cannot read it")
    );
    session.command(Command::Move(Motion::Up));
    assert_eq!(session.title(), "Third");
    assert!(session.app.reader().article().is_some());
}

#[test]
fn the_ends_of_the_list_are_told_to_who_goes_on() {
    let mut session = blog((120, 30));
    session.commands(&[Command::Read, Command::PreviousPost]);
    assert_eq!(session.notice(), "no post before this one");
    session.command(Command::NextPost);
    assert_eq!(session.notice(), "");
    for _ in 0..5 {
        session.command(Command::NextPost);
    }
    assert_eq!(session.notice(), "no post after this one");
}

#[test]
fn a_notice_fades_only_by_its_own_number() {
    let mut session = blog((120, 20));
    session.command(Command::Copy);
    let first = session.app.notice().unwrap().number;
    session.command(Command::Copy);
    session.send(Message::Faded(first));
    assert!(session.app.notice().is_some());
    let second = session.app.notice().unwrap().number;
    session.send(Message::Faded(second));
    assert!(session.app.notice().is_none());
}

#[test]
fn the_mouse_chooses_reads_scrolls_and_follows() {
    let mut session = blog((120, 30));
    let mut point =
        |kind, column, row| session.send(Message::Pointer(Pointer { kind, column, row }));
    point(PointerKind::Press, 5, 3);
    assert_eq!(session.title(), "Second");
    assert_eq!(session.app.focus(), Focus::List);
    let mut point =
        |kind, column, row| session.send(Message::Pointer(Pointer { kind, column, row }));
    point(PointerKind::Press, 5, 3);
    assert_eq!(session.app.focus(), Focus::Reader);
    let mut point =
        |kind, column, row| session.send(Message::Pointer(Pointer { kind, column, row }));
    point(PointerKind::WheelDown, 100, 10);
    assert!(!session.article().is_at_top());
    assert_eq!(session.title(), "Second");
    let column = session.app.layout().column;
    let (row, left) = (0..30)
        .find_map(|row| {
            let left = (0..60).find(|&left| session.article().link_at(left, row).is_some())?;
            Some((row as u16, left as u16))
        })
        .unwrap();
    let pressed = Pointer {
        kind: PointerKind::Press,
        column: column.x + left,
        row: column.y + row,
    };
    let effects = session.send(Message::Pointer(pressed));
    assert!(
        matches!(effects.as_slice(), [Effect::Open { .. }]),
        "{effects:?}"
    );
}

#[test]
fn a_post_has_more_rows_than_sixteen_bits_count() {
    let lines: Vec<String> = (1..=70_000).map(|line| format!("line {line}\n")).collect();
    let code = format!("```\n{}```\n", lines.concat());
    let paragraphs: Vec<String> = (1..=70_000)
        .map(|number| format!("Paragraph {number}.\n\n"))
        .collect();
    let paragraphs = paragraphs.concat();
    let posts = [
        ("2020-01-03", "Code", &*code),
        ("2020-01-02", "Text", &paragraphs),
    ];
    let mut session = Session::open((120, 30), &posts);
    for (words, before) in [
        ("line 70000", "line 69990"),
        ("Paragraph 70000.", "Paragraph 69995."),
    ] {
        session.commands(&[Command::Read, Command::Move(Motion::Bottom)]);
        let rows = |session: &Session| {
            let seen = session.article().seen();
            seen.map(|(laid, row)| laid.row_text(row).trim().to_owned())
                .collect::<Vec<_>>()
        };
        let seen = rows(&session);
        assert!(seen.iter().any(|row| row == words), "{seen:?}");
        assert!(seen.iter().any(|row| row == before), "{seen:?}");
        assert_eq!(session.article().percent(), 100);
        session.command(Command::Move(Motion::PageUp));
        session.command(Command::Move(Motion::PageDown));
        assert_eq!(rows(&session), seen);
        // Another width keeps the place, and brings it back.
        session.resize(60, 30);
        session.resize(120, 30);
        assert_eq!(rows(&session), seen);
        session.commands(&[
            Command::Move(Motion::Top),
            Command::StepBack,
            Command::Move(Motion::Down),
        ]);
    }
}

#[test]
fn every_command_survives_every_size_and_an_empty_blog() {
    let every = [
        Command::Move(Motion::Down),
        Command::Move(Motion::Bottom),
        Command::Move(Motion::PageUp),
        Command::Read,
        Command::NextLink,
        Command::Follow,
        Command::PreviousLink,
        Command::NextPost,
        Command::PreviousPost,
        Command::Browse,
        Command::Copy,
        Command::NextOrder,
        Command::Wider,
        Command::Narrower,
        Command::TogglePanes,
        Command::Back,
        Command::Forward,
        Command::Help,
        Command::Move(Motion::HalfDown),
        Command::StepBack,
        Command::Accept,
        Command::Decline,
        Command::StepBack,
    ];
    for posts in [&[][..], &[("2020-01-01", "A", LINKS), ("", "B", "!")][..]] {
        let mut session = Session::open((80, 24), posts);
        for (width, height) in [
            (0, 0),
            (1, 1),
            (2, 50),
            (500, 1),
            (80, 2),
            (79, 24),
            (500, 200),
        ] {
            session.resize(width, height);
            session.commands(&every);
            for (column, row) in [(0, 0), (1, 1), (u16::MAX, u16::MAX), (40, 5)] {
                for kind in [
                    PointerKind::Press,
                    PointerKind::WheelDown,
                    PointerKind::WheelUp,
                ] {
                    session.send(Message::Pointer(Pointer { kind, column, row }));
                }
            }
        }
    }
}

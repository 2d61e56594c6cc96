#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on says so"
)]

use super::fixture::Session;
use super::*;
use crate::browser::{Address, Medium};

mod code;
mod fetch;
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
fn the_wanted_post_is_asked_for_first_and_then_its_neighbours() {
    let size = Size {
        width: 120,
        height: 30,
    };
    let mut app = App::new(Settings::default(), size);
    let posts = ["2020-01-03", "2020-01-02", "2020-01-01"]
        .map(|date| fixture::post(date, date))
        .to_vec();
    let effects = app.update(Message::Posts(posts));
    let [Effect::Read(requests)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let paths: Vec<&str> = requests.iter().map(|request| &*request.path).collect();
    assert_eq!(paths, ["2020-01-03.md", "2020-01-02.md"]);
    assert!(matches!(app.reader(), Reader::Waiting { .. }));
    let quiet = app.update(Message::Resized(size));
    assert_eq!(quiet, [], "nothing is asked for twice");
}

#[test]
fn what_is_typed_before_the_post_is_here_is_done_when_it_is() {
    let size = Size {
        width: 120,
        height: 30,
    };
    let mut app = App::new(Settings::default(), size);
    let markdown = (1..=200).map(|number| format!("Paragraph [{number}](#top).\n\n"));
    let reading = fixture::reading("2020-01-03.md", "Long", &markdown.collect::<String>());
    let effects = app.update(Message::Posts(vec![fixture::post("2020-01-03", "Long")]));
    let [Effect::Read(requests)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    app.update(Message::Complete);
    app.update(Message::Command(Command::Read));
    for _ in 0..1000 {
        app.update(Message::Command(Command::Move(Motion::Down)));
    }
    app.update(Message::Read {
        request: requests[0].clone(),
        answer: Ok(reading),
    });
    let article = app.reader().article().unwrap();
    let (laid, row) = article.seen().next().unwrap();
    let top = laid.row_text(row);
    assert!(
        top.is_empty() || top.contains("Paragraph 3"),
        "64 rows down: {top}"
    );
    assert!(article.place().block > 20);
}

#[test]
fn an_answer_for_a_post_left_behind_does_not_show() {
    let mut app = App::new(
        Settings::default(),
        Size {
            width: 120,
            height: 30,
        },
    );
    let posts = ["2020-01-03", "2020-01-02"].map(|date| fixture::post(date, date));
    let effects = app.update(Message::Posts(posts.to_vec()));
    let [Effect::Read(requests)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let request = requests.first().unwrap().clone();
    app.update(Message::Command(Command::Move(Motion::Down)));
    let answer = Ok(fixture::reading("2020-01-03.md", "late", "Late words."));
    app.update(Message::Read { request, answer });
    assert_eq!(app.reader().post().unwrap().title, "2020-01-02");
    assert!(app.reader().article().is_none());
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
fn a_link_to_a_post_opens_it_and_the_list_follows() {
    let mut session = blog((120, 30));
    session.focus_link("the second");
    assert_eq!(session.command(Command::Follow), []);
    assert_eq!(session.title(), "Second");
    assert_eq!(session.app.list().chosen().unwrap().title, "Second");
    assert_eq!(session.app.focus(), Focus::Reader);
}

#[test]
fn back_and_forward_keep_the_places() {
    let mut session = blog((120, 12));
    session.command(Command::Read);
    session.focus_link("below");
    session.command(Command::Follow);
    assert_eq!(session.title(), "First");
    let below = session.article().place();
    assert_ne!(below, Place::default());
    session.command(Command::Move(Motion::Top));
    session.focus_link("its end");
    session.command(Command::Follow);
    assert_eq!(session.top_line(), "End");
    session.command(Command::Move(Motion::PageDown));
    let line = session.top_line();

    session.command(Command::Back);
    assert_eq!(
        (session.title(), session.article().is_at_top()),
        ("First", true)
    );
    session.command(Command::Forward);
    assert_eq!((session.title(), session.top_line()), ("Second", line));
    session.commands(&[Command::Back, Command::Back]);
    assert_eq!(session.title(), "First");
    assert_eq!(session.notice(), "");
    session.command(Command::Back);
    assert_eq!(session.notice(), "nothing to go back to");
}

#[test]
fn links_that_lead_out_leave_as_they_are() {
    let mut session = blog((120, 30));
    session.focus_link("web");
    assert_eq!(
        session.command(Command::Follow),
        open("https://example.org/a?b=c")
    );
    assert_eq!(
        session.command(Command::Browse),
        open("https://example.org/a?b=c")
    );
    session.focus_link("mail");
    assert_eq!(session.command(Command::Follow), open("mailto:a@b.c"));
}

#[test]
fn another_scheme_asks_first() {
    let mut session = blog((120, 30));
    session.focus_link("chat");
    assert_eq!(session.command(Command::Follow), []);
    assert_eq!(session.app.context(), Context::Question);
    assert_eq!(session.command(Command::Decline), []);
    assert_eq!(session.app.context(), Context::List);
    session.command(Command::Follow);
    assert_eq!(session.command(Command::Accept), open("irc://host/room"));
    assert_eq!(session.app.overlay(), None);
}

#[test]
fn a_file_of_the_blog_asks_first_and_an_address_without_a_site_is_refused() {
    let mut session = blog((120, 30));
    session.focus_link("slides");
    session.command(Command::Follow);
    assert_eq!(
        session.command(Command::Accept),
        open("file:///blog/talk%2520one.pdf")
    );
    for text in ["nowhere", "bad"] {
        session.focus_link(text);
        assert_eq!(session.command(Command::Follow), []);
        assert!(
            session.notice().starts_with("not opened"),
            "{}",
            session.notice()
        );
        assert_eq!(session.app.overlay(), None);
    }
}

#[test]
fn a_link_to_a_post_that_is_not_there_says_so() {
    let mut session = blog((120, 30));
    session.focus_link("gone");
    assert_eq!(session.command(Command::Follow), []);
    assert_eq!(session.notice(), "Missing.md is not among the posts");
    assert_eq!(session.title(), "First");
}

#[test]
fn the_posts_own_page_opens_and_is_copied_when_no_link_is_chosen() {
    let mut session = blog((120, 30));
    assert_eq!(
        session.command(Command::Browse),
        open("https://blog.example/First/")
    );
    let copied = Effect::Copy("https://blog.example/First/".to_owned());
    assert_eq!(session.command(Command::Copy), [copied]);
    session.focus_link("its end");
    let copied = Effect::Copy("https://blog.example/Second/#end".to_owned());
    assert_eq!(session.command(Command::Copy), [copied]);
}

#[test]
fn walking_links_scrolls_to_them_and_back() {
    let mut session = blog((100, 12));
    session.commands(&[Command::NextPost, Command::Read]);
    for number in 1..=30 {
        session.command(Command::NextLink);
        let focused = session.article().focused().unwrap().address.clone();
        assert_eq!(focused, format!("https://example.org/{number}"));
        let focus = session.article().focus().unwrap();
        assert!(session.article().seen_links().contains(&focus));
    }
    for number in (1..30).rev() {
        session.command(Command::PreviousLink);
        let focused = session.article().focused().unwrap().address.clone();
        assert_eq!(focused, format!("https://example.org/{number}"));
    }
    session.command(Command::PreviousLink);
    assert_eq!(session.notice(), "no link further up");
}

#[test]
fn a_link_that_is_scrolled_away_loses_the_focus() {
    let mut session = blog((100, 12));
    session.commands(&[Command::NextPost, Command::Read, Command::NextLink]);
    assert!(session.article().focus().is_some());
    session.command(Command::Move(Motion::PageDown));
    assert_eq!(session.article().focus(), None);
    assert_eq!(session.command(Command::Follow), []);
    assert_eq!(
        session.notice(),
        "no link is chosen: Tab chooses one, f names them"
    );
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
fn later_posts_do_not_move_what_is_read() {
    let mut session = blog((120, 30));
    session.commands(&[
        Command::NextPost,
        Command::Read,
        Command::Move(Motion::PageDown),
    ]);
    let line = session.top_line();
    let here = session.app.list().posts().map(Arc::clone);
    let posts = here.chain([fixture::post("2021-01-01", "New")]).collect();
    session.send(Message::Posts(posts));
    assert_eq!((session.title(), session.top_line()), ("Second", line));
    assert_eq!(session.app.list().position(), 2);
}

/// A session whose posts have not all come, on a screen of the usual size.
fn coming(named: Option<&str>, last: Option<&str>, posts: &[Arc<Post>]) -> App {
    let size = Size {
        width: 120,
        height: 30,
    };
    let mut app = App::new(Settings::default(), size);
    app.update(Message::Found {
        title: "A blog".to_owned(),
        folder: None,
        site: None,
        named: named.map(Arc::from),
    });
    app.update(Message::Recalled(Recollection {
        last: last.map(Arc::from),
        ..Recollection::default()
    }));
    app.update(Message::Posts(posts.to_vec()));
    app
}

fn shown(app: &App) -> &str {
    app.reader().post().map_or("", |post| &post.title)
}

#[test]
fn the_post_that_was_shown_last_is_shown_as_soon_as_it_is_here() {
    let posts = ["2020-01-03", "2020-01-02", "2020-01-01"].map(|date| fixture::post(date, date));
    let mut app = coming(None, Some("2020-01-01.md"), &posts[..2]);
    assert_eq!(shown(&app), "2020-01-03");
    app.update(Message::Posts(posts.to_vec()));
    assert_eq!(shown(&app), "2020-01-01");
    // Who has chosen meanwhile is not taken elsewhere.
    let mut app = coming(None, Some("2020-01-01.md"), &posts[..2]);
    app.update(Message::Command(Command::Move(Motion::Down)));
    app.update(Message::Posts(posts.to_vec()));
    app.update(Message::Complete);
    assert_eq!(shown(&app), "2020-01-02");
}

#[test]
fn a_named_post_is_read_alone_while_the_others_come() {
    let posts = ["2020-01-03", "2020-01-02"].map(|date| fixture::post(date, date));
    let mut app = coming(Some("2020-01-02.md"), Some("2020-01-03.md"), &posts[1..]);
    assert_eq!((shown(&app), app.focus()), ("2020-01-02", Focus::Reader));
    app.update(Message::Posts(posts.to_vec()));
    app.update(Message::Complete);
    assert_eq!((shown(&app), app.focus()), ("2020-01-02", Focus::Reader));
    assert!(app.layout().list.is_none());
}

#[test]
fn what_is_searched_for_before_all_posts_are_here_is_searched_for_again() {
    let posts = ["2020-01-03", "2020-01-02"].map(|date| fixture::post(date, date));
    let mut app = coming(None, None, &posts[..1]);
    app.update(Message::Command(Command::Search));
    let effects = app.update(Message::Command(Command::Edit(Edit::Insert('w'))));
    let asks = |effects: &[Effect]| {
        let is_search = |effect: &&Effect| matches!(effect, Effect::Search { .. });
        effects.iter().filter(is_search).count()
    };
    assert_eq!(asks(&effects), 1);
    app.update(Message::Posts(posts.to_vec()));
    let effects = app.update(Message::Complete);
    assert_eq!(asks(&effects), 1, "{effects:?}");
}

#[test]
fn nothing_is_noted_of_the_first_post_that_comes() {
    let posts = ["2020-01-03", "2020-01-02"].map(|date| fixture::post(date, date));
    let mut app = coming(None, None, &posts[..1]);
    let remembers = |effects: &[Effect]| effects.iter().any(|it| matches!(it, Effect::Remember(_)));
    assert!(!remembers(&app.update(Message::Posts(posts.to_vec()))));
    assert!(remembers(&app.update(Message::Complete)));
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
fn one_post_alone_opens_in_the_reader() {
    let session = Session::open((120, 30), &[("", "Only", "Words.")]);
    assert_eq!(session.app.focus(), Focus::Reader);
    assert!(session.app.layout().list.is_none());
}

#[test]
fn below_80_columns_one_pane_shows_at_a_time() {
    let mut session = blog((60, 20));
    assert!(session.app.layout().reader.is_none());
    session.command(Command::Read);
    assert!(session.app.layout().list.is_none());
    session.command(Command::StepBack);
    assert!(session.app.layout().list.is_some());
}

#[test]
fn the_list_can_be_hidden_and_shown() {
    let mut session = blog((120, 20));
    session.command(Command::TogglePanes);
    assert!(session.app.layout().list.is_none());
    assert_eq!(session.app.focus(), Focus::Reader);
    session.command(Command::TogglePanes);
    assert!(session.app.layout().list.is_some() && session.app.layout().reader.is_some());
    assert_eq!(session.app.focus(), Focus::List, "which had the keys");
    let reader_has_keys = [Command::TogglePanes, Command::Read, Command::TogglePanes];
    session.commands(&reader_has_keys);
    assert_eq!(session.app.focus(), Focus::Reader, "which was asked for");
}

#[test]
fn the_row_at_the_top_comes_back_with_the_list() {
    let text = "Many words that take more rows beside the list than they do alone. ".repeat(4);
    let figure = "![](picture.png)";
    let post = [&text, figure, "## Heading", &text, figure, &text, &text].join("\n\n");
    let mut session = Session::open((90, 8), &[("2020-01-01", "A", &post), ("", "B", "Words.")]);
    session.command(Command::Read);
    let rows = |session: &Session| -> Vec<String> {
        let seen = session.article().seen();
        seen.map(|(laid, row)| laid.row_text(row)).collect()
    };
    for _ in 0..40 {
        let before = rows(&session);
        session.commands(&[Command::TogglePanes; 2]);
        assert_eq!(rows(&session), before);
        session.command(Command::Move(Motion::Down));
    }
}

#[test]
fn a_picture_at_the_top_stays_there_when_the_list_is_hidden() {
    let text = "Many words that take more rows beside the list than they do alone. ".repeat(9);
    let figure =
        format!("<figure><img src=\"picture.png\"><figcaption>{text}</figcaption></figure>");
    let post = format!("{text}\n\n{figure}\n\n{text}");
    let mut session = Session::open((90, 8), &[("2020-01-01", "A", &post), ("", "B", "Words.")]);
    session.command(Command::Read);
    while !session.top_line().contains("picture.png") {
        session.command(Command::Move(Motion::Down));
    }
    for _ in 0..3 {
        session.command(Command::TogglePanes);
        assert!(session.top_line().contains("picture.png"));
    }
}

#[test]
fn help_takes_the_keys_until_it_is_closed() {
    let mut session = blog((120, 20));
    session.command(Command::Help);
    session.command(Command::Move(Motion::Down));
    assert_eq!(help_top(&session), Some(1));
    assert_eq!(session.title(), "First");
    session.command(Command::StepBack);
    assert_eq!(
        (session.app.overlay(), session.app.focus()),
        (None, Focus::List)
    );
}

#[test]
fn help_opened_from_a_post_begins_where_it_is_about_posts() {
    let mut session = blog((120, 20));
    session.commands(&[Command::Read, Command::Help]);
    assert_eq!(help_top(&session), Some(19));
}

#[test]
fn help_lies_over_a_list_and_gives_way_to_it() {
    let mut session = blog((120, 20));
    let down = Command::Move(Motion::Down);
    session.commands(&[Command::Links, down]);
    let before = session.app.overlay().cloned();
    session.commands(&[Command::Help, down, Command::StepBack]);
    assert_eq!(session.app.overlay(), before.as_ref());
}

fn help_top(session: &Session) -> Option<usize> {
    match session.app.overlay() {
        Some(Overlay::Help(help)) => Some(help.top),
        _ => None,
    }
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
fn a_failure_to_open_shows_the_whole_address() {
    let mut session = blog((120, 20));
    let address = Address::checked("https://example.org/a?b=c").unwrap();
    let outcome = Err("no display here to open".to_owned());
    session.send(Message::Opened { address, outcome });
    assert_eq!(
        session.notice(),
        "no display here to open https://example.org/a?b=c"
    );
    let offer = session.app.notice().unwrap().offer;
    assert_eq!(offer, Some((Command::Copy, "copies it")));
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

#[test]
fn an_open_post_stays_when_its_file_is_gone_before_it_is_read_again() {
    let mut session = blog((120, 30));
    let line = session.top_line();
    let posts: Vec<_> = session
        .app
        .list()
        .seen()
        .map(|(_, post)| Arc::clone(post))
        .collect();
    let effects = session.app.update(Message::Replaced(posts));
    let [Effect::Read(requests)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let request = requests[0].clone();
    assert_eq!(&*request.path, "First.md");
    let answer = Err("cannot read First.md".to_owned());
    session.app.update(Message::Read { request, answer });
    assert_eq!(session.notice(), "cannot read First.md");
    assert_eq!(session.top_line(), line);
}

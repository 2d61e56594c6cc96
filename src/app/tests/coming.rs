//! Posts that come one after the other, and what waits for them.

use super::*;

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
fn what_is_typed_before_the_post_is_here_is_not_done_elsewhere() {
    let size = Size {
        width: 120,
        height: 30,
    };
    let mut app = App::new(Settings::default(), size);
    let posts = ["2020-01-03", "2020-01-02"].map(|date| fixture::post(date, date));
    let effects = app.update(Message::Posts(posts.to_vec()));
    let [Effect::Read(requests)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    for command in [
        Command::Read,
        Command::Move(Motion::Down),
        Command::StepBack,
    ] {
        app.update(Message::Command(command));
    }
    assert_eq!(app.focus(), Focus::List);
    app.update(Message::Read {
        request: requests[0].clone(),
        answer: Ok(fixture::reading("2020-01-03.md", "First", "Words.")),
    });
    assert!(app.reader().article().is_some());
    assert_eq!(shown(&app), "2020-01-03", "the key was meant for the post");
}

#[test]
fn a_post_that_is_gone_before_it_is_here_gives_its_place_to_the_next() {
    let posts = ["2020-01-03", "2020-01-02"].map(|date| fixture::post(date, date));
    let mut app = coming(None, None, &posts);
    assert!(matches!(app.reader(), Reader::Waiting { .. }));
    let effects = app.update(Message::Replaced(posts[1..].to_vec()));
    assert_eq!(shown(&app), "2020-01-02");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Read(_)))
    );
}

#[test]
fn the_next_post_after_one_that_is_gone_is_the_one_that_has_its_place() {
    let commands = [
        (Command::NextPost, "Third"),
        (Command::PreviousPost, "First"),
    ];
    for (command, next) in commands {
        let mut session = blog((120, 30));
        session.commands(&[Command::NextPost, Command::Read]);
        let rest = session.app.list().posts().map(Arc::clone);
        let rest = rest.filter(|post| post.title != "Second").collect();
        session.send(Message::Replaced(rest));
        assert_eq!(session.title(), "Second", "it stays to be read");
        assert_eq!(session.notice(), "Second.md is gone from the blog");
        session.command(command);
        assert_eq!(session.title(), next);
    }
}

#[test]
fn nothing_comes_after_the_last_one_that_is_gone() {
    for command in [Command::NextPost, Command::PreviousPost] {
        let mut session = blog((120, 30));
        let posts = session.app.list().posts().map(Arc::clone);
        let posts: Vec<_> = posts.filter(|post| post.title != "Broken").collect();
        session.send(Message::Replaced(posts.clone()));
        session.commands(&[Command::Move(Motion::Bottom), Command::Read]);
        let last = session.title().to_owned();
        let (_, rest) = posts.split_last().unwrap();
        let before = rest.last().unwrap().title.clone();
        session.send(Message::Replaced(rest.to_vec()));
        session.command(command);
        if command == Command::NextPost {
            assert_eq!(session.title(), last);
            assert_eq!(session.notice(), "no post after this one");
        } else {
            assert_eq!(session.title(), before);
        }
    }
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

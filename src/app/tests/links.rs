//! Links of a post: walking them, following them, and where they lead.

use super::*;

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
    let copied = |effects: &[Effect], address: &str| {
        assert_eq!(effects, [Effect::Copy(address.to_owned())]);
    };
    let effects = session.command(Command::Copy);
    copied(&effects, "https://example.org/a?b=c");
    let effects = session.command(Command::Copy);
    copied(&effects, "https://blog.example/First/");
}

#[test]
fn the_way_back_leaves_out_what_is_gone() {
    let posts = [
        ("2020-01-03", "a", "[on](b.md)\n"),
        ("2020-01-02", "b", "[on](c.md)\n"),
        ("2020-01-01", "c", "The end.\n"),
    ];
    let mut session = Session::open((120, 20), &posts);
    session.command(Command::Read);
    for _ in 0..2 {
        session.commands(&[Command::NextLink, Command::Follow]);
    }
    assert_eq!(session.title(), "c");
    let rest = session.app.list().posts().map(Arc::clone);
    let rest = rest.filter(|post| post.title != "b").collect();
    session.send(Message::Replaced(rest));
    session.command(Command::Back);
    assert_eq!((session.title(), session.notice()), ("a", ""));
    session.command(Command::Back);
    assert_eq!(
        (session.title(), session.notice()),
        ("a", "nothing to go back to")
    );
}

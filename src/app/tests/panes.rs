//! Which panes there are, and what lies over them.

use super::*;

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

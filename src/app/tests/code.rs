//! Code: its colours, and its long lines.

use super::*;
use crate::highlight::Token;
use crate::page::Role;

const CODE: &str = "Words.\n\n- item\n\n  ```rust\n  let x = 1;\n  ```\n";

impl Session {
    /// The words of code that are seen, with what they are.
    fn tokens(&self) -> Vec<(String, Token)> {
        let rows = self.article().seen();
        rows.flat_map(|(laid, row)| laid.row(row))
            .filter_map(|piece| match piece.face.role {
                Role::Token(token) => Some((piece.text.to_owned(), token)),
                _ => None,
            })
            .collect()
    }

    fn rows(&self) -> Vec<String> {
        let rows = self.article().seen();
        rows.map(|(laid, row)| laid.row_text(row)).collect()
    }

    fn asked(&self) -> Vec<&str> {
        self.snippets.iter().map(|it| it.code.as_str()).collect()
    }
}

#[test]
fn text_comes_first_and_colours_move_nothing() {
    let mut session = Session::open((100, 20), &[("2020-01-01", "Code", CODE)]);
    assert_eq!(session.tokens(), []);
    let rows = session.rows();
    session.highlight();
    assert_eq!(session.rows(), rows);
    let let_word = ("let".to_owned(), Token::Keyword);
    assert!(
        session.tokens().contains(&let_word),
        "{:?}",
        session.tokens()
    );
    session.resize(60, 20);
    assert!(
        session.tokens().contains(&let_word),
        "a resize forgets nothing"
    );
}

#[test]
fn only_code_near_the_screen_is_asked_for_the_nearest_first() {
    let block = |number| {
        format!(
            "```rust\nlet x{number} = 1;\n```\n\n{}\n\n",
            "word ".repeat(400)
        )
    };
    let body: String = (0..100).map(block).collect();
    let mut session = Session::open((100, 20), &[("2020-01-01", "Code", &body)]);
    let asked = session.asked();
    assert_eq!(asked.first(), Some(&"let x0 = 1;"));
    assert!(asked.len() > 1 && asked.len() < 10, "{}", asked.len());
    session.command(Command::Read);
    session.command(Command::Move(Motion::Bottom));
    let asked = session.asked();
    assert_eq!(asked.first(), Some(&"let x99 = 1;"));
    assert!(asked.len() < 10, "{}", asked.len());
}

#[test]
fn what_is_known_is_not_asked_for_again_when_one_comes_back() {
    let posts = [
        ("2020-01-02", "Code", CODE),
        ("2020-01-01", "Words", "Only words.\n"),
    ];
    let mut session = Session::open((100, 20), &posts);
    session.highlight();
    let tokens = session.tokens();
    assert!(!tokens.is_empty());
    session.command(Command::Move(Motion::Down));
    assert_eq!(session.title(), "Words");
    session.command(Command::Move(Motion::Up));
    assert_eq!(session.tokens(), tokens);
    assert_eq!(session.asked(), [""; 0]);
}

#[test]
fn an_answer_for_a_post_left_behind_colours_it_when_one_comes_back() {
    let posts = [
        ("2020-01-02", "Code", CODE),
        ("2020-01-01", "Words", "    let x = 1;\n"),
    ];
    let mut session = Session::open((100, 20), &posts);
    let late = session.snippets.clone();
    session.command(Command::Move(Motion::Down));
    session.snippets = late;
    session.highlight();
    assert_eq!(
        session.tokens(),
        [],
        "the same words in no language stay plain"
    );
    session.command(Command::Move(Motion::Up));
    assert_ne!(session.tokens(), []);
}

#[test]
fn code_in_an_unknown_language_is_asked_for_once() {
    let code = "```klingon\nqapla\n```\n";
    let mut session = Session::open((100, 20), &[("2020-01-01", "Code", code)]);
    assert_eq!(session.asked(), ["qapla"]);
    session.highlight();
    session.resize(80, 20);
    assert_eq!(session.asked(), [""; 0]);
}

#[test]
fn code_beyond_the_limit_is_never_asked_for() {
    let code = format!("```rust\n{}```\n", "let x = 1;\n".repeat(20_000));
    let session = Session::open((100, 20), &[("2020-01-01", "Code", &code)]);
    assert_eq!(session.asked().len(), 0);
}

#[test]
fn long_lines_run_on_when_asked_to_and_can_be_moved_along() {
    let numbers: Vec<String> = (0..40).map(|number| format!("{number:02}.")).collect();
    let line = numbers.concat();
    let body = format!("Above.\n\n```\n{line}\nshort\n```\n");
    let posts = [
        ("2020-01-02", "Code", body.as_str()),
        ("2020-01-01", "Next", "    more\n"),
    ];
    let mut session = Session::open((60, 20), &posts);
    session.command(Command::Read);
    let wrapped = session.rows();
    session.command(Command::ToggleLongLines);
    let cut = session.rows();
    assert!(cut.len() < wrapped.len());
    assert!(cut.iter().any(|row| row.contains("00.01.")), "{cut:?}");
    session.command(Command::Left);
    assert_eq!(
        session.app.focus(),
        Focus::Reader,
        "the beginning is no way out"
    );
    session.command(Command::Right);
    assert!(!session.rows().iter().any(|row| row.contains("00.01.")));
    for _ in 0..100 {
        session.command(Command::Right);
    }
    assert!(
        session.rows().iter().any(|row| row.contains("39.")),
        "the end stays in sight"
    );
    session.command(Command::NextPost);
    session.command(Command::PreviousPost);
    assert_eq!(session.rows(), cut, "another post begins at the beginning");
    session.command(Command::ToggleLongLines);
    assert_eq!(session.rows(), wrapped);
    session.command(Command::Left);
    assert_eq!(session.app.focus(), Focus::List);
}

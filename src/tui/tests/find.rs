//! Finding words in the post.

use ratatui::style::Modifier;

use super::Screen;

fn long() -> String {
    let paragraph = |number: usize| {
        let word = if number % 20 == 7 {
            "a **need**le in"
        } else {
            "only"
        };
        format!("Paragraph {number} has {word} hay.\n\n")
    };
    (0..60).map(paragraph).collect()
}

fn over(text: &str) -> Screen {
    Screen::over(&[("", "A", text), ("", "B", "Other words.")], 60, 12)
}

#[test]
fn words_are_found_as_they_are_typed_and_counted() {
    let mut screen = over(&long()).keys("<Enter>/needle");
    insta::assert_snapshot!(screen.draw(), @"
    A                                                      17%


      Paragraph 6 has only hay.

      Paragraph 7 has a needle in hay.

      Paragraph 8 has only hay.

      Paragraph 9 has only hay.

    / needle   1 of 3   Esc cancel
    ");
    let mut screen = screen.keys("<Enter>n");
    assert!(screen.draw().contains("/ needle  2 of 3"));
    assert!(screen.draw().contains("Paragraph 27 has a needle in hay."));
    let mut screen = screen.keys("nn");
    assert!(
        screen.draw().contains("1 of 3"),
        "from the last to the first"
    );
    let mut screen = screen.keys("N");
    assert!(screen.draw().contains("Paragraph 47 has"));
}

#[test]
fn hits_are_marked_across_styles_and_the_current_one_is_told_apart() {
    let mut screen = over("A needle, a **need**le.\n").keys("<Enter>/needle<Enter>");
    screen.draw();
    let buffer = screen.terminal.backend().buffer();
    let reversed: String = buffer
        .content
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(reversed, "needle");
    let marked = buffer.content.iter().filter(|cell| {
        cell.bg != ratatui::style::Color::Reset && !cell.modifier.contains(Modifier::REVERSED)
    });
    let marked: String = marked.map(ratatui::buffer::Cell::symbol).collect();
    assert_eq!(marked, "needle");
}

#[test]
fn esc_goes_back_to_where_one_was() {
    let mut screen = over(&long()).keys("<Enter><PgDn>");
    let before = screen.draw();
    let mut screen = screen.keys("/paragraph 47");
    assert!(screen.draw().contains("Paragraph 47"));
    let mut screen = screen.keys("<Esc>");
    assert_eq!(screen.draw(), before);
    // Once it is kept, Esc only takes the marks away, and the next one leads to the list.
    let mut screen = screen.keys("/paragraph 47<Enter><Esc>");
    let found = screen.draw();
    assert!(found.contains("Paragraph 47") && !found.contains("/ paragraph"));
    let screen = screen.keys("<Esc>");
    assert_eq!(screen.session.app.focus(), crate::app::Focus::List);
}

#[test]
fn what_is_nowhere_is_said() {
    let mut screen = over(&long()).keys("<Enter>/nobody");
    assert!(
        screen.draw().contains("/ nobody   nowhere"),
        "{}",
        screen.draw()
    );
    let mut screen = screen.keys("<Enter>");
    assert!(screen.draw().contains("not in this post"));
    let mut screen = screen.keys("n");
    assert!(screen.draw().contains("no words to find"));
}

#[test]
fn another_post_has_no_marks() {
    let mut screen = over(&long()).keys("<Enter>/hay<Enter>J");
    assert!(!screen.draw().contains("/ hay"));
}

//! Code on the screen.

use ratatui::style::Color;

use super::*;

const CODE: &[(&str, &str, &str)] = &[(
    "2018-06-01",
    "Code",
    "Some words.\n\n```rust\nfn main() { println!(\"it is a long line that goes on and on and on\"); }\n```\n",
)];

fn screen() -> Screen {
    let mut screen = Screen::open(60, 14);
    screen.session = Session::open((60, 14), CODE);
    screen
}

/// The inks of the cells in which `word` stands.
fn inks(screen: &Screen, word: &str) -> Vec<Color> {
    let buffer = screen.terminal.backend().buffer();
    let text: Vec<&str> = buffer.content.iter().map(Cell::symbol).collect();
    let at = (0..text.len()).find(|&at| text[at..].concat().starts_with(word));
    let cells = &buffer.content[at.unwrap()..][..word.len()];
    cells.iter().map(|cell| cell.fg).collect()
}

#[test]
fn colours_arrive_and_nothing_moves() {
    let mut screen = screen().keys("<Enter>");
    let before = screen.draw();
    let plain = inks(&screen, "main");
    assert_eq!(inks(&screen, "fn "), plain[..3]);
    screen.session.highlight();
    assert_eq!(screen.draw(), before);
    assert_ne!(inks(&screen, "fn"), plain[..2]);
    assert_ne!(inks(&screen, "main"), plain);
    assert_ne!(inks(&screen, "main"), inks(&screen, "\"it "));
}

#[test]
fn long_lines_run_on_and_are_moved_along() {
    let mut screen = screen().keys("<Enter>w");
    screen.session.highlight();
    insta::assert_snapshot!(screen.draw(), @r#"
                                                          100%

      Code
      1 min read
      ──────────────────────────────────────────────────────

      Some words.

                                                      rust
        fn main() { println!("it is a long line that goes  ›



    long lines run on: ← → move along
    "#);
    let mut screen = screen.keys("<Right><Right>");
    insta::assert_snapshot!(screen.draw(), @r#"
                                                          100%

      Code
      1 min read
      ──────────────────────────────────────────────────────

      Some words.

                                                      rust
      ‹ tln!("it is a long line that goes on and on and on ›



    Tab links  ? help  h list  H back  / find  J next post
    "#);
    let mut screen = screen.keys("<Left><Left>w");
    insta::assert_snapshot!(screen.draw(), @r#"
                                                          100%

      Code
      1 min read
      ──────────────────────────────────────────────────────

      Some words.

                                                      rust
        fn main() { println!("it is a long line that goes
        ↪ on and on and on"); }


    long lines wrap
    "#);
}

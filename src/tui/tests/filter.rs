//! The list, narrowed as one types.

use super::Screen;

fn shown(screen: &Screen) -> Vec<&str> {
    let posts = screen.session.app.list().seen();
    posts.map(|(_, post)| post.title.as_str()).collect()
}

#[test]
fn letters_narrow_the_list_and_the_best_post_shows_beside_it() {
    let mut screen = Screen::open(100, 10).keys("/marg");
    insta::assert_snapshot!(screen.draw(), @"
    A blog            2 of 3 · filtered │                                                         100%
    ▌ 2017-06-15 Margins                │   Margins
      2018-06-01 Notes from a talk abo… │   1 min read
                                        │   ────────────────────────────────────────────────────────
                                        │
                                        │   Words in the margin.
                                        │
                                        │
                                        │
    / marg    Esc cancel                │
    ");
    let mut screen = screen.keys("<Enter>");
    assert!(!screen.session.app.list().is_filtering());
    assert!(screen.draw().contains("2 of 3 · filtered"));
}

#[test]
fn esc_brings_the_whole_list_and_the_choice_back() {
    let screen = Screen::open(100, 10).keys("jj/margins");
    assert_eq!(shown(&screen)[0], "Margins");
    let screen = screen.keys("<Esc>");
    assert_eq!(shown(&screen).len(), 3);
    let chosen = screen.session.app.list().chosen().unwrap();
    assert!(chosen.title.starts_with("Undated"));
    assert_eq!(screen.session.app.reader().post().unwrap(), chosen);
    let screen = screen.keys("/margins<Enter>j<Esc>");
    assert_eq!(shown(&screen).len(), 3);
}

#[test]
fn nothing_found_says_so_and_more_letters_can_be_taken_back() {
    let mut screen = Screen::open(100, 10).keys("/zzz");
    assert!(screen.draw().contains("No post like that."));
    let screen = screen.keys("<BS><BS><BS>year:2017");
    assert_eq!(shown(&screen), ["Margins"]);
}

#[test]
fn letters_that_are_commands_elsewhere_are_letters_here() {
    let screen = Screen::open(100, 10).keys("/jqVs");
    assert_eq!(screen.session.app.list().filter().text(), "jqVs");
    assert!(screen.effects.is_empty());
}

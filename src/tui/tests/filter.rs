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
    ▌ 2017-06-15 Margins               ●│   Margins
      2018-06-01 Notes from a talk ab… ●│   1 min read
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
fn a_filter_that_leaves_no_post_leaves_nothing_to_read() {
    let mut screen = Screen::open(100, 10).keys("/zzz<Enter><Enter>l");
    insta::assert_snapshot!(screen.draw(), @"
    A blog            0 of 3 · filtered │
    No post like that.                  │
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │
    / zzz   Esc all posts  ? help       │
    ");
    let screen = screen.keys("<Esc>");
    let chosen = screen.session.app.list().chosen().unwrap();
    assert_eq!(screen.session.app.reader().post().unwrap(), chosen);
}

#[test]
fn a_post_comes_back_where_it_was_left_when_the_filter_goes() {
    let screen = Screen::open(100, 8).keys("<Enter>jjjh");
    let place = |screen: &Screen| screen.session.app.reader().article().unwrap().place();
    let before = place(&screen);
    let screen = screen.keys("/zzz<Esc>");
    assert_eq!(place(&screen), before);
    assert_ne!(before.offset, 0);
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

//! Pictures on the screen, in half blocks.

use ratatui::style::Color;

use super::*;

const POST: &[(&str, &str, &str)] = &[
    (
        "2020-01-01",
        "Pictures",
        "Words.\n\n![A lamp](80x48.png)\n\n![Broken](broken/320x48.png)\n\n![Far](https://a.example/b.png)\n\nThe end.\n",
    ),
    ("2019-01-01", "Other", "No picture.\n"),
];

fn open(width: u16, height: u16) -> Screen {
    open_posts(width, height, POST)
}

fn open_posts(width: u16, height: u16, posts: &[(&str, &str, &str)]) -> Screen {
    let mut session = Session::open_with_pictures((width, height), posts);
    session.render();
    Screen {
        session,
        keymap: Keymap::default(),
        terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
        effects: Vec::new(),
    }
}

/// How many cells hold a piece of a picture.
fn cells(screen: &mut Screen) -> usize {
    let drawn = screen.draw();
    drawn.chars().filter(|it| matches!(it, '▀' | '▄')).count()
}

#[test]
fn pictures_stand_above_their_words() {
    insta::assert_snapshot!(open(80, 22).keys("z").draw(), @r"
                                                                              100%

        Pictures
        1 min read
        ──────────────────────────────────────────────────────────────────────

        Words.

        ▀▀▀▀▀▀▀▀▀▀
        ▀▀▀▀▀▀▀▀▀▀
        ▀▀▀▀▀▀▀▀▀▀
        ▣ A lamp

        cannot be shown: it is damaged


        ▣ Broken
        ▣ Far

        The end.

    Tab links  ? help  p fetch pictures  f hints  h list  H back  / find
    ");
}

#[test]
fn a_picture_has_its_own_colours() {
    let mut screen = open(80, 20).keys("z");
    screen.draw();
    let buffer = screen.terminal.backend().buffer();
    let cell = buffer.content.iter().find(|it| it.symbol() == "▀").unwrap();
    assert_eq!(
        (cell.fg, cell.bg),
        (Color::Rgb(255, 255, 255), Color::Rgb(0, 0, 0))
    );
}

#[test]
fn a_picture_that_scrolls_away_leaves_nothing() {
    let mut screen = open(80, 8).keys("z");
    let mut seen = Vec::new();
    for _ in 0..30 {
        seen.push(cells(&mut screen));
        screen = screen.keys("j");
        screen.session.render();
    }
    seen.dedup();
    // It comes and goes row by row, and what is left of it then is nothing.
    assert_eq!(seen, [0, 10, 20, 30, 20, 10, 0]);
}

#[test]
fn overlays_zen_a_resize_and_another_post_leave_nothing_of_a_picture() {
    let mut screen = open(100, 30);
    let whole = cells(&mut screen);
    assert_eq!(whole, 30);
    for keys in ["?", "i", "V"] {
        screen = screen.keys(keys);
        assert_eq!(cells(&mut screen), 0, "{}", screen.draw());
        screen = screen.keys("<Esc>");
        assert_eq!(cells(&mut screen), whole, "{}", screen.draw());
    }
    screen = screen.keys("z");
    assert_eq!(cells(&mut screen), whole);
    screen = screen.keys("J");
    assert_eq!(cells(&mut screen), 0, "{}", screen.draw());
    screen = screen.keys("K").resize(5, 30);
    screen.session.render();
    assert!(cells(&mut screen) < whole);
    for size in [0, 1, 2, 3] {
        screen = screen.resize(size, size);
        screen.draw();
    }
}

#[test]
fn a_picture_alone_in_the_pane() {
    let mut screen = open(40, 14).keys("<Enter><Tab><Enter>");
    screen.session.render();
    insta::assert_snapshot!(screen.draw(), @r"
    A lamp





                  ▀▀▀▀▀▀▀▀▀▀
                  ▀▀▀▀▀▀▀▀▀▀
                  ▀▀▀▀▀▀▀▀▀▀




    Esc close  + closer  n next     1 of 2
    ");
}

/// The last line after keys, when all pixels have come.
fn foot_after(screen: Screen, keys: &str) -> (Screen, String) {
    let mut screen = screen.keys(keys);
    screen.session.render();
    let drawn = screen.draw();
    let foot = drawn.trim_end().lines().last().unwrap_or_default();
    // The list is beside it where there is room.
    let foot = foot.trim_start_matches([' ', '│']).to_owned();
    (screen, foot)
}

const LARGE: &[(&str, &str, &str)] = &[(
    "2020-01-01",
    "Pictures",
    "![A map](4000x2000.png)\n\n![A lamp](80x48.png)\n",
)];

#[test]
fn a_picture_is_zoomed_and_moved_with_keys() {
    let screen = open_posts(200, 20, LARGE);
    let (screen, foot) = foot_after(screen, "<Enter><Tab><Enter>");
    let keys = "Esc close  + closer  n next  N previous  o browser";
    assert!(foot.starts_with(keys), "{foot}");
    assert!(foot.ends_with("   1 of 2 · 4000×2000 · 14%"), "{foot}");
    let (screen, foot) = foot_after(screen, "++");
    let keys =
        "Esc close  + closer  - farther  Right move  n next  N previous  o browser  0 all of it";
    assert!(foot.starts_with(keys), "{foot}");
    assert!(foot.ends_with("   1 of 2 · 4000×2000 · 33%"), "{foot}");
    let (screen, foot) = foot_after(screen, "<Right><Left><Up><Down>hjkl=");
    assert!(foot.ends_with("1 of 2 · 4000×2000 · 50%"), "{foot}");
    let (screen, foot) = foot_after(screen, "-");
    assert!(foot.ends_with("1 of 2 · 4000×2000 · 33%"), "{foot}");
    let (screen, foot) = foot_after(screen, "0");
    assert!(foot.ends_with("1 of 2 · 4000×2000 · 14%"), "{foot}");
    let (mut screen, foot) = foot_after(screen, "+++++J");
    assert!(foot.ends_with("2 of 2 · 80×48 · 100%"), "{foot}");
    assert_eq!(cells(&mut screen), 30);
    let (mut screen, foot) = foot_after(screen, "++");
    assert!(foot.ends_with("2 of 2 · 80×48 · 200%"), "{foot}");
    assert_eq!(cells(&mut screen), 120);
    for (keys, position) in [
        ("<Right>", 1),
        ("l", 2),
        ("K", 1),
        ("n", 2),
        ("N", 1),
        (" ", 2),
    ] {
        let (next, foot) = foot_after(screen, keys);
        assert!(foot.contains(&format!("{position} of 2")), "{keys}: {foot}");
        screen = next;
    }
    let (_, foot) = foot_after(screen, "<Esc>");
    assert!(!foot.contains("closer"), "{foot}");
}

#[test]
fn one_picture_alone_has_none_next_to_it() {
    let post = &[("2020-01-01", "Pictures", "![A lamp](80x48.png)\n")];
    let (_, foot) = foot_after(open_posts(100, 20, post), "<Enter><Tab><Enter>");
    assert!(!foot.contains("next") && foot.contains("1 of 1"), "{foot}");
}

#[test]
fn a_question_over_a_picture_is_readable() {
    let mut screen = open(40, 14).keys("<Enter><Tab><Enter>o");
    let drawn = screen.draw();
    assert!(drawn.contains("file:///blog/80x48.png"), "{drawn}");
}

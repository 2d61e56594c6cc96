//! Lists over the reader and names over links.

use super::Screen;
use crate::app::{Effect, Message};
use crate::browser::{Address, Medium};

fn opened(screen: &Screen) -> Vec<String> {
    let opened = screen.effects.iter().filter_map(|effect| match effect {
        Effect::Open { address, .. } => Some(address.to_string()),
        _ => None,
    });
    opened.collect()
}

#[test]
fn the_links_of_a_post_say_what_they_are_and_where_they_lead() {
    let mut screen = Screen::open(100, 16).keys("<Enter>i");
    insta::assert_snapshot!(screen.draw(), @"
    A blog              1 of 3 · newest │ Links                                                 1 of 5
                                        │
    ▌ 2018-06-01 Notes from a talk ab… ●│ ▌ → other post                                       Margins
      2017-06-15 Margins               ●│   ▶ recording                                        YouTube
                 Undated 日本語のとて… ●│   @ write                                              a@b.c
                                        │   ▤ Grok it › Slides                               s.example
                                        │     ask                                                 host
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │ → Margins   Enter follow  Esc close  / filter  o browser
    ");
    let screen = screen.keys("jj<Enter>");
    assert_eq!(opened(&screen), ["mailto:a@b.c"]);
}

#[test]
fn a_filter_narrows_a_list_and_esc_leads_out_step_by_step() {
    let mut screen = Screen::open(100, 12).keys("<Enter>i/r<Tab>");
    insta::assert_snapshot!(screen.draw(), @"
    A blog              1 of 3 · newest │ Links                                                 2 of 4
                                        │
    ▌ 2018-06-01 Notes from a talk ab… ●│   → other post                                       Margins
      2017-06-15 Margins               ●│ ▌ ▶ recording                                        YouTube
                 Undated 日本語のとて… ●│   @ write                                              a@b.c
                                        │   ▤ Grok it › Slides                               s.example
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │ / r    Enter follow  Esc cancel
    ");
    let mut screen = screen.keys("<Esc>");
    assert!(screen.draw().contains("of 5"));
    let screen = screen.keys("<Esc>");
    assert!(screen.session.app.overlay().is_none());
}

#[test]
fn an_entry_is_followed_from_the_filter() {
    let screen = Screen::open(100, 12).keys("<Enter>i/other<Enter>");
    let post = screen.session.app.reader().post().unwrap();
    assert_eq!(post.title, "Margins");
    let screen = screen.keys("H");
    let post = screen.session.app.reader().post().unwrap();
    assert!(post.title.starts_with("Notes from a talk"));
}

#[test]
fn videos_say_which_they_are_and_stay_listed_when_one_opens() {
    let mut screen = Screen::open(100, 12).keys("v");
    insta::assert_snapshot!(screen.draw(), @"
    A blog              1 of 3 · newest │ Talks and videos                                      1 of 2
                                        │
    ▌ 2018-06-01 Notes from a talk ab… ●│ ▌ ▶ recording                                        YouTube
      2017-06-15 Margins               ●│   ▤ Grok it › Slides                               s.example
                 Undated 日本語のとて… ●│
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │ www.youtube.com/watch?v=abc   Enter follow  Esc close
    ");
    let mut screen = screen.keys("<Enter>");
    assert_eq!(opened(&screen), ["https://www.youtube.com/watch?v=abc"]);
    assert!(screen.draw().contains("Talks and videos"));
}

#[test]
fn a_post_without_videos_says_so_instead() {
    let mut screen = Screen::open(100, 12).keys("jv");
    assert!(screen.draw().contains("no talks or videos here"));
    assert!(screen.session.app.overlay().is_none());
}

#[test]
fn the_outline_jumps_and_back_leads_back() {
    let mut screen = Screen::open(60, 10).keys("<Enter>T");
    insta::assert_snapshot!(screen.draw(), @"
    Outline                                             1 of 1
    ▌ Talks







    Enter follow  Esc close  / filter  ? help
    ");
    let mut screen = screen.keys("<Enter>");
    assert!(screen.draw().lines().any(|line| line.trim() == "Talks"));
    let mut screen = screen.keys("H");
    assert!(screen.draw().contains("Notes from a talk"));
}

#[test]
fn names_lie_over_the_links_that_are_seen() {
    let mut screen = Screen::open(100, 20).keys("<Enter>f");
    insta::assert_snapshot!(screen.draw(), @"
    A blog              1 of 3 · newest │                                                         100%
                                        │
    ▌ 2018-06-01 Notes from a talk ab…  │   Notes from a talk about margins and what stands in them
      2017-06-15 Margins               ●│   1 min read
                 Undated 日本語のとて… ●│   ────────────────────────────────────────────────────────
                                        │
                                        │   See the ather post, the s recording or drite.
                                        │
                                        │
                                        │   Talks
                                        │
                                        │   • Grok it by A.
                                        │     ◦ flides
                                        │
                                        │   ▎ Somebody said this.
                                        │
                                        │   gsk
                                        │
                                        │
                                        │ Esc cancel
    ");
    let screen = screen.keys("s");
    assert_eq!(opened(&screen), ["https://www.youtube.com/watch?v=abc"]);
    assert!(screen.session.app.overlay().is_none());
}

#[test]
fn a_name_with_shift_opens_the_posts_page_outside() {
    let screen = Screen::open(100, 20).keys("<Enter>fA");
    assert_eq!(opened(&screen), ["https://blog.example/Margins/"]);
}

#[test]
fn the_videos_of_the_blog_come_while_one_looks() {
    let mut screen = Screen::open(100, 12).keys("V");
    let Some(Effect::Survey { generation, posts }) = screen.effects.pop() else {
        unreachable!("the blog is read for them")
    };
    assert!(screen.draw().contains("reading 0 of 3"));
    let found = screen.session.found(&posts);
    let found = found.into_iter().take(1).collect();
    screen.session.send(Message::Surveyed { generation, found });
    insta::assert_snapshot!(screen.draw(), @"
    A blog              1 of 3 · newest │ Talks and videos of the blog · reading 1 of 3         1 of 2
                                        │
    ▌ 2018-06-01 Notes from a talk ab… ●│   2018-06-01 Notes from a talk about margins and what stand…
      2017-06-15 Margins               ●│ ▌ ▶ recording                                        YouTube
                 Undated 日本語のとて… ●│   ▤ Grok it › Slides                               s.example
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │ www.youtube.com/watch?v=abc   Enter follow  Esc close
    ");
    let screen = screen.keys("<Enter>");
    assert_eq!(opened(&screen), ["https://www.youtube.com/watch?v=abc"]);
    let screen = screen.keys("l");
    assert!(screen.session.app.overlay().is_none());
    let post = screen.session.app.reader().post().unwrap();
    assert!(post.title.starts_with("Notes from a talk"));
}

#[test]
fn posts_that_link_here_come_last_in_the_links() {
    let mut screen = Screen::open(100, 12).keys("j<Enter>i");
    let Some(Effect::Survey { generation, posts }) = screen.effects.pop() else {
        unreachable!("the blog is read for them")
    };
    let found = screen.session.found(&posts);
    screen.session.send(Message::Surveyed { generation, found });
    insta::assert_snapshot!(screen.draw(), @"
    A blog              2 of 3 · newest │ Links                                                 1 of 1
                                        │
      2018-06-01 Notes from a talk ab… ●│   Linked from
    ▌ 2017-06-15 Margins                │ ▌ → Notes from a talk about margins and what st…  2018-06-01
                 Undated 日本語のとて… ●│
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │
                                        │ Enter follow  Esc close  / filter  ? help
    ");
    let screen = screen.keys("<Enter>");
    let post = screen.session.app.reader().post().unwrap();
    assert!(post.title.starts_with("Notes from a talk"));
}

#[test]
fn what_links_here_is_copied_by_its_own_address() {
    let mut screen = Screen::open(100, 12).keys("j<Enter>i");
    let Some(Effect::Survey { generation, posts }) = screen.effects.pop() else {
        unreachable!("the blog is read for them")
    };
    let found = screen.session.found(&posts);
    screen.session.send(Message::Surveyed { generation, found });
    let post = screen.session.app.list().seen().next().unwrap().1;
    let url = format!("https://blog.example{}", post.address);
    let screen = screen.keys("y");
    assert_eq!(screen.effects.last(), Some(&Effect::Copy(url)));
}

#[test]
fn an_address_that_asks_asks_from_a_list_too() {
    let screen = Screen::open(100, 16).keys("<Enter>i/ask<Enter>");
    assert_eq!(opened(&screen), [] as [&str; 0]);
    let screen = screen.keys("y");
    let address = Address::checked("irc://host/room").unwrap();
    let asked = Effect::Open {
        address,
        medium: Medium::Web,
    };
    assert_eq!(screen.effects.last(), Some(&asked));
}

#[test]
fn a_long_name_is_cut_where_it_says_the_least() {
    let long = "- **A talk whose title is longer than any list is wide** by A.\n  \
                - [Video](https://www.youtube.com/watch?v=abc)\n";
    let mut screen = Screen::over(&[("", "A", long)], 50, 6).keys("v");
    insta::assert_snapshot!(screen.draw(), @"
    Talks and videos                          1 of 1
    ▌ ▶ A talk whose title is long… › Video  YouTube



    www.youtube.com/watch…   Enter follow  Esc close
    ");
}

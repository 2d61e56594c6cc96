//! Keystroke scripts and the screens they lead to.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use super::draw;
use super::keys::{Key, Keymap};
use crate::app::fixture::Session;
use crate::app::{Effect, Message, Recollection, Settings, Size};
use crate::blog::Post;
use crate::browser::Medium;
use crate::theme::{Depth, Palette, Theme};

mod code;
mod fetch;
mod filter;
mod find;
mod keys;
mod marks;
mod menus;
mod pictures;
mod search;

const BLOG: &[(&str, &str, &str)] = &[
    (
        "2018-06-01",
        "Notes from a talk about margins and what stands in them",
        "See the [other post](Margins.md), the [recording](https://www.youtube.com/watch?v=abc) \
         or [write](mailto:a@b.c).\n\n## Talks\n\n- **Grok it** by A.\n  - [Slides](https://s.example)\n\n\
         > Somebody said this.\n\n[ask](irc://host/room)\n",
    ),
    ("2017-06-15", "Margins", "Words in the margin.\n"),
    ("", "Undated 日本語のとても長い題名", "Nothing.\n"),
];

struct Screen {
    session: Session,
    keymap: Keymap,
    terminal: Terminal<TestBackend>,
    effects: Vec<Effect>,
}

impl Screen {
    fn open(width: u16, height: u16) -> Screen {
        Screen::over(BLOG, width, height)
    }

    fn over(blog: &[(&str, &str, &str)], width: u16, height: u16) -> Screen {
        Screen::bound(Keymap::default(), blog, width, height)
    }

    /// A session with other keys.
    fn bound(keymap: Keymap, blog: &[(&str, &str, &str)], width: u16, height: u16) -> Screen {
        let settings = Settings {
            help: keymap.help(),
            ..Settings::default()
        };
        Screen {
            session: Session::open_with(settings, (width, height), blog),
            keymap,
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
            effects: Vec::new(),
        }
    }

    /// A session of a blog of which something is remembered.
    fn recalling(
        blog: &[(&str, &str, &str)],
        recollection: Recollection,
        width: u16,
        height: u16,
    ) -> Screen {
        let messages = vec![Message::Recalled(recollection)];
        let settings = Settings::default();
        Screen {
            session: Session::open_after(messages, settings, (width, height), blog),
            ..Screen::over(&[], width, height)
        }
    }

    /// A session of a blog whose posts have these tags.
    fn tagged(blog: &[(&str, &str, &str)], tags: &[&[&str]], width: u16, height: u16) -> Screen {
        let mut screen = Screen::over(blog, width, height);
        let posts = screen
            .session
            .app
            .list()
            .seen()
            .map(|(_, post)| Post::clone(post));
        let tagged = posts.zip(tags).map(|(post, tags)| {
            let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
            Arc::new(Post { tags, ..post })
        });
        let tagged = tagged.collect();
        screen.session.send(Message::Replaced(tagged));
        screen
    }

    /// Presses keys: characters as they are, others by name as in `jj<Enter>`.
    fn keys(mut self, script: &str) -> Screen {
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            let (key, length) = match rest.find('>').filter(|&end| first == '<' && end > 1) {
                Some(end) => (named(&rest[1..end]), end + 1),
                None => (Key::Char(first), first.len_utf8()),
            };
            rest = &rest[length..];
            if let Some(command) = self.keymap.command(self.session.app.context(), key) {
                let effects = self.session.send(Message::Command(command));
                self.effects.extend(effects);
            }
        }
        self
    }

    fn resize(mut self, width: u16, height: u16) -> Screen {
        self.session.send(Message::Resized(Size { width, height }));
        self.terminal.backend_mut().resize(width, height);
        self
    }

    fn draw(&mut self) -> String {
        self.draw_in(Theme::new(Palette::DARK, Depth::True))
    }

    fn draw_in(&mut self, theme: Theme) -> String {
        let (app, keymap) = (&self.session.app, &self.keymap);
        self.terminal
            .draw(|frame| draw::render(app, keymap, &theme, frame.buffer_mut()))
            .unwrap();
        let buffer = self.terminal.backend().buffer();
        let width = usize::from(buffer.area.width).max(1);
        let mut rows = Vec::new();
        for cells in buffer.content.chunks(width) {
            let mut row = String::new();
            let mut covered = 0;
            for cell in cells {
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                covered = crate::page::width::grapheme(cell.symbol()).saturating_sub(1);
                row.push_str(cell.symbol());
            }
            rows.push(row.trim_end().to_owned());
        }
        rows.join("\n")
    }
}

fn named(name: &str) -> Key {
    match name {
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "S-Tab" => Key::BackTab,
        "Esc" => Key::Esc,
        "BS" => Key::Backspace,
        "PgDn" => Key::PageDown,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Up" => Key::Up,
        "Down" => Key::Down,
        _ => Key::Ctrl(name.strip_prefix("C-").unwrap().chars().next().unwrap()),
    }
}

#[test]
fn the_first_screen() {
    insta::assert_snapshot!(Screen::open(100, 20).draw(), @"
    A blog              1 of 3 · newest │                                                         100%
                                        │
    ▌ 2018-06-01 Notes from a talk ab… ●│   Notes from a talk about margins and what stands in them
      2017-06-15 Margins               ●│   1 min read
                 Undated 日本語のとて… ●│   ────────────────────────────────────────────────────────
                                        │
                                        │   See the other post, the ▶ recording or write.
                                        │
                                        │
                                        │   Talks
                                        │
                                        │   • Grok it by A.
                                        │     ◦ Slides
                                        │
                                        │   ▎ Somebody said this.
                                        │
                                        │   ask
                                        │
                                        │
    Enter read  ? help  v videos        │
    ");
}

#[test]
fn a_chosen_link_says_where_it_leads() {
    insta::assert_snapshot!(Screen::open(100, 20).keys("<Enter><Tab>").draw(), @"
    A blog              1 of 3 · newest │                                                         100%
                                        │
    ▌ 2018-06-01 Notes from a talk ab…  │   Notes from a talk about margins and what stands in them
      2017-06-15 Margins               ●│   1 min read
                 Undated 日本語のとて… ●│   ────────────────────────────────────────────────────────
                                        │
                                        │   See the other post, the ▶ recording or write.
                                        │
                                        │
                                        │   Talks
                                        │
                                        │   • Grok it by A.
                                        │     ◦ Slides
                                        │
                                        │   ▎ Somebody said this.
                                        │
                                        │   ask
                                        │
                                        │
                                        │ → Margins   Tab links  Enter follow  ? help  v videos
    ");
}

#[test]
fn a_long_address_is_cut_before_the_first_keys() {
    let address = format!("https://example.org/{}", "long/".repeat(20));
    let text = format!("[link]({address})\n");
    let blog = [("2018-06-01", "A post", text.as_str())];
    for (script, keys) in [
        ("<Tab>", "…   Tab links  Enter follow"),
        ("i", "…   Enter follow  Esc close"),
    ] {
        let mut screen = Screen::over(&blog, 50, 20).keys(script);
        let drawn = screen.draw();
        let foot = drawn.lines().last().unwrap();
        assert!(
            foot.starts_with(" example.org/") && foot.contains(keys),
            "{foot}"
        );
    }
}

#[test]
fn following_a_link_to_a_post_moves_the_list_too() {
    insta::assert_snapshot!(Screen::open(100, 12).keys("<Enter><Tab><Enter>").draw(), @"
    A blog              2 of 3 · newest │                                                         100%
                                        │
      2018-06-01 Notes from a talk ab… ●│   Margins
    ▌ 2017-06-15 Margins                │   1 min read
                 Undated 日本語のとて… ●│   ────────────────────────────────────────────────────────
                                        │
                                        │   Words in the margin.
                                        │
                                        │
                                        │
                                        │
                                        │ Tab links  ? help  h list  H back  / find  J next post
    ");
}

#[test]
fn a_narrow_screen_shows_one_pane_at_a_time() {
    let mut screen = Screen::open(50, 12);
    insta::assert_snapshot!(screen.draw(), @"
    A blog                           1 of 3 · newest

    ▌ 2018-06-01 Notes from a talk about margins a… ●
      2017-06-15 Margins                            ●
                 Undated 日本語のとても長い題名     ●






    Enter read  ? help  v videos  / filter  s order
    ");
    insta::assert_snapshot!(screen.keys("<Enter>").draw(), @"
                                                 68%

      Notes from a talk about margins and what
      stands in them
      1 min read
      ────────────────────────────────────────────

      See the other post, the ▶ recording or
      write.


    Tab links  ? help  v videos  f hints  h list
    ");
}

#[test]
fn a_blog_without_dates_has_no_column_of_them() {
    let blog = [("", "First", "Words.\n"), ("", "Second", "Words.\n")];
    let mut screen = Screen::over(&blog, 50, 6);
    insta::assert_snapshot!(screen.draw(), @"
    A blog                           1 of 2 · newest
    ▌ First                                         ●
      Second                                        ●


    Enter read  ? help  / filter  s order  o browser
    ");
}

#[test]
fn a_long_name_of_a_blog_gives_way_to_the_count() {
    let mut screen = Screen::open(80, 24);
    screen.session.send(Message::Found {
        title: "The long name of a blog".to_owned(),
        folder: None,
        site: None,
        named: None,
    });
    let drawn = screen.draw();
    let head = drawn.lines().next().unwrap();
    assert!(head.contains("…  1 of 3 · newest │"), "{head}");
    assert!(head.starts_with(" The long"), "{head}");
}

#[test]
fn help_lists_the_keys() {
    insta::assert_snapshot!(Screen::open(100, 20).keys("?jj").draw(), @r#"
    A blog              1 of 3 · newest │   Keys
                                        │
    ▌ 2018-06-01 Notes from a talk ab… ●│   k  Up              up
      2017-06-15 Margins               ●│   PgDn  Ctrl-f       a page down
                 Undated 日本語のとて… ●│   PgUp  Ctrl-b       a page up
                                        │   Ctrl-d             half a page down
                                        │   Ctrl-u             half a page up
                                        │   g  Home            to the beginning
                                        │   G  End             to the end
                                        │   o                  open the link, or the post, outside
                                        │   e                  edit the post's file
                                        │   y                  copy the address of either
                                        │   i                  the links of the post, and who links
                                        │                      to it
                                        │   T                  the outline of the post
                                        │   v                  the talks and videos of the post
                                        │   V                  the talks and videos of the blog
                                        │   S                  search the whole blog: words,
                                        │                      "phrases", -without
                                        │ Esc close
    "#);
}

#[test]
fn help_has_the_whole_screen_where_its_pane_is_narrow() {
    let mut screen = Screen::open(80, 12).keys("<Enter>?");
    insta::assert_snapshot!(screen.draw(), @"
      Keys

      In a post
      Space              a page down
      b                  a page up
      d                  half a page down
      u                  half a page up
      Tab                the next link
      Shift-Tab          the link before
      Enter              follow the link
      p                  fetch the pictures of the post that are on the web
    Esc close
    ");
    let mut screen = Screen::open(50, 12).keys("<Enter>?<C-d>");
    insta::assert_snapshot!(screen.draw(), @"
      Keys

      u                  half a page up
      Tab                the next link
      Shift-Tab          the link before
      Enter              follow the link
      p                  fetch the pictures of the
                         post that are on the web
      f                  name the links that are
                         seen; typing a name
                         follows it, with Shift
    Esc close
    ");
}

#[test]
fn help_over_a_list_says_what_the_list_can_do() {
    let mut screen = Screen::open(100, 12).keys("<Enter>i?");
    insta::assert_snapshot!(screen.draw(), @"
    A blog              1 of 3 · newest │   Keys
                                        │
    ▌ 2018-06-01 Notes from a talk ab… ●│   In a list over a post
      2017-06-15 Margins               ●│   Enter              follow it
                 Undated 日本語のとて… ●│   /                  narrow the list
                                        │   l  Right           go to where it stands
                                        │   o                  open it outside
                                        │   y                  copy its address
                                        │   ?                  these keys
                                        │   Esc  q  h  Left    close
                                        │
                                        │ Esc close
    ");
    let drawn = screen.keys("<Esc>").draw();
    assert!(
        drawn.contains("Links") && drawn.contains("other post"),
        "{drawn}"
    );
}

#[test]
fn an_unusual_scheme_asks_with_the_whole_address() {
    let screen = Screen::open(60, 20).keys("<Enter><Tab><Tab><Tab><Tab><Tab><Enter>");
    let mut screen = screen;
    insta::assert_snapshot!(screen.draw(), @"
                                                          100%

      Notes from a talk about margins and what stands in
      them
      1 min read
      ──────────────────────────────────────────────────────

      See the other post, the ▶ recording or write.


      Talks

      • Grok it by A.
        ◦ Slides

      ▎ Somebody said this.

    Open this address?
    irc://host/room
    y open  n leave it
    ");
    assert_eq!(screen.effects, []);
    let screen = screen.keys("<Enter>");
    assert_eq!(screen.effects, [], "a second Enter is no answer");
    let screen = screen.keys("y");
    assert_eq!(screen.effects.len(), 1);
}

#[test]
fn without_unicode_nothing_of_ours_leaves_ascii() {
    let mut screen = Screen::open(100, 20);
    screen.session = Session::open_ascii((100, 20), &BLOG[..2]);
    for script in ["", "<Enter><Tab>", "?", "<Esc>jjjjj", "hjjz"] {
        screen = screen.keys(script);
        let drawn = screen.draw();
        let other = drawn
            .chars()
            .find(|letter| !letter.is_ascii() && *letter != '\u{a0}');
        assert_eq!(other, None, "{drawn}");
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    let mut screen = Screen::open(100, 20).keys("<Enter><Tab>");
    screen.draw_in(Theme::new(Palette::DARK, Depth::None));
    let buffer = screen.terminal.backend().buffer();
    let reset = ratatui::style::Color::Reset;
    assert!(
        buffer
            .content
            .iter()
            .all(|cell| cell.fg == reset && cell.bg == reset)
    );
    let reversed = |cell: &&Cell| cell.modifier.contains(Modifier::REVERSED);
    let focused: String = buffer
        .content
        .iter()
        .filter(reversed)
        .map(Cell::symbol)
        .collect();
    assert_eq!(focused, "other post");
}

#[test]
fn every_size_draws() {
    let mut screen = Screen::open(100, 20);
    for (width, height) in [
        (0, 0),
        (0, 9),
        (9, 0),
        (1, 1),
        (2, 3),
        (500, 200),
        (9, 4),
        (80, 1),
        (1, 60),
        (79, 6),
        (81, 7),
    ] {
        screen = screen.resize(width, height);
        for script in [
            "", "<Enter>", "<Tab>", "?", "<Esc>", "y", "GG", "h", "jj", "z", "z", "gg",
        ] {
            screen = screen.keys(script);
            screen.draw();
        }
    }
    for width in 1..=120 {
        for height in 1..=12 {
            screen = screen.resize(width, height);
            screen.draw();
        }
    }
}

#[test]
fn keys_give_effects() {
    let url = "https://blog.example/Margins/";
    let screen = Screen::open(100, 20).keys("jyoq");
    let address = crate::browser::Address::checked(url).unwrap();
    assert_eq!(
        screen.effects,
        [
            Effect::Copy(url.to_owned()),
            Effect::Open {
                address,
                medium: Medium::Web,
            },
            Effect::Quit
        ]
    );
    assert_eq!(
        Screen::open(100, 20).keys("<C-z>").effects,
        [Effect::Suspend]
    );
    assert_eq!(Screen::open(100, 20).keys("?<C-c>").effects, [Effect::Quit]);
}

#[test]
fn a_long_notice_shows_whole() {
    let mut screen = Screen::open(40, 10);
    let address = format!("https://example.org/{}", "a".repeat(70));
    let checked = crate::browser::Address::checked(&address).unwrap();
    let outcome = Err("no display here to open".to_owned());
    screen.session.send(Message::Opened {
        address: checked,
        outcome,
    });
    let drawn: String = screen.draw().lines().map(str::trim).collect();
    assert!(drawn.contains(&address), "{drawn}");
}

#[test]
fn the_page_and_the_screen_agree_on_the_width_of_every_grapheme_of_the_samples() {
    use ratatui::buffer::CellWidth;
    use unicode_segmentation::UnicodeSegmentation;

    let posts = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-posts");
    let mut folders = vec![std::path::PathBuf::from(posts)];
    let mut graphemes = std::collections::BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let seen = text
                    .graphemes(true)
                    .filter(|it| !it.contains(char::is_control));
                graphemes.extend(seen.map(str::to_owned));
            }
        }
    }
    graphemes.extend(["ｶﾞ", "👩‍👩‍👧", "🇩🇪", "e\u{301}", "☁️", "क्ष", "\u{200b}"].map(str::to_owned));
    assert!(graphemes.len() > 200, "only {}", graphemes.len());
    for grapheme in graphemes {
        let ours = crate::page::width::grapheme(&grapheme);
        assert_eq!(ours, grapheme.cell_width(), "{grapheme:?}");
    }
}

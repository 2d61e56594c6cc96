//! A long walk with random keys, sizes and presses of the mouse over whole blogs: whatever a hand
//! does, the session goes on and every frame can be drawn. A failure names its seed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::path::{Path, PathBuf};

use byline::app::{
    App, Command, Edit, Effect, Found, Message, Pointer, PointerKind, Reading, Settings, Size,
};
use byline::blog::{self, Blog};
use byline::document::Document;
use byline::theme::{Depth, Palette, Theme};
use byline::tui::draw;
use byline::tui::keys::{Keymap, TABLE};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

const STEPS: usize = 1500;

/// Random enough, and the same everywhere: xorshift.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn read(blog: &Blog, path: &str) -> Result<Reading, String> {
    let post = blog.post(path).unwrap();
    let source = blog.read(post).map_err(|error| error.to_string())?;
    let url_of = |path: &str| blog.post(path).and_then(|post| blog.url(post));
    let document = Document::read(&source, &blog.addresses(post));
    Ok(Reading::new(document, path, url_of))
}

fn send(app: &mut App, blog: &Blog, message: Message) {
    for effect in app.update(message) {
        match effect {
            Effect::Read(requests) => {
                for request in requests {
                    let answer = read(blog, &request.path);
                    send(app, blog, Message::Read { request, answer });
                }
            }
            // A part of the blog is enough to fill the lists.
            Effect::Survey { generation, posts } => {
                let posts = posts.into_iter().take(40);
                let found = posts.map(|path| {
                    let reading = read(blog, &path).unwrap();
                    Found::new(path, Document::clone(&reading.document))
                });
                let found = found.collect();
                send(app, blog, Message::Surveyed { generation, found });
            }
            _ => {}
        }
    }
}

fn walk(blog: &Blog, seed: u64) {
    let mut dice = Dice(seed);
    let size = Size {
        width: 100,
        height: 30,
    };
    let keymap = Keymap::default();
    let mut app = App::new(
        Settings {
            help: keymap.help(),
            ..Settings::default()
        },
        size,
    );
    let posts = blog.posts().to_vec();
    send(&mut app, blog, Message::Posts(posts));
    send(&mut app, blog, Message::Complete);
    let theme = Theme::new(Palette::DARK, Depth::True);
    for step in 0..STEPS {
        let message = match dice.below(20) {
            0 => Message::Resized(Size {
                width: dice.below(160) as u16,
                height: dice.below(50) as u16,
            }),
            1 => Message::Pointer(Pointer {
                kind: [
                    PointerKind::Press,
                    PointerKind::WheelUp,
                    PointerKind::WheelDown,
                ][dice.below(3)],
                column: dice.below(160) as u16,
                row: dice.below(50) as u16,
            }),
            2 => Message::Command(Command::Edit(Edit::Insert(
                ['a', 'S', 'e', ' ', '-', ':', '漢', 'İ'][dice.below(8)],
            ))),
            3 if step % 40 == 0 => {
                let posts = blog.posts().iter().skip(dice.below(3)).cloned();
                Message::Replaced(posts.collect())
            }
            _ => Message::Command(TABLE[dice.below(TABLE.len())].command),
        };
        send(&mut app, blog, message);
        let screen = app.layout().screen;
        let mut buffer = Buffer::empty(Rect::new(0, 0, screen.width, screen.height));
        draw::render(&app, &keymap, &theme, &mut buffer);
        let drawn: String = buffer.content.iter().map(Cell::symbol).collect();
        assert!(
            !drawn.contains(char::is_control),
            "a control character at step {step} of {seed}"
        );
    }
}

#[test]
fn over_the_sample_blog() {
    let blog = Blog::sample();
    assert!(blog.posts().len() >= 12);
    for seed in 1..=4 {
        walk(&blog, seed);
    }
}

#[test]
fn over_real_blogs() {
    let shared = std::env::var_os("BYLINE_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let Ok(blogs) = std::fs::read_dir(shared.join("corpus/blogs")) else {
        eprintln!("skipped: there are no real blogs at {}", shared.display());
        return;
    };
    for (seed, folder) in (1000..).zip(blogs) {
        let path = folder.unwrap().path();
        let blog = Blog::open(&path, blog::Options::default()).unwrap();
        walk(&blog, seed);
    }
}

//! What a frame costs while a picture scrolls past the edge of the screen, a row at a time, in each
//! of the ways in which pictures come to the screen.
//!
//! `cargo bench --bench pictures`. A terminal of 120 columns and 40 rows, cells of 10 by 20 pixels
//! and a photograph of 800 by 500; what is written goes nowhere.

#![expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a bench that cannot go on says so"
)]

use std::io::{self, Sink};
use std::sync::Arc;

use byline::app::{App, Article, Command, Effect, Message, Motion, Reading, Settings, Size};
use byline::blog::Post;
use byline::document::{Document, NoBlog, Source};
use byline::picture::{self, Bitmap, CellSize, Origin, Picture, Raster};
use byline::theme::{Depth, Palette, Theme};
use byline::tui::graphics::{Graphics, Protocol};
use byline::tui::keys::Keymap;
use byline::tui::terminal::Screen;
use divan::Bencher;

const SCREEN: Size = Size {
    width: 120,
    height: 40,
};
const CELL: CellSize = CellSize {
    width: 10,
    height: 20,
};
const PHOTOGRAPH: picture::Size = picture::Size {
    width: 800,
    height: 500,
};
/// Rows that are scrolled before it goes back: from all of the picture to half of it.
const ROWS: usize = 24;
const WAYS: [&str; 4] = ["half blocks", "kitty", "iTerm2", "sixel"];

fn main() {
    divan::main();
}

fn graphics(way: &str) -> Option<Graphics> {
    let protocol = match way {
        "kitty" => Protocol::Kitty,
        "iTerm2" => Protocol::Iterm,
        "sixel" => Protocol::Sixel(256),
        _ => return None,
    };
    Some(Graphics::new(protocol, CELL))
}

/// Something like a photograph: slow changes, and grain on them.
fn photograph(size: picture::Size) -> Bitmap {
    let mut seed = 1u32;
    let pixels = (0..size.pixels()).map(|index| {
        let (x, y) = (
            index as u32 % size.width.max(1),
            index as u32 / size.width.max(1),
        );
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (seed >> 28) as u8;
        let slow = |value: u32| (value * 239 / 1_000 % 240) as u8 + grain;
        [slow(x), slow(y), slow(x + y), 255]
    });
    Bitmap::new(size, pixels.collect())
}

/// A session with a picture between words, in a screen that has drawn it.
struct Scroll {
    app: App,
    screen: Screen<Sink>,
    keymap: Keymap,
    theme: Theme,
    row: usize,
}

impl Scroll {
    fn new(way: &str) -> Scroll {
        let graphics = graphics(way);
        let raster = graphics
            .as_ref()
            .map_or(Raster::half_blocks(CELL), Graphics::raster);
        let settings = Settings {
            pictures: Some(raster),
            ..Settings::default()
        };
        let mut screen = Screen::on(io::sink());
        if let Some(graphics) = graphics {
            screen.show_pixels(graphics);
        }
        let mut scroll = Scroll {
            app: App::new(settings, SCREEN),
            screen,
            keymap: Keymap::default(),
            theme: Theme::new(Palette::DARK, Depth::True),
            row: 0,
        };
        let post = Post {
            path: "a.md".into(),
            title: "A".to_owned(),
            ..Post::default()
        };
        scroll.send(Message::Posts(vec![Arc::new(post)]));
        scroll.send(Message::Complete);
        scroll.send(Message::Command(Command::Read));
        for _ in 0..5 {
            scroll.send(Message::Command(Command::Move(Motion::Down)));
        }
        scroll.draw();
        scroll
    }

    /// Takes a message in, and answers what is asked.
    fn send(&mut self, message: Message) {
        if let Message::Rendered {
            outcome: Ok(bitmap),
            ..
        } = &message
        {
            self.prepare(bitmap);
        }
        for effect in self.app.update(message) {
            match effect {
                Effect::Read(requests) => {
                    for request in requests {
                        let answer = Ok(reading());
                        self.send(Message::Read { request, answer });
                    }
                }
                Effect::Render(renditions) => {
                    for rendition in renditions {
                        let outcome = Ok(Arc::new(photograph(rendition.size)));
                        self.send(Message::Rendered { rendition, outcome });
                    }
                }
                _ => {}
            }
        }
    }

    /// What is made off the drawing thread.
    fn prepare(&mut self, bitmap: &Arc<Bitmap>) {
        if let Some(way) = self.screen.graphics().map(Graphics::way) {
            let prepared = way.prepare(bitmap);
            self.screen.take_prepared(bitmap, way, prepared);
        }
    }

    fn draw(&mut self) {
        let drawn = self.screen.draw(&self.app, &self.keymap, &self.theme);
        drawn.unwrap();
    }

    /// Scrolls by a row, there and back.
    fn step(&mut self) {
        let motion = if self.row < ROWS {
            Motion::Down
        } else {
            Motion::Up
        };
        self.row = (self.row + 1) % (2 * ROWS);
        self.send(Message::Command(Command::Move(motion)));
    }
}

fn reading() -> Reading {
    let words = "Words that go on for a while.\n\n";
    let source = Source {
        title: "A".to_owned(),
        body: format!("{words}![A photograph](a.png)\n\n{}", words.repeat(60)),
        ..Source::default()
    };
    let document = Document::read(&source, &NoBlog);
    let at = document.images().first().map(|image| image.alt.start);
    let picture = Picture {
        origin: Origin::File("a.png".into()),
        size: PHOTOGRAPH,
        version: 0,
    };
    let pictures = at.into_iter().map(|at| (at, picture.clone())).collect();
    Reading::new(document, "a.md", |_| None).with_pictures(pictures, false)
}

/// A key and its frame.
#[divan::bench(args = WAYS, sample_size = 48, sample_count = 20)]
fn scrolling(bencher: Bencher, way: &str) {
    let mut scroll = Scroll::new(way);
    bencher.bench_local(|| {
        scroll.step();
        scroll.draw();
    });
}

/// The frame that shows the picture for the first time.
#[divan::bench(args = WAYS, sample_size = 1, sample_count = 20)]
fn first_frame(bencher: Bencher, way: &str) {
    bencher
        .with_inputs(|| {
            let mut scroll = Scroll::new(way);
            scroll.screen = Screen::on(io::sink());
            if let Some(graphics) = graphics(way) {
                scroll.screen.show_pixels(graphics);
            }
            let seen = scroll.app.reader().article().map(Article::seen_pictures);
            for sight in seen.unwrap_or_default() {
                if let Some(Ok(bitmap)) = scroll.app.pixels_of(&sight).cloned() {
                    scroll.prepare(&bitmap);
                }
            }
            scroll
        })
        .bench_local_refs(Scroll::draw);
}

/// What is made of it off the drawing thread.
#[divan::bench(args = &WAYS[1..], sample_size = 1, sample_count = 20)]
fn preparing(bencher: Bencher, way: &str) {
    let bitmap = photograph(PHOTOGRAPH);
    if let Some(way) = graphics(way).as_ref().map(Graphics::way) {
        bencher.bench(|| way.prepare(&bitmap));
    }
}

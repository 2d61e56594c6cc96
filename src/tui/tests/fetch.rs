//! Pictures from a server on this machine, from the key to the screen.

use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::*;
use crate::app::Images;
use crate::blog::{Blog, Options};
use crate::fetch::server::{Answer, Server, png};
use crate::fetch::{Client, Limits, Policy, Store};
use crate::picture::{CellSize, Origin, Raster};
use crate::tui::desk::Desk;
use crate::tui::fetcher::Fetcher;
use crate::tui::{Pictures, decode};

/// A session whose wishes for pictures are fulfilled.
struct Web {
    screen: Screen,
    fetcher: Fetcher,
    store: Arc<Store>,
    answers: Receiver<Message>,
}

impl Web {
    fn open(images: Images, store: Store, post: &str) -> Web {
        let settings = Settings {
            pictures: Some(Raster::half_blocks(CellSize::USUAL)),
            images,
            ..Settings::default()
        };
        let blog = [
            ("2020-01-01", "Pictures", post),
            ("2019-01-01", "Other", "Other words.\n"),
        ];
        let screen = Screen {
            session: Session::open_with(settings, (80, 24), &blog),
            ..Screen::over(&[], 80, 24)
        };
        let (out, answers) = mpsc::channel();
        let tell = move |message| drop(out.send(message));
        let store = Arc::new(store);
        let connect = || Client::new(Policy::WITH_LOOPBACK, Limits::USUAL);
        let fetcher = Fetcher::open(Arc::clone(&store), connect, tell).unwrap();
        Web {
            screen,
            fetcher,
            store,
            answers,
        }
    }

    fn keys(mut self, script: &str) -> Web {
        self.screen = self.screen.keys(script);
        for effect in std::mem::take(&mut self.screen.effects) {
            if let Effect::Fetch(addresses) = effect {
                self.fetcher.wish(addresses);
            }
        }
        self
    }

    /// Waits for so many answers, and for the pixels of what they bring.
    fn takes(mut self, count: usize) -> Web {
        let answers = (0..count).map(|_| self.answers.recv_timeout(Duration::from_secs(60)));
        let mut answers: Vec<Message> = answers.map(Result::unwrap).collect();
        // Which one comes first is not promised.
        answers.sort_by_key(|answer| match answer {
            Message::Fetched { address, .. } => Arc::clone(address),
            _ => unreachable!("nothing else is told"),
        });
        for answer in answers {
            self.screen.session.send(answer);
        }
        for rendition in std::mem::take(&mut self.screen.session.renditions) {
            let outcome = decode(&Blog::default(), Some(&self.store), &rendition);
            let message = Message::Rendered { rendition, outcome };
            self.screen.session.send(message);
        }
        self
    }

    fn draw(&mut self) -> String {
        self.screen.draw()
    }
}

/// A server with two pictures, and a post with those and two that cannot be had.
fn server() -> (Server, String) {
    let server = Server::start(|path| match path {
        "/lamp.png" => Answer::file("image/png", &png(80, 48)),
        "/moved.png" => Answer::leads_to("/chain.png"),
        "/chain.png" => Answer::file("application/octet-stream", &png(48, 32)),
        "/page.png" => Answer::file("image/png", b"<!doctype html><p>Sign in first."),
        _ => Answer::status(404),
    });
    let of = |path| server.url(path);
    let post = format!(
        "Words.\n\n![A lamp]({})\n\n![A chain]({})\n\n![A page]({})\n\n![Lost]({})\n\nThe end.\n",
        of("/lamp.png"),
        of("/moved.png"),
        of("/page.png"),
        of("/lost.png"),
    );
    (server, post)
}

#[test]
fn p_fetches_the_pictures_of_the_post_and_they_stand_in_it() {
    let (server, post) = server();
    let mut web = Web::open(Images::Ask, Store::new(None), &post).keys("z");
    let before = web.draw();
    assert!(
        before.contains("p fetch pictures") && !before.contains('▀'),
        "{before}"
    );
    let mut web = web.keys("j").keys("G").keys("g");
    assert!(!web.draw().contains('▀'));
    assert_eq!(server.heads(), [""; 0], "nobody has asked");
    let mut web = web.keys("p");
    assert!(web.draw().contains("fetching 4 pictures"));
    let mut web = web.takes(4);
    insta::assert_snapshot!(web.draw(), @r"
                                                                              100%

        Pictures
        1 min read
        ──────────────────────────────────────────────────────────────────────

        Words.

        ▀▀▀▀▀▀▀▀▀▀
        ▀▀▀▀▀▀▀▀▀▀
        ▀▀▀▀▀▀▀▀▀▀
        ▣ A lamp

        ▀▀▀▀▀▀
        ▀▀▀▀▀▀
        ▣ A chain
        ▣ A page · not fetched: it is no picture of a kind that is read here
        ▣ Lost · not fetched: it is not there (404)

        The end.



    2 of 4 pictures could not be fetched: it is not there (404) · p tries again
    ");
    assert_eq!(server.heads().len(), 5);
}

#[test]
fn what_was_fetched_is_shown_the_next_time_without_a_word_to_anybody() {
    let folder = tempfile::tempdir().unwrap();
    let store = || Store::new(Some(folder.path().join("pictures")));
    let (server, post) = server();
    Web::open(Images::Ask, store(), &post).keys("zp").takes(4);
    let asked = server.heads().len();
    let site = tempfile::tempdir().unwrap();
    std::fs::write(site.path().join("a.md"), &post).unwrap();
    let read = |fetched| read(site.path(), fetched);
    let kept: Vec<_> = read(Some(store())).into_iter().collect();
    let lamp = Origin::Web(server.url("/lamp.png"));
    let chain = Origin::Web(server.url("/moved.png"));
    assert_eq!(kept, [lamp, chain]);
    assert_eq!(read(None), [], "where they are not wanted");
    let other = Store::new(Some(folder.path().join("elsewhere")));
    assert_eq!(read(Some(other)), []);
    assert_eq!(server.heads().len(), asked);
    // Also when it is asked for: only what could not be had is asked for again.
    let mut web = Web::open(Images::Ask, store(), &post).keys("zp").takes(4);
    assert!(web.draw().contains('▀'));
    let paths = server.paths().split_off(asked);
    assert_eq!(paths.len(), 2, "{paths:?}");
    assert!(!paths.iter().any(|path| path == "/lamp.png"));
}

/// Where the pictures are from that a post is opened with.
fn read(site: &Path, fetched: Option<Store>) -> Vec<Origin> {
    let blog = Arc::new(Blog::open(site, Options::default()).unwrap());
    let (out, answers) = mpsc::channel();
    let tell = move |message| drop(out.send(message));
    let desk = Desk::open(blog, Pictures::Shown, fetched.map(Arc::new), tell).unwrap();
    desk.wish(vec![crate::app::Request {
        path: "a.md".into(),
        generation: 1,
    }]);
    let answer = answers.recv_timeout(Duration::from_secs(60)).unwrap();
    let Message::Read { answer, .. } = answer else {
        unreachable!("readers only read")
    };
    let reading = answer.unwrap();
    assert_eq!(reading.web.len(), 4);
    let pictures = reading.pictures.values();
    pictures.map(|picture| picture.origin.clone()).collect()
}

#[test]
fn where_pictures_are_always_fetched_it_is_when_the_post_is_opened() {
    let (server, post) = server();
    let web = Web::open(Images::Always, Store::new(None), &post).keys("jk");
    assert_eq!(server.heads(), [""; 0]);
    let mut web = web.keys("<Enter>").takes(4);
    assert!(web.draw().contains('▀'));
    assert_eq!(server.heads().len(), 5);
}

#[test]
fn where_they_are_not_wanted_p_asks_nobody() {
    let (server, post) = server();
    for (images, said) in [(Images::Local, "\"local\""), (Images::Never, "--no-images")] {
        let mut web = Web::open(images, Store::new(None), &post).keys("zp");
        let drawn = web.draw();
        assert!(
            drawn.contains(said) && !drawn.contains("p fetch"),
            "{drawn}"
        );
    }
    let mut web = Web::open(Images::Ask, Store::new(None), "Words.\n").keys("zp");
    assert!(web.draw().contains("this post has no pictures on the web"));
    assert_eq!(server.heads(), [""; 0]);
}

#[test]
fn a_picture_that_was_fetched_has_the_pane_and_opens_outside() {
    let (server, post) = server();
    let mut web = Web::open(Images::Ask, Store::new(None), &post)
        .keys("zp")
        .takes(4);
    web = web.keys("<Tab><Enter>").takes(0);
    let drawn = web.draw();
    assert!(drawn.contains("1 of 2") && drawn.contains('▀'), "{drawn}");
    web.screen = web.screen.keys("o");
    let opened = web.screen.effects.iter().any(|effect| {
        let lamp = server.url("/lamp.png");
        matches!(effect, Effect::Open { address, .. } if address.as_str() == &*lamp)
    });
    assert!(opened, "{:?}", web.screen.effects);
}

#[test]
fn a_post_that_is_left_meanwhile_shows_nothing_of_it() {
    let (_server, post) = server();
    let web = Web::open(Images::Ask, Store::new(None), &post).keys("zp");
    let answers = (0..4).map(|_| web.answers.recv_timeout(Duration::from_secs(60)));
    let late: Vec<Message> = answers.map(Result::unwrap).collect();
    let mut web = web.keys("J");
    let before = web.draw();
    assert!(before.contains("Other words."), "{before}");
    for answer in late {
        web.screen.session.send(answer);
    }
    assert_eq!(web.draw(), before);
    let mut web = web.keys("K").takes(0);
    assert!(web.draw().contains('▀'), "it is there for who comes back");
}

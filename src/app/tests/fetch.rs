//! Pictures on the web: when they are asked for, in which order, and that nothing moves.

use super::*;
use crate::app::{Images, Settings};
use crate::limits;
use crate::picture::{self, CellSize, Origin, Picture, Raster};

const POST: &str = "Words.\n\n![One](https://a.example/1.png)\n\n![Two](https://a.example/2.png)\n\n\
                    ![One again](https://a.example/1.png)\n\nThe end.\n";

fn session(images: Images, post: &str) -> Session {
    let settings = Settings {
        pictures: Some(Raster::half_blocks(CellSize::USUAL)),
        images,
        ..Settings::default()
    };
    let posts = [
        ("2020-01-01", "Pictures", post),
        (
            "2019-01-01",
            "Other",
            "Other words.\n\n![Three](https://a.example/3.png)\n",
        ),
        ("2018-01-01", "Third", "No picture.\n"),
    ];
    Session::open_with(settings, (100, 30), &posts)
}

fn asked(effects: &[Effect]) -> Vec<Vec<&str>> {
    let fetches = effects.iter().filter_map(|effect| match effect {
        Effect::Fetch(addresses) => Some(addresses.iter().map(|it| &**it).collect()),
        _ => None,
    });
    fetches.collect()
}

impl Session {
    fn fetch(&mut self) -> Vec<Effect> {
        self.command(Command::FetchPictures)
    }

    /// A picture of that size has come.
    fn comes(&mut self, address: &str, width: u32, height: u32) {
        let size = picture::Size { width, height };
        let picture = Picture {
            origin: Origin::Web(address.into()),
            size,
            version: 1,
        };
        let address = address.into();
        let outcome = Ok(picture);
        self.send(Message::Fetched { address, outcome });
    }

    fn fails(&mut self, address: &str, why: &str) {
        let (address, outcome) = (address.into(), Err(why.to_owned()));
        self.send(Message::Fetched { address, outcome });
    }

    fn said(&self) -> &str {
        self.app.notice().map_or("", |notice| notice.text.as_str())
    }

    fn places(&self) -> usize {
        self.article().seen_pictures().len()
    }

    fn lines(&self) -> Vec<String> {
        let rows = self.article().seen();
        rows.map(|(laid, row)| laid.row_text(row)).collect()
    }
}

#[test]
fn nothing_is_fetched_before_it_is_asked_for_and_then_each_address_once() {
    let mut session = session(Images::Ask, POST);
    for command in [
        Command::Read,
        Command::Move(Motion::Bottom),
        Command::NextPost,
        Command::PreviousPost,
    ] {
        let effects = session.command(command);
        assert_eq!(asked(&effects), [[""; 0]; 0]);
    }
    assert!(session.app.can_fetch());
    let effects = session.fetch();
    let both = ["https://a.example/1.png", "https://a.example/2.png"];
    assert_eq!(asked(&effects), [both]);
    assert_eq!(session.said(), "fetching 2 pictures");
    assert_eq!(session.fetch(), []);
    assert_eq!(session.said(), "the pictures of this post are on their way");
    session.comes(both[0], 80, 64);
    assert_eq!(session.places(), 2, "it stands there twice");
    assert!(!session.app.can_fetch());
    session.comes(both[1], 80, 64);
    assert_eq!(session.said(), "2 pictures fetched");
    assert_eq!(session.places(), 3);
    assert_eq!(session.fetch(), []);
    assert_eq!(session.said(), "the pictures of this post are here");
}

#[test]
fn where_none_can_come_a_sentence_says_why() {
    let local = "pictures on the web are not fetched: `images` is \"local\" in the configuration";
    let never = "no pictures are shown: the configuration, or --no-images, says so";
    for (images, why) in [(Images::Local, local), (Images::Never, never)] {
        let mut session = session(images, POST);
        session.command(Command::Read);
        assert!(!session.app.can_fetch());
        assert_eq!(session.fetch(), []);
        assert_eq!(session.said(), why);
    }
    let mut without = session(Images::Ask, "Words.\n\n![](80x64.png)\n");
    without.command(Command::Read);
    assert_eq!(without.fetch(), []);
    assert_eq!(without.said(), "this post has no pictures on the web");
    let posts = [("2020-01-01", "Pictures", POST)];
    let mut words = Session::open((100, 30), &posts);
    words.command(Command::Read);
    assert_eq!(words.fetch(), []);
    assert_eq!(words.said(), "this terminal shows no pictures");
}

#[test]
fn where_they_always_are_a_post_is_opened_with_them_and_a_failure_is_not_tried_again() {
    let mut session = session(Images::Always, POST);
    let down = session.command(Command::Move(Motion::Down));
    assert_eq!(asked(&down), [[""; 0]; 0], "it is only looked at");
    session.command(Command::Move(Motion::Up));
    let effects = session.command(Command::Read);
    let both = ["https://a.example/1.png", "https://a.example/2.png"];
    assert_eq!(asked(&effects), [both]);
    session.fails(both[0], "it is not there (404)");
    session.comes(both[1], 80, 64);
    let effects = session.command(Command::NextPost);
    assert_eq!(asked(&effects), [["https://a.example/3.png"]]);
    let effects = session.command(Command::PreviousPost);
    assert_eq!(asked(&effects), [[""; 0]], "what is not begun is dropped");
    assert_eq!(session.places(), 1);
    let effects = session.fetch();
    assert_eq!(asked(&effects), [[both[0]]], "somebody asks");
}

#[test]
fn what_failed_says_why_at_its_place_and_in_all_and_can_be_tried_again() {
    let mut session = session(Images::Ask, POST);
    session.command(Command::Read);
    session.fetch();
    session.fails("https://a.example/2.png", "it is not there (404)");
    assert_eq!(session.said(), "1 of 2 pictures");
    session.fails("https://a.example/1.png", "a.example is not found");
    let said = "2 of 2 pictures could not be fetched: it is not there (404)";
    assert_eq!(session.said(), said);
    let rows = session.lines().join("\n");
    assert!(
        rows.contains("▣\u{a0}Two · not fetched: it is not there (404)\n"),
        "{rows}"
    );
    assert_eq!(rows.matches("a.example is not found").count(), 2);
    let effects = session.fetch();
    assert_eq!(asked(&effects)[0].len(), 2);
    assert!(!session.lines().join("\n").contains("not fetched"));
    session.comes("https://a.example/1.png", 80, 64);
    session.comes("https://a.example/2.png", 80, 64);
    assert_eq!(session.places(), 3);
}

#[test]
fn those_below_come_first_and_then_those_above_the_nearest_first() {
    let many = (0..9).map(|it| format!("![]({}{it}.png)\n\nWords {it}.\n\n", "https://a.example/"));
    let mut session = session(Images::Ask, &many.collect::<Vec<_>>().concat());
    session.send(Message::Resized(Size {
        width: 100,
        height: 9,
    }));
    session.command(Command::Read);
    while !session.lines()[0].contains("Words 3") {
        session.command(Command::Move(Motion::Down));
    }
    let effects = session.fetch();
    let numbers: String = asked(&effects)[0].concat();
    let numbers: Vec<&str> = numbers.matches(char::is_numeric).collect();
    assert_eq!(numbers.concat(), "456783210");
}

#[test]
fn a_post_that_is_left_stops_it_and_late_answers_change_no_other_post() {
    let mut session = session(Images::Ask, POST);
    session.command(Command::Read);
    session.fetch();
    let effects = session.command(Command::NextPost);
    assert_eq!(asked(&effects), [[""; 0]]);
    let before = session.lines();
    session.comes("https://a.example/1.png", 80, 64);
    session.fails("https://a.example/2.png", "it is not there (404)");
    assert_eq!(session.lines(), before);
    assert_eq!(session.said(), "");
    session.command(Command::PreviousPost);
    assert_eq!(session.places(), 2, "what has come is not forgotten");
}

#[test]
fn what_is_said_meanwhile_stays_to_be_read() {
    let mut session = session(Images::Ask, POST);
    session.command(Command::Read);
    session.fetch();
    session.command(Command::Copy);
    let said = session.said().to_owned();
    session.comes("https://a.example/1.png", 80, 64);
    assert_eq!(session.said(), said);
    let number = session.app.notice().map(|notice| notice.number).unwrap();
    session.send(Message::Faded(number));
    session.comes("https://a.example/2.png", 80, 64);
    assert_eq!(session.said(), "2 pictures fetched");
}

#[test]
fn a_post_has_no_more_than_so_many() {
    let count = limits::web::IN_POST + 3;
    let many = (0..count).map(|it| format!("![](https://a.example/{it}.png)\n\n"));
    let mut session = session(Images::Ask, &many.collect::<Vec<_>>().concat());
    session.command(Command::Read);
    let effects = session.fetch();
    assert_eq!(asked(&effects)[0].len(), limits::web::IN_POST);
    session.command(Command::Move(Motion::Bottom));
    let rows = session.lines().join("\n");
    assert_eq!(rows.matches("no more than 200").count(), 3, "{rows}");
}

#[test]
fn a_picture_at_the_top_stays_as_far_scrolled_away_when_another_comes_above_it() {
    let post = "Zero.\n\n> ![A](https://a.example/1.png)\n>\n> ![B](https://a.example/2.png)\n>\n> \
                ![C](https://a.example/2.png)\n\n![D](https://a.example/2.png)\n\n";
    let more = (0..60).map(|it| format!("Words {it}.\n\n"));
    let post = format!("{post}{}", more.collect::<Vec<_>>().concat());
    let mut scrolled = 0;
    for down in 0..60 {
        let mut session = session(Images::Ask, &post);
        session.command(Command::Read);
        session.fetch();
        session.comes("https://a.example/2.png", 80, 200);
        for _ in 0..down {
            session.command(Command::Move(Motion::Down));
        }
        let top = |session: &Session| {
            let first = session.article().seen_pictures().first().copied();
            let first = first.filter(|sight| sight.top <= 0);
            (session.lines()[0].clone(), first.map(|it| (it.at, it.top)))
        };
        let before = top(&session);
        scrolled += usize::from(before.1.is_some());
        session.comes("https://a.example/1.png", 80, 64);
        assert_eq!(top(&session), before, "{down} rows down");
    }
    assert!(scrolled > 20, "it was at the top {scrolled} times");
}

#[test]
fn the_row_at_the_top_stays_there_wherever_pictures_come() {
    let post = "Zero.\n\n![Figure a](https://a.example/1.png)\n\nAlpha.\n\nBeta.\n\n\
                - Item c\n\n  ![Figure d](https://a.example/2.png)\n\n  Item e\n\n\
                > Quote f\n>\n> ![Figure g](https://a.example/1.png)\n>\n> Quote h\n\n\
                ![Figure i](https://a.example/2.png)\n\n![Figure j](https://a.example/1.png)\n\n";
    let more = (0..60).map(|it| format!("Words {it}.\n\n"));
    let post = format!("{post}{}", more.collect::<Vec<_>>().concat());
    let mut seen = 0;
    for down in 0..40 {
        let mut session = session(Images::Ask, &post);
        session.command(Command::Read);
        for _ in 0..down {
            session.command(Command::Move(Motion::Down));
        }
        session.fetch();
        for (address, height) in [
            ("https://a.example/2.png", 200),
            ("https://a.example/1.png", 64),
        ] {
            let before = session.lines();
            session.comes(address, 80, height);
            assert_eq!(session.lines()[0], before[0], "{down} rows down");
        }
        seen += session.places();
        // A resize and back leads to the same row again.
        let before = session.lines();
        session.send(Message::Resized(Size {
            width: 100,
            height: 20,
        }));
        session.send(Message::Resized(Size {
            width: 100,
            height: 30,
        }));
        assert_eq!(session.lines(), before, "{down} rows down, after a resize");
    }
    assert!(seen > 40, "pictures came: {seen}");
}

//! What is read and starred, orders, taxonomies, and what a filter is completed to.

use std::sync::Arc;

use super::Screen;
use crate::app::{Effect, Message, Order, Recollection};
use crate::document::Target;
use crate::memory::{Remembered, Spot, What};

const LONG: &str =
    "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\nSeven.\n\nEight.\n\nNine.\n\nTen.\n";

const BLOG: &[(&str, &str, &str)] = &[
    ("2018-06-01", "Long", LONG),
    ("2017-06-15", "Short", "Words in the margin.\n"),
    (
        "2016-01-01",
        "Film",
        "[film](https://www.youtube.com/watch?v=abc)\n",
    ),
];

fn remembered(screen: &mut Screen) -> Vec<What> {
    std::mem::take(&mut screen.session.remembered)
}

/// The rows of the list, without what is beside it.
fn list(screen: &mut Screen) -> Vec<String> {
    let drawn = screen.draw();
    let rows = drawn
        .lines()
        .filter_map(|row| Some(row.split_once('│')?.0.trim().to_owned()));
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn a_post_is_read_when_its_end_was_seen_in_the_reader() {
    let mut screen = Screen::over(BLOG, 90, 12).keys("j");
    let path: Arc<str> = "Short.md".into();
    assert_eq!(
        remembered(&mut screen),
        [What::Last("Long.md".into()), What::Last(Arc::clone(&path)),]
    );
    assert!(
        list(&mut screen)[2].ends_with('●'),
        "it is only beside the list"
    );
    screen = screen.keys("<Enter>");
    assert_eq!(
        remembered(&mut screen),
        [What::Read(Arc::clone(&path), true)]
    );
    assert!(list(&mut screen)[2].ends_with("Short"));
    screen = screen.keys("m");
    assert_eq!(
        remembered(&mut screen),
        [What::Read(Arc::clone(&path), false)]
    );
    assert!(screen.draw().contains("marked as unread"));
    screen = screen.keys("jk");
    assert_eq!(remembered(&mut screen), [], "its end was seen before");
    screen = screen.keys("hk<Enter>");
    assert_eq!(remembered(&mut screen), [What::Last("Long.md".into())]);
    screen = screen.keys("G");
    let marks = remembered(&mut screen);
    assert!(
        marks.contains(&What::Read("Long.md".into(), true)),
        "{marks:?}"
    );
}

#[test]
fn a_star_stands_behind_a_post_and_can_be_asked_for() {
    let mut screen = Screen::over(BLOG, 90, 12).keys("j*");
    let star = What::Starred("Short.md".into(), true);
    assert!(remembered(&mut screen).contains(&star));
    assert_eq!(list(&mut screen)[2], "▌ 2017-06-15 Short             ★");
    screen = screen.keys("/is:st<Tab>");
    assert_eq!(
        list(&mut screen)[1..],
        [
            "▌ 2017-06-15 Short             ★",
            "/ is:starred    Esc cancel"
        ]
    );
    screen = screen.keys("<Esc>*/is:starred");
    assert!(screen.draw().contains("No post like that."));
}

#[test]
fn what_is_remembered_comes_back() {
    let mut screen = Screen::over(BLOG, 90, 12).keys("<Enter>jjjj");
    let top = |screen: &mut Screen| {
        let drawn = screen.draw();
        drawn
            .lines()
            .nth(2)
            .and_then(|row| row.split_once('│'))
            .map(|row| row.1.trim().to_owned())
    };
    let before = top(&mut screen);
    let spot = remembered(&mut screen)
        .into_iter()
        .rev()
        .find_map(|what| match what {
            What::Place(_, spot) => Some(spot),
            _ => None,
        });
    let spot = spot.unwrap();
    let (words, offset) = (spot.words.clone(), spot.offset);
    assert_eq!(
        spot.words.split_whitespace().next().map(str::to_owned),
        before
    );

    // Another session, of a text with more in it above that place.
    let edited = format!("A new beginning.\n\n{LONG}");
    let blog = [BLOG[1], ("2018-06-01", "Long", edited.as_str()), BLOG[2]];
    let recollection = Recollection {
        order: Some("oldest".to_owned()),
        last: Some("Long.md".into()),
        posts: [
            (
                "Long.md".into(),
                Remembered {
                    read: true,
                    starred: false,
                    place: Some(spot),
                },
            ),
            (
                "gone.md".into(),
                Remembered {
                    read: true,
                    starred: true,
                    place: Some(Spot::default()),
                },
            ),
        ]
        .into(),
    };
    let mut screen = Screen::recalling(&blog, recollection, 80, 12);
    assert_eq!(top(&mut screen), before);
    assert_eq!(screen.session.app.list().order(), Order::Oldest);
    assert_eq!(list(&mut screen)[3], "▌ 2018-06-01 Long");
    let news = remembered(&mut screen);
    assert!(
        matches!(news.as_slice(), [What::Place(_, now)] if now.words == words && now.offset > offset),
        "the place has moved with its words: {news:?}"
    );
}

#[test]
fn orders_follow_each_other_and_are_remembered() {
    let mut screen = Screen::over(BLOG, 90, 12).keys("j<Enter>h");
    remembered(&mut screen);
    let mut orders = Vec::new();
    for _ in 0..5 {
        screen = screen.keys("s");
        let order = remembered(&mut screen)
            .into_iter()
            .find_map(|what| match what {
                What::Order(name) => Some(name),
                _ => None,
            });
        let rows = list(&mut screen);
        let titles = rows[1..4].iter().map(|row| {
            let title = row.trim_start_matches("▌ ").split_whitespace().nth(1);
            title.unwrap_or_default().to_owned()
        });
        let titles: Vec<String> = titles.collect();
        orders.push(format!("{} {}", order.unwrap(), titles.join(" ")));
        assert!(rows[0].contains(orders.last().unwrap().split(' ').next().unwrap()));
    }
    assert_eq!(
        orders,
        [
            "oldest Film Short Long",
            "by title Film Long Short",
            "longest Long Film Short",
            "unread first Long Film Short",
            "newest Long Short Film",
        ]
    );
}

#[test]
fn only_reading_every_post_tells_which_have_a_video() {
    let mut screen = Screen::over(BLOG, 90, 12).keys("/has:v<Tab>");
    assert!(screen.draw().contains("No post like that."));
    let asked = screen.effects.iter().find_map(|effect| match effect {
        Effect::Survey { generation, posts } => Some((*generation, posts.clone())),
        _ => None,
    });
    let (generation, posts) = asked.unwrap();
    let found = screen.session.found(&posts);
    screen.session.send(Message::Surveyed { generation, found });
    assert_eq!(list(&mut screen)[1], "▌ 2016-01-01 Film              ●");
    screen = screen.keys("<Esc>/-has:video");
    assert_eq!(list(&mut screen).len(), 4);
}

#[test]
fn taxonomies_count_and_narrow() {
    let posts = [
        ("2018-06-01", "One", "---\ntags: x"),
        ("2017-06-15", "Two", "a"),
        ("2017-01-01", "Three", "b"),
    ];
    let mut screen = Screen::tagged(
        &posts,
        &[&["rust", "two words"], &["Rust"], &["rust"]],
        90,
        14,
    )
    .keys("t");
    insta::assert_snapshot!(screen.draw(), @"
    A blog          1 of 3 · newest │ Tags, categories, years                         1 of 4
                                    │
    ▌ 2018-06-01 One          rust ●│   Tags
      2017-06-15 Two          Rust ●│ ▌ rust                             3 █████████████████
      2017-01-01 Three        rust ●│   two words                        1 █████▊
                                    │
                                    │   Years
                                    │   2018                             1 ████████▌
                                    │   2017                             2 █████████████████
                                    │
                                    │
                                    │
                                    │
                                    │ Enter follow  Esc close  / filter  ? help
    ");
    screen = screen.keys("<Enter>");
    assert_eq!(screen.session.app.list().filter().text(), "tag:\"rust\"");
    assert_eq!(list(&mut screen).len(), 5);
    screen = screen.keys("tG<Enter>");
    assert_eq!(
        screen.session.app.list().filter().text(),
        "tag:\"rust\" year:2017"
    );
    insta::assert_snapshot!(screen.draw(), @r#"
    A blog        2 of 3 · filtered │                                                   100%
                                    │
    ▌ 2017-06-15 Two          Rust ●│   Two
      2017-01-01 Three        rust ●│   1 min read
                                    │   ──────────────────────────────────────────────────
                                    │
                                    │   a
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
    / tag:"rust" year:2017          │
    "#);
    screen = screen.keys("<Esc>");
    assert_eq!(list(&mut screen).len(), 5, "all are back, and the keys");
}

#[test]
fn the_tags_of_a_post_lead_to_those_that_have_them() {
    let blog = Arc::new(crate::blog::Blog::sample());
    let post = blog
        .posts()
        .iter()
        .find(|post| !post.tags.is_empty())
        .unwrap();
    let document = blog.document(post).unwrap();
    let tag = &post.tags[0];
    let link = document
        .links
        .iter()
        .find(|link| link.text == *tag)
        .unwrap();
    assert_eq!(link.target, Target::Alike(format!("tag:\"{tag}\"")));
    assert!(
        !document.links.iter().any(|link| link.text.contains(',')),
        "one a tag"
    );
}

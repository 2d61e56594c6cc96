//! Words that are looked for in the whole blog.

use std::sync::Arc;

use super::Screen;
use crate::app::{Effect, Message, SearchAnswer, SearchHit};
use crate::search::{Passage, Query, Wanted};

const BLOG: &[(&str, &str, &str)] = &[
    (
        "2018-06-01",
        "Notes",
        "One.\n\nTwo.\n\nThree.\n\nFour.\n\nA *talk* about margins, which was a long talk in a hot room, and \
         what stands in them.\n\nFive.\n\nSix.\n\nA talk.\n\nSeven.\n",
    ),
    ("2017-06-15", "Margins", "Words in the margin.\n"),
];

/// The last question that was asked: its number and words.
fn asked(screen: &Screen) -> Option<(u32, Arc<str>)> {
    screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::Search { number, words, .. } => Some((*number, Arc::clone(words))),
        _ => None,
    })
}

/// Answers the last question with a post of which this is the text.
fn answer(screen: &mut Screen, read: usize, texts: &[(&str, &str)]) {
    let (number, words) = asked(screen).unwrap();
    let wanted = Wanted::of(&Query::parse(&words));
    let article = screen.session.app.reader().article();
    let shown = article.map_or("", |it| &it.document().text);
    let hits = texts.iter().map(|(path, text)| {
        let mut passage = Passage::of(text, 0, &wanted);
        // Where the text stands in the post.
        passage.at += shown.find(text).unwrap_or_default() as u32;
        SearchHit {
            path: (*path).into(),
            passage,
        }
    });
    let hits = hits.collect();
    let answer = SearchAnswer { hits, read, all: 2 };
    screen.session.send(Message::Searched { number, answer });
}

const TALK: &str =
    "A talk about margins, which was a long talk in a hot room, and what stands in them.";

#[test]
fn results_come_while_words_are_typed_and_enter_leads_to_the_hit() {
    let mut screen = Screen::over(BLOG, 90, 16).keys("S");
    insta::assert_snapshot!(screen.draw(), @r#"
    A blog          1 of 2 · newest │ Search
                                    │
    ▌ 2018-06-01 Notes             ●│   words or their beginnings, "phrases", -without, t…
      2017-06-15 Margins           ●│
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │ /     Enter follow  Esc cancel
    "#);
    screen = screen.keys("talk");
    assert_eq!(&*asked(&screen).unwrap().1, "talk");
    answer(&mut screen, 1, &[("Notes.md", TALK)]);
    insta::assert_snapshot!(screen.draw(), @"
    A blog          1 of 2 · newest │ Search · reading 1 of 2                         1 of 1
                                    │
    ▌ 2018-06-01 Notes             ●│   2018-06-01 Notes
      2017-06-15 Margins           ●│ ▌ A talk about margins, which was a long talk in a ho…
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │ / talk    Enter follow  Esc cancel
    ");
    screen = screen.keys(" mar");
    answer(
        &mut screen,
        2,
        &[("Notes.md", TALK), ("Margins.md", "Words in the margin.")],
    );
    insta::assert_snapshot!(screen.draw(), @"
    A blog          1 of 2 · newest │ Search                                          1 of 2
                                    │
    ▌ 2018-06-01 Notes             ●│   2018-06-01 Notes
      2017-06-15 Margins           ●│ ▌ A talk about margins, which was a long talk in a ho…
                                    │
                                    │   2017-06-15 Margins
                                    │   Words in the margin.
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │ / talk mar    Enter follow  Esc cancel
    ");
    screen = screen.keys("<Enter>");
    insta::assert_snapshot!(screen.draw(), @"
    A blog          1 of 2 · newest │ Notes                                             100%
                                    │
    ▌ 2018-06-01 Notes              │
      2017-06-15 Margins           ●│   Four.
                                    │
                                    │   A talk about margins, which was a long talk in a
                                    │   hot room, and what stands in them.
                                    │
                                    │   Five.
                                    │
                                    │   Six.
                                    │
                                    │   A talk.
                                    │
                                    │   Seven.
                                    │ / talk mar  1 of 4   Tab links  n next  ? help  h list
    ");
    screen = screen.keys("n");
    assert!(screen.draw().contains("2 of 4"), "{}", screen.draw());
    screen = screen.keys("S");
    assert!(
        screen.draw().contains("/ talk mar"),
        "one goes on where one was"
    );
    screen = screen.keys("<Esc><Esc>");
    assert!(
        !screen.draw().contains("2 of 4"),
        "nothing is marked any more"
    );
}

#[test]
fn the_best_is_chosen_until_a_hand_chooses() {
    let mut screen = Screen::over(BLOG, 90, 16).keys("Stalk");
    answer(&mut screen, 1, &[("Notes.md", TALK)]);
    answer(
        &mut screen,
        2,
        &[("Margins.md", "A talk."), ("Notes.md", TALK)],
    );
    assert!(screen.draw().contains("▌ A talk."));
    screen = screen.keys("<C-n>");
    answer(
        &mut screen,
        2,
        &[("Notes.md", TALK), ("Margins.md", "A talk.")],
    );
    assert!(screen.draw().contains("▌ A talk about margins"));
    screen = screen.keys("s");
    answer(
        &mut screen,
        2,
        &[("Margins.md", "Talks."), ("Notes.md", TALK)],
    );
    assert!(screen.draw().contains("▌ Talks."));
    let stale = SearchAnswer::default();
    screen.session.send(Message::Searched {
        number: 1,
        answer: stale,
    });
    assert!(screen.draw().contains("▌ Talks."));
}

#[test]
fn nothing_found_is_said_when_that_is_sure() {
    let mut screen = Screen::over(BLOG, 90, 8).keys("Sxyzzy");
    assert!(!screen.draw().contains("no post says that"));
    answer(&mut screen, 1, &[]);
    assert!(screen.draw().contains("reading 1 of 2"));
    assert!(!screen.draw().contains("no post says that"));
    answer(&mut screen, 2, &[]);
    assert!(screen.draw().contains("no post says that"));
}

#[test]
fn in_a_narrow_list_the_hit_is_seen() {
    let mut screen = Screen::over(BLOG, 40, 8).keys("Sstands");
    answer(&mut screen, 2, &[("Notes.md", TALK)]);
    insta::assert_snapshot!(screen.draw(), @"
    Search                          1 of 1
      2018-06-01 Notes
    ▌ …and what stands in them.




    / stands    Enter follow  Esc cancel
    ");
}

//! Which posts of the list a filter means, best first.
//!
//! A word is looked for letter by letter in the title (`gtg` finds "Grok the GIL"), and as it stands
//! in tags, categories, authors and the date. Case counts where a word has a capital, accents where
//! it has one. A post scores by how well its title fits; of equals the shorter title
//! comes first, then what comes first in the list.

use std::borrow::Borrow;
use std::ops::Range;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::letters::{Held, Letters, Set};
use super::query::{Fact, Field, Form, Query, Term};
use crate::blog::Post;
use crate::parallel::in_shares;

/// What a letter of a word that stands in a tag or the date scores: less than in a title where the
/// letters stand together, more than where they are strewn.
const BESIDE: u32 = 20;
/// Below this many posts a second thread costs more than it saves.
const MANY: usize = 4096;

/// What is known of posts beside what they say of themselves.
pub trait Facts: Sync {
    /// True when `fact` is known to be so.
    fn holds(&self, post: &Post, fact: Fact) -> bool;
}

/// Knows only what posts say of themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFacts;

impl Facts for NoFacts {
    fn holds(&self, post: &Post, fact: Fact) -> bool {
        match fact {
            Fact::Draft => post.draft,
            Fact::Read
            | Fact::Unread
            | Fact::Starred
            | Fact::Video
            | Fact::Audio
            | Fact::Slides => false,
        }
    }
}

/// The posts that `query` means, the best first: the indices of those of `among`. `letters` are
/// those of `posts`; without them every post is looked at.
pub fn filter<P: Borrow<Post> + Sync>(
    query: &Query,
    (posts, letters): (&[P], &Letters),
    among: &[u32],
    facts: &dyn Facts,
) -> Vec<u32> {
    let shares = in_shares(among, MANY, |share| {
        let mut seeker = Seeker::new(query, facts);
        let hits = share.iter().filter_map(|&index| {
            let post = posts.get(index as usize)?.borrow();
            Some(seeker.rank(post, letters.held(index))?.at(index))
        });
        let mut hits: Vec<u64> = hits.collect();
        hits.sort_unstable();
        hits
    });
    let mut hits = shares.concat();
    #[expect(
        clippy::stable_sort_primitive,
        reason = "it finds the shares in order and merges them"
    )]
    hits.sort();
    hits.into_iter().map(Rank::place).collect()
}

/// Where in a title the words of `query` stand, in bytes, in order and apart.
pub fn found(query: &Query, title: &str) -> Vec<Range<usize>> {
    let mut seeker = Seeker::new(query, &NoFacts);
    let mut chars = seeker.letters_in(title);
    chars.sort_unstable();
    chars.dedup();
    ranges(title, &chars)
}

/// True when the fields of `query` hold for a post, whatever its words are.
pub fn fits(query: &Query, post: &Post, facts: &dyn Facts) -> bool {
    let fields = query.terms.iter().filter(|term| term.field.is_some());
    let fields = Query {
        terms: fields.cloned().collect(),
    };
    Seeker::new(&fields, facts).rank(post, Held::ANY).is_some()
}

/// A part of a filter, ready to be looked for.
struct Wanted<'q> {
    term: &'q Term,
    /// Letter by letter; as it stands where it must not be there.
    in_title: Atom,
    /// As it stands.
    beside: Atom,
    /// What has to be there for either.
    letters: Set,
    /// True for `2017` and `2017-05`, and what else can stand in a date.
    may_be_day: bool,
}

impl<'q> Wanted<'q> {
    /// What it scores beside the title.
    fn weight(&self) -> u32 {
        BESIDE * self.term.text.chars().count() as u32
    }

    fn new(term: &'q Term) -> Wanted<'q> {
        let atom = |kind| {
            let (case, accents) = (CaseMatching::Smart, Normalization::Smart);
            Atom::new(&term.text, case, accents, kind, false)
        };
        let is_of_day = |byte: u8| byte.is_ascii_digit() || byte == b'-';
        Wanted {
            term,
            in_title: atom(if term.is_excluded || term.form != Form::Word {
                AtomKind::Substring
            } else {
                AtomKind::Fuzzy
            }),
            beside: atom(AtomKind::Substring),
            letters: Set::of_word(&term.text),
            may_be_day: term.text.bytes().all(is_of_day),
        }
    }
}

/// How well a post fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rank {
    score: u32,
    /// The title's, in bytes, where that says what is wanted.
    length: u32,
}

impl Rank {
    /// The rank of the post at a place in one number, of which less is better: by score, then by
    /// length, then by place. Numbers are sorted much faster than what is made of them.
    fn at(self, place: u32) -> u64 {
        let short = |number: u32| u64::from(number.min(u32::from(u16::MAX)));
        let score = u64::from(u16::MAX) - short(self.score);
        score << 48 | short(self.length) << 32 | u64::from(place)
    }

    /// The place that a number was made of.
    fn place(number: u64) -> u32 {
        number as u32
    }
}

/// Looks for words; keeps the room that it takes.
struct Seeker<'q> {
    wanted: Vec<Wanted<'q>>,
    facts: &'q dyn Facts,
    matcher: Matcher,
    letters: Vec<char>,
}

impl<'q> Seeker<'q> {
    fn new(query: &'q Query, facts: &'q dyn Facts) -> Seeker<'q> {
        Seeker {
            wanted: query.terms.iter().map(Wanted::new).collect(),
            facts,
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    /// How well a post fits; nothing when it does not.
    fn rank(&mut self, post: &Post, held: Held) -> Option<Rank> {
        let wanted = std::mem::take(&mut self.wanted);
        let rank = self.rank_by(post, held, &wanted);
        self.wanted = wanted;
        rank
    }

    fn rank_by(&mut self, post: &Post, letters: Held, wanted: &[Wanted]) -> Option<Rank> {
        let mut score = 0;
        let mut is_in_title = false;
        for one in wanted {
            let held = if let Some(field) = one.term.field {
                let may_hold = !field.is_of_names() || letters.names.has(one.letters);
                (may_hold && self.field(post, field, one)).then(|| one.weight())
            } else {
                let may_hold = letters.title.has(one.letters);
                let score = may_hold.then(|| self.in_title(&post.title, &one.in_title));
                is_in_title |= score.flatten().is_some();
                score.flatten().or_else(|| {
                    let may_hold = letters.names.has(one.letters);
                    let is_there = may_hold && self.beside(post, one)
                        || one.may_be_day && is_in_day(post, &one.term.text);
                    is_there.then(|| one.weight())
                })
            };
            match (held, one.term.is_excluded) {
                (Some(more), false) => score += more,
                (None, true) => {}
                (Some(_), true) | (None, false) => return None,
            }
        }
        let length = if is_in_title { post.title.len() } else { 0 };
        Some(Rank {
            score,
            length: length as u32,
        })
    }

    fn in_title(&mut self, title: &str, atom: &Atom) -> Option<u32> {
        let title = letters(title, &mut self.letters);
        atom.score(title, &mut self.matcher).map(u32::from)
    }

    /// True when a word stands in a tag, a category or the name of an author.
    fn beside(&mut self, post: &Post, one: &Wanted) -> bool {
        let names = post.tags.iter().chain(&post.categories);
        let mut names = names.chain(&post.authors);
        names.any(|name| self.holds(name, &one.beside))
    }

    /// The letters of a title that are wanted, in any order.
    fn letters_in(&mut self, title: &str) -> Vec<u32> {
        let mut chars = Vec::new();
        let title = letters(title, &mut self.letters);
        let words = self.wanted.iter();
        for one in words.filter(|one| one.term.field.is_none() && !one.term.is_excluded) {
            one.in_title.indices(title, &mut self.matcher, &mut chars);
        }
        chars
    }

    fn field(&mut self, post: &Post, field: Field, one: &Wanted) -> bool {
        let is_whole = one.term.form == Form::Phrase;
        let mut any = |names: &[String]| {
            names.iter().any(|name| {
                if is_whole {
                    name.to_lowercase() == one.term.text.to_lowercase()
                } else {
                    self.holds(name, &one.beside)
                }
            })
        };
        match field {
            Field::Tag => any(&post.tags),
            Field::Category => any(&post.categories),
            Field::Author => any(&post.authors),
            Field::Series => any(&post.series),
            Field::Year => {
                let day = day(post);
                day.is_some_and(|day| day.starts_with(one.term.text.as_bytes()))
            }
            Field::Is | Field::Has => {
                let fact = Fact::named(field, &one.term.text);
                fact.is_some_and(|fact| self.facts.holds(post, fact))
            }
        }
    }

    fn holds(&mut self, text: &str, atom: &Atom) -> bool {
        let text = letters(text, &mut self.letters);
        atom.score(text, &mut self.matcher).is_some()
    }
}

/// What a reader takes for one character each, as the matcher wants them. Finding those out takes
/// longer than matching them, so where each character is one by itself that is not done.
fn letters<'t>(text: &'t str, room: &'t mut Vec<char>) -> Utf32Str<'t> {
    if text.is_ascii() || !text.chars().all(is_alone) {
        return Utf32Str::new(text, room);
    }
    room.clear();
    room.extend(text.chars());
    Utf32Str::Unicode(room)
}

/// True for characters that never join others of their kind to one grapheme (UAX 29): ASCII, Latin,
/// Greek, Cyrillic, punctuation, kana, Han, Hangul syllables and wide forms, without the marks and
/// the controls among them.
fn is_alone(character: char) -> bool {
    matches!(character,
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}'
        | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff9d}')
}

/// True when a text that is not empty stands in the day of a post.
fn is_in_day(post: &Post, text: &str) -> bool {
    let is_there = |day: [u8; 10]| day.windows(text.len()).any(|part| part == text.as_bytes());
    day(post).is_some_and(is_there)
}

/// The day of a post, as [`Post::day`] has it, but without memory of its own: it is looked at in
/// every post of a list.
fn day(post: &Post) -> Option<[u8; 10]> {
    let date = post.date.as_ref()?.date();
    let (year, month, day) = (date.year(), date.month().into(), date.day().into());
    let numbers = [
        year / 1000,
        year / 100,
        year / 10,
        year,
        0,
        month / 10,
        month,
        0,
        day / 10,
        day,
    ];
    let mut text = numbers.map(|number: i16| b'0' + (number % 10).unsigned_abs() as u8);
    [text[4], text[7]] = [b'-'; 2];
    Some(text)
}

/// The bytes of characters of `text`, neighbours in one range. The matcher counts what a reader
/// takes for one character as one.
fn ranges(text: &str, chars: &[u32]) -> Vec<Range<usize>> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    if chars.is_empty() {
        return ranges;
    }
    let mut wanted = chars.iter().peekable();
    for (number, (start, cluster)) in (0u32..).zip(text.grapheme_indices(true)) {
        if wanted.next_if(|&&next| next == number).is_none() {
            continue;
        }
        let end = start + cluster.len();
        match ranges.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => ranges.push(start..end),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::fixture::post;

    fn posts() -> Vec<Arc<Post>> {
        let with = |date: &str, title: &str, tags: &[&str], draft| {
            let plain = post(date, title);
            Arc::new(Post {
                tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
                draft,
                ..Post::clone(&plain)
            })
        };
        vec![
            with(
                "2017-06-15",
                "Notes from PyCon",
                &["python", "talks"],
                false,
            ),
            with(
                "2018-06-01",
                "A grey train in the North",
                &["travel"],
                false,
            ),
            with("2018-07-01", "Grok the GIL", &["python"], true),
            with("", "Größe und Übung", &[], false),
        ]
    }

    /// Knows that one post is read and another starred.
    struct Known;

    impl Facts for Known {
        fn holds(&self, post: &Post, fact: Fact) -> bool {
            match fact {
                Fact::Read => post.title.contains("PyCon"),
                Fact::Unread => !post.title.contains("PyCon"),
                Fact::Starred => post.title.contains("North"),
                Fact::Video => post.title.contains("GIL"),
                Fact::Draft | Fact::Audio | Fact::Slides => NoFacts.holds(post, fact),
            }
        }
    }

    fn titles(query: &str) -> Vec<String> {
        let posts = posts();
        let all: Vec<u32> = (0..posts.len() as u32).collect();
        let hits = filter(
            &Query::parse(query),
            (&posts, &Letters::of(&posts)),
            &all,
            &Known,
        );
        let looked = filter(
            &Query::parse(query),
            (&posts, &Letters::default()),
            &all,
            &Known,
        );
        assert_eq!(hits, looked, "what is passed over is not meant");
        let titles = hits.iter().filter_map(|&hit| posts.get(hit as usize));
        titles.map(|post| post.title.clone()).collect()
    }

    #[test]
    fn letters_are_enough_and_the_best_title_comes_first() {
        assert_eq!(titles("gtg"), ["Grok the GIL"]);
        assert_eq!(titles("grok"), ["Grok the GIL"]);
        assert_eq!(titles("north")[0], "A grey train in the North");
        assert_eq!(titles("pycon"), ["Notes from PyCon"]);
    }

    #[test]
    fn words_combine_over_titles_tags_and_dates() {
        assert_eq!(titles("python 2018"), ["Grok the GIL"]);
        assert_eq!(titles("notes talks"), ["Notes from PyCon"]);
        assert_eq!(titles("notes travel"), [""; 0]);
    }

    #[test]
    fn fields_say_where_and_a_dash_says_not() {
        assert_eq!(titles("tag:pyth -is:draft"), ["Notes from PyCon"]);
        assert_eq!(titles("year:2018 -grok"), ["A grey train in the North"]);
        assert_eq!(titles("is:draft"), ["Grok the GIL"]);
    }

    #[test]
    fn a_quoted_name_is_the_whole_of_one() {
        assert_eq!(titles("tag:pyth").len(), 2);
        assert_eq!(titles("tag:\"pyth\""), [""; 0]);
        assert_eq!(titles("tag:\"Python\" is:draft"), ["Grok the GIL"]);
    }

    #[test]
    fn case_and_accents_count_where_they_are_typed() {
        assert_eq!(titles("grosse"), [""; 0]);
        assert_eq!(titles("ubung"), ["Größe und Übung"]);
        assert_eq!(titles("GIL"), ["Grok the GIL"]);
        assert_eq!(titles("NOTES"), [""; 0]);
    }

    #[test]
    fn what_is_found_in_a_title_is_told_in_bytes() {
        let words = |query: &str, title: &'static str| {
            let found = found(&Query::parse(query), title).into_iter();
            found
                .filter_map(|range| title.get(range))
                .collect::<Vec<_>>()
        };
        assert_eq!(words("bung", "Größe und Übung"), ["bung"]);
        assert_eq!(words("grok gil -the", "Grok the GIL"), ["Grok", "GIL"]);
        assert_eq!(words("2017", "Grok the GIL"), [""; 0]);
        assert_eq!(words("tag:grok", "Grok the GIL"), [""; 0]);
    }

    #[test]
    fn facts_are_asked_of_who_knows_them() {
        assert_eq!(titles("is:read"), ["Notes from PyCon"]);
        assert_eq!(titles("is:unread -has:video").len(), 2);
        assert_eq!(titles("is:starred"), ["A grey train in the North"]);
        assert_eq!(titles("HAS:Video"), ["Grok the GIL"]);
        assert_eq!(titles("is:something"), [""; 0]);
    }

    #[test]
    fn days_are_written_as_posts_write_them() {
        for date in ["2017-06-15", "0987-01-31", "2020-12-01"] {
            let post = post(date, "a");
            let written = day(&post).map(|day| day.to_vec());
            assert_eq!(written, Some(post.day().into_bytes()));
        }
        assert_eq!(day(&post("", "a")), None);
    }

    #[test]
    fn characters_that_stand_alone_are_graphemes_by_themselves() {
        use unicode_segmentation::UnicodeSegmentation;
        let alone: Vec<char> = ('\0'..=char::MAX).filter(|&it| is_alone(it)).collect();
        let mut text: String = alone.iter().collect();
        text.extend(alone.iter().rev());
        assert_eq!(text.graphemes(true).count(), 2 * alone.len());
        let mut room = Vec::new();
        for title in [
            "Größe – “und” Übung",
            "缓存设计",
            "e\u{301}té",
            "👩‍👩‍👧 x",
            "한국어 글",
        ] {
            let told = letters(title, &mut room).len();
            assert_eq!(told, Utf32Str::new(title, &mut Vec::new()).len(), "{title}");
        }
    }

    #[test]
    fn many_posts_are_shared_out_and_come_in_one_order() {
        let posts: Vec<Arc<Post>> = (0..3 * MANY as u32)
            .map(|number| {
                post(
                    "",
                    &format!("{number:06} {}", "x".repeat(number as usize % 7)),
                )
            })
            .collect();
        let all: Vec<u32> = (0..posts.len() as u32).collect();
        let query = Query::parse("x");
        let posts = (posts.as_slice(), &Letters::of(&posts));
        let found = filter(&query, posts, &all, &NoFacts);
        let sharing = found.len();
        assert_eq!(
            sharing,
            posts
                .0
                .iter()
                .filter(|post| post.title.contains('x'))
                .count()
        );
        let some: Vec<u32> = all.iter().copied().take(MANY - 1).collect();
        let few = filter(&query, posts, &some, &NoFacts);
        let of_few: Vec<u32> = found.into_iter().filter(|it| some.contains(it)).collect();
        assert_eq!(few, of_few);
    }

    #[test]
    fn nothing_typed_means_everything_in_its_order() {
        assert_eq!(titles("").len(), 4);
        assert_eq!(
            titles("").first().map(String::as_str),
            Some("Notes from PyCon")
        );
    }
}

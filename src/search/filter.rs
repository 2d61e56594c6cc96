//! Which posts of the list a filter means, best first.
//!
//! A word is looked for letter by letter in the title (`gtg` finds "Grok the GIL"), and as it stands
//! in tags, categories, authors and the date. Case counts where a word has a capital, accents where
//! it has one. A post scores by how well its title fits; of equals the shorter title
//! comes first, then what comes first in the list.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::ops::Range;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::query::{Field, Form, Query, Term};
use crate::blog::Post;

/// What a letter of a word that stands in a tag or the date scores: less than in a title where the
/// letters stand together, more than where they are strewn.
const BESIDE: u32 = 20;

/// A post that a filter means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The post's index in the list.
    pub index: usize,
    /// Where in its title the words were found, in bytes, in order and apart.
    pub found: Vec<Range<usize>>,
}

/// The posts that `query` means, the best first.
pub fn filter<P: Borrow<Post>>(query: &Query, posts: &[P]) -> Vec<Hit> {
    let mut seeker = Seeker::new();
    let wanted: Vec<Wanted> = query.terms.iter().map(Wanted::new).collect();
    let mut hits: Vec<(u32, Hit)> = Vec::new();
    for (index, post) in posts.iter().enumerate() {
        if let Some((score, found)) = seeker.post(post.borrow(), &wanted) {
            hits.push((score, Hit { index, found }));
        }
    }
    let length = |hit: &Hit| match (hit.found.is_empty(), posts.get(hit.index)) {
        (false, Some(post)) => post.borrow().title.len(),
        (true, _) | (_, None) => 0,
    };
    hits.sort_by_key(|(score, hit)| (Reverse(*score), length(hit)));
    hits.into_iter().map(|(_, hit)| hit).collect()
}

/// True when the fields of `query` hold for a post, whatever its words are.
pub fn fits(query: &Query, post: &Post) -> bool {
    let mut seeker = Seeker::new();
    let mut fields = query
        .terms
        .iter()
        .filter_map(|term| Some((term, term.field?)));
    fields.all(|(term, field)| seeker.field(post, field, &Wanted::new(term)) != term.is_excluded)
}

/// A part of a filter, ready to be looked for.
struct Wanted<'q> {
    term: &'q Term,
    /// Letter by letter; as it stands where it must not be there.
    in_title: Atom,
    /// As it stands.
    beside: Atom,
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
        Wanted {
            term,
            in_title: atom(if term.is_excluded || term.form != Form::Word {
                AtomKind::Substring
            } else {
                AtomKind::Fuzzy
            }),
            beside: atom(AtomKind::Substring),
        }
    }
}

/// Looks for words; keeps the room that it takes.
struct Seeker {
    matcher: Matcher,
    letters: Vec<char>,
    indices: Vec<u32>,
}

impl Seeker {
    fn new() -> Seeker {
        Seeker {
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
            indices: Vec::new(),
        }
    }

    /// How well a post fits, and where in its title; nothing when it does not.
    fn post(&mut self, post: &Post, wanted: &[Wanted]) -> Option<(u32, Vec<Range<usize>>)> {
        let mut score = 0;
        let mut chars: Vec<u32> = Vec::new();
        for one in wanted {
            let held = match one.term.field {
                Some(field) => self.field(post, field, one).then(|| one.weight()),
                None => self.word(post, one, &mut chars),
            };
            match (held, one.term.is_excluded) {
                (Some(more), false) => score += more,
                (None, true) => {}
                (Some(_), true) | (None, false) => return None,
            }
        }
        chars.sort_unstable();
        chars.dedup();
        Some((score, ranges(&post.title, &chars)))
    }

    /// How well a word fits anywhere; adds where in the title its letters stand.
    fn word(&mut self, post: &Post, one: &Wanted, chars: &mut Vec<u32>) -> Option<u32> {
        self.indices.clear();
        let title = Utf32Str::new(&post.title, &mut self.letters);
        let in_title = &one.in_title;
        if let Some(score) = in_title.indices(title, &mut self.matcher, &mut self.indices) {
            chars.extend(&self.indices);
            return Some(u32::from(score));
        }
        let day = post.day();
        let texts = post
            .tags
            .iter()
            .chain(&post.categories)
            .chain(&post.authors);
        let mut texts = texts.map(String::as_str).chain([day.as_str()]);
        texts
            .any(|text| self.holds(text, &one.beside))
            .then(|| one.weight())
    }

    fn field(&mut self, post: &Post, field: Field, one: &Wanted) -> bool {
        let mut any = |names: &[String]| names.iter().any(|name| self.holds(name, &one.beside));
        match field {
            Field::Tag => any(&post.tags),
            Field::Category => any(&post.categories),
            Field::Author => any(&post.authors),
            Field::Year => post.day().starts_with(&one.term.text),
            Field::Is => one.term.text.eq_ignore_ascii_case("draft") && post.draft,
        }
    }

    fn holds(&mut self, text: &str, atom: &Atom) -> bool {
        let text = Utf32Str::new(text, &mut self.letters);
        atom.score(text, &mut self.matcher).is_some()
    }
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

    fn titles(query: &str) -> Vec<String> {
        let posts = posts();
        let hits = filter(&Query::parse(query), &posts);
        let titles = hits.iter().filter_map(|hit| posts.get(hit.index));
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
    fn case_and_accents_count_where_they_are_typed() {
        assert_eq!(titles("grosse"), [""; 0]);
        assert_eq!(titles("ubung"), ["Größe und Übung"]);
        assert_eq!(titles("GIL"), ["Grok the GIL"]);
        assert_eq!(titles("NOTES"), [""; 0]);
    }

    #[test]
    fn what_is_found_in_a_title_is_told_in_bytes() {
        let posts = posts();
        let found = |query: &str| {
            let hits = filter(&Query::parse(query), &posts);
            let hit = hits.first();
            hit.map(|hit| {
                let title = posts.get(hit.index).map_or("", |post| post.title.as_str());
                let words = hit
                    .found
                    .iter()
                    .filter_map(|range| title.get(range.clone()));
                words.map(str::to_owned).collect::<Vec<_>>()
            })
        };
        assert_eq!(found("bung"), Some(vec!["bung".to_owned()]));
        assert_eq!(
            found("grok gil"),
            Some(vec!["Grok".to_owned(), "GIL".to_owned()])
        );
        assert_eq!(found("2017"), Some(Vec::new()));
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

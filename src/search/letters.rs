//! Which letters posts have, by which most of those that a filter does not mean can be passed over
//! without looking at their words.

use std::borrow::Borrow;

use nucleo_matcher::chars::{normalize, to_lower_case};

use crate::blog::Post;

/// The letters of posts, by their indices. Nothing is known of those beyond its end.
#[derive(Debug, Default)]
pub struct Letters(Vec<Held>);

/// The letters that a post has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// Of its title.
    pub title: Set,
    /// Of its tags, categories, authors and series.
    pub names: Set,
}

/// Letters, without regard to case and accents: those of ASCII by themselves, other characters of
/// ASCII some together, and nothing of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Set(u64);

impl Letters {
    /// The letters of `posts`.
    pub fn of<P: Borrow<Post>>(posts: &[P]) -> Letters {
        let held = posts.iter().map(|post| Held::of(post.borrow()));
        Letters(held.collect())
    }

    /// What is known of a post; when nothing is, it may have any.
    pub(super) fn held(&self, index: u32) -> Held {
        self.0.get(index as usize).copied().unwrap_or(Held::ANY)
    }
}

impl Held {
    /// Any letters.
    pub const ANY: Held = Held {
        title: Set(u64::MAX),
        names: Set(u64::MAX),
    };

    fn of(post: &Post) -> Held {
        let names = post.tags.iter().chain(&post.categories);
        let names = names.chain(&post.authors).chain(&post.series);
        Held {
            title: Set::of(&post.title),
            names: Set(names.fold(0, |all, name| all | Set::of(name).0)),
        }
    }
}

impl Set {
    fn of(text: &str) -> Set {
        let folded = text.chars().map(|letter| match letter {
            '\0'..='\u{7f}' => letter.to_ascii_lowercase(),
            letter => to_lower_case(normalize(letter)),
        });
        Set(folded.fold(0, |all, letter| all | bit(letter)))
    }

    /// The letters that a text has to have in which `word` is found.
    pub fn of_word(word: &str) -> Set {
        // What is wanted with an accent may stand there in another form.
        let own = word.chars().filter(char::is_ascii);
        Set(own.fold(0, |all, letter| all | bit(letter.to_ascii_lowercase())))
    }

    /// True when it has all those.
    pub fn has(self, wanted: Set) -> bool {
        wanted.0 & !self.0 == 0
    }
}

fn bit(letter: char) -> u64 {
    match letter {
        'a'..='z' => 1 << (letter as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + letter as u32 - '0' as u32),
        other if other.is_ascii() => 1 << (36 + other as u32 % 28),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_a_word_has_its_letters() {
        for (text, word) in [
            ("Grok the GIL", "gtg"),
            ("Größe und Übung", "ubung"),
            ("Größe und Übung", "Übung"),
            ("缓存设计 2017-05", "2017-05"),
            ("缓存设计", "设计"),
        ] {
            assert!(Set::of(text).has(Set::of_word(word)), "{word}");
        }
        assert!(!Set::of("Grok the GIL").has(Set::of_word("grokx")));
        assert!(!Set::of("缓存设计").has(Set::of_word("a")));
    }

    #[test]
    fn of_what_is_not_known_nothing_is_passed_over() {
        let held = Letters::default().held(7);
        assert!(held.title.has(Set::of_word("xyz")) && held.names.has(Set::of_word("!")));
    }
}

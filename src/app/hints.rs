//! Short names over every link that is seen; typing one follows it.

use crate::document::LinkId;

/// The letters that the fingers rest on.
const LETTERS: [char; 9] = ['a', 's', 'd', 'f', 'g', 'h', 'j', 'k', 'l'];

/// The names of the links that are seen, and what has been typed of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    names: Vec<(LinkId, String)>,
    typed: String,
    opens: Opens,
}

/// Where a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// Where it leads.
    Follow,
    /// Outside, also a post.
    Outside,
}

/// What typing a letter came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// More letters are needed, or the letter begins no name.
    Open,
    /// A link is named.
    Named(LinkId, Opens),
}

impl Hints {
    /// Names for `links`, the shortest for the first.
    pub(super) fn new(links: Vec<LinkId>) -> Hints {
        let names = names(links.len());
        Hints {
            names: links.into_iter().zip(names).collect(),
            typed: String::new(),
            opens: Opens::Follow,
        }
    }

    /// The letters of a link's name that have been typed, and those that have not; nothing when
    /// it cannot be meant any more.
    pub fn of(&self, link: LinkId) -> Option<(&str, &str)> {
        let (_, name) = self.names.iter().find(|(named, _)| *named == link)?;
        let rest = name.strip_prefix(&self.typed)?;
        Some((&self.typed, rest))
    }

    /// Takes a letter; with Shift the link opens outside.
    pub(super) fn type_letter(&mut self, letter: char) -> Outcome {
        let typed = format!("{}{}", self.typed, letter.to_ascii_lowercase());
        let mut meant = self
            .names
            .iter()
            .filter(|(_, name)| name.starts_with(&typed));
        let Some(&(link, ref name)) = meant.next() else {
            return Outcome::Open;
        };
        if letter.is_ascii_uppercase() {
            self.opens = Opens::Outside;
        }
        if *name == typed {
            return Outcome::Named(link, self.opens);
        }
        self.typed = typed;
        Outcome::Open
    }

    /// Takes the last letter back.
    pub(super) fn erase(&mut self) {
        self.typed.pop();
        if self.typed.is_empty() {
            self.opens = Opens::Follow;
        }
    }
}

/// `count` names, none the beginning of another, none more than a letter longer than the others.
fn names(count: usize) -> Vec<String> {
    let mut names: Vec<String> = vec![String::new()];
    let mut prefixes = 0;
    while prefixes == 0 || names.len() - prefixes < count {
        let Some(prefix) = names.get(prefixes).cloned() else {
            break;
        };
        prefixes += 1;
        names.extend(LETTERS.map(|letter| format!("{prefix}{letter}")));
    }
    let mut names = names.split_off(prefixes);
    names.truncate(count);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(count: u32) -> Hints {
        Hints::new((0..count).map(LinkId).collect())
    }

    #[test]
    fn no_name_is_the_beginning_of_another_however_many_there_are() {
        for count in (0..100).chain([500, 1000]) {
            let names = names(count);
            assert_eq!(names.len(), count);
            let shortest = names.iter().map(String::len).min().unwrap_or_default();
            for (index, name) in names.iter().enumerate() {
                assert!(!name.is_empty() && name.len() <= shortest + 1);
                let clash = |other: &String| other.starts_with(name.as_str());
                assert!(!names.iter().skip(index + 1).any(clash), "{name}");
            }
        }
    }

    #[test]
    fn few_links_need_one_letter() {
        assert_eq!(names(9).concat(), "asdfghjkl");
        assert_eq!(names(10).first().map(String::as_str), Some("s"));
    }

    #[test]
    fn a_name_is_typed_letter_by_letter_and_taken_back() {
        let mut hints = hints(12);
        assert_eq!(hints.of(LinkId(11)), Some(("", "af")));
        assert_eq!(hints.type_letter('q'), Outcome::Open);
        assert_eq!(hints.type_letter('a'), Outcome::Open);
        assert_eq!(hints.of(LinkId(11)), Some(("a", "f")));
        assert_eq!(hints.of(LinkId(0)), None);
        hints.erase();
        assert!(hints.of(LinkId(0)).is_some());
        assert_eq!(
            hints.type_letter('s'),
            Outcome::Named(LinkId(0), Opens::Follow)
        );
    }

    #[test]
    fn shift_opens_outside_with_any_letter_of_the_name() {
        let mut hints = hints(12);
        assert_eq!(hints.type_letter('A'), Outcome::Open);
        assert_eq!(
            hints.type_letter('f'),
            Outcome::Named(LinkId(11), Opens::Outside)
        );
        let mut hints = self::hints(3);
        assert_eq!(
            hints.type_letter('D'),
            Outcome::Named(LinkId(2), Opens::Outside)
        );
    }

    #[test]
    fn a_letter_that_names_nothing_does_not_count_as_shift() {
        let mut hints = hints(3);
        hints.type_letter('Q');
        assert_eq!(
            hints.type_letter('a'),
            Outcome::Named(LinkId(0), Opens::Follow)
        );
    }
}

//! What names stand for: targets, substitutions and footnotes, which may come after what names
//! them.

use std::collections::{HashMap, HashSet};

use super::block::Image;
use super::inline::Piece;
use crate::limits;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    Address(String),
    /// What a target of this name says; see [`name_of`].
    Name(String),
    /// The target without a name of this number, from 0.
    Anonymous(usize),
}

/// What a mark in the text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// `[#]`, the one of this number, from 0.
    Next(usize),
    /// `[*]`, the same.
    Sign(usize),
    /// `[1]`, `[#name]`, `[name]`, without `#`.
    Own(String),
}

/// What stands in the place of `|name|`.
#[derive(Debug)]
pub(super) enum Substitution {
    Words(Vec<Piece>),
    Image(Image),
}

/// All names of a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    targets: HashMap<String, Goal>,
    anonymous: Vec<Goal>,
    substitutions: HashMap<String, Substitution>,
    /// The number of each footnote, once they are numbered.
    notes: Vec<Option<u32>>,
    labels: HashMap<String, usize>,
    next: Vec<usize>,
    signs: Vec<usize>,
    cited: HashSet<String>,
}

impl Names {
    /// Gives a target its name; the first of a name counts.
    pub(super) fn add_target(&mut self, name: &str, goal: Goal) {
        self.targets.entry(name_of(name)).or_insert(goal);
    }

    pub(super) fn add_anonymous(&mut self, goal: Goal) {
        self.anonymous.push(goal);
    }

    pub(super) fn add_substitution(&mut self, name: &str, substitution: Substitution) {
        let name = name_of(name);
        self.substitutions.entry(name).or_insert(substitution);
    }

    /// Adds a footnote and returns its place among all; nothing where the label is none of a
    /// footnote, whose labels are numbers, `*`, and names behind a `#`.
    pub(super) fn add_note(&mut self, label: &str) -> Option<usize> {
        let place = self.notes.len();
        let number: Option<u32> = match label {
            "#" => {
                self.next.push(place);
                None
            }
            "*" => {
                self.signs.push(place);
                None
            }
            _ => {
                let name = label.strip_prefix('#');
                let number = match name {
                    Some(_) => None,
                    None => Some(label.parse().ok().filter(|number| *number > 0)?),
                };
                let name = name_of(name.unwrap_or(label));
                self.labels.entry(name).or_insert(place);
                number
            }
        };
        self.notes.push(number);
        Some(place)
    }

    pub(super) fn add_citation(&mut self, label: &str) {
        self.cited.insert(name_of(label));
    }

    /// Gives every footnote that has no number the next that no other has.
    pub(super) fn number_notes(&mut self) {
        let mut taken: HashSet<u32> = self.notes.iter().flatten().copied().collect();
        let mut next = 1;
        let is_sign: HashSet<usize> = self.signs.iter().copied().collect();
        let (signs, others): (Vec<usize>, Vec<usize>) =
            (0..self.notes.len()).partition(|place| is_sign.contains(place));
        for place in others.into_iter().chain(signs) {
            let Some(number) = self.notes.get_mut(place) else {
                continue;
            };
            if number.is_none() {
                while taken.contains(&next) {
                    next += 1;
                }
                taken.insert(next);
                *number = Some(next);
                self.labels.entry(next.to_string()).or_insert(place);
            }
        }
    }

    /// The number of the footnote in this place.
    pub(super) fn number(&self, note: usize) -> u32 {
        self.notes.get(note).copied().flatten().unwrap_or(1)
    }

    /// The number of the footnote that a mark asks for.
    pub(super) fn marked(&self, label: &Label) -> Option<u32> {
        let place = match label {
            Label::Next(count) => self.next.get(*count),
            Label::Sign(count) => self.signs.get(*count),
            Label::Own(name) => self.labels.get(&name_of(name)),
        };
        place.map(|place| self.number(*place))
    }

    /// The fragment of a citation.
    pub(super) fn citation(&self, label: &Label) -> Option<String> {
        match label {
            Label::Own(name) => self.cited.get(&name_of(name)).map(|name| id_of(name)),
            Label::Next(_) | Label::Sign(_) => None,
        }
    }

    pub(super) fn substitution(&self, name: &str) -> Option<&Substitution> {
        self.substitutions.get(&name_of(name))
    }

    /// The address that a link leads to.
    pub(super) fn address<'a>(&'a self, goal: &'a Goal) -> Option<&'a str> {
        let mut goal = goal;
        for _ in 0..limits::document::RST_HOPS {
            goal = match goal {
                Goal::Address(address) => return Some(address),
                Goal::Name(name) => self.targets.get(&name_of(name))?,
                Goal::Anonymous(count) => self.anonymous.get(*count)?,
            };
        }
        None
    }
}

/// A name without what does not tell it from others: case and the width of white space.
fn name_of(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The fragment that leads to what has this name, as docutils makes it: words in lower case,
/// joined by `-`.
pub(super) fn id_of(name: &str) -> String {
    let mut id = String::new();
    for letter in name.chars() {
        if letter.is_alphanumeric() {
            id.extend(letter.to_lowercase());
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_start_matches(|char: char| char.is_ascii_digit() || char == '-');
    id.trim_end_matches('-').to_owned()
}

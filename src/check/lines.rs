//! Which line of a file an address stands on.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// Bytes of a file that are looked through for its lines; who has that many links to nothing in one
/// post is told of them without.
const MOST_LOOKED_THROUGH: usize = 256 << 20;

/// So many ends of an address are looked for, from the longest on.
const ENDS: usize = 16;

/// The lines of a file, asked for by what stands on them.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Where lines end, in bytes.
    ends: OnceCell<Vec<usize>>,
    /// Where the search for the next of each address begins: the same one can be wrong twice.
    next: HashMap<String, usize>,
    /// The addresses of which no end is there.
    missing: HashSet<String>,
    /// Where the last one was found: they are asked for in the order of the text, most of the time.
    last: usize,
    looked_through: usize,
}

impl<'t> Lines<'t> {
    /// Of a file's text.
    pub fn new(text: &'t str) -> Lines<'t> {
        Lines {
            text,
            ends: OnceCell::new(),
            next: HashMap::new(),
            missing: HashSet::new(),
            last: 0,
            looked_through: 0,
        }
    }

    /// The line, from 1, of the next time that `address` stands in the file. Templates and
    /// escapes write an address in pieces, so the longest end of it that is there counts.
    pub fn of(&mut self, address: &str) -> Option<u32> {
        if self.missing.contains(address) {
            return None;
        }
        let ends = address.match_indices('/').map(|(at, _)| at);
        let starts = std::iter::once(0).chain(ends.filter(|&at| at > 0));
        let found = starts.take(ENDS).find_map(|start| {
            let end = address.get(start..).filter(|end| end.len() > 2)?;
            self.find(end)
        });
        if found.is_none() {
            self.missing.insert(address.to_owned());
        }
        found
    }

    /// Other addresses are asked for from here on, again in the order of the text.
    pub fn restart(&mut self) {
        self.last = 0;
    }

    /// The line, from 1, that a key of the head stands on.
    pub fn of_key(&self, key: &str) -> Option<u32> {
        let lines = self.text.lines();
        let found = lines.take(HEAD).position(|line| {
            let rest = line.strip_prefix(key).map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with([':', '=']))
        });
        found.map(|line| line as u32 + 1)
    }

    fn find(&mut self, words: &str) -> Option<u32> {
        let from = self.next.get(words).copied().unwrap_or(self.last);
        let found = self
            .after(words, from)
            .or_else(|| (from > 0).then(|| self.after(words, 0))?)?;
        self.next.insert(words.to_owned(), found + words.len());
        let ends = self.ends.get_or_init(|| {
            let ends = self.text.match_indices('\n');
            ends.map(|(end, _)| end).collect()
        });
        self.last = found;
        Some(ends.partition_point(|&end| end < found) as u32 + 1)
    }

    /// Where `words` stand whole from byte `from` on.
    fn after(&mut self, words: &str, from: usize) -> Option<usize> {
        if self.looked_through > MOST_LOOKED_THROUGH {
            return None;
        }
        let rest = self.text.get(from..)?;
        let mut places = rest.match_indices(words).map(|(at, _)| from + at);
        let found = places.find(|at| {
            let behind = self.text.get(at + words.len()..).unwrap_or_default();
            let next = behind.chars().next();
            next.is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '/' | '-' | '_'))
        });
        self.looked_through += found.unwrap_or(self.text.len()) - from;
        found
    }
}

/// Lines that a head has at most, for finding one of its keys.
const HEAD: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_whole_and_again() {
        let mut lines = Lines::new("a /x/y-z\nb /x/y\n\nc [d](/x/y)\n");
        assert_eq!(lines.of("/x/y"), Some(2));
        assert_eq!(lines.of("/x/y"), Some(4));
        assert_eq!(lines.of("/x/y"), Some(2), "and then from the top again");
        assert_eq!(lines.of("/q"), None);
    }

    #[test]
    fn an_address_that_a_template_made_is_found_by_its_end() {
        let mut lines = Lines::new("\n[d]({{ site.baseurl }}/img/a.png)\n");
        assert_eq!(lines.of("/blog/img/a.png"), Some(2));
    }

    #[test]
    fn of_an_address_that_is_not_there_little_is_remembered() {
        let mut lines = Lines::new("words\n");
        let address = "/a".repeat(30_000);
        assert_eq!(lines.of(&address), None);
        assert_eq!(lines.of(&address), None);
        assert_eq!((lines.next.len(), lines.missing.len()), (0, 1));
        assert!(lines.looked_through <= ENDS * "words\n".len());
    }

    #[test]
    fn others_are_asked_for_from_the_top() {
        let mut lines = Lines::new("/aa\n/bb\n/aa\n");
        assert_eq!(lines.of("/bb"), Some(2));
        lines.restart();
        assert_eq!(lines.of("/aa"), Some(1));
    }

    #[test]
    fn a_key_is_found_in_yaml_and_toml() {
        let lines = Lines::new("---\ntitle: date\ndate : 2020\n---\n");
        assert_eq!(lines.of_key("date"), Some(3));
        assert_eq!(Lines::new("+++\ndate = 2020\n").of_key("date"), Some(2));
    }
}

//! Which line of a file an address stands on.

use std::collections::HashMap;

/// The lines of a file, asked for by what stands on them.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Where the search for the next of each address begins: the same one can be wrong twice.
    next: HashMap<String, usize>,
}

impl<'t> Lines<'t> {
    /// Of a file's text.
    pub fn new(text: &'t str) -> Lines<'t> {
        Lines {
            text,
            next: HashMap::new(),
        }
    }

    /// The line, from 1, of the next time that `address` stands in the file. Templates and
    /// escapes write an address in pieces, so the longest end of it that is there counts.
    pub fn of(&mut self, address: &str) -> Option<u32> {
        let ends = address.match_indices('/').map(|(at, _)| at);
        let mut starts = std::iter::once(0).chain(ends.filter(|&at| at > 0));
        starts.find_map(|start| {
            let end = address.get(start..).filter(|end| end.len() > 2)?;
            self.find(end)
        })
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
        let from = self.next.get(words).copied().unwrap_or_default();
        let found = self
            .after(words, from)
            .or_else(|| self.after(words, 0).filter(|_| from > 0))?;
        self.next.insert(words.to_owned(), found + words.len());
        let before = self.text.get(..found)?;
        Some(before.matches('\n').count() as u32 + 1)
    }

    /// Where `words` stand whole from byte `from` on.
    fn after(&self, words: &str, from: usize) -> Option<usize> {
        let rest = self.text.get(from..)?;
        let mut places = rest.match_indices(words).map(|(at, _)| from + at);
        places.find(|at| {
            let behind = self.text.get(at + words.len()..).unwrap_or_default();
            let next = behind.chars().next();
            next.is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '/' | '-' | '_'))
        })
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
    fn a_key_is_found_in_yaml_and_toml() {
        let lines = Lines::new("---\ntitle: date\ndate : 2020\n---\n");
        assert_eq!(lines.of_key("date"), Some(3));
        assert_eq!(Lines::new("+++\ndate = 2020\n").of_key("date"), Some(2));
    }
}

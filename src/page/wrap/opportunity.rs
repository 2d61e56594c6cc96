//! Where a line of text may break.
//!
//! Unicode's rules (UAX 14) know scripts and punctuation, but not command lines, addresses and
//! typography. So a few of their breaks are not taken, and a few are added:
//!
//! - Within a word of ASCII only a compound breaks, after its hyphen: not `--flag`, `C++`, `a/b`,
//!   nor a hyphen in an address, a path or a piece of code.
//! - Dashes end a line and never begin one; so do the spaced marks of French.
//! - An emoji stays with the word it touches.
//! - Korean, which parts its words by spaces, breaks there and not between syllables.
//! - What begins with a dot or a slash (`.gitignore`, `/etc`) is no closing punctuation.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::super::flow::Flow;

/// A place where a line may or must break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opportunity {
    /// The first byte of what comes after it.
    pub(super) at: usize,
    pub(super) is_mandatory: bool,
}

/// Hands over the places where `flow` may break, in order. The last is its end.
pub(super) fn each_opportunity(flow: &Flow, mut found: impl FnMut(Opportunity)) {
    let mut tailor = Tailor::new(flow);
    for stretch in stretches(&flow.text) {
        let end = stretch.start + stretch.text.len();
        if stretch.is_word {
            found(Opportunity {
                at: end,
                is_mandatory: end == flow.text.len(),
            });
            tailor.start = end;
            continue;
        }
        for (at, kind) in linebreaks(stretch.text) {
            let at = stretch.start + at;
            let is_mandatory = kind == BreakOpportunity::Mandatory;
            tailor.take(
                at,
                is_mandatory && (at < end || end == flow.text.len()),
                &mut found,
            );
        }
    }
}

/// A part of a text that Unicode breaks at both ends of, whatever stands around it.
struct Stretch<'t> {
    text: &'t str,
    start: usize,
    /// It is one word of ASCII and the space behind it: nothing in it is a break that is taken.
    is_word: bool,
}

/// Parts a text where a space stands between two letters or digits of ASCII. There Unicode always
/// breaks (LB 18), and no rule looks further back than to the letter (LB 14 to 17), so that each
/// part can be broken on its own: most are single words, which need no look at any table.
fn stretches(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    let bytes = text.as_bytes();
    let is_plain = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next;
        let mut is_word = true;
        while let Some(&byte) = bytes.get(next) {
            next += 1;
            match byte {
                b' ' if next > 1 && is_plain(next - 2) && is_plain(next) => break,
                b' ' if next == bytes.len() => {}
                b'!'..=b'~' if byte != b'-' => {}
                _ => is_word = false,
            }
        }
        Some(Stretch {
            text: text.get(start..next).filter(|text| !text.is_empty())?,
            start,
            is_word,
        })
    })
}

/// Says which of Unicode's breaks are taken.
struct Tailor<'f> {
    flow: &'f Flow,
    /// Where the word begins that is being looked for the end of.
    start: usize,
    /// What has been looked at for spaces within it.
    looked_to: usize,
    /// Between two spaces: where it ends, and whether it is to be read letter by letter.
    chunk: (usize, Chunk),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chunk {
    Prose,
    /// An address, a path, a name from code.
    Verbatim,
}

impl<'f> Tailor<'f> {
    fn new(flow: &'f Flow) -> Self {
        Tailor {
            flow,
            start: 0,
            looked_to: 0,
            chunk: (0, Chunk::Prose),
        }
    }

    /// Hands over one of Unicode's breaks, if it is taken, and those that Unicode overlooks before
    /// it.
    fn take(&mut self, at: usize, is_mandatory: bool, found: &mut impl FnMut(Opportunity)) {
        if !is_mandatory && !self.may_break(at) {
            return;
        }
        while let Some(at) = self.overlooked(at) {
            found(Opportunity {
                at,
                is_mandatory: false,
            });
            self.start = at;
        }
        found(Opportunity { at, is_mandatory });
        self.start = at;
    }

    /// Whether one of Unicode's breaks is taken.
    fn may_break(&mut self, at: usize) -> bool {
        let Some((left, right)) = self.flow.text.split_at_checked(at) else {
            return false;
        };
        let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
            return true;
        };
        match before {
            ' ' => !begins_with_lone_mark(right),
            '-' => {
                after.is_alphabetic()
                    && is_compound(left)
                    && self.chunk(at) == Chunk::Prose
                    && !self.flow.is_verbatim(at)
            }
            _ if after == '—' => false,
            _ if before.is_ascii() => !after.is_ascii() && !is_emoji(after),
            _ if is_emoji(before) => !after.is_ascii(),
            '가'..='힣' => !matches!(after, '가'..='힣'),
            _ => true,
        }
    }

    /// A break after a space that Unicode does not take, before `end`: its rules see closing
    /// punctuation in whatever begins with a dot or a slash, and nothing to part in `“a” (b)`.
    fn overlooked(&mut self, end: usize) -> Option<usize> {
        let from = self.start.max(self.looked_to);
        self.looked_to = end;
        let word = self.flow.text.as_bytes().get(from..end)?;
        // The space at the end is Unicode's already, and most words have no other.
        let within = word.strip_suffix(b" ").unwrap_or(word);
        let spaces = within.iter().enumerate().filter(|&(_, &byte)| byte == b' ');
        for (space, _) in spaces {
            let at = from + space + 1;
            let before = self.flow.text.get(..at - 1)?.chars().next_back();
            let mut chars = self.flow.text.get(at..)?.chars();
            let (after, next) = (chars.next(), chars.next());
            let opens_name = matches!(after, Some('.' | '/' | ',' | ':' | ';' | '!' | '?'))
                && next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '.' | '/'));
            let follows_quote = matches!(before, Some('"' | '\'' | '”' | '’'))
                && matches!(after, Some('(' | '[' | '{'));
            if (opens_name || follows_quote) && !matches!(before, Some(' ' | '(' | '[' | '{')) {
                self.looked_to = at;
                return Some(at);
            }
        }
        None
    }

    /// What the hyphen before `at` stands in.
    fn chunk(&mut self, at: usize) -> Chunk {
        if at > self.chunk.0 {
            let text = &self.flow.text;
            let is_space = |byte: &u8| matches!(byte, b' ' | b'\n');
            let bytes = text.as_bytes();
            let left = bytes.get(self.chunk.0..at).unwrap_or_default();
            let right = bytes.get(at..).unwrap_or_default();
            let start = at - left.iter().rev().take_while(|byte| !is_space(byte)).count();
            let end = at + right.iter().take_while(|byte| !is_space(byte)).count();
            let chunk = text.get(start..end).unwrap_or_default();
            let is_verbatim = chunk.starts_with('-')
                || chunk.contains(['/', '@', '\\', '=', '_', '#', '~'])
                || has_inner_dot(chunk);
            let kind = if is_verbatim {
                Chunk::Verbatim
            } else {
                Chunk::Prose
            };
            self.chunk = (end, kind);
        }
        self.chunk.1
    }
}

/// True for `a.b`, but not for the end of a sentence.
fn has_inner_dot(chunk: &str) -> bool {
    let bytes = chunk.as_bytes();
    bytes
        .windows(3)
        .any(|three| matches!(three, [a, b'.', b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()))
}

/// True when a hyphen at the end of `left` joins the parts of a word: a letter stands before it,
/// or before a dash of two.
fn is_compound(left: &str) -> bool {
    let word = left.strip_suffix('-').unwrap_or(left);
    let word = word.strip_suffix('-').unwrap_or(word);
    word.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// True when `text` begins with a mark between spaces that belongs to what is before it.
fn begins_with_lone_mark(text: &str) -> bool {
    let mut chars = text.chars();
    let mark = chars.next();
    matches!(
        mark,
        Some('–' | '—' | '-' | '·' | '!' | '?' | ':' | ';' | '»' | '/' | '=')
    ) && chars.next().is_none_or(|next| next == ' ')
}

/// True for the pictures among the characters, as opposed to the ideographs.
fn is_emoji(char: char) -> bool {
    matches!(char, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Style;
    use crate::page::Face;

    fn opportunities(flow: &Flow) -> Vec<Opportunity> {
        let mut all = Vec::new();
        each_opportunity(flow, |opportunity| all.push(opportunity));
        all
    }

    fn parts_of(flow: &Flow) -> Vec<&str> {
        let mut start = 0;
        let mut parts = Vec::new();
        for Opportunity { at, .. } in opportunities(flow) {
            parts.push(&flow.text[start..at]);
            start = at;
        }
        parts
    }

    fn parts(text: &str) -> Vec<String> {
        let mut flow = Flow::default();
        flow.add(text, None, Face::default());
        parts_of(&flow).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn words_part_at_spaces_and_compounds_after_their_hyphen() {
        assert_eq!(
            parts("a well-known, long-ish fact--so"),
            ["a ", "well-", "known, ", "long-", "ish ", "fact--", "so"]
        );
        assert_eq!(parts("nord-été"), ["nord-", "été"]);
    }

    #[test]
    fn flags_numbers_and_names_stay_whole() {
        for name in [
            "--no-default",
            "-x",
            "C++",
            "x-1",
            "2020-01-02",
            "f(x)y",
            "50%",
            "a|b",
            "a?b",
            "std::fmt",
        ] {
            assert_eq!(parts(name), [name]);
        }
    }

    #[test]
    fn addresses_and_paths_stay_whole() {
        for name in [
            "https://example.org/some-post-title?a=b-c",
            "src/some-folder/wrap.rs",
            "www.some-site.example",
            "me@some-site.example",
            "--some-flag=some-value",
        ] {
            assert_eq!(parts(name), [name]);
        }
    }

    #[test]
    fn code_does_not_break_at_its_hyphens() {
        let code = Face {
            style: Style::CODE,
            ..Face::default()
        };
        let mut flow = Flow::default();
        flow.add("a well-known ", None, Face::default());
        flow.add("unicode-width", None, code);
        assert_eq!(parts_of(&flow), ["a ", "well-", "known ", "unicode-width"]);
    }

    #[test]
    fn names_that_begin_with_a_dot_or_a_slash_are_words() {
        assert_eq!(
            parts("see .gitignore, /etc and ../x"),
            ["see ", ".gitignore, ", "/etc ", "and ", "../x"]
        );
        assert_eq!(parts("“a” (b) [c]"), ["“a” ", "(b) ", "[c]"]);
    }

    #[test]
    fn dashes_and_spaced_marks_end_a_line() {
        assert_eq!(parts("one – two — three"), ["one – ", "two — ", "three"]);
        assert_eq!(parts("one—two"), ["one—", "two"]);
        assert_eq!(parts("one - two -x"), ["one - ", "two ", "-x"]);
        assert_eq!(parts("Vraiment ? Oui !"), ["Vraiment ? ", "Oui !"]);
        assert_eq!(parts("a / b"), ["a / ", "b"]);
    }

    #[test]
    fn han_breaks_between_characters_but_not_before_its_marks() {
        assert_eq!(parts("中文，「注意」。"), ["中", "文，", "「注", "意」。"]);
        assert_eq!(parts("用Rust写"), ["用", "Rust", "写"]);
        assert_eq!(parts("カー"), ["カー"]);
    }

    #[test]
    fn korean_breaks_between_words() {
        assert_eq!(
            parts("낱말과 낱말, 말—사이"),
            ["낱말과 ", "낱말, ", "말—", "사이"]
        );
    }

    #[test]
    fn an_emoji_stays_with_its_word() {
        assert_eq!(parts("done🎉! 🎉ok"), ["done🎉! ", "🎉ok"]);
        assert_eq!(parts("👩‍👩‍👧🇨🇭🇫🇷").len(), 3);
    }

    #[test]
    fn what_does_not_break_does_not_and_what_breaks_unseen_does() {
        assert_eq!(
            parts("a\u{a0}b\u{202f}c\u{2060}d"),
            ["a\u{a0}b\u{202f}c\u{2060}d"]
        );
        assert_eq!(parts("a\u{200b}b"), ["a\u{200b}", "b"]);
        assert_eq!(parts("a\u{ad}b"), ["a\u{ad}", "b"]);
    }

    proptest! {
        #[test]
        fn a_text_breaks_where_it_would_as_a_whole(text in "([ab1]{1,3}[ -]|[ab1 -]|[ab1 \"'(){}!?.,:/%$+=#\t\n’“”—–·\u{a0}\u{ad}\u{200b}\u{200d}\u{301}中가🎉🇨א-]){0,12}") {
            let mut flow = Flow::default();
            flow.add(&text, None, Face::default());
            let (mut tailor, mut whole) = (Tailor::new(&flow), Vec::new());
            for (at, kind) in linebreaks(&flow.text) {
                let is_mandatory = kind == BreakOpportunity::Mandatory;
                tailor.take(at, is_mandatory, &mut |it| whole.push(it));
            }
            prop_assert_eq!(opportunities(&flow), whole);
        }
    }

    #[test]
    fn a_long_run_of_marks_takes_linear_time() {
        for unit in [
            "a-", "-", ") ", "– ", "/ ", ". ", "( ", "\" (", ".a ", "a-/",
        ] {
            let text = unit.repeat(200_000);
            let begun = std::time::Instant::now();
            assert!(!parts(&text).is_empty());
            assert!(begun.elapsed().as_secs() < 5, "{unit:?} takes too long");
        }
    }
}

//! What stands within a line of reStructuredText: words, and what is marked.
//!
//! A mark begins something where a word may begin, and ends it where a word may end; one that
//! nothing ends is text. Whether something of a kind ends behind a place is asked once in vain, so
//! that reading takes as long as the text.

use super::mark::{
    NAME, Suffix, behind_lines, closing, goal, is_label, may_begin, may_end, name_length, plain,
    role_length, suffix,
};
use super::names::{Goal, Label};

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Words(String),
    Emphasis(String),
    Strong(String),
    /// Double backticks, and single ones without a role.
    Code(String),
    /// `` :role:`text` ``, the text as written.
    Role {
        role: String,
        text: String,
    },
    Link {
        words: String,
        goal: Goal,
        /// What it shows where it leads nowhere.
        otherwise: String,
    },
    /// `[1]_`, and as it is written.
    Mark {
        label: Label,
        written: String,
    },
    Substitution {
        name: String,
        goal: Option<Goal>,
        written: String,
    },
    /// A place that a name leads to, and its words.
    Target(String),
}

/// How many of the things that are counted were met so far, in the whole text.
#[derive(Debug, Default)]
pub(super) struct Counts {
    anonymous: usize,
    next: usize,
    signs: usize,
}

/// The pieces of a text.
pub(super) fn pieces(text: &str, counts: &mut Counts) -> Vec<Piece> {
    let mut scanner = Scanner {
        text,
        at: 0,
        before: None,
        plain: String::new(),
        pieces: Vec::new(),
        ended: [false; Kind::COUNT],
        counts,
    };
    while scanner.step() {}
    scanner.flush();
    scanner.pieces
}

/// What stands between two marks.
#[derive(Clone, Copy)]
enum Kind {
    Strong,
    Emphasis,
    Literal,
    Interpreted,
    Substitution,
}

impl Kind {
    const COUNT: usize = 5;

    fn mark(self) -> &'static str {
        match self {
            Kind::Strong => "**",
            Kind::Emphasis => "*",
            Kind::Literal => "``",
            Kind::Interpreted => "`",
            Kind::Substitution => "|",
        }
    }
}

struct Scanner<'t, 'c> {
    text: &'t str,
    at: usize,
    before: Option<char>,
    /// Words that are not a piece yet.
    plain: String,
    pieces: Vec<Piece>,
    /// The kinds that nothing ends from here on.
    ended: [bool; Kind::COUNT],
    counts: &'c mut Counts,
}

impl<'t> Scanner<'t, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Reads on; false at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else {
            return false;
        };
        let found = match letter {
            '\\' => {
                let next = letters.next();
                match next {
                    // It parts what is written together.
                    Some(' ' | '\n') => {}
                    Some(next) => self.plain.push(next),
                    None => self.plain.push('\\'),
                }
                self.advance(1 + next.map_or(0, char::len_utf8));
                return true;
            }
            '*' if rest.starts_with("**") => self.marked(Kind::Strong),
            '*' => self.marked(Kind::Emphasis),
            '`' if rest.starts_with("``") => self.marked(Kind::Literal),
            '`' => self.interpreted(0, ""),
            ':' => self.role(),
            '|' => self.marked(Kind::Substitution),
            '_' if rest.starts_with("_`") => self.inline_target(),
            '[' => self.note(),
            letter if letter.is_alphanumeric() => self.name(),
            _ => None,
        };
        let length = match found {
            Some(length) => length,
            None => self.plainly(letter),
        };
        self.advance(length);
        true
    }

    /// Takes what begins here as words, and returns its bytes: a mark that nothing ends whole.
    fn plainly(&mut self, letter: char) -> usize {
        let rest = self.rest();
        let length = match letter {
            '*' if rest.starts_with("**") => 2,
            '`' if rest.starts_with("``") => 2,
            letter => letter.len_utf8(),
        };
        self.plain.push_str(rest.get(..length).unwrap_or_default());
        length
    }

    fn advance(&mut self, length: usize) {
        let taken = self.rest().get(..length).unwrap_or_default();
        self.before = taken.chars().next_back().or(self.before);
        self.at += length.max(1);
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let words = std::mem::take(&mut self.plain);
            self.pieces.push(Piece::Words(words));
        }
    }

    fn push(&mut self, piece: Piece) {
        self.flush();
        self.pieces.push(piece);
    }

    /// True where a mark of `length` bytes, `skipped` bytes from here, begins something.
    fn begins(&self, skipped: usize, length: usize) -> bool {
        let next = self.rest().get(skipped + length..).unwrap_or_default();
        let Some(next) = next.chars().next().filter(|next| !next.is_whitespace()) else {
            return false;
        };
        self.may_begin()
            && self
                .before
                .is_none_or(|before| closing(before) != Some(next))
    }

    /// True where a word may begin.
    fn may_begin(&self) -> bool {
        self.before.is_none_or(may_begin)
    }

    /// Where the end mark of a kind is, behind `start`; both are bytes of the text.
    fn end_of(&mut self, kind: Kind, start: usize) -> Option<usize> {
        if self.ended.get(kind as usize) == Some(&true) {
            return None;
        }
        let mark = kind.mark();
        // One that is right behind the beginning ends nothing.
        let first = self.text.get(start..)?.chars().next()?;
        let mut at = start + first.len_utf8();
        while let Some(found) = self.text.get(at..).and_then(|text| text.find(mark)) {
            let end = at + found;
            let (inner, after) = self.text.split_at_checked(end)?;
            let after = after.get(mark.len()..).unwrap_or_default();
            let ends = inner
                .chars()
                .next_back()
                .is_some_and(|char| !char.is_whitespace());
            let is_escaped = || {
                let slashes = inner.len() - inner.trim_end_matches('\\').len();
                !matches!(kind, Kind::Literal) && slashes % 2 == 1
            };
            let after = match kind {
                Kind::Interpreted => {
                    let (_, length) = suffix(after);
                    after.get(length..).unwrap_or_default()
                }
                Kind::Substitution => behind_lines(after),
                Kind::Strong | Kind::Emphasis | Kind::Literal => after,
            };
            if ends && !is_escaped() && may_end(after) {
                return Some(end);
            }
            at = end + 1;
        }
        if let Some(ended) = self.ended.get_mut(kind as usize) {
            *ended = true;
        }
        None
    }

    /// What stands between two marks of a kind.
    fn marked(&mut self, kind: Kind) -> Option<usize> {
        let mark = kind.mark().len();
        if !self.begins(0, mark) {
            return None;
        }
        let start = self.at + mark;
        let end = self.end_of(kind, start)?;
        let inner = self.text.get(start..end)?;
        let mut length = mark + inner.len() + mark;
        let piece = match kind {
            Kind::Strong => Piece::Strong(plain(inner)),
            Kind::Emphasis => Piece::Emphasis(plain(inner)),
            Kind::Literal | Kind::Interpreted => Piece::Code(inner.to_owned()),
            Kind::Substitution => {
                let lines = self.text.get(end + mark..)?;
                let lines = lines.len() - behind_lines(lines).len();
                length += lines;
                let goal = match lines {
                    0 => None,
                    1 => Some(Goal::Name(plain(inner))),
                    _ => Some(self.next_anonymous()),
                };
                Piece::Substitution {
                    name: plain(inner),
                    goal,
                    written: self.rest().get(..length)?.to_owned(),
                }
            }
        };
        self.push(piece);
        Some(length)
    }

    fn next_anonymous(&mut self) -> Goal {
        self.counts.anonymous += 1;
        Goal::Anonymous(self.counts.anonymous - 1)
    }

    /// `` :role:`text` ``.
    fn role(&mut self) -> Option<usize> {
        if !self.may_begin() {
            return None;
        }
        let rest = self.rest();
        let length = role_length(rest)?;
        self.interpreted(length, rest.get(1..length - 1)?)
    }

    /// What stands between backticks, `skipped` bytes from here.
    fn interpreted(&mut self, skipped: usize, role: &str) -> Option<usize> {
        let is_free = if skipped > 0 {
            let next = self.rest().get(skipped + 1..)?.chars().next()?;
            !next.is_whitespace() && next != '`'
        } else {
            self.begins(0, 1)
        };
        if !is_free {
            return None;
        }
        let start = self.at + skipped + 1;
        let end = self.end_of(Kind::Interpreted, start)?;
        let inner = self.text.get(start..end)?;
        let length = skipped + inner.len() + 2;
        let with_role = |role: &str| Piece::Role {
            role: role.to_owned(),
            text: inner.to_owned(),
        };
        // What has a role before it has nothing behind it.
        if !role.is_empty() {
            self.push(with_role(role));
            return Some(length);
        }
        let (suffix, behind) = suffix(self.text.get(end + 1..)?);
        let piece = match suffix {
            Suffix::None => Piece::Code(plain(inner)),
            Suffix::Role(role) => with_role(role),
            Suffix::Link => self.phrase(inner, false),
            Suffix::Anonymous => self.phrase(inner, true),
        };
        self.push(piece);
        Some(length + behind)
    }

    /// The words of a link, which may hold where it leads.
    fn phrase(&mut self, inner: &str, is_anonymous: bool) -> Piece {
        let own = inner
            .strip_suffix('>')
            .and_then(|inner| inner.rsplit_once('<'))
            .filter(|(words, address)| {
                let parted = words.is_empty() || words.ends_with([' ', '\n']);
                parted && !address.is_empty() && !address.ends_with('\\')
            });
        let Some((words, address)) = own else {
            let words = plain(inner);
            let goal = if is_anonymous {
                self.next_anonymous()
            } else {
                Goal::Name(words.clone())
            };
            return Piece::Link {
                otherwise: words.clone(),
                words,
                goal,
            };
        };
        let goal = goal(address);
        let words = plain(words.trim_end());
        let words = match &goal {
            _ if !words.is_empty() => words,
            Goal::Address(address) => address.clone(),
            Goal::Name(name) => name.clone(),
            Goal::Anonymous(_) => plain(address),
        };
        Piece::Link {
            words,
            goal,
            otherwise: plain(inner),
        }
    }

    /// `` _`words` ``.
    fn inline_target(&mut self) -> Option<usize> {
        if !self.begins(0, 2) {
            return None;
        }
        let start = self.at + 2;
        let end = self.end_of(Kind::Interpreted, start)?;
        let inner = self.text.get(start..end)?;
        self.push(Piece::Target(plain(inner)));
        Some(inner.len() + 3)
    }

    /// `[1]_`.
    fn note(&mut self) -> Option<usize> {
        if !self.may_begin() {
            return None;
        }
        let rest = self.rest();
        let inner = rest.get(1..)?;
        let length = inner.bytes().take(NAME).position(|byte| byte == b']')?;
        let label = inner.get(..length)?;
        let after = inner.get(length..)?.strip_prefix("]_")?;
        if !is_label(label) || !may_end(after) {
            return None;
        }
        let counts = &mut *self.counts;
        let count = |count: &mut usize| {
            *count += 1;
            *count - 1
        };
        let label = match label {
            "#" => Label::Next(count(&mut counts.next)),
            "*" => Label::Sign(count(&mut counts.signs)),
            _ => Label::Own(label.trim_start_matches('#').to_owned()),
        };
        let length = length + 3;
        let written = rest.get(..length)?.to_owned();
        self.push(Piece::Mark { label, written });
        Some(length)
    }

    /// A name, which leads somewhere when a `_` follows. One that does not is passed over whole.
    fn name(&mut self) -> Option<usize> {
        let rest = self.rest();
        let name = rest.get(..name_length(rest))?;
        let after = rest.get(name.len()..)?;
        let lines = after.len() - behind_lines(after).len();
        let is_link = lines > 0 && self.may_begin() && may_end(behind_lines(after));
        if !is_link {
            self.plain.push_str(name);
            return Some(name.len());
        }
        let goal = match lines {
            1 => Goal::Name(name.to_owned()),
            _ => self.next_anonymous(),
        };
        let written = rest.get(..name.len() + lines)?.to_owned();
        self.push(Piece::Link {
            words: name.to_owned(),
            goal,
            otherwise: written,
        });
        Some(name.len() + lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a text, each in brackets that tell what it is.
    fn read(text: &str) -> String {
        let pieces = pieces(text, &mut Counts::default());
        let shown = pieces.into_iter().map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Emphasis(words) => format!("<i {words}>"),
            Piece::Strong(words) => format!("<b {words}>"),
            Piece::Code(words) => format!("<code {words}>"),
            Piece::Role { role, text } => format!("<{role} {text}>"),
            Piece::Link { words, goal, .. } => match goal {
                Goal::Address(address) => format!("<a {address}: {words}>"),
                Goal::Name(name) => format!("<to {name}: {words}>"),
                Goal::Anonymous(count) => format!("<to {count}: {words}>"),
            },
            Piece::Mark { label, .. } => format!("<{label:?}>"),
            Piece::Substitution { name, goal, .. } => format!("<put {name} {}>", goal.is_some()),
            Piece::Target(words) => format!("<at {words}>"),
        });
        shown.collect()
    }

    #[test]
    fn marks_begin_and_end_where_words_do() {
        for (written, shown) in [
            (
                "*a* **b c** ``d *e*`` `f`",
                "<i a> <b b c> <code d *e*> <code f>",
            ),
            (
                "a*b*c * d * (*e*) '*' **f *g",
                "a*b*c * d * (<i e>) '*' **f *g",
            ),
            ("*a*b c* **** `` x ``", "<i a*b c> **** `` x ``"),
            (r"re\ *a*\ b \*c* \\d *e\* f*", r"re<i a>b *c* \d <i e* f>"),
            ("中*文*字 「*a*」", "中*文*字 「<i a>」"),
            (
                "`a`:b: :c:`d` :e:f :`g` 12:30",
                "<b a> <c d> :e:f :<code g> 12:30",
            ),
            (
                "|a|_ |b| | c | a|d|",
                "<put a true> <put b false> | c | a|d|",
            ),
            ("_`a b` _c_ d_e f__.", "<at a b> _c_ d_e <to 0: f>."),
            (
                "`a\nb`_ `c <d_>`_ `<e@f>`__ `g<h>`_",
                "<to a\nb: a\nb> <to d: c> <a mailto:e@f: mailto:e@f> <to g<h>: g<h>>",
            ),
            (
                "[1]_ [#]_, [#a]_ [*]_ [b]_c [ d]_",
                "<Own(\"1\")> <Next(0)>, <Own(\"a\")> <Sign(0)> [b]_c [ d]_",
            ),
        ] {
            assert_eq!(read(written), shown, "{written}");
        }
    }
}

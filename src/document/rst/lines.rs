//! What a line of reStructuredText is by its beginning. White space before it is spaces, and none
//! is behind it.

/// Spaces that a line begins with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Lines as long as `is_in` takes them, without empty ones at the end, and the lines behind.
fn run<'l, 't>(
    lines: &'l [&'t str],
    is_in: impl Fn(&str) -> bool,
) -> (&'l [&'t str], &'l [&'t str]) {
    let end = lines.iter().position(|line| !is_in(line));
    let (mut held, after) = lines.split_at(end.unwrap_or(lines.len()));
    while let [before @ .., ""] = held {
        held = before;
    }
    (held, after)
}

/// The lines that are set in, as far as they go, without what they have in common, and the lines
/// behind them.
pub(super) fn indented<'l, 't>(lines: &'l [&'t str]) -> (Vec<&'t str>, &'l [&'t str]) {
    let (held, after) = run(lines, |line| line.is_empty() || line.starts_with(' '));
    (dedented(held), after)
}

/// The lines set in directly beneath, up to an empty one, and the lines behind them.
pub(super) fn beneath<'l, 't>(lines: &'l [&'t str]) -> (Vec<&'t str>, &'l [&'t str]) {
    let (held, after) = run(lines, |line| line.starts_with(' '));
    (dedented(held), after)
}

/// Lines without the spaces that all begin with.
pub(super) fn dedented<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let full = lines.iter().filter(|line| !line.is_empty());
    let common = full.map(|line| indent(line)).min().unwrap_or_default();
    let lines = lines.iter();
    lines
        .map(|line| line.get(common..).unwrap_or_default())
        .collect()
}

/// What a list's item holds whose words begin `width` bytes, and as many columns, into the first
/// of `lines`; and the lines behind it.
pub(super) fn item<'l, 't>(
    lines: &'l [&'t str],
    width: usize,
    columns: usize,
) -> (Vec<&'t str>, &'l [&'t str]) {
    let Some((first, rest)) = lines.split_first() else {
        return (Vec::new(), lines);
    };
    let words = first.get(width..).unwrap_or_default();
    if words.is_empty() {
        return indented(rest);
    }
    let (held, after) = run(rest, |line| line.is_empty() || indent(line) >= columns);
    let held = held
        .iter()
        .map(|line| line.get(columns..).unwrap_or_default());
    ([words].into_iter().chain(held).collect(), after)
}

/// The lines behind the empty ones that `lines` begin with.
pub(super) fn after_blank<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let end = lines.iter().position(|line| !line.is_empty());
    lines.get(end.unwrap_or(lines.len())..).unwrap_or_default()
}

/// The character that a line of nothing else repeats.
pub(super) fn adornment(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(char::is_ascii_punctuation)?;
    line.bytes()
        .all(|byte| char::from(byte) == mark)
        .then_some(mark)
}

/// A title: its words, what stands beneath it and whether above it too, and its lines. What is
/// shorter than the words makes a title from four marks on.
pub(super) fn title<'t>(lines: &[&'t str]) -> Option<(&'t str, (char, bool), usize)> {
    let is_long = |line: &str, words: &str| line.len() >= 4 || line.len() >= words.chars().count();
    let (first, second) = (lines.first()?, lines.get(1)?);
    if let Some(mark) = adornment(first) {
        let words = second.trim_start();
        let is_title = !words.is_empty()
            && adornment(second).is_none()
            && lines.get(2) == Some(first)
            && is_long(first, words);
        if is_title {
            return Some((words, (mark, true), 3));
        }
        if first.len() >= 4 {
            return None;
        }
    }
    let mark = adornment(second).filter(|_| is_long(second, first))?;
    Some((first, (mark, false), 2))
}

/// What a line of a list begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    /// Bytes before its words.
    pub(super) width: usize,
    /// Columns before them.
    pub(super) columns: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    Bullet(char),
    /// `1.`, `1)` or `(1)`.
    Number(u64, Form),
    /// `#.`: the next number.
    Next(Form),
    /// A letter or a roman number.
    Letter(Form),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Point,
    Bracket,
    Brackets,
}

/// The bullet of a line.
pub(super) fn bullet(line: &str) -> Option<Mark> {
    let bullet = line
        .chars()
        .next()
        .filter(|char| "-+*•‣⁃".contains(*char))?;
    mark(line, bullet.len_utf8(), 1, MarkKind::Bullet(bullet))
}

fn mark(line: &str, length: usize, columns: usize, kind: MarkKind) -> Option<Mark> {
    let rest = line.get(length..)?;
    let is_mark = rest.is_empty() || rest.starts_with(' ');
    is_mark.then(|| Mark {
        kind,
        width: length + indent(rest),
        columns: columns + indent(rest),
    })
}

/// The number that a line of a list begins with. What follows has to be set in or the next number,
/// since a paragraph may begin with a number as well.
pub(super) fn number(lines: &[&str]) -> Option<Mark> {
    let found = number_of(lines.first()?)?;
    let next = lines.get(1).copied().unwrap_or_default();
    if next.is_empty() || next.starts_with(' ') {
        return Some(found);
    }
    let next = number_of(next)?;
    going_on(found.kind, next.kind).map(|_| found)
}

/// What an item is in the list that `before` is in: nothing when another list begins with it.
pub(super) fn going_on(before: MarkKind, next: MarkKind) -> Option<MarkKind> {
    match (before, next) {
        (MarkKind::Number(number, form), MarkKind::Next(other)) if form == other => {
            Some(MarkKind::Number(number + 1, form))
        }
        (MarkKind::Number(number, form), MarkKind::Number(next, other)) => (form == other
            && number + 1 == next)
            .then_some(next)
            .map(|number| MarkKind::Number(number, form)),
        (MarkKind::Letter(form), MarkKind::Next(other)) if form == other => Some(before),
        (
            MarkKind::Bullet(_) | MarkKind::Number(..) | MarkKind::Next(_) | MarkKind::Letter(_),
            next,
        ) => (before == next).then_some(next),
    }
}

fn number_of(line: &str) -> Option<Mark> {
    /// Digits and letters of the longest number.
    const LONGEST: usize = 9;
    let (inner, opening) = line.strip_prefix('(').map_or((line, 0), |inner| (inner, 1));
    let length = inner
        .bytes()
        .take(LONGEST + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let name = inner.get(..length)?;
    let form = match (opening, inner.as_bytes().get(length)?) {
        (0, b'.') => Form::Point,
        (0, b')') => Form::Bracket,
        (1, b')') => Form::Brackets,
        _ => return None,
    };
    let is_roman = || name.chars().all(|char| "ivxIVX".contains(char));
    let kind = match name.as_bytes() {
        [b'#'] => MarkKind::Next(form),
        [letter] if letter.is_ascii_alphabetic() => MarkKind::Letter(form),
        [_, ..] if name.len() <= LONGEST && name.bytes().all(|byte| byte.is_ascii_digit()) => {
            MarkKind::Number(name.parse().ok()?, form)
        }
        [_, ..] if is_roman() => MarkKind::Letter(form),
        _ => return None,
    };
    let length = opening + length + 1;
    mark(line, length, length, kind)
}

/// The name of a field, `:name:`, and the bytes before its value.
pub(super) fn field(line: &str) -> Option<(&str, usize)> {
    let rest = line.strip_prefix(':')?;
    let bytes = rest.as_bytes();
    if bytes.first().is_none_or(|byte| b" :".contains(byte)) {
        return None;
    }
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (b'\\', _) => at += 2,
            (b':', Some(b'`')) => return None,
            (b':', Some(b' ') | None) => {
                let name = rest.get(..at).filter(|name| !name.ends_with(' '))?;
                let value = rest.get(at + 1..)?;
                return Some((name, at + 2 + indent(value)));
            }
            _ => at += 1,
        }
    }
    None
}

/// True for a line that is kept as a line: `| words`.
pub(super) fn is_kept(line: &str) -> bool {
    line == "|" || line.starts_with("| ")
}

/// True for `.. ` and for `..` alone.
pub(super) fn is_explicit(line: &str) -> bool {
    line == ".." || line.starts_with(".. ")
}

/// True for the first line of a table with all its rules.
pub(super) fn is_grid(line: &str) -> bool {
    line.len() > 4
        && line.starts_with("+-")
        && line.ends_with("-+")
        && line.bytes().all(|byte| b"+-".contains(&byte))
}

/// True for a line that stands above, in and beneath a table without rules between its columns.
pub(super) fn is_border(line: &str) -> bool {
    line.starts_with('=') && line.contains(' ') && line.bytes().all(|byte| b"= ".contains(&byte))
}

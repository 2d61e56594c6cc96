//! `{a \over b}`, plain TeX's fraction, which the parser does not know.

use std::borrow::Cow;

use crate::limits;

/// `tex` with each `{a \over b}` as `{\frac{a}{b}}`.
pub fn to_fractions(tex: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(tex);
    for _ in 0..limits::document::FORMULA_FRACTIONS {
        match turn_first(&text) {
            Some(turned) => text = Cow::Owned(turned),
            None => break,
        }
    }
    text
}

fn turn_first(tex: &str) -> Option<String> {
    let at = tex.match_indices("\\over").map(|(at, _)| at).find(|at| {
        let after = tex.get(at + 5..).and_then(|rest| rest.chars().next());
        !after.is_some_and(|sign| sign.is_ascii_alphabetic())
    })?;
    let (before, after) = (tex.get(..at)?, tex.get(at + 5..)?);
    let start = group_start(before);
    let end = group_end(after);
    Some(format!(
        "{}\\frac{{{}}}{{{}}}{}",
        before.get(..start)?,
        before.get(start..)?,
        after.get(..end)?,
        after.get(end..)?
    ))
}

/// Where the group that `text` ends in begins.
fn group_start(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, sign) in text.char_indices().rev() {
        let escaped = text.get(..at).is_some_and(|before| before.ends_with('\\'));
        match sign {
            _ if escaped => {}
            '}' => depth += 1,
            '{' if depth == 0 => return at + 1,
            '{' => depth -= 1,
            _ => {}
        }
    }
    0
}

/// Where the group that `text` begins in ends.
fn group_end(text: &str) -> usize {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        match sign {
            _ if escaped => {}
            '{' => depth += 1,
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            _ => {}
        }
        escaped = sign == '\\' && !escaped;
    }
    text.len()
}

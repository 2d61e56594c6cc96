//! What marks are: where they may stand, and what belongs to them.

use super::names::Goal;

/// Bytes of the longest name of a role or a footnote.
pub(super) const NAME: usize = 80;

/// Where the address in a link or of a target leads: one that ends with `_` is a name.
pub(super) fn goal(address: &str) -> Goal {
    let name = address.trim().strip_suffix('_');
    if let Some(name) = name.filter(|name| !name.ends_with(['\\', '_']) && !name.contains("//")) {
        let quoted = name
            .strip_prefix('`')
            .and_then(|name| name.strip_suffix('`'));
        if quoted.is_some() || name_length(name) == name.len() && !name.is_empty() {
            return Goal::Name(plain(quoted.unwrap_or(name)));
        }
    }
    let address: String = plain(address).split_whitespace().collect();
    let is_mail = address.contains('@') && !address.contains([':', '/']);
    Goal::Address(if is_mail {
        format!("mailto:{address}")
    } else {
        address
    })
}

/// What follows a closing backtick.
pub(super) enum Suffix<'t> {
    None,
    Role(&'t str),
    Link,
    Anonymous,
}

/// It, and its bytes.
pub(super) fn suffix(after: &str) -> (Suffix<'_>, usize) {
    if after.starts_with("__") {
        (Suffix::Anonymous, 2)
    } else if after.starts_with('_') {
        (Suffix::Link, 1)
    } else if let Some((role, length)) = role_behind(after) {
        (Suffix::Role(role), length)
    } else {
        (Suffix::None, 0)
    }
}

fn role_behind(after: &str) -> Option<(&str, usize)> {
    let rest = after.strip_prefix(':')?;
    let window = rest.bytes().take(NAME);
    let length = window.take_while(|byte| is_of_role(*byte)).count();
    let role = rest.get(..length)?.strip_suffix(':')?;
    (!role.is_empty()).then_some((role, length + 1))
}

/// The bytes of `:role:` where a backtick follows it.
pub(super) fn role_length(text: &str) -> Option<usize> {
    let (_, length) = role_behind(text)?;
    text.get(length..)?.starts_with('`').then_some(length)
}

fn is_of_role(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.+:".contains(&byte)
}

/// A text behind the one or two `_` that it begins with.
pub(super) fn behind_lines(text: &str) -> &str {
    let text = text.strip_prefix('_').unwrap_or(text);
    text.strip_prefix('_').unwrap_or(text)
}

/// The bytes of the name that a text begins with: letters and digits, with single `-_.+:` between
/// them.
pub(super) fn name_length(text: &str) -> usize {
    let mut end = 0;
    let mut is_parted = false;
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() {
            end = at + letter.len_utf8();
            is_parted = false;
        } else if "-_.+:".contains(letter) && !is_parted && at > 0 {
            is_parted = true;
        } else {
            break;
        }
    }
    end
}

/// True for what stands in the brackets of a footnote's mark.
pub(super) fn is_label(label: &str) -> bool {
    let name = label.strip_prefix('#').unwrap_or(label);
    matches!(label, "#" | "*") || !name.is_empty() && name_length(name) == name.len()
}

/// True where a word may begin, after `before`.
pub(super) fn may_begin(before: char) -> bool {
    before.is_whitespace() || "-/:\"'(<[{".contains(before) || is_wide_punctuation(before)
}

/// True where a word may end, before `after`.
pub(super) fn may_end(after: &str) -> bool {
    after.chars().next().is_none_or(|next| {
        next.is_whitespace() || "-/:\"')>]}\\.,;!?".contains(next) || is_wide_punctuation(next)
    })
}

/// Punctuation beyond ASCII; never what is put on a letter.
fn is_wide_punctuation(char: char) -> bool {
    matches!(char, '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}'
        | '\u{ff5b}'..='\u{ff65}')
}

/// What closes what a character opens: `'*'` is no mark.
pub(super) fn closing(opening: char) -> Option<char> {
    Some(match opening {
        '"' => '"',
        '\'' => '\'',
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        _ => return None,
    })
}

/// A text without the backslashes that keep marks from being some.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some(' ' | '\n') => {}
                Some(next) => out.push(next),
                None => out.push('\\'),
            },
            _ => out.push(letter),
        }
    }
    out
}

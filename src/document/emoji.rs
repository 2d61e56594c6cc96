//! Emoji by their names: `:tada:` is 🎉.
//!
//! The rule: only a name of GitHub's list between two colons is an emoji, and only where it stands
//! on its own. `10:30:45`, `std::x::y` and `:no such name:` stay as they are.

use std::borrow::Cow;
use std::cmp::Ordering;

/// The longest name of GitHub's list has 40 bytes.
const LONGEST_NAME: usize = 48;

/// GitHub's list: a name and its emoji on each line, sorted by name. One text takes a tenth of what
/// a table of strings does, each of which has an address that is settled whenever byline starts.
const NAMES: &str = include_str!("emoji/names.txt");

/// `text` with every emoji name turned to its character; borrowed when there is none.
///
/// Linear in the length of `text`.
///
/// ```
/// assert_eq!(byline::document::shortcodes("Done :tada:"), "Done 🎉");
/// ```
pub fn shortcodes(text: &str) -> Cow<'_, str> {
    let mut output = String::new();
    // How far `text` is already in `output`.
    let mut copied = 0;
    let mut from = 0;
    while let Some(colon) = text.get(from..).and_then(|rest| rest.find(':')) {
        let colon = from + colon;
        from = colon + 1;
        if !(stands_alone(text, colon) || (copied == colon && copied > 0)) {
            continue;
        }
        if let Some((emoji, end)) = emoji_at(text, colon) {
            output.push_str(text.get(copied..colon).unwrap_or_default());
            output.push_str(emoji);
            copied = end;
            from = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    output.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(output)
}

/// The emoji whose name's first colon is at `colon`, and where the name ends.
fn emoji_at(text: &str, colon: usize) -> Option<(&'static str, usize)> {
    let rest = text.get(colon + 1..)?;
    let length = rest
        .bytes()
        .take(LONGEST_NAME)
        .position(|sign| !(sign.is_ascii_alphanumeric() || matches!(sign, b'_' | b'-' | b'+')))?;
    let after = rest.get(length..)?.strip_prefix(':')?;
    if after.starts_with(|sign: char| sign.is_ascii_alphanumeric()) {
        return None;
    }
    let emoji = emoji_of(rest.get(..length)?)?;
    Some((emoji, colon + length + 2))
}

/// The emoji of a name, by halving the list.
fn emoji_of(name: &str) -> Option<&'static str> {
    let mut lines = NAMES;
    while !lines.is_empty() {
        let (before, behind) = lines.as_bytes().split_at(lines.len() / 2);
        let start = before.iter().rposition(|&byte| byte == b'\n');
        let start = start.map_or(0, |end| end + 1);
        let end = before.len() + behind.iter().position(|&byte| byte == b'\n')?;
        let (known, emoji) = lines.get(start..end)?.split_once(' ')?;
        lines = match name.cmp(known) {
            Ordering::Less => lines.get(..start)?,
            Ordering::Equal => return Some(emoji),
            Ordering::Greater => lines.get(end + 1..)?,
        };
    }
    None
}

/// True when what is before `colon` is no part of a word, a time, a path or an address.
fn stands_alone(text: &str, colon: usize) -> bool {
    let before = text.get(..colon).and_then(|head| head.chars().next_back());
    !before.is_some_and(|sign| sign.is_ascii_alphanumeric() || matches!(sign, ':' | '_' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_become_their_characters() {
        assert_eq!(shortcodes(":tada:"), "🎉");
        assert_eq!(shortcodes("a :+1: b :-1:"), "a 👍 b 👎");
        assert_eq!(shortcodes(":tada::rocket:"), "🎉🚀");
        assert_eq!(shortcodes("好:tada:好"), "好🎉好");
        assert_eq!(shortcodes("(:heart:)"), "(❤️)");
    }

    /// Writes the list anew where it is another: look at what has changed, and run it again.
    #[test]
    fn the_list_is_that_of_the_crate_and_every_name_is_found() {
        let mut names: Vec<(&str, &str)> = emojis::iter()
            .flat_map(|emoji| emoji.shortcodes().map(|name| (name, emoji.as_str())))
            .collect();
        names.sort_unstable();
        let lines = names
            .iter()
            .map(|(name, emoji)| format!("{name} {emoji}\n"));
        let wanted: String = lines.collect();
        if NAMES != wanted {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/document/emoji/names.txt");
            std::fs::write(file, &wanted).unwrap_or_default();
        }
        assert!(NAMES == wanted, "the list was another; it has been written");
        for (name, emoji) in names {
            assert_eq!(emoji_of(name), Some(emoji), "{name}");
            assert!(name.len() < LONGEST_NAME, "{name}");
        }
    }

    #[test]
    fn whatever_is_no_name_stays_and_is_borrowed() {
        for text in [
            "",
            ":",
            "::",
            "10:30:45",
            "std::x::y",
            "a:x:b",
            ":nosuchname:",
            ":tada",
            "tada:",
            ": tada :",
            "::tada",
            "http://tada:80:x",
            ":100%:",
        ] {
            assert!(
                matches!(shortcodes(text), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
    }

    #[test]
    fn many_colons_take_linear_time() {
        let text = ":a".repeat(1_000_000);
        let begin = std::time::Instant::now();
        assert_eq!(shortcodes(&text), text);
        assert!(begin.elapsed().as_secs() < 5);
    }

    proptest! {
        #[test]
        fn text_without_colons_is_never_changed(text in "[^:]*") {
            prop_assert_eq!(shortcodes(&text), text.as_str());
        }

        #[test]
        fn nothing_panics(text in "[:a-z_+0-9é🎉 ]{0,60}") {
            shortcodes(&text);
        }
    }
}

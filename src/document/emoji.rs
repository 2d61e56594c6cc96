//! Emoji by their names: `:tada:` is 🎉.
//!
//! The rule: only a name of GitHub's list between two colons is an emoji, and only where it stands
//! on its own. `10:30:45`, `std::x::y` and `:no such name:` stay as they are.

use std::borrow::Cow;

/// The longest name of GitHub's list has 40 bytes.
const LONGEST_NAME: usize = 48;

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
    let emoji = emojis::get_by_shortcode(rest.get(..length)?)?;
    Some((emoji.as_str(), colon + length + 2))
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

//! The one place where what a terminal would obey is taken out of a text.
//!
//! Control characters can come from a post as bytes or as entities (`&#27;` is decoded after the
//! source has been looked at), so every text passes here after parsing and before it becomes part
//! of a [`Document`](super::Document); titles, addresses and whatever else is written to a
//! terminal pass here too.

use std::borrow::Cow;

/// `text` without anything that a terminal obeys or that turns the direction of what follows.
///
/// Newlines and tabs stay. Escape and the other C0 and C1 controls become U+FFFD, so that a
/// reader sees that something was there; bidirectional overrides and isolates, which are
/// invisible by nature, vanish. So do tags, the invisible doubles of ASCII, but in a flag that they
/// spell: that of Wales is a black flag, the tags of `gbwls` and the one that ends them (UTS 51).
pub fn clean(text: &str) -> Cow<'_, str> {
    // Nearly every text is safe and in ASCII. Looked at to the end, not only to the first byte that
    // is not, that is told many bytes at a time.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let plain = text
        .bytes()
        .fold(true, |plain, byte| plain & is_plain(byte));
    if plain || !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut flag = 0;
    for (at, char) in text.char_indices() {
        if char == BLACK_FLAG {
            flag = at + flag_length(text.get(at..).unwrap_or_default());
        }
        match char {
            _ if at < flag => cleaned.push(char),
            // Old line and page ends part words as a space does.
            '\u{b}'..='\u{d}' | '\u{2028}' | '\u{2029}' => cleaned.push(' '),
            _ if !is_unsafe(char) => cleaned.push(char),
            _ if char.is_control() => cleaned.push('\u{fffd}'),
            _ => {}
        }
    }
    Cow::Owned(cleaned)
}

/// [`clean`] for what must stay on one line: newlines and tabs become spaces.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\t', '\r']) {
        return clean(text);
    }
    Cow::Owned(clean(text).replace(['\n', '\t', '\r'], " "))
}

/// What the flags of regions begin with.
const BLACK_FLAG: char = '\u{1f3f4}';

/// How many bytes the flag that a text begins with takes; 0 when it is none that tags spell.
fn flag_length(text: &str) -> usize {
    let region = text.strip_prefix(BLACK_FLAG).unwrap_or_default();
    let is_letter =
        |char: char| matches!(char, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}');
    let after = region.trim_start_matches(is_letter);
    // A country's two letters and up to four of its part, of four bytes each.
    let letters = (region.len() - after.len()) / 4;
    match after.strip_prefix('\u{e007f}') {
        Some(rest) if (3..=6).contains(&letters) => text.len() - rest.len(),
        _ => 0,
    }
}

/// True for what must not reach a terminal: C0 but newline and tab, DEL, C1, the bidirectional
/// embeddings, overrides and isolates, the separators of lines and paragraphs, and the
/// interlinear marks, the byte-order mark and the tags, which nobody sees.
pub fn is_unsafe(char: char) -> bool {
    matches!(char, '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fff9}'..='\u{fffb}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_seen_but_not_obeyed() {
        assert_eq!(
            clean("a\u{1b}[31mb\u{9b}0m\u{7f}"),
            "a\u{fffd}[31mb\u{fffd}0m\u{fffd}"
        );
    }

    #[test]
    fn overrides_vanish_and_marks_stay() {
        assert_eq!(clean("a\u{202e}b\u{2066}c\u{200f}d"), "abc\u{200f}d");
    }

    #[test]
    fn tags_vanish_but_in_a_flag() {
        let hidden: String = "hidden words"
            .chars()
            .filter_map(|char| char::from_u32(0xe0000 + u32::from(char)))
            .collect();
        assert_eq!(clean(&format!("a{hidden}b\u{e0001}")), "ab");
        let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
        assert_eq!(clean(&format!("{wales}!")), format!("{wales}!"));
        assert_eq!(clean(&format!("{wales}{hidden}")), wales);
        // Words are no region, and a region has an end.
        assert_eq!(clean(&format!("\u{1f3f4}{hidden}\u{e007f}")), "\u{1f3f4}");
        assert_eq!(clean("\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}"), "\u{1f3f4}");
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(clean("Grüße\n\tan alle"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(clean_line("a\nb\tc\r\n"), "a b c  ");
    }
}

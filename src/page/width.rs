//! How many cells a text takes, by grapheme cluster.
//!
//! The one reckoning of widths. It must equal the screen's own, or rows would be torn: ratatui
//! counts a grapheme by `unicode-width` and gives each half-width katakana sound mark a cell of
//! its own, since terminals do.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells of one grapheme cluster.
pub fn grapheme(grapheme: &str) -> u16 {
    if grapheme.len() == 1 {
        return 1;
    }
    let marks = grapheme
        .chars()
        .filter(|char| matches!(char, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    (grapheme.width() + marks) as u16
}

/// Cells of a text, grapheme by grapheme.
pub fn text(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    text.graphemes(true)
        .map(|cluster| u32::from(grapheme(cluster)))
        .sum()
}

/// The longest beginning of `text` that takes at most `cells`, and the cells that it takes.
pub fn fitting(text: &str, cells: u32) -> (&str, u32) {
    if text.is_ascii() {
        let end = text.len().min(cells as usize);
        return (text.get(..end).unwrap_or_default(), end as u32);
    }
    let mut taken = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        let width = u32::from(grapheme(cluster));
        if taken + width > cells {
            return (text.get(..at).unwrap_or_default(), taken);
        }
        taken += width;
    }
    (text, taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_count_as_terminals_draw_them() {
        assert_eq!(grapheme("a"), 1);
        assert_eq!(grapheme("é"), 1);
        assert_eq!(grapheme("漢"), 2);
        assert_eq!(grapheme("👩‍👩‍👧"), 2);
        assert_eq!(grapheme("🇨🇭"), 2);
        assert_eq!(grapheme("ｶﾞ"), 2);
        assert_eq!(grapheme("\u{301}"), 0);
    }

    #[test]
    fn a_wide_character_is_never_cut() {
        assert_eq!(fitting("a漢b", 2), ("a", 1));
        assert_eq!(fitting("a漢b", 3), ("a漢", 3));
        assert_eq!(fitting("abc", 9), ("abc", 3));
    }
}

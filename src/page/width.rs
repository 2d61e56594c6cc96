//! How many cells a text takes, by grapheme cluster.
//!
//! The one reckoning of widths. It must equal the screen's own, or rows would be torn: ratatui
//! counts a cluster by `unicode-width` and gives each half-width katakana sound mark a cell of
//! its own, since terminals do. Most text is of scripts whose characters each are a cluster of
//! one known width, so only the rest is looked at closely.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells of one grapheme cluster.
pub fn grapheme(grapheme: &str) -> u16 {
    if grapheme.len() == 1 {
        return 1;
    }
    let is_sound_mark = |char: &char| matches!(char, '\u{ff9e}' | '\u{ff9f}');
    let sound_marks = grapheme.chars().filter(is_sound_mark).count();
    u16::try_from(grapheme.width() + sound_marks).unwrap_or(u16::MAX)
}

/// Cells of a text, cluster by cluster.
pub fn text(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    let mut cells = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, taken) = plain_beginning(rest);
        cells += taken;
        let beyond = rest.get(plain..).unwrap_or_default();
        let Some(cluster) = beyond.graphemes(true).next() else {
            break;
        };
        cells += u32::from(grapheme(cluster));
        rest = beyond.get(cluster.len()..).unwrap_or_default();
    }
    cells
}

/// Bytes and cells of the plain characters at the beginning of `text` that nothing can join: all
/// there are, but for the last if what follows it is not plain.
fn plain_beginning(text: &str) -> (usize, u32) {
    let (mut before_last, mut cells) = (0, 0);
    let mut last = 0;
    for (at, char) in text.char_indices() {
        let Some(width) = plain_cells(char) else {
            return (before_last, cells);
        };
        before_last = at;
        cells += last;
        last = width;
    }
    (text.len(), cells + last)
}

/// The longest beginning of `text` that takes at most `cells`, and the cells that it takes.
pub fn fitting(text: &str, cells: u32) -> (&str, u32) {
    // The byte after what fits tells whether something joins its last letter; no more is looked
    // at, or a long word would be read again for each of its rows.
    let beginning = text.len().min(cells as usize + 1);
    if text
        .as_bytes()
        .get(..beginning)
        .is_some_and(<[u8]>::is_ascii)
    {
        let end = text.len().min(cells as usize);
        return (text.get(..end).unwrap_or_default(), end as u32);
    }
    let mut taken = 0;
    for cluster in clusters(text) {
        if taken + cluster.cells > cells {
            return (text.get(..cluster.start).unwrap_or_default(), taken);
        }
        taken += cluster.cells;
    }
    (text, taken)
}

/// The longest end of `text` that takes at most `cells`.
pub fn fitting_at_end(text: &str, cells: u32) -> &str {
    let mut surplus = self::text(text).saturating_sub(cells);
    let mut start = 0;
    for cluster in clusters(text) {
        if surplus == 0 {
            break;
        }
        surplus = surplus.saturating_sub(cluster.cells);
        start = cluster.start + cluster.text.len();
    }
    text.get(start..).unwrap_or_default()
}

/// The first grapheme cluster of `text`, and what stands behind it.
pub fn first_letter(text: &str) -> (&str, &str) {
    let length = text.graphemes(true).next().map_or(0, str::len);
    text.split_at(length)
}

/// A grapheme cluster of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cluster<'t> {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    pub(super) text: &'t str,
    pub(super) cells: u32,
}

/// The grapheme clusters of a text with their widths.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..)?;
        let (len, cells) = first_cluster(rest)?;
        let cluster = Cluster {
            start,
            text: rest.get(..len)?,
            cells,
        };
        start += len;
        Some(cluster)
    })
}

/// True when `right` behind `left` belongs to its last cluster.
pub(super) fn joins(left: &str, right: char) -> bool {
    let is_plain = |char| plain_cells(char).is_some();
    if left.chars().next_back().is_none_or(is_plain) && is_plain(right) {
        return false;
    }
    // Whether a joiner joins is told by what stands before it.
    let last = left.graphemes(true).next_back();
    last.is_some_and(|last| format!("{last}{right}").graphemes(true).count() == 1)
}

/// Bytes and cells of the cluster that `text` begins with.
fn first_cluster(text: &str) -> Option<(usize, u32)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    // What follows a plain character joins it only if it is not plain itself.
    if let Some(cells) = plain_cells(first)
        && chars.next().is_none_or(|next| plain_cells(next).is_some())
    {
        return Some((first.len_utf8(), cells));
    }
    let cluster = text.graphemes(true).next()?;
    Some((cluster.len(), u32::from(grapheme(cluster))))
}

/// Cells of a character that makes a cluster of its own beside any other such character.
///
/// Latin, Greek, Cyrillic, the punctuation of books, rules and bullets, kana, Han and Hangul; that each of them is
/// what is said of it here is tested one by one.
fn plain_cells(char: char) -> Option<u32> {
    match char {
        ' '..='~'
        | '\u{a0}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{482}'
        | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2500}'..='\u{25fc}' => Some(1),
        '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{ff01}'..='\u{ff60}' => Some(2),
        _ => None,
    }
}

/// Parts a text into rows of at most `room` cells: at spaces where there are some, else between
/// characters, so that a long address shows whole.
pub fn wrap(text: &str, room: u16) -> Vec<&str> {
    let room = u32::from(room.max(1));
    let mut rows = Vec::new();
    let mut rest = text.trim_end();
    while !rest.is_empty() {
        let (fits, _) = fitting(rest, room);
        let behind = rest.get(fits.len()..).unwrap_or_default();
        let end = match (
            behind.is_empty() || behind.starts_with(' '),
            fits.rfind(' '),
        ) {
            (false, Some(space)) if space > 0 => space,
            _ if fits.is_empty() => first_letter(rest).0.len(),
            _ => fits.len(),
        };
        let (row, after) = rest.split_at(end);
        rows.push(row.trim_end());
        rest = after.trim_start_matches(' ');
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_cut_between_letters() {
        assert_eq!(fitting_at_end("abc", 5), "abc");
        assert_eq!(fitting_at_end("abc", 2), "bc");
        assert_eq!(fitting_at_end("a漢b", 2), "b");
        assert_eq!(fitting_at_end("ab👩‍👩‍👧", 2), "👩‍👩‍👧");
        assert_eq!(fitting_at_end("ab👩‍👩‍👧", 1), "");
        assert_eq!(first_letter("👩‍👩‍👧ab"), ("👩‍👩‍👧", "ab"));
        assert_eq!(first_letter(""), ("", ""));
    }

    #[test]
    fn clusters_count_as_terminals_draw_them() {
        assert_eq!(grapheme("a"), 1);
        assert_eq!(grapheme("é"), 1);
        assert_eq!(grapheme("漢"), 2);
        assert_eq!(grapheme("👩‍👩‍👧"), 2);
        assert_eq!(grapheme("🇨🇭"), 2);
        assert_eq!(grapheme("ｶﾞ"), 2);
        assert_eq!(grapheme("\u{301}"), 0);
        assert_eq!(text("e\u{301}❤\u{fe0f}漢"), 1 + 2 + 2);
    }

    #[test]
    fn a_wide_character_is_never_cut() {
        assert_eq!(fitting("a漢b", 2), ("a", 1));
        assert_eq!(fitting("a漢b", 3), ("a漢", 3));
        assert_eq!(fitting("abc", 9), ("abc", 3));
    }

    #[test]
    fn plain_characters_stand_alone_and_have_the_width_of_the_screen() {
        let plain = (0..=0x1_0000).filter_map(char::from_u32);
        for char in plain.filter(|&char| plain_cells(char).is_some()) {
            let cells = u32::from(grapheme(&char.to_string()));
            assert_eq!(plain_cells(char), Some(cells), "{char:?}");
            for other in ['a', 'é', 'ж', '”', '漢', '한', 'か', '，'] {
                for pair in [[char, other], [other, char]] {
                    let pair = String::from_iter(pair);
                    assert_eq!(pair.graphemes(true).count(), 2, "{pair:?}");
                }
            }
        }
    }

    #[test]
    fn an_address_wraps_between_characters_and_words_at_spaces() {
        for room in [7, 8] {
            assert_eq!(wrap("one two three", room), ["one two", "three"]);
        }
        assert_eq!(wrap("https://a.b/c", 5), ["https", "://a.", "b/c"]);
        assert_eq!(wrap("日本", 1), ["日", "本"]);
        assert_eq!(wrap("", 5), [""; 0]);
    }
}

//! Where a place has come to in a text that has been edited.

use crate::memory::{LENGTHS, Spot, floor, nearest};

/// The offset in `now` of what stood at `offset` in `before`, both in bytes: the nearest of the
/// places where the same words stand; where they are gone, that of the words before them, else the
/// same offset.
pub fn offset(before: &str, now: &str, offset: u32) -> u32 {
    let at = floor(before, offset as usize);
    if before.get(..at) == now.get(..at) && !before.get(at..).unwrap_or_default().is_empty() {
        return at as u32;
    }
    let behind = Spot::new(0, at as u32, before).find_in(now);
    let ahead = || {
        LENGTHS.iter().find_map(|&length| {
            let start = floor(before, at.saturating_sub(length));
            let words = before.get(start..at)?;
            Some((nearest(now, words, start)? + words.len()) as u32)
        })
    };
    let found = behind.or_else(ahead);
    found.unwrap_or_else(|| floor(now, at) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "One went out. Zwei blieb für sich. Three of them sang all night.";

    fn at(words: &str, text: &str) -> u32 {
        text.find(words).unwrap_or(usize::MAX) as u32
    }

    #[test]
    fn words_are_found_again_after_an_edit_above_them() {
        let now = format!("A whole new paragraph. {TEXT}");
        for words in ["went", "Zwei", "Three", "night"] {
            let found = offset(TEXT, &now, at(words, TEXT));
            assert_eq!(found, at(words, &now), "{words}");
        }
        let now = TEXT.replace("One went out. ", "");
        assert_eq!(offset(TEXT, &now, at("Three", TEXT)), at("Three", &now));
    }

    #[test]
    fn the_beginning_stays_the_beginning() {
        assert_eq!(offset(TEXT, &format!("New. {TEXT}"), 0), 0);
    }

    #[test]
    fn an_edit_below_moves_nothing() {
        let now = TEXT.replace("sang all night", "slept");
        assert_eq!(offset(TEXT, &now, at("Zwei", TEXT)), at("Zwei", TEXT));
        assert_eq!(offset(TEXT, &now, at("Three", TEXT)), at("Three", TEXT));
    }

    #[test]
    fn where_the_words_are_gone_those_before_them_count() {
        let now = TEXT
            .replace("One went out.", "")
            .replace("Three of them", "Four");
        let found = offset(TEXT, &now, at("Three", TEXT));
        assert_eq!(found, at("Four", &now));
    }

    #[test]
    fn a_place_may_fall_into_a_character_of_the_other_text() {
        let before = "abc Words that are still there.";
        let now = "aéé Words that are still there.";
        assert_eq!(offset(before, now, 4), 6);
        let before = "Qzzz the words that stand before it all GONE";
        let now = "aéééééthe words that stand before it all NEW";
        assert_eq!(offset(before, now, at("GONE", before)), at("NEW", now));
    }

    #[test]
    fn nothing_alike_and_nothing_at_all_do_no_harm() {
        assert_eq!(offset(TEXT, "", 20), 0);
        assert_eq!(offset("", TEXT, 20), 0);
        assert_eq!(offset("äöü", "xßy", 3), 1);
        assert_eq!(offset("ab", "ß", 1), 0);
    }
}

//! Where a place has come to in a text that has been edited.

/// Bytes that tell a place from others, the most first.
const LENGTHS: [usize; 3] = [96, 32, 12];

/// The offset in `now` of what stood at `offset` in `before`, both in bytes: the nearest of the
/// places where the same words stand; where they are gone, that of the words before them, else the
/// same offset.
pub fn offset(before: &str, now: &str, offset: u32) -> u32 {
    let at = floor(before, offset as usize);
    if before.get(..at) == now.get(..at) && !before.get(at..).unwrap_or_default().is_empty() {
        return at as u32;
    }
    let behind = LENGTHS.iter().find_map(|&length| {
        let words = before.get(at..floor(before, at.saturating_add(length)))?;
        nearest(now, words, at)
    });
    let ahead = || {
        LENGTHS.iter().find_map(|&length| {
            let words = before.get(floor(before, at.saturating_sub(length))..at)?;
            Some(nearest(now, words, at.saturating_sub(length))? + words.len())
        })
    };
    let found = behind.or_else(ahead);
    found.unwrap_or_else(|| floor(now, at)) as u32
}

/// The place in `text` where `words` stand that is nearest to byte `near`.
fn nearest(text: &str, words: &str, near: usize) -> Option<usize> {
    let places = text.match_indices(words).map(|(at, _)| at);
    let places = places.filter(|_| !words.trim().is_empty());
    places.min_by_key(|at| at.abs_diff(near))
}

/// The last boundary between characters at or before byte `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
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
    fn nothing_alike_and_nothing_at_all_do_no_harm() {
        assert_eq!(offset(TEXT, "", 20), 0);
        assert_eq!(offset("", TEXT, 20), 0);
        assert_eq!(offset("äöü", "xßy", 3), 1);
        assert_eq!(offset("ab", "ß", 1), 0);
    }
}

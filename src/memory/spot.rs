//! A place in a post that outlives an edit of it.

/// As many bytes of the text tell a place from others.
const WORDS: usize = 96;
/// Where so many are gone, fewer may do.
pub(crate) const LENGTHS: [usize; 3] = [WORDS, 32, 12];

/// Where somebody was in a post, and what stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The top-level block.
    pub block: u32,
    /// Where in the document's text, in bytes.
    pub offset: u32,
    /// Up to 96 bytes of the text from there on.
    pub words: String,
}

impl Spot {
    /// The place at `offset`, in bytes, in a document's text.
    pub fn new(block: u32, offset: u32, text: &str) -> Spot {
        let start = floor(text, offset as usize);
        let end = floor(text, start.saturating_add(WORDS));
        Spot {
            block,
            offset,
            words: text.get(start..end).unwrap_or_default().to_owned(),
        }
    }

    /// Where the words stand now in the document's text, in bytes: the nearest place to where they
    /// stood; where they are gone, the same offset, within the text. The beginning stays the
    /// beginning, whatever is put before it.
    pub fn offset_in(&self, text: &str) -> u32 {
        let at = floor(text, self.offset as usize);
        self.find_in(text).unwrap_or(at as u32)
    }

    /// The same; nothing where the words are gone.
    pub(crate) fn find_in(&self, text: &str) -> Option<u32> {
        let at = floor(text, self.offset as usize);
        if at == 0 {
            return Some(0);
        }
        let found = LENGTHS.iter().find_map(|&length| {
            let words = self.words.get(..floor(&self.words, length))?;
            nearest(text, words, at)
        });
        found.map(|at| at as u32)
    }
}

/// The place in `text` where `words` stand that is nearest to byte `near`. Places may overlap, as
/// those of a refrain do.
pub(crate) fn nearest(text: &str, words: &str, near: usize) -> Option<usize> {
    if words.trim().is_empty() {
        return None;
    }
    let near = floor(text, near);
    let end = floor(text, near.saturating_add(words.len()));
    let before = text.get(..end)?.rfind(words);
    let after = text.get(near..)?.find(words).map(|place| near + place);
    let places = before.into_iter().chain(after);
    places.min_by_key(|place| place.abs_diff(near))
}

/// The last boundary between characters at or before byte `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    let mut places = (0..=at).rev();
    let boundary = places.find(|&at| text.is_char_boundary(at));
    boundary.unwrap_or(0)
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
        for words in ["went", "Zwei", "Three"] {
            let spot = Spot::new(0, at(words, TEXT), TEXT);
            assert_eq!(spot.offset_in(&now), at(words, &now), "{words}");
        }
    }

    #[test]
    fn an_edit_below_moves_nothing_as_long_as_a_few_words_stay() {
        let now = TEXT.replace("sang all night", "slept");
        let spot = Spot::new(0, at("Three", TEXT), TEXT);
        assert_eq!(spot.offset_in(&now), at("Three", &now));
    }

    #[test]
    fn of_the_same_words_the_nearest_count() {
        let text = "Refrain of it. Verse. Refrain of it. Verse. Refrain of it.";
        let spot = Spot::new(0, 22, text);
        assert_eq!(spot.offset_in(&format!("{text} {text}")), 22);
        assert_eq!(spot.offset_in(&format!("Oh. {text}")), 26);
    }

    #[test]
    fn what_is_gone_does_no_harm() {
        let spot = Spot::new(3, at("Three", TEXT), TEXT);
        assert_eq!(spot.offset_in(""), 0);
        assert_eq!(spot.offset_in("ä"), 2);
        assert_eq!(Spot::new(0, 0, TEXT).offset_in(&format!("New. {TEXT}")), 0);
        let end = Spot::new(0, TEXT.len() as u32, TEXT);
        assert_eq!(end.words, "");
        assert_eq!(end.offset_in(TEXT), TEXT.len() as u32);
        assert_eq!(Spot::new(0, u32::MAX, TEXT).words, "");
    }

    #[test]
    fn words_end_at_a_character() {
        let text = format!("a{}", "漢".repeat(40));
        assert_eq!(Spot::new(0, 0, &text).words.len(), 1 + 31 * 3);
        assert_eq!(Spot::new(0, 2, &text).words.len(), 32 * 3);
    }
}

//! How long a post takes to read.

use super::{Format, Source};

/// Words that are read in a minute.
const PACE: usize = 230;
/// Characters of scripts without spaces that take as long to read as one word.
const CHARACTERS_A_WORD: usize = 2;

/// Minutes to read the body and the lists of the head; nothing for a post without words.
pub(super) fn minutes(source: &Source) -> Option<usize> {
    let mut read = Read::default();
    let entries = source.sections.iter().flat_map(|section| &section.entries);
    let texts = entries.flat_map(|entry| [&entry.title, &entry.description]);
    texts
        .chain([&source.body])
        .for_each(|text| read.count(text));
    let words = read.words + read.characters / CHARACTERS_A_WORD;
    (words > 0 && source.format != Format::Plain).then(|| words.div_ceil(PACE))
}

/// What there is to read.
#[derive(Default)]
struct Read {
    words: usize,
    /// Of scripts without spaces.
    characters: usize,
}

impl Read {
    /// Counts the words of a text, without the most of what is markup. Most of them are plain
    /// ASCII, and need no look at their characters.
    fn count(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let mut seen = 0;
            let end = rest.bytes().position(|byte| {
                let kind = KINDS[byte as usize];
                seen |= kind;
                kind & SPACE != 0
            });
            let (chunk, after) = rest.split_at(end.unwrap_or(rest.len()));
            if seen & OTHER == 0 {
                self.words += usize::from(seen & LETTER != 0);
            } else {
                let words = chunk.split_whitespace();
                words.for_each(|word| self.count_word(word));
            }
            rest = after.get(1..).unwrap_or_default();
        }
    }

    fn count_word(&mut self, word: &str) {
        let is_address = word.starts_with("http") && word.contains(':');
        let is_markup = word.starts_with(['<', '{']) || is_address;
        if is_markup || !word.contains(char::is_alphanumeric) {
            return;
        }
        let is_unspaced =
            |char: &char| matches!(char, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
        self.words += 1;
        self.characters += word.chars().filter(is_unspaced).count();
    }
}

/// White space, between words.
const SPACE: u8 = 1;
/// Letters and digits, of which one makes a word.
const LETTER: u8 = 2;
/// What asks for a closer look.
const OTHER: u8 = 4;

/// What each byte is; nothing for the most of punctuation.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0xc => SPACE,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => LETTER,
            b'<' | b'{' | b':' | 0x80.. => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (usize, usize) {
        let mut read = Read::default();
        read.count(text);
        (read.words, read.characters)
    }

    #[test]
    fn markup_addresses_and_marks_are_no_words() {
        assert_eq!(read("One, two: 3 <b>four {x} http://five - … six"), (4, 0));
        assert_eq!(read("  café — naïve\u{2003}é\tx\r\ny "), (5, 0));
        assert_eq!(read("用 Rust 写，写写"), (3, 4));
        assert_eq!(read("\u{3000}\n"), (0, 0));
    }

    #[test]
    fn plain_words_are_counted_as_the_others_are() {
        let texts = [
            "a b  c\n\nd\te\r\nf\u{c}g",
            "it's (one) “two” — 3.5 <i> x<i> {y z{ a:b :c: http https: h",
            "",
            " ",
            "-",
            "é",
            "one",
            " one ",
        ];
        for text in texts {
            let mut slowly = Read::default();
            let words = text.split_whitespace();
            words.for_each(|word| slowly.count_word(word));
            let expected = (slowly.words, slowly.characters);
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}

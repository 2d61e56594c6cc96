//! A line of text that is being typed.

use unicode_segmentation::UnicodeSegmentation;

/// A line of text and where in it one is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    /// In bytes, always between graphemes.
    cursor: usize,
}

/// What a key does to a [`Prompt`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edit {
    /// Adds a character.
    Insert(char),
    /// Takes away the character before the cursor.
    Erase,
    /// Takes away the word before the cursor.
    EraseWord,
    /// Takes away everything before the cursor.
    EraseLine,
    /// Moves by a character.
    Left,
    /// Moves by a character.
    Right,
    /// Moves to the beginning.
    Start,
    /// Moves to the end.
    End,
}

impl Prompt {
    /// A line with something in it, the cursor behind that.
    pub(super) fn of(text: &str) -> Prompt {
        Prompt {
            text: text.to_owned(),
            cursor: text.len(),
        }
    }

    /// What has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// What stands behind the cursor.
    pub fn behind(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// True when nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes everything away.
    pub(super) fn clear(&mut self) {
        *self = Prompt::default();
    }

    /// Edits; control characters are never a part of it.
    pub(super) fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Insert(letter) if letter.is_control() => {}
            Edit::Insert(letter) => {
                self.text.insert(self.cursor, letter);
                self.cursor += letter.len_utf8();
            }
            Edit::Erase => self.erase_to(self.before_cursor()),
            Edit::EraseWord => self.erase_to(self.before_word()),
            Edit::EraseLine => self.erase_to(0),
            Edit::Left => self.cursor = self.before_cursor(),
            Edit::Right => {
                let next = self.behind().graphemes(true).next();
                self.cursor += next.map_or(0, str::len);
            }
            Edit::Start => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
        }
    }

    fn erase_to(&mut self, start: usize) {
        self.text.drain(start..self.cursor);
        self.cursor = start;
    }

    fn before_cursor(&self) -> usize {
        let last = self.before().graphemes(true).next_back();
        self.cursor - last.map_or(0, str::len)
    }

    /// Where the last word before the cursor begins; the space behind it goes with it.
    fn before_word(&self) -> usize {
        let kept = self.before().trim_end();
        kept.rfind(char::is_whitespace).map_or(0, |space| {
            let wide = kept.get(space..).and_then(|rest| rest.chars().next());
            space + wide.map_or(0, char::len_utf8)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Prompt {
        let mut prompt = Prompt::default();
        text.chars().for_each(|it| prompt.edit(Edit::Insert(it)));
        prompt
    }

    #[test]
    fn letters_come_in_where_the_cursor_is() {
        let mut prompt = typed("rst");
        prompt.edit(Edit::Left);
        prompt.edit(Edit::Left);
        prompt.edit(Edit::Insert('u'));
        assert_eq!((prompt.before(), prompt.behind()), ("ru", "st"));
        prompt.edit(Edit::End);
        prompt.edit(Edit::Insert('y'));
        assert_eq!(prompt.text(), "rusty");
    }

    #[test]
    fn what_a_reader_takes_for_one_character_is_erased_whole() {
        let mut prompt = typed("ae\u{301}👩\u{200d}🔬");
        prompt.edit(Edit::Erase);
        assert_eq!(prompt.text(), "ae\u{301}");
        prompt.edit(Edit::Left);
        assert_eq!(prompt.before(), "a");
        prompt.edit(Edit::Right);
        prompt.edit(Edit::Erase);
        assert_eq!(prompt.text(), "a");
    }

    #[test]
    fn a_word_goes_with_the_space_behind_it() {
        let mut prompt = typed("tag:rust größe  ");
        prompt.edit(Edit::EraseWord);
        assert_eq!(prompt.text(), "tag:rust ");
        prompt.edit(Edit::EraseWord);
        assert!(prompt.is_empty());
        prompt.edit(Edit::EraseWord);
        prompt.edit(Edit::Erase);
        assert!(prompt.is_empty());
    }

    #[test]
    fn erasing_the_line_leaves_what_is_behind_the_cursor() {
        let mut prompt = typed("one two");
        for _ in 0..3 {
            prompt.edit(Edit::Left);
        }
        prompt.edit(Edit::EraseLine);
        assert_eq!((prompt.before(), prompt.behind()), ("", "two"));
    }

    #[test]
    fn nothing_a_terminal_would_obey_is_typed() {
        assert_eq!(typed("a\x1b\u{9b}\tb").text(), "ab");
    }
}

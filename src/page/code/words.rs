//! The words of code by what they are.
//!
//! A word changes its role and nothing else: where a role would begin within what a reader takes
//! for one character, it begins after it, so that no cell is counted otherwise.

use std::ops::Range;

use super::{Flow, GROUND};
use crate::document::Code;
use crate::highlight::Stretch;
use crate::page::{Face, Highlights, Role, width};

/// What is known of a piece of code, read from its beginning to its end.
#[derive(Debug)]
pub(super) struct Words<'h> {
    /// Where the code begins in the document's text.
    code: u32,
    /// What is not passed yet.
    stretches: &'h [Stretch],
}

impl<'h> Words<'h> {
    pub(super) fn of(code: &Code, highlights: &'h Highlights) -> Words<'h> {
        let known = highlights.get(&code.text.start);
        Words {
            code: code.text.start,
            stretches: known.map_or(&[], |stretches| &**stretches),
        }
    }

    /// Adds `text`, which stands at `at` of the document's text, in the roles of its words.
    pub(super) fn add(&mut self, text: &str, at: u32, line: &mut Flow) {
        let mut shown = 0;
        while let [stretch, rest @ ..] = self.stretches {
            let offset = |place: u32| (self.code + place).saturating_sub(at) as usize;
            if offset(stretch.start) >= text.len() {
                break;
            }
            let start = between_characters(text, shown, offset(stretch.start));
            let end = between_characters(text, start, offset(stretch.end));
            add_part(text, shown..start, at, GROUND, line);
            let face = Face::of(Role::Token(stretch.token));
            add_part(text, start..end, at, face, line);
            shown = end;
            if offset(stretch.end) > text.len() {
                return;
            }
            self.stretches = rest;
        }
        add_part(text, shown..text.len(), at, GROUND, line);
    }
}

fn add_part(text: &str, part: Range<usize>, at: u32, face: Face, line: &mut Flow) {
    let start = at + part.start as u32;
    line.add(text.get(part).unwrap_or_default(), Some(start), face);
}

/// The first place at or after `place` that lies between two characters as a reader sees them;
/// `from` is such a place.
fn between_characters(text: &str, from: usize, place: usize) -> usize {
    if place <= from || place >= text.len() {
        return place.clamp(from, text.len());
    }
    let is_plain = |place: usize| text.as_bytes().get(place).is_some_and(u8::is_ascii);
    if is_plain(place - 1) && is_plain(place) {
        return place;
    }
    let rest = text.get(from..).unwrap_or_default();
    let ends = width::clusters(rest).map(|cluster| from + cluster.start + cluster.text.len());
    let mut places = ends.filter(|&end| end >= place);
    let is_parted = |end: &usize| {
        let (before, after) = text.split_at_checked(*end).unwrap_or_default();
        let next = after.chars().next();
        next.is_none_or(|next| !width::joins(before, next))
    };
    places.find(is_parted).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use crate::document::Document;
    use crate::highlight::{Stretch, Token};
    use crate::page::testing::{read, roles};
    use crate::page::{LongLines, Options, Page, Role};

    const CODE: &str = "- item\n\n  ```rust\n  let s = \"x\";\n  \tend\n  ```\n";

    fn stretch(start: u32, end: u32, token: Token) -> Stretch {
        Stretch { start, end, token }
    }

    fn page(document: &Arc<Document>, options: Options, stretches: &[Stretch]) -> Page {
        let mut page = Page::new(Arc::clone(document), options);
        for code in (0..page.len()).flat_map(|block| document.code_in(block)) {
            page.highlight(code.text.start, stretches.into());
        }
        page
    }

    #[test]
    fn words_take_their_roles_also_in_a_list_and_behind_a_tab() {
        let document = Arc::new(read(CODE));
        let stretches = [
            stretch(0, 3, Token::Keyword),
            stretch(8, 11, Token::String),
            stretch(14, 17, Token::Function),
        ];
        let mut page = page(&document, Options::default(), &stretches);
        let found: Vec<(String, Token)> = roles(page.lay_out(0))
            .into_iter()
            .filter_map(|(text, role)| match role {
                Role::Token(token) => Some((text, token)),
                _ => None,
            })
            .collect();
        let expected = [
            ("let", Token::Keyword),
            ("\"x\"", Token::String),
            ("end", Token::Function),
        ];
        assert_eq!(
            found,
            expected.map(|(text, token)| (text.to_owned(), token))
        );
    }

    #[test]
    fn a_character_of_several_parts_is_one_thing() {
        let document = Arc::new(read("```\na👩‍👩‍👧b\n```\n"));
        for end in 1..=20 {
            let mut page = page(
                &document,
                Options::default(),
                &[stretch(0, end, Token::Type)],
            );
            let token = roles(page.lay_out(0))
                .into_iter()
                .find(|(_, role)| matches!(role, Role::Token(_)));
            let text = token.map(|(text, _)| text).unwrap_or_default();
            assert!(["a", "a👩‍👩‍👧", "a👩‍👩‍👧b"].contains(&text.as_str()), "{text:?}");
        }
    }

    const PARTS: &[&str] = &[
        "a",
        " ",
        "word",
        "\t",
        "\n",
        "漢字",
        "é",
        "e\u{301}",
        "👩‍👩‍👧",
        "🇨🇭",
        "ｶﾞ",
        "क्षि",
        "\u{200b}",
        "\u{301}",
    ];

    proptest! {
        #[test]
        fn what_is_known_of_words_moves_none_of_them(
            parts in prop::collection::vec(prop::sample::select(PARTS), 0..60),
            cuts in prop::collection::btree_set(0_u32..300, 0..40),
            width in 1_u16..60,
            from in prop::option::of(0_u32..40),
        ) {
            let code = parts.concat();
            let document = Arc::new(read(&format!("```\n{code}\n```\n")));
            let long_lines = from.map_or(LongLines::Wrap, |from| LongLines::Cut { from });
            let options = Options { width, long_lines, ..Options::default() };
            let cuts: Vec<u32> = cuts.into_iter().collect();
            let stretches: Vec<Stretch> = cuts
                .chunks_exact(2)
                .map(|pair| stretch(pair[0], pair[1], Token::Keyword))
                .collect();
            let mut plain = page(&document, options, &[]);
            let mut known = page(&document, options, &stretches);
            for block in 0..plain.len() {
                let (plain, known) = (plain.lay_out(block), known.lay_out(block));
                prop_assert_eq!(plain.height(), known.height());
                for row in 0..plain.height() {
                    let wide = |laid: &crate::page::Laid| -> u32 {
                        laid.row(row).map(|piece| u32::from(piece.width)).sum()
                    };
                    prop_assert_eq!(plain.row_text(row), known.row_text(row));
                    prop_assert_eq!(wide(plain), wide(known));
                    prop_assert_eq!(plain.offset_of(row), known.offset_of(row));
                }
            }
        }
    }
}

//! Words of code: an ink each for the few kinds that one looks for, weight for the rest.
//!
//! Where there is no colour, weight alone parts what carries the structure from what does not;
//! the signs of a difference say for themselves what came and what went.

use super::{Attributes, Colour, Depth, Look, Palette, Rgb};
use crate::highlight::Token;

/// The inks of words of code, on the ground of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inks {
    /// Words of the language.
    pub keyword: Colour,
    /// Names of types.
    pub kind: Colour,
    /// Names of functions.
    pub function: Colour,
    /// Names of elements, attributes and keys.
    pub name: Colour,
    /// Texts.
    pub string: Colour,
    /// Numbers and other values.
    pub value: Colour,
    /// What is said to the reader.
    pub comment: Colour,
    /// Operators and brackets.
    pub punctuation: Colour,
    /// What came in.
    pub inserted: Colour,
    /// What went out.
    pub deleted: Colour,
    /// What a difference says of itself.
    pub meta: Colour,
    /// Prompts.
    pub prompt: Colour,
}

impl Inks {
    /// To be read on a dark ground.
    pub const DARK: Inks = Inks {
        keyword: Rgb(0xd3, 0xae, 0xf0),
        kind: Rgb(0xe8, 0xca, 0x74),
        function: Rgb(0x8f, 0xc1, 0xf5),
        name: Rgb(0xe6, 0xb4, 0x73),
        string: Rgb(0x9c, 0xd3, 0xa6),
        value: Rgb(0xf2, 0xa6, 0x8c),
        comment: Rgb(0xa0, 0xa3, 0xab),
        punctuation: Rgb(0xb4, 0xb9, 0xc8),
        inserted: Rgb(0x8f, 0xd1, 0xb3),
        deleted: Rgb(0xff, 0x9a, 0x94),
        meta: Rgb(0x8f, 0xc1, 0xf5),
        prompt: Rgb(0xe6, 0xb4, 0x73),
    };

    /// To be read on a light ground.
    pub const LIGHT: Inks = Inks {
        keyword: Rgb(0x74, 0x34, 0x8c),
        kind: Rgb(0x75, 0x55, 0x00),
        function: Rgb(0x14, 0x53, 0x9a),
        name: Rgb(0x8a, 0x50, 0x0a),
        string: Rgb(0x13, 0x62, 0x43),
        value: Rgb(0xa3, 0x36, 0x18),
        comment: Rgb(0x5f, 0x62, 0x69),
        punctuation: Rgb(0x55, 0x5e, 0x7a),
        inserted: Rgb(0x13, 0x62, 0x43),
        deleted: Rgb(0xb0, 0x1e, 0x1e),
        meta: Rgb(0x14, 0x53, 0x9a),
        prompt: Rgb(0x8a, 0x50, 0x0a),
    };
}

/// The look of a word of code.
pub(super) fn look(token: Token, palette: &Palette, depth: Depth) -> Look {
    let inks = &palette.tokens;
    let ink = match token {
        Token::Keyword => inks.keyword,
        Token::Type => inks.kind,
        Token::Function => inks.function,
        Token::Name => inks.name,
        Token::String => inks.string,
        Token::Number | Token::Constant => inks.value,
        Token::Comment => inks.comment,
        Token::Punctuation => inks.punctuation,
        Token::Heading | Token::Strong | Token::Emphasis => palette.code,
        Token::Inserted => inks.inserted,
        Token::Deleted => inks.deleted,
        Token::Meta => inks.meta,
        Token::Prompt => inks.prompt,
    };
    Look {
        ink: Some(ink),
        ground: Some(palette.code_ground),
        attributes: weight(token, depth),
    }
}

fn weight(token: Token, depth: Depth) -> Attributes {
    match (token, depth) {
        (Token::Heading | Token::Strong | Token::Meta | Token::Prompt, _)
        | (Token::Keyword | Token::Inserted, Depth::None) => Attributes::BOLD,
        (Token::Comment, Depth::None) => Attributes::ITALIC | Attributes::DIM,
        (Token::Deleted, Depth::None) => Attributes::DIM,
        (Token::Comment | Token::Emphasis, _) => Attributes::ITALIC,
        (
            Token::Keyword
            | Token::Type
            | Token::Function
            | Token::Name
            | Token::String
            | Token::Number
            | Token::Constant
            | Token::Punctuation
            | Token::Inserted
            | Token::Deleted,
            _,
        ) => Attributes::empty(),
    }
}

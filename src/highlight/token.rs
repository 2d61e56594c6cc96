//! The kinds of words there are in code.

/// What a stretch of code is, in any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    /// A word of the language itself, also an operator that is a word.
    Keyword,
    /// The name of a type.
    Type,
    /// The name of a function, where it is made or called.
    Function,
    /// The name of an element, an attribute, a key; an annotation.
    Name,
    /// A text, with its quotes.
    String,
    /// A number.
    Number,
    /// A value that has a name, or an escape within a text.
    Constant,
    /// What is said to the reader alone.
    Comment,
    /// Operators, brackets, commas.
    Punctuation,
    /// A headline.
    Heading,
    /// Strong words of a markup.
    Strong,
    /// Stressed words of a markup.
    Emphasis,
    /// A line that came in.
    Inserted,
    /// A line that went out.
    Deleted,
    /// What a difference says of itself: which file, where.
    Meta,
    /// What a shell or an interpreter asks with.
    Prompt,
}

impl Token {
    /// Every kind.
    pub const ALL: [Token; 16] = [
        Token::Keyword,
        Token::Type,
        Token::Function,
        Token::Name,
        Token::String,
        Token::Number,
        Token::Constant,
        Token::Comment,
        Token::Punctuation,
        Token::Heading,
        Token::Strong,
        Token::Emphasis,
        Token::Inserted,
        Token::Deleted,
        Token::Meta,
        Token::Prompt,
    ];
}

//! What a body is made of for its template: text, and tags in it.

/// A piece of a body.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    pub kind: Kind<'a>,
    /// The piece as written.
    pub source: &'a str,
    /// Its line in the body, from 1.
    pub line: u32,
    pub place: Place,
}

/// The kinds of [`Token`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind<'a> {
    /// Words of the post.
    Text(&'a str),
    /// `{{ … }}` of Liquid: a value.
    Value(&'a str),
    /// A tag that may have an end.
    Open(Tag<'a>),
    /// A tag that never has one.
    Single(Tag<'a>),
    /// `else`, `elsif`, `when`.
    Branch(Tag<'a>),
    /// The end of the tag of that name; of the innermost one where the name is empty.
    Close(&'a str),
    /// A comment, or what is left of a tag that only marks a place.
    Silent,
}

/// A tag's name and what follows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub arguments: &'a str,
}

impl<'a> Tag<'a> {
    /// Splits the inside of a tag.
    pub fn of(inside: &'a str) -> Tag<'a> {
        let inside = inside.trim();
        let end = inside
            .find(|sign: char| sign.is_whitespace())
            .unwrap_or(inside.len());
        let (name, arguments) = inside.split_at_checked(end).unwrap_or((inside, ""));
        Tag {
            name,
            arguments: arguments.trim(),
        }
    }
}

/// Where a piece stands in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In running text.
    #[default]
    Text,
    /// In a fence, a code span or `<pre>`.
    Code,
    /// In a block that is code by its indentation, if it is: a guess.
    Indented,
}

/// Cuts a body into tokens, front to back, and counts its lines.
pub struct Cutter<'a> {
    body: &'a str,
    /// How far the body is cut.
    at: usize,
    line: u32,
    pub tokens: Vec<Token<'a>>,
}

impl<'a> Cutter<'a> {
    pub fn new(body: &'a str) -> Cutter<'a> {
        Cutter {
            body,
            at: 0,
            line: 1,
            tokens: Vec::new(),
        }
    }

    /// The text up to `end`.
    pub fn text(&mut self, end: usize) {
        if let Some(text) = self.body.get(self.at..end)
            && !text.is_empty()
        {
            self.push(Kind::Text(text), end, Place::Text);
        }
    }

    /// A piece that reaches from where the last one ended up to `end`.
    pub fn push(&mut self, kind: Kind<'a>, end: usize, place: Place) {
        let source = self.body.get(self.at..end).unwrap_or_default();
        self.tokens.push(Token {
            kind,
            source,
            line: self.line,
            place,
        });
        self.line += newlines(source);
        self.at = end;
    }
}

impl Cutter<'_> {
    /// Leaves out what lies before `end`.
    pub fn skip(&mut self, end: usize) {
        self.line += newlines(self.body.get(self.at..end).unwrap_or_default());
        self.at = end;
    }
}

/// How many lines end in `text`.
pub fn newlines(text: &str) -> u32 {
    text.matches('\n').count() as u32
}

/// Where `close` is in `text`, before any of `stops`: a tag that another begins in was never one.
///
/// Every byte is looked at once, so that tags without an end cost no more than the text itself.
pub fn inside_end(text: &str, close: &str, stops: &[&str]) -> Option<usize> {
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        let rest = bytes.get(at..)?;
        if rest.starts_with(close.as_bytes()) {
            return Some(at);
        }
        if stops.iter().any(|stop| rest.starts_with(stop.as_bytes())) {
            return None;
        }
    }
    None
}

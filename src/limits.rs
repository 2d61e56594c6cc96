//! What is too much, in one place: how large, how deep and how long something may be that byline did
//! not write.
//!
//! No limit loses a post. Whatever lies within is still read, and where words are left out the post
//! and `byline check` say so.
//!
//! | beyond | |
//! |---|---|
//! | [`file::BYTES`] | the post is listed, and says how large it is |
//! | [`head::BYTES`], [`head::BRACKETS`], [`head::EXPANDED`] | the head is read line by line, for titles, dates and tags, and says why |
//! | [`head::ADDRESS`] | the post's permalink counts as none, and says why |
//! | [`template::WORK`], [`template::MADE`], [`template::DEPTH`], [`template::INCLUSIONS`] | the template ends there, and says so; the body's own words follow |
//! | [`document::DEPTH`], [`document::HTML_DEPTH`], [`document::RST_DEPTH`] | what lies deeper stands in the deepest that is set, or as it is written |
//! | [`document::FORMULA`], [`document::FORMULA_DEPTH`] | the formula stays as it is written |
//! | [`code`] | the code stays without colours |
//! | [`picture`], [`drawing`], [`web`] | the picture stays a line with what it shows, and says why |
//!
//! What only bounds byline's own memory or pace, such as how many posts are kept at hand, stands
//! where it is used; but all that pictures may cost is here, as its parts add up.

/// Files of a blog and of the user.
pub mod file {
    /// Bytes of a file of a blog. The longest post in the wild has 0.9 MB.
    pub const BYTES: u64 = 32 << 20;
    /// Bytes of a file that are read when only its head is wanted.
    pub const START: u64 = 320 << 10;
    /// Bytes of the configuration.
    pub const CONFIGURATION: u64 = 1 << 20;
}

/// Heads of posts, and settings of sites.
pub mod head {
    /// Bytes of a head. The longest in the wild, a list of links, has 104 KB.
    pub const BYTES: usize = 256 << 10;
    /// Brackets within brackets in YAML: libyaml's time grows with the square of their depth.
    pub const BRACKETS: usize = 64;
    /// Bytes that YAML may grow to in memory, so that a few aliases of aliases end. A head of 64 KB
    /// without any stays below.
    pub const EXPANDED: usize = 8 << 20;
    /// Lists within lists of names: tags, authors, categories.
    pub const LISTS: usize = 8;
    /// Lists and objects within each other in a head that is JavaScript.
    pub const OBJECTS: usize = 64;
    /// Characters of a post's address: more than any server or browser takes.
    pub const ADDRESS: usize = 2048;
}

/// Templates: Liquid, and the shortcodes of Hugo and Zola.
pub mod template {
    /// What a post's template may do: about a byte of work each.
    pub const WORK: usize = 64 << 20;
    /// Bytes that it may write beyond the body's own before loops and inclusions end.
    pub const MADE: usize = 8 << 20;
    /// Blocks and inclusions within each other; Liquid's own limit is 100.
    pub const DEPTH: usize = 48;
    /// Files that include each other.
    pub const INCLUSIONS: usize = 8;
    /// Numbers of a range that is walked over.
    pub const RANGE: usize = 1_000;
    /// Items of a list that filters make.
    pub const ITEMS: usize = 100_000;
    /// Bytes of a text that filters make, and of what `join` puts between items.
    pub const TEXT: usize = 1 << 20;
    /// Lists within lists that are written out.
    pub const LISTS: usize = 16;
    /// Names in the brackets of names.
    pub const NAMES: usize = 4;
    /// Steps of a dotted name that are asked for.
    pub const STEPS: usize = 12;
    /// Shortcodes within each other.
    pub const SHORTCODES: usize = 64;
}

/// Texts: Markdown, HTML, reStructuredText.
pub mod document {
    /// Blocks within blocks.
    pub const DEPTH: usize = 64;
    /// Styles within styles.
    pub const STYLES: usize = 256;
    /// Markdown in HTML in Markdown that is read as Markdown.
    pub const HTML_DEPTH: usize = 8;
    /// Bytes of a tag of JSX, and from a code span's beginning to its end.
    pub const JSX: usize = 2 << 10;
    /// Blocks within blocks of reStructuredText.
    pub const RST_DEPTH: usize = 24;
    /// Bytes of all words and addresses that stand for names in reStructuredText, so that names of
    /// names of names end, and a long address has not as many copies as a text has words.
    pub const RST_NAMED: usize = 4 << 20;
    /// Names within the words that stand for a name in reStructuredText.
    pub const RST_NAMES: usize = 4;
    /// Names that stand for each other in reStructuredText before one leads nowhere.
    pub const RST_HOPS: usize = 16;
    /// Bytes of a formula: the parser's time grows faster than its input, and nobody reads a line
    /// like that.
    pub const FORMULA: usize = 4096;
    /// Groups within groups of a formula.
    pub const FORMULA_DEPTH: usize = 48;
    /// Fractions that `\over` makes in a formula; one with more is none.
    pub const FORMULA_FRACTIONS: usize = 64;
}

/// The colours of code.
pub mod code {
    use std::time::Duration;

    /// Bytes of a block.
    pub const BYTES: usize = 128 << 10;
    /// Bytes of a line: nobody wrote a longer one by hand.
    pub const LINE: usize = 2_000;
    /// How long a block may take. No code that a person wrote comes near.
    pub const TIME: Duration = Duration::from_secs(4);
}

/// Pictures.
///
/// While one is decoded its file, its pixels and its bitmap are in memory at once, and only one is
/// decoded at a time: [`BYTES`](picture::BYTES) + [`DECODED`](picture::DECODED) + the bitmap. Of one
/// that is looked at closely the pixels stay up to [`HELD`](picture::HELD), until another is decoded.
/// Bitmaps are kept up to [`KEPT`](picture::KEPT), or twice what is on the screen where that is more.
pub mod picture {
    /// Bytes of a file. The blog refuses larger ones, whatever is in them.
    pub const BYTES: u64 = super::file::BYTES;
    /// Bytes of a file that are looked at for its size, the next only when the size is not within the
    /// first: some carry a thumbnail or a colour profile before it.
    pub const HEADERS: [u64; 4] = [4 << 10, 64 << 10, 1 << 20, BYTES];
    /// Pixels: cameras make 24 million.
    pub const PIXELS: u64 = 36_000_000;
    /// Pixels of one side.
    pub const SIDE: u32 = 20_000;
    /// Bytes that decoding may take.
    pub const DECODED: u64 = 160 << 20;
    /// Pictures of one post that are shown; the others stay words.
    pub const IN_POST: usize = 1_000;
    /// Pictures of a post whose headers are read before its text is shown: where they are, nothing
    /// moves. Those of the others follow.
    pub const AT_ONCE: usize = 16;
    /// Bytes of decoded pixels that are held between two parts of the same picture.
    pub const HELD: usize = 80 << 20;
    /// Bytes of bitmaps that are kept.
    pub const KEPT: usize = 48 << 20;
}

/// Drawings (SVG).
pub mod drawing {
    /// Bytes of a file, all of which have to be understood before anything is seen.
    pub const BYTES: usize = 4 << 20;
    /// Elements within each other, references included.
    pub const DEPTH: u32 = 64;
    /// Of those, how many need pixels of their own before they are seen.
    pub const LAYERS: u32 = 12;
    /// Elements, those that references repeat included.
    pub const ELEMENTS: u64 = 100_000;
}

/// Pictures on the web.
pub mod web {
    use std::time::Duration;

    /// Bytes of one, whatever its server says of its length.
    pub const BYTES: u64 = 16 << 20;
    /// How many of one post are fetched; the others stay words.
    pub const IN_POST: usize = 200;
    /// Bytes that are fetched for one post: none is begun when so many have come.
    pub const FOR_POST: u64 = 128 << 20;
    /// How many are fetched at once.
    pub const AT_ONCE: usize = 4;
    /// How often an address may lead on to another.
    pub const REDIRECTS: u32 = 5;
    /// How long a server may take to be reached.
    pub const CONNECTING: Duration = Duration::from_secs(10);
    /// How long one may take, from the question to its last byte.
    pub const TIME: Duration = Duration::from_secs(30);
    /// Bytes that are kept on the disk from one session to the next.
    pub const ON_DISK: u64 = 256 << 20;
    /// Bytes that are kept in memory where none are kept on the disk.
    pub const IN_MEMORY: u64 = FOR_POST;
}

#[cfg(test)]
mod tests {
    use super::{code, document, file, head, picture, template, web};

    #[test]
    fn the_manual_names_the_limits_as_they_are() {
        let manual = include_str!("../README.md");
        let seconds = |time: std::time::Duration| time.as_secs();
        for row in [
            format!("| a file | {} MB |", file::BYTES >> 20),
            format!(
                "| a head | {} KB, {} MB with its aliases, {} brackets deep |",
                head::BYTES >> 10,
                head::EXPANDED >> 20,
                head::BRACKETS
            ),
            format!("| an address | {} characters |", head::ADDRESS),
            format!(
                "| what a template makes | {} MB, {} MB of work, {} blocks and {} inclusions deep |",
                template::MADE >> 20,
                template::WORK >> 20,
                template::DEPTH,
                template::INCLUSIONS
            ),
            format!("| blocks within blocks | {} |", document::DEPTH),
            format!("| a formula | {} bytes |", document::FORMULA),
            format!(
                "| code in colours | {} KB, {} bytes a line, {} seconds |",
                code::BYTES >> 10,
                code::LINE,
                seconds(code::TIME)
            ),
            format!(
                "| a picture | {} million pixels, {} a side |",
                picture::PIXELS / 1_000_000,
                picture::SIDE
            ),
            format!(
                "| a picture on the web | {} MB, {} seconds, {} addresses on |",
                web::BYTES >> 20,
                seconds(web::TIME),
                web::REDIRECTS
            ),
        ] {
            assert!(manual.contains(&row), "the README has no row {row}");
        }
    }
}

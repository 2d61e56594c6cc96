//! What a post says, whatever dialect it was written in.
//!
//! A [`Document`] is one text and an outline of it. The text holds every word a reader sees, in
//! reading order, already cleaned, unescaped and typeset (quotes curled, emoji named by their
//! characters). The [`Block`]s say how stretches of that text ([`Span`]s) stand to each other:
//! paragraphs, lists, quotes, tables. Inline markup is not a tree but a row of [`Run`]s, each a
//! span with a set of styles and at most one link, so that words can cross styles and no depth of
//! markup can exhaust the stack.
//!
//! Reading is total: [`Document::read`] takes any bytes that are text and never fails.

mod builder;
mod clean;
mod code;
mod element;
mod embed;
mod emoji;
mod html;
mod images;
mod link;
mod main_image;
mod markdown;
mod math;
mod media;
mod outline;
mod place;
mod reading_time;
mod rst;
mod sections;
mod source;
mod template;
mod title;
mod typography;

use std::borrow::Cow;
use std::sync::Arc;

use bitflags::bitflags;

use builder::Builder;
pub use clean::{clean, clean_line, is_unsafe};
pub use emoji::shortcodes;
pub use math::{subscript, superscript, to_unicode};
pub use media::{recognise, watch_address};
pub use outline::Entry as OutlineEntry;
pub use place::loosely;
pub use source::{Dialect, Entry, Format, MainImage, Section, Source, Template, Terms, Topic};
pub use template::{Expanded, Problem, ProblemKind, Values, expand};
use typography::Smart;

/// A stretch of a document's text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// True when nothing is in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A post as read: its text, the blocks that order it, its links.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Every word in reading order. Blocks, cells and items are parted by newlines.
    pub text: String,
    /// The language it is written in (BCP 47: `en`, `pt-BR`); empty where nobody says.
    pub language: String,
    /// The top level, in reading order; footnotes ([`Block::Note`]) come last.
    pub blocks: Vec<Block>,
    /// Every link and embed in the order of the text; [`LinkId`] counts into it.
    pub links: Vec<Link>,
    /// The fragments that lead to a place in the text: headings, footnotes, elements with an id.
    anchors: Vec<(String, u32)>,
    /// Where in the text each block ends, in bytes.
    ends: Vec<u32>,
}

impl Document {
    /// Reads a post. Never fails: what is not understood is text.
    ///
    /// The blog that the post belongs to answers what its template asks and where its links lead;
    /// [`NoBlog`] is for a text without one.
    pub fn read(source: &Source, site: &dyn Site) -> Document {
        match &source.main_image {
            Some(image) => main_image::read(source, image, site),
            None => Document::read_below(source, None, site),
        }
    }

    /// Reads a post, with that picture above its text.
    fn read_below(source: &Source, image: Option<&MainImage>, site: &dyn Site) -> Document {
        let smart = match source.format {
            Format::Markdown => source.dialect.typography(),
            Format::Html | Format::Restructured | Format::Plain => Smart::Off,
        };
        let mut builder = Builder::new(site, smart);
        builder.set_terms(source.terms);
        title::add(source, &mut builder);
        if let Some(image) = image {
            main_image::add(image, source, &mut builder);
        }
        let Expanded {
            text: mut body,
            lists,
            ..
        } = template::expand(source, site);
        let is_shown = |section: &&Section| lists.contains(&section.name) && section.is_in(&body);
        let sections: Vec<&Section> = source.sections.iter().filter(|it| !is_shown(it)).collect();
        if body.contains('\r') {
            body = Cow::Owned(body.replace("\r\n", "\n").replace('\r', "\n"));
        }
        match source.format {
            Format::Markdown => markdown::read(&body, source.dialect, &mut builder),
            Format::Html => html::read(&body, &mut builder),
            Format::Restructured => rst::read(&body, &mut builder),
            Format::Plain => read_plain(&body, &mut builder),
        }
        sections::add(&sections, source, &mut builder);
        let mut document = builder.finish();
        document.language.clone_from(&source.language);
        title::drop_repetition(&mut document);
        link::describe(&mut document);
        document
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }

    /// True when it shows or links to a talk, a video, a sound or slides.
    pub fn has_media(&self) -> bool {
        self.links.iter().any(|link| link.media.is_some())
    }

    /// A link; ids of other documents lead nowhere.
    pub fn link(&self, id: LinkId) -> Option<&Link> {
        self.links.get(id.0 as usize)
    }
}

/// A text in a language that byline does not read: its lines, as they are.
fn read_plain(body: &str, to: &mut Builder) {
    for line in body.lines() {
        if line.trim().is_empty() {
            to.end_leaf();
        } else {
            to.words(line);
            to.hard_break();
        }
    }
    to.end_leaf();
}

/// A link's index in [`Document::links`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub u32);

/// One thing in the column of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The post's title and the line beneath it; always the first block when there is one.
    Title(Title),
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A headline.
    Heading(Heading),
    /// Bullets or numbers.
    List(List),
    /// Somebody else's words.
    Quote(Vec<Block>),
    /// A notice box: `> [!NOTE]`, `{: .note}`.
    Callout(Callout),
    /// Text set as written, cell for cell.
    Code(Code),
    /// A pause.
    Rule,
    /// Rows and columns.
    Table(Table),
    /// A picture on its own line, with its caption.
    Figure(Figure),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A summary and what it hides on the web.
    Details(Details),
    /// A formula on its own line, already turned to Unicode.
    Math(Span),
    /// A footnote's text.
    Note(Note),
}

/// The head of a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// The title itself.
    pub title: Vec<Inline>,
    /// Date, author, tags, reading time: what fits on a line stands on it, parted by dots.
    pub meta: Vec<Vec<Inline>>,
    /// The author's description, unless the body opens with the same words.
    pub lead: Vec<Inline>,
}

/// A headline and the anchor it answers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The fragment that leads here, without `#`.
    pub id: String,
    /// Its words.
    pub content: Vec<Inline>,
}

/// A list of items.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The number of the first item, when the items are numbered.
    pub start: Option<u64>,
    /// No space between the items.
    pub tight: bool,
    /// The items, each with its blocks.
    pub items: Vec<Item>,
}

/// One entry of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The state of its check box, if it is a task.
    pub task: Option<Task>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A check box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// `[ ]`
    Open,
    /// `[x]`
    Done,
}

/// What a notice box is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalloutKind {
    /// Something to know.
    Note,
    /// Something that helps.
    Tip,
    /// Something not to miss.
    Important,
    /// Something that can go wrong.
    Warning,
    /// Something that will hurt.
    Caution,
}

/// A notice box.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    /// Decides colour and the title where there is none.
    pub kind: CalloutKind,
    /// Its own title; empty when it has none.
    pub title: Vec<Inline>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// Text set as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The first word of the fence's info string, lower case; empty when it names none.
    pub language: String,
    /// A file name or title given beside the language; empty when there is none.
    pub title: String,
    /// The lines, without the newline that ends the last.
    pub text: Span,
}

/// How a column's cells stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left, also when the source is silent.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// Rows and columns. Every row has as many cells as `columns`.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One alignment a column.
    pub columns: Vec<Align>,
    /// The header's cells; empty when it has no header.
    pub head: Vec<Cell>,
    /// The body.
    pub rows: Vec<Vec<Cell>>,
}

/// What a table's cell holds: runs, with [`Inline::Break`] between paragraphs of its own.
pub type Cell = Vec<Inline>;

/// A picture with its caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// What stands beneath it; empty when only the picture's own words are there.
    pub caption: Vec<Inline>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Where it is, as written.
    pub address: String,
    /// What it shows, in words: the alternative text, else its title.
    pub alt: Span,
    /// The link that surrounds it, else the link to the picture itself.
    pub link: Option<LinkId>,
}

/// A term and its definitions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Definition {
    /// What is defined.
    pub terms: Vec<Vec<Inline>>,
    /// What it means.
    pub meanings: Vec<Vec<Block>>,
}

/// A summary and what is under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// The line that is always seen.
    pub summary: Vec<Inline>,
    /// The rest.
    pub blocks: Vec<Block>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its number, from 1, in the order of the marks in the text.
    pub number: u32,
    /// The anchor it answers to.
    pub id: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words in one style.
    Text(Run),
    /// A new line that the author asked for.
    Break,
    /// A picture within a line.
    Image(Image),
    /// The mark of a footnote.
    NoteMark(NoteMark),
}

/// Words in one style.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Which words.
    pub span: Span,
    /// How they are set.
    pub style: Style,
    /// Where they lead.
    pub link: Option<LinkId>,
}

/// The mark of a footnote in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoteMark {
    /// The note's number.
    pub number: u32,
    /// The link that leads to it.
    pub link: LinkId,
}

bitflags! {
    /// How words are set. Styles combine.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Style: u16 {
        /// `*so*`
        const EMPHASIS = 1;
        /// `**so**`
        const STRONG = 1 << 1;
        /// `~~so~~`
        const STRIKE = 1 << 2;
        /// `<mark>`
        const MARK = 1 << 3;
        /// `` `so` ``
        const CODE = 1 << 4;
        /// `<kbd>`
        const KEY = 1 << 5;
        /// `<small>`
        const SMALL = 1 << 6;
        /// `<u>`, `<ins>`
        const UNDERLINE = 1 << 7;
        /// `$so$`
        const MATH = 1 << 8;
    }
}

/// A link, which knows where it leads before it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// The address as the author wrote it, cleaned of control characters.
    pub address: String,
    /// Its title attribute; empty when it has none.
    pub title: String,
    /// Its words, which are also in the text.
    pub text: String,
    /// What it is about when its own words do not say: the bold lead of its list item, the
    /// caption of its figure, or the heading above. Empty when there is none.
    pub context: String,
    /// Where in the text it begins, in bytes.
    pub at: u32,
    /// The talk, video, sound or slides that it leads to.
    pub media: Option<Media>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another post of the blog, by its path within the blog, perhaps at an anchor.
    Post {
        /// The path of the post's file relative to the blog's folder, with `/`.
        path: Arc<str>,
        /// The fragment, without `#`.
        anchor: Option<String>,
    },
    /// A place in this post.
    Anchor(String),
    /// Posts that are alike in something, by a part of a filter: `tag:"rust"`.
    Alike(String),
    /// The web: the whole address.
    Web(String),
    /// Mail: the whole address, with `mailto:`.
    Mail(String),
    /// A file of the blog's checkout that is no post, by its path relative to the blog's folder.
    File(String),
    /// Any other scheme, or an address of a site whose own address is not known: never opened
    /// without a question.
    Other(String),
}

impl Target {
    /// The whole address, for a target that has one outside the blog.
    pub fn address(&self) -> Option<&str> {
        match self {
            Target::Web(address) | Target::Mail(address) => Some(address),
            Target::Post { .. }
            | Target::Anchor(_)
            | Target::Alike(_)
            | Target::File(_)
            | Target::Other(_) => None,
        }
    }
}

/// A talk, a video, a sound or a set of slides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// What it is.
    pub kind: MediaKind,
    /// Who shows it: `youtube`, `vimeo`, `peertube`, …; `file` for a plain file.
    pub provider: &'static str,
    /// Its name there; for a plain file its address.
    pub id: String,
    /// Where to begin, in seconds.
    pub start: Option<u32>,
}

/// The kinds of [`Media`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// Moving pictures.
    Video,
    /// Sound alone.
    Audio,
    /// A talk's slides.
    Slides,
}

/// Where an address that is written in a post leads; the blog answers.
pub trait Addresses {
    /// The target of `address`, as written.
    fn lead(&self, address: &str) -> Target;
}

/// The blog that a post belongs to, as far as reading the post needs it.
pub trait Site: Addresses + Values {}

impl<T: Addresses + Values> Site for T {}

/// Answers from an address alone, for a text that belongs to no blog.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoBlog;

impl Addresses for NoBlog {
    fn lead(&self, address: &str) -> Target {
        let scheme = address
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => Target::Web(address.to_owned()),
            Some("mailto") => Target::Mail(address.to_owned()),
            _ => match address.strip_prefix('#') {
                Some(anchor) => Target::Anchor(anchor.to_owned()),
                None => Target::Other(address.to_owned()),
            },
        }
    }
}

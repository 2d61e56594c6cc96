//! Markdown: pulldown-cmark's events, fed to the [`Builder`] in one walk without recursion.
//!
//! What a blog's generator adds to `CommonMark` is done here too, each in a file of its own:
//! kramdown's attribute lists and `{:toc}`, Markdown within HTML blocks.

mod jsx;
mod kramdown;
mod nested;
mod prepare;

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, Event, HeadingLevel, LinkType, Options,
    Parser, Tag, TagEnd, TextMergeStream,
};

use super::builder::{
    Builder, Format, FrameKind, LeafKind, OpenCell, OpenList, OpenTable, Opener, Origin,
};
use super::html::Html;
use super::{Align, Block, CalloutKind, Dialect, Inline, NoteMark, Style, Task, math};
use kramdown::Attributes;
use nested::References;

/// Reads a body of Markdown.
pub(super) fn read(body: &str, dialect: Dialect, to: &mut Builder) {
    read_with(body, dialect, Contents::Inserted, to);
}

/// What becomes of a place for a table of contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contents {
    /// It is filled.
    Inserted,
    /// It stays as it is written: the table itself is being made.
    Left,
}

/// Reads a body of Markdown, with or without a table of contents.
pub(super) fn read_with(body: &str, dialect: Dialect, contents: Contents, to: &mut Builder) {
    let body = match dialect {
        Dialect::Kramdown => prepare::prepare(body),
        Dialect::CommonMark => jsx::prepare(body),
        Dialect::Goldmark => Cow::Borrowed(body),
    };
    let mut reader = Reader::new(&body, dialect, contents);
    reader.walk(&body, to, 0);
    reader.add_notes(to);
}

/// The extensions of a dialect. Never all of them: those for metadata blocks are quadratic.
pub(super) fn options(dialect: Dialect, body: &str) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    match dialect {
        Dialect::CommonMark => {}
        Dialect::Kramdown | Dialect::Goldmark => {
            options |= Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_DEFINITION_LIST;
        }
    }
    // A lone dollar is money more often than mathematics.
    if body.contains("$$") || body.contains("\\begin{") || body.contains("\\frac") {
        options |= Options::ENABLE_MATH;
    }
    options
}

/// What the walk through one post remembers.
struct Reader<'a> {
    body: &'a str,
    dialect: Dialect,
    contents: Contents,
    html: Html<'a>,
    references: Rc<References>,
    /// The code block or HTML block that is being collected.
    verbatim: Option<Verbatim>,
    /// The numbers of the footnotes, in the order of their first marks.
    numbers: HashMap<String, u32>,
    /// Their labels in that order: the one of number 1 first.
    marked: Vec<String>,
    /// The events of the footnotes, to be read at the end.
    notes: Vec<StoredNote<'a>>,
    /// The footnote that is being stored, and how many notes are open within it.
    storing: Option<usize>,
    /// What kramdown's attribute lists said within the leaf that is open.
    attributes: Attributes,
    /// True until the end of a line that defines an abbreviation.
    skip_line: bool,
    /// True at the start of a source line.
    line_start: bool,
}

struct StoredNote<'a> {
    label: String,
    events: Vec<Event<'a>>,
}

enum Verbatim {
    Code { info: String, text: String },
    Html(String),
}

impl<'a> Reader<'a> {
    fn new(body: &'a str, dialect: Dialect, contents: Contents) -> Self {
        Reader {
            body,
            dialect,
            contents,
            html: Html::new(body),
            references: Rc::default(),
            verbatim: None,
            numbers: HashMap::new(),
            marked: Vec::new(),
            notes: Vec::new(),
            storing: None,
            attributes: Attributes::default(),
            skip_line: false,
            line_start: true,
        }
    }

    /// Reads `text`, the whole body or, `depth` levels down, what an HTML block holds of it.
    fn walk(&mut self, text: &str, to: &mut Builder, depth: usize) {
        let options = options(self.dialect, self.body);
        if depth == 0 {
            let parser = Parser::new_ext(text, options);
            self.references = Rc::new(nested::references(parser.reference_definitions()));
            self.events(TextMergeStream::new(parser), to, depth);
        } else {
            let references = Rc::clone(&self.references);
            let known = |link: BrokenLink<'_>| {
                let (address, title) = references.get(&link.reference.to_lowercase())?;
                Some((address.clone().into(), title.clone().into()))
            };
            let parser = Parser::new_with_broken_link_callback(text, options, Some(known));
            self.events(TextMergeStream::new(parser), to, depth);
        }
    }

    fn events<'e>(
        &mut self,
        events: impl Iterator<Item = Event<'e>>,
        to: &mut Builder,
        depth: usize,
    ) {
        let mut events = events.peekable();
        while let Some(event) = events.next() {
            if self.store(&event) {
                continue;
            }
            let ends_here = matches!(
                events.peek(),
                Some(Event::End(TagEnd::Paragraph) | Event::SoftBreak) | None
            );
            self.event(event, ends_here, to, depth);
        }
    }

    /// Puts the events of a footnote aside; true when it did.
    fn store(&mut self, event: &Event) -> bool {
        match (event, self.storing) {
            (Event::Start(Tag::FootnoteDefinition(label)), None) => {
                self.notes.push(StoredNote {
                    label: label.to_string(),
                    events: Vec::new(),
                });
                self.storing = Some(0);
                return true;
            }
            (Event::Start(Tag::FootnoteDefinition(_)), Some(open)) => self.storing = Some(open + 1),
            (Event::End(TagEnd::FootnoteDefinition), Some(0)) => {
                self.storing = None;
                return true;
            }
            (Event::End(TagEnd::FootnoteDefinition), Some(open)) => self.storing = Some(open - 1),
            (_, None) => return false,
            (_, Some(_)) => {}
        }
        if let Some(note) = self.notes.last_mut() {
            note.events.push(event.clone().into_static());
        }
        true
    }

    /// Reads the stored footnotes, those that are marked in the order of their marks, then those
    /// that nothing marks.
    fn add_notes(&mut self, to: &mut Builder) {
        let mut notes = Vec::new();
        let mut places = HashMap::new();
        let (mut marks, mut rest) = (0, 0);
        loop {
            // A note may hold others, which are stored when it is read.
            for note in self.notes.drain(..) {
                places.entry(note.label.clone()).or_insert(notes.len());
                notes.push(Some(note));
            }
            // A note may mark another, which then gets its number here.
            let place = if let Some(label) = self.marked.get(marks) {
                marks += 1;
                places.get(label).copied()
            } else if rest < notes.len() {
                rest += 1;
                Some(rest - 1)
            } else {
                break;
            };
            let Some(note) = place.and_then(|place| notes.get_mut(place)?.take()) else {
                continue;
            };
            let number = self.number(&note.label);
            let id = note_id(&note.label);
            to.open(FrameKind::Note { number, id }, Origin::Markdown, "");
            self.events(note.events.into_iter(), to, 1);
            to.close_markdown();
        }
    }

    fn number(&mut self, label: &str) -> u32 {
        if let Some(&number) = self.numbers.get(label) {
            return number;
        }
        self.marked.push(label.to_owned());
        let number = self.marked.len() as u32;
        self.numbers.insert(label.to_owned(), number);
        number
    }

    fn event(&mut self, event: Event, ends_here: bool, to: &mut Builder, depth: usize) {
        let is_content = !matches!(event, Event::Start(_) | Event::End(_));
        match event {
            Event::Start(tag) => self.start(tag, to),
            Event::End(tag) => self.end(tag, to, depth),
            Event::Text(text) => self.text(&text, to),
            Event::Code(code) if !self.skip_line => to.code(&code),
            Event::InlineMath(tex) => dollar_math(&tex, to),
            Event::DisplayMath(tex) if ends_here && to.line_is_empty() => display_math(&tex, to),
            Event::DisplayMath(tex) => inline_math(&tex, to),
            Event::Html(html) => match &mut self.verbatim {
                Some(Verbatim::Html(block)) => block.push_str(&html),
                _ => self.html.feed(&html, to),
            },
            Event::InlineHtml(html) if !self.skip_line => self.html.feed(&html, to),
            Event::FootnoteReference(label) if !self.skip_line => self.note_mark(&label, to),
            // Each line before the definitions is a term of its own.
            Event::SoftBreak if *to.inside() == FrameKind::Term => {
                to.close_markdown();
                to.open(FrameKind::Term, Origin::Markdown, "");
            }
            Event::SoftBreak => {
                if !std::mem::take(&mut self.skip_line) {
                    to.soft_break();
                }
                self.line_start = true;
                return;
            }
            Event::HardBreak => {
                self.skip_line = false;
                to.hard_break();
                self.line_start = true;
                return;
            }
            Event::Rule => to.push(Block::Rule),
            Event::TaskListMarker(done) => {
                mark_task(if done { Task::Done } else { Task::Open }, to);
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
        }
        self.line_start &= !is_content;
    }

    fn start(&mut self, tag: Tag, to: &mut Builder) {
        let markdown = Origin::Markdown;
        match tag {
            Tag::Paragraph => {
                if let Some(list) = open_list(to) {
                    list.loose = true;
                }
                self.start_leaf(LeafKind::Paragraph, to);
            }
            Tag::Heading { level, id, .. } => {
                let id = id.map(|id| id.to_string());
                self.start_leaf(
                    LeafKind::Heading {
                        level: level_number(level),
                        id,
                    },
                    to,
                );
            }
            Tag::BlockQuote(None) => to.open(FrameKind::Quote, markdown, ""),
            Tag::BlockQuote(Some(kind)) => {
                let kind = callout_of(kind);
                to.open(
                    FrameKind::Callout {
                        kind,
                        title: Vec::new(),
                    },
                    markdown,
                    "",
                );
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Indented => String::new(),
                    CodeBlockKind::Fenced(info) => info.to_string(),
                };
                self.verbatim = Some(Verbatim::Code {
                    info,
                    text: String::new(),
                });
            }
            Tag::HtmlBlock => self.verbatim = Some(Verbatim::Html(String::new())),
            Tag::List(start) => to.open(
                FrameKind::List(OpenList {
                    start,
                    ..OpenList::default()
                }),
                markdown,
                "",
            ),
            Tag::Item => {
                to.open(FrameKind::Item(None), markdown, "");
                self.start_leaf(LeafKind::Paragraph, to);
            }
            Tag::DefinitionList => to.open(FrameKind::Definitions(Vec::new()), markdown, ""),
            Tag::DefinitionListTitle => to.open(FrameKind::Term, markdown, ""),
            Tag::DefinitionListDefinition => to.open(FrameKind::Meaning, markdown, ""),
            Tag::Table(alignments) => {
                let columns = alignments.into_iter().map(align_of).collect();
                to.open(
                    FrameKind::Table(OpenTable {
                        columns,
                        ..OpenTable::default()
                    }),
                    markdown,
                    "",
                );
            }
            Tag::TableHead => to.open(FrameKind::TableHead, markdown, ""),
            Tag::TableRow => to.open(FrameKind::Row(Vec::new()), markdown, ""),
            Tag::TableCell => {
                to.open(FrameKind::Cell(OpenCell::default()), markdown, "");
                self.start_leaf(LeafKind::Paragraph, to);
            }
            Tag::Emphasis => {
                to.start_format(Format::new(Opener::Emphasis, markdown, Style::EMPHASIS));
            }
            Tag::Strong => to.start_format(Format::new(Opener::Strong, markdown, Style::STRONG)),
            Tag::Strikethrough => {
                to.start_format(Format::new(Opener::Strike, markdown, Style::STRIKE));
            }
            Tag::Superscript => {
                to.start_format(Format::new(Opener::Superscript, markdown, Style::empty()));
            }
            Tag::Subscript => {
                to.start_format(Format::new(Opener::Subscript, markdown, Style::empty()));
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => start_link(link_type, &dest_url, &title, to),
            Tag::Image {
                dest_url, title, ..
            } => to.start_image(&dest_url, &title),
            // Both are handled before: notes are stored, heads are split off by the blog.
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {
                to.open(FrameKind::Group, markdown, "");
            }
        }
    }

    fn end(&mut self, tag: TagEnd, to: &mut Builder, depth: usize) {
        let markdown = Origin::Markdown;
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.end_leaf(to),
            TagEnd::CodeBlock => {
                if let Some(Verbatim::Code { info, text }) = self.verbatim.take() {
                    add_code(&info, &text, to);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(Verbatim::Html(html)) = self.verbatim.take() {
                    self.html_block(&html, to, depth);
                }
            }
            TagEnd::List(_) => {
                to.close_markdown();
                self.finish_list(to);
            }
            TagEnd::Item => {
                self.end_leaf(to);
                to.close_markdown();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_) => to.close_markdown(),
            TagEnd::Emphasis => {
                to.end_format(&Opener::Emphasis, markdown);
            }
            TagEnd::Strong => {
                to.end_format(&Opener::Strong, markdown);
            }
            TagEnd::Strikethrough => {
                to.end_format(&Opener::Strike, markdown);
            }
            TagEnd::Superscript => {
                to.end_format(&Opener::Superscript, markdown);
            }
            TagEnd::Subscript => {
                to.end_format(&Opener::Subscript, markdown);
            }
            TagEnd::Link => {
                to.end_format(&Opener::Link, markdown);
            }
            TagEnd::Image => to.end_image(),
        }
    }

    fn start_leaf(&mut self, kind: LeafKind, to: &mut Builder) {
        to.start_leaf(kind, Origin::Markdown);
        self.line_start = true;
        self.skip_line = false;
    }

    fn end_leaf(&mut self, to: &mut Builder) {
        self.skip_line = false;
        to.end_leaf();
        self.apply_attributes(to);
    }

    fn text(&mut self, text: &str, to: &mut Builder) {
        match &mut self.verbatim {
            Some(Verbatim::Code { text: code, .. }) => code.push_str(text),
            Some(Verbatim::Html(html)) => html.push_str(text),
            None if self.skip_line => {}
            None if self.dialect == Dialect::Kramdown => self.kramdown_text(text, to),
            None => to.words(&super::emoji::shortcodes(text)),
        }
    }

    fn note_mark(&mut self, label: &str, to: &mut Builder) {
        let number = self.number(label);
        let link = to.link(&format!("#{}", note_id(label)), "");
        to.push_inline(Inline::NoteMark(NoteMark { number, link }));
    }
}

/// The anchor of a footnote, as kramdown and goldmark call it.
fn note_id(label: &str) -> String {
    format!("fn:{label}")
}

fn start_link(kind: LinkType, address: &str, title: &str, to: &mut Builder) {
    let mail = kind == LinkType::Email && !address.starts_with("mailto:");
    let address = if mail {
        format!("mailto:{address}")
    } else {
        address.to_owned()
    };
    let mut format = Format::new(Opener::Link, Origin::Markdown, Style::empty());
    if to.takes_links() {
        format.link = Some(to.link(&address, title));
    }
    to.start_format(format);
}

fn mark_task(state: Task, to: &mut Builder) {
    if let Some(task) = to.innermost_mut(|kind| {
        if let FrameKind::Item(task) = kind {
            Some(task)
        } else {
            None
        }
    }) {
        *task = Some(state);
    }
}

/// The list whose item is the innermost frame.
fn open_list<'b>(to: &'b mut Builder) -> Option<&'b mut OpenList> {
    if !matches!(to.inside(), FrameKind::Item(_)) {
        return None;
    }
    to.innermost_mut(|kind| {
        if let FrameKind::List(list) = kind {
            Some(list)
        } else {
            None
        }
    })
}

fn add_code(info: &str, text: &str, to: &mut Builder) {
    let (language, title) = kramdown::fence_info(info);
    let text = text.strip_suffix('\n').unwrap_or(text);
    if language == "math" {
        display_math(text, to);
    } else if !to.is_hidden() {
        to.push_code(&language, &title, text);
    }
}

/// A formula between single dollars, or what only looks like one.
fn dollar_math(tex: &str, to: &mut Builder) {
    // kramdown knows no single dollars, but what looks like a formula was meant as one.
    let is_formula = is_function(tex)
        || tex.contains(['\\', '^', '_', '{', '=', '+', '<', '>'])
        || tex.chars().count() < 3;
    if is_formula
        && !tex
            .chars()
            .all(|char| char.is_ascii_digit() || ".,".contains(char))
    {
        inline_math(tex, to);
    } else {
        to.words(&format!("${tex}$"));
    }
}

/// True for `f(x)` and `Pr(A)`, and not for what stands between the dollars of two names, as in
/// `$add($a)` and `$(CC) $(CFLAGS)`.
fn is_function(tex: &str) -> bool {
    let Some((name, rest)) = tex.split_once('(') else {
        return false;
    };
    let is_name = (1..=2).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
    let argument = rest.strip_suffix(')');
    is_name
        && argument
            .is_some_and(|it| !it.contains(['(', ')', '$']) && !it.contains(char::is_whitespace))
}

pub(super) fn inline_math(tex: &str, to: &mut Builder) {
    match math::to_unicode(tex) {
        Some(formula) => to.verbatim_words(formula.trim(), Style::MATH),
        None => to.code(tex.trim()),
    }
}

pub(super) fn display_math(tex: &str, to: &mut Builder) {
    if to.is_hidden() {
        return;
    }
    match math::to_unicode(tex) {
        Some(formula) => {
            to.end_leaf();
            let span = to.verbatim(formula.trim_matches('\n'));
            to.push(Block::Math(span));
        }
        None => to.push_code("tex", "", tex.trim()),
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn align_of(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

fn callout_of(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Caution,
    }
}

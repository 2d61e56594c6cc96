//! HTML as the same document.
//!
//! html5gum gives the tokens of the WHATWG standard; this maps them onto the [`Builder`] that
//! Markdown feeds too. There is no tree: an end tag closes the nearest element of its name, the
//! elements whose end tags may be left out close each other, and whatever is still open ends with
//! what surrounds it.

mod attributes;

use std::cell::OnceCell;
use std::collections::HashSet;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{State, Tokenizer};

use super::builder::{
    Builder, Format, FrameKind, LeafKind, OpenCell, OpenCode, OpenList, OpenTable, Opener, Origin,
};
use super::element::{Element, Numbering, TablePart};
use super::{Block, Style, Task, embed};
pub(super) use attributes::callout_kind;
use attributes::{alignment, attribute, language, number};

/// What stops an end tag from closing an element outside.
const SCOPE: &[&str] = &["table", "td", "th", "caption"];
const LISTS: &[&str] = &["ul", "ol", "menu", "dir", "table", "td", "th"];
const CELLS: &[&str] = &["td", "th"];
const ROWS: &[&str] = &["tr"];

/// Reads the HTML of one post, in as many parts as Markdown hands over.
pub(super) struct Html<'a> {
    /// The whole post, to know which tags it ever closes.
    source: &'a str,
    tags: OnceCell<Tags>,
    /// What plays in the `video` or `audio` that is open.
    embed: Option<(String, String)>,
    /// Blank lines part paragraphs, as `WordPress` has it.
    blank_lines_part: bool,
}

/// The names of the tags in a post.
#[derive(Default)]
struct Tags {
    starts: HashSet<String>,
    ends: HashSet<String>,
}

/// Reads a post that is HTML as a whole.
pub(super) fn read(body: &str, to: &mut Builder) {
    let mut html = Html::new(body);
    let has_tag = |name: &str| html.tags().starts.contains(name);
    html.blank_lines_part = !has_tag("p") && !has_tag("br") && !has_tag("div");
    html.feed(body, to);
}

impl<'a> Html<'a> {
    /// A reader of parts of `source`.
    pub(super) fn new(source: &'a str) -> Self {
        Html {
            source,
            tags: OnceCell::new(),
            embed: None,
            blank_lines_part: false,
        }
    }

    /// Feeds a part of the post to the builder.
    pub(super) fn feed(&mut self, html: &str, to: &mut Builder) {
        let mut tokens =
            Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span());
        while let Some(Ok(token)) = tokens.next() {
            match token {
                Token::StartTag(tag) => {
                    let raw = html.get(tag.span.start..tag.span.end).unwrap_or_default();
                    if let Some(state) = self.start(&tag, raw, to) {
                        tokens.set_state(state);
                    }
                }
                Token::EndTag(tag) => {
                    let raw = html.get(tag.span.start..tag.span.end).unwrap_or_default();
                    self.end(&String::from_utf8_lossy(&tag.name), raw, to);
                }
                Token::String(text) => self.text(&String::from_utf8_lossy(&text.value), to),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
    }

    fn text(&self, text: &str, to: &mut Builder) {
        if !self.blank_lines_part || matches!(to.inside(), FrameKind::Preformatted(_)) {
            to.words(text);
            return;
        }
        for (index, part) in text.split("\n\n").enumerate() {
            if index > 0 {
                to.end_leaf();
            }
            to.words(part);
        }
    }

    /// Handles a start tag and names the state in which its content is to be read.
    fn start(&mut self, tag: &StartTag<usize>, raw: &str, to: &mut Builder) -> Option<State> {
        let name = String::from_utf8_lossy(&tag.name);
        let Some(element) = Element::named(&name) else {
            if self.is_text(&name, tag) {
                to.words(raw);
            }
            return None;
        };
        if !to.is_hidden()
            && let Some(id) =
                attribute(tag, "id").filter(|_| !matches!(element, Element::Heading(_)))
        {
            to.anchor(&id);
        }
        match element {
            Element::Division
            | Element::Quote
            | Element::Figure
            | Element::Details
            | Element::Preformatted => {
                open_block(element, &name, tag, to);
                if name == "xmp" && self.tags().ends.contains("xmp") {
                    return Some(State::RawText);
                }
            }
            Element::Paragraph => open_paragraph(tag, to),
            Element::Heading(level) => {
                to.start_leaf(
                    LeafKind::Heading {
                        level,
                        id: attribute(tag, "id"),
                    },
                    Origin::Html,
                );
            }
            Element::List(_)
            | Element::Item
            | Element::Definitions
            | Element::Term
            | Element::Meaning => {
                open_list_part(element, &name, tag, to);
            }
            Element::Rule if !to.is_hidden() => to.push(Block::Rule),
            Element::Rule => {}
            Element::Table(part) => open_table_part(part, &name, tag, to),
            Element::Caption => to.open(FrameKind::Caption, Origin::Html, &name),
            Element::Summary => to.open(FrameKind::Summary, Origin::Html, &name),
            Element::Styled(style) => open_style(style, &name, tag, to),
            Element::Script(script) => {
                let mut format = element_format(&name, Style::empty());
                format.script = Some(script);
                to.start_format(format);
            }
            Element::Quotation => {
                to.words("“");
                let mut format = element_format(&name, Style::empty());
                format.quoted = true;
                to.start_format(format);
            }
            Element::Anchor => open_anchor(&name, tag, to),
            Element::Break => to.line_break(),
            Element::BreakHere => to.words("\u{200b}"),
            Element::Image => add_image(tag, to),
            Element::Embed => return self.open_embed(&name, tag, to),
            Element::EmbedSource => self.add_source(tag),
            Element::Input => add_input(tag, to),
            Element::Program | Element::Hidden => return self.hide(&name, tag, to),
        }
        None
    }

    fn end(&mut self, name: &str, raw: &str, to: &mut Builder) {
        let Some(element) = Element::named(name) else {
            if !self.tags().starts.contains(name) {
                to.words(raw);
            }
            return;
        };
        match element {
            Element::Paragraph | Element::Heading(_) => to.end_html_leaf(),
            Element::Styled(_) | Element::Script(_) | Element::Quotation | Element::Anchor => {
                to.end_format(&Opener::Element(name.to_owned()), Origin::Html);
            }
            Element::Item => {
                to.close_html(&[name], LISTS);
            }
            Element::Table(TablePart::Whole) | Element::Program | Element::Hidden => {
                to.close_html(&[name], &[]);
            }
            Element::Table(_) => {
                to.close_html(&[name], &["table"]);
            }
            Element::Embed => {
                to.close_html(&[name], SCOPE);
                if let Some((address, title)) = self.embed.take() {
                    embed::add(&address, &title, to);
                }
            }
            Element::Break => to.line_break(),
            Element::Division
            | Element::Quote
            | Element::List(_)
            | Element::Preformatted
            | Element::Figure
            | Element::Caption
            | Element::Definitions
            | Element::Term
            | Element::Meaning
            | Element::Details
            | Element::Summary => {
                let scope = if element == Element::Caption {
                    &[]
                } else {
                    SCOPE
                };
                to.close_html(&[name], scope);
            }
            Element::Rule
            | Element::BreakHere
            | Element::Image
            | Element::EmbedSource
            | Element::Input => {}
        }
    }

    /// A video, a frame, a sound: one line that opens elsewhere. What stands between its tags is
    /// for programs that cannot show it, and so is hidden.
    fn open_embed(&mut self, name: &str, tag: &StartTag<usize>, to: &mut Builder) -> Option<State> {
        if to.is_hidden() {
            return None;
        }
        let address = ["src", "data-src", "data", "data-lazy-src"]
            .into_iter()
            .find_map(|key| attribute(tag, key));
        let title = ["title", "aria-label"]
            .into_iter()
            .find_map(|key| attribute(tag, key))
            .unwrap_or_default();
        if tag.self_closing || !self.tags().ends.contains(name) {
            if let Some(address) = address {
                embed::add(&address, &title, to);
            }
            return None;
        }
        self.embed = address.map(|address| (address, title));
        to.open(FrameKind::Hidden, Origin::Html, name);
        (name == "iframe").then_some(State::RawText)
    }

    fn add_source(&mut self, tag: &StartTag<usize>) {
        if self.embed.is_none() && tag.name.as_slice() == b"source" {
            self.embed = attribute(tag, "src").map(|address| (address, String::new()));
        }
    }

    fn hide(&self, name: &str, tag: &StartTag<usize>, to: &mut Builder) -> Option<State> {
        if name == "script"
            && let Some(source) = attribute(tag, "src")
        {
            if embed::is_gist(&source) {
                embed::add(&source, "", to);
            } else if source.contains("speakerdeck.com")
                && let Some(id) = attribute(tag, "data-id")
            {
                embed::add(&format!("https://speakerdeck.com/player/{id}"), "", to);
            }
        }
        // What is never closed would hide the rest of the post.
        if !self.tags().ends.contains(name) {
            return None;
        }
        to.open(FrameKind::Hidden, Origin::Html, name);
        match name {
            "script" => Some(State::ScriptData),
            "style" => Some(State::RawText),
            "title" => Some(State::RcData),
            _ => None,
        }
    }

    /// True for what looks like a tag and is none: `Vec<T>`, `<your name>`.
    ///
    /// Custom elements and components carry attributes, close themselves or are closed.
    fn is_text(&self, name: &str, tag: &StartTag<usize>) -> bool {
        tag.attributes
            .iter()
            .all(|(_, value)| value.value.is_empty())
            && !tag.self_closing
            && !self.tags().ends.contains(name)
    }

    fn tags(&self) -> &Tags {
        self.tags.get_or_init(|| {
            let mut tags = Tags::default();
            for (at, _) in self.source.match_indices('<') {
                let rest = self.source.get(at + 1..).unwrap_or_default();
                let (names, rest) = match rest.strip_prefix('/') {
                    Some(rest) => (&mut tags.ends, rest),
                    None => (&mut tags.starts, rest),
                };
                let end = rest
                    .find(|char: char| !(char.is_ascii_alphanumeric() || "-_:.".contains(char)));
                let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                if name.starts_with(|char: char| char.is_ascii_alphabetic()) && name.len() < 32 {
                    names.insert(name.to_ascii_lowercase());
                }
            }
            tags
        })
    }
}

fn element_format(name: &str, style: Style) -> Format {
    Format::new(Opener::Element(name.to_owned()), Origin::Html, style)
}

fn open_block(element: Element, name: &str, tag: &StartTag<usize>, to: &mut Builder) {
    let kind = match element {
        Element::Quote => FrameKind::Quote,
        Element::Figure => FrameKind::Figure(Vec::new()),
        Element::Details => FrameKind::Details(Vec::new()),
        Element::Preformatted => {
            let class = attribute(tag, "class").unwrap_or_default();
            let language = attribute(tag, "lang")
                .or_else(|| language(&class))
                .unwrap_or_default();
            FrameKind::Preformatted(OpenCode {
                language,
                ..OpenCode::default()
            })
        }
        // In a list of its own HTML a class called `note` is an author's remark.
        _ if to.is_in_html_item() => FrameKind::Group,
        _ => match attribute(tag, "class").and_then(|class| callout_kind(&class)) {
            Some(kind) => FrameKind::Callout {
                kind,
                title: Vec::new(),
            },
            None => FrameKind::Group,
        },
    };
    to.open(kind, Origin::Html, name);
}

fn open_paragraph(tag: &StartTag<usize>, to: &mut Builder) {
    let kind = attribute(tag, "class").and_then(|class| callout_kind(&class));
    to.start_leaf(LeafKind::Paragraph, Origin::Html);
    if let Some(kind) = kind {
        to.mark_callout(kind);
    }
}

fn open_list_part(element: Element, name: &str, tag: &StartTag<usize>, to: &mut Builder) {
    let kind = match element {
        Element::List(numbering) => {
            let start = match numbering {
                Numbering::Bullets => None,
                Numbering::Numbers => Some(number(tag, "start").unwrap_or(1)),
            };
            FrameKind::List(OpenList {
                start,
                ..OpenList::default()
            })
        }
        Element::Definitions => FrameKind::Definitions(Vec::new()),
        Element::Term | Element::Meaning => {
            to.close_html(&["dt", "dd"], &["dl", "table", "td", "th"]);
            if element == Element::Term {
                FrameKind::Term
            } else {
                FrameKind::Meaning
            }
        }
        _ => {
            to.close_html(&["li"], LISTS);
            FrameKind::Item(None)
        }
    };
    to.open(kind, Origin::Html, name);
}

fn open_table_part(part: TablePart, name: &str, tag: &StartTag<usize>, to: &mut Builder) {
    let table: &[&str] = &["table"];
    match part {
        TablePart::Whole => to.open(FrameKind::Table(OpenTable::default()), Origin::Html, name),
        TablePart::Head => {
            to.close_html(ROWS, table);
            to.open(FrameKind::TableHead, Origin::Html, name);
        }
        TablePart::Body => {
            to.close_html(&["thead", "tr"], table);
        }
        TablePart::Row => {
            to.close_html(ROWS, table);
            to.open(FrameKind::Row(Vec::new()), Origin::Html, name);
        }
        TablePart::Cell | TablePart::HeadCell => {
            to.close_html(CELLS, &["tr", "table"]);
            let cell = OpenCell {
                head: part == TablePart::HeadCell,
                align: alignment(tag),
                more_columns: number(tag, "colspan")
                    .map_or(0, |span| span.clamp(1, 50) as usize - 1),
                blocks: Vec::new(),
            };
            to.open(FrameKind::Cell(cell), Origin::Html, name);
        }
        TablePart::Column => {}
    }
}

fn open_style(style: Style, name: &str, tag: &StartTag<usize>, to: &mut Builder) {
    if let Some(FrameKind::Preformatted(code)) = to.inside_mut() {
        if name == "code" && code.language.is_empty() {
            code.language = attribute(tag, "class")
                .and_then(|class| language(&class))
                .unwrap_or_default();
        }
    } else if !style.is_empty() && !tag.self_closing {
        to.start_format(element_format(name, style));
    }
}

fn open_anchor(name: &str, tag: &StartTag<usize>, to: &mut Builder) {
    if let Some(anchor) = attribute(tag, "name") {
        to.anchor(&anchor);
    }
    let Some(address) = attribute(tag, "href") else {
        return;
    };
    if !to.takes_links() {
        return;
    }
    let link = to.link(&address, &attribute(tag, "title").unwrap_or_default());
    let mut format = element_format(name, Style::empty());
    format.link = Some(link);
    to.start_format(format);
}

fn add_image(tag: &StartTag<usize>, to: &mut Builder) {
    let words = attribute(tag, "alt").unwrap_or_default();
    let lazy = ["data-src", "data-original", "data-lazy-src"]
        .into_iter()
        .find_map(|key| attribute(tag, key));
    let own = attribute(tag, "src").filter(|source| !source.starts_with("data:") || lazy.is_none());
    let Some(address) = own.or(lazy) else { return };
    // A picture of one cell counts readers and shows nothing.
    let is_beacon = number(tag, "width") == Some(1) && number(tag, "height") == Some(1);
    if is_beacon && words.trim().is_empty() {
        return;
    }
    to.start_image(&address, &attribute(tag, "title").unwrap_or_default());
    to.words(&words);
    to.end_image();
}

fn add_input(tag: &StartTag<usize>, to: &mut Builder) {
    if attribute(tag, "type").as_deref() != Some("checkbox") {
        return;
    }
    let state = if attribute(tag, "checked").is_some() {
        Task::Done
    } else {
        Task::Open
    };
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

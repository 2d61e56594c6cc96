//! Blocks and runs from a stream of starts, words and ends.
//!
//! Markdown and HTML feed the same builder, so that they can interleave: a `<div>` opened in one
//! HTML block stays open over the Markdown after it. Two things are open at any time: a stack of
//! [`Frame`]s (what holds blocks) and at most one [`Leaf`] (a line of text in the making) with the
//! [`Format`]s that hold within it.
//!
//! The builder trusts nobody: an end without a start is ignored, a start without an end ends with
//! what surrounds it, HTML never closes what Markdown opened, and below
//! [`limits::document::DEPTH`] frames the content of deeper ones flows into the deepest.

mod close;
mod frame;
mod words;

use std::collections::HashMap;

use frame::Frame;
pub(super) use frame::{FrameKind, OpenCell, OpenCode, OpenList, OpenTable};

use super::clean::clean_line;
use super::element::Script;
use super::typography::Smart;
use super::{
    Addresses, Block, Callout, CalloutKind, Document, Heading, Image, Inline, Link, LinkId, Run,
    Span, Style, Target, Terms,
};
use crate::limits;

/// Which language opened something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Markdown,
    Html,
}

/// What a style was opened by; ends look for their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    Emphasis,
    Strong,
    Strike,
    Superscript,
    Subscript,
    Link,
    /// An HTML element's name.
    Element(String),
}

/// A style that holds from its start to its end.
#[derive(Clone, Debug)]
pub(super) struct Format {
    pub(super) opener: Opener,
    pub(super) origin: Origin,
    pub(super) style: Style,
    pub(super) script: Option<Script>,
    pub(super) link: Option<LinkId>,
    /// Set when its end is a closing quotation mark.
    pub(super) quoted: bool,
}

impl Format {
    pub(super) fn new(opener: Opener, origin: Origin, style: Style) -> Format {
        Format {
            opener,
            origin,
            style,
            script: None,
            link: None,
            quoted: false,
        }
    }
}

/// A line of text in the making.
#[derive(Debug)]
struct Leaf {
    kind: LeafKind,
    origin: Origin,
    inlines: Vec<Inline>,
    /// How many formats were open before it.
    formats: usize,
}

/// What a leaf becomes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LeafKind {
    Paragraph,
    Heading {
        level: u8,
        id: Option<String>,
    },
    /// A paragraph that is a notice.
    Notice(CalloutKind),
}

/// The words of a picture in the making.
#[derive(Debug)]
struct Alt {
    start: u32,
    /// How many pictures are open within its words; theirs are part of them.
    nested: u32,
    address: String,
    title: String,
}

/// Builds a [`Document`].
pub(super) struct Builder<'a> {
    document: Document,
    addresses: &'a dyn Addresses,
    smart: Smart,
    frames: Vec<Frame>,
    /// Markdown's containers that were too deep to open.
    skipped: usize,
    leaf: Option<Leaf>,
    formats: Vec<Format>,
    alt: Option<Alt>,
    terms: Terms,
    /// How often each heading's id was given.
    ids: HashMap<String, u32>,
    /// True where a space would be lost: at the start of a line of text.
    at_start: bool,
    /// A source line ended here: a space, unless both neighbours are written without spaces.
    line_ended: bool,
    /// Words being typeset; kept for its room.
    scratch: String,
}

impl<'a> Builder<'a> {
    pub(super) fn new(addresses: &'a dyn Addresses, smart: Smart) -> Self {
        Builder {
            document: Document::default(),
            addresses,
            smart,
            frames: vec![Frame::new(FrameKind::Root, Origin::Markdown, "")],
            skipped: 0,
            leaf: None,
            formats: Vec::new(),
            alt: None,
            terms: Terms::default(),
            ids: HashMap::new(),
            at_start: true,
            line_ended: false,
            scratch: String::new(),
        }
    }

    /// What becomes of the terms of definition lists from now on.
    pub(super) fn set_terms(&mut self, terms: Terms) {
        self.terms = terms;
    }

    /// Ends everything that is open.
    pub(super) fn finish(mut self) -> Document {
        self.end_leaf();
        while self.frames.len() > 1 {
            self.pop_frame();
        }
        if let Some(root) = self.frames.pop() {
            self.document.blocks.extend(root.blocks);
        }
        self.document.reckon_ends();
        self.document.add_anchors();
        self.document
    }

    /// Opens what holds blocks.
    pub(super) fn open(&mut self, kind: FrameKind, origin: Origin, name: &str) {
        self.end_leaf();
        self.adopt_stray(&kind);
        if self.frames.len() >= limits::document::DEPTH {
            if origin == Origin::Markdown {
                self.skipped += 1;
            }
            return;
        }
        let mut frame = Frame::new(kind, origin, name);
        frame.formats = self.formats.len();
        self.frames.push(frame);
    }

    /// Closes the innermost frame that Markdown opened, and what HTML left open within it.
    pub(super) fn close_markdown(&mut self) {
        self.end_leaf();
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if let Some(at) = self
            .frames
            .iter()
            .rposition(|frame| frame.origin == Origin::Markdown)
            && at > 0
        {
            self.close_from(at);
        }
    }

    /// Closes the innermost frame that an HTML element called one of `names` opened, unless
    /// Markdown opened something since or `barrier` stands between.
    pub(super) fn close_html(&mut self, names: &[&str], barrier: &[&str]) -> bool {
        let found = self
            .frames
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, frame)| {
                if frame.origin == Origin::Markdown || barrier.contains(&frame.name.as_str()) {
                    Some(None)
                } else {
                    names.contains(&frame.name.as_str()).then_some(Some(at))
                }
            });
        let Some(Some(at)) = found else { return false };
        self.end_leaf();
        self.close_from(at);
        true
    }

    fn close_from(&mut self, at: usize) {
        while self.frames.len() > at.max(1) {
            self.pop_frame();
        }
    }

    /// The innermost frame's kind.
    pub(super) fn inside(&self) -> &FrameKind {
        self.frames
            .last()
            .map_or(&FrameKind::Root, |frame| &frame.kind)
    }

    /// True within an item of a list that HTML opened.
    pub(super) fn is_in_html_item(&self) -> bool {
        let items = self
            .frames
            .iter()
            .rev()
            .filter(|frame| matches!(frame.kind, FrameKind::Item(_)));
        items.take(1).any(|frame| frame.origin == Origin::Html)
    }

    /// Changes the innermost frame's kind in place.
    pub(super) fn inside_mut(&mut self) -> Option<&mut FrameKind> {
        self.frames.last_mut().map(|frame| &mut frame.kind)
    }

    /// The innermost open frame that `pick` takes.
    pub(super) fn innermost_mut<T>(
        &mut self,
        pick: impl FnMut(&mut FrameKind) -> Option<&mut T>,
    ) -> Option<&mut T> {
        self.frames
            .iter_mut()
            .rev()
            .map(|frame| &mut frame.kind)
            .find_map(pick)
    }

    /// True within `script`, `style` and the like.
    pub(super) fn is_hidden(&self) -> bool {
        self.frames
            .iter()
            .any(|frame| frame.kind == FrameKind::Hidden)
    }

    /// Begins a line of text.
    pub(super) fn start_leaf(&mut self, kind: LeafKind, origin: Origin) {
        self.end_leaf();
        self.adopt_stray(&FrameKind::Group);
        self.leaf = Some(Leaf {
            kind,
            origin,
            // Most are one run; a vector that is let grow begins with the room of four.
            inlines: Vec::with_capacity(1),
            formats: self.formats.len(),
        });
        self.at_start = true;
    }

    /// Ends the line of text, if there is one, and puts it where it belongs.
    pub(super) fn end_leaf(&mut self) {
        self.end_alt();
        let Some(mut leaf) = self.leaf.take() else {
            return;
        };
        self.trim_end(&mut leaf.inlines);
        if leaf.origin == Origin::Markdown {
            self.formats.truncate(leaf.formats);
        }
        if leaf.origin == Origin::Markdown {
            words::repair_emphasis(&self.document.text, &mut leaf.inlines);
        }
        self.document.text.push('\n');
        self.at_start = true;
        self.line_ended = false;
        while leaf.inlines.last() == Some(&Inline::Break) {
            leaf.inlines.pop();
        }
        match leaf.kind {
            LeafKind::Paragraph | LeafKind::Notice(_) if leaf.inlines.is_empty() => {}
            LeafKind::Paragraph => self.push_paragraph(leaf.inlines),
            LeafKind::Notice(kind) => {
                let blocks = vec![Block::Paragraph(leaf.inlines)];
                self.push(Block::Callout(Callout {
                    kind,
                    title: Vec::new(),
                    blocks,
                }));
            }
            LeafKind::Heading { level, id } => {
                let id = self.heading_id(id, &leaf.inlines);
                self.push(Block::Heading(Heading {
                    level,
                    id,
                    content: leaf.inlines,
                }));
            }
        }
    }

    /// Adds a finished block to the innermost frame.
    pub(super) fn push(&mut self, block: Block) {
        self.end_leaf();
        self.adopt_stray(&FrameKind::Group);
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    /// The end of the text so far.
    pub(super) fn offset(&self) -> u32 {
        self.document.text.len() as u32
    }

    /// Appends text set as written and returns where it is.
    pub(super) fn verbatim(&mut self, text: &str) -> Span {
        let start = self.offset();
        self.document.text.push_str(&super::clean::clean(text));
        let end = self.offset();
        self.document.text.push('\n');
        Span { start, end }
    }

    /// Remembers that `id` leads to this place.
    pub(super) fn anchor(&mut self, id: &str) {
        if !id.is_empty() {
            let at = self.offset();
            self.document
                .anchors
                .push((clean_line(id).into_owned(), at));
        }
    }

    /// A new link to `address`, which ends those before it: links do not stand in links.
    pub(super) fn link(&mut self, address: &str, title: &str) -> LinkId {
        for format in &mut self.formats {
            format.link = None;
        }
        let address = clean_line(address.trim()).into_owned();
        let id = LinkId(self.document.links.len() as u32);
        self.document.links.push(Link {
            target: self.addresses.lead(&address),
            address,
            title: clean_line(title).into_owned(),
            text: String::new(),
            context: String::new(),
            at: self.offset(),
            media: None,
        });
        id
    }

    /// A new link to something of the blog that has no address.
    pub(super) fn link_to(&mut self, target: Target) -> LinkId {
        let id = self.link("", "");
        if let Some(link) = self.document.links.last_mut() {
            link.target = target;
        }
        id
    }

    /// The link that holds here.
    pub(super) fn current_link(&self) -> Option<LinkId> {
        self.formats.iter().rev().find_map(|format| format.link)
    }

    /// Begins a style.
    pub(super) fn start_format(&mut self, format: Format) {
        if self.alt.is_none() && self.formats.len() < limits::document::STYLES {
            self.formats.push(format);
        }
    }

    /// Ends the innermost style that `opener` began in `origin`'s language.
    pub(super) fn end_format(&mut self, opener: &Opener, origin: Origin) -> bool {
        if self.alt.is_some() {
            return false;
        }
        let found = self
            .formats
            .iter()
            .rposition(|format| format.origin == origin && format.opener == *opener);
        let Some(at) = found else { return false };
        let format = self.formats.remove(at);
        if format.quoted {
            self.add("”");
        }
        true
    }

    /// The line breaks here.
    pub(super) fn hard_break(&mut self) {
        if self.is_hidden() {
            return;
        }
        if self.alt.is_some() {
            self.line_ended = true;
            return;
        }
        if let Some(FrameKind::Preformatted(code)) = self.inside_mut() {
            code.text.push('\n');
            return;
        }
        let Some(mut leaf) = self.leaf.take() else {
            return;
        };
        self.trim_end(&mut leaf.inlines);
        leaf.inlines.push(Inline::Break);
        self.leaf = Some(leaf);
        self.document.text.push('\n');
        self.at_start = true;
    }

    /// `<br>`: a new line, and a new paragraph where there are two.
    pub(super) fn line_break(&mut self) {
        let is_second = self
            .leaf
            .as_ref()
            .is_some_and(|leaf| leaf.inlines.last() == Some(&Inline::Break));
        if is_second && self.at_start {
            self.end_leaf();
        } else {
            self.hard_break();
        }
    }

    /// Ends the line of text unless Markdown began it, which then also ends it.
    pub(super) fn end_html_leaf(&mut self) {
        if self
            .leaf
            .as_ref()
            .is_some_and(|leaf| leaf.origin == Origin::Html)
        {
            self.end_leaf();
        }
    }

    /// True when nothing stands on the line of text yet.
    pub(super) fn line_is_empty(&self) -> bool {
        self.leaf
            .as_ref()
            .is_none_or(|leaf| leaf.inlines.is_empty())
    }

    /// False within a picture's words, which hold no links of their own.
    pub(super) fn takes_links(&self) -> bool {
        self.alt.is_none() && !self.is_hidden()
    }

    /// The words that `fill` adds, as one line of text.
    pub(super) fn line(&mut self, fill: impl FnOnce(&mut Self)) -> Vec<Inline> {
        self.end_leaf();
        let (depth, formats) = (self.frames.len(), self.formats.len());
        self.frames
            .push(Frame::new(FrameKind::Group, Origin::Markdown, ""));
        fill(self);
        self.end_leaf();
        self.formats.truncate(formats);
        while self.frames.len() > depth + 1 {
            self.pop_frame();
        }
        let blocks = self
            .frames
            .pop()
            .map(|frame| frame.blocks)
            .unwrap_or_default();
        self.flatten(blocks)
    }

    /// The block that was finished last in the innermost frame.
    pub(super) fn last_block_mut(&mut self) -> Option<&mut Block> {
        self.frames.last_mut()?.blocks.last_mut()
    }

    /// Makes the block that was finished last a notice.
    pub(super) fn wrap_last_in_callout(&mut self, kind: CalloutKind) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let Some(block) = frame.blocks.pop() else {
            return;
        };
        let blocks = if let Block::Quote(blocks) = block {
            blocks
        } else {
            vec![block]
        };
        frame.blocks.push(Block::Callout(Callout {
            kind,
            title: Vec::new(),
            blocks,
        }));
    }

    /// The line of text becomes a notice when it ends.
    pub(super) fn mark_callout(&mut self, kind: CalloutKind) {
        if let Some(leaf) = &mut self.leaf {
            leaf.kind = LeafKind::Notice(kind);
        }
    }

    /// Remembers that `id` leads to the block that was finished last.
    pub(super) fn anchor_last(&mut self, id: &str) {
        let at = self
            .last_block_mut()
            .and_then(|block| super::place::first_offset(block));
        if let Some(at) = at {
            self.document
                .anchors
                .push((clean_line(id).into_owned(), at));
        }
    }

    /// Puts an outline, each entry with a link to its heading, in the place of the last block.
    pub(super) fn replace_last_by_outline(&mut self, outline: &[super::outline::Entry]) {
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.pop();
        }
        self.open(FrameKind::List(OpenList::default()), Origin::Html, "ul");
        let top = outline.iter().map(|entry| entry.level).min().unwrap_or(1);
        let mut level = top;
        for entry in outline {
            while level < entry.level && self.frames.len() < limits::document::DEPTH - 2 {
                self.open(FrameKind::List(OpenList::default()), Origin::Html, "ul");
                level += 1;
            }
            while level > entry.level {
                self.close_html(&["ul"], &[]);
                level -= 1;
            }
            self.close_html(&["li"], &["ul"]);
            self.open(FrameKind::Item(None), Origin::Html, "li");
            let mut format = Format::new(Opener::Link, Origin::Html, Style::empty());
            format.link = Some(self.link(&format!("#{}", entry.id), ""));
            self.start_format(format);
            self.verbatim_words(&entry.text, Style::empty());
            self.end_format(&Opener::Link, Origin::Html);
        }
        for _ in top..=level {
            self.close_html(&["ul"], &[]);
        }
    }

    /// Adds to the line of text what is no words.
    pub(super) fn push_inline(&mut self, inline: Inline) {
        if self.is_hidden() {
            return;
        }
        self.ensure_leaf();
        // What follows it may have a space of its own, which a newline does not swallow.
        if self.document.text.ends_with(' ') {
            self.document.text.push('\n');
        }
        if let Some(leaf) = &mut self.leaf {
            leaf.inlines.push(inline);
        }
        self.at_start = false;
    }

    /// Begins a picture whose words follow.
    pub(super) fn start_image(&mut self, address: &str, title: &str) {
        if let Some(alt) = &mut self.alt {
            alt.nested += 1;
            return;
        }
        if self.is_hidden() {
            return;
        }
        self.ensure_leaf();
        self.part_words();
        self.alt = Some(Alt {
            start: self.offset(),
            nested: 0,
            address: address.to_owned(),
            title: title.to_owned(),
        });
        self.at_start = true;
    }

    /// Ends the innermost picture.
    pub(super) fn end_image(&mut self) {
        match &mut self.alt {
            Some(alt) if alt.nested > 0 => alt.nested -= 1,
            _ => self.end_alt(),
        }
    }

    /// Ends a picture and those within its words.
    fn end_alt(&mut self) {
        let Some(alt) = self.alt.take() else { return };
        let words = self
            .document
            .text
            .get(alt.start as usize..)
            .unwrap_or_default();
        if words.trim().is_empty() {
            self.document.text.truncate(alt.start as usize);
            self.document.text.push_str(&clean_line(alt.title.trim()));
        }
        // Only its own words: before them may stand nothing but the ends of a thousand pictures.
        let words = self.document.text.get(alt.start as usize..);
        let kept = alt.start as usize + words.unwrap_or_default().trim_end().len();
        self.document.text.truncate(kept);
        let span = Span {
            start: alt.start,
            end: self.offset(),
        };
        let link = self
            .current_link()
            .unwrap_or_else(|| self.link(&alt.address, &alt.title));
        if let Some(own) = self.document.links.get_mut(link.0 as usize) {
            own.at = own.at.min(span.start);
        }
        // Parts it from the words that follow; a newline does not swallow their space.
        self.document.text.push('\n');
        let address = clean_line(&alt.address).into_owned();
        self.push_inline(Inline::Image(Image {
            address,
            alt: span,
            link: Some(link),
        }));
    }

    /// A picture's words and the words before it do not run together in the text.
    fn part_words(&mut self) {
        if !self.document.text.ends_with([' ', '\n']) && !self.document.text.is_empty() {
            self.document.text.push(' ');
        }
    }

    fn trim_end(&mut self, inlines: &mut Vec<Inline>) {
        while let Some(Inline::Text(run)) = inlines.last_mut() {
            let words = self
                .document
                .text
                .get(run.span.start as usize..run.span.end as usize)
                .unwrap_or_default();
            let kept = run.span.start + words.trim_end_matches(' ').len() as u32;
            if kept == run.span.end {
                return;
            }
            if self.document.text.len() == run.span.end as usize {
                self.document.text.truncate(kept as usize);
            }
            run.span.end = kept;
            if !run.span.is_empty() {
                return;
            }
            inlines.pop();
        }
    }

    fn ensure_leaf(&mut self) {
        if self.leaf.is_none() {
            self.start_leaf(LeafKind::Paragraph, Origin::Html);
        }
    }

    /// The id that leads to a heading or a term: its own, else made from its words as kramdown and GitHub
    /// do: letters, digits, `-` and `_` in lower case, spaces as `-`, a number for the second.
    fn heading_id(&mut self, own: Option<String>, words: &[Inline]) -> String {
        let id = own.unwrap_or_else(|| {
            let mut id = String::new();
            for inline in words {
                let Inline::Text(run) = inline else { continue };
                let words = self
                    .document
                    .text
                    .get(run.span.start as usize..run.span.end as usize)
                    .unwrap_or_default();
                for char in words.chars() {
                    match char {
                        ' ' => id.push('-'),
                        '-' | '_' => id.push(char),
                        _ if char.is_alphanumeric() => id.extend(char.to_lowercase()),
                        _ => {}
                    }
                }
            }
            if id.is_empty() {
                "section".to_owned()
            } else {
                id
            }
        });
        let seen = self.ids.entry(id.clone()).or_insert(0);
        let unique = if *seen == 0 {
            id
        } else {
            format!("{id}-{seen}")
        };
        *seen += 1;
        unique
    }

    fn push_run(&mut self, run: Run) {
        let Some(leaf) = &mut self.leaf else { return };
        if let Some(Inline::Text(last)) = leaf.inlines.last_mut()
            && last.span.end == run.span.start
            && last.style == run.style
            && last.link == run.link
        {
            last.span.end = run.span.end;
            return;
        }
        leaf.inlines.push(Inline::Text(run));
    }
}

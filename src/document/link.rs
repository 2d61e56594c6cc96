//! What links are about.
//!
//! Seven links called "Video" tell nobody anything. So every link knows its own words and, beside
//! them, its context: the bold lead of the list item it stands in, the caption of its figure, or
//! the heading above it.

mod name;

use super::{Block, Cell, Document, Image, Inline, Link, LinkId, media};

/// Gives every link its words, its context and its medium.
pub(super) fn describe(document: &mut Document) {
    let mut links = std::mem::take(&mut document.links);
    let mut walk = Walk {
        document,
        links: &mut links,
        heading: String::new(),
        leads: Vec::new(),
    };
    for block in &document.blocks {
        walk.block(block);
    }
    for link in &mut links {
        link.text = link.text.split_whitespace().collect::<Vec<_>>().join(" ");
        link.media = media::recognise(&link.address, &link.text);
    }
    document.links = links;
}

struct Walk<'d> {
    document: &'d Document,
    links: &'d mut Vec<Link>,
    /// The heading above.
    heading: String,
    /// The bold leads of the list items around, outermost first.
    leads: Vec<String>,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => {
                self.line(&title.title);
                title.meta.iter().for_each(|phrase| self.line(phrase));
                self.line(&title.lead);
            }
            Block::Paragraph(words) => self.paragraph(words),
            Block::Heading(heading) => {
                self.heading = named(self.document.line(&heading.content)).unwrap_or_default();
                self.line(&heading.content);
            }
            Block::List(list) => {
                for item in &list.items {
                    self.item(&item.blocks);
                }
            }
            Block::Quote(blocks) => self.blocks(blocks),
            Block::Callout(callout) => {
                self.line(&callout.title);
                self.blocks(&callout.blocks);
            }
            Block::Table(table) => {
                self.cells(&table.head);
                table.rows.iter().for_each(|row| self.row(row));
            }
            Block::Figure(figure) => {
                let caption = self.document.line(&figure.caption);
                self.with_lead(
                    Some(caption).filter(|caption| !caption.is_empty()),
                    |walk| {
                        walk.picture(&figure.image);
                        walk.line(&figure.caption);
                    },
                );
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    self.cells(&definition.terms);
                    let term = definition
                        .terms
                        .first()
                        .map(|term| self.document.line(term));
                    self.with_lead(term, |walk| {
                        definition
                            .meanings
                            .iter()
                            .for_each(|meaning| walk.blocks(meaning));
                    });
                }
            }
            Block::Details(details) => {
                self.line(&details.summary);
                self.blocks(&details.blocks);
            }
            Block::Note(note) => self.blocks(&note.blocks),
            Block::Code(_) | Block::Rule | Block::Math(_) => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// An item's lead is its bold beginning; without one its first line, for the links below it.
    fn item(&mut self, blocks: &[Block]) {
        let Some(Block::Paragraph(words)) = blocks.first() else {
            self.blocks(blocks);
            return;
        };
        let has_more = blocks.len() > 1;
        let lead = self.document.lead(words).or_else(|| {
            let first = words
                .split(|inline| *inline == Inline::Break)
                .next()
                .unwrap_or_default();
            has_more.then(|| self.document.line(first))
        });
        self.with_lead(lead, |walk| walk.blocks(blocks));
    }

    /// A paragraph that opens in bold leads the links in itself.
    fn paragraph(&mut self, words: &[Inline]) {
        let lead = if self.leads.is_empty() {
            self.document.lead(words)
        } else {
            None
        };
        self.with_lead(lead, |walk| walk.line(words));
    }

    /// A row's first cell says what the links in the others are about.
    fn row(&mut self, cells: &[Cell]) {
        let first = cells
            .first()
            .map(|cell| self.document.line(cell))
            .filter(|words| !words.trim().is_empty());
        self.with_lead(first, |walk| walk.cells(cells));
    }

    fn cells(&mut self, cells: &[Cell]) {
        for cell in cells {
            self.line(cell);
        }
    }

    fn with_lead(&mut self, lead: Option<String>, walk: impl FnOnce(&mut Self)) {
        let depth = self.leads.len();
        self.leads.extend(lead.and_then(named));
        walk(self);
        self.leads.truncate(depth);
    }

    fn line(&mut self, inlines: &[Inline]) {
        let mut open = None;
        for inline in inlines {
            let link = match inline {
                Inline::Text(run) => run.link,
                Inline::Image(image) => image.link,
                Inline::NoteMark(mark) => Some(mark.link),
                Inline::Break => open,
            };
            // A link's context is looked for when all of its words are there.
            if open != link {
                self.give_context(open);
                open = link;
            }
            let Some(link) = link else { continue };
            match inline {
                Inline::Text(run) => {
                    self.add(link, self.document.words(run.span), Some(run.span.start));
                }
                Inline::Image(image) => self.add_picture(link, image),
                Inline::NoteMark(mark) => self.add(link, &mark.number.to_string(), None),
                Inline::Break => {}
            }
        }
        self.give_context(open);
    }

    /// The picture of a figure.
    fn picture(&mut self, image: &Image) {
        if let Some(link) = image.link {
            self.add_picture(link, image);
            self.give_context(Some(link));
        }
    }

    fn add_picture(&mut self, link: LinkId, image: &Image) {
        self.add(link, self.document.words(image.alt), Some(image.alt.start));
    }

    /// Adds a part of a link's words, which begins at `at`.
    fn add(&mut self, id: LinkId, words: &str, at: Option<u32>) {
        let Some(link) = self.links.get_mut(id.0 as usize) else {
            return;
        };
        if link.text.is_empty() {
            let end = self.document.text.len() as u32;
            link.at = at.unwrap_or(link.at).min(end);
        }
        link.text.push_str(words);
    }

    /// The innermost lead that says more than the link itself is its context, else the heading
    /// above.
    fn give_context(&mut self, id: Option<LinkId>) {
        let Some(link) = id.and_then(|id| self.links.get_mut(id.0 as usize)) else {
            return;
        };
        let is_long = link.text.len() > MOST_COMPARED;
        let says_more = |lead: &&String| is_long || !link.text.contains(lead.as_str());
        let lead = self.leads.iter().rev().find(says_more);
        let words = lead.unwrap_or(&self.heading).split_whitespace();
        link.context = words.collect::<Vec<_>>().join(" ");
    }
}

/// A link of more bytes is not compared with what stands above it: it may go on through as many
/// lines as a post has.
const MOST_COMPARED: usize = 2048;

/// A line of more characters is prose, not a name.
const LONGEST_LEAD: usize = 160;

/// The words of a line that can name what stands below it.
fn named(words: String) -> Option<String> {
    let is_name = words.chars().nth(LONGEST_LEAD).is_none();
    is_name.then_some(words)
}

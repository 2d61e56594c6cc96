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
                self.heading = self.document.line(&heading.content);
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
                        walk.image(&figure.image);
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
        self.with_lead(
            lead.filter(|lead| lead.chars().count() < LONGEST_LEAD),
            |walk| walk.blocks(blocks),
        );
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
        self.leads.extend(lead);
        walk(self);
        self.leads.truncate(depth);
    }

    fn line(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(run) => {
                    if let Some(link) = run.link {
                        self.found(link, self.document.words(run.span), run.span.start);
                    }
                }
                Inline::Image(image) => self.image(image),
                Inline::NoteMark(mark) => self.found(mark.link, &mark.number.to_string(), u32::MAX),
                Inline::Break => {}
            }
        }
    }

    fn image(&mut self, image: &Image) {
        if let Some(link) = image.link {
            self.found(link, self.document.words(image.alt), image.alt.start);
        }
    }

    /// A part of a link's words. The innermost lead that says more than the link itself is its
    /// context, else the heading above.
    fn found(&mut self, id: LinkId, words: &str, at: u32) {
        let Some(link) = self.links.get_mut(id.0 as usize) else {
            return;
        };
        if link.text.is_empty() {
            link.at = at
                .min(self.document.text.len() as u32)
                .min(if at == u32::MAX { link.at } else { at });
        }
        link.text.push_str(words);
        let lead = self
            .leads
            .iter()
            .rev()
            .find(|lead| !link.text.contains(lead.as_str()));
        link.context = lead
            .unwrap_or(&self.heading)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
    }
}

/// A first line of more characters is prose, not a name.
const LONGEST_LEAD: usize = 160;

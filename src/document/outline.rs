//! The outline: a post's headings, or what stands for them.

use super::builder::Builder;
use super::markdown::{self, Contents};
use super::{Block, Dialect, Document, Inline, NoBlog, Style};

/// One line of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How deep it stands: a heading's level.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// The anchor that leads to it; empty for a bold lead.
    pub id: String,
    /// Where it is in the document's text, in bytes.
    pub at: u32,
}

impl Document {
    /// The headings; in a post without any its bold leads: paragraphs and items of a list that
    /// open in bold, which is how notes from conferences are written.
    pub fn outline(&self) -> Vec<Entry> {
        let mut headings = Vec::new();
        self.blocks
            .iter()
            .for_each(|block| self.add_headings(block, &mut headings));
        if headings.is_empty() {
            self.blocks
                .iter()
                .for_each(|block| self.add_leads(block, &mut headings));
        }
        headings
    }

    /// The words of a line of text.
    pub fn line(&self, inlines: &[Inline]) -> String {
        let mut line = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(run) => line.push_str(self.words(run.span)),
                Inline::Image(image) => line.push_str(self.words(image.alt)),
                Inline::Break => line.push(' '),
                Inline::NoteMark(_) => {}
            }
        }
        line
    }

    /// The bold words that a line of text opens with.
    pub(super) fn lead(&self, inlines: &[Inline]) -> Option<String> {
        let bold = inlines.iter().take_while(|inline| {
            matches!(inline, Inline::Text(run) if run.style.contains(Style::STRONG) || self.words(run.span).trim().is_empty())
        });
        let words = self.line(&bold.cloned().collect::<Vec<_>>());
        let words = words.trim().trim_end_matches(':').trim_end();
        (!words.is_empty()).then(|| words.to_owned())
    }

    fn add_headings(&self, block: &Block, entries: &mut Vec<Entry>) {
        let nested = match block {
            Block::Heading(heading) => {
                let at = super::place::first_offset(block).unwrap_or_default();
                let text = self.line(&heading.content);
                entries.push(Entry {
                    level: heading.level,
                    text,
                    id: heading.id.clone(),
                    at,
                });
                return;
            }
            Block::Quote(blocks) => blocks,
            Block::Details(details) => &details.blocks,
            _ => return,
        };
        for block in nested {
            self.add_headings(block, entries);
        }
    }

    fn add_leads(&self, block: &Block, entries: &mut Vec<Entry>) {
        let mut add = |block: &Block| {
            if let Block::Paragraph(words) = block
                && let Some(text) = self.lead(words)
            {
                let at = super::place::first_offset(block).unwrap_or_default();
                entries.push(Entry {
                    level: 2,
                    text,
                    id: String::new(),
                    at,
                });
            }
        };
        match block {
            Block::List(list) => list
                .items
                .iter()
                .filter_map(|item| item.blocks.first())
                .for_each(add),
            _ => add(block),
        }
    }
}

/// The headings of a body of Markdown, for an outline that stands before them.
pub(super) fn of_markdown(body: &str, dialect: Dialect) -> Vec<Entry> {
    let mut builder = Builder::new(&NoBlog, dialect.typography());
    markdown::read_with(body, dialect, Contents::Left, &mut builder);
    let document = builder.finish();
    let mut headings = Vec::new();
    document
        .blocks
        .iter()
        .for_each(|block| document.add_headings(block, &mut headings));
    headings
}

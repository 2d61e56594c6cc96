//! Places: which block an offset lies in, and where an anchor leads.

use super::{Block, Cell, Document, Inline};

/// An anchor as links name it that are meant for it, in whatever case and with `-` for `_`.
pub fn loosely(anchor: &str) -> String {
    anchor.to_lowercase().replace('_', "-")
}

impl Document {
    /// The block that holds the byte at `offset` of the text; the last one beyond the end.
    pub fn block_at(&self, offset: u32) -> usize {
        let block = self.ends.partition_point(|&end| end <= offset);
        block.min(self.blocks.len().saturating_sub(1))
    }

    /// Where in the text a block begins, in bytes.
    pub fn start_of(&self, block: usize) -> u32 {
        block
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0)
    }

    /// Where in the text the anchor called `id` is, in bytes. A link may name it in another case,
    /// and with `-` for `_`: Hugo's former Markdown wrote `_` as `-`.
    pub fn anchor(&self, id: &str) -> Option<u32> {
        let find = |like: &dyn Fn(&str) -> bool| self.anchors.iter().find(|(name, _)| like(name));
        let wanted = loosely(id);
        let found = find(&|name| name == id)
            .or_else(|| find(&|name| name.to_lowercase() == id.to_lowercase()))
            .or_else(|| find(&|name| loosely(name) == wanted));
        found.map(|&(_, at)| at)
    }

    /// The names of all places that a link can lead to.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.anchors.iter().map(|(name, _)| name.as_str())
    }

    /// Reckons where the blocks end.
    pub(super) fn reckon_ends(&mut self) {
        let mut end = self.text.len() as u32;
        let mut ends: Vec<u32> = Vec::with_capacity(self.blocks.len());
        for block in self.blocks.iter().rev() {
            ends.push(end);
            end = first_offset(block).unwrap_or(end).min(end);
        }
        ends.reverse();
        self.ends = ends;
    }

    /// Adds the anchors of headings and notes.
    pub(super) fn add_anchors(&mut self) {
        let mut anchors = std::mem::take(&mut self.anchors);
        for block in &self.blocks {
            add_anchors(block, &mut anchors);
        }
        self.anchors = anchors;
    }
}

fn add_anchors(block: &Block, anchors: &mut Vec<(String, u32)>) {
    let id = match block {
        Block::Heading(heading) => &heading.id,
        Block::Note(note) => &note.id,
        Block::Quote(blocks) => return blocks.iter().for_each(|block| add_anchors(block, anchors)),
        Block::Callout(callout) => {
            return callout
                .blocks
                .iter()
                .for_each(|block| add_anchors(block, anchors));
        }
        Block::Details(details) => {
            return details
                .blocks
                .iter()
                .for_each(|block| add_anchors(block, anchors));
        }
        Block::List(list) => {
            return list
                .items
                .iter()
                .flat_map(|item| &item.blocks)
                .for_each(|block| add_anchors(block, anchors));
        }
        Block::Title(_)
        | Block::Paragraph(_)
        | Block::Code(_)
        | Block::Rule
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Definitions(_)
        | Block::Math(_) => return,
    };
    if let Some(at) = first_offset(block) {
        anchors.push((id.clone(), at));
    }
}

/// Where in the text a block's first words are.
pub(super) fn first_offset(block: &Block) -> Option<u32> {
    let blocks = |blocks: &[Block]| blocks.iter().find_map(first_offset);
    let cells = |cells: &[Cell]| cells.iter().find_map(|cell| first_word(cell));
    match block {
        Block::Title(title) => first_word(&title.title)
            .or_else(|| title.meta.iter().find_map(|phrase| first_word(phrase)))
            .or_else(|| first_word(&title.lead)),
        Block::Paragraph(words) => first_word(words),
        Block::Heading(heading) => first_word(&heading.content),
        Block::List(list) => list.items.iter().find_map(|item| blocks(&item.blocks)),
        Block::Quote(inner) => blocks(inner),
        Block::Callout(callout) => first_word(&callout.title).or_else(|| blocks(&callout.blocks)),
        Block::Code(code) => Some(code.text.start),
        Block::Rule => None,
        Block::Table(table) => {
            cells(&table.head).or_else(|| table.rows.iter().find_map(|row| cells(row)))
        }
        Block::Figure(figure) => Some(figure.image.alt.start),
        Block::Definitions(definitions) => definitions.iter().find_map(|definition| {
            cells(&definition.terms).or_else(|| {
                definition
                    .meanings
                    .iter()
                    .find_map(|meaning| blocks(meaning))
            })
        }),
        Block::Details(details) => first_word(&details.summary).or_else(|| blocks(&details.blocks)),
        Block::Math(span) => Some(span.start),
        Block::Note(note) => blocks(&note.blocks),
    }
}

fn first_word(inlines: &[Inline]) -> Option<u32> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(run) => Some(run.span.start),
        Inline::Image(image) => Some(image.alt.start),
        Inline::Break | Inline::NoteMark(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, NoBlog, Source};

    #[test]
    fn an_anchor_is_found_in_another_case_and_with_other_dashes() {
        let source = Source {
            body: "# A_b\n\nOne.\n\n# a-b\n\nTwo.\n\n# C_d\n\nThree.\n".to_owned(),
            ..Source::default()
        };
        let document = Document::read(&source, &NoBlog);
        let words = |id: &str| {
            let at = document.anchor(id).map(|at| at as usize);
            document
                .text
                .get(at?..)
                .and_then(|rest| rest.split_whitespace().next())
        };
        assert_eq!(words("a_b"), Some("A_b"));
        assert_eq!(words("a-b"), Some("a-b"), "what is called so goes first");
        assert_eq!(words("C-D"), Some("C_d"));
        assert_eq!(words("e"), None);
    }
}

//! Blocks within blocks within blocks, too deep to be told apart: only their words are set.
//!
//! A document is read with a limit of its own, but a page must be safe with any. Beyond
//! [`DEEPEST`] levels what is nested is walked with a list instead of the stack, and set without
//! bars, bullets and indents.

use super::Role;
use super::sheet::Sheet;
use crate::document::Block;

/// Levels of blocks within blocks that are set as what they are.
pub(super) const DEEPEST: usize = 100;

/// Sets the words of blocks, whatever they are nested in.
pub(super) fn set(blocks: &[Block], sheet: &mut Sheet) {
    let mut open = vec![blocks];
    while let Some(blocks) = open.pop() {
        let Some((block, below)) = blocks.split_first() else {
            continue;
        };
        open.push(below);
        match block {
            Block::Quote(blocks) => open.push(blocks),
            Block::List(list) => open.extend(list.items.iter().rev().map(|item| &*item.blocks)),
            Block::Callout(callout) => {
                sheet.text_as(&callout.title, Role::Callout(callout.kind));
                open.push(&callout.blocks);
            }
            Block::Details(details) => {
                sheet.text_as(&details.summary, Role::Term);
                open.push(&details.blocks);
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    for term in &definition.terms {
                        sheet.text_as(term, Role::Term);
                    }
                    // Meanings this deep stand after all the terms of their list.
                    open.extend(definition.meanings.iter().rev().map(|meaning| &**meaning));
                }
            }
            Block::Note(note) => open.push(&note.blocks),
            Block::Title(_)
            | Block::Paragraph(_)
            | Block::Heading(_)
            | Block::Code(_)
            | Block::Rule
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Math(_) => sheet.block(block),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::DEEPEST;
    use crate::document::{Block, Document, Inline, Item, List, Run, Span, Style};
    use crate::page::{Options, Page};

    /// A word in so many quotes and lists, with a word after it in each.
    fn nested(levels: usize) -> Document {
        let text = "in out ".to_owned();
        let word = |start, end| {
            Block::Paragraph(vec![Inline::Text(Run {
                span: Span { start, end },
                style: Style::empty(),
                link: None,
            })])
        };
        let mut block = word(0, 2);
        for level in 0..levels {
            let blocks = vec![block, word(3, 6)];
            block = if level % 2 == 0 {
                Block::Quote(blocks)
            } else {
                let items = vec![Item { task: None, blocks }];
                Block::List(List {
                    start: None,
                    tight: true,
                    items,
                })
            };
        }
        let mut document = Document::default();
        document.text = text;
        document.blocks = vec![block];
        document
    }

    #[test]
    fn no_depth_loses_a_word_or_exhausts_the_stack() {
        for levels in [1, DEEPEST - 1, DEEPEST, DEEPEST + 1, 3_000] {
            let mut page = Page::new(Arc::new(nested(levels)), Options::default());
            let laid = page.lay_out(0);
            let pieces = (0..laid.height()).flat_map(|row| laid.row(row));
            let words: Vec<_> = pieces
                .filter(|piece| piece.at.is_some())
                .map(|piece| piece.text)
                .collect();
            assert_eq!(words.len(), levels + 1);
            assert_eq!(words.first(), Some(&"in"));
        }
    }
}

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

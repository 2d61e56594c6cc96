//! Where a document has code.

use super::{Block, Code, Document};

impl Document {
    /// The pieces of code in a top-level block, however deep, in the order of the text.
    pub fn code_in(&self, block: usize) -> Vec<&Code> {
        let mut found = Vec::new();
        // Blocks that are not looked at yet, the next one last.
        let mut waiting: Vec<&Block> = self.blocks.get(block).into_iter().collect();
        while let Some(block) = waiting.pop() {
            match block {
                Block::Code(code) => found.push(code),
                Block::Quote(blocks) => waiting.extend(blocks.iter().rev()),
                Block::Callout(callout) => waiting.extend(callout.blocks.iter().rev()),
                Block::Details(details) => waiting.extend(details.blocks.iter().rev()),
                Block::Note(note) => waiting.extend(note.blocks.iter().rev()),
                Block::List(list) => {
                    let blocks = list.items.iter().flat_map(|item| &item.blocks);
                    waiting.extend(blocks.rev());
                }
                Block::Definitions(definitions) => {
                    let blocks = definitions
                        .iter()
                        .flat_map(|it| it.meanings.iter().flatten());
                    waiting.extend(blocks.rev());
                }
                Block::Title(_)
                | Block::Paragraph(_)
                | Block::Heading(_)
                | Block::Rule
                | Block::Table(_)
                | Block::Figure(_)
                | Block::Math(_) => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{NoBlog, Source};

    #[test]
    fn code_is_found_in_its_order_however_deep_it_lies() {
        let body = "- a\n\n      one\n\n  > ```\n  > two\n  > ```\n- ```\n  three\n  ```\n\nwords\n\n    four\n";
        let source = Source {
            body: body.to_owned(),
            ..Source::default()
        };
        let document = Document::read(&source, &NoBlog);
        let code = |block| -> Vec<&str> {
            let found = document.code_in(block).into_iter();
            found.map(|code| document.words(code.text)).collect()
        };
        assert_eq!(code(0), ["one", "two", "three"]);
        assert_eq!(code(1), [""; 0]);
        assert_eq!(code(2), ["four"]);
        assert_eq!(code(9), [""; 0]);
    }
}

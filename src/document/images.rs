//! The pictures of a document.

use super::{Block, Cell, Document, Image, Inline};

impl Document {
    /// Every picture, in reading order.
    pub fn images(&self) -> Vec<&Image> {
        let mut images = Vec::new();
        add_blocks(&self.blocks, &mut images);
        images
    }
}

/// The name of the picture file that an address leads to; nothing for what is no picture.
pub(super) fn file_name(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    let (_, ending) = name.rsplit_once('.')?;
    let is_picture = matches!(
        ending.to_ascii_lowercase().as_str(),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg"
    );
    is_picture.then_some(name)
}

fn add_blocks<'d>(blocks: &'d [Block], images: &mut Vec<&'d Image>) {
    for block in blocks {
        add_block(block, images);
    }
}

fn add_block<'d>(block: &'d Block, images: &mut Vec<&'d Image>) {
    match block {
        Block::Paragraph(words) => add_line(words, images),
        Block::Heading(heading) => add_line(&heading.content, images),
        Block::List(list) => {
            for item in &list.items {
                add_blocks(&item.blocks, images);
            }
        }
        Block::Quote(blocks) => add_blocks(blocks, images),
        Block::Callout(callout) => add_blocks(&callout.blocks, images),
        Block::Table(table) => {
            add_lines(&table.head, images);
            table.rows.iter().for_each(|row| add_lines(row, images));
        }
        Block::Figure(figure) => {
            images.push(&figure.image);
            add_line(&figure.caption, images);
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                add_lines(&definition.terms, images);
                for meaning in &definition.meanings {
                    add_blocks(meaning, images);
                }
            }
        }
        Block::Details(details) => {
            add_line(&details.summary, images);
            add_blocks(&details.blocks, images);
        }
        Block::Note(note) => add_blocks(&note.blocks, images),
        Block::Title(_) | Block::Code(_) | Block::Rule | Block::Math(_) => {}
    }
}

fn add_lines<'d>(lines: &'d [Cell], images: &mut Vec<&'d Image>) {
    for line in lines {
        add_line(line, images);
    }
}

fn add_line<'d>(line: &'d [Inline], images: &mut Vec<&'d Image>) {
    for inline in line {
        match inline {
            Inline::Image(image) => images.push(image),
            Inline::Text(_) | Inline::Break | Inline::NoteMark(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, NoBlog, Source};

    #[test]
    fn pictures_are_found_wherever_they_stand() {
        let source = Source {
            body: "![a](1.png)\n\nIn a ![b](2.png) line.\n\n- > ![c](3.png) x\n\n\
                   | ![d](4.png) |\n|---|\n| ![e](5.png) |\n\n[![f](6.png)](g.md) h[^n]\n\n[^n]: ![i](7.png) j\n"
                .to_owned(),
            ..Source::default()
        };
        let document = Document::read(&source, &NoBlog);
        let found: Vec<&str> = document
            .images()
            .iter()
            .map(|image| image.address.as_str())
            .collect();
        let all = [
            "1.png", "2.png", "3.png", "4.png", "5.png", "6.png", "7.png",
        ];
        assert_eq!(found, all);
    }
}

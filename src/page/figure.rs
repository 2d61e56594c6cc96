//! Pictures: a place for the picture where it is known and shown, and beneath it what it shows, in
//! words behind a sign. Where one could not be fetched, they are followed by the reason.

use super::edge::Edge;
use super::flow::Flow;
use super::sheet::Sheet;
use super::{Face, Role, Showing};
use crate::document::{Block, Figure};
use crate::picture::Cells;

/// Cells of the sign and the space behind it.
const SIGN: u32 = 2;
/// A picture that would take less is not worth its place: a badge, a pixel that counts visits.
const LEAST: Cells = Cells {
    columns: 3,
    rows: 2,
};

/// Sets a figure: the place of its picture, its words, which open the picture, and its caption
/// beneath.
pub(super) fn set(figure: &Figure, sheet: &mut Sheet) {
    if let Some(cells) = cells_of(figure, sheet) {
        sheet.place(figure.image.alt.start, cells);
    }
    let mut words = Flow::default();
    words.add_image(sheet.document, &figure.image, sheet.options.ascii);
    if let Some(why) = sheet.known.failures.get(&figure.image.alt.start) {
        let parting = sheet.glyph(" · ", " - ");
        let why = format!("{parting}not fetched: {why}");
        words.add(&why, None, Face::of(Role::Caption));
    }
    sheet.indented(Edge::NONE, Edge::space(SIGN), |sheet| {
        sheet.flow(&words);
        if !figure.caption.is_empty() {
            sheet.text_as(&figure.caption, Role::Caption);
        }
    });
}

/// Whether a picture is to stand apart from the one above it, whose words it would touch.
pub(super) fn are_to_part(above: &Block, below: &Block, sheet: &Sheet) -> bool {
    match (above, below) {
        (Block::Figure(above), Block::Figure(below)) => {
            above.caption.is_empty() && cells_of(below, sheet).is_some()
        }
        _ => false,
    }
}

/// What its picture takes, where it is shown.
fn cells_of(figure: &Figure, sheet: &Sheet) -> Option<Cells> {
    let Showing::Places { cell, rows } = sheet.options.pictures else {
        return None;
    };
    let picture = sheet.known.pictures.get(&figure.image.alt.start)?;
    let columns = sheet.room().min(sheet.room_below()) as u16;
    let cells = picture.size.in_cells(cell, Cells { columns, rows });
    (cells.columns >= LEAST.columns && cells.rows >= LEAST.rows).then_some(cells)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::document::{Document, MainImage, NoBlog, Source};
    use crate::page::testing::{ascii_picture, picture, picture_of, pieces, read};
    use crate::page::{Options, Page, Role, Showing};
    use crate::picture::{CellSize, Failures, Origin, Picture, Pictures, Size};

    #[test]
    fn a_picture_is_what_it_shows_behind_a_sign() {
        let pictures =
            "![A lamp on a long chain](lamp.png)\n\n![Another](b.png)\n\nwords ![so](c.png) here";
        insta::assert_snapshot!(picture(pictures, 16), @r"
        ▣ A lamp on a
          long chain
        ▣ Another

        words ▣ so here
        ");
        insta::assert_snapshot!(ascii_picture("![A lamp](lamp.png)", 16), @"[img] A lamp");
    }

    #[test]
    fn a_caption_stands_beneath() {
        let figure = "<figure><img src=a.png alt='Three shelves'><figcaption>Before it was <b>tidied</b>.</figcaption></figure>";
        insta::assert_snapshot!(picture(figure, 20), @r"
        ▣ Three shelves
          Before it was
          tidied.
        ");
    }

    /// What Markdown looks like with a picture of 80 by 64 pixels wherever one stands; its place is
    /// marked.
    fn with_places(markdown: &str, width: u16) -> String {
        let document = read(markdown);
        let size = Size {
            width: 80,
            height: 64,
        };
        let picture = Picture {
            origin: Origin::File("a.png".into()),
            size,
            version: 0,
        };
        let images = document.images().into_iter();
        let pictures: Pictures = images.map(|it| (it.alt.start, picture.clone())).collect();
        let options = Options {
            width,
            pictures: Showing::Places {
                cell: CellSize::USUAL,
                rows: 10,
            },
            ..Options::default()
        };
        let mut page = Page::new(Arc::new(document), options).with_pictures(Arc::new(pictures));
        let mut rows = Vec::new();
        for block in 0..page.len() {
            let laid = page.lay_out(block);
            for row in 0..laid.height() {
                let mut text = laid.row_text(row);
                for placed in laid.places() {
                    let first = placed.row as usize;
                    if (first..first + usize::from(placed.cells.rows)).contains(&row) {
                        let column = usize::from(placed.column);
                        let before = text.chars().count();
                        text.push_str(&" ".repeat(column.saturating_sub(before)));
                        text.push_str(&"#".repeat(usize::from(placed.cells.columns)));
                    }
                }
                rows.push(text);
            }
        }
        rows.join("\n").replace('\u{a0}', " ")
    }

    #[test]
    fn a_picture_that_is_known_has_its_place_above_its_words() {
        let words = "Words.\n\n![A lamp](a.png)\n\nMore ![so](b.png).";
        insta::assert_snapshot!(with_places(words, 30), @r"
        Words.

        ##########
        ##########
        ##########
        ##########
        ▣ A lamp

        More ▣ so.
        ");
        let items = "- ![A lamp](a.png)\n- > ![B](b.png)";
        insta::assert_snapshot!(with_places(items, 14), @r"
        • ##########
          ##########
          ##########
          ##########
          ▣ A lamp
        • ▎ ##########
          ▎ ##########
          ▎ ##########
          ▎ ##########
          ▎ ▣ B
        ");
    }

    #[test]
    fn one_that_could_not_be_fetched_says_why_behind_its_words() {
        let document = read("![A lamp](https://a.example/b.png)\n\nWords.");
        let at = document.images()[0].alt.start;
        let options = Options {
            width: 24,
            ..Options::default()
        };
        let mut page = Page::new(Arc::new(document), options);
        let failures = Failures::from([(at, "it is not there (404)".into())]);
        page.set_pictures(Arc::default(), Arc::new(failures));
        let mut rows = Vec::new();
        for block in 0..page.len() {
            let laid = page.lay_out(block);
            rows.extend((0..laid.height()).map(|row| laid.row_text(row)));
        }
        insta::assert_snapshot!(rows.join("\n").replace('\u{a0}', " "), @r"
        ▣ A lamp · not fetched:
          it is not there (404)

        Words.
        ");
    }

    #[test]
    fn its_place_is_no_wider_than_the_page_at_any_width() {
        for width in 1..=120 {
            let rows = with_places("![A lamp](a.png)\n\n1. > - ![B](b.png)", width);
            for row in rows.lines() {
                assert!(row.chars().count() <= usize::from(width), "{rows}");
            }
            let has_place = rows.contains('#');
            assert_eq!(has_place, width >= 3, "{width}: {rows}");
        }
    }

    #[test]
    fn a_picture_without_words_has_the_name_of_its_file() {
        insta::assert_snapshot!(picture("![](/img/lamp.png?w=200)", 20), @"▣ lamp.png");
    }

    #[test]
    fn the_picture_of_a_post_stands_between_its_title_and_its_text() {
        let shown = |body: &str, [address, alt, caption]: [&str; 3]| {
            let source = Source {
                title: "A walk".to_owned(),
                body: body.to_owned(),
                main_image: Some(MainImage {
                    address: address.to_owned(),
                    alt: alt.to_owned(),
                    caption: caption.to_owned(),
                }),
                ..Source::default()
            };
            let options = Options {
                width: 40,
                ..Options::default()
            };
            picture_of(Document::read(&source, &NoBlog), options).replace('\u{a0}', " ")
        };
        let about = ["a.png", "The *old* mill", "In _May_. · Ines"];
        insta::assert_snapshot!(shown("# A walk\n\nWe went.", about), @r"
        A walk
        1 min read
        ────────────────────────────────────────

        ▣ The *old* mill
          In May. · Ines

        We went.
        ");
        insta::assert_snapshot!(shown("We went.", ["/img/mill.png", "", ""]), @r"
        A walk
        1 min read
        ────────────────────────────────────────

        ▣ mill.png

        We went.
        ");
    }

    #[test]
    fn its_words_open_the_picture() {
        let pieces = pieces("![A lamp](lamp.png)", 20, |piece| {
            (
                piece.face.role,
                piece.face.link.is_some(),
                piece.at.is_some(),
            )
        });
        assert_eq!(
            pieces,
            [(Role::Caption, true, false), (Role::Caption, true, true)]
        );
    }
}

//! The title block: the title, the line beneath it, the author's summary, a quiet rule.

use super::flow::Flow;
use super::sheet::Sheet;
use super::wrap;
use super::{Face, Role, rule};
use crate::document::{Inline, Title};

/// Sets a title block.
pub(super) fn set(title: &Title, sheet: &mut Sheet) {
    sheet.text_as(&title.title, Role::Title);
    set_phrases(&title.meta, sheet);
    if !title.lead.is_empty() {
        sheet.blanks(1);
        sheet.text_as(&title.lead, Role::Meta);
    }
    rule::set_line(sheet, sheet.room());
}

/// Sets date, author, tags: what fits on a row stands on it, parted by dots, and a phrase is
/// broken only where it does not fit on a row alone.
fn set_phrases(phrases: &[Vec<Inline>], sheet: &mut Sheet) {
    let dot = sheet.glyph(" · ", " - ");
    let room = sheet.room();
    let mut line = Flow::default();
    let mut taken = 0;
    for phrase in phrases {
        let phrase = Flow::of(sheet.document, phrase, Role::Meta, sheet.options.ascii);
        if phrase.is_blank() {
            continue;
        }
        let (cells, _) = wrap::extent(&phrase);
        if taken == 0 {
            taken = cells;
        } else if taken + 3 + cells <= room {
            line.add(dot, None, Face::of(Role::Meta));
            taken += 3 + cells;
        } else {
            line.end_line();
            taken = cells;
        }
        line.append(&phrase);
    }
    sheet.flow(&line);
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, NoBlog, Source};
    use crate::page::Options;
    use crate::page::testing::picture_of;

    fn title(width: u16) -> String {
        let source = Source {
            title: "Notes from a long conference".to_owned(),
            meta: ["15 June 2017", "programming, python", "Ines"]
                .map(str::to_owned)
                .to_vec(),
            description: "What was said there.".to_owned(),
            body: "It was good.".to_owned(),
            ..Source::default()
        };
        let options = Options {
            width,
            ..Options::default()
        };
        picture_of(Document::read(&source, &NoBlog), options)
    }

    #[test]
    fn a_title_block_ends_in_a_quiet_rule() {
        insta::assert_snapshot!(title(60), @r"
        Notes from a long conference
        15 June 2017 · programming, python · Ines · 1 min read

        What was said there.
        ────────────────────────────────────────────────────────────

        It was good.
        ");
    }

    #[test]
    fn a_phrase_moves_to_the_next_row_whole_and_leaves_no_dot_behind() {
        insta::assert_snapshot!(title(24), @r"
        Notes from a long
        conference
        15 June 2017
        programming, python
        Ines · 1 min read

        What was said there.
        ────────────────────────

        It was good.
        ");
    }
}

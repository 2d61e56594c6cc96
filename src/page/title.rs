//! The title block and the headlines.
//!
//! A headline is known by its weight and the space above it, never by `##`.

use super::Role;
use super::flow::{Flow, flow};
use super::sheet::{Sheet, face};
use crate::document::{Heading, Title};

/// Title, the line beneath it, the author's summary, a quiet rule.
pub(super) fn set(title: &Title, sheet: &mut Sheet) {
    sheet.text_as(&title.title, Role::Title);
    let mut meta = Flow::default();
    for phrase in &title.meta {
        if !meta.text.is_empty() {
            meta.add(
                if sheet.options.ascii { " - " } else { " · " },
                None,
                face(Role::Meta),
            );
        }
        meta.append(flow(
            sheet.document,
            phrase,
            Role::Meta,
            sheet.options.ascii,
        ));
    }
    sheet.flow(&meta);
    if !title.lead.is_empty() {
        sheet.blank();
        sheet.text_as(&title.lead, Role::Meta);
    }
    let rule = sheet.glyph("─", "-").repeat(sheet.room() as usize);
    sheet.begin_row();
    sheet.add(&rule, None, face(Role::Rule));
    sheet.end_row();
}

/// A headline within the text.
pub(super) fn set_heading(heading: &Heading, sheet: &mut Sheet) {
    sheet.text_as(&heading.content, Role::Heading(heading.level.clamp(1, 6)));
}

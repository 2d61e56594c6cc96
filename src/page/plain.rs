//! The small ones: rules, formulas, definitions, details.

use super::sheet::{Sheet, face};
use super::{Face, Role, width};
use crate::document::{Block, Definition, Details, Span, Style};

/// The widest rule within the text, in cells.
const RULE: u32 = 12;

/// A pause: a short rule in the middle.
pub(super) fn set_rule(sheet: &mut Sheet) {
    let room = sheet.room_below();
    let length = RULE.min(room);
    sheet.begin_row();
    let start = sheet.column();
    sheet.fill_to(start + (room - length) / 2, face(Role::Space));
    let rule = sheet.glyph("─", "-").repeat(length as usize);
    sheet.add(&rule, None, face(Role::Rule));
    sheet.end_row();
}

/// A formula: in the middle, line for line, as long as it has room.
pub(super) fn set_math(span: Span, sheet: &mut Sheet) {
    let formula = sheet.document.words(span);
    let widest = formula
        .split('\n')
        .map(width::text)
        .max()
        .unwrap_or_default();
    let indent = sheet.room_below().saturating_sub(widest) / 2;
    let math = Face {
        style: Style::MATH,
        role: sheet.role,
        link: None,
    };
    let mut at = span.start;
    let space = " ".repeat(indent as usize);
    sheet.indented(None, (&space, face(Role::Space)), |sheet| {
        for line in formula.split('\n') {
            let mut flow = super::flow::Flow::default();
            flow.add(line, Some(at), math);
            sheet.flow(&flow);
            at += line.len() as u32 + 1;
        }
    });
}

/// Terms, and beneath each what it means.
pub(super) fn set_definitions(definitions: &[Definition], sheet: &mut Sheet) {
    for (index, definition) in definitions.iter().enumerate() {
        if index > 0 {
            sheet.blank();
        }
        for term in &definition.terms {
            sheet.text_as(term, Role::Term);
        }
        for meaning in &definition.meanings {
            let space = ("    ", face(Role::Space));
            sheet.indented(Some(space), space, |sheet| sheet.blocks(meaning, |_, _| 1));
        }
    }
}

/// A summary, and beneath it what it stands for: on paper nothing is folded away.
pub(super) fn set_details(details: &Details, sheet: &mut Sheet) {
    let mark = sheet.glyph("▾ ", "v ");
    let space = ("  ", face(Role::Space));
    sheet.indented(Some((mark, face(Role::Marker))), space, |sheet| {
        if details.summary.is_empty() {
            let mut flow = super::flow::Flow::default();
            flow.add("Details", None, face(Role::Term));
            sheet.flow(&flow);
        } else {
            sheet.text_as(&details.summary, Role::Term);
        }
        sheet.blocks(&details.blocks, gap);
    });
}

fn gap(_: &Block, _: &Block) -> usize {
    1
}

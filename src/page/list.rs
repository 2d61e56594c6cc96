//! Lists: bullets by depth, numbers flush right, check boxes, hanging indents.

use super::sheet::{Sheet, face};
use super::{Role, width};
use crate::document::{Block, List, Task};

/// Bullets and their ASCII stand-ins, from the outermost list inwards.
const BULLETS: [(&str, &str); 3] = [("•", "*"), ("◦", "-"), ("▪", "+")];

/// Sets a list.
pub(super) fn set(list: &List, sheet: &mut Sheet) {
    let highest = list
        .start
        .map(|start| start.saturating_add(list.items.len().saturating_sub(1) as u64));
    let digits = highest.map_or(0, |number| number.to_string().len());
    let (bullet, ascii) = BULLETS[sheet.bullets % BULLETS.len()];
    let is_bulleted = list.start.is_none();
    sheet.bullets += usize::from(is_bulleted);
    for (index, item) in list.items.iter().enumerate() {
        if index > 0 && !list.tight {
            sheet.blank();
        }
        let number = list.start.map(|start| start.saturating_add(index as u64));
        let mark = match (item.task, number) {
            (Some(Task::Open), _) => format!("{} ", sheet.glyph("☐", "[ ]")),
            (Some(Task::Done), _) => format!("{} ", sheet.glyph("☑", "[x]")),
            (None, Some(number)) => format!("{number:>digits$}. "),
            (None, None) => format!("{} ", sheet.glyph(bullet, ascii)),
        };
        let space = " ".repeat(width::text(&mark) as usize);
        let gap = if list.tight { tight_gap } else { loose_gap };
        sheet.indented(
            Some((&mark, face(Role::Marker))),
            (&space, face(Role::Space)),
            |sheet| {
                sheet.blocks(&item.blocks, gap);
            },
        );
    }
    sheet.bullets -= usize::from(is_bulleted);
}

/// Rows between the blocks of an item of a tight list.
fn tight_gap(above: &Block, below: &Block) -> usize {
    match (above, below) {
        (_, Block::List(_) | Block::Quote(_)) => 0,
        _ => 1,
    }
}

/// Rows between the blocks of an item of a loose list: what hangs together stands together.
fn loose_gap(above: &Block, below: &Block) -> usize {
    match (above, below) {
        (Block::Paragraph(_) | Block::Heading(_), Block::List(list)) if list.tight => 0,
        _ => 1,
    }
}

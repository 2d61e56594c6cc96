//! Lists: bullets by depth, numbers flush right, check boxes, hanging indents.

use std::borrow::Cow;

use super::Role;
use super::edge::Edge;
use super::sheet::Sheet;
use super::spacing::Spacing;
use crate::document::{Block, Item, List, Task};

/// Bullets and their ASCII stand-ins, from the outermost list inwards.
const BULLETS: [(&str, &str); 3] = [("• ", "* "), ("◦ ", "- "), ("▪ ", "+ ")];

/// Sets a list.
pub(super) fn set(list: &List, sheet: &mut Sheet) {
    let nested = usize::from(list.start.is_none());
    let marks = Marks::of(list, sheet);
    sheet.bullets += nested;
    let spacing = if list.tight {
        Spacing::Tight
    } else {
        Spacing::Loose
    };
    let is_airy = !list.tight || list.items.iter().any(has_air);
    for (index, item) in list.items.iter().enumerate() {
        if index > 0 && is_airy {
            sheet.blanks(1);
        }
        let mark = Edge::mark(marks.mark(index, item.task, sheet), Role::Marker);
        let space = Edge::space(mark.cells);
        sheet.indented(mark, space, |sheet| sheet.blocks(&item.blocks, spacing));
    }
    sheet.bullets -= nested;
}

/// True for an item with space between its own parts: the next one then stands apart too, or it
/// would seem to belong to the last of them.
fn has_air(item: &Item) -> bool {
    let mut below = item.blocks.iter().skip(1);
    below.any(|block| match block {
        Block::List(list) => !list.tight || list.items.iter().any(|item| item.blocks.len() > 2),
        _ => true,
    })
}

/// What stands before the items of a list.
enum Marks {
    Bullet(&'static str),
    Numbers {
        first: u64,
        /// Digits of the largest.
        digits: usize,
    },
}

impl Marks {
    fn of(list: &List, sheet: &Sheet) -> Marks {
        match list.start {
            Some(first) => {
                let last = first.saturating_add(list.items.len().saturating_sub(1) as u64);
                let digits = last.to_string().len();
                Marks::Numbers { first, digits }
            }
            None => {
                let bullet = BULLETS.get(sheet.bullets % BULLETS.len());
                let (bullet, ascii) = bullet.unwrap_or(&("• ", "* "));
                Marks::Bullet(sheet.glyph(bullet, ascii))
            }
        }
    }

    /// The mark of an item; a check box stands instead of a bullet and behind a number.
    fn mark(&self, index: usize, task: Option<Task>, sheet: &Sheet) -> Cow<'static, str> {
        let task = task.map(|task| match task {
            Task::Open => sheet.glyph("☐ ", "[ ] "),
            Task::Done => sheet.glyph("☑ ", "[x] "),
        });
        match *self {
            Marks::Bullet(bullet) => Cow::Borrowed(task.unwrap_or(bullet)),
            Marks::Numbers { first, digits } => {
                let number = first.saturating_add(index as u64);
                Cow::Owned(format!("{number:>digits$}. {}", task.unwrap_or_default()))
            }
        }
    }
}

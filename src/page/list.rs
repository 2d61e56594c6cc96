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
        if let Some(first) = list.start {
            let highest = first.saturating_add(list.items.len().saturating_sub(1) as u64);
            let digits = highest.to_string().len();
            return Marks::Numbers { first, digits };
        }
        let bullet = BULLETS.get(sheet.bullets % BULLETS.len());
        let (bullet, ascii) = bullet.unwrap_or(&("• ", "* "));
        Marks::Bullet(sheet.glyph(bullet, ascii))
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

#[cfg(test)]
mod tests {
    use crate::page::testing::{ascii_picture, picture};

    #[test]
    fn bullets_tell_the_depth_and_rows_hang_under_their_words() {
        let list = "* one that is long\n    * two\n        * three\n            * four\n* five";
        insta::assert_snapshot!(picture(list, 16), @r"
        • one that is
          long
          ◦ two
            ▪ three
              • four
        • five
        ");
        insta::assert_snapshot!(ascii_picture(list, 40), @r"
        * one that is long
          - two
            + three
              * four
        * five
        ");
    }

    #[test]
    fn a_loose_list_has_air_and_a_tight_one_within_it_does_not() {
        let list = "* **A talk**\n    * slides\n    * video\n\n* **Another**\n\n    more of it\n\n    * slides";
        insta::assert_snapshot!(picture(list, 40), @r"
        • A talk
          ◦ slides
          ◦ video

        • Another

          more of it
          ◦ slides
        ");
    }

    #[test]
    fn numbers_stand_flush_right_and_begin_where_the_author_says() {
        insta::assert_snapshot!(picture("9. nine\n10. ten is longer\n11. eleven", 14), @r"
         9. nine
        10. ten is
            longer
        11. eleven
        ");
    }

    #[test]
    fn an_item_holds_whatever_it_holds_at_its_indent() {
        let item = "1. First:\n\n   > a quote\n\n   ```\n   code\n   ```\n\n   | a | b |\n   |---|---|\n   | c | d |\n\n   Last.";
        insta::assert_snapshot!(picture(item, 24), @r"
        1. First:

           ▎ a quote

             code               

           a │ b
           ──┼──
           c │ d

           Last.
        ");
    }

    #[test]
    fn tasks_have_boxes() {
        let list = "- [x] done\n- [ ] open\n    - [ ] within\n- neither\n\n1. [x] numbered";
        insta::assert_snapshot!(picture(list, 20), @r"
        ☑ done
        ☐ open
          ☐ within
        • neither

        1. ☑ numbered
        ");
        insta::assert_snapshot!(ascii_picture(list, 20), @r"
        [x] done
        [ ] open
            [ ] within
        * neither

        1. [x] numbered
        ");
    }

    #[test]
    fn an_empty_item_keeps_its_bullet() {
        insta::assert_snapshot!(picture("* one\n*\n* three", 20), @r"
        • one
        •
        • three
        ");
    }

    #[test]
    fn where_room_is_short_indents_shrink_and_words_go_on() {
        let deep = "* a\n    * b\n        * c\n            * deeper still";
        insta::assert_snapshot!(picture(deep, 12), @r"
        • a
          ◦ b
            ▪ c
              • deep
              er
              still
        ");
        insta::assert_snapshot!(picture(deep, 5), @r"
        • a
          b
          c
          dee
          per
          sti
          ll
        ");
        insta::assert_snapshot!(picture("* ab", 1), @r"
        a
        b
        ");
    }
}

//! Formulas on lines of their own: in the middle, line for line, as long as they have room.

use super::edge::Edge;
use super::flow::Flow;
use super::sheet::Sheet;
use super::{Face, width};
use crate::document::{Span, Style};

/// Sets a formula.
pub(super) fn set(formula: Span, sheet: &mut Sheet) {
    let lines = sheet.document.words(formula).split('\n');
    let widest = lines.clone().map(width::text).max().unwrap_or_default();
    let space = Edge::space(sheet.room_below().saturating_sub(widest) / 2);
    let face = Face {
        style: Style::MATH,
        ..Face::of(sheet.role)
    };
    let mut flow = Flow::default();
    let mut at = formula.start;
    for (index, line) in lines.enumerate() {
        if index > 0 {
            flow.end_line();
        }
        flow.add(line, Some(at), face);
        at += line.len() as u32 + 1;
    }
    sheet.indented(space.clone(), space, |sheet| sheet.flow(&flow));
}

#[cfg(test)]
mod tests {
    use crate::page::testing::picture;

    #[test]
    fn dollars_of_names_are_no_formulas() {
        let set = |text: &str| picture(&format!("$$\na\n$$\n\n{text}"), 60);
        for words in [
            "Run $(CC)$(CFLAGS) or $add($a) and $obj.get($key).",
            "Take $(this)$ or $print(x)$ here.",
        ] {
            assert!(set(words).contains(words), "{}", set(words));
        }
        assert!(set("As $f(x)$ is and $P(A)$.").contains("As f(x) is and P(A)."));
    }

    #[test]
    fn a_formula_stands_in_the_middle_and_wraps_where_it_must() {
        insta::assert_snapshot!(picture("so\n\n$$a + b = c$$", 24), @r"
        so

               a + b = c
        ");
        insta::assert_snapshot!(picture("$$a + b = c + d$$", 9), @r"
        a + b = c
        + d
        ");
    }
}

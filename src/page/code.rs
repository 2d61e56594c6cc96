//! Code: on its own ground, cell for cell.
//!
//! Nothing is reflowed. A line that is too long goes on below, behind a mark, or is cut at the
//! edge of the page ([`LongLines`]); tabs go to the next fourth column; the language stands at
//! the right of the top edge. What is known of its words shows in their roles alone.

mod words;

use super::edge::spaces;
use super::flow::Flow;
use super::sheet::Sheet;
use super::wrap::{self, Ending, Row};
use super::{CRAMPED, Face, LongLines, Role, width};
use crate::document::Code;
use words::Words;

/// Columns from one tab stop to the next.
const TAB: u32 = 4;
/// Cells of ground at the left and at the right of the code.
const EDGE: u32 = 2;
/// A page with fewer columns has none to spare for the edges.
const ROOMY: u32 = 12;
/// Cells of the mark of a line that goes on.
const MARK: u32 = 2;
/// What part of a row the indent of a line that goes on may take.
const MOST_INDENTED: u32 = 2;

const GROUND: Face = Face::of(Role::Code);
const LABEL: Face = Face::of(Role::CodeLabel);

/// Sets a block of code.
pub(super) fn set(code: &Code, sheet: &mut Sheet) {
    set_label(code, sheet);
    let mut line = Flow::default();
    let mut at = code.text.start;
    let mut words = Words::of(code, sheet.known.highlights);
    for text in sheet.document.words(code.text).split('\n') {
        expand(text, at, &mut words, &mut line);
        match sheet.options.long_lines {
            LongLines::Wrap => set_wrapped(&line, sheet),
            LongLines::Cut { from } => set_cut(&line, from, sheet),
        }
        at += text.len() as u32 + 1;
    }
}

/// Cells that the longest line of `code` takes, with its tabs set.
pub fn width(code: &str) -> u32 {
    let width = |line: &str| {
        line.split('\t')
            .enumerate()
            .fold(0, |column, (index, part)| {
                let tab = if index > 0 { TAB - column % TAB } else { 0 };
                column + tab + width::text(part)
            })
    };
    code.split('\n').map(width).max().unwrap_or_default()
}

/// The top edge, with the title at the left and the language at the right, below a title that has
/// no room beside it.
fn set_label(code: &Code, sheet: &mut Sheet) {
    if code.language.is_empty() && code.title.is_empty() {
        return;
    }
    let mut ground = Ground::begin(LABEL, sheet);
    let (language, taken) = width::fitting(&code.language, ground.room);
    let mut used = 0;
    for line in width::wrap(&code.title, ground.room as u16) {
        if used > 0 {
            ground.end(LABEL, sheet);
            ground = Ground::begin(LABEL, sheet);
        }
        // One letter can be wider than the page.
        let (fitting, _) = width::fitting(line, ground.room);
        let shown = if fitting.is_empty() { CRAMPED } else { fitting };
        sheet.add(shown, None, LABEL);
        used = width::text(shown);
    }
    if used > 0 && taken > 0 && used + 1 + taken > ground.room {
        ground.end(LABEL, sheet);
        ground = Ground::begin(LABEL, sheet);
    }
    sheet.fill_to(ground.start + ground.room - taken, LABEL);
    sheet.add(language, None, LABEL);
    ground.end(LABEL, sheet);
}

/// A line of code with its tabs set.
fn expand(text: &str, at: u32, words: &mut Words, line: &mut Flow) {
    line.clear();
    let mut column = 0;
    let mut start = at;
    for (index, part) in text.split('\t').enumerate() {
        if index > 0 {
            let cells = TAB - column % TAB;
            line.add(&spaces(cells), None, GROUND);
            column += cells;
            start += 1;
        }
        words.add(part, start, line);
        column += width::text(part);
        start += part.len() as u32;
    }
}

/// A line on as many rows as it needs, all of them as far to the right as it begins.
fn set_wrapped(line: &Flow, sheet: &mut Sheet) {
    let mut start = 0;
    let indent = line.text.len() - line.text.trim_start_matches(' ').len();
    loop {
        let ground = Ground::begin(GROUND, sheet);
        let mut room = ground.room;
        if start > 0 && room > 2 * MARK {
            // Words go before indents.
            let most = (room / MOST_INDENTED).min(room.saturating_sub(MARK + ROOMY));
            let indent = (indent as u32).min(most);
            sheet.add(&spaces(indent), None, GROUND);
            sheet.add(sheet.glyph("↪ ", "> "), None, LABEL);
            room -= indent + MARK;
        }
        let rest = line.text.get(start..).unwrap_or_default();
        let (fitting, _) = width::fitting(rest, room);
        let (taken, ending) = if fitting.len() == rest.len() {
            (rest.len(), Ending::Plain)
        } else if fitting.is_empty() {
            wrap::cut_cluster(rest, room)
        } else {
            let next = rest.get(fitting.len()..).unwrap_or_default();
            (break_after(fitting, next), Ending::Plain)
        };
        let row = Row {
            goes_on: false,
            start,
            end: start + taken,
            ending,
        };
        sheet.add_flow(line, row);
        ground.end(GROUND, sheet);
        start += taken;
        if start >= line.text.len() || taken == 0 {
            return;
        }
    }
}

/// Where a line that is too long is broken: in the last third of what fits after a space, else in
/// its second half after a sign that parts words, or before a dot; else at the edge. `next` is what
/// follows.
fn break_after(fitting: &str, next: &str) -> usize {
    let space = fitting.rfind(' ').map(|at| at + 1);
    if let Some(end) = space.filter(|end| end * 3 >= fitting.len() * 2) {
        return end;
    }
    let begins_word = |at: usize| {
        let rest = fitting.get(at..).unwrap_or_default();
        let next = rest.chars().chain(next.chars()).next();
        next.is_some_and(char::is_alphanumeric)
    };
    let mut ends = fitting.rmatch_indices(PARTS).filter_map(|(at, sign)| {
        let after = at + sign.len();
        begins_word(after).then_some(if sign == "." { at } else { after })
    });
    let end = ends.find(|end| end * 2 >= fitting.len());
    end.unwrap_or(fitting.len())
}

/// Signs that part words.
const PARTS: [char; 10] = [',', ';', '/', '(', '[', '{', '|', '&', '=', '.'];

/// The columns of a line from `from` on, as many as the page has; marks in the edges tell where
/// more of it is.
fn set_cut(line: &Flow, from: u32, sheet: &mut Sheet) {
    let (hidden, before) = width::fitting(&line.text, from);
    let mut start = hidden.len();
    let rest = line.text.get(start..).unwrap_or_default();
    // A character that the edge cuts in two is not shown.
    let cut = width::clusters(rest).next().filter(|_| before < from);
    let gap = cut.map_or(0, |cluster| (before + cluster.cells).saturating_sub(from));
    start += cut.map_or(0, |cluster| cluster.text.len());
    let is_hidden = start > 0 && !line.is_blank();

    let left = if is_hidden {
        sheet.glyph("‹", "<")
    } else {
        ""
    };
    let ground = Ground::begin_marked(left, GROUND, sheet);
    let gap = gap.min(ground.room);
    sheet.add(&spaces(gap), None, GROUND);
    let rest = line.text.get(start..).unwrap_or_default();
    let (fitting, _) = width::fitting(rest, ground.room - gap);
    let row = Row {
        goes_on: false,
        start,
        end: start + fitting.len(),
        ending: Ending::Plain,
    };
    sheet.add_flow(line, row);
    let right = if fitting.len() < rest.len() {
        sheet.glyph("›", ">")
    } else {
        ""
    };
    ground.end_marked(right, GROUND, sheet);
}

/// A row of ground: where its code begins, how much there is room for, where it ends.
struct Ground {
    start: u32,
    room: u32,
    edge: u32,
}

impl Ground {
    fn begin(face: Face, sheet: &mut Sheet) -> Ground {
        Ground::begin_marked("", face, sheet)
    }

    /// Begins a row with a mark in its left edge.
    fn begin_marked(mark: &'static str, face: Face, sheet: &mut Sheet) -> Ground {
        sheet.begin_row();
        let column = sheet.column();
        let full = u32::from(sheet.options.width).saturating_sub(column).max(1);
        let edge = if full >= ROOMY { EDGE } else { 0 };
        if edge > 0 {
            sheet.add(mark, None, LABEL);
            sheet.fill_to(column + edge, face);
        }
        Ground {
            start: column + edge,
            room: full - 2 * edge,
            edge,
        }
    }

    fn end(&self, face: Face, sheet: &mut Sheet) {
        self.end_marked("", face, sheet);
    }

    /// Ends a row with a mark in its right edge.
    fn end_marked(&self, mark: &'static str, face: Face, sheet: &mut Sheet) {
        let end = self.start + self.room + self.edge;
        if self.edge > 0 {
            sheet.fill_to(end.saturating_sub(width::text(mark)), face);
            sheet.add(mark, None, LABEL);
        } else {
            sheet.fill_to(end, face);
        }
        sheet.end_row();
    }
}

#[cfg(test)]
mod tests {
    use crate::page::testing::{lay_out, pieces, read};
    use crate::page::{LongLines, Options, Role};

    /// Code shown with the edges of its ground.
    fn ground(markdown: &str, width: u16, long_lines: LongLines) -> String {
        let options = Options {
            width,
            long_lines,
            ..Options::default()
        };
        let laid = lay_out(read(markdown), options);
        let rows = laid
            .iter()
            .flat_map(|laid| (0..laid.height()).map(|row| laid.row_text(row)));
        rows.fold(String::new(), |all, row| all + "[" + &row + "]\n")
    }

    fn wrapped(markdown: &str, width: u16) -> String {
        ground(markdown, width, LongLines::Wrap)
    }

    #[test]
    fn code_stands_on_a_ground_as_wide_as_the_page_under_the_name_of_its_language() {
        let code = "```rust\nfn main() {\n\tlet  x = 1;\n\n}\n```";
        insta::assert_snapshot!(wrapped(code, 24), @r"
        [                  rust  ]
        [  fn main() {           ]
        [      let  x = 1;       ]
        [                        ]
        [  }                     ]
        ");
    }

    #[test]
    fn a_line_that_is_too_long_goes_on_behind_a_mark() {
        let code = "```\nlet answer = compute(six, by_nine_and_more);\nshort\n```";
        insta::assert_snapshot!(wrapped(code, 24), @r"
        [  let answer = compute  ]
        [  ↪ (six, by_nine_and_  ]
        [  ↪ more);              ]
        [  short                 ]
        ");
    }

    #[test]
    fn what_goes_on_below_stands_under_the_beginning_of_its_line() {
        let code =
            "```\n    let width = word.chars().count();\n\t\t\t\t\t\tdeeper than half of it\n```";
        insta::assert_snapshot!(wrapped(code, 30), @r"
        [      let width = word        ]
        [      ↪ .chars().count();     ]
        [                              ]
        [              ↪ deeper than   ]
        [              ↪ half of it    ]
        ");
    }

    #[test]
    fn a_title_that_is_too_long_goes_on_below_and_the_language_below_it() {
        let code = "```rust title=\"src/page/a file.rs\"\nx\n```";
        insta::assert_snapshot!(wrapped(code, 32), @r"
        [  src/page/a file.rs      rust  ]
        [  x                             ]
        ");
        insta::assert_snapshot!(wrapped(code, 24), @r"
        [  src/page/a file.rs    ]
        [                  rust  ]
        [  x                     ]
        ");
        insta::assert_snapshot!(wrapped(code, 7), @r"
        [src/pag]
        [e/a    ]
        [file.rs]
        [   rust]
        [x      ]
        ");
    }

    #[test]
    fn a_letter_of_a_title_that_is_wider_than_the_page_has_a_stand_in() {
        insta::assert_snapshot!(wrapped("```rust title=\"漢字\"\nx\n```", 1), @r"
        [?]
        [?]
        [r]
        [x]
        ");
    }

    #[test]
    fn where_there_is_little_room_words_have_it() {
        insta::assert_snapshot!(wrapped("```\n\t漢字\n```", 5), @r"
        [     ]
        [↪ 漢 ]
        [↪ 字 ]
        ");
    }

    #[test]
    fn a_long_line_is_broken_where_words_are_parted() {
        let code = "```\ncurl https://example.org/master/examples/data/uspop.csv\nif(a&&b)||(compute_all(of_it))==(c)\n```";
        insta::assert_snapshot!(wrapped(code, 26), @r"
        [  curl https://example    ]
        [  ↪ .org/master/          ]
        [  ↪ examples/data/uspop   ]
        [  ↪ .csv                  ]
        [  if(a&&b)||(             ]
        [  ↪ compute_all(          ]
        [  ↪ of_it))==(c)          ]
        ");
    }

    #[test]
    fn tabs_go_to_the_next_fourth_column() {
        insta::assert_snapshot!(wrapped("```\n\ta\tbcd\tefgh\t漢\ti\n```", 40), @"[      a   bcd efgh    漢  i             ]");
    }

    #[test]
    fn wide_characters_are_not_torn_at_the_edge() {
        insta::assert_snapshot!(wrapped("```\n漢字漢字漢字漢字\n```", 13), @r"
        [  漢字漢字   ]
        [  ↪ 漢字漢   ]
        [  ↪ 字       ]
        ");
        insta::assert_snapshot!(wrapped("```\n漢a\n```", 1), @r"
        [?]
        [a]
        ");
    }

    #[test]
    fn long_lines_can_be_cut_and_moved_over_instead() {
        let code = "```\n0123456789abcdefghij\n漢字漢字漢字漢字漢字\nshort\n\n```";
        insta::assert_snapshot!(ground(code, 14, LongLines::Cut { from: 0 }), @r"
        [  0123456789 ›]
        [  漢字漢字漢 ›]
        [  short       ]
        [              ]
        ");
        insta::assert_snapshot!(ground(code, 14, LongLines::Cut { from: 3 }), @r"
        [‹ 3456789abc ›]
        [‹  漢字漢字  ›]
        [‹ rt          ]
        [              ]
        ");
        insta::assert_snapshot!(ground(code, 14, LongLines::Cut { from: 12 }), @r"
        [‹ cdefghij    ]
        [‹ 漢字漢字    ]
        [‹             ]
        [              ]
        ");
        insta::assert_snapshot!(ground(code, 14, LongLines::Cut { from: 90 }), @r"
        [‹             ]
        [‹             ]
        [‹             ]
        [              ]
        ");
    }

    #[test]
    fn what_is_added_has_no_place_and_what_is_written_does() {
        let code = "```c\n\tx\n```";
        let read = read(code);
        let pieces = pieces(code, 16, |piece| {
            (piece.text.trim().to_owned(), piece.face.role, piece.at)
        });
        let place = read.text.find('x').map(|at| at as u32);
        assert_eq!(
            pieces,
            [
                ("c".to_owned(), Role::CodeLabel, None),
                (String::new(), Role::Code, None),
                ("x".to_owned(), Role::Code, place),
                (String::new(), Role::Code, None),
            ]
        );
    }
}

//! Lines of code that are longer than the column is wide: below each other, or along.

use super::article::links::Way;
use super::overlay::Tone;
use super::{App, Focus};
use crate::page::{LongLines, code_width};

/// Cells that a press of a key moves along.
const STEP: u32 = 8;

impl App {
    pub(super) fn toggle_long_lines(&mut self) {
        let (long_lines, text) = match self.long_lines {
            LongLines::Wrap => (
                LongLines::Cut { from: 0 },
                "long lines run on: ← → move along",
            ),
            LongLines::Cut { .. } => (LongLines::Wrap, "long lines wrap"),
        };
        self.long_lines = long_lines;
        let text = if self.settings.ascii {
            text.replace("← →", "Left and Right")
        } else {
            text.to_owned()
        };
        self.say(Tone::Done, text);
    }

    /// Moves along the lines that run on; back where none do, to the list.
    pub(super) fn move_along(&mut self, way: Way) {
        match (self.long_lines, way) {
            (LongLines::Wrap, Way::Onward) => {}
            (LongLines::Wrap, Way::Backward) => self.focus = Focus::List,
            (LongLines::Cut { from }, Way::Backward) => {
                let from = from.saturating_sub(STEP);
                self.long_lines = LongLines::Cut { from };
            }
            (LongLines::Cut { from }, Way::Onward) => {
                // Some of the longest line stays to be seen.
                let last = self.longest_line().saturating_sub(STEP);
                let from = (from + STEP).min(last.max(from));
                self.long_lines = LongLines::Cut { from };
            }
        }
    }

    /// Puts lines that run on back to where they begin.
    pub(super) fn begin_lines(&mut self) {
        if let LongLines::Cut { from } = &mut self.long_lines {
            *from = 0;
        }
    }

    /// Cells of the longest line of code near the screen.
    fn longest_line(&self) -> u32 {
        let Some(article) = self.reader.article() else {
            return 0;
        };
        let near = article.code_near().into_iter();
        let widths = near.map(|code| code_width(article.document().words(code.text)));
        widths.max().unwrap_or_default()
    }
}

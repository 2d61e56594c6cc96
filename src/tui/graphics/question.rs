//! Asking the terminal whether it has pixels, and how many in a cell.
//!
//! The questions go out with the one for the ground (see [`asking`](crate::tui::asking)), before
//! the one that every terminal answers; that answer (DA1) tells of sixel itself.
//!
//! Within tmux they reach tmux, which answers for itself: DA1 names sixel where tmux has that (3.4, when
//! it is built so), and its pictures are shown then. What lies beyond tmux is not asked. The question
//! could be passed through (`ESC P tmux;`) to a terminal that speaks kitty's protocol, but its answer
//! comes back as if somebody had typed it, to whichever pane has the keys by then; and nothing
//! says that no answer will come, since tmux swallows the one to DA1. Every start would have to wait
//! for a while, and a late answer would be taken for keys.

use super::{Graphics, Protocol};
use crate::picture::CellSize;

/// Whether it speaks kitty's protocol.
const KITTY: &str = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";
/// The size of a cell in pixels (XTWINOPS 16); how many colours a sixel picture has (XTSMGRAPHICS).
const SIXEL: &str = "\x1b[16t\x1b[?1;1;0S";
/// Colours of a sixel picture where nobody says.
const COLOURS: u16 = 256;

/// An answer of the terminal's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It speaks kitty's protocol.
    Kitty,
    /// The pixels of a cell.
    Cell(CellSize),
    /// How many colours a sixel picture has.
    Colours(u16),
    /// It shows sixel pictures.
    Sixel,
}

/// What a terminal has answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    kitty: bool,
    sixel: bool,
    colours: Option<u16>,
    cell: Option<CellSize>,
}

impl Answers {
    /// Takes in an answer.
    pub fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Kitty => self.kitty = true,
            Answer::Sixel => self.sixel = true,
            Answer::Colours(colours) => self.colours = Some(colours),
            Answer::Cell(cell) => self.cell = Some(cell),
        }
    }

    /// The best that the terminal has; nothing for half blocks. `told` is the size of its cells
    /// as the system tells it, `program` what it calls itself.
    pub fn graphics(self, told: Option<CellSize>, program: Option<&str>) -> Option<Graphics> {
        let cell = told.or(self.cell);
        let is_iterm = matches!(program, Some("iTerm.app" | "WezTerm"));
        if self.kitty {
            return Some(Graphics::new(Protocol::Kitty, cell?));
        }
        if is_iterm {
            return Some(Graphics::new(Protocol::Iterm, cell?));
        }
        let colours = self.colours.unwrap_or(COLOURS).clamp(2, COLOURS);
        let is_sixel = self.sixel && colours >= 16;
        is_sixel.then_some(Graphics::new(Protocol::Sixel(colours), cell?))
    }
}

/// What a terminal of that name is asked. tmux and screen do not speak kitty's protocol and take
/// the question for a title.
pub fn question(term: Option<&str>) -> String {
    let term = term.unwrap_or_default();
    let takes_titles = term.starts_with("tmux") || term.starts_with("screen");
    let kitty = if takes_titles { "" } else { KITTY };
    format!("{kitty}{SIXEL}")
}

/// The answer in the body of a sequence: what stands behind `ESC _`, or behind `ESC [` with the
/// letter that ends it.
pub fn answer(body: &[u8]) -> Option<Answer> {
    let body = std::str::from_utf8(body).ok()?;
    if let Some(rest) = body.strip_prefix("Gi=31") {
        return rest.ends_with(";OK").then_some(Answer::Kitty);
    }
    if let Some(attributes) = body.strip_prefix('?').and_then(|it| it.strip_suffix('c')) {
        return attributes
            .split(';')
            .skip(1)
            .any(|attribute| attribute == "4")
            .then_some(Answer::Sixel);
    }
    if let Some(sizes) = body.strip_prefix("6;").and_then(|it| it.strip_suffix('t')) {
        let (height, width) = sizes.split_once(';')?;
        let side = |text: &str| text.parse::<u16>().ok().filter(|it| (1..=512).contains(it));
        let cell = CellSize {
            width: side(width)?,
            height: side(height)?,
        };
        return Some(Answer::Cell(cell));
    }
    let colours = body.strip_prefix("?1;0;")?.strip_suffix('S')?;
    colours.parse().ok().map(Answer::Colours)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: CellSize = CellSize {
        width: 10,
        height: 20,
    };

    fn graphics(
        bodies: &[&str],
        told: Option<CellSize>,
        program: Option<&str>,
    ) -> Option<Protocol> {
        let mut answers = Answers::default();
        let heard = bodies.iter().filter_map(|body| answer(body.as_bytes()));
        heard.for_each(|answer| answers.take(answer));
        Some(answers.graphics(told, program)?.way.protocol)
    }

    #[test]
    fn answers_tell_the_best_there_is() {
        let of = |bodies: &[&str]| graphics(bodies, None, None);
        assert_eq!(
            of(&["Gi=31;OK", "6;20;10t", "?62;4c"]),
            Some(Protocol::Kitty)
        );
        assert_eq!(of(&["6;20;10t", "?62;4;22c"]), Some(Protocol::Sixel(256)));
        assert_eq!(
            of(&["6;20;10t", "?1;0;16S", "?63;1;4c"]),
            Some(Protocol::Sixel(16))
        );
        assert_eq!(of(&["6;20;10t", "?62;22c"]), None);
        assert_eq!(of(&["Gi=31;ENOTSUPPORTED", "6;20;10t", "?1;2c"]), None);
        assert_eq!(of(&["?62;4c"]), None, "the size of its cells is not known");
        assert_eq!(
            graphics(&["?62;4c"], Some(CELL), None),
            Some(Protocol::Sixel(256))
        );
    }

    #[test]
    fn who_takes_a_question_for_a_title_is_not_asked_it() {
        assert!(question(Some("xterm-kitty")).starts_with(KITTY));
        assert_eq!(question(Some("tmux-256color")), SIXEL);
        assert_eq!(question(Some("screen.xterm-256color")), SIXEL);
    }

    #[test]
    fn some_programs_are_known_by_name() {
        for program in ["iTerm.app", "WezTerm"] {
            let known = graphics(&["?62;4c"], Some(CELL), Some(program));
            assert_eq!(known, Some(Protocol::Iterm));
        }
        assert_eq!(
            graphics(&["?62c"], Some(CELL), Some("Apple_Terminal")),
            None
        );
    }

    #[test]
    fn what_is_no_answer_says_nothing() {
        for body in [
            "",
            "6;0;0t",
            "6;20t",
            "6;99999;1t",
            "?1;3;0S",
            "?4c",
            "Gi=30;OK",
            "\u{e9}",
        ] {
            assert_eq!(answer(body.as_bytes()), None, "{body}");
        }
    }
}

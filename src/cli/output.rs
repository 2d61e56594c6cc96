//! Standard output: whether it is a terminal, how wide it is and how many colours it has.

use std::io::{self, IsTerminal};

use super::arguments::When;
use crate::theme::Depth;

/// Columns where nothing says how many there are.
const USUAL: u16 = 80;
/// Rows where nothing says how many there are.
const USUAL_ROWS: u16 = 24;

/// Standard output.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Terminal,
    /// A file or a pipe.
    Stream,
}

impl Output {
    /// The one that this process has.
    pub fn of_this_process() -> Output {
        let kind = if io::stdout().is_terminal() {
            Kind::Terminal
        } else {
            Kind::Stream
        };
        Output { kind }
    }

    /// True when somebody watches.
    pub fn is_terminal(self) -> bool {
        self.kind == Kind::Terminal
    }

    /// Columns for text, in cells; `measure` at most.
    pub fn width(self, measure: u16) -> u16 {
        match self.kind {
            Kind::Terminal => crossterm::terminal::size()
                .map_or(USUAL, |(width, _)| width)
                .clamp(1, measure),
            Kind::Stream => measure,
        }
    }

    /// The most rows that a picture takes: two thirds of the terminal.
    pub fn picture_rows(self) -> u16 {
        match self.kind {
            Kind::Terminal => {
                crossterm::terminal::size().map_or(USUAL_ROWS, |(_, rows)| rows) * 2 / 3
            }
            Kind::Stream => USUAL_ROWS,
        }
    }

    /// The colours to use; nothing for plain text.
    pub fn depth(self, when: When) -> Option<Depth> {
        match (when, self.kind, Depth::from_env()) {
            (When::Never, _, _) | (When::Auto, Kind::Stream, _) => None,
            (When::Always, _, Depth::None) => Some(Depth::Indexed),
            (_, _, depth) => Some(depth),
        }
    }
}

/// True when a locale is set that has no UTF-8. None at all says nothing.
pub fn locale_is_ascii(read: impl Fn(&str) -> Option<String>) -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| read(name).filter(|value| !value.is_empty()));
    set.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// True for a terminal that is known to put text from right to left in its order itself: those made
/// with VTE since 0.58, Konsole, mlterm and Apple's Terminal. The others show what they are given
/// from left to right.
pub fn terminal_reorders(read: &dyn Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| read(name).is_some_and(|value| !value.is_empty());
    let vte = read("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    let is_mlterm = read("TERM").is_some_and(|term| term.starts_with("mlterm"));
    vte.is_some_and(|version| version >= 5800)
        || set("KONSOLE_VERSION")
        || set("MLTERM")
        || is_mlterm
        || read("TERM_PROGRAM").is_some_and(|program| program == "Apple_Terminal")
}

/// True when what went wrong is that nobody reads any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_locale_that_is_set_can_rule_unicode_out() {
        let with = |variables: &'static [(&str, &str)]| {
            locale_is_ascii(|name| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(!with(&[]));
        assert!(!with(&[("LANG", "en_GB.UTF-8")]));
        assert!(!with(&[("LANG", "C.utf8")]));
        assert!(with(&[("LANG", "C")]));
        assert!(with(&[("LC_ALL", "POSIX"), ("LANG", "en_GB.UTF-8")]));
        assert!(!with(&[("LC_ALL", ""), ("LANG", "en_GB.UTF-8")]));
    }

    #[test]
    fn terminals_that_reorder_are_known() {
        let with = |name: &'static str, value: &'static str| {
            terminal_reorders(&|asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(with("VTE_VERSION", "7006") && !with("VTE_VERSION", "5401"));
        assert!(with("KONSOLE_VERSION", "220401") && with("TERM", "mlterm-256color"));
        assert!(with("TERM_PROGRAM", "Apple_Terminal") && !with("TERM_PROGRAM", "iTerm.app"));
        assert!(!with("TERM", "xterm-kitty"));
    }

    #[test]
    fn a_closed_pipe_is_told_from_other_errors() {
        let error = |kind| anyhow::Error::from(io::Error::from(kind)).context("cannot write");
        assert!(is_closed_pipe(&error(io::ErrorKind::BrokenPipe)));
        assert!(!is_closed_pipe(&error(io::ErrorKind::NotFound)));
    }
}

//! Asking the terminal what it is: for the colour of its ground, and for pictures in pixels.
//!
//! The questions (xterm's OSC 11, `ESC ] 11 ; ? ESC \`, and those of [`graphics`]) go out after the
//! first frame, and behind them one that every terminal answers (DA1, `ESC [ c`): when that answer
//! comes first, the others will not come. Whoever waits for keys listens, so that what is typed
//! meanwhile is read here and is not lost ([`ear`]). An answer that comes when nobody listens any
//! more would be read as keys; [`Late`] knows it.

mod ear;
mod late;

use std::io::IsTerminal;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::graphics::Answer;
use super::keys::Key;
use crate::theme::Colour;
use ear::Ear;

pub use late::Late;

/// Asks for the colour of the ground.
pub const GROUND: &str = "\x1b]11;?\x1b\\";
/// Asks what every terminal answers.
pub const LAST_QUESTION: &str = "\x1b[c";
/// How long to listen.
const PATIENCE: Duration = Duration::from_millis(250);
/// An answer is no longer than this, in bytes or keys.
const LONGEST: usize = 64;

/// What came while listening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The colour of the ground.
    Ground(Colour),
    /// Something about pictures.
    Graphics(Answer),
    /// A key.
    Key(Key),
    /// The answer behind which no other comes; what it says of pictures, if it does.
    End(Option<Answer>),
}

/// What came of listening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listened {
    /// Everything was answered.
    ToEverything,
    /// An answer may still come.
    ToSilence,
}

/// True for terminals that are known to understand the question, or to pass over it.
pub fn may_be_asked(term: Option<&str>) -> bool {
    !matches!(term, None | Some("" | "dumb" | "linux" | "vt100" | "vt220"))
}

/// Listens to the terminal until everything is answered, for a quarter of a second at most.
pub fn listen(mut tell: impl FnMut(Heard)) -> Listened {
    let Some(terminal) = Terminal::open() else {
        return Listened::ToEverything;
    };
    let start = Instant::now();
    let mut ear = Ear::default();
    while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
        let mut bytes = [0; 256];
        match terminal.read(&mut bytes, left) {
            Some(count) => ear.hear(bytes.get(..count).unwrap_or_default()),
            None => break,
        }
        while let Some(heard) = ear.next() {
            tell(heard);
            if matches!(heard, Heard::End(_)) {
                ear.rest().for_each(&mut tell);
                return Listened::ToEverything;
            }
        }
    }
    ear.rest().for_each(&mut tell);
    Listened::ToSilence
}

/// The terminal that keys come from, which is not standard input when that is the post.
enum Terminal {
    Input,
    Own(OwnedFd),
}

impl Terminal {
    fn open() -> Option<Terminal> {
        if std::io::stdin().is_terminal() {
            return Some(Terminal::Input);
        }
        let own = std::fs::File::open("/dev/tty").ok()?;
        Some(Terminal::Own(own.into()))
    }

    /// Reads what comes within `patience`; nothing when nothing does.
    fn read(&self, bytes: &mut [u8], patience: Duration) -> Option<usize> {
        let stdin = std::io::stdin();
        let fd: BorrowedFd = match self {
            Terminal::Input => stdin.as_fd(),
            Terminal::Own(own) => own.as_fd(),
        };
        let limit = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(patience.subsec_nanos()),
        };
        let mut fds = [PollFd::new(&fd, PollFlags::IN)];
        let ready = poll(&mut fds, Some(&limit)).ok()?;
        if ready == 0 {
            return None;
        }
        // Without a buffer between: what is not read here is for whoever waits for keys.
        rustix::io::read(fd, bytes).ok().filter(|&count| count > 0)
    }
}

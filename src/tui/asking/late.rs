//! Answers that come when nobody listens for them any more.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::LONGEST;

/// How long an answer may be late. After that the keys that it would begin with are keys.
const PATIENCE: Duration = Duration::from_secs(5);

/// Knows an answer that comes as keys, because nobody listened any more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Late {
    state: State,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// None is to come.
    #[default]
    Never,
    /// One may come, until then.
    Expected(Instant),
    /// One comes; so many of its keys have. Others may until then.
    Coming(usize, Instant),
}

impl Late {
    /// Expects an answer, for some seconds.
    pub fn expect(&mut self) {
        self.state = State::Expected(Instant::now() + PATIENCE);
    }

    /// True for a key that is a part of the answer.
    pub fn takes(&mut self, event: &KeyEvent) -> bool {
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let (state, takes) = match (self.state, event.code) {
            (State::Expected(until), _) if Instant::now() > until => (State::Never, false),
            // `ESC ]` and `ESC _`, as crossterm reads them.
            (State::Expected(until), KeyCode::Char(']' | '_')) if alt => {
                (State::Coming(1, until), true)
            }
            (State::Expected(until), _) => (State::Expected(until), false),
            // `ESC \` or BEL end it; another may follow.
            (State::Coming(_, until), KeyCode::Char('\\')) if alt => (State::Expected(until), true),
            (State::Coming(_, until), KeyCode::Char('g')) if control => {
                (State::Expected(until), true)
            }
            (State::Coming(count, until), KeyCode::Char(letter))
                if count < LONGEST
                    && (letter.is_ascii_alphanumeric() || ";:/=,".contains(letter)) =>
            {
                (State::Coming(count + 1, until), true)
            }
            (State::Never | State::Coming(..), _) => (State::Never, false),
        };
        self.state = state;
        takes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_answer_is_no_keys() {
        let alt = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::ALT);
        let plain = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
        let mut late = Late::default();
        assert!(!late.takes(&alt(']')), "none is expected");
        late.expect();
        assert!(!late.takes(&plain('j')));
        assert!(late.takes(&alt(']')));
        assert!(
            "11;rgb:ffff/ffff/ffff"
                .chars()
                .all(|it| late.takes(&plain(it)))
        );
        assert!(late.takes(&alt('\\')));
        assert!(late.takes(&alt('_')));
        assert!("Gi=31;OK".chars().all(|it| late.takes(&plain(it))));
        assert!(late.takes(&alt('\\')));
        assert!(!late.takes(&plain('q')));
    }
}

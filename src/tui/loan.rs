//! The terminal lent to another program: an editor, a player.
//!
//! Whoever waits for keys must not take those of the other program. The thread that does
//! ([`input`]) is blocked in a read; a change of the window's size wakes it, so one is feigned,
//! and it rests until the terminal is back. Without that it would have to look every now and then
//! whether it should rest.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nix::unistd::{getppid, getsid};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;

/// How long the thread that waits for keys has to rest before the terminal is lent all the same.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether the terminal is lent.
#[derive(Clone, Debug, Default)]
pub struct Loan(Arc<(Mutex<State>, Condvar)>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// It is ours.
    #[default]
    Ours,
    /// It is to be lent; the thread that waits for keys may not know yet.
    Asked,
    /// It is lent, and nobody here reads from it.
    Lent,
}

impl Loan {
    /// Makes the thread that waits for keys rest.
    pub fn begin(&self) {
        {
            let mut state = self.lock();
            // Whoever rests already does not rest anew.
            if *state == State::Lent {
                return;
            }
            *state = State::Asked;
        }
        // A signal that cannot be raised leaves the thread to rest at the next key.
        let _ = raise(SIGWINCH);
        let waiting = self
            .0
            .1
            .wait_timeout_while(self.lock(), PATIENCE, |state| *state == State::Asked);
        drop(waiting);
    }

    /// Wakes it again.
    pub fn end(&self) {
        *self.lock() = State::Ours;
        self.0.1.notify_all();
    }

    /// True while the terminal is not ours.
    pub fn is_on(&self) -> bool {
        *self.lock() != State::Ours
    }

    /// Rests while the terminal is lent; the thread that waits for keys calls this after each
    /// event. True when it has rested.
    pub fn rest(&self) -> bool {
        let mut state = self.lock();
        if *state == State::Ours {
            return false;
        }
        *state = State::Lent;
        self.0.1.notify_all();
        let woken = self.0.1.wait_while(state, |state| *state != State::Ours);
        drop(woken);
        true
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// True when what started byline is of the same session, and can wake it when it was stopped. A
/// terminal whose own program byline is cannot: POSIX takes no stop for what nobody would wake (an
/// orphaned process group), but has no word for that when a process stops itself.
pub fn has_shell() -> bool {
    // Where a container begins, the parent has number 0, which would ask for our own session.
    let parent = getppid();
    parent.as_raw() != 0 && getsid(Some(parent)).is_ok_and(|theirs| getsid(None) == Ok(theirs))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn a_thread_rests_until_the_terminal_is_back() {
        let loan = Loan::default();
        assert!(!loan.rest() && !loan.is_on());
        let (out, rested) = mpsc::channel();
        let other = loan.clone();
        let thread = thread::spawn(move || {
            while !other.is_on() {
                thread::yield_now();
            }
            out.send(other.rest())
        });
        loan.begin();
        assert_eq!(*loan.lock(), State::Lent);
        assert!(loan.is_on());
        assert!(rested.try_recv().is_err(), "it rests");
        loan.begin();
        assert_eq!(*loan.lock(), State::Lent, "it is lent already");
        loan.end();
        assert_eq!(rested.recv(), Ok(true));
        assert!(thread.join().is_ok());
    }
}

//! What comes from the terminal and from the system, each waited for on a thread of its own.
//!
//! Half an escape sequence blocks whoever reads events, and a terminal that has gone away keeps
//! him busy for ever; both must not be the thread that draws and that answers signals.

use std::panic::catch_unwind;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as Terminal, MouseButton, MouseEventKind};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::asking::{self, Heard, Late, Listened};
use super::graphics::Answers;
use super::keys::Key;
use super::loan::{self, Loan};
use super::{Event, terminal};
use crate::app::{Command, Message, Pointer, PointerKind, Size};

/// How long the event loop has to end after a signal before it is ended.
const GRACE: Duration = Duration::from_millis(500);
/// After this many failures in a row the terminal is taken to be gone.
const FAILURES: u32 = 20;

/// Sends on what the terminal tells, for as long as somebody listens; rests while the terminal is
/// lent.
///
/// When something comes from `asked`, the terminal has been asked what it is: the answers are
/// listened for first. Nothing does when it is not to be asked.
pub fn listen_to_terminal(events: Sender<Event>, loan: Loan, asked: Receiver<()>) {
    thread::spawn(move || {
        let mut late = Late::default();
        if asked.recv().is_ok() {
            let mut answers = Answers::default();
            let tell = |heard| {
                let event = match heard {
                    Heard::Ground(colour) => Event::Ground(colour),
                    Heard::Key(key) => Event::Key(key),
                    Heard::Graphics(answer) | Heard::End(Some(answer)) => {
                        answers.take(answer);
                        return;
                    }
                    Heard::End(None) => return,
                };
                // Who does not listen any more does not listen below either.
                drop(events.send(event));
            };
            if asking::listen(tell) == Listened::ToSilence {
                late.expect();
            }
            drop(events.send(Event::Graphics(answers)));
        }
        loan.rest();
        let mut failures = 0;
        while failures < FAILURES {
            // Whatever bytes come, this thread must outlive them: without it no key is heard.
            let Ok(Ok(event)) = catch_unwind(event::read) else {
                failures += 1;
                thread::sleep(Duration::from_millis(10));
                continue;
            };
            failures = 0;
            if let Terminal::Key(key) = &event
                && late.takes(key)
            {
                continue;
            }
            if let Some(event) = translate(&event)
                && events.send(event).is_err()
            {
                return;
            }
            if loan.rest() {
                // What was typed before and while another program had the terminal meant that one.
                while event::poll(Duration::ZERO).unwrap_or(false) && event::read().is_ok() {}
            }
        }
        let _ = events.send(Event::Signal(SIGHUP));
    });
}

/// Sends on the signals that end byline, stop it and wake it.
///
/// # Errors
///
/// When the system takes no handlers.
pub fn listen_to_signals(events: Sender<Event>, loan: Loan) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                // What is typed there means the program that has the terminal; stopping it means
                // us as well, but leaves the terminal as it is.
                SIGINT if loan.is_on() => continue,
                SIGTSTP if loan.is_on() => {
                    if loan::has_shell() {
                        let _ = emulate_default_handler(SIGTSTP);
                    }
                    continue;
                }
                SIGTSTP => Event::Message(Message::Command(Command::Suspend)),
                SIGCONT => Event::Woken,
                _ => {
                    thread::spawn(move || end_hard(signal));
                    Event::Signal(signal)
                }
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Ends the process when the event loop did not: it may be writing to a terminal that does not
/// read any more.
fn end_hard(signal: i32) {
    thread::sleep(GRACE);
    thread::spawn(terminal::give_back);
    thread::sleep(GRACE);
    let _ = emulate_default_handler(signal);
}

fn translate(event: &Terminal) -> Option<Event> {
    match event {
        Terminal::Key(key) if !key.is_release() => Key::of(*key).map(Event::Key),
        Terminal::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => PointerKind::Press,
                MouseEventKind::ScrollUp => PointerKind::WheelUp,
                MouseEventKind::ScrollDown => PointerKind::WheelDown,
                _ => return None,
            };
            let pointer = Pointer {
                kind,
                column: mouse.column,
                row: mouse.row,
            };
            Some(Event::Message(Message::Pointer(pointer)))
        }
        Terminal::Resize(width, height) => {
            let (width, height) = (*width, *height);
            Some(Event::Message(Message::Resized(Size { width, height })))
        }
        _ => None,
    }
}

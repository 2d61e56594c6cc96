//! The terminal: taken, drawn on, and always given back.
//!
//! A [`Screen`] gives it back when it is dropped. A panic on the drawing thread gives it back
//! before it is printed ([`give_back_on_panic`]); a signal does so through the event loop, or
//! without it when the loop hangs ([`give_back`]).

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use rustix::termios::{QueueSelector, tcflush};

use super::draw;
use super::graphics::{Change, Graphics, Prepared, Way};
use super::keys::Keymap;
use crate::app::{App, Area};
use crate::picture::Bitmap;
use crate::theme::Theme;

/// A frame is written at once: standard output's own buffer would send it in pieces of 1 KiB.
const FRAME: usize = 64 << 10;

const FROM_HERE: ClearType = ClearType::FromCursorDown;

/// Presses and the wheel, told in the form that has no limit of columns (SGR). Motion is not
/// asked for: it would wake us at every step of the pointer.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether the terminal is ours at the moment. A panic hook and a signal's thread have to know.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while byline has it, or has lent it to the shell.
#[derive(Debug)]
pub struct Screen<W: Write = io::Stdout> {
    backend: CrosstermBackend<BufWriter<W>>,
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show.
    next: Buffer,
    cells: Cells,
    /// Where pictures are shown in pixels.
    graphics: Option<Graphics>,
    /// Has the terminal forget what was shown in another way.
    farewell: String,
}

/// What is known of the terminal's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cells {
    /// They are as last drawn.
    Known,
    /// They are others, and nobody else has written to them.
    Resized,
    /// Anything may stand there.
    Unknown,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn take() -> io::Result<Screen> {
        // We leave colours out ourselves; crossterm would drop bold with them.
        crossterm::style::force_color_output(true);
        let mut screen = Screen::on(io::stdout());
        screen.enter()?;
        Ok(screen)
    }
}

impl<W: Write> Screen<W> {
    /// A screen that writes there, whatever that is.
    pub fn on(writer: W) -> Screen<W> {
        Screen {
            backend: CrosstermBackend::new(BufWriter::with_capacity(FRAME, writer)),
            shown: Buffer::default(),
            next: Buffer::default(),
            cells: Cells::Unknown,
            graphics: None,
            farewell: String::new(),
        }
    }

    /// From now on pictures are shown in pixels.
    pub fn show_pixels(&mut self, graphics: Graphics) {
        // What was shown in pixels before is not known to whoever shows them from now on.
        if let Some(mut before) = self.graphics.replace(graphics) {
            self.farewell.push_str(&before.end());
            self.cells = Cells::Unknown;
        }
    }

    /// Takes what has been made of a picture to be shown in pixels.
    pub fn take_prepared(&mut self, bitmap: &Arc<Bitmap>, way: Way, prepared: Prepared) {
        if let Some(graphics) = &mut self.graphics {
            graphics.take(bitmap, way, prepared);
        }
    }

    /// How pictures are shown in pixels, where they are.
    pub fn graphics(&self) -> Option<&Graphics> {
        self.graphics.as_ref()
    }

    /// Takes the terminal, also when somebody else has changed its state meanwhile; the next
    /// frame is painted whole.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn enter(&mut self) -> io::Result<()> {
        // crossterm does nothing when it believes the mode is on.
        let _ = disable_raw_mode();
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        self.cells = Cells::Unknown;
        queue!(self.backend, EnterAlternateScreen, Hide, Print(MOUSE_ON))?;
        Write::flush(&mut self.backend)
    }

    /// Gives the terminal back.
    ///
    /// # Errors
    ///
    /// When it cannot be written to.
    pub fn leave(&mut self) -> io::Result<()> {
        if TAKEN.swap(false, Ordering::SeqCst) {
            // First of all: a terminal that is not written to any more is given back all the same.
            let cooked = disable_raw_mode();
            let end = self.graphics.as_mut().map(Graphics::end);
            queue!(
                self.backend,
                Print(std::mem::take(&mut self.farewell)),
                Print(end.unwrap_or_default()),
                Print(MOUSE_OFF),
                EndSynchronizedUpdate,
                LeaveAlternateScreen,
                Show
            )?;
            Write::flush(&mut self.backend)?;
            cooked?;
        }
        Ok(())
    }

    /// Takes nothing for granted of what the terminal shows: the next frame is painted whole.
    pub fn forget(&mut self) {
        self.cells = Cells::Unknown;
    }

    /// Draws the session. Only cells that differ from what is shown are written; when none does,
    /// nothing is.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written to.
    pub fn draw(&mut self, app: &App, keymap: &Keymap, theme: &Theme) -> io::Result<()> {
        let Area { width, height, .. } = app.layout().screen;
        let area = Rect::new(0, 0, width, height);
        if area != self.next.area {
            self.shown.resize(area);
            self.next.resize(area);
            self.cells = match self.cells {
                Cells::Known | Cells::Resized => Cells::Resized,
                Cells::Unknown => Cells::Unknown,
            };
        }
        self.next.reset();
        let cells = std::mem::replace(&mut self.cells, Cells::Known);
        let change = if let Some(graphics) = &mut self.graphics {
            let placed = draw::render_around_pictures(app, keymap, theme, &mut self.next);
            let mut before = std::mem::take(&mut self.farewell);
            match cells {
                Cells::Known => {}
                Cells::Resized => before.push_str(graphics.clear()),
                Cells::Unknown => before.push_str(&graphics.end()),
            }
            let mut change = graphics.show(placed, height);
            change.before.insert_str(0, &before);
            change
        } else {
            draw::render(app, keymap, theme, &mut self.next);
            Change::default()
        };
        if cells != Cells::Known {
            self.shown.reset();
        }
        change
            .stale
            .iter()
            .for_each(|area| spoil(&mut self.shown, *area));
        let mut changes = self.shown.diff_iter(&self.next).peekable();
        if changes.peek().is_some() || cells != Cells::Known || !change.is_none() {
            queue!(self.backend, BeginSynchronizedUpdate, Print(change.before))?;
            match cells {
                Cells::Known => {}
                // To clear all would have kitty forget the pictures that are to be shown again.
                Cells::Resized => queue!(self.backend, MoveTo(0, 0), Clear(FROM_HERE))?,
                Cells::Unknown => queue!(self.backend, Clear(ClearType::All))?,
            }
            self.backend.draw(changes)?;
            queue!(self.backend, Print(change.after), EndSynchronizedUpdate)?;
            Write::flush(&mut self.backend)?;
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    /// Writes a control sequence of our own, between frames.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written to.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.backend.write_all(sequence.as_bytes())?;
        Write::flush(&mut self.backend)
    }
}

/// Makes cells differ from whatever they are to show, so that they are written again.
fn spoil(shown: &mut Buffer, area: Area) {
    let area = Rect::new(area.x, area.y, area.width, area.height).intersection(shown.area);
    for position in area.positions() {
        if let Some(cell) = shown.cell_mut(position) {
            cell.set_symbol("\u{fffd}").set_fg(Color::Rgb(1, 2, 3));
        }
    }
}

impl<W: Write> Drop for Screen<W> {
    fn drop(&mut self) {
        // Nobody is left to tell.
        let _ = self.leave();
    }
}

/// Throws away what was typed and that nobody has read.
///
/// While another program has the terminal, its driver edits lines: Backspace takes the end of a
/// sequence away, and who reads the rest of it waits for that end in whatever is typed next.
pub fn forget_what_was_typed() {
    let forget = |terminal: BorrowedFd| {
        // Where that fails there is nothing to be thrown away.
        let _ = tcflush(terminal, QueueSelector::IFlush);
    };
    let input = io::stdin();
    if input.is_terminal() {
        forget(input.as_fd());
    } else if let Ok(terminal) = File::open("/dev/tty") {
        forget(terminal.as_fd());
    }
}

/// Gives the terminal back from wherever this is called; does nothing when it is not taken, and
/// goes on when it is gone.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // Writing may block for ever.
        let _ = disable_raw_mode();
        let mut out = io::stdout();
        let _ = queue!(
            out,
            Print(MOUSE_OFF),
            EndSynchronizedUpdate,
            LeaveAlternateScreen,
            Show
        );
        let _ = out.flush();
    }
}

/// From now on a panic of this thread gives the terminal back before it is printed. Panics of
/// other threads print nothing while the terminal is ours: they are caught where they happen and
/// come as messages.
pub fn give_back_on_panic() {
    let before = std::panic::take_hook();
    let drawing = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        let is_ours = std::thread::current().id() == drawing;
        if is_ours {
            give_back();
        }
        if is_ours || !TAKEN.load(Ordering::SeqCst) {
            before(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;
    use crate::app::fixture::Session;
    use crate::app::{Command, Message, Motion, Size};
    use crate::picture::CellSize;
    use crate::theme::{Depth, Palette};
    use crate::tui::graphics::Protocol;

    fn theme(depth: Depth) -> Theme {
        Theme::new(Palette::DARK, depth)
    }

    /// Keeps what is written.
    #[derive(Clone, Default)]
    struct Tape(Rc<RefCell<Vec<u8>>>);

    impl Tape {
        fn take(&self) -> String {
            String::from_utf8(self.0.take()).unwrap()
        }
    }

    impl Write for Tape {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_frame_that_changes_nothing_writes_nothing() {
        let mut session = Session::open((90, 20), &[("", "A", "Words."), ("", "B", "Words.")]);
        let tape = Tape::default();
        let mut screen = Screen::on(tape.clone());
        screen
            .draw(&session.app, &Keymap::default(), &theme(Depth::True))
            .unwrap();
        let first = tape.take();
        assert!(first.starts_with("\x1b[?2026h\x1b[2J") && first.ends_with("\x1b[?2026l"));
        screen
            .draw(&session.app, &Keymap::default(), &theme(Depth::True))
            .unwrap();
        assert_eq!(tape.take(), "");
        session.send(Message::Command(Command::Move(Motion::Down)));
        screen
            .draw(&session.app, &Keymap::default(), &theme(Depth::True))
            .unwrap();
        let second = tape.take();
        assert!(!second.is_empty() && second.len() < first.len());
    }

    #[test]
    fn what_is_forgotten_is_painted_again() {
        let session = Session::open((90, 20), &[("", "A", "Words.")]);
        let tape = Tape::default();
        let mut screen = Screen::on(tape.clone());
        screen
            .draw(&session.app, &Keymap::default(), &theme(Depth::True))
            .unwrap();
        let first = tape.take();
        screen.forget();
        screen
            .draw(&session.app, &Keymap::default(), &theme(Depth::True))
            .unwrap();
        assert_eq!(tape.take(), first);
    }

    #[test]
    fn another_size_paints_everything() {
        let mut session = Session::open((90, 20), &[("", "A", "Words.")]);
        let tape = Tape::default();
        let mut screen = Screen::on(tape.clone());
        screen
            .draw(&session.app, &Keymap::default(), &theme(Depth::True))
            .unwrap();
        tape.take();
        let (width, height) = (91, 20);
        session.send(Message::Resized(Size { width, height }));
        screen
            .draw(&session.app, &Keymap::default(), &theme(Depth::True))
            .unwrap();
        assert!(tape.take().contains("\x1b[1;1H\x1b[J"));
    }

    #[test]
    fn kitty_is_sent_no_pixels_again_when_the_screen_is_resized() {
        let post = ("", "A", "Words.\n\n![](80x32.png)\n");
        let mut session = Session::open_with_pictures((90, 30), &[post]);
        let graphics = Graphics::new(Protocol::Kitty, CellSize::USUAL);
        session.send(Message::Raster(graphics.raster()));
        session.render();
        let tape = Tape::default();
        let mut screen = Screen::on(tape.clone());
        screen.show_pixels(graphics);
        let draw = |session: &Session, screen: &mut Screen<Tape>| {
            screen
                .draw(&session.app, &Keymap::default(), &theme(Depth::True))
                .unwrap();
            tape.take()
        };
        let first = draw(&session, &mut screen);
        assert!(first.contains("\x1b_Ga=t,f=100,i=1,") && first.contains("a=p,i=1,p=1,"));
        let (width, height) = (90, 24);
        session.send(Message::Resized(Size { width, height }));
        let second = draw(&session, &mut screen);
        assert!(!second.contains("a=t") && second.contains("a=p,i=1,p=1,"));
        assert!(
            !second.contains("\x1b[2J"),
            "that would have kitty forget them"
        );
        screen.forget();
        assert!(draw(&session, &mut screen).contains("a=t,f=100,i=2,"));
        let other = CellSize {
            width: 16,
            height: 32,
        };
        screen.show_pixels(Graphics::new(Protocol::Kitty, other));
        let farewell = draw(&session, &mut screen);
        assert!(
            farewell.contains("\x1b_Ga=d,d=I,i=2,q=2\x1b\\"),
            "{farewell:?}"
        );
    }

    #[test]
    fn without_colour_bold_is_still_bold() {
        let session = Session::open((90, 20), &[("", "A", "**Bold** words.")]);
        let tape = Tape::default();
        let mut screen = Screen::on(tape.clone());
        screen
            .draw(&session.app, &Keymap::default(), &theme(Depth::None))
            .unwrap();
        let out = tape.take();
        assert!(out.contains("\x1b[1mBold"), "{out:?}");
        assert!(!out.contains("\x1b[38"), "{out:?}");
    }

    #[test]
    fn a_terminal_that_was_not_taken_is_left_alone() {
        give_back();
        let tape = Tape::default();
        let mut screen = Screen::on(tape.clone());
        screen.leave().unwrap();
        assert_eq!(tape.take(), "");
    }
}

//! The reader on a terminal: keys in, frames out.
//!
//! One thread owns the session and the screen. Others wait for the terminal ([`input`]), for
//! signals and changes of the files ([`watch`]), read posts ([`desk`]), fetch pictures
//! ([`fetcher`]) and open addresses; all of them only send [`Event`]s. The loop takes in everything
//! that has come before it draws, so that a burst costs one frame, and sleeps until something
//! happens.

mod asking;
mod decoder;
mod desk;
pub mod draw;
mod fetcher;
pub mod graphics;
mod input;
pub mod keys;
mod loan;
mod outside;
mod paint;
mod recall;
mod searcher;
mod stock;
mod surveyor;
pub mod terminal;
mod watch;
mod wishes;

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{App, Message, Rendition, Settings, Size, Snippet};
use crate::blog::{self, Blog, Post};
use crate::browser::Openers;
use crate::fetch::Store;
use crate::memory::{BlogId, Keeper, What};
use crate::picture::{Bitmap, CellSize};
use crate::search::Keep;
use crate::theme::{Colour, Depth, Palette, Theme};
use anyhow::Context as _;
use decoder::SharedWay;
pub use decoder::decode;
use desk::Desk;
use fetcher::Fetcher;
use graphics::{Answers, Graphics, Prepared, Way};
use keys::{Key, Keymap};
use loan::Loan;
use searcher::Searcher;
use stock::Loaded;
use surveyor::Survey;
use terminal::Screen;
use watch::Watch;
use wishes::Wishes;

pub use stock::Home;

/// How long a message stays.
const NOTICE: Duration = Duration::from_secs(5);
/// How long a frame waits for what it is to show: one frame is better than two.
const PATIENCE: Duration = Duration::from_millis(12);
/// How long the first frame waits for the blog.
const FIRST_PATIENCE: Duration = Duration::from_millis(80);

/// How long a signal is waited for that explains why the terminal failed.
const HANG_UP: Duration = Duration::from_millis(300);

/// What the reader begins with.
pub struct Start {
    /// Finds the blog, also again when its files have changed; runs off the drawing thread.
    pub load: Load,
    /// What is settled.
    pub settings: Settings,
    /// What the keys give.
    pub keymap: Keymap,
    /// The colours.
    pub colours: Colours,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// What becomes of pictures.
    pub pictures: Pictures,
    /// The pictures that have been fetched from the web; nothing where none are shown.
    pub fetched: Option<Store>,
    /// What opens addresses.
    pub openers: Openers,
    /// Whether the index of the blog's words is kept.
    pub keep: Keep,
    /// Where what is remembered is, and which blogs are configured.
    pub home: Home,
    /// How other blogs are found.
    pub places: Places,
}

/// Which colours the reader has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// These.
    Settled(Palette),
    /// Those for the terminal's ground, which it is asked for; these until it answers.
    Asked(Palette),
}

/// What becomes of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures {
    /// They are shown, as well as the terminal can.
    Shown,
    /// They stay words.
    Words,
}

/// Finds a blog.
pub type Load = Arc<dyn Fn(&dyn blog::Observer) -> Result<Blog, blog::Error> + Send + Sync>;

/// How the blog in a folder is found; without a folder, the sample blog.
pub type Places = Arc<dyn Fn(Option<&Path>) -> Load + Send + Sync>;

/// How the reader ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Somebody quit.
    Quit,
    /// A signal of this number came.
    Signal(i32),
}

/// Something that happened, as the threads tell it.
#[derive(Debug)]
pub(crate) enum Event {
    /// A key.
    Key(Key),
    /// Something that the session takes as it is.
    Message(Message),
    /// The same, when it is still in the blog that this is about.
    Told {
        /// The visit that it belongs to: each blog that is gone to has the next number.
        visit: u32,
        /// What is told.
        message: Message,
    },
    /// A blog as far as it has been read, or why there is none.
    Loaded {
        /// The visit that it belongs to; the next one when it is to be gone to.
        visit: u32,
        /// The blog.
        loaded: Result<Box<Loaded>, blog::Error>,
    },
    /// The terminal's ground has this colour.
    Ground(Colour),
    /// What the terminal has answered about pictures.
    Graphics(Answers),
    /// What has been made of a picture, to be shown in pixels in that way.
    Prepared(Arc<Bitmap>, Way, Prepared),
    /// Something in the blog's folder is not as it was.
    Changed {
        /// The visit that it belongs to.
        visit: u32,
    },
    /// The same blog as it is now, or why there is none any more.
    Reloaded {
        /// The visit that it belongs to.
        visit: u32,
        /// The blog.
        blog: Result<Arc<Blog>, blog::Error>,
    },
    /// The program that had the terminal has ended: why it failed, if it did.
    Returned(Result<(), String>),
    /// A signal that ends the program.
    Signal(i32),
    /// The process was stopped and goes on.
    Woken,
}

/// Reads until somebody quits or a signal comes; gives the terminal back in every case.
///
/// # Errors
///
/// When there is no terminal or no blog.
pub fn run(start: Start) -> anyhow::Result<Ending> {
    terminal::give_back_on_panic();
    let (sender, events) = mpsc::channel();
    let loan = Loan::default();
    input::listen_to_signals(sender.clone(), loan.clone()).context("cannot listen to signals")?;
    let screen = Screen::take().context("the reader needs a terminal; try `byline show`")?;
    let (find, home) = (Arc::clone(&start.load), start.home.clone());
    let first = sender.clone();
    thread::spawn(move || {
        Loaded::find(&find, &home, &|loaded| {
            // When nobody listens any more, the reader has ended.
            let _ = first.send(Event::Loaded { visit: 0, loaded });
        });
    });
    let (ask, asked) = mpsc::channel();
    input::listen_to_terminal(sender.clone(), loan.clone(), asked);
    let (palette, is_open) = match start.colours {
        Colours::Settled(palette) => (palette, false),
        Colours::Asked(palette) => (palette, true),
    };
    let mut question = String::new();
    let term = std::env::var("TERM").ok();
    if can_be_asked(start.depth, term.as_deref()) {
        if is_open {
            question.push_str(asking::GROUND);
        }
        if start.pictures == Pictures::Shown {
            question.push_str(&graphics::question(term.as_deref()));
        }
    }
    // Without it nobody listens for an answer.
    let ask = (!question.is_empty()).then_some((question + asking::LAST_QUESTION, ask));
    let settings = Settings {
        help: start.keymap.help(),
        ..start.settings
    };
    let session = Session {
        app: App::new(settings, size()),
        keymap: start.keymap,
        screen,
        theme: Theme::new(palette, start.depth),
        depth: start.depth,
        ask,
        pictures: start.pictures,
        fetched: start.fetched.map(Arc::new),
        fetcher: None,
        openers: start.openers,
        load: start.load,
        reload: Reload::Idle,
        loan,
        blog: None,
        desk: None,
        decoder: None,
        way: SharedWay::default(),
        highlighter: None,
        survey: None,
        searcher: None,
        watch: None,
        keep: start.keep,
        keeper: None,
        unkept: Vec::new(),
        home: start.home,
        places: start.places,
        next: None,
        visit: 0,
        sender,
        notice: None,
        state: State::Running,
    };
    session.run(&events)
}

struct Session {
    app: App,
    keymap: Keymap,
    screen: Screen,
    theme: Theme,
    depth: Depth,
    /// What the terminal is to be asked, and where it is told that it has been; until it has been.
    ask: Option<(String, Sender<()>)>,
    pictures: Pictures,
    fetched: Option<Arc<Store>>,
    fetcher: Option<Fetcher>,
    openers: Openers,
    load: Load,
    reload: Reload,
    loan: Loan,
    blog: Option<Arc<Blog>>,
    desk: Option<Desk>,
    decoder: Option<Wishes<Rendition>>,
    way: SharedWay,
    highlighter: Option<Wishes<Snippet>>,
    survey: Option<Survey>,
    searcher: Option<Searcher>,
    watch: Option<Watch>,
    keep: Keep,
    /// Who writes down what is to be remembered, and of which blog.
    keeper: Option<(Keeper, BlogId)>,
    /// What is to be written down once it is known which blog this is.
    unkept: Vec<What>,
    home: Home,
    places: Places,
    /// How the blog is found that is being gone to.
    next: Option<Load>,
    /// Counts the blogs that were gone to, so that what is told of one that was left is dropped.
    visit: u32,
    sender: Sender<Event>,
    /// The number of the message that is shown, and when it goes.
    notice: Option<(u32, Instant)>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Running,
    /// The terminal is the shell's until the process is woken.
    Suspended,
    /// The terminal is another program's until that ends.
    Lent,
    Ended(Ending),
}

/// Whether the blog is being read again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reload {
    Idle,
    Running,
    /// It is, and has to be once more.
    Stale,
}

impl Session {
    fn run(mut self, events: &Receiver<Event>) -> anyhow::Result<Ending> {
        let ending = self.read(events);
        let left = self.screen.leave();
        // Whatever has ended it, what is to be remembered is written.
        if let Some((keeper, _)) = self.keeper.take() {
            keeper.close();
        }
        match ending {
            // A terminal that is gone cannot be left.
            Ok(Ending::Signal(signal)) => Ok(Ending::Signal(signal)),
            Ok(Ending::Quit) => Ok(left.map(|()| Ending::Quit)?),
            Err(error) => hang_up(events).ok_or(error),
        }
    }

    fn read(&mut self, events: &Receiver<Event>) -> anyhow::Result<Ending> {
        self.gather(events, FIRST_PATIENCE)?;
        loop {
            if let State::Ended(ending) = self.state {
                return Ok(ending);
            }
            if self.state == State::Running {
                self.screen.draw(&self.app, &self.keymap, &self.theme)?;
                self.ask()?;
            }
            match self.next(events) {
                Some(event) => self.take(event)?,
                None => self.fade(),
            }
            self.gather(events, PATIENCE)?;
        }
    }

    /// Asks once, when the first frame is there.
    fn ask(&mut self) -> io::Result<()> {
        if let Some((question, ask)) = self.ask.take() {
            self.screen.send(&question)?;
            // Without the thread that waits for keys there is nobody to hear the answer.
            let _ = ask.send(());
        }
        Ok(())
    }

    /// The next event; nothing when a message has stayed long enough first.
    fn next(&mut self, events: &Receiver<Event>) -> Option<Event> {
        let shown = self.app.notice().map(|notice| notice.number);
        if self.notice.map(|(number, _)| number) != shown {
            self.notice = shown.map(|number| (number, Instant::now() + NOTICE));
        }
        let Some((_, until)) = self.notice else {
            return events.recv().ok();
        };
        let left = until.saturating_duration_since(Instant::now());
        events.recv_timeout(left).ok()
    }

    fn fade(&mut self) {
        if let Some((number, _)) = self.notice.take() {
            self.update(Message::Faded(number));
        }
    }

    /// Takes in what has come already, and waits a moment for what the next frame is to show.
    fn gather(&mut self, events: &Receiver<Event>, patience: Duration) -> anyhow::Result<()> {
        let until = Instant::now() + patience;
        while !matches!(self.state, State::Ended(_)) {
            let left = if self.app.is_waiting() {
                until.saturating_duration_since(Instant::now())
            } else {
                Duration::ZERO
            };
            match events.recv_timeout(left) {
                Ok(event) => self.take(event)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(())
    }

    fn take(&mut self, event: Event) -> anyhow::Result<()> {
        match event {
            // What was typed and clicked was meant for the program that has the terminal.
            Event::Key(_) | Event::Woken | Event::Message(Message::Pointer(_))
                if self.state == State::Lent => {}
            Event::Key(key) => {
                if let Some(command) = self.keymap.command(self.app.context(), key) {
                    self.update(Message::Command(command));
                }
            }
            Event::Message(message) => {
                let is_resize = matches!(message, Message::Resized(_));
                self.update(message);
                if is_resize {
                    self.renew_pixels();
                }
            }
            Event::Told { visit, message } if visit == self.visit => self.update(message),
            Event::Loaded { visit, loaded } => self.take_blog(visit, loaded)?,
            Event::Ground(colour) => {
                self.theme = Theme::new(Palette::on(colour), self.depth);
            }
            Event::Graphics(answers) => self.show_pixels(answers),
            Event::Prepared(bitmap, way, prepared) => {
                self.screen.take_prepared(&bitmap, way, prepared);
            }
            Event::Changed { visit } if visit == self.visit => self.reload(),
            Event::Reloaded { visit, blog } if visit == self.visit => self.restock(blog)?,
            // Of a blog that was left.
            Event::Told { .. } | Event::Changed { .. } | Event::Reloaded { .. } => {}
            Event::Returned(outcome) => self.take_back(outcome)?,
            Event::Signal(signal) => self.state = State::Ended(Ending::Signal(signal)),
            Event::Woken => self.enter()?,
        }
        Ok(())
    }

    /// Shows pictures in pixels when the terminal has them; else they stay half blocks.
    fn show_pixels(&mut self, answers: Answers) {
        if self.pictures == Pictures::Words {
            return;
        }
        let program = std::env::var("TERM_PROGRAM").ok();
        if let Some(graphics) = answers.graphics(cell_size(), program.as_deref()) {
            self.show_with(graphics);
        }
    }

    /// Follows the terminal when its letters are of another size.
    fn renew_pixels(&mut self) {
        let Some((graphics, cell)) = self.screen.graphics().zip(cell_size()) else {
            return;
        };
        if let Some(graphics) = graphics.with_cell(cell) {
            self.show_with(graphics);
        }
    }

    fn show_with(&mut self, graphics: Graphics) {
        let raster = graphics.raster();
        self.way.set(graphics.way());
        self.screen.show_pixels(graphics);
        self.update(Message::Raster(raster));
    }

    fn enter(&mut self) -> io::Result<()> {
        self.screen.enter()?;
        self.state = State::Running;
        self.update(Message::Resized(size()));
        Ok(())
    }

    fn update(&mut self, message: Message) {
        for effect in self.app.update(message) {
            self.perform(effect);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(desk) = &self.desk {
            desk.close();
        }
    }
}

/// The signal that tells why the terminal cannot be used any more, which may come a moment later.
fn hang_up(events: &Receiver<Event>) -> Option<Ending> {
    let until = Instant::now() + HANG_UP;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if let Event::Signal(signal) = events.recv_timeout(left).ok()? {
            return Some(Ending::Signal(signal));
        }
    }
}

/// Without colours there is nothing to choose.
fn can_be_asked(depth: Depth, term: Option<&str>) -> bool {
    depth != Depth::None && asking::may_be_asked(term)
}

fn posts_of(blog: &Blog) -> Vec<Arc<Post>> {
    blog.posts().to_vec()
}

/// The pixels of a cell, where the system knows them.
pub fn cell_size() -> Option<CellSize> {
    let window = crossterm::terminal::window_size().ok()?;
    let width = window.width.checked_div(window.columns)?;
    let height = window.height.checked_div(window.rows)?;
    (width > 0 && height > 0).then_some(CellSize { width, height })
}

fn size() -> Size {
    let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
    Size { width, height }
}

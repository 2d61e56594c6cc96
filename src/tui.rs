//! The reader on a terminal: keys in, frames out.
//!
//! One thread owns the session and the screen. Others wait for the terminal ([`input`]), for
//! signals and changes of the files ([`watch`]), read posts ([`desk`]) and open addresses; all of them only send [`Event`]s. The loop
//! takes in everything that has come before it draws, so that a burst costs one frame, and sleeps
//! until something happens.

mod desk;
pub mod draw;
mod ground;
mod highlighter;
mod input;
pub mod keys;
mod loan;
mod paint;
mod recall;
mod searcher;
mod surveyor;
pub mod terminal;
mod watch;

#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use signal_hook::low_level::emulate_default_handler;

use crate::app::{App, Effect, Message, Settings, Size, Snippet};
use crate::blog::{self, Blog, Post};
use crate::browser::{Address, Editor, Medium, Openers, line_of, osc52};
use crate::memory::{BlogId, Keeper, Mark, What};
use crate::search::Keep;
use crate::theme::{Colour, Depth, Palette, Theme};
use desk::Desk;
use highlighter::Highlighter;
use keys::Key;
use loan::Loan;
use recall::Recalled;
use searcher::Searcher;
use terminal::Screen;

/// How long a message stays.
const NOTICE: Duration = Duration::from_secs(5);
/// How long a frame waits for what it is to show: one frame is better than two.
const PATIENCE: Duration = Duration::from_millis(12);
/// How long the first frame waits for the blog.
const FIRST_PATIENCE: Duration = Duration::from_millis(80);

/// What the reader begins with.
pub struct Start {
    /// Finds the blog, also again when its files have changed; runs off the drawing thread.
    pub load: Load,
    /// What is settled.
    pub settings: Settings,
    /// The colours.
    pub colours: Colours,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// What opens addresses.
    pub openers: Openers,
    /// Whether the index of the blog's words is kept.
    pub keep: Keep,
    /// The folder of what is remembered between sessions; nothing when nothing is.
    pub memory: Option<PathBuf>,
}

/// Which colours the reader has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// These.
    Settled(Palette),
    /// Those for the terminal's ground, which it is asked for; these until it answers.
    Asked(Palette),
}

/// Finds a blog.
pub type Load = Arc<dyn Fn() -> Result<Blog, blog::Error> + Send + Sync>;

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
    /// The blog, or why there is none.
    Loaded(Result<Box<Loaded>, blog::Error>),
    /// The terminal's ground has this colour.
    Ground(Colour),
    /// Something in the blog's folder is not as it was.
    Changed,
    /// The blog as it is now, or why there is none any more.
    Reloaded(Result<Arc<Blog>, blog::Error>),
    /// The program that had the terminal has ended: why it failed, if it did.
    Returned(Result<(), String>),
    /// A signal that ends the program.
    Signal(i32),
    /// The process was stopped and goes on.
    Woken,
}

/// A blog that was opened.
#[derive(Debug)]
pub(crate) struct Loaded {
    blog: Arc<Blog>,
    recalled: Option<Recalled>,
    /// What is wrong with what is remembered.
    notice: Option<String>,
}

impl Loaded {
    fn new(blog: Blog, memory: Option<&Path>) -> Box<Loaded> {
        let (recalled, notice) = match memory {
            Some(folder) => recall::recall(folder, &blog),
            None => (None, None),
        };
        Box::new(Loaded {
            blog: Arc::new(blog),
            recalled,
            notice,
        })
    }
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
    let find = Arc::clone(&start.load);
    let loaded = sender.clone();
    let memory = start.memory;
    thread::spawn(move || {
        let blog = find().map(|blog| Loaded::new(blog, memory.as_deref()));
        // When nobody listens any more, the reader has ended.
        let _ = loaded.send(Event::Loaded(blog));
    });
    let (ask, asked) = mpsc::channel();
    input::listen_to_terminal(sender.clone(), loan.clone(), asked);
    let (palette, is_open) = match start.colours {
        Colours::Settled(palette) => (palette, false),
        Colours::Asked(palette) => (palette, can_be_asked(start.depth)),
    };
    // Without it nobody listens for an answer.
    let ask = is_open.then_some(ask);
    let settings = Settings {
        help: keys::help(),
        ..start.settings
    };
    let session = Session {
        app: App::new(settings, size()),
        screen,
        theme: Theme::new(palette, start.depth),
        depth: start.depth,
        ask,
        openers: start.openers,
        load: start.load,
        reload: Reload::Idle,
        loan,
        blog: None,
        desk: None,
        highlighter: None,
        searcher: None,
        keep: start.keep,
        keeper: None,
        sender,
        notice: None,
        state: State::Running,
    };
    session.run(&events)
}

struct Session {
    app: App,
    screen: Screen,
    theme: Theme,
    depth: Depth,
    /// Where it is told that the terminal has been asked for its ground, until it has been.
    ask: Option<Sender<()>>,
    openers: Openers,
    load: Load,
    reload: Reload,
    loan: Loan,
    blog: Option<Arc<Blog>>,
    desk: Option<Desk>,
    highlighter: Option<Highlighter>,
    searcher: Option<Searcher>,
    keep: Keep,
    /// Who writes down what is to be remembered, and of which blog.
    keeper: Option<(Keeper, BlogId)>,
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
        self.gather(events, FIRST_PATIENCE)?;
        loop {
            if let State::Ended(ending) = self.state {
                self.screen.leave()?;
                if let Some((keeper, _)) = self.keeper.take() {
                    keeper.close();
                }
                return Ok(ending);
            }
            if self.state == State::Running {
                self.screen.draw(&self.app, &self.theme)?;
                self.ask_for_ground()?;
            }
            match self.next(events) {
                Some(event) => self.take(event)?,
                None => self.fade(),
            }
            self.gather(events, PATIENCE)?;
        }
    }

    /// Asks once, when the first frame is there.
    fn ask_for_ground(&mut self) -> io::Result<()> {
        if let Some(ask) = self.ask.take() {
            self.screen.send(ground::QUESTION)?;
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
            Event::Key(key) => {
                if let Some(command) = keys::command(self.app.context(), key) {
                    self.update(Message::Command(command));
                }
            }
            Event::Message(message) => self.update(message),
            Event::Loaded(loaded) => self.stock(*loaded?)?,
            Event::Ground(colour) => {
                self.theme = Theme::new(ground::palette(colour), self.depth);
            }
            Event::Changed => self.reload(),
            Event::Reloaded(blog) => self.restock(blog)?,
            Event::Returned(outcome) => self.take_back(outcome)?,
            Event::Signal(signal) => self.state = State::Ended(Ending::Signal(signal)),
            Event::Woken if self.state == State::Lent => {}
            Event::Woken => self.enter()?,
        }
        Ok(())
    }

    fn enter(&mut self) -> io::Result<()> {
        self.screen.enter()?;
        self.state = State::Running;
        self.update(Message::Resized(size()));
        Ok(())
    }

    fn stock(&mut self, loaded: Loaded) -> io::Result<()> {
        let Loaded {
            blog,
            recalled,
            notice,
        } = loaded;
        self.open_desk(&blog)?;
        if let Some(recalled) = recalled {
            self.start_remembering(recalled)?;
        }
        self.update(Message::Posts(posts_of(&blog)));
        self.update(Message::Complete);
        if let Some(notice) = notice {
            self.update(Message::NotRemembered(notice));
        }
        if let Some(folder) = blog.folder() {
            let sender = self.sender.clone();
            watch::watch(folder, move || sender.send(Event::Changed).is_ok());
        }
        Ok(())
    }

    /// Reads the blog again, off the drawing thread; once more if that is going on already.
    fn reload(&mut self) {
        if self.reload != Reload::Idle {
            self.reload = Reload::Stale;
            return;
        }
        self.reload = Reload::Running;
        let (load, sender) = (Arc::clone(&self.load), self.sender.clone());
        thread::spawn(move || {
            let _ = sender.send(Event::Reloaded(load().map(Arc::new)));
        });
    }

    fn restock(&mut self, blog: Result<Arc<Blog>, blog::Error>) -> io::Result<()> {
        let before = std::mem::replace(&mut self.reload, Reload::Idle);
        match blog {
            Ok(blog) => {
                self.open_desk(&blog)?;
                self.update(Message::Replaced(posts_of(&blog)));
            }
            Err(error) => self.update(Message::NotReplaced(error.to_string())),
        }
        if before == Reload::Stale {
            self.reload();
        }
        Ok(())
    }

    fn open_desk(&mut self, blog: &Arc<Blog>) -> io::Result<()> {
        let sender = self.sender.clone();
        let tell = move |message| drop(sender.send(Event::Message(message)));
        let before = self.desk.replace(Desk::open(Arc::clone(blog), tell)?);
        if let Some(before) = before {
            before.close();
        }
        self.blog = Some(Arc::clone(blog));
        // Over the posts as they were.
        self.searcher = None;
        self.update(Message::Found {
            title: blog.title().to_owned(),
            folder: blog.folder().and_then(Path::to_str).map(str::to_owned),
            named: blog.named().map(|post| Arc::clone(&post.path)),
        });
        Ok(())
    }

    fn update(&mut self, message: Message) {
        for effect in self.app.update(message) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Read(requests) => {
                if let Some(desk) = &self.desk {
                    desk.wish(requests);
                }
            }
            Effect::Highlight(snippets) => self.highlight(snippets),
            Effect::Survey { generation, posts } => self.survey(generation, posts),
            Effect::Search { number, words } => self.search(number, &words),
            Effect::Remember(what) => self.remember(what),
            Effect::Open { address, medium } => self.open(address, medium),
            Effect::Edit { path, words } => self.edit(&path, &words),
            // A terminal that cannot be written to fails at the next frame, too.
            Effect::Copy(text) => drop(self.screen.send(&osc52(&text))),
            Effect::Repaint => self.screen.forget(),
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.state = State::Ended(Ending::Quit),
        }
    }

    fn highlight(&mut self, snippets: Vec<Arc<Snippet>>) {
        if self.highlighter.is_none() {
            let sender = self.sender.clone();
            let tell = move |message| drop(sender.send(Event::Message(message)));
            self.highlighter = Highlighter::open(tell).ok();
        }
        if let Some(highlighter) = &self.highlighter {
            highlighter.wish(snippets);
        }
    }

    fn survey(&self, generation: u32, posts: Vec<Arc<str>>) {
        if let Some(blog) = &self.blog {
            let sender = self.sender.clone();
            let tell = move |message| sender.send(Event::Message(message)).is_ok();
            // Without a thread the lists stay as they are.
            drop(surveyor::survey(Arc::clone(blog), generation, posts, tell));
        }
    }

    fn search(&mut self, number: u32, words: &str) {
        if self.searcher.is_none()
            && let Some(blog) = &self.blog
        {
            let sender = self.sender.clone();
            let tell = move |message| drop(sender.send(Event::Message(message)));
            self.searcher = Searcher::open(Arc::clone(blog), self.keep.clone(), tell).ok();
        }
        if let Some(searcher) = &self.searcher {
            searcher.ask(number, words);
        }
    }

    fn start_remembering(&mut self, recalled: Recalled) -> io::Result<()> {
        let sender = self.sender.clone();
        let tell = move |why| drop(sender.send(Event::Message(Message::NotRemembered(why))));
        let keeper = Keeper::start(recalled.memory, tell)?;
        self.keeper = Some((keeper, recalled.blog));
        self.update(Message::Recalled(recalled.recollection));
        Ok(())
    }

    fn remember(&self, what: What) {
        if let Some((keeper, blog)) = &self.keeper {
            keeper.keep(Mark { blog: *blog, what });
        }
    }

    fn open(&mut self, address: Address, medium: Medium) {
        let opener = self.openers.of(medium);
        if let Some(program) = opener.in_terminal() {
            let (name, command) = (program.name(), program.command(&address));
            return self.lend(name, command);
        }
        let (opener, sender) = (opener.clone(), self.sender.clone());
        thread::spawn(move || {
            let outcome = opener.open(&address).map_err(|failure| failure.to_string());
            let message = Message::Opened { address, outcome };
            let _ = sender.send(Event::Message(message));
        });
    }

    fn edit(&mut self, path: &str, words: &str) {
        let Some(blog) = &self.blog else { return };
        let Some(post) = blog.post(path) else { return };
        let Some(file) = blog.file(post) else { return };
        let line = blog.text(post).ok().and_then(|text| line_of(&text, words));
        let editor = Editor::from_env();
        let name = editor.name().to_owned();
        self.lend(name, editor.command(&file, line));
    }

    /// Lends the terminal to a program until that ends.
    fn lend(&mut self, name: String, mut program: Command) {
        self.loan.begin();
        if self.screen.leave().is_err() {
            self.loan.end();
            return;
        }
        self.state = State::Lent;
        let sender = self.sender.clone();
        thread::spawn(move || {
            let outcome = match program.status() {
                Ok(status) if status.success() => Ok(()),
                Ok(status) => Err(format!("{name} ended with {status}")),
                Err(error) => Err(format!("cannot start {name}: {error}")),
            };
            let _ = sender.send(Event::Returned(outcome));
        });
    }

    /// Takes the terminal back; what was done with it may have changed the blog.
    fn take_back(&mut self, outcome: Result<(), String>) -> io::Result<()> {
        self.enter()?;
        self.loan.end();
        self.update(Message::Returned(outcome));
        self.reload();
        Ok(())
    }

    /// Gives the terminal to the shell and stops. That it goes on is told by SIGCONT.
    fn suspend(&mut self) {
        if self.screen.leave().is_ok() {
            self.state = State::Suspended;
            let _ = emulate_default_handler(signal_hook::consts::SIGTSTP);
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

/// Without colours there is nothing to choose.
fn can_be_asked(depth: Depth) -> bool {
    let term = std::env::var("TERM").ok();
    depth != Depth::None && ground::may_be_asked(term.as_deref())
}

fn posts_of(blog: &Blog) -> Vec<Arc<Post>> {
    blog.posts().iter().cloned().map(Arc::new).collect()
}

fn size() -> Size {
    let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
    Size { width, height }
}

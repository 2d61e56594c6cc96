//! What a session asks of the world, done.

use std::io;
use std::process::Command;
use std::sync::Arc;
use std::thread;

use signal_hook::low_level::emulate_default_handler;

use super::decoder::Decoder;
use super::fetcher::Fetcher;
use super::searcher::Searcher;
use super::wishes::Wishes;
use super::{Ending, Event, Session, State, loan, surveyor, terminal};
use crate::app::{Effect, Marks, Message, Progress, Rendition, Snippet};
use crate::browser::{Address, Editor, Medium, line_of, osc52};
use crate::fetch::{Client, Limits, Policy};
use crate::highlight::highlight;
use crate::memory::{Mark, What};

impl Session {
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Read(requests) => {
                if let Some(desk) = &self.desk {
                    desk.wish(requests);
                }
            }
            Effect::Highlight(snippets) => self.highlight(snippets),
            Effect::Render(renditions) => self.render(renditions),
            Effect::Fetch(addresses) => self.fetch(addresses),
            Effect::Survey { generation, posts } => self.survey(generation, posts),
            Effect::Search {
                number,
                words,
                marks,
            } => self.search(number, &words, marks),
            Effect::Remember(what) => self.remember(what),
            Effect::Open { address, medium } => self.open(address, medium),
            Effect::Edit { path, words } => self.edit(&path, words),
            // A terminal that cannot be written to fails at the next frame, too.
            Effect::Copy(text) => drop(self.screen.send(&osc52(&text))),
            Effect::Visit(place) => self.visit(place.as_deref()),
            Effect::Repaint => self.screen.forget(),
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.state = State::Ended(Ending::Quit),
        }
    }

    /// What a thread tells the session through, for as long as that is in this blog.
    pub(super) fn teller(&self) -> impl Fn(Message) + Clone + Send + 'static {
        let (sender, visit) = (self.sender.clone(), self.visit);
        move |message| {
            // When nobody listens any more, the reader has ended.
            let _ = sender.send(Event::Told { visit, message });
        }
    }

    fn highlight(&mut self, snippets: Vec<Arc<Snippet>>) {
        if self.highlighter.is_none() {
            let tell = self.teller();
            let work = move |snippet: Arc<Snippet>| {
                let known = highlight(&snippet.language, &snippet.code);
                let stretches = known.unwrap_or_default().into();
                tell(Message::Highlighted { snippet, stretches });
            };
            // Without its thread code stays plain.
            self.highlighter = Wishes::open(work).ok();
        }
        if let Some(highlighter) = &self.highlighter {
            highlighter.wish(snippets);
        }
    }

    fn render(&mut self, renditions: Vec<Arc<Rendition>>) {
        if self.decoder.is_none()
            && let Some(blog) = &self.blog
        {
            let (tell, sender) = (self.teller(), self.sender.clone());
            let fetched = self.fetched.clone();
            let mut decoder = Decoder::new(Arc::clone(blog), fetched, self.way.clone());
            // One at a time, which bounds the memory that decoding takes.
            let work = move |rendition: Arc<Rendition>| {
                let outcome = decoder.decode(&rendition);
                if let Ok(bitmap) = &outcome
                    && let Some((way, prepared)) = decoder.prepare(bitmap)
                {
                    let bitmap = Arc::clone(bitmap);
                    // When nobody listens any more, the reader has ended.
                    let _ = sender.send(Event::Prepared(bitmap, way, prepared));
                }
                tell(Message::Rendered { rendition, outcome });
            };
            // Without its thread pictures stay empty.
            self.decoder = Wishes::open(work).ok();
        }
        if let Some(decoder) = &self.decoder {
            decoder.wish(renditions);
        }
    }

    fn fetch(&mut self, addresses: Vec<Arc<str>>) {
        if self.fetcher.is_none()
            && let Some(store) = &self.fetched
        {
            let connect = || Client::new(Policy::PUBLIC, Limits::USUAL);
            // Without threads pictures on the web stay words.
            self.fetcher = Fetcher::open(Arc::clone(store), connect, self.teller()).ok();
        }
        if let Some(fetcher) = &self.fetcher {
            fetcher.wish(addresses);
        }
    }

    /// Surveys the blog; what was asked for before is called off.
    fn survey(&mut self, generation: u32, posts: Vec<Arc<str>>) {
        if let Some(blog) = &self.blog {
            let tell = self.teller();
            // Without a thread the lists stay as they are.
            self.survey = surveyor::survey(Arc::clone(blog), generation, posts, tell).ok();
        }
    }

    fn search(&mut self, number: u32, words: &str, marks: Arc<Marks>) {
        // An index of some of the posts would be taken for one of them all. It is asked again when
        // they are here.
        if self.app.progress() == Progress::Coming {
            return;
        }
        if self.searcher.is_none()
            && let Some(blog) = &self.blog
        {
            let tell = self.teller();
            self.searcher = Searcher::open(Arc::clone(blog), self.keep.clone(), tell).ok();
        }
        if let Some(searcher) = &self.searcher {
            searcher.ask(number, words, marks);
        }
    }

    pub(super) fn remember(&mut self, what: What) {
        match (&self.keeper, self.app.progress()) {
            (Some((keeper, blog)), _) => keeper.keep(Mark { blog: *blog, what }),
            (None, Progress::Coming) => self.unkept.push(what),
            (None, Progress::Complete) => {}
        }
    }

    fn open(&mut self, address: Address, medium: Medium) {
        let opener = self.openers.of(medium);
        if let Some(program) = opener.in_terminal() {
            let (name, command) = (program.name(), program.command(&address));
            return self.lend(name, move || command);
        }
        let (opener, tell) = (opener.clone(), self.teller());
        thread::spawn(move || {
            let outcome = opener.open(&address).map_err(|failure| failure.to_string());
            tell(Message::Opened { address, outcome });
        });
    }

    fn edit(&mut self, path: &str, words: String) {
        let Some(blog) = self.blog.clone() else {
            return;
        };
        let Some(post) = blog.posts().iter().find(|post| &*post.path == path) else {
            return;
        };
        let Some(file) = blog.file(post) else { return };
        let editor = Editor::from_env();
        let name = editor.name().to_owned();
        let post = Arc::clone(post);
        self.lend(name, move || {
            let text = blog.text(&post).ok();
            let line = text.and_then(|text| line_of(&text, &words));
            editor.command(&file, line)
        });
    }

    /// Lends the terminal to a program until that ends; to one at a time.
    fn lend(&mut self, name: String, program: impl FnOnce() -> Command + Send + 'static) {
        if self.state != State::Running {
            return;
        }
        self.loan.begin();
        if self.screen.leave().is_err() {
            self.loan.end();
            return;
        }
        self.state = State::Lent;
        let sender = self.sender.clone();
        thread::spawn(move || {
            let outcome = match program().status() {
                Ok(status) if status.success() => Ok(()),
                Ok(status) => Err(format!("{name} ended with {status}")),
                Err(error) => Err(format!("cannot start {name}: {error}")),
            };
            let _ = sender.send(Event::Returned(outcome));
        });
    }

    /// Takes the terminal back; what was done with it may have changed the blog.
    pub(super) fn take_back(&mut self, outcome: Result<(), String>) -> io::Result<()> {
        self.enter()?;
        terminal::forget_what_was_typed();
        self.loan.end();
        self.update(Message::Returned(outcome));
        self.reload();
        Ok(())
    }

    /// Gives the terminal to the shell and stops. That it goes on is told by SIGCONT.
    fn suspend(&mut self) {
        if !loan::has_shell() {
            let why = "there is no shell here that could wake byline again";
            return self.update(Message::Returned(Err(why.to_owned())));
        }
        if self.screen.leave().is_ok() {
            self.state = State::Suspended;
            let _ = emulate_default_handler(signal_hook::consts::SIGTSTP);
        }
    }
}

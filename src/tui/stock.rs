//! The blog of a session: taking it in, reading it again, going to another.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::desk::Desk;
use super::recall::{self, Recalled};
use super::{Event, Load, Reload, Session, posts_of, size, watch};
use crate::app::{App, Message, Progress, Shelved};
use crate::blog::{self, Blog, Observer};
use crate::memory::Keeper;

/// A blog that was opened, as far as it has been read.
#[derive(Debug)]
pub struct Loaded {
    blog: Arc<Blog>,
    /// Whether that is all of it.
    progress: Progress,
    recalled: Option<Recalled>,
    /// The blogs that can be gone to, when that is news.
    shelf: Option<Vec<Shelved>>,
    /// What is wrong with what is remembered.
    notice: Option<String>,
}

/// Where what is remembered is, and which blogs are configured.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The folder of what is remembered between sessions; nothing when nothing is.
    pub memory: Option<PathBuf>,
    /// The folders of blogs that are configured.
    pub blogs: Vec<PathBuf>,
}

impl Loaded {
    /// Finds a blog and what is remembered of it. `tell` is told of the blog as it grows, and of
    /// why there is none.
    pub fn find(load: &Load, home: &Home, tell: &dyn Fn(Result<Box<Loaded>, blog::Error>)) {
        let finder = Finder {
            home,
            tell,
            recalled: Cell::default(),
            shelf: Cell::default(),
            notice: Cell::default(),
        };
        tell(load(&finder).map(|blog| {
            let (recalled, known, notice) = match &home.memory {
                Some(folder) => recall::recall(folder, &blog),
                None => (None, Vec::new(), None),
            };
            Box::new(Loaded {
                blog: Arc::new(blog),
                progress: Progress::Complete,
                recalled,
                shelf: Some(recall::shelf(&home.blogs, known)),
                notice: notice.or_else(|| finder.notice.take()),
            })
        }));
    }
}

/// Tells of a blog while it is read.
struct Finder<'a> {
    home: &'a Home,
    tell: &'a dyn Fn(Result<Box<Loaded>, blog::Error>),
    /// What is remembered of it, until that is told.
    recalled: Cell<Option<Recalled>>,
    /// The blogs that can be gone to, until that is told.
    shelf: Cell<Option<Vec<Shelved>>>,
    /// What was wrong with what is remembered, until it is told.
    notice: Cell<Option<String>>,
}

impl Observer for Finder<'_> {
    fn first(&self, folder: Option<&Path>) -> Option<Arc<str>> {
        let memory = self.home.memory.as_deref();
        let (recalled, known, notice) = match (memory, folder) {
            (Some(memory), Some(folder)) => recall::recall_at(memory, folder),
            (None, _) | (_, None) => (None, Vec::new(), None),
        };
        self.notice.set(notice);
        self.shelf.set(Some(recall::shelf(&self.home.blogs, known)));
        let last = recalled
            .as_ref()
            .and_then(|it| it.recollection.last.clone());
        self.recalled.set(recalled);
        last
    }

    fn so_far(&self, blog: Blog) {
        (self.tell)(Ok(Box::new(Loaded {
            blog: Arc::new(blog),
            progress: Progress::Coming,
            recalled: self.recalled.take(),
            shelf: self.shelf.take(),
            notice: None,
        })));
    }
}

impl Session {
    /// Takes in a blog, more of it, or another one that is gone to.
    pub(super) fn take_blog(
        &mut self,
        visit: u32,
        loaded: Result<Box<Loaded>, blog::Error>,
    ) -> anyhow::Result<()> {
        if visit == self.visit {
            return Ok(self.stock(*loaded?)?);
        }
        let is_next = visit == self.visit.wrapping_add(1);
        match (self.next.take_if(|_| is_next), loaded) {
            (Some(load), Ok(loaded)) => self.arrive(load, *loaded)?,
            (Some(_), Err(error)) => self.update(Message::NotReplaced(error.to_string())),
            // Of a blog that was left while it was read.
            (None, _) => {}
        }
        Ok(())
    }

    /// Takes in a blog as far as it has been read.
    fn stock(&mut self, loaded: Loaded) -> io::Result<()> {
        let Loaded {
            blog,
            progress,
            recalled,
            shelf,
            notice,
        } = loaded;
        let is_first = self.blog.is_none();
        self.open_desk(&blog)?;
        // What was recalled earlier knows what has been noted since.
        if let Some(recalled) = recalled.filter(|_| self.keeper.is_none()) {
            self.start_remembering(recalled)?;
        }
        if let Some(shelf) = shelf {
            self.update(Message::Shelf(shelf));
        }
        self.update(Message::Posts(posts_of(&blog)));
        if is_first {
            let (sender, visit) = (self.sender.clone(), self.visit);
            let tell = move || {
                // When nobody listens any more, the reader has ended.
                let _ = sender.send(Event::Changed { visit });
            };
            self.watch = blog.folder().map(|folder| watch::watch(folder, tell));
        }
        if progress == Progress::Coming {
            // What changes meanwhile has to be read again afterwards.
            if is_first {
                self.reload = Reload::Running;
            }
            return Ok(());
        }
        self.update(Message::Complete);
        self.unkept.clear();
        if let Some(notice) = notice {
            self.update(Message::NotRemembered(notice));
        }
        self.end_reading();
        Ok(())
    }

    /// The blog has been read; once more, if it has changed meanwhile.
    fn end_reading(&mut self) {
        let before = std::mem::replace(&mut self.reload, Reload::Idle);
        if before == Reload::Stale {
            self.reload();
        }
    }

    /// Reads the blog again, off the drawing thread; once more if that is going on already.
    pub(super) fn reload(&mut self) {
        if self.reload != Reload::Idle {
            self.reload = Reload::Stale;
            return;
        }
        self.reload = Reload::Running;
        let (load, sender, visit) = (Arc::clone(&self.load), self.sender.clone(), self.visit);
        thread::spawn(move || {
            let blog = load(&()).map(Arc::new);
            let _ = sender.send(Event::Reloaded { visit, blog });
        });
    }

    /// Takes in the blog as it is now.
    pub(super) fn restock(&mut self, blog: Result<Arc<Blog>, blog::Error>) -> io::Result<()> {
        match blog {
            Ok(blog) => {
                self.open_desk(&blog)?;
                self.update(Message::Replaced(posts_of(&blog)));
            }
            Err(error) => self.update(Message::NotReplaced(error.to_string())),
        }
        self.end_reading();
        Ok(())
    }

    /// Finds another blog, off the drawing thread; this one stays until it is here.
    pub(super) fn visit(&mut self, place: Option<&str>) {
        if self.next.is_some() {
            return;
        }
        let load = (self.places)(place.map(Path::new));
        self.next = Some(Arc::clone(&load));
        let (home, sender) = (self.home.clone(), self.sender.clone());
        let visit = self.visit.wrapping_add(1);
        thread::spawn(move || {
            Loaded::find(&load, &home, &|loaded| {
                let _ = sender.send(Event::Loaded { visit, loaded });
            });
        });
    }

    /// Goes to another blog.
    fn arrive(&mut self, load: Load, loaded: Loaded) -> io::Result<()> {
        self.visit = self.visit.wrapping_add(1);
        self.load = load;
        self.blog = None;
        self.reload = Reload::Idle;
        if let Some((keeper, _)) = self.keeper.take() {
            // What is left to be written is no reason to wait.
            thread::spawn(move || keeper.close());
        }
        // They tell of the visit that they began in.
        self.highlighter = None;
        self.fetcher = None;
        self.app = App::new(self.app.settings().clone(), size());
        self.unkept.clear();
        self.stock(loaded)
    }

    fn open_desk(&mut self, blog: &Arc<Blog>) -> io::Result<()> {
        let desk = Desk::open(
            Arc::clone(blog),
            self.pictures,
            self.fetched.clone(),
            self.teller(),
        )?;
        let before = self.desk.replace(desk);
        if let Some(before) = before {
            before.close();
        }
        self.blog = Some(Arc::clone(blog));
        // Over the posts as they were.
        self.survey = None;
        self.searcher = None;
        self.decoder = None;
        self.update(Message::Found {
            title: blog.title().to_owned(),
            folder: blog.folder().and_then(Path::to_str).map(str::to_owned),
            site: blog.site(),
            named: blog.named().map(|post| Arc::clone(&post.path)),
        });
        Ok(())
    }

    fn start_remembering(&mut self, recalled: Recalled) -> io::Result<()> {
        let tell = self.teller();
        let tell = move |why| {
            tell(Message::NotRemembered(why));
        };
        let keeper = Keeper::start(recalled.memory, tell)?;
        self.keeper = Some((keeper, recalled.blog));
        self.update(Message::Recalled(recalled.recollection));
        for what in std::mem::take(&mut self.unkept) {
            self.remember(what);
        }
        Ok(())
    }
}

//! The blog of a session: taking it in, reading it again, going to another.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::desk::Desk;
use super::recall::{self, Recalled};
use super::{Event, Load, Reload, Session, posts_of, size, watch};
use crate::app::{App, Message, Shelved};
use crate::blog::{self, Blog};
use crate::memory::Keeper;

/// A blog that was opened.
#[derive(Debug)]
pub struct Loaded {
    blog: Arc<Blog>,
    recalled: Option<Recalled>,
    /// The blogs that can be gone to.
    shelf: Vec<Shelved>,
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
    /// Finds a blog and what is remembered of it.
    pub fn find(load: &Load, home: &Home) -> Result<Box<Loaded>, blog::Error> {
        let blog = load()?;
        let (recalled, known, notice) = match &home.memory {
            Some(folder) => recall::recall(folder, &blog),
            None => (None, Vec::new(), None),
        };
        Ok(Box::new(Loaded {
            blog: Arc::new(blog),
            recalled,
            shelf: recall::shelf(&home.blogs, known),
            notice,
        }))
    }
}

impl Session {
    /// Takes in a blog that nothing is known of yet.
    pub(super) fn stock(&mut self, loaded: Loaded) -> io::Result<()> {
        let Loaded {
            blog,
            recalled,
            shelf,
            notice,
        } = loaded;
        self.open_desk(&blog)?;
        self.update(Message::Shelf(shelf));
        if let Some(recalled) = recalled {
            self.start_remembering(recalled)?;
        }
        self.update(Message::Posts(posts_of(&blog)));
        self.update(Message::Complete);
        if let Some(notice) = notice {
            self.update(Message::NotRemembered(notice));
        }
        if let Some(folder) = blog.folder() {
            let (sender, visit) = (self.sender.clone(), self.visit);
            watch::watch(folder, move || {
                sender.send(Event::Changed { visit }).is_ok()
            });
        }
        Ok(())
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
            let blog = load().map(Arc::new);
            let _ = sender.send(Event::Reloaded { visit, blog });
        });
    }

    /// Takes in the blog as it is now.
    pub(super) fn restock(&mut self, blog: Result<Arc<Blog>, blog::Error>) -> io::Result<()> {
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

    /// Finds another blog, off the drawing thread; this one stays until it is here.
    pub(super) fn visit(&mut self, place: Option<&str>) {
        if self.next.is_some() {
            return;
        }
        let load = (self.places)(place.map(Path::new));
        self.next = Some(Arc::clone(&load));
        let (home, sender) = (self.home.clone(), self.sender.clone());
        thread::spawn(move || {
            let _ = sender.send(Event::Visited(Loaded::find(&load, &home)));
        });
    }

    /// Goes to another blog; stays where it cannot be opened.
    pub(super) fn arrive(&mut self, loaded: Result<Box<Loaded>, blog::Error>) -> io::Result<()> {
        let next = self.next.take();
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                self.update(Message::NotReplaced(error.to_string()));
                return Ok(());
            }
        };
        self.visit = self.visit.wrapping_add(1);
        self.load = next.unwrap_or_else(|| Arc::clone(&self.load));
        self.reload = Reload::Idle;
        if let Some((keeper, _)) = self.keeper.take() {
            // What is left to be written is no reason to wait.
            thread::spawn(move || keeper.close());
        }
        // It tells of the visit that it began in.
        self.highlighter = None;
        self.app = App::new(self.app.settings().clone(), size());
        self.stock(*loaded)
    }

    fn open_desk(&mut self, blog: &Arc<Blog>) -> io::Result<()> {
        let tell = self.teller();
        let tell = move |message| {
            tell(message);
        };
        let desk = Desk::open(Arc::clone(blog), self.pictures, tell)?;
        let before = self.desk.replace(desk);
        if let Some(before) = before {
            before.close();
        }
        self.blog = Some(Arc::clone(blog));
        // Over the posts as they were.
        self.searcher = None;
        self.decoder = None;
        self.update(Message::Found {
            title: blog.title().to_owned(),
            folder: blog.folder().and_then(Path::to_str).map(str::to_owned),
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
        Ok(())
    }
}

//! The reading session: what is chosen, open, focused and said.
//!
//! [`App::update`] is the only thing that changes it, and touches nothing outside: what is to be
//! done there it returns as [`Effect`]s, and what comes of them arrives as [`Message`]s. When it
//! returns, everything that is seen is laid out, so that drawing only reads.

mod act;
mod article;
mod command;
mod fetch;
mod follow;
mod help;
mod highlights;
mod hints;
mod history;
mod layout;
mod library;
mod list;
mod long_lines;
mod marks;
mod menu;
mod menus;
mod message;
mod overlay;
mod pictures;
mod pointer;
mod prompt;
mod reader;
mod remember;
mod scroll;
mod search;
mod survey;
mod view;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;
use std::sync::Arc;

use serde::Deserialize;

use crate::blog::Post;
use crate::browser::Address;
use crate::page::{self, LongLines, Typography};
use crate::picture::Raster;

pub use article::{Article, Find, Place, Row, Sight};
pub use command::{Command, Direction, Motion, Zoom};
pub use help::{Help, HelpLine, HelpRow, rows as help_rows};
pub use hints::Hints;
pub use layout::{Area, Focus, Layout, Pane, Panes, Size};
pub use list::{Order, PostList};
pub use marks::Marks;
pub use menu::{Amount, Entry, Mark, Menu, Row as MenuRow, Topic};
pub use message::{Effect, Found, Message, Pointer, PointerKind, Reading, Rendition, Request};
pub use message::{Recollection, SearchAnswer, SearchHit, Shelved, Snippet};
pub use overlay::{Notice, Overlay, Tone};
pub use pictures::Outcome;
pub use prompt::{Edit, Prompt};
pub use reader::Reader;
pub use search::Search;
pub use survey::Survey;
pub use view::{View, Viewed};

use fetch::Fetches;
use highlights::Highlights;
use history::History;
use library::Library;
use list::Keep;
use pictures::Renditions;

/// What is settled before a session begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The text is at most this many cells wide.
    pub measure: u16,
    /// Only ASCII for what byline adds itself.
    pub ascii: bool,
    /// What is shown first.
    pub welcome: Welcome,
    /// What is done for the looks of running text.
    pub typography: Typography,
    /// How pictures come to the screen; nothing where they are words.
    pub pictures: Option<Raster>,
    /// Which pictures are wanted.
    pub images: Images,
    /// What the keys do.
    pub help: Vec<HelpLine>,
}

/// Which pictures are wanted, and when those on the web are fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Images {
    /// Those of the blog, and those on the web that have been fetched; they are when somebody asks
    #[default]
    Ask,
    /// Those of the blog
    Local,
    /// All; those on the web are fetched when their post is opened
    Always,
    /// None
    Never,
}

/// What is shown first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Welcome {
    /// The posts of the blog that was asked for.
    #[default]
    Posts,
    /// Nothing was asked for: over the posts, the blogs that can be gone to, if there are others.
    Blogs,
}

impl Settings {
    /// The measures that can be asked for, in cells.
    pub const MEASURES: RangeInclusive<u16> = 20..=200;
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            measure: 80,
            ascii: false,
            welcome: Welcome::Posts,
            typography: Typography::default(),
            pictures: None,
            images: Images::default(),
            help: Vec::new(),
        }
    }
}

/// A reading session.
#[derive(Debug)]
pub struct App {
    settings: Settings,
    size: Size,
    title: String,
    folder: Option<String>,
    /// What stands before the address of a post on the web.
    site: Option<String>,
    /// The post that is to be read first, when one was named.
    named: Option<Arc<str>>,
    progress: Progress,
    list: PostList,
    keep: Keep,
    reader: Reader,
    /// The post that was shown last, in this session or the one before.
    last: Option<Arc<str>>,
    /// The blogs that can be gone to.
    shelf: Vec<Shelved>,
    /// Commands about a post that is still on its way.
    held: Vec<Command>,
    library: Library,
    survey: Survey,
    search: Search,
    long_lines: LongLines,
    highlights: Highlights,
    renditions: Renditions,
    fetches: Fetches,
    history: History,
    focus: Focus,
    panes: Panes,
    /// The pane that had the keys when the list was hidden, and gets them when it comes back.
    before_alone: Focus,
    overlay: Option<Overlay>,
    notice: Option<Notice>,
    notices: u32,
    layout: Layout,
}

/// How far the blog has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// Posts are still coming.
    #[default]
    Coming,
    /// All are here.
    Complete,
}

/// What a key means depends on what has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list of posts.
    List,
    /// The post.
    Reader,
    /// What the keys do.
    Help,
    /// Names over links.
    Hints,
    /// A list over the reader.
    Menu,
    /// A line that is being typed.
    Typing,
    /// A question.
    Question,
    /// A picture that has the pane.
    Picture,
}

impl App {
    /// A session on a screen of `size`, without a post yet.
    pub fn new(settings: Settings, size: Size) -> App {
        let mut app = App {
            settings,
            size,
            title: String::new(),
            folder: None,
            site: None,
            named: None,
            progress: Progress::default(),
            list: PostList::default(),
            keep: Keep::First,
            reader: Reader::default(),
            last: None,
            shelf: Vec::new(),
            held: Vec::new(),
            library: Library::default(),
            survey: Survey::default(),
            search: Search::default(),
            long_lines: LongLines::default(),
            highlights: Highlights::default(),
            renditions: Renditions::default(),
            fetches: Fetches::default(),
            history: History::default(),
            focus: Focus::default(),
            panes: Panes::default(),
            before_alone: Focus::Reader,
            overlay: None,
            notice: None,
            notices: 0,
            layout: Layout::default(),
        };
        app.settle();
        app
    }

    /// Takes in what happened; returns what is to be done outside, in this order.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = self.take(message);
        self.settle();
        effects.extend(self.remember());
        effects.extend(self.ask());
        effects.extend(self.highlight());
        effects.extend(self.ask_for_pictures());
        effects.extend(self.go_on_fetching());
        effects
    }

    fn take(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Command(command) => self.act(command),
            Message::Pointer(pointer) => self.point(pointer),
            Message::Resized(size) => {
                self.size = size;
                Vec::new()
            }
            Message::Found {
                title,
                folder,
                site,
                named,
            } => {
                self.title = title;
                self.folder = folder;
                self.site = site;
                self.named = named;
                Vec::new()
            }
            Message::Shelf(blogs) => {
                self.shelf = blogs;
                Vec::new()
            }
            Message::Recalled(recollection) => {
                self.recall(recollection);
                Vec::new()
            }
            Message::Posts(posts) => {
                self.take_posts(posts);
                Vec::new()
            }
            Message::Replaced(posts) => {
                self.replace(posts);
                self.ask_the_blog_again()
            }
            Message::NotReplaced(why)
            | Message::NotRemembered(why)
            | Message::Returned(Err(why)) => {
                self.say(Tone::Wrong, why);
                Vec::new()
            }
            Message::Returned(Ok(())) => Vec::new(),
            Message::Complete => {
                self.complete();
                self.ask_the_blog_again()
            }
            Message::Read { request, answer } => {
                if self.library.take(&request, answer) {
                    self.receive(&request.path);
                    self.renew_menu();
                }
                self.act_held()
            }
            Message::Pictured { request, pictures } => {
                self.know_pictures(&request, pictures);
                Vec::new()
            }
            Message::Highlighted { snippet, stretches } => {
                self.highlights.take(snippet, stretches);
                Vec::new()
            }
            Message::Rendered { rendition, outcome } => {
                self.renditions.take(rendition, outcome);
                Vec::new()
            }
            Message::Fetched { address, outcome } => self.take_fetched(address, outcome),
            Message::Raster(raster) => {
                self.settings.pictures = Some(raster);
                Vec::new()
            }
            Message::Surveyed { generation, found } => {
                self.take_survey(generation, found);
                self.search_again_for_media()
            }
            Message::Searched { number, answer } => {
                if self.search.take(number, answer) {
                    self.renew_menu();
                }
                Vec::new()
            }
            Message::Opened { address, outcome } => {
                self.say_opened(&address, outcome);
                Vec::new()
            }
            Message::Faded(number) => {
                self.notice.take_if(|notice| notice.number == number);
                Vec::new()
            }
        }
    }

    /// The blog's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// How far the blog has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// True while what the screen is there to show is still on its way.
    pub fn is_waiting(&self) -> bool {
        match &self.reader {
            Reader::Empty => self.progress == Progress::Coming,
            Reader::Waiting { .. } => true,
            Reader::Open(_) | Reader::Failed { .. } => false,
        }
    }

    /// The list of posts.
    pub fn list(&self) -> &PostList {
        &self.list
    }

    /// The post.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// What lies over the panes.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// What is searched for in the whole blog.
    pub fn search(&self) -> &Search {
        &self.search
    }

    /// What is known of the links of the blog.
    pub fn survey(&self) -> &Survey {
        &self.survey
    }

    /// What is said in passing.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Where everything is on the screen.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What is settled.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Which pane has the keys.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// What has the keys.
    pub fn context(&self) -> Context {
        match (&self.overlay, self.focus) {
            (Some(Overlay::Help(_)), _) => Context::Help,
            (Some(Overlay::Question(_)), _) => Context::Question,
            (Some(Overlay::Hints(_)), _) => Context::Hints,
            (Some(Overlay::Picture(_)), _) => Context::Picture,
            (Some(Overlay::Menu(menu)), _) if menu.is_filtering() => Context::Typing,
            (Some(Overlay::Menu(_)), _) => Context::Menu,
            (None, Focus::List) if self.list.is_filtering() => Context::Typing,
            (None, Focus::List) => Context::List,
            (None, Focus::Reader) if self.is_finding() => Context::Typing,
            (None, Focus::Reader) => Context::Reader,
        }
    }

    fn say(&mut self, tone: Tone, text: String) {
        self.notices = self.notices.wrapping_add(1);
        self.notice = Some(Notice {
            text,
            tone,
            offer: None,
            to_copy: None,
            number: self.notices,
        });
    }

    /// Adds to what was just said what can be done about it.
    fn offer(&mut self, command: Command, does: &'static str) {
        if let Some(notice) = &mut self.notice {
            notice.offer = Some((command, does));
        }
    }

    /// Says what came of handing an address to the system.
    fn say_opened(&mut self, address: &Address, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.say(Tone::Done, format!("opened {address}")),
            Err(why) => {
                self.say(Tone::Wrong, format!("{why} {address}"));
                self.offer(Command::Copy, "copies it");
                // Another link may have been gone to meanwhile.
                if let Some(notice) = &mut self.notice {
                    notice.to_copy = Some(address.as_str().to_owned());
                }
            }
        }
    }

    /// Takes in what reading posts found of the blog.
    fn take_survey(&mut self, generation: u32, found: Vec<Found>) {
        self.list.marks_mut().note_media(&found);
        self.survey.take(generation, found);
        if self.list.asks_for_media() {
            self.list.renew();
            self.preview();
        }
        self.renew_menu();
    }

    /// Takes in the posts of the blog as far as they have been read.
    fn take_posts(&mut self, posts: Vec<Arc<Post>>) {
        self.list.put(posts, self.keep);
        // An address that led nowhere may lead to one of these.
        self.library.forget();
        self.choose_first();
        if self.keep == Keep::First || self.reader.post().is_none() {
            self.preview();
        }
    }

    /// Takes in the posts of a blog that was read again; what is chosen and shown stays, as far as
    /// it is still there.
    fn replace(&mut self, posts: Vec<Arc<Post>>) {
        self.list.replace(posts);
        self.library.forget();
        self.survey.forget();
        self.renditions.forget_asked();
        let shown = self.reader.post().map(|post| Arc::clone(&post.path));
        let Some(path) = shown else {
            self.preview();
            return;
        };
        match self.list.post(&path).map(Arc::clone) {
            Some(post) => self.reader.rename(post),
            None if matches!(self.reader, Reader::Open(_)) => {
                self.say(Tone::Wrong, format!("{path} is gone from the blog"));
            }
            // Nobody answers for it any more.
            None => {
                self.reader = Reader::Empty;
                self.preview();
            }
        }
    }

    fn complete(&mut self) {
        self.progress = Progress::Complete;
        self.survey.forget();
        let has_choice = self.shelf.iter().any(|blog| blog.place.is_some());
        if self.settings.welcome == Welcome::Blogs && has_choice {
            self.settings.welcome = Welcome::Posts;
            let menu = Menu::new(Topic::Blogs, self.sections(Topic::Blogs));
            self.overlay = Some(Overlay::Menu(menu));
        }
        if self.list.len() == 1 && self.keep == Keep::First {
            self.read_alone();
        }
    }

    /// Until somebody chooses by hand, the post that was named is chosen, else the one that was
    /// shown last, as soon as it is here.
    fn choose_first(&mut self) {
        let is_here = |path: &&Arc<str>| self.list.post(path).is_some();
        let named = self.named.as_ref().filter(is_here);
        let wanted = named.or(self.last.as_ref()).map(Arc::clone);
        if let Some(path) = wanted.filter(|_| self.keep == Keep::First) {
            let is_named = self.named.as_ref() == Some(&path);
            self.list.choose(&path);
            if is_named {
                self.read_alone();
            }
        }
    }

    /// One post needs no list beside it.
    fn read_alone(&mut self) {
        self.focus = Focus::Reader;
        self.panes = Panes::One;
    }

    /// Finds everything its place and lays out what is seen.
    fn settle(&mut self) {
        self.layout = Layout::new(self.size, self.panes, self.focus, self.settings.measure);
        if let Some(list) = self.layout.list {
            self.list.fit(usize::from(list.body.height));
        }
        if let Some(Overlay::Menu(menu)) = &mut self.overlay {
            menu.fit(usize::from(self.layout.overlay().body.height));
        }
        let (options, column) = (self.options(), self.layout.column);
        if let Reader::Open(article) = &mut self.reader {
            article.fit(options, usize::from(column.height));
        }
        self.settle_view();
    }

    fn options(&self) -> page::Options {
        page::Options {
            width: self.layout.column.width.max(1),
            ascii: self.settings.ascii,
            long_lines: self.long_lines,
            typography: self.settings.typography,
            headings: page::Headings::ByWeight,
            pictures: match self.settings.pictures {
                Some(raster) => page::Showing::Places {
                    cell: raster.cell,
                    rows: self.layout.column.height * 2 / 3,
                },
                None => page::Showing::Words,
            },
        }
    }
}

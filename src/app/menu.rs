//! A list that lies over the reader: links, the outline, videos.
//!
//! ```text
//! Links                                        3 of 12      topic, position
//!
//! The whole blog                                            section
//! ▌ ▶ Grok the GIL › Video              YouTube 2:10        mark, label, aside
//! ```
//!
//! A menu holds sections of entries, the rows that a filter leaves of them, and the chosen one.
//! What an entry is about is its [`Goal`]; what the entries are is said by one file a topic.

pub(super) mod blogs;
mod goal;
pub(super) mod links;
pub(super) mod outline;
mod rows;
pub(super) mod search;
pub(super) mod taxonomies;
pub(super) mod videos;

use std::ops::Range;

use super::command::Motion;
use super::prompt::{Edit, Prompt};
use super::scroll::Window;
use crate::blog::Post;
use crate::document::{MediaKind, Target};

pub use goal::Goal;
pub use rows::Row;

/// Rows that stay seen above and beneath the chosen one.
const CONTEXT: usize = 2;

/// A list that lies over the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    topic: Topic,
    sections: Vec<Section>,
    rows: Vec<Row>,
    /// Over the rows.
    window: Window,
    filter: Prompt,
    mode: Mode,
    hand: Hand,
}

/// Whether an entry was chosen by hand since the menu was filled for other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    /// The first is chosen, as the best.
    Away,
    /// What was chosen stays.
    Chose,
}

/// What a menu lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The links of the post, and of those that lead to it.
    Links,
    /// The headings of the post.
    Outline,
    /// The talks and videos of the post.
    Videos,
    /// The talks and videos of the blog.
    BlogVideos,
    /// The tags, categories, years and series of the posts that the list shows.
    Taxonomies,
    /// The blogs that can be gone to.
    Blogs,
    /// What was found in the whole blog: what is typed is looked for there, instead of narrowing
    /// what is listed.
    Search,
}

/// Entries that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What they have in common; empty when that goes without saying.
    pub heading: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A line of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How deep it stands, from 0.
    pub depth: u8,
    /// What kind of thing it is, where entries differ in that.
    pub mark: Option<Mark>,
    /// What it is.
    pub label: String,
    /// What stands at the right.
    pub aside: String,
    /// How much it is, where that is to be seen.
    pub amount: Option<Amount>,
    /// Where in the label something stands that was looked for, in bytes, in order and apart.
    pub found: Vec<Range<usize>>,
    /// What it is about.
    pub goal: Goal,
}

impl Entry {
    /// An entry with nothing but a label.
    fn new(label: String, goal: Goal) -> Entry {
        Entry {
            depth: 0,
            mark: None,
            label,
            aside: String::new(),
            amount: None,
            found: Vec::new(),
            goal,
        }
    }
}

/// How much something is, and how much the most of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Of this.
    pub count: u32,
    /// Of what has the most.
    pub most: u32,
}

/// The kind of thing that an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A place in this post.
    Place,
    /// A post of the blog.
    Post,
    /// The web.
    Web,
    /// Mail.
    Mail,
    /// A file of the blog.
    File,
    /// A video.
    Video,
    /// A sound.
    Audio,
    /// A talk's slides.
    Slides,
}

/// Whether letters are commands or text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Choosing,
    Filtering,
}

impl Topic {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Links => "Links",
            Topic::Outline => "Outline",
            Topic::Videos => "Talks and videos",
            Topic::BlogVideos => "Talks and videos of the blog",
            Topic::Taxonomies => "Tags, categories, years",
            Topic::Blogs => "Blogs",
            Topic::Search => "Search",
        }
    }

    /// True when every post is asked for it.
    pub(super) fn asks_the_blog(self) -> bool {
        match self {
            Topic::Links | Topic::BlogVideos => true,
            Topic::Outline | Topic::Videos | Topic::Taxonomies | Topic::Blogs | Topic::Search => {
                false
            }
        }
    }

    /// What is said when there is nothing to list.
    pub(super) fn nothing(self) -> &'static str {
        match self {
            Topic::Links => "no links here",
            Topic::Outline => "this post has no headings",
            Topic::Videos => "no talks or videos here: V lists those of the blog",
            Topic::BlogVideos => "no talks or videos in this blog",
            Topic::Taxonomies => "these posts have no tags, categories or dates",
            Topic::Blogs => "no other blogs",
            Topic::Search => "no post says that",
        }
    }
}

impl Mark {
    /// The mark of a link: the medium tells more than the way there.
    fn of(link: &crate::document::Link) -> Mark {
        match (&link.media, &link.target) {
            (Some(media), _) => match media.kind {
                MediaKind::Video => Mark::Video,
                MediaKind::Audio => Mark::Audio,
                MediaKind::Slides => Mark::Slides,
            },
            (None, Target::Post { .. } | Target::Alike(_)) => Mark::Post,
            (None, Target::Anchor(_)) => Mark::Place,
            (None, Target::Web(_) | Target::Other(_)) => Mark::Web,
            (None, Target::Mail(_)) => Mark::Mail,
            (None, Target::File(_)) => Mark::File,
        }
    }
}

impl Menu {
    /// A menu of these sections, the first entry chosen.
    pub(super) fn new(topic: Topic, sections: Vec<Section>) -> Menu {
        let mut menu = Menu {
            topic,
            sections,
            rows: Vec::new(),
            window: Window::new(CONTEXT),
            filter: Prompt::default(),
            mode: Mode::Choosing,
            hand: Hand::Away,
        };
        menu.begin();
        menu
    }

    /// A menu of what is found of `words`, which can be changed.
    pub(super) fn searching(words: &str, sections: Vec<Section>) -> Menu {
        Menu {
            filter: Prompt::of(words),
            mode: Mode::Filtering,
            ..Menu::new(Topic::Search, sections)
        }
    }

    /// What it lists.
    pub fn topic(&self) -> Topic {
        self.topic
    }

    /// How many entries the filter leaves.
    pub fn len(&self) -> usize {
        self.rows.iter().filter(|row| row.is_entry()).count()
    }

    /// True when the filter leaves none, or there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the chosen entry stands among those, from 0.
    pub fn position(&self) -> usize {
        let before = self.rows.get(..self.window.chosen()).unwrap_or_default();
        before.iter().filter(|row| row.is_entry()).count()
    }

    /// The chosen entry.
    pub fn chosen(&self) -> Option<&Entry> {
        self.entry(self.rows.get(self.window.chosen())?)
    }

    /// The filter.
    pub fn filter(&self) -> &Prompt {
        &self.filter
    }

    /// True while letters go to the filter.
    pub fn is_filtering(&self) -> bool {
        self.mode == Mode::Filtering
    }

    /// The rows that are seen, from the top; true for the chosen one.
    pub fn seen(&self) -> impl Iterator<Item = (&Row, bool)> {
        let seen = self.window.seen();
        seen.filter_map(|row| Some((self.rows.get(row)?, row == self.window.chosen())))
    }

    /// The heading of a row's section.
    pub fn heading(&self, row: &Row) -> &str {
        let section = self.sections.get(row.section());
        section.map_or("", |section| &section.heading)
    }

    /// The entry of a row that shows one.
    pub fn entry(&self, row: &Row) -> Option<&Entry> {
        match row {
            Row::Entry { section, entry, .. } => self.sections.get(*section)?.entries.get(*entry),
            Row::Heading { .. } | Row::Space { .. } => None,
        }
    }

    /// Takes newer sections; the chosen entry stays chosen, and stays where it is seen, as long as
    /// the heading above it is too.
    pub(super) fn renew(&mut self, sections: Vec<Section>) {
        if self.sections == sections {
            return;
        }
        let is_kept = self.topic != Topic::Search || self.hand == Hand::Chose;
        let goal = self.chosen().filter(|_| is_kept);
        let goal = goal.map(|entry| entry.goal.clone());
        self.sections = sections;
        self.sift();
        let kept = goal.and_then(|goal| self.row_of(&goal));
        let chosen = kept.or_else(|| self.first_entry()).unwrap_or_default();
        self.window.refill(self.rows.len(), chosen);
    }

    /// Chooses the entry that is about `goal`, if there is one.
    pub(super) fn choose(&mut self, goal: &Goal) {
        if let Some(row) = self.row_of(goal) {
            self.window.choose(row);
        }
    }

    fn row_of(&self, goal: &Goal) -> Option<usize> {
        let is_it = |row| self.entry(row).is_some_and(|entry| entry.goal == *goal);
        self.rows.iter().position(is_it)
    }

    fn first_entry(&self) -> Option<usize> {
        self.rows.iter().position(Row::is_entry)
    }

    /// Chooses the entry on a row of what is seen; false when none is there.
    pub(super) fn choose_row(&mut self, row: usize) -> bool {
        let is_entry = |index: &usize| self.rows.get(*index).is_some_and(Row::is_entry);
        let index = self.window.at(row).filter(is_entry);
        if let Some(index) = index {
            self.window.choose_seen(index);
            self.hand = Hand::Chose;
        }
        index.is_some()
    }

    /// Moves the choice from entry to entry.
    pub(super) fn go(&mut self, motion: Motion) {
        let last = self.len().saturating_sub(1);
        let distance = motion.distance(self.window.height());
        let position = distance.from(self.position(), last);
        let entries = self.rows.iter().enumerate();
        let mut entries = entries.filter(|(_, row)| row.is_entry());
        if let Some((index, _)) = entries.nth(position) {
            self.window.choose(index);
            self.hand = Hand::Chose;
        }
    }

    /// Letters go to the filter from now on.
    pub(super) fn start_filtering(&mut self) {
        self.mode = Mode::Filtering;
    }

    /// Changes the filter.
    pub(super) fn edit(&mut self, edit: Edit) {
        let before = self.filter.text().to_owned();
        self.filter.edit(edit);
        if self.filter.text() != before {
            self.hand = Hand::Away;
            self.begin();
        }
    }

    /// True while a filter is typed or leaves things out.
    pub fn is_narrowed(&self) -> bool {
        self.is_filtering() || !self.filter.is_empty()
    }

    /// True when a step back leaves the filter; what is searched for has none.
    pub(super) fn has_filter(&self) -> bool {
        self.topic != Topic::Search && self.is_narrowed()
    }

    /// One step back: out of the filter, which lets everything through again.
    pub(super) fn step_back(&mut self) {
        let goal = self.chosen().map(|entry| entry.goal.clone());
        self.mode = Mode::Choosing;
        self.filter.clear();
        self.begin();
        if let Some(goal) = goal {
            self.choose(&goal);
        }
    }

    /// Takes the rows there are.
    pub(super) fn fit(&mut self, height: usize) {
        self.window.fit(height);
    }

    /// Finds the rows that the filter leaves and chooses the first entry.
    fn begin(&mut self) {
        self.sift();
        let first = self.first_entry().unwrap_or_default();
        self.window.begin(self.rows.len(), first);
    }

    /// Finds the rows that the filter leaves.
    fn sift(&mut self) {
        let filter = match self.topic {
            Topic::Search => "",
            Topic::Links
            | Topic::Outline
            | Topic::Videos
            | Topic::BlogVideos
            | Topic::Taxonomies
            | Topic::Blogs => self.filter.text(),
        };
        self.rows = rows::sift(&self.sections, filter);
    }
}

/// A post in a line.
fn line_of(post: &Post) -> String {
    match post.day() {
        day if day.is_empty() => post.title.clone(),
        day => format!("{day} {}", post.title),
    }
}

#[cfg(test)]
mod tests;

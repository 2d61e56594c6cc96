//! What each command does.

use std::sync::Arc;

use super::article::{Article, Find, links::Way};
use super::command::{Command, Motion};
use super::list::Keep;
use super::menu::Topic;
use super::message::Effect;
use super::overlay::{Overlay, Tone};
use super::{App, Focus, Panes, Reader, Settings};

/// Cells that a press of a key adds to the measure.
const STEP: u16 = 4;
/// At most this many commands wait for a post.
const HELD: usize = 64;

/// What is said where the list ends.
const NONE_AFTER: &str = "no post after this one";

impl App {
    pub(super) fn act(&mut self, command: Command) -> Vec<Effect> {
        self.keep = Keep::Chosen;
        let notice = self.notice.take();
        if Self::is_about_post(command) && self.waits_in_reader() {
            // A key that is held down does not pile up.
            if self.held.len() < HELD {
                self.held.push(command);
            }
            return Vec::new();
        }
        match command {
            Command::Move(motion) => self.go(motion),
            // There is no way into nothing.
            Command::Read if self.list.is_narrowed() && self.list.is_empty() => {}
            Command::Read => {
                self.focus = Focus::Reader;
                self.before_alone = Focus::Reader;
            }
            Command::NextLink => self.walk(Way::Onward),
            Command::PreviousLink => self.walk(Way::Backward),
            Command::NextPost => self.step(Way::Onward),
            Command::PreviousPost => self.step(Way::Backward),
            Command::NextOrder => return self.next_order(),
            Command::ToggleRead => return self.toggle_read(),
            Command::ToggleStar => return self.toggle_star(),
            Command::Blogs => return self.open_menu(Topic::Blogs),
            Command::Taxonomies => return self.open_menu(Topic::Taxonomies),
            Command::Complete => return self.complete_filter(),
            Command::Wider => self.measure(self.settings.measure.saturating_add(STEP)),
            Command::Narrower => self.measure(self.measure_in_use().saturating_sub(STEP)),
            Command::ToggleLongLines => self.toggle_long_lines(),
            Command::Right => self.move_along(Way::Onward),
            Command::Left => self.move_along(Way::Backward),
            Command::TogglePanes => self.toggle_panes(),
            Command::StepBack => self.step_back(),
            Command::Help => self.open_help(),
            Command::Back => self.go_back(),
            Command::Forward => self.go_forward(),
            Command::Hints => self.name_links(),
            Command::Links => return self.open_menu(Topic::Links),
            Command::Outline => return self.open_menu(Topic::Outline),
            Command::Videos => return self.open_menu(Topic::Videos),
            Command::BlogVideos => return self.open_menu(Topic::BlogVideos),
            Command::Search => self.start_search(),
            Command::Locate => self.locate(),
            Command::Filter => self.start_filtering(),
            Command::Find => self.start_find(),
            Command::NextHit => self.walk_hits(Way::Onward),
            Command::PreviousHit => self.walk_hits(Way::Backward),
            Command::Edit(edit) => return self.edit(edit),
            Command::Follow if self.is_filtering_list() => self.list.keep_filter(),
            Command::Follow if self.is_finding() => self.keep_find(),
            Command::Follow => return self.follow(),
            Command::NextPicture => self.step_picture(1),
            Command::PreviousPicture => self.step_picture(-1),
            Command::Pan(direction) => self.pan(direction),
            Command::Zoom(zoom) => self.zoom(zoom),
            Command::FetchPictures => return self.fetch_pictures(),
            Command::EditPost => return self.edit_post(),
            Command::Browse => return self.browse(),
            Command::Copy => return self.copy(notice.and_then(|notice| notice.to_copy)),
            Command::Accept => return self.accept(),
            Command::Decline => self.overlay = None,
            Command::Repaint => return vec![Effect::Repaint],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Quit => return vec![Effect::Quit],
        }
        Vec::new()
    }

    /// Does what was asked for while the post was on its way: fingers are faster than some disks.
    pub(super) fn act_held(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.waits_in_reader() {
            return effects;
        }
        let held = std::mem::take(&mut self.held);
        // Who has left the post meanwhile means it no longer.
        if self.overlay.is_some() || self.focus != Focus::Reader {
            return effects;
        }
        for command in held {
            self.settle();
            effects.extend(self.act(command));
        }
        effects
    }

    fn waits_in_reader(&self) -> bool {
        let is_waiting = matches!(self.reader, Reader::Waiting { .. });
        is_waiting && self.overlay.is_none() && self.focus == Focus::Reader
    }

    /// True for commands that mean something only in a post that is here.
    fn is_about_post(command: Command) -> bool {
        matches!(
            command,
            Command::Move(_)
                | Command::NextLink
                | Command::PreviousLink
                | Command::Follow
                | Command::Hints
                | Command::Outline
                | Command::Videos
                | Command::FetchPictures
        )
    }

    pub(super) fn article_mut(&mut self) -> Option<&mut Article> {
        match &mut self.reader {
            Reader::Open(article) => Some(article),
            Reader::Empty | Reader::Waiting { .. } | Reader::Failed { .. } => None,
        }
    }

    /// Moves in what has the keys.
    fn go(&mut self, motion: Motion) {
        match (&mut self.overlay, self.focus) {
            (Some(Overlay::Help(_)), _) => self.go_in_help(motion),
            (Some(Overlay::Menu(menu)), _) => menu.go(motion),
            (Some(Overlay::Question(_) | Overlay::Hints(_) | Overlay::Picture(_)), _) => {}
            (None, Focus::List) => {
                self.list.go(motion);
                self.preview();
            }
            (None, Focus::Reader) => {
                if let Some(article) = self.article_mut() {
                    article.go(motion);
                }
            }
        }
    }

    fn start_find(&mut self) {
        self.focus = Focus::Reader;
        if let Some(article) = self.article_mut() {
            article.start_find();
        }
    }

    /// True while what is typed is looked for in the post.
    pub(super) fn is_finding(&self) -> bool {
        let find = self.reader.article().and_then(Article::find);
        self.overlay.is_none() && self.focus == Focus::Reader && find.is_some_and(Find::is_typing)
    }

    fn keep_find(&mut self) {
        let Some(article) = self.article_mut() else {
            return;
        };
        article.keep_find();
        if article.find().is_none() {
            self.say(Tone::Done, "not in this post".to_owned());
        }
    }

    fn walk_hits(&mut self, way: Way) {
        let walked = self.article_mut().is_some_and(|it| it.walk_hits(way));
        if !walked {
            self.say(Tone::Done, "no words to find".to_owned());
            self.offer(Command::Find, "asks for some");
        }
    }

    fn is_filtering_list(&self) -> bool {
        self.overlay.is_none() && self.focus == Focus::List && self.list.is_filtering()
    }

    fn walk(&mut self, way: Way) {
        let Some(article) = self.article_mut() else {
            return;
        };
        if !article.walk(way) {
            let where_to = match way {
                Way::Onward => "no link further down",
                Way::Backward => "no link further up",
            };
            self.say(Tone::Done, where_to.to_owned());
        }
    }

    /// Opens the file of the post that is shown in the editor.
    fn edit_post(&mut self) -> Vec<Effect> {
        let Some(post) = self.reader.post() else {
            return Vec::new();
        };
        if self.folder.is_none() {
            let text = "this post is in no file that could be edited";
            self.say(Tone::Wrong, text.to_owned());
            return Vec::new();
        }
        let words = self.reader.article().map(Article::first_words);
        vec![Effect::Edit {
            path: Arc::clone(&post.path),
            words: words.unwrap_or_default(),
        }]
    }

    /// Another post of the list, without leaving the reader.
    fn step(&mut self, way: Way) {
        let before = self.reader.post().cloned();
        let gone = before
            .as_ref()
            .filter(|post| self.list.post(&post.path).is_none());
        // What took the place of a post that is gone is the next one already, or the one before
        // where it was the last.
        match (way, gone.map(|post| self.list.is_chosen_behind(post))) {
            (Way::Onward, None) => self.list.go(Motion::Down),
            (Way::Backward, None | Some(true)) => self.list.go(Motion::Up),
            (Way::Onward, Some(true)) | (Way::Backward, Some(false)) => {}
            (Way::Onward, Some(false)) => {
                self.say(Tone::Done, NONE_AFTER.to_owned());
                return;
            }
        }
        self.preview();
        if self.reader.post().map(|post| &post.path) == before.as_ref().map(|post| &post.path) {
            let where_to = match way {
                Way::Onward => NONE_AFTER,
                Way::Backward => "no post before this one",
            };
            self.say(Tone::Done, where_to.to_owned());
        }
    }

    fn measure(&mut self, measure: u16) {
        self.settings.measure =
            measure.clamp(*Settings::MEASURES.start(), *Settings::MEASURES.end());
        let text = format!("at most {} columns", self.settings.measure);
        self.say(Tone::Done, text);
    }

    /// The measure, or the column of text where its pane is narrower.
    fn measure_in_use(&self) -> u16 {
        let column = self.layout.column.width.max(*Settings::MEASURES.start());
        self.settings.measure.min(column)
    }

    fn toggle_panes(&mut self) {
        self.panes = match self.panes {
            Panes::One => {
                if self.focus == Focus::Reader {
                    self.focus = self.before_alone;
                }
                Panes::Both
            }
            Panes::Both => {
                self.before_alone = self.focus;
                self.focus = Focus::Reader;
                Panes::One
            }
        };
    }

    fn step_back(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Menu(menu)) if menu.has_filter() => menu.step_back(),
            Some(Overlay::Help(_)) => self.close_help(),
            Some(_) => self.overlay = None,
            None if self.focus == Focus::List => {
                self.list.drop_filter();
                self.preview();
            }
            None if self.reader.article().is_some_and(|it| it.find().is_some()) => {
                if let Some(article) = self.article_mut() {
                    article.drop_find();
                }
            }
            None => self.focus = Focus::List,
        }
    }
}

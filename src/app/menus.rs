//! The lists over the reader and the names over its links: opening, filling and typing.

use std::sync::Arc;

use super::article::Article;
use super::command::{Command, Motion};
use super::hints::{Hints, Opens, Outcome};
use super::menu::{Menu, Section, Topic, blogs, links, outline, search, taxonomies, videos};
use super::message::Effect;
use super::overlay::{Overlay, Tone};
use super::prompt::Edit;
use super::{App, Focus};
use crate::document::LinkId;

impl App {
    /// Lists what `topic` says; a notice when that is nothing.
    pub(super) fn open_menu(&mut self, topic: Topic) -> Vec<Effect> {
        let effects = if topic.asks_the_blog() {
            self.ask_survey()
        } else {
            Vec::new()
        };
        let mut menu = Menu::new(topic, self.sections(topic));
        if topic == Topic::Outline
            && let Some(current) = self.reader.article().and_then(outline::current)
        {
            menu.choose(&current);
        }
        if menu.is_empty() && self.survey.progress().is_none() {
            self.say(Tone::Done, topic.nothing().to_owned());
        } else {
            self.overlay = Some(Overlay::Menu(menu));
        }
        effects
    }

    /// Lists what is found in the whole blog of words that are typed.
    pub(super) fn start_search(&mut self) {
        let menu = Menu::searching(self.search.words(), self.sections(Topic::Search));
        self.overlay = Some(Overlay::Menu(menu));
    }

    /// Fills the open menu again, after something it lists has changed.
    pub(super) fn renew_menu(&mut self) {
        let Some(Overlay::Menu(menu)) = &self.overlay else {
            return;
        };
        let sections = self.sections(menu.topic());
        if let Some(Overlay::Menu(menu)) = &mut self.overlay {
            menu.renew(sections);
        }
    }

    /// Asks again for what the open menu lists, after the blog has changed.
    pub(super) fn ask_the_blog_again(&mut self) -> Vec<Effect> {
        let menu = match &self.overlay {
            Some(Overlay::Menu(menu)) => Some(menu),
            Some(Overlay::Help(help)) => help.over(),
            Some(Overlay::Hints(_) | Overlay::Picture(_) | Overlay::Question(_)) | None => None,
        };
        let topic = menu.map(Menu::topic);
        let mut effects = if topic == Some(Topic::Search) {
            self.search_again()
        } else {
            self.search.forget();
            Vec::new()
        };
        // The survey tells what a filter of the list asks for, too.
        effects.extend(if topic.is_some_and(Topic::asks_the_blog) {
            self.ask_survey()
        } else {
            self.ask_media()
        });
        effects
    }

    /// Letters narrow the open menu, or the list of posts, from now on.
    pub(super) fn start_filtering(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Menu(menu)) => menu.start_filtering(),
            Some(
                Overlay::Help(_) | Overlay::Hints(_) | Overlay::Picture(_) | Overlay::Question(_),
            ) => {}
            None => {
                self.focus = Focus::List;
                self.list.start_filtering();
            }
        }
    }

    /// Types: into the filter of a menu, or the name of a link.
    pub(super) fn edit(&mut self, edit: Edit) -> Vec<Effect> {
        let is_finding = self.is_finding();
        match &mut self.overlay {
            Some(Overlay::Menu(menu)) => {
                menu.edit(edit);
                if menu.topic() == Topic::Search {
                    let words = menu.filter().text().to_owned();
                    return self.search_for(&words);
                }
            }
            Some(Overlay::Hints(hints)) => match edit {
                Edit::Insert(letter) => {
                    if let Outcome::Named(link, opens) = hints.type_letter(letter) {
                        return self.take_named(link, opens);
                    }
                }
                Edit::Erase | Edit::EraseWord | Edit::EraseLine => hints.erase(),
                Edit::Left | Edit::Right | Edit::Start | Edit::End => {}
            },
            None if self.list.is_filtering() => {
                self.list.edit(edit);
                self.preview();
                return self.ask_media();
            }
            None if is_finding => {
                if let Some(article) = self.article_mut() {
                    article.edit_find(edit);
                }
            }
            Some(Overlay::Help(_) | Overlay::Picture(_) | Overlay::Question(_)) | None => {}
        }
        Vec::new()
    }

    /// Completes the filter of the list; otherwise Tab moves down.
    pub(super) fn complete_filter(&mut self) -> Vec<Effect> {
        let is_of_list = self.overlay.is_none() && self.list.is_filtering();
        if is_of_list && self.list.complete() {
            self.preview();
            return self.ask_media();
        }
        self.act(Command::Move(Motion::Down))
    }

    /// Asks for what a filter wants to know that only reading every post tells.
    pub(super) fn ask_media(&mut self) -> Vec<Effect> {
        if self.list.asks_for_media() {
            self.ask_survey()
        } else {
            Vec::new()
        }
    }

    /// Goes where the link leads whose name has been typed.
    fn take_named(&mut self, link: LinkId, opens: Opens) -> Vec<Effect> {
        self.overlay = None;
        self.focus = Focus::Reader;
        if let Some(article) = self.article_mut() {
            article.focus_on(link);
        }
        match opens {
            Opens::Follow => self.follow(),
            Opens::Outside => self.browse(),
        }
    }

    /// Asks what the posts of the blog say of each other, unless that is known or on its way.
    pub(super) fn ask_survey(&mut self) -> Vec<Effect> {
        let posts = self.list.posts().map(|post| Arc::clone(&post.path));
        self.survey.ask(posts).into_iter().collect()
    }

    /// Names every link that is seen.
    pub(super) fn name_links(&mut self) {
        let links = self.reader.article().map(Article::seen_links);
        match links {
            Some(links) if !links.is_empty() => {
                self.overlay = Some(Overlay::Hints(Hints::new(links)));
            }
            _ => self.say(Tone::Done, "no link is seen here".to_owned()),
        }
    }

    pub(super) fn sections(&self, topic: Topic) -> Vec<Section> {
        let (list, survey) = (&self.list, &self.survey);
        match (topic, self.reader.article()) {
            (Topic::BlogVideos, _) => videos::of_blog(survey, list),
            (Topic::Blogs, _) => blogs::sections(&self.shelf),
            (Topic::Taxonomies, _) => taxonomies::sections(list),
            (Topic::Search, _) => search::sections(&self.search, list),
            (Topic::Links | Topic::Outline | Topic::Videos, None) => Vec::new(),
            (Topic::Links, Some(article)) => {
                links::sections(article, survey.mentions(&article.post().path), list)
            }
            (Topic::Outline, Some(article)) => outline::sections(article),
            (Topic::Videos, Some(article)) => videos::of_post(article, list),
        }
    }
}

//! Pictures from the web: when they are fetched, which ones, and what is said of it.
//!
//! Nothing is fetched before somebody asks, or has settled that it always is. What comes is known
//! by its address, so that an answer fits wherever the same picture is wanted; what is said of it
//! belongs to the post that it was asked for.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::message::{Effect, Reading};
use super::overlay::Tone;
use super::{App, Article, Command, Focus, Images};
use crate::limits;
use crate::picture::{Failures, Picture, WebPicture};

/// What is known of more addresses is too much: what was shown long ago is on the disk.
const KNOWN: usize = 4_000;

/// What came of fetching pictures, and what is on its way.
#[derive(Debug, Default)]
pub struct Fetches {
    known: HashMap<Arc<str>, Result<Picture, Arc<str>>>,
    round: Option<Round>,
}

/// The pictures of a post that are on their way.
#[derive(Debug)]
struct Round {
    /// The post's path.
    path: Arc<str>,
    /// How many were asked for.
    all: usize,
    /// Those that have not come.
    waiting: Vec<Arc<str>>,
    /// How many could not be fetched.
    failed: usize,
    /// Why the first of those could not.
    why: Option<Arc<str>>,
    /// The number of what was said of it last.
    notice: Option<u32>,
}

impl Fetches {
    /// A reading with what has been fetched since.
    pub(super) fn complete(&self, reading: Reading) -> Reading {
        let mut pictures = Arc::clone(&reading.pictures);
        let mut failures = Failures::new();
        for web in &*reading.web {
            match self.known.get(&web.address) {
                _ if pictures.contains_key(&web.at) => {}
                Some(Ok(picture)) => {
                    Arc::make_mut(&mut pictures).insert(web.at, picture.clone());
                }
                Some(Err(why)) => {
                    failures.insert(web.at, Arc::clone(why));
                }
                None => {}
            }
        }
        Reading {
            pictures,
            failures: Arc::new(failures),
            ..reading
        }
    }

    fn is_on_its_way(&self, address: &str) -> bool {
        let mut waiting = self.round.iter().flat_map(|round| &round.waiting);
        waiting.any(|it| **it == *address)
    }

    /// Takes an answer; returns what there is to say.
    fn take(&mut self, address: Arc<str>, outcome: Result<Picture, Arc<str>>) -> Option<Progress> {
        let why = outcome.as_ref().err().map(Arc::clone);
        let round = self.round.as_ref();
        let index = round.and_then(|round| round.waiting.iter().position(|it| *it == address));
        self.known.insert(address, outcome);
        let round = self.round.as_mut()?;
        round.waiting.remove(index?);
        if let Some(why) = why {
            round.failed += 1;
            round.why.get_or_insert(why);
        }
        let here = round.all - round.waiting.len();
        if round.waiting.is_empty() {
            let round = self.round.take()?;
            return Some(Progress::Done(round));
        }
        Some(Progress::Under(round.notice, here, round.all))
    }
}

/// What there is to say.
enum Progress {
    /// It goes on: what was said before, how many have come, of how many.
    Under(Option<u32>, usize, usize),
    /// It is over.
    Done(Round),
}

impl App {
    /// True when the post has pictures on the web that could be asked for.
    pub fn can_fetch(&self) -> bool {
        match (self.settings.images, self.settings.pictures) {
            (Images::Ask | Images::Always, Some(_)) => {}
            (Images::Local | Images::Never, _) | (_, None) => return false,
        }
        let reading = self.reader.article().map(Article::reading);
        reading.is_some_and(|reading| reading.web.iter().any(|web| self.is_missing(web, reading)))
    }

    /// True for a picture that is neither here nor on its way.
    fn is_missing(&self, web: &WebPicture, reading: &Reading) -> bool {
        !reading.pictures.contains_key(&web.at) && !self.fetches.is_on_its_way(&web.address)
    }

    /// Fetches the pictures of the post, or says why not.
    pub(super) fn fetch_pictures(&mut self) -> Vec<Effect> {
        let Some(article) = self.reader.article() else {
            return Vec::new();
        };
        let why_not = match (self.settings.images, self.settings.pictures) {
            (Images::Never, _) => {
                "no pictures are shown: the configuration, or --no-images, says so"
            }
            (_, None) => "this terminal shows no pictures",
            (_, Some(_)) if article.reading().web.is_empty() => {
                "this post has no pictures on the web"
            }
            (Images::Local, Some(_)) => {
                "pictures on the web are not fetched: `images` is \"local\" in the configuration"
            }
            (Images::Ask | Images::Always, Some(_)) => {
                let missing = self.missing(article);
                if !missing.is_empty() {
                    return self.start_fetching(&missing);
                }
                match &self.fetches.round {
                    Some(_) => "the pictures of this post are on their way",
                    None => "the pictures of this post are here",
                }
            }
        };
        self.say(Tone::Done, why_not.to_owned());
        Vec::new()
    }

    /// Takes in that a picture is here, or is not to be had.
    pub(super) fn take_fetched(
        &mut self,
        address: Arc<str>,
        outcome: Result<Picture, String>,
    ) -> Vec<Effect> {
        let progress = self.fetches.take(address, outcome.map_err(Arc::from));
        self.show_fetched();
        match progress {
            Some(Progress::Under(before, here, all)) => self.say_progress(before, here, all),
            Some(Progress::Done(round)) => self.say_fetched(&round),
            None => {}
        }
        Vec::new()
    }

    /// Shows in the open post what is known of its pictures by now.
    fn show_fetched(&mut self) {
        if let super::Reader::Open(article) = &mut self.reader {
            let reading = self.fetches.complete(article.reading().clone());
            article.know_pictures(&reading);
        }
    }

    /// Stops when the post is left, and begins where that is settled.
    pub(super) fn go_on_fetching(&mut self) -> Vec<Effect> {
        let shown = self.reader.post().map(|post| &post.path);
        let is_left = |round: &Round| Some(&round.path) != shown;
        let mut effects = Vec::new();
        if self.fetches.round.as_ref().is_some_and(is_left) {
            self.fetches.round = None;
            effects.push(Effect::Fetch(Vec::new()));
        }
        let is_opened = self.focus == Focus::Reader && self.settings.pictures.is_some();
        if self.settings.images == Images::Always
            && is_opened
            && let Some(article) = self.reader.article()
        {
            // What failed is tried again when somebody asks.
            let mut missing = self.missing(article);
            missing.retain(|web| !self.fetches.known.contains_key(&web.address));
            if !missing.is_empty() {
                effects = self.start_fetching(&missing);
            }
        }
        effects
    }

    /// The pictures of the post that are neither here nor on their way, each address once, in
    /// reading order.
    fn missing(&self, article: &Article) -> Vec<WebPicture> {
        let reading = article.reading();
        let mut listed = HashSet::new();
        let missing = reading
            .web
            .iter()
            .filter(|web| self.is_missing(web, reading) && listed.insert(&web.address));
        missing.cloned().collect()
    }

    /// Asks for pictures, those below first, then those above, the nearest first; what is on its
    /// way already comes behind what is new.
    fn start_fetching(&mut self, missing: &[WebPicture]) -> Vec<Effect> {
        let Some(article) = self.reader.article() else {
            return Vec::new();
        };
        let (path, place) = (Arc::clone(&article.post().path), article.place());
        let first = missing.partition_point(|web| web.at < place.offset);
        let (above, below) = missing.split_at(first);
        let nearest = below.iter().chain(above.iter().rev());
        let mut waiting: Vec<Arc<str>> = nearest.map(|web| Arc::clone(&web.address)).collect();
        let before = self.fetches.round.take();
        waiting.extend(before.into_iter().flat_map(|round| round.waiting));
        if self.fetches.known.len() > KNOWN {
            self.fetches.known.clear();
        }
        for address in waiting.split_off(waiting.len().min(limits::web::IN_POST)) {
            let most = limits::web::IN_POST;
            let why = format!("no more than {most} are fetched at a time").into();
            self.fetches.known.insert(address, Err(why));
        }
        for address in &waiting {
            self.fetches.known.remove(address);
        }
        self.show_fetched();
        let all = waiting.len();
        self.say(Tone::Done, format!("fetching {}", pictures(all)));
        self.fetches.round = Some(Round {
            path,
            all,
            waiting: waiting.clone(),
            failed: 0,
            why: None,
            notice: self.notice.as_ref().map(|notice| notice.number),
        });
        vec![Effect::Fetch(waiting)]
    }

    /// Says how far it is, unless something else has been said since.
    fn say_progress(&mut self, before: Option<u32>, here: usize, all: usize) {
        let is_said = self.notice.as_ref().map(|notice| notice.number);
        if is_said.is_none() || is_said == before {
            self.say(Tone::Done, format!("{here} of {}", pictures(all)));
            let number = self.notices;
            if let Some(round) = &mut self.fetches.round {
                round.notice = Some(number);
            }
        }
    }

    fn say_fetched(&mut self, round: &Round) {
        let (all, failed) = (pictures(round.all), round.failed);
        match &round.why {
            None => self.say(Tone::Done, format!("{all} fetched")),
            Some(why) if round.all == 1 => self.say(Tone::Wrong, format!("not fetched: {why}")),
            Some(why) => {
                let text = format!("{failed} of {all} could not be fetched: {why}");
                self.say(Tone::Wrong, text);
                self.offer(Command::FetchPictures, "tries again");
            }
        }
    }
}

fn pictures(count: usize) -> String {
    match count {
        1 => "1 picture".to_owned(),
        count => format!("{count} pictures"),
    }
}

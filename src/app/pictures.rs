//! The pixels of pictures: what is here, and what is asked for.
//!
//! Pixels are known by the picture's file, its version and the size they are scaled to, so that an
//! answer fits wherever the same is wanted and one that comes late can stand for nothing else.

use std::collections::VecDeque;
use std::sync::Arc;

use super::article::Sight;
use super::message::{Effect, Reading, Rendition, Request};
use super::{App, Article, Reader};
use crate::limits;
use crate::picture::{Bitmap, Pictures, Raster};

/// Bytes that an entry without pixels counts for.
const ENTRY: usize = 256;

/// The pixels of a picture, or why there are none.
pub type Outcome = Result<Arc<Bitmap>, String>;

/// Pictures that have been decoded, the latest used last.
#[derive(Debug, Default)]
pub struct Renditions {
    kept: VecDeque<(Arc<Rendition>, Outcome)>,
    bytes: usize,
    /// Bytes that what is on the screen takes.
    seen: usize,
    asked: Vec<Arc<Rendition>>,
}

impl Renditions {
    /// Bytes that are kept.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    fn get(&self, wanted: &Rendition) -> Option<&Outcome> {
        let mut kept = self.kept.iter().rev();
        kept.find_map(|(known, outcome)| (**known == *wanted).then_some(outcome))
    }

    /// Takes an answer.
    pub(super) fn take(&mut self, rendition: Arc<Rendition>, outcome: Outcome) {
        self.asked.retain(|asked| *asked != rendition);
        if self.get(&rendition).is_some() {
            return;
        }
        self.bytes += bytes(&outcome);
        self.kept.push_back((rendition, outcome));
        // What is on the screen is never among the oldest half of it.
        while self.bytes > limits::picture::KEPT.max(2 * self.seen)
            && let Some((_, outcome)) = self.kept.pop_front()
        {
            self.bytes -= bytes(&outcome);
        }
    }

    /// Forgets what is on its way: who decodes the pictures of a blog goes with it.
    pub(super) fn forget_asked(&mut self) {
        self.asked.clear();
    }

    /// Puts what is wanted last among what is kept, and tells what is missing of it.
    fn want(&mut self, wanted: Vec<Rendition>) -> Vec<Arc<Rendition>> {
        let mut missing = Vec::new();
        for rendition in wanted {
            // What was wanted before is at the end.
            let found = self
                .kept
                .iter()
                .rposition(|(known, _)| **known == rendition);
            match found.and_then(|index| self.kept.remove(index)) {
                Some(entry) => self.kept.push_back(entry),
                None => missing.push(Arc::new(rendition)),
            }
        }
        missing
    }

    /// What is to be asked for so that the `missing` come, the first one first; nothing when that
    /// is asked for already.
    fn ask(&mut self, missing: Vec<Arc<Rendition>>) -> Option<Vec<Arc<Rendition>>> {
        let news = missing.iter().any(|it| !self.asked.contains(it));
        self.asked.clone_from(&missing);
        news.then_some(missing)
    }
}

fn bytes(outcome: &Outcome) -> usize {
    ENTRY + outcome.as_ref().map_or(0, |bitmap| bitmap.bytes())
}

/// Pixels that are wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Which.
    pub rendition: Rendition,
    /// Whether some of it is on the screen.
    pub is_seen: bool,
}

impl App {
    /// The pixels of a picture in the text, or why there are none; nothing while they are on
    /// their way.
    pub fn pixels_of(&self, sight: &Sight) -> Option<&Outcome> {
        let raster = self.settings.pictures?;
        let article = self.reader.article()?;
        self.pixels(&in_text(article, sight, raster)?)
    }

    /// The pixels of a rendition, or why there are none; nothing while they are on their way.
    pub fn pixels(&self, rendition: &Rendition) -> Option<&Outcome> {
        self.renditions.get(rendition)
    }

    /// Takes in all the pictures of a post.
    pub(super) fn know_pictures(&mut self, request: &Request, pictures: Arc<Pictures>) {
        if self.library.take_pictures(request, Arc::clone(&pictures))
            && let Reader::Open(article) = &mut self.reader
            && article.post().path == request.path
        {
            let reading = Reading {
                pictures,
                awaits_pictures: false,
                ..article.reading().clone()
            };
            article.know_pictures(&self.fetches.complete(reading));
        }
    }

    /// Asks for the pixels of the pictures that are seen, and of those next to them.
    pub(super) fn ask_for_pictures(&mut self) -> Option<Effect> {
        let raster = self.settings.pictures?;
        let mut wanted = self.in_view();
        if wanted.is_empty() {
            let rows = isize::from(self.layout.column.height.cast_signed());
            let sights = self.article_mut()?.pictures_near();
            let article = self.reader.article()?;
            let near = sights.iter().filter_map(|sight| {
                let height = isize::from(sight.place.cells.rows.cast_signed());
                Some(Wanted {
                    rendition: in_text(article, sight, raster)?,
                    is_seen: sight.top < rows && sight.top + height > 0,
                })
            });
            wanted = near.collect();
        }
        // More than can be kept would be decoded over and over; what is seen has to be.
        let mut room = limits::picture::KEPT / 2;
        let mut seen = 0;
        wanted.retain(|it| {
            let bytes = 4 * it.rendition.size.pixels() as usize + ENTRY;
            let fits = it.is_seen || bytes <= room;
            room = room.saturating_sub(bytes);
            seen += if it.is_seen { bytes } else { 0 };
            fits
        });
        self.renditions.seen = seen;
        let wanted = wanted.into_iter().map(|it| it.rendition).collect();
        let missing = self.renditions.want(wanted);
        self.renditions.ask(missing).map(Effect::Render)
    }
}

/// A picture in the text.
fn in_text(article: &Article, sight: &Sight, raster: Raster) -> Option<Rendition> {
    let picture = article.picture(sight.at)?;
    let size = picture.size_in(sight.place.cells, raster);
    Some(Rendition::whole(picture.clone(), size))
}

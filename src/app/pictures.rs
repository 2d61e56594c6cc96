//! The pixels of pictures: what is here, and what is asked for.
//!
//! Pixels are known by the picture's file, its version and the size they are scaled to, so that an
//! answer fits wherever the same is wanted and one that comes late can stand for nothing else.

use std::collections::VecDeque;
use std::sync::Arc;

use super::article::Sight;
use super::message::{Effect, Rendition, Request};
use super::overlay::Overlay;
use super::{App, Area, Article};
use crate::picture::{Bitmap, Cells, Pictures, Raster, limits};

/// Bytes that an entry without pixels counts for.
const ENTRY: usize = 256;

/// The pixels of a picture, or why there are none.
pub type Outcome = Result<Arc<Bitmap>, String>;

/// Pictures that have been decoded, the latest used last.
#[derive(Debug, Default)]
pub struct Renditions {
    kept: VecDeque<(Arc<Rendition>, Outcome)>,
    bytes: usize,
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
        while self.bytes > limits::KEPT
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
            let found = self.kept.iter().position(|(known, _)| **known == rendition);
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

/// The picture that has the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Where in the post's text its words begin, in bytes.
    pub at: u32,
}

/// A picture that has the pane, with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewed {
    /// What it shows, in words.
    pub caption: String,
    /// Which one of the post's it is, from 1.
    pub position: usize,
    /// How many the post has.
    pub count: usize,
    /// Where it stands on the screen.
    pub area: Area,
    /// Its pixels.
    pub rendition: Rendition,
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

    /// The picture that has the pane.
    pub fn viewed(&self) -> Option<Viewed> {
        let Some(Overlay::Picture(view)) = &self.overlay else {
            return None;
        };
        let article = self.reader.article()?;
        let (rendition, cells) = self.in_pane(article, view.at)?;
        let body = self.layout.overlay().body;
        Some(Viewed {
            caption: article.caption(view.at),
            position: 1 + article.pictures().position(|at| at == view.at)?,
            count: article.pictures().count(),
            area: Area {
                x: body.x + (body.width - cells.columns.min(body.width)) / 2,
                y: body.y + (body.height - cells.rows.min(body.height)) / 2,
                width: cells.columns,
                height: cells.rows,
            },
            rendition,
        })
    }

    /// Gives the pane to a picture of the post, when pictures are shown.
    pub(super) fn view(&mut self, at: u32) -> bool {
        let is_shown = self.settings.pictures.is_some();
        if is_shown {
            self.overlay = Some(Overlay::Picture(View { at }));
        }
        is_shown
    }

    /// The picture `by` further on, back at the other end beyond the last.
    pub(super) fn step_picture(&mut self, by: isize) {
        let Some(Overlay::Picture(View { at })) = self.overlay else {
            return;
        };
        if let Some(article) = self.reader.article() {
            let all: Vec<u32> = article.pictures().collect();
            let index = all.iter().position(|it| *it == at).unwrap_or_default();
            let next = index.cast_signed() + by;
            let next = next.rem_euclid(all.len().max(1).cast_signed());
            if let Some(at) = all.get(next.cast_unsigned()) {
                self.overlay = Some(Overlay::Picture(View { at: *at }));
            }
        }
    }

    /// Takes in all the pictures of a post.
    pub(super) fn know_pictures(&mut self, request: &Request, pictures: Arc<Pictures>) {
        if self.library.take_pictures(request, Arc::clone(&pictures))
            && let Some(article) = self.article_mut()
            && article.post().path == request.path
        {
            article.know_pictures(pictures);
        }
    }

    /// Asks for the pixels of the pictures that are seen, and of those next to them.
    pub(super) fn ask_for_pictures(&mut self) -> Option<Effect> {
        let raster = self.settings.pictures?;
        let mut wanted = self.in_view();
        if wanted.is_empty() {
            let sights = self.article_mut()?.pictures_near();
            let article = self.reader.article()?;
            let near = sights.iter();
            wanted = near
                .filter_map(|sight| in_text(article, sight, raster))
                .collect();
        }
        // More than can be kept would be decoded over and over.
        let mut room = limits::KEPT / 2;
        wanted.retain(|rendition| {
            let bytes = 4 * rendition.size.pixels() as usize + ENTRY;
            let fits = bytes <= room;
            room = room.saturating_sub(bytes);
            fits
        });
        let missing = self.renditions.want(wanted);
        self.renditions.ask(missing).map(Effect::Render)
    }

    /// Closes the view of a picture that is gone.
    pub(super) fn settle_view(&mut self) {
        if matches!(self.overlay, Some(Overlay::Picture(_))) && self.viewed().is_none() {
            self.overlay = None;
        }
    }

    /// What the pane that a picture has needs: that picture, the next and the one before.
    fn in_view(&self) -> Vec<Rendition> {
        let (Some(Overlay::Picture(view)), Some(article)) = (&self.overlay, self.reader.article())
        else {
            return Vec::new();
        };
        let next = article.pictures().find(|at| *at > view.at);
        let before = article.pictures().filter(|at| *at < view.at).last();
        let all = [Some(view.at), next, before].into_iter().flatten();
        all.filter_map(|at| Some(self.in_pane(article, at)?.0))
            .collect()
    }

    /// A picture in the pane, and what it takes of it.
    fn in_pane(&self, article: &Article, at: u32) -> Option<(Rendition, Cells)> {
        let raster = self.settings.pictures?;
        let picture = article.picture(at)?;
        let body = self.layout.overlay().body;
        let room = Cells {
            columns: body.width,
            rows: body.height,
        };
        let cells = picture.size.in_cells(raster.cell, room);
        let rendition = Rendition {
            size: picture.size_in(cells, raster),
            picture: picture.clone(),
        };
        Some((rendition, cells))
    }
}

/// A picture in the text.
fn in_text(article: &Article, sight: &Sight, raster: Raster) -> Option<Rendition> {
    let picture = article.picture(sight.at)?;
    Some(Rendition {
        size: picture.size_in(sight.place.cells, raster),
        picture: picture.clone(),
    })
}

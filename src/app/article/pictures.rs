//! The pictures that are on the screen or near it.

use super::Article;
use crate::document::{Image, LinkId};
use crate::page::Placed;
use crate::picture::Picture;

/// The place of a picture, as seen from the first row on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Where in the document's text the words of the picture begin, in bytes.
    pub at: u32,
    /// Rows from the first that is seen to its own first; below 0 when that is scrolled away.
    pub top: isize,
    /// What it takes in the column of text.
    pub place: Placed,
}

impl Article {
    /// The places of pictures of which a row is seen, from the top.
    pub fn seen_pictures(&self) -> Vec<Sight> {
        self.sights(0)
    }

    /// A picture that can be shown, by where its words begin.
    pub fn picture(&self, at: u32) -> Option<&Picture> {
        self.reading.pictures.get(&at)
    }

    /// What a picture shows, in words; else its file's name.
    pub fn caption(&self, at: u32) -> String {
        let images = self.document().images();
        let image = images.into_iter().find(|image| image.alt.start == at);
        let words = image.map(|image| self.document().words(image.alt).trim());
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            return words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let file = self.picture(at).map(|picture| picture.origin.as_str());
        let name = file.and_then(|file| file.rsplit('/').next());
        name.unwrap_or_default().to_owned()
    }

    /// Where the words of the pictures that can be shown begin, in reading order.
    pub(in crate::app) fn pictures(&self) -> impl Iterator<Item = u32> + '_ {
        self.reading.pictures.keys().copied()
    }

    /// The picture that a link is about: a link to the picture itself, not one that it stands in.
    pub(in crate::app) fn picture_of(&self, id: LinkId) -> Option<u32> {
        let link = self.document().link(id)?;
        let is_meant = |image: &&Image| {
            image.link == Some(id)
                && image.address == link.address
                && self.picture(image.alt.start).is_some()
        };
        let image = self.document().images().into_iter().find(is_meant)?;
        Some(image.alt.start)
    }

    /// The link of the picture in a cell of what is seen.
    pub(super) fn picture_link_at(&self, column: usize, row: usize) -> Option<LinkId> {
        let sight = self.seen_pictures().into_iter().find(|sight| {
            let (left, cells) = (usize::from(sight.place.column), sight.place.cells);
            let rows = sight.top..sight.top.saturating_add_unsigned(usize::from(cells.rows));
            (left..left + usize::from(cells.columns)).contains(&column)
                && rows.contains(&row.cast_signed())
        })?;
        let images = self.document().images();
        let image = images.into_iter().find(|it| it.alt.start == sight.at)?;
        image.link
    }

    /// The places of pictures near the screen, the nearest first; what lies below is nearer than
    /// what lies above.
    pub(in crate::app) fn pictures_near(&mut self) -> Vec<Sight> {
        if self.reading.pictures.is_empty() {
            return Vec::new();
        }
        self.lay_out_near();
        let height = self.height.cast_signed();
        let mut near = self.sights(self.height);
        near.sort_by_key(|sight| {
            let rows = isize::from(sight.place.cells.rows.cast_signed());
            let below = sight.top - height + 1;
            let above = 1 - sight.top - rows;
            below.max(2 * above).max(0)
        });
        near
    }

    /// Lays out a screen above and below what is seen.
    fn lay_out_near(&mut self) {
        let mut rows = 0;
        let mut block = self.top.block;
        while rows < 2 * self.height + self.top.row && block < self.page.len() {
            rows += self.page.lay_out(block).height();
            block += 1;
        }
        let mut rows = self.top.row;
        let mut block = self.top.block;
        while rows < self.height
            && let Some(above) = block.checked_sub(1)
        {
            rows += self.page.lay_out(above).height();
            block = above;
        }
    }

    /// The places of pictures within `reach` rows of what is seen, as far as they are laid out.
    fn sights(&self, reach: usize) -> Vec<Sight> {
        let reach = reach.cast_signed();
        let (first, last) = (-reach, self.height.cast_signed() + reach);
        let mut sights = Vec::new();
        let mut add = |block: usize, top: isize| {
            let laid = self.page.block(block)?;
            let places = laid.places().iter().map(|place| Sight {
                at: place.at,
                top: top.saturating_add_unsigned(place.row as usize),
                place: *place,
            });
            sights.extend(places.filter(|sight| {
                let rows = usize::from(sight.place.cells.rows);
                sight.top < last && sight.top.saturating_add_unsigned(rows) > first
            }));
            Some(laid.height().cast_signed())
        };
        let mut top = -self.top.row.cast_signed();
        let mut block = self.top.block;
        while top < last
            && let Some(height) = add(block, top)
        {
            top += height;
            block += 1;
        }
        let mut top = -self.top.row.cast_signed();
        let mut block = self.top.block;
        while top > first
            && let Some(above) = block.checked_sub(1)
            && let Some(height) = self
                .page
                .block(above)
                .map(|laid| laid.height().cast_signed())
        {
            top -= height;
            block = above;
            add(block, top);
        }
        sights.sort_by_key(|sight| sight.top);
        sights
    }
}

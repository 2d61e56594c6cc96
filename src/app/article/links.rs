//! Walking the links of an open post.

use super::{Article, Row};
use crate::document::{Link, LinkId, Target};

/// Which way to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Way {
    /// To the end.
    Onward,
    /// To the beginning.
    Backward,
}

impl Article {
    /// The link that has the focus; it is always one that is seen.
    pub fn focus(&self) -> Option<LinkId> {
        self.focus
    }

    /// The link that has the focus.
    pub fn focused(&self) -> Option<&Link> {
        self.document().link(self.focus?)
    }

    /// The links that are seen, from the top.
    pub fn seen_links(&self) -> Vec<LinkId> {
        let mut links: Vec<LinkId> = Vec::new();
        for (laid, row) in self.seen() {
            for link in laid.row(row).filter_map(|piece| piece.face.link) {
                if !links.contains(&link) {
                    links.push(link);
                }
            }
        }
        links
    }

    /// The link in a cell of what is seen.
    pub fn link_at(&self, column: usize, row: usize) -> Option<LinkId> {
        if let Some(link) = self.picture_link_at(column, row) {
            return Some(link);
        }
        let (laid, row) = self.seen().nth(row)?;
        let mut right = 0;
        laid.row(row)
            .find(|piece| {
                right += usize::from(piece.width);
                column < right
            })
            .and_then(|piece| piece.face.link)
    }

    /// Focuses a link.
    pub(in crate::app) fn focus_on(&mut self, link: LinkId) {
        self.focus = Some(link);
        if let Some(row) = self.row_of_link(link) {
            self.reveal(row);
        }
    }

    /// Focuses the next link on the way, scrolling to it when it is not seen. Without a focus
    /// that is the first link of what is seen, and what is seen comes first. False when there is
    /// none.
    pub(in crate::app) fn walk(&mut self, way: Way) -> bool {
        let count = self.document().links.len() as u32;
        let seen = self.seen_links();
        let start = match (self.focus, way) {
            (Some(LinkId(id)), Way::Onward) => id.checked_add(1),
            (Some(LinkId(id)), Way::Backward) => id.checked_sub(1),
            (None, Way::Onward) => {
                // Tags come first when there is nothing else: one step back leads to them.
                let is_of_text = |id: &&LinkId| {
                    let link = self.document().link(**id);
                    link.is_some_and(|link| !matches!(link.target, Target::Alike(_)))
                };
                let first = seen.iter().filter(is_of_text).min().or(seen.iter().min());
                let first = first.map(|link| link.0);
                first.or_else(|| Some(self.links_before(self.place.offset)))
            }
            (None, Way::Backward) => {
                let last = seen.iter().max().map(|link| link.0);
                last.or_else(|| self.links_before(self.place.offset).checked_sub(1))
            }
        };
        let Some(start) = start else { return false };
        let candidates: Box<dyn Iterator<Item = u32>> = match way {
            Way::Onward => Box::new(start..count),
            Way::Backward => Box::new((0..=start.min(count.saturating_sub(1))).rev()),
        };
        for id in candidates.map(LinkId) {
            if let Some(row) = self.row_of_link(id) {
                self.focus = Some(id);
                self.reveal(row);
                return true;
            }
        }
        false
    }

    pub(super) fn drop_unseen_focus(&mut self) {
        if let Some(link) = self.focus
            && !self.seen_links().contains(&link)
        {
            self.focus = None;
        }
    }

    fn links_before(&self, offset: u32) -> u32 {
        let links = &self.document().links;
        links.partition_point(|link| link.at < offset) as u32
    }

    /// Where a link is set; nothing for one without words.
    fn row_of_link(&mut self, link: LinkId) -> Option<Row> {
        let at = self.document().link(link)?.at;
        let block = self.document().block_at(at);
        let laid = self.page.lay_out(block);
        let row = (0..laid.height())
            .find(|&row| laid.row(row).any(|piece| piece.face.link == Some(link)))?;
        Some(Row { block, row })
    }

    /// Scrolls to a row unless it is seen, leaving a third of what is seen above it.
    pub(super) fn reveal(&mut self, row: Row) {
        let end = self.end_of_seen();
        if row < self.top || row >= end {
            let top = self.above(row, self.height / 3);
            self.go_to(top);
        }
    }

    /// The row beneath the last one that is seen.
    fn end_of_seen(&mut self) -> Row {
        let mut left = self.top.row.saturating_add(self.height);
        let mut block = self.top.block;
        while block < self.page.len() {
            let height = self.page.lay_out(block).height();
            if left <= height {
                return Row { block, row: left };
            }
            left -= height;
            block += 1;
        }
        Row { block, row: 0 }
    }
}

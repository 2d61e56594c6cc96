//! The code that is on the screen or a few pages from it.

use std::sync::Arc;

use super::Article;
use crate::document::Code;
use crate::highlight::Stretch;
use crate::page::Page;

/// How far beyond the screen code is near, in bytes of the text: a few screens.
const REACH: u32 = 8 << 10;

impl Article {
    /// The page.
    pub(in crate::app) fn page(&self) -> &Page {
        &self.page
    }

    /// The code near the screen, the nearest first.
    pub(in crate::app) fn code_near(&self) -> Vec<&Code> {
        let (start, end) = self.seen_text();
        let (from, to) = (start.saturating_sub(REACH), end.saturating_add(REACH));
        let document = self.document();
        let blocks = document.block_at(from)..=document.block_at(to);
        let mut near: Vec<(u32, &Code)> = blocks
            .flat_map(|block| document.code_in(block))
            .filter(|code| code.text.end >= from && code.text.start <= to)
            .map(|code| {
                let below = code.text.start.saturating_sub(end);
                (below.max(start.saturating_sub(code.text.end)), code)
            })
            .collect();
        near.sort_by_key(|(distance, _)| *distance);
        near.into_iter().map(|(_, code)| code).collect()
    }

    /// Takes in what the words of code are, by where it begins, and lays out again what is seen
    /// of it; nothing moves.
    pub(in crate::app) fn highlight(&mut self, known: Vec<(u32, Arc<[Stretch]>)>) {
        if known.is_empty() {
            return;
        }
        for (at, stretches) in known {
            self.page.highlight(at, stretches);
        }
        self.lay_out_seen();
    }

    /// Where in the text what is seen begins and ends, in bytes.
    fn seen_text(&self) -> (u32, u32) {
        let offset = |(laid, row): (&crate::page::Laid, usize)| laid.offset_of(row);
        let start = self.seen().next().and_then(offset);
        let start = start.unwrap_or(self.place.offset);
        let end = self.seen().filter_map(offset).last().unwrap_or(start);
        (start, end.max(start))
    }
}

//! A line of text made ready for wrapping: one string, and what each part of it is.
//!
//! Words can cross styles and links (`foo**bar**`), so they are wrapped as one string and only
//! cut into pieces when a row is written. What byline adds (the mark before a video, the sign of
//! a picture) is part of the string, but has no place in the document.

use unicode_segmentation::UnicodeSegmentation;

use super::wrap::Row;
use super::{Face, Laid, Role, width};
use crate::document::{Document, Image, Inline, LinkId, MediaKind, NoteMark, Style};

/// Words ready to be wrapped.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
struct Part {
    start: usize,
    at: Option<u32>,
    face: Face,
}

/// Makes a line of text ready.
pub(super) fn flow(document: &Document, words: &[Inline], role: Role, ascii: bool) -> Flow {
    let mut flow = Flow::default();
    let mut marked: Option<LinkId> = None;
    for inline in words {
        match inline {
            Inline::Text(run) => {
                if let Some(id) = run.link.filter(|&id| marked != Some(id)) {
                    marked = Some(id);
                    flow.mark_media(document, id, role, ascii);
                }
                let face = Face {
                    role,
                    style: run.style,
                    link: run.link,
                };
                flow.add(document.words(run.span), Some(run.span.start), face);
            }
            Inline::Break => flow.add(
                "\n",
                None,
                Face {
                    role,
                    ..Face::default()
                },
            ),
            Inline::Image(image) => flow.add_image(document, image, ascii),
            Inline::NoteMark(mark) => flow.add_note_mark(*mark, ascii),
        }
    }
    flow
}

impl Flow {
    /// Adds words. A tab among them, from code that stands in a line, is a space.
    pub(super) fn add(&mut self, text: &str, at: Option<u32>, face: Face) {
        let mut at = at;
        for (index, words) in text.split('\t').enumerate() {
            if index > 0 {
                self.add_words(" ", at, face);
                at = at.map(|at| at + 1);
            }
            self.add_words(words, at, face);
            at = at.map(|at| at + words.len() as u32);
        }
    }

    fn add_words(&mut self, text: &str, at: Option<u32>, face: Face) {
        if text.is_empty() {
            return;
        }
        if self.would_join(text) {
            // Faces part what would be one character: it is measured, and shown, as two.
            self.parts.push(Part {
                start: self.text.len(),
                at: None,
                face,
            });
            self.text.push('\u{200b}');
        }
        self.parts.push(Part {
            start: self.text.len(),
            at,
            face,
        });
        self.text.push_str(text);
    }

    /// Adds words that are ready.
    pub(super) fn append(&mut self, other: Flow) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.parts.extend(other.parts.into_iter().map(|part| Part {
            start: part.start + offset,
            ..part
        }));
    }

    /// The same words without their place, for where they are said again.
    pub(super) fn repeated(&self) -> Flow {
        let parts = self
            .parts
            .iter()
            .map(|part| Part {
                start: part.start,
                at: None,
                face: part.face,
            })
            .collect();
        Flow {
            text: self.text.clone(),
            parts,
        }
    }

    /// True when the first character of `text` and the last of the flow make one cluster.
    fn would_join(&self, text: &str) -> bool {
        let (Some(last), Some(next)) = (self.text.chars().next_back(), text.chars().next()) else {
            return false;
        };
        !(last.is_ascii() && next.is_ascii())
            && String::from_iter([last, next]).graphemes(true).count() == 1
    }

    /// A video or a sound is told before its words.
    fn mark_media(&mut self, document: &Document, id: LinkId, role: Role, ascii: bool) {
        let media = document.link(id).and_then(|link| link.media.as_ref());
        if media.is_some_and(|media| matches!(media.kind, MediaKind::Video | MediaKind::Audio)) {
            let face = Face {
                role,
                style: Style::empty(),
                link: Some(id),
            };
            // A space that does not break keeps the mark with its words.
            self.add(if ascii { ">\u{a0}" } else { "▶\u{a0}" }, None, face);
        }
    }

    /// A picture within a line is its sign and its words, or else the name of its file.
    pub(super) fn add_image(&mut self, document: &Document, image: &Image, ascii: bool) {
        let face = Face {
            role: Role::Caption,
            style: Style::empty(),
            link: image.link,
        };
        self.add(if ascii { "#\u{a0}" } else { "▣\u{a0}" }, None, face);
        let words = document.words(image.alt);
        if words.trim().is_empty() {
            let name = image
                .address
                .split(['?', '#'])
                .next()
                .unwrap_or_default()
                .rsplit('/')
                .next();
            self.add(
                name.filter(|name| !name.is_empty()).unwrap_or("picture"),
                None,
                face,
            );
        } else {
            self.add(words, Some(image.alt.start), face);
        }
    }

    fn add_note_mark(&mut self, mark: NoteMark, ascii: bool) {
        let face = Face {
            role: Role::NoteMark,
            style: Style::empty(),
            link: Some(mark.link),
        };
        self.add(&super::note::mark(mark.number, ascii), None, face);
    }

    /// Writes what stands on a row.
    pub(super) fn write(&self, row: Row, laid: &mut Laid) {
        if row.cramped {
            let part = self.parts.iter().rev().find(|part| part.start <= row.start);
            let at = part.and_then(|part| Some(part.at? + (row.start - part.start) as u32));
            laid.push(
                super::CRAMPED,
                1,
                at,
                part.map(|part| part.face).unwrap_or_default(),
            );
            return;
        }
        let first = self
            .parts
            .partition_point(|part| part.start <= row.start)
            .saturating_sub(1);
        for (index, part) in self.parts.iter().enumerate().skip(first) {
            if part.start >= row.end {
                break;
            }
            let next = self
                .parts
                .get(index + 1)
                .map_or(self.text.len(), |part| part.start);
            self.write_part(part, part.start.max(row.start), next.min(row.end), laid);
        }
        if row.hyphen {
            let last = self.parts.iter().rev().find(|part| part.start < row.end);
            laid.push("-", 1, None, last.map(|part| part.face).unwrap_or_default());
        }
    }

    /// Writes a part without the characters that only tell where a line may break.
    fn write_part(&self, part: &Part, start: usize, end: usize, laid: &mut Laid) {
        let Some(text) = self.text.get(start..end) else {
            return;
        };
        let place = |position: usize| part.at.map(|at| at + (position - part.start) as u32);
        let mut shown_from = start;
        for (at, silent) in text.match_indices(is_silent) {
            let shown = self.text.get(shown_from..start + at).unwrap_or_default();
            laid.push(shown, width::text(shown), place(shown_from), part.face);
            shown_from = start + at + silent.len();
        }
        let shown = self.text.get(shown_from..end).unwrap_or_default();
        laid.push(shown, width::text(shown), place(shown_from), part.face);
    }
}

/// Characters that are never seen themselves.
pub(super) fn is_silent(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\n')
}

//! What byline adds to a line of text: the mark of a video, the sign of a picture, the number of
//! a note. Each is tied to its words by a space that does not break.

use super::{Face, Flow, Role};
use crate::document::{Document, Image, LinkId, MediaKind, NoteMark};

impl Flow {
    /// A video or a sound is told before its words.
    pub(super) fn mark_media(
        &mut self,
        document: &Document,
        link: Option<LinkId>,
        role: Role,
        ascii: bool,
    ) {
        let target = link.and_then(|id| document.link(id));
        let Some(media) = target.and_then(|link| link.media.as_ref()) else {
            return;
        };
        match media.kind {
            MediaKind::Video | MediaKind::Audio => {
                let face = Face {
                    link,
                    ..Face::of(role)
                };
                self.add(if ascii { ">\u{a0}" } else { "▶\u{a0}" }, None, face);
            }
            MediaKind::Slides => {}
        }
    }

    /// A picture is its sign and its words, or else the name of its file.
    pub(in crate::page) fn add_image(&mut self, document: &Document, image: &Image, ascii: bool) {
        let face = Face {
            link: image.link,
            ..Face::of(Role::Caption)
        };
        self.add(if ascii { "[img]\u{a0}" } else { "▣\u{a0}" }, None, face);
        let words = document.words(image.alt);
        if words.trim().is_empty() {
            self.add(file_name(&image.address), None, face);
        } else {
            self.add(words, Some(image.alt.start), face);
        }
    }

    /// The mark of a note touches the word before it, and two marks do not touch each other.
    pub(super) fn add_note_mark(&mut self, mark: NoteMark, ascii: bool) {
        let face = Face {
            link: Some(mark.link),
            ..Face::of(Role::NoteMark)
        };
        let follows_mark = self
            .parts
            .last()
            .is_some_and(|part| part.face.role == Role::NoteMark);
        if follows_mark {
            self.add("\u{202f}", None, Face::of(Role::NoteMark));
        }
        self.add(&crate::page::note::mark(mark.number, ascii), None, face);
    }
}

/// What a picture is called where nobody has said what it shows.
fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.is_empty() || path.starts_with("data:") {
        "picture"
    } else {
        name
    }
}

//! What stands at the left of a row: a bullet, a bar, or the space beneath them.

use std::borrow::Cow;

use super::{Face, Role, width};

/// Space to cut indents from.
const SPACE: &str =
    "                                                                                ";

/// What stands at the left of a row.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) text: Cow<'static, str>,
    /// How many cells it takes.
    pub(super) cells: u32,
    pub(super) face: Face,
}

impl Edge {
    /// Nothing.
    pub(super) const NONE: Edge = Edge {
        text: Cow::Borrowed(""),
        cells: 0,
        face: Face::of(Role::Space),
    };

    /// A mark, with the space that parts it from the text.
    pub(super) fn mark(text: impl Into<Cow<'static, str>>, role: Role) -> Edge {
        let text = text.into();
        Edge {
            cells: width::text(&text),
            text,
            face: Face::of(role),
        }
    }

    /// Space.
    pub(super) fn space(cells: u32) -> Edge {
        Edge {
            text: spaces(cells),
            cells,
            face: Face::of(Role::Space),
        }
    }

    /// What is left of it where only one cell can be spared: of a bar the bar itself.
    pub(super) fn narrowed(&self) -> Edge {
        let (text, cells) = width::fitting(&self.text, 1);
        Edge {
            text: Cow::Owned(text.to_owned()),
            cells,
            face: self.face,
        }
    }
}

/// So many spaces.
pub(super) fn spaces(cells: u32) -> Cow<'static, str> {
    match SPACE.get(..cells as usize) {
        Some(space) => Cow::Borrowed(space),
        None => Cow::Owned(" ".repeat(cells as usize)),
    }
}

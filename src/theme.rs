//! What each part of a page and of the screen looks like.
//!
//! The one place that knows colours. A [`Theme`] turns a part ([`Role`], [`Style`], [`LinkKind`],
//! or a [`Part`] of the screen around the page) into a [`Look`], which whoever writes to a
//! terminal translates. Colour never says anything alone: with [`Depth::None`] shape, weight and
//! place say the same.
//!
//! Running text keeps the terminal's own ink and ground, so byline sits in its terminal as plain
//! text would. The other inks are chosen to be read on the theme's ground; see [`palette`].

mod code;
mod colour;
mod palette;
mod part;

use bitflags::bitflags;

use crate::document::{CalloutKind, Link, MediaKind, Style, Target};
use crate::page::Role;

use Colour::Rgb;
pub use code::Inks;
pub use colour::{Colour, Depth};
pub use palette::Palette;
pub use part::Part;

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// The colour of the letters; the terminal's own when there is none.
    pub ink: Option<Colour>,
    /// The colour behind them; the terminal's own when there is none.
    pub ground: Option<Colour>,
    /// Weight, slant and lines.
    pub attributes: Attributes,
}

bitflags! {
    /// Weight, slant and lines of a [`Look`].
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Attributes: u8 {
        /// Heavier.
        const BOLD = 1;
        /// Fainter. Used only where there is no colour: how faint is the terminal's choice.
        const DIM = 1 << 1;
        /// Slanted.
        const ITALIC = 1 << 2;
        /// A line beneath.
        const UNDERLINE = 1 << 3;
        /// Ink and ground changed about.
        const REVERSE = 1 << 4;
        /// A line through.
        const STRIKE = 1 << 5;
    }
}

impl Look {
    /// With these attributes too.
    #[must_use]
    pub fn with(mut self, attributes: Attributes) -> Look {
        self.attributes |= attributes;
        self
    }

    /// On this ground.
    #[must_use]
    pub fn on(mut self, ground: Option<Colour>) -> Look {
        self.ground = ground;
        self
    }

    /// On this look's ground, unless it has one of its own.
    #[must_use]
    pub fn over(mut self, below: Look) -> Look {
        self.ground = self.ground.or(below.ground);
        self
    }
}

/// What a reader wants to know of a link before following it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// Leads to another post of the blog, or to another place in this one.
    Inside,
    /// Leaves.
    Outside,
    /// Leads to a talk, a video or a sound.
    Video,
    /// Leads to posts that are alike, and does not ask to be followed.
    Quiet,
}

impl LinkKind {
    /// The kind of `link`.
    pub fn of(link: &Link) -> LinkKind {
        match (&link.media, &link.target) {
            (Some(media), _) if matches!(media.kind, MediaKind::Video | MediaKind::Audio) => {
                LinkKind::Video
            }
            (_, Target::Alike(_)) => LinkKind::Quiet,
            (_, Target::Post { .. } | Target::Anchor(_)) => LinkKind::Inside,
            (_, Target::Web(_) | Target::Mail(_) | Target::File(_) | Target::Other(_)) => {
                LinkKind::Outside
            }
        }
    }
}

/// The looks of everything, at the colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    depth: Depth,
}

impl Theme {
    /// Takes its colours from `palette`, as near as `depth` allows.
    pub fn new(palette: Palette, depth: Depth) -> Theme {
        Theme { palette, depth }
    }

    /// The look of a stretch of a page.
    pub fn look(&self, role: Role, style: Style, link: Option<LinkKind>) -> Look {
        let mut look = self.role(role);
        self.set(&mut look, style);
        if let Some(kind) = link {
            self.lead(&mut look, kind);
        }
        self.reduce(look)
    }

    /// The look of a part of the screen.
    pub fn part(&self, part: Part) -> Look {
        let colours = &self.palette;
        let bold = Attributes::BOLD;
        let look = match part {
            Part::Name | Part::ChosenAside => plain().with(bold),
            Part::Aside | Part::Date | Part::Tag | Part::Hint => self.faint(),
            Part::Divider => self.line(),
            Part::Mark => ink(colours.accent).with(bold),
            Part::Entry | Part::Overlay => plain(),
            Part::Broken | Part::Problem => ink(colours.alarm),
            Part::Chosen => plain().with(bold).on(Some(colours.chosen)),
            Part::Key | Part::Bar => ink(colours.accent),
            Part::Address => ink(colours.outside),
            Part::Notice => ink(colours.notice),
            Part::Inside => ink(colours.inside),
            Part::Video => ink(colours.video),
            Part::Found => ink(colours.accent).with(bold | Attributes::UNDERLINE),
            Part::Hit => ink(colours.mark).on(Some(colours.mark_ground)),
            Part::CurrentHit => plain().with(bold | Attributes::REVERSE),
            Part::HintName => ink(colours.mark).with(bold).on(Some(colours.mark_ground)),
            Part::Cursor => plain().with(Attributes::REVERSE),
        };
        self.reduce(match (part, self.depth) {
            (Part::Chosen | Part::HintName, Depth::None) => look.with(Attributes::REVERSE),
            (Part::Problem | Part::Key, Depth::None) => look.with(bold),
            (Part::Hit, Depth::None) => look.with(bold | Attributes::UNDERLINE),
            _ => look,
        })
    }

    /// The look of a piece of a picture: its own colours, as near as the terminal has them.
    pub fn dots(&self, ink: Option<Colour>, ground: Option<Colour>) -> Look {
        self.reduce(Look {
            ink,
            ground,
            ..Look::default()
        })
    }

    fn role(&self, role: Role) -> Look {
        let colours = &self.palette;
        let bold = Attributes::BOLD;
        match role {
            Role::Text | Role::Quote | Role::Space => plain(),
            Role::Title | Role::Heading(1) => ink(colours.title).with(bold),
            Role::Heading(2 | 3) => ink(colours.heading).with(bold),
            Role::Heading(4 | 5) | Role::TableHead | Role::Term => plain().with(bold),
            Role::Heading(_) => plain().with(Attributes::ITALIC),
            Role::Meta | Role::CodeLabel | Role::Caption => self.faint(),
            Role::Marker => ink(colours.accent),
            Role::QuoteBar => ink(colours.quote),
            Role::Callout(kind) => ink(self.callout(kind)).with(bold),
            Role::Code => ink(colours.code).on(Some(colours.code_ground)),
            Role::Token(token) => code::look(token, colours, self.depth),
            Role::Rule => self.line(),
            Role::NoteMark => ink(colours.inside),
        }
    }

    fn callout(&self, kind: CalloutKind) -> Colour {
        match kind {
            CalloutKind::Note => self.palette.inside,
            CalloutKind::Tip => self.palette.outside,
            CalloutKind::Important => self.palette.heading,
            CalloutKind::Warning => self.palette.notice,
            CalloutKind::Caution => self.palette.alarm,
        }
    }

    fn set(&self, look: &mut Look, style: Style) {
        let attributes = [
            (Style::EMPHASIS, Attributes::ITALIC),
            (Style::STRONG, Attributes::BOLD),
            (Style::STRIKE, Attributes::STRIKE),
            (Style::UNDERLINE, Attributes::UNDERLINE),
            (Style::MATH, Attributes::ITALIC),
        ];
        for (set, attribute) in attributes {
            if style.contains(set) {
                look.attributes |= attribute;
            }
        }
        if style.intersects(Style::CODE | Style::KEY) {
            look.ink = Some(self.palette.code);
            look.ground = Some(self.palette.code_ground);
        }
        if style.contains(Style::KEY) {
            look.attributes |= Attributes::BOLD;
        }
        if style.contains(Style::MARK) {
            look.ink = Some(self.palette.mark);
            look.ground = Some(self.palette.mark_ground);
            if self.depth == Depth::None {
                look.attributes |= Attributes::REVERSE;
            }
        }
        if style.contains(Style::SMALL) && look.ink.is_none() {
            *look = self.faint().with(look.attributes).on(look.ground);
        }
    }

    fn lead(&self, look: &mut Look, kind: LinkKind) {
        let colours = &self.palette;
        let ink = match kind {
            LinkKind::Inside => colours.inside,
            LinkKind::Outside => colours.outside,
            LinkKind::Video => colours.video,
            LinkKind::Quiet => return,
        };
        look.attributes |= Attributes::UNDERLINE;
        // A marked word keeps the ink that is made for its ground.
        if look.ground != Some(colours.mark_ground) {
            look.ink = Some(ink);
        }
        if kind == LinkKind::Inside && self.depth == Depth::None {
            look.attributes |= Attributes::BOLD;
        }
    }

    fn faint(&self) -> Look {
        self.pale(self.palette.faint)
    }

    fn line(&self) -> Look {
        self.pale(self.palette.line)
    }

    fn pale(&self, colour: Colour) -> Look {
        match self.depth {
            Depth::None => plain().with(Attributes::DIM),
            Depth::Sixteen | Depth::Indexed | Depth::True => ink(colour),
        }
    }

    fn reduce(&self, look: Look) -> Look {
        Look {
            ink: look.ink.and_then(|colour| self.depth.reduce(colour)),
            ground: look.ground.and_then(|colour| self.depth.reduce(colour)),
            attributes: look.attributes,
        }
    }
}

fn plain() -> Look {
    Look::default()
}

fn ink(colour: Colour) -> Look {
    Look {
        ink: Some(colour),
        ..Look::default()
    }
}

#[cfg(test)]
mod tests;

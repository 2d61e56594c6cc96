//! The two sets of colours: one to be read on a dark ground, one on a light.
//!
//! Every ink keeps a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3) to the theme's ground and to
//! each ground byline paints beneath it; a test holds that.

use super::{Colour, Inks, Rgb};

/// A set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// What the terminal's own ground is taken to be; never painted.
    pub ground: Colour,
    /// What the terminal's own ink is taken to be; never painted.
    pub ink: Colour,
    /// What matters less.
    pub faint: Colour,
    /// Rules and the lines of tables: no words, so their contrast is 3 : 1 (WCAG 2.2, 1.4.11).
    pub line: Colour,
    /// Marks, bullets, keys.
    pub accent: Colour,
    /// A post's title.
    pub title: Colour,
    /// Headlines.
    pub heading: Colour,
    /// Links to posts.
    pub inside: Colour,
    /// Links to the web.
    pub outside: Colour,
    /// Links to videos.
    pub video: Colour,
    /// A quote's bar.
    pub quote: Colour,
    /// Code.
    pub code: Colour,
    /// The ground of code.
    pub code_ground: Colour,
    /// Words of code.
    pub tokens: Inks,
    /// Marked words.
    pub mark: Colour,
    /// The ground of marked words.
    pub mark_ground: Colour,
    /// The ground of the chosen line.
    pub chosen: Colour,
    /// Messages.
    pub notice: Colour,
    /// What went wrong.
    pub alarm: Colour,
}

impl Palette {
    /// The colours to be read on a ground.
    pub fn on(ground: Colour) -> Palette {
        match ground {
            Colour::Rgb(r, g, b) => {
                // Rec. 601: how bright an eye takes a colour to be.
                let luma = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
                if luma > 127_500 {
                    Palette::LIGHT
                } else {
                    Palette::DARK
                }
            }
            Colour::Indexed(_) => Palette::DARK,
        }
    }

    /// The one for this process's terminal, as far as the environment tells.
    pub fn from_env() -> Palette {
        Palette::of(std::env::var("COLORFGBG").ok().as_deref())
    }

    /// What `COLORFGBG` (`ink;ground`, by their numbers among the 16) asks for; dark when it is
    /// silent.
    pub fn of(colorfgbg: Option<&str>) -> Palette {
        match colorfgbg.and_then(|value| value.rsplit(';').next()) {
            Some("7" | "15") => Palette::LIGHT,
            _ => Palette::DARK,
        }
    }

    /// To be read on a dark ground.
    pub const DARK: Palette = Palette {
        ground: Rgb(0x1c, 0x1d, 0x21),
        ink: Rgb(0xd6, 0xd6, 0xd6),
        faint: Rgb(0xa0, 0xa3, 0xab),
        line: Rgb(0x74, 0x77, 0x80),
        accent: Rgb(0xe6, 0xb4, 0x73),
        title: Rgb(0xf4, 0xf1, 0xe8),
        heading: Rgb(0xd8, 0xb0, 0xe6),
        inside: Rgb(0x8f, 0xc1, 0xf5),
        outside: Rgb(0x8f, 0xd1, 0xb3),
        video: Rgb(0xf2, 0xa6, 0x8c),
        quote: Rgb(0xa5, 0xad, 0xc6),
        code: Rgb(0xe3, 0xd9, 0xc6),
        code_ground: Rgb(0x2a, 0x2c, 0x33),
        tokens: Inks::DARK,
        mark: Rgb(0x1c, 0x1d, 0x21),
        mark_ground: Rgb(0xe6, 0xcf, 0x73),
        chosen: Rgb(0x31, 0x35, 0x3f),
        notice: Rgb(0xe8, 0xca, 0x74),
        alarm: Rgb(0xff, 0x9a, 0x94),
    };

    /// To be read on a light ground.
    pub const LIGHT: Palette = Palette {
        ground: Rgb(0xfa, 0xf9, 0xf6),
        ink: Rgb(0x24, 0x26, 0x2b),
        faint: Rgb(0x5f, 0x62, 0x69),
        line: Rgb(0x84, 0x87, 0x8e),
        accent: Rgb(0x8a, 0x50, 0x0a),
        title: Rgb(0x14, 0x15, 0x18),
        heading: Rgb(0x74, 0x34, 0x8c),
        inside: Rgb(0x14, 0x53, 0x9a),
        outside: Rgb(0x13, 0x62, 0x43),
        video: Rgb(0xa3, 0x36, 0x18),
        quote: Rgb(0x55, 0x5e, 0x7a),
        code: Rgb(0x4a, 0x3a, 0x22),
        code_ground: Rgb(0xee, 0xeb, 0xe2),
        tokens: Inks::LIGHT,
        mark: Rgb(0x24, 0x26, 0x2b),
        mark_ground: Rgb(0xff, 0xe0, 0x7a),
        chosen: Rgb(0xe4, 0xe6, 0xec),
        notice: Rgb(0x75, 0x55, 0x00),
        alarm: Rgb(0xb0, 0x1e, 0x1e),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_ground_is_told_by_its_number() {
        assert_eq!(Palette::of(Some("0;15")), Palette::LIGHT);
        assert_eq!(Palette::of(Some("0;default;7")), Palette::LIGHT);
        assert_eq!(Palette::of(Some("15;0")), Palette::DARK);
        assert_eq!(Palette::of(None), Palette::DARK);
    }
}

//! Colours, and how many of them a terminal has.

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// Red, green and blue, 0 to 255 each.
    Rgb(u8, u8, u8),
    /// One of the terminal's table of 256; the first 16 are its user's own.
    Indexed(u8),
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Depth {
    /// None, or none are wanted.
    None,
    /// The 16 that its user chose.
    Sixteen,
    /// The table of 256.
    Indexed,
    /// All of them.
    #[default]
    True,
}

/// What the environment says of colours.
#[derive(Clone, Copy, Debug, Default)]
pub struct Environment<'a> {
    /// `NO_COLOR`
    pub no_color: Option<&'a str>,
    /// `COLORTERM`
    pub colorterm: Option<&'a str>,
    /// `TERM`
    pub term: Option<&'a str>,
}

impl Depth {
    /// The depth that this process's environment tells of.
    pub fn from_env() -> Depth {
        let read = |name| std::env::var(name).ok();
        Depth::of(Environment {
            no_color: read("NO_COLOR").as_deref(),
            colorterm: read("COLORTERM").as_deref(),
            term: read("TERM").as_deref(),
        })
    }

    /// `NO_COLOR` counts when it is not empty (<https://no-color.org>).
    pub fn of(environment: Environment<'_>) -> Depth {
        let term = environment.term.unwrap_or_default();
        if environment.no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            return Depth::None;
        }
        if matches!(environment.colorterm, Some("truecolor" | "24bit")) || term.ends_with("-direct")
        {
            return Depth::True;
        }
        let capable = ["256color", "kitty", "alacritty", "ghostty", "foot", "tmux"];
        if capable.iter().any(|name| term.contains(name)) {
            return Depth::Indexed;
        }
        Depth::Sixteen
    }

    /// The nearest colour there is at this depth.
    pub fn reduce(self, colour: Colour) -> Option<Colour> {
        match (self, colour) {
            (Depth::None, _) => None,
            (Depth::True, _) | (_, Colour::Indexed(_)) => Some(colour),
            (Depth::Indexed, Colour::Rgb(r, g, b)) => Some(Colour::Indexed(in_table(r, g, b))),
            (Depth::Sixteen, Colour::Rgb(r, g, b)) => Some(Colour::Indexed(in_sixteen(r, g, b))),
        }
    }
}

/// The steps of xterm's colour cube, which begins at index 16; its greys begin at 232.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn in_table(r: u8, g: u8, b: u8) -> u8 {
    let step = |value: u8| {
        let near = STEPS
            .iter()
            .enumerate()
            .min_by_key(|&(_, &step)| step.abs_diff(value));
        near.map_or((0, 0), |(index, &step)| (index as u8, step))
    };
    let ((ri, rv), (gi, gv), (bi, bv)) = (step(r), step(g), step(b));
    let level = ((u16::from(r) + u16::from(g) + u16::from(b)) / 3).clamp(8, 238);
    let grey = ((level - 8 + 5) / 10) as u8;
    let grey_value = 8 + 10 * grey;
    let cube = distance((r, g, b), (rv, gv, bv));
    if distance((r, g, b), (grey_value, grey_value, grey_value)) < cube {
        232 + grey
    } else {
        16 + 36 * ri + 6 * gi + bi
    }
}

/// By hue, not by nearness: the 16 are whatever the user made of them, but red stays reddish.
fn in_sixteen(r: u8, g: u8, b: u8) -> u8 {
    let (low, high) = (r.min(g).min(b), r.max(g).max(b));
    let coloured = high - low > 40;
    let middle = low / 2 + high / 2;
    let bit = |value: u8, place: u8| u8::from(value > middle) << place;
    match (coloured, high) {
        (true, 160..) => 8 + (bit(r, 0) | bit(g, 1) | bit(b, 2)),
        (true, _) => bit(r, 0) | bit(g, 1) | bit(b, 2),
        (false, 0..=55) => 0,
        (false, 56..=159) => 8,
        (false, 160..=219) => 7,
        (false, _) => 15,
    }
}

fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    square(a.0, b.0) + square(a.1, b.1) + square(a.2, b.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_counts_only_when_it_says_something() {
        let with = |no_color| {
            Depth::of(Environment {
                no_color,
                colorterm: Some("truecolor"),
                term: Some("xterm"),
            })
        };
        assert_eq!(with(Some("1")), Depth::None);
        assert_eq!(with(Some("")), Depth::True);
        assert_eq!(with(None), Depth::True);
    }

    #[test]
    fn the_terminals_name_tells_how_many_colours_it_has() {
        let of = |term| {
            Depth::of(Environment {
                term: Some(term),
                ..Environment::default()
            })
        };
        assert_eq!(of("xterm-256color"), Depth::Indexed);
        assert_eq!(of("linux"), Depth::Sixteen);
        assert_eq!(of("dumb"), Depth::None);
        assert_eq!(of("xterm-direct"), Depth::True);
    }

    #[test]
    fn a_colour_of_the_table_finds_itself() {
        for (index, rgb) in [
            (196, (255, 0, 0)),
            (16, (0, 0, 0)),
            (231, (255, 255, 255)),
            (244, (128, 128, 128)),
            (67, (95, 135, 175)),
        ] {
            let colour = Colour::Rgb(rgb.0, rgb.1, rgb.2);
            assert_eq!(
                Depth::Indexed.reduce(colour),
                Some(Colour::Indexed(index)),
                "{rgb:?}"
            );
        }
    }

    #[test]
    fn sixteen_colours_keep_the_hue() {
        let sixteen = |r, g, b| Depth::Sixteen.reduce(Colour::Rgb(r, g, b));
        assert_eq!(sixteen(240, 90, 90), Some(Colour::Indexed(9)));
        assert_eq!(sixteen(110, 20, 20), Some(Colour::Indexed(1)));
        assert_eq!(sixteen(130, 130, 130), Some(Colour::Indexed(8)));
        assert_eq!(sixteen(240, 240, 240), Some(Colour::Indexed(15)));
    }
}

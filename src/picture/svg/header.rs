//! How large a drawing is, as its first tag says.

use crate::picture::{Size, Unreadable};

/// A side of a drawing that says nothing of its size (CSS 2, 10.3.2 has 300 by 150 for both).
pub const UNSAID: Size = Size {
    width: 300,
    height: 150,
};
/// A drawing has no pixels; one that is larger is as large as this in the layout.
const LARGEST: Size = Size {
    width: 4096,
    height: 4096,
};

/// The size that the beginning of a drawing tells; nothing when it is none.
pub fn size_of(start: &[u8]) -> Option<Result<Size, Unreadable>> {
    let root = root(start)?;
    Some(root.map(size_of_root))
}

/// The first tag, when that is `svg`; an error when it has no end.
fn root(start: &[u8]) -> Option<Result<&str, Unreadable>> {
    let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        // What is cut may end within a character.
        Err(error) => std::str::from_utf8(start.get(..error.valid_up_to())?).ok()?,
    };
    let mut rest = text.trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!")
                && rest.find('[') < rest.find('>')
                && rest.contains('[') =>
            {
                "]>"
            }
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        let (_, after) = rest.split_once(end)?;
        rest = after.trim_start();
    }
    let tag = rest.strip_prefix("<svg")?;
    let is_named_so = tag.starts_with(|it: char| it.is_whitespace() || it == '>' || it == '/');
    if tag.is_empty() {
        return Some(Err(Unreadable::Damaged));
    }
    is_named_so.then(|| {
        let mut quote = None;
        let end = tag.find(|it: char| {
            match (quote, it) {
                (None, '"' | '\'') => quote = Some(it),
                (Some(open), _) if open == it => quote = None,
                _ => {}
            }
            quote.is_none() && it == '>'
        });
        let inside = end.and_then(|end| tag.get(..end));
        inside.ok_or(Unreadable::Damaged)
    })
}

/// The size of a drawing by its `width`, `height` and `viewBox` (SVG 2, 8.12).
fn size_of_root(tag: &str) -> Size {
    let side = |name| attribute(tag, name).and_then(length);
    let shape = attribute(tag, "viewBox").and_then(|it| {
        let parts = it.split([' ', ',', '\n', '\t']).filter(|it| !it.is_empty());
        let parts: Vec<f64> = parts.filter_map(|it| it.parse().ok()).collect();
        match parts[..] {
            [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
            _ => None,
        }
    });
    let (width, height) = match (side("width"), side("height"), shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(shape)) => shape,
        (Some(width), None, None) => (width, f64::from(UNSAID.height)),
        (None, Some(height), None) => (f64::from(UNSAID.width), height),
        (None, None, None) => (f64::from(UNSAID.width), f64::from(UNSAID.height)),
    };
    let layout = Size {
        width: whole(width),
        height: whole(height),
    };
    layout.within(LARGEST)
}

#[expect(clippy::cast_sign_loss, reason = "it is at least 1")]
fn whole(side: f64) -> u32 {
    side.round().clamp(1.0, 1e6) as u32
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once('=')?;
        let value = after.trim_start();
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        let (value, after) = value.get(1..)?.split_once(quote)?;
        if before.trim() == name {
            return Some(value.trim());
        }
        rest = after;
    }
}

/// Pixels of a length (CSS Values 3, 5.2); nothing for a share of what is not known.
fn length(text: &str) -> Option<f64> {
    let end = text.find(|it: char| it.is_ascii_alphabetic() && it != 'e' || it == '%');
    // `1em` is no power of ten.
    let end = end.map(|end| {
        text.find("em")
            .or(text.find("ex"))
            .map_or(end, |em| em.min(end))
    });
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let pixels = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" | "em" => 16.0,
        "ex" => 8.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    let number: f64 = number.trim().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number * pixels)
}

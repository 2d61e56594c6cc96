//! Formulas in TeX, read as a line of Unicode.
//!
//! The rule: a formula becomes the characters that a careful writer would type for it, or it stays
//! TeX. `x^2` is x², `\frac{a+b}{2}` is (a + b)/2, `\sum_{i=1}^n` is ∑ᵢ₌₁ⁿ; what has no character
//! of its own is written with `^( )` and `_( )`. Rows of a matrix or of aligned equations are lines.
//!
//! TeX's grammar and its symbols are pulldown-latex's. Its events are set here and not by one of
//! the crates that draw formulas on a grid, because a formula of a post stands within a line of
//! text; `unicodeit` replaces names one by one and cannot tell what it did not understand.

mod accents;
mod atom;
mod fraction;
mod letters;
mod over;
mod rows;
mod scripts;
mod set;
mod stack;

use std::borrow::Cow;

use crate::limits;

pub use scripts::{subscript, superscript};

/// The formula `tex`, without its dollar signs, in Unicode.
///
/// `None` when it is no TeX that can be said in characters. The result has several lines when the
/// formula has several rows.
///
/// ```
/// use byline::document::to_unicode;
///
/// assert_eq!(to_unicode(r"a^2 + b^2 = c^2").as_deref(), Some("a² + b² = c²"));
/// ```
pub fn to_unicode(tex: &str) -> Option<String> {
    if tex.len() > limits::document::FORMULA || is_program(tex) || trips_the_parser(tex) {
        return None;
    }
    // Logos, which the parser does not know.
    let mut tex = with_plain_blanks(tex);
    for (command, text) in LOGOS {
        if tex.contains(command) {
            tex = Cow::Owned(tex.replace(command, text));
        }
    }
    let text = set::formula(&over::to_fractions(&tex))?;
    let text = text.trim_matches(['\n', ' ']);
    (!text.is_empty()).then(|| text.to_owned())
}

const LOGOS: [(&str, &str); 3] = [
    ("\\KaTeX", "\\text{KaTeX}"),
    ("\\LaTeX", "\\text{LaTeX}"),
    ("\\TeX", "\\text{TeX}"),
];

/// True when `tex` makes names of its own, which is a program and no formula.
fn is_program(tex: &str) -> bool {
    const DEFINING: [&str; 8] = [
        "\\def",
        "\\gdef",
        "\\edef",
        "\\xdef",
        "\\let",
        "\\futurelet",
        "\\newcommand",
        "\\providecommand",
    ];
    DEFINING.iter().any(|name| tex.contains(name)) || tex.contains("\\renewcommand")
}

/// True for what makes pulldown-latex 0.8 cut a text within a character or count too far: the
/// number behind `\char` and `alignat`, and a colour by its number.
fn trips_the_parser(tex: &str) -> bool {
    tex.contains("\\char") || tex.contains("alignat") || tex.contains("{#")
}

/// `tex` with ASCII blanks for all others, which the parser takes for one byte each.
fn with_plain_blanks(tex: &str) -> Cow<'_, str> {
    let is_odd = |sign: char| sign.is_whitespace() && !sign.is_ascii();
    if tex.contains(is_odd) {
        Cow::Owned(tex.replace(is_odd, " "))
    } else {
        Cow::Borrowed(tex)
    }
}

#[cfg(test)]
mod corpus;

#[cfg(test)]
mod tests;

//! Fractions on one line, and the brackets that keep them one thing.

use super::atom::{Atom, Class, join};

/// The characters of fractions of small numbers.
const FRACTIONS: [(&str, &str, char); 15] = [
    ("1", "2", '½'),
    ("1", "3", '⅓'),
    ("2", "3", '⅔'),
    ("1", "4", '¼'),
    ("3", "4", '¾'),
    ("1", "5", '⅕'),
    ("2", "5", '⅖'),
    ("3", "5", '⅗'),
    ("4", "5", '⅘'),
    ("1", "6", '⅙'),
    ("5", "6", '⅚'),
    ("1", "8", '⅛'),
    ("3", "8", '⅜'),
    ("5", "8", '⅝'),
    ("7", "8", '⅞'),
];

/// `above` over `below`.
pub fn fraction(above: &[Atom], below: &[Atom]) -> Atom {
    let (over, under) = (join(above), join(below));
    let known = FRACTIONS
        .iter()
        .find(|(above, below, _)| *above == over && *below == under);
    if let Some((_, _, sign)) = known {
        return Atom::new(*sign, Class::Ordinary);
    }
    let over = if over.contains(' ') || above.iter().any(|atom| atom.class == Class::Fraction) {
        in_brackets(&over)
    } else {
        over
    };
    let under = bracket_unless_single(below);
    Atom::new(format!("{over}/{under}"), Class::Fraction)
}

/// `row` in brackets, unless it is one thing that needs none.
pub fn bracket_unless_single(row: &[Atom]) -> String {
    let text = join(row);
    let is_single = match row {
        [only] => matches!(only.class, Class::Ordinary) && !text.contains(' '),
        // The differential below a derivative: dy/dx.
        [first, second] if matches!(first.text.as_str(), "d" | "∂") => {
            second.class == Class::Ordinary
        }
        // A whole row in brackets of its own has enough of them.
        [first, inner @ .., last] => {
            first.class == Class::Open
                && last.class == Class::Close
                && inner
                    .iter()
                    .all(|atom| !matches!(atom.class, Class::Open | Class::Close))
        }
        [] => false,
    };
    if is_single { text } else { in_brackets(&text) }
}

fn in_brackets(text: &str) -> String {
    format!("({text})")
}

//! Letters in the alphabets of mathematics.

use pulldown_latex::event::Font;

/// `text` in `font`, as far as Unicode has its letters. Italic, upright and typewriter letters stay
/// plain, because in a terminal they read better so.
pub fn in_font(text: &str, font: Option<Font>) -> String {
    text.chars().map(|sign| letter(sign, font)).collect()
}

fn letter(sign: char, font: Option<Font>) -> char {
    let Some(font) = font else {
        return sign;
    };
    match font {
        Font::DoubleStruck | Font::DoubleStruckItalic => double_struck(sign),
        Font::Script | Font::BoldScript => script(sign),
        Font::Fraktur | Font::BoldFraktur => fraktur(sign),
        Font::Bold | Font::BoldItalic | Font::BoldSymbol | Font::BoldSansSerif => bold(sign),
        Font::Italic
        | Font::Monospace
        | Font::SansSerif
        | Font::SansSerifBoldItalic
        | Font::SansSerifItalic
        | Font::UpRight => sign,
    }
}

fn double_struck(sign: char) -> char {
    match sign {
        'C' => 'ℂ',
        'H' => 'ℍ',
        'N' => 'ℕ',
        'P' => 'ℙ',
        'Q' => 'ℚ',
        'R' => 'ℝ',
        'Z' => 'ℤ',
        _ => shifted(sign, 0x1D538, 0x1D552, Some(0x1D7D8)),
    }
}

fn script(sign: char) -> char {
    match sign {
        'B' => 'ℬ',
        'E' => 'ℰ',
        'F' => 'ℱ',
        'H' => 'ℋ',
        'I' => 'ℐ',
        'L' => 'ℒ',
        'M' => 'ℳ',
        'R' => 'ℛ',
        'e' => 'ℯ',
        'g' => 'ℊ',
        'o' => 'ℴ',
        _ => shifted(sign, 0x1D49C, 0x1D4B6, None),
    }
}

fn fraktur(sign: char) -> char {
    match sign {
        'C' => 'ℭ',
        'H' => 'ℌ',
        'I' => 'ℑ',
        'R' => 'ℜ',
        'Z' => 'ℨ',
        _ => shifted(sign, 0x1D504, 0x1D51E, None),
    }
}

fn bold(sign: char) -> char {
    let greek = match sign {
        'Α'..='Ω' => Some((0x1D6A8, 'Α')),
        'α'..='ω' => Some((0x1D6C2, 'α')),
        _ => None,
    };
    match greek {
        Some((first, from)) => offset(sign, from, first),
        None => shifted(sign, 0x1D400, 0x1D41A, Some(0x1D7CE)),
    }
}

/// `sign` in the alphabet whose capital A, small a and zero are given.
fn shifted(sign: char, capital: u32, small: u32, zero: Option<u32>) -> char {
    match (sign, zero) {
        ('A'..='Z', _) => offset(sign, 'A', capital),
        ('a'..='z', _) => offset(sign, 'a', small),
        ('0'..='9', Some(zero)) => offset(sign, '0', zero),
        _ => sign,
    }
}

fn offset(sign: char, from: char, first: u32) -> char {
    let distance = u32::from(sign).saturating_sub(u32::from(from));
    char::from_u32(first + distance).unwrap_or(sign)
}

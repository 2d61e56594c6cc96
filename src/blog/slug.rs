//! Words made fit for an address, the way each generator does it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What Jekyll's `slugify` keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Letters, marks and digits.
    Words,
    /// These and `._~!$&'()+,;=@`.
    Pretty,
}

/// Jekyll's `slugify`: each run of other characters becomes one `-`, those at the ends go. Case
/// is kept; the caller lowers it where the style asks for that.
pub fn slugify(text: &str, keep: Keep) -> String {
    let kept = |character: char| {
        is_word(character) || keep == Keep::Pretty && "._~!$&'()+,;=@".contains(character)
    };
    let mut slug = String::with_capacity(text.len());
    for character in text.chars() {
        if kept(character) {
            slug.push(character);
        } else if !slug.ends_with('-') || slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.strip_prefix('-').unwrap_or(&slug);
    slug.strip_suffix('-').unwrap_or(slug).to_owned()
}

/// Zola's and Pelican's slugs: small ASCII letters and digits, everything else one `-`. Latin
/// letters lose their accents; letters of other scripts go, for which the generators have tables
/// of thousands of syllables.
pub fn ascii(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.nfd() {
        let latin = match character {
            'ß' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ø' | 'Ø' => "o",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'ł' | 'Ł' => "l",
            'þ' | 'Þ' => "th",
            'ı' => "i",
            _ => "",
        };
        slug.push_str(latin);
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if latin.is_empty()
            && !is_combining_mark(character)
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Hexo's slugs: spaces and what no file name may have become one `-`; case and scripts stay.
pub fn spaced(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() || "~`!@#$%^&*()-_+=[]{}|\\;:\"'<>,.?/".contains(character) {
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        } else {
            slug.push(character);
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A slug's words, each with a capital: `from-a-boat` is `From A Boat`.
pub fn title(slug: &str) -> String {
    let words = slug.split(['-', '_']).filter(|word| !word.is_empty());
    let capitals = words.map(|word| {
        let mut rest = word.chars();
        let first = rest.next().map(char::to_uppercase);
        first.into_iter().flatten().chain(rest).collect::<String>()
    });
    capitals.collect::<Vec<_>>().join(" ")
}

/// Unicode's letters, marks and decimal digits: `\p{L}\p{M}\p{Nd}`.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() && !is_other_number(character) || is_combining_mark(character)
}

/// Numbers that are no decimal digits (`²`, `½`, `Ⅷ`, `①`) are alphanumeric to Rust.
fn is_other_number(character: char) -> bool {
    character.is_numeric() && !character.is_ascii_digit() && !is_decimal_digit(character)
}

/// The blocks of ten decimal digits that posts are written with.
fn is_decimal_digit(character: char) -> bool {
    const ZEROS: [char; 20] = [
        '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '᠐',
        '０', '᭐',
    ];
    let digits = |zero: char| (zero as u32..zero as u32 + 10).contains(&(character as u32));
    ZEROS.into_iter().any(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_characters_become_one_dash() {
        assert_eq!(slugify("a  b--c", Keep::Words), "a-b-c");
        assert_eq!(slugify("-lead and trail-", Keep::Words), "lead-and-trail");
        assert_eq!(slugify("naïve_日本 x²", Keep::Words), "naïve-日本-x");
        assert_eq!(slugify("a.b_c~d[e]", Keep::Pretty), "a.b_c~d-e");
    }

    #[test]
    fn a_slug_in_ascii_loses_accents() {
        assert_eq!(ascii("Über die Straße – a_b"), "uber-die-strasse-a-b");
        assert_eq!(spaced("Foo Bar/日本 c"), "Foo-Bar-日本-c");
    }

    #[test]
    fn a_slug_reads_as_a_title() {
        assert_eq!(title("from-a_boat"), "From A Boat");
        assert_eq!(title("über--iOS"), "Über IOS");
    }
}

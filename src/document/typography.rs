//! Quotes, dashes and ellipses as kramdown and goldmark set them.
//!
//! `"x"` becomes “x”, `'` becomes ’ or ‘, `--` – and `---` —, `...` …, `<<` and `>>` « and ». Whether a quote opens or
//! closes is told by what stands before it, since what follows may be in another style.

/// Whose typography is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Smart {
    /// Nobody's: text stays as written.
    #[default]
    Off,
    /// goldmark's.
    Goldmark,
    /// kramdown's, which also has « and ».
    Kramdown,
}

/// Appends `text` to `out`, typeset. `before` is the character that stands before it.
pub(super) fn typeset(text: &str, smart: Smart, mut before: Option<char>, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '-', '.', '<', '>']) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        before = plain.chars().next_back().or(before);
        let (set, length) = replacement(tail, smart, before);
        out.push_str(set);
        rest = tail.get(length..).unwrap_or_default();
        before = set.chars().next_back();
    }
    out.push_str(rest);
}

/// What stands for the beginning of `text`, and how many of its bytes it stands for.
fn replacement(text: &str, smart: Smart, before: Option<char>) -> (&str, usize) {
    if text.starts_with("...") {
        ("…", 3)
    } else if text.starts_with('-') {
        let run = text.bytes().take_while(|&byte| byte == b'-').count();
        match run {
            2 => ("–", 2),
            3 => ("—", 3),
            // A lone hyphen, or a line drawn with hyphens.
            _ => (&text[..run], run),
        }
    } else if smart == Smart::Kramdown && text.starts_with("<<") {
        ("«", 2)
    } else if smart == Smart::Kramdown && text.starts_with(">>") {
        ("»", 2)
    } else if text.starts_with('"') {
        (if opens(before) { "“" } else { "”" }, 1)
    } else if text.starts_with('\'') {
        let elided = text
            .as_bytes()
            .get(1)
            .copied()
            .is_some_and(|byte| byte.is_ascii_digit());
        (
            if opens(before) && !elided {
                "‘"
            } else {
                "’"
            },
            1,
        )
    } else {
        (&text[..1], 1)
    }
}

/// A quote opens at the start, after space, and after what itself opens.
fn opens(before: Option<char>) -> bool {
    before.is_none_or(|char| {
        char.is_whitespace()
            || matches!(
                char,
                '(' | '[' | '{' | '<' | '“' | '‘' | '—' | '–' | '-' | '/' | '=' | '«' | '„'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        let mut out = String::new();
        typeset(text, Smart::Kramdown, None, &mut out);
        out
    }

    #[test]
    fn quotes_turn_towards_their_words() {
        assert_eq!(
            set(r#"He said "it's 'fine'" ("so")."#),
            "He said “it’s ‘fine’” (“so”)."
        );
    }

    #[test]
    fn an_elided_year_has_an_apostrophe() {
        assert_eq!(set("back in '98"), "back in ’98");
    }

    #[test]
    fn guillemets_fly() {
        assert_eq!(set("<<oui>> a < b > c"), "«oui» a < b > c");
    }

    #[test]
    fn dashes_and_dots_by_their_number() {
        assert_eq!(set("a--b---c-d ... e.f ---- g"), "a–b—c-d … e.f ---- g");
    }

    #[test]
    fn what_stood_before_counts() {
        let mut out = String::new();
        typeset("\" he said", Smart::Goldmark, Some('g'), &mut out);
        assert_eq!(out, "” he said");
    }
}

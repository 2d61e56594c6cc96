//! Marks over, under and through characters.

/// `base` under the accent `mark`, as TeX's parser names it; `None` when `mark` is no accent.
pub fn over(base: &str, mark: char) -> Option<String> {
    let combining = match mark {
        '^' | 'ˆ' | '\u{302}' => '\u{302}',
        '~' | '˜' | '∼' | '\u{303}' => '\u{303}',
        '‾' | '¯' | '_' | '\u{304}' | '\u{305}' => {
            // A line runs over all that it covers.
            return Some(on_each(base, '\u{305}'));
        }
        '→' | '\u{20D7}' => '\u{20D7}',
        '˙' | '.' | '\u{307}' => '\u{307}',
        '¨' | '\u{308}' => '\u{308}',
        'ˇ' | '\u{30C}' => '\u{30C}',
        '˘' | '\u{306}' => '\u{306}',
        '´' | '\u{301}' => '\u{301}',
        '`' | '\u{300}' => '\u{300}',
        '˚' | '\u{30A}' => '\u{30A}',
        // Braces only group.
        '⏞' | '⏜' | '⎴' | '︷' => return Some(base.to_owned()),
        _ => return None,
    };
    let mut signs = base.chars();
    Some(match (signs.next(), signs.next()) {
        (Some(sign), None) => format!("{sign}{combining}"),
        _ => format!("({base}){combining}"),
    })
}

/// `base` above the mark `mark`.
pub fn under(base: &str, mark: char) -> Option<String> {
    match mark {
        '‾' | '_' | '¯' | '\u{332}' => Some(on_each(base, '\u{332}')),
        '⏟' | '⏝' | '⎵' | '︸' => Some(base.to_owned()),
        _ => None,
    }
}

/// `text` struck through: the character that says so where there is one.
pub fn negated(text: &str) -> String {
    let known = match text {
        "=" => '≠',
        "∈" => '∉',
        "∋" => '∌',
        "∃" => '∄',
        "<" => '≮',
        ">" => '≯',
        "≤" => '≰',
        "≥" => '≱',
        "≡" => '≢',
        "≈" => '≉',
        "∼" => '≁',
        "≃" => '≄',
        "≅" => '≇',
        "⊂" => '⊄',
        "⊃" => '⊅',
        "⊆" => '⊈',
        "⊇" => '⊉',
        "∥" => '∦',
        "∣" => '∤',
        "→" => '↛',
        "←" => '↚',
        "⇒" => '⇏',
        "⊢" => '⊬',
        "⊨" => '⊭',
        _ => return on_each(text, '\u{338}'),
    };
    known.to_string()
}

fn on_each(text: &str, mark: char) -> String {
    text.chars().flat_map(|sign| [sign, mark]).collect()
}

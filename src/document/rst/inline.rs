//! What stands within a line of reStructuredText, as Markdown.

use std::collections::HashMap;

/// Bytes of the longest stretch between marks that is looked for.
const LIMIT: usize = 2 << 10;

/// A text as Markdown: links, roles and literals; what means something only there is escaped.
pub(super) fn inline(text: &str, targets: &HashMap<String, &str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        let (written, length) = stretch(rest, before, targets).unwrap_or_else(|| {
            let written = match letter {
                '<' | '[' => format!("\\{letter}"),
                '_' if !before.is_alphanumeric() => "\\_".to_owned(),
                _ => letter.to_string(),
            };
            (written, letter.len_utf8())
        });
        out.push_str(&written);
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        before = taken.chars().next_back().unwrap_or(before);
        rest = after;
    }
    out
}

/// What begins here and means something, as Markdown, and its bytes.
fn stretch(text: &str, before: char, targets: &HashMap<String, &str>) -> Option<(String, usize)> {
    match text.chars().next()? {
        '\\' => {
            let next = text.chars().nth(1)?;
            let written = match next {
                // It parts what is written together.
                ' ' | '\n' => String::new(),
                next if next.is_ascii_punctuation() => format!("\\{next}"),
                next => next.to_string(),
            };
            Some((written, 1 + next.len_utf8()))
        }
        '`' if text.starts_with("``") => {
            let length = text.get(2..)?.find("``").filter(|end| *end < LIMIT)? + 4;
            Some((text.get(..length)?.to_owned(), length))
        }
        '`' => interpreted(text, targets),
        ':' => {
            let (role, rest) = text.get(1..)?.split_once(":`")?;
            let is_role = |char: char| char.is_ascii_alphanumeric() || "-:".contains(char);
            if role.is_empty() || role.len() > 40 || !role.chars().all(is_role) {
                return None;
            }
            let (words, _) = rest
                .split_once('`')
                .filter(|(words, _)| words.len() < LIMIT)?;
            let length = role.len() + words.len() + 4;
            let is_code = matches!(role, "code" | "samp" | "kbd" | "command" | "file" | "func");
            let shown = words.split_once(" <").map_or(words, |(shown, _)| shown);
            let written = if is_code {
                format!("`{shown}`")
            } else {
                escaped(shown)
            };
            Some((written, length))
        }
        '[' => {
            let (number, _) = text.get(1..)?.split_once("]_")?;
            let is_number = |char: char| char.is_ascii_alphanumeric() || "#-".contains(char);
            let is_mark = (1..20).contains(&number.len()) && number.chars().all(is_number);
            let name = number.trim_start_matches('#');
            is_mark.then(|| (format!("[^{name}]"), number.len() + 3))
        }
        letter if letter.is_alphanumeric() && !before.is_alphanumeric() => {
            let is_of_name = |char: char| char.is_alphanumeric() || "-.".contains(char);
            let end = text
                .find(|char| !is_of_name(char))
                .filter(|end| *end < LIMIT)?;
            let (name, rest) = text.split_at_checked(end)?;
            let rest = rest.strip_prefix('_')?;
            let goes_on = rest.starts_with(|char: char| char.is_alphanumeric() || char == '_');
            let address = targets.get(&name.to_lowercase())?;
            (!goes_on).then(|| (link(name, address), name.len() + 1))
        }
        _ => None,
    }
}

/// What stands between backticks: a link when a `_` follows.
fn interpreted(text: &str, targets: &HashMap<String, &str>) -> Option<(String, usize)> {
    let end = text.get(1..)?.find('`').filter(|end| *end < LIMIT)?;
    let words = text.get(1..=end)?;
    let rest = text.get(end + 2..)?;
    let Some(rest) = rest.strip_prefix('_') else {
        return Some((format!("`{words}`"), end + 2));
    };
    let length = end + 3 + usize::from(rest.starts_with('_'));
    let own = words
        .strip_suffix('>')
        .and_then(|words| words.rsplit_once('<'));
    let written = match own {
        Some(("", address)) => link(address, address),
        Some((words, address)) => link(words.trim_end(), address),
        None => {
            let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
            match targets.get(&name.to_lowercase()) {
                Some(address) => link(words, address),
                None => escaped(words),
            }
        }
    };
    Some((written, length))
}

fn link(words: &str, address: &str) -> String {
    let address: String = address.split_whitespace().collect();
    format!("[{}](<{address}>)", escaped(words))
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        if "[]<*_`".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_roles_are_written_as_markdown() {
        let targets = HashMap::from([("release page".to_owned(), "https://a.b/r")]);
        for (written, read) in [
            (
                "`Kyle <http://k.uk/>`_, `J\n<http://j>`__",
                "[Kyle](<http://k.uk/>), [J](<http://j>)",
            ),
            (
                "the `release page`_ of",
                "the [release page](<https://a.b/r>) of",
            ),
            ("`nowhere`_", "nowhere"),
            (
                "``a_b <c>`` and :code:`d` :ref:`e <f>`",
                "``a_b <c>`` and `d` e",
            ),
            ("*a* **b** <c> [d] _e a_b", "*a* **b** \\<c> \\[d] \\_e a_b"),
            ("word\\ s, [1]_ and [#x]_", "words, [^1] and [^x]"),
            ("at 12:30 :)", "at 12:30 :)"),
        ] {
            assert_eq!(inline(written, &targets), read);
        }
    }
}

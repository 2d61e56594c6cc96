//! What an element's attributes say.

use html5gum::emitters::default::StartTag;

use crate::document::{Align, CalloutKind};

/// The value of an attribute; empty for one without a value.
pub(super) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

/// The number that an attribute begins with.
pub(super) fn number(tag: &StartTag<usize>, name: &str) -> Option<u64> {
    let value = attribute(tag, name)?;
    let value = value.trim();
    let end = value
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(value.len());
    value.get(..end)?.parse().ok()
}

/// How a cell stands, by `align` or by its style.
pub(super) fn alignment(tag: &StartTag<usize>) -> Option<Align> {
    let value = attribute(tag, "align").or_else(|| {
        let style = attribute(tag, "style")?;
        let (_, value) = style.split_once("text-align")?;
        Some(value.trim_start_matches([':', ' ']).to_owned())
    })?;
    let value = value.to_ascii_lowercase();
    if value.starts_with("right") || value.starts_with("end") {
        Some(Align::Right)
    } else if value.starts_with("center") {
        Some(Align::Center)
    } else {
        value.starts_with("left").then_some(Align::Left)
    }
}

/// The language that a class names: `language-x`, `lang-x`, `brush: x`, `highlight-source-x`.
pub(super) fn language(class: &str) -> Option<String> {
    if let Some((_, brush)) = class.split_once("brush:") {
        let end = brush.find(';').unwrap_or(brush.len());
        return brush.get(..end).map(|name| name.trim().to_owned());
    }
    class.split_whitespace().find_map(|word| {
        ["language-", "lang-", "highlight-source-", "sourceCode "]
            .into_iter()
            .find_map(|prefix| word.strip_prefix(prefix))
            .map(str::to_owned)
    })
}

/// The notice box that a class makes.
pub(in crate::document) fn callout_kind(class: &str) -> Option<CalloutKind> {
    class.split([' ', '-', '_', '.']).find_map(|word| {
        Some(match word.to_ascii_lowercase().as_str() {
            "note" | "info" | "notice" | "admonition" | "callout" | "aside" => CalloutKind::Note,
            "tip" | "hint" | "success" => CalloutKind::Tip,
            "important" | "unreleased" => CalloutKind::Important,
            "warning" | "warn" => CalloutKind::Warning,
            "caution" | "danger" | "error" | "alert" => CalloutKind::Caution,
            _ => return None,
        })
    })
}

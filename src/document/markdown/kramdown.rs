//! What kramdown has beyond `CommonMark`: attribute lists, `{:toc}`, abbreviations, `\\` breaks.

use std::collections::HashMap;

use super::super::builder::Builder;
use super::super::html::callout_kind;
use super::super::{Block, CalloutKind, emoji};
use super::{Contents, Reader};

/// What the attribute lists of a block said.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    callout: Option<CalloutKind>,
    id: Option<String>,
    /// The list is to be replaced by the outline.
    toc: bool,
    /// Attributes that were named, by their names.
    named: HashMap<String, String>,
}

impl Reader<'_> {
    /// Running text with kramdown's own marks in it.
    pub(super) fn kramdown_text(&mut self, text: &str, to: &mut Builder) {
        // An abbreviation's meaning is for a mouse that hovers; a lone `^` ends a block.
        if self.line_start && (is_abbreviation(text) || text.trim() == "^") {
            self.skip_line = true;
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find("{:") {
            let Some(list) = rest.get(at..).and_then(attribute_list) else {
                break;
            };
            let before = rest.get(..at).unwrap_or_default();
            to.words(&emoji::shortcodes(before));
            self.attributes.read(list);
            rest = rest.get(at + list.len()..).unwrap_or_default();
        }
        match rest.strip_suffix('\\') {
            // Two backslashes in the source: kramdown's hard break.
            Some(line) => {
                to.words(&emoji::shortcodes(line));
                to.hard_break();
            }
            None => to.words(&emoji::shortcodes(rest)),
        }
    }

    /// Applies what the attribute lists of the leaf that has just ended said.
    pub(super) fn apply_attributes(&mut self, to: &mut Builder) {
        if self.attributes.callout.is_none() && self.attributes.id.is_none() {
            return;
        }
        if let Some(kind) = self.attributes.callout.take() {
            to.wrap_last_in_callout(kind);
        }
        if let Some(id) = self.attributes.id.take() {
            if let Some(Block::Heading(heading)) = to.last_block_mut() {
                heading.id.clone_from(&id);
            }
            to.anchor_last(&id);
        }
    }

    /// Puts the outline in the place of a list that is marked `{:toc}`.
    pub(super) fn finish_list(&mut self, to: &mut Builder) {
        if std::mem::take(&mut self.attributes.toc) && self.contents == Contents::Inserted {
            let outline = super::super::outline::of_markdown(self.body, self.dialect);
            to.replace_last_by_outline(&outline);
        }
    }
}

impl Attributes {
    fn read(&mut self, list: &str) {
        let inner = list
            .trim_start_matches("{:")
            .trim_end_matches('}')
            .trim_start_matches(':')
            .trim();
        // `{:name: .class}` only names attributes, for lists that refer to them.
        let mut words = inner.split_whitespace().peekable();
        if let Some(name) = words.peek().and_then(|word| word.strip_suffix(':')) {
            self.named.insert(
                name.to_owned(),
                inner.get(name.len() + 1..).unwrap_or_default().to_owned(),
            );
            return;
        }
        for word in words {
            // Taken out while it is read: a name can be made to name itself.
            if let Some(named) = self.named.remove(word) {
                self.read(&format!("{{:{named}}}"));
                self.named.insert(word.to_owned(), named);
            } else if word == "toc" {
                self.toc = true;
            } else if let Some(class) = word.strip_prefix('.') {
                self.callout = self.callout.or_else(|| callout_kind(class));
            } else if let Some(id) = word.strip_prefix('#') {
                self.id = Some(id.to_owned());
            }
        }
    }
}

/// The attribute list that `text` begins with: `{: .note}`, `{:toc}`, `{::comment}`.
fn attribute_list(text: &str) -> Option<&str> {
    let end = text.find('}')?;
    let list = text.get(..=end)?;
    let inner = list.get(2..end)?;
    let is_naming = inner
        .split_once(": ")
        .is_some_and(|(name, _)| name.chars().all(char::is_alphanumeric));
    // Words in braces are words.
    let is_attribute = |word: &str| word.starts_with(['.', '#', ':', '/']) || word.contains('=');
    let mut words = inner.split_whitespace();
    let is_prose = words.clone().count() > 1 && !words.any(is_attribute);
    let known = is_naming
        || inner.starts_with([' ', '.', '#', ':', '/']) && !is_prose
        || inner == "toc"
        || inner.contains("=\"")
        || inner.contains("='");
    (known && !list.contains('\n') && list.matches('{').count() == 1).then_some(list)
}

/// `*[HTML]: HyperText Markup Language`
fn is_abbreviation(text: &str) -> bool {
    text.strip_prefix("*[")
        .and_then(|rest| rest.split_once("]:"))
        .is_some_and(|(name, _)| !name.contains('['))
}

/// The language and the title that a fence's info string names: `rust`, `rust,ignore`,
/// `js:title=a.js`, `{.python}`, `go {hl_lines=[1]}`, `ruby title="a.rb"`.
pub(super) fn fence_info(info: &str) -> (String, String) {
    let title = info
        .split_once("title=")
        .or_else(|| info.split_once("filename="))
        .map(|(_, rest)| match rest.strip_prefix(['"', '\'']) {
            Some(rest) => rest.split(['"', '\'']).next().unwrap_or_default(),
            None => rest.split([' ', ',', '}']).next().unwrap_or_default(),
        })
        .unwrap_or_default();
    let first = info.trim_start_matches(['{', '.', ' ', ':']);
    let language = first
        .split([' ', ',', '{', '}', ':', ';', '\t'])
        .next()
        .unwrap_or_default();
    let language = if language.contains('=') { "" } else { language };
    (language.to_lowercase(), title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_info_string_names_language_and_title() {
        let pair = |info| {
            let (language, title) = fence_info(info);
            format!("{language}|{title}")
        };
        assert_eq!(pair("Rust,ignore"), "rust|");
        assert_eq!(pair("{.python}"), "python|");
        assert_eq!(pair("js:title=a.js"), "js|a.js");
        assert_eq!(pair("ruby title=\"a b.rb\" x"), "ruby|a b.rb");
        assert_eq!(pair(""), "|");
        assert_eq!(pair("c++"), "c++|");
    }

    #[test]
    fn braces_that_are_no_attribute_list_stay() {
        assert_eq!(attribute_list("{: .note} x"), Some("{: .note}"));
        assert_eq!(attribute_list("{:toc}"), Some("{:toc}"));
        assert_eq!(
            attribute_list("{:target=\"_blank\"}"),
            Some("{:target=\"_blank\"}")
        );
        assert_eq!(attribute_list("{:a => 1}"), None);
        assert_eq!(attribute_list("{:name}"), None);
        assert_eq!(attribute_list("{: these words stay}"), None);
        assert_eq!(attribute_list("{: so do these. }"), None);
        assert_eq!(attribute_list("{: ours #a k=v }"), Some("{: ours #a k=v }"));
        assert_eq!(attribute_list("{: open"), None);
    }
}

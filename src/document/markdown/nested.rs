//! Markdown within HTML blocks.
//!
//! `CommonMark` takes an HTML block as HTML until a blank line. kramdown does not: after an element
//! without an end tag (`<hr>`, `<br>`, `<img>`) it reads Markdown again, and within
//! `markdown="1"` too. Both are common in blogs, so both are read here.

use std::collections::HashMap;

use pulldown_cmark::RefDefs;

use super::super::Dialect;
use super::super::builder::Builder;
use super::super::element::Element;
use super::Reader;
use crate::limits;

impl Reader<'_> {
    /// Reads an HTML block, and the Markdown in it.
    pub(super) fn html_block(&mut self, html: &str, to: &mut Builder, depth: usize) {
        let split = if depth < limits::document::HTML_DEPTH {
            markdown_start(html, self.dialect)
        } else {
            None
        };
        let Some(at) = split else {
            self.html.feed(html, to);
            return;
        };
        let (html, markdown) = html.split_at(at);
        self.html.feed(html, to);
        self.walk(markdown, to, depth + 1);
    }
}

/// Where Markdown begins in an HTML block.
fn markdown_start(html: &str, dialect: Dialect) -> Option<usize> {
    let first = html.find('\n').map_or(html.len(), |at| at + 1);
    let line = html.get(..first)?.trim();
    let is_void = line.strip_prefix('<').is_some_and(|tag| {
        let name_end = tag
            .find(|char: char| !char.is_ascii_alphanumeric())
            .unwrap_or(tag.len());
        let name = tag.get(..name_end).unwrap_or_default().to_ascii_lowercase();
        // The line is that one tag and nothing else.
        tag.find('>') == Some(tag.len().saturating_sub(1))
            && Element::named(&name).is_some_and(Element::is_void)
    });
    // For kramdown an element of a line opens no block, wherever it stands.
    let is_styled = dialect != Dialect::CommonMark && is_only_styles(line);
    if is_void || is_styled {
        return html
            .get(first..)
            .filter(|rest| !rest.trim().is_empty())
            .map(|_| first);
    }
    let attribute = [
        "markdown=\"",
        "markdown='",
        "markdown=1",
        "markdown=block",
        "markdown=span",
    ]
    .into_iter()
    .filter_map(|attribute| html.find(attribute))
    .min()?;
    if html.get(attribute..)?.starts_with("markdown=\"0") {
        return None;
    }
    let end = attribute + html.get(attribute..)?.find('>')? + 1;
    html.get(end..)
        .filter(|rest| !rest.trim().is_empty())
        .map(|_| end)
}

/// True for a line that is only starts of elements within a line: `<small>`, `<em><b>`.
fn is_only_styles(line: &str) -> bool {
    let mut rest = line;
    while let Some(tag) = rest.strip_prefix('<') {
        let name_end = tag
            .find(|char: char| !char.is_ascii_alphanumeric())
            .unwrap_or(tag.len());
        let name = tag.get(..name_end).unwrap_or_default().to_ascii_lowercase();
        let Some(end) = tag.find('>') else {
            return false;
        };
        if !matches!(
            Element::named(&name),
            Some(Element::Styled(_) | Element::Anchor)
        ) {
            return false;
        }
        rest = tag.get(end + 1..).unwrap_or_default().trim_start();
    }
    rest.is_empty() && !line.is_empty()
}

/// The link references of the whole post, by label: their addresses and titles. The parts that are
/// read on their own know them too.
pub(super) type References = HashMap<String, (String, String)>;

/// Those that a parser found.
pub(super) fn references(definitions: &RefDefs<'_>) -> References {
    definitions
        .iter()
        .map(|(label, definition)| {
            let title = definition.title.as_deref().unwrap_or_default();
            let goal = (definition.dest.to_string(), title.to_owned());
            (label.to_lowercase(), goal)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_begins_after_a_void_element() {
        assert_eq!(
            markdown_start("<hr>\n<small>a</small>\n", Dialect::Kramdown),
            Some(5)
        );
        assert_eq!(markdown_start("<br />\n## A\n", Dialect::Kramdown), Some(7));
        assert_eq!(markdown_start("<hr>\n", Dialect::Kramdown), None);
        assert_eq!(markdown_start("<hr> a\nb\n", Dialect::Kramdown), None);
        assert_eq!(
            markdown_start("<div>\na\n</div>\n", Dialect::Kramdown),
            None
        );
    }

    #[test]
    fn markdown_begins_after_its_attribute() {
        assert_eq!(
            markdown_start("<div markdown=\"1\">\na\n</div>\n", Dialect::Kramdown),
            Some(18)
        );
        assert_eq!(
            markdown_start("<div markdown=\"0\">\na\n</div>\n", Dialect::Kramdown),
            None
        );
    }
}

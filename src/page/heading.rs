//! Headlines: known by their weight and the space above them, never by `##`.

use super::Role;
use super::sheet::Sheet;
use crate::document::Heading;

/// Sets a headline.
pub(super) fn set(heading: &Heading, sheet: &mut Sheet) {
    sheet.text_as(&heading.content, Role::Heading(heading.level.clamp(1, 6)));
}

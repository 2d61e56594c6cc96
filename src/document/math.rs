//! Placeholder until formulas are converted: they show as their source.
pub(super) fn superscript(_: &str) -> Option<String> {
    None
}
pub(super) fn subscript(_: &str) -> Option<String> {
    None
}
pub(super) fn to_unicode(_: &str) -> Option<String> {
    None
}

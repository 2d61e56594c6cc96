//! A post as the list knows it.

use std::sync::Arc;

use super::date;
use super::files::file_name;

/// What is known of a post without reading its body again.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// Its file relative to the blog's folder, with `/`: the name by which a post is known.
    pub path: Arc<str>,
    /// Its title: the head's, else its first headline's, else its slug's.
    pub title: String,
    /// When it was published, in the site's zone.
    pub date: Option<jiff::Zoned>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its categories.
    pub categories: Vec<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Its address on the site, from the root; empty when the site gives it none.
    pub address: String,
    /// It is not published: a draft, dated in the future, expired or withdrawn.
    pub draft: bool,
    /// What is wrong with it: a sentence that names the mend.
    pub problem: Option<String>,
}

impl Post {
    /// The day that its file is named after.
    pub fn day_in_name(&self) -> Option<jiff::civil::Date> {
        date::starts(file_name(&self.path)).map(|(day, _)| day)
    }

    /// The day it was published, as `2017-06-15`; empty when it has no date.
    pub fn day(&self) -> String {
        let date = self.date.as_ref().map(|date| date.date().to_string());
        date.unwrap_or_default()
    }
}

//! A post as the list knows it.

use std::cmp::Ordering;
use std::sync::Arc;

use super::date;
use super::files::file_name;

/// What is known of a post without reading its body again.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// The series that it is a part of.
    pub series: Vec<String>,
    /// Its address on the site, from the root; empty when the site gives it none.
    pub address: String,
    /// It is not published: a draft, dated in the future, expired or withdrawn.
    pub draft: bool,
    /// How long its file is, in bytes.
    pub bytes: u64,
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

    /// The order of a blog, and of every list of its posts: the latest first, of one moment the
    /// last by its file, as the sites do; then those without a date, by title.
    pub fn newest_first(&self, other: &Post) -> Ordering {
        match (&self.date, &other.date) {
            (Some(date), Some(of_other)) => (of_other, &other.path).cmp(&(date, &self.path)),
            (None, _) | (_, None) => self.dated_first(other),
        }
    }

    /// The earliest first; those without a date come last here too.
    pub fn oldest_first(&self, other: &Post) -> Ordering {
        match (&self.date, &other.date) {
            (Some(date), Some(of_other)) => (date, &self.path).cmp(&(of_other, &other.path)),
            (None, _) | (_, None) => self.dated_first(other),
        }
    }

    /// By title, letters before case; the latest of one title first.
    pub fn by_title(&self, other: &Post) -> Ordering {
        let letters = self.letters().cmp(other.letters());
        letters.then_with(|| self.newest_first(other))
    }

    /// The longest first.
    pub fn longest_first(&self, other: &Post) -> Ordering {
        let bytes = other.bytes.cmp(&self.bytes);
        bytes.then_with(|| self.newest_first(other))
    }

    fn dated_first(&self, other: &Post) -> Ordering {
        let undated = self.date.is_none().cmp(&other.date.is_none());
        undated
            .then_with(|| self.letters().cmp(other.letters()))
            .then_with(|| self.path.cmp(&other.path))
    }

    /// Its title without case.
    fn letters(&self) -> impl Iterator<Item = char> {
        self.title.chars().flat_map(char::to_lowercase)
    }
}

#[cfg(test)]
mod tests {
    use jiff::{civil::Date, tz::TimeZone};

    use super::*;

    fn post(date: &str, title: &str) -> Post {
        let date = date.parse::<Date>().ok();
        Post {
            path: format!("{title}.md").into(),
            title: title.to_owned(),
            date: date.and_then(|date| date.to_zoned(TimeZone::UTC).ok()),
            ..Post::default()
        }
    }

    fn sorted(order: fn(&Post, &Post) -> Ordering) -> Vec<String> {
        let mut posts = [
            post("2019-01-01", "Part 1"),
            post("", "beta"),
            post("2020-01-01", "alpha"),
            post("", "Gamma"),
            post("2019-01-01", "Part 2"),
            post("", "Alpha"),
        ];
        posts.sort_by(order);
        posts.into_iter().map(|post| post.title).collect()
    }

    #[test]
    fn posts_of_one_moment_go_by_file_and_undated_ones_last_by_title() {
        let newest = ["alpha", "Part 2", "Part 1", "Alpha", "beta", "Gamma"];
        assert_eq!(sorted(Post::newest_first), newest);
        let oldest = ["Part 1", "Part 2", "alpha", "Alpha", "beta", "Gamma"];
        assert_eq!(sorted(Post::oldest_first), oldest);
    }

    #[test]
    fn titles_go_by_letters_before_case() {
        let titles = ["alpha", "Alpha", "beta", "Gamma", "Part 1", "Part 2"];
        assert_eq!(sorted(Post::by_title), titles);
    }
}

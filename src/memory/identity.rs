//! Which blog a blog is.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::blog::{self, Blog, Kind, Post};

/// The place of the sample blog, which is nowhere on the disk.
pub const SAMPLE: &str = "sample";
/// At most as many posts tell a blog from others.
const SIGNS: usize = 32;
/// With fewer signs than this, a blog may be any that its theme's first post came with.
const FEW: usize = 3;

/// What a blog is known by.
///
/// While its folder stays where it is, that is enough. One that was moved is known by its signs,
/// one for each of up to 32 posts, the oldest published first, since those change least: what the
/// post's path, title and day come to. Two blogs are the same when at least two thirds of the
/// smaller set of signs are in the other one; with fewer than three signs, when all are, and the
/// titles are the same too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its folder, whole and without symbolic links; `sample` for the sample blog.
    pub place: String,
    /// Its title.
    pub title: String,
    /// What tells it from others.
    pub signs: Vec<u64>,
}

impl Identity {
    /// What `blog` is known by. Nothing for a text that came from standard input, and for a folder
    /// that is gone or has a name that is not Unicode.
    pub fn of(blog: &Blog) -> Option<Identity> {
        let place = match (blog.folder(), blog.kind()) {
            (Some(folder), _) => place_of(folder)?,
            // The sample blog is a site; a text that came from nowhere is none.
            (None, Kind::Folder) => return None,
            (None, _) => SAMPLE.to_owned(),
        };
        Some(Identity {
            place,
            title: blog.title().to_owned(),
            signs: signs(blog.posts()),
        })
    }

    /// True when what was remembered of a blog, its title and signs, means this one.
    pub(super) fn is(&self, title: &str, signs: &[u64]) -> bool {
        let mine: HashSet<u64> = self.signs.iter().copied().collect();
        let others: HashSet<u64> = signs.iter().copied().collect();
        let agreeing = mine.intersection(&others).count();
        match mine.len().min(others.len()) {
            0 => false,
            few @ ..FEW => agreeing == few && self.title == title,
            smaller => agreeing * 3 >= smaller * 2,
        }
    }
}

/// A folder's place, whole and without symbolic links; nothing when it is gone or has a name that
/// is not Unicode.
pub fn place_of(folder: &Path) -> Option<String> {
    Some(fs::canonicalize(folder).ok()?.to_str()?.to_owned())
}

/// The signs of a blog whose posts stand newest first, those without a date last.
fn signs(posts: &[Arc<Post>]) -> Vec<u64> {
    let is_dated = |post: &&Arc<Post>| !post.draft && post.date.is_some();
    let dated = posts.iter().rev().filter(is_dated);
    let undated = posts.iter().filter(|it| !it.draft && it.date.is_none());
    let drafts = posts.iter().filter(|it| it.draft);
    let posts = dated.chain(undated).chain(drafts);
    posts.take(SIGNS).map(|post| sign(post)).collect()
}

fn sign(post: &Post) -> u64 {
    hash(&[&post.path, &post.title, &post.day()])
}

/// FNV-1a over parts that cannot run into each other: what it comes to is kept for years, so it may
/// not change with the standard library.
fn hash(parts: &[&str]) -> u64 {
    // A byte that is in no text.
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    blog::hash(&bytes.collect::<Vec<u8>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(title: &str, signs: &[u64]) -> Identity {
        Identity {
            place: "/blog".to_owned(),
            title: title.to_owned(),
            signs: signs.to_vec(),
        }
    }

    #[test]
    fn a_sign_is_the_same_for_years() {
        // FNV's own test vectors, with the byte that ends a part.
        assert_eq!(hash(&[]), 0xcbf2_9ce4_8422_2325);
        let ended = (0xaf63_dc4c_8601_ec8c_u64 ^ 0xff).wrapping_mul(0x0100_0000_01b3);
        assert_eq!(hash(&["a"]), ended);
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }

    #[test]
    fn two_thirds_of_the_smaller_set_make_the_same_blog() {
        let blog = identity("A", &[1, 2, 3, 4, 5, 6]);
        assert!(blog.is("B", &[1, 2, 3, 4, 7, 8]));
        assert!(!blog.is("A", &[1, 2, 3, 7, 8, 9]));
        assert!(blog.is("B", &[1, 2, 7]));
        assert!(!blog.is("A", &[1, 7, 8]));
    }

    #[test]
    fn few_posts_have_to_agree_with_their_title() {
        let blog = identity("A", &[1, 2]);
        assert!(blog.is("A", &[1, 2]));
        assert!(blog.is("A", &[1, 2, 3, 4]));
        assert!(!blog.is("B", &[1, 2]));
        assert!(!blog.is("A", &[1, 3]));
        assert!(!identity("A", &[]).is("A", &[]));
        assert!(!identity("A", &[]).is("A", &[1, 2, 3]));
    }

    #[test]
    fn the_oldest_published_posts_are_the_signs() {
        let sample = Blog::sample();
        let found = signs(sample.posts());
        assert_eq!(found.len(), sample.posts().len().min(SIGNS));
        let mut dated = sample
            .posts()
            .iter()
            .rev()
            .filter(|post| post.date.is_some());
        assert_eq!(found.first().copied(), dated.next().map(|post| sign(post)));
    }

    #[test]
    fn the_sample_has_a_place_and_standard_input_has_none() {
        let sample = Identity::of(&Blog::sample());
        assert_eq!(sample.map(|it| it.place).as_deref(), Some(SAMPLE));
        let text = Blog::of_text("stdin.md", "# A\n\nWords.".to_owned());
        assert_eq!(Identity::of(&text), None);
    }
}

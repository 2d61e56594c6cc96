//! Reading the whole blog for what its posts say of each other, off the drawing thread.
//!
//! One thread a survey, which ends when the survey is called off: nobody waits for it, and the posts
//! that somebody does wait for have readers of their own ([`desk`]).

use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::desk;
use crate::app::{Found, Message};
use crate::blog::Blog;

/// How long findings are held back to come together: each batch fills a list again.
const BATCH: Duration = Duration::from_millis(60);

/// A survey that goes on for as long as this is there.
#[derive(Debug)]
pub struct Survey(#[expect(dead_code, reason = "that it is there is what it says")] Arc<()>);

/// Reads `posts` in their order and tells of their links.
///
/// # Errors
///
/// When the system has no threads left.
pub fn survey<F>(
    blog: Arc<Blog>,
    generation: u32,
    posts: Vec<Arc<str>>,
    tell: F,
) -> std::io::Result<Survey>
where
    F: Fn(Message) + Send + 'static,
{
    let survey = Arc::new(());
    let is_wanted = Arc::downgrade(&survey);
    let thread = thread::Builder::new().stack_size(desk::STACK);
    thread.spawn(move || work(&blog, generation, &posts, &is_wanted, &tell))?;
    Ok(Survey(survey))
}

fn work(
    blog: &Blog,
    generation: u32,
    posts: &[Arc<str>],
    is_wanted: &Weak<()>,
    tell: &impl Fn(Message),
) {
    let mut found = Vec::new();
    let mut begun = Instant::now();
    for (path, left) in posts.iter().zip((0..posts.len()).rev()) {
        if is_wanted.strong_count() == 0 {
            return;
        }
        found.push(read(blog, path));
        if left == 0 || begun.elapsed() >= BATCH {
            let found = std::mem::take(&mut found);
            tell(Message::Surveyed { generation, found });
            begun = Instant::now();
        }
    }
}

/// A post that cannot be read says nothing of others.
fn read(blog: &Blog, path: &Arc<str>) -> Found {
    let document = blog.post(path).and_then(|post| blog.document(post).ok());
    Found::new(Arc::clone(path), document.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use std::sync::mpsc;

    use super::*;
    use crate::document::Target;

    #[test]
    fn every_post_is_told_of_once_also_one_that_is_gone() {
        let blog = Arc::new(Blog::sample());
        let mut posts: Vec<Arc<str>> = blog.posts().iter().map(|it| Arc::clone(&it.path)).collect();
        posts.push("gone.md".into());
        let (out, messages) = mpsc::channel();
        let tell = move |message| drop(out.send(message));
        let _survey = survey(blog, 7, posts.clone(), tell).unwrap();
        let mut told = Vec::new();
        let mut links = Vec::new();
        for message in messages {
            let Message::Surveyed { generation, found } = message else {
                unreachable!("a survey tells nothing else")
            };
            assert_eq!(generation, 7);
            for one in found {
                told.push(one.path);
                links.extend(one.links);
            }
        }
        assert_eq!(told, posts);
        assert!(links.iter().any(|link| link.media.is_some()));
        let leads_to_post = |target: &Target| matches!(target, Target::Post { .. });
        assert!(links.iter().any(|link| leads_to_post(&link.target)));
        let says_something =
            |it: &crate::document::Link| it.media.is_some() || leads_to_post(&it.target);
        assert!(links.iter().all(says_something));
    }

    #[test]
    fn a_survey_that_is_called_off_ends() {
        let blog = Blog::sample();
        let posts: Vec<Arc<str>> = (0..1_000_000).map(|_| "gone.md".into()).collect();
        let survey = std::cell::RefCell::new(Some(Arc::new(())));
        let is_wanted = survey.borrow().as_ref().map(Arc::downgrade).unwrap();
        let told = std::cell::Cell::new(0);
        work(&blog, 0, &posts, &is_wanted, &|_| {
            told.set(told.get() + 1);
            survey.take();
        });
        assert_eq!(told.get(), 1);
    }
}

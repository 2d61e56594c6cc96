//! Reading posts, off the drawing thread.
//!
//! The session says which posts it wants, the most wanted first, and what it says replaces what
//! it said before: a held key leaves no queue behind.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::Pictures;
use crate::app::{Message, Reading, Request};
use crate::blog::Blog;
use crate::document::Document;
use crate::fetch::Store;
use crate::limits;
use crate::picture::{self, WebPicture};

/// Readers at work: one for the post that is looked at, one for those next to it.
const READERS: usize = 2;
/// Bytes of stack of each; the depth of a document is capped, this is room to spare.
pub(super) const STACK: usize = 8 << 20;

/// Where wishes for posts are left.
#[derive(Clone, Debug)]
pub struct Desk {
    blog: Arc<Blog>,
    pictures: Pictures,
    /// The pictures that have been fetched from the web, where those are shown.
    fetched: Option<Arc<Store>>,
    shared: Arc<(Mutex<Slips>, Condvar)>,
}

/// The posts that are wanted.
#[derive(Debug, Default)]
struct Slips {
    waiting: Vec<Request>,
    in_hand: Vec<Request>,
    closed: bool,
}

impl Desk {
    /// Sets readers to work; their answers go to `tell`. What has been fetched from the web they
    /// look up, and fetch nothing.
    ///
    /// # Errors
    ///
    /// When the system has no threads left.
    pub fn open<F>(
        blog: Arc<Blog>,
        pictures: Pictures,
        fetched: Option<Arc<Store>>,
        tell: F,
    ) -> std::io::Result<Desk>
    where
        F: Fn(Message) + Clone + Send + 'static,
    {
        let desk = Desk {
            blog,
            pictures,
            fetched,
            shared: Arc::default(),
        };
        for _ in 0..READERS {
            let (desk, tell) = (desk.clone(), tell.clone());
            let reader = thread::Builder::new().stack_size(STACK);
            reader.spawn(move || desk.work(&tell))?;
        }
        Ok(desk)
    }

    /// Wants these posts and, of those not begun, no others.
    pub fn wish(&self, requests: Vec<Request>) {
        let mut wishes = self.lock();
        let in_hand = &wishes.in_hand;
        let waiting = requests.into_iter().filter(|it| !in_hand.contains(it));
        wishes.waiting = waiting.rev().collect();
        self.shared.1.notify_all();
    }

    /// Sends the readers home.
    pub fn close(&self) {
        self.lock().closed = true;
        self.shared.1.notify_all();
    }

    fn work(&self, tell: &impl Fn(Message)) {
        while let Some(request) = self.next() {
            let answer = self.read(&request.path);
            self.lock().in_hand.retain(|it| *it != request);
            let known = answer.as_ref().ok().filter(|it| it.awaits_pictures);
            let known = known.map(|it| (Arc::clone(&it.document), Arc::clone(&it.web)));
            let told = request.clone();
            tell(Message::Read {
                request: told,
                answer,
            });
            // The text is shown meanwhile.
            if let Some((document, web)) = known
                && let Some(pictures) = self.pictures_of(&request.path, &document, &web)
            {
                tell(Message::Pictured { request, pictures });
            }
        }
    }

    /// The next wish; waits for one.
    fn next(&self) -> Option<Request> {
        let mut wishes = self.lock();
        loop {
            if wishes.closed {
                return None;
            }
            if let Some(request) = wishes.waiting.pop() {
                wishes.in_hand.push(request.clone());
                return Some(request);
            }
            let woken = self.shared.1.wait(wishes);
            wishes = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Slips> {
        let wishes = self.shared.0.lock();
        wishes.unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, path: &str) -> Result<Reading, String> {
        let blog = &self.blog;
        let post = blog.post(path).ok_or_else(|| format!("{path} is gone"))?;
        let url_of = |path: &str| blog.post(path).and_then(|post| blog.url(post));
        let read = || -> Result<Reading, String> {
            let document = blog.document(post).map_err(|error| error.to_string())?;
            let (found, more, web) = match self.pictures {
                Pictures::Shown => {
                    let (mut found, more) = blog.first_pictures(post, &document);
                    let web = blog.web_pictures(post, &document);
                    let first = web.get(..limits::picture::AT_ONCE).unwrap_or(&web);
                    found.extend(self.fetched(first));
                    (found, more, web)
                }
                Pictures::Words => (picture::Pictures::new(), false, Vec::new()),
            };
            let reading = Reading::new(document, path, url_of);
            Ok(reading.with_pictures(found, more).with_web(web))
        };
        let stumbled = |_| {
            Err(format!(
                "byline cannot read {path}: it stumbles over what is in it"
            ))
        };
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(stumbled)
    }

    /// All the pictures of a post; nothing when byline stumbles over one.
    fn pictures_of(
        &self,
        path: &str,
        document: &Document,
        web: &[WebPicture],
    ) -> Option<Arc<picture::Pictures>> {
        let read = || {
            let mut pictures = self.blog.pictures(self.blog.post(path)?, document);
            pictures.extend(self.fetched(web));
            Some(pictures)
        };
        let pictures = catch_unwind(AssertUnwindSafe(read)).ok().flatten()?;
        Some(Arc::new(pictures))
    }

    /// Those of the pictures on the web that are kept here.
    fn fetched(&self, web: &[WebPicture]) -> picture::Pictures {
        let store = self.fetched.iter();
        let kept = store.flat_map(|store| {
            let find = |it: &WebPicture| Some((it.at, store.find(&it.address)?));
            web.iter().filter_map(find)
        });
        kept.collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::blog;
    fn request(path: &str, generation: u32) -> Request {
        Request {
            path: path.into(),
            generation,
        }
    }

    #[test]
    fn every_wish_is_answered_also_for_a_post_that_is_gone() {
        let (out, answers) = mpsc::channel();
        let blog = Arc::new(Blog::default());
        let desk = Desk::open(blog, Pictures::Shown, None, move |message| {
            drop(out.send(message));
        })
        .unwrap();
        desk.wish(vec![request("a.md", 7)]);
        let answer = answers.recv_timeout(Duration::from_secs(10)).unwrap();
        let Message::Read {
            request: asked,
            answer,
        } = answer
        else {
            unreachable!("readers only read")
        };
        assert_eq!(asked, request("a.md", 7));
        assert_eq!(answer.unwrap_err(), "a.md is gone");
        desk.close();
        let after = answers.recv_timeout(Duration::from_secs(10));
        assert!(
            after.is_err(),
            "the readers are gone and with them the sender"
        );
    }

    #[test]
    fn a_post_comes_with_its_first_pictures_and_the_others_follow() {
        let folder = tempfile::tempdir().unwrap();
        let many = limits::picture::AT_ONCE + 4;
        image::RgbImage::new(4, 4)
            .save(folder.path().join("a.png"))
            .unwrap();
        let post = |count| "![](a.png)\n\n".repeat(count);
        std::fs::write(folder.path().join("many.md"), post(many)).unwrap();
        std::fs::write(folder.path().join("few.md"), post(limits::picture::AT_ONCE)).unwrap();
        let blog = Arc::new(Blog::open(folder.path(), blog::Options::default()).unwrap());
        let (out, answers) = mpsc::channel();
        let desk = Desk::open(blog, Pictures::Shown, None, move |message| {
            drop(out.send(message));
        })
        .unwrap();
        let next = || answers.recv_timeout(Duration::from_secs(10));
        desk.wish(vec![request("many.md", 1)]);
        let Ok(Message::Read { answer, .. }) = next() else {
            unreachable!("the text comes first")
        };
        assert_eq!(answer.unwrap().pictures.len(), limits::picture::AT_ONCE);
        let Ok(Message::Pictured {
            request: asked,
            pictures,
        }) = next()
        else {
            unreachable!("then the pictures")
        };
        assert_eq!((asked, pictures.len()), (request("many.md", 1), many));
        desk.wish(vec![request("few.md", 1)]);
        let Ok(Message::Read { answer, .. }) = next() else {
            unreachable!("the text comes first")
        };
        assert_eq!(answer.unwrap().pictures.len(), limits::picture::AT_ONCE);
        desk.close();
        assert!(next().is_err(), "nothing follows");
    }

    #[test]
    fn a_later_wish_replaces_those_not_begun() {
        let desk = Desk {
            blog: Arc::new(Blog::default()),
            pictures: Pictures::Shown,
            fetched: None,
            shared: Arc::default(),
        };
        desk.wish(vec![request("a", 0), request("b", 0)]);
        desk.wish(vec![request("c", 0), request("d", 0)]);
        assert_eq!(desk.next(), Some(request("c", 0)));
        desk.wish(vec![request("c", 0), request("e", 0)]);
        assert_eq!(desk.next(), Some(request("e", 0)), "c is in hand already");
        desk.close();
        assert_eq!(desk.next(), None);
    }
}

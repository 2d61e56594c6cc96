//! Fetching pictures from the web, off the drawing thread.
//!
//! A few at once, in the order in which they are wished for; a later wish replaces what is left of
//! the one before. What is in hand is finished and kept: it was asked for.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use crate::app::Message;
use crate::document::clean_line;
use crate::fetch::{self, Client, Failure, Store};
use crate::limits;
/// Where wishes for pictures are left. What is not begun is dropped with it.
#[derive(Debug)]
pub struct Fetcher(Arc<Shared>);

/// Makes what asks servers, when the first one is asked: it reads certificates.
pub type Connect = fn() -> Client;

#[derive(Debug)]
struct Shared {
    store: Arc<Store>,
    connect: Connect,
    client: OnceLock<Client>,
    wishes: Mutex<Wishes>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Wishes {
    waiting: VecDeque<Arc<str>>,
    in_hand: Vec<Arc<str>>,
    /// Bytes that have come for this wish.
    came: u64,
    /// Counts the wishes.
    number: u32,
    closed: bool,
}

impl Fetcher {
    /// Sets threads to work; their answers go to `tell`.
    ///
    /// # Errors
    ///
    /// When the system has no threads left.
    pub fn open<F>(store: Arc<Store>, connect: Connect, tell: F) -> std::io::Result<Fetcher>
    where
        F: Fn(Message) + Clone + Send + 'static,
    {
        let fetcher = Fetcher(Arc::new(Shared {
            store,
            connect,
            client: OnceLock::new(),
            wishes: Mutex::default(),
            changed: Condvar::new(),
        }));
        for _ in 0..limits::web::AT_ONCE {
            let (shared, tell) = (Arc::clone(&fetcher.0), tell.clone());
            thread::Builder::new().spawn(move || shared.work(&tell))?;
        }
        Ok(fetcher)
    }

    /// Wants the pictures at these addresses and, of those not begun, no others.
    pub fn wish(&self, addresses: Vec<Arc<str>>) {
        let mut wishes = self.0.lock();
        wishes.number = wishes.number.wrapping_add(1);
        wishes.came = 0;
        // Those in hand are answered once, for whoever asks by then.
        let in_hand = std::mem::take(&mut wishes.in_hand);
        let waiting = addresses.into_iter().filter(|it| !in_hand.contains(it));
        wishes.waiting = waiting.collect();
        wishes.in_hand = in_hand;
        self.0.changed.notify_all();
    }
}

impl Drop for Fetcher {
    fn drop(&mut self) {
        let mut wishes = self.0.lock();
        wishes.closed = true;
        wishes.waiting.clear();
        self.0.changed.notify_all();
    }
}

impl Shared {
    fn work(&self, tell: &impl Fn(Message)) {
        while let Some((address, number, came)) = self.next() {
            let client = self.client.get_or_init(self.connect);
            let most = client.limits().post;
            let fetched = if came < most {
                fetch::picture(&address, client, &self.store)
            } else {
                Err(Failure::Enough(most))
            };
            let mut wishes = self.lock();
            wishes.in_hand.retain(|it| *it != address);
            if let Ok(fetched) = &fetched
                && wishes.number == number
            {
                wishes.came += fetched.came;
            }
            drop(wishes);
            let outcome = fetched
                .map(|fetched| fetched.picture)
                // It may hold what a server says.
                .map_err(|why| clean_line(&why.to_string()).into_owned());
            tell(Message::Fetched { address, outcome });
        }
    }

    /// The next address, the number of its wish and how many bytes have come for that; waits for
    /// one.
    fn next(&self) -> Option<(Arc<str>, u32, u64)> {
        let mut wishes = self.lock();
        loop {
            if wishes.closed {
                return None;
            }
            if let Some(address) = wishes.waiting.pop_front() {
                wishes.in_hand.push(Arc::clone(&address));
                return Some((address, wishes.number, wishes.came));
            }
            let woken = self.changed.wait(wishes);
            wishes = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Wishes> {
        let wishes = self.wishes.lock();
        wishes.unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use std::sync::Barrier;
    use std::sync::mpsc::{self, Receiver};
    use std::time::Duration;

    use super::*;
    use crate::fetch::server::{Answer, Server, png};
    use crate::fetch::{Limits, Policy};

    fn open(store: Store, connect: Connect) -> (Fetcher, Receiver<Message>) {
        let (out, answers) = mpsc::channel();
        let tell = move |message| drop(out.send(message));
        let fetcher = Fetcher::open(Arc::new(store), connect, tell).unwrap();
        (fetcher, answers)
    }

    fn usual() -> Client {
        Client::new(Policy::WITH_LOOPBACK, Limits::USUAL)
    }

    /// So many answers: the address and, where it failed, why.
    fn next(answers: &Receiver<Message>, count: usize) -> Vec<(Arc<str>, Option<String>)> {
        let answers = (0..count).map(|_| {
            let answer = answers.recv_timeout(Duration::from_secs(60)).unwrap();
            let Message::Fetched { address, outcome } = answer else {
                unreachable!("nothing else is told")
            };
            (address, outcome.err())
        });
        answers.collect()
    }

    #[test]
    fn a_few_are_fetched_at_once() {
        let together = Barrier::new(limits::web::AT_ONCE);
        let server = Server::start(move |_| {
            // Nobody is answered before so many have asked.
            together.wait();
            Answer::file("image/png", &png(4, 4))
        });
        let (fetcher, answers) = open(Store::new(None), usual);
        let paths = (0..2 * limits::web::AT_ONCE).map(|it| server.url(&format!("/{it}")));
        fetcher.wish(paths.collect());
        let told = next(&answers, 2 * limits::web::AT_ONCE);
        assert!(told.iter().all(|(_, why)| why.is_none()), "{told:?}");
        let mut first = server.paths();
        first.truncate(limits::web::AT_ONCE);
        first.sort();
        assert_eq!(first, ["/0", "/1", "/2", "/3"], "those wished for first");
    }

    #[test]
    fn a_later_wish_replaces_what_is_not_begun_and_nothing_is_asked_for_twice() {
        let (begun, is_begun) = mpsc::channel();
        let begun = Mutex::new(begun);
        let (go, goes) = mpsc::channel::<()>();
        let goes = Mutex::new(goes);
        let server = Server::start(move |path| {
            if path.starts_with("/slow") {
                begun.lock().unwrap().send(()).unwrap();
                let _ = goes.lock().unwrap().recv();
            }
            Answer::file("image/png", &png(4, 4))
        });
        let (fetcher, answers) = open(Store::new(None), usual);
        let slow = ["/slow0", "/slow1", "/slow2", "/slow3"].map(|path| server.url(path));
        let dropped = server.url("/dropped");
        let first = slow.iter().chain([&dropped]).map(Arc::clone);
        fetcher.wish(first.collect());
        for _ in &slow {
            is_begun.recv_timeout(Duration::from_secs(60)).unwrap();
        }
        fetcher.wish(vec![Arc::clone(&slow[0]), server.url("/new")]);
        for _ in &slow {
            go.send(()).unwrap();
        }
        let told = next(&answers, slow.len() + 1);
        assert!(told.iter().all(|(_, why)| why.is_none()), "{told:?}");
        let mut paths = server.paths();
        paths.sort();
        assert_eq!(paths, ["/new", "/slow0", "/slow1", "/slow2", "/slow3"]);
        drop(fetcher);
        let after = answers.recv_timeout(Duration::from_secs(60));
        assert!(
            after.is_err(),
            "the threads are gone and with them the sender"
        );
    }

    #[test]
    fn what_all_the_pictures_of_a_post_may_take_has_a_limit() {
        let server = Server::of_pictures(40, 40);
        let (fetcher, answers) = open(Store::new(None), || {
            let post = 2;
            let limits = Limits {
                post,
                ..Limits::USUAL
            };
            Client::new(Policy::WITH_LOOPBACK, limits)
        });
        let wish = |from: usize, to: usize| {
            let addresses = (from..to).map(|it| server.url(&format!("/{it}")));
            fetcher.wish(addresses.collect());
            next(&answers, to - from)
        };
        let told = wish(0, 20);
        let refused = told.iter().filter(|(_, why)| why.is_some()).count();
        assert!(refused >= 20 - limits::web::AT_ONCE, "{told:?}");
        assert_eq!(server.heads().len(), 20 - refused);
        let why = told.iter().find_map(|(_, why)| why.as_deref()).unwrap();
        assert_eq!(why, "the pictures of its post have more than 0 MB");
        assert_eq!(wish(20, 21)[0].1, None, "another post begins anew");
    }

    #[test]
    fn what_a_server_says_is_told_clean() {
        let server = Server::start(|_| Answer::leads_to("http://\u{1b}[31m\u{202e}.example/"));
        let (fetcher, answers) = open(Store::new(None), usual);
        fetcher.wish(vec![server.url("/a.png"), "http://\u{9b}31m/".into()]);
        for (_, why) in next(&answers, 2) {
            let why = why.unwrap();
            assert!(!why.chars().any(crate::document::is_unsafe), "{why:?}");
        }
    }
}

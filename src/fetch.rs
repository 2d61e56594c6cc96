//! Pictures from the web: fetched when somebody asks, kept, and never trusted.
//!
//! ```text
//! address ──Store──▶ Picture                       it is kept: nothing is sent
//!    └──────Client──▶ bytes ──recognise──▶ Picture  and into the Store
//! ```
//!
//! A [`Client`] asks for one address and gives back bytes. It speaks HTTP and HTTPS, connects to
//! addresses of the public network only ([`Policy`]), and sends no more than the address and
//! byline's name: no cookies, no referrer, no names and passwords. A [`Store`] keeps what came.
//! What it is decides the decoder that would show it ([`recognise`]), never what the server calls
//! it. What all of it may cost is in [`limits::web`](crate::limits::web).
//!
//! Proxies are not used, whatever `HTTP_PROXY` says: a proxy looks up names itself, and nobody here
//! would know which machine answers.

mod client;
mod public;
#[cfg(test)]
pub(crate) mod server;
mod store;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use client::{Client, Failure, Limits};
pub use public::Policy;
pub use store::Store;

use crate::picture::{self, Origin, Picture, Unreadable};

/// The picture at an address: what is kept of it, else what its server sends.
///
/// # Errors
///
/// When it cannot be fetched, or is no picture.
pub fn picture(address: &Arc<str>, client: &Client, store: &Store) -> Result<Fetched, Failure> {
    if let Some(picture) = store.find(address) {
        return Ok(Fetched { picture, came: 0 });
    }
    let bytes = client.fetch(address)?;
    let picture = recognise(address, &bytes)?;
    let came = bytes.len() as u64;
    store.put(address, bytes);
    Ok(Fetched { picture, came })
}

/// A picture that was found or fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The picture.
    pub picture: Picture,
    /// How many bytes came through the network for it.
    pub came: u64,
}

/// What the bytes that came from an address are.
///
/// # Errors
///
/// When they are no picture that can be shown.
pub fn recognise(address: &Arc<str>, bytes: &[u8]) -> Result<Picture, Unreadable> {
    // A decoder that stumbles over what is in a file takes no more than that picture with it.
    let size = catch_unwind(AssertUnwindSafe(|| picture::size_of(bytes)));
    Ok(Picture {
        origin: Origin::Web(Arc::clone(address)),
        size: size.unwrap_or(Err(Unreadable::Damaged))?,
        version: hash(bytes),
    })
}

/// A number that stands for some bytes: FNV-1a of 64 bits. It tells damage, not intent.
fn hash(bytes: &[u8]) -> u64 {
    crate::blog::hash(bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::server::{Answer, Server, png};
    use super::*;

    fn client() -> Client {
        Client::new(Policy::WITH_LOOPBACK, Limits::USUAL)
    }

    #[test]
    fn what_is_kept_is_not_asked_for_again() {
        let server = Server::of_pictures(30, 20);
        let store = Store::new(None);
        let address = server.url("/a.png");
        let first = picture(&address, &client(), &store).unwrap();
        assert_eq!(first.picture.origin, Origin::Web(Arc::clone(&address)));
        assert_eq!(first.came, png(30, 20).len() as u64);
        let second = picture(&address, &client(), &store).unwrap();
        assert_eq!((second.picture, second.came), (first.picture, 0));
        assert_eq!(server.heads().len(), 1);
    }

    #[test]
    fn what_a_server_calls_a_picture_is_looked_at_before_it_is_kept() {
        let server = Server::start(|path| match path {
            "/page" => Answer::file("image/png", b"<!doctype html><p>No such picture."),
            "/xml" => Answer::file(
                "image/svg+xml",
                b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
            ),
            "/half" => Answer::file("image/png", &png(30, 20)[..20]),
            _ => Answer::file("text/html", &png(30, 20)),
        });
        let store = Store::new(None);
        let fetch = |path| picture(&server.url(path), &client(), &store);
        for path in ["/page", "/xml", "/half"] {
            let why = fetch(path).unwrap_err();
            assert!(matches!(why, Failure::Unreadable(_)), "{path}: {why:?}");
            assert_eq!(store.bytes(&server.url(path)), None);
        }
        assert!(fetch("/picture").is_ok(), "whatever it is called");
    }
}

//! What an entry of a menu is about.

use std::sync::Arc;

use crate::app::article::Place;
use crate::document::{Link, LinkId};

/// What an entry of a menu is about, and where choosing it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A link of the open post.
    Link(LinkId),
    /// A place in the open post.
    Place(Place),
    /// A link of some post.
    LinkOf {
        /// The post's path.
        path: Arc<str>,
        /// The link.
        link: Arc<Link>,
    },
    /// A blog, by its folder; the sample blog without one.
    Visit(Option<String>),
    /// A part of a filter: choosing it narrows the list by it.
    Narrow(String),
    /// A mention in some post: choosing it goes there.
    Mention {
        /// The post's path.
        path: Arc<str>,
        /// Where in its text, in bytes.
        offset: u32,
    },
}

//! In which order posts stand.

use std::borrow::Borrow;
use std::cmp::Ordering;

use crate::blog::Post;
use crate::search::{Fact, Facts};

/// In which order posts stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By date, the latest first; those without a date last.
    #[default]
    Newest,
    /// By date, the earliest first; those without a date last.
    Oldest,
    /// By title, letters before case.
    Title,
    /// By the length of their files, the longest first.
    Longest,
    /// Those that have not been read first, then by date.
    Unread,
}

impl Order {
    /// Every order, as they follow each other.
    pub const ALL: [Order; 5] = [
        Order::Newest,
        Order::Oldest,
        Order::Title,
        Order::Longest,
        Order::Unread,
    ];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Title => "by title",
            Order::Longest => "longest",
            Order::Unread => "unread first",
        }
    }

    /// What it is remembered by. It never changes: whoever has chosen an order finds it again.
    pub fn key(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Title => "by title",
            Order::Longest => "longest",
            Order::Unread => "unread first",
        }
    }

    /// The order that is remembered by that.
    pub fn keyed(key: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.key() == key)
    }

    pub(super) fn next(self) -> Order {
        match self {
            Order::Newest => Order::Oldest,
            Order::Oldest => Order::Title,
            Order::Title => Order::Longest,
            Order::Longest => Order::Unread,
            Order::Unread => Order::Newest,
        }
    }

    /// Puts posts in this order, by what `facts` knows of them.
    pub fn sort<P: Borrow<Post>>(self, posts: &mut [P], facts: &dyn Facts) {
        posts.sort_by(|one, other| self.compare(one.borrow(), other.borrow(), facts));
    }

    /// Which of two posts stands before the other.
    pub(super) fn compare(self, one: &Post, other: &Post, facts: &dyn Facts) -> Ordering {
        match self {
            Order::Newest => one.newest_first(other),
            Order::Oldest => one.oldest_first(other),
            Order::Title => one.by_title(other),
            Order::Longest => one.longest_first(other),
            Order::Unread => {
                let is_read = |post: &Post| !facts.holds(post, Fact::Unread);
                let unread = is_read(one).cmp(&is_read(other));
                unread.then_with(|| one.newest_first(other))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_orders_are_remembered_by_stays_as_it_is() {
        let keys = ["newest", "oldest", "by title", "longest", "unread first"];
        assert_eq!(keys.map(Order::keyed), Order::ALL.map(Some));
        assert_eq!(Order::ALL.map(Order::key), keys);
    }
}

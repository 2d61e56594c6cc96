//! The way that was come: where links were followed from.

use std::sync::Arc;

use super::article::Place;

/// Steps that are kept.
const KEPT: usize = 500;

/// A post and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The post's path.
    pub path: Arc<str>,
    /// Where in it.
    pub place: Place,
}

/// Stops behind and, after going back, ahead.
#[derive(Debug, Default)]
pub struct History {
    behind: Vec<Stop>,
    ahead: Vec<Stop>,
}

impl History {
    /// Notes where a link was followed from. What was ahead is no longer.
    pub fn leave(&mut self, from: Stop) {
        self.ahead.clear();
        self.behind.push(from);
        if self.behind.len() > KEPT {
            self.behind.remove(0);
        }
    }

    /// The stop behind `from`, which is then ahead. Stops whose post is no longer here are dropped.
    pub fn back(&mut self, from: Option<Stop>, is_here: impl Fn(&Stop) -> bool) -> Option<Stop> {
        self.behind.retain(is_here);
        let to = self.behind.pop()?;
        self.ahead.extend(from);
        Some(to)
    }

    /// The stop ahead of `from`, which is then behind. Stops whose post is no longer here are
    /// dropped.
    pub fn forward(&mut self, from: Option<Stop>, is_here: impl Fn(&Stop) -> bool) -> Option<Stop> {
        self.ahead.retain(is_here);
        let to = self.ahead.pop()?;
        self.behind.extend(from);
        Some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(path: &str, offset: u32) -> Stop {
        let place = Place { block: 0, offset };
        Stop {
            path: path.into(),
            place,
        }
    }

    #[test]
    fn back_and_forward_walk_the_same_way() {
        let mut history = History::default();
        history.leave(stop("a", 5));
        history.leave(stop("b", 6));
        assert_eq!(
            history.back(Some(stop("c", 7)), |_| true),
            Some(stop("b", 6))
        );
        assert_eq!(
            history.back(Some(stop("b", 60)), |_| true),
            Some(stop("a", 5))
        );
        assert_eq!(history.back(Some(stop("a", 5)), |_| true), None);
        assert_eq!(
            history.forward(Some(stop("a", 5)), |_| true),
            Some(stop("b", 60))
        );
        assert_eq!(
            history.forward(Some(stop("b", 60)), |_| true),
            Some(stop("c", 7))
        );
        assert_eq!(history.forward(Some(stop("c", 7)), |_| true), None);
    }

    #[test]
    fn a_stop_whose_post_is_gone_is_left_out() {
        let is_here = |stop: &Stop| *stop.path != *"gone";
        let mut history = History::default();
        for path in ["a", "gone", "b", "gone"] {
            history.leave(stop(path, 0));
        }
        assert_eq!(
            history.back(Some(stop("c", 0)), is_here),
            Some(stop("b", 0))
        );
        assert_eq!(
            history.back(Some(stop("b", 0)), is_here),
            Some(stop("a", 0))
        );
        assert_eq!(history.back(Some(stop("a", 0)), is_here), None);
        assert_eq!(
            history.forward(Some(stop("a", 0)), is_here),
            Some(stop("b", 0))
        );
    }

    #[test]
    fn another_link_ends_the_way_ahead() {
        let mut history = History::default();
        history.leave(stop("a", 0));
        history.back(Some(stop("b", 0)), |_| true);
        history.leave(stop("a", 1));
        assert_eq!(history.forward(Some(stop("c", 0)), |_| true), None);
    }

    #[test]
    fn the_way_behind_is_bounded() {
        let mut history = History::default();
        for step in 0..2000 {
            history.leave(stop("a", step));
        }
        assert_eq!(history.behind.len(), KEPT);
        assert_eq!(history.back(None, |_| true), Some(stop("a", 1999)));
    }
}

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

    /// The stop behind `from`, which is then ahead.
    pub fn back(&mut self, from: Option<Stop>) -> Option<Stop> {
        let to = self.behind.pop()?;
        self.ahead.extend(from);
        Some(to)
    }

    /// The stop ahead of `from`, which is then behind.
    pub fn forward(&mut self, from: Option<Stop>) -> Option<Stop> {
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
        assert_eq!(history.back(Some(stop("c", 7))), Some(stop("b", 6)));
        assert_eq!(history.back(Some(stop("b", 60))), Some(stop("a", 5)));
        assert_eq!(history.back(Some(stop("a", 5))), None);
        assert_eq!(history.forward(Some(stop("a", 5))), Some(stop("b", 60)));
        assert_eq!(history.forward(Some(stop("b", 60))), Some(stop("c", 7)));
        assert_eq!(history.forward(Some(stop("c", 7))), None);
    }

    #[test]
    fn another_link_ends_the_way_ahead() {
        let mut history = History::default();
        history.leave(stop("a", 0));
        history.back(Some(stop("b", 0)));
        history.leave(stop("a", 1));
        assert_eq!(history.forward(Some(stop("c", 0))), None);
    }

    #[test]
    fn the_way_behind_is_bounded() {
        let mut history = History::default();
        for step in 0..2000 {
            history.leave(stop("a", step));
        }
        assert_eq!(history.behind.len(), KEPT);
        assert_eq!(history.back(None), Some(stop("a", 1999)));
    }
}

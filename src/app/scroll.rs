//! Which rows of a list are seen.

/// Rows of a list, and those of them that are seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    /// The first that is seen.
    pub(super) top: usize,
    /// How many are seen.
    pub(super) height: usize,
    /// How many there are.
    pub(super) count: usize,
}

impl Rows {
    /// The row at the top when the last one is at the bottom.
    pub(super) fn last_top(self) -> usize {
        self.count.saturating_sub(self.height)
    }

    /// The row that has to be at the top so that `chosen` is seen with `context` rows above and
    /// beneath it, scrolling no further than that takes.
    pub(super) fn revealing(self, chosen: usize, context: usize) -> usize {
        let context = context.min(self.height.saturating_sub(1) / 2);
        let lowest = (chosen + context + 1).saturating_sub(self.height);
        let highest = chosen.saturating_sub(context);
        let top = self.top.clamp(lowest.min(highest), highest);
        top.min(self.last_top())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_scrolled_than_shows_the_chosen_row_and_its_neighbours() {
        let rows = |top| Rows {
            top,
            height: 5,
            count: 20,
        };
        assert_eq!(rows(0).revealing(2, 2), 0);
        assert_eq!(rows(0).revealing(4, 2), 2);
        assert_eq!(rows(10).revealing(9, 2), 7);
        assert_eq!(rows(0).revealing(19, 2), 15);
        assert_eq!(rows(7).revealing(0, 2), 0);
    }

    #[test]
    fn no_rows_do_no_harm() {
        for height in [0, 1, 2] {
            let rows = Rows {
                top: 3,
                height,
                count: 0,
            };
            assert_eq!(rows.revealing(0, 3), 0);
        }
    }
}

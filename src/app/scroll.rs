//! Which rows of a list are seen, and which one is chosen.

use std::ops::Range;

use super::command::Motion;

/// The rows of a list that are seen, and the chosen one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// Rows that stay seen above and beneath the chosen one.
    context: usize,
    /// How many rows there are.
    count: usize,
    chosen: usize,
    /// The first that is seen.
    top: usize,
    /// How many are seen.
    height: usize,
}

impl Window {
    /// Over a list without rows; so many are to be seen around the chosen one.
    pub(super) fn new(context: usize) -> Window {
        Window {
            context,
            ..Window::default()
        }
    }

    /// The chosen row.
    pub(super) fn chosen(self) -> usize {
        self.chosen
    }

    /// The rows that are seen.
    pub(super) fn seen(self) -> Range<usize> {
        self.top..self.count.min(self.top + self.height)
    }

    /// How many rows can be seen.
    pub(super) fn height(self) -> usize {
        self.height
    }

    /// The list has other rows; `chosen` is, and it is seen from its first row, or from where that is
    /// seen.
    pub(super) fn begin(&mut self, count: usize, chosen: usize) {
        self.count = count;
        self.top = 0;
        self.choose(chosen);
    }

    /// The list has other rows, and what is chosen stands at `chosen` now: it stays where it is seen.
    pub(super) fn refill(&mut self, count: usize, chosen: usize) {
        let row = self.chosen.saturating_sub(self.top);
        self.count = count;
        self.top = chosen.saturating_sub(row).min(self.last_top());
        self.choose(chosen);
    }

    /// Chooses a row, and scrolls no further than shows it and its neighbours.
    pub(super) fn choose(&mut self, row: usize) {
        self.chosen = row.min(self.count.saturating_sub(1));
        self.reveal();
    }

    /// Chooses a row that is seen, and scrolls nothing.
    pub(super) fn choose_seen(&mut self, row: usize) {
        self.chosen = row;
    }

    /// The row of the list on a row of what is seen, if there is one.
    pub(super) fn at(self, row: usize) -> Option<usize> {
        let index = self.top + row;
        self.seen().contains(&index).then_some(index)
    }

    /// Scrolls without choosing another.
    pub(super) fn scroll(&mut self, motion: Motion, rows: usize) {
        for _ in 0..rows {
            self.top = motion.distance(1).from(self.top, self.last_top());
        }
    }

    /// Takes the rows there are.
    pub(super) fn fit(&mut self, height: usize) {
        if self.height != height {
            self.height = height;
            self.reveal();
        }
        self.top = self.top.min(self.last_top());
    }

    /// The row at the top when the last one is at the bottom.
    fn last_top(self) -> usize {
        self.count.saturating_sub(self.height)
    }

    fn reveal(&mut self) {
        let context = self.context.min(self.height.saturating_sub(1) / 2);
        let lowest = (self.chosen + context + 1).saturating_sub(self.height);
        let highest = self.chosen.saturating_sub(context);
        let top = self.top.clamp(lowest.min(highest), highest);
        self.top = top.min(self.last_top());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(context: usize, height: usize, count: usize) -> Window {
        let mut window = Window::new(context);
        window.fit(height);
        window.begin(count, 0);
        window
    }

    #[test]
    fn no_more_is_scrolled_than_shows_the_chosen_row_and_its_neighbours() {
        let seen = |top: usize, chosen| {
            let mut window = window(2, 5, 20);
            window.scroll(Motion::Down, top);
            window.choose(chosen);
            window.seen().start
        };
        assert_eq!(seen(0, 2), 0);
        assert_eq!(seen(0, 4), 2);
        assert_eq!(seen(10, 9), 7);
        assert_eq!(seen(0, 19), 15);
        assert_eq!(seen(7, 0), 0);
    }

    #[test]
    fn what_is_chosen_stays_where_it_is_seen_when_others_come() {
        let mut window = window(1, 5, 20);
        window.choose(10);
        let row = window.chosen() - window.seen().start;
        window.refill(30, 17);
        assert_eq!(
            (window.chosen(), window.chosen() - window.seen().start),
            (17, row)
        );
        window.refill(3, 2);
        assert_eq!((window.chosen(), window.seen()), (2, 0..3));
    }

    #[test]
    fn a_row_of_what_is_seen_is_one_of_the_list_or_none() {
        let mut window = window(0, 5, 7);
        window.scroll(Motion::Down, 100);
        assert_eq!(
            (window.at(0), window.at(4), window.at(5)),
            (Some(2), Some(6), None)
        );
        assert_eq!(self::window(0, 5, 2).at(3), None);
    }

    #[test]
    fn no_rows_do_no_harm() {
        for height in [0, 1, 2] {
            let mut window = window(3, height, 0);
            window.choose(3);
            window.scroll(Motion::Down, 2);
            assert_eq!(
                (window.chosen(), window.seen(), window.at(0)),
                (0, 0..0, None)
            );
        }
    }
}

//! The list of posts: their order, the chosen one, and which rows are seen.

mod complete;
mod order;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::command::Motion;
use super::marks::Marks;
use super::prompt::{Edit, Prompt};
use super::scroll::Window;
use crate::blog::Post;
use crate::memory::Remembered;
use crate::search::{self, Fact, Letters, Query};

pub use order::Order;

/// Rows that stay seen above and beneath the chosen one.
const CONTEXT: usize = 3;

/// The posts as the list shows them.
#[derive(Debug)]
pub struct PostList {
    /// Every post, in order.
    all: Vec<Arc<Post>>,
    /// Their letters, in the same order.
    letters: Letters,
    /// Those that the filter leaves, by their index.
    left: Vec<u32>,
    /// Where in the titles of posts that are seen the filter was found, in bytes, by their index.
    found: HashMap<u32, Vec<Range<usize>>>,
    /// What is known of them.
    marks: Marks,
    filter: Prompt,
    /// What the filter left what it leaves of.
    query: Query,
    /// What would complete the filter.
    completion: Option<String>,
    mode: Mode,
    /// The post that was chosen before the filter was typed.
    before: Option<Arc<str>>,
    by_path: HashMap<Arc<str>, Arc<Post>>,
    order: Order,
    /// Over those that the filter leaves.
    window: Window,
}

/// Whether letters are commands or text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Choosing,
    Filtering,
}

impl Default for PostList {
    fn default() -> PostList {
        PostList {
            all: Vec::new(),
            letters: Letters::default(),
            left: Vec::new(),
            found: HashMap::new(),
            marks: Marks::default(),
            filter: Prompt::default(),
            query: Query::default(),
            completion: None,
            mode: Mode::default(),
            before: None,
            by_path: HashMap::new(),
            order: Order::default(),
            window: Window::new(CONTEXT),
        }
    }
}

impl PostList {
    /// How many posts the filter leaves.
    pub fn len(&self) -> usize {
        self.left.len()
    }

    /// How many posts there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// True when a post of the blog has a date, and there is a column of them to be shown.
    pub fn has_dates(&self) -> bool {
        self.all.iter().any(|post| post.date.is_some())
    }

    /// What the list is narrowed by.
    pub fn filter(&self) -> &Prompt {
        &self.filter
    }

    /// What to say of a filter that asks for something nobody knows.
    pub fn slip(&self) -> Option<String> {
        self.query.slip()
    }

    /// True while letters go to the filter.
    pub fn is_filtering(&self) -> bool {
        self.mode == Mode::Filtering
    }

    /// True while a filter is typed or leaves posts out.
    pub fn is_narrowed(&self) -> bool {
        self.is_filtering() || !self.filter.is_empty()
    }

    /// Where in the title of the post at a position the filter was found, in bytes.
    pub fn found(&self, position: usize) -> &[Range<usize>] {
        let found = self.left.get(position).and_then(|it| self.found.get(it));
        found.map_or(&[], Vec::as_slice)
    }

    /// True when it leaves none.
    pub fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    /// The order they stand in.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Where the chosen one stands, from 0.
    pub fn position(&self) -> usize {
        self.window.chosen()
    }

    /// The chosen post.
    pub fn chosen(&self) -> Option<&Arc<Post>> {
        self.at(self.position())
    }

    /// True when the chosen one would stand behind `post` in the list.
    pub(super) fn is_chosen_behind(&self, post: &Post) -> bool {
        self.chosen()
            .is_some_and(|chosen| self.order.compare(post, chosen, &self.marks).is_le())
    }

    fn chosen_path(&self) -> Option<Arc<str>> {
        self.chosen().map(|post| Arc::clone(&post.path))
    }

    /// The post at a position of those that the filter leaves.
    fn at(&self, position: usize) -> Option<&Arc<Post>> {
        self.all.get(*self.left.get(position)? as usize)
    }

    /// The position of the post whose file is `path`.
    fn position_of(&self, path: &str) -> Option<usize> {
        let is_it = |index: &u32| {
            self.all
                .get(*index as usize)
                .is_some_and(|it| &*it.path == path)
        };
        self.left.iter().position(is_it)
    }

    /// What is known of the posts.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// What is known of the posts; the list itself stays as it is until it is sorted or sifted
    /// again.
    pub(super) fn marks_mut(&mut self) -> &mut Marks {
        &mut self.marks
    }

    /// What is remembered of earlier sessions.
    pub(super) fn recall(&mut self, posts: HashMap<Arc<str>, Remembered>, order: Option<Order>) {
        self.marks.recall(posts);
        self.order = order.unwrap_or(self.order);
    }

    /// What Tab would add to the filter.
    pub fn completion(&self) -> Option<&str> {
        self.completion.as_deref()
    }

    /// True when the filter asks for something that only reading every post tells.
    pub(super) fn asks_for_media(&self) -> bool {
        Fact::MEDIA.into_iter().any(|fact| self.query.asks(fact))
    }

    /// The post whose file is `path`.
    pub fn post(&self, path: &str) -> Option<&Arc<Post>> {
        self.by_path.get(path)
    }

    /// All posts, in their order.
    pub(super) fn posts(&self) -> impl ExactSizeIterator<Item = &Arc<Post>> {
        self.all.iter()
    }

    /// The posts that the filter leaves, in their order.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Arc<Post>> {
        (0..self.len()).filter_map(|position| self.at(position))
    }

    /// The posts that are seen, from the top, each with where it stands.
    pub fn seen(&self) -> impl Iterator<Item = (usize, &Arc<Post>)> {
        let positions = self.window.seen();
        positions.filter_map(|position| Some((position, self.at(position)?)))
    }

    /// The posts that stand next to the chosen one: the one after, the one before.
    pub(super) fn neighbours(&self) -> impl Iterator<Item = &Arc<Post>> {
        let chosen = self.position();
        [Some(chosen + 1), chosen.checked_sub(1)]
            .into_iter()
            .flatten()
            .filter_map(|position| self.at(position))
    }

    /// Takes these posts for those that are here so far. The chosen one stays chosen, and stays
    /// where it is seen. Until something is chosen by hand, that is the first.
    pub(super) fn put(&mut self, posts: Vec<Arc<Post>>, keep: Keep) {
        let chosen = self.chosen_path().filter(|_| keep == Keep::Chosen);
        self.take(posts);
        self.window
            .refill(self.len(), self.position_or_first(chosen));
    }

    /// Takes these posts for those that were. The chosen one stays chosen and where it is seen;
    /// when it is gone, the one that has come to its place is.
    pub(super) fn replace(&mut self, posts: Vec<Arc<Post>>) {
        let (chosen, position) = (self.chosen_path(), self.position());
        self.take(posts);
        let kept = chosen.and_then(|path| self.position_of(&path));
        let last = self.len().saturating_sub(1);
        self.window
            .refill(self.len(), kept.unwrap_or(position.min(last)));
    }

    fn take(&mut self, posts: Vec<Arc<Post>>) {
        let paths = posts
            .iter()
            .map(|post| (Arc::clone(&post.path), Arc::clone(post)));
        self.by_path = paths.collect();
        self.all = posts;
        self.arrange();
    }

    fn position_or_first(&self, path: Option<Arc<str>>) -> usize {
        path.and_then(|path| self.position_of(&path)).unwrap_or(0)
    }

    /// Letters narrow the list from now on.
    pub(super) fn start_filtering(&mut self) {
        self.mode = Mode::Filtering;
        if self.before.is_none() {
            self.before = self.chosen_path();
        }
    }

    /// Changes the filter and chooses the best post that it leaves.
    pub(super) fn edit(&mut self, edit: Edit) {
        let before = self.filter.text().to_owned();
        self.filter.edit(edit);
        if self.filter.text() != before {
            self.filter_again();
        }
    }

    /// Adds to the filter what completes it; false when nothing does.
    pub(super) fn complete(&mut self) -> bool {
        let completion = self.completion.take();
        let letters = completion.iter().flat_map(|completion| completion.chars());
        letters.for_each(|letter| self.filter.edit(Edit::Insert(letter)));
        if completion.is_some() {
            self.filter_again();
        }
        completion.is_some()
    }

    /// Narrows the list by one more part of a filter, unless that is there already.
    pub(super) fn narrow(&mut self, part: &str) {
        self.start_filtering();
        self.mode = Mode::Choosing;
        self.filter = Prompt::of(&Query::joined(self.filter.text(), part));
        self.filter_again();
    }

    fn filter_again(&mut self) {
        self.sift();
        self.completion = complete::completion(&self.filter, &self.all);
        self.window.begin(self.len(), 0);
    }

    /// Sifts again, after more has come to be known of posts; what is chosen stays.
    pub(super) fn renew(&mut self) {
        let chosen = self.chosen_path();
        self.query = Query::default();
        self.sift();
        self.window
            .refill(self.len(), self.position_or_first(chosen));
    }

    /// Letters are commands again; the list stays narrow.
    pub(super) fn keep_filter(&mut self) {
        self.mode = Mode::Choosing;
    }

    /// Lets everything through again, and chooses what was chosen before.
    pub(super) fn drop_filter(&mut self) {
        if !self.is_narrowed() {
            return;
        }
        self.mode = Mode::Choosing;
        self.filter.clear();
        self.sift();
        let before = self.before.take();
        self.window
            .begin(self.len(), self.position_or_first(before));
    }

    /// Finds the posts that the filter leaves: of those that it left before, when it means no others.
    fn sift(&mut self) {
        let query = Query::parse(self.filter.text());
        self.found.clear();
        if query.is_empty() {
            self.left = (0..self.all.len() as u32).collect();
        } else {
            let is_narrower = !self.query.is_empty() && query.narrows(&self.query);
            if is_narrower {
                // Those that lie beside each other in memory are looked at in turn.
                self.left.sort_unstable();
            } else {
                self.left = (0..self.all.len() as u32).collect();
            }
            let posts = (self.all.as_slice(), &self.letters);
            self.left = search::filter(&query, posts, &self.left, &self.marks);
        }
        self.query = query;
    }

    /// Puts the posts in the next order; the chosen one stays chosen.
    pub(super) fn next_order(&mut self) {
        self.order = self.order.next();
        let chosen = self.chosen_path();
        self.arrange();
        self.window
            .refill(self.len(), self.position_or_first(chosen));
    }

    /// Moves the choice.
    pub(super) fn go(&mut self, motion: Motion) {
        let last = self.len().saturating_sub(1);
        let distance = motion.distance(self.window.height());
        self.window.choose(distance.from(self.position(), last));
    }

    /// Chooses the post whose file is `path`, when it is in the list.
    pub(super) fn choose(&mut self, path: &str) {
        if let Some(position) = self.position_of(path) {
            self.window.choose(position);
        }
    }

    /// Chooses the post on a row of what is seen; false when none is there.
    pub(super) fn choose_row(&mut self, row: usize) -> bool {
        let position = self.window.at(row);
        if let Some(position) = position {
            self.window.choose_seen(position);
        }
        position.is_some()
    }

    /// Scrolls without choosing another.
    pub(super) fn scroll(&mut self, motion: Motion, rows: usize) {
        self.window.scroll(motion, rows);
    }

    /// Takes the rows there are.
    pub(super) fn fit(&mut self, height: usize) {
        self.window.fit(height);
        self.find_in_seen();
    }

    /// Finds where in the titles that are seen the filter is.
    fn find_in_seen(&mut self) {
        if self.query.is_empty() {
            return;
        }
        let seen = self.left.get(self.window.seen()).unwrap_or_default().iter();
        let unknown: Vec<u32> = seen
            .filter(|it| !self.found.contains_key(it))
            .copied()
            .collect();
        for index in unknown {
            if let Some(post) = self.all.get(index as usize) {
                let found = search::found(&self.query, &post.title);
                self.found.insert(index, found);
            }
        }
    }

    /// Puts the posts in order and finds those that the filter leaves.
    fn arrange(&mut self) {
        self.order.sort(&mut self.all, &self.marks);
        self.letters = Letters::of(&self.all);
        // What was left stood in the order that was.
        self.query = Query::default();
        self.sift();
    }
}

/// Which post is chosen after others have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// The one that was.
    Chosen,
    /// The first, as nobody has chosen yet.
    First,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;
    use crate::app::fixture::post;

    fn list(dates: &[&str]) -> PostList {
        let mut list = PostList::default();
        let posts = dates.iter().map(|date| post(date, date)).collect();
        list.put(posts, Keep::First);
        list.fit(5);
        list
    }

    fn titles(list: &PostList) -> Vec<&str> {
        list.seen().map(|(_, post)| post.title.as_str()).collect()
    }

    #[test]
    fn the_latest_stands_first_and_the_undated_last() {
        let list = list(&["2017-01-02", "", "2019-01-01", "2018-05-05"]);
        assert_eq!(
            titles(&list),
            ["2019-01-01", "2018-05-05", "2017-01-02", ""]
        );
    }

    #[test]
    fn later_posts_keep_what_was_chosen() {
        let first = ["2019-01-01", "2018-01-01", "2017-01-01"];
        let mut list = list(&first);
        list.go(Motion::Down);
        let later = ["2016-01-01", "2020-01-01"].iter().chain(&first);
        list.put(later.map(|date| post(date, date)).collect(), Keep::Chosen);
        assert_eq!(list.chosen().unwrap().title, "2018-01-01");
        assert_eq!(list.position(), 2);
    }

    #[test]
    fn until_something_is_chosen_the_first_is() {
        let mut list = list(&["2019-01-01"]);
        let posts = vec![post("2019-01-01", "2019-01-01"), post("2020-01-01", "new")];
        list.put(posts, Keep::First);
        assert_eq!(list.chosen().unwrap().title, "new");
    }

    #[test]
    fn posts_that_are_read_again_keep_the_choice_or_its_place() {
        let mut list = list(&["2019-01-01", "2018-01-01", "2017-01-01"]);
        list.go(Motion::Down);
        let again = ["2020-01-01", "2018-01-01", "2017-01-01"];
        list.replace(again.iter().map(|date| post(date, date)).collect());
        assert_eq!(list.chosen().unwrap().title, "2018-01-01");
        assert!(list.post("2019-01-01.md").is_none());
        list.replace(vec![post("2020-01-01", "a"), post("2016-01-01", "b")]);
        assert_eq!(list.chosen().unwrap().title, "b");
        list.replace(Vec::new());
        assert!(list.chosen().is_none());
        list.replace(vec![post("", "c")]);
        assert_eq!(list.chosen().unwrap().title, "c");
    }

    #[test]
    fn another_order_keeps_the_choice() {
        let mut list = list(&["2019-01-01", "2018-01-01", "2017-01-01"]);
        list.next_order();
        assert_eq!(list.order(), Order::Oldest);
        assert_eq!(titles(&list), ["2017-01-01", "2018-01-01", "2019-01-01"]);
        assert_eq!(list.position(), 2);
    }

    #[test]
    fn rows_around_the_chosen_one_stay_seen() {
        let dates: Vec<String> = (1..=20).map(|day| format!("2019-01-{day:02}")).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let mut list = list(&dates);
        for _ in 0..4 {
            list.go(Motion::Down);
        }
        let seen: Vec<usize> = list.seen().map(|(position, _)| position).collect();
        assert_eq!(seen, [2, 3, 4, 5, 6]);
        list.go(Motion::Bottom);
        let seen: Vec<usize> = list.seen().map(|(position, _)| position).collect();
        assert_eq!(seen, [15, 16, 17, 18, 19]);
        list.go(Motion::PageUp);
        assert_eq!(list.position(), 16);
        list.go(Motion::Top);
        assert_eq!(list.position(), 0);
    }

    #[test]
    fn the_wheel_scrolls_without_choosing() {
        let dates: Vec<String> = (1..=20).map(|day| format!("2019-01-{day:02}")).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let mut list = list(&dates);
        list.scroll(Motion::Down, 3);
        list.fit(5);
        assert_eq!(list.position(), 0);
        assert_eq!(list.seen().next().unwrap().0, 3);
        assert!(list.choose_row(1));
        assert_eq!(list.position(), 4);
        assert!(!list.choose_row(5));
    }

    #[test]
    fn no_posts_and_no_rows_do_no_harm() {
        let mut list = PostList::default();
        for height in [0, 1, 2] {
            list.fit(height);
            for motion in [Motion::Down, Motion::Up, Motion::Bottom, Motion::PageUp] {
                list.go(motion);
            }
            assert_eq!(list.seen().count(), 0);
        }
        let mut list = self::list(&["2019-01-01", "2018-01-01"]);
        list.fit(0);
        list.go(Motion::Down);
        list.fit(1);
        assert_eq!(titles(&list), ["2018-01-01"]);
    }
}

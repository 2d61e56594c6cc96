//! How byline bears big blogs: opening one, narrowing its list with each key, searching it.
//!
//! `cargo bench --bench scale`. With `BYLINE_BENCH_HUGE=1` blogs of 100,000 files are opened too,
//! which takes half a minute to write and as long to measure. What is measured without files has
//! 100,000 posts in any case. The blogs are copies of the posts at hand: see `blogs`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on says so"
)]

mod blogs;

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use byline::app::{App, Command, Edit, Message, Settings, Size};
use byline::blog::{Blog, Options, Post};
use byline::search::{FullText, Keep, Letters, NoFacts, Query, filter};
use divan::{Bencher, black_box};

/// Posts of a list that is narrowed.
const MANY: usize = 100_000;
/// Posts that are told of at once when a blog is searched.
const LIMIT: usize = 100;
/// Posts whose lines are seen first.
const FIRST: usize = 12;

/// Where blogs are written; goes with the program.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

fn main() {
    let folder = tempfile::tempdir().unwrap();
    FOLDER.set(folder.path().to_owned()).unwrap();
    divan::main();
}

/// How many posts blogs have.
fn sizes() -> Vec<usize> {
    let huge = std::env::var_os("BYLINE_BENCH_HUGE").map(|_| MANY);
    [383, 5_000].into_iter().chain(huge).collect()
}

/// The folder of a blog of so many posts, written when it is first asked for.
fn folder_of(posts: usize) -> PathBuf {
    static LOCK: Mutex<()> = Mutex::new(());
    let _lock = LOCK.lock().unwrap();
    let folder = FOLDER.get().unwrap().join(posts.to_string());
    if !folder.exists() {
        blogs::write(&folder, posts);
    }
    folder
}

fn open(folder: &Path) -> Blog {
    Blog::open(folder, Options::default()).unwrap()
}

mod opening {
    use super::{Bencher, Path, PathBuf, folder_of, fs, open, sizes};

    /// Finding the posts, reading their heads, sorting them.
    #[divan::bench(args = sizes(), max_time = 20)]
    fn blog(bencher: Bencher, posts: usize) {
        let folder = folder_of(posts);
        assert!(open(&folder).posts().len() * 10 > posts * 9);
        bencher.bench(|| open(&folder).posts().len());
    }

    /// Reading the same files one after the other, as `cat` does.
    #[divan::bench(args = sizes(), max_time = 20)]
    fn files_alone(bencher: Bencher, posts: usize) {
        let files = files_below(&folder_of(posts).join("_posts"));
        let read = |file: &PathBuf| fs::read(file).unwrap().len();
        bencher.bench(|| files.iter().map(read).sum::<usize>());
    }

    fn files_below(folder: &Path) -> Vec<PathBuf> {
        let years = fs::read_dir(folder).unwrap().flatten();
        let files = years.flat_map(|year| fs::read_dir(year.path()).unwrap().flatten());
        files.map(|file| file.path()).collect()
    }
}

/// 100,000 posts with the titles and tags of those at hand, the newest first.
fn many_posts() -> &'static [Arc<Post>] {
    static POSTS: OnceLock<Vec<Arc<Post>>> = OnceLock::new();
    POSTS.get_or_init(|| {
        let blog = open(&folder_of(5_000));
        let known = blog.posts();
        let posts = (0..MANY).map(|number| {
            let post = &known[number % known.len()];
            let path = format!("{number}/{}", post.path);
            Arc::new(Post {
                title: format!("{}, {}", post.title, number / known.len()),
                path: path.into(),
                ..Post::clone(post)
            })
        });
        let mut posts: Vec<_> = posts.collect();
        posts.sort_by(|one, other| one.newest_first(other));
        posts
            .iter()
            .map(|post| Arc::new(Post::clone(post)))
            .collect()
    })
}

mod list {
    use super::{
        App, Bencher, Command, Edit, Letters, Message, NoFacts, Query, RefCell, Settings, Size,
        black_box, filter, many_posts,
    };

    /// What is typed: letters, a word, words, fields, a word that nobody has.
    const TYPED: [&str; 10] = [
        "r", "ru", "rus", "release", "note rel", "2017", "tag:pyt", "year:201", "-links", "xyzzyx",
    ];

    /// Which of 100,000 posts are meant, when all have to be looked at.
    #[divan::bench(args = TYPED)]
    fn filtering(bencher: Bencher, typed: &str) {
        let posts = many_posts();
        let all: Vec<u32> = (0..posts.len() as u32).collect();
        let query = Query::parse(typed);
        let posts = (posts, &Letters::of(posts));
        bencher.bench(|| filter(black_box(&query), posts, &all, &NoFacts));
    }

    /// All that the session does when the last letter is typed: what it leaves of what the letters
    /// before left, how it would be completed, which rows are seen.
    #[divan::bench(args = TYPED, sample_size = 1)]
    fn keystroke(bencher: Bencher, typed: &str) {
        let size = Size {
            width: 120,
            height: 40,
        };
        let mut app = App::new(Settings::default(), size);
        app.update(Message::Posts(many_posts().to_vec()));
        app.update(Message::Complete);
        app.update(Message::Command(Command::Filter));
        let edit = |edit| Message::Command(Command::Edit(edit));
        for letter in typed.chars() {
            app.update(edit(Edit::Insert(letter)));
        }
        let last = typed.chars().next_back().unwrap_or_default();
        let app = RefCell::new(app);
        bencher
            .with_inputs(|| drop(app.borrow_mut().update(edit(Edit::Erase))))
            .bench_local_values(|()| app.borrow_mut().update(edit(Edit::Insert(last))));
    }
}

mod search {
    use super::{
        Arc, Bencher, FIRST, FOLDER, FullText, Keep, LIMIT, NoFacts, Query, folder_of, open,
    };

    /// What is looked for: a rare word, one that stands in most posts, words in their order, the
    /// beginning of a word, two words, Chinese.
    const WANTED: [(&str, &str); 6] = [
        ("rare", "oaxaca"),
        ("common", "the"),
        ("phrase", "\"open source\""),
        ("beginning", "pro"),
        ("two", "ruby security"),
        ("Chinese", "设计"),
    ];
    const NAMES: [&str; 6] = ["rare", "common", "phrase", "beginning", "two", "Chinese"];

    fn words(name: &str) -> Query {
        let wanted = WANTED.iter().find(|(known, _)| *known == name);
        Query::parse(wanted.map_or("", |(_, words)| words))
    }

    fn complete(search: &mut FullText) {
        while !search.is_complete() {
            search.go_on().unwrap();
        }
    }

    /// From words to the first lines that are seen, with an index that is there and no text in
    /// hand: what the first key costs.
    #[divan::bench(args = NAMES, consts = [383, 5_000], sample_size = 1, sample_count = 30)]
    fn first_results<const POSTS: usize>(bencher: Bencher, name: &str) {
        let keep = Keep::In(FOLDER.get().unwrap().join("indices"));
        let blog = Arc::new(open(&folder_of(POSTS)));
        let query = words(name);
        complete(&mut FullText::open(Arc::clone(&blog), &keep).unwrap());
        bencher
            .with_inputs(|| FullText::open(Arc::clone(&blog), &keep).unwrap())
            .bench_local_refs(|search| {
                let found = search.search(&query, LIMIT, &NoFacts).unwrap();
                let paths: Vec<_> = found.into_iter().map(|it| it.path).collect();
                let first = &paths[..paths.len().min(FIRST)];
                (search.passages(&query, first), paths.len())
            });
    }

    /// Finding out that an index that was kept is up to date.
    #[divan::bench(args = [383, 5_000], sample_count = 30)]
    fn opening_an_index(bencher: Bencher, posts: usize) {
        let keep = Keep::In(FOLDER.get().unwrap().join("indices"));
        let blog = Arc::new(open(&folder_of(posts)));
        complete(&mut FullText::open(Arc::clone(&blog), &keep).unwrap());
        bencher.bench(|| FullText::open(Arc::clone(&blog), &keep).unwrap());
    }

    /// Reading every post and taking its words into an index.
    #[divan::bench(args = [383, 5_000], sample_size = 1, sample_count = 5)]
    fn building_an_index(bencher: Bencher, posts: usize) {
        let blog = Arc::new(open(&folder_of(posts)));
        bencher
            .with_inputs(|| tempfile::tempdir().unwrap())
            .bench_refs(|kept| {
                let keep = Keep::In(kept.path().to_owned());
                complete(&mut FullText::open(Arc::clone(&blog), &keep).unwrap());
            });
    }
}

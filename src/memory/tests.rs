#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::fs;
use std::thread;

use tempfile::TempDir;

use super::*;
use crate::blog::{Blog, Options};

pub fn blog(place: &str, title: &str, signs: &[u64]) -> Identity {
    Identity {
        place: place.to_owned(),
        title: title.to_owned(),
        signs: signs.to_vec(),
    }
}

pub fn of_post(recalled: &Recollection, path: &str) -> Remembered {
    recalled.posts.get(path).cloned().unwrap_or_default()
}

fn memory(folder: &TempDir) -> Memory {
    let (memory, notice) = Memory::open(folder.path()).unwrap();
    assert_eq!(notice, None);
    memory
}

fn read(blog: BlogId, path: &str) -> Mark {
    Mark {
        blog,
        what: What::Read(path.into(), true),
    }
}

/// What is in a folder, without whose turn it is.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != "memory.lock").collect();
    names.sort_unstable();
    names
}

#[test]
fn what_was_marked_is_recalled() {
    let folder = tempfile::tempdir().unwrap();
    let spot = Spot::new(7, 9, "What is to come is här.");
    let a = blog("/nowhere/a", "A", &[1, 2, 3]);
    let mut first = memory(&folder);
    let new = first.recall(&a).unwrap();
    assert_eq!(
        (new.order, new.last, new.posts),
        (None, None, HashMap::new())
    );
    let marks = [
        What::Read("a.md".into(), true),
        What::Read("b.md".into(), true),
        What::Read("b.md".into(), false),
        What::Starred("b.md".into(), true),
        What::Place("b.md".into(), spot.clone()),
        What::Last("b.md".into()),
        What::Order("oldest".to_owned()),
    ];
    let marks = marks.map(|what| Mark {
        blog: new.blog,
        what,
    });
    first.note(&marks).unwrap();
    drop(first);

    let mut second = memory(&folder);
    let recalled = second.recall(&a).unwrap();
    assert_eq!(recalled.blog, new.blog);
    assert_eq!(recalled.order.as_deref(), Some("oldest"));
    assert_eq!(recalled.last.as_deref(), Some("b.md"));
    assert_eq!(recalled.posts.len(), 2);
    let a_md = Remembered {
        read: true,
        starred: false,
        place: None,
    };
    let b_md = Remembered {
        read: false,
        starred: true,
        place: Some(spot),
    };
    assert_eq!(of_post(&recalled, "a.md"), a_md);
    assert_eq!(of_post(&recalled, "b.md"), b_md);
    let other = second.recall(&blog("/nowhere/b", "B", &[7, 8, 9])).unwrap();
    assert!(other.posts.is_empty());
}

#[test]
fn nothing_that_is_written_is_taken_for_a_command() {
    let folder = tempfile::tempdir().unwrap();
    let odd = "'); DROP TABLE post; -- \u{0} ?1 \" 漢";
    let identity = blog(odd, odd, &[1, u64::MAX, 1 << 63]);
    let mut memory = memory(&folder);
    let id = memory.recall(&identity).unwrap().blog;
    memory.note(&[read(id, odd)]).unwrap();
    let recalled = memory.recall(&identity).unwrap();
    assert_eq!(recalled.blog, id);
    assert!(of_post(&recalled, odd).read);
}

#[test]
fn two_sessions_beside_each_other_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let a = blog("/nowhere/a", "A", &[1, 2, 3]);
    let id = memory(&folder).recall(&a).unwrap().blog;
    let session = |what: fn(Arc<str>, u32) -> What| {
        let mut memory = memory(&folder);
        move || {
            for number in 0..1000 {
                let what = what(format!("{number}.md").into(), number);
                memory.note(&[Mark { blog: id, what }]).unwrap();
            }
        }
    };
    let reads = session(|path, _| What::Read(path, true));
    let stars = session(|path, number| match number % 2 {
        0 => What::Starred(path, true),
        _ => What::Place(path, Spot::new(number, number, "")),
    });
    thread::scope(|scope| {
        scope.spawn(reads);
        scope.spawn(stars);
    });
    let recalled = memory(&folder).recall(&a).unwrap();
    for number in 0..1000 {
        let post = of_post(&recalled, &format!("{number}.md"));
        assert!(post.read, "{number}");
        assert_eq!(post.starred, number % 2 == 0, "{number}");
        let offset = post.place.map(|place| place.offset);
        assert_eq!(offset, (number % 2 == 1).then_some(number), "{number}");
    }
}

#[test]
fn sessions_that_begin_at_once_begin_one_file() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        thread::scope(|scope| {
            for number in 0..4 {
                let folder = &folder;
                scope.spawn(move || {
                    let place = format!("/nowhere/{number}");
                    memory(folder).recall(&blog(&place, "A", &[])).unwrap();
                });
            }
        });
        assert_eq!(memory(&folder).blogs().unwrap().len(), 4);
    }
}

#[test]
fn the_blogs_that_were_opened_come_latest_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = memory(&folder);
    let start = Timestamp::now();
    memory.recall(&blog("/nowhere/a", "A", &[])).unwrap();
    memory
        .recall(&Identity::of(&Blog::sample()).unwrap())
        .unwrap();
    thread::sleep(std::time::Duration::from_millis(3));
    memory
        .recall(&blog("/nowhere/a", "New title", &[]))
        .unwrap();
    let known = memory.blogs().unwrap();
    assert_eq!(known.len(), 2);
    assert_eq!(known[0].title, "New title");
    assert_eq!(known[0].folder, Some(PathBuf::from("/nowhere/a")));
    assert_eq!(known[1].title, Blog::sample().title());
    assert_eq!(known[1].folder, None);
    assert!(known[0].opened > known[1].opened);
    assert!(known[1].opened.as_millisecond() >= start.as_millisecond());
}

#[test]
fn a_blog_is_recalled_by_its_folder_before_its_posts_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let real = fs::canonicalize(folder.path()).unwrap();
    let mut memory = memory(&folder);
    assert_eq!(memory.recall_at(&real).unwrap(), None, "never opened");
    let id = memory
        .recall(&blog(real.to_str().unwrap(), "A", &[1, 2, 3]))
        .unwrap()
        .blog;
    memory.note(&[read(id, "a.md")]).unwrap();
    let recalled = memory.recall_at(&real).unwrap().unwrap();
    assert_eq!(recalled.blog, id);
    assert!(recalled.posts["a.md"].read);
    assert_eq!(memory.recall_at(Path::new("/nowhere/a")).unwrap(), None);
}

mod damage {
    use super::*;

    /// A memory with enough in it to have several pages.
    fn full() -> (TempDir, Identity) {
        let folder = tempfile::tempdir().unwrap();
        let a = blog("/nowhere/a", "A", &[1, 2, 3]);
        let mut memory = memory(&folder);
        let id = memory.recall(&a).unwrap().blog;
        let marks: Vec<_> = (0..2000).map(|it| read(id, &format!("{it}.md"))).collect();
        memory.note(&marks).unwrap();
        (folder, a)
    }

    /// How many memories are in a folder, those that were set aside included.
    fn files(folder: &Path) -> usize {
        let names = names(folder);
        names.iter().filter(|it| it.ends_with(".sqlite")).count()
    }

    /// What the file of a memory has become is set aside, and reading goes on.
    fn check(folder: &Path, blog: &Identity, what: &str) {
        let damaged = fs::read(folder.join(file::NAME)).unwrap();
        let before = files(folder);
        let (mut memory, notice) = Memory::open(folder).unwrap();
        let notice = notice.unwrap_or_default();
        let aside = names(folder).into_iter().find(|it| {
            it.starts_with("memory-") && it.ends_with(".sqlite") && notice.contains(it.as_str())
        });
        let aside = aside.unwrap_or_else(|| unreachable!("{what}: {notice:?}"));
        assert_eq!(fs::read(folder.join(aside)).unwrap(), damaged, "{what}");
        let recalled = memory.recall(blog).unwrap();
        assert!(recalled.posts.is_empty(), "{what}");
        memory.note(&[read(recalled.blog, "a.md")]).unwrap();
        drop(memory);
        assert_eq!(files(folder), before + 1, "{what}");
        let (mut memory, notice) = Memory::open(folder).unwrap();
        assert_eq!(notice, None, "{what}");
        assert!(
            of_post(&memory.recall(blog).unwrap(), "a.md").read,
            "{what}"
        );
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_reading_goes_on() {
        let (folder, a) = full();
        let file = folder.path().join(file::NAME);
        let whole = fs::read(&file).unwrap();
        assert!(whole.len() > 8 * 4096, "{}", whole.len());
        let mut noise = 1_u32;
        let mut byte = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8
        };
        let mut inside = whole.clone();
        inside[4096..12288].fill_with(&mut byte);
        let mut random = whole.clone();
        random.fill_with(&mut byte);
        let damages = [
            ("random bytes", random),
            ("random bytes inside", inside),
            ("cut in the middle", whole[..whole.len() / 2].to_vec()),
            ("cut within a page", whole[..whole.len() - 1000].to_vec()),
            ("cut in the head", whole[..50].to_vec()),
            ("two bytes", whole[..2].to_vec()),
            ("text", b"read = true\n".to_vec()),
        ];
        let count = damages.len();
        for (what, bytes) in damages {
            fs::write(&file, bytes).unwrap();
            check(folder.path(), &a, what);
        }
        // One beside the other: no name is taken twice.
        assert_eq!(files(folder.path()), count + 1);
    }

    #[test]
    fn a_file_without_length_is_a_fresh_one() {
        let (folder, a) = full();
        fs::write(folder.path().join(file::NAME), "").unwrap();
        assert!(memory(&folder).recall(&a).unwrap().posts.is_empty());
        assert_eq!(names(folder.path()), [file::NAME]);
    }

    /// A copy of a memory as a kill leaves it: the latest marks are beside the file.
    fn killed() -> (TempDir, Identity) {
        let (folder, a) = full();
        let mut memory = memory(&folder);
        let id = memory.recall(&a).unwrap().blog;
        memory.note(&[read(id, "late.md")]).unwrap();
        let copy = tempfile::tempdir().unwrap();
        for name in names(folder.path()) {
            fs::copy(folder.path().join(&name), copy.path().join(&name)).unwrap();
        }
        assert_eq!(names(copy.path()).len(), 3);
        (copy, a)
    }

    #[test]
    fn what_is_beside_a_file_after_a_kill_is_read() {
        let (folder, a) = killed();
        let recalled = memory(&folder).recall(&a).unwrap();
        assert!(of_post(&recalled, "late.md").read);
        assert_eq!(recalled.posts.len(), 2001);
    }

    #[test]
    fn what_is_beside_a_damaged_file_goes_with_it() {
        for bytes in ["", "no longer what it was"] {
            let (folder, a) = killed();
            fs::write(folder.path().join(file::NAME), bytes).unwrap();
            let late = fs::read(folder.path().join("memory.sqlite-wal")).unwrap();
            let (mut memory, notice) = Memory::open(folder.path()).unwrap();
            assert!(notice.is_some(), "{bytes:?}");
            assert!(memory.recall(&a).unwrap().posts.is_empty(), "{bytes:?}");
            let names = names(folder.path());
            let aside = names.iter().find(|name| name.ends_with("-1.sqlite-wal"));
            let aside = folder.path().join(aside.unwrap());
            assert_eq!(fs::read(aside).unwrap(), late, "{bytes:?}");
        }
    }

    #[test]
    fn damage_beside_a_file_costs_the_latest_marks_alone() {
        for name in ["memory.sqlite-wal", "memory.sqlite-shm"] {
            let (folder, a) = killed();
            let length = fs::read(folder.path().join(name)).unwrap().len();
            fs::write(folder.path().join(name), vec![0x5a; length]).unwrap();
            let recalled = memory(&folder).recall(&a).unwrap();
            assert!(recalled.posts.len() >= 2000, "{name}");
        }
    }

    #[test]
    fn of_sessions_that_find_it_damaged_at_once_one_sets_it_aside() {
        for _ in 0..10 {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(file::NAME), "no longer what it was").unwrap();
            let open = || Memory::open(folder.path()).unwrap().1;
            let notices = thread::scope(|scope| {
                let sessions: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
                let notices = sessions.into_iter().map(|it| it.join().unwrap());
                notices.flatten().count()
            });
            assert_eq!(notices, 1);
            assert_eq!(names(folder.path()).len(), 2);
        }
    }

    #[test]
    fn a_file_of_a_newer_byline_is_not_touched() {
        let (folder, _) = killed();
        let file = folder.path().join(file::NAME);
        let connection = Connection::open(&file).unwrap();
        connection.pragma_update(None, "user_version", 2).unwrap();
        let parts = ["memory.sqlite", "memory.sqlite-wal"];
        let state = || parts.map(|name| fs::read(folder.path().join(name)).unwrap());
        let copy = tempfile::tempdir().unwrap();
        for name in names(folder.path()) {
            fs::copy(folder.path().join(&name), copy.path().join(&name)).unwrap();
        }
        let before = state();
        drop(connection);
        fs::remove_dir_all(folder.path()).unwrap();
        fs::rename(copy.path(), folder.path()).unwrap();
        assert_eq!(state(), before);

        let error = Memory::open(folder.path()).unwrap_err();
        assert!(matches!(error, Error::Newer { .. }), "{error}");
        let sentence = error.to_string();
        assert!(sentence.contains("memory.sqlite"), "{sentence}");
        assert_eq!(state(), before);
        assert_eq!(names(folder.path()).len(), 3);
    }
}

mod moves {
    use super::*;

    /// A folder with blogs in it, and a memory of them.
    struct World {
        home: TempDir,
        memory: Memory,
        _state: TempDir,
    }

    impl World {
        fn new() -> World {
            let state = tempfile::tempdir().unwrap();
            World {
                home: tempfile::tempdir().unwrap(),
                memory: memory(&state),
                _state: state,
            }
        }

        fn at(&self, name: &str) -> PathBuf {
            self.home.path().join(name)
        }

        fn write(&self, name: &str, posts: &[&str]) {
            let folder = self.at(name).join("_posts");
            fs::create_dir_all(&folder).unwrap();
            fs::write(self.at(name).join("_config.yml"), "title: Of days\n").unwrap();
            for (day, title) in (1..).zip(posts) {
                let path = folder.join(format!("2020-01-{day:02}-{title}.md"));
                fs::write(path, format!("---\ntitle: {title}\n---\n\nWords.\n")).unwrap();
            }
        }

        fn rename(&self, name: &str, now: &str) {
            fs::rename(self.at(name), self.at(now)).unwrap();
        }

        fn open(&mut self, path: &str) -> Recollection {
            let blog = Blog::open(&self.at(path), Options::default()).unwrap();
            assert!(!blog.posts().is_empty());
            self.memory.recall(&Identity::of(&blog).unwrap()).unwrap()
        }

        /// Opens it and marks a post.
        fn mark(&mut self, path: &str) -> BlogId {
            let id = self.open(path).blog;
            self.memory.note(&[read(id, "a.md")]).unwrap();
            id
        }

        /// Opens it and says whether what was marked is there.
        fn is_marked(&mut self, path: &str) -> bool {
            of_post(&self.open(path), "a.md").read
        }
    }

    const POSTS: [&str; 6] = ["one", "two", "three", "four", "five", "six"];

    #[test]
    fn a_moved_and_renamed_folder_keeps_its_marks() {
        let mut world = World::new();
        world.write("blog", &POSTS);
        let id = world.mark("blog");
        fs::create_dir(world.at("deep")).unwrap();
        world.rename("blog", "deep/words");
        let moved = world.open("deep/words");
        assert_eq!(moved.blog, id);
        assert!(of_post(&moved, "a.md").read);
        let known = world.memory.blogs().unwrap();
        let folder = fs::canonicalize(world.at("deep/words")).unwrap();
        assert_eq!(known.len(), 1);
        assert_eq!(known[0].folder.as_deref(), Some(folder.as_path()));
    }

    #[test]
    fn a_moved_folder_keeps_its_marks_when_a_third_of_it_changed() {
        let mut world = World::new();
        world.write("blog", &POSTS);
        world.mark("blog");
        fs::remove_dir_all(world.at("blog")).unwrap();
        world.write("new", &["one", "two", "three", "four", "V", "VI"]);
        assert!(world.is_marked("new"));
        fs::remove_dir_all(world.at("new")).unwrap();
        world.write("other", &["one", "two", "three", "IV", "5", "6"]);
        assert!(!world.is_marked("other"));
    }

    #[test]
    fn a_copy_does_not_take_the_marks_of_its_original() {
        let mut world = World::new();
        world.write("blog", &POSTS);
        world.write("copy", &POSTS);
        let id = world.mark("blog");
        assert_ne!(world.open("copy").blog, id);
        assert!(!world.is_marked("copy"));
        assert!(world.is_marked("blog"));
    }

    #[test]
    fn blogs_with_the_first_post_of_the_same_theme_stay_apart() {
        let mut world = World::new();
        world.write("a", &["welcome"]);
        world.write("b", &["welcome"]);
        world.mark("a");
        assert!(!world.is_marked("b"));
        assert!(world.is_marked("a"));
        // The first is gone, but the other has a folder of its own by now.
        fs::remove_dir_all(world.at("a")).unwrap();
        assert!(!world.is_marked("b"));
    }

    #[test]
    fn a_blog_is_known_by_what_it_was_when_it_was_opened_last() {
        let mut world = World::new();
        world.write("blog", &["one", "two", "three"]);
        world.mark("blog");
        fs::remove_dir_all(world.at("blog")).unwrap();
        world.write("blog", &["un", "deux", "trois"]);
        world.open("blog");
        world.rename("blog", "new");
        assert!(world.is_marked("new"));
    }

    #[test]
    fn a_blog_of_which_a_part_was_opened_last_is_still_known_by_the_whole() {
        let mut world = World::new();
        // As many early posts that the later ones are no signs of the whole.
        let early: Vec<_> = (1..=31).map(|number| format!("early-{number}")).collect();
        let early: Vec<_> = early.iter().map(String::as_str).collect();
        world.write("blog", &early);
        for number in 10..60 {
            let folder = world.at("blog/_posts/later");
            fs::create_dir_all(&folder).unwrap();
            let path = folder.join(format!("2021-01-02-{number}.md"));
            fs::write(path, format!("---\ntitle: {number}\n---\n\nWords.\n")).unwrap();
        }
        for opened in ["blog", "blog/_posts/later"] {
            world.mark(opened);
        }
        world.rename("blog", "new");
        assert!(world.is_marked("new"));
        world.rename("new", "newer");
        assert!(world.is_marked("newer/_posts/later"));
    }

    #[test]
    fn the_sample_is_never_a_blog_that_was_moved() {
        let mut world = World::new();
        let sample = Identity::of(&Blog::sample()).unwrap();
        let moved = Identity {
            place: "/nowhere/sample".to_owned(),
            ..sample.clone()
        };
        let id = world.memory.recall(&moved).unwrap().blog;
        let sample_id = world.memory.recall(&sample).unwrap().blog;
        assert_ne!(sample_id, id);
        let moved = Identity {
            place: "/nowhere/else".to_owned(),
            ..sample
        };
        assert_eq!(world.memory.recall(&moved).unwrap().blog, id);
    }
}

#[test]
fn a_place_that_is_no_folder_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken");
    fs::write(&taken, "").unwrap();
    for path in [taken.clone(), taken.join("below")] {
        let error = Memory::open(&path).unwrap_err().to_string();
        assert!(error.contains(path.to_str().unwrap()), "{error}");
        assert!(error.contains("BYLINE_STATE"), "{error}");
    }
    fs::create_dir_all(folder.path().join(file::NAME)).unwrap();
    let error = Memory::open(folder.path()).unwrap_err().to_string();
    assert!(error.contains(file::NAME), "{error}");
}

#[test]
fn a_full_disk_is_a_sentence_and_loses_nothing_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let a = blog("/nowhere/a", "A", &[1, 2, 3]);
    let mut memory = memory(&folder);
    let id = memory.recall(&a).unwrap().blog;
    memory.note(&[read(id, "a.md")]).unwrap();
    let pages = |memory: &Memory, count: i64| {
        let set = |row: &rusqlite::Row| row.get::<_, i64>(0);
        let connection = &memory.connection;
        connection.pragma_update_and_check(None, "max_page_count", count, set)
    };
    pages(&memory, 1).unwrap();
    let marks: Vec<_> = (0..2000).map(|it| read(id, &format!("{it}.md"))).collect();
    let error = memory.note(&marks).unwrap_err().to_string();
    assert!(
        error.contains("full") && error.contains("make room"),
        "{error}"
    );
    assert_eq!(memory.recall(&a).unwrap().posts.len(), 1);
    pages(&memory, 1 << 20).unwrap();
    memory.note(&marks).unwrap();
    assert_eq!(memory.recall(&a).unwrap().posts.len(), 2001);
}

#[cfg(unix)]
#[test]
fn what_is_made_is_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state/byline");
    let (_memory, _) = Memory::open(&folder).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for name in names(&folder) {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
}

//! Watching the blog's folder, so that an edit shows at once.
//!
//! Folders are watched, not files: editors write a new file and put it in the old one's place.
//! The folder that the blog's lies in is watched as well, for the blog's own name alone: a checkout
//! can be put in another's place. Symbolic links are not followed; nothing is watched, and no name
//! is looked at, that lies outside of the blog.
//! Where the system has no watches left, the folder is looked through every now and then. What
//! changes comes in bursts; it is told of when it has been quiet for a moment.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Config, ErrorKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How long it has to be quiet before a change is told of.
const QUIET: Duration = Duration::from_millis(80);
/// How long a change waits at most while it is not.
const AT_MOST: Duration = Duration::from_millis(800);
/// How often a folder is looked through where nothing tells of changes.
const LOOK: Duration = Duration::from_secs(3);
/// More folders are not watched one by one.
const FOLDERS: usize = 8192;

/// What the watching thread hears.
enum Signal {
    /// Something happened to these paths.
    Changed(Vec<PathBuf>),
    /// Something happened, the system does not say to what.
    Unknown,
    /// Nobody wants to know any more.
    End,
}

/// Changes are told of for as long as this is there.
#[derive(Debug)]
pub struct Watch(Sender<Signal>);

impl Drop for Watch {
    fn drop(&mut self) {
        // A thread that has ended needs no telling.
        let _ = self.0.send(Signal::End);
    }
}

/// Calls `tell` whenever something below `folder` has changed, until what is returned is dropped.
/// Where nothing can be watched, nothing is told.
pub fn watch<F>(folder: &Path, tell: F) -> Watch
where
    F: Fn() + Send + 'static,
{
    let (sender, signals) = mpsc::channel();
    let watch = Watch(sender.clone());
    // Its name is needed, and `.` has none.
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // Taking the watches reads the folders: off the drawing thread.
    thread::spawn(move || {
        let system = watches(&folder, sender.clone());
        let mut watcher: Box<dyn Watcher> = match system {
            Some(watcher) => Box::new(watcher),
            None => match looks(&folder, sender) {
                Some(watcher) => Box::new(watcher),
                None => return,
            },
        };
        relay(&signals, watcher.as_mut(), &folder, &tell);
    });
    watch
}

/// The system's watches on every folder where posts may be.
fn watches(folder: &Path, changes: Sender<Signal>) -> Option<RecommendedWatcher> {
    let mut watcher = RecommendedWatcher::new(handler(changes), Config::default()).ok()?;
    if let Some(outer) = folder.parent() {
        // Where that is not allowed, all else is told of.
        let _ = watcher.watch(outer, RecursiveMode::NonRecursive);
    }
    let mut count = 0;
    add(&mut watcher, folder, folder, &mut count)?;
    Some(watcher)
}

/// A look through the folder every now and then.
fn looks(folder: &Path, changes: Sender<Signal>) -> Option<PollWatcher> {
    let config = Config::default()
        .with_poll_interval(LOOK)
        .with_follow_symlinks(false);
    let mut watcher = PollWatcher::new(handler(changes), config).ok()?;
    watcher.watch(folder, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}

fn handler(changes: Sender<Signal>) -> impl Fn(notify::Result<notify::Event>) {
    move |event| {
        let signal = match event {
            Ok(event) if is_change(event.kind) => Signal::Changed(event.paths),
            Ok(_) => return,
            Err(_) => Signal::Unknown,
        };
        // Without anybody to hear it, the watch is about to end.
        drop(changes.send(signal));
    }
}

/// Reading a file is no change, and neither is what is known of it besides its text.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Any
        | EventKind::Other
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_) => true,
    }
}

/// Watches `folder` and the folders in it; nothing when the system has no watches left. One that is
/// closed to us, or gone meanwhile, is passed over.
fn add(watcher: &mut dyn Watcher, root: &Path, folder: &Path, count: &mut usize) -> Option<()> {
    *count += 1;
    if *count > FOLDERS {
        return None;
    }
    match watcher.watch(folder, RecursiveMode::NonRecursive) {
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return None,
        Ok(()) | Err(_) => {}
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && matters(root, &entry.path()) {
            add(watcher, root, &entry.path(), count)?;
        }
    }
    Some(())
}

/// False for what no post comes from: what lies beside the blog, version control, packages, the
/// built site, and the files that editors write beside the one they edit.
fn matters(root: &Path, path: &Path) -> bool {
    let Some(below) = below(root, path) else {
        return false;
    };
    let mut names = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    // Generators put what they make at the root of the site; deeper down these are names as others.
    let is_made = names.clone().next().is_some_and(|first| {
        matches!(
            first.as_ref(),
            "public" | "resources" | "target" | "vendor" | "dist"
        )
    });
    let is_other = names.any(|name| {
        matches!(name.as_ref(), "node_modules" | "_site")
            || name.starts_with('.')
            || name.ends_with('~')
            || name.ends_with(".swp")
            || name.starts_with('#')
            || name == "4913"
    });
    !is_made && !is_other
}

/// The part of a path below `root`; nothing for a path that does not lie there. Some systems tell
/// of places without the symbolic links on the way to them.
fn below(root: &Path, path: &Path) -> Option<PathBuf> {
    if let Ok(below) = path.strip_prefix(root) {
        return Some(below.to_owned());
    }
    let real = fs::canonicalize(root).ok()?;
    path.strip_prefix(real).ok().map(Path::to_owned)
}

/// True for a folder that is no symbolic link to one, and for the blog's own whatever it is.
fn is_folder(root: &Path, path: &Path) -> bool {
    if path == root {
        return path.is_dir();
    }
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Tells of changes when they have come to rest, until nobody wants to know.
fn relay(signals: &Receiver<Signal>, watcher: &mut dyn Watcher, folder: &Path, tell: &impl Fn()) {
    let mut since: Option<Instant> = None;
    loop {
        let signal = match since {
            None => signals.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(start) => {
                let left = AT_MOST.saturating_sub(start.elapsed());
                signals.recv_timeout(QUIET.min(left))
            }
        };
        match signal {
            Ok(Signal::Changed(paths)) => {
                let paths: Vec<_> = paths.iter().filter(|it| matters(folder, it)).collect();
                // A folder that has come may hold posts, and get more.
                for path in paths.iter().filter(|path| is_folder(folder, path)) {
                    let _ = add(watcher, folder, path, &mut 0);
                }
                if !paths.is_empty() {
                    since.get_or_insert_with(Instant::now);
                }
            }
            Ok(Signal::Unknown) => {
                since.get_or_insert_with(Instant::now);
            }
            Err(RecvTimeoutError::Timeout) => {
                since = None;
                tell();
            }
            Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    /// Longer than anything takes on a busy machine.
    const LIMIT: Duration = Duration::from_secs(20);

    fn watched(folder: &Path) -> (Watch, Receiver<()>) {
        let (out, told) = mpsc::channel();
        let watch = watch(folder, move || {
            let _ = out.send(());
        });
        // A first change shows that the watches are taken.
        let end = Instant::now() + LIMIT;
        while Instant::now() < end {
            fs::write(folder.join("first.md"), "x").unwrap();
            if told.recv_timeout(Duration::from_millis(300)).is_ok() {
                while told.recv_timeout(Duration::from_millis(300)).is_ok() {}
                return (watch, told);
            }
        }
        unreachable!("nothing was told of")
    }

    #[test]
    fn what_editors_and_people_do_is_told_of() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("_posts")).unwrap();
        let (_watch, told) = watched(folder.path());
        fs::write(at("_posts/a.md"), "A").unwrap();
        told.recv_timeout(LIMIT).unwrap();
        fs::write(at("_posts/.a.md.swp"), "B").unwrap();
        fs::rename(at("_posts/.a.md.swp"), at("_posts/a.md")).unwrap();
        told.recv_timeout(LIMIT).unwrap();
        fs::create_dir_all(at("travel/_posts")).unwrap();
        told.recv_timeout(LIMIT).unwrap();
        std::thread::sleep(QUIET * 2);
        while told.try_recv().is_ok() {}
        fs::write(at("travel/_posts/b.md"), "B").unwrap();
        told.recv_timeout(LIMIT).unwrap();
        fs::remove_file(at("_posts/a.md")).unwrap();
        told.recv_timeout(LIMIT).unwrap();
    }

    /// Waits until nothing more is told of.
    fn rest(told: &Receiver<()>) {
        while told.recv_timeout(QUIET * 6).is_ok() {}
    }

    #[test]
    fn a_watch_that_is_dropped_ends() {
        let folder = tempfile::tempdir().unwrap();
        let (watch, told) = watched(folder.path());
        drop(watch);
        let end = told.recv_timeout(LIMIT);
        assert_eq!(
            end,
            Err(RecvTimeoutError::Disconnected),
            "and its thread with it"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_closed_to_us_is_passed_over() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let closed = folder.path().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::create_dir(folder.path().join("open")).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let (sender, _signals) = mpsc::channel();
        let taken = watches(folder.path(), sender).is_some();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        assert!(taken);
    }

    #[test]
    fn a_folder_in_the_place_of_the_blogs_is_told_of() {
        let outer = tempfile::tempdir().unwrap();
        let blog = outer.path().join("blog");
        fs::create_dir(&blog).unwrap();
        let (_watch, told) = watched(&blog);
        // What lies beside the blog is none of its changes.
        fs::write(outer.path().join("other.md"), "x").unwrap();
        fs::create_dir(outer.path().join("blog-2")).unwrap();
        assert!(told.recv_timeout(QUIET * 6).is_err());

        fs::rename(&blog, outer.path().join("old")).unwrap();
        told.recv_timeout(LIMIT).unwrap();
        rest(&told);
        fs::create_dir_all(blog.join("_posts")).unwrap();
        told.recv_timeout(LIMIT).unwrap();
        rest(&told);
        fs::write(blog.join("_posts/a.md"), "A").unwrap();
        told.recv_timeout(LIMIT).unwrap();
        rest(&told);

        fs::remove_dir_all(&blog).unwrap();
        told.recv_timeout(LIMIT).unwrap();
        rest(&told);
        fs::create_dir_all(blog.join("_posts")).unwrap();
        told.recv_timeout(LIMIT).unwrap();
        rest(&told);
        fs::write(blog.join("_posts/b.md"), "B").unwrap();
        told.recv_timeout(LIMIT).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn what_lies_behind_a_link_out_of_the_blog_is_not_watched() {
        let outer = tempfile::tempdir().unwrap();
        let (blog, other) = (outer.path().join("blog"), outer.path().join("other"));
        fs::create_dir(&blog).unwrap();
        fs::create_dir_all(other.join("inner")).unwrap();
        let (_watch, told) = watched(&blog);
        std::os::unix::fs::symlink(&other, blog.join("out")).unwrap();
        told.recv_timeout(LIMIT).unwrap();
        rest(&told);
        fs::write(other.join("x.md"), "x").unwrap();
        fs::write(other.join("inner/x.md"), "x").unwrap();
        assert!(told.recv_timeout(QUIET * 6).is_err());
        fs::write(blog.join("a.md"), "a").unwrap();
        told.recv_timeout(LIMIT).unwrap();
    }

    #[test]
    fn what_no_post_comes_from_does_not_matter() {
        let root = Path::new("/home/a/public/blog");
        let matters = |path: &str| matters(root, &root.join(path));
        for path in [
            "_posts/a.md",
            "travel/_posts",
            "_config.yml",
            "_drafts/b.md",
            "content/resources/a.md",
            "content/posts/public/a.md",
            "_posts/target/a.md",
            "content/vendor/dist/a.md",
        ] {
            assert!(matters(path), "{path}");
        }
        for path in [
            ".git/index",
            "node_modules/x/readme.md",
            "_site/a.html",
            "public/a/index.html",
            "resources/_gen/a.json",
            "content/node_modules/a.md",
            "_posts/.a.md.swp",
            "_posts/a.md~",
            "_posts/4913",
        ] {
            assert!(!matters(path), "{path}");
        }
        assert!(!super::matters(root, Path::new("/home/a/public/b.md")));
        assert!(super::matters(root, root));
    }
}

//! All reading goes through here: [`Files`] is a folder on disk, one text, or the sample blog.
//!
//! Nothing outside the blog's folder is ever read. A path is relative, parted by `/`, and may
//! neither climb out with `..` nor lead out through a symbolic link; pipes, sockets and devices
//! are refused before they are opened, and sizes are capped.

mod decode;
mod disk;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use jiff::Timestamp;

pub use decode::Text;
use disk::Disk;
pub use disk::NOT_UNICODE;

use super::Error;
use crate::limits;

static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/sample-posts");

/// Where a blog's files are.
#[derive(Debug)]
pub struct Files(Store);

#[derive(Debug)]
enum Store {
    Disk(Disk),
    Text { name: String, bytes: Vec<u8> },
    Sample,
}

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name within the folder.
    pub name: String,
    /// Whether it can be entered or read.
    pub kind: EntryKind,
}

/// The kinds of [`Entry`] there are. Whatever is no folder is a file, which may turn out not to be
/// readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A folder.
    Folder,
    /// A file.
    File,
}

/// Whether to go into a folder when walking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Take it: enter a folder, keep a file.
    Take,
    /// Pass it over.
    Skip,
}

/// How a folder is reached when walking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    /// At its own place.
    Itself,
    /// Through a symbolic link, on the way or at its end.
    ByLink,
}

impl Files {
    /// The folder at `path`.
    ///
    /// # Errors
    /// When it does not exist, is no folder or may not be entered.
    pub fn folder(path: &Path) -> Result<Files, Error> {
        Disk::open(path).map(|disk| Files(Store::Disk(disk)))
    }

    /// One text that came from nowhere, under a name of its own.
    pub fn of_text(name: &str, bytes: Vec<u8>) -> Files {
        Files(Store::Text {
            name: name.to_owned(),
            bytes,
        })
    }

    /// The sample blog that travels in the program.
    pub fn sample() -> Files {
        Files(Store::Sample)
    }

    /// The folder on disk, where there is one.
    pub fn root(&self) -> Option<&Path> {
        match &self.0 {
            Store::Disk(disk) => Some(disk.root()),
            Store::Text { .. } | Store::Sample => None,
        }
    }

    /// The whole text of a file.
    ///
    /// # Errors
    /// When it is not there, not a file of this folder, larger than [`limits::file::BYTES`], or when the
    /// file system says no.
    pub fn read(&self, path: &str) -> Result<Text, Error> {
        match &self.0 {
            Store::Disk(disk) => disk.read(path, limits::file::BYTES).map(decode::decode),
            Store::Text { .. } | Store::Sample => self.stored(path).map(decode::decode),
        }
    }

    /// The beginning of a file, [`limits::file::START`] bytes of it.
    ///
    /// # Errors
    /// As [`Files::read`]; a large file is refused here too, so that its size is known early.
    pub fn read_start(&self, path: &str) -> Result<Text, Error> {
        match &self.0 {
            Store::Disk(disk) => disk
                .read(path, limits::file::START)
                .map(decode::decode_start),
            Store::Text { .. } | Store::Sample => self.stored(path).map(decode::decode),
        }
    }

    /// The text of a small file that may be missing, such as a site's settings.
    pub fn optional(&self, path: &str) -> Option<String> {
        self.read(path).ok().map(|file| file.text)
    }

    /// The first `limit` bytes of a file that is no text.
    ///
    /// # Errors
    /// As [`Files::read`].
    pub fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Error> {
        match &self.0 {
            Store::Disk(disk) => disk.read(path, limit),
            Store::Text { .. } | Store::Sample => {
                let mut bytes = self.stored(path)?;
                bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
                Ok(bytes)
            }
        }
    }

    /// A number that differs when a file is not what it was.
    pub fn version(&self, path: &str) -> u64 {
        match &self.0 {
            Store::Disk(disk) => disk.version(path),
            Store::Text { .. } | Store::Sample => 0,
        }
    }

    /// When a file was last changed.
    pub fn modified(&self, path: &str) -> Option<Timestamp> {
        match &self.0 {
            Store::Disk(disk) => disk.modified(path),
            Store::Text { .. } | Store::Sample => None,
        }
    }

    /// When a file was last changed, in seconds of Unix time and nanoseconds beyond, and how many
    /// bytes it has; nothing for what is not on a disk.
    pub fn state(&self, path: &str) -> Option<(i64, u32, u64)> {
        match &self.0 {
            Store::Disk(disk) => disk.state(path),
            Store::Text { .. } | Store::Sample => None,
        }
    }

    /// True when there is a file at `path`, within the folder.
    pub fn has_file(&self, path: &str) -> bool {
        match &self.0 {
            Store::Disk(disk) => disk.has(path, EntryKind::File),
            Store::Text { name, .. } => name == path,
            Store::Sample => SAMPLE.get_file(path).is_some(),
        }
    }

    /// True when there is a folder at `path`, within the folder.
    pub fn has_folder(&self, path: &str) -> bool {
        match &self.0 {
            Store::Disk(disk) => disk.has(path, EntryKind::Folder),
            Store::Text { .. } => path.is_empty(),
            Store::Sample => path.is_empty() || SAMPLE.get_dir(path).is_some(),
        }
    }

    /// What is in a folder, sorted by name; nothing when it cannot be read.
    pub fn entries(&self, folder: &str) -> Vec<Entry> {
        let mut entries = match &self.0 {
            Store::Disk(disk) => disk.entries(folder),
            Store::Text { name, .. } if folder.is_empty() => vec![Entry {
                name: name.clone(),
                kind: EntryKind::File,
            }],
            Store::Text { .. } => Vec::new(),
            Store::Sample => sample_entries(folder),
        };
        entries.sort_unstable();
        entries
    }

    /// Every file below `folder` for which `step` says so, with their paths from the root, in
    /// the order of their paths. `step` is asked with the path from the root and the entry.
    ///
    /// A folder is entered at its own place, and once more at most through symbolic links: by the
    /// first of the paths that lead there, in the order of names. Folders that link to each other
    /// have more paths than anybody can walk; but a folder of posts that is a link to where its
    /// author writes them has to be found as well, whatever else is walked.
    pub fn walk(&self, folder: &str, step: &mut dyn FnMut(&str, &Entry) -> Step) -> Vec<String> {
        let mut found = Vec::new();
        let mut entered = HashSet::new();
        let root = folder;
        let mut open = vec![(folder.to_owned(), Reached::Itself)];
        while let Some((folder, reached)) = open.pop() {
            let reached = match reached {
                Reached::Itself if folder != root && self.is_link(&folder) => Reached::ByLink,
                reached => reached,
            };
            let is_new = match reached {
                Reached::Itself => true,
                Reached::ByLink => self
                    .real_folder(&folder)
                    .is_some_and(|real| entered.insert(real)),
            };
            if !is_new {
                continue;
            }
            let first = open.len();
            for entry in self.entries(&folder) {
                let path = join(&folder, &entry.name);
                if step(&path, &entry) == Step::Skip {
                    continue;
                }
                match entry.kind {
                    EntryKind::File => found.push(path),
                    EntryKind::Folder => open.push((path, reached)),
                }
            }
            // The last one is taken first.
            if let Some(added) = open.get_mut(first..) {
                added.reverse();
            }
        }
        found.sort_unstable();
        // Two names that are not Unicode can look alike.
        found.dedup();
        found
    }

    /// True for a path that is a symbolic link itself.
    fn is_link(&self, path: &str) -> bool {
        match &self.0 {
            Store::Disk(disk) => disk.is_link(path),
            Store::Text { .. } | Store::Sample => false,
        }
    }

    /// The place on disk of a folder, the same for every path that leads there.
    fn real_folder(&self, path: &str) -> Option<PathBuf> {
        match &self.0 {
            Store::Disk(disk) => disk.real_folder(path),
            Store::Text { .. } | Store::Sample => None,
        }
    }

    fn stored(&self, path: &str) -> Result<Vec<u8>, Error> {
        let bytes = match &self.0 {
            Store::Text { name, bytes } if name == path => Some(bytes.as_slice()),
            Store::Text { .. } | Store::Disk(_) => None,
            Store::Sample => SAMPLE.get_file(path).map(include_dir::File::contents),
        };
        bytes.map(<[u8]>::to_vec).ok_or_else(|| Error::Unreadable {
            path: PathBuf::from(path),
            source: std::io::ErrorKind::NotFound.into(),
        })
    }
}

/// `folder/name`, or `name` at the root.
pub fn join(folder: &str, name: &str) -> String {
    match folder.trim_end_matches('/') {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

/// The folder of a path, without a trailing `/`; empty at the root.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// A file name's parts before and after its last dot: `("a.b", "md")`. A name that begins with
/// its only dot has no ending.
pub fn stem_and_ending(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (name, ""),
    }
}

/// A path without `.`, empty parts and `..`; nothing when it would leave the folder.
pub fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn sample_entries(folder: &str) -> Vec<Entry> {
    let dir = match folder {
        "" => Some(&SAMPLE),
        folder => SAMPLE.get_dir(folder),
    };
    let entries = dir.map(Dir::entries).unwrap_or_default();
    let name = |path: &Path| path.file_name()?.to_str().map(str::to_owned);
    entries
        .iter()
        .filter_map(|entry| {
            Some(Entry {
                name: name(entry.path())?,
                kind: match entry {
                    include_dir::DirEntry::Dir(_) => EntryKind::Folder,
                    include_dir::DirEntry::File(_) => EntryKind::File,
                },
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_within_its_folder() {
        assert_eq!(normal("a/./b//../c"), Some("a/c".to_owned()));
        assert_eq!(normal("../a"), None);
        assert_eq!(normal("a/../../b"), None);
    }

    #[test]
    fn the_ending_is_what_follows_the_last_dot() {
        assert_eq!(stem_and_ending("v1.2.md"), ("v1.2", "md"));
        assert_eq!(stem_and_ending(".hidden"), (".hidden", ""));
        assert_eq!(stem_and_ending("LICENSE"), ("LICENSE", ""));
    }

    #[test]
    fn one_text_is_a_folder_of_one_file() {
        let files = Files::of_text("stdin.md", b"a\r\nb".to_vec());
        assert_eq!(files.walk("", &mut |_, _| Step::Take), ["stdin.md"]);
        assert_eq!(files.optional("stdin.md").as_deref(), Some("a\nb"));
        assert!(files.read("other.md").is_err());
    }

    #[test]
    fn the_sample_blog_is_walked_like_a_folder() {
        let files = Files::sample();
        let found = files.walk("_posts", &mut |_, _| Step::Take);
        assert!(found.len() >= 12, "{found:?}");
        assert!(files.has_file("_config.yml") && files.has_folder("_posts"));
    }
}

//! A folder on disk, and the guard at its door.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::fs::{self, File, FileType, Metadata};
use std::hash::{Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use jiff::Timestamp;

use super::{Entry, EntryKind, normal, parent};
use crate::blog::Error;
use crate::limits;

/// Why a file with such a name is not read.
pub const NOT_UNICODE: &str = "its name is not UTF-8; rename it";

/// A folder on disk.
#[derive(Debug)]
pub struct Disk {
    /// As given, for messages and the editor.
    root: PathBuf,
    /// Without symbolic links, to compare with.
    real: PathBuf,
    /// Folders below the root that are known to be within it, so that a thousand files of one
    /// folder cost one look.
    within: RwLock<HashSet<String>>,
}

impl Disk {
    pub fn open(root: &Path) -> Result<Disk, Error> {
        let unreadable = |source| Error::Unreadable {
            path: root.to_owned(),
            source,
        };
        let real = fs::canonicalize(root).map_err(unreadable)?;
        fs::read_dir(&real).map_err(unreadable)?;
        Ok(Disk {
            root: root.to_owned(),
            real,
            within: RwLock::default(),
        })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The first `limit` bytes of a file.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Error> {
        let whole = self.root.join(path);
        let unreadable = |source| Error::Unreadable {
            path: whole.clone(),
            source,
        };
        let (place, metadata) = self.admit(path).map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(Error::NotAFile { path: whole });
        }
        if metadata.len() > limits::file::BYTES {
            return Err(Error::TooLarge {
                path: whole,
                bytes: metadata.len(),
            });
        }
        // The length is a hint: a file can grow, and those of /proc say 0.
        let mut bytes = Vec::with_capacity(metadata.len().min(limit) as usize + 1);
        let file = open(&place).map_err(unreadable)?;
        if !file.metadata().map_err(unreadable)?.is_file() {
            return Err(Error::NotAFile { path: whole });
        }
        file.take(limit)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        Ok(bytes)
    }

    /// Of its length and the time of its last change.
    pub fn version(&self, path: &str) -> u64 {
        let known = self.admit(path).map(|(_, metadata)| metadata);
        let known = known.map(|metadata| (metadata.len(), metadata.modified().ok()));
        let mut hasher = DefaultHasher::new();
        known.ok().hash(&mut hasher);
        hasher.finish()
    }

    pub fn modified(&self, path: &str) -> Option<Timestamp> {
        let (_, metadata) = self.admit(path).ok()?;
        Timestamp::try_from(metadata.modified().ok()?).ok()
    }

    pub fn state(&self, path: &str) -> Option<(i64, u32, u64)> {
        let (_, metadata) = self.admit(path).ok()?;
        let time = Timestamp::try_from(metadata.modified().ok()?).ok()?;
        let nanoseconds = time.subsec_nanosecond().unsigned_abs();
        Some((time.as_second(), nanoseconds, metadata.len()))
    }

    pub fn has(&self, path: &str, kind: EntryKind) -> bool {
        self.admit(path)
            .is_ok_and(|(_, metadata)| kind_of(metadata.file_type()) == Some(kind))
    }

    /// What is in a folder. What cannot be read is a file all the same, by its name, so that it is
    /// told of where it would be one of the blog's: a pipe or a device, a link to nothing or out
    /// of the blog, and a name that is not Unicode, which no path here can hold as it is.
    pub fn entries(&self, folder: &str) -> Vec<Entry> {
        let Ok((place, _)) = self.admit(folder) else {
            return Vec::new();
        };
        let Ok(entries) = fs::read_dir(&place) else {
            return Vec::new();
        };
        entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let kind = entry.file_type().ok()?;
                let name = match entry.file_name().into_string() {
                    Ok(name) => name,
                    Err(name) => {
                        return (!kind.is_dir()).then(|| Entry {
                            name: name.to_string_lossy().into_owned(),
                            kind: EntryKind::File,
                        });
                    }
                };
                let kind = if kind.is_symlink() {
                    self.behind_link(folder, &place, &name)?
                } else {
                    kind_of(kind).unwrap_or(EntryKind::File)
                };
                Some(Entry { name, kind })
            })
            .collect()
    }

    /// True for a path that is a symbolic link itself.
    pub fn is_link(&self, path: &str) -> bool {
        fs::symlink_metadata(self.real.join(path)).is_ok_and(|metadata| metadata.is_symlink())
    }

    /// The place of a folder without symbolic links.
    pub fn real_folder(&self, path: &str) -> Option<PathBuf> {
        let (place, _) = self.admit(path).ok()?;
        fs::canonicalize(place).ok()
    }

    /// What a symbolic link leads to, unless that is a folder it lies in.
    fn behind_link(&self, folder: &str, place: &Path, name: &str) -> Option<EntryKind> {
        let Ok((target, metadata)) = self.admit(&super::join(folder, name)) else {
            return Some(EntryKind::File);
        };
        let kind = kind_of(metadata.file_type()).unwrap_or(EntryKind::File);
        let loops = kind == EntryKind::Folder && fs::canonicalize(place).ok()?.starts_with(target);
        (!loops).then_some(kind)
    }

    /// The place of a path on disk, once it is known to lie within the folder.
    fn admit(&self, path: &str) -> io::Result<(PathBuf, Metadata)> {
        let outside = || io::Error::new(io::ErrorKind::PermissionDenied, "it is outside the blog");
        let path = normal(path).ok_or_else(outside)?;
        if path.contains('\0') || Path::new(&path).is_absolute() {
            return Err(outside());
        }
        if !self.holds(parent(&path))? {
            return Err(outside());
        }
        let place = self.real.join(&path);
        let metadata = fs::symlink_metadata(&place).map_err(|error| {
            if is_lossy(&place) {
                io::Error::new(io::ErrorKind::InvalidFilename, NOT_UNICODE)
            } else {
                error
            }
        })?;
        if !metadata.is_symlink() {
            return Ok((place, metadata));
        }
        let target = fs::canonicalize(&place)?;
        if !target.starts_with(&self.real) {
            return Err(outside());
        }
        let metadata = fs::metadata(&target)?;
        Ok((target, metadata))
    }

    /// Whether a folder lies within this one once its links are followed.
    fn holds(&self, folder: &str) -> io::Result<bool> {
        let is_known = |known: &HashSet<String>| folder.is_empty() || known.contains(folder);
        if is_known(&self.within.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(true);
        }
        let holds = fs::canonicalize(self.real.join(folder))?.starts_with(&self.real);
        if holds {
            let mut within = self.within.write().unwrap_or_else(PoisonError::into_inner);
            within.insert(folder.to_owned());
        }
        Ok(holds)
    }
}

/// Opens a file that is known to be one. What has come to its own place meanwhile is not followed out
/// of the blog, nor waited for: a link, or a pipe that nobody writes to.
#[cfg(unix)]
fn open(place: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    Ok(File::from(rustix::fs::open(place, flags, Mode::empty())?))
}

/// Opens a file that is known to be one.
#[cfg(not(unix))]
fn open(place: &Path) -> io::Result<File> {
    File::open(place)
}

/// True for the place of a file whose name holds the mark for what is not Unicode, because the name
/// on disk is not.
fn is_lossy(place: &Path) -> bool {
    let name = place.file_name().and_then(|name| name.to_str());
    let Some(name) = name.filter(|name| name.contains(char::REPLACEMENT_CHARACTER)) else {
        return false;
    };
    let entries = place.parent().and_then(|folder| fs::read_dir(folder).ok());
    entries.into_iter().flatten().flatten().any(|entry| {
        let own = entry.file_name();
        own.to_str().is_none() && own.to_string_lossy() == name
    })
}

fn kind_of(kind: FileType) -> Option<EntryKind> {
    if kind.is_dir() {
        Some(EntryKind::Folder)
    } else if kind.is_file() {
        Some(EntryKind::File)
    } else {
        None
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::super::{Files, Step};
    use super::*;

    #[test]
    fn what_comes_to_the_place_of_a_file_is_neither_followed_nor_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let [pipe, link] = ["pipe", "link"].map(|name| folder.path().join(name));
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        symlink("/etc/passwd", &link).unwrap();
        assert!(!open(&pipe).unwrap().metadata().unwrap().is_file());
        assert!(open(&link).is_err());
    }

    fn folder() -> (tempfile::TempDir, Files) {
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("blog");
        fs::create_dir_all(inner.join("posts")).unwrap();
        fs::write(inner.join("posts/a.md"), "a").unwrap();
        fs::write(outer.path().join("secret.md"), "secret").unwrap();
        let files = Files::folder(&inner).unwrap();
        (outer, files)
    }

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let (outer, files) = folder();
        let inner = outer.path().join("blog");
        symlink("../secret.md", inner.join("out.md")).unwrap();
        symlink("..", inner.join("up")).unwrap();
        symlink("posts/a.md", inner.join("in.md")).unwrap();

        assert!(files.read("../secret.md").is_err());
        assert!(files.read("posts/../../secret.md").is_err());
        assert!(files.read("out.md").is_err());
        assert!(files.read("up/secret.md").is_err());
        assert!(
            files
                .read(inner.join("posts/a.md").to_str().unwrap())
                .is_err()
        );
        assert_eq!(files.read("in.md").unwrap().text, "a");
        // What cannot be read is told of by its name; nothing behind it is.
        let found = files.walk("", &mut |_, _| Step::Take);
        assert_eq!(found, ["in.md", "out.md", "posts/a.md", "up"]);
    }

    #[test]
    fn a_loop_of_links_ends() {
        let (outer, files) = folder();
        let posts = outer.path().join("blog/posts");
        symlink(".", posts.join("self")).unwrap();
        symlink("../..", posts.join("top")).unwrap();
        symlink("a", posts.join("a")).unwrap();
        let found = files.walk("", &mut |_, _| Step::Take);
        assert_eq!(found, ["posts/a", "posts/a.md", "posts/top"]);
        assert!(files.read("posts/a").is_err());
    }

    #[test]
    fn folders_that_link_to_each_other_are_walked_once_more_at_most() {
        let (outer, files) = folder();
        let inner = outer.path().join("blog");
        // Two at first, whose paths only the limit of depth would end: three have 2^40.
        let names = ["b", "c", "d", "e", "f", "g"];
        for count in [2, names.len()] {
            let names = names.get(..count).unwrap();
            for name in names {
                let folder = inner.join(name);
                fs::create_dir_all(&folder).unwrap();
                fs::write(folder.join("post.md"), name).unwrap();
                for other in names {
                    // Those of the first two are there already.
                    let _ = symlink(format!("../{other}"), folder.join(format!("to-{other}")));
                }
            }
            let found = files.walk("", &mut |_, _| Step::Take);
            let real: HashSet<_> = found
                .iter()
                .map(|path| fs::canonicalize(inner.join(path)).unwrap())
                .collect();
            let own = found.iter().filter(|path| !path.contains("to-")).count();
            assert_eq!((real.len(), own), (count + 1, count + 1), "{found:?}");
            assert!(found.len() <= 2 * count + 1, "{found:?}");
            assert!(found.contains(&"b/to-c/post.md".to_owned()), "{found:?}");
        }
    }

    #[test]
    fn a_folder_of_posts_may_be_a_link_to_where_they_are_written() {
        let (outer, files) = folder();
        let inner = outer.path().join("blog");
        symlink("posts", inner.join("_drafts")).unwrap();
        symlink("posts", inner.join("zine")).unwrap();
        let found = files.walk("", &mut |_, _| Step::Take);
        assert_eq!(found, ["_drafts/a.md", "posts/a.md"]);
    }

    #[test]
    fn a_pipe_is_refused_without_waiting() {
        let (outer, files) = folder();
        let pipe = outer.path().join("blog/posts/pipe.md");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        assert!(matches!(
            files.read("posts/pipe.md"),
            Err(Error::NotAFile { .. })
        ));
        let found = files.walk("", &mut |_, _| Step::Take);
        assert_eq!(found, ["posts/a.md", "posts/pipe.md"]);
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused_before_it_is_read() {
        let (outer, files) = folder();
        let large = File::create(outer.path().join("blog/large.md")).unwrap();
        large.set_len(limits::file::BYTES + 1).unwrap();
        let error = files.read("large.md").unwrap_err().to_string();
        assert!(error.contains("32 MB"), "{error}");
    }
}

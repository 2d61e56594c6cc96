//! What has been fetched, kept for the next time it is read.
//!
//! A picture is a file of its own in a folder that only its owner enters: a line that says what it
//! is, its address, its length and a number that stands for its bytes, then the bytes. What says
//! anything else is damaged or somebody else's, and is as good as nothing. A file comes into being
//! under another name and is renamed when it is whole, so that several bylines can write at once.
//!
//! The folder has a bound: beyond it, what was not used for longest goes. Where there is no folder,
//! or it cannot be written to, pictures are kept in memory until the program ends.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::{hash, recognise};
use crate::folders;
use crate::limits;
use crate::picture::Picture;

/// What a file of a picture begins with; counts up when what follows changes.
const KIND: &str = "byline picture 1";
/// Bytes that the lines before a picture take at most.
const HEAD: u64 = 64 << 10;
/// Letters of a file's name.
const NAME: usize = 16;
/// What the name of a file ends in that is being written.
const UNFINISHED: &str = ".part";
/// A file that has been being written for so long never will be.
const GIVEN_UP: Duration = Duration::from_secs(60 * 60);

/// The pictures that have been fetched.
#[derive(Debug)]
pub struct Store {
    folder: Option<PathBuf>,
    bound: u64,
    /// Bytes in the folder as far as is known; nothing before they were counted.
    held: Mutex<Option<u64>>,
    memory: Mutex<Kept>,
    /// Numbers the files that are being written.
    next: AtomicU32,
}

/// Pictures in memory, the latest used last.
#[derive(Debug, Default)]
struct Kept {
    pictures: VecDeque<(Arc<str>, Arc<Vec<u8>>)>,
    bytes: u64,
}

impl Store {
    /// In a folder, which is made when the first picture comes; in memory without one.
    pub fn new(folder: Option<PathBuf>) -> Store {
        Store::bounded(folder, limits::web::ON_DISK)
    }

    fn bounded(folder: Option<PathBuf>, bound: u64) -> Store {
        Store {
            folder,
            bound,
            held: Mutex::default(),
            memory: Mutex::default(),
            next: AtomicU32::new(0),
        }
    }

    /// The picture that is kept of an address.
    pub fn find(&self, address: &Arc<str>) -> Option<Picture> {
        recognise(address, &self.bytes(address)?).ok()
    }

    /// The bytes that are kept of an address.
    pub fn bytes(&self, address: &str) -> Option<Arc<Vec<u8>>> {
        let in_memory = lock(&self.memory).get(address);
        in_memory.or_else(|| {
            let file = self.folder.as_ref()?.join(name_of(address));
            read(&file, address).map(Arc::new)
        })
    }

    /// Keeps the bytes of an address.
    pub fn put(&self, address: &Arc<str>, bytes: Vec<u8>) {
        let written = self.folder.as_ref().map(|folder| {
            let file = folder.join(name_of(address));
            self.write(folder, &file, address, &bytes)
        });
        if let Some(Ok(length)) = written {
            self.count(length);
        } else {
            lock(&self.memory).put(Arc::clone(address), Arc::new(bytes));
        }
    }

    /// Writes a picture's file; says how many bytes it has.
    fn write(&self, folder: &Path, file: &Path, address: &str, bytes: &[u8]) -> io::Result<u64> {
        folders::create(folder)?;
        let head = head(address, bytes);
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let process = std::process::id();
        let unfinished = file.with_extension(format!("{process}-{number}{UNFINISHED}"));
        let write = || {
            let mut out = folders::create_file(&unfinished)?;
            out.write_all(head.as_bytes())?;
            out.write_all(bytes)?;
            fs::rename(&unfinished, file)
        };
        let written = write();
        if written.is_err() {
            // It may not be there at all.
            let _ = fs::remove_file(&unfinished);
        }
        written.map(|()| (head.len() + bytes.len()) as u64)
    }

    /// Takes in that a file has come, and makes room when there are too many.
    fn count(&self, length: u64) {
        let Some(folder) = &self.folder else { return };
        let mut held = lock(&self.held);
        let known = held.map(|held| held + length);
        // Others write, too: what is there is counted anew before anything goes.
        if known.is_none_or(|held| held > self.bound) {
            *held = Some(make_room(folder, self.bound));
        } else {
            *held = known;
        }
    }
}

impl Kept {
    fn get(&mut self, address: &str) -> Option<Arc<Vec<u8>>> {
        let mut known = self.pictures.iter();
        let found = known.position(|(known, _)| &**known == address)?;
        let entry = self.pictures.remove(found)?;
        let bytes = Arc::clone(&entry.1);
        self.pictures.push_back(entry);
        Some(bytes)
    }

    fn put(&mut self, address: Arc<str>, bytes: Arc<Vec<u8>>) {
        if self.get(&address).is_some()
            && let Some((_, before)) = self.pictures.pop_back()
        {
            self.bytes -= before.len() as u64;
        }
        self.bytes += bytes.len() as u64;
        self.pictures.push_back((address, bytes));
        while self.bytes > limits::web::IN_MEMORY
            && let Some((_, bytes)) = self.pictures.pop_front()
        {
            self.bytes -= bytes.len() as u64;
        }
    }
}

/// What stands before the bytes of a picture.
fn head(address: &str, bytes: &[u8]) -> String {
    let (length, number) = (bytes.len(), hash(bytes));
    format!("{KIND}\n{address}\n{length} {number:016x}\n")
}

/// The bytes of a picture, from a file that is whole and of this address.
fn read(file: &Path, address: &str) -> Option<Vec<u8>> {
    // What is no file is not opened: a pipe would be waited for.
    let metadata = fs::symlink_metadata(file).ok()?;
    if !metadata.is_file() || metadata.len() > limits::web::BYTES + HEAD {
        return None;
    }
    let opened = File::open(file).ok()?;
    let mut all = Vec::with_capacity(metadata.len() as usize);
    let limit = limits::web::BYTES + HEAD;
    (&opened).take(limit).read_to_end(&mut all).ok()?;
    let mut lines = all.splitn(4, |byte| *byte == b'\n');
    let bytes = lines.nth(3)?;
    let head = head(address, bytes);
    if !all.starts_with(head.as_bytes()) {
        return None;
    }
    // It has just been used. Where that cannot be written down it only goes earlier.
    let _ = opened.set_modified(SystemTime::now());
    all.drain(..head.len());
    Some(all)
}

fn name_of(address: &str) -> String {
    format!("{:016x}", hash(address.as_bytes()))
}

/// Removes what was not used for longest until no more than `bound` bytes are left, a fourth of
/// room for the next ones if anything has to go; says how many are left. What is not ours stays.
fn make_room(folder: &Path, bound: u64) -> u64 {
    let now = SystemTime::now();
    let mut files: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        let (Some(name), Ok(metadata)) = (name.to_str(), entry.metadata()) else {
            continue;
        };
        let used = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let is_ours = name
            .get(..NAME)
            .is_some_and(|name| name.bytes().all(|it| it.is_ascii_hexdigit()));
        if !is_ours || !metadata.is_file() {
            continue;
        }
        if name.len() == NAME {
            files.push((used, metadata.len(), path));
        } else if name.ends_with(UNFINISHED)
            && now.duration_since(used).is_ok_and(|age| age > GIVEN_UP)
        {
            // Another byline may have removed it.
            let _ = fs::remove_file(path);
        }
    }
    let mut held: u64 = files.iter().map(|(_, length, _)| length).sum();
    if held <= bound {
        return held;
    }
    files.sort();
    for (_, length, path) in files {
        if held <= bound / 4 * 3 {
            break;
        }
        // The same.
        let _ = fs::remove_file(path);
        held -= length;
    }
    held
}

fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::super::server::png;
    use super::*;

    fn address(number: usize) -> Arc<str> {
        format!("https://a.example/{number}.png").into()
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries.map(|it| it.path()).collect();
        files.sort();
        files
    }

    #[test]
    fn what_is_kept_is_found_again_by_another_byline() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("a/pictures");
        let store = Store::new(Some(folder.clone()));
        assert_eq!(store.find(&address(1)), None);
        assert!(!folder.exists(), "nothing is made before it is needed");
        let bytes = png(30, 20);
        store.put(&address(1), bytes.clone());
        let other = Store::new(Some(folder.clone()));
        assert_eq!(*other.bytes(&address(1)).unwrap(), bytes);
        let picture = other.find(&address(1)).unwrap();
        assert_eq!(picture, recognise(&address(1), &bytes).unwrap());
        assert_eq!((picture.size.width, picture.size.height), (30, 20));
        assert_eq!(other.find(&address(2)), None);
        assert_eq!(files(&folder).len(), 1, "nothing unfinished is left");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("pictures");
        Store::new(Some(folder.clone())).put(&address(1), png(3, 3));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&files(&folder)[0]), 0o600);
    }

    #[test]
    fn what_is_damaged_or_of_somebody_else_is_as_good_as_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Some(folder.path().to_owned()));
        let bytes = png(30, 20);
        store.put(&address(1), bytes.clone());
        let file = files(folder.path())[0].clone();
        let whole = fs::read(&file).unwrap();
        for end in [0, 5, 20, whole.len() - 1] {
            fs::write(&file, &whole[..end]).unwrap();
            assert_eq!(store.bytes(&address(1)), None, "it ends at {end}");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&file, &changed).unwrap();
            assert_eq!(store.bytes(&address(1)), None, "another byte at {at}");
        }
        fs::write(&file, [&whole[..], b"more"].concat()).unwrap();
        assert_eq!(store.bytes(&address(1)), None);
        fs::write(&file, &bytes).unwrap();
        assert_eq!(store.bytes(&address(1)), None, "a picture without a head");
        fs::write(folder.path().join(name_of(&address(2))), &whole).unwrap();
        assert_eq!(store.bytes(&address(2)), None, "it is of another address");
        store.put(&address(1), bytes.clone());
        assert_eq!(*store.bytes(&address(1)).unwrap(), bytes, "it is mended");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Some(folder.path().to_owned()));
        let place = |number| folder.path().join(name_of(&address(number)));
        let pipe = std::process::Command::new("mkfifo").arg(place(1)).status();
        assert!(pipe.unwrap().success());
        fs::create_dir(place(2)).unwrap();
        store.put(&address(3), png(3, 3));
        std::os::unix::fs::symlink(place(3), place(4)).unwrap();
        for number in [1, 2, 4] {
            assert_eq!(store.bytes(&address(number)), None, "{number}");
        }
        let outside = folder.path().join("words");
        fs::write(&outside, "words").unwrap();
        fs::remove_file(place(4)).unwrap();
        std::os::unix::fs::symlink(&outside, place(4)).unwrap();
        store.put(&address(4), png(3, 3));
        assert_eq!(fs::read_to_string(outside).unwrap(), "words");
        store.put(&address(2), png(3, 3));
        let kept = store.bytes(&address(2));
        assert!(kept.is_some(), "where it cannot be written, in memory");
    }

    #[test]
    fn beyond_the_bound_what_was_not_used_for_longest_goes() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = png(40, 40);
        let length = (head(&address(1), &bytes).len() + bytes.len()) as u64;
        let store = Store::bounded(Some(folder.path().to_owned()), 4 * length);
        let foreign = folder.path().join("notes.txt");
        fs::write(&foreign, vec![0; 100 * bytes.len()]).unwrap();
        for number in 1..5 {
            store.put(&address(number), bytes.clone());
            // Every file has its own time, whatever the file system's clock can tell apart.
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(number as u64);
            let file = File::open(folder.path().join(name_of(&address(number))));
            file.unwrap().set_modified(time).unwrap();
        }
        assert!(store.bytes(&address(1)).is_some(), "it is used");
        store.put(&address(5), bytes.clone());
        let is_kept = |number| store.bytes(&address(number)).is_some();
        let kept: Vec<bool> = (1..6).map(is_kept).collect();
        assert_eq!(kept, [true, false, false, true, true]);
        assert!(foreign.exists());
    }

    #[test]
    fn what_others_have_written_counts() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = png(40, 40);
        let store = || Store::bounded(Some(folder.path().to_owned()), 4 * bytes.len() as u64);
        let all: Vec<Store> = (0..5).map(|_| store()).collect();
        for (number, store) in all.iter().enumerate() {
            store.put(&address(number), bytes.clone());
        }
        assert!(files(folder.path()).len() <= 4);
    }

    #[test]
    fn without_a_folder_it_is_kept_in_memory_within_a_bound() {
        let store = Store::new(None);
        let large = vec![7; 30 << 20];
        for number in 0..6 {
            store.put(&address(number), large.clone());
            assert!(store.bytes(&address(0)).is_some() || number > 4);
        }
        let is_kept = |number| store.bytes(&address(number)).is_some();
        assert_eq!((0..6).filter(|it| is_kept(*it)).count(), 4);
        assert!(is_kept(0), "it was used again and again");
        assert!(lock(&store.memory).bytes <= limits::web::IN_MEMORY);
    }

    #[test]
    fn a_file_that_nobody_finished_goes_in_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join("0123456789abcdef.9-1.part");
        let fresh = folder.path().join("0123456789abcdef.9-2.part");
        fs::write(&left, "half").unwrap();
        fs::write(&fresh, "half").unwrap();
        let long_ago = SystemTime::now() - 2 * GIVEN_UP;
        let file = fs::OpenOptions::new().write(true).open(&left).unwrap();
        file.set_modified(long_ago).unwrap();
        Store::new(Some(folder.path().to_owned())).put(&address(1), png(3, 3));
        assert!(!left.exists() && fresh.exists());
    }
}

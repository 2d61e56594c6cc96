//! Opening the file, and setting a damaged one aside.
//!
//! A file that is there is opened by `SQLite` alone: its locks are the process's, and closing any
//! other handle of the file would let go of them.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Zoned;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use super::{Error, Memory, schema};
use crate::folders;

/// The file's name.
pub const NAME: &str = "memory.sqlite";
/// How long others may hold the file.
pub const WAIT: Duration = Duration::from_secs(5);
/// What is beside the file while it is in use, and may hold the latest marks. The file itself comes
/// last: without it, `SQLite` would take what is beside it for what belongs to the next one.
const PARTS: [&str; 3] = ["-wal", "-shm", ""];

/// Why a file cannot be used.
enum Trouble {
    /// It cannot be understood any more.
    Damaged,
    /// Something that another file would not mend.
    Other(Error),
}

pub fn open(folder: &Path) -> Result<(Memory, Option<String>), Error> {
    let at = |source| Error::Folder {
        folder: folder.to_owned(),
        source,
    };
    // The working folder may change, and SQLite has a meaning of its own for `file:` in front.
    let whole = std::path::absolute(folder).map_err(at)?;
    folders::create(&whole).map_err(at)?;
    let file = whole.join(NAME);
    let turn = turn::take(&whole);
    let opened = match begin(&file) {
        Ok(connection) => Ok((connection, None)),
        Err(Trouble::Other(error)) => Err(error),
        Err(Trouble::Damaged) => {
            let name = set_aside(&file).map_err(|source| Error::Aside {
                file: file.clone(),
                source,
            })?;
            let notice = format!(
                "{} was damaged; it is kept as {name}, and a new one is begun",
                file.display()
            );
            match begin(&file) {
                Ok(connection) => Ok((connection, Some(notice))),
                Err(Trouble::Other(error)) => Err(error),
                Err(Trouble::Damaged) => Err(Error::File {
                    file: file.clone(),
                    source: failure(ffi::SQLITE_CORRUPT),
                }),
            }
        }
    };
    drop(turn);
    let (connection, notice) = opened?;
    Ok((Memory { file, connection }, notice))
}

/// Opens a sound file and brings it up to this version.
fn begin(file: &Path) -> Result<Connection, Trouble> {
    if is_emptied(file) {
        return Err(Trouble::Damaged);
    }
    folders::ensure_file(file).map_err(|source| {
        Trouble::Other(Error::Folder {
            folder: file.parent().unwrap_or(file).to_owned(),
            source,
        })
    })?;
    let trouble = |source| trouble(file, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags).map_err(trouble)?;
    connection.busy_timeout(WAIT).map_err(trouble)?;
    // Closing it writes the latest marks to their places: not in a file that is to be left alone.
    let leave_alone = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    connection
        .set_db_config(leave_alone, true)
        .map_err(trouble)?;
    if schema::version(&connection).map_err(trouble)? > schema::VERSION {
        return Err(Trouble::Other(Error::Newer {
            file: file.to_owned(),
        }));
    }
    if !is_sound(&connection).map_err(trouble)? {
        return Err(Trouble::Damaged);
    }
    connection
        .set_db_config(leave_alone, false)
        .map_err(trouble)?;
    // Where it may not write, SQLite opens a file for reading without a word.
    if connection.is_readonly(c"main").map_err(trouble)? {
        return Err(trouble(failure(ffi::SQLITE_READONLY)));
    }
    write_ahead(&connection).map_err(trouble)?;
    schema::bring_up(&mut connection).map_err(trouble)?;
    Ok(connection)
}

/// True where the marks are beside a file that has nothing in it: `SQLite` would delete them.
fn is_emptied(file: &Path) -> bool {
    let length = |file: &Path| fs::metadata(file).map_or(0, |it| it.len());
    length(file) == 0 && length(&part(file, "-wal")) > 0
}

fn is_sound(connection: &Connection) -> rusqlite::Result<bool> {
    let answer =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?;
    Ok(answer == "ok")
}

/// Marks go to a second file first: a kill at any moment leaves both whole, and who reads waits for
/// nobody. Without it, on some file systems of a network, every mark waits for the disk.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let mode = connection
        .pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0))?;
    if mode == "wal" {
        connection.pragma_update(None, "synchronous", "normal")?;
    }
    Ok(())
}

/// Gives a damaged file and what belongs to it another name, and says which.
fn set_aside(file: &Path) -> io::Result<String> {
    let day = Zoned::now().date();
    let mut names = (1_u32..).map(|number| format!("memory-{day}-{number}.sqlite"));
    let is_free = |name: &String| {
        let aside = file.with_file_name(name);
        let mut parts = PARTS.iter().map(|ending| part(&aside, ending));
        parts.all(|part| {
            let metadata = fs::symlink_metadata(part);
            metadata.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
        })
    };
    let name = names.find(is_free).ok_or(io::ErrorKind::AlreadyExists)?;
    let aside = file.with_file_name(&name);
    for ending in PARTS {
        match fs::rename(part(file, ending), part(&aside, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(name)
}

fn part(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}

fn trouble(file: &Path, source: rusqlite::Error) -> Trouble {
    match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Trouble::Damaged,
        _ => Trouble::Other(Error::File {
            file: file.to_owned(),
            source,
        }),
    }
}

fn failure(code: std::ffi::c_int) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
}

/// Openers take turns: of two that find a file damaged, the second would set aside the new file
/// that the first has begun.
#[cfg(unix)]
mod turn {
    use std::os::unix::fs::OpenOptionsExt;
    use std::thread;
    use std::time::Instant;

    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    use super::{Duration, File, OpenOptions, Path, WAIT};

    /// How long it is until somebody whose turn it is not asks again.
    const AGAIN: Duration = Duration::from_millis(5);

    /// Waits for one's turn, which ends when the file that comes back is closed. Where turns cannot
    /// be taken, and where another is stopped in the middle of its own, it goes without.
    pub fn take(folder: &Path) -> Option<File> {
        let mut options = OpenOptions::new();
        let options = options.append(true).create(true).mode(0o600);
        let file = options.open(folder.join("memory.lock")).ok()?;
        let end = Instant::now() + WAIT;
        while Instant::now() < end {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Some(file),
                Err(Errno::WOULDBLOCK | Errno::INTR) => thread::sleep(AGAIN),
                Err(_) => return None,
            }
        }
        None
    }
}

#[cfg(not(unix))]
mod turn {
    use super::{File, Path};

    /// Files that are open cannot be renamed here: the second opener is told so.
    pub fn take(_folder: &Path) -> Option<File> {
        None
    }
}

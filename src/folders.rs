//! Where byline keeps what is the user's own, closed to others.

use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

/// Where is kept what cannot be made again: the folder that `BYLINE_STATE` names, else `byline` in
/// the user's state folder (XDG: `~/.local/state/byline`, also on macOS); nothing without a home.
pub fn state() -> Option<PathBuf> {
    named_or(std::env::var_os("BYLINE_STATE"), Xdg::state_dir)
}

/// Where is kept what can be made again: the folder that `BYLINE_STATE` names, else `byline` in the
/// user's cache folder (XDG: `~/.cache/byline`, also on macOS); nothing without a home.
pub fn cache() -> Option<PathBuf> {
    let own = |xdg: &Xdg| Some(xdg.cache_dir());
    named_or(std::env::var_os("BYLINE_STATE"), own)
}

fn named_or(name: Option<OsString>, own: fn(&Xdg) -> Option<PathBuf>) -> Option<PathBuf> {
    let named = name.filter(|name| !name.is_empty()).map(PathBuf::from);
    named.or_else(|| Some(own(&Xdg::new().ok()?)?.join("byline")))
}

/// Makes a folder, and those that it lies in, that only its owner enters; one that is there stays as
/// it is.
///
/// # Errors
///
/// When the file system says no.
pub fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes a file that only its owner reads.
///
/// # Errors
///
/// When it is there already, or the file system says no.
pub fn create_file(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Makes a file that only its owner reads, unless it is there.
///
/// # Errors
///
/// When the file system says no.
pub fn ensure_file(file: &Path) -> io::Result<()> {
    match create_file(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    #[test]
    fn a_folder_that_is_named_is_taken_and_an_empty_name_is_none() {
        let own = |name| named_or(name, Xdg::state_dir);
        let named = own(Some("/nowhere/state".into()));
        assert_eq!(named.as_deref(), Some(Path::new("/nowhere/state")));
        assert!(own(None).is_none_or(|folder| folder.ends_with("byline")));
        assert_eq!(own(Some(OsString::new())), own(None));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_made_is_closed_to_others() {
        use std::os::unix::fs::PermissionsExt;

        let outer = tempfile::tempdir().unwrap();
        let (folder, file) = (outer.path().join("a/b"), outer.path().join("a/b/c"));
        create(&folder).unwrap();
        ensure_file(&file).unwrap();
        ensure_file(&file).unwrap();
        assert!(create_file(&file).is_err());
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    }
}

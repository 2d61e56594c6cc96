#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod corpus;
mod generators;
mod growing;
mod hostile;
mod jekyll;
mod links;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// The folder of real blogs beside the checkout, or where `BYLINE_SHARED` says.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    let root = std::env::var_os("BYLINE_SHARED").map_or_else(beside, PathBuf::from);
    let path = root.join(path);
    if path.exists() {
        Some(path)
    } else {
        eprintln!("skipped: {} is not here", path.display());
        None
    }
}

/// A blog of the files given, on disk.
fn blog(files: &[(&str, &str)]) -> (tempfile::TempDir, Blog) {
    let folder = folder(files);
    let blog = Blog::open(folder.path(), Options::default()).unwrap();
    (folder, blog)
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn paths(blog: &Blog) -> Vec<&str> {
    blog.posts().iter().map(|post| &*post.path).collect()
}

fn everything() -> Options {
    Options {
        drafts: true,
        ..Options::default()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

//! Which blog a path means.

use std::path::{Path, PathBuf};

use super::files::{EntryKind, Files, NOT_UNICODE, file_name, stem_and_ending};
use super::read::{Part, all};
use super::{Blog, Error, Kind, Observer, Options, format};

/// How far above a path its site is looked for.
const ABOVE: usize = 16;
/// Where a project keeps the site about itself.
const INNER: [&str; 6] = ["docs", "site", "website", "web", "www", "blog"];

/// Opens the blog at a path on disk.
pub fn open(path: &Path, options: Options, observer: &dyn Observer) -> Result<Blog, Error> {
    let unreadable = |source| Error::Unreadable {
        path: path.to_owned(),
        source,
    };
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_dir() && !metadata.is_file() {
        return Err(Error::NotAFile {
            path: path.to_owned(),
        });
    }
    let (root, part) = site_of(path, metadata.is_dir()).map_err(unreadable)?;
    let files = Files::folder(&root)?;
    if let Part::File(name) = &part {
        // The one post that was asked for is an error when it cannot be read.
        files.read_start(name)?;
    }
    Ok(all(files, options, &part, observer))
}

/// True for a folder that holds posts: a site's checkout, or Markdown in the folder itself. What
/// lies deeper may be anybody's documentation.
pub fn is_blog(folder: &Path) -> bool {
    let Ok(files) = Files::folder(folder) else {
        return false;
    };
    if Kind::of(&files) != Kind::Folder {
        return true;
    }
    let mut entries = files.entries("").into_iter();
    entries.any(|entry| entry.kind == EntryKind::File && is_a_post(&entry.name))
}

/// A README alone makes no blog of a folder.
fn is_a_post(path: &str) -> bool {
    let (stem, _) = stem_and_ending(file_name(path));
    format::is_markdown(path)
        && !matches!(stem, "README" | "CHANGELOG" | "CONTRIBUTING" | "LICENSE")
}

/// The site that a path belongs to: its root, and which part of it the path is.
fn site_of(path: &Path, is_folder: bool) -> std::io::Result<(PathBuf, Part)> {
    if is_folder && has_marks(path) {
        return Ok((path.to_owned(), Part::Whole));
    }
    let real = std::fs::canonicalize(path)?;
    for root in real.ancestors().skip(1).take(ABOVE) {
        let Some(inner) = real.strip_prefix(root).ok().and_then(slashed) else {
            break;
        };
        let belongs = Files::folder(root).is_ok_and(|files| {
            let kind = Kind::of(&files);
            kind.has_marks(&files) && kind.keeps_posts_at(&inner)
        });
        if belongs {
            let part = if is_folder {
                Part::Below(inner)
            } else {
                Part::File(inner)
            };
            return Ok((root.to_owned(), part));
        }
    }
    if is_folder {
        let inner = INNER.iter().map(|name| path.join(name));
        let mut sites = inner.filter(|inner| inner.is_dir() && has_marks(inner));
        let root = sites.next().unwrap_or_else(|| path.to_owned());
        return Ok((root, Part::Whole));
    }
    // `post.md` alone lies in the current folder.
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default().to_str();
    let name =
        name.ok_or_else(|| std::io::Error::new(std::io::ErrorKind::InvalidFilename, NOT_UNICODE))?;
    Ok((
        folder.unwrap_or(Path::new(".")).to_owned(),
        Part::File(name.to_owned()),
    ))
}

fn has_marks(folder: &Path) -> bool {
    Files::folder(folder).is_ok_and(|files| Kind::of(&files).has_marks(&files))
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

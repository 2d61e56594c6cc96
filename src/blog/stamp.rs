//! Telling whether files have changed, without reading them.

use super::files::{Entry, EntryKind, Files, Step};
use super::post::Post;

/// Where the parts of templates lie that can stand in the text of a post, in any generator.
const SHARED: [&str; 9] = [
    "_includes",
    "_data",
    "_plugins",
    "layouts",
    "themes",
    "data",
    "i18n",
    "templates",
    "config",
];
/// What settings at the root of a site end in.
const SETTINGS: [&str; 5] = [".yml", ".yaml", ".toml", ".json", ".js"];

/// Of a file's time and length.
pub fn of_file(files: &Files, path: &str) -> i64 {
    let (seconds, nanoseconds, length) = files.state(path).unwrap_or_default();
    let mut text = [0; 20];
    let parts = seconds.to_le_bytes().into_iter();
    let parts = parts
        .chain(nanoseconds.to_le_bytes())
        .chain(length.to_le_bytes());
    text.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
    hash(&text).cast_signed()
}

/// Of a post's file and of what it is called, which a site's defaults have a say in.
pub fn of_post(files: &Files, post: &Post) -> i64 {
    let mut text = of_file(files, &post.path).to_le_bytes().to_vec();
    let names = [&post.tags, &post.categories, &post.authors, &post.series];
    for name in std::iter::once(&post.title).chain(names.into_iter().flatten()) {
        text.extend_from_slice(name.as_bytes());
        // A byte that is in no text.
        text.push(0xff);
    }
    hash(&text).cast_signed()
}

/// Of everything that can stand in any post.
pub fn of_all(files: &Files) -> i64 {
    let mut paths = Vec::new();
    let mut take = |path: &str, entry: &Entry| match (path.split_once('/'), entry.kind) {
        (None, EntryKind::Folder) if !SHARED.contains(&path) => Step::Skip,
        (None, EntryKind::File) if !SETTINGS.iter().any(|it| path.ends_with(it)) => Step::Skip,
        _ => Step::Take,
    };
    paths.extend(files.walk("", &mut take));
    let mut text = env!("CARGO_PKG_VERSION").as_bytes().to_vec();
    for path in paths {
        text.extend_from_slice(path.as_bytes());
        text.extend_from_slice(&of_file(files, &path).to_le_bytes());
    }
    hash(&text).cast_signed()
}

/// A number that stands for some bytes and stays the same in every byline: FNV-1a of 64 bits.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    #[test]
    fn a_change_of_a_file_changes_its_stamp_and_one_of_an_include_that_of_all() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("_posts/2020-01-01-a.md", "a");
        write("_includes/note.html", "note");
        write("_config.yml", "title: A");
        let files = Files::folder(folder.path()).unwrap();
        let post = || of_file(&files, "_posts/2020-01-01-a.md");
        let (before, all) = (post(), of_all(&files));
        assert_eq!((post(), of_all(&files)), (before, all));
        write("_posts/2020-01-01-a.md", "longer");
        assert_ne!(post(), before);
        assert_eq!(of_all(&files), all);
        write("_includes/note.html", "another note");
        assert_ne!(of_all(&files), all);
        let with_include = of_all(&files);
        write("_config.yml", "title: Another");
        assert_ne!(of_all(&files), with_include);
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        // From the tests of draft-eastlake-fnv.
        assert_eq!(hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"foobar"), 0x8594_4171_f739_67e8);
    }
}

//! What is remembered of a blog, read beside it and off the drawing thread.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::app::{self, Shelved};
use crate::blog::Blog;
use crate::document::clean_line;
use crate::memory::{BlogId, Identity, Known, Memory, Recollection};

/// What is remembered of a blog, and where more can be.
#[derive(Debug)]
pub struct Recalled {
    /// What the blog's marks are made with.
    pub blog: BlogId,
    /// What the session takes in.
    pub recollection: app::Recollection,
    /// Where marks are written.
    pub memory: Memory,
}

impl Recalled {
    fn new(recollection: Recollection, memory: Memory) -> Recalled {
        let Recollection {
            blog,
            order,
            last,
            posts,
        } = recollection;
        Recalled {
            blog,
            recollection: app::Recollection { order, last, posts },
            memory,
        }
    }
}

/// What is remembered of `blog` in `folder`, the blogs that were opened before, and a sentence where
/// something is wrong. A text that came from nowhere is not remembered.
pub fn recall(folder: &Path, blog: &Blog) -> (Option<Recalled>, Vec<Known>, Option<String>) {
    let Some(identity) = Identity::of(blog) else {
        return (None, Vec::new(), None);
    };
    let opened = Memory::open(folder).and_then(|(mut memory, notice)| {
        let known = memory.blogs()?;
        let recollection = memory.recall(&identity)?;
        Ok((memory, recollection, known, notice))
    });
    match opened {
        Ok((memory, recollection, known, notice)) => {
            (Some(Recalled::new(recollection, memory)), known, notice)
        }
        Err(error) => (None, Vec::new(), Some(error.to_string())),
    }
}

/// The same of the blog in a folder, as long as its posts are still read: see
/// [`Memory::recall_at`]. What is in the way is said when they have been read, but for a damaged file
/// that was set aside.
pub fn recall_at(memory: &Path, folder: &Path) -> (Option<Recalled>, Vec<Known>, Option<String>) {
    let Ok((mut memory, notice)) = Memory::open(memory) else {
        return (None, Vec::new(), None);
    };
    let known = memory.blogs().unwrap_or_default();
    let recollection = memory.recall_at(folder).ok().flatten();
    let recalled = recollection.map(|recollection| Recalled::new(recollection, memory));
    (recalled, known, notice)
}

/// The blogs that can be gone to: those that are configured, then those that were opened before, the
/// latest first, then the sample blog. Folders that are gone are left out.
pub fn shelf(configured: &[PathBuf], known: Vec<Known>) -> Vec<Shelved> {
    let mut places: Vec<PathBuf> = Vec::new();
    let mut shelf = Vec::new();
    let mut titles: HashMap<PathBuf, String> = HashMap::new();
    let mut folders: Vec<PathBuf> = configured.to_vec();
    for known in known {
        if let Some(folder) = known.folder {
            titles.insert(folder.clone(), known.title);
            folders.push(folder);
        }
    }
    for folder in folders {
        let Ok(place) = std::fs::canonicalize(&folder) else {
            continue;
        };
        if !place.is_dir() || places.contains(&place) {
            continue;
        }
        let title = titles.remove(&place).filter(|title| !title.is_empty());
        let name = || {
            place
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
        };
        if let (Some(title), Some(text)) = (title.or_else(name), place.to_str()) {
            shelf.push(Shelved {
                title: clean_line(&title).into_owned(),
                place: Some(text.to_owned()),
            });
        }
        places.push(place);
    }
    shelf.push(Shelved {
        title: "The sample posts".to_owned(),
        place: None,
    });
    shelf
}

//! Decoding pictures, and making of them what the terminal takes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use super::graphics::{Prepared, Way};
use crate::app::{Outcome, Rendition};
use crate::blog::{Blog, Error, STUMBLED};
use crate::fetch::Store;
use crate::limits;
use crate::picture::{Bitmap, Decoded, Origin, Picture};

/// The pixels of a picture: of a file of the blog, or of one that has been fetched and is kept.
///
/// # Errors
///
/// Why there are none, in words that follow its name.
pub fn decode(blog: &Blog, fetched: Option<&Store>, rendition: &Rendition) -> Outcome {
    let decoded = read(blog, fetched, &rendition.picture)?;
    safely(|| Ok(bitmap(&decoded, rendition)))
}

/// How the terminal takes pixels, for whoever makes them ready: nothing where it takes none, or
/// until it has said so.
#[derive(Clone, Debug, Default)]
pub struct SharedWay(Arc<Mutex<Option<Way>>>);

impl SharedWay {
    /// From now on in this way.
    pub fn set(&self, way: Way) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(way);
    }

    fn get(&self) -> Option<Way> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Decodes one picture after the other.
#[derive(Debug)]
pub struct Decoder {
    blog: Arc<Blog>,
    fetched: Option<Arc<Store>>,
    way: SharedWay,
    /// The picture that was looked at closely last: its next part is likely to be wanted.
    held: Option<(Picture, Decoded)>,
}

impl Decoder {
    /// Of the pictures of a blog, and of those that have been fetched.
    pub fn new(blog: Arc<Blog>, fetched: Option<Arc<Store>>, way: SharedWay) -> Decoder {
        Decoder {
            blog,
            fetched,
            way,
            held: None,
        }
    }

    /// The pixels of a picture.
    ///
    /// # Errors
    ///
    /// Why there are none, in words that follow its name.
    pub fn decode(&mut self, rendition: &Rendition) -> Outcome {
        let held = self.held.take();
        let held = held.filter(|(picture, _)| *picture == rendition.picture);
        let (picture, decoded) = if let Some(held) = held {
            held
        } else {
            let decoded = read(&self.blog, self.fetched.as_deref(), &rendition.picture)?;
            (rendition.picture.clone(), decoded)
        };
        let outcome = safely(|| Ok(bitmap(&decoded, rendition)));
        if rendition.part.is_some() && decoded.bytes() <= limits::picture::HELD {
            self.held = Some((picture, decoded));
        }
        outcome
    }

    /// What the terminal takes of a picture.
    pub fn prepare(&self, bitmap: &Bitmap) -> Option<(Way, Prepared)> {
        let way = self.way.get()?;
        Some((way, way.prepare(bitmap)))
    }
}

fn bitmap(decoded: &Decoded, rendition: &Rendition) -> Arc<Bitmap> {
    Arc::new(decoded.bitmap(rendition.part, rendition.size))
}

fn read(blog: &Blog, fetched: Option<&Store>, picture: &Picture) -> Result<Decoded, String> {
    let bytes = match &picture.origin {
        Origin::File(file) => Arc::new(of_file(blog, file)?),
        Origin::Web(address) => {
            let kept = fetched.and_then(|store| store.bytes(address));
            kept.ok_or("is not kept any more")?
        }
    };
    safely(|| Decoded::read(&bytes).map_err(|why| format!("cannot be shown: {why}")))
}

/// A decoder that stumbles over what is in a file takes no more than that picture with it.
fn safely<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let stumbled = |_| Err(format!("cannot be shown: {STUMBLED}"));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(stumbled)
}

fn of_file(blog: &Blog, file: &str) -> Result<Vec<u8>, String> {
    blog.picture_bytes(file).map_err(|error| match error {
        Error::Unreadable { source, .. } => format!("cannot be read: {source}"),
        Error::NotAFile { .. } => "is no file".to_owned(),
        Error::NoPost { .. } | Error::OnlyDrafts { .. } => "is not there".to_owned(),
        Error::TooLarge { .. } => "is too large a file".to_owned(),
    })
}

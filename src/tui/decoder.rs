//! Decoding a picture.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::app::{Outcome, Rendition};
use crate::blog::{Blog, Error};
use crate::picture;

/// The pixels of a picture.
///
/// # Errors
///
/// Why there are none, in words that follow its name.
pub fn decode(blog: &Blog, rendition: &Rendition) -> Outcome {
    let bytes = blog.picture_bytes(&rendition.picture.file);
    let bytes = bytes.map_err(|error| match error {
        Error::Unreadable { source, .. } => format!("cannot be read: {source}"),
        Error::NotAFile { .. } => "is no file".to_owned(),
        Error::NoPost { .. } | Error::OnlyDrafts { .. } => "is not there".to_owned(),
        Error::TooLarge { .. } => "is too large a file".to_owned(),
    })?;
    let decode = || picture::decode(&bytes, rendition.size);
    // A decoder that stumbles over what is in a file takes no more than that picture with it.
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(Ok(bitmap)) => Ok(Arc::new(bitmap)),
        Ok(Err(why)) => Err(format!("cannot be shown: {why}")),
        Err(_) => Err("cannot be shown: byline stumbles over what is in it".to_owned()),
    }
}

//! What a picture may cost at most.
//!
//! While one is decoded its file, its pixels and its bitmap are in memory at once, and only one is
//! decoded at a time: [`FILE`] + [`DECODED`] + the bitmap. Of one that is looked at closely the pixels
//! stay up to [`HELD`], until another is decoded. Bitmaps are kept up to [`KEPT`], or twice what is on
//! the screen where that is more.

use std::time::Duration;

/// Bytes of a file. The blog refuses larger ones, whatever is in them.
pub const FILE: u64 = 32 << 20;
/// Bytes of a file that are looked at for its size, the next only when the size is not within the
/// first: some carry a thumbnail or a colour profile before it.
pub const HEADERS: [u64; 4] = [4 << 10, 64 << 10, 1 << 20, FILE];
/// Bytes of a drawing, all of which have to be understood before anything is seen.
pub const DRAWING: usize = 4 << 20;
/// Pixels of a picture: cameras make 24 million.
pub const PIXELS: u64 = 36_000_000;
/// Pixels of one side.
pub const SIDE: u32 = 20_000;
/// Bytes that decoding may take.
pub const DECODED: u64 = 160 << 20;
/// Pictures of one post that are shown; the others stay words.
pub const IN_POST: usize = 1_000;
/// Pictures of a post whose headers are read before its text is shown: where they are, nothing
/// moves. Those of the others follow.
pub const AT_ONCE: usize = 16;
/// Bytes of decoded pixels that are held between two parts of the same picture.
pub const HELD: usize = 80 << 20;
/// Bytes of bitmaps that are kept.
pub const KEPT: usize = 48 << 20;

/// Bytes of a picture on the web, whatever its server says of its length.
pub const FETCHED: u64 = 16 << 20;
/// Pictures on the web of one post that are fetched; the others stay words.
pub const FETCHED_IN_POST: usize = 200;
/// Bytes that are fetched for one post: none is begun when so many have come.
pub const FETCHED_FOR_POST: u64 = 128 << 20;
/// Pictures that are fetched at once.
pub const FETCHED_AT_ONCE: usize = 4;
/// How often an address may lead on to another.
pub const REDIRECTS: u32 = 5;
/// How long a server may take to be reached.
pub const CONNECTING: Duration = Duration::from_secs(10);
/// How long a picture may take, from the question to its last byte.
pub const FETCHING: Duration = Duration::from_secs(30);
/// Bytes of fetched pictures that are kept on the disk from one session to the next.
pub const ON_DISK: u64 = 256 << 20;
/// Bytes of fetched pictures that are kept in memory where none are kept on the disk.
pub const IN_MEMORY: u64 = FETCHED_FOR_POST;

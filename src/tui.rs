//! The terminal: keys in, frames out.

pub mod draw;
pub mod keys;
mod paint;

#[cfg(test)]
mod tests;

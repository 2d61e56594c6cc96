//! `byline list`.

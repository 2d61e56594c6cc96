//! byline, a terminal reader for blogs.
//!
//! # The way through the house
//!
//! ```text
//! file on disk ──blog──▶ Source ──document──▶ Document ──page──▶ Page ──┬─ tui ──▶ screen
//!               finds,           reads, never          lays out at      └─ ansi ─▶ stdout
//!               dates,           fails                 a width, pure
//!               addresses
//! ```
//!
//! | stage | hands on | says |
//! |---|---|---|
//! | [`blog`] | [`Blog`](blog::Blog), [`Post`](blog::Post), [`Source`](document::Source) | where posts come from, what their heads say, which address each has on its site |
//! | [`document`] | [`Document`](document::Document) | what a post says, whatever dialect it was written in |
//! | [`page`] | [`Page`](page::Page) | how that lies on a grid of N columns |
//! | [`highlight`] | [`Stretch`](highlight::Stretch) | what the words of a piece of code are, off the drawing thread |
//! | [`picture`] | [`Bitmap`](picture::Bitmap) | how large a picture is, and its pixels at the size it is shown at, off the drawing thread |
//! | [`fetch`] | [`Picture`](picture::Picture) | what pictures on the web are, fetched when somebody asks and kept |
//! | [`theme`] | [`Look`](theme::Look) | what each part of a page looks like |
//! | [`check`] | [`Problem`](blog::Problem) | what is wrong with a blog |
//! | [`limits`] | | what is too much, of whatever byline did not write |
//! | [`folders`] | | where byline keeps what is the user's own, closed to others |
//! | [`memory`] | [`Recollection`](memory::Recollection), [`Keeper`](memory::Keeper) | what is remembered between sessions |
//! | [`search`] | [`Query`](search::Query), [`FullText`](search::FullText) | which posts of the list a filter means, where words stand in a post, which posts of the blog say them |
//! | [`app`] | [`App`](app::App), [`Message`](app::Message), [`Effect`](app::Effect) | the reading session: what is selected, open, focused |
//! | [`tui`], [`ansi`] | | keys and frames; styled text on standard output |
//!
//! Arrows point one way: nothing to the left knows what is to its right, and only `tui` knows the
//! terminal. State changes in [`App::update`](app::App::update) alone; whatever is to be done
//! outside is an [`Effect`](app::Effect) that it returns and the runtime performs.
//!
//! # The names of the screen
//!
//! ```text
//!  blog's title      count · order         section                            how far one is
//!  │                 │                     │                                               │
//!  Blog AF           2 of 383 · newest │ § Talks                                          38%
//!                                      │
//!    2018-06-01 Pycon 2018     python ★│     Notes from PyCon                        ┐ title
//!  ▌ 2017-06-15 Notes from Py… python  │     15 June 2017 · programming · 6 min read │ block
//!  │ 2017-05-22 Portlanding    travel ●│     ─────────────────────────────────────── ┘
//!  │  │          │             │       │
//!  │  date       entry         tag     │     Below are the talks that I liked best.  ┐
//!  mark                                │                                             │ blocks,
//!                                      │     • Grok the GIL – A. Jesse Jiryu Davis   │ each laid
//!                      divider ────────│       ◦ ▶ Video                             ┘ out alone
//!                                      │     └──────── measure: 80 cells ────────┘
//!  footer: the keys that matter now    │ footer: where the chosen link leads
//! ```
//!
//! # Glossary
//!
//! - *head*, or front matter: what a post's file says about the post before its text.
//! - *address*: where a post is on its site, from the root (`/2017/05/22/pdx/`); *url*: with host.
//! - *block*: one thing in the column of text; *inline*, *run*: words within one, in one style.
//! - *place*: a block and an offset in the document's text. Rows change with the width, places do
//!   not, so whatever is remembered is a place.
//! - *row*: a line of the page; *piece*: a stretch of one in one face.
//! - *measure*: the widest that the column of text may be, in cells.
//! - *cell*: what one ASCII character takes on a terminal; 漢 takes two.
//! - *menu*: a list over the reader, of links, headings or videos; an entry's *goal* is what it is
//!   about.
//! - *hint*: a short name over a link, to be typed.
//! - *binding*: keys that give a command in some contexts, under a name; *keymap*: all of them, as
//!   they are in a session.
//! - *mark*: that a post was read, has a star, or where one was in it; *spot*: a place with the words
//!   that stand there, so that it is found again after an edit.
//! - *fact*: what can be so of a post, for filters: `is:unread`, `has:video`.
//! - *passage*: the line of a post that says best what a search has found.
//! - *outline*: a post's headings, or its bold leads where it has none.

pub mod ansi;
pub mod app;
pub mod blog;
pub mod browser;
pub mod check;
pub mod cli;
pub mod commands;
pub mod config;
pub mod document;
pub mod fetch;
pub mod folders;
pub mod highlight;
pub mod limits;
pub mod memory;
pub mod page;
mod parallel;
pub mod picture;
pub mod search;
pub mod theme;
pub mod tui;

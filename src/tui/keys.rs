//! The keys: one table, from which bindings, help and footers come.
//!
//! [`TABLE`] is what they give as long as nothing else is settled; a [`Keymap`] is what they give
//! in a session, after the table `[keys]` of the configuration. Every binding has a name there, in
//! words and hyphens. What can be done with a post or the list of posts has its bare name
//! (`page-down`, `filter`); where it has keys in one place that it has not in the others, the name
//! says where: `reader.page-down`, `menu.filter`, `picture.next`, `typing.cancel`, `question.open`. A place is a
//! table in the file, so no binding may be called like one.

mod key;
mod keymap;
mod rebind;

#[cfg(test)]
mod tests;

use crate::app::{Command, Context, Direction, Edit, Motion, Zoom};

pub use key::{Key, Unknown};
pub use keymap::{Hint, Keymap};
pub use rebind::{Problem, Slip};

/// A line of the table: in these contexts, these keys give this command.
#[derive(Debug, PartialEq, Eq)]
pub struct Binding {
    /// How it is called in the configuration.
    pub name: &'static str,
    /// Where.
    pub contexts: &'static [Context],
    /// Which keys, where no others are settled.
    pub keys: &'static [Key],
    /// What they give.
    pub command: Command,
    /// What that is, for the help.
    pub help: &'static str,
    /// How it is named in the footer, and how much it matters there: less goes first when room
    /// runs out.
    pub footer: Option<(&'static str, u8)>,
}

use Command as C;
use Context::{Help, Hints, List, Menu, Picture, Question, Reader, Typing};
use Key::{BackTab, Backspace, Char, Ctrl, Down, End, Enter, Esc, Home, Left, PageDown, PageUp};
use Key::{Right, Tab, Up};

const PANES: &[Context] = &[List, Reader];
const SCROLLED: &[Context] = &[List, Reader, Help, Menu];
const TYPED: &[Context] = &[Typing, Hints];
const ALL: &[Context] = &[List, Reader, Help, Question, Menu, Typing, Hints, Picture];

/// The way out that always works: whatever else is settled, it quits.
const WAY_OUT: Key = Ctrl('c');

/// Every binding, in the order of the help.
pub const TABLE: &[Binding] = &[
    bind(
        "down",
        SCROLLED,
        &[Char('j'), Down],
        C::Move(Motion::Down),
        "down",
    ),
    bind("up", SCROLLED, &[Char('k'), Up], C::Move(Motion::Up), "up"),
    bind(
        "page-down",
        SCROLLED,
        &[PageDown, Ctrl('f')],
        C::Move(Motion::PageDown),
        "a page down",
    ),
    bind(
        "page-up",
        SCROLLED,
        &[PageUp, Ctrl('b')],
        C::Move(Motion::PageUp),
        "a page up",
    ),
    bind(
        "half-page-down",
        SCROLLED,
        &[Ctrl('d')],
        C::Move(Motion::HalfDown),
        "half a page down",
    ),
    bind(
        "half-page-up",
        SCROLLED,
        &[Ctrl('u')],
        C::Move(Motion::HalfUp),
        "half a page up",
    ),
    bind(
        "top",
        SCROLLED,
        &[Char('g'), Home],
        C::Move(Motion::Top),
        "to the beginning",
    ),
    bind(
        "bottom",
        SCROLLED,
        &[Char('G'), End],
        C::Move(Motion::Bottom),
        "to the end",
    ),
    bind(
        "open-in-browser",
        PANES,
        &[Char('o')],
        C::Browse,
        "open the link, or the post, outside",
    )
    .foot("browser", 60),
    bind(
        "edit",
        PANES,
        &[Char('e')],
        C::EditPost,
        "edit the post's file",
    ),
    bind(
        "copy",
        PANES,
        &[Char('y')],
        C::Copy,
        "copy the address of either",
    ),
    bind(
        "links",
        PANES,
        &[Char('i')],
        C::Links,
        "the links of the post, and who links to it",
    ),
    bind(
        "outline",
        PANES,
        &[Char('T')],
        C::Outline,
        "the outline of the post",
    ),
    bind(
        "videos",
        PANES,
        &[Char('v')],
        C::Videos,
        "the talks and videos of the post",
    )
    .foot("videos", 88),
    bind(
        "blog-videos",
        PANES,
        &[Char('V')],
        C::BlogVideos,
        "the talks and videos of the blog",
    ),
    bind(
        "search",
        PANES,
        &[Char('S')],
        C::Search,
        "search the whole blog: words, \"phrases\", -without",
    ),
    bind(
        "mark-read",
        PANES,
        &[Char('m')],
        C::ToggleRead,
        "mark as read, or as unread",
    ),
    bind(
        "star",
        PANES,
        &[Char('*')],
        C::ToggleStar,
        "star, or no star any more",
    ),
    bind(
        "tags",
        PANES,
        &[Char('t')],
        C::Taxonomies,
        "tags, categories, series, authors and years; one narrows the list",
    )
    .foot("tags", 45),
    bind(
        "blogs",
        PANES,
        &[Char('B')],
        C::Blogs,
        "the blogs that were opened before",
    ),
    bind(
        "toggle-list",
        PANES,
        &[Char('z')],
        C::TogglePanes,
        "hide or show the list",
    ),
    bind(
        "wider",
        PANES,
        &[Char('>')],
        C::Wider,
        "a wider column of text",
    ),
    bind(
        "narrower",
        PANES,
        &[Char('<')],
        C::Narrower,
        "a narrower column of text",
    ),
    bind(
        "suspend",
        PANES,
        &[Ctrl('z')],
        C::Suspend,
        "back to the shell for a while",
    ),
    bind(
        "repaint",
        ALL,
        &[Ctrl('l')],
        C::Repaint,
        "paint the screen again",
    ),
    bind("help", PANES, &[Char('?')], C::Help, "these keys").foot("help", 90),
    bind("quit", PANES, &[Char('q')], C::Quit, "quit").foot("quit", 50),
    bind(
        "quit-anywhere",
        ALL,
        &[WAY_OUT],
        C::Quit,
        "quit from anywhere",
    ),
    bind(
        "read",
        &[List],
        &[Enter, Char('l'), Right],
        C::Read,
        "read the post",
    )
    .foot("read", 100),
    bind(
        "filter",
        &[List],
        &[Char('/')],
        C::Filter,
        "narrow the list as you type",
    )
    .foot("filter", 80),
    bind(
        "all-posts",
        &[List],
        &[Esc],
        C::StepBack,
        "the whole list again",
    )
    .foot("all posts", 99),
    bind(
        "next-order",
        &[List],
        &[Char('s')],
        C::NextOrder,
        "next order: newest, oldest, by title, longest, unread first",
    )
    .foot("order", 70),
    bind(
        "reader.page-down",
        &[Reader],
        &[Char(' ')],
        C::Move(Motion::PageDown),
        "a page down",
    ),
    bind(
        "reader.page-up",
        &[Reader],
        &[Char('b')],
        C::Move(Motion::PageUp),
        "a page up",
    ),
    bind(
        "reader.half-page-down",
        &[Reader],
        &[Char('d')],
        C::Move(Motion::HalfDown),
        "half a page down",
    ),
    bind(
        "reader.half-page-up",
        &[Reader],
        &[Char('u')],
        C::Move(Motion::HalfUp),
        "half a page up",
    ),
    bind("next-link", &[Reader], &[Tab], C::NextLink, "the next link").foot("links", 100),
    bind(
        "previous-link",
        &[Reader],
        &[BackTab],
        C::PreviousLink,
        "the link before",
    ),
    bind("follow", &[Reader], &[Enter], C::Follow, "follow the link").foot("follow", 95),
    bind(
        "fetch-pictures",
        &[Reader],
        &[Char('p')],
        C::FetchPictures,
        "fetch the pictures of the post that are on the web",
    )
    .foot("fetch pictures", 87),
    bind(
        "hints",
        &[Reader],
        &[Char('f')],
        C::Hints,
        "name the links that are seen; typing a name follows it, with Shift outside",
    )
    .foot("hints", 85),
    bind(
        "back",
        &[Reader],
        &[Char('H'), Backspace],
        C::Back,
        "back to where the link was",
    )
    .foot("back", 75),
    bind(
        "forward",
        &[Reader],
        &[Char('L')],
        C::Forward,
        "forward again",
    ),
    bind("find", &[Reader], &[Char('/')], C::Find, "find in the post").foot("find", 70),
    bind(
        "find-next",
        &[Reader],
        &[Char('n')],
        C::NextHit,
        "the next place where it is",
    )
    .foot("next", 92),
    bind(
        "find-previous",
        &[Reader],
        &[Char('N')],
        C::PreviousHit,
        "the place before",
    ),
    bind(
        "next-post",
        &[Reader],
        &[Char('J')],
        C::NextPost,
        "the next post",
    )
    .foot("next post", 65),
    bind(
        "previous-post",
        &[Reader],
        &[Char('K')],
        C::PreviousPost,
        "the post before",
    ),
    bind(
        "back-to-list",
        &[Reader],
        &[Char('h'), Esc],
        C::StepBack,
        "to the list",
    )
    .foot("list", 80),
    bind(
        "long-lines",
        &[Reader],
        &[Char('w')],
        C::ToggleLongLines,
        "let long lines of code run on, or go on below",
    ),
    bind(
        "right",
        &[Reader],
        &[Right],
        C::Right,
        "along lines of code that run on",
    ),
    bind(
        "left",
        &[Reader],
        &[Left],
        C::Left,
        "back along them; otherwise to the list",
    ),
    bind(
        "close-help",
        &[Help],
        &[Esc, Char('?'), Char('q'), Char('h'), Left, Enter],
        C::StepBack,
        "close",
    )
    .foot("close", 100),
    bind("menu.follow", &[Menu], &[Enter], C::Follow, "follow it").foot("follow", 100),
    bind(
        "menu.filter",
        &[Menu],
        &[Char('/')],
        C::Filter,
        "narrow the list",
    )
    .foot("filter", 90),
    bind(
        "menu.locate",
        &[Menu],
        &[Char('l'), Right],
        C::Locate,
        "go to where it stands",
    )
    .foot("where it stands", 60),
    bind(
        "menu.open-in-browser",
        &[Menu],
        &[Char('o')],
        C::Browse,
        "open it outside",
    )
    .foot("browser", 70),
    bind(
        "menu.copy",
        &[Menu],
        &[Char('y')],
        C::Copy,
        "copy its address",
    )
    .foot("copy", 65),
    bind("menu.help", &[Menu], &[Char('?')], C::Help, "these keys").foot("help", 62),
    bind(
        "menu.close",
        &[Menu],
        &[Esc, Char('q'), Char('h'), Left],
        C::StepBack,
        "close",
    )
    .foot("close", 95),
    bind(
        "picture.next",
        &[Picture],
        &[Char('n'), Char('J'), Char(' '), PageDown],
        C::NextPicture,
        "the next picture",
    )
    .foot("next", 90),
    bind(
        "picture.previous",
        &[Picture],
        &[Char('N'), Char('K'), Char('b'), PageUp],
        C::PreviousPicture,
        "the picture before",
    )
    .foot("previous", 75),
    bind(
        "picture.zoom-in",
        &[Picture],
        &[Char('+'), Char('=')],
        C::Zoom(Zoom::In),
        "look closer",
    )
    .foot("closer", 95),
    bind(
        "picture.zoom-out",
        &[Picture],
        &[Char('-')],
        C::Zoom(Zoom::Out),
        "look less close",
    )
    .foot("farther", 94),
    bind(
        "picture.fit",
        &[Picture],
        &[Char('0')],
        C::Zoom(Zoom::Fit),
        "all of it",
    )
    .foot("all of it", 60),
    bind(
        "picture.right",
        &[Picture],
        &[Right, Char('l')],
        C::Pan(Direction::Right),
        "its right, or the next picture",
    )
    .foot("move", 93),
    bind(
        "picture.left",
        &[Picture],
        &[Left, Char('h')],
        C::Pan(Direction::Left),
        "its left, or the picture before",
    ),
    bind(
        "picture.down",
        &[Picture],
        &[Down, Char('j')],
        C::Pan(Direction::Down),
        "further down, or the next picture",
    ),
    bind(
        "picture.up",
        &[Picture],
        &[Up, Char('k')],
        C::Pan(Direction::Up),
        "further up, or the picture before",
    ),
    bind(
        "picture.open-in-browser",
        &[Picture],
        &[Char('o')],
        C::Browse,
        "open it outside",
    )
    .foot("browser", 70),
    bind(
        "picture.close",
        &[Picture],
        &[Esc, Enter, Char('q')],
        C::StepBack,
        "close",
    )
    .foot("close", 100),
    bind(
        "typing.accept",
        &[Typing],
        &[Enter],
        C::Follow,
        "keep it, or follow it",
    )
    .foot("follow", 100),
    bind(
        "typing.down",
        &[Typing],
        &[Down, Ctrl('n')],
        C::Move(Motion::Down),
        "down",
    ),
    bind(
        "typing.complete",
        &[Typing],
        &[Tab],
        C::Complete,
        "complete a field or its value; else down",
    ),
    bind(
        "typing.up",
        &[Typing],
        &[Up, BackTab, Ctrl('p')],
        C::Move(Motion::Up),
        "up",
    ),
    bind(
        "typing.page-down",
        &[Typing],
        &[PageDown],
        C::Move(Motion::PageDown),
        "a page down",
    ),
    bind(
        "typing.page-up",
        &[Typing],
        &[PageUp],
        C::Move(Motion::PageUp),
        "a page up",
    ),
    bind(
        "typing.left",
        &[Typing],
        &[Left, Ctrl('b')],
        C::Edit(Edit::Left),
        "a letter back",
    ),
    bind(
        "typing.right",
        &[Typing],
        &[Right, Ctrl('f')],
        C::Edit(Edit::Right),
        "a letter on",
    ),
    bind(
        "typing.start",
        &[Typing],
        &[Home, Ctrl('a')],
        C::Edit(Edit::Start),
        "to the beginning",
    ),
    bind(
        "typing.end",
        &[Typing],
        &[End, Ctrl('e')],
        C::Edit(Edit::End),
        "to the end",
    ),
    bind(
        "typing.erase",
        TYPED,
        &[Backspace, Ctrl('h')],
        C::Edit(Edit::Erase),
        "erase a letter",
    ),
    bind(
        "typing.erase-word",
        TYPED,
        &[Ctrl('w')],
        C::Edit(Edit::EraseWord),
        "erase a word",
    ),
    bind(
        "typing.erase-line",
        TYPED,
        &[Ctrl('u')],
        C::Edit(Edit::EraseLine),
        "erase the line",
    ),
    bind("typing.cancel", TYPED, &[Esc], C::StepBack, "leave it").foot("cancel", 100),
    // Not Enter, which may be the second stroke of the one that followed the link.
    bind(
        "question.open",
        &[Question],
        &[Char('y')],
        C::Accept,
        "open",
    )
    .foot("open", 100),
    bind(
        "question.decline",
        &[Question],
        &[Char('n'), Esc, Char('q')],
        C::Decline,
        "leave it",
    )
    .foot("leave it", 100),
];

const fn bind(
    name: &'static str,
    contexts: &'static [Context],
    keys: &'static [Key],
    command: Command,
    help: &'static str,
) -> Binding {
    Binding {
        name,
        contexts,
        keys,
        command,
        help,
        footer: None,
    }
}

impl Binding {
    /// The panes it is for, else whether it is for a list or a picture over them: where the help
    /// names it.
    fn places(&self) -> Vec<Context> {
        let of = |places: &[Context]| {
            let places = places.iter().filter(|place| self.contexts.contains(place));
            places.copied().collect::<Vec<_>>()
        };
        let panes = of(PANES);
        if panes.is_empty() {
            of(&[Menu, Picture])
        } else {
            panes
        }
    }

    const fn foot(self, label: &'static str, weight: u8) -> Binding {
        Binding {
            footer: Some((label, weight)),
            ..self
        }
    }
}

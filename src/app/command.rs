//! What a hand can ask for.

use super::prompt::Edit;

/// A wish of the reader's, whatever key or button it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Moves in what has the keys: the choice in the list, the text in the reader.
    Move(Motion),
    /// From the list to the reader.
    Read,
    /// Goes where the focused link leads.
    Follow,
    /// Focuses the next link.
    NextLink,
    /// Focuses the link before.
    PreviousLink,
    /// To where the last link was followed.
    Back,
    /// Undoes [`Command::Back`].
    Forward,
    /// The next post of the list.
    NextPost,
    /// The post before.
    PreviousPost,
    /// Names every link that is seen, to follow one by typing its name.
    Hints,
    /// Lists the links of the post, and the posts that link to it.
    Links,
    /// Lists the headings of the post.
    Outline,
    /// Lists the talks and videos of the post.
    Videos,
    /// Lists the talks and videos of the blog.
    BlogVideos,
    /// Types what is to be found in the whole blog.
    Search,
    /// Goes to where the chosen entry of a list stands in its post.
    Locate,
    /// Types what a list is to be narrowed to.
    Filter,
    /// Types what is to be found in the post.
    Find,
    /// To the next place where it is.
    NextHit,
    /// To the place before.
    PreviousHit,
    /// Types.
    Edit(Edit),
    /// The next picture of the post.
    NextPicture,
    /// The picture before.
    PreviousPicture,
    /// Moves what is seen of a picture that is larger than its pane; else to the next one or the one
    /// before.
    Pan(Direction),
    /// Looks at a picture more or less closely.
    Zoom(Zoom),
    /// Fetches the pictures of the post that are on the web.
    FetchPictures,
    /// Opens the post's file in the editor.
    EditPost,
    /// Opens the focused link, else the post's page, in the system's browser.
    Browse,
    /// Copies the address of the focused link, else of the post.
    Copy,
    /// Marks the post as read, or as unread.
    ToggleRead,
    /// Gives the post a star, or takes it away.
    ToggleStar,
    /// Lists the tags, categories, years and series of the posts.
    Taxonomies,
    /// Lists the blogs that can be gone to.
    Blogs,
    /// Completes what is typed to narrow the list; where there is nothing to complete, moves down.
    Complete,
    /// The list in its next [`Order`](super::Order).
    NextOrder,
    /// A wider column of text.
    Wider,
    /// A narrower column of text.
    Narrower,
    /// Long lines of code go on below, or run on beyond the edge.
    ToggleLongLines,
    /// Moves along lines of code that run on to the right.
    Right,
    /// Moves back along them; where they go on below, to the list.
    Left,
    /// Shows one pane, or both.
    TogglePanes,
    /// One step back: closes what lies over the reader, else goes to the list.
    StepBack,
    /// Shows what the keys do.
    Help,
    /// Yes.
    Accept,
    /// No.
    Decline,
    /// Paints the whole screen again.
    Repaint,
    /// Stops the program until the shell wakes it.
    Suspend,
    /// Ends the program.
    Quit,
}

/// A way to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// By one.
    Down,
    /// By one.
    Up,
    /// By half of what is seen.
    HalfDown,
    /// By half of what is seen.
    HalfUp,
    /// By what is seen, but for two rows that are kept.
    PageDown,
    /// By what is seen, but for two rows that are kept.
    PageUp,
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
}

/// A way on a plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Towards the beginning of a line.
    Left,
    /// Towards its end.
    Right,
    /// Towards the top.
    Up,
    /// Towards the bottom.
    Down,
}

/// How much closer to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// A step closer.
    In,
    /// A step back, to where all of it is seen at most.
    Out,
    /// To where all of it is seen.
    Fit,
}

impl Motion {
    /// How far to move when `height` is seen; nothing for the way to an end.
    pub(super) fn distance(self, height: usize) -> Distance {
        let page = height.saturating_sub(2).max(1);
        let half = (height / 2).max(1);
        match self {
            Motion::Down => Distance::Down(1),
            Motion::Up => Distance::Up(1),
            Motion::HalfDown => Distance::Down(half),
            Motion::HalfUp => Distance::Up(half),
            Motion::PageDown => Distance::Down(page),
            Motion::PageUp => Distance::Up(page),
            Motion::Top => Distance::Up(usize::MAX),
            Motion::Bottom => Distance::Down(usize::MAX),
        }
    }
}

/// A number of rows and a direction; more than there are means all the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Distance {
    Down(usize),
    Up(usize),
}

impl Distance {
    /// Where `from` comes to on a scale of `0..=last`.
    pub(super) fn from(self, from: usize, last: usize) -> usize {
        match self {
            Distance::Down(by) => from.saturating_add(by).min(last),
            Distance::Up(by) => from.saturating_sub(by),
        }
    }
}

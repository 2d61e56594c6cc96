//! The parts of the screen around the page.

/// A part of the screen that is not the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The name of the blog, the name of an overlay.
    Name,
    /// What stands beside a name: counts, the order, the section, the percentage.
    Aside,
    /// The line between the panes.
    Divider,
    /// The mark of the chosen post.
    Mark,
    /// The date of a post in the list.
    Date,
    /// The title of a post in the list.
    Entry,
    /// The tags of a post in the list.
    Tag,
    /// The title of a post that has a problem.
    Broken,
    /// The line of the chosen post, while the list has the keys.
    Chosen,
    /// The line of the chosen post, while the reader has the keys.
    ChosenAside,
    /// A key, where keys are named.
    Key,
    /// What the key does.
    Hint,
    /// Where the focused link leads.
    Address,
    /// A message.
    Notice,
    /// A message about something that went wrong.
    Problem,
    /// The ground of an overlay.
    Overlay,
    /// The mark of what leads to a post.
    Inside,
    /// The mark of a video.
    Video,
    /// A bar that shows how much something is.
    Bar,
    /// What a filter found.
    Found,
    /// What is found in the post.
    Hit,
    /// The one of it that one is at.
    CurrentHit,
    /// The name of a link that is to be typed.
    HintName,
    /// Where the next letter goes.
    Cursor,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 24] = [
        Part::Name,
        Part::Aside,
        Part::Divider,
        Part::Mark,
        Part::Date,
        Part::Entry,
        Part::Tag,
        Part::Broken,
        Part::Chosen,
        Part::ChosenAside,
        Part::Key,
        Part::Hint,
        Part::Address,
        Part::Notice,
        Part::Problem,
        Part::Overlay,
        Part::Inside,
        Part::Video,
        Part::Bar,
        Part::Found,
        Part::Hit,
        Part::CurrentHit,
        Part::HintName,
        Part::Cursor,
    ];
}

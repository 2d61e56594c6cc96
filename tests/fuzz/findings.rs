//! What went wrong once, by target. Each is tried with every run of the tests, and is a seed.

/// A target's name and an input.
pub const FINDINGS: &[(&str, &str)] = &[
    // A fault was told of the line after the last.
    ("heads", "---\ntitle: g\ns:\n  -\n  o"),
    // A row that begins or ends with other white space had more gaps than were counted.
    ("layout", "\u{a0} SHA256: {{ release.sha256.zip }} HA512"),
    (
        "markdown",
        ": meaning\nom-assembly/),\nand I found this\n[Be<ginner's \u{3000}(hlinkers.html",
    ),
    // A joiner between two faces was measured as if it joined them.
    ("markdown", "👩\u{200d}**👧ord[**漢"),
    ("markdown", "👧👧👩\u{200d}$$👧👩👩👩👧👩$$👧👩👧👩"),
    // A link stood in another one, and before its words.
    ("markdown", "e<a href=\"\">[u][2]t\n\n[1]:7\n[2]:."),
    // And one in the words of a picture.
    ("markdown", "![使<a href=\"\">]()"),
    // A post that was named from the root was a file.
    ("links", "assets/out.md"),
    // A line that the author ended within a picture's words joined two of them.
    ("words", "![n  \nk]()"),
    // A picture in a picture's words ended both, and parted what stood around it.
    ("words", "![T![]()g]()"),
    // A character that nobody sees parted what looks like the short name of an emoji.
    ("rst", "l :de\u{e007f}:"),
    // And so does the name of a field.
    ("rst", "* :date:"),
    // A note that is defined twice had its second text before the words of a later link.
    ("markdown", "[^1]:[^1]\n[^1]:\"\n<div><a href=g><i"),
];

-- A blog that was opened. Its number stays when its folder moves, and is never used again.
CREATE TABLE blog (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    -- Numbers of 8 bytes, the lowest first.
    signs BLOB NOT NULL,
    -- Milliseconds since 1970, UTC.
    opened INTEGER NOT NULL,
    last TEXT,
    list_order TEXT
) STRICT;

-- What is remembered of a post. A field that nobody has set is NULL.
CREATE TABLE post (
    blog INTEGER NOT NULL,
    path TEXT NOT NULL,
    read INTEGER,
    starred INTEGER,
    -- The three of a place are set together.
    place_block INTEGER,
    place_offset INTEGER,
    place_words TEXT,
    PRIMARY KEY (blog, path)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;

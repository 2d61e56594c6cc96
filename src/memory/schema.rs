//! The tables, and how a file of an older byline gets them.

use rusqlite::Connection;

use super::begin;

/// What each version adds to the one before it, from an empty file on. What has been released is
/// never changed; each ends by saying its number, from 1.
const STEPS: [&str; 1] = [include_str!("schema/1.sql")];

/// The version that this byline reads and writes.
pub const VERSION: usize = STEPS.len();

/// The version of a file; 0 for an empty one.
pub fn version(connection: &Connection) -> rusqlite::Result<usize> {
    let version =
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))?;
    // Nobody writes a negative one; it is no version of ours.
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// Adds what a file lacks.
pub fn bring_up(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? == VERSION {
        return Ok(());
    }
    let whole = begin(connection)?;
    // Another may have been faster.
    for step in STEPS.iter().skip(version(&whole)?) {
        whole.execute_batch(step)?;
    }
    whole.commit()
}

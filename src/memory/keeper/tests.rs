#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::sync::Arc;
use std::sync::mpsc::TryRecvError;

use rusqlite::Connection;

use super::super::tests::{blog, of_post};
use super::super::{Identity, Recollection, Spot, What, file};
use super::*;

/// Longer than anything takes on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

struct Room {
    folder: tempfile::TempDir,
    blog: Identity,
    id: BlogId,
}

impl Room {
    fn new() -> Room {
        let folder = tempfile::tempdir().unwrap();
        let blog = blog("/nowhere/a", "A", &[1, 2, 3]);
        let (mut memory, _) = Memory::open(folder.path()).unwrap();
        let id = memory.recall(&blog).unwrap().blog;
        Room { folder, blog, id }
    }

    fn keeper(&self) -> (Keeper, Receiver<String>) {
        let (memory, notice) = Memory::open(self.folder.path()).unwrap();
        assert_eq!(notice, None);
        let (sender, told) = mpsc::channel();
        let tell = move |sentence| sender.send(sentence).unwrap();
        (Keeper::start(memory, tell).unwrap(), told)
    }

    fn mark(&self, what: What) -> Mark {
        Mark {
            blog: self.id,
            what,
        }
    }

    fn place(&self, path: &str, offset: u32) -> Mark {
        let spot = Spot {
            block: 1,
            offset,
            words: "words".to_owned(),
        };
        self.mark(What::Place(path.into(), spot))
    }

    fn recall(&self) -> Recollection {
        let (mut memory, notice) = Memory::open(self.folder.path()).unwrap();
        assert_eq!(notice, None);
        memory.recall(&self.blog).unwrap()
    }

    /// Waits until something is remembered, and says how long that took.
    fn until(&self, there: impl Fn(&Recollection) -> bool) -> Duration {
        let start = Instant::now();
        while !there(&self.recall()) {
            assert!(start.elapsed() < LIMIT, "it does not come");
            thread::sleep(Duration::from_millis(5));
        }
        start.elapsed()
    }

    /// The same file, for whoever wants to disturb it.
    fn aside(&self) -> Connection {
        Connection::open(self.folder.path().join(file::NAME)).unwrap()
    }
}

#[test]
fn a_mark_is_written_within_a_second() {
    let room = Room::new();
    let (keeper, told) = room.keeper();
    keeper.keep(room.mark(What::Read("a.md".into(), true)));
    let took = room.until(|it| of_post(it, "a.md").read);
    assert!(took < Duration::from_secs(1), "{took:?}");
    keeper.close();
    assert_eq!(told.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn a_flood_of_marks_does_not_keep_the_first_from_being_written() {
    let room = Room::new();
    let (keeper, _) = room.keeper();
    keeper.keep(room.mark(What::Starred("a.md".into(), true)));
    let start = Instant::now();
    let took = loop {
        for offset in 0..50 {
            keeper.keep(room.place("b.md", offset));
        }
        if of_post(&room.recall(), "a.md").starred {
            break start.elapsed();
        }
        assert!(start.elapsed() < LIMIT, "it does not come");
    };
    assert!(took < Duration::from_secs(1), "{took:?}");
    keeper.close();
}

#[test]
fn what_is_left_is_written_on_close() {
    let room = Room::new();
    let (keeper, _) = room.keeper();
    keeper.keep(room.mark(What::Last("a.md".into())));
    keeper.keep(room.mark(What::Order("oldest".to_owned())));
    keeper.close();
    let recalled = room.recall();
    assert_eq!(recalled.last.as_deref(), Some("a.md"));
    assert_eq!(recalled.order.as_deref(), Some("oldest"));
}

#[test]
fn a_later_mark_of_the_same_field_takes_the_place_of_one_that_waits() {
    let room = Room::new();
    let mut waiting = Waiting::default();
    for offset in 0..1000 {
        waiting.add(room.place("a.md", offset));
        waiting.add(room.place("b.md", offset));
        waiting.add(room.mark(What::Read("a.md".into(), offset % 2 == 0)));
    }
    let last = [
        room.place("a.md", 999),
        room.place("b.md", 999),
        room.mark(What::Read("a.md".into(), false)),
    ];
    assert_eq!(waiting.marks, last);
}

#[test]
fn what_cannot_be_written_is_told_once_and_waits() {
    let room = Room::new();
    let (keeper, told) = room.keeper();
    let aside = room.aside();
    let stop = "CREATE TRIGGER stop BEFORE INSERT ON post BEGIN SELECT RAISE(ABORT, 'stop'); END";
    aside.execute_batch(stop).unwrap();
    keeper.keep(room.mark(What::Read("a.md".into(), true)));
    let sentence = told.recv_timeout(LIMIT).unwrap();
    assert!(sentence.contains(file::NAME), "{sentence}");
    for path in ["b.md", "c.md"] {
        keeper.keep(room.mark(What::Starred(path.into(), true)));
        // Long enough for a try of its own.
        thread::sleep(GATHER * 3);
    }
    assert!(room.recall().posts.is_empty());
    assert!(told.try_recv().is_err(), "it is told again");

    aside.execute_batch("DROP TRIGGER stop").unwrap();
    keeper.keep(room.mark(What::Last("a.md".into())));
    room.until(|it| it.last.is_some());
    let recalled = room.recall();
    assert!(of_post(&recalled, "a.md").read);
    assert!(of_post(&recalled, "b.md").starred && of_post(&recalled, "c.md").starred);
    keeper.close();
    assert_eq!(told.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn what_waits_is_tried_again_when_no_mark_comes() {
    let room = Room::new();
    let (keeper, told) = room.keeper();
    let aside = room.aside();
    let stop = "CREATE TRIGGER stop BEFORE INSERT ON post BEGIN SELECT RAISE(ABORT, 'stop'); END";
    aside.execute_batch(stop).unwrap();
    keeper.keep(room.mark(What::Read("a.md".into(), true)));
    told.recv_timeout(LIMIT).unwrap();
    aside.execute_batch("DROP TRIGGER stop").unwrap();
    room.until(|it| of_post(it, "a.md").read);
    keeper.close();
}

#[test]
fn a_file_that_others_hold_is_not_waited_for_at_the_end() {
    let room = Room::new();
    let (keeper, _) = room.keeper();
    let aside = room.aside();
    aside.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = Instant::now();
    keeper.keep(room.mark(What::Read(Arc::from("a.md"), true)));
    let handed = start.elapsed();
    keeper.close();
    let closed = start.elapsed();
    assert!(handed < CLOSE, "{handed:?}");
    assert!(closed >= CLOSE && closed < file::WAIT, "{closed:?}");
    // The thread goes on for as long as the process does.
    aside.execute_batch("ROLLBACK").unwrap();
    room.until(|it| of_post(it, "a.md").read);
}

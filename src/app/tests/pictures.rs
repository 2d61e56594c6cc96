//! Pictures: what is asked for, where they stand, and the one that has the pane.

use super::*;
use crate::app::{Sight, Viewed};
use crate::picture::{CellSize, Raster, limits};

const POST: &str = "Words.\n\n![A lamp](320x160.png)\n\nMore words.\n\n![](160x64.png)\n\n\
                    ![A far one](640x480.png)\n\nThe end.\n";

fn session(post: &str) -> Session {
    Session::open_with_pictures((100, 30), &[("2020-01-01", "Pictures", post)])
}

impl Session {
    fn asked_files(&self) -> Vec<(&str, u32, u32)> {
        let asked = self.renditions.iter();
        asked
            .map(|it| (&*it.picture.file, it.size.width, it.size.height))
            .collect()
    }

    /// The pictures that are seen: their first row on the screen and whether their pixels are here.
    fn seen(&self) -> Vec<(isize, bool)> {
        let here = |sight: &Sight| self.app.pixels_of(sight).is_some();
        let sights = self.article().seen_pictures();
        sights.iter().map(|it| (it.top, here(it))).collect()
    }

    fn viewed(&self) -> Option<Viewed> {
        self.app.viewed()
    }
}

#[test]
fn places_are_there_before_pixels_and_do_not_move_with_them() {
    let mut session = session(POST);
    let before = session.article().seen_pictures();
    assert_eq!(before.len(), 3, "{before:?}");
    assert!(session.seen().iter().all(|(_, here)| !here));
    session.render();
    assert_eq!(session.article().seen_pictures(), before);
    assert!(session.seen().iter().all(|(_, here)| *here));
}

#[test]
fn what_is_seen_is_asked_for_first_and_what_is_near_after_it() {
    let session = session(POST);
    let expected = [
        ("320x160.png", 40, 20),
        ("160x64.png", 20, 8),
        ("640x480.png", 48, 36),
    ];
    assert_eq!(session.asked_files(), expected);
}

#[test]
fn what_is_here_or_asked_for_is_not_asked_for_again() {
    let mut session = session(POST);
    let asked = std::mem::take(&mut session.renditions);
    session.command(Command::Read);
    session.command(Command::Move(Motion::Down));
    assert_eq!(session.asked_files(), []);
    session.renditions = asked;
    session.render();
    session.command(Command::Move(Motion::Down));
    session.command(Command::Move(Motion::Top));
    assert_eq!(session.asked_files(), []);
}

#[test]
fn another_size_asks_again_and_a_late_answer_stands_for_nothing_else() {
    let mut session = session(POST);
    let late = std::mem::take(&mut session.renditions);
    session.send(Message::Resized(Size {
        width: 50,
        height: 30,
    }));
    session.command(Command::Read);
    let asked = session.asked_files();
    assert!(asked.iter().all(|(_, width, _)| *width <= 50), "{asked:?}");
    let now = std::mem::replace(&mut session.renditions, late);
    session.render();
    session.renditions = now;
    session.render();
    assert!(session.seen().iter().all(|(_, here)| *here));
}

#[test]
fn a_picture_at_the_top_stays_there_when_the_width_changes() {
    let mut session = session(POST);
    session.command(Command::Read);
    for _ in 0..9 {
        session.command(Command::Move(Motion::Down));
    }
    let (top, _) = session.seen()[0];
    assert!(top < 0, "it is partly scrolled away: {top}");
    session.send(Message::Resized(Size {
        width: 70,
        height: 30,
    }));
    let (top, _) = session.seen()[0];
    assert_eq!(top, 0);
}

#[test]
fn a_picture_scrolls_row_by_row() {
    let mut session = session(POST);
    session.command(Command::Read);
    let mut tops = Vec::new();
    for _ in 0..12 {
        tops.push(session.seen()[0].0);
        session.command(Command::Move(Motion::Down));
    }
    assert!(
        tops.windows(2)
            .all(|pair| pair[0] - pair[1] == 1 || pair[1] > 0),
        "{tops:?}"
    );
}

#[test]
fn enter_on_a_picture_gives_it_the_pane_and_arrows_lead_on() {
    let mut session = session(POST);
    session.command(Command::Read);
    session.command(Command::NextLink);
    assert_eq!(session.command(Command::Follow), []);
    let viewed = session.viewed().unwrap();
    assert_eq!(
        (viewed.caption.as_str(), viewed.position, viewed.count),
        ("A lamp", 1, 3)
    );
    assert_eq!(session.app.context(), Context::Picture);
    session.command(Command::NextPicture);
    assert_eq!(session.viewed().unwrap().caption, "160x64.png");
    session.command(Command::NextPicture);
    session.command(Command::NextPicture);
    assert_eq!(session.viewed().unwrap().position, 1, "round about");
    session.command(Command::PreviousPicture);
    assert_eq!(session.viewed().unwrap().position, 3);
    session.command(Command::StepBack);
    assert_eq!(session.viewed(), None);
    assert_eq!(session.app.context(), Context::Reader);
}

#[test]
fn a_picture_that_has_the_pane_opens_outside() {
    let mut session = session(POST);
    session.command(Command::Read);
    session.command(Command::NextLink);
    session.command(Command::Follow);
    assert_eq!(session.command(Command::Browse), []);
    let Some(Overlay::Question(address)) = session.app.overlay() else {
        unreachable!("a file asks first")
    };
    assert_eq!(address.as_str(), "file:///blog/320x160.png");
}

#[test]
fn a_picture_within_a_link_leads_where_that_leads() {
    let mut session = session("[![A lamp](320x160.png)](https://a.example)");
    session.command(Command::Read);
    session.command(Command::NextLink);
    let effects = session.command(Command::Follow);
    assert!(matches!(effects[..], [Effect::Open { .. }]), "{effects:?}");
    assert_eq!(session.viewed(), None);
}

#[test]
fn the_view_fits_at_every_size_and_goes_with_its_picture() {
    let mut session = session(POST);
    session.command(Command::Read);
    session.command(Command::NextLink);
    session.command(Command::Follow);
    for (width, height) in (0..100).flat_map(|width| [(width, 24), (90, width), (width, width)]) {
        session.send(Message::Resized(Size { width, height }));
        let Some(viewed) = session.viewed() else {
            unreachable!("it stays open")
        };
        let area = viewed.area;
        assert!(area.right() <= width && area.y + area.height <= height);
    }
    session.command(Command::StepBack);
    session.command(Command::NextPost);
    assert_eq!(session.viewed(), None);
}

#[test]
fn a_finer_raster_moves_nothing_when_cells_are_as_they_were() {
    let mut session = session(POST);
    session.render();
    let before = session.article().seen_pictures();
    session.send(Message::Raster(Raster {
        cell: CellSize::USUAL,
        dots: CellSize::USUAL,
    }));
    assert_eq!(session.article().seen_pictures(), before);
    assert_eq!(session.asked_files()[0], ("320x160.png", 320, 160));
}

#[test]
fn where_pictures_are_words_none_is_asked_for() {
    let mut session = Session::open((100, 30), &[("2020-01-01", "Pictures", POST)]);
    session.command(Command::Read);
    assert_eq!(session.asked_files(), []);
    assert_eq!(session.article().seen_pictures(), []);
    session.command(Command::NextLink);
    session.command(Command::Follow);
    assert_eq!(session.viewed(), None);
}

#[test]
fn five_hundred_pictures_in_a_post_ask_for_those_that_are_near() {
    let many = (0..500).map(|it| format!("![]({it}/64{it:03}x4800.png)\n\n"));
    let many = many.collect::<Vec<_>>().concat();
    let mut session = session(&many);
    session.command(Command::Read);
    for _ in 0..40 {
        assert!(
            session.renditions.len() < 40,
            "{}",
            session.renditions.len()
        );
        session.render();
        session.command(Command::Move(Motion::PageDown));
    }
    session.command(Command::Move(Motion::Bottom));
    session.render();
    assert!(session.seen().iter().all(|(_, here)| *here));
}

#[test]
fn what_is_kept_has_a_limit() {
    let many = (0..60).map(|it| format!("![]({it}/9000x9000.png)\n\n"));
    let many = many.collect::<Vec<_>>().concat();
    let mut session = session(&many);
    session.send(Message::Raster(Raster {
        cell: CellSize::USUAL,
        dots: CellSize {
            width: 16,
            height: 32,
        },
    }));
    session.command(Command::Read);
    for _ in 0..60 {
        session.render();
        session.command(Command::Move(Motion::PageDown));
        assert!(session.app.renditions.bytes() <= limits::KEPT);
        assert!(session.seen().iter().all(|(_, here)| *here) || !session.renditions.is_empty());
    }
}

#[test]
fn pictures_that_are_told_later_move_no_words_at_the_top() {
    let many = (0..40).map(|it| format!("Words {it}.\n\n![]({it}/64x64.png)\n\n"));
    let many = many.collect::<Vec<_>>().concat();
    let mut session = session(&many);
    session.command(Command::Read);
    let all = Arc::clone(&session.article().reading().pictures);
    let few = all.iter().take(16).map(|(at, it)| (*at, it.clone()));
    let answer = |session: &Session, pictures: crate::picture::Pictures| {
        let reading = session.article().reading().clone();
        Ok(reading.with_pictures(pictures, true))
    };
    let posts = vec![Arc::clone(session.article().post())];
    // Read again by hand, so that the session does not answer first.
    let asked = session.app.update(Message::Replaced(posts.clone()));
    let [request] = requests(&asked)[..] else {
        unreachable!("one post is asked for")
    };
    let answered = Message::Read {
        request: request.clone(),
        answer: answer(&session, few.collect()),
    };
    session.app.update(answered.clone());
    assert_eq!(session.article().reading().pictures, all, "as they were");
    let late = |pictures: &Arc<_>| Message::Pictured {
        request: request.clone(),
        pictures: Arc::clone(pictures),
    };
    session.app.update(late(&Arc::default()));
    assert_eq!(session.article().seen_pictures(), []);
    session.command(Command::Move(Motion::Bottom));
    session.command(Command::Move(Motion::Up));
    session.command(Command::Move(Motion::Up));
    let top = |session: &Session| {
        let (laid, row) = session.article().seen().next().unwrap();
        laid.offset_of(row)
    };
    let before = top(&session);
    session.app.update(late(&all));
    assert_eq!(top(&session), before);
    assert!(!session.article().seen_pictures().is_empty());
    session.app.update(Message::Replaced(posts));
    session.app.update(late(&Arc::default()));
    assert_eq!(session.article().reading().pictures, all, "out of date");
}

#[test]
fn what_was_asked_for_is_asked_for_again_of_a_blog_that_was_read_again() {
    let mut session = session(POST);
    let asked = std::mem::take(&mut session.renditions);
    let posts = vec![Arc::clone(session.article().post())];
    session.send(Message::Replaced(posts));
    assert_eq!(session.renditions, asked);
}

fn requests(effects: &[Effect]) -> Vec<&crate::app::Request> {
    let read = effects.iter().filter_map(|effect| match effect {
        Effect::Read(requests) => Some(requests),
        _ => None,
    });
    read.flatten().collect()
}

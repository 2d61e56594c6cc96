//! Pictures: what is asked for, where they stand, and the one that has the pane.

use super::*;
use crate::app::{Direction, Sight, Viewed, Zoom};
use crate::limits;
use crate::picture::{self, CellSize, Part, Raster};

const POST: &str = "Words.\n\n![A lamp](320x160.png)\n\nMore words.\n\n![](160x64.png)\n\n\
                    ![A far one](640x480.png)\n\nThe end.\n";

fn session(post: &str) -> Session {
    Session::open_with_pictures((100, 30), &[("2020-01-01", "Pictures", post)])
}

impl Session {
    fn asked_files(&self) -> Vec<(&str, u32, u32)> {
        let asked = self.renditions.iter();
        asked
            .map(|it| (it.picture.origin.as_str(), it.size.width, it.size.height))
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
        assert!(session.app.renditions.bytes() <= limits::picture::KEPT);
        assert!(session.seen().iter().all(|(_, here)| *here) || !session.renditions.is_empty());
    }
}

/// Pixels so fine that a screen of them takes more than is kept otherwise.
const FINE: CellSize = CellSize {
    width: 60,
    height: 120,
};

#[test]
fn what_is_on_the_screen_is_shown_however_fine_that_is() {
    let mut session = session("![](9000x9000.png)\n\n![](a/9000x9000.png)\n");
    session.send(Message::Raster(Raster {
        cell: FINE,
        dots: FINE,
    }));
    session.command(Command::Read);
    session.command(Command::NextLink);
    session.command(Command::Follow);
    let bytes = |session: &Session| 4 * session.viewed().unwrap().rendition.size.pixels();
    assert!(bytes(&session) > limits::picture::KEPT as u64 / 2);
    for _ in 0..3 {
        session.render();
        assert!(
            session
                .app
                .pixels(&session.viewed().unwrap().rendition)
                .is_some()
        );
        assert_eq!(session.asked_files(), [], "it is asked for once");
        assert!(session.app.renditions.bytes() as u64 <= 2 * (bytes(&session) + 1_000));
        session.command(Command::NextPicture);
    }
}

/// What is seen of the picture that has the pane: its part and how closely.
fn seen_closely(session: &Session) -> (Option<Part>, u16) {
    let viewed = session.viewed().unwrap();
    (viewed.rendition.part, viewed.percent)
}

fn view(post: &str, raster: CellSize) -> Session {
    let mut session = session(post);
    session.send(Message::Raster(Raster {
        cell: raster,
        dots: raster,
    }));
    session.command(Command::Read);
    session.command(Command::NextLink);
    session.command(Command::Follow);
    session.render();
    session
}

impl Session {
    fn zoom(&mut self, zoom: Zoom) {
        self.command(Command::Zoom(zoom));
        self.render();
    }

    fn pan(&mut self, direction: Direction) {
        self.command(Command::Pan(direction));
        self.render();
    }
}

#[test]
fn a_picture_is_looked_at_step_by_step_closer_and_back_to_all_of_it() {
    let mut session = view("![A map](4000x2000.png)\n", CellSize::USUAL);
    let (part, fit) = seen_closely(&session);
    assert_eq!(part, None);
    let mut percents = vec![fit];
    let body = session.app.layout().overlay().body;
    for _ in 0..12 {
        session.zoom(Zoom::In);
        let viewed = session.viewed().unwrap();
        percents.push(viewed.percent);
        let size = viewed.rendition.size;
        let room = (u32::from(body.width) * 8, u32::from(body.height) * 16);
        assert!(
            size.width <= room.0 && size.height <= room.1,
            "it is bounded"
        );
        let part = viewed.rendition.part.unwrap();
        let (across, down) = (part.left + part.size.width, part.top + part.size.height);
        assert!(across <= 4000 && down <= 2000);
        assert_eq!(
            part.left.midpoint(across),
            2000,
            "its middle stays: {part:?}"
        );
    }
    percents.dedup();
    assert!(percents.is_sorted());
    assert_eq!(percents.last(), Some(&400));
    assert!(percents.contains(&100));
    for _ in 1..percents.len() {
        session.zoom(Zoom::Out);
    }
    assert_eq!(seen_closely(&session), (None, fit));
    session.zoom(Zoom::Out);
    assert_eq!(seen_closely(&session), (None, fit));
    session.zoom(Zoom::In);
    session.zoom(Zoom::In);
    session.zoom(Zoom::Fit);
    assert_eq!(seen_closely(&session), (None, fit));
}

#[test]
fn at_its_own_size_a_pixel_of_a_picture_is_one_of_the_screen() {
    let mut session = view("![A map](4000x2000.png)\n", CellSize::USUAL);
    while seen_closely(&session).1 < 100 {
        session.zoom(Zoom::In);
    }
    let rendition = session.viewed().unwrap().rendition;
    assert_eq!(rendition.part.unwrap().size, rendition.size);
    session.zoom(Zoom::In);
    session.zoom(Zoom::In);
    let rendition = session.viewed().unwrap().rendition;
    assert_eq!(rendition.part.unwrap().size.times(2), rendition.size);
}

#[test]
fn half_blocks_look_closer_until_each_is_a_pixel() {
    let mut session = session("![A map](4000x2000.png)\n");
    session.command(Command::Read);
    session.command(Command::NextLink);
    session.command(Command::Follow);
    (0..20).for_each(|_| session.zoom(Zoom::In));
    let rendition = session.viewed().unwrap().rendition;
    assert_eq!(rendition.part.unwrap().size, rendition.size);
}

#[test]
fn arrows_lead_on_from_all_of_a_picture_and_move_over_a_part() {
    let mut session = view("![A](4000x2000.png)\n\n![B](30x40.png)\n", CellSize::USUAL);
    session.pan(Direction::Right);
    assert_eq!(session.viewed().unwrap().position, 2);
    session.zoom(Zoom::In);
    assert_eq!(
        seen_closely(&session),
        (None, 150),
        "all of it is seen still"
    );
    session.pan(Direction::Up);
    assert_eq!(session.viewed().unwrap().position, 1);
    (0..5).for_each(|_| session.zoom(Zoom::In));
    let place = |session: &Session| {
        let part = seen_closely(session).0.unwrap();
        (part.left, part.top)
    };
    let before = place(&session);
    session.pan(Direction::Right);
    session.pan(Direction::Down);
    let after = place(&session);
    assert!(after.0 > before.0 && after.1 > before.1);
    session.pan(Direction::Left);
    session.pan(Direction::Up);
    assert_eq!(place(&session), before);
    for _ in 0..60 {
        session.pan(Direction::Left);
        session.pan(Direction::Up);
    }
    assert_eq!(place(&session), (0, 0), "no further than its corner");
    session.pan(Direction::Right);
    assert!(place(&session).0 > 0, "and back at once");
    for _ in 0..60 {
        session.pan(Direction::Right);
        session.pan(Direction::Down);
    }
    let part = seen_closely(&session).0.unwrap();
    assert_eq!(
        (part.left + part.size.width, part.top + part.size.height),
        (4000, 2000)
    );
    session.command(Command::NextPicture);
    assert_eq!(session.viewed().unwrap().position, 2);
    session.command(Command::PreviousPicture);
    assert_eq!(seen_closely(&session).0, None, "it begins with all of it");
}

#[test]
fn what_was_seen_stays_until_what_is_looked_for_comes() {
    let mut session = view("![A map](4000x2000.png)\n", CellSize::USUAL);
    let before = session.viewed().unwrap();
    session.command(Command::Zoom(Zoom::In));
    let now = session.viewed().unwrap();
    assert_eq!(now.rendition, before.rendition);
    assert!(now.percent > before.percent);
    let asked = session.renditions.iter().map(|it| it.part.is_some());
    assert_eq!(
        asked.collect::<Vec<_>>(),
        [true],
        "and nothing else is asked for"
    );
    session.render();
    assert_ne!(session.viewed().unwrap().rendition, before.rendition);
}

#[test]
fn a_close_view_fits_at_every_size() {
    for post in ["![](3x2000.png)\n", "![](2000x3.png)\n", "![](1x1.png)\n"] {
        let mut session = session(post);
        session.command(Command::Read);
        session.command(Command::NextLink);
        session.command(Command::Follow);
        session.zoom(Zoom::In);
        session.zoom(Zoom::In);
        for side in 0..40 {
            for (width, height) in [(side, 24), (90, side), (side, side)] {
                session.send(Message::Resized(Size { width, height }));
                session.zoom(Zoom::In);
                session.pan(Direction::Right);
                session.pan(Direction::Down);
                session.zoom(Zoom::Out);
                let viewed = session.viewed().unwrap();
                let area = viewed.area;
                assert!(area.right() <= width && area.y + area.height <= height);
                assert_ne!(viewed.rendition.size.pixels(), 0);
                let whole = viewed.rendition.picture.size;
                let part = viewed.rendition.part;
                let end = |part: Part| picture::Size {
                    width: part.left + part.size.width,
                    height: part.top + part.size.height,
                };
                let end = part.map_or(whole, end);
                assert!(end.width <= whole.width && end.height <= whole.height);
            }
        }
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

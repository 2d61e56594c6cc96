//! What is written to show pictures, and to take them away.

use super::*;

const CELL: CellSize = CellSize {
    width: 2,
    height: 6,
};

/// A red picture of so many cells.
fn bitmap(columns: u32, rows: u32) -> Arc<Bitmap> {
    let size = Size {
        width: 2 * columns,
        height: 6 * rows,
    };
    Arc::new(Bitmap::new(
        size,
        vec![[255, 0, 0, 255]; size.pixels() as usize],
    ))
}

/// All of a picture with its top left at a cell.
fn at(bitmap: &Arc<Bitmap>, x: u16, y: u16) -> Placement {
    let size = bitmap.size();
    Placement {
        bitmap: Arc::clone(bitmap),
        area: Area {
            x,
            y,
            width: (size.width / 2) as u16,
            height: (size.height / 6) as u16,
        },
        above: 0,
    }
}

/// The same without the rows above the screen.
fn without(rows: u16, placement: Placement) -> Placement {
    let area = placement.area;
    Placement {
        area: Area {
            height: area.height - rows,
            ..area
        },
        above: rows,
        ..placement
    }
}

const SIXEL: Protocol = Protocol::Sixel(256);

#[test]
fn what_stays_is_written_once() {
    for protocol in [Protocol::Kitty, Protocol::Iterm, SIXEL] {
        let mut graphics = Graphics::new(protocol, CELL);
        let picture = bitmap(2, 2);
        let first = graphics.show(vec![at(&picture, 3, 4)], 24);
        assert!(!first.after.is_empty() && first.stale.is_empty());
        assert!(first.after.contains("\x1b[5;4H"), "{:?}", first.after);
        assert!(graphics.show(vec![at(&picture, 3, 4)], 24).is_none());
    }
}

#[test]
fn kitty_is_sent_pixels_once_and_shows_parts_of_them() {
    let mut graphics = Graphics::new(Protocol::Kitty, CELL);
    let picture = bitmap(2, 3);
    let first = graphics.show(vec![at(&picture, 3, 0)], 24);
    assert_eq!(first.after.matches("a=t").count(), 1);
    assert!(
        first
            .after
            .ends_with("\x1b[1;4H\x1b_Ga=p,i=1,p=1,x=0,y=0,w=4,h=18,C=1,q=2,c=2,r=3\x1b\\")
    );
    let scrolled = graphics.show(vec![without(1, at(&picture, 3, 0))], 24);
    assert_eq!(scrolled.before, "\x1b_Ga=d,d=i,i=1,p=1,q=2\x1b\\");
    assert_eq!(
        scrolled.after,
        "\x1b[1;4H\x1b_Ga=p,i=1,p=1,x=0,y=6,w=4,h=12,C=1,q=2,c=2,r=2\x1b\\"
    );
    let gone = graphics.show(Vec::new(), 24);
    assert_eq!(gone.before, "\x1b_Ga=d,d=i,i=1,p=1,q=2\x1b\\");
    assert_eq!(
        gone.after, "",
        "the pixels are kept while somebody has them"
    );
    drop(picture);
    let forgotten = graphics.show(Vec::new(), 24);
    assert_eq!(forgotten.after, "\x1b_Ga=d,d=I,i=1,q=2\x1b\\");
}

#[test]
fn kitty_keeps_no_more_than_it_is_trusted_with() {
    let mut graphics = Graphics::new(Protocol::Kitty, CELL);
    let pictures: Vec<_> = (0..5).map(|_| bitmap(1024, 512)).collect();
    for picture in &pictures {
        graphics.show(vec![at(picture, 0, 0)], u16::MAX);
        let kept: usize = graphics.sent.iter().map(|(_, _, bytes)| bytes).sum();
        assert!(kept <= KEPT + picture.bytes());
    }
    assert_eq!(graphics.end(), kitty::DELETE_ALL);
}

#[test]
fn cells_under_pixels_that_go_are_written_again() {
    for protocol in [Protocol::Iterm, SIXEL] {
        let mut graphics = Graphics::new(protocol, CELL);
        let (one, other) = (bitmap(2, 2), bitmap(3, 1));
        graphics.show(vec![at(&one, 0, 0), at(&other, 0, 5)], 24);
        let change = graphics.show(vec![at(&other, 0, 5)], 24);
        assert_eq!(change.stale, [at(&one, 0, 0).area]);
        assert_eq!((change.before.as_str(), change.after.as_str()), ("", ""));
        let moved = graphics.show(vec![at(&other, 0, 4)], 24);
        assert_eq!(moved.stale, [at(&other, 0, 5).area]);
        assert!(moved.after.starts_with("\x1b[5;1H"));
        assert_eq!(graphics.end(), "");
    }
}

#[test]
fn pixels_never_touch_the_last_row_where_that_scrolls() {
    let mut graphics = Graphics::new(SIXEL, CELL);
    let picture = bitmap(2, 4);
    let change = graphics.show(vec![at(&picture, 0, 2)], 5);
    assert!(change.after.contains("\"1;1;4;12"), "{:?}", change.after);
    assert!(graphics.show(vec![at(&picture, 0, 4)], 5).after.is_empty());
    assert!(graphics.show(vec![at(&picture, 0, 9)], 5).after.is_empty());
}

#[test]
fn sixel_is_six_rows_at_a_time() {
    let mut graphics = Graphics::new(SIXEL, CELL);
    let picture = bitmap(4, 2);
    let change = graphics.show(vec![without(1, at(&picture, 0, 0))], 24);
    let expected = "\x1b[1;1H\x1bP0;1;0q\"1;1;8;6#0;2;100;0;0#0!8~\x1b\\";
    assert_eq!(change.after, expected);
}

#[test]
fn sixel_leaves_out_what_is_transparent() {
    let size = Size {
        width: 3,
        height: 2,
    };
    let (red, blue, none) = ([255, 0, 0, 255], [0, 0, 255, 255], [9, 9, 9, 0]);
    let bitmap = Bitmap::new(size, vec![red, none, blue, red, none, none]);
    let placement = Placement {
        bitmap: Arc::new(bitmap),
        area: Area {
            x: 0,
            y: 0,
            width: 2,
            height: 1,
        },
        above: 0,
    };
    let change = Graphics::new(SIXEL, CELL).show(vec![placement], 24);
    let (_, body) = change.after.split_once("\"1;1;3;2").unwrap_or_default();
    // The first column has both rows, the third one only the upper.
    assert!(body.contains('B') && body.contains("??@"), "{body}");
}

#[test]
fn base64_is_that_of_the_standard() {
    let of = |text: &str| base64(text.as_bytes());
    assert_eq!(of(""), "");
    assert_eq!(of("f"), "Zg==");
    assert_eq!(of("fo"), "Zm8=");
    assert_eq!(of("foo"), "Zm9v");
    assert_eq!(of("foobar"), "Zm9vYmFy");
    assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
}

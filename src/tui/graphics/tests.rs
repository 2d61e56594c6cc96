//! What is written to show pictures, and to take them away.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

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
        let kept: usize = graphics.sent.iter().map(|sent| sent.bytes).sum();
        assert!(kept <= KEPT + picture.bytes());
    }
}

#[test]
fn kitty_forgets_at_the_end_what_is_not_on_the_screen_too() {
    let mut graphics = Graphics::new(Protocol::Kitty, CELL);
    let (one, other) = (bitmap(2, 2), bitmap(3, 1));
    graphics.show(vec![at(&one, 0, 0), at(&other, 0, 5)], 24);
    graphics.show(vec![at(&other, 0, 5)], 24);
    let each = "\x1b_Ga=d,d=I,i=1,q=2\x1b\\\x1b_Ga=d,d=I,i=2,q=2\x1b\\";
    assert_eq!(graphics.end(), format!("{each}{}", kitty::DELETE_ALL));
    assert_eq!(graphics.end(), kitty::DELETE_ALL, "they are forgotten");
    let again = graphics.show(vec![at(&other, 0, 5)], 24);
    assert!(again.after.contains("a=t,f=100,i=3,"), "{:?}", again.after);
}

#[test]
fn kitty_shows_again_what_it_has_after_everything_was_taken_away() {
    let mut graphics = Graphics::new(Protocol::Kitty, CELL);
    let picture = bitmap(2, 2);
    graphics.show(vec![at(&picture, 0, 0)], 24);
    assert_eq!(graphics.clear(), kitty::TAKE_ALL_AWAY);
    let again = graphics.show(vec![at(&picture, 0, 0)], 24);
    assert!(again.before.is_empty() && !again.after.contains("a=t"));
    assert!(again.after.contains("a=p,i=1,p=1"), "{:?}", again.after);
}

#[test]
fn kitty_never_enlarges_what_does_not_fill_its_cells() {
    let size = Size {
        width: 5,
        height: 20,
    };
    let pixels = vec![[1, 2, 3, 255]; size.pixels() as usize];
    let placement = Placement {
        bitmap: Arc::new(Bitmap::new(size, pixels)),
        area: Area {
            x: 0,
            y: 0,
            width: 3,
            height: 4,
        },
        above: 0,
    };
    let mut graphics = Graphics::new(Protocol::Kitty, CELL);
    let whole = graphics.show(vec![placement.clone()], 24).after;
    assert!(whole.ends_with("x=0,y=0,w=5,h=20,C=1,q=2\x1b\\"), "{whole}");
    let upper = Placement {
        area: Area {
            height: 3,
            ..placement.area
        },
        ..placement
    };
    let part = graphics.show(vec![upper], 24).after;
    assert!(part.ends_with("x=0,y=0,w=5,h=18,C=1,q=2\x1b\\"), "{part}");
}

#[test]
fn what_was_prepared_is_what_is_shown() {
    for protocol in [Protocol::Kitty, Protocol::Iterm, SIXEL] {
        let picture = bitmap(3, 4);
        let shown = |is_prepared: bool| {
            let mut graphics = Graphics::new(protocol, CELL);
            let way = graphics.way();
            if is_prepared {
                graphics.take(&picture, way, way.prepare(&picture));
            }
            let places = [at(&picture, 1, 1), without(2, at(&picture, 1, 1))];
            places.map(|it| graphics.show(vec![it], 24).after)
        };
        assert_eq!(shown(true), shown(false));
        let mut graphics = Graphics::new(protocol, CELL);
        let way = graphics.way();
        graphics.take(&picture, way, way.prepare(&picture));
        assert_eq!(graphics.prepared.len(), 1);
        drop(picture);
        graphics.show(Vec::new(), 24);
        assert_eq!(graphics.prepared.len(), 0, "nobody has it any more");
        let other = Way {
            cell: CellSize::USUAL,
            ..way
        };
        let picture = bitmap(3, 4);
        graphics.take(&picture, other, other.prepare(&picture));
        assert_eq!(graphics.prepared.len(), 0, "it is for other cells");
    }
}

#[test]
fn what_lies_over_a_picture_hides_no_more_than_its_rows() {
    let picture = bitmap(4, 10);
    let whole = || at(&picture, 3, 5);
    let rows = |y, height| Area {
        x: 0,
        y,
        width: 80,
        height,
    };
    let left = |hidden| {
        let left = whole().without(hidden);
        left.map(|it| (it.area.y, it.area.height, it.above))
            .collect::<Vec<_>>()
    };
    assert_eq!(left(rows(0, 5)), [(5, 10, 0)]);
    assert_eq!(left(rows(15, 5)), [(5, 10, 0)]);
    assert_eq!(left(rows(8, 2)), [(5, 3, 0), (10, 5, 5)]);
    assert_eq!(left(rows(0, 6)), [(6, 9, 1)]);
    assert_eq!(left(rows(14, 9)), [(5, 9, 0)]);
    assert_eq!(left(rows(0, 80)), []);
    let beside = Area {
        width: 3,
        ..rows(0, 80)
    };
    assert_eq!(left(beside), [(5, 10, 0)]);
    let cut = without(4, whole()).without(rows(6, 1));
    let cut: Vec<_> = cut
        .map(|it| (it.area.y, it.area.height, it.above))
        .collect();
    assert_eq!(cut, [(5, 1, 4), (7, 4, 6)]);
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

type Pair = (u16, u16);

/// The files that are written, each with the cell of its top left and its size in cells.
fn files(text: &str) -> Vec<(Pair, Pair, Bitmap)> {
    let files = text.split("\x1b[").skip(1).map(|file| {
        let (place, file) = file.split_once('H').unwrap();
        let number = |key: &str| {
            let (_, rest) = file.split_once(key).unwrap();
            let digits = rest.split(|it: char| !it.is_ascii_digit()).next();
            digits.unwrap().parse::<u16>().unwrap()
        };
        let (row, column) = place.split_once(';').unwrap();
        let (width, height) = (number(";width="), number(";height="));
        let data = file.split_once(':').unwrap().1.trim_end_matches('\x07');
        let bytes = from_base64(data);
        assert_eq!(bytes.len(), usize::from(number(";size=")));
        let size = crate::picture::size_of(&bytes).unwrap();
        let bitmap = crate::picture::decode(&bytes, size).unwrap();
        let place = (row.parse().unwrap(), column.parse().unwrap());
        (place, (width, height), bitmap)
    });
    files.collect()
}

fn from_base64(text: &str) -> Vec<u8> {
    let value = |it: u8| match it {
        b'A'..=b'Z' => it - b'A',
        b'a'..=b'z' => it - b'a' + 26,
        b'0'..=b'9' => it - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let groups = text.as_bytes().chunks(4).flat_map(|group| {
        let group: Vec<u8> = group.iter().copied().filter(|it| *it != b'=').collect();
        let bits = group
            .iter()
            .fold(0, |bits, it| bits << 6 | u32::from(value(*it)));
        let bits = bits << (6 * (4 - group.len()) + 8);
        bits.to_be_bytes()[..group.len() - 1].to_vec()
    });
    groups.collect()
}

/// A picture in which each pixel tells its place.
fn map(width: u32, height: u32) -> Arc<Bitmap> {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| [x as u8, y as u8, 0, 255]));
    Arc::new(Bitmap::new(Size { width, height }, places.collect()))
}

#[test]
fn iterm_shows_a_part_row_by_row_and_enlarges_nothing() {
    let picture = map(7, 20);
    let mut graphics = Graphics::new(Protocol::Iterm, CELL);
    let whole = Placement {
        bitmap: Arc::clone(&picture),
        area: Area {
            x: 3,
            y: 0,
            width: 4,
            height: 4,
        },
        above: 0,
    };
    let all = files(&graphics.show(vec![whole.clone()], 24).after);
    let [(place, cells, file)] = &all[..] else {
        unreachable!("one file")
    };
    assert_eq!((*place, *cells), ((1, 4), (4, 4)));
    assert_eq!((file.size().width, file.size().height), (8, 24));
    assert_eq!(
        [file.at(6, 19), file.at(7, 0), file.at(0, 20)],
        [[6, 19, 0, 255], [0; 4], [0; 4]]
    );
    let scrolled = files(&graphics.show(vec![without(1, whole.clone())], 24).after);
    let rows: Vec<_> = scrolled
        .iter()
        .map(|(place, cells, _)| (*place, *cells))
        .collect();
    assert_eq!(rows, [((1, 4), (4, 1)), ((2, 4), (4, 1)), ((3, 4), (4, 1))]);
    for (row, (_, _, file)) in (1..).zip(&scrolled) {
        assert_eq!(file.at(3, 1), [3, row * 6 + 1, 0, 255]);
        assert_eq!((file.size().width, file.size().height), (8, 6));
    }
    let narrow = Placement {
        area: Area {
            width: 2,
            height: 2,
            ..whole.area
        },
        above: 1,
        ..whole
    };
    let narrow = files(&graphics.show(vec![narrow], 24).after);
    let [(_, (2, 2), file)] = &narrow[..] else {
        unreachable!("one file")
    };
    assert_eq!(
        [file.at(0, 0), file.at(3, 11)],
        [[0, 6, 0, 255], [3, 17, 0, 255]]
    );
}

/// The pixels of a sixel picture, each by its first two parts.
fn sixel_pixels(text: &str) -> Vec<Vec<Option<(u32, u32)>>> {
    let (_, body) = text.split_once("q\"1;1;").unwrap();
    let body = body.strip_suffix("\x1b\\").unwrap();
    let mut numbers = Vec::new();
    let mut rest = body;
    let number = |rest: &mut &str| {
        let end = rest
            .find(|it: char| !it.is_ascii_digit())
            .unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        *rest = after;
        digits.parse::<u32>().unwrap()
    };
    numbers.push(number(&mut rest));
    rest = &rest[1..];
    numbers.push(number(&mut rest));
    let (width, height) = (numbers[0] as usize, numbers[1] as usize);
    let mut colours = std::collections::HashMap::new();
    let mut pixels = vec![vec![None; width]; height];
    let (mut x, mut top, mut colour, mut times) = (0, 0, 0, 1);
    while let Some(letter) = rest.chars().next() {
        rest = &rest[1..];
        match letter {
            '#' => {
                colour = number(&mut rest);
                if let Some(after) = rest.strip_prefix(";2;") {
                    rest = after;
                    let mut parts = [0; 3];
                    for part in &mut parts {
                        *part = number(&mut rest);
                        rest = rest.strip_prefix(';').unwrap_or(rest);
                    }
                    colours.insert(colour, (parts[0], parts[1]));
                }
            }
            '!' => times = number(&mut rest),
            '$' => x = 0,
            '-' => (x, top) = (0, top + 6),
            six => {
                let bits = six as u8 - b'?';
                for _ in 0..std::mem::replace(&mut times, 1) {
                    for bit in (0..6).filter(|bit| bits & (1 << bit) != 0) {
                        // What lies beyond its edge would be seen.
                        let slot: &mut Option<_> = &mut pixels[top + bit][x];
                        assert_eq!(slot.replace(colours[&colour]), None, "one colour a pixel");
                    }
                    x += 1;
                }
            }
        }
    }
    pixels
}

#[test]
fn sixel_has_the_pixels_that_are_seen_in_cells_of_any_height() {
    for height in [4, 5, 6, 7, 11, 16] {
        let cell = CellSize { width: 3, height };
        let picture = map(10, 4 * u32::from(height) - 2);
        for above in 0..4 {
            for rows in 1..=4 - above {
                let placement = Placement {
                    bitmap: Arc::clone(&picture),
                    area: Area {
                        x: 0,
                        y: 0,
                        width: 4,
                        height: rows,
                    },
                    above,
                };
                let mut graphics = Graphics::new(Protocol::Sixel(1_024), cell);
                let pixels = sixel_pixels(&graphics.show(vec![placement], 24).after);
                let top = u32::from(above * height);
                let seen = u32::from(rows * height).min(picture.size().height - top);
                assert_eq!(pixels.len(), seen as usize);
                for (y, row) in (top..).zip(&pixels) {
                    let percent = |value: u32| (value * 100 + 127) / 255;
                    let wanted = (0..10).map(|x| Some((percent(x), percent(y))));
                    assert_eq!(*row, wanted.collect::<Vec<_>>(), "{height} {above} {rows}");
                }
            }
        }
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

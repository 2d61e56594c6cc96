//! Telling answers and keys apart in the bytes that come from a terminal.

use super::{Heard, LONGEST};
use crate::theme::Colour;
use crate::tui::graphics;
use crate::tui::keys::Key;

/// Tells answers and keys apart in what has come.
#[derive(Debug, Default)]
pub struct Ear {
    bytes: Vec<u8>,
}

impl Ear {
    /// Takes in what has come.
    pub fn hear(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next that is whole.
    pub fn next(&mut self) -> Option<Heard> {
        loop {
            let (length, heard) = first(&self.bytes)?;
            self.bytes.drain(..length);
            if heard.is_some() {
                return heard;
            }
        }
    }

    /// What there is when no more comes: an Esc that begins nothing is a key.
    pub fn rest(&mut self) -> impl Iterator<Item = Heard> + use<'_> {
        std::iter::from_fn(|| {
            self.next().or_else(|| {
                let is_esc = self.bytes == b"\x1b";
                self.bytes.clear();
                is_esc.then_some(Heard::Key(Key::Esc))
            })
        })
    }
}

/// How many bytes the first thing takes, and what it is; nothing while it is not whole.
fn first(bytes: &[u8]) -> Option<(usize, Option<Heard>)> {
    match bytes {
        [] | [0x1b] | [0x1b, b'O'] => None,
        [0x1b, b']', ..] => {
            let end = bytes
                .iter()
                .position(|&byte| byte == 0x07)
                .map(|at| (at, at + 1))
                .or_else(|| {
                    let at = bytes
                        .windows(2)
                        .skip(1)
                        .position(|pair| pair == b"\x1b\\")?;
                    Some((at + 1, at + 3))
                });
            match end {
                Some((end, length)) => {
                    Some((length, colour(bytes.get(2..end)?).map(Heard::Ground)))
                }
                None if bytes.len() > LONGEST => Some((bytes.len(), None)),
                None => None,
            }
        }
        [0x1b, b'_', rest @ ..] => {
            let end = rest.windows(2).position(|pair| pair == b"\x1b\\");
            match end {
                Some(end) => {
                    let heard = graphics::answer(rest.get(..end)?).map(Heard::Graphics);
                    Some((end + 4, heard))
                }
                None if bytes.len() > LONGEST => Some((bytes.len(), None)),
                None => None,
            }
        }
        [0x1b, b'[', rest @ ..] => {
            let end = rest.iter().position(|byte| (0x40..=0x7e).contains(byte))?;
            let heard = match rest.get(..=end)? {
                body @ [b'?', .., b'c'] => Some(Heard::End(graphics::answer(body))),
                body @ ([b'?', .., b'S'] | [.., b't']) => {
                    graphics::answer(body).map(Heard::Graphics)
                }
                body => sequence(body).map(Heard::Key),
            };
            Some((end + 3, heard))
        }
        [0x1b, b'O', last, ..] => Some((3, sequence(&[*last]).map(Heard::Key))),
        // With Alt a key means nothing here.
        [0x1b, _, ..] => Some((2, None)),
        [byte, ..] if byte.is_ascii() => Some((1, control(*byte).map(Heard::Key))),
        _ => letter(bytes),
    }
}

fn control(byte: u8) -> Option<Key> {
    Some(match byte {
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x7f | 0x08 => Key::Backspace,
        1..=26 => Key::Ctrl(char::from(byte - 1 + b'a')),
        b' '..=b'~' => Key::Char(char::from(byte)),
        _ => return None,
    })
}

/// A key as xterm writes it: what stands behind `ESC [` or `ESC O`.
fn sequence(body: &[u8]) -> Option<Key> {
    Some(match body {
        b"A" => Key::Up,
        b"B" => Key::Down,
        b"C" => Key::Right,
        b"D" => Key::Left,
        b"H" | b"1~" => Key::Home,
        b"F" | b"4~" => Key::End,
        b"Z" => Key::BackTab,
        b"5~" => Key::PageUp,
        b"6~" => Key::PageDown,
        _ => return None,
    })
}

fn letter(bytes: &[u8]) -> Option<(usize, Option<Heard>)> {
    let length = match bytes.first()? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some((1, None)),
    };
    let text = std::str::from_utf8(bytes.get(..length)?);
    let letter = text.ok().and_then(|text| text.chars().next());
    Some((length, letter.map(|letter| Heard::Key(Key::Char(letter)))))
}

/// The colour in `11;rgb:ffff/ffff/ffff`, whose parts have one to four digits each.
fn colour(body: &[u8]) -> Option<Colour> {
    let body = std::str::from_utf8(body).ok()?.strip_prefix("11;")?;
    let parts = body.strip_prefix("rgb:").or_else(|| {
        let parts = body.strip_prefix("rgba:")?;
        parts.rsplit_once('/').map(|(parts, _)| parts)
    })?;
    let mut parts = parts.split('/').map(|part| {
        let most = (1u32 << (4 * part.len().clamp(1, 4))) - 1;
        let value = u32::from_str_radix(part, 16)
            .ok()
            .filter(|&it| it <= most)?;
        Some((value * 255 / most) as u8)
    });
    let colour = Colour::Rgb(parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(colour)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::graphics::Answer;

    fn heard(bytes: &str) -> Vec<Heard> {
        let mut ear = Ear {
            bytes: bytes.as_bytes().to_vec(),
        };
        ear.rest().collect()
    }

    fn keys(text: &str) -> Vec<Heard> {
        text.chars().map(|it| Heard::Key(Key::Char(it))).collect()
    }

    const WHITE: Heard = Heard::Ground(Colour::Rgb(255, 255, 255));

    #[test]
    fn answers_are_told_from_keys_typed_around_them() {
        let all = heard("j\x1b]11;rgb:ffff/ffff/ffff\x1b\\k\x1b[?62;22cl");
        let expected = [
            keys("j"),
            vec![WHITE],
            keys("k"),
            vec![Heard::End(None)],
            keys("l"),
        ];
        assert_eq!(all, expected.concat());
        assert_eq!(heard("\x1b]11;rgb:ff/ff/ff\x07"), [WHITE]);
        assert_eq!(heard("\x1b]11;rgba:ffff/ffff/ffff/ffff\x07"), [WHITE]);
        let dark = Heard::Ground(Colour::Rgb(0, 51, 255));
        assert_eq!(heard("\x1b]11;rgb:0/3/f\x07"), [dark]);
    }

    #[test]
    fn answers_about_pictures_are_told_from_keys() {
        let all = heard("j\x1b_Gi=31;OK\x1b\\k\x1b[6;20;10t\x1b[?1;0;256S\x1b[?62;4cl");
        let cell = crate::picture::CellSize {
            width: 10,
            height: 20,
        };
        let expected = [
            keys("j"),
            vec![Heard::Graphics(Answer::Kitty)],
            keys("k"),
            vec![
                Heard::Graphics(Answer::Cell(cell)),
                Heard::Graphics(Answer::Colours(256)),
                Heard::End(Some(Answer::Sixel)),
            ],
            keys("l"),
        ];
        assert_eq!(all, expected.concat());
        assert_eq!(heard("\x1b_Gi=31;EINVAL:no\x1b\\q"), keys("q"));
    }

    #[test]
    fn keys_of_all_kinds_are_heard() {
        let named = [Key::Up, Key::Down, Key::PageDown, Key::BackTab, Key::Enter];
        let named: Vec<Heard> = named.map(Heard::Key).into();
        assert_eq!(heard("\x1b[A\x1bOB\x1b[6~\x1b[Z\r"), named);
        assert_eq!(heard("é漢🎉"), keys("é漢🎉"));
        let rest = [Key::Tab, Key::Backspace, Key::Ctrl('d'), Key::Esc];
        let rest: Vec<Heard> = rest.map(Heard::Key).into();
        assert_eq!(heard("\t\x7f\x04\x1b"), rest);
        assert_eq!(heard("\x1bx\x1b[<0;5;5M\x1b[200~"), []);
    }

    #[test]
    fn what_is_not_whole_waits_and_whatever_comes_ends() {
        let mut ear = Ear::default();
        let mut all = Vec::new();
        for byte in "a\x1b]11;rgb:ffff/ffff/ffff\x1b\\漢\x1b[?1;2c".bytes() {
            ear.bytes.push(byte);
            all.extend(std::iter::from_fn(|| ear.next()));
        }
        let expected = [keys("a"), vec![WHITE], keys("漢"), vec![Heard::End(None)]];
        assert_eq!(all, expected.concat());
        for first in 0..=255u8 {
            for second in 0..=255u8 {
                let mut ear = Ear {
                    bytes: vec![first, second, b'x'],
                };
                assert!(ear.rest().count() <= 3);
            }
        }
    }

    #[test]
    fn an_answer_that_is_none_says_nothing() {
        for body in [
            "11;?",
            "11;rgb:gg/00/00",
            "11;rgb:1/2",
            "10;rgb:0/0/0",
            "11;rgb:1/2/3/4",
        ] {
            assert_eq!(colour(body.as_bytes()), None, "{body}");
        }
    }
}

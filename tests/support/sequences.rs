//! What a terminal obeys in a text, and which of it byline writes itself.

use std::collections::BTreeMap;

/// Something that a terminal does not show but obeys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obeyed {
    /// A control character alone: C0, DEL or C1.
    Control(char),
    /// What turns the direction of the text, or is a line's end that nobody sees.
    Invisible(char),
    /// ESC and a character.
    Escape(char),
    /// ESC `[` … and its last letter.
    Csi(String),
    /// ESC `]` … without what ends it.
    Osc(String),
    /// Device control, application commands, privacy messages: ESC and `P`, `X`, `^` or `_`.
    Text(char, String),
}

/// Everything in `text` that a terminal obeys, with how often it is there. What a sequence begins
/// and does not end is one, up to the end of the text.
pub fn obeyed(text: &str) -> BTreeMap<Obeyed, usize> {
    let mut found = BTreeMap::new();
    let mut rest = text.chars().peekable();
    while let Some(char) = rest.next() {
        let it = match char {
            '\u{1b}' => match rest.next() {
                Some('[') => {
                    let mut sequence = String::new();
                    for next in rest.by_ref() {
                        sequence.push(next);
                        if matches!(next, '\u{40}'..='\u{7e}') || next.is_control() {
                            break;
                        }
                    }
                    Obeyed::Csi(sequence)
                }
                Some(']') => Obeyed::Osc(string(&mut rest)),
                Some(kind @ ('P' | 'X' | '^' | '_')) => Obeyed::Text(kind, string(&mut rest)),
                Some(other) => Obeyed::Escape(other),
                None => Obeyed::Control(char),
            },
            _ if char.is_control() => Obeyed::Control(char),
            '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{feff}' => Obeyed::Invisible(char),
            _ => continue,
        };
        *found.entry(it).or_default() += 1;
    }
    found
}

/// Up to BEL or the string terminator, which is taken.
fn string(rest: &mut std::iter::Peekable<std::str::Chars>) -> String {
    let mut string = String::new();
    while let Some(next) = rest.next() {
        match next {
            '\u{7}' | '\u{9c}' => break,
            '\u{1b}' if rest.peek() == Some(&'\\') => {
                rest.next();
                break;
            }
            _ => string.push(next),
        }
    }
    string
}

/// Where a sequence may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// Commands whose output is a pipe, without colours.
    Plain,
    /// `show` with colours, hyperlinks or both.
    Styled,
    /// The reader.
    Reader,
}

type IsOurs = fn(&Obeyed) -> bool;

/// What byline writes itself: who, what, and what for.
const OURS: &[(&[Writer], IsOurs, &str)] = &[
    (
        &[Writer::Plain, Writer::Styled, Writer::Reader],
        |it| *it == Obeyed::Control('\n'),
        "ends a line",
    ),
    (
        &[Writer::Reader],
        |it| *it == Obeyed::Control('\r'),
        "the terminal driver's own, before a line's end",
    ),
    (
        &[Writer::Styled, Writer::Reader],
        is_style,
        "colours, bold, dim, italic, underlined, reversed, struck",
    ),
    (
        &[Writer::Styled],
        is_hyperlink,
        "OSC 8: the words of a link lead where the link leads",
    ),
    (
        &[Writer::Reader],
        |it| is_csi(it, |text| text.strip_suffix('H').is_some_and(is_numbers)),
        "the cursor goes to a cell",
    ),
    (
        &[Writer::Reader],
        |it| is_csi(it, |text| text == "2J"),
        "the screen is cleared before it is painted whole",
    ),
    (
        &[Writer::Reader],
        |it| is_mode(it, "1049"),
        "the alternate screen, and back",
    ),
    (
        &[Writer::Reader],
        |it| is_mode(it, "25"),
        "the cursor is hidden, and shown again",
    ),
    (
        &[Writer::Reader],
        |it| is_mode(it, "1000") || is_mode(it, "1006"),
        "the mouse is asked for, and no more",
    ),
    (
        &[Writer::Reader],
        |it| is_mode(it, "2026"),
        "a frame is shown at once",
    ),
    (
        &[Writer::Reader],
        |it| *it == Obeyed::Osc("11;?".to_owned()),
        "the terminal is asked for its ground",
    ),
    (
        &[Writer::Reader],
        |it| is_csi(it, |text| text == "c"),
        "what every terminal answers, after that question",
    ),
    (
        &[Writer::Reader],
        |it| *it == Obeyed::Text('_', "Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA".to_owned()),
        "whether the terminal shows pictures by kitty's protocol is asked",
    ),
    (
        &[Writer::Reader],
        |it| is_csi(it, |text| text == "16t" || text == "?1;1;0S"),
        "how many pixels a cell has, and how many colours sixel has, is asked",
    ),
    (&[Writer::Reader], is_copy, "OSC 52: an address is copied"),
];

/// What in `text` byline does not write itself, with how often it is there.
pub fn strange(text: &str, writer: Writer) -> BTreeMap<Obeyed, usize> {
    let mut found = obeyed(text);
    found.retain(|it, _| {
        let mut ours = OURS.iter();
        !ours.any(|(writers, is_ours, _)| writers.contains(&writer) && is_ours(it))
    });
    found
}

fn is_csi(it: &Obeyed, is_it: impl Fn(&str) -> bool) -> bool {
    matches!(it, Obeyed::Csi(text) if is_it(text))
}

fn is_mode(it: &Obeyed, number: &str) -> bool {
    is_csi(it, |text| {
        text == format!("?{number}h") || text == format!("?{number}l")
    })
}

/// Numbers of cells, parted by semicolons.
fn is_numbers(text: &str) -> bool {
    text.chars()
        .all(|char| char.is_ascii_digit() || char == ';')
}

/// Only what the theme knows: neither blinking (5, 6) nor hidden (8) nor a font (10 to 20).
fn is_style(it: &Obeyed) -> bool {
    let is_known = |text: &str| {
        let numbers = text.strip_suffix('m').filter(|text| is_numbers(text));
        let Some(mut numbers) = numbers.map(|text| text.split(';')) else {
            return false;
        };
        while let Some(number) = numbers.next() {
            let kind = match number {
                "38" | "48" | "58" => numbers.next(),
                "" | "0" | "1" | "2" | "3" | "4" | "7" | "9" | "22" | "23" | "24" | "27" | "29"
                | "39" | "49" | "59" => continue,
                _ if matches!(number.parse(), Ok(30..=37 | 40..=47 | 90..=97 | 100..=107)) => {
                    continue;
                }
                _ => return false,
            };
            let parts = match kind {
                Some("2") => 3,
                Some("5") => 1,
                _ => return false,
            };
            if numbers.by_ref().take(parts).count() < parts {
                return false;
            }
        }
        true
    };
    is_csi(it, is_known)
}

/// A hyperlink to the web or to a mailbox, or the end of one.
fn is_hyperlink(it: &Obeyed) -> bool {
    let Obeyed::Osc(text) = it else { return false };
    let Some(address) = text.strip_prefix("8;;") else {
        return false;
    };
    let leads = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    let is_clean = obeyed(address).is_empty() && !address.contains(char::is_whitespace);
    address.is_empty() || leads && is_clean
}

/// What is copied, but not what a hostile post would copy.
fn is_copy(it: &Obeyed) -> bool {
    let Obeyed::Osc(text) = it else { return false };
    let is_base64 = |char: char| char.is_ascii_alphanumeric() || matches!(char, '+' | '/' | '=');
    let copied = text.strip_prefix("52;c;");
    copied.is_some_and(|copied| copied.chars().all(is_base64) && copied != "b2JleWVk")
}

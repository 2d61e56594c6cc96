//! Inputs made from other inputs: everything is decided by one number, so that a number is enough
//! to make an input again.

/// Random enough, and the same everywhere: splitmix64, which takes any seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below `end`, which is at least 1.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

/// An input is at most this long, in bytes, unless a piece is repeated.
const USUAL: usize = 6 << 10;
/// And never longer than this.
const LONGEST: usize = 48 << 10;

/// Characters that break what they stand in.
const SIGNS: &[char] = &[
    '\0',
    '\u{1}',
    '\u{7}',
    '\u{8}',
    '\t',
    '\n',
    '\u{b}',
    '\u{c}',
    '\r',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{90}',
    '\u{9b}',
    '\u{9c}',
    '\u{9d}',
    '\u{a0}',
    '\u{ad}',
    '\u{301}',
    '\u{600}',
    '\u{61c}',
    '\u{130}',
    '\u{df}',
    '\u{1e9e}',
    '\u{149}',
    '\u{fb03}',
    '\u{e0001}',
    '\u{e007f}',
    '\u{200b}',
    '\u{200d}',
    '\u{200f}',
    '\u{2028}',
    '\u{202e}',
    '\u{2066}',
    '\u{3000}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{fffd}',
    '\u{ffff}',
    '\u{1f1e8}',
    '\u{1f469}',
    '\u{1f3fd}',
    '\u{10ffff}',
    '漢',
    'ｶ',
    'ﾞ',
    'क',
    '्',
    'א',
    'ع',
    'ﷺ',
    '-',
    '-',
    '*',
    '_',
    '`',
    '~',
    '#',
    '>',
    '<',
    '&',
    ';',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '%',
    '|',
    ':',
    '"',
    '\'',
    '\\',
    '/',
    '=',
    '+',
    '!',
    '?',
    '@',
    '$',
    '^',
    ',',
    '.',
    '0',
    '9',
    ' ',
    'a',
    'Z',
];

/// What opens and what closes it, in any of the languages.
const PAIRS: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("\"", "\""),
    ("'", "'"),
    ("**", "**"),
    ("`", "`"),
    ("```\n", "\n```\n"),
    ("<div>", "</div>"),
    ("<b>", "</b>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    ("$", "$"),
    ("$$\n", "\n$$\n"),
    ("---\n", "\n---\n"),
    ("[", "](https://a.example/b)"),
    ("![", "](a.png)"),
    ("<details><summary>", "</summary></details>"),
    ("{% if a %}", "{% endif %}"),
    ("{% for a in (1..3) %}", "{% endfor %}"),
    ("{% raw %}", "{% endraw %}"),
    ("{{< figure >}}", "{{< /figure >}}"),
];

/// An input made from `seeds`, with `pieces` of its language.
pub fn input(dice: &mut Dice, seeds: &[String], pieces: &[&str]) -> String {
    let mut text = if seeds.is_empty() || dice.once_in(12) {
        let count = dice.below(40);
        (0..count).map(|_| *dice.pick(pieces)).collect()
    } else {
        excerpt(dice, seeds)
    };
    for _ in 0..=dice.below(8) {
        text = mutated(dice, text, seeds, pieces);
        if text.len() > LONGEST {
            text.truncate(floor(&text, LONGEST));
        }
    }
    text
}

/// A seed, or lines of one that is long: its beginning more often than not.
fn excerpt(dice: &mut Dice, seeds: &[String]) -> String {
    let seed = dice.pick(seeds);
    if seed.len() <= USUAL {
        return seed.clone();
    }
    let from = if dice.once_in(2) {
        0
    } else {
        dice.below(seed.len() - USUAL)
    };
    let from = floor(seed, from);
    let from = if from == 0 {
        0
    } else {
        seed[from..].find('\n').map_or(from, |at| from + at + 1)
    };
    let rest = &seed[from..];
    rest[..floor(rest, 200 + dice.below(USUAL - 200))].to_owned()
}

/// The last place between two characters of `text` at or before byte `at`.
pub fn floor(text: &str, at: usize) -> usize {
    let mut places = (0..=at.min(text.len())).rev();
    places
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or_default()
}

/// The first at or after it.
pub fn ceil(text: &str, at: usize) -> usize {
    let mut places = at..=text.len();
    places
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

/// A place between two characters of `text`.
fn place(dice: &mut Dice, text: &str) -> usize {
    floor(text, dice.below(text.len() + 1))
}

/// Two places, near each other more often than not.
fn range(dice: &mut Dice, text: &str) -> std::ops::Range<usize> {
    let start = place(dice, text);
    let longest = if dice.once_in(4) { text.len() } else { 24 };
    let end = floor(text, (start + dice.below(longest + 1)).min(text.len()));
    start..end.max(start)
}

fn mutated(dice: &mut Dice, mut text: String, seeds: &[String], pieces: &[&str]) -> String {
    match dice.below(16) {
        0..=3 => {
            let piece = dice.pick::<&str>(pieces);
            text.insert_str(place(dice, &text), piece);
        }
        4 => text.insert(place(dice, &text), *dice.pick(SIGNS)),
        5 => {
            let any = char::from_u32(dice.below(0x11_0000) as u32).unwrap_or('\u{fffd}');
            text.insert(place(dice, &text), any);
        }
        6 => text.replace_range(range(dice, &text), ""),
        7 => {
            let range = range(dice, &text);
            let again = text[range.clone()].repeat(1 + dice.below(8));
            text.insert_str(range.end, &again);
        }
        8 => text.truncate(place(dice, &text)),
        9 => text = text.split_off(place(dice, &text)),
        10 => {
            let range = range(dice, &text);
            let (open, close) = *dice.pick(PAIRS);
            text.insert_str(range.end, close);
            text.insert_str(range.start, open);
        }
        11 => {
            let (open, close) = *dice.pick(PAIRS);
            text.insert_str(
                place(dice, &text),
                if dice.once_in(2) { open } else { close },
            );
        }
        12 => text = lines_mixed(dice, &text, seeds),
        13 => {
            let range = range(dice, &text);
            let sign = *dice.pick(SIGNS);
            text.replace_range(range, sign.encode_utf8(&mut [0; 4]));
        }
        14 => {
            let piece = if dice.once_in(2) {
                *dice.pick(pieces)
            } else {
                dice.pick(PAIRS).0
            };
            let times = if dice.once_in(20) {
                4000
            } else {
                1 + dice.below(60)
            };
            let times = times.min(LONGEST / piece.len().max(1));
            text.insert_str(place(dice, &text), &piece.repeat(times));
        }
        _ => match dice.below(4) {
            0 => text = text.replace('\n', "\r\n"),
            1 => text = text.replace('\n', "\r"),
            2 => text = text.replace('\n', "\n    "),
            _ => text = text.replace('\n', "\n> "),
        },
    }
    text
}

/// One line of `text` out of its place, away, or in the place of a line of another seed.
fn lines_mixed(dice: &mut Dice, text: &str, seeds: &[String]) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = dice.below(lines.len() + 1);
    let other = seeds
        .get(dice.below(seeds.len()))
        .map_or("", String::as_str);
    match dice.below(3) {
        0 if !lines.is_empty() => {
            let line = lines.remove(at.min(lines.len() - 1));
            lines.insert(dice.below(lines.len() + 1), line);
        }
        1 if !lines.is_empty() => {
            lines.remove(at.min(lines.len() - 1));
        }
        _ => {
            let from = dice.below(other.split_inclusive('\n').count().max(1));
            let count = 1 + dice.below(6);
            let strange = other.split_inclusive('\n').skip(from).take(count);
            lines.splice(at..at, strange);
        }
    }
    lines.concat()
}

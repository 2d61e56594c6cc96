//! The grammar of dates: a text becomes tokens, from which the time, the day and the zone are
//! taken in turn, wherever they stand. What is left must be no more than punctuation.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// A date as it is written.
pub struct Parts {
    /// The day and the time; midnight where there is none.
    pub when: DateTime,
    /// The zone, where there is one.
    pub offset: Option<Offset>,
}

/// Makes a day of year, month and day as digits.
pub type MakeDay = fn(&str, &str, &str) -> Option<Date>;

/// Reads a date; nothing when the text is anything else. What its day is, `day` says.
pub fn parts(text: &str, day: MakeDay) -> Option<Parts> {
    let mut tokens = tokens(text)?;
    if let [Mark('-'), Number(_), ..] = tokens.as_slice() {
        // Years before the first are no dates of posts, and without their sign they are others.
        return None;
    }
    let (time, next_day) = take_time(&mut tokens)?;
    let date = take_date(&mut tokens, day)?;
    let offset = offset(&tokens).ok()?;
    let date = if next_day {
        date.tomorrow().ok()?
    } else {
        date
    };
    Some(Parts {
        when: date.to_datetime(time),
        offset,
    })
}

/// The pieces that dates are made of.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// Digits.
    Number(String),
    /// Letters, lower case.
    Word(String),
    /// `-`, `/`, `.`, `:`, `+`, `,`.
    Mark(char),
    /// White space, once.
    Gap,
}

use Token::{Gap, Mark, Number, Word};

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    // The longest form in the wild has 40 characters; what is longer is prose.
    if text.len() > 80 {
        return None;
    }
    for character in text.trim().chars() {
        match (character, tokens.last_mut()) {
            ('0'..='9', Some(Number(digits))) => digits.push(character),
            ('0'..='9', _) => tokens.push(Number(character.to_string())),
            ('年' | '月' | '日', _) => tokens.push(Mark('-')),
            (letter, Some(Word(word))) if letter.is_alphabetic() => {
                word.extend(letter.to_lowercase());
            }
            (letter, _) if letter.is_alphabetic() => {
                tokens.push(Word(letter.to_lowercase().collect()));
            }
            ('-' | '/' | '.' | ':' | '+' | ',', _) => tokens.push(Mark(character)),
            (gap, Some(Gap)) if gap.is_whitespace() => {}
            (gap, _) if gap.is_whitespace() => tokens.push(Gap),
            ('(' | ')' | '[' | ']' | '_', _) => tokens.push(Gap),
            _ => return None,
        }
    }
    Some(tokens)
}

/// Takes the day out of the tokens, wherever it stands.
fn take_date(tokens: &mut Vec<Token>, day: MakeDay) -> Option<Date> {
    for at in 0..tokens.len() {
        if let Some((date, length)) = date_at(tokens.get(at..)?, day) {
            tokens.splice(at..at + length, [Gap]);
            return Some(date);
        }
    }
    None
}

fn date_at(tokens: &[Token], day: MakeDay) -> Option<(Date, usize)> {
    match tokens {
        [
            Number(a),
            Mark(one @ ('-' | '/' | '.')),
            Number(b),
            Mark(two),
            Number(c),
            ..,
        ] if one == two => {
            let date = match (a.len(), c.len()) {
                (3.., _) => day(a, b, c),
                (_, 4) => day(c, b, a).or_else(|| day(c, a, b)),
                (..=2, ..=2) if *one == '-' => day(a, b, c),
                _ => None,
            };
            Some((date?, 5))
        }
        [
            Number(date),
            Mark('-'),
            Word(month),
            Mark('-'),
            Number(year),
            ..,
        ] => Some((named(year, month, date, day)?, 5)),
        [Number(digits), rest @ ..] if digits.len() == 8 && !matches!(rest, [Mark(':'), ..]) => {
            let (year, rest) = digits.split_at_checked(4)?;
            let (month, date) = rest.split_at_checked(2)?;
            Some((day(year, month, date)?, 1))
        }
        [Word(month), rest @ ..] if month_number(month).is_some() => {
            let (date, used) = number_after_gaps(rest)?;
            let (year, more) = number_after_gaps(rest.get(used..)?)?;
            Some((named(year, month, date, day)?, 1 + used + more))
        }
        [Number(date), rest @ ..] => {
            let gaps = rest.iter().take_while(|token| is_gap(token)).count();
            let Some(Word(month)) = rest.get(gaps) else {
                return None;
            };
            let (year, more) = number_after_gaps(rest.get(gaps + 1..)?)?;
            Some((named(year, month, date, day)?, 2 + gaps + more))
        }
        _ => None,
    }
}

/// The number that follows gaps, commas, dots and `th`, and how many tokens that took.
fn number_after_gaps(tokens: &[Token]) -> Option<(&str, usize)> {
    let gaps = tokens.iter().take_while(|token| is_gap(token)).count();
    match tokens.get(gaps) {
        Some(Number(number)) => Some((number, gaps + 1)),
        _ => None,
    }
}

fn is_gap(token: &Token) -> bool {
    match token {
        Gap | Mark(',' | '.') => true,
        Word(word) => matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "of"),
        Mark(_) | Number(_) => false,
    }
}

fn named(year: &str, month: &str, date: &str, day: MakeDay) -> Option<Date> {
    let year_is_one = year.len() == 4;
    year_is_one.then(|| day(year, &month_number(month)?.to_string(), date))?
}

fn month_number(word: &str) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = word.len() >= 3;
    let month = MONTHS.iter().position(|month| month.starts_with(word))?;
    short.then_some(month + 1)
}

/// Takes the time out of the tokens; midnight where there is none. The second part says that it
/// was 24:00, which is the next day's beginning. A time that is none makes the whole no date.
fn take_time(tokens: &mut Vec<Token>) -> Option<(Time, bool)> {
    let starts = |tokens: &[Token]| match tokens {
        [Number(_), Mark(':'), Number(_), ..] => true,
        [Number(_), rest @ ..] => matches!(noon_after(rest), Some((_, 1..))),
        _ => false,
    };
    let Some(at) = (0..tokens.len()).find(|&at| tokens.get(at..).is_some_and(starts)) else {
        return Some((Time::midnight(), false));
    };
    let mut numbers = [0_i8; 3];
    let mut end = at;
    for number in &mut numbers {
        let Some(Number(digits)) = tokens.get(end) else {
            break;
        };
        *number = digits.parse().ok()?;
        end += 1;
        // `00:10::00` is seen in the wild.
        let colons = tokens
            .get(end..)?
            .iter()
            .take_while(|&token| *token == Mark(':'))
            .count();
        end += colons;
        if colons == 0 {
            break;
        }
    }
    if let Some([Mark('.'), Number(_), ..]) = tokens.get(end..) {
        end += 2;
    }
    let [mut hour, minute, second] = numbers;
    if let Some((noon, used)) = noon_after(tokens.get(end..)?) {
        hour = noon + hour % 12;
        end += used;
    }
    tokens.splice(at..end, [Gap]);
    let midnight = hour == 24 && minute == 0 && second == 0;
    let hour = if midnight { 0 } else { hour };
    Some((Time::new(hour, minute, second.min(59), 0).ok()?, midnight))
}

/// `am` is 0, `pm` is 12, with how many tokens it took.
fn noon_after(tokens: &[Token]) -> Option<(i8, usize)> {
    let gaps = tokens.iter().take_while(|&token| *token == Gap).count();
    match tokens.get(gaps) {
        Some(Word(word)) if word == "am" => Some((0, gaps + 1)),
        Some(Word(word)) if word == "pm" => Some((12, gaps + 1)),
        _ => None,
    }
}

/// What is left is no part of a date.
struct NoDate;

/// The zone that is left when day and time are taken.
fn offset(tokens: &[Token]) -> Result<Option<Offset>, NoDate> {
    let mut rest = tokens;
    let mut offset = None;
    loop {
        rest = match rest {
            [] => return Ok(offset),
            [
                Mark(sign @ ('+' | '-')),
                Number(hours),
                Mark(':'),
                Number(minutes),
                rest @ ..,
            ] => {
                offset = offset.or(numeric(*sign, hours, minutes));
                rest
            }
            [Mark(sign @ ('+' | '-')), Number(digits), rest @ ..] => {
                let cut = if digits.len() > 2 {
                    digits.len() - 2
                } else {
                    digits.len()
                };
                let (hours, minutes) = digits.split_at_checked(cut).ok_or(NoDate)?;
                offset = offset.or(numeric(*sign, hours, minutes));
                rest
            }
            [Word(word), rest @ ..] => {
                let known = zone_name(word);
                if known.is_none() && !is_day_name(word) && word != "t" && word != "at" {
                    return Err(NoDate);
                }
                offset = offset.or(known);
                rest
            }
            // A year that is said twice.
            [Number(digits), rest @ ..] if digits.len() == 4 => rest,
            [Gap | Mark(',' | '.' | '-'), rest @ ..] => rest,
            _ => return Err(NoDate),
        };
    }
}

fn numeric(sign: char, hours: &str, minutes: &str) -> Option<Offset> {
    let minutes: i32 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().ok()?
    };
    let seconds = hours.parse::<i32>().ok()?.checked_mul(3600)? + minutes * 60;
    Offset::from_seconds(if sign == '-' { -seconds } else { seconds }).ok()
}

/// The names that RFC 2822 and Ruby know, and the few more that people write.
fn zone_name(word: &str) -> Option<Offset> {
    let hours = match word {
        "z" | "utc" | "gmt" | "wet" => 0,
        "est" | "cdt" => -5,
        "edt" | "ast" => -4,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" | "akdt" => -8,
        "akst" => -9,
        "hst" => -10,
        "bst" | "cet" | "met" | "west" => 1,
        "cest" | "eet" | "mest" => 2,
        "eest" | "msk" => 3,
        "jst" | "kst" => 9,
        "aest" => 10,
        "aedt" => 11,
        "nzst" => 12,
        "nzdt" => 13,
        _ => return None,
    };
    Offset::from_hours(hours).ok()
}

fn is_day_name(word: &str) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

//! Dates as people write them, in the zone of their site.
//!
//! The forms are those that Ruby's `Time.parse` takes, because every other generator takes a
//! part of them: `2019-03-04`, `2019/3/4`, `4-3-2019`, `March 4, 2019`, `20190304`, each with a
//! time and a zone or without. A day that its month lacks rolls over, as it does there.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan, Zoned};

use super::front_matter::{Quoting, Written};

/// Reads a date as a head has it. Without a zone it is the site's, but for YAML's own form of
/// a time: unquoted, to the second, it is UTC.
pub fn read(written: &Written, zone: &TimeZone) -> Option<Zoned> {
    let silent = match written.quoting {
        Quoting::Plain if is_yaml_time(&written.text) => &TimeZone::UTC,
        Quoting::Plain | Quoting::Quoted => zone,
    };
    let parts = parts(&written.text)?;
    let moment = match parts.offset {
        Some(offset) => offset.to_timestamp(parts.when).ok()?,
        None => silent
            .to_ambiguous_zoned(parts.when)
            .compatible()
            .ok()?
            .timestamp(),
    };
    Some(moment.to_zoned(zone.clone()))
}

/// Midnight of a day in a site's zone.
pub fn midnight(day: Date, zone: &TimeZone) -> Option<Zoned> {
    day.to_zoned(zone.clone()).ok()
}

/// A moment in a site's zone.
pub fn moment(timestamp: Timestamp, zone: &TimeZone) -> Zoned {
    timestamp.to_zoned(zone.clone())
}

/// The day of `year`, `month` and `day` as digits; a year of two digits is in this century up
/// to 68, and the 31st of a shorter month is the 1st of the next.
pub fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let short = year.len() <= 2;
    let year: i16 = year.parse().ok()?;
    let year = match year {
        0..69 if short => year + 2000,
        69.. if short => year + 1900,
        year => year,
    };
    rolled(year, month.parse().ok()?, day.parse().ok()?)
}

/// The day that a path is named after: `2020/01/31/x.md`, `2020-01-31-x.md`, `20200131.md`. The
/// last one counts.
pub fn in_path(path: &str) -> Option<Date> {
    let starts = path.char_indices().rev().map(|(at, _)| at);
    let mut starts = starts.filter(|&at| !path.get(..at).is_some_and(ends_in_digit));
    starts.find_map(|at| day_at(path.get(at..)?).map(|(day, _)| day))
}

/// A name without the day before it: `from-a-boat` of `2020-01-31-from-a-boat`. A name that is
/// a day stays.
pub fn without_day(name: &str) -> &str {
    let rest = day_at(name).and_then(|(_, length)| name.get(length..));
    let rest = rest.map(|rest| rest.trim_start_matches(['-', '_', ' ', '.']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// The day that a text begins with, and how many bytes that takes.
fn day_at(text: &str) -> Option<(Date, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let length = digits(text);
    if length == 8 {
        let (year, rest) = text.split_at_checked(4)?;
        return Some((exact(year, rest.get(..2)?, rest.get(2..4)?)?, 8));
    }
    let (year, rest) = text.split_at_checked(length)?;
    let rest = rest.strip_prefix(['-', '/', '_', '.'])?;
    let (month, rest) = rest.split_at_checked(digits(rest))?;
    let rest = rest.strip_prefix(['-', '/', '_', '.'])?;
    let (date, rest) = rest.split_at_checked(digits(rest))?;
    let short = |part: &str| (1..=2).contains(&part.len());
    let fits = year.len() == 4 && short(month) && short(date);
    fits.then_some((exact(year, month, date)?, text.len() - rest.len()))
}

fn exact(year: &str, month: &str, date: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?).ok()
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// `15 June 2017`.
pub fn phrase(date: &Zoned) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A sentence for a date that is none.
pub fn sentence(key: &str, text: &str) -> String {
    format!("`{key}: {text}` is no date; write it as 2020-01-31")
}

struct Parts {
    when: DateTime,
    offset: Option<Offset>,
}

fn parts(text: &str) -> Option<Parts> {
    let mut tokens = tokens(text)?;
    let (time, next_day) = take_time(&mut tokens)?;
    let date = take_date(&mut tokens)?;
    let offset = take_offset(&tokens)?;
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
fn take_date(tokens: &mut Vec<Token>) -> Option<Date> {
    for at in 0..tokens.len() {
        if let Some((date, length)) = date_at(tokens.get(at..)?) {
            tokens.splice(at..at + length, [Gap]);
            return Some(date);
        }
    }
    None
}

fn date_at(tokens: &[Token]) -> Option<(Date, usize)> {
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
            Number(day_),
            Mark('-'),
            Word(month),
            Mark('-'),
            Number(year),
            ..,
        ] => Some((named(year, month, day_)?, 5)),
        [Number(digits), rest @ ..] if digits.len() == 8 && !matches!(rest, [Mark(':'), ..]) => {
            let (year, rest) = digits.split_at_checked(4)?;
            let (month, date) = rest.split_at_checked(2)?;
            Some((day(year, month, date)?, 1))
        }
        [Word(month), rest @ ..] if month_number(month).is_some() => {
            let (date, used) = number_after_gaps(rest)?;
            let (year, more) = number_after_gaps(rest.get(used..)?)?;
            Some((named(year, month, date)?, 1 + used + more))
        }
        [Number(date), rest @ ..] => {
            let gaps = rest.iter().take_while(|token| is_gap(token)).count();
            let Some(Word(month)) = rest.get(gaps) else {
                return None;
            };
            let (year, more) = number_after_gaps(rest.get(gaps + 1..)?)?;
            Some((named(year, month, date)?, 2 + gaps + more))
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

fn named(year: &str, month: &str, date: &str) -> Option<Date> {
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

/// The zone that is left when day and time are taken. The first `None` says that what is left
/// is no part of a date.
fn take_offset(tokens: &[Token]) -> Option<Option<Offset>> {
    let mut rest = tokens;
    let mut offset = None;
    loop {
        rest = match rest {
            [] => return Some(offset),
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
                let (hours, minutes) = digits.split_at_checked(cut)?;
                offset = offset.or(numeric(*sign, hours, minutes));
                rest
            }
            [Word(word), rest @ ..] => {
                let known = zone_name(word);
                if known.is_none() && !is_day_name(word) && word != "t" && word != "at" {
                    return None;
                }
                offset = offset.or(known);
                rest
            }
            // A year that is said twice.
            [Number(digits), rest @ ..] if digits.len() == 4 => rest,
            [Gap | Mark(',' | '.' | '-'), rest @ ..] => rest,
            _ => return None,
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

/// YAML 1.1's timestamp to the second and without a zone: `2001-12-14 21:59:43`.
fn is_yaml_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once([' ', 't', 'T']) else {
        return false;
    };
    let digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts = |text: &str, mark, lengths: [std::ops::RangeInclusive<usize>; 3]| {
        let mut parts = text.split(mark);
        lengths
            .into_iter()
            .all(|length| parts.next().is_some_and(|part| digits(part, length)))
            && parts.next().is_none()
    };
    let time = time.trim_start();
    let time = time.split_once('.').map_or(time, |(time, _)| time);
    parts(day, '-', [4..=4, 1..=2, 1..=2]) && parts(time, ':', [1..=2, 2..=2, 2..=2])
}

/// Days 29 to 31 that a month lacks are the first days of the next.
fn rolled(year: i16, month: i8, date: i8) -> Option<Date> {
    Date::new(year, month, date).ok().or_else(|| {
        let first = Date::new(year, month, 1).ok()?;
        let over = (29..=31).contains(&date);
        over.then(|| first.checked_add(i64::from(date - 1).days()).ok())?
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn read_in(text: &str, quoting: Quoting, zone: &str) -> String {
        let zone = TimeZone::get(zone).unwrap();
        let written = Written {
            text: text.to_owned(),
            quoting,
        };
        read(&written, &zone).map_or("none".to_owned(), |date| {
            date.strftime("%Y-%m-%d %H:%M:%S %z").to_string()
        })
    }

    #[test]
    fn every_form_that_is_seen_is_read() {
        for (text, wanted) in [
            ("2019-03-04", "2019-03-04 00:00:00"),
            ("2019-3-4", "2019-03-04 00:00:00"),
            ("2019/03/04", "2019-03-04 00:00:00"),
            ("2019.03.04", "2019-03-04 00:00:00"),
            ("04-03-2019", "2019-03-04 00:00:00"),
            ("13/04/2019", "2019-04-13 00:00:00"),
            ("03/04/2019", "2019-04-03 00:00:00"),
            ("03/25/2019", "2019-03-25 00:00:00"),
            ("March 4, 2019", "2019-03-04 00:00:00"),
            ("Mar 4th 2019", "2019-03-04 00:00:00"),
            ("4 March 2019", "2019-03-04 00:00:00"),
            ("4-Mar-2019", "2019-03-04 00:00:00"),
            ("Mon, 04 Mar 2019 10:11:12 GMT", "2019-03-04 10:11:12"),
            ("Mon Mar 4 10:11:12 2019", "2019-03-04 10:11:12"),
            ("20190304", "2019-03-04 00:00:00"),
            ("20190304T101112Z", "none"),
            ("2019-03-04 10:11", "2019-03-04 10:11:00"),
            ("2019-03-04T10:11:12", "2019-03-04 10:11:12"),
            ("2019-03-04T10:11:12.345Z", "2019-03-04 10:11:12"),
            ("2019-03-04 10:11:12 Z", "2019-03-04 10:11:12"),
            ("2019-03-04 10:11:12 UTC", "2019-03-04 10:11:12"),
            ("2019-03-04 5:06pm", "2019-03-04 17:06:00"),
            ("2019-03-04 12:06 AM", "2019-03-04 00:06:00"),
            ("2019-03-04 at 5 pm", "2019-03-04 17:00:00"),
            ("2019-02-30", "2019-03-02 00:00:00"),
            ("2019-03-04 24:00:00", "2019-03-05 00:00:00"),
            ("2019-03-04 23:59:60", "2019-03-04 23:59:59"),
            ("2023-01-29 18:30:22 2023 -0800", "2023-01-30 02:30:22"),
            ("2017-02-10 00:10::00 -03:00", "2017-02-10 03:10:00"),
            ("2015-03-17 14:00:00 -4", "2015-03-17 18:00:00"),
            ("2019-03-04 10:11:12 -0700 PDT", "2019-03-04 17:11:12"),
            ("2019-03-04 10:11:12 PST", "2019-03-04 18:11:12"),
            ("2024-4-09", "2024-04-09 00:00:00"),
            ("2015-1-13 05:30", "2015-01-13 05:30:00"),
            ("2019年3月4日", "2019-03-04 00:00:00"),
            ("0001-01-01", "0001-01-01 00:00:00"),
            ("9999-12-31", "9999-12-31 00:00:00"),
        ] {
            let wanted = if wanted == "none" {
                wanted.to_owned()
            } else {
                format!("{wanted} +0000")
            };
            assert_eq!(read_in(text, Quoting::Plain, "UTC"), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "TBD",
            "YYYY-MM-DD",
            "2019-03",
            "1551675967",
            "2019-13-01",
            "2019-03-32",
            "2019-03-04 25:00:00",
            "2019",
            "now",
            "2019-03-04 or later",
            "99999-01-01",
            "{{ now }}",
            "2019-03-04 10:99",
        ] {
            assert_eq!(read_in(text, Quoting::Plain, "UTC"), "none", "{text}");
        }
    }

    #[test]
    fn a_date_without_a_zone_is_the_sites_but_for_yamls_own_form() {
        let tokyo = |text, quoting| read_in(text, quoting, "Asia/Tokyo");
        assert_eq!(
            tokyo("2014-08-09", Quoting::Plain),
            "2014-08-09 00:00:00 +0900"
        );
        let seconds = "2014-08-09 23:30:00";
        assert_eq!(tokyo(seconds, Quoting::Plain), "2014-08-10 08:30:00 +0900");
        assert_eq!(tokyo(seconds, Quoting::Quoted), "2014-08-09 23:30:00 +0900");
        assert_eq!(
            tokyo("2014-08-09 23:30", Quoting::Plain),
            "2014-08-09 23:30:00 +0900"
        );
        let zoned = "2014-08-09 23:30:00 -0700";
        assert_eq!(tokyo(zoned, Quoting::Plain), "2014-08-10 15:30:00 +0900");
    }

    #[test]
    fn an_hour_that_a_clock_skipped_is_no_obstacle() {
        let skipped = read_in("2019-03-10 02:30", Quoting::Plain, "America/Los_Angeles");
        assert_eq!(skipped, "2019-03-10 03:30:00 -0700");
    }

    #[test]
    fn years_of_two_digits_have_a_century() {
        assert_eq!(day("15", "3", "4"), Date::new(2015, 3, 4).ok());
        assert_eq!(day("99", "3", "4"), Date::new(1999, 3, 4).ok());
    }

    #[test]
    fn a_path_can_be_named_after_a_day() {
        let january = Date::new(2020, 1, 31).ok();
        for path in [
            "2020-01-31-x.md",
            "2020/01/31/x.md",
            "a/2020_1_31.md",
            "20200131.md",
            "x-20200131.md",
            "1999/2020-01-31/index.md",
        ] {
            assert_eq!(in_path(path), january, "{path}");
        }
        for path in [
            "2020.md",
            "120200131.md",
            "2020-13-01.md",
            "v2020-01.md",
            "日本.md",
        ] {
            assert_eq!(in_path(path), None, "{path}");
        }
        assert_eq!(without_day("2020-01-31_x"), "x");
        assert_eq!(without_day("2020-01-31"), "2020-01-31");
    }

    #[test]
    fn a_date_is_a_phrase() {
        let june = midnight(Date::constant(2017, 6, 15), &TimeZone::UTC).unwrap();
        assert_eq!(phrase(&june), "15 June 2017");
    }
}

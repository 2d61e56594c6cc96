//! Dates as people write them, in the zone of their site.
//!
//! The forms are those that Ruby's `Time.parse` takes, because every other generator takes a
//! part of them: `2019-03-04`, `2019/3/4`, `4-3-2019`, `March 4, 2019`, `20190304`, each with a
//! time and a zone or without. A day that its month lacks rolls over, as it does there.

mod parse;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use super::front_matter::{Quoting, Written};

/// Reads a date as a head has it. Without a zone it is the site's, but for YAML's own form of
/// a time: unquoted, to the second, it is UTC.
pub fn read(written: &Written, zone: &TimeZone) -> Option<Zoned> {
    let silent = match written.quoting {
        Quoting::Plain if is_yaml_time(&written.text) => &TimeZone::UTC,
        Quoting::Plain | Quoting::Quoted => zone,
    };
    let parts = parse::parts(&written.text, day)?;
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
    rolled(full(year)?, month.parse().ok()?, day.parse().ok()?)
}

/// A sentence for a date whose month lacks its day, which counts as another.
pub fn sentence_of_lacking(written: &str, counts_as: Date) -> String {
    format!("{written} is no day of the calendar; it counts as {counts_as}")
}

/// True for a date that [`read`] takes and whose month lacks its day: `2020-02-30`.
pub fn is_lacking(written: &Written) -> bool {
    parse::parts(&written.text, day_of_calendar).is_none()
}

/// As [`day`], but nothing for a day that its month lacks.
pub fn day_of_calendar(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(full(year)?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A year with its century.
fn full(year: &str) -> Option<i16> {
    let short = year.len() <= 2;
    Some(match year.parse().ok()? {
        year @ 0..69 if short => year + 2000,
        year @ 69.. if short => year + 1900,
        year => year,
    })
}

/// The day that a path is named after: `2020/01/31/x.md`, `2020-01-31-x.md`, `20200131.md`. The
/// last one counts.
pub fn in_path(path: &str) -> Option<Date> {
    let places = path.char_indices().rev().map(|(at, _)| at);
    let mut places = places.filter(|&at| !path.get(..at).is_some_and(ends_in_digit));
    places.find_map(|at| starts(path.get(at..)?).map(|(day, _)| day))
}

/// A name without the day before it: `from-a-boat` of `2020-01-31-from-a-boat`. A name that is
/// a day stays.
pub fn without_day(name: &str) -> &str {
    let rest = starts(name).and_then(|(_, length)| name.get(length..));
    let rest = rest.map(|rest| rest.trim_start_matches(['-', '_', ' ', '.']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// The day that a text begins with, and how many bytes that takes.
pub fn starts(text: &str) -> Option<(Date, usize)> {
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
            "9999-12-31",
            "-0001-01-01",
            "-2019-03-04 10:11",
        ] {
            assert_eq!(read_in(text, Quoting::Plain, "UTC"), "none", "{text}");
        }
    }

    #[test]
    fn a_day_that_its_month_lacks_is_known() {
        let lacking = |text: &str| {
            is_lacking(&Written {
                text: text.to_owned(),
                quoting: Quoting::Plain,
            })
        };
        for text in [
            "2019-02-29",
            "2020-02-30 10:11",
            "31/04/2019",
            "June 31, 2019",
        ] {
            assert!(lacking(text), "{text}");
        }
        for text in [
            "2020-02-29",
            "2019-03-01",
            "31/03/2019",
            "1 July 2019 10:11",
        ] {
            assert!(!lacking(text), "{text}");
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

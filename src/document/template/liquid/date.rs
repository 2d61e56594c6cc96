//! The `date` filter: dates as blogs write them, formatted as C's `strftime` does.

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Dates with a time and an offset.
const ZONED: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M:%S %:z",
    "%Y-%m-%dT%H:%M:%S%:z",
    "%a, %d %b %Y %H:%M:%S %z",
];

/// Dates with a time, taken for UTC.
const LOCAL: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S%.f",
];

/// Days.
const DAYS: [&str; 5] = ["%Y-%m-%d", "%Y/%m/%d", "%B %d, %Y", "%d %B %Y", "%d %b %Y"];

/// `text` in `format`; `None` when it is no date or `format` no format.
pub fn format(text: &str, format: &str) -> Option<String> {
    let when = read(text.trim())?;
    strtime::format(format, &when).ok()
}

fn read(text: &str) -> Option<Zoned> {
    if matches!(text, "now" | "today") {
        return Some(Zoned::now());
    }
    if let Ok(seconds) = text.parse::<i64>() {
        let then = Timestamp::from_second(seconds).ok()?;
        return Some(then.to_zoned(TimeZone::UTC));
    }
    let text = text
        .strip_suffix(" UTC")
        .or_else(|| text.strip_suffix('Z'))
        .unwrap_or(text);
    for form in ZONED {
        if let Ok(when) = Zoned::strptime(form, text) {
            return Some(when);
        }
    }
    for form in LOCAL {
        if let Ok(when) = DateTime::strptime(form, text) {
            return when.to_zoned(TimeZone::UTC).ok();
        }
    }
    for form in DAYS {
        if let Ok(day) = Date::strptime(form, text) {
            return day.to_zoned(TimeZone::UTC).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_formatted() {
        for (text, form, expected) in [
            ("2019-03-04", "%B %-d, %Y", Some("March 4, 2019")),
            (
                "2019-03-04 05:06:07 -0800",
                "%d %b %y %H:%M",
                Some("04 Mar 19 05:06"),
            ),
            ("2019-03-04T05:06:07+01:00", "%Y", Some("2019")),
            ("2019-03-04T05:06:07Z", "%F", Some("2019-03-04")),
            ("0", "%Y", Some("1970")),
            ("soon", "%Y", None),
            ("2019-03-04", "%!", None),
        ] {
            assert_eq!(format(text, form).as_deref(), expected, "{text}");
        }
    }
}

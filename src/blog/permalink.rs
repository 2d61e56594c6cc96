//! Templates of addresses: `/:year/:month/:title/`. Which names there are and what they stand
//! for is each generator's own affair.

use jiff::Zoned;

/// Puts values in the place of the names in a template. A name is `:` and small letters and
/// underscores; where the longest is unknown and ends in `_`, it is tried without, so that
/// `:year_x` fails but `:year_:title` works. Unknown names stay, as they do in Jekyll.
pub fn expand(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut expanded = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(':') {
        expanded.push_str(before);
        let is_part = |c: char| c.is_ascii_lowercase() || c == '_';
        let end = after.find(|c| !is_part(c)).unwrap_or(after.len());
        let (name, tail) = after.split_at_checked(end).unwrap_or((after, ""));
        if let Some(value) = value(name) {
            expanded.push_str(&value);
        } else if let Some(value) = name.strip_suffix('_').and_then(&value) {
            expanded.push_str(&value);
            expanded.push('_');
        } else {
            expanded.push(':');
            expanded.push_str(name);
        }
        rest = tail;
    }
    expanded.push_str(rest);
    expanded
}

/// An address as Jekyll tidies it: from the root, `..` cut, `./` gone, slashes single.
pub fn tidy(address: &str) -> String {
    let address = format!("/{address}").replace("..", "/").replace("./", "");
    let mut tidy = String::with_capacity(address.len());
    for character in address.chars() {
        if character != '/' || !tidy.ends_with('/') {
            tidy.push(character);
        }
    }
    tidy
}

/// The parts of a date that Jekyll names.
pub fn date_part(name: &str, date: &Zoned) -> Option<String> {
    let format = match name {
        "year" => "%Y",
        "short_year" => "%y",
        "month" => "%m",
        "i_month" => "%-m",
        "short_month" => "%b",
        "long_month" => "%B",
        "day" => "%d",
        "i_day" => "%-d",
        "y_day" => "%j",
        "w_year" => "%G",
        "week" => "%V",
        "w_day" => "%u",
        "short_day" => "%a",
        "long_day" => "%A",
        "hour" => "%H",
        "minute" => "%M",
        "second" => "%S",
        _ => return None,
    };
    Some(date.strftime(format).to_string())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn names_are_replaced_and_unknown_ones_stay() {
        let value = |name: &str| (name == "title").then(|| "T".to_owned());
        assert_eq!(
            expand("/:title/:title_x/:title_/:other/a:b:", value),
            "/T/:title_x/T_/:other/a:b:"
        );
    }

    #[test]
    fn an_address_is_tidied_in_jekylls_order() {
        assert_eq!(tidy("/a/../b/./c//d/"), "/a/b/c/d/");
        assert_eq!(tidy("x.html"), "/x.html");
    }

    #[test]
    fn weeks_and_their_years_are_those_of_iso_8601() {
        let date: Zoned = "2016-01-01T00:00[UTC]".parse().unwrap();
        let part = |name| date_part(name, &date).unwrap();
        assert_eq!(
            (part("w_year"), part("week"), part("w_day")),
            ("2015".into(), "53".into(), "5".into())
        );
    }
}

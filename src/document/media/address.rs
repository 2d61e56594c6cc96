//! The parts of a web address that say what it leads to.

/// An address on the web or within the site, taken apart.
pub struct Address<'a> {
    /// The address without blanks around it.
    whole: &'a str,
    scheme: Scheme,
    /// The host in lower case, without `www.` and without a port; empty within the site.
    pub host: String,
    /// The path without its first slash.
    pub path: &'a str,
    /// What follows `?`.
    query: &'a str,
    /// What follows `#`.
    pub fragment: &'a str,
}

enum Scheme {
    Written,
    /// `//host/path`
    Relative,
    /// `host/path`
    Missing,
    /// `/path` or `path`: a place within the site.
    Site,
}

impl<'a> Address<'a> {
    /// Takes `address` apart; `None` where it leads neither to the web nor into the site.
    pub fn parse(address: &'a str) -> Option<Address<'a>> {
        let whole = address.trim();
        let (scheme, rest) = split_scheme(whole)?;
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = match scheme {
            Scheme::Site => ("", rest),
            _ => rest.split_once('/').unwrap_or((rest, "")),
        };
        let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        Some(Address {
            whole,
            scheme,
            host,
            path: path.trim_start_matches('/'),
            query,
            fragment,
        })
    }

    /// The non-empty parts of the path.
    pub fn segments(&self) -> Vec<&'a str> {
        self.path
            .split('/')
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// The value of `key` in the query; `&amp;` between pairs is forgiven.
    pub fn query(&self, key: &str) -> Option<&'a str> {
        value(self.query, key)
    }

    /// The value of `key` in the fragment, which sites use like a query.
    pub fn fragment(&self, key: &str) -> Option<&'a str> {
        value(self.fragment, key)
    }

    /// The address as written.
    pub fn written(&self) -> &'a str {
        self.whole
    }

    /// True for a bare `#fragment` or nothing at all: a place on the same page.
    pub fn is_here(&self) -> bool {
        self.host.is_empty() && self.path.is_empty()
    }

    /// The whole address where the scheme was left out and can be told.
    pub fn with_scheme(&self) -> Option<String> {
        match self.scheme {
            Scheme::Written | Scheme::Site => None,
            Scheme::Relative => Some(format!("https:{}", self.whole)),
            Scheme::Missing => Some(format!("https://{}", self.whole)),
        }
    }
}

fn split_scheme(address: &str) -> Option<(Scheme, &str)> {
    if let Some(rest) = address.strip_prefix("//") {
        return Some((Scheme::Relative, rest));
    }
    for scheme in ["https://", "http://"] {
        if let Some((head, rest)) = address.split_at_checked(scheme.len())
            && head.eq_ignore_ascii_case(scheme)
        {
            return Some((Scheme::Written, rest));
        }
    }
    let head = address.split(['/', '?', '#']).next().unwrap_or("");
    if head.contains(':') {
        return None;
    }
    // `player.vimeo.com/video/1` has its host in front, `talk.mp4` is a file of the site.
    let with_host = address.len() > head.len() && head.contains('.') && !head.starts_with('.');
    Some(if with_host {
        (Scheme::Missing, address)
    } else {
        (Scheme::Site, address)
    })
}

fn value<'a>(pairs: &'a str, key: &str) -> Option<&'a str> {
    pairs.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let name = name.strip_prefix("amp;").unwrap_or(name);
        (name == key && !value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    #[test]
    fn an_address_is_taken_apart_whatever_its_scheme() {
        for address in [
            "https://www.example.org/a/b?x=1&amp;y=2#t=3",
            "HTTP://WWW.EXAMPLE.ORG/a/b?x=1&y=2#t=3",
            "//example.org/a/b?x=1&y=2#t=3",
            " example.org/a/b?x=1&y=2#t=3 ",
            "http://example.org:8080/a/b?x=1&y=2#t=3",
        ] {
            let parts = Address::parse(address).unwrap();
            assert_eq!(parts.host, "example.org", "{address}");
            assert_eq!(parts.segments(), ["a", "b"], "{address}");
            assert_eq!(parts.query("y"), Some("2"), "{address}");
            assert_eq!(parts.fragment("t"), Some("3"), "{address}");
        }
    }

    #[test]
    fn a_place_within_the_site_has_no_host() {
        for address in ["/talks/a.mp4", "../a.mp4", "a.mp4", "#there", ""] {
            assert_eq!(Address::parse(address).unwrap().host, "", "{address}");
        }
    }

    #[test]
    fn other_schemes_are_no_addresses_of_ours() {
        assert!(Address::parse("mailto:a@example.mov").is_none());
        assert!(Address::parse("javascript:youtube.com/watch?v=1").is_none());
    }
}

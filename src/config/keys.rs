//! Which keys give what, as it is written.
//!
//! What the names and the keys mean is not known here: that is for who has the table of the
//! bindings. So every word is handed on with where it stands, for what is to be said about it.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use toml::Spanned;

/// What is to have other keys, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// The name of a binding, with the tables that it stands in: `page-down`, `reader.page-down`.
    pub name: Spanned<String>,
    /// The names of its keys; none takes away those that it has.
    pub keys: Vec<Spanned<String>>,
}

/// Reads the table of the keys, in the order of the file.
pub(super) fn table<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Rebinding>, D::Error> {
    let Written::Place(place) = Written::deserialize(from)? else {
        return Err(D::Error::custom(
            "`keys` is a table of names and their keys",
        ));
    };
    let mut rebindings = Vec::new();
    flatten("", place, &mut rebindings);
    rebindings.sort_by_key(|rebinding| rebinding.name.span().start);
    Ok(rebindings)
}

type Place = Vec<(Spanned<String>, Spanned<Written>)>;

/// What stands at a name. A name with a dot is a table in TOML.
enum Written {
    One(String),
    Several(Vec<Spanned<String>>),
    Place(Place),
}

fn flatten(before: &str, place: Place, rebindings: &mut Vec<Rebinding>) {
    for (name, written) in place {
        let span = written.span();
        let whole = format!("{before}{}", name.get_ref());
        let keys = match written.into_inner() {
            Written::One(key) => vec![Spanned::new(span, key)],
            Written::Several(keys) => keys,
            Written::Place(place) => {
                flatten(&format!("{whole}."), place, rebindings);
                continue;
            }
        };
        rebindings.push(Rebinding {
            name: Spanned::new(name.span(), whole),
            keys,
        });
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Written, D::Error> {
        from.deserialize_any(Reading)
    }
}

/// Reads by hand what serde would lose the spans of.
struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Written;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a key such as \"j\", or a list of keys")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Written, E> {
        Ok(Written::One(key.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Written, A::Error> {
        let mut keys = Vec::new();
        while let Some(key) = list.next_element()? {
            keys.push(key);
        }
        Ok(Written::Several(keys))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Written, A::Error> {
        let mut place = Place::new();
        while let Some(entry) = table.next_entry()? {
            place.push(entry);
        }
        Ok(Written::Place(place))
    }
}

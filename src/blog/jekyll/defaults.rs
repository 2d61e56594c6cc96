//! `defaults:` in the settings: values for the heads of the files below a path.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::settings::matches;
use crate::blog::site::text;

/// Values and where they hold.
#[derive(Debug)]
pub struct Scope {
    path: String,
    kind: Option<String>,
    values: Map<String, Value>,
}

impl Scope {
    /// The scopes that the settings hold, in their order.
    pub fn list(settings: &Value) -> Vec<Scope> {
        let list = settings.get("defaults").and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Scope::read).collect()
    }

    fn read(set: &Value) -> Option<Scope> {
        let scope = set.get("scope");
        let path = scope
            .and_then(|scope| text(scope, "path"))
            .unwrap_or_default();
        Some(Scope {
            path: path.trim_start_matches('/').to_owned(),
            kind: scope.and_then(|scope| text(scope, "type")),
            values: set.get("values")?.as_object()?.clone(),
        })
    }

    fn holds(&self, path: &str, kind: &str) -> bool {
        let here = if self.path.contains('*') {
            matches(self.path.as_bytes(), path.as_bytes())
                || matches(format!("{}/*", self.path).as_bytes(), path.as_bytes())
        } else {
            path.starts_with(&self.path)
        };
        here && self.kind.as_deref().is_none_or(|wanted| wanted == kind)
    }

    /// The longer path comes before, then the one with a type, then the later one.
    fn yields_to(&self, later: &Scope) -> bool {
        match later.path.len().cmp(&self.path.len()) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal => later.kind.is_some() || self.kind.is_none(),
        }
    }
}

/// The values that hold for a file of a kind: `posts`, `pages`, or a collection's name.
pub fn values(scopes: &[Scope], path: &str, kind: &str) -> Map<String, Value> {
    let mut all = Map::new();
    let mut strongest: Option<&Scope> = None;
    for scope in scopes.iter().filter(|scope| scope.holds(path, kind)) {
        let wins = strongest.is_none_or(|strongest| strongest.yields_to(scope));
        for (key, value) in &scope.values {
            if wins || !all.contains_key(key) {
                all.insert(key.clone(), value.clone());
            }
        }
        if wins {
            strongest = Some(scope);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;
    use crate::blog::front_matter::parse_yaml;

    fn layout(path: &str, kind: &str) -> String {
        let settings = parse_yaml(
            "defaults:
- {scope: {path: '', type: posts}, values: {layout: post}}
- {scope: {path: ''}, values: {layout: any, lang: en}}
- {scope: {path: photos}, values: {layout: photo}}
- {scope: {path: 'a/*/c', type: posts}, values: {layout: glob}}
",
        );
        let values = values(&Scope::list(&settings.unwrap()), path, kind);
        values
            .get("layout")
            .and_then(Value::as_str)
            .unwrap_or("-")
            .to_owned()
    }

    #[test]
    fn the_longer_path_wins_and_then_the_one_with_a_type() {
        assert_eq!(layout("_posts/x.md", "posts"), "post");
        assert_eq!(layout("about.md", "pages"), "any");
        assert_eq!(layout("photos/_posts/x.md", "posts"), "photo");
        assert_eq!(layout("a/b/c/x.md", "posts"), "glob");
    }
}

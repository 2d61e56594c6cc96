//! Folders that are one post: an `index` with its pictures, as Hugo and Zola have them.

use std::collections::BTreeSet;

use super::files::{file_name, parent};

/// Without what lies in a bundle beside its `index`: such files belong to the post.
pub fn without_resources(paths: &[String]) -> Vec<String> {
    let is_index = |path: &str| file_name(path).starts_with("index.");
    let bundles: BTreeSet<String> = paths
        .iter()
        .filter(|path| is_index(path))
        .map(|path| parent(path).to_owned())
        .collect();
    let lies_in_bundle = |path: &str| {
        let mut folder = parent(path);
        loop {
            if bundles.contains(folder) {
                return !(is_index(path) && folder == parent(path));
            }
            if folder.is_empty() {
                return false;
            }
            folder = parent(folder);
        }
    };
    let alone = paths.iter().filter(|path| !lies_in_bundle(path));
    alone.cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beside_an_index_is_no_post() {
        let paths = [
            "a.md",
            "b/index.md",
            "b/c.md",
            "b/d/e.md",
            "f/_index.md",
            "f/g.md",
            "h/index.fr.md",
        ];
        let alone = without_resources(&paths.map(str::to_owned));
        assert_eq!(
            alone,
            [
                "a.md",
                "b/index.md",
                "f/_index.md",
                "f/g.md",
                "h/index.fr.md"
            ]
        );
    }
}

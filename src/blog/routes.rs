//! Which addresses lead to which posts.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, OnceLock};

use super::address::comparable;
use super::files::{file_name, parent, stem_and_ending};
use super::post::Post;
use super::problem::Problem;

/// An index of posts by address and by file.
#[derive(Debug, Default)]
pub struct Routes {
    addresses: HashMap<Box<str>, u32>,
    paths: HashMap<Arc<str>, u32>,
    /// By file name without its ending, or by folder; made when a template first asks.
    names: OnceLock<HashMap<Box<str>, Vec<u32>>>,
}

impl Routes {
    /// Indexes posts and the other addresses that lead to them. A post's own address counts
    /// before another's alias; what is claimed twice is a problem.
    pub fn new(
        posts: &[Arc<Post>],
        aliases: &[(Arc<str>, String)],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut routes = Routes {
            addresses: HashMap::with_capacity(posts.len()),
            paths: HashMap::with_capacity(posts.len()),
            names: OnceLock::new(),
        };
        for (index, post) in posts.iter().enumerate() {
            routes.paths.insert(Arc::clone(&post.path), index as u32);
            if post.address.is_empty() {
                continue;
            }
            match routes
                .addresses
                .entry(comparable(&post.address).into_boxed_str())
            {
                Entry::Vacant(free) => {
                    free.insert(index as u32);
                }
                Entry::Occupied(taken) => {
                    let other = posts
                        .get(*taken.get() as usize)
                        .map_or("", |post| &post.path);
                    problems.push(Problem {
                        path: Arc::clone(&post.path),
                        line: None,
                        sentence: format!("its address {} is also that of {other}", post.address),
                    });
                }
            }
        }
        for (path, alias) in aliases {
            if let Some(&index) = routes.paths.get(path) {
                let key = comparable(alias).into_boxed_str();
                routes.addresses.entry(key).or_insert(index);
            }
        }
        routes
    }

    /// The index of the post at an address.
    pub fn at_address(&self, address: &str) -> Option<usize> {
        let index = self.addresses.get(comparable(address).as_str())?;
        Some(*index as usize)
    }

    /// The index of the post in a file.
    pub fn at_path(&self, path: &str) -> Option<usize> {
        self.paths.get(path).map(|&index| index as usize)
    }

    /// The indices of the posts whose file has a name, whatever its ending and folder.
    pub fn named<'r>(
        &'r self,
        name: &str,
        posts: &[Arc<Post>],
    ) -> impl Iterator<Item = usize> + 'r {
        let names = self.names.get_or_init(|| {
            let mut names: HashMap<Box<str>, Vec<u32>> = HashMap::new();
            for (index, post) in posts.iter().enumerate() {
                let (stem, _) = stem_and_ending(file_name(&post.path));
                let stem = match stem {
                    "index" | "README" => file_name(parent(&post.path)),
                    stem => stem,
                };
                names.entry(stem.into()).or_default().push(index as u32);
            }
            names
        });
        let found = names.get(name).map(Vec::as_slice).unwrap_or_default();
        found.iter().map(|&index| index as usize)
    }
}

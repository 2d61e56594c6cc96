//! What is wrong with a blog: heads that do not parse, links to what does not exist, and so on.
//!
//! ```text
//! Blog ─┬─ its own problems: heads, dates, addresses, names of files
//!       └─ each post, on all processors ─▶ Findings ─┬─ templates, links, pictures, dates
//!                                                    └─ anchors that others have to have
//! ```
//!
//! The rule: whatever is said is sure. What a checkout does not show, such as pages that plugins
//! make, is not said to be missing.

mod findings;
mod lines;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::blog::{Blog, Post, Problem};
use crate::document::loosely;
use crate::parallel::in_shares;
use findings::{AnchorWanted, Extent, Findings};

/// Fewer posts are not shared out.
const FEW: usize = 2;

/// What is wrong, by path and line.
pub fn check(blog: &Blog) -> Vec<Problem> {
    let asked: Vec<&Post> = blog.asked_for().iter().map(|post| &**post).collect();
    let wanted: HashSet<&str> = asked.iter().map(|post| &*post.path).collect();
    let is_whole = asked.len() == blog.posts().len();
    let own = blog.problems().iter();
    let mut problems: Vec<Problem> = own
        .filter(|problem| is_whole || wanted.contains(&*problem.path))
        .cloned()
        .collect();
    let shares = in_shares(&asked, FEW, |share| {
        let found = share.iter().map(|post| Findings::of(blog, post));
        found.collect::<Vec<_>>()
    });
    let found: Vec<Findings> = shares.into_iter().flatten().collect();
    problems.extend(missing_anchors(blog, &found));
    problems.extend(found.into_iter().flat_map(|findings| findings.problems));
    problems.sort_by(|a, b| (&a.path, a.line, &a.sentence).cmp(&(&b.path, b.line, &b.sentence)));
    problems.dedup();
    problems
}

/// Links to places that the posts they lead to do not have.
fn missing_anchors(blog: &Blog, found: &[Findings]) -> Vec<Problem> {
    let places = |findings: &Findings| (Arc::clone(&findings.path), Places::of(findings));
    let mut read: HashMap<Arc<str>, Places> = found.iter().map(places).collect();
    let mut problems = Vec::new();
    for findings in found {
        for AnchorWanted { path, anchor, line } in &findings.wanted {
            // Only the posts that were asked for have been read.
            let places = match (read.entry(Arc::clone(path)), blog.post(path)) {
                (Entry::Occupied(read), _) => read.into_mut(),
                (Entry::Vacant(unread), Some(post)) => {
                    unread.insert(Places::of(&Findings::of(blog, post)))
                }
                (Entry::Vacant(_), None) => continue,
            };
            if !places.may_have(anchor) {
                problems.push(Problem {
                    path: Arc::clone(&findings.path),
                    line: *line,
                    sentence: format!("{path} has no place called #{anchor}"),
                });
            }
        }
    }
    problems
}

/// The places in a post that links can lead to.
struct Places {
    /// As [`loosely`] has them: browsers are lenient and authors more so.
    anchors: HashSet<String>,
    extent: Extent,
}

impl Places {
    fn of(findings: &Findings) -> Places {
        let anchors = findings.anchors.iter();
        Places {
            anchors: anchors.map(|anchor| loosely(anchor)).collect(),
            extent: findings.extent,
        }
    }

    /// True unless it is sure that there is no such place.
    fn may_have(&self, anchor: &str) -> bool {
        self.extent == Extent::Part || self.anchors.contains(&loosely(anchor))
    }
}

#[cfg(test)]
mod tests;

//! Blogs of many posts, as they are seen while they are read.

use std::cell::RefCell;

use super::*;

/// Notes how a blog grows.
struct Notes {
    first: Option<Arc<str>>,
    seen: RefCell<Vec<Blog>>,
}

impl Observer for Notes {
    fn first(&self, folder: Option<&Path>) -> Option<Arc<str>> {
        assert!(folder.is_some());
        self.first.clone()
    }

    fn so_far(&self, blog: Blog) {
        self.seen.borrow_mut().push(blog);
    }
}

/// Opens what is at `path`, and tells how it grew.
fn grown(path: &Path, first: Option<&str>) -> (Vec<Blog>, Blog) {
    let notes = Notes {
        first: first.map(Arc::from),
        seen: RefCell::default(),
    };
    let blog = Blog::open_before(&notes, path, Options::default()).unwrap();
    (notes.seen.into_inner(), blog)
}

/// A site of `count` posts, a day each, the last of them called `Post {count - 1}`; each links to
/// the first.
fn many(count: i64) -> tempfile::TempDir {
    let folder = folder(&[("_config.yml", "title: Many\n")]);
    fs::create_dir(folder.path().join("_posts")).unwrap();
    for number in 0..count {
        let day = jiff::civil::date(2001, 1, 1) + jiff::ToSpan::days(number);
        let text =
            format!("---\ntitle: Post {number}\n---\n[first]({{% post_url 2001-01-01-p %}})\n");
        fs::write(folder.path().join(format!("_posts/{day}-p.md")), text).unwrap();
    }
    folder
}

fn titles(blog: &Blog) -> Vec<&str> {
    blog.posts()
        .iter()
        .map(|post| post.title.as_str())
        .collect()
}

#[test]
fn a_blog_of_many_posts_is_shown_before_all_are_read_the_latest_first() {
    let folder = many(3_000);
    let (seen, blog) = grown(folder.path(), None);
    let counts: Vec<usize> = seen.iter().map(|blog| blog.posts().len()).collect();
    assert_eq!(
        (counts.as_slice(), blog.posts().len()),
        ([512].as_slice(), 3_000)
    );
    assert_eq!(titles(&seen[0]), titles(&blog)[..512]);
    assert_eq!((seen[0].title(), titles(&blog)[0]), ("Many", "Post 2999"));
    // What is read so far can be read, though not all of its links lead somewhere.
    let post = &seen[0].posts()[0];
    let link = |blog: &Blog| blog.document(post).unwrap().links[0].target.clone();
    let leads_to_a_post = |blog| matches!(link(blog), crate::document::Target::Post { .. });
    assert!(!leads_to_a_post(&seen[0]) && leads_to_a_post(&blog));
}

#[test]
fn in_the_end_nothing_depends_on_what_came_first() {
    let folder = many(1_500);
    let (seen, blog) = grown(folder.path(), Some("_posts/2001-01-02-p.md"));
    let alone = Blog::open(folder.path(), Options::default()).unwrap();
    assert_eq!(blog.posts(), alone.posts());
    assert_eq!(blog.problems(), alone.problems());
    assert_eq!(
        titles(&seen[0]).last(),
        Some(&"Post 1"),
        "what is wanted is among the first"
    );
}

#[test]
fn a_named_post_of_a_big_blog_comes_with_the_first() {
    let folder = many(1_200);
    let (seen, blog) = grown(&folder.path().join("_posts/2001-01-01-p.md"), None);
    assert_eq!(seen[0].named().unwrap().title, "Post 0");
    assert_eq!(blog.named().unwrap().title, "Post 0");
}

#[test]
fn a_small_blog_comes_at_once() {
    let folder = many(100);
    let (seen, blog) = grown(folder.path(), None);
    assert_eq!((seen.len(), blog.posts().len()), (0, 100));
}

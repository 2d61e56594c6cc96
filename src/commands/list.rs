//! `byline list`: a line a post, or all that is known of each as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::blog::{Blog, Post};
use crate::document::Source;

/// Which posts are wanted, in which order and form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only posts with this tag or category; case does not count.
    pub tag: Option<String>,
    /// What comes first.
    pub order: Order,
    /// How they are written.
    pub form: Form,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest post.
    #[default]
    Newest,
    /// The oldest post; those without a date still come last.
    Oldest,
    /// The first title of the alphabet.
    Title,
}

/// How posts are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A line a post: date, title, address.
    #[default]
    Lines,
    /// An array of objects.
    Json,
}

/// A post in the machine-readable list.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a str,
    title: &'a str,
    /// RFC 3339.
    date: Option<String>,
    tags: &'a [String],
    categories: &'a [String],
    address: &'a str,
    url: Option<String>,
    words: Option<usize>,
    draft: bool,
    problem: Option<&'a str>,
}

/// Writes the posts of a blog.
///
/// # Errors
/// What `out` fails with.
pub fn run(blog: &Blog, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let posts = wanted(blog, options);
    match options.form {
        Form::Lines => write_lines(&posts, out),
        Form::Json => write_json(blog, &posts, out),
    }
}

/// How many words the text of a post has.
pub fn words(source: &Source) -> usize {
    source.body.split_whitespace().count()
}

fn wanted<'b>(blog: &'b Blog, options: &Options) -> Vec<&'b Post> {
    let has_tag = |post: &&Post| {
        options.tag.as_deref().is_none_or(|wanted| {
            let wanted = wanted.to_lowercase();
            let mut words = post.tags.iter().chain(&post.categories);
            words.any(|word| word.to_lowercase() == wanted)
        })
    };
    let mut posts: Vec<&Post> = blog.posts().iter().filter(has_tag).collect();
    match options.order {
        Order::Newest => {}
        Order::Oldest => {
            let dated = posts.partition_point(|post| post.date.is_some());
            if let Some(dated) = posts.get_mut(..dated) {
                dated.reverse();
            }
        }
        Order::Title => posts.sort_by_cached_key(|post| post.title.to_lowercase()),
    }
    posts
}

fn write_lines(posts: &[&Post], out: &mut dyn Write) -> io::Result<()> {
    for post in posts {
        let date = post.date.as_ref().map(|date| date.date().to_string());
        let date = date.unwrap_or_default();
        let line = format!("{date:<10}  {}  {}", post.title, post.address);
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// An array, written a post at a time: each is read for its words.
fn write_json(blog: &Blog, posts: &[&Post], out: &mut dyn Write) -> io::Result<()> {
    let mut separator = "[\n";
    for post in posts {
        let entry = Entry {
            path: &post.path,
            title: &post.title,
            date: post
                .date
                .as_ref()
                .map(|date| date.strftime("%FT%T%:z").to_string()),
            tags: &post.tags,
            categories: &post.categories,
            address: &post.address,
            url: blog.url(post),
            words: blog.read(post).ok().map(|source| words(&source)),
            draft: post.draft,
            problem: post.problem.as_deref(),
        };
        write!(out, "{separator}{}", serde_json::to_string(&entry)?)?;
        separator = ",\n";
    }
    writeln!(out, "{}", if posts.is_empty() { "[]" } else { "\n]" })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn listed(options: &Options) -> String {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            (
                "2020-01-31-b.md",
                "---\ntitle: B\ntags: [x]\n---\nTwo words",
            ),
            ("2019-01-31-a.md", "---\ntitle: a\n---\n"),
            ("2018-01-31-c.md", "---\ntitle: C\ncategory: X\n---\n"),
        ] {
            let posts = folder.path().join("_posts");
            std::fs::create_dir_all(&posts).unwrap();
            std::fs::write(posts.join(name), text).unwrap();
        }
        std::fs::write(folder.path().join("_config.yml"), "url: https://x.org\n").unwrap();
        let blog = Blog::open(folder.path(), crate::blog::Options::default()).unwrap();
        let mut out = Vec::new();
        run(&blog, options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_post_is_a_line() {
        assert_eq!(
            listed(&Options::default()),
            "2020-01-31  B  /2020/01/31/b.html\n\
             2019-01-31  a  /2019/01/31/a.html\n\
             2018-01-31  C  /x/2018/01/31/c.html\n"
        );
    }

    #[test]
    fn posts_can_be_ordered_and_narrowed() {
        let titles = |options: &Options| {
            let lines = listed(options);
            lines
                .lines()
                .map(|line| line[12..13].to_owned())
                .collect::<String>()
        };
        let by = |order| Options {
            order,
            ..Options::default()
        };
        assert_eq!(titles(&by(Order::Oldest)), "CaB");
        assert_eq!(titles(&by(Order::Title)), "aBC");
        let tagged = Options {
            tag: Some("x".to_owned()),
            ..Options::default()
        };
        assert_eq!(titles(&tagged), "BC");
    }

    #[test]
    fn json_says_all_that_is_known() {
        let json = listed(&Options {
            form: Form::Json,
            ..Options::default()
        });
        let posts: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(posts.as_array().unwrap().len(), 3);
        assert_eq!(
            posts[0],
            serde_json::json!({
                "path": "_posts/2020-01-31-b.md", "title": "B",
                "date": "2020-01-31T00:00:00+00:00", "tags": ["x"], "categories": [],
                "address": "/2020/01/31/b.html", "url": "https://x.org/2020/01/31/b.html",
                "words": 2, "draft": false, "problem": null,
            })
        );
    }
}

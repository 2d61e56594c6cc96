//! What one post says that is not so.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::lines::Lines;
use crate::blog::{Blog, Context, Missing, Post, Problem, STUMBLED};
use crate::document::{self, Document, ProblemKind, Target, clean_line, expand};

/// What reading a post found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The post's path.
    pub path: Arc<str>,
    /// What is wrong with it for sure.
    pub problems: Vec<Problem>,
    /// The places in it that links can lead to.
    pub anchors: Vec<String>,
    /// Whether these are all.
    pub extent: Extent,
    /// The places that its links lead to.
    pub wanted: Vec<AnchorWanted>,
    /// What its template's tags named in vain.
    told: Vec<String>,
}

/// How much of a page its post's text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// Not what the site's layout makes of the head, or an unknown tag of its arguments.
    Part,
}

/// A place that a link leads to.
#[derive(Clone, Debug)]
pub struct AnchorWanted {
    /// The path of the post that has to have it.
    pub path: Arc<str>,
    /// Its name, without `#`.
    pub anchor: String,
    /// The line of the link, from 1, where it is known.
    pub line: Option<u32>,
}

impl Findings {
    /// Reads a post of `blog`. One that cannot be read has been told of when the blog was opened;
    /// one that byline stumbles over stops no other.
    pub fn of(blog: &Blog, post: &Post) -> Findings {
        let read = || Findings::read(blog, post);
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
            let mut findings = Findings::nothing(post);
            findings.extent = Extent::Part;
            findings.tell(None, STUMBLED.to_owned());
            findings
        })
    }

    fn nothing(post: &Post) -> Findings {
        Findings {
            path: Arc::clone(&post.path),
            ..Findings::default()
        }
    }

    fn read(blog: &Blog, post: &Post) -> Findings {
        let mut findings = Findings::nothing(post);
        let (Ok(source), Ok(text)) = (blog.read(post), blog.text(post)) else {
            return findings;
        };
        let context = blog.addresses(post);
        let mut lines = Lines::new(&text);
        findings.check_date(post, &lines);
        if !source.sections.is_empty() {
            findings.extent = Extent::Part;
        }
        for problem in expand(&source, &context).problems {
            match problem.kind {
                ProblemKind::UnknownTag | ProblemKind::MissingInclude | ProblemKind::TooMuch => {
                    findings.extent = Extent::Part;
                }
                // In the text it is a link that leads nowhere; once is enough.
                ProblemKind::MissingTarget => findings.told.push(problem.name.clone()),
                ProblemKind::UnclosedTag | ProblemKind::StrayEnd => {}
            }
            if problem.kind != ProblemKind::UnknownTag || !blog.defines_tag(&problem.name) {
                let line = source.first_line + problem.line - 1;
                findings.tell(Some(line), sentence(&problem));
            }
        }
        let document = Document::read(&source, &context);
        findings.anchors = document.anchors().map(str::to_owned).collect();
        findings.check_links(blog, post, &document, &mut lines);
        lines.restart();
        findings.check_images(&context, &document, &mut lines);
        findings
    }

    fn tell(&mut self, line: Option<u32>, sentence: String) {
        self.problems.push(Problem {
            path: Arc::clone(&self.path),
            line,
            sentence,
        });
    }

    /// A file that is named after another day than its head says.
    fn check_date(&mut self, post: &Post, lines: &Lines) {
        let (Some(date), Some(named)) = (&post.date, post.day_in_name()) else {
            return;
        };
        if let Some(line) = lines.of_key("date")
            && date.date() != named
        {
            let day = date.date();
            let sentence = format!("the head says {day}, the name of the file {named}");
            self.tell(Some(line), sentence);
        }
    }

    fn check_links(&mut self, blog: &Blog, post: &Post, document: &Document, lines: &mut Lines) {
        let context = blog.addresses(post);
        for link in &document.links {
            let address = &link.address;
            match &link.target {
                Target::Anchor(anchor) => self.want(&post.path, anchor, lines.of(address)),
                Target::Post { path, anchor } => {
                    let line = lines.of(address);
                    if let Some(anchor) = anchor {
                        self.want(path, anchor, line);
                    }
                    let hidden = blog.post(path).is_some_and(|other| other.draft);
                    if hidden && !post.draft {
                        let sentence = format!(
                            "{} leads to {path}, which the site does not show",
                            clean_line(address)
                        );
                        self.tell(line, sentence);
                    }
                }
                Target::Web(_) | Target::Other(_) => {
                    if let Some(missing) = context.missing(address) {
                        self.miss(missing, address, lines);
                    }
                }
                Target::Alike(_) | Target::Mail(_) | Target::File(_) => {}
            }
        }
    }

    /// Pictures that are links of their own have been told of as links.
    fn check_images(&mut self, context: &Context, document: &Document, lines: &mut Lines) {
        let linked: HashSet<&str> = document
            .links
            .iter()
            .map(|link| link.address.as_str())
            .collect();
        for image in document.images() {
            let address = image.address.as_str();
            if linked.contains(address) {
                continue;
            }
            if let Some(missing) = context.missing(address) {
                self.miss(missing, address, lines);
            }
        }
    }

    fn miss(&mut self, missing: Missing, address: &str, lines: &mut Lines) {
        if self.told.iter().any(|name| address.contains(name)) {
            return;
        }
        let line = lines.of(address);
        let what = match missing {
            Missing::Post => "post",
            Missing::File => "file",
        };
        let sentence = format!("there is no {what} at {}", clean_line(address));
        self.tell(line, sentence);
    }

    fn want(&mut self, path: &Arc<str>, anchor: &str, line: Option<u32>) {
        if !matches!(anchor, "" | "top") {
            self.wanted.push(AnchorWanted {
                path: Arc::clone(path),
                anchor: anchor.to_owned(),
                line,
            });
        }
    }
}

fn sentence(problem: &document::Problem) -> String {
    let name = clean_line(&problem.name);
    match problem.kind {
        ProblemKind::UnknownTag => format!("no tag is called `{name}`; its text is shown as it is"),
        ProblemKind::UnclosedTag => format!("`{name}` begins and never ends; add its end"),
        ProblemKind::StrayEnd => format!("an end of `{name}` without its beginning"),
        ProblemKind::MissingInclude => format!("there is no file {name} to include"),
        ProblemKind::TooMuch => {
            format!("`{name}` makes more than byline runs; what it would go on to make is left out")
        }
        ProblemKind::MissingTarget => format!("there is no post or page called {name}"),
    }
}

//! Made-up sites: a folder for each generator, with a secret beside it that no address, include or
//! link in the file system may lead to.

use std::fs;
use std::path::{Path, PathBuf};

use byline::blog::{Blog, Kind, Options};

/// A word that stands only in a file outside of the site.
pub const SECRET: &str = "Rumpelstilzchen";

/// Every generator, its settings and other files; the last is the post that inputs are put in.
const SITES: &[(Kind, &[(&str, &str)])] = &[
    (
        Kind::Jekyll,
        &[
            (
                "_config.yml",
                "title: A\nurl: https://a.example\nbaseurl: /b\npermalink: /:categories/:year/:title/\n\
                 defaults: [{scope: {path: ''}, values: {author: Someone}}]\n",
            ),
            (
                "_includes/hello.html",
                "Hello {{ include.name }}, {{ page.title }}\n",
            ),
            (
                "_includes/self.html",
                "x{% include self.html %}{% include self.html %}",
            ),
            (
                "_data/menu.yml",
                "- {name: One, url: /one/}\n- {name: Two, url: /two/}\n",
            ),
            (
                "_posts/2019-01-01-other.md",
                "---\ntitle: Other\ntags: [x, y]\n---\n\n# Head\n\nWords.\n",
            ),
            ("assets/pic.png", ""),
            ("about.md", "---\ntitle: About\n---\n"),
            ("_posts/2020-01-01-a.md", ""),
        ],
    ),
    (
        Kind::Hugo,
        &[
            (
                "hugo.toml",
                "baseURL = 'https://a.example/b/'\ntitle = 'A'\n[permalinks]\nposts = '/:year/:slug/'\n",
            ),
            (
                "content/posts/_index.md",
                "---\ntitle: Posts\ncascade: {type: x}\n---\n",
            ),
            (
                "content/posts/other.md",
                "+++\ntitle = 'Other'\ndate = 2019-01-01\n+++\n\n## Head\n\nWords.\n",
            ),
            (
                "content/posts/bundle/index.md",
                "---\ntitle: Bundle\ndate: 2018-01-01\n---\n",
            ),
            ("content/posts/bundle/pic.png", ""),
            ("layouts/shortcodes/own.html", "<b>{{ .Inner }}</b>"),
            ("static/pic.png", ""),
            ("content/posts/a.md", ""),
        ],
    ),
    (
        Kind::Zola,
        &[
            (
                "config.toml",
                "base_url = 'https://a.example'\ntitle = 'A'\n",
            ),
            ("content/_index.md", "+++\n+++\n"),
            ("content/blog/_index.md", "+++\nsort_by = 'date'\n+++\n"),
            (
                "content/blog/other.md",
                "+++\ntitle = 'Other'\ndate = 2019-01-01\n+++\n\nWords.\n",
            ),
            ("templates/shortcodes/own.html", "<b>{{ body }}</b>"),
            ("static/pic.png", ""),
            ("content/blog/a.md", ""),
        ],
    ),
    (
        Kind::Hexo,
        &[
            (
                "_config.yml",
                "url: https://a.example\npermalink: :year/:month/:title/\n",
            ),
            (
                "source/_posts/other.md",
                "title: Other\ndate: 2019-01-01\n---\nWords.\n",
            ),
            ("source/_posts/a.md", ""),
        ],
    ),
    (
        Kind::Eleventy,
        &[
            ("eleventy.config.js", ""),
            ("posts/other.md", "---\ntitle: Other\n---\nWords.\n"),
            ("posts/a.md", ""),
        ],
    ),
    (
        Kind::Astro,
        &[
            (
                "astro.config.mjs",
                "export default { site: 'https://a.example' }\n",
            ),
            (
                "src/content/blog/other.mdx",
                "---\ntitle: Other\n---\nimport A from './a'\n\n<A />\n",
            ),
            ("src/content/blog/a.md", ""),
        ],
    ),
    (
        Kind::Pelican,
        &[
            (
                "pelicanconf.py",
                "SITEURL = 'https://a.example'\nARTICLE_URL = '{date:%Y}/{slug}/'\n",
            ),
            (
                "content/other.md",
                "Title: Other\nDate: 2019-01-01\n\nWords.\n",
            ),
            ("content/a.md", ""),
        ],
    ),
    (
        Kind::Folder,
        &[
            ("other.md", "# Other\n\nWords.\n"),
            ("deep/pic.png", ""),
            ("a.md", ""),
        ],
    ),
];

/// A site on disk.
pub struct Site {
    pub kind: Kind,
    folder: tempfile::TempDir,
    files: &'static [(&'static str, &'static str)],
}

impl Site {
    /// One of each generator.
    pub fn all() -> Vec<Site> {
        let make = |(kind, files): &(Kind, &'static [(&str, &str)])| Site::new(*kind, files);
        SITES.iter().map(make).collect()
    }

    fn new(kind: Kind, files: &'static [(&'static str, &'static str)]) -> Site {
        let folder = tempfile::tempdir().expect("a folder");
        let site = Site {
            kind,
            folder,
            files,
        };
        fs::write(site.folder.path().join("secret.md"), SECRET).expect("a secret");
        for (path, text) in files {
            site.write(path, text);
        }
        #[cfg(unix)]
        for link in [
            "_includes/out.html",
            "static/out.txt",
            "assets/out.md",
            "out.md",
        ] {
            let link = site.root().join(link);
            fs::create_dir_all(link.parent().expect("a folder above")).expect("a folder");
            let secret = site.folder.path().join("secret.md");
            std::os::unix::fs::symlink(secret, link).expect("a link");
        }
        site
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The post that inputs are put in.
    pub fn post(&self) -> &'static str {
        self.files.last().expect("a site has a post").0
    }

    /// The file with the settings, where the generator has one.
    pub fn settings(&self) -> Option<&'static str> {
        (self.kind != Kind::Folder).then(|| self.files[0].0)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn open(&self) -> Blog {
        let options = Options {
            drafts: true,
            kind: Some(self.kind),
            ..Options::default()
        };
        Blog::open(&self.root(), options).expect("it is a blog")
    }
}

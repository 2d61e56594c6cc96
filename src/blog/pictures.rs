//! The pictures of a post: which file of the blog an address means, and how large it is.

use std::collections::BTreeMap;

use super::address::{decode, scheme, without_tail};
use super::context::Context;
use super::files::{join, normal};
use super::post::Post;
use super::{Blog, Error};
use crate::document::{Addresses, Document, Image, Target};
use crate::limits;
use crate::picture::{self, Origin, Picture, Pictures, Size, WebPicture};

/// Where generators and their themes keep what is served as it is, when the checkout does not say.
const USUAL_FOLDERS: [&str; 4] = ["static", "public", "assets", "source"];

impl Blog {
    /// The pictures of a post's document that are files of the blog, as far as they can be shown.
    /// Their headers are read.
    pub fn pictures(&self, post: &Post, document: &Document) -> Pictures {
        self.pictures_of(post, &document.images())
    }

    /// The first of them, and whether there may be more.
    pub fn first_pictures(&self, post: &Post, document: &Document) -> (Pictures, bool) {
        let images = document.images();
        let first = images.get(..limits::picture::AT_ONCE).unwrap_or(&images);
        let has_more = images.len() > first.len();
        (self.pictures_of(post, first), has_more)
    }

    /// The pictures of those images, as far as they can be shown.
    fn pictures_of(&self, post: &Post, images: &[&Image]) -> Pictures {
        if images.is_empty() {
            return Pictures::new();
        }
        let context = self.addresses(post);
        let mut known: BTreeMap<String, Option<Picture>> = BTreeMap::new();
        let images = images.iter().take(limits::picture::IN_POST);
        let pictures = images.filter_map(|image| {
            let file = context.picture_file(&image.address)?;
            let picture = known
                .entry(file)
                .or_insert_with_key(|file| self.picture(file));
            Some((image.alt.start, picture.clone()?))
        });
        pictures.collect()
    }

    /// The pictures of a post's document that are no files of the blog and have an address on the
    /// web, in reading order. What the checkout of a site lacks is where the site itself has it.
    pub fn web_pictures(&self, post: &Post, document: &Document) -> Vec<WebPicture> {
        let context = self.addresses(post);
        let images = document.images().into_iter().take(limits::picture::IN_POST);
        let pictures = images.filter_map(|image| {
            let address = match context.lead(&image.address) {
                Target::Web(address) => address,
                Target::Post { .. }
                | Target::Anchor(_)
                | Target::Alike(_)
                | Target::Mail(_)
                | Target::File(_)
                | Target::Other(_) => return None,
            };
            let is_elsewhere = context.picture_file(&image.address).is_none();
            is_elsewhere.then(|| WebPicture {
                at: image.alt.start,
                address: address.into(),
            })
        });
        pictures.collect()
    }

    /// A picture's file, whole.
    ///
    /// # Errors
    /// The same as [`Blog::read`].
    pub fn picture_bytes(&self, file: &str) -> Result<Vec<u8>, Error> {
        self.files.bytes(file, limits::picture::BYTES)
    }

    fn picture(&self, file: &str) -> Option<Picture> {
        Some(Picture {
            origin: Origin::File(file.into()),
            size: self.size_of_picture(file)?,
            version: self.files.version(file),
        })
    }

    fn size_of_picture(&self, file: &str) -> Option<Size> {
        for limit in limits::picture::HEADERS {
            let start = self.files.bytes(file, limit).ok()?;
            let is_whole = (start.len() as u64) < limit;
            match picture::size_of(&start) {
                Ok(size) => return Some(size),
                // More of the file would say the same.
                Err(
                    picture::Unreadable::Unknown
                    | picture::Unreadable::TooLarge
                    | picture::Unreadable::TooIntricate,
                ) => return None,
                Err(picture::Unreadable::Damaged) if is_whole => return None,
                Err(picture::Unreadable::Damaged) => {}
            }
        }
        None
    }
}

impl Context<'_> {
    /// The file of the blog that a picture's address means; nothing for one that is elsewhere.
    fn picture_file(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let site = self.blog.generator.site();
        let is_whole = address.starts_with("//") || scheme(address).is_some();
        let path = if is_whole {
            site.path_of(address)?
        } else {
            address
        };
        let path = without_tail(path);
        if path.is_empty() {
            return None;
        }
        let decoded = decode(path);
        self.file(&decoded)
            .or_else(|| self.blog.generator.internal(path))
            .or_else(|| {
                let path = site.without_base(&decoded).trim_start_matches('/');
                let mut usual = USUAL_FOLDERS.iter().filter_map(|folder| {
                    let path = normal(&join(folder, path))?;
                    self.blog.files.has_file(&path).then_some(path)
                });
                usual.next()
            })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::blog::Options;

    /// A PNG of that size, as far as its header.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut image = image::RgbImage::new(width, height);
        image.put_pixel(0, 0, image::Rgb([255, 0, 0]));
        image
            .write_to(
                &mut std::io::Cursor::new(&mut bytes),
                image::ImageFormat::Png,
            )
            .unwrap();
        bytes
    }

    fn write(folder: &Path, name: &str, bytes: &[u8]) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The files of the pictures of the only post of a blog.
    fn files(folder: &Path) -> Vec<(String, u32)> {
        let blog = Blog::open(folder, Options::default()).unwrap();
        let post = &blog.posts()[0];
        let source = blog.read(post).unwrap();
        let document = Document::read(&source, &blog.addresses(post));
        let pictures = blog.pictures(post, &document);
        let found = pictures.values();
        found
            .map(|picture| (picture.origin.as_str().to_owned(), picture.size.width))
            .collect()
    }

    #[test]
    fn a_jekyll_site_finds_its_pictures_with_and_without_its_address() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path();
        write(
            site,
            "_config.yml",
            b"url: https://a.example\nbaseurl: /blog\n",
        );
        write(site, "img/a b.png", &png(10, 20));
        write(site, "img/c.png", &png(30, 20));
        let post = b"---\ntitle: A\n---\n![](/blog/img/a%20b.png)\n\n![](/img/c.png?w=20)\n\n\
                     ![](https://a.example/blog/img/c.png)\n\n![](//b.example/img/c.png)\n\n\
                     ![](https://b.example/x.png)\n\n![]({{ site.baseurl }}/img/c.png)\n";
        write(site, "_posts/2020-01-02-a.md", post);
        let c = ("img/c.png".to_owned(), 30);
        let a = ("img/a b.png".to_owned(), 10);
        assert_eq!(files(site), [a, c.clone(), c.clone(), c]);
    }

    #[test]
    fn a_page_bundle_has_its_pictures_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path();
        write(site, "hugo.toml", b"baseURL = 'https://a.example/'\n");
        write(site, "content/posts/a/one.png", &png(1, 2));
        write(site, "static/img/two.png", &png(2, 2));
        write(site, "assets/img/three.png", &png(3, 2));
        let post = b"---\ntitle: A\ndate: 2020-01-02\n---\n![](one.png)\n\n![](/img/two.png)\n\n\
                     ![](img/three.png)\n\n![](/posts/a/one.png)\n";
        write(site, "content/posts/a/index.md", post);
        let found: Vec<u32> = files(site).into_iter().map(|(_, width)| width).collect();
        assert_eq!(found, [1, 2, 3, 1]);
    }

    #[test]
    fn what_is_elsewhere_on_the_web_is_told_with_its_whole_address() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path();
        write(site, "_config.yml", b"url: https://a.example\n");
        write(site, "img/c.png", &png(30, 20));
        let post = b"---\ntitle: A\n---\n![](/img/c.png)\n\n![](https://a.example/img/c.png)\n\n\
                     ![](//b.example/x.png) and ![](http://b.example/y.png)\n\n\
                     ![](/img/lost.png)\n\n![](data:image/png;base64,AAAA)\n\n\
                     ![](ftp://b.example/z.png)\n\n[![](https://b.example/w.png)](https://c.example)\n";
        write(site, "_posts/2020-01-02-a.md", post);
        let blog = Blog::open(site, Options::default()).unwrap();
        let post = &blog.posts()[0];
        let document = blog.document(post).unwrap();
        let found = blog.web_pictures(post, &document);
        let found: Vec<&str> = found.iter().map(|it| &*it.address).collect();
        let expected = [
            "https://b.example/x.png",
            "http://b.example/y.png",
            "https://a.example/img/lost.png",
            "https://b.example/w.png",
        ];
        assert_eq!(found, expected);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_outside_or_no_picture_stays_words() {
        let outer = tempfile::tempdir().unwrap();
        let site = outer.path().join("blog");
        write(outer.path(), "secret.png", &png(9, 9));
        write(&site, "words.png", b"no picture at all");
        write(&site, "empty.png", b"");
        write(&site, "picture.md.txt", &png(4, 4));
        std::os::unix::fs::symlink("../secret.png", site.join("link.png")).unwrap();
        let pipe = std::process::Command::new("mkfifo")
            .arg(site.join("pipe.png"))
            .status()
            .unwrap();
        assert!(pipe.success());
        let post = b"![](../secret.png)\n\n![](link.png)\n\n![](words.png)\n\n![](empty.png)\n\n\
                     ![](pipe.png)\n\n![](/etc/hostname)\n\n![](missing.png)\n\n\
                     ![](data:image/png;base64,AAAA)\n\n![](file:///etc/hostname)\n\n\
                     ![](picture.md.txt)\n";
        write(&site, "a.md", post);
        assert_eq!(files(&site), [("picture.md.txt".to_owned(), 4)]);
    }

    #[test]
    fn the_same_picture_is_looked_at_once_and_another_version_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path();
        write(site, "a.png", &png(4, 4));
        write(site, "a.md", "![](a.png)\n\n".repeat(1_200).as_bytes());
        assert_eq!(files(site).len(), limits::picture::IN_POST);
        let version = || {
            Blog::open(site, Options::default())
                .unwrap()
                .files
                .version("a.png")
        };
        let before = version();
        assert_eq!(version(), before);
        write(site, "a.png", &png(400, 4));
        assert_ne!(version(), before);
    }
}

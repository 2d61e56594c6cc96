//! Pictures in a real pseudo-terminal: what is written for them, and that they leave nothing.

use std::fs;
use std::process::Command;

use image::{ImageFormat, Rgb, RgbImage};

use super::{BYLINE, Blog};
use crate::terminal::Terminal;

const KITTY: &str = "\x1b_Gi=31;OK\x1b\\\x1b[6;16;8t\x1b[?62;22c";
const SIXEL: &str = "\x1b[6;16;8t\x1b[?1;0;256S\x1b[?62;4;22c";
const NEITHER: &str = "\x1b[?62;22c";
const SHOWN: &str = "a=p,i=1,p=1";
const TAKEN_AWAY: &str = "\x1b_Ga=d,d=i,i=1,p=1,q=2\x1b\\";
const HALF_BLOCK: char = '▀';

/// A picture of two colours.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |_, y| {
        Rgb(if y.is_multiple_of(20) {
            [255, 0, 0]
        } else {
            [0, 0, 255]
        })
    })
}

fn blog() -> Blog {
    let blog = Blog::new();
    blog.write(
        "_posts/2020-04-04-fourth.md",
        "---\ntitle: The fourth post\n---\n\nWords above.\n\n![A lamp](/img/lamp.png)\n\nWords below.\n",
    );
    fs::create_dir_all(blog.path("img")).unwrap();
    picture(160, 96).save(blog.path("img/lamp.png")).unwrap();
    blog
}

/// Opens the blog and answers what the terminal is asked.
fn open(blog: &Blog, answer: &str) -> Terminal {
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &[folder], &[]);
    terminal.until("the question", |it| {
        it.has_sent("\x1b_Gi=31") && it.has_sent("\x1b[c")
    });
    terminal.press(answer);
    terminal.shows("Words above.");
    terminal
}

#[test]
fn kitty_shows_a_picture_hides_it_under_help_and_forgets_it_at_the_end() {
    let blog = blog();
    let mut terminal = open(&blog, KITTY);
    terminal.until("the picture", |it| it.has_sent(SHOWN));
    assert!(terminal.has_sent("\x1b_Ga=t,f=100,i=1"));
    terminal.until("no half block", |it| !it.contents().contains(HALF_BLOCK));
    terminal.bytes.clear();
    terminal.press("?");
    terminal.shows("Everywhere");
    assert!(terminal.has_sent(TAKEN_AWAY));
    terminal.bytes.clear();
    terminal.press("\x1b");
    terminal.until("the picture again", |it| it.has_sent(SHOWN));
    assert!(!terminal.has_sent("a=t"), "it is kept");
    terminal.bytes.clear();
    terminal.press("j");
    terminal.shows("See the second");
    assert!(terminal.has_sent(TAKEN_AWAY));
    terminal.press("k");
    terminal.shows("Words above.");
    terminal.press("q");
    assert!(terminal.ended().success());
    let all = String::from_utf8_lossy(&terminal.bytes).into_owned();
    let forgotten = all.rfind("\x1b_Ga=d,d=A,q=2\x1b\\").unwrap();
    assert!(forgotten < all.rfind("\x1b[?1049l").unwrap());
    terminal.is_given_back();
}

#[test]
fn sixel_is_written_over_when_its_picture_goes() {
    let blog = blog();
    let mut terminal = open(&blog, SIXEL);
    terminal.until("the picture", |it| it.has_sent("\x1bP0;1;0q\"1;1;160;96"));
    terminal.bytes.clear();
    terminal.press("?");
    terminal.shows("Everywhere");
    terminal.press("\x1b");
    terminal.until("the picture again", |it| it.has_sent("\x1bP0;1;0q"));
    terminal.press("j");
    terminal.shows("See the second");
    // Every row that the pixels covered is written again with as many spaces.
    let all = String::from_utf8_lossy(&terminal.bytes).into_owned();
    let (_, after) = all.rsplit_once("\x1bP0;1;0q").unwrap();
    let blank = " ".repeat(20);
    assert!(after.matches(&blank).count() >= 4, "{after:?}");
    terminal.press("q");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn elsewhere_pictures_are_half_blocks() {
    let blog = blog();
    let mut terminal = open(&blog, NEITHER);
    terminal.until("half blocks", |it| it.contents().contains(HALF_BLOCK));
    assert!(!terminal.has_sent(SHOWN) && !terminal.has_sent("\x1bP"));
    terminal.press("j");
    terminal.shows("See the second");
    assert!(!terminal.contents().contains(HALF_BLOCK));
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &["--no-images", folder], &[]);
    terminal.shows("Words below.");
    assert!(!terminal.contents().contains(HALF_BLOCK));
    assert!(!terminal.has_sent("\x1b_G"));
}

#[test]
fn a_picture_that_changes_is_shown_as_it_is_now() {
    let blog = blog();
    let mut terminal = open(&blog, NEITHER);
    terminal.until("half blocks", |it| it.contents().contains(HALF_BLOCK));
    let count = |it: &Terminal| it.contents().matches(HALF_BLOCK).count();
    let before = count(&terminal);
    // The watches may not be taken yet: it is written until it is seen.
    for width in 200..220 {
        picture(width, 96).save(blog.path("img/lamp.png")).unwrap();
        terminal.comes_to_show("never", std::time::Duration::from_millis(500));
        if count(&terminal) > before {
            return;
        }
    }
    panic!("still the same:\n{}", terminal.contents());
}

#[test]
fn pictures_that_mean_harm_do_none() {
    let blog = Blog::new();
    fs::create_dir_all(blog.path("img")).unwrap();
    let mut gif = b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02L\x01\0;".to_vec();
    gif.resize(62, 0);
    fs::write(blog.path("img/bomb.gif"), gif).unwrap();
    RgbImage::new(30_000, 1)
        .save(blog.path("img/wide.png"))
        .unwrap();
    let mut large = Vec::new();
    picture(3_000, 2_000)
        .write_to(&mut std::io::Cursor::new(&mut large), ImageFormat::Png)
        .unwrap();
    fs::write(blog.path("img/large.png"), &large).unwrap();
    fs::write(blog.path("img/short.png"), &large[..large.len() / 2]).unwrap();
    fs::write(blog.path("img/words.jpg"), "no picture").unwrap();
    fs::write(blog.path("img/wrong.txt"), &large).unwrap();
    let pipe = Command::new("mkfifo")
        .arg(blog.path("img/pipe.png"))
        .status();
    assert!(pipe.unwrap().success());
    let names = [
        "bomb.gif",
        "wide.png",
        "short.png",
        "words.jpg",
        "pipe.png",
        "wrong.txt",
        "large.png",
    ];
    let body: String = names.map(|name| format!("![](/img/{name})\n\n")).concat();
    let many = "![](/img/large.png)\n\n".repeat(500);
    blog.write(
        "_posts/2020-05-05-fifth.md",
        &format!("---\ntitle: The fifth post\n---\n\nWords above.\n\n{body}{many}The end.\n"),
    );
    let mut terminal = open(&blog, KITTY);
    terminal.press("\r");
    for _ in 0..30 {
        terminal.press(" ");
    }
    terminal.until("a picture", |it| it.has_sent("a=p,"));
    terminal.bytes.clear();
    terminal.press("G");
    terminal.shows("The end.");
    terminal.until("its picture", |it| it.has_sent("a=p,"));
    #[cfg(target_os = "linux")]
    assert!(
        terminal.most_memory() < 160 << 10,
        "{} KB",
        terminal.most_memory()
    );
    terminal.press("q");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn nobody_is_asked_for_a_picture_before_p_and_nobody_on_this_machine_after_it() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let blog = Blog::new();
    blog.write(
        "_posts/2020-04-04-fourth.md",
        &format!("---\ntitle: The fourth post\n---\n\nWords above.\n\n![A lamp](http://{address}/a.png)\n"),
    );
    let mut terminal = open(&blog, NEITHER);
    terminal.shows("A lamp");
    terminal.press("\r");
    terminal.shows("p fetch pictures");
    terminal.press("p");
    terminal.shows("A lamp · not fetched: 127.0.0.1");
    terminal.shows("p fetch pictures");
    let asked = listener.accept().map_err(|error| error.kind());
    assert!(
        matches!(asked, Err(std::io::ErrorKind::WouldBlock)),
        "{asked:?}"
    );
    terminal.press("q");
    assert!(terminal.ended().success());
    let config = "images = \"local\"\n";
    let mut terminal = blog.open_configured(config, "Words above.");
    terminal.press("\rp");
    terminal.shows("pictures on the web are not fetched");
}

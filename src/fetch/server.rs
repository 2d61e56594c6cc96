//! A server on this machine, for tests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A server that answers every path in the same way, and writes down what it was asked.
pub struct Server {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
}

/// What a server does when it is asked.
pub enum Answer {
    /// Says this, byte for byte, and hangs up.
    Says(Vec<u8>),
    /// Says this, then nothings until nobody listens any more.
    Endless(Vec<u8>),
    /// Says this, then nothing more, but keeps the line.
    Silent(Vec<u8>),
    /// The same, and a letter now and then.
    Drips(Vec<u8>),
}

impl Answer {
    /// A file, as servers send them.
    pub fn file(kind: &str, bytes: &[u8]) -> Answer {
        let length = bytes.len();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n"
        );
        Answer::Says([head.as_bytes(), bytes].concat())
    }

    /// Leads to another address.
    pub fn leads_to(address: &str) -> Answer {
        let head = format!(
            "HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0\r\n\
             Set-Cookie: a=b\r\nConnection: close\r\n\r\n"
        );
        Answer::Says(head.into_bytes())
    }

    /// A status without anything.
    pub fn status(status: u16) -> Answer {
        let head =
            format!("HTTP/1.1 {status} So\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Answer::Says(head.into_bytes())
    }
}

impl Server {
    /// A server that answers paths.
    pub fn start(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let (answer, seen) = (Arc::new(answer), Arc::clone(&heads));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
                thread::spawn(move || serve(stream, &*answer, &seen));
            }
        });
        Server { address, heads }
    }

    /// One that has a picture at every address.
    pub fn of_pictures(width: u32, height: u32) -> Server {
        let bytes = png(width, height);
        Server::start(move |_| Answer::file("image/png", &bytes))
    }

    /// An address of it.
    pub fn url(&self, path: &str) -> Arc<str> {
        format!("http://{}{path}", self.address).into()
    }

    /// Its machine and port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it was asked, in words: the heads of the questions in their order.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// The paths that it was asked for, in order.
    pub fn paths(&self) -> Vec<String> {
        let heads = self.heads();
        let path = |head: &String| head.split(' ').nth(1).map(str::to_owned);
        heads.iter().filter_map(path).collect()
    }
}

fn serve(
    mut stream: TcpStream,
    answer: &(dyn Fn(&str) -> Answer + Send + Sync),
    heads: &Mutex<Vec<String>>,
) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    // A connection counts, whatever is said in it.
    while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    heads.lock().unwrap().push(head);
    // Whoever asked may have hung up.
    let _ = match answer(&path) {
        Answer::Says(all) => stream.write_all(&all),
        Answer::Endless(head) => {
            let _ = stream.write_all(&head);
            while stream.write_all(&[0; 4096]).is_ok() {}
            Ok(())
        }
        Answer::Silent(head) => {
            let _ = stream.write_all(&head);
            // Ends when the other side hangs up.
            let _ = reader.read_to_end(&mut Vec::new());
            Ok(())
        }
        Answer::Drips(head) => {
            let _ = stream.write_all(&head);
            while stream.write_all(b"x").is_ok() {
                thread::sleep(Duration::from_millis(5));
            }
            Ok(())
        }
    };
}

/// A picture of that size.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        let light = if (x / 8 + y / 8).is_multiple_of(2) {
            255
        } else {
            0
        };
        image::Rgb([light, 0, 255 - light])
    });
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

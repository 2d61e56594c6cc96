//! A server on this machine, for tests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::io::{Cursor, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use ureq::tls::Certificate;

/// A server that answers every path in the same way, and writes down what it was asked.
pub struct Server {
    scheme: &'static str,
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
        Server::listen("http", Some, answer)
    }

    /// The same, which can prove that it is `localhost` to whom trusts [`authority`].
    pub fn start_secure(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Server {
        let certificate = CertificateDer::from_pem_slice(include_bytes!("server/certificate.pem"));
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("server/key.pem"));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.unwrap()], key.unwrap());
        let config = Arc::new(config.unwrap());
        let secure = move |stream| {
            let connection = ServerConnection::new(Arc::clone(&config)).ok()?;
            Some(StreamOwned::new(connection, stream))
        };
        Server::listen("https", secure, answer)
    }

    fn listen<S: Read + Write + 'static>(
        scheme: &'static str,
        talk: impl Fn(TcpStream) -> Option<S> + Send + Sync + 'static,
        answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let (answer, talk, seen) = (Arc::new(answer), Arc::new(talk), Arc::clone(&heads));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, talk) = (Arc::clone(&answer), Arc::clone(&talk));
                let seen = Arc::clone(&seen);
                thread::spawn(move || {
                    if let Some(mut stream) = talk(stream) {
                        serve(&mut stream, &*answer, &seen);
                    }
                });
            }
        });
        Server {
            scheme,
            address,
            heads,
        }
    }

    /// One that has a picture at every address.
    pub fn of_pictures(width: u32, height: u32) -> Server {
        let bytes = png(width, height);
        Server::start(move |_| Answer::file("image/png", &bytes))
    }

    /// An address of it.
    pub fn url(&self, path: &str) -> Arc<str> {
        format!("{}://{}{path}", self.scheme, self.address).into()
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
    stream: &mut (impl Read + Write),
    answer: &(dyn Fn(&str) -> Answer + Send + Sync),
    heads: &Mutex<Vec<String>>,
) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        head.push(byte[0]);
    }
    // A connection counts, whatever is said in it.
    let head = String::from_utf8_lossy(&head).into_owned();
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
            let _ = stream.read_to_end(&mut Vec::new());
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

/// Who vouches for servers that can prove who they are.
pub fn authority() -> Certificate<'static> {
    Certificate::from_pem(include_bytes!("server/authority.pem")).unwrap()
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

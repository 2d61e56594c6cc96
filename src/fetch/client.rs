//! Asking a server for a picture.
//!
//! Names are looked up here and only here: of what the system answers, the addresses that the
//! [`Policy`] permits are handed on, and the connection is made to one of those. So it is for each
//! address that a server leads on to. A name that means another machine a moment later changes
//! nothing.

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::ring;
use ureq::config::{AutoHeaderValue, Config};
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::Policy;
use crate::limits;
use crate::picture::Unreadable;

/// What byline calls itself.
const NAME: &str = concat!("byline/", env!("CARGO_PKG_VERSION"));
/// What is read here. Many servers choose among formats by this.
const WANTED: &str = if cfg!(feature = "svg") {
    "image/png, image/jpeg, image/gif, image/webp, image/svg+xml"
} else {
    "image/png, image/jpeg, image/gif, image/webp"
};

/// Asks servers for pictures; can be shared by threads.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    limits: Limits,
    /// How many authorities the system trusts to say whom a server belongs to.
    authorities: usize,
}

/// What a picture may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of it.
    pub bytes: u64,
    /// How long its server may take to be reached.
    pub connecting: Duration,
    /// How long all of it may take.
    pub whole: Duration,
    /// Bytes of all the pictures of a post: none is begun when so many have come.
    pub post: u64,
}

/// Why a picture could not be fetched, in words that follow its name.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The address is none that can be asked.
    #[error("its address is not understood")]
    Address,
    /// The address has a scheme that is not spoken.
    #[error("only http and https are asked")]
    Scheme,
    /// The address holds a name and a password, which would be sent.
    #[error("its address has a name or a password in it")]
    Credentials,
    /// The server is on no machine of the public network.
    #[error("{0} is not on the public network")]
    Private(String),
    /// No server has this name.
    #[error("{0} is not found")]
    NoHost(String),
    /// The server cannot be reached, or hangs up.
    #[error("the server cannot be reached: {0}")]
    Unreachable(io::Error),
    /// It cannot be told that the server is who it says.
    #[error("the server cannot be trusted: {0}")]
    Untrusted(String),
    /// The system trusts nobody, so nobody can be told from anybody.
    #[error("this system has no certificates to tell servers by")]
    NoAuthorities,
    /// The server answers with something else than a file.
    #[error("{}", of_status(*.0))]
    Status(u16),
    /// The server leads on and on.
    #[error("it leads on more than {} times", limits::web::REDIRECTS)]
    Redirects,
    /// More bytes than are fetched.
    #[error("it has more than {} MB", .0 >> 20)]
    TooLarge(u64),
    /// More time than is waited.
    #[error("it takes longer than {} seconds", .0.as_secs())]
    TooSlow(Duration),
    /// So much has come for its post that no more is asked for.
    #[error("the pictures of its post have more than {} MB", .0 >> 20)]
    Enough(u64),
    /// What came is no picture that can be shown.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// What the server says is not HTTP.
    #[error("the server is not understood: {0}")]
    Garbled(String),
}

fn of_status(status: u16) -> String {
    match status {
        404 | 410 => format!("it is not there ({status})"),
        401 | 403 => format!("the server does not give it away ({status})"),
        status => format!("the server answers {status}"),
    }
}

impl Limits {
    /// Those that hold for readers.
    pub const USUAL: Limits = Limits {
        bytes: limits::web::BYTES,
        connecting: limits::web::CONNECTING,
        whole: limits::web::TIME,
        post: limits::web::FOR_POST,
    };
}

impl Client {
    /// Asks whom the policy permits, within the limits. The certificates that the system trusts
    /// are read from the disk (`SSL_CERT_FILE` and `SSL_CERT_DIR` name others).
    pub fn new(policy: Policy, limits: Limits) -> Client {
        let trusted = rustls_native_certs::load_native_certs().certs;
        let trusted = trusted.iter();
        let trusted = trusted.map(|it| Certificate::from_der(it.as_ref()).to_owned());
        Client::trusting(trusted.collect(), policy, limits)
    }

    fn trusting(trusted: Vec<Certificate<'static>>, policy: Policy, limits: Limits) -> Client {
        let authorities = trusted.len();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::from(trusted))
            .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
            .build();
        let config = Config::builder()
            .tls_config(tls)
            .proxy(None)
            .user_agent(NAME)
            .accept(WANTED)
            // What is packed could be any size when it is unpacked.
            .accept_encoding(AutoHeaderValue::None)
            .max_redirects(limits::web::REDIRECTS)
            .timeout_resolve(Some(limits.connecting))
            .timeout_connect(Some(limits.connecting))
            .timeout_global(Some(limits.whole))
            .build();
        let resolver = Checked {
            policy,
            system: DefaultResolver::default(),
        };
        Client {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            limits,
            authorities,
        }
    }

    /// What it keeps to.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The bytes at an address.
    ///
    /// # Errors
    ///
    /// When they cannot be had, or are more than the limits allow.
    pub fn fetch(&self, address: &str) -> Result<Vec<u8>, Failure> {
        let address = sendable(address)?;
        let answer = self.agent.get(address).call();
        let mut answer = answer.map_err(|error| self.failure(error))?;
        if !answer.status().is_success() {
            return Err(Failure::Status(answer.status().as_u16()));
        }
        let body = answer.body_mut();
        let told = body.content_length().unwrap_or_default();
        if told > self.limits.bytes {
            return Err(Failure::TooLarge(self.limits.bytes));
        }
        let bytes = body.with_config().limit(self.limits.bytes).read_to_vec();
        bytes.map_err(|error| self.failure(error))
    }

    fn failure(&self, error: Error) -> Failure {
        match error {
            Error::Other(other) => match other.downcast::<Failure>() {
                Ok(failure) => *failure,
                Err(other) => Failure::Garbled(other.to_string()),
            },
            Error::StatusCode(status) => Failure::Status(status),
            Error::BadUri(_) | Error::Http(_) => Failure::Address,
            Error::TooManyRedirects => Failure::Redirects,
            Error::BodyExceedsLimit(_) => Failure::TooLarge(self.limits.bytes),
            Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                Failure::TooSlow(self.limits.connecting)
            }
            Error::Timeout(_) => Failure::TooSlow(self.limits.whole),
            Error::Rustls(error) => self.untrusted(&error),
            Error::Tls(error) => Failure::Untrusted(error.to_owned()),
            Error::Io(error) => {
                let inner = error.get_ref();
                match inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                    Some(inner) => self.untrusted(inner),
                    None => Failure::Unreachable(error),
                }
            }
            Error::ConnectionFailed => {
                Failure::Unreachable(io::ErrorKind::ConnectionRefused.into())
            }
            other => Failure::Garbled(other.to_string()),
        }
    }

    fn untrusted(&self, error: &rustls::Error) -> Failure {
        let is_about_trust = matches!(error, rustls::Error::InvalidCertificate(_));
        if is_about_trust && self.authorities == 0 {
            Failure::NoAuthorities
        } else {
            Failure::Untrusted(error.to_string())
        }
    }
}

/// An address as it is sent: without its fragment, and with what no address may hold encoded, as
/// browsers do.
fn sendable(address: &str) -> Result<Uri, Failure> {
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    let mut encoded = String::with_capacity(address.len());
    for byte in address.trim().bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    let uri: Uri = encoded.parse().map_err(|_| Failure::Address)?;
    check(&uri).map(|()| uri)
}

/// Refuses what is not asked, whoever leads there.
fn check(uri: &Uri) -> Result<(), Failure> {
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(Failure::Address);
    };
    let (host, is_spoken) = (authority.host(), matches!(scheme, "http" | "https"));
    match host {
        _ if !is_spoken => Err(Failure::Scheme),
        _ if authority.as_str().contains('@') => Err(Failure::Credentials),
        "" => Err(Failure::Address),
        _ if host.contains('%') => Err(Failure::Address),
        _ => Ok(()),
    }
}

/// Looks names up, and hands on what may be connected to.
#[derive(Debug)]
struct Checked {
    policy: Policy,
    system: DefaultResolver,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        check(uri).map_err(refused)?;
        let host = || uri.host().unwrap_or_default().to_owned();
        let found = self.system.resolve(uri, config, timeout);
        let found = found.map_err(|error| match error {
            // What the system says of a name that it does not know differs, and tells no more.
            Error::Io(_) | Error::HostNotFound => refused(Failure::NoHost(host())),
            other => other,
        })?;
        let mut permitted = self.empty();
        for address in &found {
            if self.policy.permits(address.ip()) {
                permitted.push(*address);
            }
        }
        if permitted.is_empty() {
            return Err(refused(Failure::Private(host())));
        }
        Ok(permitted)
    }
}

fn refused(failure: Failure) -> Error {
    Error::Other(Box::new(failure))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::super::server::{Answer, Server, authority, png};
    use super::*;

    fn client() -> Client {
        Client::new(Policy::WITH_LOOPBACK, Limits::USUAL)
    }

    fn within(limits: Limits) -> Client {
        Client::new(Policy::WITH_LOOPBACK, limits)
    }

    /// What is said where an answer of this server cannot be used.
    fn refusal(client: &Client, server: &Server) -> String {
        client.fetch(&server.url("/a.png")).unwrap_err().to_string()
    }

    #[test]
    fn a_question_says_what_is_wanted_and_who_asks_and_nothing_more() {
        let server = Server::of_pictures(4, 4);
        let bytes = client().fetch(&server.url("/a b/ü.png?w=2#top")).unwrap();
        assert_eq!(bytes, png(4, 4));
        let heads = server.heads();
        let mut lines: Vec<String> = heads[0].lines().map(str::to_lowercase).collect();
        assert_eq!(lines.remove(0), "get /a%20b/%c3%bc.png?w=2 http/1.1");
        lines.retain(|line| !line.is_empty());
        lines.sort();
        let expected = [
            format!("accept: {WANTED}"),
            format!("host: {}", server.address()),
            format!("user-agent: {NAME}"),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn this_machine_is_not_asked() {
        let server = Server::of_pictures(4, 4);
        let client = Client::new(Policy::PUBLIC, Limits::USUAL);
        let port = server.address().port();
        for host in [
            "127.0.0.1",
            "localhost",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "2130706433",
            "0.0.0.0",
        ] {
            let why = client.fetch(&format!("http://{host}:{port}/a.png"));
            let why = why.unwrap_err().to_string();
            assert_eq!(why, format!("{host} is not on the public network"));
        }
        assert_eq!(server.heads(), [""; 0]);
    }

    #[test]
    fn a_server_that_leads_to_a_private_address_is_not_followed() {
        for to in [
            "10.1.2.3",
            "192.168.0.1:8080",
            "169.254.169.254",
            "[fe80::1]",
        ] {
            let server = Server::start(move |_| Answer::leads_to(&format!("http://{to}/a.png")));
            let why = refusal(&client(), &server);
            let host = to.strip_suffix(":8080").unwrap_or(to);
            assert_eq!(why, format!("{host} is not on the public network"));
            assert_eq!(server.heads().len(), 1);
        }
    }

    #[test]
    fn a_server_may_lead_on_five_times() {
        let server = Server::start(|path| match path {
            "/5" => Answer::file("image/png", &png(4, 4)),
            "/loop" => Answer::leads_to("/loop"),
            path => {
                let step: u32 = path.trim_start_matches('/').parse().unwrap();
                Answer::leads_to(&format!("/{}", step + 1))
            }
        });
        assert_eq!(client().fetch(&server.url("/0")).unwrap(), png(4, 4));
        assert_eq!(server.paths(), ["/0", "/1", "/2", "/3", "/4", "/5"]);
        let told = server.heads().concat().to_lowercase();
        assert!(!told.contains("cookie") && !told.contains("referer"));
        let why = client().fetch(&server.url("/loop")).unwrap_err();
        assert_eq!(why.to_string(), "it leads on more than 5 times");
        assert_eq!(server.heads().len(), 6 + 6);
    }

    #[test]
    fn only_the_web_is_asked_and_no_secret_is_sent() {
        let of = |address: &str| client().fetch(address).unwrap_err().to_string();
        let scheme = "only http and https are asked";
        for address in [
            "ftp://a.example/b",
            "file://a.example/b",
            "socks5://a.example:1/",
        ] {
            assert_eq!(of(address), scheme, "{address}");
        }
        for address in [
            "",
            "a.png",
            "/a.png",
            "file:///etc/hostname",
            "http://",
            "http:///a",
        ] {
            assert_eq!(of(address), "its address is not understood", "{address}");
        }
        assert_eq!(
            of("http://bücher.example/a"),
            "its address is not understood"
        );
        let secret = "its address has a name or a password in it";
        assert_eq!(of("https://me:secret@a.example/b.png"), secret);
        for (to, why) in [
            ("ftp://127.0.0.1/a.png", "its address is not understood"),
            ("socks5://127.0.0.1/a.png", scheme),
            ("http://me:secret@127.0.0.1/a.png", secret),
        ] {
            let server = Server::start(move |_| Answer::leads_to(to));
            assert_eq!(refusal(&client(), &server), why);
        }
    }

    #[test]
    fn more_bytes_than_there_may_be_are_refused_whatever_is_said_of_them() {
        let few = Limits {
            bytes: 2 << 20,
            ..Limits::USUAL
        };
        let ok = "HTTP/1.1 200 OK\r\n";
        for head in [
            "Content-Length: 99999999999\r\n\r\n",
            "Content-Length: 18446744073709551615\r\n\r\n",
            "\r\n",
            "Connection: close\r\n\r\n",
        ] {
            let all = format!("{ok}{head}").into_bytes();
            let server = Server::start(move |_| Answer::Endless(all.clone()));
            let why = refusal(&within(few), &server);
            assert_eq!(why, "it has more than 2 MB", "{head:?}");
        }
        let chunks = format!("{ok}Transfer-Encoding: chunked\r\n\r\nffffffff\r\n");
        let server = Server::start(move |_| Answer::Endless(chunks.clone().into_bytes()));
        assert_eq!(refusal(&within(few), &server), "it has more than 2 MB");
    }

    #[test]
    fn a_length_that_is_a_lie_makes_no_picture_larger_or_whole() {
        let server = Server::start(|path| {
            let length = if path == "/less" { 10 } else { 1_000_000 };
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
            Answer::Says([head.as_bytes(), &png(4, 4)].concat())
        });
        let less = client().fetch(&server.url("/less")).unwrap();
        assert_eq!(less, png(4, 4)[..10]);
        let more = client().fetch(&server.url("/more")).unwrap_err();
        assert!(matches!(more, Failure::Unreachable(_)), "{more:?}");
    }

    #[test]
    fn nobody_is_waited_for_for_ever() {
        let short = Limits {
            whole: Duration::from_millis(300),
            ..Limits::USUAL
        };
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
        let line = b"HTTP/1.1 200 OK\r\nX-A: ";
        for (answer, said) in [
            (Answer::Drips as fn(Vec<u8>) -> Answer, &head[..]),
            (Answer::Drips, line),
            (Answer::Silent, &head[..]),
            (Answer::Silent, line),
            (Answer::Silent, b""),
        ] {
            let server = Server::start(move |_| answer(said.to_vec()));
            let why = client_error(&within(short), &server);
            assert!(matches!(why, Failure::TooSlow(_)), "{why:?}");
        }
    }

    fn client_error(client: &Client, server: &Server) -> Failure {
        client.fetch(&server.url("/a.png")).unwrap_err()
    }

    #[test]
    fn what_is_no_answer_with_a_file_says_what_it_is() {
        for (status, why) in [
            (404, "it is not there (404)"),
            (403, "the server does not give it away (403)"),
            (500, "the server answers 500"),
            (304, "the server answers 304"),
        ] {
            let server = Server::start(move |_| Answer::status(status));
            assert_eq!(refusal(&client(), &server), why);
        }
        let server = Server::start(|_| Answer::Says(b"SSH-2.0-OpenSSH\r\n".to_vec()));
        let why = client_error(&client(), &server);
        assert!(matches!(why, Failure::Garbled(_)), "{why:?}");
        let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = nobody.local_addr().unwrap();
        drop(nobody);
        let why = client().fetch(&format!("http://{address}/")).unwrap_err();
        assert!(matches!(why, Failure::Unreachable(_)), "{why:?}");
        let why = client().fetch("http://no-such-name.invalid/").unwrap_err();
        // Who has no network may wait for one that is not there.
        let is_known = matches!(&why, Failure::NoHost(name) if name == "no-such-name.invalid");
        assert!(is_known || matches!(why, Failure::TooSlow(_)), "{why:?}");
    }

    #[test]
    fn who_does_not_prove_who_he_is_is_told_nothing() {
        let server = Server::start_secure(|_| Answer::file("image/png", &png(4, 4)));
        let port = server.address().port();
        let fetch = |client: &Client, host| client.fetch(&format!("https://{host}:{port}/a.png"));
        let trusting = Client::trusting(vec![authority()], Policy::WITH_LOOPBACK, Limits::USUAL);
        assert_eq!(fetch(&trusting, "localhost").unwrap(), png(4, 4));
        assert!(server.heads()[0].starts_with("GET /a.png "));
        let other_name = fetch(&trusting, "127.0.0.1").unwrap_err();
        assert!(
            matches!(other_name, Failure::Untrusted(_)),
            "{other_name:?}"
        );
        let unknown = fetch(&client(), "localhost").unwrap_err();
        let is_refused = matches!(unknown, Failure::Untrusted(_) | Failure::NoAuthorities);
        assert!(is_refused, "{unknown:?}");
        let nobody = Client::trusting(Vec::new(), Policy::WITH_LOOPBACK, Limits::USUAL);
        let unknown = fetch(&nobody, "localhost").unwrap_err();
        assert!(matches!(unknown, Failure::NoAuthorities), "{unknown:?}");
        let asked = server.heads().concat().matches("GET").count();
        assert_eq!(asked, 1);
    }

    #[test]
    fn who_speaks_no_tls_is_not_understood() {
        let server = Server::of_pictures(4, 4);
        let address = server.url("/a.png").replace("http:", "https:");
        let why = client().fetch(&address).unwrap_err();
        assert!(!matches!(why, Failure::Private(_) | Failure::Status(_)));
    }
}

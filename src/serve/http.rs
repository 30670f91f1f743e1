//! Reads requests and sends answers: one thread for each connection, as a browser opens few. The only file that knows how
//! HTTP looks on the wire.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::disk::Failure;

use super::answer::{Answer, Request, SOCKET, answer, path_of};
use super::guard::Guard;
use super::shown::Screen;
use super::socket;

/// So long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// So long a request may take to arrive once it has begun, and an answer to leave.
const LONGEST: Duration = Duration::from_secs(10);

/// The most bytes of one request: a long address and the cookies of everything else that runs on this machine.
const LARGEST: usize = 64 * 1024;

const MOST_HEADERS: usize = 100;

/// More connections at once than any reader opens.
const MOST_CONNECTIONS: usize = 1_000;

/// Waits for browsers at one port.
pub struct Server {
    listeners: Vec<TcpListener>,
    port: u16,
}

impl Server {
    /// Waits at `port` of this machine, or of `host` if it is another name than this machine's own. 0 is any free port.
    pub fn bind(host: &str, port: u16) -> Result<Self, Failure> {
        let refused = |why: String| Failure::Port { address: format!("{host}:{port}"), why };
        let addresses = addresses(host).map_err(|error| refused(error.to_string()))?;
        let taken = |error: &io::Error| match error.kind() {
            io::ErrorKind::AddrInUse => {
                "something else answers there; name another port, or leave out --port".to_owned()
            }
            _ => error.to_string(),
        };
        Self::listen(&addresses, port).map_err(|error| refused(taken(&error)))
    }

    /// Waits at `port`, or at the first of the 99 ports after it that is free.
    pub fn bind_near(host: &str, port: u16) -> Result<Self, Failure> {
        let mut outcome = Self::bind(host, port);
        for next in port + 1..port + 100 {
            if outcome.is_ok() {
                break;
            }
            outcome = Self::bind(host, next).or(outcome);
        }
        outcome
    }

    /// All addresses at the same port. Where this machine has no address of a family, that one is left out.
    fn listen(addresses: &[IpAddr], port: u16) -> io::Result<Self> {
        let mut server = Self { listeners: Vec::new(), port };
        let mut lacking = None;
        for address in addresses {
            match TcpListener::bind(SocketAddr::new(*address, server.port)) {
                Ok(listener) => {
                    server.port = listener.local_addr()?.port();
                    server.listeners.push(listener);
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
                Err(error) => lacking = Some(error),
            }
        }
        match lacking {
            Some(error) if server.listeners.is_empty() => Err(error),
            _ => Ok(server),
        }
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers from now on, by what `screen` shows, until the process ends.
    pub fn start(self, screen: &Arc<Screen>, guard: &Arc<Guard>) {
        let open = Arc::new(AtomicUsize::new(0));
        for listener in self.listeners {
            let (screen, guard, open) = (screen.clone(), guard.clone(), open.clone());
            thread::spawn(move || accept(&listener, &screen, &guard, &open));
        }
    }
}

/// "This machine" is two addresses: browsers may mean either by `localhost`.
fn addresses(host: &str) -> io::Result<Vec<IpAddr>> {
    if matches!(host, "localhost" | "127.0.0.1") {
        return Ok(vec![IpAddr::from([127, 0, 0, 1]), IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1])]);
    }
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    Ok((bare, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
}

fn accept(listener: &TcpListener, screen: &Arc<Screen>, guard: &Arc<Guard>, open: &Arc<AtomicUsize>) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Too many open files, mostly: they become fewer.
            thread::sleep(Duration::from_millis(20));
            continue;
        };
        let (screen, guard, open) = (screen.clone(), guard.clone(), open.clone());
        if open.fetch_add(1, Ordering::AcqRel) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::AcqRel);
            continue;
        }
        let count = open.clone();
        let begun = thread::Builder::new().stack_size(256 * 1024).spawn(move || {
            // A browser may go at any moment; that is no mistake of anybody's.
            let _ = converse(stream, &screen, &guard);
            open.fetch_sub(1, Ordering::AcqRel);
        });
        if begun.is_err() {
            count.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

/// Answers one request after the other.
fn converse(mut stream: TcpStream, screen: &Arc<Screen>, guard: &Guard) -> io::Result<()> {
    // Otherwise a small answer waits for the browser's last acknowledgement.
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(LONGEST))?;
    let mut received = Vec::new();
    loop {
        let length = match next_head(&mut stream, &mut received)? {
            Head::Whole(length) => length,
            Head::Refused(refusal) => return send(&mut stream, &refusal, false, false),
            Head::Ended => return Ok(()),
        };
        let head: Vec<u8> = received.drain(..length).collect();
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        if parsed.parse(&head).is_err() {
            return send(&mut stream, &Answer::text(400, "This is not a request."), false, false);
        }
        let request = Request {
            method: parsed.method.unwrap_or_default(),
            target: parsed.path.unwrap_or_default(),
            host: only(parsed.headers, "host"),
        };
        if path_of(request.target) == SOCKET {
            return socket::open(&mut stream, screen, guard, &request, parsed.headers);
        }
        let keeps = keeps_open(&parsed);
        send(&mut stream, &answer(&screen.now(), guard, &request), request.method == "HEAD", keeps)?;
        if !keeps {
            return Ok(());
        }
    }
}

enum Head {
    /// So many bytes.
    Whole(usize),
    Refused(Answer),
    Ended,
}

/// Reads until `received` begins with the whole head of a request.
fn next_head(stream: &mut TcpStream, received: &mut Vec<u8>) -> io::Result<Head> {
    let mut began = None;
    let mut piece = [0; 8 * 1024];
    loop {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        match httparse::Request::new(&mut headers).parse(received) {
            Ok(httparse::Status::Complete(length)) => return Ok(Head::Whole(length)),
            Err(httparse::Error::TooManyHeaders) => return Ok(Head::Refused(too_large())),
            Err(_) => return Ok(Head::Refused(Answer::text(400, "This is not a request."))),
            Ok(httparse::Status::Partial) if received.len() >= LARGEST => {
                let in_address = !received.contains(&b'\n');
                let refusal = if in_address { Answer::text(414, "This address is too long.") } else { too_large() };
                return Ok(Head::Refused(refusal));
            }
            Ok(httparse::Status::Partial) => {}
        }
        if !received.is_empty() {
            let began = began.get_or_insert_with(Instant::now);
            if began.elapsed() > LONGEST {
                return Ok(Head::Ended);
            }
        }
        stream.set_read_timeout(Some(if received.is_empty() { PATIENCE } else { LONGEST }))?;
        match stream.read(&mut piece)? {
            0 => return Ok(Head::Ended),
            length => received.extend_from_slice(&piece[..length]),
        }
    }
}

fn too_large() -> Answer {
    Answer::text(431, "This request is too large.")
}

/// The value of a header that is there once.
pub(super) fn only<'a>(headers: &[httparse::Header<'a>], name: &str) -> Option<&'a str> {
    let mut values = headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
    let value = std::str::from_utf8(values.next()?.value).ok()?;
    values.next().is_none().then(|| value.trim())
}

/// Whether another request may follow. One with a body ends the connection, as nobody reads that body.
fn keeps_open(request: &httparse::Request<'_, '_>) -> bool {
    let header = |name| only(request.headers, name);
    let body = header("transfer-encoding").is_some() || header("content-length").is_some_and(|length| length != "0");
    let closes = header("connection").is_some_and(|words| words.to_ascii_lowercase().contains("close"));
    request.version == Some(1) && !body && !closes
}

pub(super) fn send(stream: &mut TcpStream, answer: &Answer, only_head: bool, keeps: bool) -> io::Result<()> {
    let mut bytes = head(answer, keeps).into_bytes();
    if !only_head {
        bytes.extend_from_slice(&answer.body);
    }
    stream.write_all(&bytes)?;
    if !keeps {
        let _ = stream.shutdown(std::net::Shutdown::Write);
        drain(stream);
    }
    Ok(())
}

/// Reads a little of what is still coming: a connection that is closed before would take the answer with it.
fn drain(stream: &mut TcpStream) {
    let mut piece = [0; 8 * 1024];
    let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
    for _ in 0..64 {
        if !stream.read(&mut piece).is_ok_and(|length| length > 0) {
            break;
        }
    }
}

fn head(answer: &Answer, keeps: bool) -> String {
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        answer.status,
        reason(answer.status),
        answer.kind,
        answer.body.len()
    );
    if let Some(location) = &answer.location {
        write!(head, "Location: {location}\r\n").expect("writing to a string never fails");
    }
    if answer.status == 405 {
        head.push_str("Allow: GET, HEAD\r\n");
    }
    head.push_str(if keeps { "\r\n" } else { "Connection: close\r\n\r\n" });
    head
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        414 => "URI Too Long",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Bad Request",
    }
}

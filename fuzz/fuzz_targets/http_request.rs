//! Any bytes, in pieces, to the port of the preview: each answer is whole, and is a file of the site, a page that says what is
//! not there, or a refusal; nobody gets a page who asks for another host; and the connection ends.
//!
//! The lines `=== ` part the pieces in which the bytes arrive.
#![no_main]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use sprintbook::serve::{Guard, Mistakes, Screen, Server};
use sprintbook_fuzz::{build, tree};

const BASE: &str = "/team/";

/// What only the preview's own pages know.
const TOKEN: &str = "t0k3n";

/// Answers that the preview gives.
const STATUSES: &[u16] = &[101, 200, 302, 400, 403, 404, 405, 414, 431];

struct Preview {
    port: u16,
    /// What the files of the site hold, but for pages.
    files: Vec<Arc<Vec<u8>>>,
}

fuzz_target!(|bytes: &[u8]| {
    let received = exchange(bytes);
    let mut rest = received.as_slice();
    let asked = String::from_utf8_lossy(&pieces(bytes).concat()).into_owned();
    let foreign = names_only_foreign_hosts(&asked);
    while !rest.is_empty() {
        let (answer, behind) = Answer::of(rest, &asked);
        assert!(!foreign || !matches!(answer.status, 101 | 200 | 302), "an answer to a foreign host: {}", answer.head);
        look_at(&answer);
        if answer.status == 101 {
            return;
        }
        rest = behind;
    }
});

fn preview() -> &'static Preview {
    static PREVIEW: OnceLock<Preview> = OnceLock::new();
    PREVIEW.get_or_init(|| {
        let files = [
            ("sprintbook.yaml", "title: Ours\n"),
            ("content/index.md", "Home\n"),
            ("content/roles/a b.md", "# Größe\n"),
            ("static/x.txt", "x\n"),
        ];
        let tree = tree(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
        let built = build(&tree, Some("https://example.org/team/"), None);
        assert_eq!(built.base, BASE);
        let files = built.plan.artifacts().map(|(_, artifact)| artifact.bytes().clone()).collect();
        let screen = Arc::new(Screen::default());
        screen.show(Arc::new(built.plan), BASE, Arc::new(Mistakes::default()));
        let server = Server::bind("127.0.0.1", 0).expect("a free port");
        let port = server.port();
        server.start(&screen, &Arc::new(Guard::new("127.0.0.1", TOKEN)));
        Preview { port, files }
    })
}

/// What comes back for these bytes. A connection that is still open after ten seconds is a finding.
fn exchange(bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", preview().port)).expect("the preview answers");
    stream.set_read_timeout(Some(Duration::from_secs(9))).expect("a time limit");
    let _ = stream.set_nodelay(true);
    for piece in pieces(bytes) {
        // A refusal may come before everything has arrived.
        if stream.write_all(piece).is_err() {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Write);
    let mut received = Vec::new();
    match stream.read_to_end(&mut received) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("{error}: neither an answer nor an end to {:?}", String::from_utf8_lossy(bytes)),
    }
    received
}

/// The lines that part pieces are not sent.
fn pieces(bytes: &[u8]) -> Vec<&[u8]> {
    const PARTS: &[u8] = b"=== \n";
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(PARTS.len()).position(|window| window == PARTS) {
        pieces.push(&rest[..at]);
        rest = &rest[at + PARTS.len()..];
    }
    pieces.push(rest);
    pieces
}

/// Whether no line of all that was sent could name this machine.
fn names_only_foreign_hosts(asked: &str) -> bool {
    let text = asked.to_ascii_lowercase();
    !["localhost", "127.0.0.1", "[::1]"].iter().any(|own| text.contains(own))
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    /// The first answer in `received`, and what follows it.
    fn of<'a>(received: &'a [u8], asked: &str) -> (Self, &'a [u8]) {
        let end = received.windows(4).position(|window| window == b"\r\n\r\n").expect("the head of an answer ends");
        let head = std::str::from_utf8(&received[..end]).expect("the head of an answer is text").to_owned();
        let rest = &received[end + 4..];
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status: {head}"));
        let field = |name: &str| lines.clone().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        for line in lines.clone() {
            assert!(line.contains(": ") && !line.contains(char::is_control), "{line:?} in the answer to {asked}");
        }
        if let Some(place) = field("Location") {
            assert!(place.starts_with('/') && !place.starts_with("//"), "{asked} leads to {place:?}");
        }
        let length = field("Content-Length").map_or(0, |length| length.parse().expect("a length"));
        // Nothing follows a head that was asked for alone.
        let only_head = asked.contains("HEAD") && (rest.is_empty() || rest.starts_with(b"HTTP/1.1 "));
        let length = if only_head { 0 } else { length };
        assert!(rest.len() >= length, "{} of {length} bytes: {head}", rest.len());
        (Self { status, head, body: rest[..length].to_vec() }, &rest[length..])
    }
}

fn look_at(answer: &Answer) {
    assert!(STATUSES.contains(&answer.status), "{}", answer.head);
    if answer.status != 200 || answer.body.is_empty() {
        return;
    }
    let own = preview().files.iter().any(|file| **file == answer.body);
    let page = answer.head.contains("text/html") && has(&answer.body, TOKEN.as_bytes());
    let script = answer.head.contains("text/javascript") && has(&answer.body, b"WebSocket");
    assert!(own || page || script, "nothing of the site: {}", answer.head);
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

//! The preview as a program on a port: who is answered and how, whatever is asked, and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::project::{OnDisk, Project, TODAY};

fn handbook() -> Project {
    Project::new(&[
        ("sprintbook.yaml", "title: Ours\n"),
        ("content/index.md", "---\ntitle: Home\n---\nWelcome\n"),
        ("content/roles/tester.md", "---\ntitle: Tester\n---\nTests\n"),
        ("secret.txt", "not for readers"),
        (".git/config", "not for readers"),
        ("content/.env", "not for readers"),
    ])
}

/// The preview of a project, on any free port.
struct Preview {
    child: Child,
    port: u16,
    said: BufReader<std::process::ChildStderr>,
    /// What it previews goes when it does.
    _project: OnDisk,
}

impl Preview {
    fn of(project: &Project, flags: &[&str]) -> Self {
        let project = project.on_disk();
        let mut child = Command::new(env!("CARGO_BIN_EXE_sprintbook"))
            .args(["serve", ".", "--port", "0", "--today", &TODAY.to_string()])
            .args(flags)
            .current_dir(project.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        let mut before = String::new();
        while !line.starts_with("Preview: ") {
            before.push_str(&line);
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "it ended: {before}");
        }
        let port = line.rsplit_once(':').unwrap().1.split('/').next().unwrap().parse().unwrap();
        Self { child, port, said, _project: project }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// The answer to these lines, and what closes them.
    fn ask(&self, lines: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(format!("{lines}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}", self.port))
    }

    fn token(&self) -> String {
        let page = self.get("/");
        page.split_once("data-token=\"").unwrap().1.split('"').next().unwrap().to_owned()
    }

    /// Opens the socket as a page at `origin` would.
    fn open_socket(&self, origin: Option<&str>, token: &str) -> (u16, TcpStream) {
        let origin = origin.map(|origin| format!("Origin: {origin}\r\n")).unwrap_or_default();
        let mut stream = self.connect();
        let head = format!(
            "GET /_sprintbook/socket?token={token}&path=/&mark= HTTP/1.1\r\nHost: localhost:{}\r\n{origin}\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            self.port
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).unwrap();
        (status(&String::from_utf8_lossy(&first)), stream)
    }

    fn interrupt(&mut self) -> (Option<i32>, Duration) {
        let began = Instant::now();
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
        (self.child.wait().unwrap().code(), began.elapsed())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap_or_default().parse().unwrap_or_else(|_| panic!("no status: {answer}"))
}

#[test]
fn a_page_comes_with_headers_that_keep_others_out() {
    let preview = Preview::of(&handbook(), &[]);
    let answer = preview.get("/roles/tester/");
    assert_eq!(status(&answer), 200);
    for header in [
        "Content-Type: text/html; charset=utf-8",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
    ] {
        assert!(answer.contains(&format!("{header}\r\n")), "{header} in {answer}");
    }
    assert!(!answer.to_lowercase().contains("access-control"), "no other origin may read it");
    assert_eq!(status(&preview.get("/nowhere/")), 404);
    assert!(preview.get("/nowhere/").contains("There is no page at this address"), "the site's own page");
    assert!(preview.get("/roles/tester").contains("Location: /roles/tester/\r\n"));
}

#[test]
fn the_site_lives_below_its_base_as_on_the_web() {
    let preview = Preview::of(&handbook().with("sprintbook.yaml", "base_url: https://example.org/team/\n"), &[]);
    for (path, location) in
        [("/", "/team/"), ("/team", "/team/"), ("/team/roles/tester?a=1", "/team/roles/tester/?a=1")]
    {
        let answer = preview.get(path);
        assert_eq!(status(&answer), 302, "{path}");
        assert!(answer.contains(&format!("Location: {location}\r\n")), "{answer}");
    }
    assert_eq!(status(&preview.get("/team/roles/tester/")), 200);
    let outside = preview.get("/roles/tester/");
    assert!(status(&outside) == 404 && outside.contains("There is no page at this address"), "{outside}");
}

#[test]
fn a_foreign_host_is_refused_and_told_how_to_be_allowed() {
    let preview = Preview::of(&handbook(), &[]);
    for host in ["evil.example", "evil.example:80", "localhost.evil.example", "192.168.0.9", "127.0.0.1.evil.example"] {
        let answer = preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}"));
        assert_eq!(status(&answer), 403, "{host}");
        assert!(answer.contains("--host"), "{answer}");
        assert!(!answer.contains("Welcome"), "{host}");
    }
    assert_eq!(status(&preview.ask("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example")), 400, "two hosts");
    assert_eq!(status(&preview.ask("GET / HTTP/1.0")), 400, "no host");
    for host in ["localhost", "team.localhost:1", "127.0.0.1", "[::1]:4000"] {
        assert_eq!(status(&preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}"))), 200, "{host}");
    }
    let allowing = Preview::of(&handbook(), &["--host", "127.0.0.1"]);
    assert_eq!(status(&allowing.get("/")), 200);
}

#[test]
fn the_socket_opens_for_its_own_pages_only() {
    let preview = Preview::of(&handbook(), &[]);
    let (token, own) = (preview.token(), format!("http://localhost:{}", preview.port));
    assert_eq!(token.len(), 32);
    for origin in
        [None, Some("http://evil.example"), Some("null"), Some("http://localhost:1"), Some("https://localhost")]
    {
        assert_eq!(preview.open_socket(origin, &token).0, 403, "{origin:?}");
    }
    assert_eq!(preview.open_socket(Some(&own), "0123456789abcdef0123456789abcdef").0, 403, "a guessed token");
    assert_eq!(preview.open_socket(Some(&own), "").0, 403);
    assert_eq!(preview.open_socket(Some(&own), &token).0, 101);
}

#[test]
fn no_spelling_of_a_path_leads_out_of_the_site() {
    let preview = Preview::of(&handbook(), &[]);
    let spellings = [
        "/../secret.txt",
        "/../../../../../../etc/passwd",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/roles/../../secret.txt",
        "/./../secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/..%00/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/....//secret.txt",
        "/C:/Windows/win.ini",
        "/.git/config",
        "/.env",
        "/%2eenv",
        "/sprintbook.yaml",
        "/content/index.md",
        "/secret.txt",
    ];
    for spelling in spellings {
        let answer = preview.get(spelling);
        assert!(matches!(status(&answer), 400 | 404), "{spelling}: {answer}");
        assert!(!answer.contains("not for readers") && !answer.contains("root:"), "{spelling}: {answer}");
    }
}

#[test]
fn only_what_shows_is_answered() {
    let preview = Preview::of(&handbook(), &[]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND"] {
        let answer = preview.ask(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0"));
        assert_eq!(status(&answer), 405, "{method}");
        assert!(answer.contains("Allow: GET, HEAD\r\n"), "{answer}");
    }
    let head = preview.ask("HEAD /roles/tester/ HTTP/1.1\r\nHost: localhost");
    let (head, body) = head.split_once("\r\n\r\n").unwrap();
    let length: usize = head.split_once("Content-Length: ").unwrap().1.lines().next().unwrap().parse().unwrap();
    assert!(status(head) == 200 && body.is_empty() && length > 100, "{head}");
}

#[test]
fn what_is_too_long_or_no_request_is_refused() {
    let preview = Preview::of(&handbook(), &[]);
    assert_eq!(status(&preview.get(&format!("/{}", "a".repeat(100 * 1024)))), 414);
    assert_eq!(status(&preview.get(&format!("/{}", "a".repeat(20 * 1024)))), 414);
    assert_eq!(
        status(&preview.ask(&format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}", "a".repeat(100 * 1024)))),
        431
    );
    assert_eq!(status(&preview.ask("\u{1}\u{2} nonsense")), 400);
    assert_eq!(status(&preview.ask("GET http://evil.example/ HTTP/1.1\r\nHost: localhost")), 400);
    assert_eq!(status(&preview.get("/")), 200, "and it goes on");
}

#[test]
fn two_hundred_connections_that_say_nothing_keep_nobody_waiting() {
    let preview = Preview::of(&handbook(), &[]);
    let idle: Vec<TcpStream> = (0..200).map(|_| preview.connect()).collect();
    let (token, own) = (preview.token(), format!("http://localhost:{}", preview.port));
    let sockets: Vec<_> = (0..30).map(|_| preview.open_socket(Some(&own), &token)).collect();
    assert!(sockets.iter().all(|(status, _)| *status == 101));
    let began = Instant::now();
    assert_eq!(status(&preview.get("/")), 200);
    assert!(began.elapsed() < Duration::from_secs(5));
    drop(idle);
}

#[test]
fn a_handbook_that_is_broken_is_told_and_runs_nothing_of_what_it_says() {
    let hostile = "{% extends \"builtin/page.html\" %}{% block main %}{{ throw(message=page.title) }} </script>\
                   <script>alert(1)</script>{% endblock main %}";
    let preview = Preview::of(&handbook().with("themes/default/templates/page.html", hostile), &[]);
    let page = preview.get("/roles/tester/");
    assert_eq!(status(&page), 503, "{page}");
    assert!(page.contains("themes/default/templates/page.html:1:"), "{page}");
    assert!(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)"), "{page}");
    assert!(!page.contains("<script>alert"), "{page}");
}

#[test]
fn a_taken_port_is_an_error_only_if_it_was_asked_for() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let ran = handbook().on_disk().run(&["serve", "--port", &port.to_string()]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains(&format!("127.0.0.1:{port}")) && ran.err.contains("--port"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_when_interrupted_under_load() {
    let mut preview = Preview::of(&handbook(), &[]);
    let (ended, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let address = SocketAddr::from(([127, 0, 0, 1], preview.port));
    let readers: Vec<_> = (0..4).map(|_| reader(address, ended.clone(), answered.clone())).collect();
    let (token, own) = (preview.token(), format!("http://localhost:{}", preview.port));
    let _tab = preview.open_socket(Some(&own), &token);
    while answered.load(Ordering::Relaxed) < 40 {
        thread::sleep(Duration::from_millis(5));
    }
    let (code, took) = preview.interrupt();
    ended.store(true, Ordering::Relaxed);
    assert_eq!(code, Some(130));
    assert!(took < Duration::from_secs(2), "{took:?}");
    for reader in readers {
        reader.join().unwrap();
    }
    let mut rest = String::new();
    preview.said.read_to_string(&mut rest).unwrap();
    assert!(!rest.contains("panicked"), "{rest}");
}

#[cfg(unix)]
fn reader(address: SocketAddr, ended: Arc<AtomicBool>, answered: Arc<AtomicUsize>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        while !ended.load(Ordering::Relaxed) {
            let Ok(mut stream) = TcpStream::connect(address) else { continue };
            let asked = stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            let mut answer = Vec::new();
            if asked.is_ok() && stream.read_to_end(&mut answer).is_ok_and(|length| length > 0) {
                answered.fetch_add(1, Ordering::Relaxed);
            }
        }
    })
}

//! `check --external` against a server on this machine; nothing here leaves it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sprintbook::external::{Manners, Verdict, check};

use crate::project::{OnDisk, Project, Ran};

/// A web server whose answers depend on the path only.
struct Server {
    address: String,
    log: Arc<Mutex<Log>>,
}

#[derive(Default)]
struct Log {
    /// Method and path of each question, and when it came.
    asked: Vec<(String, Instant)>,
    now: usize,
    most: usize,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let log = Arc::new(Mutex::new(Log::default()));
        let shared = log.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = shared.clone();
                std::thread::spawn(move || answer(stream, &log));
            }
        });
        Self { address, log }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Methods and paths, in order of their arrival.
    fn asked(&self) -> Vec<String> {
        self.log.lock().unwrap().asked.iter().map(|(question, _)| question.clone()).collect()
    }
}

fn answer(mut stream: TcpStream, log: &Mutex<Log>) {
    let mut request = Vec::new();
    let mut chunk = [0; 1024];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut chunk) {
            Ok(length) if length > 0 => request.extend_from_slice(&chunk[..length]),
            _ => return,
        }
    }
    let request = String::from_utf8(request).unwrap();
    let mut words = request.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let before = {
        let mut log = log.lock().unwrap();
        log.asked.push((format!("{method} {path}"), Instant::now()));
        log.now += 1;
        log.most = log.most.max(log.now);
        log.asked.len()
    };
    let (status, header) = route(method, path, before);
    let answer = format!("HTTP/1.1 {status} X\r\n{header}content-length: 0\r\nconnection: close\r\n\r\n");
    log.lock().unwrap().now -= 1;
    let _ = stream.write_all(answer.as_bytes());
}

fn route(method: &str, path: &str, number: usize) -> (u16, String) {
    let to = |place: &str| format!("location: {place}\r\n");
    match path {
        "/gone" => (404, String::new()),
        "/moved" => (301, to("/fine")),
        "/circle" => (302, to("/circle")),
        "/members" => (302, to("/login?next=members")),
        "/secret" => (401, String::new()),
        "/busy" => (503, "retry-after: 0\r\n".to_owned()),
        // Busy at first only: the other questions of the test come before the second one.
        "/moody" if number < 3 => (429, String::new()),
        "/get-only" if method == "HEAD" => (405, String::new()),
        "/slow" => {
            std::thread::sleep(Duration::from_secs(2));
            (200, String::new())
        }
        _ => (200, String::new()),
    }
}

const QUICK: Manners = Manners {
    workers: 4,
    pause: Duration::from_millis(5),
    rest: Duration::from_millis(20),
    patience: Duration::from_secs(1),
};

fn verdicts(server: &Server, paths: &[&str]) -> BTreeMap<String, &'static str> {
    let urls: BTreeSet<String> = paths.iter().map(|path| server.url(path)).collect();
    let class = |verdict: &Verdict| match verdict {
        Verdict::Fine => "fine",
        Verdict::Broken(_) => "broken",
        Verdict::Login(_) => "login",
        Verdict::Unsure(_) => "unsure",
    };
    let found = check(&urls, &QUICK);
    found.iter().map(|(url, verdict)| (url.replace(&server.url(""), ""), class(verdict))).collect()
}

#[test]
fn answers_fall_into_four_classes() {
    let server = Server::start();
    let paths = ["/", "/gone", "/moved", "/circle", "/members", "/secret", "/busy", "/get-only", "/slow", "/é|x"];
    let wanted = [
        ("/", "fine"),
        ("/busy", "unsure"),
        ("/circle", "broken"),
        ("/get-only", "fine"),
        ("/gone", "broken"),
        ("/members", "login"),
        ("/moved", "fine"),
        ("/secret", "login"),
        ("/slow", "unsure"),
        ("/é|x", "fine"),
    ];
    assert_eq!(verdicts(&server, &paths), wanted.map(|(path, class)| (path.to_owned(), class)).into());
    let asked = server.asked();
    let times = |question: &str| asked.iter().filter(|asked| *asked == question).count();
    assert_eq!((times("HEAD /"), times("GET /")), (1, 0), "the head is enough where it is well");
    assert_eq!((times("HEAD /gone"), times("GET /gone")), (1, 1), "a broken link is asked for in full");
    assert_eq!((times("HEAD /busy"), times("GET /busy")), (2, 0), "once more for who is busy, and no more than that");
    assert_eq!(times("HEAD /slow"), 2);
    assert_eq!(times("HEAD /%C3%A9%7Cx"), 1);
}

#[test]
fn who_is_busy_is_asked_again_later() {
    let server = Server::start();
    assert_eq!(verdicts(&server, &["/moody"]), [("/moody".to_owned(), "fine")].into());
    assert_eq!(server.asked(), ["HEAD /moody", "GET /moody", "HEAD /moody"]);
}

#[test]
fn one_host_is_asked_one_question_at_a_time_and_two_hosts_are_asked_at_once() {
    let (one, other) = (Server::start(), Server::start());
    let urls: BTreeSet<String> =
        (0..5).flat_map(|page| [one.url(&format!("/{page}")), other.url(&format!("/{page}"))]).collect();
    let pause = Duration::from_millis(60);
    assert_eq!(check(&urls, &Manners { pause, ..QUICK }).len(), 10);
    for server in [&one, &other] {
        let log = server.log.lock().unwrap();
        assert_eq!((log.asked.len(), log.most), (5, 1));
        for pair in log.asked.windows(2) {
            assert!(pair[1].1 - pair[0].1 >= pause, "{:?}", pair[1].1 - pair[0].1);
        }
    }
    let first = |server: &Server| server.log.lock().unwrap().asked[0].1;
    let last = |server: &Server| server.log.lock().unwrap().asked[4].1;
    assert!(first(&other) < last(&one) && first(&one) < last(&other), "neither waits for the other");
}

#[test]
fn without_a_network_nothing_is_proved() {
    // Both ports were free a moment ago, and nobody listens there now.
    let closed = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let urls = BTreeSet::from([format!("http://{}/", closed()), format!("https://{}/", closed())]);
    let found = check(&urls, &QUICK);
    assert!(found.values().all(|verdict| matches!(verdict, Verdict::Unsure(_))), "{found:?}");
}

fn project(server: &Server, configuration: &str) -> OnDisk {
    let links: Vec<String> =
        ["/fine#part", "/gone", "/secret", "/busy"].iter().map(|path| format!("- [x]({})", server.url(path))).collect();
    let page = format!("# Home\n\n{}\n", links.join("\n"));
    let other = format!("# Other\n\n[x]({}) [mail](mailto:a@example.org)\n", server.url("/gone"));
    Project::new(&[("sprintbook.yaml", configuration), ("content/index.md", &page), ("content/other.md", &other)])
        .on_disk()
}

fn run(project: &OnDisk, arguments: &[&str]) -> Ran {
    project.run(&[&["check", "--color", "never"][..], arguments].concat())
}

#[test]
fn only_what_is_broken_fails_and_everything_is_told_at_its_place() {
    let server = Server::start();
    let project = project(&server, "title: T\n");
    let ran = run(&project, &["--external", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let told: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    let told: Vec<String> = told
        .iter()
        .map(|one| {
            let word = |key: &str| one[key].as_str().unwrap().to_owned();
            format!("{} {} {}:{}:{}", word("severity"), word("code"), word("file"), one["line"], one["column"])
        })
        .collect();
    assert_eq!(
        told,
        [
            "error link/external-broken content/index.md:4:7",
            "note link/external-login content/index.md:5:7",
            "note link/external-unsure content/index.md:6:7",
            "error link/external-broken content/other.md:3:5",
        ]
    );
    assert!(ran.err.contains("external: 4 links: 1 fine, 1 broken, 1 behind a login, 1 not sure\n"), "{}", ran.err);
    assert!(server.asked().contains(&"HEAD /fine".to_owned()), "fragments stay here: {:?}", server.asked());
}

#[test]
fn nobody_is_asked_unless_somebody_says_so() {
    let server = Server::start();
    let project = project(&server, "title: T\n");
    assert_eq!(run(&project, &[]).code, 0);
    assert_eq!(project.run(&["build"]).code, 0);
    assert_eq!(server.asked(), Vec::<String>::new());
    assert!(!project.path().join(".sprintbook-links.json").exists());
    assert_eq!(run(&project, &["--cache", "x.json"]).code, 2, "without --external it means nothing");
}

#[test]
fn what_was_fine_is_remembered_for_some_days() {
    let server = Server::start();
    let project = project(&server, "title: T\n");
    let asked = |server: &Server| {
        let fine = server.asked().iter().filter(|asked| *asked == "HEAD /fine").count();
        let gone = server.asked().iter().filter(|asked| *asked == "HEAD /gone").count();
        (fine, gone)
    };
    run(&project, &["--external"]);
    let again = run(&project, &["--external"]);
    assert_eq!(asked(&server), (1, 2), "what was broken is looked at each time");
    assert!(again.err.contains("; 2 known from before"), "{}", again.err);
    assert_eq!(again.code, 1);
    let list = project.read(".sprintbook-links.json");
    let eight_days_ago = jiff::Timestamp::now().as_second() - 8 * 24 * 60 * 60;
    let mut old: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(old["links"].as_object().unwrap().len(), 2);
    old["links"][server.url("/fine")]["checked"] = eight_days_ago.into();
    project.write(".sprintbook-links.json", old.to_string());
    run(&project, &["--external"]);
    assert_eq!(asked(&server), (2, 3));
    project.write(".sprintbook-links.json", old.to_string());
    run(&project, &["--external", "--cache-days", "9"]);
    assert_eq!(asked(&server), (2, 4));
}

#[test]
fn the_list_can_lie_elsewhere_and_no_other_file_is_written_over() {
    let server = Server::start();
    let project = project(&server, "title: T\n");
    run(&project, &["--external", "--cache", "lists.json"]);
    assert!(project.read("lists.json").contains("sprintbook links 1"));
    let ran = run(&project, &["--external", "--cache", "content/index.md"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("is not a list of checked links") && project.read("content/index.md").starts_with("# Home")
    );
}

#[test]
fn the_configuration_says_whom_to_leave_alone() {
    let server = Server::start();
    let configuration =
        format!("links_ignore:\n  - {}\n  - \"*/secret\"\n  - {}\n", server.url("/gone"), server.url("/busy"));
    let project = project(&server, &configuration);
    let ran = run(&project, &["--external"]);
    assert_eq!((ran.code, server.asked()), (0, vec!["HEAD /fine".to_owned()]), "{}", ran.err);
}

//! From a request to its answer, by what is shown. A path is only a key in the plan of the site, so there is no folder that
//! it could lead out of.

use std::borrow::Cow;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::output::Artifact;

use super::error_page::error_page;
use super::guard::Guard;
use super::served_page::with_script;
use super::shown::Shown;

/// Where the preview's own script is. No page of a site has a name that starts with `_`.
pub(super) const SCRIPT: &str = "/_sprintbook/preview.js";

/// Where the socket is.
pub(super) const SOCKET: &str = "/_sprintbook/socket";

const SCRIPT_TEXT: &str = include_str!("assets/preview.js");

/// The longest address that is read, in bytes.
const LONGEST_TARGET: usize = 8 * 1024;

/// What was asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// `GET`, or what else it says.
    pub method: &'a str,
    /// The path and what follows it: `/roles/?x=1`.
    pub target: &'a str,
    /// The host that the browser means to talk to, with its port.
    pub host: Option<&'a str>,
}

/// What is sent back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// What the content is: `text/html; charset=utf-8`.
    pub kind: &'static str,
    /// Where to look instead.
    pub location: Option<String>,
    /// The content.
    pub body: Arc<Vec<u8>>,
}

impl Answer {
    pub(super) fn text(status: u16, words: &str) -> Self {
        let body = Arc::new(format!("{words}\n").into_bytes());
        Self { status, kind: "text/plain; charset=utf-8", location: None, body }
    }
}

/// The answer to `request`.
#[must_use]
pub fn answer(shown: &Shown, guard: &Guard, request: &Request<'_>) -> Answer {
    if let Some(refusal) = refusal(guard, request) {
        return refusal;
    }
    let path = path_of(request.target);
    if path == SCRIPT {
        let body = Arc::new(SCRIPT_TEXT.as_bytes().to_vec());
        return Answer { status: 200, kind: kind_of("preview.js"), location: None, body };
    }
    match locate(shown, path) {
        Located::Elsewhere(location) => {
            let query = request.target.find('?').map_or("", |mark| &request.target[mark..]);
            Answer { location: Some(location + query), ..Answer::text(302, "It is at another address.") }
        }
        Located::File(artifact, status) if is_html(&artifact.url) => {
            html(status, with_script(artifact.bytes(), guard.token()))
        }
        Located::File(artifact, status) => {
            Answer { status, kind: kind_of(&artifact.url), location: None, body: artifact.bytes().clone() }
        }
        Located::Nothing => {
            let status = if shown.was_whole { 404 } else { 503 };
            html(status, with_script(error_page(&shown.mistakes).as_bytes(), guard.token()))
        }
    }
}

fn html(status: u16, body: Vec<u8>) -> Answer {
    Answer { status, kind: kind_of(".html"), location: None, body: Arc::new(body) }
}

/// What is not answered at all, and why.
fn refusal(guard: &Guard, request: &Request<'_>) -> Option<Answer> {
    let Some(host) = request.host else { return Some(Answer::text(400, "This request names no host.")) };
    if !guard.knows(host) {
        let visible: String = host.chars().filter(|letter| !letter.is_control()).take(100).collect();
        let words = format!(
            "The preview answers to `localhost`, not to `{visible}`. To allow it: sprintbook serve --host NAME"
        );
        return Some(Answer::text(403, &words));
    }
    if !matches!(request.method, "GET" | "HEAD") {
        return Some(Answer::text(405, "The preview only shows: GET and HEAD."));
    }
    if request.target.len() > LONGEST_TARGET {
        return Some(Answer::text(414, "This address is too long."));
    }
    (!request.target.starts_with('/')).then(|| Answer::text(400, "This is not an address."))
}

/// What is at an address.
pub(super) enum Located<'a> {
    /// This file, with the status of the answer: for what is not there, the site's own page that says so.
    File(&'a Artifact, u16),
    /// It is to be found at another address.
    Elsewhere(String),
    /// There is not even a page that says so.
    Nothing,
}

/// What is at the path of an address, as a web server finds it.
pub(super) fn locate<'a>(shown: &'a Shown, path: &str) -> Located<'a> {
    let missing = || {
        let page = shown.plan.get("404.html").filter(|_| shown.was_whole);
        page.map_or(Located::Nothing, |artifact| Located::File(artifact, 404))
    };
    let base = shown.base_path();
    if base != "/" && (path == "/" || base.strip_suffix('/') == Some(path)) {
        return Located::Elsewhere(base.to_owned());
    }
    let Ok(plain) = percent_decode_str(path).decode_utf8() else { return missing() };
    let Some(inside) = inside(&plain, base) else { return missing() };
    if let Some(artifact) = shown.plan.get(inside) {
        return Located::File(artifact, 200);
    }
    if !inside.is_empty() && !inside.ends_with('/') && shown.plan.get(&format!("{inside}/")).is_some() {
        return Located::Elsewhere(format!("{path}/"));
    }
    missing()
}

/// The part of an address before `?` and `#`.
pub(super) fn path_of(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

/// What follows the base; an address that begins with two slashes lies nowhere.
fn inside<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base).filter(|inside| !inside.starts_with('/'))
}

pub(super) fn is_html(url: &str) -> bool {
    let name = if url.ends_with('/') { Cow::Borrowed("index.html") } else { Cow::Owned(url.to_ascii_lowercase()) };
    [".html", ".htm"].iter().any(|ending| name.ends_with(ending))
}

/// The media type of a file by its name; what is not known is offered as a download.
fn kind_of(url: &str) -> &'static str {
    let ending = url.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if is_html(url) {
        return "text/html; charset=utf-8";
    }
    let known = KINDS.iter().find(|(endings, _)| endings.contains(&ending.as_str()));
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

const KINDS: &[(&[&str], &str)] = &[
    (&["css"], "text/css; charset=utf-8"),
    (&["js", "mjs"], "text/javascript; charset=utf-8"),
    (&["json", "map"], "application/json"),
    (&["webmanifest"], "application/manifest+json"),
    (&["xml"], "application/xml"),
    (&["txt", "md", "markdown", "mdx", "yaml", "yml", "toml"], "text/plain; charset=utf-8"),
    (&["csv"], "text/csv; charset=utf-8"),
    (&["ics"], "text/calendar; charset=utf-8"),
    (&["svg"], "image/svg+xml"),
    (&["png"], "image/png"),
    (&["jpg", "jpeg"], "image/jpeg"),
    (&["gif"], "image/gif"),
    (&["webp"], "image/webp"),
    (&["avif"], "image/avif"),
    (&["ico"], "image/x-icon"),
    (&["woff2"], "font/woff2"),
    (&["woff"], "font/woff"),
    (&["ttf"], "font/ttf"),
    (&["otf"], "font/otf"),
    (&["pdf"], "application/pdf"),
    (&["mp4"], "video/mp4"),
    (&["webm"], "video/webm"),
    (&["mp3"], "audio/mpeg"),
    (&["ogg"], "audio/ogg"),
    (&["wasm"], "application/wasm"),
];

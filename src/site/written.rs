//! A target as it is written: its path, its query, its fragment, and what paths are made of.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::address::normal;

/// The parts of a target inside the site.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    /// Up to a `?` or `#`.
    pub(super) path: &'a str,
    /// Query and fragment, with their marks.
    pub(super) rest: &'a str,
    /// What follows the `#`, if there is one.
    pub(super) fragment: Option<&'a str>,
}

impl<'a> Written<'a> {
    pub(super) fn new(target: &'a str) -> Self {
        let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        Self { path, rest, fragment: rest.split_once('#').map(|(_, fragment)| fragment) }
    }

    /// The fragment, decoded, unless there is none or an empty one.
    pub(super) fn fragment(&self) -> Option<Cow<'a, str>> {
        self.fragment.filter(|fragment| !fragment.is_empty()).map(decoded)
    }

    /// The query with its mark; empty without one.
    pub(super) fn query(&self) -> &'a str {
        self.rest.split('#').next().unwrap_or_default()
    }
}

/// `text` with what is written as `%20` and the like read, in the one spelling of addresses.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    match percent_decode_str(text).decode_utf8_lossy() {
        Cow::Borrowed(text) => normal(text),
        Cow::Owned(text) => Cow::Owned(normal(&text).into_owned()),
    }
}

/// Whether the last part of `path` has an ending, like `.md` or `.png`.
pub(super) fn names_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_some_and(|(stem, ending)| !stem.is_empty() && (1..=8).contains(&ending.len()) && stem != ".")
}

/// Whether `path` ends as the file of a page does.
pub(super) fn is_page_name(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| {
        ["md", "markdown", "mdx", "html", "htm"].iter().any(|known| known.eq_ignore_ascii_case(ending))
    })
}

/// Whether `path` is that of a page called like the folder that it lies in: `roles/roles.md`.
pub(super) fn names_its_folder(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or_default();
    let stem = name.rsplit_once('.').filter(|_| is_page_name(name)).map(|(stem, _)| stem);
    stem.is_some_and(|stem| folder.rsplit('/').next() == Some(stem))
}

/// The first part of `path` if it looks like the name of a computer on the web, whose `https://` was forgotten.
pub(super) fn web_host(path: &str) -> Option<&str> {
    const ENDINGS: &[&str] =
        &["com", "org", "net", "edu", "gov", "io", "dev", "uk", "de", "fr", "eu", "ca", "au", "nz"];
    let host = path.split('/').next()?;
    let (name, ending) = host.rsplit_once('.')?;
    (!name.trim_matches('.').is_empty() && ENDINGS.contains(&ending)).then_some(host)
}

/// Whether `path` goes up further than down.
pub(super) fn climbs(path: &str) -> bool {
    path.split('/').any(|part| part == "..")
}

/// `path` as seen from `folder`, without `.` and `..`. `None` if it climbs above the folder that both start from.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut joined = String::with_capacity(folder.len() + path.len() + 1);
    joined.push_str(folder.trim_matches('/'));
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(joined.rfind('/').unwrap_or(0)),
            part => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(part);
            }
        }
    }
    Some(joined)
}

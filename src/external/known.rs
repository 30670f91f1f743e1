//! What earlier rounds found out, as text that is kept between them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::verdict::Verdict;

/// First word of a list, so that no other file is taken for one.
const KIND: &str = "sprintbook links 1";

/// Addresses that were well when they were last asked for, and when that was. Those that were not are never kept: somebody
/// is waiting to hear that they are mended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// In seconds since 1970.
    checked: i64,
    /// Why one has to log in to see it, if one has to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    login: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct File {
    kind: String,
    links: BTreeMap<String, Entry>,
}

impl Known {
    /// The list in `text`; `None` if it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let file: File = serde_json::from_str(text).ok().filter(|file: &File| file.kind == KIND)?;
        Some(Self { entries: file.links })
    }

    /// Forgets what was found out before `oldest`, in seconds since 1970, or is said to come from after `now`.
    pub fn forget(&mut self, oldest: i64, now: i64) {
        self.entries.retain(|_, entry| (oldest..=now).contains(&entry.checked));
    }

    /// What is known of `url`.
    #[must_use]
    pub fn get(&self, url: &str) -> Option<Verdict> {
        let entry = self.entries.get(url)?;
        Some(entry.login.clone().map_or(Verdict::Fine, Verdict::Login))
    }

    /// Remembers what was found out `now`, in seconds since 1970.
    pub fn note(&mut self, url: &str, verdict: &Verdict, now: i64) {
        let login = match verdict {
            Verdict::Fine => None,
            Verdict::Login(why) => Some(why.clone()),
            Verdict::Broken(_) | Verdict::Unsure(_) => return,
        };
        self.entries.insert(url.to_owned(), Entry { checked: now, login });
    }

    /// The list as text, in the order of addresses.
    #[must_use]
    pub fn text(&self) -> String {
        let file = File { kind: KIND.to_owned(), links: self.entries.clone() };
        let mut text = serde_json::to_string_pretty(&file).expect("texts and numbers serialise");
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, Verdict};

    #[test]
    fn a_list_is_read_as_it_was_written_and_grows_old() {
        let mut known = Known::default();
        known.note("https://a.example", &Verdict::Fine, 1_000);
        known.note("https://b.example", &Verdict::Login("401".into()), 2_000);
        known.note("https://c.example", &Verdict::Broken("404".into()), 2_000);
        let mut read = Known::read(&known.text()).unwrap();
        assert_eq!(read, known);
        read.forget(1_500, 2_000);
        assert_eq!(read.get("https://a.example"), None);
        assert_eq!(read.get("https://b.example"), Some(Verdict::Login("401".into())));
        assert_eq!(read.get("https://c.example"), None);
    }

    #[test]
    fn other_files_are_no_lists() {
        assert_eq!(Known::read("{\"kind\":\"x\",\"links\":{}}"), None);
        assert_eq!(Known::read("# Handbook"), None);
    }
}

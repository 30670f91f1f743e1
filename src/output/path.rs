//! A path inside the output folder that cannot lead out of it.

use std::fmt;
use std::sync::Arc;

/// A path below the output folder, with `/` between its parts. It holds no `..`, no empty part, no control character, no
/// backslash, no drive and no name that an operating system, git or sprintbook keeps for itself. Cheap to copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// Why an address cannot be a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPath {
    /// The part of the address that is to blame.
    pub part: String,
}

/// Names of devices on Windows, with any ending.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Most file systems allow 255 bytes in one name.
const LONGEST_PART: usize = 255;

/// Systems that allow the least take about a thousand bytes in one path; the output folder is a part of it.
const LONGEST: usize = 800;

impl OutputPath {
    /// The file for the address `url`: `/roles/` is `roles/index.html`, `/style.css` is `style.css`.
    pub fn of_url(url: &str) -> Result<Self, BadPath> {
        let path = match url.strip_prefix('/').unwrap_or(url) {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        let too_long = (path.len() > LONGEST).then_some(&*path);
        match path.split('/').find(|part| !is_safe(part)).or(too_long) {
            Some(part) => Err(BadPath { part: part.to_owned() }),
            None => Ok(Self(path.into())),
        }
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as a file system sees it that makes no difference between upper and lower case.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

fn is_safe(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let bytes = part.as_bytes();
    let drive = bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    !matches!(part, "" | "." | "..")
        && part.len() <= LONGEST_PART
        && !part.chars().any(|letter| letter.is_control() || letter == '\\')
        && !drive
        && !is_taken(part)
        && !DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
}

/// Names that have a meaning in the output folder itself, which may be a repository.
fn is_taken(part: &str) -> bool {
    let starts = |name: &str| part.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    part.eq_ignore_ascii_case(".git") || starts(".sprintbook-")
}

impl fmt::Display for OutputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::OutputPath;

    #[test]
    fn addresses_become_files() {
        assert_eq!(OutputPath::of_url("/").unwrap().as_str(), "index.html");
        assert_eq!(OutputPath::of_url("/a/b/").unwrap().as_str(), "a/b/index.html");
        assert_eq!(OutputPath::of_url("/a.css").unwrap().as_str(), "a.css");
    }

    #[test]
    fn nothing_leads_out() {
        for url in
            ["/../x/", "/a/../../x", "/a//b", "/./a", "/a\\b", "/c:/x", "/NUL.txt", "/a\u{0}b", "/aux/", "/.GIT/x"]
        {
            assert!(OutputPath::of_url(url).is_err(), "{url:?}");
        }
        assert!(OutputPath::of_url(&format!("/{}/", "a".repeat(256))).is_err());
        assert!(OutputPath::of_url(&"/a".repeat(500)).is_err());
        assert!(OutputPath::of_url("/.sprintbook-manifest").is_err());
        assert!(OutputPath::of_url("/console/").is_ok() && OutputPath::of_url("/.gitignore").is_ok());
    }
}

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

/// Devices on Windows: there is one of each of these.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Devices on Windows of which there are several, each with a digit behind its name.
const PORTS: &[&str] = &["com", "lpt"];

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
        && !is_device(stem)
}

/// Whether Windows keeps `stem` for a device, whatever ending follows: <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>.
/// Three digits count that are written above the line, as in ISO 8859-1.
fn is_device(stem: &str) -> bool {
    let Some((name, number)) = stem.split_at_checked(3) else { return false };
    let one_of = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    match number.as_bytes() {
        [] => one_of(DEVICES),
        [b'0'..=b'9'] => one_of(PORTS),
        [_, _] => matches!(number, "¹" | "²" | "³") && one_of(PORTS),
        _ => false,
    }
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
    fn nothing_is_written_to_a_device() {
        for name in
            ["con", "PRN", "aux.txt", "nul .tar.gz", "COM0", "com9.md", "lpt0.", "LPT5", "com¹", "COM².x", "lpt³"]
        {
            assert!(OutputPath::of_url(&format!("/a/{name}/")).is_err(), "{name:?}");
        }
        for name in ["com", "lpt", "com10", "com⁴", "com٣", "comx", "con1", "auxil", "co", "é", "aé", "éé"] {
            assert_eq!(OutputPath::of_url(&format!("/{name}/")).unwrap().as_str(), format!("{name}/index.html"));
        }
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

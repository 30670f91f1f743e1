//! What a build wrote and from what, kept in the output folder: the next one removes only that, and has nothing to do if it
//! would make the same again.

#![expect(clippy::disallowed_methods, reason = "this room is where files are read")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use crate::output::OutputPath;
use crate::source::Fingerprint;

use super::failure::Failure;
use super::regular::read_regular_text;

/// Name of the manifest in the output folder.
pub(super) const NAME: &str = ".sprintbook-manifest";

const FIRST_LINE: &str = "sprintbook manifest 2";

/// The first line of a manifest that has paths only.
const PATHS_ONLY: &str = "sprintbook manifest 1";

/// What a build that had nothing to tell was made from, and how much it made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Of everything that it was made from, the program too.
    pub fingerprint: Fingerprint,
    /// Pages of all kinds.
    pub pages: usize,
    /// Sprints among them.
    pub sprints: usize,
}

/// The files of a site, each with the fingerprint of what was written, and where they came from.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// `None` where a build told of something, so that the next one tells it again, and where one did not reach its end.
    pub(super) origin: Option<Origin>,
    pub(super) files: BTreeMap<OutputPath, Option<Fingerprint>>,
}

impl Manifest {
    /// What an earlier build wrote; `None` where there was no build. A line that could lead out of the folder is passed over.
    pub(super) fn load(output: &Path) -> Result<Option<Self>, Failure> {
        let path = output.join(NAME);
        let text = match read_regular_text(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::read(&path, error)),
        };
        let mut lines = text.lines();
        let first = lines.next();
        if first == Some(PATHS_ONLY) {
            let paths = lines.filter_map(|line| OutputPath::of_url(line).ok());
            return Ok(Some(Self { origin: None, files: paths.map(|path| (path, None)).collect() }));
        }
        if first != Some(FIRST_LINE) {
            return Ok(None);
        }
        let origin = lines.next().and_then(Origin::of_line);
        let files = lines.filter_map(|line| {
            let (fingerprint, path) = line.split_once(' ')?;
            Some((OutputPath::of_url(path).ok()?, Fingerprint::of_hex(fingerprint)))
        });
        Ok(Some(Self { origin, files: files.collect() }))
    }

    /// Whether the files in `output` are what was written, to the byte.
    pub(super) fn holds(&self, output: &Path) -> bool {
        let files: Vec<(&OutputPath, &Option<Fingerprint>)> = self.files.iter().collect();
        files.into_par_iter().all(|(path, written)| {
            let path = output.join(path.as_str());
            let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
            let bytes = if is_file { fs::read(&path).ok() } else { None };
            written.is_some() && *written == bytes.map(|bytes| Fingerprint::of_bytes(&bytes))
        })
    }

    /// As it is written: a line that says what it is, one for the origin, one for each file.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n{}\n", self.origin.map_or_else(|| "-".to_owned(), Origin::line));
        for (path, fingerprint) in &self.files {
            let fingerprint = fingerprint.map_or_else(|| "-".to_owned(), Fingerprint::to_hex);
            // A string never refuses.
            let _ = writeln!(text, "{fingerprint} {path}");
        }
        text
    }
}

impl Origin {
    fn line(self) -> String {
        format!("{} {} {}", self.fingerprint.to_hex(), self.pages, self.sprints)
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut parts = line.split(' ');
        let fingerprint = Fingerprint::of_hex(parts.next()?)?;
        Some(Self { fingerprint, pages: parts.next()?.parse().ok()?, sprints: parts.next()?.parse().ok()? })
    }
}

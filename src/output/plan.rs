//! Every file of the site with its content, and the collisions between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

use super::path::OutputPath;

/// One file of the site.
#[derive(Debug, Clone)]
pub struct Artifact {
    /// Its address: `/roles/` or `/assets/style.css`.
    pub url: String,
    /// What it holds.
    pub bytes: Arc<Vec<u8>>,
    /// The file that it comes from; the configuration for what no file asks for.
    pub source: SourcePath,
}

impl Artifact {
    /// Whether both hold the same.
    fn has_bytes_of(&self, other: &Self) -> bool {
        // What the memory of a build gave back is the same allocation.
        Arc::ptr_eq(&self.bytes, &other.bytes) || self.bytes == other.bytes
    }
}

/// The files of a site by their path.
#[derive(Debug, Clone, Default)]
pub struct OutputPlan {
    artifacts: BTreeMap<OutputPath, Artifact>,
}

impl OutputPlan {
    /// All files, by path.
    #[must_use]
    pub fn artifacts(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Artifact)> {
        self.artifacts.iter()
    }

    /// The file at `path`, such as `roles/index.html`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Artifact> {
        self.artifacts.get(&OutputPath::of_url(path).ok()?)
    }

    /// The files that are new, gone or different since `older`, in order.
    #[must_use]
    pub fn changes_since(&self, older: &Self) -> Vec<OutputPath> {
        let same = |path: &OutputPath, artifact: &Artifact| {
            older.artifacts.get(path).is_some_and(|there| artifact.has_bytes_of(there))
        };
        let changed = self.artifacts.iter().filter(|(path, artifact)| !same(path, artifact)).map(|(path, _)| path);
        let gone = older.artifacts.keys().filter(|path| !self.artifacts.contains_key(path));
        let mut all: Vec<OutputPath> = changed.chain(gone).cloned().collect();
        all.sort();
        all
    }
}

/// The plan of these artifacts. Of two at one path the first stays, and the other is told; so is one whose address cannot
/// be a path.
#[must_use]
pub fn plan(artifacts: impl IntoIterator<Item = Artifact>) -> (OutputPlan, Vec<Diagnostic>) {
    let mut plan = OutputPlan::default();
    let mut folded: BTreeMap<String, SourcePath> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for artifact in artifacts {
        let path = match OutputPath::of_url(&artifact.url) {
            Ok(path) => path,
            Err(bad) => {
                diagnostics.push(bad_address(&artifact, &bad.part));
                continue;
            }
        };
        if let Some(first) = folded.get(&path.folded()) {
            diagnostics.push(collision(&artifact, &path, first));
            continue;
        }
        folded.insert(path.folded(), artifact.source.clone());
        plan.artifacts.insert(path, artifact);
    }
    (plan, diagnostics)
}

fn bad_address(artifact: &Artifact, part: &str) -> Diagnostic {
    let message = format!("no file can be written for the address `{}`", artifact.url);
    Diagnostic::error(Code::PageBadAddress, Span::top(&artifact.source), message)
        .help(format!("some system refuses the name `{part}`: rename the file"))
}

fn collision(artifact: &Artifact, path: &OutputPath, first: &SourcePath) -> Diagnostic {
    let message = format!("two files of the site would both be `{path}`");
    Diagnostic::error(Code::OutputCollision, Span::top(&artifact.source), message)
        .related(Span::top(first), "the other one comes from this file")
        .help("rename one of the two; upper and lower case make no difference on many systems")
}

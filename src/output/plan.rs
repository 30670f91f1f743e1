//! Every file of the site with its content, and the collisions between them.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

use super::path::OutputPath;
use super::sink::Content;

/// One file of the site.
#[derive(Debug, Clone)]
pub struct Artifact {
    /// Its address: `/roles/` or `/assets/style.css`.
    pub url: String,
    /// What it holds.
    pub content: Content,
    /// The file that it comes from; the configuration for what no file asks for.
    pub source: SourcePath,
}

impl Artifact {
    /// What it holds, where the build had no sink.
    ///
    /// # Panics
    /// If a sink took it.
    #[must_use]
    pub fn bytes(&self) -> &Arc<Vec<u8>> {
        match &self.content {
            Content::Kept(bytes) => bytes,
            Content::Taken(_) => panic!("`{}` is where the sink of the build put it", self.url),
        }
    }
}

/// The files of a site by their path.
#[derive(Debug, Clone, Default)]
pub struct OutputPlan {
    layout: Arc<Layout>,
    /// In the order of the paths.
    artifacts: Vec<Artifact>,
}

/// Which artifact belongs at which path. It depends on addresses only, so it holds for as long as those stay.
#[derive(Debug, Default)]
pub struct Layout {
    /// The artifacts that it was made for: address and source, as they came.
    asked: Vec<(String, SourcePath)>,
    /// By path: which of them lies there.
    places: Vec<(OutputPath, usize)>,
    diagnostics: Vec<Diagnostic>,
}

impl OutputPlan {
    /// All files, by path.
    #[must_use]
    pub fn artifacts(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Artifact)> {
        self.layout.places.iter().map(|(path, _)| path).zip(&self.artifacts)
    }

    /// The file at `path`, such as `roles/index.html`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Artifact> {
        let path = OutputPath::of_url(path).ok()?;
        let at = self.layout.places.binary_search_by(|(known, _)| known.cmp(&path)).ok()?;
        Some(&self.artifacts[at])
    }

    /// Where everything lies, for the plan that comes after this one.
    #[must_use]
    pub fn layout(&self) -> Arc<Layout> {
        self.layout.clone()
    }

    /// The files that are new, gone or different since `older`, in order.
    #[must_use]
    pub fn changes_since(&self, older: &Self) -> Vec<OutputPath> {
        let mut changes = Vec::new();
        let (mut ours, mut theirs) = (self.artifacts().peekable(), older.artifacts().peekable());
        loop {
            let which = match (ours.peek(), theirs.peek()) {
                (Some((our, _)), Some((their, _))) => our.cmp(their),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return changes,
            };
            let our = if which == Ordering::Greater { None } else { ours.next() };
            let their = if which == Ordering::Less { None } else { theirs.next() };
            let same = our.zip(their).is_some_and(|((_, our), (_, their))| our.content.equals(&their.content));
            changes.extend(our.or(their).filter(|_| !same).map(|(path, _)| path.clone()));
        }
    }
}

/// The plan of these artifacts. Of two at one path the first stays, and the other is told; so is one whose address cannot
/// be a path. `known` is the layout of an earlier plan, which holds if the addresses are the same.
#[must_use]
pub fn plan(
    artifacts: impl IntoIterator<Item = Artifact>,
    known: Option<&Arc<Layout>>,
) -> (OutputPlan, Vec<Diagnostic>) {
    let artifacts: Vec<Artifact> = artifacts.into_iter().collect();
    let known = known.filter(|known| known.is_for(&artifacts));
    let layout = known.cloned().unwrap_or_else(|| Arc::new(Layout::of(&artifacts)));
    let mut artifacts: Vec<Option<Artifact>> = artifacts.into_iter().map(Some).collect();
    let placed = layout.places.iter().filter_map(|(_, number)| artifacts[*number].take()).collect();
    let diagnostics = layout.diagnostics.clone();
    (OutputPlan { layout, artifacts: placed }, diagnostics)
}

impl Layout {
    fn is_for(&self, artifacts: &[Artifact]) -> bool {
        let same = |((url, source), artifact): (&(String, SourcePath), &Artifact)| {
            *url == artifact.url && *source == artifact.source
        };
        self.asked.len() == artifacts.len() && self.asked.iter().zip(artifacts).all(same)
    }

    fn of(artifacts: &[Artifact]) -> Self {
        let mut layout = Self::default();
        let mut places: BTreeMap<OutputPath, usize> = BTreeMap::new();
        let mut folded: HashMap<String, usize> = HashMap::with_capacity(artifacts.len());
        for (number, artifact) in artifacts.iter().enumerate() {
            layout.asked.push((artifact.url.clone(), artifact.source.clone()));
            let path = match OutputPath::of_url(&artifact.url) {
                Ok(path) => path,
                Err(bad) => {
                    layout.diagnostics.push(bad_address(artifact, &bad.part));
                    continue;
                }
            };
            match folded.entry(path.folded()) {
                Entry::Occupied(first) => {
                    layout.diagnostics.push(collision(artifact, &path, &artifacts[*first.get()].source));
                }
                Entry::Vacant(free) => {
                    free.insert(number);
                    places.insert(path, number);
                }
            }
        }
        layout.diagnostics.extend(files_as_folders(artifacts, &places, &folded));
        layout.places = places.into_iter().collect();
        layout
    }
}

/// Tells of each file of the site that would also be the folder of another. `files` has their paths in lower case.
fn files_as_folders(
    artifacts: &[Artifact],
    places: &BTreeMap<OutputPath, usize>,
    files: &HashMap<String, usize>,
) -> Vec<Diagnostic> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut told = Vec::new();
    for (path, inside) in places {
        let mut above = path.as_str().rsplit_once('/');
        while let Some((folder, _)) = above.filter(|(folder, _)| seen.insert(folder)) {
            if let Some(file) = files.get(&folder.to_lowercase()) {
                told.push(file_and_folder(folder, &artifacts[*inside], &artifacts[*file]));
            }
            above = folder.rsplit_once('/');
        }
    }
    told
}

fn bad_address(artifact: &Artifact, part: &str) -> Diagnostic {
    let message = format!("no file can be written for the address `{}`", artifact.url);
    Diagnostic::error(Code::PageBadAddress, Span::top(&artifact.source), message)
        .help(format!("some system refuses the name `{part}`: rename the file"))
}

fn file_and_folder(path: &str, inside: &Artifact, file: &Artifact) -> Diagnostic {
    let message = format!("`{path}` would be a file of the site and also a folder, for `{}`", inside.url);
    // What no file of the project asks for cannot be renamed.
    let (told, other) = if inside.source.as_str().is_empty() { (file, inside) } else { (inside, file) };
    Diagnostic::error(Code::OutputCollision, Span::top(&told.source), message)
        .related(Span::top(&other.source), "the other one comes from this file")
        .help("give one of the two another name or address")
}

fn collision(artifact: &Artifact, path: &OutputPath, first: &SourcePath) -> Diagnostic {
    let message = format!("two files of the site would both be `{path}`");
    Diagnostic::error(Code::OutputCollision, Span::top(&artifact.source), message)
        .related(Span::top(first), "the other one comes from this file")
        .help("rename one of the two; upper and lower case make no difference on many systems")
}

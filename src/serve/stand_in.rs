//! While a file is broken, its last good version stands in for it, so that the rest of the handbook stays live.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Severity};
use crate::disk::CONFIGURATION;
use crate::source::{SourcePath, SourceTree};

/// `tree` with what `good` has in the place of every file with an error, and without those that are not in it. `None` if
/// the configuration is broken: it says which files there are.
pub(super) fn stand_in(tree: &SourceTree, good: &SourceTree, diagnostics: &[Diagnostic]) -> Option<SourceTree> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let broken: BTreeSet<&SourcePath> = errors.map(|error| &error.span.file).collect();
    if broken.iter().any(|path| path.as_str() == CONFIGURATION || path.as_str().is_empty())
        || tree.content != good.content
    {
        return None;
    }
    let sound = tree.files().filter(|file| !broken.contains(&file.path));
    let instead = broken.iter().filter_map(|path| good.get(path));
    let mut whole = SourceTree::new(&tree.content, sound.chain(instead).cloned());
    whole.prefix.clone_from(&tree.prefix);
    whole.history.clone_from(&tree.history);
    whole.unread = tree.unread.iter().filter(|unread| !broken.contains(&unread.path)).cloned().collect();
    Some(whole)
}

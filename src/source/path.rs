//! Where a source file stands in its project.

use std::fmt;
use std::sync::Arc;

/// A path relative to the project folder, with `/` between its parts and none at either end. The project folder itself is
/// the empty path. Cheap to copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path with these words; leading and trailing slashes are dropped.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path.trim_matches('/')))
    }

    /// The words of the path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that the file is in; empty for a file in the project folder.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..slash])
    }

    /// The last part: `beta.md`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rfind('/').map_or(&*self.0, |slash| &self.0[slash + 1..])
    }

    /// The name without what follows its last dot: `beta`. A name that starts with its only dot has no extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        match self.name().rfind('.') {
            Some(dot) if dot > 0 => &self.name()[..dot],
            _ => self.name(),
        }
    }

    /// What follows the last dot of the name, as written: `md`. Empty without one.
    #[must_use]
    pub fn extension(&self) -> &str {
        match self.name().rfind('.') {
            Some(dot) if dot > 0 => &self.name()[dot + 1..],
            _ => "",
        }
    }

    /// Whether the extension is one of `extensions`, in upper or lower case.
    #[must_use]
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        extensions.iter().any(|extension| self.extension().eq_ignore_ascii_case(extension))
    }

    /// What remains of this path below `folder`; `None` if it does not lie there. Every path lies below the empty one.
    #[must_use]
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// This folder's `name`.
    #[must_use]
    pub fn join(&self, name: &str) -> Self {
        if self.0.is_empty() { Self::new(name) } else { Self::new(&format!("{}/{name}", self.0)) }
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SourcePath;

    #[test]
    fn a_path_knows_its_parts() {
        let path = SourcePath::new("content/teams/roles/lead.developer.md");
        assert_eq!(path.folder(), "content/teams/roles");
        assert_eq!(path.stem(), "lead.developer");
        assert_eq!(path.extension(), "md");
        assert_eq!(path.below("content/teams"), Some("roles/lead.developer.md"));
        assert_eq!(path.below("content/team"), None);
        assert_eq!(SourcePath::new(".nojekyll").extension(), "");
    }
}

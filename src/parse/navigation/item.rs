//! A menu as somebody wrote it down.

use crate::source::Span;

/// A menu as somebody wrote it down.
#[derive(Debug, Clone, PartialEq)]
pub struct Navigation {
    /// Its entries, in order.
    pub items: Vec<NavItem>,
    /// Where it stands.
    pub span: Span,
    /// Whether it was written for sprintbook. A mistake in another program's file must not stop a build.
    pub own: bool,
}

/// One entry of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct NavItem {
    /// What the menu calls it; the page's own label if it does not say.
    pub title: Option<String>,
    /// Where it leads.
    pub target: NavTarget,
    /// Where it stands.
    pub span: Span,
    /// The entries below it.
    pub children: Vec<NavItem>,
}

/// Where an entry of a menu leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NavTarget {
    /// To the page of this file, below the content folder.
    Page(String),
    /// To another site.
    Outside(String),
    /// Nowhere by itself: it only groups what lies below it.
    Group,
}

impl NavTarget {
    /// The target that `written` is, as seen from `folder` below the content folder.
    pub(crate) fn of(written: &str, folder: &str) -> Self {
        let written = written.trim();
        let scheme = written.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        });
        if scheme || written.starts_with("//") {
            return Self::Outside(written.to_owned());
        }
        let path = written.trim_start_matches("./").trim_start_matches('/');
        let folder = folder.trim_matches('/');
        Self::Page(if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") })
    }
}

//! One open tab of a browser: what it shows, and what it must be told so that it shows what is there now.

use std::sync::Arc;

use serde::Serialize;

use crate::output::OutputPlan;

use super::answer::{Located, is_html, locate};
use super::error_page::error_page;
use super::mistakes::Mistakes;
use super::served_page::mark;
use super::shown::Shown;

/// A tab that shows the page at one address.
pub(super) struct Tab {
    path: String,
    mark: String,
    plan: Option<Arc<OutputPlan>>,
}

#[derive(Serialize)]
struct News<'a> {
    mistakes: &'a Mistakes,
    /// The page as it is now, if it is not what the tab shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageNews>,
    /// Addresses of files that are not pages and have changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<String>,
}

#[derive(Serialize)]
struct PageNews {
    html: String,
    mark: String,
}

impl Tab {
    /// The tab at the address `path` whose page has this mark.
    pub(super) fn new(path: &str, mark: &str) -> Self {
        Self { path: path.to_owned(), mark: mark.to_owned(), plan: None }
    }

    /// What the tab must be told, as JSON.
    pub(super) fn news(&mut self, shown: &Shown) -> String {
        let page = self.page(shown);
        let files = self.plan.as_ref().map(|before| files(before, shown)).unwrap_or_default();
        self.plan = Some(shown.plan.clone());
        let news = News { mistakes: &shown.mistakes, page, files };
        serde_json::to_string(&news).expect("texts and numbers serialise")
    }

    fn page(&mut self, shown: &Shown) -> Option<PageNews> {
        let html = match locate(shown, &self.path) {
            Located::File(artifact, _) if is_html(&artifact.url) => {
                String::from_utf8_lossy(artifact.bytes()).into_owned()
            }
            Located::Nothing => error_page(&shown.mistakes),
            Located::File(..) | Located::Elsewhere(_) => return None,
        };
        let mark = mark(html.as_bytes());
        if mark == self.mark {
            return None;
        }
        self.mark.clone_from(&mark);
        Some(PageNews { html, mark })
    }
}

/// Addresses, as a browser asks for them, of the new and changed files that are not pages.
fn files(before: &OutputPlan, shown: &Shown) -> Vec<String> {
    let changed = shown.plan.changes_since(before).into_iter();
    let changed = changed.filter(|path| !is_html(path.as_str()) && shown.plan.get(path.as_str()).is_some());
    changed.map(|path| format!("{}{path}", shown.base_path())).collect()
}

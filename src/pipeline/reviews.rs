//! Which pages somebody must read again, who looks after them, and what is written when that is done.

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::{CODE_OWNERS, CodeOwners, marked, parse_code_owners};
use crate::source::{SourceFile, SourcePath, SourceTree, Span};

use super::list::Listing;

/// A page, and when somebody must read it again. The names of the fields are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reviewed {
    /// Its file.
    pub path: String,
    /// Its address in the site.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Who looks after it.
    pub owners: Vec<String>,
    /// When somebody last read it with care: `2026-03-23`.
    pub last_reviewed_on: Option<String>,
    /// When that is due again.
    pub due: Option<String>,
    /// For how many days it has been overdue; negative for days to go.
    pub days_overdue: Option<i64>,
    /// `overdue`, `due`, or `none` where no day is known.
    pub state: &'static str,
}

impl Listing {
    /// Every page that a file makes, as of `today`: the longest overdue first, those without a day last.
    #[must_use]
    pub fn reviews(&self, tree: &SourceTree, today: Date) -> Vec<Reviewed> {
        let pages = self.site.pages.iter().zip(&self.site.reviews);
        let mut reviews: Vec<(Option<Date>, Reviewed)> = pages
            .filter(|(page, _)| page.facts.is_some())
            .map(|(page, review)| {
                let reviewed = Reviewed {
                    path: page.source.as_ref().map(|source| tree.shown(source)).unwrap_or_default(),
                    address: page.url.clone(),
                    title: page.title.clone(),
                    owners: review.owners.clone(),
                    last_reviewed_on: review.reviewed.map(|day| day.to_string()),
                    due: review.due.map(|day| day.to_string()),
                    days_overdue: review.due.map(|due| days(due, today)),
                    state: match review.due {
                        None => "none",
                        Some(due) if due < today => "overdue",
                        Some(_) => "due",
                    },
                };
                (review.due, reviewed)
            })
            .collect();
        reviews.sort_by_key(|(due, _)| (due.is_none(), *due));
        reviews.into_iter().map(|(_, reviewed)| reviewed).collect()
    }

    /// A warning for each page that somebody should have read before `today`.
    #[must_use]
    pub fn overdue(&self, tree: &SourceTree, today: Date) -> Vec<Diagnostic> {
        let pages = self.site.pages.iter().zip(&self.site.reviews);
        let late = pages.filter_map(|(page, review)| Some((page.source.as_ref()?, review, review.due?)));
        late.filter(|(.., due)| *due < today)
            .map(|(source, review, due)| {
                let owners = if review.owners.is_empty() {
                    String::new()
                } else {
                    format!(", which {} looks after", review.owners.join(", "))
                };
                let days = match days(due, today) {
                    1 => "1 day".to_owned(),
                    days => format!("{days} days"),
                };
                let message =
                    format!("the review of this page{owners}, is overdue for {days}, since {}", in_words(due));
                let path = tree.shown(source);
                let help = format!("read it with care, mend what is wrong, then run `sprintbook review --mark {path}`");
                Diagnostic::warning(Code::ReviewOverdue, place(tree, source), message).help(help)
            })
            .collect()
    }
}

fn days(due: Date, today: Date) -> i64 {
    i64::from((today - due).get_days())
}

fn in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// The line of a page that says when it is to be reviewed; a section above it may say so instead.
fn place(tree: &SourceTree, source: &SourcePath) -> Span {
    const KEYS: &[&str] =
        &["review_by", "expires", "review_in", "last_reviewed_on", "last_reviewed_at", "last_reviewed"];
    let text = tree.get(source).and_then(|file| file.text().ok()).unwrap_or_default();
    let mut at = 0;
    let mut found: Option<(usize, usize, usize)> = None;
    for line in text.split_inclusive('\n') {
        let rank = KEYS
            .iter()
            .position(|key| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with([':', '='])));
        if let Some(rank) = rank.filter(|rank| found.is_none_or(|(known, ..)| *rank < known)) {
            found = Some((rank, at, at + line.trim_end().len()));
        }
        at += line.len();
        if at > line.len() + 3 && matches!(line.trim_end(), "---" | "+++" | "...") {
            break;
        }
    }
    found.map_or_else(|| Span::top(source), |(_, start, end)| Span::new(source, start..end))
}

/// Who looks after the files of `tree`, by the first `CODEOWNERS` that there is.
pub(super) fn owners(tree: &SourceTree, diagnostics: &mut Vec<Diagnostic>) -> CodeOwners {
    let file = CODE_OWNERS.iter().find_map(|path| tree.get(&SourcePath::new(path)));
    let (owners, found) = file.map(parse_code_owners).unwrap_or_default();
    diagnostics.extend(found);
    owners
}

/// A page that was reviewed, as its file must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedPage {
    /// Its whole text.
    pub text: String,
    /// What that means, in a sentence.
    pub said: String,
}

/// The page in `file` as reviewed on `day`; or why that must be written by hand.
pub fn marked_page(file: &SourceFile, day: Date) -> Result<MarkedPage, String> {
    let marked = marked(file, day)?;
    let said = match marked.due {
        Some(due) if marked.fixed && due <= day => {
            format!(
                "reviewed on {}; it still asks for a review by {}, so change that day too",
                in_words(day),
                in_words(due)
            )
        }
        Some(due) => format!("reviewed on {}, due again on {}", in_words(day), in_words(due)),
        None => format!("reviewed on {}", in_words(day)),
    };
    Ok(MarkedPage { text: marked.text, said })
}

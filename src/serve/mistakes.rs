//! What the panel in the browser says: the same words as the terminal.

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity, to_excerpt};
use crate::source::SourceTree;

/// So many are told in full; the others are counted.
const TOLD: usize = 20;

/// Mistakes as the browser gets them. Texts only: whoever shows them escapes them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Mistakes {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The first of them, errors before warnings.
    pub told: Vec<Told>,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// Its code; empty for what the machine could not do.
    pub code: &'static str,
    /// What is wrong.
    pub title: String,
    /// Where, with the lines around it.
    pub excerpt: String,
    /// What can be done.
    pub help: Option<String>,
}

impl Mistakes {
    /// What was found in `tree`.
    #[must_use]
    pub fn new(diagnostics: &[Diagnostic], tree: &SourceTree) -> Self {
        let of = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
        let told = of(Severity::Error).chain(of(Severity::Warning)).take(TOLD).map(|diagnostic| tell(diagnostic, tree));
        Self { errors: of(Severity::Error).count(), warnings: of(Severity::Warning).count(), told: told.collect() }
    }

    /// What the machine could not do, in its own words.
    #[must_use]
    pub fn of_the_machine(words: &str) -> Self {
        let told = Told { severity: "error", code: "", title: words.to_owned(), excerpt: String::new(), help: None };
        Self { errors: 1, warnings: 0, told: vec![told] }
    }
}

fn tell(diagnostic: &Diagnostic, tree: &SourceTree) -> Told {
    Told {
        severity: diagnostic.severity.as_str(),
        code: diagnostic.code.as_str(),
        title: diagnostic.message.clone(),
        excerpt: to_excerpt(diagnostic, tree),
        help: diagnostic.help.clone(),
    }
}

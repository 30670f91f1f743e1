//! The one type of message about what the user wrote.

use crate::source::Span;

use super::code::Code;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written while there is one.
    Error,
    /// The site is built; `--strict` makes an error of it.
    Warning,
    /// Worth knowing; never fails a build.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Another place that belongs to a mistake: "first declared here".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What is there.
    pub label: String,
}

/// A change of the source that is sure to mend a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace.
    pub span: Span,
    /// What must stand there now; if something else does, nothing is sure.
    pub written: String,
    /// What is to stand there.
    pub replacement: String,
}

/// A mistake of the user's, or something worth knowing: what, where, and what can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Which kind it is.
    pub code: Code,
    /// One sentence without a full stop.
    pub message: String,
    /// Where it is.
    pub span: Span,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What the user can do.
    pub help: Option<String>,
    /// What `check --fix` writes, where that is sure to be right.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// A mistake that stops a build.
    #[must_use]
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { severity: Severity::Error, code, message, span, related: Vec::new(), help: None, fix: None }
    }

    /// A mistake that a build survives.
    #[must_use]
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// Something worth knowing.
    #[must_use]
    pub fn note(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, span, message) }
    }

    /// With what the user can do about it.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// With what the user can do about it, if something is known now and was not before.
    #[must_use]
    pub fn maybe_help(self, help: Option<String>) -> Self {
        Self { help: self.help.or(help), ..self }
    }

    /// With a change that is sure to mend it, if there is one.
    #[must_use]
    pub fn fix(self, fix: Option<Fix>) -> Self {
        Self { fix: fix.map(Box::new), ..self }
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Related { span, label: label.into() });
        self
    }
}

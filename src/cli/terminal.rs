//! The only place that prints. Results go to the standard output, everything else to the error stream.

use std::fmt::Write as _;

use crate::diagnostics::{Diagnostic, Severity, to_github, to_json, to_junit, to_sarif, to_short, to_text, visible};
use crate::disk::Failure;
use crate::source::SourceTree;

use super::args::{Colour, ToldFormat};

/// How to speak to the user.
pub(super) struct Terminal {
    quiet: bool,
    verbose: bool,
}

impl Terminal {
    pub(super) fn new(colour: Colour, quiet: bool, verbose: bool) -> Self {
        match colour {
            Colour::Auto => {}
            Colour::Always => anstream::ColorChoice::Always.write_global(),
            Colour::Never => anstream::ColorChoice::Never.write_global(),
        }
        Self { quiet, verbose }
    }

    /// Tells every diagnostic; notes and warnings also when quiet, since they are about the user's work.
    pub(super) fn diagnostics(diagnostics: &[Diagnostic], tree: &SourceTree, format: ToldFormat) {
        match format {
            ToldFormat::Text => anstream::eprint!("{}", to_text(diagnostics, tree)),
            ToldFormat::Short => anstream::print!("{}", to_short(diagnostics, tree)),
            ToldFormat::Json => anstream::println!("{}", to_json(diagnostics, tree)),
            ToldFormat::Sarif => anstream::println!("{}", to_sarif(diagnostics, tree)),
            ToldFormat::Github => anstream::print!("{}", to_github(diagnostics, tree)),
            ToldFormat::Junit => anstream::print!("{}", to_junit(diagnostics, tree)),
        }
    }

    /// Why what was asked for cannot be told.
    pub(super) fn wrong(message: &str) {
        anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {}", visible(message));
    }

    /// A line on what was done.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            anstream::eprintln!("{}", visible(line));
        }
    }

    /// Whether somebody asked for details.
    pub(super) fn tells_details(&self) -> bool {
        self.verbose
    }

    /// A line for those who asked for details.
    pub(super) fn detail(&self, line: &str) {
        if self.verbose {
            anstream::eprintln!("{}", visible(line));
        }
    }

    /// A result, to the standard output.
    pub(super) fn result(text: &str) {
        let end = if text.ends_with('\n') { "" } else { "\n" };
        anstream::print!("{text}{end}");
    }

    /// What was typed wrongly, and what can be done.
    pub(super) fn usage(message: &str, help: &str) {
        anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {}\n  = help: {}", visible(message), visible(help));
    }

    /// What the machine could not do.
    pub(super) fn failure(failure: &Failure) {
        anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {}", visible(&failure.to_string()));
    }
}

/// "2 errors, 1 warning", or nothing where there is nothing.
pub(super) fn tally(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let parts = [(count(Severity::Error), "error"), (count(Severity::Warning), "warning")];
    let words: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// "1 page", "2 pages".
pub(super) fn counted(count: usize, word: &str) -> String {
    let mut text = count.to_string();
    let plural = if count == 1 { "" } else { "s" };
    write!(text, " {word}{plural}").expect("writing to a string never fails");
    text
}

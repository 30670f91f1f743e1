//! `CODEOWNERS`: who looks after which files, in the form that GitHub and GitLab read.

use std::collections::HashMap;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceFile, Span};

/// Where it may be, the place that counts first.
pub const CODE_OWNERS: &[&str] = &[".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/// Who looks after which files of a project.
#[derive(Debug, Clone, Default)]
pub struct CodeOwners {
    patterns: Option<Gitignore>,
    /// The owners of each pattern; of two lines with one pattern, the last counts.
    owners: HashMap<String, Vec<String>>,
}

impl CodeOwners {
    /// Who looks after the file at `path`: the last line that fits says it, and may say nobody.
    #[must_use]
    pub fn of(&self, path: &str) -> &[String] {
        let fits = self.patterns.as_ref().and_then(|patterns| patterns.matched(path, false).inner().copied());
        fits.and_then(|glob| self.owners.get(glob.original())).map_or(&[], Vec::as_slice)
    }
}

/// The owners that `file` names. A line that cannot be understood is told and passed over.
#[must_use]
pub fn parse_code_owners(file: &SourceFile) -> (CodeOwners, Vec<Diagnostic>) {
    let text = match super::document::text_of(file) {
        Ok(text) => text,
        Err(diagnostic) => return (CodeOwners::default(), vec![diagnostic]),
    };
    let mut read = Lines {
        file,
        patterns: GitignoreBuilder::new(""),
        owners: HashMap::new(),
        usual: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut at = 0;
    for line in text.trim_start_matches('\u{feff}').split_inclusive('\n') {
        read.line(
            line.trim(),
            text.len() - text.trim_start_matches('\u{feff}').len() + at + line.len() - line.trim_start().len(),
        );
        at += line.len();
    }
    (CodeOwners { patterns: read.patterns.build().ok(), owners: read.owners }, read.diagnostics)
}

struct Lines<'a> {
    file: &'a SourceFile,
    patterns: GitignoreBuilder,
    owners: HashMap<String, Vec<String>>,
    /// The owners of a GitLab section, for lines that name none.
    usual: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Lines<'_> {
    fn line(&mut self, line: &str, at: usize) {
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        if line.starts_with('[') || line.starts_with("^[") {
            let words = line.rsplit_once(']').map_or("", |(_, words)| words);
            self.usual = self.owners_in(words, line, at);
            return;
        }
        let (pattern, rest) = pattern_of(line);
        let named = self.owners_in(rest, line, at);
        let owners = if named.is_empty() && rest.is_empty() { self.usual.clone() } else { named };
        if pattern.starts_with('!') {
            self.tell(
                line,
                at,
                "a pattern cannot begin with `!`",
                "to say that nobody owns a file, write its pattern alone",
            );
            return;
        }
        for pattern in forms(&pattern) {
            if self.patterns.add_line(None, &pattern).is_err() {
                self.tell(
                    line,
                    at,
                    "this pattern cannot be understood",
                    "it is written like one of `.gitignore`: `/docs/`, `*.md`",
                );
                return;
            }
            self.owners.insert(pattern, owners.clone());
        }
    }

    /// `@name`, `@org/team`; of an address only what is before the `@`, so that no site publishes it.
    fn owners_in(&mut self, words: &str, line: &str, at: usize) -> Vec<String> {
        let mut owners = Vec::new();
        for word in words.split_whitespace().take_while(|word| !word.starts_with('#')) {
            match word.find('@') {
                Some(0) if word.len() > 1 => owners.push(word.to_owned()),
                Some(end) if end > 0 => owners.push(word[..end].to_owned()),
                _ => {
                    let message = format!("`{word}` is no owner");
                    self.tell(
                        line,
                        at,
                        &message,
                        "owners are written as `@name`, `@organisation/team` or an e-mail address",
                    );
                }
            }
        }
        owners
    }

    fn tell(&mut self, line: &str, at: usize, message: &str, help: &str) {
        let span = Span::new(&self.file.path, at..at + line.len());
        self.diagnostics.push(Diagnostic::warning(Code::ReviewCodeOwners, span, message).help(help));
    }
}

/// The pattern at the beginning of a line, in which `\ ` is a space, and what follows it.
fn pattern_of(line: &str) -> (String, &str) {
    let mut escaped = false;
    let end = line.find(|letter: char| {
        let ends = letter.is_whitespace() && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    });
    let (pattern, rest) = line.split_at(end.unwrap_or(line.len()));
    (pattern.to_owned(), rest.trim())
}

/// A pattern for files and, where it may name a folder, for whatever lies below it. `docs/*` means only what lies right in it.
fn forms(pattern: &str) -> Vec<String> {
    let folder = pattern.trim_end_matches('/');
    let mut forms = Vec::new();
    if folder == pattern {
        forms.push(pattern.to_owned());
    }
    if !folder.ends_with('*') && !folder.is_empty() {
        let anywhere = if folder.contains('/') { "" } else { "**/" };
        forms.push(format!("{anywhere}{folder}/**"));
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::{CodeOwners, parse_code_owners};
    use crate::source::{SourceFile, SourcePath};

    fn parse(text: &str) -> (CodeOwners, Vec<String>) {
        let (owners, told) =
            parse_code_owners(&SourceFile::new(SourcePath::new("CODEOWNERS"), text.as_bytes().to_vec()));
        (owners, told.into_iter().map(|told| format!("{}: {}", told.span.start, told.message)).collect())
    }

    #[test]
    fn the_last_line_that_fits_says_it() {
        // The examples of GitHub's documentation of CODEOWNERS.
        let text = "# comment\n*       @global-owner1 @global-owner2\n*.js    @js-owner #inline\n*.go docs@example.com\n\
                    /build/logs/ @doctocat\ndocs/* @pages\napps/ @octocat\n/docs/ @doctocat\n/apps/github @doc\n/apps/open\n";
        let (owners, told) = parse(text);
        assert!(told.is_empty(), "{told:?}");
        for (path, wanted) in [
            ("x.md", "@global-owner1 @global-owner2"),
            ("a/b.js", "@js-owner"),
            ("main.go", "docs"),
            ("build/logs/a/b", "@doctocat"),
            ("other/build/logs/a", "@global-owner1 @global-owner2"),
            ("docs/a.md", "@doctocat"),
            ("x/apps/y/z", "@octocat"),
            ("apps/github/x", "@doc"),
            ("apps/open/x", ""),
        ] {
            assert_eq!(owners.of(path).join(" "), wanted, "{path}");
        }
        let (owners, _) = parse("docs/* @pages\n");
        assert_eq!((owners.of("docs/a.md").len(), owners.of("docs/a/b.md").len()), (1, 0));
    }

    #[test]
    fn sections_and_odd_names_are_read() {
        let (owners, told) = parse("\u{feff}[Docs][2] @writers\r\n/docs\\ old/\r\n^[Code]\n*.rs\n/a\\#b @x\n");
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(owners.of("docs old/a.md"), ["@writers"]);
        assert_eq!(owners.of("a.rs").len(), 0);
        assert_eq!(owners.of("a#b"), ["@x"]);
    }

    #[test]
    fn what_cannot_be_understood_is_told_and_passed_over() {
        let (owners, told) = parse("* @all\n!x.md @b\n{a @b\n*.md Kestrel @k @\n");
        assert_eq!(
            told,
            [
                "7: a pattern cannot begin with `!`",
                "16: this pattern cannot be understood",
                "22: `Kestrel` is no owner",
                "22: `@` is no owner"
            ]
        );
        assert_eq!(owners.of("x.md"), ["@k"]);
        assert_eq!(owners.of("a"), ["@all"]);
        assert_eq!(parse("").0.of("x"), [""; 0]);
    }
}

//! One annotation of a GitHub workflow: a line on the standard output that is shown at a line of a file.

use super::diagnostic::Severity;

/// What is said at `line` (from 1) of `file`, under `title`. Whatever the words are, they stay within their annotation.
#[must_use]
pub fn annotation(severity: Severity, file: &str, line: usize, title: &str, message: &str) -> String {
    let level = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    format!("::{level} file={},line={line},title={}::{}\n", property(file), property(title), words(message))
}

/// Escaped as the workflow commands ask for: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
fn words(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    words(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{Severity, annotation};

    #[test]
    fn hostile_words_stay_within() {
        assert_eq!(
            annotation(Severity::Error, "a,b:c%.yaml", 3, "x\n::error::y", "50 %\r\n::warning::z"),
            "::error file=a%2Cb%3Ac%25.yaml,line=3,title=x%0A%3A%3Aerror%3A%3Ay::50 %25%0D%0A::warning::z\n"
        );
    }
}

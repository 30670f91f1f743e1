//! How bodies are to be read, as `sprintbook.yaml` says.

/// What becomes of raw HTML in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HtmlPolicy {
    /// What could run, load from elsewhere or restyle the page is left out, and told.
    #[default]
    Safe,
    /// All of it is kept: for a handbook whose every author is trusted with the site.
    Trusted,
    /// It is shown as the text that it is.
    Off,
}

/// The settings of a project that change what its Markdown becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Markup {
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Whether straight quotes, `--` and `...` become typographic ones.
    pub smart_punctuation: bool,
}

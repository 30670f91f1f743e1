//! What a document asks of the sprints: charts in its fences, numbers in its links. Which charts and numbers there are is
//! not known here.

use std::ops::Range;

/// A word in a document and where it stands, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedWord {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub at: Range<usize>,
}

/// A chart or a number that a document asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which of the two.
    pub form: AskedForm,
    /// The kind of the chart, or the name of the number.
    pub name: AskedWord,
    /// The team, where it is named.
    pub team: Option<AskedWord>,
    /// The sprint, where it is named.
    pub sprint: Option<AskedWord>,
    /// All of the fence or link.
    pub whole: Range<usize>,
}

/// The form in which a document asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedForm {
    /// A fence that becomes a chart.
    Chart {
        /// How many of the newest sprints it shows, and where that stands.
        last: Option<(usize, Range<usize>)>,
        /// What it is called, instead of what it would be called.
        title: Option<String>,
    },
    /// A link whose words become a number.
    Number {
        /// The words as written.
        words: AskedWord,
    },
}

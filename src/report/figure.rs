//! A figure: a drawing, one sentence to take away, and the numbers as a table.

use serde::Serialize;

use super::chart::{Heading, escaped};

/// A chart with everything that a reader who cannot see it needs.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// An id that is unique on a page and safe as a part of other ids.
    pub id: String,
    /// What the figure is called.
    pub title: String,
    /// What is drawn, for readers who cannot see it.
    pub description: String,
    /// The one sentence that a reader should take away.
    pub reading: String,
    /// Two drawings of the same thing as SVG text: the first has the class `chart-wide`, the second `chart-narrow`.
    /// The style sheet shows one of them. Safe to put in a page as it is.
    pub svg: String,
    /// The numbers.
    pub table: Table,
}

impl Figure {
    /// The figure with another title.
    #[must_use]
    pub fn called(self, title: &str) -> Self {
        let in_drawing = |title: &str| format!("-title\">{}</title>", escaped(title));
        let svg = self.svg.replace(&in_drawing(&self.title), &in_drawing(title));
        Self { svg, title: title.to_owned(), ..self }
    }
}

/// The numbers of a figure.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// The columns.
    pub head: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// One column of a table.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// The heading.
    pub text: String,
    /// Whether the cells are numbers, which stand better on the right.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    pub(crate) fn words(text: &str) -> Self {
        Self { text: text.to_owned(), numeric: false }
    }

    /// A column of numbers.
    pub(crate) fn numbers(text: &str) -> Self {
        Self { text: text.to_owned(), numeric: true }
    }
}

/// What is told of a drawing.
pub(crate) struct Told {
    /// What the figure is called.
    pub(crate) title: String,
    /// What is drawn.
    pub(crate) description: String,
    /// The one sentence to take away.
    pub(crate) reading: String,
    /// The columns of its table.
    pub(crate) head: Vec<Column>,
    /// The rows of its table.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Figure {
    /// The figure with this id, drawn by `draw`.
    pub(crate) fn drawn(id: String, told: Told, draw: impl FnOnce(Heading<'_>) -> String) -> Self {
        let Told { title, description, reading, head, rows } = told;
        let svg = draw(Heading { id: &id, title: &title, description: &description });
        let table = Table { caption: title.clone(), head, rows };
        Self { id, title, description, reading, svg, table }
    }
}

/// An id from any text: letters, digits and hyphens stay, everything else is told by its code, so that two texts never
/// share one id.
pub(crate) fn figure_id(kind: &str, of: &str) -> String {
    let safe = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => letter.to_string(),
        other => format!("_{:x}_", u32::from(other)),
    };
    let of: String = of.chars().map(safe).collect();
    if of.is_empty() { kind.to_owned() } else { format!("{kind}-{of}") }
}

#[cfg(test)]
mod tests {
    use super::figure_id;

    #[test]
    fn ids_are_safe_and_never_shared() {
        assert_eq!(figure_id("burnup", "2026-s07"), "burnup-2026-s07");
        assert_eq!(figure_id("burnup", "a\"b"), "burnup-a_22_b");
        assert_ne!(figure_id("burnup", "a b"), figure_id("burnup", "a.b"));
        assert_eq!(figure_id("velocity", ""), "velocity");
    }
}

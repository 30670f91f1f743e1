//! The figures of a log on its overview, and what keeps the others from being drawn.

use std::collections::BTreeMap;

use super::figure::Figure;
use super::kinds::{About, CHART_KINDS};
use super::topic::Topic;

/// The figures that can be drawn, by kind; a kind of several words has `_` between them.
pub(crate) type Figures = BTreeMap<String, Figure>;

/// Every figure of this kind of subject that can be drawn, and a sentence for each that cannot.
pub(crate) fn figures(topic: &Topic<'_>, about: About) -> (Figures, Vec<String>) {
    let (mut figures, mut gaps) = (Figures::new(), Vec::new());
    for kind in CHART_KINDS.iter().filter(|kind| kind.about == about) {
        match (kind.figure)(topic) {
            Ok(figure) => {
                figures.insert(kind.name.replace('-', "_"), figure);
            }
            Err(gap) => gaps.push(format!("{}: {}.", super::words::capital(&gap.gives), gap.missing)),
        }
    }
    (figures, gaps)
}

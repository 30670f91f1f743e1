//! How bars and marks look: what was planned is hatched, what is done is solid, and no two differ by colour alone.

use super::drawing::Drawing;

/// How a bar looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Planned or said: hatched.
    Plan,
    /// Done: solid in the first colour.
    Done,
    /// Something beside that: solid in the second colour.
    Other,
    /// Not there, given up: an empty outline.
    Open,
    /// Does not count: a dashed outline.
    LeftOut,
}

/// How the values of a series are marked, in the order in which series are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A dot in the first colour.
    Dot,
    /// A square in the second colour.
    Square,
    /// A ring in the first colour.
    Ring,
    /// A triangle in the second colour.
    Triangle,
}

/// One mark per series: a chart has at most four.
pub(crate) const MARKS: [Mark; 4] = [Mark::Dot, Mark::Square, Mark::Ring, Mark::Triangle];

impl Look {
    /// A bar of this look. `hatch` is the attribute that hatches.
    pub(crate) fn draw(self, drawing: &mut Drawing, area: [f64; 4], hatch: &str) {
        match self {
            Self::Plan => drawing.rect("c-plan", area, hatch),
            Self::Done => drawing.rect("c-done", area, ""),
            Self::Other => drawing.rect("c-other", area, ""),
            Self::Open => drawing.rect("c-open", area, r#" fill="none""#),
            Self::LeftOut => drawing.rect("c-open", area, r#" fill="none" stroke-dasharray="3 2""#),
        }
    }
}

impl Mark {
    /// The class of its line and its sign.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Dot | Self::Ring => "c-done",
            Self::Square | Self::Triangle => "c-scope",
        }
    }

    /// The dashes of its line.
    pub(crate) const fn dashes(self) -> &'static str {
        match self {
            Self::Dot | Self::Square => "",
            Self::Ring | Self::Triangle => r#" stroke-dasharray="5 4""#,
        }
    }

    /// Draws it round a point.
    pub(crate) fn draw(self, drawing: &mut Drawing, (x, y): (f64, f64), radius: f64) {
        let corners = |corners: &[(f64, f64)]| corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect::<Vec<_>>();
        match self {
            Self::Dot => drawing.dot("c-done", (x, y), radius),
            Self::Ring => drawing.dot("c-ring", (x, y), radius),
            Self::Square => {
                let half = radius * 0.9;
                drawing.area("c-other", &corners(&[(-half, -half), (half, -half), (half, half), (-half, half)]), "");
            }
            Self::Triangle => {
                drawing.area(
                    "c-other",
                    &corners(&[(0.0, -radius * 1.2), (radius * 1.1, radius * 0.8), (-radius * 1.1, radius * 0.8)]),
                    "",
                );
            }
        }
    }
}

//! Charts as SVG text: geometry and classes only. Colours come from the style sheet.
//!
//! Each chart is drawn twice, as `svg.chart-wide` (680 units wide) and as `svg.chart-narrow` (340 units wide, letters
//! of the same size); the style sheet shows the one that fits and hides the other.
//!
//! | class | what it is |
//! |---|---|
//! | `c-plan`, `c-hatch` | outline of a planned bar, lines of its hatching |
//! | `c-done` | a solid bar (`rect`), a line (`path`) and its dots (`circle`) |
//! | `c-left-out` | with `c-done`: a bar that does not count, outline only |
//! | `c-scope` | the scope line (`path`) and its dots (`circle`) |
//! | `c-ideal`, `c-median` | the dashed ideal line, the middle value |
//! | `c-halo` | a rim in the colour of the ground, below `c-median` |
//! | `c-band`, `c-off` | the usual range, days off: faint areas |
//! | `c-grid`, `c-axis` | faint lines of the scale, the base line |
//! | `c-event`, `c-event-line`, `c-today` | a mark (`polygon`), its line, the line of today |
//! | `c-text`, `c-label` | quiet words, strong words; these need a rim in the colour of the ground |
//! | `c-hover` | an invisible area with a tooltip |

mod bars;
mod days;
mod drawing;
mod plot;
mod scale;

pub(crate) use bars::{Band, Bar, BarChart};
pub(crate) use days::{Column, DayChart, Line, Spot};
pub(crate) use drawing::{Heading, escaped, shortened};

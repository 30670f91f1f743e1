//! Charts as SVG text: geometry and classes only. Colours come from the style sheet.
//!
//! Each chart is drawn twice, as `svg.chart-wide` (680 units wide) and as `svg.chart-narrow` (340 units wide, letters
//! of the same size); the style sheet shows the one that fits and hides the other.
//!
//! There are four forms: sprints side by side (`columns`), lines and areas over days (`days`), rows one below the other
//! (`rows`), and dots (`scatter`). All share the axis (`plot`), the looks (`look`) and the words for signs (`legend`).
//!
//! | class | what it is |
//! |---|---|
//! | `c-plan`, `c-hatch` | outline of what is planned, lines of its hatching |
//! | `c-done` | the first colour: a solid bar (`rect`), a line or an area (`path`), dots (`circle`) |
//! | `c-scope`, `c-other` | the second colour: lines and their dots; bars, areas and marks |
//! | `c-open`, `c-ring` | an outline, a ring in the first colour |
//! | `c-ideal`, `c-median` | the dashed ideal line, a level such as the middle value |
//! | `c-halo` | a rim in the colour of the ground, below `c-median` |
//! | `c-band`, `c-off` | the usual range, days off: faint areas |
//! | `c-grid`, `c-axis` | faint lines of the scale, the base line |
//! | `c-event`, `c-event-line`, `c-today` | a mark (`polygon`), its line, the line of today |
//! | `c-text`, `c-label` | quiet words, strong words; these need a rim in the colour of the ground |
//! | `c-hover` | an invisible area with a tooltip |

mod alike;
mod columns;
mod days;
mod drawing;
mod legend;
mod look;
mod plot;
mod rows;
mod scale;
mod scatter;

pub(crate) use columns::{Band, Bar, ColumnChart, DONE_WIDTH, PLAN_WIDTH, Place, Rule, Series};
pub(crate) use days::{Area, Column, DayChart, Line, Spot};
pub(crate) use drawing::{Heading, escaped, shortened};
pub(crate) use legend::Sign;
pub(crate) use look::{Look, MARKS, Mark};
pub(crate) use rows::{Part, Row, RowChart};
pub(crate) use scale::{Scale, tick_words};
pub(crate) use scatter::{Dot, ScatterChart};

//! Charts as SVG text: geometry and classes only. Colours come from the style sheet.

mod bars;
mod days;
mod drawing;
mod plot;
mod scale;

pub(crate) use bars::{Band, Bar, BarChart};
pub(crate) use days::{Column, DayChart, Line, Spot};
pub(crate) use drawing::Heading;

//! What we tell the user: one type for every mistake, a stable code for each kind, and the only place that draws them.

mod annotation;
mod code;
mod diagnostic;
mod json;
mod suggest;
mod text;

pub use annotation::annotation;
pub use code::Code;
pub use diagnostic::{Diagnostic, Fix, Related, Severity};
pub use json::to_json;
pub use suggest::{did_you_mean, nearest, slip};
pub use text::{to_excerpt, to_text};

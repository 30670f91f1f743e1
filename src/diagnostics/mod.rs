//! What we tell the user: one type for every mistake, a stable code for each kind, and the only place that draws them.

mod annotation;
mod code;
mod diagnostic;
mod github;
mod json;
mod junit;
mod sarif;
mod short;
mod suggest;
mod text;

pub use annotation::annotation;
pub use code::Code;
pub use diagnostic::{Diagnostic, Fix, Related, Severity};
pub use github::{to_github, to_summary};
pub use json::to_json;
pub use junit::to_junit;
pub use sarif::to_sarif;
pub use short::to_short;
pub use suggest::{Letters, did_you_mean, nearest, slip};
pub use text::{to_excerpt, to_text, visible};

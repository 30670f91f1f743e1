//! The site as a plan: every file that will be written, before any is.

mod path;
mod plan;

pub use path::{BadPath, OutputPath};
pub use plan::{Artifact, Layout, OutputPlan, plan};

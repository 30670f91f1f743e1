//! The site as a plan: every file that will be written, before any is.

mod path;
mod plan;
mod sink;

pub use path::{BadPath, OutputPath};
pub use plan::{Artifact, Layout, OutputPlan, plan};
pub use sink::{Content, Nowhere, Sink};

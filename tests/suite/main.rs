//! The integration tests: one binary, one module per stage.

mod example;
mod report;
mod sprints;

//! The integration tests: one binary, one module per stage.

mod example;
mod expected;
mod report;
mod sprints;

//! sprintbook makes one browsable site from a team's handbook (Markdown) and its sprint data (YAML).
//!
//! What flows, stage by stage; `pipeline::build` is all of it on one screen:
//!
//! ```text
//! disk::read  -> SourceTree     every file of the project
//! parse       -> Config, Document { facts, body }, Sprint   one file in, one value out
//! site        -> Site           pages, menu, links: many values in, one linked whole out
//! report      -> views          what the sprints add up to
//! theme       -> Theme          templates and assets
//! render      -> pages          HTML, one page at a time
//! search      -> index          the words of all pages, in files for the reader's browser
//! output      -> OutputPlan     path -> bytes
//! disk::Writer                  only if there is no error; `serve` shows the plan instead
//! ```
//!
//! The user's mistake is a [`diagnostics::Diagnostic`] value, and a stage never fails because of one; what the machine could
//! not do is a [`disk::Failure`].

pub mod cli;
pub mod diagnostics;
pub mod disk;
pub mod external;
pub mod import;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod sprints;
pub mod theme;

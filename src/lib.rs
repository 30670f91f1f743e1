//! sprintbook: a team's handbook and its delivery evidence as one site, from plain files in git.

pub mod report;
pub mod sprints;

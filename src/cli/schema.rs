//! `sprintbook schema`: the JSON Schema of a kind of file.

use crate::pipeline::{config_schema, front_matter_schema, sprint_schema, team_schema};

use super::args::{SchemaArguments, SchemaKind};
use super::run::FINE;
use super::terminal::Terminal;

pub(super) fn run(arguments: &SchemaArguments) -> u8 {
    let schema = match arguments.kind {
        SchemaKind::Config => config_schema(),
        SchemaKind::FrontMatter => front_matter_schema(),
        SchemaKind::Sprint => sprint_schema(),
        SchemaKind::Team => team_schema(),
    };
    Terminal::result(&format!("{schema:#}"));
    FINE
}

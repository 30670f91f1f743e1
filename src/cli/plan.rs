//! `sprintbook sprint plan`: the plan of a sprint against what past sprints reached.

use std::path::Path;

use jiff::civil::Date;

use crate::disk::{Failure, append};
use crate::pipeline::{Limit, PlanQuestion, PlanShape};

use super::args_sprint::{FailOver, PlanArguments, PlanFormat};
use super::logs::read;
use super::run::{FAILED, FINE, MISTAKES};
use super::terminal::Terminal;

pub(super) fn run(arguments: &PlanArguments, today: Option<Date>) -> Result<u8, Failure> {
    let project = read(arguments.log.folder.as_deref(), today)?;
    if project.has_errors() {
        return Ok(MISTAKES);
    }
    let question = PlanQuestion {
        id: arguments.id.as_deref(),
        team: arguments.log.team.as_deref(),
        limit: arguments.fail_over.map(limit),
        shape: shape(arguments.format),
    };
    let answer = match project.logs.plan(&question, &project.tree) {
        Ok(answer) => answer,
        Err(why) => {
            Terminal::wrong(&why);
            return Ok(FAILED);
        }
    };
    Terminal::result(&answer.text);
    if let Some(summary) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|_| question.shape == PlanShape::Github) {
        append(Path::new(&summary), &answer.markdown)?;
    }
    Ok(if answer.over { MISTAKES } else { FINE })
}

fn shape(format: PlanFormat) -> PlanShape {
    match format {
        PlanFormat::Text => PlanShape::Text,
        PlanFormat::Md => PlanShape::Markdown,
        PlanFormat::Json => PlanShape::Json,
        PlanFormat::Github => PlanShape::Github,
    }
}

fn limit(over: FailOver) -> Limit {
    match over {
        FailOver::Safe => Limit::Safe,
        FailOver::Likely => Limit::Likely,
        FailOver::Best => Limit::Best,
    }
}

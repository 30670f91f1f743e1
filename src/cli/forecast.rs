//! `sprintbook forecast`: when something is done, or how much the next sprints bring.

use jiff::civil::Date;

use crate::disk::Failure;
use crate::pipeline::Asked;

use super::args::Format;
use super::args_sprint::ForecastArguments;
use super::logs::answer;

pub(super) fn run(arguments: &ForecastArguments, today: Option<Date>) -> Result<u8, Failure> {
    let asked = Asked {
        points: arguments.points.clone(),
        items: arguments.items,
        sprints: arguments.sprints,
        days: arguments.days,
        teams: arguments.team.clone(),
    };
    let as_json = arguments.format == Format::Json;
    answer(arguments.folder.as_deref(), today, |logs| logs.forecast(&asked, as_json))
}

//! What the commands about sprints say, as text that is ready to print.

use serde::Serialize;

use crate::report::{
    Forecast, Question, calibration_sentences, diff, forecast_json, log_csv, log_markdown, log_text, sentences_text,
    sprint_csv, sprint_json, sprint_markdown, sprint_text, together, velocity_json,
};
use crate::sprints::{Log, Points, Unit};

use super::logs::Logs;

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// For a terminal.
    Text,
    /// For machines.
    Json,
    /// For a spreadsheet.
    Csv,
    /// For a merge request.
    Markdown,
}

/// What a forecast is asked for, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Points that are still to be done.
    pub points: Option<String>,
    /// Items that are still to be done.
    pub items: Option<u32>,
    /// How many sprints to look ahead.
    pub sprints: Option<usize>,
    /// How many working days to look ahead.
    pub days: Option<usize>,
    /// The teams; more than one asks when all of them are done.
    pub teams: Vec<String>,
}

impl Logs {
    /// The report of one sprint; or why it cannot be told.
    pub fn show(&self, id: Option<&str>, team: Option<&str>, shape: Shape) -> Result<String, String> {
        let (log, sprint) = self.sprint(id, team)?;
        let (log, today) = (&log.log, self.today);
        Ok(match shape {
            Shape::Text => sprint_text(log, sprint, today),
            Shape::Json => pretty(&sprint_json(log, sprint, today)),
            Shape::Csv => sprint_csv(log, sprint),
            Shape::Markdown => sprint_markdown(log, sprint, today),
        })
    }

    /// The overview of one log; or why it cannot be told.
    pub fn show_all(&self, team: Option<&str>, shape: Shape) -> Result<String, String> {
        let (log, today) = (&self.of_team(team)?.log, self.today);
        Ok(match shape {
            Shape::Text => log_text(log, today),
            Shape::Json => pretty(&velocity_json(log, today)),
            Shape::Csv => log_csv(log, today),
            Shape::Markdown => log_markdown(log, today),
        })
    }

    /// What changed from one sprint to another; or why it cannot be told.
    pub fn diff(&self, before: &str, after: &str, team: Option<&str>) -> Result<String, String> {
        let (log, first) = self.sprint(Some(before), team)?;
        let second = log.log.sprint(after).ok_or_else(|| format!("there is no sprint `{after}` beside `{before}`"))?;
        Ok(sentences_text(&diff(&log.log, first, second, self.today)))
    }

    /// The forecast that is asked for; or why there is none.
    pub fn forecast(&self, asked: &Asked, as_json: bool) -> Result<String, String> {
        if asked.teams.len() > 1 {
            return self.together(asked, as_json);
        }
        let log = &self.of_team(asked.teams.first().map(String::as_str))?.log;
        let question = question(asked)?;
        if as_json {
            return Ok(pretty(&forecast_json(log, &question, self.today)));
        }
        let forecast = Forecast::of(log, &question, self.today);
        let told = forecast.sentences().into_iter().chain(calibration_sentences(log, forecast.unit, self.today));
        Ok(sentences_text(&told.collect::<Vec<_>>()))
    }

    fn together(&self, asked: &Asked, as_json: bool) -> Result<String, String> {
        if asked.points.is_some() || asked.items.is_some() || asked.sprints.is_some() || asked.days.is_some() {
            return Err("with several teams each one's own `backlog` in its team.yaml is forecast".to_owned());
        }
        let logs: Vec<&Log> = asked
            .teams
            .iter()
            .map(|team| self.of_team(Some(team)).map(|log| &log.log))
            .collect::<Result<_, String>>()?;
        let told = together(&logs, self.today)
            .map_err(|teams| format!("no `backlog` in team.yaml, or no closed sprint: {}", teams.join(", ")))?;
        Ok(if as_json { pretty(&told) } else { sentences_text(&told.sentences()) })
    }
}

/// JSON as it also stands beside the pages.
pub(super) fn pretty(numbers: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(numbers).expect("numbers serialise");
    text.push('\n');
    text
}

fn question(asked: &Asked) -> Result<Question, String> {
    let points = asked.points.as_deref().map(|text| match text.parse::<Points>() {
        Ok(points) if points < Points::ZERO => {
            Err(format!("`--points {text}`: what is left to do cannot be less than 0"))
        }
        points => points.map_err(|error| format!("`--points {text}`: {error}")),
    });
    let points = points.transpose()?.map(|points| (points, Unit::Points));
    let items = asked.items.map(|items| (Points::whole(i64::from(items)), Unit::Items));
    Ok(Question { target: points.or(items), sprints: asked.sprints, days: asked.days })
}

//! Several teams, all of them needed: when is the last one done? Probabilities multiply; points of two teams are never added.

use jiff::civil::Date;
use serde::Serialize;

use super::calibration::{self, CalibrationNumbers};
use super::forecast_json::Probabilities;
use super::numbers::{Amount, SixPlaces};
use super::velocity::team_name;
use super::words;
use crate::sprints::{Draws, History, Log, MOST_SPRINTS, Points, When, may_claim};

/// Several teams for machines.
#[derive(Clone, Debug, Serialize)]
pub struct TogetherJson {
    /// `exact`: every future is counted.
    pub method: &'static str,
    /// Each team with its own backlog.
    pub teams: Vec<TeamNumbers>,
    /// All of them.
    pub all: TeamNumbers,
}

/// When a backlog is done, in sprints.
#[derive(Clone, Debug, Serialize)]
pub struct TeamNumbers {
    /// The name of the team; `null` for all together.
    pub team: Option<String>,
    /// What is left; `null` for all together, since points of two teams cannot be added.
    pub target: Option<Amount<2>>,
    /// How many closed sprints the claims stand on: of the team with the fewest.
    pub n: usize,
    /// Sprints in at least half of the futures.
    pub p50: Option<usize>,
    /// Sprints in at least 70 %.
    pub p70: Option<usize>,
    /// Sprints in at least 85 %.
    pub p85: Option<usize>,
    /// Sprints in at least 95 %.
    pub p95: Option<usize>,
    /// The probability to be done within so many sprints.
    pub probability: Probabilities,
    /// How often such claims about a single sprint held; `null` for all together.
    pub calibration: Option<CalibrationNumbers>,
}

/// The backlogs of `logs`, all of which are needed, as of `today`; the names of the teams that have no backlog or no history
/// where some have not.
pub fn together(logs: &[&Log], today: Date) -> Result<TogetherJson, Vec<String>> {
    let parts: Vec<Option<(Draws, Points, usize)>> = logs.iter().map(|log| part(log, today)).collect();
    let missing: Vec<String> =
        logs.iter().zip(&parts).filter(|(_, part)| part.is_none()).map(|(log, _)| team_name(log).to_owned()).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let known: Vec<&(Draws, Points, usize)> = parts.iter().flatten().collect();
    let teams = logs.iter().zip(&known).map(|(log, (draws, target, n))| {
        let when = When::of(draws, *target, MOST_SPRINTS);
        let unit = log.team.backlog.as_ref().map_or(log.team.unit, |backlog| backlog.unit);
        TeamNumbers {
            team: Some(team_name(log).to_owned()),
            target: Some(Amount(*target)),
            calibration: Some(calibration::numbers(log, unit, today)),
            ..numbers(&when, *n)
        }
    });
    let needs: Vec<(&Draws, Points)> = known.iter().map(|(draws, target, _)| (draws, *target)).collect();
    let fewest = known.iter().map(|(_, _, n)| *n).min().unwrap_or(0);
    let all = numbers(&When::all(&needs, MOST_SPRINTS), fewest);
    Ok(TogetherJson { method: "exact", teams: teams.collect(), all })
}

impl TogetherJson {
    /// A sentence for each team, one for all of them, and for each team how often such claims held.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let one = |numbers: &TeamNumbers| {
            let claims = [(50, numbers.p50), (70, numbers.p70), (85, numbers.p85), (95, numbers.p95)];
            let told: Vec<String> = claims
                .into_iter()
                .filter_map(|(p, steps)| Some(format!("with {p} % within {}", words::counted(steps?, "sprint"))))
                .collect();
            let who = numbers.team.as_deref().unwrap_or("All of them");
            if told.is_empty() { format!("{who}: not known.") } else { format!("{who}: {}.", words::listed(&told)) }
        };
        self.teams.iter().chain([&self.all]).map(one).chain(self.teams.iter().filter_map(held)).collect()
    }
}

/// "Had this been said before each past sprint of Kestrel, “85 %” held in 9 of 11 sprints and “50 %” held in 6 of 13 sprints."
fn held(numbers: &TeamNumbers) -> Option<String> {
    let (team, calibration) = (numbers.team.as_ref()?, numbers.calibration.as_ref()?);
    let claims = [(85, calibration.p85), (50, calibration.p50)].into_iter().filter(|(_, kept)| kept.of > 0);
    let told: Vec<String> = claims
        .map(|(p, kept)| format!("“{p} %” held in {} of {}", kept.held, words::counted(kept.of, "sprint")))
        .collect();
    (!told.is_empty())
        .then(|| format!("Had this been said before each past sprint of {team}, {}.", words::listed(&told)))
}

fn part(log: &Log, today: Date) -> Option<(Draws, Points, usize)> {
    let backlog = log.team.backlog.as_ref()?;
    let history = History::in_unit(log, backlog.unit, today).velocities();
    Some((Draws::of(&history)?, backlog.size, history.len()))
}

fn numbers(when: &When, n: usize) -> TeamNumbers {
    let by = |p: usize| may_claim(p, n).then(|| when.by(p)).flatten();
    TeamNumbers {
        team: None,
        target: None,
        n,
        p50: by(50),
        p70: by(70),
        p85: by(85),
        p95: by(95),
        calibration: None,
        probability: Probabilities(when.within.iter().map(|chance| SixPlaces(chance.millionths())).collect()),
    }
}

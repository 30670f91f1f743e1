//! A forecast: how many in so many sprints, when something is done, and how well that has held so far.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::words;
use crate::sprints::{
    Backlog, CLAIMS, DailyItems, Draws, History, HowMany, Log, MOST_DAYS, MOST_SPRINTS, Points, Unit, When,
    coming_ends, may_claim, team_calendar, working_day_after,
};

/// How many sprints are looked ahead where nobody says.
const USUAL_SPRINTS: usize = 3;

/// What somebody wants to know.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What is still to be done, and what it counts. Without it: the backlog of the team, where it has one.
    pub target: Option<(Points, Unit)>,
    /// How many sprints to look ahead.
    pub sprints: Option<usize>,
    /// How many working days to look ahead; forecasts then draw working days instead of sprints, and count items.
    pub days: Option<usize>,
}

/// What a step of a forecast is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A sprint.
    Sprint,
    /// A working day.
    WorkingDay,
}

/// A forecast before it is put into words or numbers.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// What a step is.
    pub step: Step,
    /// What amounts count.
    pub unit: Unit,
    /// The outcomes of the past, oldest first.
    pub history: Vec<Points>,
    /// How many closed sprints these come from: what claims stand on.
    pub n: usize,
    /// How much in so many steps.
    pub how_many: Option<HowMany>,
    /// When the target is reached.
    pub when: Option<Reached>,
    /// The last day of each step to come, as far as it is known.
    ends: Vec<Date>,
}

/// When a target is reached.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The target.
    pub target: Points,
    /// What it is called.
    pub name: Option<String>,
    /// The day it is wanted by.
    pub by: Option<Date>,
    /// The probabilities.
    pub when: When,
}

impl Forecast {
    /// The answer of `log` to `question` as of `today`.
    #[must_use]
    pub fn of(log: &Log, question: &Question, today: Date) -> Self {
        let backlog = goal(log, question);
        let unit = match (question.days, &backlog) {
            (Some(_), _) => Unit::Items,
            (None, Some(backlog)) => backlog.unit,
            (None, None) => log.team.unit,
        };
        let (step, history, n) = outcomes(log, question, unit, today);
        let draws = Draws::of(&history);
        let steps = question.days.or(question.sprints).unwrap_or(USUAL_SPRINTS);
        let most = if step == Step::Sprint { MOST_SPRINTS } else { MOST_DAYS };
        let when = draws.as_ref().zip(backlog).map(|(draws, backlog)| Reached {
            when: When::of(draws, backlog.size, most),
            target: backlog.size,
            name: backlog.name,
            by: backlog.by,
        });
        let furthest = when.iter().map(|one| one.when.within.len()).max().unwrap_or(0).max(steps.min(most));
        let how_many = draws.filter(|_| steps <= most).and_then(|draws| draws.how_many(steps));
        let ends = ends(log, step, today, furthest);
        Self { step, unit, history, n, how_many, when, ends }
    }

    /// Whether there is enough history to claim `p` per cent.
    #[must_use]
    pub fn may_claim(&self, p: usize) -> bool {
        may_claim(p, self.n)
    }

    /// The largest amount done in at least `p` per cent of the futures; `None` below the gate.
    #[must_use]
    pub fn at_least(&self, p: usize) -> Option<Points> {
        self.how_many.as_ref().filter(|_| self.may_claim(p)).map(|how_many| how_many.at_least(p))
    }

    /// The fewest steps to the target in at least `p` per cent of the futures; `None` below the gate, and where it is never.
    #[must_use]
    pub fn by(&self, p: usize) -> Option<usize> {
        self.when.as_ref().filter(|_| self.may_claim(p)).and_then(|reached| reached.when.by(p))
    }

    /// The last day of step number `steps`; today where that is 0 and nothing is left to do.
    #[must_use]
    pub fn end(&self, steps: usize) -> Option<Date> {
        self.ends.get(steps.checked_sub(1)?).copied()
    }

    /// How many steps are over by the end of `day`.
    #[must_use]
    pub fn steps_until(&self, day: Date) -> usize {
        self.ends.partition_point(|end| *end <= day)
    }

    /// The amount that at least `p` per cent of the futures reach in each of the next `steps` sprints; `None` below the gate.
    pub(crate) fn fan(&self, steps: usize) -> Vec<FanStep> {
        let Some(draws) = Draws::of(&self.history) else { return Vec::new() };
        let step = |number: usize| {
            let how_many = draws.how_many(number)?;
            let at_least = |p: usize, gate: usize| self.may_claim(gate).then(|| how_many.at_least(p));
            Some(FanStep { number, p85: at_least(85, 85), p50: at_least(50, 50), p15: at_least(15, 85) })
        };
        (1..=steps).map_while(step).collect()
    }

    /// One to four sentences.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        if self.history.is_empty() {
            let finished = if self.unit == Unit::Items { "finished items" } else { "finished points" };
            return vec![format!("No closed sprint with {finished} counts yet, so there is nothing to go by.")];
        }
        self.when_sentences().into_iter().chain(self.how_many_sentence()).chain(self.missing_sentence()).collect()
    }

    /// When the backlog is done; nothing without one.
    pub(super) fn when_sentences(&self) -> Vec<String> {
        let Some(reached) = &self.when else { return Vec::new() };
        let name = reached.name.as_ref().map_or_else(String::new, |name| format!(" of “{name}”"));
        let target = format!("{}{name}", words::amount(reached.target, self.unit));
        if reached.when.already {
            return vec![format!("Nothing is left to do: {target}.")];
        }
        if reached.when.never {
            return vec![format!(
                "At this rate {target} are never done: nothing was finished in the sprints that count."
            )];
        }
        let claims = self.claims();
        let mut told = vec![if claims.is_empty() {
            format!(
                "{} are further away than {} {}s.",
                words::capital(&target),
                reached.when.within.len(),
                self.step.word()
            )
        } else {
            format!("{} are done {}.", words::capital(&target), words::listed(&claims))
        }];
        told.extend(reached.by.map(|by| self.chance_sentence(reached, by)));
        told
    }

    /// "with 50 and 70 % within 5 sprints (by 22 January 2027)": claims for the same number of steps are told together.
    fn claims(&self) -> Vec<String> {
        let mut by_steps: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for p in CLAIMS {
            if let Some(steps) = self.by(p) {
                by_steps.entry(steps).or_default().push(p.to_string());
            }
        }
        let told = by_steps.into_iter().map(|(steps, claims)| {
            let day = self.end(steps).map_or_else(String::new, |day| format!(" (by {})", words::day_and_year(day)));
            format!("with {} % within {}{day}", words::listed(&claims), words::counted(steps, self.step.word()))
        });
        told.collect()
    }

    fn chance_sentence(&self, reached: &Reached, by: Date) -> String {
        let steps = self.steps_until(by);
        let chance = match reached.when.millionths_within(steps) {
            0 => "none".to_owned(),
            chance if chance < 10_000 => "below 1 %".to_owned(),
            chance if chance > 990_000 => "above 99 %".to_owned(),
            chance => format!("{} %", (chance + 5_000) / 10_000),
        };
        let day = words::day_and_year(by);
        let (steps, end) = (words::counted(steps, self.step.word()), if steps == 1 { "ends" } else { "end" });
        format!("Until {day} {steps} {end}; the chance to be done by then is {chance}.")
    }

    fn how_many_sentence(&self) -> Option<String> {
        let how_many = self.how_many.as_ref()?;
        let claims: Vec<String> = CLAIMS
            .iter()
            .filter_map(|p| Some(format!("at least {} with {p} %", words::amount(self.at_least(*p)?, self.unit))))
            .collect();
        let steps = words::counted(how_many.steps, self.step.word());
        (!claims.is_empty()).then(|| format!("In {steps}: {}.", words::listed(&claims)))
    }

    /// How many sprints are missing for the next claim.
    pub(crate) fn missing_sentence(&self) -> Option<String> {
        let p = CLAIMS.into_iter().find(|p| !self.may_claim(*p))?;
        let missing = crate::sprints::sprints_needed(p) - self.n;
        let are = if missing == 1 { "is" } else { "are" };
        Some(format!("{} {are} needed to claim {p} %.", words::counted(missing, "more closed sprint")))
    }
}

impl Step {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sprint => "sprint",
            Self::WorkingDay => "working day",
        }
    }
}

/// The amounts reached after some steps.
pub(crate) struct FanStep {
    pub(crate) number: usize,
    pub(crate) p85: Option<Points>,
    pub(crate) p50: Option<Points>,
    pub(crate) p15: Option<Points>,
}

fn goal(log: &Log, question: &Question) -> Option<Backlog> {
    match question.target {
        Some((size, unit)) => Some(Backlog { size, unit, ..Backlog::default() }),
        None => log.team.backlog.clone().filter(|backlog| question.days.is_none() || backlog.unit == Unit::Items),
    }
}

fn outcomes(log: &Log, question: &Question, unit: Unit, today: Date) -> (Step, Vec<Points>, usize) {
    if question.days.is_some() {
        let daily = DailyItems::of(log, today);
        return (Step::WorkingDay, daily.days, daily.sprints.len());
    }
    let history = History::in_unit(log, unit, today).velocities();
    let n = history.len();
    (Step::Sprint, history, n)
}

fn ends(log: &Log, step: Step, today: Date, number: usize) -> Vec<Date> {
    match step {
        Step::Sprint => coming_ends(log, today, number),
        Step::WorkingDay => {
            let calendar = team_calendar(log);
            let next = |day: &Date| working_day_after(&calendar, *day, 1);
            std::iter::successors(next(&today), next).take(number).collect()
        }
    }
}

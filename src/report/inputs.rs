//! What goes into each number in one log, and what comes out: the newest figures, as the pages show them.

use jiff::civil::Date;

use super::calibration::calibration_sentences;
use super::facts;
use super::forecast::{Forecast, Question};
use super::ledger::{self, LedgerView};
use super::velocity::{Statistic, statistics, trend_sentence};
use super::words;
use crate::sprints::{
    CohnInterval, FollowThrough, GoalRecord, History, Log, Recommendation, SayDo, ServiceLevel, Sprint, State,
    Velocity, Xmr, pooled_rate,
};

/// One log on one day.
pub(crate) struct Inputs<'a> {
    log: &'a Log,
    history: &'a History<'a>,
    today: Date,
    /// The newest closed sprint with its ledger.
    newest: Option<(&'a Sprint, LedgerView)>,
    statistics: Vec<Statistic>,
    money: Vec<Statistic>,
    next: Recommendation,
}

impl<'a> Inputs<'a> {
    /// The inputs of `log`, whose window is `history`.
    pub(crate) fn of(log: &'a Log, history: &'a History<'a>, today: Date) -> Self {
        let closed = log.sprints.iter().rev().filter(|sprint| sprint.state(today) == State::Closed);
        let with_ledger = closed.filter_map(|sprint| Some((sprint, ledger::view(log, &log.ledgers(sprint).ok()?)?)));
        let velocity = Velocity::of(&history.velocities());
        Self {
            log,
            history,
            today,
            newest: with_ledger.into_iter().next(),
            statistics: velocity.as_ref().map(statistics).unwrap_or_default(),
            money: facts::money(log, today),
            next: Recommendation::next(log, today),
        }
    }

    /// What the number `key` stands on here.
    pub(crate) fn of_number(&self, key: &str) -> Option<String> {
        self.of_sprint(key)
            .or_else(|| self.of_statistics(key))
            .or_else(|| self.of_next(key))
            .or_else(|| self.of_log(key))
    }

    /// "23 points, 6 items in Sprint 7".
    fn of_sprint(&self, key: &str) -> Option<String> {
        let (sprint, view) = self.newest.as_ref()?;
        let title = sprint.title();
        if key == "balance" {
            let proofs = view.proofs.iter().map(|proof| format!("{} ({})", proof.line, proof.unit)).collect::<Vec<_>>();
            return (!proofs.is_empty()).then(|| format!("{title}: {}.", proofs.join("; ")));
        }
        let rows = view.rows.iter().map(|row| (row.key, &row.points, &row.items));
        let mut all = rows.chain(view.ratios.iter().map(|row| (row.key, &row.points, &row.items)));
        let (_, points, items) = all.find(|(known, ..)| *known == key)?;
        let told = |amount: &Option<String>, unit: &str| Some(format!("{} by {unit}", amount.as_ref()?));
        let told: Vec<String> = [told(points, "points"), told(items, "items")].into_iter().flatten().collect();
        (!told.is_empty()).then(|| format!("{title}: {}.", words::listed(&told)))
    }

    fn of_statistics(&self, key: &str) -> Option<String> {
        let line = self.statistics.iter().chain(&self.money).find(|line| line.key == key)?;
        let value = line.value.clone().or_else(|| line.missing.clone())?;
        if self.money.iter().any(|line| line.key == key) || key == "n" {
            return Some(format!("{value}."));
        }
        let series: Vec<String> = self.history.velocities().into_iter().map(words::plain).collect();
        Some(format!("{} → {value}.", series.join(", ")))
    }

    fn of_next(&self, key: &str) -> Option<String> {
        let number = |number: Option<i64>| {
            number.map(|number| format!("{number}, from {}.", words::counted(self.next.n(), "sprint")))
        };
        match key {
            "safe" => number(self.next.safe()),
            "likely" => number(self.next.likely()),
            "best" => number(self.next.best()),
            "person-days" => self.next.person_days.map(|days| format!("{} in the next sprint.", words::plain(days))),
            "rate" => {
                let rate = pooled_rate(&self.history.counted)?;
                Some(format!("{} {} a person-day.", words::decimal_places(rate), self.log.team.unit.word()))
            }
            _ => None,
        }
    }

    fn of_log(&self, key: &str) -> Option<String> {
        let Self { log, history, today, .. } = self;
        let velocities = history.velocities();
        match key {
            "met-rate" => {
                let record = GoalRecord::of(log.recent(*today));
                Some(format!("{} of {}: {}.", record.met, record.with_goal, words::percent(record.met_rate()?)))
            }
            "saydo" => Some(format!("{}.", words::percent(SayDo::of(&history.counted).ratio_of_sums?))),
            "trend" => trend_sentence(&velocities),
            "cohn" => {
                let cohn = CohnInterval::of(&velocities)?;
                Some(format!("{} to {}.", words::plain(cohn.low), words::plain(cohn.high)))
            }
            "xmr" => {
                let xmr = Xmr::of(&velocities)?;
                Some(format!("{} to {}.", words::rounded(xmr.lower), words::rounded(xmr.upper)))
            }
            "when" => Forecast::of(log, &Question::default(), *today).when.as_ref().and_then(|_| self.forecast(0)),
            "how-many" => self.forecast_how_many(),
            "calibration" => calibration_sentences(log, log.team.unit, *today).into_iter().next(),
            "cycle-time" => {
                let level = ServiceLevel::of(log, *today);
                let half = words::counted_days(level.within(50)?);
                Some(format!("{}, half of them within {half}.", words::counted(level.days.len(), "finished item")))
            }
            "follow-through" => self.follow_through(),
            _ => None,
        }
    }

    fn forecast(&self, place: usize) -> Option<String> {
        Forecast::of(self.log, &Question::default(), self.today).sentences().into_iter().nth(place)
    }

    fn forecast_how_many(&self) -> Option<String> {
        let told = Forecast::of(self.log, &Question::default(), self.today).sentences();
        told.into_iter().find(|sentence| sentence.starts_with("In "))
    }

    fn follow_through(&self) -> Option<String> {
        let now = self.log.sprints.iter().rev().find(|sprint| sprint.state(self.today) == State::Closed)?;
        let followed = FollowThrough::until(self.log, now);
        Some(format!("{} of {}: {}.", followed.done(), followed.due(), words::percent(followed.rate()?)))
    }
}

//! The value of each number that a page may ask for. What is not known is a gap, never a zero.

use super::forecast::{Forecast, Question};
use super::metrics::Metric;
use super::topic::{Gap, Topic};
use super::words;
use crate::sprints::{
    Decimal, FollowThrough, GoalRecord, History, Ledger, Outcome, Points, Ratio, Ratios, Recommendation, SayDo,
    ServiceLevel, Spending, State, Unit, Velocity, sprints_needed,
};

type Told = Result<Metric, Gap>;

const SPRINTS: (&str, &str) = ("sprint", "sprints");
const DAYS: (&str, &str) = ("day", "days");

pub(super) fn safe(topic: &Topic<'_>) -> Told {
    let recommendation = Recommendation::next(topic.log, topic.today);
    let known = recommendation.safe().map(|safe| in_unit(topic, Points::whole(safe)));
    known.ok_or_else(|| claim_gap(85, recommendation.n()))
}

pub(super) fn likely(topic: &Topic<'_>) -> Told {
    let recommendation = Recommendation::next(topic.log, topic.today);
    let known = recommendation.likely().map(|likely| in_unit(topic, Points::whole(likely)));
    known.ok_or_else(|| claim_gap(50, recommendation.n()))
}

pub(super) fn best(topic: &Topic<'_>) -> Told {
    let best = Recommendation::next(topic.log, topic.today).best();
    best.map(|best| in_unit(topic, Points::whole(best))).ok_or_else(no_sprint)
}

pub(super) fn next_person_days(topic: &Topic<'_>) -> Told {
    let days = Recommendation::next(topic.log, topic.today).person_days;
    let gap = || gap("no sprint is planned, or the person-days of a past one are not known");
    days.map(|days| amount(days, Some(("person-day", "person-days")))).ok_or_else(gap)
}

pub(super) fn counted(topic: &Topic<'_>) -> Metric {
    number(History::of(topic.log, topic.today).counted.len(), SPRINTS)
}

pub(super) fn velocity_last(topic: &Topic<'_>) -> Told {
    let history = History::of(topic.log, topic.today);
    history.counted.last().map(|one| in_unit(topic, one.completed)).ok_or_else(no_sprint)
}

pub(super) fn velocity_mean(topic: &Topic<'_>) -> Told {
    velocity(topic).map(|velocity| ratio_in_unit(topic, velocity.mean))
}

pub(super) fn velocity_median(topic: &Topic<'_>) -> Told {
    velocity(topic).map(|velocity| ratio_in_unit(topic, velocity.median))
}

pub(super) fn velocity_min(topic: &Topic<'_>) -> Told {
    velocity(topic).map(|velocity| in_unit(topic, velocity.min))
}

pub(super) fn velocity_max(topic: &Topic<'_>) -> Told {
    velocity(topic).map(|velocity| in_unit(topic, velocity.max))
}

pub(super) fn reached(topic: &Topic<'_>, p: usize) -> Told {
    let velocity = velocity(topic)?;
    velocity.at_least(p).map(|amount| in_unit(topic, amount)).ok_or_else(|| claim_gap(p, velocity.n()))
}

pub(super) fn goals_met(topic: &Topic<'_>) -> Told {
    let record = GoalRecord::of(topic.log.recent(topic.today));
    if record.with_goal == 0 { Err(no_goal()) } else { Ok(number(record.met, SPRINTS)) }
}

pub(super) fn goals_met_rate(topic: &Topic<'_>) -> Told {
    percent(GoalRecord::of(topic.log.recent(topic.today)).met_rate(), no_goal)
}

pub(super) fn saydo(topic: &Topic<'_>) -> Told {
    let history = History::of(topic.log, topic.today);
    percent(SayDo::of(&history.counted).ratio_of_sums, || gap("no closed sprint has a commitment"))
}

pub(super) fn backlog(topic: &Topic<'_>) -> Told {
    let backlog = topic.log.team.backlog.as_ref().ok_or_else(no_backlog)?;
    Ok(amount(backlog.size, Some(unit_words(backlog.unit))))
}

pub(super) fn sprints_until(topic: &Topic<'_>, p: usize) -> Told {
    forecast(topic, p).map(|(_, sprints)| number(sprints, SPRINTS))
}

pub(super) fn day_of(topic: &Topic<'_>, p: usize) -> Told {
    let (forecast, sprints) = forecast(topic, p)?;
    let day = if sprints == 0 { Some(topic.today) } else { forecast.end(sprints) };
    day.map(Metric::Day).ok_or_else(|| gap("the calendar does not reach so far"))
}

pub(super) fn cycle_time(topic: &Topic<'_>, p: usize) -> Told {
    let days = ServiceLevel::of(topic.log, topic.today).within(p);
    let days = days.and_then(|days| usize::try_from(days).ok());
    days.map(|days| number(days, DAYS)).ok_or_else(|| gap("too few sprints say when their items were started and done"))
}

pub(super) fn follow_through(topic: &Topic<'_>) -> Told {
    let closed = topic.log.sprints.iter().rev().find(|sprint| sprint.state(topic.today) == State::Closed);
    let rate = closed.and_then(|sprint| FollowThrough::until(topic.log, sprint).rate());
    percent(rate, || gap("no action of a retrospective has been due"))
}

pub(super) fn budget_spent(topic: &Topic<'_>) -> Told {
    percent(Spending::of(topic.log, topic.today).and_then(|spending| spending.burn()), no_budget)
}

pub(super) fn runway(topic: &Topic<'_>) -> Told {
    let runway = Spending::of(topic.log, topic.today).and_then(|spending| spending.runway());
    let sprints = runway.and_then(|runway| usize::try_from(runway.floor()).ok());
    sprints.map(|sprints| number(sprints, SPRINTS)).ok_or_else(no_budget)
}

pub(super) fn of_ledger(topic: &Topic<'_>, pick: fn(&Ledger) -> Option<Points>) -> Told {
    let sprint = topic.one_sprint()?;
    let unit = topic.log.unit(sprint);
    let known = ledger(topic).and_then(|ledger| pick(&ledger));
    known.map(|known| amount(known, Some(unit_words(unit)))).ok_or_else(|| not_written(topic))
}

pub(super) fn share(topic: &Topic<'_>, pick: fn(&Ratios) -> Option<Ratio>) -> Told {
    topic.one_sprint()?;
    percent(ledger(topic).and_then(|ledger| pick(&ledger.ratios())), || not_written(topic))
}

pub(super) fn person_days(topic: &Topic<'_>) -> Told {
    let known = topic.log.availability(topic.one_sprint()?);
    let words = Some(("person-day", "person-days"));
    known.map(|known| amount(known.person_days, words)).ok_or_else(|| not_written(topic))
}

pub(super) fn blocked_days(topic: &Topic<'_>) -> Told {
    let sprint = topic.one_sprint()?;
    let (day, calendar) = (sprint.report_date(topic.today), topic.log.calendar(sprint));
    let days: i64 = sprint.blockers.iter().filter_map(|one| one.standing(day, &calendar)).map(|one| one.days).sum();
    Ok(number(usize::try_from(days).unwrap_or_default(), DAYS))
}

pub(super) fn goal_outcome(topic: &Topic<'_>) -> Told {
    let word = |outcome| match outcome {
        Outcome::Partly => "partly met",
        Outcome::None => "no goal",
        other => Outcome::word(other),
    };
    let outcome = topic.one_sprint()?.goal.outcome;
    outcome.map(|outcome| Metric::Word(word(outcome).to_owned())).ok_or_else(|| not_written(topic))
}

fn velocity(topic: &Topic<'_>) -> Result<Velocity, Gap> {
    Velocity::of(&History::of(topic.log, topic.today).velocities()).ok_or_else(no_sprint)
}

fn forecast(topic: &Topic<'_>, p: usize) -> Result<(Forecast, usize), Gap> {
    topic.log.team.backlog.as_ref().ok_or_else(no_backlog)?;
    let forecast = Forecast::of(topic.log, &Question::default(), topic.today);
    match forecast.by(p) {
        Some(sprints) => Ok((forecast, sprints)),
        None if !forecast.may_claim(p) => Err(claim_gap(p, forecast.n)),
        None => Err(gap("at the rate of the past it is never done, or later than anybody can tell")),
    }
}

fn ledger(topic: &Topic<'_>) -> Option<Ledger> {
    let sprint = topic.sprint?;
    topic.log.ledger(sprint, topic.log.unit(sprint)).ok()?
}

fn in_unit(topic: &Topic<'_>, points: Points) -> Metric {
    amount(points, Some(unit_words(topic.log.team.unit)))
}

fn ratio_in_unit(topic: &Topic<'_>, ratio: Ratio) -> Metric {
    Metric::Amount(words::rounded(ratio), Some(unit_words(topic.log.team.unit)))
}

fn amount<const PLACES: u32>(amount: Decimal<PLACES>, of: Option<(&'static str, &'static str)>) -> Metric {
    Metric::Amount(words::plain(amount), of)
}

fn number(number: usize, of: (&'static str, &'static str)) -> Metric {
    Metric::Amount(number.to_string(), Some(of))
}

fn percent(ratio: Option<Ratio>, gap: impl Fn() -> Gap) -> Told {
    ratio.map(|ratio| Metric::Percent(ratio.percent())).ok_or_else(gap)
}

const fn unit_words(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Points => ("point", "points"),
        Unit::Items => ("item", "items"),
    }
}

fn gap(missing: &str) -> Gap {
    Gap { missing: missing.to_owned(), gives: String::new() }
}

fn claim_gap(p: usize, n: usize) -> Gap {
    let missing = sprints_needed(p).saturating_sub(n);
    let are = if missing == 1 { "is" } else { "are" };
    gap(&format!("{} {are} needed", words::counted(missing, "more closed sprint")))
}

fn no_sprint() -> Gap {
    gap("no closed sprint counts yet")
}

fn no_goal() -> Gap {
    gap("no closed sprint has a goal with an outcome")
}

fn no_backlog() -> Gap {
    gap("`team.yaml` has no `backlog`")
}

fn no_budget() -> Gap {
    gap("`team.yaml` has no `budget`, or no sprint says what it cost")
}

fn not_written(topic: &Topic<'_>) -> Gap {
    let sprint = topic.sprint.map_or("no sprint", |sprint| sprint.title());
    gap(&format!("the file of {sprint} does not say"))
}

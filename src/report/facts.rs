//! Numbers of a log that stand on its overview beside the charts: money, estimates, health, cycle times, carried work.

use jiff::civil::Date;
use serde::Serialize;

use super::forecast::{Forecast, Question};
use super::mood;
use super::velocity::Statistic;
use super::words;
use crate::sprints::{
    Carries, Estimation, Log, Points, Ratio, ServiceLevel, Spending, Sprint, State, ZOMBIE_CARRIES, carries,
    sprints_needed,
};

/// What estimates tell.
#[derive(Clone, Debug, Serialize)]
pub struct EstimationView {
    /// What is to be learned, in sentences.
    pub sentences: Vec<String>,
    /// By size, the smallest first.
    pub sizes: Vec<SizeRow>,
}

/// Items of one size.
#[derive(Clone, Debug, Serialize)]
pub struct SizeRow {
    /// The size in points.
    pub size: String,
    /// How many items.
    pub n: usize,
    /// The middle cycle time in calendar days.
    pub median: String,
    /// The shortest and the longest.
    pub range: String,
}

/// The answers of a sprint to the questions about health.
#[derive(Clone, Debug, Serialize)]
pub struct HealthRow {
    /// The question.
    pub question: String,
    /// How many answered.
    pub n: usize,
    /// The mean; `null` below four answers.
    pub mean: Option<String>,
    /// The middle value; `null` below four answers.
    pub median: Option<String>,
}

fn statistic(key: &'static str, label: &str, value: Option<String>) -> Statistic {
    Statistic { key, label: label.to_owned(), value, missing: None }
}

/// Money line by line; empty where no sprint tells its cost.
pub(crate) fn money(log: &Log, today: Date) -> Vec<Statistic> {
    let Some(spending) = Spending::of(log, today) else { return Vec::new() };
    let budget = spending.budget.as_ref();
    let currency = budget.and_then(|budget| budget.currency.as_deref()).unwrap_or_default();
    let sum = |amount: Points| format!("{} {currency}", words::money(amount)).trim().to_owned();
    let mean = |ratio: Option<Ratio>| ratio.map(|ratio| sum(Points::parts(ratio.percent())));
    let planned = budget.and_then(|budget| budget.planned_sprints);
    let elapsed = spending.elapsed().zip(planned).map(|(share, planned)| {
        format!("{} of {planned} sprints ({})", spending.elapsed_sprints, words::percent(share))
    });
    let runway =
        spending.runway().map(|sprints| words::counted(usize::try_from(sprints.floor()).unwrap_or(0), "sprint"));
    let mut spent = match spending.burn() {
        Some(burn) => format!("{} ({})", sum(spending.spent()), words::percent(burn)),
        None => sum(spending.spent()),
    };
    let untold = spending.elapsed_sprints - spending.per_sprint.len();
    if untold > 0 {
        spent = format!("{spent}, and what {} cost is not written down", words::counted(untold, "more sprint"));
    }
    let lines = [
        statistic("budget", "Budget", budget.map(|budget| sum(budget.amount))),
        statistic("spent", "Spent", Some(spent)),
        statistic("budget-left", "Left", spending.remaining().map(sum)),
        statistic("elapsed", "Time elapsed", elapsed),
        statistic("mean-cost", "Mean cost of a sprint", mean(spending.mean_per_sprint())),
        statistic("mean-cost", "Mean of the last three", mean(spending.last3_mean())),
        statistic("runway", "Lasts for", runway),
        statistic("when", "The backlog takes", backlog(log, today)),
    ];
    lines.into_iter().filter(|line| line.value.is_some()).collect()
}

/// "5 sprints with 50 %, 6 sprints with 85 %", to be held against the runway.
fn backlog(log: &Log, today: Date) -> Option<String> {
    log.team.backlog.as_ref()?;
    let forecast = Forecast::of(log, &Question::default(), today);
    let by = |p: usize| Some(format!("{} with {p} %", words::counted(forecast.by(p)?, "sprint")));
    let told: Vec<String> = [50, 85].into_iter().filter_map(by).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// Estimates against days; `None` where no finished item has both.
pub(crate) fn estimation(log: &Log, today: Date) -> Option<EstimationView> {
    let found = Estimation::of(log, today)?;
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(found.spearman.map(|rho| {
        let meaning = match rho {
            rho if rho >= 0.7 => "larger items do take longer",
            rho if rho >= 0.3 => "larger items tend to take longer, with many exceptions",
            _ => "the size says little about the days",
        };
        format!("Size and days go together with a rank correlation of {}: {meaning}.", words::decimal(rho))
    }));
    let pairs: Vec<String> = found
        .overlaps
        .iter()
        .map(|(small, large)| format!("{}s and {}s", words::plain(*small), words::plain(*large)))
        .collect();
    if !pairs.is_empty() {
        sentences.push(match pairs.as_slice() {
            [only] => format!("In days your {only} are the same size: their ranges overlap."),
            several => format!("In days these are the same size, as their ranges overlap: {}.", several.join("; ")),
        });
    }
    let sizes = found.by_size.iter().map(|(size, of)| SizeRow {
        size: words::plain(*size),
        n: of.n,
        median: words::rounded(of.median),
        range: if of.min == of.max { of.min.to_string() } else { format!("{}–{}", of.min, of.max) },
    });
    Some(EstimationView { sentences, sizes: sizes.collect() })
}

/// The answers of one sprint; empty where nobody asked.
pub(crate) fn health(sprint: &Sprint) -> Vec<HealthRow> {
    let Some(health) = &sprint.health else { return Vec::new() };
    let row = |question: String, answers: &[Points]| {
        let found = crate::sprints::Answers::of(answers);
        HealthRow {
            question,
            n: found.n,
            mean: found.mean.map(words::decimal_places),
            median: found.median.map(words::rounded),
        }
    };
    let one = (!health.responses.is_empty()).then(|| row("All answers".to_owned(), &health.responses));
    one.into_iter().chain(health.questions.iter().map(|(name, answers)| row(words::capital(name), answers))).collect()
}

/// The health of the last closed sprint that asked, with its name.
pub(crate) fn last_health(log: &Log, today: Date) -> Option<(String, Vec<HealthRow>)> {
    let asked = |sprint: &&Sprint| sprint.state(today) == State::Closed && sprint.health.is_some();
    let sprint = log.sprints.iter().rev().find(asked)?;
    (!mood::questions(&[sprint]).is_empty()).then(|| (sprint.title().to_owned(), health(sprint)))
}

/// How long items take.
pub(crate) fn cycle_time(log: &Log, today: Date) -> Vec<Statistic> {
    let level = ServiceLevel::of(log, today);
    if level.days.is_empty() {
        return Vec::new();
    }
    let claim = |key, p: usize| {
        let value = level.within(p).map(words::counted_days);
        let missing = value.is_none().then(|| words::until_claim(sprints_needed(p).saturating_sub(level.sprints), p));
        Statistic { key, label: format!("{p} % of items are done within"), value, missing }
    };
    vec![
        statistic("cycle-time", "Finished items that tell their start", Some(level.days.len().to_string())),
        claim("cycle-time", 50),
        claim("cycle-time", 85),
        claim("cycle-time", 95),
    ]
}

/// "HAR-401 has been in 5 sprints since Sprint 18: is it still wanted?"
pub(crate) fn zombies(log: &Log) -> Vec<String> {
    let open = |id: &str| log.sprints.iter().rev().find_map(|sprint| sprint.items.iter().find(|item| item.id == id));
    let told = |(id, one): (&str, &Carries<'_>)| {
        let item = open(id).filter(|item| item.done.is_none() && item.removed.is_none())?;
        let named = super::cycle_time::named(id, &item.title);
        Some(format!("{named} has been in {} sprints since {}: is it still wanted?", one.times + 1, one.since.title()))
    };
    carries(log).iter().filter(|(_, one)| one.times >= ZOMBIE_CARRIES).filter_map(|(id, one)| told((id, one))).collect()
}

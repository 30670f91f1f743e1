//! The say and do figure: what was finished against what was planned, sprint by sprint.

use super::chart::{ColumnChart, Mark, Place, Rule, Series, Sign};
use super::figure::{Column, Figure, Told};
use super::shown::{Shown, left_out_told, shown};
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{History, Ratio, SayDo};

/// The figure, from the first closed sprint with a commitment on.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let log = topic.log;
    let shown: Vec<Shown<'_>> = shown(topic, log.team.unit)
        .into_iter()
        .filter(|one| one.ledger.ratios().throughput_vs_plan.is_some())
        .collect();
    if shown.is_empty() {
        let gives = "how much of what was planned was finished";
        return Err(Gap::new("no closed sprint tells both its commitment and what it completed", gives));
    }
    let told = Told {
        title: format!("Say and do of {}", team_name(log)),
        description: format!(
            "For each of {} two values in per cent of the commitment: all that was completed, as a dot, and the planned work \
             itself that was finished, as a square. A line stands where everything planned is done.{}",
            words::counted(shown.len(), "closed sprint"),
            left_out_told(&shown)
        ),
        reading: reading(topic),
        head: vec![
            Column::words("Sprint"),
            Column::numbers("Committed"),
            Column::numbers("Completed"),
            Column::numbers("Against plan"),
            Column::numbers("Of the planned work itself"),
        ],
        rows: shown.iter().map(row).collect(),
    };
    let chart = chart(&shown);
    Ok(Figure::drawn(topic.of_log().id("say-do"), told, |heading| chart.draw(heading)))
}

fn chart(shown: &[Shown<'_>]) -> ColumnChart {
    let percent = |ratio: Option<Ratio>| ratio.map(|ratio| ratio.to_f64() * 100.0);
    let values = |of: fn(&Shown<'_>) -> Option<Ratio>| shown.iter().map(|one| percent(of(one))).collect::<Vec<_>>();
    let all = Series {
        mark: Mark::Dot,
        label: String::new(),
        values: values(|one| one.ledger.ratios().throughput_vs_plan),
        joined: true,
    };
    let itself = Series {
        mark: Mark::Square,
        label: String::new(),
        values: values(|one| one.ledger.ratios().commitment_reliability),
        joined: false,
    };
    let mut signs = vec![(Sign::Mark(Mark::Dot), "completed".to_owned())];
    if itself.values.iter().any(Option::is_some) {
        signs.push((Sign::Mark(Mark::Square), "of the planned work itself".to_owned()));
    }
    ColumnChart {
        places: shown.iter().map(place).collect(),
        unit: Some("% of plan".to_owned()),
        signs,
        rules: vec![Rule { first: 0, value: 100.0, words: vec!["the plan".to_owned()] }],
        series: vec![all, itself],
        ..ColumnChart::default()
    }
}

fn place(one: &Shown<'_>) -> Place {
    let ratios = one.ledger.ratios();
    let all = ratios.throughput_vs_plan.map_or_else(String::new, words::percent);
    let itself = ratios.commitment_reliability;
    let itself =
        itself.map_or_else(String::new, |ratio| format!(", of the planned work itself {}", words::percent(ratio)));
    Place { left_out: false, ..one.place(&format!("completed {all} of the plan{itself}")) }
}

fn reading(topic: &Topic<'_>) -> String {
    let history = History::of(topic.log, topic.today);
    let saydo = SayDo::of(&history.counted);
    let known: Vec<Ratio> = saydo.per_sprint.iter().flatten().copied().collect();
    let (Some(all), Some(low), Some(high)) = (saydo.ratio_of_sums, known.iter().min(), known.iter().max()) else {
        return "None of the sprints that count has a commitment.".to_owned();
    };
    let sprints = words::counted(known.len(), "sprint");
    if known.len() == 1 {
        return format!("In the one sprint that counts the team finished {} of what it planned.", words::percent(all));
    }
    format!(
        "Over the last {sprints} that count the team finished {} of what it planned, in single ones {} to {}.",
        words::percent(all),
        words::percent(*low),
        words::percent(*high)
    )
}

fn row(one: &Shown<'_>) -> Vec<String> {
    let ratios = one.ledger.ratios();
    let percent = |ratio: Option<Ratio>| ratio.map_or_else(String::new, words::percent);
    vec![
        one.sprint.title().to_owned(),
        one.ledger.committed.map_or_else(String::new, words::plain),
        words::plain(one.completed),
        percent(ratios.throughput_vs_plan),
        percent(ratios.commitment_reliability),
    ]
}

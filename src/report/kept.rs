//! The calibration figure: how often claims held, beside how often they said they would.

use super::calibration::calibration_sentences;
use super::chart::{Bar, ColumnChart, DONE_WIDTH, Look, PLAN_WIDTH, Place, Sign};
use super::figure::{Column, Figure, Told};
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{CLAIMS, Calibration, Kept, Ratio};

/// The figure, from the first sprint on that something could have been said about.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let unit = topic.log.team.unit;
    let walk = Calibration::walk(topic.log, unit, topic.today);
    let made: Vec<(usize, Kept)> = CLAIMS.into_iter().zip(walk.0).filter(|(_, kept)| kept.of > 0).collect();
    if made.is_empty() {
        let gives = "how often such forecasts would have held";
        return Err(Gap::new("a forecast needs a closed sprint before it and one after it", gives));
    }
    let told = Told {
        title: format!("Calibration of forecasts of {}", team_name(topic.log)),
        description:
            "For each claim two bars: hatched what it said, solid how often it held, when it is made again before each \
                      past sprint from the sprints before."
                .to_owned(),
        reading: calibration_sentences(topic.log, unit, topic.today).into_iter().next().unwrap_or_default(),
        head: vec![Column::words("Claim"), Column::numbers("Held"), Column::numbers("Of"), Column::numbers("Share")],
        rows: made.iter().map(row).collect(),
    };
    let chart = ColumnChart {
        places: made.iter().map(place).collect(),
        unit: Some("% of sprints".to_owned()),
        signs: vec![(Sign::Bar(Look::Plan), "said".to_owned()), (Sign::Bar(Look::Done), "held".to_owned())],
        at_least: 100.0,
        ..ColumnChart::default()
    };
    Ok(Figure::drawn(topic.of_log().id("calibration"), told, |heading| chart.draw(heading)))
}

fn share(kept: Kept) -> Option<Ratio> {
    Ratio::new(kept.held as i128, kept.of as i128)
}

fn place((p, kept): &(usize, Kept)) -> Place {
    let held = share(*kept).map_or(0.0, |ratio| ratio.to_f64() * 100.0);
    Place {
        label: format!("{p} %"),
        bars: vec![Bar::up_to(Look::Plan, *p as f64, PLAN_WIDTH), Bar::up_to(Look::Done, held, DONE_WIDTH)],
        value: Some(format!("{}/{}", kept.held, kept.of)),
        tooltip: format!("“{p} %” held in {} of {}", kept.held, words::counted(kept.of, "sprint")),
        ..Place::default()
    }
}

fn row((p, kept): &(usize, Kept)) -> Vec<String> {
    let share = share(*kept).map_or_else(String::new, words::percent);
    vec![format!("{p} %"), kept.held.to_string(), kept.of.to_string(), share]
}

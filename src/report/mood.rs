//! The health figure: how the team answered "how are we?", question by question. Single answers are never shown.

use std::collections::BTreeSet;

use super::chart::{ColumnChart, MARKS, Place, Series};
use super::figure::{Column, Figure, Told};
use super::shown::{closed, most};
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{Answers, FEWEST_ANSWERS, Ratio, Sprint};

/// What the one question is called where it has no name.
const THE_QUESTION: &str = "answers";

/// The figure, from the first sprint on with enough answers.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let gives = "how the answers of the team change";
    let mut sprints: Vec<&Sprint> = closed(topic).filter(|sprint| sprint.health.is_some()).take(most(topic)).collect();
    sprints.reverse();
    let questions = questions(&sprints);
    if questions.is_empty() {
        let missing = format!("no closed sprint has {FEWEST_ANSWERS} answers to a question about health");
        return Err(Gap::new(missing, gives));
    }
    let told = Told {
        title: format!("Health of {}", team_name(topic.log)),
        description: format!(
            "For each of {} the mean answer to {}. Means of fewer than {FEWEST_ANSWERS} answers are left out, so that nobody \
             can be recognised.",
            words::counted(sprints.len(), "closed sprint"),
            if questions.len() == 1 { "the question".to_owned() } else { "each question, the lowest first".to_owned() },
        ),
        reading: reading(&sprints, &questions),
        head: head(&questions),
        rows: sprints.iter().map(|sprint| row(sprint, &questions)).collect(),
    };
    let chart = chart(&sprints, &questions);
    Ok(Figure::drawn(topic.of_log().id("health"), told, |heading| chart.draw(heading)))
}

/// The mean answer of a sprint to a question, where enough people answered.
pub(crate) fn mean(sprint: &Sprint, question: &str) -> Option<Ratio> {
    let health = sprint.health.as_ref()?;
    let answers = if question == THE_QUESTION && !health.questions.contains_key(question) {
        &health.responses
    } else {
        health.questions.get(question)?
    };
    Answers::of(answers).mean
}

/// The questions that have a mean in any of the sprints: those whose newest is the lowest come first.
pub(crate) fn questions(sprints: &[&Sprint]) -> Vec<String> {
    let health = || sprints.iter().filter_map(|sprint| sprint.health.as_ref());
    let mut names: BTreeSet<&str> = health().flat_map(|health| health.questions.keys().map(String::as_str)).collect();
    if health().any(|health| !health.responses.is_empty()) {
        names.insert(THE_QUESTION);
    }
    let newest = |name: &str| sprints.iter().rev().find_map(|sprint| mean(sprint, name));
    let mut known: Vec<(Ratio, &str)> = names.into_iter().filter_map(|name| Some((newest(name)?, name))).collect();
    known.sort();
    known.into_iter().map(|(_, name)| name.to_owned()).collect()
}

fn chart(sprints: &[&Sprint], questions: &[String]) -> ColumnChart {
    let series = |(mark, question): (super::chart::Mark, &String)| Series {
        mark,
        label: super::chart::shortened(question, 16),
        values: sprints.iter().map(|sprint| mean(sprint, question).map(Ratio::to_f64)).collect(),
        joined: true,
    };
    let place = |sprint: &&Sprint| {
        let told: Vec<String> = questions
            .iter()
            .filter_map(|question| Some(format!("{question} {}", words::rounded(mean(sprint, question)?))))
            .collect();
        Place {
            label: sprint.id.clone(),
            tooltip: format!("{}: {}", sprint.title(), told.join(", ")),
            ..Place::default()
        }
    };
    let scale = sprints.iter().filter_map(|sprint| sprint.health.as_ref()?.scale).max();
    ColumnChart {
        places: sprints.iter().map(place).collect(),
        unit: Some(scale.map_or_else(|| "Mean answer".to_owned(), |scale| format!("Mean answer, of {scale}"))),
        series: MARKS.into_iter().zip(questions).map(series).collect(),
        at_least: scale.map_or(0.0, f64::from),
        ..ColumnChart::default()
    }
}

fn reading(sprints: &[&Sprint], questions: &[String]) -> String {
    let Some(lowest) = questions.first() else { return String::new() };
    let mut newest = sprints.iter().rev().filter_map(|sprint| Some((sprint, mean(sprint, lowest)?)));
    let Some((sprint, now)) = newest.next() else { return String::new() };
    let of =
        sprint.health.as_ref().and_then(|health| health.scale).map_or_else(String::new, |scale| format!(" of {scale}"));
    let what =
        if questions.len() == 1 { "the mean answer was".to_owned() } else { format!("“{lowest}” was lowest:") };
    let now_told = words::rounded(now);
    let before = newest.next().map(|(before, was)| {
        let was = words::rounded(was);
        if was == now_told {
            format!(", as in {}", before.title())
        } else {
            format!(", after {was} in {}", before.title())
        }
    });
    format!("In {} {what} {now_told}{of}{}.", sprint.title(), before.unwrap_or_default())
}

fn head(questions: &[String]) -> Vec<Column> {
    std::iter::once(Column::words("Sprint"))
        .chain(questions.iter().map(|name| Column::numbers(&words::capital(name))))
        .collect()
}

fn row(sprint: &Sprint, questions: &[String]) -> Vec<String> {
    let cell = |question: &String| mean(sprint, question).map_or_else(|| "–".to_owned(), words::rounded);
    std::iter::once(sprint.title().to_owned()).chain(questions.iter().map(cell)).collect()
}

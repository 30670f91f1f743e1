//! Capacity on a page, and what the past says about the commitment.

use serde::Serialize;

use super::words;
use crate::sprints::{
    Availability, Capacity, Leave, Log, Person, PersonDays, Points, Recommendation, Sprint, Unit, Verdict,
};

/// How much time there was.
#[derive(Clone, Debug, Serialize)]
pub struct CapacityView {
    /// "23.2 of 25.2 person-days (92 %)".
    pub sentence: String,
    /// The people as roles; empty where only a number is known.
    pub people: Vec<PersonRow>,
}

/// One person as a role.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRow {
    /// The role.
    pub role: String,
    /// How much of the time is for this team, as in "80 %".
    pub allocation: String,
    /// Days off, as in "2 days".
    pub leave: String,
    /// What is left.
    pub person_days: String,
}

/// What the past says about a commitment.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationView {
    /// How many past sprints it stands on.
    pub n: usize,
    /// What at least 85 % of them reached; `null` with fewer than 6.
    pub safe: Option<i64>,
    /// What at least half of them reached.
    pub likely: Option<i64>,
    /// The best of them.
    pub best: Option<i64>,
    /// What that says about the commitment of this sprint.
    pub verdict: Option<String>,
    /// What the numbers stand on, in one sentence.
    pub why: String,
}

/// The capacity of `sprint`; `None` where it is not known.
pub(crate) fn view(log: &Log, sprint: &Sprint) -> Option<CapacityView> {
    let availability = log.availability(sprint)?;
    let people = match &sprint.capacity {
        Some(Capacity::People(people)) => {
            people.iter().zip(&availability.per_person).map(|(person, days)| row(person, *days)).collect()
        }
        _ => Vec::new(),
    };
    Some(CapacityView { sentence: sentence(&availability), people })
}

/// What `recommendation` says, about `commitment` where there is one.
pub(crate) fn recommendation_view(
    recommendation: &Recommendation,
    commitment: Option<Points>,
    unit: Unit,
) -> RecommendationView {
    RecommendationView {
        n: recommendation.n(),
        safe: recommendation.safe(),
        likely: recommendation.likely(),
        best: recommendation.best(),
        verdict: commitment.and_then(|commitment| recommendation.verdict(commitment)).map(verdict),
        why: why(recommendation, unit),
    }
}

/// The verdict in words.
pub(crate) fn verdict(verdict: Verdict) -> String {
    match verdict {
        Verdict::RoomToSpare => "room to spare, you may finish early".to_owned(),
        Verdict::Fits => "fits".to_owned(),
        Verdict::Stretch { reached, of } => {
            format!("a stretch: reached in {reached} of {}", words::counted(of, "sprint"))
        }
        Verdict::NeverReached => "never reached yet".to_owned(),
    }
}

fn why(recommendation: &Recommendation, unit: Unit) -> String {
    let sprints = match recommendation.n() {
        0 => return "No closed sprint counts yet, so there is nothing to go by.".to_owned(),
        1 => "the one sprint before".to_owned(),
        n => format!("the {n} sprints before"),
    };
    match recommendation.person_days {
        Some(days) => {
            let days = words::plain(days);
            format!("From {sprints}: what each finished per person-day, times {days} person-days.")
        }
        None => format!("From the {} finished in {sprints}; person-days are not taken into account.", unit.word()),
    }
}

fn sentence(availability: &Availability) -> String {
    let days = words::plain(availability.person_days);
    match (availability.nominal, availability.rate()) {
        (Some(nominal), Some(rate)) => {
            format!("{days} of {} person-days ({}).", words::plain(nominal), words::percent(rate))
        }
        _ => format!("{days} person-days."),
    }
}

fn row(person: &Person, days: PersonDays) -> PersonRow {
    let leave = match &person.leave {
        Leave::Days(days) => *days,
        Leave::Dates(dates) => Points::count(dates.len()),
    };
    let one = leave == Points::whole(1);
    PersonRow {
        role: person.role.clone(),
        allocation: format!("{} %", person.allocation),
        leave: if leave.is_zero() {
            "none".to_owned()
        } else {
            format!("{} {}", words::plain(leave), if one { "day" } else { "days" })
        },
        person_days: words::plain(days),
    }
}

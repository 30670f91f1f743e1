//! What a log tells beside velocity, against worked numbers: retrospectives, estimates, money, health, carried work.

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use sprintbook::report::{sprint_json, velocity_json};
use sprintbook::sprints::{
    Action, ActionState, Answers, BeforeAfter, Budget, ClosedAction, Estimation, Experiment, FollowThrough, Health,
    Item, Log, Measure, Money, Points, Ratio, ServiceLevel, Signal, Spending, Sprint, State, Team,
};

use crate::example::{TODAY, history, rich_log, with_totals};

/// Closed sprints S01, S02, …, a week each.
fn weeks(number: i8) -> Vec<Sprint> {
    let sprint = |week: i8| {
        let start = date(2026, 1, 5).checked_add(jiff::Span::new().weeks(i64::from(week - 1))).unwrap();
        Sprint::new(format!("S{week:02}"), start, start.checked_add(jiff::Span::new().days(4)).unwrap())
    };
    (1..=number).map(sprint).collect()
}

fn later() -> Date {
    date(2026, 12, 31)
}

fn four(ratio: Option<Ratio>) -> f64 {
    ratio.unwrap().four_places()
}

/// E12: id, from, due, state, closed in.
const ACTIONS: [(&str, usize, &str, ActionState, Option<usize>); 6] = [
    ("R1", 3, "S04", ActionState::Done, Some(4)),
    ("R2", 3, "S04", ActionState::Done, Some(6)),
    ("R3", 4, "S05", ActionState::Dropped, None),
    ("R4", 5, "S06", ActionState::Open, None),
    ("R5", 6, "S07", ActionState::Done, Some(7)),
    ("R6", 7, "S08", ActionState::Open, None),
];

fn with_retros() -> Log {
    let mut sprints = weeks(8);
    for (id, from, due, state, closed) in ACTIONS {
        let action = Action { id: id.into(), what: "Ask".into(), due: Some(due.into()), state, ..Action::default() };
        sprints[from - 1].retro.actions.push(action);
        if let Some(closed) = closed {
            let entry = ClosedAction { id: id.into(), from: Some(format!("S{from:02}")), outcome: None };
            sprints[closed - 1].retro.closed.push(entry);
        }
    }
    Log::new(Team::default(), sprints)
}

#[test]
fn e12_follow_through() {
    let log = with_retros();
    let json = serde_json::to_value(sprint_json(&log, log.sprint("S07").unwrap(), later())).unwrap();
    assert_eq!(
        json["retro"],
        json!({"total": 6, "due": 5, "done": 3, "done_on_time": 2, "dropped": 1, "overdue_open": ["R4"],
               "follow_through": 0.6, "on_time_rate": 0.4, "mean_sprints_to_close": 1.6667})
    );
}

#[test]
fn follow_through_knows_only_what_was_known_then() {
    let log = with_retros();
    let at = |id: &str| FollowThrough::until(&log, log.sprint(id).unwrap());
    let (fourth, eighth) = (at("S04"), at("S08"));
    // R2 is marked as done in its own file, though it was closed later: done is what the file says.
    assert_eq!((fourth.total(), fourth.due(), fourth.done()), (3, 3, 2));
    assert_eq!(eighth.overdue().map(|one| one.action.id.as_str()).collect::<Vec<_>>(), ["R4", "R6"]);
    assert_eq!(at("S01").rate(), None);
}

#[test]
fn an_action_is_done_when_a_later_retrospective_says_so() {
    let mut log = with_retros();
    log.sprints[7].retro.closed.push(ClosedAction { id: "R4".into(), from: None, outcome: None });
    let followed = FollowThrough::until(&log, &log.sprints[7]);
    let r4 = followed.actions.iter().find(|one| one.action.id == "R4").unwrap();
    assert_eq!((r4.state, r4.took, r4.on_time), (ActionState::Done, Some(3), Some(false)));
}

#[test]
fn e13_estimates_against_days() {
    let pairs = [
        (1, 1),
        (1, 2),
        (1, 1),
        (2, 2),
        (2, 3),
        (2, 5),
        (3, 3),
        (3, 4),
        (3, 9),
        (5, 4),
        (5, 6),
        (5, 5),
        (8, 12),
        (8, 5),
        (8, 9),
    ];
    let found = Estimation::from_pairs(&pairs.map(|(points, days)| (Points::whole(points), days))).unwrap();
    let rows: Vec<_> = found
        .by_size
        .iter()
        .map(|(size, one)| {
            (size.to_string(), one.n, one.median.four_places(), one.min, one.max, four(one.days_per_point))
        })
        .collect();
    let row = |size: &str, median, min, max, per_point| (size.to_owned(), 3, median, min, max, per_point);
    assert_eq!(
        rows,
        [
            row("1", 1.0, 1, 2, 1.3333),
            row("2", 3.0, 2, 5, 1.6667),
            row("3", 4.0, 3, 9, 1.7778),
            row("5", 5.0, 4, 6, 1.0),
            row("8", 9.0, 5, 12, 1.0833),
        ]
    );
    assert!((found.spearman.unwrap() - 0.8195).abs() < 0.000_05);
    let overlaps: Vec<(String, String)> =
        found.overlaps.iter().map(|(small, large)| (small.to_string(), large.to_string())).collect();
    assert_eq!(overlaps, [("1", "2"), ("2", "3"), ("3", "5"), ("5", "8")].map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn estimates_that_say_nothing_have_no_correlation() {
    let pairs = |pairs: &[(i64, i64)]| {
        Estimation::from_pairs(&pairs.iter().map(|(size, days)| (Points::whole(*size), *days)).collect::<Vec<_>>())
    };
    assert_eq!(pairs(&[]), None);
    assert_eq!(pairs(&[(3, 4), (3, 9)]).unwrap().spearman, None);
    assert_eq!(pairs(&[(3, 4)]).unwrap().spearman, None);
    let opposite = pairs(&[(1, 9), (2, 5), (3, 1)]).unwrap();
    assert!((opposite.spearman.unwrap() + 1.0).abs() < 1e-12 && opposite.overlaps.is_empty());
    assert_eq!(Estimation::of(&rich_log(), TODAY).unwrap().by_size.len(), 4, "2, 3, 5 and 8; the banner has no size");
}

fn with_money() -> Log {
    let mut sprints = weeks(6);
    for (sprint, spent) in sprints.iter_mut().zip([41_000, 41_000, 39_500, 42_000, 41_500, 30_000]) {
        sprint.money = Some(Money { spent: Some(Points::whole(spent)), ..Money::default() });
    }
    let budget = Budget { amount: Points::whole(600_000), planned_sprints: Some(14), ..Budget::default() };
    Log::new(Team { budget: Some(budget), ..Team::default() }, sprints)
}

#[test]
fn e14_money() {
    let json = serde_json::to_value(velocity_json(&with_money(), later())).unwrap();
    assert_eq!(
        json["money"],
        json!({"currency": null, "budget": 600_000, "spent": 235_000, "remaining": 365_000, "burn_pct": 0.3917,
               "mean_per_sprint": 39_166.67, "last3_mean": 37_833.33, "runway_sprints_mean": 9.3191,
               "runway_whole_sprints": 9, "elapsed_sprints": 6, "planned_sprints": 14, "planned_pct": 0.4286,
               "variance_pct_points": -3.6905})
    );
}

#[test]
fn money_belongs_to_its_budget() {
    let mut log = with_money();
    let budget = log.team.budget.as_mut().unwrap();
    (budget.from, budget.currency) = (Some(log.sprints[2].dates.start), Some("EUR".into()));
    log.sprints[5].money.as_mut().unwrap().currency = Some("GBP".into());
    let spending = Spending::of(&log, later()).unwrap();
    assert_eq!((spending.spent(), spending.elapsed_sprints), (Points::whole(39_500 + 42_000 + 41_500), 4));
    assert_eq!(Spending::of(&history(), TODAY), None);
    let mut overspent = with_money();
    overspent.team.budget.as_mut().unwrap().amount = Points::whole(200_000);
    let json = serde_json::to_value(velocity_json(&overspent, later())).unwrap();
    assert_eq!((&json["money"]["remaining"], &json["money"]["runway_whole_sprints"]), (&json!(-35_000), &json!(0)));
}

#[test]
fn e14_health_hides_the_few() {
    let answers: [&[i64]; 4] = [&[4, 4, 3, 5, 4], &[3, 3, 2, 4], &[4, 3], &[4, 4, 5, 4, 3, 4]];
    let found = answers.map(|answers| Answers::of(&answers.iter().map(|one| Points::whole(*one)).collect::<Vec<_>>()));
    assert_eq!(found.map(|one| one.n), [5, 4, 2, 6]);
    let shown = |one: Option<Ratio>| one.map(Ratio::four_places);
    assert_eq!(found.map(|one| shown(one.mean)), [Some(4.0), Some(3.0), None, Some(4.0)]);
    assert_eq!(found.map(|one| shown(one.median)), [Some(4.0), Some(3.0), None, Some(4.0)]);
}

#[test]
fn health_never_shows_single_answers() {
    let mut log = Log::new(Team::default(), weeks(1));
    log.sprints[0].health = Some(Health {
        scale: Some(5),
        responses: vec![Points::whole(1), Points::whole(5), Points::whole(2)],
        questions: [("trust".to_owned(), vec![Points::whole(1); 4])].into(),
    });
    let json = serde_json::to_value(sprint_json(&log, &log.sprints[0], later())).unwrap();
    assert_eq!(
        json["health"],
        json!({"n": 3, "mean": null, "median": null, "questions": {"trust": {"n": 4, "mean": 1.0, "median": 1.0}}})
    );
}

/// E16: items by the sprints that they were in.
#[test]
fn e16_carried_work() {
    let mut sprints = weeks(8);
    let item = |id: &str| Item { id: id.into(), ..Item::default() };
    for (id, within) in [("K-088", 4..=7), ("K-091", 5..=6), ("K-097", 6..=6), ("K-106", 7..=8)] {
        for sprint in within {
            sprints[sprint - 1].items.push(item(id));
        }
    }
    let json = serde_json::to_value(velocity_json(&Log::new(Team::default(), sprints), later())).unwrap();
    assert_eq!(json["carry"], json!({"carries": {"K-088": 3, "K-091": 1, "K-106": 1}, "zombies_3plus": ["K-088"]}));
}

#[test]
fn e9_the_service_level() {
    let days = vec![1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 7, 8, 12];
    let level = ServiceLevel { days, sprints: 19 };
    assert_eq!([50, 85, 95].map(|p| level.within(p).unwrap()), [4, 6, 8]);
    assert_eq!(level.share_within(6).unwrap().percent(), 85);
    assert_eq!(ServiceLevel { sprints: 5, ..level }.within(85), None, "five sprints cannot claim 85 %");
}

fn with_experiment(after: &[i64]) -> (Log, Sprint) {
    let mut sprints = weeks(8 + i8::try_from(after.len()).unwrap());
    let completed = [20, 22, 19, 21, 20, 23, 21, 20].iter().chain(after);
    for (sprint, completed) in sprints.iter_mut().zip(completed) {
        *sprint = with_totals(sprint.clone(), 20, *completed);
    }
    let decided = sprints[7].clone();
    (Log::new(Team::default(), sprints), decided)
}

#[test]
fn an_experiment_waits_for_a_signal() {
    let signal = |after: &[i64]| {
        let (log, decided) = with_experiment(after);
        BeforeAfter::of(&log, Measure::Completed, &decided, later()).signal
    };
    // Mean 20.75, mean moving range 14 / 7, so the limits are 15.43 and 26.07.
    assert_eq!(signal(&[]), Signal::TooEarly);
    assert_eq!(signal(&[26, 16]), Signal::NotYet);
    assert_eq!(signal(&[27]), Signal::Seen);
    assert_eq!(signal(&[15]), Signal::Seen);
    assert_eq!(signal(&[21; 7]), Signal::NotYet);
    assert_eq!(signal(&[21; 8]), Signal::Seen, "eight in a row above the mean");
    let (log, decided) = with_experiment(&[25, 16]);
    let found = BeforeAfter::of(&log, Measure::Completed, &decided, later());
    assert_eq!((four(found.before), four(found.after), found.sprints), (20.75, 20.5, (8, 2)));
}

#[test]
fn measures_are_known_by_their_words() {
    assert_eq!(Measure::named("points not completed, mean of four sprints"), Some(Measure::NotCompleted));
    assert_eq!(Measure::named("points completed per person-day"), Some(Measure::Rate));
    assert_eq!(Measure::named("Carry-over"), Some(Measure::CarryOver));
    assert_eq!(Measure::named("cycle_time"), Some(Measure::CycleTime));
    assert_eq!(Measure::named("how we feel"), None);
    let experiment = Experiment { measure: "velocity".into(), ..Experiment::default() };
    assert_eq!(Measure::named(&experiment.measure), Some(Measure::Completed));
}

#[test]
fn a_log_without_any_of_it_has_nulls() {
    let json = serde_json::to_value(velocity_json(&history(), TODAY)).unwrap();
    assert_eq!((&json["estimation"], &json["money"]), (&Value::Null, &Value::Null));
    assert_eq!(json["health"], json!({}));
    assert_eq!(json["blockers"]["count"], 0);
    assert_eq!(json["retro"]["follow_through"], Value::Null);
    assert_eq!(json["cycle_time"]["p85"], Value::Null);
    assert_eq!(json["calibration"]["p85"], json!({"held": 4, "of": 4}));
    let mut sprint = Sprint::new("s", date(2026, 1, 5), date(2026, 1, 9));
    sprint.stated = Some(State::Closed);
    let json = serde_json::to_value(sprint_json(&Log::default(), &sprint, TODAY)).unwrap();
    assert_eq!((&json["health"], &json["money"]), (&Value::Null, &Value::Null));
}

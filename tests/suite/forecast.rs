//! Forecasts against worked numbers, against a simulation that knows nothing of them, and what must hold for any history.

use std::collections::BTreeMap;

use jiff::civil::date;
use serde_json::{Value, json};
use sprintbook::report::{Question, forecast_json, together};
use sprintbook::sprints::{
    Backlog, Calibration, Chance, DailyItems, Draws, Item, Kept, Log, MOST_DAYS, MOST_SPRINTS, Points, Said, Sprint,
    Team, Unit, When, team_calendar, working_day_after,
};

use crate::example::{TODAY, history, rich_log, with_totals};

/// The ten velocities of the worked history.
const VELOCITIES: [i64; 10] = [21, 25, 18, 30, 24, 12, 27, 26, 22, 23];
const DAILY: [i64; 20] = [1, 0, 2, 0, 1, 3, 0, 1, 0, 2, 1, 1, 0, 0, 2, 1, 0, 4, 0, 1];
const OTHER_TEAM: [i64; 8] = [8, 10, 9, 14, 12, 7, 11, 10];
const CLAIMS: [usize; 4] = [50, 70, 85, 95];

fn draws(whole: &[i64]) -> Draws {
    Draws::of(&whole.iter().map(|number| Points::whole(*number)).collect::<Vec<_>>()).unwrap()
}

fn millionths(when: &When) -> Vec<u64> {
    when.within.iter().map(Chance::millionths).collect()
}

#[test]
fn e7_how_many_points_in_three_sprints() {
    let three = draws(&VELOCITIES).how_many(3).unwrap();
    assert_eq!(CLAIMS.map(|p| three.at_least(p)), [69, 65, 60, 54].map(Points::whole));
    assert!((three.mean.four_places() - 68.4).abs() < 1e-9);
}

#[test]
fn e7_when_120_points() {
    let when = When::of(&draws(&VELOCITIES), Points::whole(120), MOST_SPRINTS);
    assert_eq!(CLAIMS.map(|p| when.by(p).unwrap()), [6, 6, 6, 7]);
    assert_eq!(millionths(&when), [0, 0, 0, 100, 324_950, 921_140, 997_919, 999_984, 1_000_000]);
}

#[test]
fn e7_items_by_the_working_day() {
    let daily = draws(&DAILY);
    let ten = daily.how_many(10).unwrap();
    assert_eq!(CLAIMS.map(|p| ten.at_least(p)), [10, 8, 6, 5].map(Points::whole));
    assert!((ten.mean.four_places() - 10.0).abs() < 1e-9);
    let when = When::of(&daily, Points::whole(25), MOST_DAYS);
    let days = CLAIMS.map(|p| when.by(p).unwrap());
    assert_eq!(days, [25, 28, 31, 35]);
    let calendar = team_calendar(&Log::default());
    let dates = days.map(|day| working_day_after(&calendar, date(2026, 4, 7), day).unwrap());
    assert_eq!(dates, [date(2026, 5, 12), date(2026, 5, 15), date(2026, 5, 20), date(2026, 5, 26)]);
}

#[test]
fn e17_two_teams_that_are_both_needed() {
    let (one, other) = (draws(&VELOCITIES), draws(&OTHER_TEAM));
    let first = When::of(&one, Points::whole(60), MOST_SPRINTS);
    let second = When::of(&other, Points::whole(40), MOST_SPRINTS);
    let both = When::all(&[(&one, Points::whole(60)), (&other, Points::whole(40))], MOST_SPRINTS);
    assert_eq!([2, 3, 4, 5].map(|k| first.millionths_within(k)), [10_000, 854_000, 998_300, 1_000_000]);
    assert_eq!([3, 4, 5, 6].map(|k| second.millionths_within(k)), [7_812, 581_299, 995_392, 1_000_000]);
    assert_eq!([2, 3, 4, 5, 6].map(|k| both.millionths_within(k)), [0, 6_672, 580_311, 995_392, 1_000_000]);
    assert_eq!([&first, &second, &both].map(|when| when.by(85).unwrap()), [3, 5, 5]);
}

/// A log of closed sprints with these velocities.
fn log_of(velocities: &[i64]) -> Log {
    let sprints = velocities.iter().enumerate().map(|(place, completed)| {
        let start = date(2025, 1, 6).checked_add(jiff::Span::new().weeks(i64::try_from(place).unwrap())).unwrap();
        let end = start.checked_add(jiff::Span::new().days(4)).unwrap();
        with_totals(Sprint::new(format!("s{place:03}"), start, end), 20, *completed)
    });
    Log::new(Team::default(), sprints.collect())
}

#[test]
fn e17_for_machines() {
    let backlog = |points| Some(Backlog { size: Points::whole(points), ..Backlog::default() });
    let (mut one, mut other) = (log_of(&VELOCITIES), log_of(&OTHER_TEAM));
    assert_eq!(together(&[&one, &other], TODAY).unwrap_err().len(), 2);
    (one.team.backlog, other.team.backlog) = (backlog(60), backlog(40));
    let both = together(&[&one, &other], TODAY).unwrap();
    assert_eq!(
        both.sentences()[2],
        "All of them: with 50 % within 4 sprints, with 70 % within 5 sprints and with 85 % within 5 sprints."
    );
    assert_eq!(both.sentences().len(), 5, "three answers, and for each team how often such claims held");
    assert!(both.sentences()[4].contains("“85 %” held in 2 of 2 sprints"), "{:?}", both.sentences());
    let json = serde_json::to_value(both).unwrap();
    assert_eq!(json["teams"][1]["calibration"]["p50"], json!({"held": 5, "of": 7}));
    assert_eq!(json["all"]["calibration"], Value::Null);
    assert_eq!((&json["all"]["p85"], &json["all"]["p95"]), (&json!(5), &Value::Null));
    assert_eq!(json["all"]["probability"]["4"], json!(0.580_311));
    assert_eq!(json["teams"][1]["probability"]["3"], json!(0.007_812));
}

#[test]
fn the_json_keeps_its_contract_and_claims_wait_for_history() {
    let question = Question { target: Some((Points::whole(120), Unit::Points)), ..Question::default() };
    let json = serde_json::to_value(forecast_json(&history(), &question, TODAY)).unwrap();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["method", "team", "unit", "step", "n", "history", "how_many", "when", "calibration"]);
    assert_eq!(
        json["how_many"],
        json!({"sprints": 3, "days": null, "p50": 69, "p70": 65, "p85": 60, "p95": null, "mean": 68.4})
    );
    assert_eq!(json["when"]["p85"], 6);
    assert_eq!(json["when"]["p95"], Value::Null, "ten sprints cannot claim 95 %");
    assert_eq!(json["when"]["probability"]["5"], json!(0.32495));
    assert_eq!(json["when"]["probability"]["9"], json!(1.0));
    assert_eq!(json["history"], json!(VELOCITIES));
}

#[test]
fn odd_questions_have_answers() {
    let ask = |question: &Question, log: &Log| serde_json::to_value(forecast_json(log, question, TODAY)).unwrap();
    let nothing = ask(&Question::default(), &Log::default());
    assert_eq!((&nothing["how_many"], &nothing["when"]), (&Value::Null, &Value::Null));
    let target = |points| Question { target: Some((Points::whole(points), Unit::Points)), ..Question::default() };
    let idle = ask(&target(5), &log_of(&[0, 0, 0]));
    assert_eq!((&idle["when"]["never"], &idle["when"]["p50"]), (&json!(true), &Value::Null));
    let done = ask(&target(0), &log_of(&[3]));
    assert_eq!((&done["when"]["already"], &done["when"]["p50"]), (&json!(true), &json!(0)));
    let far = ask(&Question { sprints: Some(usize::MAX), ..Question::default() }, &log_of(&[3]));
    assert_eq!(far["how_many"], Value::Null);
    let items = ask(&Question { target: Some((Points::whole(9), Unit::Items)), ..Question::default() }, &rich_log());
    assert_eq!((&items["history"], &items["when"]["p50"]), (&json!([6]), &json!(2)));
}

#[test]
fn working_days_come_from_items() {
    let log = rich_log();
    let daily = DailyItems::of(&log, TODAY);
    assert_eq!(daily.days, [0, 1, 1, 0, 1, 0, 1, 1, 1].map(Points::whole));
    assert_eq!(daily.sprints.len(), 1);
    let mut log = rich_log();
    // A Saturday: it counts for the Monday after.
    log.sprints[0].items.push(Item { id: "W".into(), done: Some(date(2026, 3, 28)), ..Item::default() });
    assert_eq!(DailyItems::of(&log, TODAY).days, [0, 1, 1, 0, 1, 1, 1, 1, 1].map(Points::whole));
    let question = Question { days: Some(9), ..Question::default() };
    let json = serde_json::to_value(forecast_json(&log, &question, TODAY)).unwrap();
    assert_eq!((&json["step"], &json["how_many"]["days"], &json["n"]), (&json!("working day"), &json!(9), &json!(1)));
    assert_eq!(json["how_many"]["mean"], json!(7.0));
}

/// By hand: before each sprint, the sorted earlier velocities and element ceil(p · n / 100).
#[test]
fn the_walk_says_what_would_have_been_said() {
    let Calibration([half, most, nearly, all]) = Calibration::walk(&history(), Unit::Points, TODAY);
    assert_eq!(half, Kept { held: 4, of: 9 });
    assert_eq!(most, Kept { held: 6, of: 7 });
    assert_eq!(nearly, Kept { held: 4, of: 4 });
    assert_eq!(all, Kept { held: 0, of: 0 });
}

#[test]
fn the_journal_is_held_against_what_came() {
    let mut log = history();
    let said = |after: &str, likely, safe: Option<i64>| Said {
        after: after.into(),
        date: TODAY,
        unit: Unit::Points,
        n: 6,
        at_least: [Some(Points::whole(likely)), None, safe.map(Points::whole), None],
    };
    log.journal = vec![said("2026-s01", 24, Some(12)), said("2026-s03", 24, Some(23)), said("2026-s05", 1, Some(1))];
    // 27 came after the first, 22 after the second, and nothing yet after the third.
    let Calibration([half, _, nearly, _]) = Calibration::of_journal(&log, Unit::Points, TODAY);
    assert_eq!((half, nearly), (Kept { held: 1, of: 2 }, Kept { held: 1, of: 2 }));
    let today = Said::after(&history(), "2026-s05", TODAY).unwrap();
    assert_eq!(today.at_least, [Some(24), Some(22), Some(18), None].map(|points| points.map(Points::whole)));
}

/// A small generator without a library: every run draws the same numbers.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> usize {
        usize::try_from(self.next() % limit).unwrap()
    }
}

/// A history in halves of points, and a target: 1 to 24 sprints, some of them with nothing done.
fn random_history(dice: &mut Dice) -> (Vec<i64>, i64) {
    let sprints = 1 + dice.below(24);
    let largest = 1 + dice.below(80) as u64;
    let mut halves: Vec<i64> = (0..sprints).map(|_| i64::try_from(dice.below(largest + 1)).unwrap()).collect();
    halves[0] = halves[0].max(1);
    let mean = halves.iter().sum::<i64>() / i64::try_from(sprints).unwrap() + 1;
    let target = mean * i64::try_from(1 + dice.below(8)).unwrap();
    (halves, target)
}

fn as_points(halves: &[i64]) -> Vec<Points> {
    halves.iter().map(|half| Points::parts(half * 50)).collect()
}

/// Plays `trials` futures of `halves` up to 12 sprints and counts how many reach `target` within each number of sprints,
/// and how often each sum comes after three.
fn simulate(dice: &mut Dice, halves: &[i64], target: i64, trials: usize) -> ([usize; 12], BTreeMap<i64, usize>) {
    let mut done = [0; 12];
    let mut sums = BTreeMap::new();
    for _ in 0..trials {
        let mut sum = 0;
        for (sprint, done) in done.iter_mut().enumerate() {
            sum += halves[dice.below(halves.len() as u64)];
            *done += usize::from(sum >= target);
            if sprint == 2 {
                *sums.entry(sum).or_insert(0) += 1;
            }
        }
    }
    (done, sums)
}

/// How far an honest simulation may be off. The dice always fall the same way, so this test cannot fail by chance.
const STANDARD_ERRORS: f64 = 4.0;

/// 200,000 futures for each of 50 histories; ten million where `SPRINTBOOK_TRIALS` says so.
#[test]
fn forecasts_agree_with_a_simulation() {
    let trials: usize = std::env::var("SPRINTBOOK_TRIALS").ok().and_then(|text| text.parse().ok()).unwrap_or(200_000);
    let mut dice = Dice(20_261_123);
    let (mut furthest, mut compared) = (0.0_f64, 0);
    for _ in 0..50 {
        let (halves, target) = random_history(&mut dice);
        let draws = Draws::of(&as_points(&halves)).unwrap();
        let when = When::of(&draws, Points::parts(target * 50), MOST_SPRINTS);
        let three = draws.how_many(3).unwrap();
        let (done, sums) = simulate(&mut dice, &halves, target, trials);
        let mut compare = |exact: u64, counted: usize| {
            let (exact, found) = (exact as f64 / 1e6, counted as f64 / trials as f64);
            let error = (exact * (1.0 - exact) / trials as f64).sqrt();
            // Six places are half a millionth away at most.
            let apart = ((exact - found).abs() - 0.5e-6).max(0.0);
            let apart = if error == 0.0 {
                if apart * (trials as f64) < 3.0 { 0.0 } else { f64::INFINITY }
            } else {
                apart / error
            };
            furthest = furthest.max(apart);
            compared += 1;
            assert!(apart < STANDARD_ERRORS, "{halves:?} to {target}: {exact} against {found}");
        };
        for (place, counted) in done.iter().enumerate() {
            compare(when.millionths_within(place + 1), *counted);
        }
        for (sum, counted) in sums.iter().filter(|(_, counted)| **counted * 1000 > trials) {
            let at_least: usize = sums.range(sum..).map(|(_, counted)| counted).sum();
            assert!(*counted > 0);
            compare(three.chance_of(Points::parts(sum * 50)).millionths(), at_least);
        }
    }
    eprintln!("{compared} comparisons at {trials} trials: at most {furthest:.2} standard errors apart");
}

#[test]
fn forecasts_hold_what_probabilities_must() {
    let mut dice = Dice(7);
    for _ in 0..200 {
        let (halves, target) = random_history(&mut dice);
        let draws = Draws::of(&as_points(&halves)).unwrap();
        let target = Points::parts(target * 50);
        let when = When::of(&draws, target, MOST_SPRINTS);
        let further = When::of(&draws, target + Points::parts(50), MOST_SPRINTS);
        let reached = millionths(&when);
        assert!(reached.windows(2).all(|pair| pair[0] <= pair[1]), "more sprints, more certain: {reached:?}");
        for steps in 1..=reached.len() {
            assert!(further.millionths_within(steps) <= when.millionths_within(steps), "a nearer target is surer");
        }
        let four = draws.how_many(4).unwrap();
        let sum: u64 = four.distribution().iter().map(|(_, chance)| chance.millionths()).sum();
        let off = sum.abs_diff(Chance::SCALE);
        assert!(off <= four.distribution().len() as u64 / 2 + 1, "rounded parts add up to one: {sum}");
        assert!(
            four.chance_of(Points::ZERO) == four.chance_of(Points::parts(-5))
                && four.chance_of(Points::ZERO).is_at_least(100)
        );
        assert!(CLAIMS.windows(2).all(|pair| four.at_least(pair[0]) >= four.at_least(pair[1])));
        assert!(CLAIMS.iter().all(|p| four.chance_of(four.at_least(*p)).is_at_least(*p)));
        // The two questions are one: N is reached within four sprints as often as four sprints bring N.
        assert_eq!(four.chance_of(target).millionths(), when.millionths_within(4));
        assert_eq!(when, When::of(&draws, target, MOST_SPRINTS), "the same every time");
    }
}

#[test]
fn a_better_sprint_never_lowers_a_claim() {
    let mut dice = Dice(11);
    for _ in 0..200 {
        let (mut halves, _) = random_history(&mut dice);
        let claims = |halves: &[i64]| {
            let draws = Draws::of(&as_points(halves)).unwrap();
            CLAIMS.map(|p| draws.how_many(2).unwrap().at_least(p))
        };
        let before = claims(&halves);
        let best = *halves.iter().max().unwrap();
        halves.push(best + i64::try_from(dice.below(9)).unwrap());
        let after = claims(&halves);
        assert!(before.iter().zip(&after).all(|(before, after)| before <= after), "{halves:?}");
    }
}

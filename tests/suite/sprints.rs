//! The numbers of the domain against worked examples. Every literal here comes from an independent script that knows
//! nothing of this code.

use jiff::civil::{Date, date};
use sprintbook::sprints::{
    Availability, Burndown, CommitmentMode, GoalRecord, History, Item, ItemType, Ledger, LedgerError, Ledgers, LeftOut,
    Log, PersonDays, Points, Ratio, Recommendation, SayDo, Sprint, Standing, State, Team, Unit, Velocity, Verdict, Xmr,
    ages, clusters, cumulative_flow, cycle_time, pooled_rate, throughput, time_to_resolve, working_days_taken,
};

use crate::example::{TODAY, by_id, history, rich, rich_log, team, whole_log, with_totals};

/// C, A, E, R, D, N, done before, committed and done, final scope.
type Row = [i64; 9];

fn row(ledger: &Ledger) -> Row {
    let numbers = [
        ledger.committed,
        ledger.added,
        ledger.reestimated,
        ledger.removed,
        ledger.completed,
        ledger.not_completed,
        ledger.completed_elsewhere,
        ledger.committed_and_done,
        ledger.final_scope,
    ];
    numbers.map(|number| number.expect("items give every number").as_parts() / Points::SCALE)
}

fn ratios(ledger: &Ledger) -> [f64; 8] {
    let all = ledger.ratios();
    let ratios = [
        all.throughput_vs_plan,
        all.commitment_reliability,
        all.completion_rate,
        all.carry_over_rate,
        all.added,
        all.removed,
        all.churn,
        all.net_scope_change,
    ];
    ratios.map(|ratio| ratio.expect("something was committed").four_places())
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

fn all_close<const N: usize>(found: [f64; N], expected: [f64; N]) {
    assert!(found.iter().zip(&expected).all(|(one, other)| close(*one, *other)), "{found:?} is not {expected:?}");
}

fn four(ratio: Option<Ratio>) -> f64 {
    ratio.expect("there is something to divide by").four_places()
}

#[test]
fn e1_the_ledger_by_points() {
    let ledgers = rich_log().ledgers(&rich()).unwrap();
    let points = ledgers.points.unwrap();
    assert_eq!(row(&points), [26, 5, 2, 3, 23, 7, 3, 18, 30]);
    all_close(ratios(&points), [0.8846, 0.6923, 0.7667, 0.2333, 0.1923, 0.1154, 0.3077, 0.1538]);
    assert_eq!(ledgers.unestimated, Some(1));
}

#[test]
fn e1_the_ledger_by_items() {
    let items = rich_log().ledgers(&rich()).unwrap().items.unwrap();
    assert_eq!(row(&items), [7, 2, 0, 1, 6, 2, 1, 5, 8]);
    all_close(ratios(&items), [0.8571, 0.7143, 0.75, 0.25, 0.2857, 0.1429, 0.4286, 0.1429]);
}

#[test]
fn e1_the_ledger_as_jira_counts() {
    let points = Ledgers::of(&rich(), Unit::Points, CommitmentMode::Jira).unwrap().points.unwrap();
    assert_eq!(row(&points), [29, 5, 2, 3, 23, 7, 3, 18, 33]);
    all_close(ratios(&points), [0.7931, 0.6207, 0.697, 0.2121, 0.1724, 0.1034, 0.2759, 0.1379]);
}

#[test]
fn e1_done_by_type() {
    let by_type = rich_log().ledgers(&rich()).unwrap().done_by_type.unwrap();
    let rows: Vec<_> = by_type.iter().map(|(kind, done)| (kind.word(), done.items, done.points)).collect();
    assert_eq!(rows, [("bug", 2, Points::whole(5)), ("feature", 4, Points::whole(18))]);
}

#[test]
fn a_ledger_names_what_contradicts_itself() {
    let mut sprint = rich();
    sprint.items[4].done = Some(date(2026, 3, 26));
    let fault = rich_log().ledgers(&sprint).unwrap_err();
    assert_eq!(fault, LedgerError::RemovedAndDone("K-105".into()));

    let mut sprint = rich();
    sprint.totals.committed = Some(Points::whole(27));
    let fault = rich_log().ledgers(&sprint).unwrap_err();
    assert_eq!(fault.to_string(), "`committed` says 27, but the items add up to 26");
    assert_eq!(Ledgers::faults(&sprint, Unit::Points, CommitmentMode::OpenAtStart), [fault]);
}

#[test]
fn events_of_the_first_day_are_changes_and_events_after_the_close_are_not() {
    let mut sprint = Sprint::new("s1", date(2026, 3, 23), date(2026, 4, 3));
    let on = |added, done| Item { id: format!("{added:?}"), added, done, kind: ItemType::Bug, ..Item::default() };
    sprint.items = vec![
        on(Some(date(2026, 3, 23)), Some(date(2026, 4, 4))),
        on(Some(date(2026, 3, 20)), Some(date(2026, 3, 23))),
        on(Some(date(2026, 4, 4)), None),
    ];
    let items = Log::new(team(), vec![]).ledgers(&sprint).unwrap().items.unwrap();
    assert_eq!(row(&items), [1, 1, 0, 0, 1, 1, 0, 1, 2]);
}

#[test]
fn e2_burndown() {
    let burndown = Burndown::of(&rich_log(), &rich(), Unit::Points, TODAY).unwrap();
    assert_eq!(burndown.working_days, 9);
    let expected: [(bool, i64, i64, i64, f64); 12] = [
        (true, 26, 0, 26, 23.1111),
        (true, 26, 2, 24, 20.2222),
        (true, 26, 7, 19, 17.3333),
        (true, 31, 7, 24, 14.4444),
        (true, 28, 10, 18, 11.5556),
        (false, 28, 10, 18, 11.5556),
        (false, 28, 10, 18, 11.5556),
        (true, 30, 10, 20, 8.6667),
        (true, 30, 15, 15, 5.7778),
        (true, 30, 23, 7, 2.8889),
        (true, 30, 23, 7, 0.0),
        (false, 30, 23, 7, 0.0),
    ];
    assert_eq!(burndown.days.len(), expected.len());
    for (day, (working, scope, done, remaining, ideal)) in burndown.days.iter().zip(expected) {
        assert_eq!(day.working, working, "{}", day.date);
        let found = [day.scope, day.done, day.remaining].map(Option::unwrap);
        assert_eq!(found, [scope, done, remaining].map(Points::whole), "{}", day.date);
        assert!(close(four(day.ideal), ideal), "{}: {:?}", day.date, day.ideal);
    }
}

#[test]
fn a_running_sprint_has_figures_up_to_today_and_an_ideal_to_the_end() {
    let mut sprint = rich();
    (sprint.stated, sprint.dates.closed_on) = (None, None);
    let burndown = Burndown::of(&rich_log(), &sprint, Unit::Points, date(2026, 3, 26)).unwrap();
    let known = burndown.days.iter().filter(|day| day.remaining.is_some()).count();
    assert_eq!((known, burndown.days.len()), (4, 12));
    assert!(close(four(burndown.days[11].ideal), 0.0));
}

#[test]
fn a_hand_kept_remaining_figure_is_enough_for_a_burndown() {
    let mut sprint = with_totals(Sprint::new("s1", date(2026, 3, 23), date(2026, 3, 25)), 6, 4);
    sprint.remaining = [(date(2026, 3, 23), Points::whole(5)), (date(2026, 3, 25), Points::whole(2))].into();
    let burndown = Burndown::of(&Log::new(team(), vec![]), &sprint, Unit::Points, TODAY).unwrap();
    let remaining: Vec<_> = burndown.days.iter().map(|day| day.remaining).collect();
    assert_eq!(remaining, [Some(Points::whole(5)), None, Some(Points::whole(2))]);
    assert!(close(four(burndown.days[0].ideal), 4.0));
    assert_eq!(Burndown::of(&Log::default(), &Sprint::default(), Unit::Points, TODAY), None);
}

#[test]
fn e3_velocity() {
    let log = history();
    let velocity = Velocity::of(&History::of(&log, TODAY).velocities()).unwrap();
    assert_eq!(velocity.n(), 10);
    all_close([velocity.mean.four_places(), velocity.median.four_places()], [22.8, 23.5]);
    assert_eq!((velocity.min, velocity.max), (Points::whole(12), Points::whole(30)));
    assert!((velocity.stdev_sample.unwrap() - 5.0509).abs() < 0.000_05);
    assert!((velocity.variation().unwrap() - 0.2215).abs() < 0.000_05);
    let rolling: Vec<Option<f64>> = velocity.rolling3.iter().map(|mean| mean.map(Ratio::four_places)).collect();
    let expected = [21.3333, 24.3333, 24.0, 22.0, 21.0, 21.6667, 25.0, 23.6667].map(Some);
    assert_eq!(rolling[..2], [None, None]);
    assert_eq!(rolling[2..], expected);
    let claims = [50, 70, 85].map(|p| velocity.at_least(p));
    assert_eq!(claims, [24, 22, 18].map(|points| Some(Points::whole(points))));
    assert_eq!(velocity.at_least(95), None, "ten sprints are not enough to speak of 95 %");
}

#[test]
fn e3_an_excluded_sprint_does_not_count() {
    let mut log = history();
    log.sprints[5].exclude = Some("Christmas".into());
    let history = History::of(&log, TODAY);
    all_close([Velocity::of(&history.velocities()).unwrap().mean.four_places()], [24.0]);
    assert_eq!(history.left_out[0].1, LeftOut::Excluded("Christmas".into()));
}

#[test]
fn the_window_is_the_last_ten_closed_sprints() {
    let log = whole_log();
    let seen = History::of(&log, TODAY);
    assert_eq!(seen.counted.len(), 10);
    assert_eq!(seen.counted[9].completed, Points::whole(23));
    let left_out: Vec<_> = seen.left_out.iter().map(|(sprint, why)| (sprint.id.as_str(), why.clone())).collect();
    assert_eq!(left_out, [("2025-s20", LeftOut::Older)]);
    let before = History::before(&log, &log.sprints[10], TODAY);
    assert_eq!(before.counted.len(), 10);
    assert_eq!(before.counted[0].sprint.id, "2025-s20");
}

#[test]
fn totals_in_another_unit_and_running_sprints_do_not_count() {
    let mut log = history();
    log.sprints[0].unit = Some(Unit::Items);
    log.sprints[1].stated = Some(State::Active);
    let history = History::of(&log, TODAY);
    let why: Vec<_> = history.left_out.iter().map(|(_, why)| why.clone()).collect();
    assert_eq!(why, [LeftOut::NothingCompletedKnown, LeftOut::NotClosed]);
}

#[test]
fn e3_say_and_do() {
    let log = history();
    let saydo = SayDo::of(&History::of(&log, TODAY).counted);
    let per_sprint: Vec<f64> = saydo.per_sprint.iter().copied().map(four).collect();
    assert_eq!(per_sprint, [0.875, 0.9615, 0.72, 1.0714, 0.8, 0.6, 0.9643, 0.963, 0.88, 0.8846]);
    all_close([four(saydo.ratio_of_sums), four(saydo.mean_of_ratios)], [0.8803, 0.872]);
    assert_eq!(saydo.in_band(), 8, "80 % is in the band, 72 and 60 % are not");
}

#[test]
fn e5_xmr() {
    let log = history();
    let xmr = Xmr::of(&History::of(&log, TODAY).velocities()).unwrap();
    assert_eq!(xmr.moving_ranges, [4, 7, 12, 6, 12, 15, 1, 4, 1].map(Points::whole));
    let limits = [xmr.mean_moving_range, xmr.mean, xmr.upper, xmr.lower].map(Ratio::four_places);
    all_close(limits, [6.8889, 22.8, 41.1244, 4.4756]);
    all_close([xmr.upper_range.four_places()], [22.5129]);
    assert!(xmr.signals.is_empty() && xmr.range_signals.is_empty());
}

/// By hand: seven moving ranges of 0 and one of 30 have the mean 3.75, so limits 2.66 × 3.75 and 3.268 × 3.75 away.
#[test]
fn one_odd_sprint_is_a_signal_in_both_charts() {
    let xmr = Xmr::of(&[10, 10, 10, 10, 10, 10, 10, 10, 40].map(Points::whole)).unwrap();
    all_close([xmr.upper_range.four_places()], [12.255]);
    assert_eq!((xmr.signals, xmr.range_signals), (vec![8], vec![8]));
}

#[test]
fn e6_recommendation() {
    let log = history();
    let history = History::of(&log, TODAY);
    let next = Recommendation::from_history(&history, Some(PersonDays::parts(355_000)));
    let outcomes: Vec<f64> = next.outcomes.iter().map(|outcome| outcome.four_places()).collect();
    let expected = [18.6375, 21.131, 17.75, 23.6667, 20.2857, 17.75, 22.2907, 20.9773, 19.525, 19.9146];
    assert_eq!(outcomes, expected);
    assert_eq!((next.safe(), next.likely(), next.best()), (Some(17), Some(20), Some(23)));
    assert_eq!([25, 20, 16].map(|points| next.reached(Points::whole(points))), [0, 5, 10]);
    all_close([four(pooled_rate(&history.counted))], [0.5743]);
}

#[test]
fn e6_verdicts() {
    let log = history();
    let next = Recommendation::from_history(&History::of(&log, TODAY), Some(PersonDays::parts(355_000)));
    let verdicts = [17, 20, 23, 24].map(|points| next.verdict(Points::whole(points)).unwrap());
    let stretch = Verdict::Stretch { reached: 1, of: 10 };
    assert_eq!(verdicts, [Verdict::RoomToSpare, Verdict::Fits, stretch, Verdict::NeverReached]);
    assert_eq!(Recommendation::default().verdict(Points::ZERO), None);
}

#[test]
fn e6_the_commit_curve_without_capacity() {
    let log = history();
    let curve = Recommendation::next(&log, TODAY);
    assert_eq!(curve.person_days, None);
    let reached = [10, 14, 20, 22, 24, 26, 28].map(|points| curve.reached(Points::whole(points)));
    assert_eq!(reached, [10, 9, 8, 7, 5, 3, 1]);
    assert_eq!((curve.safe(), curve.likely(), curve.best()), (Some(18), Some(24), Some(30)));
}

#[test]
fn a_safe_commitment_waits_for_six_sprints() {
    let mut log = history();
    log.sprints.truncate(5);
    let next = Recommendation::next(&log, TODAY);
    assert_eq!((next.safe(), next.likely()), (None, Some(24)));
}

#[test]
fn the_capacity_of_the_rich_sprint() {
    let Availability { person_days, nominal, .. } = rich_log().availability(&rich()).unwrap();
    assert_eq!((person_days.to_string(), nominal.unwrap().to_string()), ("23.2".into(), "25.2".into()));
}

#[test]
fn e9_cycle_time_and_age() {
    let cycle = cycle_time(&rich()).unwrap();
    let per_item = [("K-101", 3), ("K-102", 9), ("K-103", 2), ("K-104", 7), ("K-107", 2), ("K-110", 2)];
    assert_eq!(cycle.per_item.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(), by_id(&per_item));
    assert_eq!((cycle.p50, cycle.p70, cycle.p85), (2, 7, 9));
    all_close([cycle.mean.four_places()], [4.1667]);
    assert_eq!(ages(&rich(), date(2026, 4, 3)), [("K-106".to_owned(), 4)]);
    let worked = working_days_taken(&rich(), &rich_log().calendar(&rich()));
    let days = [("K-101", 3), ("K-102", 7), ("K-103", 2), ("K-104", 5), ("K-107", 2), ("K-110", 2)];
    assert_eq!(worked.into_iter().collect::<std::collections::BTreeMap<_, _>>(), by_id(&days));
}

#[test]
fn e10_cumulative_flow() {
    let flow: Vec<[usize; 3]> =
        cumulative_flow(&rich(), TODAY).iter().map(|day| [day.todo, day.doing, day.done]).collect();
    assert_eq!(
        flow,
        [
            [5, 2, 0],
            [4, 2, 1],
            [3, 2, 2],
            [3, 3, 2],
            [2, 2, 3],
            [2, 2, 3],
            [2, 2, 3],
            [3, 2, 3],
            [2, 2, 4],
            [1, 2, 5],
            [1, 1, 6],
            [1, 1, 6]
        ]
    );
}

#[test]
fn e10_throughput_per_working_day() {
    let log = rich_log();
    let found: Vec<(String, usize)> = throughput(&rich(), &log.calendar(&rich()), TODAY)
        .into_iter()
        .map(|(day, items)| (day.strftime("%d").to_string(), items))
        .collect();
    let expected = [("23", 0), ("24", 1), ("25", 1), ("26", 0), ("27", 1), ("30", 0), ("31", 1), ("01", 1), ("02", 1)];
    assert_eq!(found, expected.map(|(day, items)| (day.to_owned(), items)));
}

fn standings(report_date: Date) -> Vec<Standing> {
    let calendar = rich_log().calendar(&rich());
    rich().blockers.iter().filter_map(|blocker| blocker.standing(report_date, &calendar)).collect()
}

#[test]
fn e11_blockers() {
    let standings = standings(date(2026, 4, 3));
    let found: Vec<_> = standings.iter().map(|one| (one.days, one.working_days, one.open)).collect();
    assert_eq!(found, [(4, 2, false), (1, 1, false), (3, 3, true), (12, 8, false), (2, 2, false)]);
    let resolve = time_to_resolve(&standings).unwrap();
    assert_eq!((resolve.n, resolve.p85), (4, 12));
    all_close([resolve.median.four_places(), resolve.mean.four_places()], [3.0, 4.75]);
}

#[test]
fn e11_clusters() {
    let sprint = rich();
    let clusters = clusters(sprint.blockers.iter().zip(standings(date(2026, 4, 3))));
    let found: Vec<_> =
        clusters.iter().map(|one| (one.cause.as_str(), one.count, one.days, one.open, four(one.share))).collect();
    let expected = [
        ("waiting for decision", 1, 12, 0, 0.5455),
        ("third-party API", 2, 7, 1, 0.3182),
        ("environment", 2, 3, 0, 0.1364),
    ];
    assert_eq!(found, expected);
}

#[test]
fn e14_goals() {
    let log = history();
    let record = GoalRecord::of(&log.sprints);
    assert_eq!((record.met, record.with_goal), (6, 9));
    all_close([four(record.met_rate())], [0.6667]);
}

#[test]
fn bad_dates_give_no_panic() {
    let mut sprint = rich();
    sprint.dates = sprintbook::sprints::SprintDates { start: Date::MAX, end: Date::MIN, closed_on: None };
    let log = Log::new(Team::default(), vec![sprint.clone()]);
    assert!(Burndown::of(&log, &sprint, Unit::Points, TODAY).is_none());
    assert!(cumulative_flow(&sprint, TODAY).is_empty());
    assert!(log.ledgers(&sprint).is_ok());
    assert_eq!(log.availability(&sprint).unwrap().person_days, PersonDays::ZERO);
}

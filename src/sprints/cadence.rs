//! When the sprints to come end: those that are planned, and more of them at the pace of the last two.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::days_apart;
use super::log::Log;
use super::sprint::{Sprint, State};

/// The last days of the next `number` sprints, the running one included; fewer where the log has no pace yet.
#[must_use]
pub fn coming_ends(log: &Log, today: Date, number: usize) -> Vec<Date> {
    let coming = log.sprints.iter().filter(|sprint| sprint.state(today) != State::Closed && sprint.dates.end >= today);
    let mut ends: Vec<Date> = coming.map(|sprint| sprint.dates.end).take(number).collect();
    let Some((last, pace)) = pace(log) else { return ends };
    let mut end = last;
    while ends.len() < number {
        let Ok(next) = end.checked_add(pace.days()) else { break };
        end = next;
        if end >= today {
            ends.push(end);
        }
    }
    ends
}

/// The end of the last sprint, and how many days lie between the starts of two sprints.
pub(super) fn pace(log: &Log) -> Option<(Date, i64)> {
    let last: &Sprint = log.sprints.last()?;
    let before = log.sprints.iter().rev().find(|sprint| sprint.dates.start < last.dates.start);
    let length = days_apart(last.dates.start, last.dates.end) + 1;
    let pace = match before {
        Some(before) => days_apart(before.dates.start, last.dates.start),
        None => (length + 6) / 7 * 7,
    };
    (pace > 0).then_some((last.dates.end, pace))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::coming_ends;
    use crate::sprints::{Log, Sprint, Team};

    #[test]
    fn goes_on_at_the_pace_of_the_last_two() {
        let sprint = |id: &str, start, end| Sprint::new(id, start, end);
        let log = Log::new(
            Team::default(),
            vec![
                sprint("s1", date(2026, 11, 2), date(2026, 11, 13)),
                sprint("s2", date(2026, 11, 16), date(2026, 11, 27)),
                sprint("s3", date(2026, 11, 30), date(2026, 12, 11)),
            ],
        );
        let ends = coming_ends(&log, date(2026, 11, 23), 4);
        assert_eq!(ends, [date(2026, 11, 27), date(2026, 12, 11), date(2026, 12, 25), date(2027, 1, 8)]);
        assert_eq!(coming_ends(&log, date(2027, 1, 1), 1), [date(2027, 1, 8)]);
        assert!(coming_ends(&Log::default(), date(2026, 1, 1), 3).is_empty());
        let single = Log::new(Team::default(), vec![sprint("s1", date(2026, 11, 2), date(2026, 11, 13))]);
        assert_eq!(coming_ends(&single, date(2026, 11, 14), 1), [date(2026, 11, 27)]);
    }
}

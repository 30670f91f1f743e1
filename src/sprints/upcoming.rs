//! The sprint after the last one of a log: what it is called and when it is, at the pace of those before.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::cadence::pace;
use super::calendar::days_apart;
use super::log::Log;
use super::sprint::{Sprint, SprintDates};

/// How long the first sprint of a log is, from a Monday to a Friday: two weeks.
const FIRST_LENGTH: i64 = 12;

/// The sprint after the last one of `log`; the first one begins on the first Monday from `today` on. `None` at the end of
/// the calendar.
#[must_use]
pub fn upcoming(log: &Log, today: Date) -> Option<Sprint> {
    let Some(last) = log.sprints.iter().max_by_key(|sprint| sprint.dates.end) else {
        let start = days_from(today).find(|day| day.weekday() == Weekday::Monday)?;
        let dates = SprintDates { start, end: start.checked_add((FIRST_LENGTH - 1).days()).ok()?, closed_on: None };
        return Some(Sprint { dates, ..Sprint::new("s01", dates.start, dates.end) });
    };
    let (_, pace) = pace(log)?;
    let days_after = |days: i64| last.dates.start.checked_add(days.days()).ok();
    let start = days_after(pace)?.max(last.dates.end.tomorrow().ok()?);
    let length = days_apart(last.dates.start, last.dates.end);
    let end = start.checked_add(length.days()).ok()?;
    Some(Sprint::new(id_after(&last.id, end), start, end))
}

/// `2026-s08` after `2026-s07`, `Sprint-10` after `Sprint-9`, and `2027-s01` after `2026-s26` where it ends in another year.
fn id_after(id: &str, end: Date) -> String {
    let digits = id.len() - id.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let (name, number) = id.split_at(id.len() - digits);
    let width = number.len();
    let year = name.get(..4).and_then(|year| year.parse::<i16>().ok()).filter(|year| *year < end.year());
    match (year, number.parse::<u64>().ok().and_then(|number| number.checked_add(1))) {
        (Some(_), Some(_)) => format!("{}{}{:0width$}", end.year(), &name[4..], 1),
        (None, Some(next)) => format!("{name}{next:0width$}"),
        (_, None) => format!("{id}-2"),
    }
}

fn days_from(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(day), |day| day.tomorrow().ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{id_after, upcoming};
    use crate::sprints::{Log, Sprint, Team};

    #[test]
    fn ids_go_on_as_people_count_them() {
        let end = date(2026, 4, 17);
        for (id, next) in
            [("2026-s07", "2026-s08"), ("S9", "S10"), ("s099", "s100"), ("12", "13"), ("alpha", "alpha-2")]
        {
            assert_eq!(id_after(id, end), next);
        }
        assert_eq!(id_after("2026-s26", date(2027, 1, 8)), "2027-s01");
        assert_eq!(id_after("2026-s26", date(2026, 12, 31)), "2026-s27");
        assert_eq!(id_after("99999999999999999999", end), "99999999999999999999-2");
    }

    #[test]
    fn the_pace_goes_on() {
        let days =
            |sprint: Option<Sprint>| sprint.map(|sprint| (sprint.id, sprint.dates.start, sprint.dates.end)).unwrap();
        let log = Log::new(
            Team::default(),
            vec![
                Sprint::new("s1", date(2026, 11, 2), date(2026, 11, 13)),
                Sprint::new("s2", date(2026, 11, 16), date(2026, 11, 27)),
            ],
        );
        assert_eq!(days(upcoming(&log, Date::MIN)), ("s3".to_owned(), date(2026, 11, 30), date(2026, 12, 11)));
        let first = days(upcoming(&Log::default(), date(2026, 11, 25)));
        assert_eq!(first, ("s01".to_owned(), date(2026, 11, 30), date(2026, 12, 11)));
        let end = Log::new(Team::default(), vec![Sprint::new("s1", date(9999, 12, 20), date(9999, 12, 31))]);
        assert_eq!(upcoming(&end, Date::MIN), None);
    }
}

//! Working days: the team's week days minus holidays.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::sprint::SprintDates;
use super::team::Team;

/// The longest stretch of days that is listed day by day. A longer "sprint" is a slip of the pen in a year.
pub const LONGEST_LISTED: usize = 731;

/// The days of the week on which a team works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingDays([bool; 7]);

/// A day on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// What it is called.
    pub name: Option<String>,
}

/// What is different from the team's calendar in one sprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SprintCalendar {
    /// Holidays on top of the team's.
    pub holidays: Vec<Holiday>,
    /// Working days instead of the team's.
    pub working_days: Option<WorkingDays>,
}

/// The days on which one team worked in one sprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    week: WorkingDays,
    holidays: BTreeSet<Date>,
}

impl Calendar {
    /// The team's calendar, changed by the sprint's.
    #[must_use]
    pub fn new(team: &Team, sprint: &SprintCalendar) -> Self {
        let holidays = team.holidays.iter().chain(&sprint.holidays).map(|holiday| holiday.date).collect();
        Self { week: sprint.working_days.unwrap_or(team.working_days), holidays }
    }

    /// Whether the team works on `day`.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        self.week.contains(day.weekday()) && !self.holidays.contains(&day)
    }

    /// Working days from `first` to `last`, both inclusive; 0 where `last` is before `first`.
    #[must_use]
    pub fn working_days(&self, first: Date, last: Date) -> usize {
        let days = usize::try_from(days_apart(first, last) + 1).unwrap_or(0);
        let rest = days_from(first).take(days % 7).filter(|day| self.week.contains(day.weekday())).count();
        let off = |day: &&Date| self.week.contains(day.weekday());
        let holidays = if days == 0 { 0 } else { self.holidays.range(first..=last).filter(off).count() };
        days / 7 * self.week.in_a_week() + rest - holidays
    }

    /// Working days from `first` until the day before `end`.
    #[must_use]
    pub fn working_days_until(&self, first: Date, end: Date) -> usize {
        end.yesterday().map_or(0, |last| self.working_days(first, last))
    }

    /// The working days of a sprint (`W` of the burndown).
    #[must_use]
    pub fn sprint_days(&self, dates: &SprintDates) -> usize {
        self.working_days(dates.start, dates.end)
    }
}

impl WorkingDays {
    /// The given days of the week.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Self {
        let mut week = [false; 7];
        for day in days {
            week[index(day)] = true;
        }
        Self(week)
    }

    fn in_a_week(self) -> usize {
        self.0.iter().filter(|works| **works).count()
    }

    /// Whether the team works on such a day.
    #[must_use]
    pub fn contains(&self, day: Weekday) -> bool {
        self.0[index(day)]
    }
}

impl Default for WorkingDays {
    /// Monday to Friday.
    fn default() -> Self {
        Self([true, true, true, true, true, false, false])
    }
}

/// Every day from `first` to `last`, both inclusive; none where there are more than [`LONGEST_LISTED`].
#[must_use]
pub fn days_between(first: Date, last: Date) -> Vec<Date> {
    let days: Vec<Date> = days_from(first).take_while(|day| *day <= last).take(LONGEST_LISTED + 1).collect();
    if days.len() > LONGEST_LISTED { Vec::new() } else { days }
}

/// Calendar days from `first` to `last`: 0 on the same day, negative where `last` is earlier.
#[must_use]
pub fn days_apart(first: Date, last: Date) -> i64 {
    i64::from((last - first).get_days())
}

fn days_from(first: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok())
}

fn index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).expect("an offset from Monday is 0 to 6")
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, Weekday, date};

    use super::super::team::Team;
    use super::{Calendar, Holiday, LONGEST_LISTED, SprintCalendar, WorkingDays, days_apart, days_between};

    #[test]
    fn holidays_and_weekends_are_not_worked() {
        let holidays = vec![Holiday { date: date(2026, 4, 3), name: Some("Good Friday".into()) }];
        let calendar = Calendar::new(&Team::default(), &SprintCalendar { holidays, working_days: None });
        assert_eq!(calendar.working_days(date(2026, 3, 23), date(2026, 4, 3)), 9);
        assert_eq!(calendar.working_days(date(2026, 4, 3), date(2026, 3, 23)), 0);
        assert_eq!(calendar.working_days_until(date(2026, 3, 26), date(2026, 3, 30)), 2);
    }

    /// Counted day by day, which is slow over centuries and hard to get wrong.
    #[test]
    fn whole_weeks_are_counted_as_their_days() {
        let first = date(2024, 2, 26);
        let weeks = [vec![Weekday::Wednesday], vec![Weekday::Monday, Weekday::Saturday, Weekday::Sunday], Vec::new()];
        let calendars = weeks.map(|week| {
            let days = [date(2024, 2, 28), date(2024, 3, 2), date(2024, 3, 18), date(2023, 1, 1)];
            let holidays = days.map(|date| Holiday { date, name: None }).into();
            let own = SprintCalendar { holidays, working_days: Some(WorkingDays::new(week)) };
            Calendar::new(&Team::default(), &own)
        });
        for calendar in calendars {
            let mut counted = 0;
            for day in days_between(first, date(2024, 4, 20)) {
                assert_eq!(calendar.working_days_until(first, day), counted, "{day}");
                counted += usize::from(calendar.is_working(day));
                assert_eq!(calendar.working_days(first, day), counted, "{day}");
            }
        }
        assert!(
            Calendar::new(&Team::default(), &SprintCalendar::default()).working_days(Date::MIN, Date::MAX) > 5_000_000
        );
    }

    #[test]
    fn a_sprint_may_have_its_own_week() {
        let week = WorkingDays::new([Weekday::Sunday, Weekday::Monday]);
        let calendar = Calendar::new(&Team::default(), &SprintCalendar { holidays: vec![], working_days: Some(week) });
        assert_eq!(calendar.working_days(date(2026, 3, 23), date(2026, 3, 29)), 2);
    }

    #[test]
    fn a_slip_in_the_year_lists_no_days() {
        assert_eq!(days_between(date(2026, 1, 1), date(2026, 1, 3)).len(), 3);
        assert_eq!(days_between(date(202, 1, 1), date(2026, 1, 1)).len(), 0);
        assert_eq!(days_between(Date::MAX, Date::MAX).len(), 1);
        assert!(days_between(date(2024, 1, 1), date(2025, 12, 31)).len() <= LONGEST_LISTED);
    }

    #[test]
    fn counts_days_over_months() {
        assert_eq!(days_apart(date(2026, 3, 12), date(2026, 3, 24)), 12);
        assert_eq!(days_apart(date(2025, 12, 15), date(2026, 1, 9)), 25);
        assert_eq!(days_apart(date(2026, 1, 2), date(2026, 1, 1)), -1);
    }
}

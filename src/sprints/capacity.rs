//! How much time there was: person-days from allocations and leave.

use jiff::civil::Date;

use super::calendar::Calendar;
use super::decimal::{PersonDays, Points};
use super::ratio::Ratio;
use super::sprint::SprintDates;

/// How many person-days there were, as written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// The number itself.
    PersonDays(PersonDays),
    /// The people, from whom it is counted.
    People(Vec<Person>),
}

/// One person as a role: never a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The role, such as developer.
    pub role: String,
    /// How much of the working time is for this team, in whole per cents.
    pub allocation: u32,
    /// Days off.
    pub leave: Leave,
}

/// Days off in one sprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    /// A number of working days; may be halves.
    Days(Points),
    /// The days themselves. Those on which nobody works anyway do not count.
    Dates(Vec<Date>),
}

/// The person-days of one sprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    /// Σ allocation × (working days − leave).
    pub person_days: PersonDays,
    /// Σ allocation × working days; `None` where only the number of person-days is known.
    pub nominal: Option<PersonDays>,
    /// Person-days of each person, in the order of the file.
    pub per_person: Vec<PersonDays>,
}

impl Default for Leave {
    fn default() -> Self {
        Self::Days(Points::ZERO)
    }
}

impl Default for Person {
    /// Full time, no leave.
    fn default() -> Self {
        Self { role: String::new(), allocation: 100, leave: Leave::default() }
    }
}

impl Capacity {
    /// Counts the person-days of a sprint with these dates.
    #[must_use]
    pub fn availability(&self, dates: &SprintDates, calendar: &Calendar) -> Availability {
        match self {
            Self::PersonDays(person_days) => {
                Availability { person_days: *person_days, nominal: None, per_person: Vec::new() }
            }
            Self::People(people) => {
                let working = Points::count(calendar.sprint_days(dates));
                let per_person: Vec<PersonDays> =
                    people.iter().map(|person| person.days(working, dates, calendar)).collect();
                let nominal = people.iter().map(|person| share(person.allocation, working)).sum();
                Availability { person_days: per_person.iter().copied().sum(), nominal: Some(nominal), per_person }
            }
        }
    }
}

impl Availability {
    /// Person-days against what there would have been without leave.
    #[must_use]
    pub fn rate(&self) -> Option<Ratio> {
        Ratio::of(self.person_days, self.nominal?)
    }
}

impl Person {
    fn days(&self, working: Points, dates: &SprintDates, calendar: &Calendar) -> PersonDays {
        let away = match &self.leave {
            Leave::Days(days) => *days,
            Leave::Dates(days) => {
                let mut days: Vec<Date> = days.iter().copied().filter(|day| counts(*day, dates, calendar)).collect();
                days.sort_unstable();
                days.dedup();
                Points::count(days.len())
            }
        };
        share(self.allocation, (working - away).max(Points::ZERO))
    }
}

fn counts(day: Date, dates: &SprintDates, calendar: &Calendar) -> bool {
    dates.start <= day && day <= dates.end && calendar.is_working(day)
}

/// A whole per cent of a hundredth of a day is a ten-thousandth of a day, so the product is exact.
fn share(allocation: u32, days: Points) -> PersonDays {
    PersonDays::parts(days.as_parts().saturating_mul(i64::from(allocation)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::calendar::{Calendar, SprintCalendar};
    use super::super::decimal::{PersonDays, Points};
    use super::super::sprint::SprintDates;
    use super::super::team::Team;
    use super::{Capacity, Leave, Person};

    fn person(allocation: u32, leave: i64) -> Person {
        Person { role: "developer".into(), allocation, leave: Leave::Days(Points::whole(leave)) }
    }

    /// E6 of the worked numbers: five people, ten working days.
    #[test]
    fn leave_and_part_time_are_taken_off() {
        let people = vec![person(100, 0), person(100, 2), person(80, 0), person(50, 1), person(100, 5)];
        let dates = SprintDates { start: date(2026, 5, 4), end: date(2026, 5, 15), closed_on: None };
        let calendar = Calendar::new(&Team::default(), &SprintCalendar::default());
        let available = Capacity::People(people).availability(&dates, &calendar);
        let shown: Vec<String> = available.per_person.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["10", "8", "8", "4.5", "5"]);
        assert_eq!(available.person_days.to_string(), "35.5");
        assert_eq!(available.nominal, Some(PersonDays::whole(43)));
        assert_eq!(available.rate().unwrap().percent(), 83);
        assert!((available.rate().unwrap().four_places() - 0.8256).abs() < 1e-9);
    }

    #[test]
    fn leave_on_a_weekend_costs_nothing_and_more_leave_than_days_is_nobody() {
        let dates = SprintDates { start: date(2026, 5, 4), end: date(2026, 5, 15), closed_on: None };
        let calendar = Calendar::new(&Team::default(), &SprintCalendar::default());
        let weekend = Leave::Dates(vec![date(2026, 5, 9), date(2026, 5, 8), date(2026, 5, 8), date(2026, 6, 1)]);
        let people = vec![Person { leave: weekend, ..Person::default() }, person(100, 40)];
        assert_eq!(Capacity::People(people).availability(&dates, &calendar).person_days, PersonDays::whole(9));
    }
}

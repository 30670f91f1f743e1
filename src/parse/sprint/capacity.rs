//! People and their days: capacity, leave, holidays, the working week.

use jiff::civil::Date;
use serde_yaml::Value;

use crate::diagnostics::Code;
use crate::sprints::{Capacity, Holiday, Leave, Person, PersonDays, Points, SprintCalendar};

use super::super::yaml::{Fields, Read, Wanted};
use super::values::{not_negative, required_day, required_text, text};

/// `capacity`: a number of person-days, or the people.
pub(super) fn read_capacity(fields: &mut Fields<'_>) -> Option<Capacity> {
    let value = fields.take_value("capacity")?;
    if let Value::Mapping(mapping) = value {
        let mut inside = fields.below("capacity", mapping);
        inside.expect("people");
        let people = read_people(&mut inside);
        inside.finish(Code::SprintUnknownKey);
        return Some(Capacity::People(people));
    }
    let Ok(person_days) = PersonDays::read(&value) else {
        fields.tell("capacity", &Wanted::new("a number of person-days such as 38.5, or `people` with a line for each"));
        return None;
    };
    not_negative(fields, "capacity", person_days).map(Capacity::PersonDays)
}

/// `people`: roles with allocation and leave.
pub(super) fn read_people(fields: &mut Fields<'_>) -> Vec<Person> {
    fields.children("people").into_iter().map(read_person).collect()
}

/// `holidays`: days with names.
pub(super) fn read_holidays(fields: &mut Fields<'_>) -> Vec<Holiday> {
    fields.children("holidays").into_iter().filter_map(read_holiday).collect()
}

/// `calendar`: what differs from the team's.
pub(super) fn read_calendar(fields: &mut Fields<'_>) -> SprintCalendar {
    let Some(mut inside) = fields.child("calendar") else {
        return SprintCalendar::default();
    };
    let calendar = SprintCalendar { holidays: read_holidays(&mut inside), working_days: inside.take("working_days") };
    inside.finish(Code::SprintUnknownKey);
    calendar
}

fn read_person(mut fields: Fields<'_>) -> Person {
    let whole = Person::default();
    let person = Person {
        role: required_text(&mut fields, "role"),
        allocation: fields.take("allocation").map_or(whole.allocation, |PerCent(share)| share),
        leave: read_leave(&mut fields),
    };
    fields.finish(Code::SprintUnknownKey);
    person
}

fn read_leave(fields: &mut Fields<'_>) -> Leave {
    match fields.take("leave") {
        Some(Leave::Days(days)) => not_negative(fields, "leave", days).map(Leave::Days).unwrap_or_default(),
        Some(dates @ Leave::Dates(_)) => dates,
        None => Leave::default(),
    }
}

fn read_holiday(mut fields: Fields<'_>) -> Option<Holiday> {
    let date = required_day(&mut fields, "date");
    let name = text(&mut fields, "name");
    fields.finish(Code::SprintUnknownKey);
    Some(Holiday { date: date?, name })
}

/// A whole number of per cent.
struct PerCent(u32);

impl Read for PerCent {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let share = u32::read(value).ok().filter(|share| *share <= 100);
        share.map(Self).ok_or_else(|| Wanted::new("a whole number of per cent from 0 to 100, like 80"))
    }
}

impl Read for Leave {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let days = || Points::read(value).map(Self::Days);
        let dates = || Vec::<Date>::read(value).map(Self::Dates);
        let wanted = |_| Wanted::new("a list of dates like [2026-03-26], or a number of days");
        if value.is_sequence() { dates().map_err(wanted) } else { days().map_err(wanted) }
    }
}

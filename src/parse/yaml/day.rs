//! A day as it must be written, and what to write instead where it is not.

use jiff::civil::Date;
use serde_yaml::Value;

use crate::diagnostics::Code;

use super::read::{Read, Wanted};

/// Other ways in which people and spreadsheets write a day. Two of them can read the same text differently.
const OTHERS: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
];

impl Read for Date {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let text = String::read(value).unwrap_or_default();
        if !is_well_formed(&text) {
            return Err(Wanted::new("a date like 2026-03-23").help(spelling(&text)));
        }
        let wanted = || Wanted::new("a day that the calendar has, like 2026-03-23").code(Code::YamlNoSuchDay);
        text.parse().map_err(|_| wanted().help(last_day(&text)))
    }
}

/// Four digits, two and two, with a dash between them.
fn is_well_formed(text: &str) -> bool {
    let expected =
        |(place, letter): (usize, u8)| if matches!(place, 4 | 7) { letter == b'-' } else { letter.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(expected)
}

/// The day that `text` most likely means, as it should be written.
fn spelling(text: &str) -> String {
    if let Some(day) = text.get(..10).filter(|day| is_well_formed(day)) {
        return format!("drop what comes after the day: {day}");
    }
    let read = OTHERS.iter().filter_map(|format| Date::strptime(format, text.trim()).ok());
    // A year of fewer digits is a slip, and nobody knows of which digit.
    let mut meant: Vec<Date> = read.filter(|day| day.year() >= 1000).collect();
    meant.dedup();
    match meant.as_slice() {
        [] => "write the year, the month and the day: four digits, two and two, with a dash between them".to_owned(),
        [day] => format!("write it as {day}"),
        [day, other, ..] => format!("the year comes first, then the month: {day} or {other}"),
    }
}

/// Why the calendar does not have the day in `text`, which is well-formed.
fn last_day(text: &str) -> String {
    let first: Option<Date> = text.get(..8).and_then(|month| format!("{month}01").parse().ok());
    match first {
        Some(first) if !text.ends_with("-00") => {
            format!("{} has {} days", first.strftime("%B %Y"), first.days_in_month())
        }
        Some(_) => "days are counted from 01".to_owned(),
        None => "the month comes second, and is 01 to 12".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use serde_yaml::Value;

    use super::super::read::{Read, Wanted};

    fn advice(yaml: &str) -> String {
        let value: Value = serde_yaml::from_str(yaml).unwrap();
        let Wanted { help, .. } = Date::read(&value).unwrap_err();
        help.unwrap()
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!(Date::read(&Value::from("2026-03-23")), Ok(date(2026, 3, 23)));
        assert_eq!(Date::read(&Value::from("2024-02-29")), Ok(date(2024, 2, 29)));
        for other in ["2026-3-23", "+026-03-23", "2026-03-2３", " 2026-03-23", "2026-03-23T09:00", "today", ""] {
            assert!(Date::read(&Value::from(other)).is_err(), "{other}");
        }
    }

    #[test]
    fn other_ways_are_spelled_out() {
        for yaml in ["23.03.2026", "2026-3-23", "2026/03/23", "20260323", "3/23/2026", "23 March 2026", "Mar 23, 2026"]
        {
            assert_eq!(advice(yaml), "write it as 2026-03-23", "{yaml}");
        }
        assert_eq!(advice("3/4/2026"), "the year comes first, then the month: 2026-04-03 or 2026-03-04");
        assert_eq!(advice("2026-03-23T09:00:00Z"), "drop what comes after the day: 2026-03-23");
        let rule = "write the year, the month and the day: four digits, two and two, with a dash between them";
        for yaml in ["soon", "202-04-24", "[2026-03-23]", "2026", "31.02.2026"] {
            assert_eq!(advice(yaml), rule, "{yaml}");
        }
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_explained() {
        assert_eq!(advice("2026-02-30"), "February 2026 has 28 days");
        assert_eq!(advice("2026-13-01"), "the month comes second, and is 01 to 12");
        assert_eq!(advice("2026-04-00"), "days are counted from 01");
    }
}

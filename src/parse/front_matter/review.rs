//! Who looks after a page, when it was last read with care, and when that is due again.

use jiff::Span as Duration;
use jiff::civil::Date;
use serde_yaml::Value;

use crate::parse::yaml::{Fields, Read, Wanted};

use super::values::{Day, Names};

/// Who looks after a page, and how often. `None` where the page does not say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// The day on which somebody last read it with care.
    pub reviewed: Option<Date>,
    /// When that is due again.
    pub due: Option<Due>,
    /// The people, roles or channels that look after it.
    pub owners: Option<Vec<String>>,
}

/// When a page must be reviewed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// On this day.
    On(Date),
    /// This long after it was last reviewed: calendar months, then days.
    After {
        /// Months, 12 to a year.
        months: i32,
        /// Days, 7 to a week.
        days: i32,
    },
}

impl Review {
    pub(super) fn over(&self, defaults: &Self) -> Self {
        Self {
            reviewed: self.reviewed.or(defaults.reviewed),
            due: self.due.or(defaults.due),
            owners: self.owners.clone().or_else(|| defaults.owners.clone()),
        }
    }

    /// The day by which the page must be reviewed again, if that can be told.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        match self.due? {
            Due::On(day) => Some(day),
            Due::After { months, days } => self.reviewed?.checked_add(Duration::new().months(months).days(days)).ok(),
        }
    }
}

pub(super) fn review(fields: &mut Fields<'_>) -> Review {
    let reviewed = fields.take_first(&["last_reviewed_on", "last_reviewed_at", "last_reviewed"]);
    let after: Option<Interval> = fields.take("review_in");
    let by = fields.take_first(&["review_by", "expires"]).map(|Day(day)| Due::On(day));
    Review {
        reviewed: reviewed.map(|Day(day)| day),
        due: by.or(after.map(|Interval(due)| due)),
        owners: owners(fields),
    }
}

fn owners(fields: &mut Fields<'_>) -> Option<Vec<String>> {
    let mut owners: Vec<String> = Vec::new();
    let mut said = false;
    for key in ["owner", "owners", "dri", "owner_slack"] {
        if let Some(Names(names)) = fields.take(key) {
            said = true;
            owners.extend(names.into_iter().filter(|name| !owners.contains(name)).collect::<Vec<_>>());
        }
    }
    said.then_some(owners)
}

/// "6 months", "1 year", "P6M".
pub(crate) struct Interval(pub(crate) Due);

impl Read for Interval {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let wanted = || Wanted::new("a length of time like \"6 months\" or \"1 year\"");
        let text = String::read(value).map_err(|_| wanted())?;
        let duration: Duration = text.trim().parse().map_err(|_| wanted())?;
        let in_days = duration.get_hours() == 0 && duration.get_minutes() == 0 && duration.get_seconds() == 0;
        let months = i32::from(duration.get_years()) * 12 + duration.get_months();
        let days = duration.get_weeks() * 7 + duration.get_days();
        if in_days && duration.is_positive() && months <= 12 * 100 && days <= 366 * 100 {
            Ok(Self(Due::After { months, days }))
        } else {
            Err(wanted())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Due, Interval, Read};

    fn read(text: &str) -> Option<Due> {
        Interval::read(&text.into()).ok().map(|Interval(due)| due)
    }

    #[test]
    fn lengths_of_time_are_read_as_people_write_them() {
        let half_a_year = Some(Due::After { months: 6, days: 0 });
        assert_eq!(read("6 months"), half_a_year);
        assert_eq!(read("P6M"), half_a_year);
        assert_eq!(read("1 year"), Some(Due::After { months: 12, days: 0 }));
        assert_eq!(read("2 weeks"), Some(Due::After { months: 0, days: 14 }));
        for wrong in ["", "soon", "-1 year", "3 hours", "999999 months", "0 days"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

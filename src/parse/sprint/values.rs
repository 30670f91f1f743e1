//! Values that sprint files are full of: texts, ids, days, points, addresses. Each is checked as it is read.

use jiff::civil::Date;
use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::sprints::{Decimal, DecimalError, Points};

use super::super::yaml::{Fields, Read, Wanted};

/// Years that a team can have sprints in; anything else is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// The text at `key` as it was typed.
pub(super) fn text(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let value = fields.take_value(key)?;
    as_text(fields, key, &value)
}

/// The text at `key`; its absence is told and gives an empty one.
pub(super) fn required_text(fields: &mut Fields<'_>, key: &'static str) -> String {
    fields.expect(key);
    text(fields, key).unwrap_or_default()
}

/// The texts of the list at `key`. One that is none is told and passed over.
pub(super) fn texts(fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    let values = match fields.take_value(key) {
        Some(Value::Sequence(values)) => values,
        Some(_) => {
            fields.tell(key, &Wanted::new("a list of texts"));
            return Vec::new();
        }
        None => return Vec::new(),
    };
    let indexed = values.iter().enumerate();
    indexed.filter_map(|(index, value)| as_text(fields, &format!("{key}.{index}"), value)).collect()
}

/// The day at `key`.
pub(super) fn day(fields: &mut Fields<'_>, key: &'static str) -> Option<Date> {
    let value = fields.take_value(key)?;
    let year = match Date::read(&value) {
        Ok(day) if YEARS.contains(&day.year()) => return Some(day),
        Ok(day) => Ok(day.year().to_string()),
        Err(wanted) => odd_year(&value).ok_or(wanted),
    };
    let year = year.map_err(|wanted| fields.tell(key, &wanted)).ok()?;
    let message = format!("`{key}` is in the year {year}");
    let help = "write the year with four digits, like 2026-03-23";
    fields.push(Diagnostic::error(Code::SprintOddDate, fields.value_span(key), message).help(help));
    None
}

/// The year of what is a date but for the number of its digits, as in 202-04-24.
fn odd_year(value: &Value) -> Option<String> {
    let (year, rest) = value.as_str()?.split_once('-')?;
    let digits = !year.is_empty() && year.len() != 4 && year.bytes().all(|letter| letter.is_ascii_digit());
    let is_day = Date::read(&Value::from(format!("2000-{rest}"))).is_ok();
    (digits && is_day).then(|| year.to_owned())
}

/// The day at `key`; its absence is told.
pub(super) fn required_day(fields: &mut Fields<'_>, key: &'static str) -> Option<Date> {
    fields.expect(key);
    day(fields, key)
}

/// The points at `key`, 0 or more; other than halves are told.
pub(super) fn points(fields: &mut Fields<'_>, key: &'static str) -> Option<Points> {
    let points = fields.take(key)?;
    halves(fields, key, points);
    not_negative(fields, key, points)
}

/// A change of points at `key`, which may be below 0.
pub(super) fn change(fields: &mut Fields<'_>, key: &'static str) -> Option<Points> {
    let points = fields.take(key)?;
    halves(fields, key, points);
    Some(points)
}

/// The amount at `key`, 0 or more, as fine as it can be kept.
pub(super) fn amount<const PLACES: u32>(fields: &mut Fields<'_>, key: &'static str) -> Option<Decimal<PLACES>> {
    let amount = fields.take(key)?;
    not_negative(fields, key, amount)
}

/// Warns of points at `key` that are not whole or half.
pub(super) fn halves(fields: &Fields<'_>, key: &str, points: Points) {
    if !points.is_multiple_of_half() {
        let message = format!("`{key}` is {points}, which is neither whole nor half");
        let help = "points come in steps of 0.5; it is counted as it stands";
        fields.push(Diagnostic::warning(Code::SprintOddPoints, fields.value_span(key), message).help(help));
    }
}

/// The amount, unless it is below zero, which is told.
pub(super) fn not_negative<const PLACES: u32>(
    fields: &Fields<'_>,
    key: &str,
    amount: Decimal<PLACES>,
) -> Option<Decimal<PLACES>> {
    if !amount.is_negative() {
        return Some(amount);
    }
    let message = format!("`{key}` is {amount}, but cannot be below 0");
    fields.push(Diagnostic::error(Code::SprintNegative, fields.value_span(key), message).help("drop the minus sign"));
    None
}

/// An address that a page may link to: of the web, of mail, or relative.
pub(super) struct Address(String);

/// The address at `key`.
pub(super) fn address(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    fields.take::<Address>(key).map(|address| address.0)
}

impl Read for Address {
    /// A link with another scheme, such as `javascript:`, would run in the reader's browser.
    fn read(value: &Value) -> Result<Self, Wanted> {
        let text = String::read(value)?;
        let before_path = text.split(['/', '?', '#']).next().unwrap_or_default();
        let scheme = before_path.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let known = scheme.is_none_or(|scheme| ["http", "https", "mailto"].contains(&scheme.as_str()));
        let clean = !text.is_empty() && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control());
        let wanted = || Wanted::new("an address like https://example.org/demo");
        if known && clean { Ok(Self(text)) } else { Err(wanted()) }
    }
}

impl<const PLACES: u32> Read for Decimal<PLACES> {
    /// Exact: the number's own digits are read, and no binary number comes between that could round a half.
    fn read(value: &Value) -> Result<Self, Wanted> {
        match value {
            Value::Number(number) => number.to_string().parse().map_err(|error| match error {
                DecimalError::NotANumber => Wanted::new("a number such as 3 or 0.5"),
                DecimalError::TooManyPlaces(_) | DecimalError::TooLarge => {
                    Wanted::new(format!("a number such as 3 or 0.5; this one is {error}"))
                }
            }),
            Value::String(text) if text.parse::<Self>().is_ok() => Err(Wanted::new("a number, without quotes")),
            _ => Err(Wanted::new("a number such as 3 or 0.5")),
        }
    }
}

fn as_text(fields: &Fields<'_>, key: &str, value: &Value) -> Option<String> {
    match fields.as_typed(key, value) {
        Ok(text) => Some(text),
        Err(_) if value.is_mapping() => {
            let name = key.split('.').next().unwrap_or(key);
            let message = format!("`{name}` must be a text, and YAML reads this one as a key with a value");
            let help = "put a text that contains `: ` in quotes";
            fields.push(Diagnostic::error(Code::YamlWrongType, fields.value_span(key), message).help(help));
            None
        }
        Err(wanted) => {
            fields.tell(key, &wanted);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_yaml::Value;

    use super::super::super::yaml::Read;
    use super::Address;
    use crate::sprints::Points;

    fn points(yaml: &str) -> Result<String, String> {
        let value: Value = serde_yaml::from_str(yaml).unwrap();
        Points::read(&value).map(|points| points.to_string()).map_err(|wanted| wanted.what)
    }

    #[test]
    fn points_keep_every_digit() {
        for (yaml, shown) in [("0.1", "0.1"), ("2.50", "2.5"), ("8", "8"), ("1e2", "100"), ("-0.5", "-0.5")] {
            assert_eq!(points(yaml).unwrap(), shown, "{yaml}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        let plain = "a number such as 3 or 0.5";
        for yaml in [".nan", ".inf", "-.inf", "1e400", "1e300", "true", "[3]", "three"] {
            assert_eq!(points(yaml).unwrap_err(), plain, "{yaml}");
        }
        assert_eq!(points("0.125").unwrap_err(), format!("{plain}; this one is more than 2 digits after the point"));
        assert_eq!(points("9999999999999").unwrap_err(), format!("{plain}; this one is too large a number"));
        assert_eq!(points("\"3\"").unwrap_err(), "a number, without quotes");
    }

    #[test]
    fn a_slip_in_the_year_is_one() {
        let odd = |text: &str| super::odd_year(&Value::from(text));
        assert_eq!((odd("202-04-24"), odd("20266-04-24")), (Some("202".to_owned()), Some("20266".to_owned())));
        for other in ["2026-04-24", "-04-24", "24-04", "24-04-2026", "2O26-04-24", "202-13-01"] {
            assert_eq!(odd(other), None, "{other}");
        }
    }

    #[test]
    fn an_address_leads_to_the_web_or_to_a_page() {
        let accepted = |text: &str| Address::read(&Value::from(text)).is_ok();
        assert!(accepted("https://example.org/a:b"));
        assert!(accepted("../guide/"));
        assert!(accepted("mailto:team@example.org"));
        assert!(!accepted("javascript:alert(1)"));
        assert!(!accepted("JavaScript:alert(1)"));
        assert!(!accepted("java\tscript:alert(1)"));
        assert!(!accepted("data:text/html,hello"));
        assert!(!accepted(""));
    }
}

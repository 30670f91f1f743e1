//! Days as trackers write them: ISO, with names of months in many languages, and bare numbers, whose order may be open.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::parse::DateOrder;

/// What a text says about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// This day; whether at its very beginning, and whether in UTC.
    Day {
        /// The day.
        date: Date,
        /// Whether it is the first moment of the day.
        midnight: bool,
        /// Whether the day is that of UTC.
        utc: bool,
    },
    /// It could be day and month or month and day.
    Ambiguous,
    /// No day.
    Nothing,
}

/// The day that `text` tells, in `zone` where the text says its offset; `order` decides between day and month.
pub(super) fn day(text: &str, order: Option<DateOrder>, zone: Option<&TimeZone>) -> Told {
    let text = plain(text);
    if let Some(told) = iso(&text, zone) {
        return told;
    }
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        // As JavaScript writes it: Mon Mar 23 2026 09:00:00 GMT+0000.
        [weekday, name, day, year, ..] if month(name).is_some() && number(weekday).is_none() => {
            found(number(year), month(name), number(day))
        }
        [day, name, year, ..] if month(name).is_some() => found(number(year), month(name), number(day)),
        [name, day, year, ..] if month(name).is_some() => found(number(year), month(name), number(day)),
        [first, second, third, ..] => numbers(&text, [first, second, third], order),
        _ => Told::Nothing,
    }
}

/// The order that `texts` prove, where one of them has a number that can be no month.
pub(super) fn order_of<'a>(mut texts: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    texts.find_map(|text| {
        let text = plain(text);
        let mut parts = text.split(['/', '-']).map(|part| part.split_whitespace().next().and_then(number));
        let (first, second) = (parts.next()??, parts.next()??);
        match (first > 12 && first <= 31, second > 12 && second <= 31) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    })
}

/// Without what East Asian dates put between the numbers.
fn plain(text: &str) -> String {
    text.trim().replace(['年', '月'], "-").replace('日', "")
}

/// `2026-03-23`, `2026/3/23`, and either with a time and an offset.
fn iso(text: &str, zone: Option<&TimeZone>) -> Option<Told> {
    let (day, rest) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let parts: Vec<&str> = day.split(['-', '/', '.']).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 || number(year).is_none() {
        return None;
    }
    let Told::Day { date, .. } = found(number(year), number(month), number(day)) else {
        return Some(Told::Nothing);
    };
    let Some((time, offset)) = moment(rest) else {
        return Some(Told::Day { date, midnight: false, utc: false });
    };
    let told = zone.zip(offset).and_then(|(zone, offset)| {
        let zoned = offset.to_timestamp(date.to_datetime(time)).ok()?.to_zoned_datetime(zone.clone());
        Some((zoned.date(), zoned.time()))
    });
    let utc = told.is_none() && offset.is_some_and(jiff::tz::Offset::is_zero);
    let (date, time) = told.unwrap_or((date, time));
    Some(Told::Day { date, midnight: time == Time::midnight(), utc })
}

/// `09:00:00.000Z`, `09:00:00+0200`, `09:00 UTC`, `09:00`: the time, and its offset where there is one.
fn moment(text: &str) -> Option<(Time, Option<jiff::tz::Offset>)> {
    let text = text.trim();
    let end = text.find(['Z', '+', '-', ' ', 'U']).unwrap_or(text.len());
    let (time, offset) = (text[..end].trim(), text[end..].trim());
    let time: Time = time.parse().ok()?;
    let offset = match offset {
        "Z" | "UTC" | "GMT" => Some(jiff::tz::Offset::UTC),
        "" => None,
        digits => {
            let sign = if digits.starts_with('-') { -1 } else { 1 };
            let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
            let hours: i32 = digits.get(..2)?.parse().ok()?;
            let minutes: i32 = digits.get(2..4).unwrap_or("0").parse().ok()?;
            jiff::tz::Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
        }
    };
    Some((time, offset))
}

fn numbers(text: &str, parts: [&str; 3], order: Option<DateOrder>) -> Told {
    let [first, second, year] = parts.map(number);
    let (Some(first), Some(second), Some(year)) = (first, second, year) else { return Told::Nothing };
    // Where points stand between the numbers, the day comes first.
    let with_points = text.split_whitespace().next().is_some_and(|day| day.matches('.').count() == 2);
    let order = if with_points { Some(DateOrder::DayFirst) } else { order };
    match order {
        Some(DateOrder::DayFirst) => found(Some(year), Some(second), Some(first)),
        Some(DateOrder::MonthFirst) => found(Some(year), Some(first), Some(second)),
        None if first == second && first <= 12 => found(Some(year), Some(first), Some(second)),
        None if first > 12 => found(Some(year), Some(second), Some(first)),
        None if second > 12 => found(Some(year), Some(first), Some(second)),
        None => Told::Ambiguous,
    }
}

fn found(year: Option<i16>, month: Option<i16>, day: Option<i16>) -> Told {
    let date = || {
        let year = year.map(|year| if year < 100 { 2000 + year } else { year })?;
        Date::new(year, i8::try_from(month?).ok()?, i8::try_from(day?).ok()?).ok()
    };
    let sensible = date().filter(|date| (1970..2200).contains(&date.year()));
    sensible.map_or(Told::Nothing, |date| Told::Day { date, midnight: false, utc: false })
}

fn number(text: &str) -> Option<i16> {
    let digits = text.trim_end_matches(':');
    (!digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// Beginnings of the names of months in the languages that trackers speak.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "sty", "янв", "oca", "led"],
    &["feb", "fev", "fév", "lut", "фев", "şub", "úno"],
    &["mar", "mär", "mrz", "mrt", "maa", "мар", "bře"],
    &["apr", "avr", "abr", "kwi", "апр", "nis", "dub"],
    &["may", "mai", "maj", "mei", "mag", "май", "мая"],
    &["jun", "juin", "giu", "cze", "июн", "haz"],
    &["jul", "juil", "lug", "lip", "июл", "tem"],
    &["aug", "aoû", "aou", "ago", "sie", "авг", "ağu", "srp"],
    &["sep", "set", "wrz", "сен", "eyl", "zář"],
    &["oct", "okt", "out", "ott", "paź", "окт", "eki"],
    &["nov", "lis", "ноя", "kas"],
    &["dec", "dez", "déc", "dic", "des", "gru", "дек", "ara", "pro"],
];

fn month(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::{Told, day, order_of};
    use crate::parse::DateOrder;

    fn told(text: &str) -> Option<String> {
        match day(text, None, None) {
            Told::Day { date, .. } => Some(date.to_string()),
            _ => None,
        }
    }

    #[test]
    fn days_are_read_as_trackers_write_them() {
        for text in [
            "2022-12-21",
            "2022/12/21",
            "2022-12-21T15:31:00.000Z",
            "2022-12-21T15:31:00.000+0200",
            "2022-12-21 15:31:05 UTC",
            "21/Dec/22 3:31 PM",
            "21/Dez/22 3:31 PM",
            "21/déc./22 15:31",
            "21. Dezember 2022",
            "Dec 21, 2022",
            "Wed Dec 21 2022 15:31:00 GMT+0000 (Coordinated Universal Time)",
            "21.12.2022 15:31",
            "12/21/2022 3:31:05 PM",
            "2022年12月21日",
            "21 грудня 2022".replace("грудня", "дек").as_str(),
        ] {
            assert_eq!(told(text).as_deref(), Some("2022-12-21"), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_days_is_neither_until_somebody_says() {
        assert_eq!(day("03/04/2022", None, None), Told::Ambiguous);
        let read = |order| match day("03/04/2022 10:00", Some(order), None) {
            Told::Day { date, .. } => date,
            other => panic!("{other:?}"),
        };
        assert_eq!(read(DateOrder::DayFirst), date(2022, 4, 3));
        assert_eq!(read(DateOrder::MonthFirst), date(2022, 3, 4));
        assert_eq!(order_of(["03/04/2022", "13/04/2022 9:00"].into_iter()), Some(DateOrder::DayFirst));
        assert_eq!(order_of(["03/04/2022", "04/13/2022"].into_iter()), Some(DateOrder::MonthFirst));
        assert_eq!(order_of(["03/04/2022"].into_iter()), None);
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["", "soon", "44916.6", "2022-02-30", "99/99/2022", "1/2", "2022-13-01", "0000-00-00", "W2-30"] {
            assert_eq!(day(text, Some(DateOrder::DayFirst), None), Told::Nothing, "{text}");
        }
    }

    #[test]
    fn a_zone_moves_the_day_and_midnight_is_noticed() {
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        let told = day("2020-06-22T23:38:51.882Z", None, Some(&zone));
        assert_eq!(told, Told::Day { date: date(2020, 6, 23), midnight: false, utc: false });
        let told = day("2026-05-04T00:00:00Z", None, None);
        assert_eq!(told, Told::Day { date: date(2026, 5, 4), midnight: true, utc: true });
    }
}

//! Numbers and dates as a reader says them.

use jiff::civil::Date;

use crate::sprints::{Decimal, Outcome, Ratio, Unit};

/// "1 blocker", "3 blockers".
pub(crate) fn counted(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// "1 day", "9 days".
pub(crate) fn counted_days(days: i64) -> String {
    format!("{days} day{}", if days == 1 { "" } else { "s" }).replace('-', "−")
}

/// "884,000", "1,250.5": groups of three digits.
pub(crate) fn grouped<const PLACES: u32>(amount: Decimal<PLACES>) -> String {
    let text = plain(amount);
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.split_at(if whole.starts_with('−') { '−'.len_utf8() } else { 0 });
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    format!("{sign}{}{rest}", groups.join(","))
}

/// "884,000", "33,537.50": money with both digits of its cents or with none.
pub(crate) fn money<const PLACES: u32>(amount: Decimal<PLACES>) -> String {
    let text = grouped(amount);
    match text.split_once('.') {
        Some((whole, cents)) => format!("{whole}.{cents:0<2}"),
        None => text,
    }
}

/// "1 more sprint until an 85 % statement".
pub(crate) fn until_claim(missing: usize, p: usize) -> String {
    let article = if p / 10 == 8 { "an" } else { "a" };
    format!("{} until {article} {p} % statement", counted(missing, "more sprint"))
}

/// "1 point", "2.5 points", "6 items".
pub(crate) fn amount<const PLACES: u32>(amount: Decimal<PLACES>, unit: Unit) -> String {
    let (one, many) = match unit {
        Unit::Points => ("point", "points"),
        Unit::Items => ("item", "items"),
    };
    format!("{} {}", plain(amount), if amount == Decimal::whole(1) { one } else { many })
}

/// The bare number, with a real minus sign.
pub(crate) fn plain<const PLACES: u32>(amount: Decimal<PLACES>) -> String {
    let text = amount.to_string();
    if amount.is_negative() { text.replace('-', "−") } else { text }
}

/// "+2", "−3", "0".
pub(crate) fn signed<const PLACES: u32>(amount: Decimal<PLACES>) -> String {
    if amount > Decimal::ZERO { format!("+{amount}") } else { plain(amount) }
}

/// "88 %": a whole per cent, rounded half away from zero.
pub(crate) fn percent(ratio: Ratio) -> String {
    format!("{} %", ratio.percent()).replace('-', "−")
}

/// A mean or a median with at most one digit after the point: "22.8", "24".
pub(crate) fn rounded(ratio: Ratio) -> String {
    decimal(ratio.to_f64())
}

/// A mean with two digits after the point: "3.86".
pub(crate) fn decimal_places(ratio: Ratio) -> String {
    format!("{:.2}", ratio.to_f64()).replace('-', "−")
}

/// A number with at most one digit after the point.
pub(crate) fn decimal(number: f64) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

/// "26 March".
pub(crate) fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// "26 March 2026".
pub(crate) fn day_and_year(date: Date) -> String {
    format!("{} {:04}", day(date), date.year())
}

/// "Monday".
pub(crate) fn weekday(date: Date) -> &'static str {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    days[usize::try_from(date.weekday().to_monday_zero_offset()).expect("an offset from Monday is 0 to 6")]
}

/// "Mon", "Sep": the first three letters of the name of a week day or month.
pub(crate) fn short(name: &'static str) -> &'static str {
    &name[..3]
}

/// "March".
pub(crate) fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[usize::try_from(date.month() - 1).expect("months are 1 to 12")]
}

/// "23–27 March 2026", "23 March – 3 April 2026", "15 December 2025 – 9 January 2026".
pub(crate) fn range(first: Date, last: Date) -> String {
    if first == last {
        day_and_year(last)
    } else if first.year() != last.year() {
        format!("{} – {}", day_and_year(first), day_and_year(last))
    } else if first.month() != last.month() {
        format!("{} – {}", day(first), day_and_year(last))
    } else {
        format!("{}–{}", first.day(), day_and_year(last))
    }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The outcome of a goal as a badge says it.
pub(crate) fn outcome(outcome: Option<Outcome>) -> String {
    match outcome {
        Some(Outcome::Met) => "Goal met",
        Some(Outcome::Partly) => "Goal partly met",
        Some(Outcome::Missed) => "Goal missed",
        Some(Outcome::None) => "No goal",
        None => "Outcome not known",
    }
    .to_owned()
}

/// The text with a capital letter in front.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// An address that is safe to link to: nothing but the web and mail, so that a file can never put a script in a page.
pub(crate) fn safe_address(url: Option<&str>) -> Option<String> {
    let url = url?.trim();
    let lower = url.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::{amount, day_and_year, decimal, grouped, listed, money, month, range, safe_address, short, signed};
    use super::{until_claim, weekday};
    use crate::sprints::{Points, Unit};

    #[test]
    fn says_ranges_without_repeating_itself() {
        assert_eq!(range(date(2026, 3, 23), date(2026, 4, 3)), "23 March – 3 April 2026");
        assert_eq!(range(date(2026, 3, 23), date(2026, 3, 27)), "23–27 March 2026");
        assert_eq!(range(date(2025, 12, 15), date(2026, 1, 9)), "15 December 2025 – 9 January 2026");
        assert_eq!(range(date(2026, 3, 2), date(2026, 3, 2)), "2 March 2026");
    }

    /// As the library for dates says them, which takes too long for each day of each chart.
    #[test]
    fn days_are_called_as_everywhere() {
        let year = (0..366).map(|days| date(2026, 1, 1).checked_add(days.days()).unwrap());
        for day in year {
            let said = format!("{} {}", weekday(day), day_and_year(day));
            assert_eq!(said, day.strftime("%A %-d %B %Y").to_string());
            let said = format!("{} {}", short(weekday(day)), short(month(day)));
            assert_eq!(said, day.strftime("%a %b").to_string());
        }
    }

    #[test]
    fn says_amounts_with_their_unit() {
        assert_eq!(amount(Points::whole(1), Unit::Points), "1 point");
        assert_eq!(amount(Points::parts(250), Unit::Points), "2.5 points");
        assert_eq!(amount(Points::ZERO, Unit::Items), "0 items");
        assert_eq!(signed(Points::whole(2)), "+2");
        assert_eq!(signed(Points::whole(-2)), "−2");
        assert_eq!(decimal(-0.01), "0");
        assert_eq!(grouped(Points::whole(884_000)), "884,000");
        assert_eq!(grouped(Points::parts(-123_450)), "−1,234.5");
        assert_eq!(grouped(Points::whole(12)), "12");
        assert_eq!([money(Points::parts(3_353_750)), money(Points::whole(5))], ["33,537.50", "5"]);
        assert_eq!(until_claim(2, 85), "2 more sprints until an 85 % statement");
    }

    #[test]
    fn lists_with_an_and() {
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }

    #[test]
    fn links_only_to_the_web_and_mail() {
        assert_eq!(safe_address(Some("HTTPS://example.org/x")).unwrap(), "HTTPS://example.org/x");
        assert_eq!(safe_address(Some("java\tscript:alert(1)")), None);
        assert_eq!(safe_address(Some("//evil.example")), None);
    }
}

//! Reviews for people, for a chat or an issue, and for a calendar.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::pipeline::Reviewed;

/// The pages to tell of.
pub(super) struct Reviews<'a> {
    pub(super) today: Date,
    /// The last day that was asked for.
    pub(super) until: Option<Date>,
    pub(super) overdue: Vec<&'a Reviewed>,
    pub(super) due: Vec<&'a Reviewed>,
    /// The page that is due next.
    pub(super) next: Option<&'a Reviewed>,
}

/// Pages by whether nobody looks after them, and who does.
type ByOwner<'a> = BTreeMap<(bool, &'a str), Vec<&'a Reviewed>>;

impl<'a> Reviews<'a> {
    /// The parts of a list: a heading, and the pages of each owner. A page with several owners is listed for each of them.
    fn parts(&self) -> Vec<(String, ByOwner<'a>)> {
        let mut parts = vec![("Overdue for review".to_owned(), by_owner(&self.overdue))];
        if let Some(until) = self.until {
            parts.push((format!("Due by {}", words(until)), by_owner(&self.due)));
        }
        parts.retain(|(_, owners)| !owners.is_empty());
        parts
    }

    /// What to say where there is nothing to do.
    fn nothing(&self) -> String {
        let until = self.until.map(|until| format!(", and none is due by {}", words(until))).unwrap_or_default();
        let next = self.next.and_then(|next| Some((day(next.due.as_deref()?)?, &next.path)));
        let next =
            next.map(|(due, path)| format!(" The next one is due on {}: {path}.", words(due))).unwrap_or_default();
        format!("No page is overdue for review{until}.{next}\n")
    }
}

/// Owners in order, those of nobody last.
fn by_owner<'a>(pages: &[&'a Reviewed]) -> ByOwner<'a> {
    let mut owners = ByOwner::new();
    for page in pages {
        if page.owners.is_empty() {
            owners.entry((true, "Without an owner")).or_default().push(page);
        }
        for owner in &page.owners {
            owners.entry((false, owner)).or_default().push(page);
        }
    }
    owners
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "since 23 September 2026, 61 days", "on 3 December 2026, in 10 days".
fn when(page: &Reviewed) -> String {
    let due = page.due.as_deref().and_then(day).map(words).unwrap_or_default();
    let days = |days: i64| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    match page.days_overdue.unwrap_or(0) {
        0 => "today".to_owned(),
        late if late > 0 => format!("since {due}, {}", days(late)),
        early => format!("on {due}, in {}", days(-early)),
    }
}

/// For a terminal.
pub(super) fn text(reviews: &Reviews<'_>) -> String {
    let parts = reviews.parts();
    if parts.is_empty() {
        return visible(&reviews.nothing());
    }
    let pages = || reviews.overdue.iter().chain(&reviews.due);
    let wide = |cell: fn(&Reviewed) -> &str| pages().map(|page| visible(cell(page)).chars().count()).max().unwrap_or(0);
    let (path, title) = (wide(|page| &page.path), wide(|page| &page.title));
    let mut text = String::new();
    for (heading, owners) in parts {
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}{heading}");
        for ((_, owner), pages) in owners {
            let _ = writeln!(text, "  {}", visible(owner));
            for page in pages {
                let _ = writeln!(
                    text,
                    "    {:path$}  {:title$}  {}",
                    visible(&page.path),
                    visible(&page.title),
                    when(page)
                );
            }
        }
    }
    text
}

/// For a chat, an issue, or the summary of a CI run: a list to tick off.
pub(super) fn markdown(reviews: &Reviews<'_>) -> String {
    let parts = reviews.parts();
    if parts.is_empty() {
        return plain(&reviews.nothing());
    }
    let mut text = String::new();
    for (heading, owners) in parts {
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}## {heading}");
        for ((_, owner), pages) in owners {
            let _ = writeln!(text, "\n### {}\n", plain(owner));
            for page in pages {
                let _ = writeln!(
                    text,
                    "- [ ] {} (`{}`), {}",
                    plain(&page.title),
                    visible(&page.path).replace('`', "'"),
                    when(page)
                );
            }
        }
    }
    text
}

/// Text that Markdown takes as it is; a name such as `@team` must not call a team by accident of being printed.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in visible(text.trim_end_matches('\n')).chars() {
        if "\\`*_[]<>#|~".contains(letter) {
            plain.push('\\');
        }
        plain.push(letter);
    }
    if text.ends_with('\n') { plain + "\n" } else { plain }
}

/// For a calendar (RFC 5545): an entry of a whole day for each page. Equal pages give equal bytes on one day.
pub(super) fn calendar(reviews: &Reviews<'_>, base: Option<&str>) -> String {
    let stamp = reviews.today.strftime("%Y%m%dT000000Z").to_string();
    let mut lines: Vec<String> = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        concat!("PRODID:-//sprintbook//", env!("CARGO_PKG_VERSION"), "//EN"),
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Reviews",
    ]
    .map(str::to_owned)
    .to_vec();
    for page in reviews.overdue.iter().chain(&reviews.due) {
        let Some(due) = page.due.as_deref().and_then(day) else { continue };
        let owners = if page.owners.is_empty() {
            String::new()
        } else {
            format!("Looked after by {}. ", page.owners.join(", "))
        };
        let about = format!("{owners}When it is done: sprintbook review --mark {}", page.path);
        lines.push("BEGIN:VEVENT".to_owned());
        lines.push(format!("UID:{}@sprintbook.review", hexadecimal(&page.address)));
        lines.push(format!("DTSTAMP:{stamp}"));
        lines.push(format!("DTSTART;VALUE=DATE:{}", due.strftime("%Y%m%d")));
        lines.push(format!("SUMMARY:Review: {}", escaped(&page.title)));
        lines.push(format!("DESCRIPTION:{}", escaped(&about)));
        if let Some(base) = base {
            let address = format!("{}/{}", base.trim_end_matches('/'), page.address.trim_start_matches('/'));
            lines.push(format!("URL:{}", address.replace(|letter: char| letter.is_control() || letter == ' ', "%20")));
        }
        lines.extend(["TRANSP:TRANSPARENT", "END:VEVENT"].map(str::to_owned));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// A name that is the same in each calendar, so that an entry moves instead of coming twice.
fn hexadecimal(text: &str) -> String {
    crate::source::Fingerprint::of_bytes(text.as_bytes()).to_hex()
}

fn escaped(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A line of at most 75 bytes, and the rest in lines that begin with a space.
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > 75 {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(letter);
        width += letter.len_utf8();
    }
    text + "\r\n"
}

/// Control characters are shown, never sent on; a line stays one.
fn visible(text: &str) -> String {
    let end = if text.ends_with('\n') { "\n" } else { "" };
    let shown = text.trim_end_matches('\n').chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter });
    shown.collect::<String>() + end
}

#[cfg(test)]
mod tests {
    use super::{escaped, folded, plain};

    #[test]
    fn lines_of_a_calendar_are_short_and_whole() {
        let line = format!("SUMMARY:{}", "é".repeat(60));
        let text = folded(&line);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert_eq!(text.replace("\r\n ", "").trim_end(), line);
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\u{fffd}e");
    }

    #[test]
    fn markdown_shows_titles_as_they_are() {
        assert_eq!(plain("[x](y) *z* <b>"), "\\[x\\](y) \\*z\\* \\<b\\>");
    }
}

//! The two lines of a sprint file that its close writes, and nothing else of it: comments and order stay.

use jiff::civil::Date;

use crate::source::SourceFile;
use crate::sprints::{Sprint, State};

use super::file::{SprintFile, parse_sprint};

/// The text of `file` with the sprint closed on `day`; `None` where that line has to be written by hand, since the file is
/// not the plain kind with a key on each line.
#[must_use]
pub fn closed_text(file: &SprintFile, day: Date) -> Option<String> {
    let source = file.source_file();
    let text = source.text().ok()?;
    if !file.is_whole_file() {
        return None;
    }
    let mut closed = with_key(text, "closed_on", &day.to_string(), "end")?;
    if file.sprint.stated.is_some() {
        closed = with_key(&closed, "state", State::Closed.word(), "end")?;
    }
    let (reread, _) = parse_sprint(&SourceFile::new(source.path.clone(), closed.clone().into_bytes()));
    let mut wanted: Sprint = file.sprint.clone();
    wanted.dates.closed_on = Some(day);
    wanted.stated = wanted.stated.map(|_| State::Closed);
    (reread?.sprint == wanted).then_some(closed)
}

/// `text` with `key: value` at its top level: in place of the old value, or on a line below that of `below`.
fn with_key(text: &str, key: &str, value: &str, below: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = |key: &str| lines.iter().position(|line| is_key(line.trim_start_matches('\u{feff}'), key));
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let unix = lines.iter().all(|line| !line.ends_with("\r\n"));
    let end = if unix { "\n" } else { "\r\n" };
    let place = |key: &str| at(key);
    if let Some(place) = place(key) {
        let comment = lines[place].find(" #").map_or("", |comment| lines[place][comment..].trim_end());
        lines[place] = format!("{key}: {value}{comment}{end}");
    } else {
        let place = place(below)?;
        if !lines[place].ends_with('\n') {
            lines[place].push_str(end);
        }
        lines.insert(place + 1, format!("{key}: {value}{end}"));
    }
    Some(lines.concat())
}

/// Whether `line` is `key:` at the very left.
fn is_key(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(' ').starts_with(':'))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::file::parse_sprint;
    use super::closed_text;
    use crate::source::{SourceFile, SourcePath};

    fn closed(text: &str) -> Option<String> {
        let file = SourceFile::new(SourcePath::new("content/sprints/s1.yaml"), text.as_bytes().to_vec());
        let (sprint, _) = parse_sprint(&file);
        closed_text(&sprint.unwrap(), date(2026, 4, 2))
    }

    #[test]
    fn only_its_own_lines_change() {
        let plain = "# ours\nstart: 2026-03-23 # Monday\nend: 2026-04-03 # Friday\ncommitted: 5\ncompleted: 3\n";
        let wanted = plain.replace("# Friday\n", "# Friday\nclosed_on: 2026-04-02\n");
        assert_eq!(closed(plain).unwrap(), wanted);
        assert_eq!(closed(&wanted).unwrap(), wanted, "a second time changes nothing");
        let stated =
            "start: 2026-03-23\nend: 2026-04-03\nstate: active   # soon\nclosed_on: 2026-04-03\ncompleted: 3\n";
        let wanted = "start: 2026-03-23\nend: 2026-04-03\nstate: closed # soon\nclosed_on: 2026-04-02\ncompleted: 3\n";
        assert_eq!(closed(stated).unwrap(), wanted);
    }

    #[test]
    fn line_ends_are_kept() {
        let windows = "start: 2026-03-23\r\nend: 2026-04-03\r\ncompleted: 3";
        assert_eq!(
            closed(windows).unwrap(),
            "start: 2026-03-23\r\nend: 2026-04-03\r\nclosed_on: 2026-04-02\r\ncompleted: 3"
        );
        assert_eq!(
            closed("start: 2026-03-23\ncompleted: 3\nend: 2026-04-03").unwrap(),
            "start: 2026-03-23\ncompleted: 3\nend: 2026-04-03\nclosed_on: 2026-04-02\n"
        );
    }

    #[test]
    fn what_is_not_plain_is_left_to_people() {
        assert_eq!(closed("{start: 2026-03-23, end: 2026-04-03, completed: 3}\n"), None);
        assert_eq!(closed("  start: 2026-03-23\n  end: 2026-04-03\n  completed: 3\n"), None);
        assert_eq!(closed("start: 2026-03-23\nend:\n  2026-04-03\ncompleted: 3\n"), None);
    }
}

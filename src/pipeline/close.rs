//! Closing a sprint: check it, close its file, lock its facts, note what the forecast says, and propose what goes on.

use jiff::civil::Date;

use crate::diagnostics::Severity;
use crate::parse::{Lock, Locked, SprintFile, closed_text, lock_text, parse_sprint};
use crate::report::carried_items;
use crate::site::SprintLog;
use crate::source::{SourceFile, SourcePath};
use crate::sprints::{Log, Said, Sprint, State};

use super::logs::Logs;
use super::sort::LOCK;

/// What a close does.
#[derive(Debug, Clone, Default)]
pub struct Closing {
    /// Files to write, with their whole text.
    pub writes: Vec<(SourcePath, String)>,
    /// What was done, one sentence each.
    pub done: Vec<String>,
    /// The items that go on, as lines for the next sprint's file; empty without any.
    pub carried: String,
}

impl Logs {
    /// The close of the sprint `id` on `day`; or why it cannot be closed.
    pub fn close(&self, id: &str, team: Option<&str>, day: Option<Date>) -> Result<Closing, String> {
        let (log, sprint) = self.sprint(Some(id), team)?;
        let file = log.files.iter().find(|file| file.sprint.id == sprint.id).expect("each sprint has its file");
        let day = self.day_of_close(sprint, day)?;
        ready(sprint)?;
        let mut closing = Closing::default();
        let closed = close_file(file, sprint, day, self.today, &mut closing)?;
        let before = log.lock.sprints.get(id);
        if before.is_some_and(|before| before.is_of(&closed)) {
            return Err(format!("sprint {id} is closed already, and nothing of it has changed since"));
        }
        let lock = locked(log, &closed, self.today, &mut closing);
        closing.writes.push((log.source_folder().join(LOCK), lock_text(&lock)));
        closing.done.push(match before {
            None => format!("{LOCK}: the facts of sprint {id} are locked"),
            Some(_) => format!("{LOCK}: the amended facts of sprint {id} are locked"),
        });
        closing.carried = carried_items(&closed);
        Ok(closing)
    }

    fn day_of_close(&self, sprint: &Sprint, day: Option<Date>) -> Result<Date, String> {
        let start = sprint.dates.start;
        let day = day.or(sprint.dates.closed_on).unwrap_or_else(|| sprint.dates.end.min(self.today));
        match () {
            () if self.today < start => {
                Err(format!("sprint {} begins on {start}: there is nothing to close", sprint.id))
            }
            () if day < start => Err(format!("{day} is before the sprint begins, on {start}")),
            () if day > self.today => Err(format!("{day} is not over yet")),
            () => Ok(day),
        }
    }
}

/// Whether everything is there that cannot be written later without an amendment.
fn ready(sprint: &Sprint) -> Result<(), String> {
    if sprint.goal.text.is_some() && sprint.goal.outcome.is_none() {
        return Err(format!(
            "sprint {} has a goal without an outcome: write `outcome: met`, `partly` or `missed` below `goal` first",
            sprint.id
        ));
    }
    Ok(())
}

/// The sprint as its file will say, and that file's new text where it needs one.
fn close_file(
    file: &SprintFile,
    sprint: &Sprint,
    day: Date,
    today: Date,
    closing: &mut Closing,
) -> Result<Sprint, String> {
    let id = &sprint.id;
    if sprint.dates.close() == day && sprint.state(today) == State::Closed && sprint.dates.closed_on.is_some() {
        return Ok(sprint.clone());
    }
    let Some(text) = closed_text(file, day) else {
        // The default of `closed_on` is `end`, so a sprint that says neither is closed on its last day as it stands.
        let as_it_stands = sprint.dates.close() == day && sprint.state(today) == State::Closed;
        return if as_it_stands {
            Ok(sprint.clone())
        } else {
            Err(format!("write `closed_on: {day}` into {} by hand, and close sprint {id} again", file.source))
        };
    };
    let (closed, found) = parse_sprint(&SourceFile::new(file.source.clone(), text.clone().into_bytes()));
    if let Some(error) = found.iter().find(|one| one.severity == Severity::Error) {
        return Err(format!("sprint {id} cannot be closed on {day}: {}", error.message));
    }
    closing.writes.push((file.source.clone(), text));
    closing.done.push(format!("{}: closed on {day}", file.source));
    Ok(closed.expect("a sprint with another day is still a sprint").sprint)
}

/// The lock of `log` with `closed` in it, and what the forecast says now where this is the newest close.
fn locked(log: &SprintLog, closed: &Sprint, today: Date, closing: &mut Closing) -> Lock {
    let mut lock = log.lock.clone();
    lock.sprints.insert(closed.id.clone(), Locked::of(closed));
    let sprints = log.log.sprints.iter().map(|sprint| if sprint.id == closed.id { closed } else { sprint });
    let after = Log::new(log.log.team.clone(), sprints.cloned().collect());
    let newer = |sprint: &Sprint| sprint.dates.start > closed.dates.start && sprint.state(today) == State::Closed;
    let newest = !after.sprints.iter().any(newer);
    let told = lock.journal.iter().any(|said| said.after == closed.id);
    if let Some(said) = Said::after(&after, &closed.id, today).filter(|_| newest && !told) {
        closing.done.push(format!("{LOCK}: noted what the forecast says about the next sprint"));
        lock.journal.push(said);
    }
    lock
}

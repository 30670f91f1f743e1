//! The file of a sprint that is to come.

use crate::diagnostics::Severity;
use crate::parse::{is_address_part, parse_sprint};
use crate::report::next_sprint_text;
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::sprints::{Log, Sprint, upcoming};

use super::logs::Logs;

/// The folder of the log of a handbook that has none yet.
const FIRST_LOG: &str = "sprints";

/// Names of other files of a log.
const TAKEN: &[&str] = &["team", "history", "index"];

/// A file to write.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Where.
    pub path: SourcePath,
    /// Its text.
    pub text: String,
}

impl Logs {
    /// The file of the sprint after the last one of the team's log in `tree`, filled in with what is known, and with `id` as
    /// its id if one is given; or why there is none.
    pub fn new_sprint(&self, id: Option<&str>, team: Option<&str>, tree: &SourceTree) -> Result<NewFile, String> {
        let none = Log::default();
        let (log, folder) = if self.of_teams.is_empty() && team.is_none() {
            (&none, FIRST_LOG.to_owned())
        } else {
            let log = self.of_team(team)?;
            (&log.log, log.url.trim_matches('/').to_owned())
        };
        let next = upcoming(log, self.today).ok_or("there is no day left in the calendar")?;
        let next = Sprint { id: id.map_or(next.id, str::to_owned), ..next };
        if log.sprint(&next.id).is_some() {
            return Err(format!("there is a sprint `{}` already", next.id));
        }
        if !is_address_part(&next.id) || TAKEN.contains(&next.id.as_str()) {
            return Err(format!(
                "`{}` cannot be the id of a sprint; use letters, digits, `-` and `_`, like `2026-s07`",
                next.id
            ));
        }
        let path = SourcePath::new(&tree.content).join(&folder).join(&format!("{}.yaml", next.id));
        let text = next_sprint_text(log, &next, self.today);
        let (_, found) = parse_sprint(&SourceFile::new(path.clone(), text.clone().into_bytes()));
        match found.into_iter().find(|one| one.severity == Severity::Error) {
            Some(error) => Err(format!("the file would have a mistake: {}", error.message)),
            None => Ok(NewFile { path, text }),
        }
    }
}

//! What a report says, as plain text by heading: for search, which looks through reports as through pages.

use super::horizon::Horizon;
use super::numbers_page::NumbersPage;
use super::overview::Overview;
use super::sprint_report::SprintReport;
use super::teams::Teams;

/// The text below one heading of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPassage {
    /// The id of the heading on the page; empty above the first.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The text.
    pub text: String,
}

fn passage(id: &'static str, title: &'static str, words: impl IntoIterator<Item = impl AsRef<str>>) -> ReportPassage {
    let mut text = String::new();
    for words in words {
        let words = words.as_ref().trim();
        if !text.is_empty() && !words.is_empty() {
            // A sentence has an end already; anything else gets a sign between itself and the next.
            text.push_str(if text.ends_with(['.', '!', '?', ':']) { " " } else { " · " });
        }
        text.push_str(words);
    }
    ReportPassage { id, title, text }
}

impl SprintReport {
    /// What the report of a sprint says.
    #[must_use]
    pub fn passages(&self) -> Vec<ReportPassage> {
        let top = self.goal.text.iter().chain([&self.dates.words]).chain(&self.team).chain(&self.summary);
        let mut passages = vec![passage("", "", top.chain(&self.note).chain(&self.excluded).chain(&self.amended))];
        let items = self.item_groups.iter().flat_map(|group| &group.items);
        passages.push(passage("report-items", "Items", items.map(|item| format!("{} {}", item.id, item.title))));
        if let Some(blockers) = &self.blockers {
            let rows = blockers.rows.iter().map(|row| format!("{} {} ({})", row.id, row.title, row.cause));
            passages.push(passage("report-blockers", "Blockers", rows.chain(blockers.sentences.iter().cloned())));
        }
        if let Some(retro) = &self.retro {
            let actions = retro.actions.iter().map(|action| format!("{} {}", action.id, action.what));
            let closed = retro.closed.iter().filter_map(|action| action.what.clone());
            let told = retro.well.iter().chain(&retro.improve).cloned().chain(actions).chain(closed);
            passages.push(passage("report-retro", "Retrospective", told));
        }
        let capacity = self.capacity.iter().map(|capacity| &capacity.sentence).chain([&self.recommendation.why]);
        passages.push(passage("report-capacity", "Capacity and commitment", capacity));
        passages.push(passage("report-releases", "Releases", self.releases.iter().map(|release| &release.version)));
        passages.retain(|passage| !passage.text.is_empty());
        passages
    }
}

impl Overview {
    /// What the overview of a log says. Its table of sprints is left out: each sprint is found itself.
    #[must_use]
    pub fn passages(&self) -> Vec<ReportPassage> {
        let forecast = self.forecast.iter().flat_map(|forecast| &forecast.sentences);
        let mut passages = vec![
            passage("", "", self.team.iter()),
            passage("report-next", "The next commitment", &self.next.sentences),
            passage("report-forecast", "Forecast", forecast),
            passage("report-velocity", "Velocity", self.velocity.iter().map(|line| &line.label)),
            passage("report-goals", "Goals", &self.sentences),
        ];
        passages.retain(|passage| !passage.text.is_empty());
        passages
    }
}

impl Horizon {
    /// What is on the horizon of a log.
    #[must_use]
    pub fn passages(&self) -> Vec<ReportPassage> {
        let needs = self.dependencies.iter().map(|one| format!("{} {}", one.id, one.what));
        let risks = self.risks.iter().map(|one| format!("{} {}", one.id, one.title));
        let mut passages = vec![
            passage("", "", &self.sentences),
            passage("horizon-potential", "What may become a blocker", &self.potential),
            passage("horizon-overdue", "Overdue promises", &self.overdue),
            passage("horizon-dependencies", "Dependencies", needs),
            passage("horizon-risks", "Risks", risks),
            passage("horizon-ageing", "Items that grow old", &self.ageing),
        ];
        passages.retain(|passage| !passage.text.is_empty());
        passages
    }
}

impl NumbersPage {
    /// What each number is.
    #[must_use]
    pub fn passages(&self) -> Vec<ReportPassage> {
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        lines.map(|line| passage(line.key, line.label, [line.formula, line.meaning])).collect()
    }
}

impl Teams {
    /// The teams and their goals.
    #[must_use]
    pub fn passages(&self) -> Vec<ReportPassage> {
        let teams =
            self.teams.iter().map(|team| format!("{}: {}", team.team, team.goal.as_deref().unwrap_or_default()));
        vec![passage("teams", "All teams", self.sentences.iter().cloned().chain(teams))]
    }
}

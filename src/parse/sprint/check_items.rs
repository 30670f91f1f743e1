//! What one sprint file alone can be wrong about in its items: ids, dates, blockers.

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::Span;
use crate::sprints::Item;

use super::check::repeats;
use super::file::SprintFile;

/// Every mistake in the items of `file`, whose own dates are in order.
pub(super) fn check_items(file: &SprintFile) -> Vec<Diagnostic> {
    let mut diagnostics = check_ids(file);
    for (index, item) in file.sprint.items.iter().enumerate() {
        let place = ItemPlace { file, index, item };
        diagnostics.extend(place.check_order());
        diagnostics.extend(place.check_close());
        diagnostics.extend(place.check_removed());
        diagnostics.extend(place.check_blocked());
    }
    diagnostics
}

fn check_ids(file: &SprintFile) -> Vec<Diagnostic> {
    let ids: Vec<&str> = file.sprint.items.iter().map(|item| item.id.as_str()).collect();
    let at = |index: usize| file.span_of(&format!("items.{index}.id"));
    let told = |(first, second): (usize, usize)| {
        let message = format!("item {} stands here a second time", ids[second]);
        Diagnostic::error(Code::SprintDuplicateItem, at(second), message)
            .related(at(first), "first given here")
            .help("an item counts once in a sprint: keep one of the two, or correct the id")
    };
    repeats(&ids).into_iter().map(told).collect()
}

/// One item and where it stands.
struct ItemPlace<'a> {
    file: &'a SprintFile,
    index: usize,
    item: &'a Item,
}

impl ItemPlace<'_> {
    /// Dates that are the wrong way round.
    fn check_order(&self) -> Vec<Diagnostic> {
        let Item { started, done, added, removed, .. } = self.item;
        let mut wrong: Vec<Diagnostic> = Vec::new();
        wrong.extend(self.reversed(("started", *started), ("done", *done)));
        wrong.extend(self.reversed(("added", *added), ("removed", *removed)));
        for (index, blocked) in self.item.blocked.iter().enumerate() {
            let (from, to) = (format!("blocked.{index}.from"), format!("blocked.{index}.to"));
            wrong.extend(self.reversed((&from, Some(blocked.from)), (&to, blocked.to)));
        }
        wrong
    }

    /// `later` is before `earlier`.
    fn reversed(&self, earlier: (&str, Option<Date>), later: (&str, Option<Date>)) -> Option<Diagnostic> {
        let (first, second) = (earlier.1?, later.1?);
        (second < first).then(|| {
            let message = format!(
                "{}: `{}` is {second}, before `{}` on {first}",
                self.name(),
                last_part(later.0),
                last_part(earlier.0)
            );
            Diagnostic::error(Code::SprintItemDates, self.at(later.0), message)
                .related(self.at(earlier.0), "the earlier date should be here")
                .help("correct one of the two dates")
        })
    }

    /// What happened after the close belongs to the next sprint.
    fn check_close(&self) -> Vec<Diagnostic> {
        let dates = &self.file.sprint.dates;
        let close = dates.close();
        let close_key = if dates.closed_on.is_some() { "closed_on" } else { "end" };
        let days = [("added", self.item.added), ("removed", self.item.removed), ("done", self.item.done)];
        let late = days.into_iter().filter_map(|(key, day)| Some((key, day.filter(|day| *day > close)?)));
        let told = |(key, day): (&str, Date)| {
            let message = format!("{}: `{key}` is {day}, but the sprint was over on {close}", self.name());
            Diagnostic::error(Code::SprintAfterClose, self.at(key), message)
                .related(self.file.span_of(close_key), "the last day of the sprint")
                .help("it belongs to the next sprint; or the sprint was closed later: set `closed_on`")
        };
        late.map(told).collect()
    }

    fn check_removed(&self) -> Option<Diagnostic> {
        self.item.removed.and(self.item.done)?;
        let message = format!("{} is both removed and done", self.name());
        Some(
            Diagnostic::error(Code::SprintRemovedAndDone, self.at("removed"), message)
                .related(self.at("done"), "done here")
                .help("keep `done` if it was finished in this sprint, and `removed` if it left"),
        )
    }

    fn check_blocked(&self) -> Vec<Diagnostic> {
        let known = || self.file.sprint.blockers.iter().map(|blocker| blocker.id.as_str());
        let blocked = self.item.blocked.iter().enumerate();
        let unknown = blocked.filter_map(|(index, blocked)| {
            let id = blocked.blocker.as_deref().filter(|id| known().all(|other| other != *id))?;
            let message = format!("{} waits for a blocker `{id}` that this sprint does not have", self.name());
            let help = did_you_mean(id, known())
                .unwrap_or_else(|| "list it under `blockers`, also where an earlier sprint has it".to_owned());
            let span = self.at(&format!("blocked.{index}.blocker"));
            Some(Diagnostic::error(Code::SprintUnknownBlocker, span, message).help(help))
        });
        unknown.collect()
    }

    fn name(&self) -> String {
        if self.item.id.is_empty() { "this item".to_owned() } else { format!("item {}", self.item.id) }
    }

    fn at(&self, key: &str) -> Span {
        self.file.span_of(&format!("items.{}.{key}", self.index))
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

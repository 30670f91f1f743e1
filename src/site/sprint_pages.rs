//! The pages that sprint logs make: an overview, a report for each sprint, the horizon, how to read the numbers, and where there
//! are several teams one page for all of them.

use std::collections::BTreeMap;

use crate::parse::sentence_case;

use super::log::SprintLog;
use super::page::{Page, PageKind};

/// What the page of all teams is called, and its address where the logs have no folder in common.
const TEAMS: (&str, &str) = ("Teams", "/teams/");
/// The pages beside the reports of a log: folder, title, order in the menu. They come before the sprints.
const HORIZON: (&str, &str, f64) = ("horizon", "On the horizon", -2.0);
const NUMBERS: (&str, &str, f64) = ("numbers", "How to read these numbers", -1.0);

/// Adds the pages of `logs`. A document with the address of such a page is its prose.
pub(super) fn add_sprint_pages(pages: &mut BTreeMap<String, Page>, logs: &[SprintLog]) {
    for (number, log) in logs.iter().enumerate() {
        let folder = log.url.trim_matches('/').rsplit('/').next().unwrap_or_default();
        let overview = pages
            .entry(log.url.clone())
            .or_insert_with(|| Page::new(log.url.clone(), PageKind::Page, sentence_case(folder)));
        overview.kind = PageKind::Sprints(number);
        for (index, file) in log.files.iter().enumerate() {
            let url = log.report_url(index);
            let report =
                pages.entry(url.clone()).or_insert_with(|| Page::new(url, PageKind::Page, file.sprint.title()));
            report.kind = PageKind::Sprint(number, index);
            file.sprint.title().clone_into(&mut report.title);
            file.sprint.title().clone_into(&mut report.label);
            if report.facts.is_none() {
                report.source = Some(file.source.clone());
            }
            report.description = report.description.take().or_else(|| file.sprint.goal.text.clone());
        }
        for (kind, (name, title, order)) in [(PageKind::Horizon(number), HORIZON), (PageKind::Numbers(number), NUMBERS)]
        {
            add_beside(pages, log, kind, (name, title, order));
        }
    }
    if logs.len() > 1 {
        add_teams(pages, logs);
    }
}

/// A sprint that has the id of such a page keeps its address.
fn add_beside(
    pages: &mut BTreeMap<String, Page>,
    log: &SprintLog,
    kind: PageKind,
    (name, title, order): (&str, &str, f64),
) {
    if log.log.sprint(name).is_some() {
        return;
    }
    let url = format!("{}{name}/", log.url);
    let page = pages.entry(url.clone()).or_insert_with(|| Page::new(url, PageKind::Page, title));
    page.kind = kind;
    page.order = page.order.or(Some(order));
}

/// The page of the folder that holds all logs shows all teams below its own text. The home page is left alone.
fn add_teams(pages: &mut BTreeMap<String, Page>, logs: &[SprintLog]) {
    let common = common_folder(logs);
    let url = if common == "/" { TEAMS.1.to_owned() } else { common };
    let page = pages.entry(url.clone()).or_insert_with(|| Page::new(url, PageKind::Page, TEAMS.0));
    if matches!(page.kind, PageKind::Page | PageKind::Section) {
        page.kind = PageKind::Teams;
    }
}

/// The address of the deepest folder that holds every log: `/teams/` for `/teams/kestrel/sprints/` and `/teams/osprey/sprints/`.
fn common_folder(logs: &[SprintLog]) -> String {
    let mut folders: Vec<&str> = logs[0].url.trim_matches('/').split('/').collect();
    for log in &logs[1..] {
        let others = log.url.trim_matches('/').split('/');
        let same = folders.iter().zip(others).take_while(|(one, other)| *one == other).count();
        folders.truncate(same);
    }
    if folders.is_empty() { "/".to_owned() } else { format!("/{}/", folders.join("/")) }
}

//! The sprint logs of a project: from their files to parts of the site, and from the site to the numbers of each page.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Severity};
use crate::parse::{
    SprintFile, check_empty, check_ledger, check_lock, parse_history, parse_lock, parse_sprint, parse_team,
};
use crate::render::Report;
use crate::report::{TeamLog, horizon, numbers_page, overview, sprint_report, teams};
use crate::site::{LogPart, Page, PageKind, Site};

use super::sort::LogFiles;

/// What the files of the log in `folder` say.
pub(super) fn read_log(folder: &str, files: &LogFiles<'_>, today: Date, diagnostics: &mut Vec<Diagnostic>) -> LogPart {
    let mut part = LogPart { folder: folder.to_owned(), ..LogPart::default() };
    if let Some(file) = files.team {
        let (team, found) = parse_team(file);
        part.team = team;
        diagnostics.extend(found);
    }
    let parsed: Vec<_> = files.sprints.par_iter().map(|file| parse_sprint(file)).collect();
    for (file, (sprint, found)) in files.sprints.iter().zip(parsed) {
        if sprint.is_none() {
            part.unread.ids.insert(file.path.stem().to_owned());
        }
        part.sprints.extend(sprint);
        diagnostics.extend(found);
    }
    if let Some(file) = files.history {
        let (sprints, found) = parse_history(file);
        part.sprints.extend(sprints);
        part.unread.others = found.iter().any(|one| one.severity == Severity::Error);
        diagnostics.extend(found);
    }
    if let Some(file) = files.lock {
        let (lock, found) = parse_lock(file);
        // A lock that cannot be read is told as such, and not as sprints that are gone.
        if found.is_empty() {
            diagnostics.extend(check_lock(&lock, &part.sprints, &part.unread));
        }
        diagnostics.extend(found);
        part.lock = lock;
    }
    let check = |sprint: &SprintFile| {
        let unit = sprint.sprint.unit.unwrap_or(part.team.unit);
        let ledger = check_ledger(sprint, unit, part.team.commitment);
        ledger.into_iter().chain(check_empty(sprint, today))
    };
    diagnostics.par_extend(part.sprints.par_iter().flat_map_iter(check));
    part
}

/// The numbers of each page that is about sprints.
pub(super) fn reports(site: &Site, today: Date) -> Vec<Option<Report>> {
    site.pages.par_iter().map(|page| report(site, page, today)).collect()
}

fn report(site: &Site, page: &Page, today: Date) -> Option<Report> {
    match page.kind {
        PageKind::Sprints(log) => Some(Report::Overview(Box::new(overview(&site.logs[log].log, today)))),
        PageKind::Sprint(log, sprint) => {
            let log = &site.logs[log].log;
            Some(Report::Sprint(Box::new(sprint_report(log, &log.sprints[sprint], today))))
        }
        PageKind::Horizon(log) => Some(Report::Horizon(Box::new(horizon(&site.logs[log].log, today)))),
        PageKind::Numbers(log) => Some(Report::Numbers(Box::new(numbers_page(&site.logs[log].log, today)))),
        PageKind::Teams => Some(Report::Teams(Box::new(teams(&all_logs(site), today)))),
        _ => None,
    }
}

/// Every log with its address, by which the page of all teams links to it.
fn all_logs(site: &Site) -> Vec<TeamLog<'_>> {
    let logs = site.logs.iter();
    logs.map(|log| TeamLog { key: log.url.clone(), folder: log.name().to_owned(), log: &log.log }).collect()
}

//! The files beside the reports: the same numbers for chat, for a spreadsheet, for programs and for feed readers.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::output::{Artifact, Content};
use crate::render::{Renderer, Report, log_feed};
use crate::report::{SprintReport, log_csv, sprint_badge, sprint_csv, sprint_json, summary, velocity_json};
use crate::site::{Form, PageKind, Site, SprintLog};
use crate::source::SourcePath;

use super::answers::pretty;

/// Every file beside the reports. One that the project has itself is left to it.
pub(super) fn outputs(
    renderer: &Renderer<'_>,
    reports: &[Option<Report>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let site = renderer.site;
    let logs: Vec<_> = by_log(site, reports).into_iter().zip(&site.logs).collect();
    let files = logs.par_iter().map(|(reports, log)| {
        let sprints = reports.par_iter().enumerate();
        let sprints = sprints.flat_map_iter(|(sprint, report)| of_sprint(renderer, log, sprint, report));
        rayon::join(|| sprints.collect::<Vec<_>>(), || (of_log(renderer, log), log_feed(renderer, log, reports)))
    });
    let mut made = Vec::new();
    for ((sprints, (of_log, feed)), (_, log)) in files.collect::<Vec<_>>().into_iter().zip(&logs) {
        made.extend(sprints);
        made.extend(of_log);
        match feed {
            Ok(feed) => made.extend(feed.map(|feed| of_folder(log, Form::Feed, feed))),
            Err(found) => diagnostics.extend(found),
        }
    }
    let own: HashSet<&str> = site.assets.iter().map(|asset| asset.url.as_str()).collect();
    made.retain(|artifact| !own.contains(artifact.url.as_str()));
    made
}

/// The reports of the sprints of each log.
fn by_log<'a>(site: &Site, reports: &'a [Option<Report>]) -> Vec<Vec<&'a SprintReport>> {
    let pages = site.pages.iter().zip(reports);
    let known: HashMap<(usize, usize), &SprintReport> = pages
        .filter_map(|(page, report)| match (page.kind, report) {
            (PageKind::Sprint(log, sprint), Some(Report::Sprint(report))) => Some(((log, sprint), &**report)),
            _ => None,
        })
        .collect();
    let of_log = |(number, log): (usize, &SprintLog)| {
        (0..log.files.len()).filter_map(|sprint| known.get(&(number, sprint)).copied()).collect()
    };
    site.logs.iter().enumerate().map(of_log).collect()
}

fn of_sprint(renderer: &Renderer<'_>, log: &SprintLog, number: usize, report: &SprintReport) -> Vec<Artifact> {
    let (sprint, today) = (&log.log.sprints[number], renderer.publication.today);
    let link = renderer.publication.address(&log.report_url(number), renderer.urls);
    let summary = summary(&log.log, sprint, report, today);
    let forms = [
        (Form::Json, pretty(&sprint_json(&log.log, sprint, today))),
        (Form::Csv, sprint_csv(&log.log, sprint)),
        (Form::Text, summary.text(link.as_deref())),
        (Form::Markdown, summary.markdown(link.as_deref())),
        (Form::Badge, sprint_badge(&log.log, sprint, today)),
    ];
    let artifact = |(form, text): (Form, String)| Artifact {
        url: log.report_output(number, form),
        content: Content::Kept(Arc::new(text.into_bytes())),
        source: log.files[number].source.clone(),
    };
    forms.into_iter().map(artifact).collect()
}

fn of_log(renderer: &Renderer<'_>, log: &SprintLog) -> Vec<Artifact> {
    let today = renderer.publication.today;
    let newest = log.newest(today).map_or(log.log.sprints.first(), |newest| log.log.sprints.get(newest));
    let forms = [
        Some((Form::Json, pretty(&velocity_json(&log.log, today)))),
        Some((Form::Csv, log_csv(&log.log, today))),
        newest.map(|sprint| (Form::Badge, sprint_badge(&log.log, sprint, today))),
    ];
    forms.into_iter().flatten().map(|(form, text)| of_folder(log, form, text.into_bytes())).collect()
}

fn of_folder(log: &SprintLog, form: Form, bytes: Vec<u8>) -> Artifact {
    let content = Content::Kept(Arc::new(bytes));
    Artifact { url: log.overview_output(form), content, source: SourcePath::new(&log.url) }
}

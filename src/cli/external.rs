//! `sprintbook check --external`: whether links to other sites still lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use crate::diagnostics::{Code, Diagnostic};
use crate::disk::{Failure, read_links, write_links};
use crate::external::{Ignored, Known, Manners, Verdict, check};
use crate::pipeline::{ExternalLink, configuration, external_links};

use super::args::ExternalArguments;
use super::site::Made;
use super::terminal::{Terminal, counted};

/// Where the list of checked links is kept unless somebody says otherwise.
const CACHE: &str = ".sprintbook-links.json";

const DAY: i64 = 24 * 60 * 60;

/// What is wrong with the links of `made` to other sites.
pub(super) fn external(
    made: &Made,
    arguments: &ExternalArguments,
    terminal: &Terminal,
) -> Result<Vec<Diagnostic>, Failure> {
    let place = arguments.cache.clone().unwrap_or_else(|| made.project.root.join(CACHE));
    let now = jiff::Timestamp::now().as_second();
    let mut known = known(&place)?;
    known.forget(now - i64::from(arguments.cache_days) * DAY, now);
    let links = wanted(made);
    let unknown: BTreeSet<String> = links.keys().filter(|url| known.get(url).is_none()).cloned().collect();
    if !unknown.is_empty() {
        terminal.say(&format!("asking for {}", counted(unknown.len(), "external link")));
    }
    let patience = Duration::from_secs(u64::from(arguments.timeout));
    let found = check(&unknown, &Manners { patience, ..Manners::default() });
    for (url, verdict) in &found {
        known.note(url, verdict, now);
    }
    if !found.is_empty() {
        write_links(&place, &known.text())?;
    }
    terminal.say(&format!("external: {}", summary(&links, &found, &known)));
    let verdict = |url: &String| found.get(url).cloned().or_else(|| known.get(url));
    let told = links.iter().filter_map(|(url, places)| Some((url, places, verdict(url)?)));
    Ok(told.flat_map(|(url, places, verdict)| tell(url, places, &verdict)).collect())
}

/// The list that an earlier check kept. A file that is none is never written over.
fn known(place: &Path) -> Result<Known, Failure> {
    match read_links(place)? {
        None => Ok(Known::default()),
        Some(text) => Known::read(&text).ok_or_else(|| Failure::NotOurs(place.to_owned())),
    }
}

/// The addresses to ask for, each with the links that lead there.
fn wanted(made: &Made) -> BTreeMap<String, Vec<ExternalLink>> {
    let ignored = Ignored::new(configuration(&made.project.tree, &[]).0.links_ignore);
    let mut wanted: BTreeMap<String, Vec<ExternalLink>> = BTreeMap::new();
    for link in external_links(&made.project.tree) {
        if !ignored.has(&link.url) {
            wanted.entry(link.url.clone()).or_default().push(link);
        }
    }
    wanted
}

fn tell(url: &str, places: &[ExternalLink], verdict: &Verdict) -> Vec<Diagnostic> {
    let one = |link: &ExternalLink| match verdict {
        Verdict::Fine => None,
        Verdict::Broken(why) => {
            let message = format!("`{url}` leads nowhere: {why}");
            Some(
                Diagnostic::error(Code::LinkExternalBroken, link.span.clone(), message)
                    .help("find the new address, or take the link away"),
            )
        }
        Verdict::Login(why) => {
            let message = format!("`{url}` cannot be checked without logging in: {why}");
            Some(
                Diagnostic::note(Code::LinkExternalLogin, link.span.clone(), message)
                    .help("look at it yourself; `links_ignore` in `sprintbook.yaml` leaves it out"),
            )
        }
        Verdict::Unsure(why) => {
            let message = format!("`{url}` could not be checked this time: {why}");
            Some(Diagnostic::note(Code::LinkExternalUnsure, link.span.clone(), message).help("check again later"))
        }
    };
    places.iter().filter_map(one).collect()
}

/// "12 links: 10 fine, 1 broken, 1 not sure; 8 of them known from before".
fn summary(links: &BTreeMap<String, Vec<ExternalLink>>, found: &BTreeMap<String, Verdict>, known: &Known) -> String {
    let count = |wanted: fn(&Verdict) -> bool| {
        let verdicts = links.keys().filter_map(|url| found.get(url).cloned().or_else(|| known.get(url)));
        verdicts.filter(wanted).count()
    };
    let classes = [
        (count(|verdict| *verdict == Verdict::Fine), "fine"),
        (count(|verdict| matches!(verdict, Verdict::Broken(_))), "broken"),
        (count(|verdict| matches!(verdict, Verdict::Login(_))), "behind a login"),
        (count(|verdict| matches!(verdict, Verdict::Unsure(_))), "not sure"),
    ];
    let classes = classes.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    let classes = classes.collect::<Vec<_>>().join(", ");
    let before = links.len() - found.len();
    let before = if before > 0 { format!("; {before} known from before") } else { String::new() };
    let colon = if links.is_empty() { "" } else { ": " };
    format!("{}{colon}{classes}{before}", counted(links.len(), "link"))
}

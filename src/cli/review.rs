//! `sprintbook review`: which pages somebody must read again, and a note that they have been.

use std::path::{Path, PathBuf};

use jiff::Span;
use jiff::civil::Date;

use crate::diagnostics::nearest;
use crate::disk::{Failure, Mended, mend};
use crate::pipeline::{MarkedPage, Reviewed, configuration, marked_page};
use crate::source::{SourceFile, SourcePath};

use super::args::{ReviewArguments, ReviewFormat, SourceArguments, ToldFormat};
use super::review_shapes::{Reviews, calendar, markdown, text};
use super::run::{FAILED, FINE, MISTAKES};
use super::site::{Made, Project, Wish, make, overrides, today};
use super::terminal::{Terminal, counted};

pub(super) fn run(arguments: &ReviewArguments, day: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let source = SourceArguments {
        folder: arguments.folder.clone(),
        base_url: None,
        drafts: false,
        strict: false,
        format: ToldFormat::Text,
    };
    let day = day.unwrap_or_else(today);
    let made = make(&source, &Wish { today: Some(day), output: None, offline: false, broken_links_fail: false })?;
    if !arguments.mark.is_empty() {
        return mark(&made, &arguments.mark, day, terminal);
    }
    let all = made.listing.reviews(&made.project.tree, day);
    let until = arguments.within.and_then(|within| day.checked_add(within).ok());
    let (overdue, due) = chosen(&all, arguments.format, until);
    let base = configuration(&made.project.tree, &overrides()).0.base_url;
    let reviews = Reviews { today: day, until, overdue, due, next: all.iter().find(|page| page.state == "due") };
    Terminal::result(&match arguments.format {
        ReviewFormat::Text => text(&reviews),
        ReviewFormat::Md => markdown(&reviews),
        ReviewFormat::Ics => calendar(&reviews, base.as_deref()),
        ReviewFormat::Json => {
            let pages: Vec<&Reviewed> = reviews.overdue.iter().chain(&reviews.due).copied().collect();
            serde_json::to_string_pretty(&pages).expect("strings and numbers always serialise")
        }
    });
    terminal.say(&summary(&all, &reviews));
    if made.verdict() == FAILED {
        terminal.say("          the configuration has mistakes: see `sprintbook check`");
        return Ok(FAILED);
    }
    Ok(if arguments.strict && !reviews.overdue.is_empty() { MISTAKES } else { FINE })
}

/// The pages that are overdue, and those that are due by the day `until`. A calendar without such a day has them all.
fn chosen(all: &[Reviewed], format: ReviewFormat, until: Option<Date>) -> (Vec<&Reviewed>, Vec<&Reviewed>) {
    let until = until.map(|until| until.to_string());
    let soon = |page: &&Reviewed| match (&page.due, &until) {
        (Some(due), Some(until)) => due <= until,
        (Some(_), None) => format == ReviewFormat::Ics,
        (None, _) => false,
    };
    let overdue = all.iter().filter(|page| page.state == "overdue").collect();
    (overdue, all.iter().filter(|page| page.state == "due").filter(soon).collect())
}

/// "139 pages: 2 overdue, 3 due by then, 120 without a day".
fn summary(all: &[Reviewed], reviews: &Reviews<'_>) -> String {
    let mut parts = vec![format!("{} overdue", reviews.overdue.len())];
    if reviews.until.is_some() {
        parts.push(format!("{} due by then", reviews.due.len()));
    }
    parts.push(format!("{} without a day", all.iter().filter(|page| page.state == "none").count()));
    format!("reviews: {}: {}", counted(all.len(), "page"), parts.join(", "))
}

/// Notes in each of the files `paths` that it was reviewed on `day`. Unless all of them can be, none is.
fn mark(made: &Made, paths: &[PathBuf], day: Date, terminal: &Terminal) -> Result<u8, Failure> {
    let mut pages: Vec<(&SourceFile, MarkedPage)> = Vec::new();
    for path in paths {
        let Some(file) = page_at(made, path) else {
            let shown = path.display().to_string();
            Terminal::usage(&format!("there is no page `{}`", shown.escape_debug()), &meant(made, &shown));
            return Ok(FAILED);
        };
        match marked_page(file, day) {
            Ok(page) => pages.push((file, page)),
            Err(why) => {
                Terminal::wrong(&format!("`{}` cannot be marked: {why}", made.project.tree.shown(&file.path)));
                return Ok(MISTAKES);
            }
        }
    }
    for (file, page) in pages {
        let name = made.project.tree.shown(&file.path);
        match mend(&made.project.root, file, page.text.as_bytes())? {
            Mended::Written => terminal.say(&format!("marked: {name}: {}", page.said)),
            Mended::Changed => terminal.say(&format!("left: {name}: it was changed meanwhile")),
            Mended::Outside => terminal.say(&format!("left: {name}: it is a link out of the project")),
        }
    }
    Ok(FINE)
}

/// The page that was meant: by its path from here, from the project or from the content folder, or by its address.
fn page_at<'a>(made: &'a Made, typed: &Path) -> Option<&'a SourceFile> {
    let written = typed.to_string_lossy().replace('\\', "/");
    let written = written.trim_start_matches("./");
    let absolute = std::path::absolute(typed).ok();
    let Project { root, tree, .. } = &made.project;
    let root = std::path::absolute(if root.as_os_str().is_empty() { Path::new(".") } else { root }).ok();
    let same = |file: &SourceFile| {
        let from_here =
            absolute.as_ref().zip(root.as_ref()).is_some_and(|(typed, root)| *typed == root.join(file.path.as_str()));
        from_here || file.path.as_str() == written || file.path.below(&tree.content) == Some(written)
    };
    let pages = || tree.files().filter(|file| file.path.has_extension(&["md", "markdown", "mdx"]));
    pages().find(|file| same(file)).or_else(|| {
        let listed = made
            .listing
            .pages()
            .into_iter()
            .find(|page| page.address.trim_matches('/') == written.trim_matches('/'))?;
        pages().find(|file| Some(file.path.as_str()) == listed.source.as_deref())
    })
}

fn meant(made: &Made, typed: &str) -> String {
    let paths: Vec<String> = made
        .listing
        .pages()
        .into_iter()
        .filter_map(|page| page.source)
        .filter(|path| SourcePath::new(path).has_extension(&["md", "markdown", "mdx"]))
        .collect();
    nearest(typed, paths.iter().map(String::as_str))
        .map_or_else(|| "`sprintbook list pages` shows them all".to_owned(), |near| format!("did you mean `{near}`?"))
}

/// A length of time in days or longer, as one types it: `30d`, `6 weeks`, `P1M`.
pub(super) fn length(typed: &str) -> Result<Span, String> {
    let wanted = || "a length of time is written like `30d`, `6 weeks` or `2 months`".to_owned();
    let span: Span = typed.trim().parse().map_err(|_| wanted())?;
    let in_days =
        span.get_hours() == 0 && span.get_minutes() == 0 && span.get_seconds() == 0 && span.get_milliseconds() == 0;
    let short =
        span.get_years() <= 100 && span.get_months() <= 1200 && span.get_weeks() <= 5200 && span.get_days() <= 36_600;
    if in_days && short && !span.is_negative() { Ok(span) } else { Err(wanted()) }
}

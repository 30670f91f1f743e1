//! The twin of a page: its text as Markdown, for programs that read better than they browse.

use std::fmt::Write as _;

use crate::parse::{Facts, Link, UrlStyle, written_body};
use crate::report::NumbersPage;
use crate::site::{Linker, Page, PageId, PageKind, Site, Target};

use super::asked::{Answer, answer_edits};
use super::page::Report;

/// The address of the twin of the page at `url`.
#[must_use]
pub fn twin_url(url: &str) -> String {
    format!("{url}index.md")
}

/// Whether a page has a twin: lists of tags have no text of their own.
#[must_use]
pub fn has_twin(page: &Page) -> bool {
    !matches!(page.kind, PageKind::Tags | PageKind::Tag(_))
}

/// The twin of page `id`, whose document is written as `source` and gets `answers` where it asks, and whose numbers are
/// `report`: the title, the text as
/// written with links between twins, what is reported in sentences, and the pages below it.
#[must_use]
pub fn twin(site: &Site, id: PageId, source: Option<&str>, answers: &[Answer], report: Option<&Report>) -> String {
    let page = &site.pages[id];
    let here = twin_url(&page.url);
    let linker = Linker::on_page(&here, UrlStyle::Pretty);
    let mut text = format!("# {}\n", one_line(&page.title));
    if let (Some(facts), Some(source)) = (&page.facts, source) {
        let asked = answer_edits(&facts.asked, answers, &linker);
        let body = linked(source, facts, asked, (site, &site.links[id]), &linker);
        let body = without_title(body.trim_start_matches(['\r', '\n']), facts).trim();
        if !body.is_empty() {
            let _ = write!(text, "\n{body}\n");
        }
    }
    match report {
        Some(Report::Overview(overview)) => sentences(&mut text, &overview.sentences),
        Some(Report::Sprint(sprint)) => {
            let _ = write!(text, "\n{}\n", sprint.dates.words);
            sentences(&mut text, &sprint.summary);
        }
        Some(Report::Horizon(horizon)) => sentences(&mut text, &horizon.sentences),
        Some(Report::Teams(teams)) => sentences(&mut text, &teams.sentences),
        Some(Report::Numbers(numbers)) => formulas(&mut text, numbers),
        None => {}
    }
    if !page.children.is_empty() {
        text.push_str("\n## In this section\n\n");
        for child in &page.children {
            text.push_str(&entry(site, *child, &linker.to(&twin_url(&site.pages[*child].url))));
        }
    }
    text
}

/// `- [Developer](developer/index.md): what a developer does`.
pub(super) fn entry(site: &Site, id: PageId, href: &str) -> String {
    let page = &site.pages[id];
    let title = one_line(&page.title).replace('[', "\\[").replace(']', "\\]");
    let about = page.description.as_deref().map(|about| format!(": {}", one_line(about))).unwrap_or_default();
    format!("- [{title}]({href}){about}\n")
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn formulas(text: &mut String, numbers: &NumbersPage) {
    for group in &numbers.groups {
        let _ = write!(text, "\n## {}\n\n", group.title);
        for line in &group.lines {
            let here = line.here.as_ref().map(|here| format!(" Here: {here}")).unwrap_or_default();
            let _ = writeln!(text, "- {}: {}.{here}", line.label, line.formula);
        }
    }
}

fn sentences(text: &mut String, sentences: &[String]) {
    if !sentences.is_empty() {
        let _ = write!(text, "\n{}\n", sentences.join(" "));
    }
}

/// The body of a document with its links as they must be in the twin.
fn linked(
    source: &str,
    facts: &Facts,
    mut edits: Vec<(usize, usize, String)>,
    (site, targets): (&Site, &[Target]),
    linker: &Linker<'_>,
) -> String {
    let start = written_body(source);
    // In a quote or a list, lines of their own would need what stands before each line there.
    edits.retain(|(begin, _, text)| !text.contains('\n') || source[..*begin].ends_with('\n'));
    for (link, target) in facts.links.iter().zip(targets) {
        let href = match target {
            Target::Page(page, rest) => linker.to(&twin_url(&site.pages[*page].url)) + rest,
            Target::File(url, rest) => linker.to(url) + rest,
            Target::External(_) | Target::Here(_) | Target::Nowhere(_) => continue,
        };
        edits.extend(edit(source, link, &href));
    }
    edits.sort();
    let mut text = String::with_capacity(source.len());
    let mut from = start;
    for (begin, end, new) in edits {
        if begin >= from {
            text.push_str(&source[from..begin]);
            text.push_str(&new);
            from = end;
        }
    }
    text.push_str(&source[from..]);
    text
}

/// What to write in place of which bytes, so that `link` leads to `href`. A link whose target stands elsewhere in the file
/// is written out where it is.
fn edit(source: &str, link: &Link, href: &str) -> Option<(usize, usize, String)> {
    let (begin, end) = (link.at.start, link.at.end);
    let written = source.get(begin..end)?;
    // A tag of a template that stands for the target, or the target itself.
    if written == link.target || written.starts_with('{') {
        return Some((begin, end, href.to_owned()));
    }
    let open = written.find('[')?;
    let close = open + closing_bracket(&written[open..])?;
    Some((begin, end, format!("{}]({href})", &written[..close])))
}

fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' if depth <= 1 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The body without the heading that became the page's title, which stands above it already.
fn without_title<'a>(body: &'a str, facts: &Facts) -> &'a str {
    let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
    let (second, after) = rest.split_once('\n').unwrap_or((rest, ""));
    let underlined = |mark: char| !second.trim().is_empty() && second.trim().chars().all(|letter| letter == mark);
    let (words, rest) = if first.starts_with('#') && first.trim_start_matches('#').starts_with([' ', '\t']) {
        (first.trim_start_matches('#'), rest)
    } else if underlined('=') || (underlined('-') && !first.trim().is_empty()) {
        (first, after)
    } else {
        return body;
    };
    let words = words.trim().trim_end_matches('#').trim();
    let same = facts.front_matter.title.as_deref().is_none_or(|title| title.trim() == words);
    if same { rest } else { body }
}

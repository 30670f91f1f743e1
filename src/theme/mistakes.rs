//! Mistakes in templates. Tera tells them as text, each with a line `--> file:line:column`; here they get their span back.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{SourceFile, SourcePath, Span};

use super::bounded::Stopped;
use super::templates::Templates;

/// One mistake as Tera tells it.
struct Told {
    message: String,
    /// Template, line and column, counted from 1.
    place: Option<(String, usize, usize)>,
    /// Length of what is underlined, in characters.
    length: usize,
}

/// A template that is not text.
pub(super) fn not_text(file: &SourceFile, offset: usize) -> Diagnostic {
    let span = Span::new(&file.path, offset..offset + 1);
    Diagnostic::error(Code::SourceNotText, span, "this template is not UTF-8 text").help("save it as UTF-8")
}

/// Why the template `name` in `file` cannot be used. Some mistakes show only in the templates that build on it; those are
/// told as one.
pub(super) fn load_mistakes(name: &str, file: &SourceFile, error: &tera::Error) -> Vec<Diagnostic> {
    let (here, elsewhere): (Vec<Told>, Vec<Told>) = tell(&error.to_string())
        .into_iter()
        .partition(|told| told.place.as_ref().is_none_or(|(template, ..)| template == name));
    let text = file.text().unwrap_or_default();
    let mut diagnostics: Vec<Diagnostic> = here
        .iter()
        .map(|told| {
            let place = told.place.as_ref().map(|place| span(&file.path, text, place, told.length));
            let span = place.unwrap_or_else(|| Span::top(&file.path));
            Diagnostic::error(Code::TemplateSyntax, span, told.message.clone()).maybe_help(extend_help(&told.message))
        })
        .collect();
    diagnostics.extend(breaks_others(name, file, &elsewhere));
    diagnostics
}

fn breaks_others(name: &str, file: &SourceFile, elsewhere: &[Told]) -> Option<Diagnostic> {
    let first = elsewhere.first()?;
    let others: BTreeSet<&str> = elsewhere.iter().filter_map(|told| Some(told.place.as_ref()?.0.as_str())).collect();
    let others: Vec<String> = others.into_iter().map(|other| format!("`{other}`")).collect();
    let more = if elsewhere.len() > 1 { format!(", and {} more like it", elsewhere.len() - 1) } else { String::new() };
    let help =
        format!("{} build on this template; to change only a part of it, extend `builtin/{name}`", others.join(", "));
    let message = format!("{}{more}", first.message);
    Some(Diagnostic::error(Code::TemplateSyntax, Span::top(&file.path), message).help(help))
}

/// Why the template `name` could not make the page at `url`.
pub(super) fn render_mistakes(templates: &Templates, name: &str, error: &tera::Error, url: &str) -> Vec<Diagnostic> {
    let told = tell(&error.to_string());
    let mistakes = told.into_iter().map(|told| {
        let template = told.place.as_ref().map_or(name, |(template, ..)| template);
        let path = templates.source(template);
        let text = templates.text(template);
        let span = told.place.as_ref().map_or_else(|| Span::top(&path), |place| span(&path, text, place, told.length));
        Diagnostic::error(Code::TemplateRender, span, told.message.clone())
            .maybe_help(meant(&told.message))
            .maybe_help(Some(format!("it was making the page `{url}`")))
    });
    mistakes.collect()
}

/// Why the page at the address `url`, by the template `name`, was given up.
pub(super) fn stopped_mistake(templates: &Templates, name: &str, stopped: Stopped, url: &str) -> Diagnostic {
    Diagnostic::error(Code::TemplateRender, Span::top(&templates.own_source(name)), stopped.message())
        .help(format!("look for a loop in a loop; it was making the page `{url}`"))
}

/// The field that was meant, of those that Tera lists: "Field `titel` is not defined. Available fields: title, url".
fn meant(message: &str) -> Option<String> {
    let (wrong, there) = message.split_once(". Available ")?;
    let wrong = wrong.split('`').nth(1)?;
    did_you_mean(wrong, there.split_once(": ")?.1.split(", "))
}

fn extend_help(message: &str) -> Option<String> {
    if message.contains("Circular extend") || message.contains("inheritance") {
        return Some("to add to the built-in template of the same name, extend `builtin/…`".to_owned());
    }
    None
}

fn tell(text: &str) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        if let Some(message) = trimmed.strip_prefix("error: ") {
            all.push(Told { message: message.to_owned(), place: None, length: 1 });
        } else if let (Some(place), Some(last)) = (trimmed.strip_prefix("--> "), all.last_mut()) {
            last.place = read_place(place);
        } else if let (Some(marks), Some(last)) = (trimmed.strip_prefix("| "), all.last_mut()) {
            let underline = marks.trim();
            if !underline.is_empty() && underline.bytes().all(|byte| byte == b'^') {
                last.length = underline.len();
            }
        }
    }
    if all.is_empty() {
        let message = text.lines().next().unwrap_or("the template failed").to_owned();
        all.push(Told { message, place: None, length: 1 });
    }
    all
}

fn read_place(place: &str) -> Option<(String, usize, usize)> {
    let mut parts = place.trim().rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), line, column))
}

fn span(path: &SourcePath, text: &str, (_, line, column): &(String, usize, usize), length: usize) -> Span {
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &text[line_start.min(text.len())..];
    let offset = |characters: usize| rest.char_indices().nth(characters).map_or(rest.len(), |(at, _)| at);
    Span::new(path, line_start + offset(column - 1)..line_start + offset(column - 1 + length))
}

#[cfg(test)]
mod tests {
    use super::tell;

    #[test]
    fn reads_every_mistake_with_its_place() {
        let text = "error: Unknown filter `x`\n --> page.html:3:7\n  |\n3 | {{ a | x }}\n  |        ^\n\nerror: No\n --> a:b.html:1:1\n";
        let told = tell(text);
        assert_eq!(told.len(), 2);
        assert_eq!(told[0].place, Some(("page.html".into(), 3, 7)));
        assert_eq!(told[1].place, Some(("a:b.html".into(), 1, 1)));
    }
}

//! Fences and links that ask for a chart or a number: noted while the HTML is written, read afterwards.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::Event;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{SourcePath, Span};

use super::super::asked::{Asked, AskedForm, AskedWord};
use super::super::yaml::{Fields, Origin, parse_mapping};
use super::prepare::Prepared;
use super::writer::Writer;

/// The scheme of links to numbers.
const SCHEME: &str = "metric:";

/// The options of a link to a number.
const OPTIONS: [&str; 2] = ["team", "sprint"];

/// A fence or link that asks, in bytes of the prepared text.
pub(crate) struct Request {
    name: (String, Range<usize>),
    form: Form,
    whole: Range<usize>,
}

enum Form {
    /// The text in the fence, and where each line of it begins: in the text, and in the prepared text.
    Fence { options: String, lines: Vec<(usize, usize)>, title: String },
    /// What follows the name in the link, and the words of the link.
    Link { query: (String, Range<usize>), words: (String, Range<usize>) },
}

/// Whether a link to `target` asks for a number.
pub(super) fn is_metric(target: &str) -> bool {
    target.get(..SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(SCHEME))
}

impl Writer<'_> {
    /// The fence at `range` with the words `info` and the text `options`, as a request; `false` where it names no kind, so
    /// that it stays code.
    pub(super) fn ask_for_chart(&mut self, info: &str, title: &str, options: &str, range: &Range<usize>) -> bool {
        let source = &self.prepared.text[range.clone()];
        let opening = source.lines().next().unwrap_or_default();
        let words = info.trim().trim_start_matches(['{', '.']).split_whitespace().nth(1);
        let kind = words.map(|kind| kind.trim_end_matches('}')).filter(|kind| !kind.is_empty() && !kind.contains('='));
        let Some(kind) = kind else {
            let at = range.start..range.start + opening.trim_end().len();
            let message = "this `chart` block names no kind of chart, so it is shown as code".to_owned();
            self.tell(Code::ChartNoKind, &at, message, "write the kind behind it, as in ```` ```chart velocity ````");
            return false;
        };
        let after = opening.find("chart").map_or(0, |at| at + "chart".len());
        let start = range.start + opening[after..].find(kind).map_or(0, |at| after + at);
        let name = (kind.to_owned(), start..start + kind.len());
        let lines = lines(options, source, range.start);
        let form = Form::Fence { options: options.to_owned(), lines, title: title.to_owned() };
        self.ask(Request { name, form, whole: range.clone() });
        true
    }

    /// The link at event `at` to the number `target`; says which event comes next.
    pub(super) fn ask_for_number(&mut self, at: usize, target: &str) -> usize {
        let (end, events) = (self.end_of(at), self.events);
        let (place, whole) = (events[at].1.clone(), events[end - 1].1.clone());
        let inside = &events[at + 1..end - 1];
        let words: String = inside.iter().filter_map(|(event, _)| word(event)).collect();
        let words_at = match (inside.first(), inside.last()) {
            (Some((_, first)), Some((_, last))) => first.start..last.end.max(first.start),
            _ => whole.clone(),
        };
        let rest = &target[SCHEME.len()..];
        let (name, query) = rest.split_once('?').unwrap_or((rest, ""));
        // AskedWord with escapes, the parts of a target are not found in the source: then all of it is their place.
        let verbatim = self.prepared.text.get(place.clone()) == Some(target);
        let name_end = SCHEME.len() + name.len();
        let part = |part: Range<usize>| {
            if verbatim { place.start + part.start..place.start + part.end } else { place.clone() }
        };
        let query_at = part((name_end + 1).min(target.len())..target.len());
        let form = Form::Link { query: (query.to_owned(), query_at), words: (words, words_at) };
        self.ask(Request { name: (name.to_owned(), part(SCHEME.len()..name_end)), form, whole });
        end
    }

    fn ask(&mut self, request: Request) {
        self.out.body.asked.push((self.out.body.html.len(), self.out.requests.len()));
        self.out.requests.push(request);
    }
}

/// The words of an event without their markup.
fn word<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(&**text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

/// Where each line of `code` begins, in it and in the text: a fence in a list or a quote has something before each line.
fn lines(code: &str, source: &str, start: usize) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut from = 0;
    let mut written = source.split_inclusive('\n');
    let mut at = start + written.next().map_or(0, str::len);
    for (line, written) in code.split_inclusive('\n').zip(written) {
        let before = written.trim_end().len().saturating_sub(line.trim_end().len());
        lines.push((from, at + before));
        from += line.len();
        at += written.len();
    }
    lines
}

/// Where the document stands that asks.
pub(crate) struct Place<'a> {
    pub(crate) file: &'a SourcePath,
    pub(crate) prepared: &'a Prepared<'a>,
    /// Where its body begins in the file.
    pub(crate) start: usize,
}

impl Place<'_> {
    fn range(&self, at: &Range<usize>) -> Range<usize> {
        let written = self.prepared.written(at);
        self.start + written.start..self.start + written.end
    }

    fn written(&self, (text, at): (String, Range<usize>)) -> AskedWord {
        AskedWord { text, at: self.range(&at) }
    }

    /// What `request` asks for, and what is wrong with its options.
    pub(crate) fn read(&self, request: Request, told: &mut Vec<Diagnostic>) -> Asked {
        let whole = self.range(&request.whole);
        match request.form {
            Form::Fence { options, lines, title } => {
                let name = self.written(request.name);
                let place = |at: usize| {
                    let line = lines.partition_point(|(from, _)| *from <= at).saturating_sub(1);
                    let start = lines.get(line).map_or(request.whole.start, |(from, start)| start + (at - from));
                    self.range(&(start..start)).start
                };
                self.read_fence(
                    Asked { form: chart(title), name, team: None, sprint: None, whole },
                    &options,
                    &place,
                    told,
                )
            }
            Form::Link { query, words } => {
                let form = AskedForm::Number { words: self.written(words) };
                let asked = Asked { form, name: self.written(request.name), team: None, sprint: None, whole };
                self.read_query(asked, &query, told)
            }
        }
    }

    fn read_fence(
        &self,
        mut asked: Asked,
        options: &str,
        place: &dyn Fn(usize) -> usize,
        told: &mut Vec<Diagnostic>,
    ) -> Asked {
        let mut found = Vec::new();
        if let Some(mapping) = parse_mapping(self.file, options.trim_end(), 0, &mut found) {
            let origin = Origin::new(self.file, options, 0);
            let mut fields = Fields::new(&origin, mapping);
            let range = |span: Span| place(span.start)..place(span.end);
            let written = |fields: &mut Fields<'_>, key: &'static str| {
                let value = fields.take_value(key)?;
                match fields.as_typed(key, &value) {
                    Ok(text) => Some(AskedWord { text, at: range(fields.value_span(key)) }),
                    Err(wanted) => {
                        fields.tell(key, &wanted);
                        None
                    }
                }
            };
            let shown = fields.take::<u32>("last").map(|last| (last, fields.value_span("last")));
            if let Some((0, span)) = &shown {
                let message = "`last` must be 1 or more: it is the number of sprints that are shown";
                fields.push(Diagnostic::error(Code::YamlWrongType, span.clone(), message));
            }
            let title = fields.take::<String>("title");
            asked.team = written(&mut fields, "team");
            asked.sprint = written(&mut fields, "sprint");
            if let AskedForm::Chart { last: into, title: named } = &mut asked.form {
                *into = shown
                    .filter(|(last, _)| *last > 0)
                    .and_then(|(last, span)| Some((usize::try_from(last).ok()?, range(span))));
                *named = title.or(named.take());
            }
            fields.finish(Code::ChartOption);
            found.extend(origin.into_diagnostics());
        }
        told.extend(found.into_iter().map(|one| moved(one, place)));
        asked
    }

    fn read_query(&self, mut asked: Asked, (query, at): &(String, Range<usize>), told: &mut Vec<Diagnostic>) -> Asked {
        let mut from = at.start;
        let verbatim = at.len() == query.len();
        for part in query.split('&') {
            let place = if verbatim { from..from + part.len() } else { at.clone() };
            from += part.len() + 1;
            if part.is_empty() {
                continue;
            }
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            let written = self.written((value, place.clone()));
            match key {
                _ if written.text.is_empty() => {
                    let span = Span::new(self.file, written.at);
                    let message = format!("the option `{key}` has no value");
                    told.push(Diagnostic::error(Code::MetricOption, span, message).help("write it as `team=kestrel`"));
                }
                "team" => asked.team = Some(written),
                "sprint" => asked.sprint = Some(written),
                _ => {
                    let span = Span::new(self.file, written.at);
                    let help =
                        did_you_mean(key, OPTIONS).unwrap_or_else(|| "the options are `team` and `sprint`".to_owned());
                    let message = format!("a link to a number has no option `{key}`");
                    told.push(Diagnostic::error(Code::MetricOption, span, message).help(help));
                }
            }
        }
        asked
    }
}

fn chart(title: String) -> AskedForm {
    AskedForm::Chart { last: None, title: Some(title).filter(|title| !title.is_empty()) }
}

/// The diagnostic with its places in the options as places in the file.
fn moved(mut one: Diagnostic, place: &dyn Fn(usize) -> usize) -> Diagnostic {
    let moved = |span: &mut Span| (span.start, span.end) = (place(span.start), place(span.end));
    moved(&mut one.span);
    one.related.iter_mut().for_each(|related| moved(&mut related.span));
    one
}

//! Charts and numbers that pages ask for.

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostics::{Code, Diagnostic, Fix, did_you_mean};
use crate::parse::{Asked, AskedForm, AskedWord};
use crate::report::{About, CHART_KINDS, Figure, METRICS, Topic, chart_kind, figure_markdown, metric_kind};
use crate::site::{Linker, Page, Site, SprintLog, Subject};
use crate::source::{SourcePath, Span};
use crate::theme::Theme;

/// What a page gets where it asks.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A chart, as HTML and as numbers.
    Chart(String, Box<Figure>),
    /// Why there is no chart yet.
    NoChart(String),
    /// The words of a number, and the address of the line that explains it.
    Number(String, String),
    /// Nothing: the reason is told as a mistake.
    Nothing,
}

impl Answer {
    /// Whether it is drawn.
    #[must_use]
    pub const fn is_chart(&self) -> bool {
        matches!(self, Self::Chart(..))
    }
}

#[derive(Serialize)]
struct ChartView<'a> {
    chart: &'a Figure,
    /// The title, where the page gives the chart one of its own.
    title: Option<&'a str>,
}

/// What each page gets where it asks, in the order of its document, and what is wrong with what it asks for.
#[must_use]
pub fn answers(site: &Site, theme: &Theme, today: Date) -> (Vec<Vec<Answer>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let pages = site.pages.iter().zip(&site.asked).map(|(page, subjects)| {
        let Some(facts) = page.facts.as_ref().filter(|_| !subjects.is_empty()) else { return Vec::new() };
        let answering = Answering { site, theme, page, source: &facts.source, today };
        let asked = facts.asked.iter().zip(subjects).enumerate();
        asked.map(|(number, (asked, subject))| answering.answer(number, asked, *subject, &mut diagnostics)).collect()
    });
    let answers = pages.collect();
    (answers, diagnostics)
}

/// A page that asks.
struct Answering<'a> {
    site: &'a Site,
    theme: &'a Theme,
    page: &'a Page,
    source: &'a SourcePath,
    today: Date,
}

impl Answering<'_> {
    fn answer(
        &self,
        number: usize,
        asked: &Asked,
        subject: Option<Subject>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Answer {
        let answer = match &asked.form {
            AskedForm::Chart { last, title } => {
                let mark = format!("-{}", number + 1);
                let last = last.as_ref().map(|(last, _)| *last);
                self.chart(asked, subject, (last, &mark, title.as_deref()), diagnostics)
            }
            AskedForm::Number { words } => self.number(asked, words, subject, diagnostics),
        };
        answer.unwrap_or_else(|found| {
            diagnostics.extend(found);
            Answer::Nothing
        })
    }

    fn chart(
        &self,
        asked: &Asked,
        subject: Option<Subject>,
        (last, mark, title): (Option<usize>, &str, Option<&str>),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Answer, Vec<Diagnostic>> {
        let name = &asked.name.text;
        let kind = chart_kind(name).ok_or_else(|| {
            let known = CHART_KINDS.iter().map(|kind| kind.name);
            let help = did_you_mean(name, known.clone()).unwrap_or_else(|| listed("the kinds are", known));
            vec![
                self.error(Code::ChartUnknownKind, &asked.name, format!("there is no kind of chart `{name}`"))
                    .help(help),
            ]
        })?;
        self.fits(Code::ChartOption, kind.about, asked)?;
        let Some(subject) = subject else { return Ok(Answer::Nothing) };
        let log = &self.site.logs[subject.log];
        let usual = || log.newest(self.today).or(Some(0));
        let sprint = if kind.about == About::Sprint { subject.sprint.or_else(usual) } else { None };
        let sprint = sprint.and_then(|sprint| log.log.sprints.get(sprint));
        match (kind.figure)(&Topic { log: &log.log, sprint, today: self.today, last, mark }) {
            Ok(figure) => {
                let figure = match title {
                    Some(title) => figure.called(title),
                    None => figure,
                };
                let view = ChartView { chart: &figure, title };
                let html = self.theme.render("chart.html", &view, &[], &self.page.url)?;
                Ok(Answer::Chart(html, Box::new(figure)))
            }
            Err(gap) => {
                let told = Diagnostic::note(
                    Code::ChartNotDrawn,
                    Span::new(self.source, asked.name.at.clone()),
                    format!("the chart `{name}` cannot be drawn yet: {}", gap.missing),
                );
                diagnostics.push(told.help("the page says so in its place; nothing needs to be done"));
                Ok(Answer::NoChart(gap.sentence()))
            }
        }
    }

    fn number(
        &self,
        asked: &Asked,
        words: &AskedWord,
        subject: Option<Subject>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Answer, Vec<Diagnostic>> {
        let name = &asked.name.text;
        let kind = metric_kind(name).ok_or_else(|| {
            let known = METRICS.iter().map(|kind| kind.name);
            let help = did_you_mean(name, known.clone()).unwrap_or_else(|| listed("the numbers are", known));
            vec![self.error(Code::MetricUnknown, &asked.name, format!("there is no number `{name}`")).help(help)]
        })?;
        self.fits(Code::MetricOption, kind.about, asked)?;
        let Some(subject) = subject else { return Ok(Answer::Nothing) };
        let log = &self.site.logs[subject.log];
        let usual = || log.closed(self.today).last().copied();
        let sprint = if kind.about == About::Sprint { subject.sprint.or_else(usual) } else { None };
        let sprint = sprint.and_then(|sprint| log.log.sprints.get(sprint));
        let topic = Topic { log: &log.log, sprint, today: self.today, last: None, mark: "" };
        let href = self.explained(log, kind.line);
        match (kind.value)(&topic) {
            Ok(metric) => {
                let said = metric.said(&words.text);
                if said.differs {
                    diagnostics.push(self.differing(name, words, &metric.alone(), said.mended));
                }
                Ok(Answer::Number(said.words, href))
            }
            Err(gap) => {
                let span = Span::new(self.source, asked.name.at.clone());
                let message = format!("`{name}` is not known yet: {}", gap.missing);
                let told = Diagnostic::note(Code::MetricNotKnown, span, message);
                diagnostics.push(told.help("the page says so in its place; nothing needs to be done"));
                Ok(Answer::Number(format!("not known yet ({})", gap.missing), href))
            }
        }
    }

    /// A chart or number of a whole log takes no sprint, one of a sprint no number of sprints.
    fn fits(&self, code: Code, about: About, asked: &Asked) -> Result<(), Vec<Diagnostic>> {
        let name = &asked.name.text;
        let wrong = match (about, &asked.sprint, &asked.form) {
            (About::Log, Some(sprint), _) => {
                Some((sprint.at.clone(), format!("`{name}` is about all sprints, so it takes no `sprint`")))
            }
            (About::Sprint, _, AskedForm::Chart { last: Some((_, at)), .. }) => {
                Some((at.clone(), format!("`{name}` is about one sprint, so it takes no `last`")))
            }
            _ => None,
        };
        let Some((at, message)) = wrong else { return Ok(()) };
        Err(vec![Diagnostic::error(code, Span::new(self.source, at), message).help("take the option away")])
    }

    fn differing(
        &self,
        name: &str,
        words: &AskedWord,
        now: &str,
        mended: Option<(std::ops::Range<usize>, String)>,
    ) -> Diagnostic {
        let span = Span::new(self.source, words.at.clone());
        let fix = mended.map(|(place, replacement)| Fix {
            span: Span::new(self.source, words.at.start + place.start..words.at.start + place.end),
            written: words.text[place].to_owned(),
            replacement,
        });
        let message = format!("the text says “{}”, and `{name}` is now {now}", words.text);
        Diagnostic::note(Code::MetricDiffers, span, message).help("the page shows the number of now").fix(fix)
    }

    /// The address of the line that explains a number, where the log has a page for that.
    fn explained(&self, log: &SprintLog, line: &str) -> String {
        let page = format!("{}numbers/", log.url);
        let there = self.site.pages.iter().any(|known| known.url == page);
        if there { format!("{page}#{line}") } else { log.url.clone() }
    }

    fn error(&self, code: Code, written: &AskedWord, message: String) -> Diagnostic {
        Diagnostic::error(code, Span::new(self.source, written.at.clone()), message)
    }
}

/// What stands in the twin of a page in place of which bytes of its document: a number as a link to its explanation, a chart
/// as what a reader should take away and its numbers.
pub(super) fn answer_edits(asked: &[Asked], answers: &[Answer], linker: &Linker<'_>) -> Vec<(usize, usize, String)> {
    let edit = |(asked, answer): (&Asked, &Answer)| {
        let text = match answer {
            Answer::Chart(_, figure) => figure_markdown(figure),
            Answer::NoChart(why) => format!("{why}\n"),
            Answer::Number(words, address) => {
                let (page, line) = address.split_once('#').unwrap_or((address, ""));
                let line = if line.is_empty() { String::new() } else { format!("#{line}") };
                format!("[{words}]({}{line})", linker.to(page))
            }
            Answer::Nothing => return None,
        };
        Some((asked.whole.start, asked.whole.end, text))
    };
    asked.iter().zip(answers).filter_map(edit).collect()
}

fn listed<'a>(are: &str, names: impl Iterator<Item = &'a str>) -> String {
    format!("{are} {}", names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
}

//! Formulas: `$…$` and `$$…$$` in `LaTeX` become `MathML`.

use std::ops::Range;

use pulldown_cmark::Event;
use pulldown_latex::config::DisplayMode;
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

use crate::diagnostics::Code;

use super::outline::Events;
use super::raw::{Token, tokens};
use super::writer::Writer;

/// A formula beyond these is no formula.
const LONGEST: usize = 5_000;
const DEEPEST: usize = 50;

impl Writer<'_> {
    /// A formula, or its source where it cannot be read.
    pub(super) fn maths(&mut self, formula: &str, display: bool, range: &Range<usize>) {
        match mathml(formula.trim(), display) {
            Ok(html) => self.push(&html),
            Err(reason) => {
                let message = format!("this formula cannot be read: {reason}");
                self.tell(
                    Code::MarkdownMaths,
                    range,
                    message,
                    "it is shown as it was written; write `\\$` for a plain dollar sign",
                );
                self.push("<code>");
                self.text(formula.trim());
                self.push("</code>");
            }
        }
    }

    /// `$…$` in running text, which may also be about money.
    pub(super) fn inline_maths(&mut self, formula: &str, range: &Range<usize>) {
        if is_formula(formula, &self.prepared.text, range) {
            return self.maths(formula, false, range);
        }
        self.push("$");
        self.text(formula);
        self.push("$");
    }
}

/// Whether any of `events` is a formula.
pub(super) fn has_formulas(events: &Events<'_>, text: &str) -> bool {
    events.iter().any(|(event, range)| match event {
        Event::DisplayMath(_) => true,
        Event::InlineMath(formula) => is_formula(formula, text, range),
        _ => false,
    })
}

/// `$5/$10`, `US$5 or A$6` and `5$ and 6$` are money: a formula has no letter or digit beside its dollar signs, and one that
/// begins with a digit and has blanks also has a sign of arithmetic.
fn is_formula(formula: &str, text: &str, range: &Range<usize>) -> bool {
    let free = |neighbour: Option<char>| neighbour.is_none_or(|letter| !letter.is_alphanumeric());
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    let arithmetic = formula.contains(['\\', '^', '_', '=', '{', '+', '*', '/', '<', '>']);
    let sentence = formula.starts_with(|first: char| first.is_ascii_digit()) && formula.contains(' ') && !arithmetic;
    free(before) && free(after) && !sentence
}

fn mathml(formula: &str, display: bool) -> Result<String, String> {
    if formula.len() > LONGEST || depth(formula) > DEEPEST {
        return Err("it is too long or too deep".to_owned());
    }
    let storage = Storage::new();
    let events = Parser::new(formula, &storage).collect::<Result<Vec<_>, _>>().map_err(|error| {
        let text = error.to_string();
        text.lines().next().unwrap_or_default().trim_start_matches("error: ").trim().to_owned()
    })?;
    let mut html = String::new();
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let events = events.into_iter().map(Ok::<_, pulldown_latex::ParserError>);
    push_mathml(&mut html, events, config).map_err(|error| error.to_string())?;
    if !is_harmless(&html) {
        return Err("it has signs that no formula has".to_owned());
    }
    let html = without_styles(&html);
    // A formula of its own line scrolls where the screen is narrow, so the keyboard must reach it.
    Ok(if display { [OWN_LINE, &html, "</span>"].concat() } else { html })
}

/// What a formula of its own line stands in. A `span`, since the formula may be a part of a paragraph.
const OWN_LINE: &str = "<span class=\"math\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\">";

/// Elements that formulas are made of.
const ELEMENTS: &[&str] = &[
    "math",
    "mrow",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "menclose",
    "mmultiscripts",
    "mprescripts",
    "none",
];

/// Whether the library's `MathML` holds nothing else, whatever the formula was.
fn is_harmless(html: &str) -> bool {
    tokens(html).into_iter().all(|token| match token {
        Token::Text(_) => true,
        Token::End { name, .. } => ELEMENTS.contains(&name.as_str()),
        Token::Start(element) => {
            let plain = |name: &str| !name.starts_with("on") && name != "href" && name != "src";
            let mut names = element.attributes.iter().map(|one| html[one.name.clone()].to_ascii_lowercase());
            ELEMENTS.contains(&element.name.as_str()) && names.all(|name| plain(&name))
        }
        Token::Comment(_) | Token::Verbatim(_) | Token::Broken(_) => false,
    })
}

fn depth(formula: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in formula.bytes() {
        depth = match byte {
            b'{' => depth + 1,
            b'}' => depth.saturating_sub(1),
            _ => depth,
        };
        deepest = deepest.max(depth);
    }
    deepest + formula.matches("\\left").count() + formula.matches("\\begin").count()
}

/// The library's `MathML` without `style` attributes, which a strict content policy refuses.
fn without_styles(html: &str) -> String {
    if !html.contains("style") {
        return html.to_owned();
    }
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for token in tokens(html) {
        let Token::Start(element) = token else { continue };
        for attribute in element.attributes.iter().filter(|one| html[one.name.clone()].eq_ignore_ascii_case("style")) {
            kept.push_str(&html[from..attribute.whole.start]);
            from = attribute.whole.end;
        }
    }
    kept.push_str(&html[from..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::{is_formula, mathml};

    #[test]
    fn formulas_are_escaped_and_have_no_styles() {
        for formula in [
            r"\text{<script>alert(1)</script>}",
            r"x<y>z & w",
            r"\color{red}{x}",
            r"\begin{array}{lr}a&b\end{array}",
            "a<b",
        ] {
            let html = mathml(formula, true).unwrap_or_default();
            assert!(!html.contains("<script") && !html.contains("style="), "{formula}: {html}");
        }
        assert!(mathml(r"\frac{1}{2}", false).unwrap().contains("<mfrac>"));
        assert!(mathml(r"\frac{1", false).is_err());
        assert!(mathml(&"{".repeat(4_000), false).is_err());
    }

    #[test]
    fn money_is_no_formula() {
        let whole = |text: &str| {
            let (start, end) = (text.find('$').unwrap(), text.rfind('$').unwrap());
            is_formula(&text[start + 1..end], text, &(start..end + 1))
        };
        for text in ["$x$", "($a + b$)", "$1 + 2$", "$x$,"] {
            assert!(whole(text), "{text}");
        }
        for text in ["$5/$10", "US$5 or A$", "$5 for a, 10$ "] {
            assert!(!whole(text), "{text}");
        }
    }
}

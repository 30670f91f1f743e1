//! What is open while a body is written: boxes, and elements of raw HTML. Each ends at the latest where the list, quote,
//! cell … around it ends, so no page comes out of shape.

use std::ops::Range;

use crate::diagnostics::Code;

use super::boxes::Family;
use super::parse::Found;
use super::raw::{implied_end, is_void};
use super::writer::Writer;

/// Something that waits for its end.
pub(super) struct Open {
    depth: usize,
    /// The place of its beginning, in bytes of the written text.
    written: Range<usize>,
    what: Opened,
}

/// What it is.
pub(super) enum Opened {
    Box { details: bool, family: Family },
    Element(String),
}

impl Writer<'_> {
    /// Whether so much is open that nothing more may be: browsers give up on deep nesting too.
    pub(super) fn is_too_deep(&mut self, written: &Range<usize>) -> bool {
        const DEEPEST: usize = 200;
        let too_deep = self.open.len() >= DEEPEST;
        if too_deep {
            let message = format!("more than {DEEPEST} boxes and tags are open here; this one is left out");
            self.tell_grouped(
                Code::MarkdownUnbalancedHtml,
                written.clone(),
                message,
                "close those that should have ended",
            );
        }
        too_deep
    }

    pub(super) fn open(&mut self, what: Opened, written: Range<usize>) {
        self.open.push(Open { depth: self.depth, written, what });
    }

    /// Whether an element `name` of raw HTML is open.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.open.iter().rev().any(|open| matches!(&open.what, Opened::Element(known) if known == name))
    }

    /// Ends the innermost box of `family`, if it was opened in this very list, item or quote.
    pub(super) fn close_box(&mut self, family: Family) {
        let here = |open: &&Open| open.depth == self.depth;
        let inner = self.open.iter().rev().take_while(here);
        // What is told by its indentation can only be closed by the end of that.
        let fence =
            |open: &Open| matches!(open.what, Opened::Box { family: other, .. } if other == Family::Indentation);
        let above: Vec<bool> = inner
            .scan(false, |stopped, open| {
                if *stopped {
                    return None;
                }
                let same = matches!(open.what, Opened::Box { family: other, .. } if other == family);
                *stopped = same || fence(open);
                Some(same)
            })
            .collect();
        if above.last() != Some(&true) {
            return;
        }
        for _ in 1..above.len() {
            self.close_innermost("the box around it");
        }
        if let Some(Open { what: Opened::Box { details, .. }, .. }) = self.open.pop() {
            self.push(if details { "</details>\n" } else { "</div>\n" });
        }
    }

    /// Ends everything that was opened at `depth` or deeper, since what holds it ends here.
    pub(super) fn close_all(&mut self, depth: usize, holder: &str) {
        while self.open.last().is_some_and(|open| open.depth >= depth) {
            self.close_innermost(holder);
        }
    }

    /// Ends the innermost of what is open, which its author forgot to do.
    fn close_innermost(&mut self, holder: &str) {
        let Some(open) = self.open.pop() else { return };
        match open.what {
            Opened::Box { details, family } => {
                self.push(if details { "</details>\n" } else { "</div>\n" });
                let closer = family.closer();
                self.out.found.push(Found {
                    code: Code::MarkdownUnclosedBox,
                    at: open.written,
                    message: format!("this box is never closed; it ends with {holder}"),
                    help: format!("put a line of `{closer}` after its last line"),
                });
            }
            Opened::Element(name) => {
                self.push(&format!("</{name}>"));
                if !may_end_by_itself(&name) {
                    let message = format!("`<{name}>` is never closed; it ends with {holder}");
                    let help = format!("write `</{name}>` where it should end, in the same paragraph, item or cell");
                    self.tell_grouped(Code::MarkdownUnbalancedHtml, open.written, message, &help);
                }
            }
        }
    }

    /// Ends the open elements that a tag of `name` ends by itself, as `<li>` ends the item before it.
    pub(super) fn close_implied(&mut self, name: &str) {
        while let Some(Open { depth, what: Opened::Element(open), .. }) = self.open.last() {
            if *depth != self.depth || !implied_end(open, name) {
                return;
            }
            let tag = format!("</{open}>");
            self.push(&tag);
            self.open.pop();
        }
    }

    /// Ends an open `<p>` of raw HTML, as a browser does where the next block begins.
    pub(super) fn close_raw_paragraph(&mut self) {
        self.close_implied("p");
    }

    /// Ends the innermost open element of `name`, writing `tag`; a tag that closes nothing is left out, and told.
    pub(super) fn close_element(&mut self, name: &str, tag: &str, written: Range<usize>) {
        for (above, open) in self.open.iter().rev().enumerate() {
            match &open.what {
                Opened::Element(known) if open.depth == self.depth => {
                    if known == name {
                        for _ in 0..above {
                            self.close_innermost(&format!("the `</{name}>` after it"));
                        }
                        self.open.pop();
                        return self.push(tag);
                    }
                }
                _ => break,
            }
        }
        if is_void(name) {
            return self.push(&format!("<{name}>"));
        }
        let help = match name {
            "p" => "a paragraph cannot hold other paragraphs: write `<div>` and `</div>`",
            _ => "take it away, or put the tag that opens it in the same paragraph, item or cell",
        };
        let message = format!("`</{name}>` closes nothing here, and is left out");
        self.tell_grouped(Code::MarkdownUnbalancedHtml, written, message, help);
    }
}

fn may_end_by_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "td"
            | "th"
            | "tr"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
            | "rt"
            | "rp"
            | "colgroup"
    )
}

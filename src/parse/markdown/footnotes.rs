//! Footnotes: their marks in the text, and their texts at the end of the page.

use pulldown_cmark::CowStr;

use super::writer::Writer;

impl<'a> Writer<'a> {
    pub(super) fn mention(&mut self, name: &CowStr<'a>) {
        let next = self.mentioned.len() + 1;
        let (number, times) = self.mentions.entry(name.clone()).or_insert((next, 0));
        *times += 1;
        let (number, times) = (*number, *times);
        if times == 1 {
            self.mentioned.push(name.clone());
        }
        let suffix = if times == 1 { String::new() } else { format!("-{times}") };
        self.push(&format!(
            "<sup class=\"footnote-ref\" id=\"fnref-{number}{suffix}\"><a href=\"#fn-{number}\" \
             aria-label=\"Footnote {number}\">{number}</a></sup>"
        ));
    }

    pub(super) fn footnotes(&mut self) {
        if self.mentioned.is_empty() {
            return;
        }
        self.push("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        let mut number = 0;
        // A footnote may mention another one, so the list can grow while it is written.
        while let Some(name) = self.mentioned.get(number).cloned() {
            number += 1;
            self.push(&format!("<li id=\"fn-{number}\">\n"));
            if let Some(note) = self.notes.get(&name).cloned() {
                self.range(note);
            }
            self.push(&format!(
                "<a class=\"backref\" href=\"#fnref-{number}\" aria-label=\"Back to the text\">↩</a></li>\n"
            ));
        }
        self.push("</ol>\n</section>\n");
    }
}

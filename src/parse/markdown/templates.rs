//! Tags of other generators' templates. A body is never a template, so they stay text, and are told.

use memchr::memchr2;

use crate::diagnostics::Code;

use super::writer::Writer;

/// How a tag begins and ends, and what to call it. Longer beginnings first.
const TAGS: &[(&str, &str, &str)] = &[
    ("{{<", ">}}", "`{{< … >}}`"),
    ("{{%", "%}}", "`{{% … %}}`"),
    ("{{", "}}", "`{{ … }}`"),
    ("{%", "%}", "`{% … %}`"),
    ("<%", "%>", "`<% … %>`"),
    ("{: ", "}", "`{: … }`"),
    ("{:.", "}", "`{: … }`"),
    ("{:#", "}", "`{: … }`"),
];

impl Writer<'_> {
    /// Tells of template tags in `source`, which stands at `start` of the prepared text.
    pub(super) fn template_tags(&mut self, source: &str, start: usize) {
        let mut at = 0;
        while let Some(found) = memchr2(b'{', b'<', &source.as_bytes()[at..]) {
            at += found;
            let tag = TAGS.iter().find(|(begin, _, _)| source[at..].starts_with(begin));
            let Some((begin, end, name)) = tag else {
                at += 1;
                continue;
            };
            // A tag is short; what never ends within reach is none.
            let window = &source.as_bytes()[at + begin.len()..source.len().min(at + begin.len() + 500)];
            let length = window.windows(end.len()).position(|bytes| bytes == end.as_bytes());
            if let Some(length) = length {
                let whole = begin.len() + length + end.len();
                let written = self.prepared.written(&(start + at..start + at + whole));
                let message = format!("{name} is shown as text: pages are not templates");
                let help = "say it in plain words, take it away, or put it in backticks if it is meant to be read";
                self.tell_grouped(Code::MarkdownTemplateTag, written, message, help);
                at += whole;
            } else {
                at += 1;
            }
        }
    }
}

//! Template tags where a target is expected: `[Roles]({% page "/roles/" %})`, `<a href="{{ site.baseurl }}/roles/">`. Where it
//! is plain which target the tag stands for, that target takes its place; otherwise the tag becomes a target that CommonMark
//! can read, so that the words stay a link, and the site tells that it leads nowhere.

use std::ops::Range;

use memchr::{memchr_iter, memrchr};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::copy::Copy;
use super::prepare::{Prepared, within};
use super::wiki::is_picture;

/// How the tags of other generators begin and end. Longer beginnings first.
const TAGS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];

/// What stands before the target of a link or picture.
const OPENERS: &[&str] = &["](", "](<", "]:", "href=\"", "src=\"", "href='", "src='"];

/// A tag in a text.
struct TemplateTag<'t> {
    whole: Range<usize>,
    /// What stands between its marks.
    inside: &'t str,
    /// Whether it gives a value, `{{ … }}`, rather than calls for something.
    is_value: bool,
    /// Whether Hugo writes its calls so: `{{< … >}}`.
    is_hugo: bool,
}

/// What CommonMark is to read where a tag stands.
enum Instead {
    /// The target that is meant.
    Meant(String),
    /// The tag itself, as a target that stands here.
    Tag(Place),
    /// A picture: its words, what its path lacks, and where that is in the tag.
    Picture(String, &'static str, Range<usize>),
}

/// Where a target stands.
#[derive(Clone, Copy)]
enum Place {
    Attribute,
    /// Between angle brackets, which are written.
    Brackets,
    /// Where angle brackets may be put around it.
    Bare,
}

impl Place {
    fn of(opener: &str) -> Self {
        match opener.as_bytes().last() {
            Some(b'"' | b'\'') => Self::Attribute,
            Some(b'<') => Self::Brackets,
            _ => Self::Bare,
        }
    }

    /// What is to be written here for a letter that would mean something else.
    fn escape(self, letter: char) -> Option<&'static str> {
        match (self, letter) {
            (Self::Attribute, '"') => Some("&quot;"),
            (Self::Attribute, '\'') => Some("&#39;"),
            (Self::Attribute, _) => None,
            (_, '\\') => Some("\\\\"),
            (_, '<') => Some("\\<"),
            (_, '>') => Some("\\>"),
            (_, '\n') => Some(" "),
            _ => None,
        }
    }

    /// Takes over the target at `range` of `text` letter by letter, so that each has its own place.
    fn quote(self, copy: &mut Copy<'_>, text: &str, range: Range<usize>) {
        let bare = matches!(self, Self::Bare);
        if bare {
            copy.insert("<");
        }
        self.escape_all(copy, text, range);
        if bare {
            copy.insert(">");
        }
    }

    fn escape_all(self, copy: &mut Copy<'_>, text: &str, range: Range<usize>) {
        for (at, letter) in text[range.clone()].char_indices() {
            if let Some(escape) = self.escape(letter) {
                copy.keep(range.start + at);
                copy.replace(range.start + at + letter.len_utf8(), escape);
            }
        }
        copy.keep(range.end);
    }

    fn quoted(self, target: &str) -> String {
        let mut copy = Copy::new(target);
        self.quote(&mut copy, target, 0..target.len());
        copy.text
    }
}

/// Whether a text may have a tag for a target.
pub(super) fn has_tag_targets(text: &str) -> bool {
    memchr_iter(b'{', text.as_bytes()).any(|at| matches!(text.as_bytes().get(at + 1), Some(b'%' | b'{')))
}

/// Puts targets in the place of tags, wherever `prepared` has tags for targets but in its `code`.
pub(super) fn fill(prepared: &mut Prepared<'_>, code: &[Range<usize>]) {
    let text = std::mem::take(&mut prepared.text);
    let mut copy = Copy::new(&text);
    let (mut at, mut changed) = (0, false);
    // Behind the last of these no tag ends, so none begins.
    let last = memrchr(b'}', text.as_bytes()).unwrap_or_default();
    while let Some(found) = text[at..last.max(at)].find('{') {
        let start = at + found;
        let new = if within(code, start) { None } else { target_at(&text, start).or_else(|| picture_at(&text, start)) };
        at = start + 1;
        if let Some((end, new)) = new {
            copy.keep(start);
            match new {
                Instead::Meant(target) => copy.replace(end, &target),
                Instead::Tag(place) => place.quote(&mut copy, &text, start..end),
                Instead::Picture(words, root, path) => {
                    copy.replace(path.start, &format!("![{words}](<"));
                    copy.insert(root);
                    Place::Bare.escape_all(&mut copy, &text, path);
                    copy.replace(end, ">)");
                }
            }
            at = end;
            changed = true;
        }
    }
    if changed {
        copy.keep(text.len());
        let copy = (copy.text, copy.shifts);
        prepared.replace(copy, Vec::new());
    } else {
        prepared.text = text;
    }
}

/// Code in blocks and in lines, in order.
pub(super) fn verbatim(text: &str, options: Options) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options).into_offset_iter();
    let code = events.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)));
    code.map(|(_, range)| range).collect()
}

/// The end of the target that begins with a tag at `start`, and what CommonMark is to read instead.
fn target_at(text: &str, start: usize) -> Option<(usize, Instead)> {
    let before = text[..start].trim_end_matches([' ', '\t']);
    let opener = OPENERS.iter().rev().find(|opener| before.ends_with(**opener))?;
    let closers: &[char] = match opener.as_bytes().last() {
        Some(b'"') => &['"', '\n'],
        Some(b'\'') => &['\'', '\n'],
        Some(b'<') => &['>', '\n'],
        Some(b':') => &[' ', '\t', '\n'],
        _ => &[' ', '\t', '\n', ')'],
    };
    let (mut at, mut target, mut is_plain) = (start, String::new(), true);
    while let Some(letter) = text[at..].chars().next().filter(|letter| !closers.contains(letter)) {
        let tag = if letter == '{' { tag_at(text, at) } else { None };
        if let Some(tag) = tag {
            match meaning(&tag) {
                Some(meaning) => target.push_str(&meaning),
                None => is_plain = false,
            }
            at = tag.whole.end;
        } else {
            target.push(letter);
            at += letter.len_utf8();
        }
    }
    if at == start || tag_at(text, start).is_none() {
        return None;
    }
    let place = Place::of(opener);
    Some((at, if is_plain { Instead::Meant(place.quoted(target.trim())) } else { Instead::Tag(place) }))
}

/// A tag that shows a picture, as a picture of Markdown: `{% image "board.png" "Our board" %}`,
/// `{{< figure src="board.png" alt="Our board" >}}`.
fn picture_at(text: &str, start: usize) -> Option<(usize, Instead)> {
    let tag = tag_at(text, start).filter(|tag| !tag.is_value)?;
    let (name, rest) = tag.inside.split_once(char::is_whitespace)?;
    let shows = ["image", "img", "figure", "picture"].iter().any(|word| name.to_ascii_lowercase().contains(word));
    let values = if shows { values(rest) } else { Vec::new() };
    let (_, path) = values.iter().find(|(key, value)| matches!(*key, "" | "src") && is_picture(value))?;
    let named = values.iter().find(|(key, _)| *key == "alt").map(|(_, alt)| *alt);
    let last = values.last().filter(|(key, value)| key.is_empty() && value != path).map(|(_, alt)| *alt);
    let alt = named.or(last).unwrap_or_default().replace('\\', "").replace('[', "\\[").replace(']', "\\]");
    let path = path.trim();
    let root = if is_rooted(path, &tag) { "" } else { "/" };
    // It is a part of `text`, and may stand there several times: only where its bytes lie says which one it is.
    let at = path.as_ptr().addr() - text.as_ptr().addr();
    Some((tag.whole.end, Instead::Picture(alt.replace('\n', " "), root, at..at + path.len())))
}

/// The tag that begins at `start`. One is short; what never ends within reach is none.
fn tag_at(text: &str, start: usize) -> Option<TemplateTag<'_>> {
    const LONGEST: usize = 600;
    let (begin, end) = TAGS.iter().find(|(begin, _)| text[start..].starts_with(begin))?;
    let from = start + begin.len();
    let window = &text.as_bytes()[from..text.len().min(from + LONGEST)];
    let ends = |at: &usize| window[..=*at].ends_with(end.as_bytes());
    let length = memchr_iter(b'}', window).find(ends)? + 1 - end.len();
    let inside = text[from..from + length].trim_matches('-').trim();
    let whole = start..from + length + end.len();
    Some(TemplateTag { whole, inside, is_value: *begin == "{{", is_hugo: begin.len() == 3 })
}

/// The target that a tag stands for, where it is written out in it.
fn meaning(tag: &TemplateTag<'_>) -> Option<String> {
    if tag.is_value {
        let first = tag.inside.split('|').next().unwrap_or_default().trim();
        return literal(first).map(str::to_owned).or_else(|| names_base(first).then(String::new));
    }
    let (name, rest) = tag.inside.split_once(char::is_whitespace)?;
    let rest = rest.trim();
    match literal(rest) {
        Some(path) => Some(rooted(path, tag)),
        // Jekyll writes paths without quotation marks.
        None if name == "link" && !rest.contains(char::is_whitespace) => Some(rooted(rest, tag)),
        None => None,
    }
}

/// The text of `word`, which is nothing but a text in quotation marks.
fn literal(word: &str) -> Option<&str> {
    let quote = word.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let inside = word[1..].strip_suffix(quote)?;
    (!inside.is_empty() && !inside.contains(quote)).then_some(inside)
}

fn rooted(path: &str, tag: &TemplateTag<'_>) -> String {
    let path = path.trim();
    if is_rooted(path, tag) { path.to_owned() } else { format!("/{path}") }
}

/// Whether a path says itself from where it counts. `{% … %}` of Eleventy and Jekyll count paths from the root of the site;
/// Hugo counts them from the page.
fn is_rooted(path: &str, tag: &TemplateTag<'_>) -> bool {
    let says = path.starts_with(['/', '#', '.']) || path.contains("://") || path.starts_with("mailto:");
    says || tag.is_hugo
}

/// Whether a value is what other generators call the address of the site.
fn names_base(value: &str) -> bool {
    let name = value.rsplit('.').next().unwrap_or_default().replace('_', "").to_ascii_lowercase();
    matches!(name.as_str(), "baseurl" | "pathprefix" | "root") || value == "site.url"
}

/// The arguments of a tag: texts in quotation marks, each with the key before it.
fn values(rest: &str) -> Vec<(&str, &str)> {
    let mut values = Vec::new();
    let mut at = 0;
    while let Some(found) = rest[at..].find(['"', '\'']) {
        let open = at + found;
        let Some(length) = quoted_length(&rest[open..]) else { break };
        let before = rest[at..open].trim_end();
        let key =
            before.strip_suffix(['=', ':']).map_or("", |key| key.rsplit(char::is_whitespace).next().unwrap_or(""));
        values.push((key, &rest[open + 1..open + 1 + length]));
        at = open + length + 2;
    }
    values
}

/// How long the text is that the quotation mark at the start of `rest` begins. Marks inside it are text: what ends it is
/// followed by something that parts arguments.
fn quoted_length(rest: &str) -> Option<usize> {
    let quote = rest.chars().next()?;
    let parts = |next: char| next.is_whitespace() || ",)|/]}".contains(next);
    let mut marks = rest[1..].match_indices(quote).map(|(at, _)| at);
    let last = marks.clone().find(|at| rest[at + 2..].chars().next().is_none_or(parts));
    last.or_else(|| marks.next())
}

#[cfg(test)]
mod tests {
    use super::super::prepare::prepare;
    use super::Options;

    fn filled(text: &str) -> String {
        prepare(text, Options::empty()).text.into_owned()
    }

    #[test]
    fn plain_targets_take_the_place_of_tags() {
        for (text, wanted) in [
            ("[a]({% page \"/roles/#day\" %}) b", "[a](</roles/#day>) b"),
            ("[a]({% link roles.md %})", "[a](</roles.md>)"),
            ("[a]({% link \"https://example.org/\" %})", "[a](<https://example.org/>)"),
            ("[a]({{< ref \"roles.md\" >}} \"T\")", "[a](<roles.md> \"T\")"),
            ("[a]({{ '/roles/' | url }}#day)", "[a](</roles/#day>)"),
            ("[a]({{ site.url }}{{ site.baseurl }}/roles/)", "[a](</roles/>)"),
            ("[a]: {% page 'roles' %}\n", "[a]: </roles>\n"),
            ("<a href=\"{% page \"/it's/\" %}\">", "<a href=\"/it&#39;s/\">"),
            ("{% image \"_img/b.png\" \"Our [board]\" %}", "![Our \\[board\\]](</_img/b.png>)"),
            ("{% image \"b.png\" \"don't press \"Yes\"\" %}", "![don't press \"Yes\"](</b.png>)"),
            ("{% img 'b.png','the team's board' %}", "![the team's board](</b.png>)"),
            ("{{< figure src=\"b.png\" alt=\"Board\" width=\"9\" >}}", "![Board](<b.png>)"),
        ] {
            assert_eq!(filled(text), wanted);
        }
    }

    #[test]
    fn a_tag_that_says_no_target_stays_one_to_be_told() {
        assert_eq!(filled("[a]({% url page.next %})"), "[a](<{% url page.next %}>)");
        assert_eq!(filled("[a]({{< x y=\"z\" >}})"), "[a](<{{\\< x y=\"z\" \\>}}>)");
    }

    #[test]
    fn nothing_else_is_touched() {
        for text in [
            "`[a]({% page \"/b/\" %})`",
            "```\n[a]({% page \"/b/\" %})\n```\n",
            "{% page \"/b/\" %} and {{ title }}",
            "{% image_list %}",
            "[a]({) [b]({%",
        ] {
            assert_eq!(filled(text), text);
        }
    }

    #[test]
    fn places_lead_back_to_the_tag() {
        let text = "[a]({% page \"/roles/\" %}) after";
        let prepared = prepare(text, Options::empty());
        let at = prepared.text.find("/roles/").unwrap();
        assert_eq!(prepared.written(&(at - 1..at + 8)), 4..24);
        let after = prepared.text.find("after").unwrap();
        assert_eq!(&text[prepared.written(&(after..after + 5))], "after");
    }

    #[test]
    fn places_within_a_tag_never_lie_within_a_letter() {
        let text = "[a]({% link roles/leaё🎉é %}) after";
        let prepared = prepare(text, Options::empty());
        assert!(prepared.text.contains("</roles/leaё🎉é>"), "{}", prepared.text);
        for (start, _) in prepared.text.char_indices() {
            for (length, _) in prepared.text[start..].char_indices() {
                let written = prepared.written(&(start..start + length));
                assert!(text.get(written.clone()).is_some(), "{start}, {length}: {written:?}");
            }
        }
    }
}

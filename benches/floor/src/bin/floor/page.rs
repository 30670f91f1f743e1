//! One Markdown file in, one page out: a line reader for the front matter and one pass over the events.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use serde::Serialize;

/// A page that is ready to be put into the template.
pub struct Page {
    /// Address inside the site without a slash in front: `""` for the home page, `teams/roles/` for a section.
    pub url: String,
    pub title: String,
    /// Place among its siblings, from the front matter.
    pub order: u32,
    pub headings: Vec<Heading>,
    pub html: String,
}

/// A line of the contents list.
#[derive(Serialize)]
pub struct Heading {
    pub title: String,
    pub id: String,
    /// 2 for `h2`, 3 for `h3`.
    pub depth: u8,
}

/// Parses the file at `path` (relative to the content folder).
pub fn parse(path: &str, text: &str) -> Page {
    let (front, body) = split(text);
    let url = url_of(path);
    // A page `a/b.md` is served as `a/b/`, one folder deeper than it is written.
    let up = if is_index(path) { "" } else { "../" };
    let (html, headings) = render(body, up);
    let title = value(front, "title").unwrap_or(path).to_owned();
    let order = value(front, "order").and_then(|order| order.parse().ok()).unwrap_or(u32::MAX);
    Page { url, title, order, headings, html }
}

fn split(text: &str) -> (&str, &str) {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", text))
}

fn value<'a>(front: &'a str, key: &str) -> Option<&'a str> {
    front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(|value| value.trim_matches('"'))
}

fn is_index(path: &str) -> bool {
    path == "index.md" || path.ends_with("/index.md")
}

fn url_of(path: &str) -> String {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    if is_index(path) { stem.trim_end_matches("index").to_owned() } else { format!("{stem}/") }
}

fn render(body: &str, up: &str) -> (String, Vec<Heading>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut events: Vec<Event> = Parser::new_ext(body, options).collect();
    let mut headings = Vec::new();
    let mut opened: Option<(usize, String)> = None;
    for at in 0..events.len() {
        match &mut events[at] {
            Event::Start(Tag::Heading { .. }) => opened = Some((at, String::new())),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, title)) = &mut opened {
                    title.push_str(text);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(target) = page_link(dest_url, up) {
                    *dest_url = CowStr::from(target);
                }
            }
            Event::End(TagEnd::Heading(level)) => {
                let depth = *level as u8;
                if let Some((start, title)) = opened.take() {
                    let name = slug(&title);
                    if let Event::Start(Tag::Heading { id, .. }) = &mut events[start] {
                        *id = Some(CowStr::from(name.clone()));
                    }
                    headings.push(Heading { title, id: name, depth });
                }
            }
            _ => {}
        }
    }
    let mut written = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut written, events.into_iter());
    (written, headings)
}

/// `../roles/tester.md#tools` as the address of that page, seen from this one; nothing for other links.
fn page_link(target: &str, up: &str) -> Option<String> {
    let (path, fragment) = target.find('#').map_or((target, ""), |at| target.split_at(at));
    let stem = path.strip_suffix(".md")?;
    let folder = stem.strip_suffix("index").map_or_else(|| format!("{stem}/"), str::to_owned);
    Some(format!("{up}{folder}{fragment}"))
}

fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for letter in title.chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if letter == ' ' || letter == '-' {
            slug.push('-');
        }
    }
    slug
}

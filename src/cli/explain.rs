//! `sprintbook explain`: what the guide says of the code of a message.

use include_dir::{Dir, include_dir};

use crate::diagnostics::{Code, nearest};

use super::args::ExplainArguments;
use super::run::{FAILED, FINE};
use super::terminal::Terminal;

/// The pages of the guide, one for each code: `link-no-such-page.md`.
static PAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/guide/messages");

pub(super) fn run(arguments: &ExplainArguments) -> u8 {
    let wanted = arguments.code.trim().trim_matches(['[', ']']).to_lowercase();
    let Some(code) = Code::ALL.iter().find(|code| code.as_str() == wanted) else {
        Terminal::usage(&format!("there is no code `{}`", arguments.code.escape_debug()), &meant(&wanted));
        return FAILED;
    };
    Terminal::result(&text(*code));
    FINE
}

/// The code, and its page without the front matter.
fn text(code: Code) -> String {
    let name = format!("{}.md", code.as_str().replace('/', "-"));
    let page = PAGES.get_file(name).and_then(|page| page.contents_utf8()).unwrap_or_default();
    let body = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(page, |(_, body)| body);
    format!("{code}\n\n{}\n", body.trim())
}

/// The code that was meant: one like it, one with its second part, or those of its group.
fn meant(wanted: &str) -> String {
    let codes = || Code::ALL.iter().map(|code| code.as_str());
    let last = wanted.rsplit('/').next().unwrap_or_default();
    let by_name = |code: &&str| !last.is_empty() && code.rsplit('/').next() == Some(last);
    let likely = nearest(wanted, codes())
        .or_else(|| codes().find(by_name))
        .or_else(|| codes().find(|code| nearest(last, code.rsplit('/').next()).is_some()));
    if let Some(code) = likely {
        return format!("did you mean `{code}`?");
    }
    let group = wanted.split('/').next().unwrap_or_default();
    let of_group: Vec<&str> = codes().filter(|code| code.split('/').next() == Some(group)).collect();
    let listed = if of_group.is_empty() { codes().collect() } else { of_group };
    format!("the codes are {}", listed.join(", "))
}

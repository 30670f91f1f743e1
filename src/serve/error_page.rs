//! The page that is shown while there is none: nothing could be made of the handbook yet.

use pulldown_cmark_escape::escape_html;

use super::mistakes::{Mistakes, Told};

const FRAME: &str = include_str!("assets/error.html");

/// A page that tells the mistakes, also where scripts are off.
pub(super) fn error_page(mistakes: &Mistakes) -> String {
    let lead = if mistakes.errors == 0 {
        "There is no page at this address."
    } else {
        "This page cannot be shown yet. It will be, as soon as this is mended."
    };
    let list: String = mistakes.told.iter().map(one).collect();
    FRAME.replace("{lead}", lead).replace("{mistakes}", &list)
}

fn one(told: &Told) -> String {
    let help = told.help.as_ref().map(|help| format!("<p>{}</p>", escaped(help))).unwrap_or_default();
    format!("<h2>{}</h2>\n<pre>{}</pre>\n{help}\n", escaped(&told.title), escaped(&told.excerpt))
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_html(&mut html, text).expect("writing to a string never fails");
    html
}

#[cfg(test)]
mod tests {
    use super::{Mistakes, error_page};

    #[test]
    fn a_hostile_text_is_shown_and_does_nothing() {
        let page = error_page(&Mistakes::of_the_machine("</pre></script><script>alert(1)</script>{mistakes}"));
        assert!(page.contains("&lt;/pre&gt;&lt;/script&gt;&lt;script&gt;alert(1)"), "{page}");
        assert!(!page.contains("<script>"), "{page}");
    }
}

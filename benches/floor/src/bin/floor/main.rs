//! The floor: what any site generator must do, and nothing else.
//!
//! It walks a handbook, reads each page, parses it with pulldown-cmark, renders one Tera template (breadcrumbs, menu of
//! the section, contents, previous and next) and writes the result. No link is checked, nothing is compared before it is
//! written, no mistake is explained. What sprintbook takes beyond this is the price of what it does beyond this.
//!
//! `floor DIR OUT` builds `DIR/content` into `OUT`.

mod page;
mod shape;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera, Value};
use walkdir::WalkDir;

use page::{Page, parse};
use shape::Shape;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else {
        return Err("usage: floor DIR OUT".into());
    };
    let content = Path::new(from).join("content");
    let paths = markdown_files(&content)?;
    let pages = paths.par_iter().map(|path| read(&content, path)).collect::<Outcome<Vec<Page>>>()?;
    let shape = Shape::of(&pages);
    let mut templates = Tera::new();
    templates.add_raw_template("page.html", include_str!("page.html"))?;
    (0..pages.len()).into_par_iter().try_for_each(|index| {
        let html = templates.render("page.html", &view(&pages, &shape, index))?;
        write(Path::new(to), &pages[index].url, &html)
    })?;
    println!("{} pages", pages.len());
    Ok(())
}

fn markdown_files(content: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(content).sort_by_file_name() {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "md") {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

fn read(content: &Path, path: &Path) -> Outcome<Page> {
    let text = fs::read_to_string(path)?;
    let inside = path.strip_prefix(content)?.to_str().ok_or("a file name that is not UTF-8")?;
    Ok(parse(inside, &text))
}

/// A link to another page.
#[derive(Serialize)]
struct Link<'a> {
    title: &'a str,
    url: &'a str,
}

fn view(pages: &[Page], shape: &Shape, index: usize) -> Context {
    let page = &pages[index];
    let link = |at: usize| Link { title: &pages[at].title, url: &pages[at].url };
    let mut context = Context::new();
    context.insert("title", &page.title);
    context.insert("url", &page.url);
    context.insert("root", &"../".repeat(page.url.matches('/').count()));
    context.insert("headings", &page.headings);
    context.insert("crumbs", &shape.crumbs(index).into_iter().map(link).collect::<Vec<_>>());
    context.insert("previous", &shape.previous(index).map(link));
    context.insert("next", &shape.next(index).map(link));
    context.insert_value("menu", shape.menu(index));
    context.insert_value("content", Value::safe_string(&page.html));
    context
}

fn write(out: &Path, url: &str, html: &str) -> Outcome<()> {
    let folder = out.join(url);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), html)?;
    Ok(())
}

//! The same handbook for the same seed: pages with links that hold, and sprint logs that balance.

mod chance;
mod log;
mod options;
mod sprint;
mod text;
mod tree;
mod words;

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use tree::Tree;

pub use options::Options;

/// What something gave, or why it did not work.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Writes a handbook into the folder `content` of `options.out`, and gives a line that says what is there now.
///
/// # Errors
///
/// If there is a handbook already, or the disk refuses.
pub fn write(options: &Options) -> Outcome<String> {
    let content = Path::new(&options.out).join("content");
    if content.exists() {
        return Err(format!("{} is there already: name a new folder", content.display()).into());
    }
    let bytes = write_pages(&content, options)?;
    let sprints = write_logs(&content, options)?;
    Ok(format!("{}: {} pages, {bytes} bytes of Markdown; {sprints} sprints", content.display(), options.pages))
}

/// Writes every page and gives the number of bytes written.
fn write_pages(content: &Path, options: &Options) -> Outcome<usize> {
    let tree = Tree::grow(options.pages, options.seed);
    fs::create_dir_all(content)?;
    for folder in tree.folders() {
        fs::create_dir_all(content.join(folder))?;
    }
    let written = (0..tree.places.len()).into_par_iter().map(|index| {
        let text = text::page(&tree, index);
        fs::write(content.join(tree.places[index].path()), &text).map(|()| text.len())
    });
    Ok(written.sum::<io::Result<usize>>()?)
}

/// Writes every team's sprint log and gives the number of sprints written.
fn write_logs(content: &Path, options: &Options) -> Outcome<usize> {
    if options.sprints == 0 {
        return Ok(0);
    }
    let written = (0..options.teams).into_par_iter().map(|team| {
        let name = words::team(team);
        let folder = if options.teams == 1 {
            content.join("sprints")
        } else {
            content.join("teams").join(words::slug(&name)).join("sprints")
        };
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("team.yaml"), format!("name: {name}\nunit: points\n"))?;
        let log = log::sprints(options, team);
        for sprint in &log {
            fs::write(folder.join(format!("{}.yaml", sprint.id)), sprint.to_yaml())?;
        }
        Ok(log.len())
    });
    written.sum()
}

//! What git leaves out. The only user of the crate `ignore`.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The lists of what git leaves out that count where a walk stands, the outermost first.
pub(super) struct Ignored {
    /// The top of the walk, as it is written and as it really is.
    top: PathBuf,
    real_top: PathBuf,
    /// Each with the depth of its folder in the walk; those above the walk have none.
    lists: Vec<(Option<usize>, Gitignore)>,
}

impl Ignored {
    /// The lists of `top` itself and of the folders above it, up to the top of the repository; of the project `root` where
    /// there is no repository.
    pub(super) fn above(top: &Path, root: &Path) -> Self {
        let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let (real_top, root) = (absolute(top), absolute(root));
        let repository = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root).to_owned();
        let between = real_top.ancestors().skip(1).take_while(|folder| folder.starts_with(&repository));
        let mut folders: Vec<&Path> = between.collect();
        folders.reverse();
        let exclude = list(&repository, &repository.join(".git/info/exclude")).map(|list| (None, list));
        let above = folders.into_iter().filter_map(|folder| Some((None, list(folder, &folder.join(LIST))?)));
        let mut lists: Vec<(Option<usize>, Gitignore)> = exclude.into_iter().chain(above).collect();
        lists.extend(list(top, &top.join(LIST)).map(|list| (Some(0), list)));
        Self { top: top.to_owned(), real_top, lists }
    }

    /// Whether git leaves out what the walk meets at `path`, `depth` folders below its top. A folder that is not left out is
    /// entered next, so its own list is read.
    pub(super) fn matches(&mut self, path: &Path, depth: usize, folder: bool) -> bool {
        while self.lists.last().is_some_and(|(of, _)| of.is_some_and(|of| of >= depth)) {
            self.lists.pop();
        }
        let real = self.real_top.join(path.strip_prefix(&self.top).unwrap_or(path));
        for (of, list) in self.lists.iter().rev() {
            let found = list.matched(if of.is_some() { path } else { &real }, folder);
            if !found.is_none() {
                if found.is_ignore() {
                    return true;
                }
                break;
            }
        }
        if folder {
            self.lists.extend(list(path, &path.join(LIST)).map(|list| (Some(depth), list)));
        }
        false
    }
}

const LIST: &str = ".gitignore";

/// The list in the file `path`, which counts from `folder` down. A line that git would not understand is passed over.
fn list(folder: &Path, path: &Path) -> Option<Gitignore> {
    if !path.is_file() {
        return None;
    }
    let mut builder = GitignoreBuilder::new(folder);
    builder.add(path);
    builder.build().ok().filter(|list| !list.is_empty())
}

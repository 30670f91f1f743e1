//! Which folder is the project.

use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Name of the configuration file; a folder that has it is a project.
pub const CONFIGURATION: &str = "sprintbook.yaml";

/// The project's folder: `named`, or the nearest folder upward from the current one that has a configuration, or the
/// current one. As short as it can be written from here, since messages begin with it; empty for the current folder.
pub fn find_project(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        return if named.is_dir() { Ok(named.to_owned()) } else { Err(Failure::NoProject(named.to_owned())) };
    }
    let here = std::env::current_dir().map_err(|error| Failure::read(Path::new("."), error))?;
    let up = here.ancestors().position(|folder| folder.join(CONFIGURATION).is_file());
    Ok(std::iter::repeat_n("..", up.unwrap_or(0)).collect())
}

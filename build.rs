//! Names the program by what it is made of, so that a site can tell whether the same program made it.

#![expect(clippy::disallowed_methods, reason = "what the program is made of are files")]

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

const MADE_OF: [&str; 4] = ["Cargo.lock", "Cargo.toml", "src", "themes"];

fn main() {
    let mut hasher = DefaultHasher::new();
    for path in MADE_OF {
        println!("cargo::rerun-if-changed={path}");
        take_in(Path::new(path), &mut hasher);
    }
    println!("cargo::rustc-env=SPRINTBOOK_MADE_OF={:016x}", hasher.finish());
}

/// A file, or every file of a folder, in the order of their names. What cannot be read is not compiled in either.
fn take_in(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(bytes) = fs::read(path) {
        hasher.write(path.as_os_str().as_encoded_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    let mut inside: Vec<_> = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    inside.sort();
    for path in inside {
        take_in(&path, hasher);
    }
}

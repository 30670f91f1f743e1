//! A sprint log of any text, as the pages of a site: no panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sprintbook_fuzz::{build, project, tell};

fuzz_target!(|text: &[u8]| {
    let tree = project(text);
    let built = build(&tree, None, None);
    tell(&built.diagnostics, &tree);
});

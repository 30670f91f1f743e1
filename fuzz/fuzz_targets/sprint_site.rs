//! A sprint log of any text, as the pages of a site: no panic.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use sprintbook::pipeline::{Memory, Settings, build};
use sprintbook_fuzz::{TODAY, project, tell};

thread_local! {
    /// Remembers the theme from text to text: reading it takes longer than a page.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

fuzz_target!(|text: &[u8]| {
    let tree = project(text);
    let settings = Settings { today: TODAY, drafts: false, base_url: None, urls: None, overrides: Vec::new() };
    let built = MEMORY.with_borrow_mut(|memory| build(&tree, &settings, memory));
    tell(&built.diagnostics, &tree);
});

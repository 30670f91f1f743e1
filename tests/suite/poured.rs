//! A build that gives each page away as soon as it is made makes the site that one makes which keeps them all.

use std::sync::Arc;
use std::sync::Mutex;

use sprintbook::output::{Content, Nowhere, OutputPath, Sink};
use sprintbook::pipeline::{Build, Settings, build_into};

use crate::project::{Project, TODAY};

/// Keeps what it takes until it has enough.
#[derive(Debug)]
struct Shelf {
    taken: Mutex<Vec<(String, Vec<u8>)>>,
    enough: usize,
}

impl Shelf {
    fn new(enough: usize) -> Self {
        Self { taken: Mutex::default(), enough }
    }
}

impl Sink for Shelf {
    fn take(&self, path: &OutputPath, bytes: &[u8]) -> Option<usize> {
        let mut taken = self.taken.lock().unwrap();
        taken.push((path.to_string(), bytes.to_vec()));
        Some(taken.len() - 1)
    }

    fn wants_more(&self) -> bool {
        self.taken.lock().unwrap().len() < self.enough
    }
}

fn handbook() -> Project {
    Project::new(&[
        ("sprintbook.yaml", "title: Ours\nbase_url: https://example.org/team\n"),
        ("content/index.md", "---\ntitle: Home\n---\nSee [roles](roles/index.md).\n"),
        ("content/roles/index.md", "# Roles\n\nWho does what.\n"),
        ("content/roles/developer.md", "---\ntitle: Developer\n---\n## Day\n\nBuilds. [Gone](gone.md)\n"),
        ("content/roles/tester.md", "---\ntitle: Tester\ntags: [people]\n---\nAsks.\n"),
        ("content/sprints/s1.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n"),
    ])
}

fn poured(project: &Project, sink: &dyn Sink) -> Build {
    let settings = Settings { today: TODAY, drafts: false, base_url: None, urls: None, overrides: Vec::new() };
    build_into(&project.tree(), &settings, sink)
}

#[test]
fn the_plan_finds_in_the_sink_what_it_would_have_kept() {
    let (project, shelf) = (handbook(), Shelf::new(usize::MAX));
    let (whole, made) = (project.build(), poured(&project, &shelf));
    assert_eq!(made.diagnostics, whole.build.diagnostics);
    assert_eq!(made.diagnostics.len(), 1, "the broken link");
    let taken = shelf.taken.into_inner().unwrap();
    let mut numbers = Vec::new();
    let files: Vec<(String, Arc<Vec<u8>>)> = made
        .plan
        .artifacts()
        .map(|(path, artifact)| match &artifact.content {
            Content::Kept(bytes) => (path.to_string(), bytes.clone()),
            Content::Taken(number) => {
                numbers.push(*number);
                assert_eq!(taken[*number].0, path.as_str());
                (path.to_string(), Arc::new(taken[*number].1.clone()))
            }
        })
        .collect();
    let kept = whole.build.plan.artifacts().map(|(path, artifact)| (path.to_string(), artifact.bytes().clone()));
    assert_eq!(files, kept.collect::<Vec<_>>());
    numbers.sort_unstable();
    assert_eq!(numbers, (0..taken.len()).collect::<Vec<_>>(), "each once");
    for path in [
        "index.html",
        "roles/developer/index.html",
        "roles/developer/index.md",
        "roles/print.html",
        "sprints/s1/index.html",
    ] {
        assert!(taken.iter().any(|(known, _)| known == path), "{path} is in memory until the end");
    }
}

#[test]
fn a_page_that_the_project_has_itself_stays_the_projects() {
    let project = handbook().with("static/roles/index.html", "<p>Own</p>");
    let shelf = Shelf::new(usize::MAX);
    let made = poured(&project, &shelf);
    assert!(matches!(&made.plan.get("roles/index.html").unwrap().content, Content::Taken(_)), "the written page wins");
    let whole = project.build();
    assert_eq!(made.plan.artifacts().len(), whole.build.plan.artifacts().len());
    assert_eq!(made.diagnostics, whole.build.diagnostics);
}

#[test]
fn a_sink_that_has_enough_gets_no_more() {
    let shelf = Shelf::new(0);
    let made = poured(&handbook(), &shelf);
    assert!(shelf.taken.into_inner().unwrap().is_empty());
    assert!(made.plan.get("index.html").is_none());
    assert_eq!(poured(&handbook(), &Nowhere).diagnostics, handbook().build().build.diagnostics);
}

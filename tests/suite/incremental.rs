//! A body edit renders one page; a build with a memory makes what a build without one makes.

use sprintbook::pipeline::Memory;

use crate::project::Project;

fn handbook() -> Project {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\nWelcome\n"),
        ("content/roles/index.md", "---\ntitle: Roles\norder: 1\n---\n"),
        ("content/roles/developer.md", "---\ntitle: Developer\n---\n## Day\n\nSee [home](../index.md).\n"),
        ("content/roles/tester.md", "---\ntitle: Tester\n---\n[day](developer.md#day)\n"),
        ("content/sprints/s1.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n"),
    ])
}

fn same_site(project: &Project, memory: &mut Memory) {
    let (remembered, fresh) = (project.build_with(memory), project.build());
    assert_eq!(remembered.paths(), fresh.paths());
    for path in fresh.paths() {
        let bytes = |made: &crate::project::Made| made.build.plan.get(&path).unwrap().bytes().clone();
        assert_eq!(bytes(&remembered), bytes(&fresh), "{path}");
    }
    assert_eq!(remembered.told(), fresh.told());
}

#[test]
fn a_body_edit_renders_one_page() {
    let mut memory = Memory::default();
    let project = handbook();
    project.build_with(&mut memory);
    assert_eq!(
        memory.rendered(),
        8,
        "home, roles, two roles, the log with its horizon and its numbers, and its sprint"
    );
    same_site(&project, &mut memory);
    assert_eq!(memory.rendered(), 0, "nothing has changed");
    let project = project
        .with("content/roles/developer.md", "---\ntitle: Developer\n---\n## Day\n\nSee [home](../index.md) again.\n");
    same_site(&project, &mut memory);
    assert_eq!(memory.rendered(), 1);
}

#[test]
fn other_edits_render_what_shows_them() {
    let mut memory = Memory::default();
    let project = handbook();
    project.build_with(&mut memory);
    let project =
        project.with("content/roles/tester.md", "---\ntitle: Quality engineer\n---\n[day](developer.md#day)\n");
    same_site(&project, &mut memory);
    assert_eq!(memory.rendered(), 8, "the menu is on every page");
    let project =
        project.with("content/sprints/s1.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 20\n");
    same_site(&project, &mut memory);
    assert_eq!(memory.rendered(), 3, "the overview, the report and the numbers; nothing is on the horizon");
    let project = project.with("themes/default/templates/404.html", "gone");
    same_site(&project, &mut memory);
    assert_eq!(memory.rendered(), 8, "a theme is on every page");
}

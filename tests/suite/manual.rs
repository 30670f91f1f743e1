//! The guide tells the truth: every command in a block of `console` is run, in a small handbook with the sprints of the sample.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::project::TODAY;

/// Commands that are not run, and why.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo ", "it builds the program that is tested"),
    ("tests/run", "it is what runs this test"),
    ("benches/", "it takes minutes"),
    ("PAGES=10000 benches/", "it takes minutes"),
    ("node benches/", "it takes minutes, and other programs"),
    ("sudo ", "it changes the machine"),
    ("docker ", "it needs an engine for containers"),
    ("gh ", "it needs an account"),
    ("curl ", "it needs an account"),
    ("sprintbook check --external", "it asks other sites"),
];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page of the guide, and the other texts that show commands.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![project().join("README.md"), project().join("CONTRIBUTING.md")];
    let mut folders = vec![project().join("content/guide")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// A fenced block of a page: what stands behind its marks, and its lines.
fn blocks(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let mark: String = line.chars().take_while(|letter| matches!(letter, '`' | '~')).collect();
        if mark.len() >= 3 {
            blocks.push((&line[mark.len()..], lines.by_ref().take_while(|line| *line != mark).collect()));
        }
    }
    blocks
}

fn copy_sprints(content: &Path) {
    std::fs::create_dir_all(content.join("sprints")).unwrap();
    std::fs::create_dir_all(content.join("roles")).unwrap();
    std::fs::create_dir_all(content.with_file_name("static")).unwrap();
    std::fs::write(content.join("index.md"), "---\ntitle: Home\n---\n").unwrap();
    std::fs::write(content.join("roles/developer.md"), "---\ntitle: Developer\n---\n").unwrap();
    for entry in std::fs::read_dir(project().join("content/sprints")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            std::fs::copy(&path, content.join("sprints").join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// What the story of a page takes for granted.
fn prepare(page: &Path, content: &Path) {
    match page.file_stem().and_then(|stem| stem.to_str()) {
        Some("closing-a-sprint") => {
            let file = content.join("sprints/2026-s24.yaml");
            let text = std::fs::read_to_string(&file).unwrap();
            std::fs::write(&file, text.replacen("goal:\n", "goal:\n  outcome: met\n", 1)).unwrap();
        }
        Some("links") => {
            std::fs::write(content.join("roles/tester.md"), "---\ntitle: Tester\n---\n").unwrap();
            std::fs::write(content.join("a.md"), "---\ntitle: A\n---\n[x](Roles/Tester.md) [y](#Aims)\n\n## Aims\n")
                .unwrap();
        }
        _ => {}
    }
}

fn run(folder: &Path, command: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_sprintbook")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    // A preview runs until somebody ends it.
    let command = if command.starts_with("sprintbook serve") {
        format!("timeout -s INT 2 {command} --port 0; ended=$?; test $ended = 124 || test $ended = 130")
    } else {
        command.to_owned()
    };
    Command::new("bash")
        .args(["-o", "pipefail", "-c", &command])
        .current_dir(folder)
        .env("PATH", path)
        .env("SPRINTBOOK_TODAY", TODAY.to_string())
        .env("NO_COLOR", "1")
        .output()
        .expect("bash runs")
}

#[test]
fn every_command_of_the_guide_does_what_the_guide_says() {
    let mut wrong = Vec::new();
    let mut ran = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let blocks = blocks(&text);
        if !blocks.iter().any(|(kind, _)| *kind == "console") {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        copy_sprints(&folder.path().join("content"));
        prepare(&page, &folder.path().join("content"));
        for (kind, lines) in &blocks {
            let title = kind.split_once("title=\"").and_then(|(_, rest)| rest.strip_suffix('"'));
            if let Some(title) = title.filter(|title| !title.starts_with("content/")) {
                std::fs::write(folder.path().join(title), lines.join("\n") + "\n").unwrap();
            }
            if *kind == "console" {
                ran += run_block(&page, lines, folder.path(), &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(ran > 20, "only {ran} commands were found");
}

/// Runs the commands of a block; each line below a command must be in what it prints, but for `…`.
fn run_block(page: &Path, lines: &[&str], folder: &Path, wrong: &mut Vec<String>) -> usize {
    let mut ran = 0;
    let mut printed = String::new();
    let mut complain = |what: &str| wrong.push(format!("{}: {what}", page.strip_prefix(project()).unwrap().display()));
    for line in lines {
        let Some(command) = line.strip_prefix("$ ") else {
            if !line.trim().is_empty() && line.trim() != "…" && !printed.contains(line.trim_end()) {
                complain(&format!("`{line}` is not in\n{printed}"));
            }
            continue;
        };
        printed.clear();
        let jq = command.contains("| jq") && Command::new("jq").arg("--version").output().is_err();
        if jq || NOT_RUN.iter().any(|(start, _)| command.starts_with(start)) {
            printed.push_str(&lines.join("\n"));
            continue;
        }
        let output = run(folder, command);
        printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if command.starts_with("sprintbook serve") {
            // Its port is another one here.
            printed.push_str(&lines.join("\n"));
        }
        if !output.status.success() {
            complain(&format!("`{command}` ended with {}\n{printed}", output.status));
        }
        ran += 1;
    }
    ran
}

//! Mistakes for editors, code hosts and CI servers: `short`, `sarif`, `github`, `junit`; and which of them count.

use serde_json::Value;
use sprintbook::diagnostics::{Code, Diagnostic, to_github, to_junit, to_sarif, to_short, to_summary};
use sprintbook::source::{SourceFile, SourcePath, SourceTree, Span};

use crate::project::{OnDisk, Project, run_in};

/// A name that every format could trip over.
const HOSTILE: &str = "content/a,b:c%0A::error::x <&\"'>é\u{7}.md";

fn tree() -> SourceTree {
    let file = |path: &str| SourceFile::new(SourcePath::new(path), b"one\ntwo\xc3\xa9 words\n".to_vec());
    SourceTree::new("content", [file(HOSTILE), file("content/plain.md")])
}

fn mistake(path: &str) -> Diagnostic {
    let span = Span::new(&SourcePath::new(path), 4..9);
    Diagnostic::error(Code::LinkNoSuchPage, span, "no page `a`, 100% sure\r\n::warning::b").help("see <c>")
}

#[test]
fn short_is_one_line_for_each() {
    let told = to_short(&[mistake("content/plain.md"), mistake(HOSTILE)], &tree());
    assert_eq!(
        told.lines().next().unwrap(),
        "content/plain.md:2:1: error[link/no-such-page] no page `a`, 100% sure\\r ::warning::b"
    );
    assert_eq!(told.lines().count(), 2);
    assert!(!told.contains('\u{7}'));
}

#[test]
fn annotations_escape_what_would_end_them() {
    let told = to_github(&[mistake(HOSTILE)], &tree());
    assert_eq!(
        told,
        "::error file=content/a%2Cb%3Ac%250A%3A%3Aerror%3A%3Ax <&\"'>é\\u{7}.md,line=2,col=1,endLine=2,endColumn=5,\
         title=link/no-such-page::no page `a`, 100%25 sure%0D%0A::warning::b%0Asee <c>\n"
    );
}

#[test]
fn no_more_annotations_than_are_shown_and_nothing_is_lost() {
    let many: Vec<Diagnostic> = (0..25).map(|_| mistake("content/plain.md")).collect();
    let told = to_github(&many, &tree());
    let commands: Vec<&str> = told.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 10);
    assert_eq!(commands[9], "::error::16 more of this kind are in the log and in the summary of this job");
    assert_eq!(told.lines().filter(|line| line.starts_with("  content/plain.md:2:1")).count(), 16);
    let ten = to_github(&many[..10], &tree());
    assert_eq!(ten.lines().filter(|line| line.starts_with("::error file=")).count(), 10);
    let summary = to_summary(&[mistake(HOSTILE)], &tree(), "1 error");
    assert!(summary.contains("| error | content/a,b:c%0A::error::x &lt;&amp;\"'&gt;é\\\\u{7}.md:2 |"), "{summary}");
    assert!(to_summary(&vec![mistake("content/plain.md"); 9_000], &tree(), "").len() < 1024 * 1024);
}

#[test]
fn junit_is_well_formed_and_counts() {
    let warning = Diagnostic::warning(Code::SprintGap, Span::top(&SourcePath::new(HOSTILE)), "a & b");
    let told = to_junit(&[mistake(HOSTILE), warning], &tree());
    assert!(
        told.contains("<testsuite name=\"sprintbook\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\""),
        "{told}"
    );
    assert!(told.contains("classname=\"content/a,b:c%0A::error::x &lt;&amp;&quot;'&gt;é\\u{7}.md\""), "{told}");
    assert!(told.contains("type=\"link/no-such-page\"") && told.contains("<system-out>warning: "), "{told}");
    assert!(to_junit(&[], &tree()).contains("tests=\"1\" failures=\"0\""));
    schema(&told, "junit.xsd");
    schema(&to_junit(&[], &tree()), "junit.xsd");
}

/// Validates `xml` where this machine has a validator; `tests/run` installs it.
fn schema(xml: &str, schema: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.xml");
    std::fs::write(&file, xml).unwrap();
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(schema);
    let ran = std::process::Command::new("xmllint").args(["--noout", "--schema"]).arg(schema).arg(&file).output();
    match ran {
        Ok(ran) => assert!(ran.status.success(), "{}\n{xml}", String::from_utf8_lossy(&ran.stderr)),
        Err(_) => eprintln!("left out: this machine has no xmllint"),
    }
}

#[test]
fn sarif_names_rules_places_and_mends() {
    let told: Value =
        serde_json::from_str(&to_sarif(&[mistake(HOSTILE), mistake("content/plain.md")], &tree())).unwrap();
    let run = &told["runs"][0];
    assert_eq!(told["version"], "2.1.0");
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "link/no-such-page");
    let result = &run["results"][0];
    assert_eq!((result["ruleIndex"].as_u64(), result["level"].as_str()), (Some(0), Some("error")));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "content/a%2Cb%3Ac%250A%3A%3Aerror%3A%3Ax%20%3C%26%22%27%3E%C3%A9%07.md"
    );
    assert_eq!(place["region"], serde_json::json!({"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 5}));
    assert_eq!(result["partialFingerprints"]["sprintbook/v1"].as_str().unwrap().len(), 16);
    let empty: Value = serde_json::from_str(&to_sarif(&[], &tree())).unwrap();
    assert_eq!(empty["runs"][0]["results"], serde_json::json!([]));
}

fn broken() -> OnDisk {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n[old](gone.md)\n"),
        ("content/day.md", "---\ntitle: Day\n---\n[plan](plan.md)\n"),
        ("content/plan.md", "---\ntitle: Plan\n---\n"),
    ])
    .on_disk()
}

fn git(project: &OnDisk, arguments: &[&str]) {
    let ran = std::process::Command::new("git")
        .current_dir(project.path())
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.org",
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgSign=false",
        ])
        .args(arguments)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn formats_go_to_the_standard_output_and_the_summary_to_its_file() {
    let project = broken();
    let short = project.run(&["check", "--format", "short"]);
    assert_eq!((short.code, short.out.lines().count()), (1, 1));
    assert!(short.out.starts_with("content/index.md:4:7: error[link/no-such-page]"), "{}", short.out);
    for (format, start) in [("sarif", "{"), ("junit", "<?xml"), ("github", "::error file=content/index.md,line=4")] {
        let ran = project.run(&["check", "--format", format]);
        assert!(ran.code == 1 && ran.out.starts_with(start), "{format}: {}", ran.out);
    }
    let summary = project.path().join("summary.md");
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_sprintbook"))
        .args(["check", "--format", "github"])
        .current_dir(project.path())
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(1));
    let summary = project.read("summary.md");
    assert!(summary.contains("### sprintbook") && summary.contains("| error | content/index.md:4 |"), "{summary}");
}

#[test]
fn only_what_a_change_is_to_blame_for() {
    let project = broken();
    git(&project, &["init", "-q"]);
    git(&project, &["add", "-A"]);
    git(&project, &["commit", "-qm", "one"]);
    let since = |revision: &str| project.run(&["check", "--changed-since", revision, "--format", "short"]);
    assert_eq!(since("HEAD").code, 0);
    project.write("content/new.md", "[x](nowhere.md)\n");
    let ran = since("HEAD");
    assert_eq!((ran.code, ran.out.lines().count()), (1, 1));
    assert!(ran.out.starts_with("content/new.md:1:5") && ran.err.contains("passed over: 1 message"), "{}", ran.err);
    std::fs::remove_file(project.path().join("content/plan.md")).unwrap();
    let ran = since("HEAD");
    assert!(ran.out.contains("content/day.md:4:8"), "the link is broken by what went: {}", ran.out);
    for revision in ["nowhere", "--output=x", "-x"] {
        let ran = project.run(&["check", &format!("--changed-since={revision}")]);
        assert!(ran.code == 2 && ran.err.contains("cannot tell what changed since"), "{revision}: {}", ran.err);
    }
    assert!(!project.path().join("x").exists());
}

#[test]
fn what_a_baseline_knows_is_passed_over_wherever_it_moved() {
    let project = broken();
    let known = project.run(&["check", "--format", "json"]);
    project.write("known.json", &known.out);
    project.write("content/index.md", "---\ntitle: Home\n---\n\n\n[old](gone.md)\n");
    let ran = project.run(&["check", "--baseline", "known.json"]);
    assert!(ran.code == 0 && ran.err.contains("baseline: 1 message known, 0 mended"), "{}", ran.err);
    project.write("content/index.md", "---\ntitle: Home\n---\n[old](gone.md) [older](gone.md)\n");
    assert_eq!(project.run(&["check", "--baseline", "known.json"]).code, 1, "a second one is new");
    project.write("content/index.md", "---\ntitle: Home\n---\n");
    let ran = project.run(&["check", "--baseline", "known.json"]);
    assert!(ran.code == 0 && ran.err.contains("0 messages known, 1 mended"), "{}", ran.err);
    project.write("known.json", "{}");
    assert_eq!(project.run(&["check", "--baseline", "known.json"]).code, 2);
    assert_eq!(run_in(project.path(), &["check", "--baseline", "none.json"]).code, 2);
}

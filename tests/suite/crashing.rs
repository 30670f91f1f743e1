//! Builds that are killed, interrupted, or run four at once: real processes, and in each case the site that readers see is whole,
//! the next build is good, and nothing is left lying around.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use crate::project::{OnDisk, Project, TODAY};

/// Files by their path in a folder.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

const DESK: &str = ".sprintbook-new";
const MANIFEST: &str = ".sprintbook-manifest";

/// The same handbook at two times: pages changed, came and went, a page became a folder and a folder a page.
fn handbook(version: usize) -> Project {
    let words = ["planning", "review"][version];
    let mut project = Project::new(&[
        ("sprintbook.yaml", "title: Ours\nbase_url: https://example.org/\n"),
        ("content/sprints/s1.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n"),
    ])
    .with("static/data.bin", words.repeat(20_000))
    .with("content/index.md", format!("# Home\n\nAll about {words}: [first](p0.md), [one](new-{version}/a.md).\n"));
    for page in 0..12 {
        let links = format!("[next](p{}.md) [there](new-{version}/a.md)", (page + 1) % 12);
        let text = if page % 2 == 0 { format!("About {words}. {links}\n") } else { "As ever.\n".to_owned() };
        project = project.with(&format!("content/p{page}.md"), format!("# Page {page}\n\n{text}"));
    }
    for page in ["a", "b", "c"] {
        project = project.with(&format!("content/new-{version}/{page}.md"), format!("# {page}\n\n{words}\n"));
    }
    project.with(["static/turns", "static/turns/deep.txt"][version], words)
}

/// Two versions of a handbook, what a clean build makes of each, and one output folder for both.
pub(crate) struct Scene {
    pub(crate) versions: [OnDisk; 2],
    pub(crate) clean: [Files; 2],
    pub(crate) folder: tempfile::TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let versions = [handbook(0).on_disk(), handbook(1).on_disk()];
        let folder = tempfile::tempdir().unwrap();
        let clean = [0, 1].map(|version| {
            let output = folder.path().join(format!("clean-{version}"));
            let ran = finished(build(versions[version].path(), &output));
            assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
            let files = files(&output);
            fs::remove_dir_all(output).unwrap();
            files
        });
        Self { versions, clean, folder }
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn begin(&self, version: usize) -> Child {
        build(self.versions[version].path(), &self.output())
    }

    /// A build to its end: the folder holds `version` to the letter, and nothing lies beside it.
    pub(crate) fn settle(&self, version: usize, why: &str) {
        let ran = finished(self.begin(version));
        assert_eq!(ran.status.code(), Some(0), "{why}: {}", said(&ran));
        self.holds(version, why);
    }

    pub(crate) fn holds(&self, version: usize, why: &str) {
        let (there, wanted) = (files(&self.output()), &self.clean[version]);
        let differs: Vec<&String> =
            there.keys().chain(wanted.keys()).filter(|path| there.get(*path) != wanted.get(*path)).collect();
        assert!(differs.is_empty(), "{why}: {differs:?}");
        let beside: Vec<_> =
            fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(beside, ["site"], "{why}");
    }
}

fn command(project: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sprintbook"));
    command.args(["build", ".", "--today", &TODAY.to_string(), "-o"]).arg(output).current_dir(project);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn build(project: &Path, output: &Path) -> Child {
    command(project, output).spawn().unwrap()
}

pub(crate) fn finished(child: Child) -> Output {
    child.wait_with_output().unwrap()
}

pub(crate) fn said(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

pub(crate) fn files(folder: &Path) -> Files {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| !entry.file_type().is_dir());
    let read = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        (path, fs::read(entry.path()).unwrap())
    });
    read.collect()
}

/// What is wrong with a site for those who read it: files that are neither the old nor the new one, and, on all pages that one
/// can get to from the first, links to files of the site that are not there.
pub(crate) fn faults(there: &Files, versions: &[Files; 2], links: bool) -> Vec<String> {
    let whole = |path: &str, bytes| versions.iter().any(|version| version.get(path) == Some(bytes));
    let ours = there.iter().filter(|(path, _)| !path.starts_with(DESK) && *path != MANIFEST);
    let half = ours.filter(|(path, bytes)| !whole(path, bytes));
    let mut faults: Vec<String> = half.map(|(path, _)| format!("{path} is neither old nor new")).collect();
    let mut open = if links { vec!["index.html".to_owned()] } else { Vec::new() };
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(path) = open.pop() {
        let page = there.get(&path).map_or(&[][..], Vec::as_slice);
        for target in local_links(&path, page).into_iter().filter(|target| seen.insert(target.clone())) {
            if !there.contains_key(&target) {
                faults.push(format!("{path} leads to {target}"));
            } else if Path::new(&target).extension().is_some_and(|ending| ending == "html") {
                open.push(target);
            }
        }
    }
    assert!(!links || seen.len() > 20, "links were found: {seen:?}");
    faults
}

/// The files of the site that the page at `path` names.
fn local_links(path: &str, page: &[u8]) -> Vec<String> {
    let page = String::from_utf8_lossy(page);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let values = [" href=\"", " src=\""].into_iter().flat_map(|name| page.split(name).skip(1));
    let targets = values.filter_map(|rest| rest.split('"').next()).filter_map(|target| {
        let target = target.split(['#', '?']).next().unwrap_or_default();
        if target.is_empty() || target.contains(':') {
            return None;
        }
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        let file = parts.join("/");
        let is_page = target.ends_with('/') || target.ends_with("..") || target == ".";
        Some(if !is_page {
            file
        } else if file.is_empty() {
            "index.html".to_owned()
        } else {
            file + "/index.html"
        })
    });
    targets.collect()
}

/// Numbers that look random and are the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u128) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u64::try_from(u128::from(mixed ^ (mixed >> 31)) % most.max(1)).unwrap()
    }
}

/// Random moments of a build: every second one counted from its start, the others from when it begins to write.
struct Moments {
    chance: Chance,
    /// How long a build takes, and about how long it writes.
    took: Duration,
    writes: Duration,
    round: usize,
}

impl Moments {
    fn of(seed: u64, took: Duration) -> Self {
        Self { chance: Chance(seed), took, writes: took / 8, round: 0 }
    }

    /// Lets `child` go on until the next of them.
    fn wait(&mut self, child: &mut Child, desk: &Path) {
        self.round += 1;
        if self.round.is_multiple_of(2) {
            sleep(Duration::from_micros(self.chance.below(self.took.as_micros())));
            return;
        }
        while !desk.exists() && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        sleep(Duration::from_micros(self.chance.below(self.writes.as_micros())));
        let ended = child.try_wait().unwrap().is_some();
        self.writes = if ended { self.writes * 2 / 3 } else { self.writes * 5 / 4 };
    }
}

/// Kills `kills` builds while they run. How many of them had begun to write.
fn killing(kills: usize, seed: u64) -> usize {
    let scene = Scene::new();
    let began = Instant::now();
    scene.settle(0, "the first build");
    let mut moments = Moments::of(seed, began.elapsed());
    let (mut now, mut killed, mut writing) = (0, 0, 0);
    while killed < kills {
        let why = format!("round {} of seed {seed}", moments.round);
        let next = 1 - now;
        let first = moments.round % 5 == 4;
        if first {
            fs::remove_dir_all(scene.output()).unwrap();
        }
        let mut child = scene.begin(next);
        moments.wait(&mut child, &scene.output().join(DESK));
        child.kill().unwrap();
        let was_running = finished(child).status.code().is_none();
        killed += usize::from(was_running);
        let there = files(&scene.output());
        // Where there was no site, one that is half made is no site yet.
        assert_eq!(faults(&there, &scene.clean, !first && !there.is_empty()), Vec::<String>::new(), "{why}");
        if there == scene.clean[now] {
            continue;
        }
        writing += usize::from(was_running);
        scene.settle(next, &why);
        now = next;
    }
    writing
}

#[test]
fn a_build_may_be_killed_at_a_hundred_moments() {
    let halves: Vec<_> = [7, 8].map(|seed| thread::spawn(move || killing(50, seed))).into();
    let writing: usize = halves.into_iter().map(|half| half.join().unwrap()).sum();
    eprintln!("100 builds were killed, {writing} of them after they had begun to write");
    assert!(writing >= 20, "too few kills met a build that was writing: {writing}");
}

fn signal(child: &Child, name: &str) {
    // It may have ended a moment ago.
    let _ = Command::new("kill").args([name, &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
}

#[test]
fn an_interrupted_build_says_what_became_of_the_site() {
    let scene = Scene::new();
    let began = Instant::now();
    scene.settle(0, "the first build");
    let mut moments = Moments::of(3, began.elapsed());
    let mut now = 0;
    for round in 0..12 {
        let mut child = scene.begin(1 - now);
        // Before it listens, the system's own end is all there is.
        sleep(Duration::from_millis(10));
        moments.wait(&mut child, &scene.output().join(DESK));
        signal(&child, if round % 4 < 2 { "-INT" } else { "-TERM" });
        let ran = finished(child);
        let (code, said) = (ran.status.code(), said(&ran));
        let unchanged = said.contains("interrupted: nothing was changed");
        match code {
            Some(130) if unchanged => {}
            Some(130) => assert!(said.contains("interrupted too late: the new site is in place"), "{said}"),
            Some(0) => assert!(said.contains("index.html"), "{said}"),
            // It was not listening yet.
            None => assert_eq!(files(&scene.output()), scene.clean[now]),
            _ => panic!("{code:?}: {said}"),
        }
        now = if unchanged || code.is_none() { now } else { 1 - now };
        scene.holds(now, &format!("round {round}: {said}"));
    }
}

/// A build of `version` that waits, as it said, for the lock of the output folder.
fn waiting(scene: &Scene, version: usize) -> (File, Child, String) {
    let lock = File::open(scene.output()).unwrap();
    lock.lock().unwrap();
    let mut child = scene.begin(version);
    let mut line = vec![0; 200];
    let length = child.stderr.as_mut().unwrap().read(&mut line).unwrap();
    let line = String::from_utf8_lossy(&line[..length]).into_owned();
    (lock, child, line)
}

#[test]
fn a_build_waits_for_the_one_before_it_and_says_so() {
    let scene = Scene::new();
    scene.settle(0, "the first build");
    let (lock, child, line) = waiting(&scene, 1);
    assert!(line.starts_with("waiting: another build writes to `"), "{line}");
    scene.holds(0, "while it waits");
    drop(lock);
    let ran = finished(child);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    scene.holds(1, "after it waited");
    for name in ["-INT", "-TERM"] {
        let (_lock, child, _) = waiting(&scene, 0);
        signal(&child, name);
        let ran = finished(child);
        assert_eq!(ran.status.code(), Some(130), "{name}: {}", said(&ran));
        assert!(said(&ran).contains("interrupted: nothing was changed"), "{name}: {}", said(&ran));
        scene.holds(1, name);
    }
}

#[test]
fn four_builds_at_once_leave_one_whole_site() {
    let scene = Scene::new();
    for round in 0..3 {
        let builds: Vec<Child> = (0..4).map(|number| scene.begin(number % 2)).collect();
        for ran in builds.into_iter().map(finished) {
            assert_eq!(ran.status.code(), Some(0), "round {round}: {}", said(&ran));
        }
        let there = files(&scene.output());
        assert!(scene.clean.contains(&there), "round {round}: {:?}", faults(&there, &scene.clean, true));
    }
    scene.settle(0, "after all");
}

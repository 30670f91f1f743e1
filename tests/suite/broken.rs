//! The catalogue of broken and hostile handbooks in `tests/broken/`, which says how a case is written. Each case runs as a process.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::project::TODAY;

/// No case may take longer.
const LONGEST: Duration = Duration::from_secs(10);

/// One handbook, and what must become of it.
#[derive(Default)]
struct Case {
    name: String,
    files: BTreeMap<Vec<u8>, Vec<u8>>,
    /// Folders, pipes and links, with where a link leads.
    others: Vec<(String, Vec<u8>, Vec<u8>)>,
    arguments: Vec<Vec<u8>>,
    exit: Option<i32>,
    /// Code, place and words of messages.
    says: Vec<[String; 3]>,
    tells: Vec<String>,
    lacks: Vec<String>,
    has: Vec<(String, String)>,
}

/// What `\n`, `\x1b` and the like in `text` stand for.
fn spelled(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.as_bytes());
        let (letter, after) = after.split_at(1);
        rest = after;
        match letter {
            "n" => bytes.push(b'\n'),
            "r" => bytes.push(b'\r'),
            "t" => bytes.push(b'\t'),
            "\\" => bytes.push(b'\\'),
            "x" => {
                let (digits, after) = after.split_at(2);
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                rest = after;
            }
            "u" => {
                let (digits, after) = after[1..].split_once('}').unwrap();
                let letter = char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap();
                bytes.extend(letter.to_string().as_bytes());
                rest = after;
            }
            other => panic!("`\\{other}` is nothing in: {text}"),
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}

fn cases(class: &Path) -> Vec<Case> {
    let text = fs::read_to_string(class).unwrap();
    let stem = class.file_stem().unwrap().to_string_lossy().into_owned();
    let mut cases: Vec<Case> = Vec::new();
    let mut file: Option<Vec<u8>> = None;
    for line in text.lines() {
        let Some(directive) = line.strip_prefix("@@") else {
            if let (Some(file), Some(case)) = (&file, cases.last_mut()) {
                case.files.get_mut(file).unwrap().extend([line.as_bytes(), b"\n"].concat());
            }
            continue;
        };
        let (word, value) = directive.split_once(' ').unwrap_or((directive, ""));
        if word == "case" {
            cases.push(Case { name: format!("{stem}: {value}"), ..Case::default() });
            file = None;
            continue;
        }
        read(cases.last_mut().unwrap(), &mut file, word, value);
    }
    cases
}

fn read(case: &mut Case, file: &mut Option<Vec<u8>>, word: &str, value: &str) {
    let add = |case: &mut Case, bytes: Vec<u8>| case.files.get_mut(file.as_ref().unwrap()).unwrap().extend(bytes);
    match word {
        "text" => return add(case, spelled(value)),
        "repeat" => {
            let (times, text) = value.split_once(' ').unwrap();
            return add(case, spelled(text).repeat(times.parse().unwrap()));
        }
        "file" => {
            case.files.insert(spelled(value), Vec::new());
            *file = Some(spelled(value));
            return;
        }
        "folder" | "pipe" | "link" => {
            let (path, target) = value.split_once(" -> ").unwrap_or((value, ""));
            case.others.push((word.to_owned(), spelled(path), spelled(target)));
        }
        "run" => {
            case.arguments = value.split(' ').map(|one| if one == "%" { Vec::new() } else { spelled(one) }).collect();
        }
        "exit" => case.exit = Some(value.parse().unwrap()),
        "says" => {
            let (code, rest) = value.split_once(' ').unwrap();
            let end = rest
                .match_indices(' ')
                .map(|(at, _)| at)
                .find(|at| rest[..*at].ends_with(|last: char| last.is_ascii_digit()));
            let (place, words) = rest.split_at(end.unwrap_or(rest.len()));
            case.says.push([code.to_owned(), place.to_owned(), words.trim_start().to_owned()]);
        }
        "tells" => case.tells.push(value.to_owned()),
        "lacks" => case.lacks.push(value.to_owned()),
        "has" => case.has.push(value.split_once(' ').map(|(path, text)| (path.to_owned(), text.to_owned())).unwrap()),
        other => panic!("{}: what is `@@{other}`?", case.name),
    }
    *file = None;
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(unix)]
fn make(case: &Case, project: &Path) {
    let place = |bytes: &[u8]| {
        let path = project.join(path_of(bytes));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    };
    let home = b"content/index.md".to_vec();
    if !case.files.contains_key(&home) {
        fs::write(place(&home), "# Home\n").unwrap();
    }
    for (path, bytes) in &case.files {
        fs::write(place(path), bytes).unwrap();
    }
    for (kind, path, target) in &case.others {
        let path = place(path);
        match kind.as_str() {
            "folder" => fs::create_dir_all(path).unwrap(),
            "pipe" => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
            _ => std::os::unix::fs::symlink(path_of(target), path).unwrap(),
        }
    }
}

/// Everything below `top` but for the site in it: paths with length and target, which is enough to see that nothing was written.
fn seen(top: &Path) -> BTreeMap<PathBuf, String> {
    let site = top.join("project/site");
    let walk = walkdir::WalkDir::new(top).into_iter().filter_entry(|entry| entry.path() != site);
    let seen = walk.filter_map(Result::ok).map(|entry| {
        let metadata = fs::symlink_metadata(entry.path()).unwrap();
        let length = if metadata.is_dir() { 0 } else { metadata.len() };
        (entry.path().to_owned(), format!("{:?} {length}", metadata.file_type()))
    });
    seen.collect()
}

/// How a process ended, and what it printed to both streams.
fn run(case: &Case, project: &Path) -> Result<(Option<i32>, String), String> {
    let mut arguments: Vec<_> = case.arguments.iter().map(|one| path_of(one)).collect();
    if arguments.is_empty() {
        arguments = ["build", "--format", "short"].map(PathBuf::from).into();
    }
    let printed = project.with_file_name("printed");
    let stream = || Stdio::from(fs::OpenOptions::new().create(true).append(true).open(&printed).unwrap());
    let mut child = Command::new(env!("CARGO_BIN_EXE_sprintbook"))
        .args(arguments)
        .args(["--color", "never"])
        .current_dir(project)
        .env("SPRINTBOOK_TODAY", TODAY.to_string())
        .stdin(Stdio::null())
        .stdout(stream())
        .stderr(stream())
        .spawn()
        .unwrap();
    let began = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if began.elapsed() > LONGEST => {
                child.kill().unwrap();
                child.wait().unwrap();
                return Err(format!("it has not ended after {LONGEST:?}"));
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let text = String::from_utf8(fs::read(&printed).unwrap()).map_err(|_| "it printed what is no text".to_owned())?;
    fs::remove_file(printed).unwrap();
    Ok((status.code(), text))
}

/// What is not as the case says.
fn wrong_with(case: &Case) -> Vec<String> {
    let top = tempfile::tempdir().unwrap();
    let project = top.path().join("project");
    fs::create_dir(&project).unwrap();
    make(case, &project);
    let before = seen(top.path());
    let (code, printed) = match run(case, &project) {
        Ok(ended) => ended,
        Err(why) => return vec![why],
    };
    let mut wrong = Vec::new();
    let mut must = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    must(code == case.exit && code.is_some(), format!("it ended with {code:?}, not {:?}", case.exit));
    must(!printed.contains("panicked"), "it panicked".to_owned());
    let controls = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    must(!printed.contains(controls), "it printed control characters".to_owned());
    let after = seen(top.path());
    let may_write = ["new", "import", "theme", "review", "sprint"]
        .iter()
        .any(|word| case.arguments.first().is_some_and(|first| first == word.as_bytes()));
    let touched = |(path, what): (&PathBuf, &String)| {
        before.get(path) != Some(what) && !(may_write && path.starts_with(&project))
    };
    let named_output = case.arguments.iter().any(|one| one == b"-o") && case.exit == Some(0);
    must(named_output || !after.iter().any(touched), "it wrote outside of the output folder".to_owned());
    must(before.keys().all(|path| after.contains_key(path)), "it removed something".to_owned());
    for [code, place, words] in &case.says {
        let fits = |line: &str| {
            line.starts_with(&format!("{place}:"))
                && line.contains(&format!("[{code}]"))
                && line.contains(words.as_str())
        };
        must(printed.lines().any(fits), format!("no message {code} at {place}: {words}"));
    }
    for words in &case.tells {
        must(printed.contains(words.as_str()), format!("it does not tell: {words}"));
    }
    let site = project.join("site");
    for (path, text) in &case.has {
        must(
            fs::read_to_string(site.join(path)).is_ok_and(|page| page.contains(text)),
            format!("{path} has no {text}"),
        );
    }
    for text in &case.lacks {
        must(!site_has(&site, text), format!("a file of the site has {text}"));
    }
    if !wrong.is_empty() {
        wrong.push(printed.chars().take(2_000).collect());
    }
    wrong
}

/// Whether any file of the site whose tags a browser reads has `text`. In a script the same is a text in quotation marks.
fn site_has(site: &Path, text: &str) -> bool {
    let files = walkdir::WalkDir::new(site).into_iter().filter_map(Result::ok);
    let mut read = files.filter(|entry| {
        let ending = entry.path().extension().and_then(|ending| ending.to_str());
        entry.file_type().is_file() && matches!(ending, Some("html" | "svg" | "xml"))
    });
    read.any(|entry| String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).contains(text))
}

#[cfg(unix)]
#[test]
fn every_broken_handbook_ends_as_its_case_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut classes: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    classes.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    classes.sort();
    let only = std::env::var("BROKEN").unwrap_or_default();
    let all: Vec<Case> =
        classes.iter().flat_map(|class| cases(class)).filter(|case| case.name.contains(&only)).collect();
    assert!(all.len() >= 150 || !only.is_empty(), "{} cases", all.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(case) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            let why = wrong_with(case);
            if !why.is_empty() {
                wrong.push(format!("{}\n    {}", case.name, why.join("\n    ")));
            }
        }
        wrong
    };
    let wrong: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{} of {} cases:\n\n{}", wrong.len(), all.len(), wrong.join("\n\n"));
}

//! The same handbook gives the same bytes, wherever, whenever and however it is built.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::project::TODAY;

/// A handbook with something of everything that a build makes: feeds, site map, twins, search, tags, redirects, code, formulas, logs,
/// charts, numbers, packs to print.
fn handbook() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = [
        ("sprintbook.yaml", "title: Ours\nbase_url: https://example.org/team/\n"),
        ("content/index.md", "---\ntitle: Home\n---\nSee [roles](roles/index.md).\n\n```chart velocity\nteam: blue\n```\n"),
        ("content/roles/index.md", "---\ntitle: Roles\naliases: [/old-roles/, /who/]\n---\n[[tester]]\n"),
        ("content/roles/tester.md", "---\ntags: [quality, people]\nowner: Ana\nlast_reviewed_on: 2026-05-01\nreview_in: 6 months\n---\n# Tester\n\n```rust\nfn main() {}\n```\n\n$a^2 + b^2$ :wave:\n"),
        ("content/news.md", "---\ntitle: News\ndate: 2026-03-01\ntags: [people]\n---\nWords[^1] of the day\n\n[^1]: a note\n"),
        ("static/robots.txt", "User-agent: *\n"),
        ("static/b/a.css", "a{}"),
        ("content/blue/sprints/team.yaml", "name: Blue\n"),
        ("content/red/sprints/team.yaml", "name: Red\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    for (number, team) in ["blue", "red"].into_iter().cycle().take(12).enumerate() {
        let month = number / 2 + 1;
        let text = format!(
            "start: 2026-{month:02}-05\nend: 2026-{month:02}-16\ngoal: {{text: Ship {number}}}\nitems:\n  \
             - {{id: K-{number}, title: Work, points: 3, started: 2026-{month:02}-06, done: 2026-{month:02}-12}}\n  \
             - {{id: L-{number}, title: More, points: 5, added: 2026-{month:02}-09}}\n"
        );
        files.push((format!("content/{team}/sprints/s{month}.yaml"), text));
    }
    files
}

fn write(root: &Path, files: impl Iterator<Item = (String, String)>) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Every file of a site, and the rights that are given for each.
type Site = BTreeMap<PathBuf, (Vec<u8>, u32)>;

fn site(folder: &Path) -> Site {
    let walk =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let read = walk.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_owned();
        (path, (fs::read(entry.path()).unwrap(), entry.metadata().unwrap().permissions().mode() & 0o777))
    });
    read.collect()
}

/// Builds the handbook that lies in `root` with what `change` does to the command, in a shell with the umask `umask`.
fn built(root: &Path, umask: &str, change: impl FnOnce(&mut Command)) -> Site {
    let mut command = Command::new("sh");
    let script = format!("umask {umask}; exec \"$0\" \"$@\"");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_sprintbook"), "build"]).current_dir(root);
    command.env("SPRINTBOOK_TODAY", TODAY.to_string());
    change(&mut command);
    let ran = command.output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{command:?}: {}", String::from_utf8_lossy(&ran.stderr));
    site(&root.join("site"))
}

fn same(one: &Site, other: &Site, what: &str) {
    let bytes = |site: &Site, path: &PathBuf| site.get(path).map(|(bytes, _)| bytes.clone());
    let differ: Vec<&PathBuf> =
        one.keys().chain(other.keys()).filter(|path| bytes(one, path) != bytes(other, path)).collect();
    assert!(differ.is_empty(), "{what}: {differ:?}");
}

/// In a folder of its own, built for `change`.
fn elsewhere(place: &str, umask: &str, change: impl FnOnce(&mut Command)) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join(place);
    fs::create_dir_all(&root).unwrap();
    write(&root, handbook().into_iter());
    built(&root, umask, change)
}

#[test]
fn the_same_handbook_gives_the_same_bytes_in_all_surroundings() {
    let first = elsewhere("a", "022", |_| {});
    assert!(first.len() > 60, "{} files", first.len());
    let place = "a folder/with späces & 'marks'/and/much/deeper/below";
    same(&first, &elsewhere(place, "022", |_| {}), "another folder");
    for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kolkata"] {
        same(
            &first,
            &elsewhere("a", "022", |command| {
                command.env("TZ", zone);
            }),
            zone,
        );
    }
    for locale in ["C", "tr_TR.UTF-8", "ja_JP.SJIS"] {
        let change = |command: &mut Command| {
            command.env("LC_ALL", locale).env("LANG", locale);
        };
        same(&first, &elsewhere("a", "022", change), locale);
    }
    for threads in ["1", "2", "8"] {
        same(
            &first,
            &elsewhere("a", "022", |command| {
                command.env("RAYON_NUM_THREADS", threads);
            }),
            threads,
        );
    }
    let bare = |command: &mut Command| {
        command.env_clear().args(["--today", &TODAY.to_string()]);
    };
    same(&first, &elsewhere("a", "022", bare), "no environment, and so no home");
    let crowded = |command: &mut Command| {
        command.env("HOME", "/nowhere").env("USER", "somebody").env("HOSTNAME", "x").env("COLUMNS", "1");
        command.env("CI", "true").env("NO_COLOR", "1").env("TERM", "dumb");
    };
    same(&first, &elsewhere("a", "022", crowded), "another environment");
    let epoch = |command: &mut Command| {
        command.env_remove("SPRINTBOOK_TODAY").env("SOURCE_DATE_EPOCH", "1795435200");
    };
    same(&first, &elsewhere("a", "022", epoch), "the day by SOURCE_DATE_EPOCH");
}

#[test]
fn rights_follow_the_umask_and_nothing_else() {
    let open = elsewhere("a", "022", |_| {});
    assert!(open.values().all(|(_, mode)| *mode == 0o644), "{:?}", open.values().map(|(_, mode)| mode).max());
    let closed = elsewhere("a", "077", |_| {});
    assert!(closed.values().all(|(_, mode)| *mode == 0o600));
    same(&open, &closed, "umask 077");
}

#[test]
fn neither_the_order_nor_the_age_of_files_counts() {
    let folder = tempfile::tempdir().unwrap();
    let roots = ["one", "other", "third"].map(|name| folder.path().join(name));
    write(&roots[0], handbook().into_iter());
    write(&roots[1], handbook().into_iter().rev());
    write(&roots[2], handbook().into_iter());
    let epoch = SystemTime::UNIX_EPOCH;
    for (number, (path, _)) in handbook().iter().enumerate() {
        let age = Duration::from_secs(if number % 2 == 0 { 1 } else { 4_000_000_000 });
        fs::File::options().write(true).open(roots[2].join(path)).unwrap().set_modified(epoch + age).unwrap();
    }
    let [one, other, third] = roots.map(|root| built(&root, "022", |_| {}));
    same(&one, &other, "files made in the other order");
    same(&one, &third, "files from 1970 and from 2096");
}

#[test]
fn a_project_may_be_named_in_any_way() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("a");
    write(&root, handbook().into_iter());
    let first = built(&root, "022", |_| {});
    let full = root.to_string_lossy().into_owned();
    for name in [".", "../a", "./content/..", &full] {
        fs::remove_dir_all(root.join("site")).unwrap();
        same(
            &first,
            &built(&root, "022", |command| {
                command.arg(name);
            }),
            name,
        );
    }
}

//! Builds that run out of files or of disk, may not write, or find a link in their way: the last site stays whole, and the next
//! build is good.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::crashing::{Files, Scene, faults, files, finished, said};
use crate::project::TODAY;

/// Runs `script` in a shell, with the program, the project and the output folder as `$1`, `$2` and `$3`.
fn in_shell(shell: &[&str], script: &str, project: &Path, output: &Path) -> Output {
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).args(["sh", "-c", script, "sh", env!("CARGO_BIN_EXE_sprintbook")]);
    command.args([project, output]).env("SPRINTBOOK_TODAY", TODAY.to_string());
    command.output().unwrap()
}

#[test]
fn sixty_four_open_files_are_enough() {
    let scene = Scene::new();
    let script = "ulimit -n 64; exec \"$1\" build \"$2\" -o \"$3\"";
    let ran = in_shell(&["env"], script, scene.versions[1].path(), &scene.output());
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    scene.holds(1, "with few open files");
}

#[test]
fn a_file_that_does_not_fit_leaves_the_last_site() {
    let scene = Scene::new();
    scene.settle(0, "the first build");
    // 64 KB a file; `static/data.bin` has more.
    let script = "trap '' XFSZ; ulimit -f 128; exec \"$1\" build \"$2\" -o \"$3\"";
    let ran = in_shell(&["env"], script, scene.versions[1].path(), &scene.output());
    assert_eq!(ran.status.code(), Some(2), "{}", said(&ran));
    assert!(said(&ran).contains("data.bin`: File too large"), "{}", said(&ran));
    scene.holds(0, "without room");
    fs::remove_dir_all(scene.output()).unwrap();
    let ran = in_shell(&["env"], script, scene.versions[1].path(), &scene.output());
    assert_eq!(ran.status.code(), Some(2), "{}", said(&ran));
    assert!(!scene.output().exists(), "a folder that nothing came into goes again");
    scene.settle(1, "with room");
}

/// A shell in which file systems can be mounted that nobody else sees; `None`, said, where the system forbids it.
fn own_mounts() -> Option<&'static [&'static str]> {
    const WAYS: [&[&str]; 2] = [&["unshare", "--mount"], &["unshare", "--mount", "--map-root-user"]];
    let works = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        let tried = command.args(&way[1..]).args(["sh", "-c", "mount -t tmpfs none /mnt"]).output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    let way = WAYS.iter().find(works);
    if way.is_none() {
        eprintln!("left out: no file system can be mounted here, so no disk was full and none was read-only");
    }
    way.copied()
}

#[test]
fn a_full_disk_leaves_the_last_site() {
    let Some(shell) = own_mounts() else { return };
    let scene = Scene::new();
    let kept = scene.folder.path().join("kept");
    // The old site fits twice less a bit, so the new one does not fit beside it.
    let size: usize = scene.clean[0].values().map(|bytes| bytes.len().next_multiple_of(4096)).sum();
    for percent in [101, 110, 130, 150, 170, 190] {
        let script = format!(
            "mount -t tmpfs -o size={} none /mnt && \"$1\" build \"${{2%/*}}/a\" -q -o /mnt/site && \
             {{ \"$1\" build \"$2\" -o /mnt/site; code=$?; cp -a /mnt/site \"$3\"; exit $code; }}",
            size * percent / 100 + 300 * 1024
        );
        let both = tempfile::tempdir().unwrap();
        for (name, version) in ["a", "b"].iter().zip(&scene.versions) {
            let copied = Command::new("cp").arg("-a").arg(version.path()).arg(both.path().join(name)).status().unwrap();
            assert!(copied.success());
        }
        let ran = in_shell(shell, &script, &both.path().join("b"), &kept);
        let there = files(&kept);
        match ran.status.code() {
            Some(0) => assert!(there == scene.clean[1], "{percent}: {:?}", faults(&there, &scene.clean, true)),
            Some(2) => {
                assert!(said(&ran).contains("No space left on device"), "{}", said(&ran));
                assert!(there == scene.clean[0], "{percent}: {:?}", faults(&there, &scene.clean, true));
            }
            code => panic!("{percent}: {code:?}: {}", said(&ran)),
        }
        let full = ran.status.code() == Some(2);
        assert!(percent > 110 || full, "{percent} % was enough");
        fs::remove_dir_all(&kept).unwrap();
    }
}

#[test]
fn what_may_not_be_written_to_is_named_and_stays() {
    let Some(shell) = own_mounts() else { return };
    let scene = Scene::new();
    scene.settle(0, "the first build");
    let lock = "mount --bind \"$3\" \"$3\" && mount -o remount,ro,bind \"$3\" && ";
    let run = |version: usize| {
        let script = format!("{lock} exec \"$1\" build \"$2\" -o \"$3\"");
        in_shell(shell, &script, scene.versions[version].path(), &scene.output())
    };
    let ran = run(1);
    assert_eq!(ran.status.code(), Some(2), "{}", said(&ran));
    assert!(said(&ran).contains("site/") && said(&ran).contains("Read-only file system"), "{}", said(&ran));
    scene.holds(0, "read-only");
    let ran = run(0);
    assert_eq!(ran.status.code(), Some(0), "nothing has to be written: {}", said(&ran));
    let script = "mount --bind \"$2\" \"$2\" && mount -o remount,ro,bind \"$2\" && exec \"$1\" build \"$2\" -o \"$3\"";
    let ran = in_shell(shell, script, scene.versions[1].path(), &scene.output());
    assert_eq!(ran.status.code(), Some(0), "the project may be read-only: {}", said(&ran));
    scene.holds(1, "from a read-only project");
}

#[test]
fn a_link_in_the_output_folder_leads_no_page_out_of_it() {
    let scene = Scene::new();
    scene.settle(0, "the first build");
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("index.html"), "mine").unwrap();
    fs::remove_dir_all(scene.output().join("p0")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), scene.output().join("p0")).unwrap();
    let ran = finished(scene.begin(1));
    assert_eq!(ran.status.code(), Some(2), "{}", said(&ran));
    assert!(said(&ran).contains("p0`: it is a link to somewhere else; remove it"), "{}", said(&ran));
    assert_eq!(files(elsewhere.path()), Files::from([("index.html".to_owned(), b"mine".to_vec())]));
    fs::remove_file(scene.output().join("p0")).unwrap();
    scene.settle(1, "without the link");
    // And none that is gone from the list may be removed behind one.
    fs::remove_dir_all(scene.output().join("new-1")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), scene.output().join("new-1")).unwrap();
    fs::create_dir(elsewhere.path().join("a")).unwrap();
    fs::write(elsewhere.path().join("a/index.html"), "mine too").unwrap();
    assert_eq!(finished(scene.begin(0)).status.code(), Some(0));
    assert_eq!(files(elsewhere.path()).len(), 2);
}

//! What the preview serves after any edits is what a clean build of the same files makes, but for the preview's own script.
//!
//! `SPRINTBOOK_EDITS` says how many edits are made (default 120), `SPRINTBOOK_SEED` which ones (default 1).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use sprintbook::diagnostics::Severity;
use sprintbook::disk::{Failure, Folders, Noticed, Reading, Watch, read, read_again, read_files};
use sprintbook::pipeline::{Build, Memory, Settings, build};
use sprintbook::serve::{Guard, Project, Request, Screen, Session, answer};

use crate::project::TODAY;

struct Handbook(PathBuf);

impl Handbook {
    fn folders(&self) -> Folders {
        Folders { output: self.0.join("site"), ..Folders::default() }
    }

    /// What a build without any memory makes.
    fn clean(&self) -> Build {
        build(&read(&self.0, &self.folders()).unwrap(), &self.settings(), &mut Memory::none())
    }
}

impl Project for Handbook {
    fn read(&self, known: Option<&Reading>) -> Result<Reading, Failure> {
        read_again(&self.0, &self.folders(), known)
    }

    fn read_files(&self, known: &Reading, paths: &BTreeSet<PathBuf>) -> Option<Reading> {
        read_files(&self.0, known, paths)
    }

    fn settings(&self) -> Settings {
        Settings { today: TODAY, drafts: false, base_url: None, urls: None, overrides: Vec::new() }
    }
}

/// The same numbers for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// A handbook under somebody's hands.
struct Desk {
    folder: tempfile::TempDir,
    files: BTreeMap<String, String>,
    /// Files that were broken, as they were before.
    whole: BTreeMap<String, Option<String>>,
    chance: Chance,
    touched: BTreeSet<PathBuf>,
    count: usize,
}

const SPRINT: &str =
    "start: 2026-10-12\nend: 2026-10-23\ncommitted: 24\ncompleted: 21\ngoal: {text: Pay by card, outcome: met}\n";

impl Desk {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let (files, whole, touched) = Default::default();
        let mut desk = Self { folder, files, whole, chance, touched, count: 0 };
        desk.begin();
        desk
    }

    fn begin(&mut self) {
        self.write("sprintbook.yaml", "title: Ours\nbase_url: https://example.org/team/\n".to_owned());
        for path in ["index", "roles/index", "roles/developer", "roles/tester", "ways/planning", "ways/review", "about"]
        {
            let text = self.page("");
            self.write(&format!("content/{path}.md"), text);
        }
        self.write("content/sprints/team.yaml", "name: Ours\n".to_owned());
        self.write("content/sprints/s1.yaml", SPRINT.to_owned());
        self.write("content/sprints/s2.yaml", SPRINT.replace("-10-12", "-10-26").replace("-10-23", "-11-06"));
        self.write("static/logo.svg", "<svg/>".to_owned());
    }

    fn write(&mut self, path: &str, text: String) {
        let place = self.folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        if self.chance.below(2) == 0 {
            fs::write(&place, &text).unwrap();
        } else {
            let beside = place.with_extension("new~");
            fs::write(&beside, &text).unwrap();
            fs::rename(&beside, &place).unwrap();
        }
        if self.chance.below(2) == 0 {
            // Old enough to be taken for unchanged by its stamp alone.
            let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
            fs::File::options().write(true).open(&place).unwrap().set_modified(then).unwrap();
        }
        self.touched.insert(place);
        self.files.insert(path.to_owned(), text);
    }

    fn remove(&mut self, path: &str) {
        let place = self.folder.path().join(path);
        fs::remove_file(&place).unwrap();
        let mut folder = place.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.folder.path() && fs::remove_dir(folder).is_ok())
        {
            folder = empty.parent();
        }
        self.touched.insert(place);
        self.files.remove(path);
    }

    fn pages(&self) -> Vec<String> {
        self.files.keys().filter(|path| path.split('.').next_back() == Some("md")).cloned().collect()
    }

    fn some_page(&mut self) -> String {
        let pages = self.pages();
        pages[self.chance.below(pages.len())].clone()
    }

    /// A page with some front matter, text and links, some of which lead nowhere.
    fn page(&mut self, front: &str) -> String {
        self.count += 1;
        let (count, page) = (self.count, self.chance.one(&["/roles/developer", "/ways/planning", "/gone", "/about"]));
        let rest = self.chance.one(&["", "#one", "#two", "#none"]);
        let more =
            self.chance.one(&["", "![logo](/logo.svg)\n", "::: tip\nA box\n:::\n", "```yaml\na: 1\n```\n", "## Two\n"]);
        format!("---\ntitle: Page {count}\n{front}---\nText {count}.\n\n## One\n\n[link]({page}{rest})\n\n{more}")
    }

    fn edit(&mut self) {
        let page = self.some_page();
        match self.chance.below(16) {
            0..=3 => {
                let text = self.files[&page].clone();
                let more = self.chance.one(&["More words.\n", "[more](/about)\n", "[more](/nowhere)\n", "### Three\n"]);
                self.write(&page, format!("{text}\n{more}"));
            }
            4 => {
                let front = self.chance.one(&[
                    "order: 3\n",
                    "draft: true\n",
                    "tags: [a, b]\n",
                    "aliases: [/old/]\n",
                    "description: What it is\n",
                    "nav_title: Short\nowner: Ours\n",
                    "cascade: {banner: Mind this}\n",
                    "redirect_to: /about\n",
                    "template: own\n",
                ]);
                let text = self.page(front);
                self.write(&page, text);
            }
            5 => {
                let name = format!("content/{}/p{}.md", self.chance.one(&["ways", "new", "new/deep"]), self.count);
                let text = self.page("");
                self.write(&name, text);
            }
            6 if self.pages().len() > 4 => self.remove(&page),
            7 => {
                let name = page.replace(".md", "-b.md");
                let text = self.files[&page].clone();
                self.remove(&page);
                self.write(&name, text);
            }
            kind => self.edit_other(kind, &page),
        }
    }

    /// An edit of something else than the text of a page.
    fn edit_other(&mut self, kind: usize, page: &str) {
        match kind {
            8 => {
                let number = self.chance.below(25);
                let text = SPRINT.replace("completed: 21", &format!("completed: {number}"));
                self.write("content/sprints/s1.yaml", text);
            }
            9 => {
                let text =
                    self.chance.one(&["name: Ours\n", "name: Yours\n", "name: Ours\nworking_days: [mon, tue, wed]\n"]);
                self.write("content/sprints/team.yaml", text.to_owned());
            }
            10 => {
                let text = self.chance.one(&[
                    "title: Ours\n",
                    "title: Theirs\nhtml: trusted\n",
                    "urls: files\n",
                    "repo: https://github.com/a/b\n",
                ]);
                self.write("sprintbook.yaml", text.to_owned());
            }
            11 => {
                let text = self.chance.one(&["<svg/>", "<svg id=\"a\"/>", ""]);
                let name = self.chance.one(&["static/logo.svg", "static/robots.txt", "content/roles/picture.svg"]);
                self.write(name, text.to_owned());
            }
            12 => {
                let text = self.chance.one(&["h1 { color: red }", "h1 { color: blue }"]);
                self.write("themes/default/assets/style.css", text.to_owned());
            }
            13 => {
                let text = self.chance.one(&["{{ page.title }}", "<main>{{ page.content | safe }}</main>"]);
                self.write("themes/default/templates/own.html", text.to_owned());
            }
            14 if self.whole.is_empty() => self.break_something(page),
            _ => self.mend(),
        }
    }

    fn break_something(&mut self, page: &str) {
        let (path, text) = [
            (page, "---\ntitle: [\n---\n"),
            ("content/sprints/s2.yaml", "start: never\n"),
            ("themes/default/templates/page.html", "{% block"),
            ("themes/default/templates/section.html", "{{ page.nothing | upper }}"),
            ("sprintbook.yaml", "links: sideways\n"),
        ][self.chance.below(5)];
        let before = self.files.get(path).cloned();
        self.whole.entry(path.to_owned()).or_insert(before);
        self.write(path, text.to_owned());
    }

    /// Once more as at the beginning, since edits may contradict each other for good: two pages at one address.
    fn start_over(&mut self) {
        self.whole.clear();
        for path in self.files.keys().cloned().collect::<Vec<_>>() {
            self.remove(&path);
        }
        self.begin();
    }

    fn mend(&mut self) {
        for (path, text) in std::mem::take(&mut self.whole) {
            match text {
                Some(text) => self.write(&path, text),
                None if self.files.contains_key(&path) => self.remove(&path),
                None => {}
            }
        }
    }
}

#[test]
fn after_any_edits_it_serves_what_a_clean_build_makes() {
    let number = |name, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (edits, seed) = (number("SPRINTBOOK_EDITS", 120), number("SPRINTBOOK_SEED", 1));
    let mut desk = Desk::new(seed);
    let handbook = Handbook(desk.folder.path().to_owned());
    let screen = Arc::new(Screen::default());
    let mut session = Session::new(Handbook(handbook.0.clone()), Watch::new(), screen.clone());
    session.refresh(&Noticed::Anything, |_| {}).unwrap();
    let (mut compared, mut broken_for) = (0, 0);
    for number in 0..edits {
        desk.touched.clear();
        if broken_for > 6 {
            desk.start_over();
        } else if broken_for > 2 {
            desk.mend();
        }
        // A change of a branch is many edits at once.
        for _ in 0..[1, 1, 1, 1, 1, 6][desk.chance.below(6)] {
            desk.edit();
        }
        session.refresh(&Noticed::Paths(desk.touched.clone()), |_| {}).unwrap();
        // What is put off follows with the walk, which finds nothing else.
        session.refresh(&Noticed::Anything, |update| panic!("the walk found more: {:?}", update.changed)).unwrap();
        let is_whole = same(&handbook, &screen, &format!("seed {seed}, edit {number}: {:?}", desk.touched));
        compared += usize::from(is_whole);
        broken_for = if is_whole { 0 } else { broken_for + 1 };
    }
    desk.mend();
    session.refresh(&Noticed::Anything, |_| {}).unwrap();
    same(&handbook, &screen, "mended");
    assert!(compared * 3 > usize::try_from(edits).unwrap(), "{compared} of {edits} were whole and compared");
}

/// Compares what is served with a clean build; where that has errors, only whether those are told.
fn same(handbook: &Handbook, screen: &Screen, when: &str) -> bool {
    let (clean, shown) = (handbook.clean(), screen.now());
    let count = |severity| clean.diagnostics.iter().filter(|one| one.severity == severity).count();
    let told = (shown.mistakes.errors, shown.mistakes.warnings);
    assert_eq!(told, (count(Severity::Error), count(Severity::Warning)), "{when}");
    if told.0 > 0 {
        return false;
    }
    assert_eq!(shown.base, clean.base, "{when}");
    let paths = |plan: &sprintbook::output::OutputPlan| -> Vec<String> {
        plan.artifacts().map(|(path, _)| path.to_string()).collect()
    };
    assert_eq!(paths(&shown.plan), paths(&clean.plan), "{when}");
    let guard = Guard::new("localhost", "token");
    for (path, artifact) in clean.plan.artifacts() {
        let target = format!("{}{path}", clean.base);
        let served = answer(&shown, &guard, &Request { method: "GET", target: &target, host: Some("localhost") });
        assert_eq!(served.status, 200, "{path} {when}");
        assert!(without_script(&served.body) == **artifact.bytes(), "{path} {when}");
    }
    true
}

/// A page without the one line that the preview adds.
fn without_script(page: &[u8]) -> Vec<u8> {
    const START: &[u8] = b"<script src=\"/_sprintbook/preview.js\"";
    const END: &[u8] = b"</script>";
    let find = |part: &[u8], from: usize| page[from..].windows(part.len()).position(|window| window == part);
    let Some(start) = find(START, 0) else { return page.to_vec() };
    let end = start + find(END, start).unwrap() + END.len();
    [&page[..start], &page[end..]].concat()
}

/// How many pages an edit renders, and how many files of the site it changes; nothing if it changes none.
struct Counted {
    desk: Desk,
    session: Session<Handbook>,
    screen: Arc<Screen>,
}

impl Counted {
    fn new() -> Self {
        let (desk, screen) = (Desk::new(7), Arc::new(Screen::default()));
        let mut session = Session::new(Handbook(desk.folder.path().to_owned()), Watch::new(), screen.clone());
        session.refresh(&Noticed::Anything, |_| {}).unwrap();
        Self { desk, session, screen }
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Desk)) -> Option<(usize, usize)> {
        self.desk.touched.clear();
        edit(&mut self.desk);
        let mut seen = None;
        let noticed = Noticed::Paths(self.desk.touched.clone());
        let counts =
            |update: &sprintbook::serve::Update<'_>| seen = Some((update.rendered, update.pages + update.files));
        self.session.refresh(&noticed, counts).unwrap();
        self.session.refresh(&Noticed::Anything, |update| panic!("more: {:?}", update.changed)).unwrap();
        assert!(same(&Handbook(self.desk.folder.path().to_owned()), &self.screen, "counted"));
        seen
    }

    fn write(&mut self, path: &str, text: &str) -> Option<(usize, usize)> {
        self.edit(|desk| desk.write(path, text.to_owned()))
    }

    /// How many pages there are that no pack and no redirect is among.
    fn pages(&self) -> usize {
        let shown = self.screen.now();
        let of_reader = |path: &str| path.ends_with("index.html");
        shown.plan.artifacts().filter(|(path, _)| of_reader(path.as_str())).count()
    }
}

#[test]
fn each_kind_of_edit_renders_what_shows_it_and_no_more() {
    let mut counted = Counted::new();
    let rendered = |seen: Option<(usize, usize)>| seen.map(|(rendered, _)| rendered);
    let about = "---\ntitle: About\n---\nText\n";
    counted.write("content/about.md", about);
    assert_eq!(counted.write("content/about.md", about), None, "a touch without change does nothing");
    let body = counted.write("content/about.md", &format!("{about}\nMore, [linked](roles/developer.md).\n"));
    assert_eq!(body, Some((1, 3)), "the page, its Markdown, and the whole handbook to print");
    let all = counted.pages();
    assert_eq!(
        rendered(counted.write("content/about.md", &about.replace("About", "On us"))),
        Some(all),
        "in each menu"
    );
    assert_eq!(rendered(counted.write("content/about.md", &about.replace("title", "order: 1\ntitle"))), Some(all));
    assert_eq!(counted.write("static/logo.svg", "<svg id=\"b\"/>"), Some((0, 1)));
    assert_eq!(
        rendered(counted.write("content/sprints/s1.yaml", &SPRINT.replace("21", "20"))),
        Some(4),
        "the log's pages, the one on its numbers among them"
    );
    assert_eq!(rendered(counted.write("content/sprints/team.yaml", "name: Theirs\n")), Some(3));
    assert_eq!(rendered(counted.write("sprintbook.yaml", "title: Theirs\n")), Some(all));
    assert_eq!(
        rendered(counted.write("themes/default/templates/own.html", "{{ page.title }}")),
        Some(all),
        "a theme is one"
    );
    assert_eq!(rendered(counted.write("themes/default/assets/style.css", "h1 { color: red }")), Some(all));
    assert_eq!(
        rendered(counted.write("content/new/page.md", "---\ntitle: New\n---\n")),
        Some(all + 2),
        "and its folder"
    );
    let renamed = counted.edit(|desk| {
        desk.remove("content/new/page.md");
        desk.write("content/newer/page.md", "---\ntitle: New\n---\n".to_owned());
    });
    assert_eq!(rendered(renamed), Some(all + 2));
    assert_eq!(rendered(counted.edit(|desk| desk.remove("content/newer/page.md"))), Some(all));
}

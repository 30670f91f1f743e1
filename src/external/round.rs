//! A round of questions to many sites: several at a time, but to each of them one after the other, with a pause between.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::ask::{Answer, Asker};
use super::verdict::Verdict;

/// How to behave towards other sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manners {
    /// How many sites are asked at the same time.
    pub workers: usize,
    /// Between two questions to one site.
    pub pause: Duration,
    /// Before a question is asked again.
    pub rest: Duration,
    /// How long to wait for an answer.
    pub patience: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            workers: 8,
            pause: Duration::from_millis(250),
            rest: Duration::from_secs(2),
            patience: Duration::from_secs(20),
        }
    }
}

/// Asks for each of `urls` once, and for those that are not sure a second time.
#[must_use]
pub fn check(urls: &BTreeSet<String>, manners: &Manners) -> BTreeMap<String, Verdict> {
    let round = Round { state: Mutex::new(State::new(urls)), changed: Condvar::new(), manners: *manners };
    let asker = Asker::new(manners.patience);
    std::thread::scope(|scope| {
        for _ in 0..manners.workers.clamp(1, urls.len().max(1)) {
            scope.spawn(|| {
                while let Some(question) = round.next() {
                    let answer = asker.ask(&question.url);
                    round.note(question, answer);
                }
            });
        }
    });
    let state = round.state.into_inner().expect("no worker panics while it holds the lock");
    state.verdicts()
}

struct Question {
    host: String,
    url: String,
    is_second: bool,
}

/// What is still to be asked of one site.
struct Host {
    waiting: VecDeque<(String, bool)>,
    /// Not to be asked before.
    ready: Instant,
    /// Whether somebody is asking it now.
    busy: bool,
}

struct State {
    hosts: BTreeMap<String, Host>,
    answers: BTreeMap<String, Answer>,
    /// Questions without a last answer.
    left: usize,
}

struct Round {
    state: Mutex<State>,
    changed: Condvar,
    manners: Manners,
}

impl Round {
    /// The next question that may be asked now; waits for it. `None` when there is none left.
    fn next(&self) -> Option<Question> {
        let mut state = self.lock();
        loop {
            if state.left == 0 {
                return None;
            }
            let now = Instant::now();
            let free = state.hosts.iter().filter(|(_, host)| !host.busy && !host.waiting.is_empty());
            let Some((name, ready)) = free.map(|(name, host)| (name, host.ready)).min_by_key(|(_, ready)| *ready)
            else {
                state = self.changed.wait(state).expect("no worker panics while it holds the lock");
                continue;
            };
            if ready > now {
                let waited = self.changed.wait_timeout(state, ready - now);
                state = waited.expect("no worker panics while it holds the lock").0;
                continue;
            }
            let name = name.clone();
            let host = state.hosts.get_mut(&name)?;
            host.busy = true;
            let (url, is_second) = host.waiting.pop_front()?;
            return Some(Question { host: name, url, is_second });
        }
    }

    fn note(&self, question: Question, answer: Answer) {
        let mut state = self.lock();
        let again = !question.is_second && (matches!(answer.verdict, Verdict::Unsure(_)) || !answer.reached);
        if let Some(host) = state.hosts.get_mut(&question.host) {
            let rest = if again { answer.wait.unwrap_or(self.manners.rest) } else { Duration::ZERO };
            host.ready = Instant::now() + self.manners.pause.max(rest);
            host.busy = false;
            if again {
                host.waiting.push_back((question.url.clone(), true));
            }
        }
        if !again {
            state.left -= 1;
            state.answers.insert(question.url, answer);
        }
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no worker panics while it holds the lock")
    }
}

impl State {
    fn new(urls: &BTreeSet<String>) -> Self {
        let mut hosts: BTreeMap<String, Host> = BTreeMap::new();
        for url in urls {
            let new = || Host { waiting: VecDeque::new(), ready: Instant::now(), busy: false };
            hosts.entry(host_of(url)).or_insert_with(new).waiting.push_back((url.clone(), false));
        }
        Self { hosts, answers: BTreeMap::new(), left: urls.len() }
    }

    /// Where nobody at all could be reached, this machine is without a network, and nothing is proved broken by that.
    fn verdicts(self) -> BTreeMap<String, Verdict> {
        let alone = !self.answers.values().any(|answer| answer.reached);
        let verdict = |answer: Answer| match answer.verdict {
            Verdict::Broken(why) if alone && !answer.reached => Verdict::Unsure(why),
            verdict => verdict,
        };
        self.answers.into_iter().map(|(url, answer)| (url, verdict(answer))).collect()
    }
}

/// The host of an address, with its port.
fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default().to_ascii_lowercase()
}

//! Where an item stands, from the words of its tracker.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::{ImportMap, Standing};

use super::export::{SeenItem, Status};

const TO_DO: &[&str] = &[
    "to do",
    "todo",
    "open",
    "opened",
    "new",
    "backlog",
    "product backlog",
    "sprint backlog",
    "selected for development",
    "ready",
    "reopened",
    "created",
    "planned",
    "unstarted",
    "triage",
    "approved",
    "next",
    "next up",
    "next-up",
    "icebox",
    "no status",
    "zu erledigen",
    "offen",
    "neu",
    "à faire",
    "ouvert",
    "nouveau",
    "por hacer",
    "abierto",
    "nuevo",
    "tareas por hacer",
    "a fazer",
    "itens pendentes",
    "aberto",
    "novo",
    "da completare",
    "da fare",
    "aperto",
    "te doen",
    "nieuw",
    "do zrobienia",
    "nowe",
    "к выполнению",
    "открыт",
    "новый",
    "att göra",
    "作業前",
    "未着手",
    "待办",
    "할 일",
];

const DOING: &[&str] = &[
    "in progress",
    "doing",
    "in review",
    "review",
    "code review",
    "in development",
    "development",
    "in testing",
    "testing",
    "in test",
    "qa",
    "blocked",
    "on hold",
    "waiting",
    "active",
    "started",
    "working on",
    "in arbeit",
    "in bearbeitung",
    "en cours",
    "en curso",
    "em andamento",
    "in corso",
    "in uitvoering",
    "bezig",
    "w toku",
    "в работе",
    "pågående",
    "進行中",
    "进行中",
    "진행 중",
];

const DONE: &[&str] = &[
    "done",
    "closed",
    "resolved",
    "complete",
    "completed",
    "finished",
    "released",
    "shipped",
    "merged",
    "deployed",
    "accepted",
    "fertig",
    "erledigt",
    "geschlossen",
    "abgeschlossen",
    "terminé",
    "terminée",
    "terminé(e)",
    "fermé",
    "fini",
    "résolu",
    "listo",
    "finalizada",
    "finalizado",
    "hecho",
    "cerrado",
    "concluído",
    "concluido",
    "itens concluídos",
    "fechado",
    "completato",
    "completata",
    "chiuso",
    "fatto",
    "gereed",
    "klaar",
    "afgerond",
    "gesloten",
    "gotowe",
    "zamknięte",
    "готово",
    "закрыт",
    "выполнено",
    "klar",
    "färdig",
    "完了",
    "完成",
    "완료",
];

const DROPPED: &[&str] = &[
    "canceled",
    "cancelled",
    "won't do",
    "won't fix",
    "wontfix",
    "declined",
    "duplicate",
    "removed",
    "abandoned",
    "rejected",
    "obsolete",
    "not planned",
    "abgebrochen",
    "annulé",
    "cancelado",
    "annullato",
    "geannuleerd",
];

/// What trackers mean by `word` without being told. Marks and pictures around it do not count.
pub(super) fn known(word: &str) -> Option<Standing> {
    let kept = |letter: char| letter.is_alphanumeric() || letter == ')';
    let word = word.trim_matches(|letter| !kept(letter)).to_lowercase();
    let lists =
        [(TO_DO, Standing::ToDo), (DOING, Standing::Doing), (DONE, Standing::Done), (DROPPED, Standing::Dropped)];
    lists.into_iter().find(|(words, _)| words.contains(&word.as_str())).map(|(_, standing)| standing)
}

/// What the statuses of an import were taken for.
#[derive(Default)]
pub(super) struct Statuses {
    used: BTreeMap<Standing, BTreeMap<String, usize>>,
    unknown: BTreeMap<String, Vec<Status>>,
}

impl Statuses {
    /// Where `item` stands. What nobody knows is gathered, so that one run tells all of it.
    pub(super) fn standing(&mut self, item: &SeenItem, map: &ImportMap) -> Option<Standing> {
        let Some(status) = &item.status else {
            return Some(if item.days.done.is_some() { Standing::Done } else { Standing::ToDo });
        };
        let said = map.statuses.get(&status.word.to_lowercase()).copied();
        let found = said.or(status.standing).or_else(|| known(&status.word));
        match found {
            Some(standing) => *self.used.entry(standing).or_default().entry(status.word.clone()).or_default() += 1,
            None => self.unknown.entry(status.word.clone()).or_default().push(status.clone()),
        }
        found
    }

    /// "To Do, Backlog -> to do; Done -> done".
    pub(super) fn sentence(&self) -> Option<String> {
        let one = |(standing, words): (&Standing, &BTreeMap<String, usize>)| {
            let words: Vec<String> = words.iter().map(|(word, count)| format!("{word} ({count})")).collect();
            format!("{} → {}", words.join(", "), standing.word())
        };
        let all: Vec<String> = self.used.iter().map(one).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    /// One message for each word that nobody knows.
    pub(super) fn refused(&self) -> Vec<Diagnostic> {
        let entries: Vec<String> =
            self.unknown.keys().map(|word| format!("{}: doing", super::said::plain_or_quoted(word))).collect();
        let told = self.unknown.iter().filter_map(|(word, places)| {
            let items = if places.len() == 1 { "1 item".to_owned() } else { format!("{} items", places.len()) };
            let message = format!("nobody can tell whether `{word}` is done ({items})");
            let help = format!(
                "write `statuses: {{{}}}` into a file, each as `to do`, `doing`, `done` or `dropped`, and name it with `--map`",
                entries.join(", ")
            );
            Some(Diagnostic::error(Code::ImportUnknownStatus, places.first()?.at.clone(), message).help(help))
        });
        told.collect()
    }
}

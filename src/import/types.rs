//! Kinds of work in the words of trackers.

use crate::parse::ImportMap;
use crate::sprints::ItemType;

/// What becomes of an item of some type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is work of this kind.
    Work(ItemType),
    /// It is no item of a sprint: an epic is a heap of items, a sub-task a part of one.
    Apart,
}

/// What an item of the type `word` is.
pub(super) fn kind(word: Option<&str>, map: &ImportMap) -> Kind {
    let Some(word) = word else { return Kind::Work(ItemType::Other) };
    match map.types.get(&word.to_lowercase()) {
        Some(Some(kind)) => Kind::Work(*kind),
        Some(None) => Kind::Apart,
        None => known(word).unwrap_or(Kind::Work(ItemType::Other)),
    }
}

/// What trackers call so without being told.
pub(super) fn known(word: &str) -> Option<Kind> {
    let kind = match word.to_lowercase().as_str() {
        "story"
        | "user story"
        | "feature"
        | "enhancement"
        | "product backlog item"
        | "new feature"
        | "improvement"
        | "requirement"
        | "historia"
        | "história"
        | "récit"
        | "verhaal"
        | "ストーリー"
        | "история"
        | "storia" => Kind::Work(ItemType::Feature),
        "bug" | "defect" | "fehler" | "bogue" | "error" | "erro" | "incident" | "バグ" | "ошибка" | "缺陷" | "故障" => {
            Kind::Work(ItemType::Bug)
        }
        "task" | "chore" | "aufgabe" | "tâche" | "tarea" | "tarefa" | "taak" | "maintenance" | "refactor"
        | "dependencies" | "タスク" | "задача" | "任务" | "attività" => Kind::Work(ItemType::Chore),
        "spike" | "research" | "question" => Kind::Work(ItemType::Spike),
        "epic" | "épopée" | "epik" | "エピック" | "эпик" | "initiative" | "sub-task" | "subtask" | "unteraufgabe"
        | "sous-tâche" | "subtarea" | "subtarefa" | "подзадача" | "サブタスク" | "子任务" => {
            Kind::Apart
        }
        _ => return None,
    };
    Some(kind)
}

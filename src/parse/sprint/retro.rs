//! What the team says of itself and what it cost: retrospective, health, quality, money.

use std::collections::BTreeMap;

use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::sprints::{Action, ClosedAction, Experiment, Health, Money, Points, Quality, Retro};

use super::super::yaml::{Fields, Read, Wanted};
use super::values::{amount, required_text, text, texts};

/// `retro`.
pub(super) fn read_retro(fields: &mut Fields<'_>) -> Retro {
    let Some(mut inside) = fields.child("retro") else {
        return Retro::default();
    };
    let retro = Retro {
        well: texts(&mut inside, "well"),
        improve: texts(&mut inside, "improve"),
        actions: inside.slots("actions").into_iter().map(|slot| slot.map(read_action).unwrap_or_default()).collect(),
        closed: inside.slots("closed").into_iter().map(|slot| slot.map(read_closed).unwrap_or_default()).collect(),
    };
    inside.finish(Code::SprintUnknownKey);
    retro
}

/// `health`: the answers to one question, or to several.
pub(super) fn read_health(fields: &mut Fields<'_>) -> Option<Health> {
    let mut inside = fields.child("health")?;
    let scale = inside.take("scale");
    let responses = inside.take_value("responses");
    let responses = responses.map(|value| read_answers(&inside, "responses", &value, scale)).unwrap_or_default();
    let health = Health { scale, responses, questions: read_questions(&mut inside, scale) };
    inside.finish(Code::SprintUnknownKey);
    Some(health)
}

/// `quality`.
pub(super) fn read_quality(fields: &mut Fields<'_>) -> Quality {
    let Some(mut inside) = fields.child("quality") else {
        return Quality::default();
    };
    let quality = Quality {
        escaped: inside.take("escaped"),
        reopened: inside.take("reopened"),
        incidents: inside.take("incidents"),
    };
    inside.finish(Code::SprintUnknownKey);
    quality
}

/// `money`.
pub(super) fn read_money(fields: &mut Fields<'_>) -> Option<Money> {
    let mut inside = fields.child("money")?;
    let money = Money {
        spent: amount(&mut inside, "spent"),
        planned: amount(&mut inside, "planned"),
        currency: text(&mut inside, "currency"),
    };
    inside.finish(Code::SprintUnknownKey);
    Some(money)
}

fn read_action(mut fields: Fields<'_>) -> Action {
    let action = Action {
        id: required_text(&mut fields, "id"),
        what: required_text(&mut fields, "what"),
        due: text(&mut fields, "due"),
        owner: text(&mut fields, "owner"),
        theme: text(&mut fields, "theme"),
        state: fields.take("state").unwrap_or_default(),
        experiment: fields.child("experiment").map(read_experiment),
    };
    fields.finish(Code::SprintUnknownKey);
    action
}

fn read_experiment(mut fields: Fields<'_>) -> Experiment {
    let experiment = Experiment {
        measure: required_text(&mut fields, "measure"),
        before: text(&mut fields, "before"),
        expect: text(&mut fields, "expect"),
    };
    fields.finish(Code::SprintUnknownKey);
    experiment
}

fn read_closed(mut fields: Fields<'_>) -> ClosedAction {
    let closed = ClosedAction {
        id: required_text(&mut fields, "id"),
        from: text(&mut fields, "from"),
        outcome: text(&mut fields, "outcome"),
    };
    fields.finish(Code::SprintUnknownKey);
    closed
}

fn read_questions(fields: &mut Fields<'_>, scale: Option<u32>) -> BTreeMap<String, Vec<Points>> {
    let mapping = match fields.take_value("questions") {
        Some(Value::Mapping(mapping)) => mapping,
        Some(_) => {
            fields.tell("questions", &Wanted::new("a list of answers for each question, like `trust: [4, 5, 3]`"));
            return BTreeMap::new();
        }
        None => return BTreeMap::new(),
    };
    let inside = fields.below("questions", serde_yaml::Mapping::new());
    let answered = mapping.iter().filter_map(|(question, answers)| {
        let question = String::read(question).ok()?;
        let answers = read_answers(&inside, &question, answers, scale);
        Some((question, answers))
    });
    answered.collect()
}

/// The answers at `key`; one that the scale does not have is told and passed over.
fn read_answers(fields: &Fields<'_>, key: &str, value: &Value, scale: Option<u32>) -> Vec<Points> {
    let Value::Sequence(values) = value else {
        fields.tell(key, &answers_wanted());
        return Vec::new();
    };
    let indexed = values.iter().enumerate();
    indexed.filter_map(|(index, value)| read_answer(fields, &format!("{key}.{index}"), value, scale)).collect()
}

fn read_answer(fields: &Fields<'_>, key: &str, value: &Value, scale: Option<u32>) -> Option<Points> {
    let Ok(answer) = Points::read(value) else {
        fields.tell(key, &answers_wanted());
        return None;
    };
    let best = scale.map(|scale| Points::whole(i64::from(scale)));
    if !answer.is_negative() && best.is_none_or(|best| answer <= best) {
        return Some(answer);
    }
    let message = format!("the answer {answer} is not on the scale");
    let help = "answers go from 0 to `scale`, which is the best possible one";
    fields.push(Diagnostic::error(Code::SprintOffScale, fields.value_span(key), message).help(help));
    None
}

fn answers_wanted() -> Wanted {
    Wanted::new("a list of numbers, like [4, 5, 3]")
}

//! The JSON Schemas of sprint and team files, for editors. A test holds them to the keys that the reader takes.

use serde_json::{Value, json};

/// The JSON Schema of a sprint's own file.
#[must_use]
pub fn sprint_schema() -> Value {
    let mut properties = head();
    for part in [totals(), around(), after()] {
        properties.extend(part);
    }
    let mut schema = object("A sprint", &["start", "end"], Value::Object(properties));
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema
}

/// The JSON Schema of `team.yaml`.
#[must_use]
pub fn team_schema() -> Value {
    let properties = json!({
        "schema": {"const": 1, "description": "Version of this format"},
        "id": text("Id of the team; otherwise the folder above the log"),
        "name": text("What people call the team"),
        "unit": unit(),
        "currency": text("Currency of the budget, such as EUR"),
        "working_days": working_days(),
        "holidays": holidays(),
        "people": people(),
        "window": {"type": "integer", "minimum": 1, "description": "How many closed sprints statistics look back; 10 unless given"},
        "commitment": words("What counts as committed: what is open at the start, or as Jira counts", &["open", "jira"]),
        "budget": object("What may be spent", &["amount"], json!({
            "amount": amount("The whole budget"),
            "currency": text("Currency, such as EUR"),
            "from": day("First day of its time"),
            "to": day("Last day of its time"),
            "sprints": {"type": "integer", "minimum": 1, "description": "For how many sprints it is meant"},
        })),
        "backlog": object("What is still to be done, for forecasts", &[], json!({
            "points": points("How many points are left"),
            "items": count("How many items are left"),
            "name": text("What it is called"),
            "by": day("The day it is wanted by"),
        })),
    });
    let mut schema = object("A team", &[], properties);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema
}

type Properties = serde_json::Map<String, Value>;

fn map(value: Value) -> Properties {
    if let Value::Object(map) = value { map } else { Properties::new() }
}

fn head() -> Properties {
    map(json!({
        "schema": {"const": 1, "description": "Version of this format"},
        "id": text("The same as the name of the file"),
        "team": text("Id of the team"),
        "name": text("What people call the sprint"),
        "start": day("First day"),
        "end": day("Last day, inclusive"),
        "closed_on": day("The day it was closed, if that was not the last"),
        "state": words("Otherwise the dates decide", &["planned", "active", "closed"]),
        "unit": unit(),
        "exclude": text("Why it does not count in any statistics"),
        "note": text("A remark for readers"),
        "goal": object("What the sprint is for", &[], json!({
            "text": text("The goal in one sentence"),
            "outcome": words("What became of it", &["met", "partly", "missed", "none"]),
            "evidence": text("Address of the evidence"),
        })),
    }))
}

fn totals() -> Properties {
    map(json!({
        "committed": points("Work in the sprint at its start"),
        "added": points("Work added later"),
        "removed": points("Work taken out"),
        "reestimated": {"type": "number", "description": "Sum of all changes of estimates"},
        "completed": points("Work finished"),
        "not_completed": points("Work open at the close"),
        "remaining": {"type": "object", "description": "What was left at the end of a day",
                      "propertyNames": {"format": "date"}, "additionalProperties": points("Left on that day")},
        "items": list("The work, item by item", object("An item", &["id"], item())),
    }))
}

fn item() -> Value {
    json!({
        "id": text("Id in your tracker; the same id in two sprints is a carry-over"),
        "title": text("What it is"),
        "url": text("Where it is described"),
        "type": words("Kind of work", &["feature", "bug", "chore", "spike", "other"]),
        "points": points("The estimate"),
        "estimates": list("The estimates, if they changed", object("An estimate", &["points"], json!({
            "date": day("From this day on"),
            "points": points("The estimate"),
        }))),
        "added": day("The day it came in"),
        "removed": day("The day it went out"),
        "started": day("The day work began"),
        "done": day("The day it was finished"),
        "goal": truth("The sprint goal needs it"),
        "blocked": list("When it could not move", object("A stretch of days", &["from"], json!({
            "from": day("First day"),
            "to": day("The day it could move again"),
            "blocker": text("Id of the blocker"),
        }))),
        "escaped": truth("A bug that users found first"),
        "parent": text("Id of what it is a part of"),
        "labels": list("Labels of your tracker", text("A label")),
        "summary": text("One line for the release notes"),
    })
}

fn around() -> Properties {
    map(json!({
        "capacity": {"description": "Person-days", "anyOf": [
            {"type": "number", "minimum": 0},
            object("The people", &["people"], json!({"people": people()})),
        ]},
        "calendar": object("What differs from the team's calendar", &[], json!({
            "holidays": holidays(),
            "working_days": working_days(),
        })),
        "blockers": list("What stood in the way", object("A blocker", &["id"], json!({
            "id": text("Id that items may name"),
            "title": text("What it is"),
            "cause": text("Equal causes are counted together"),
            "opened": day("The day it was noticed"),
            "resolved": day("The day it was out of the way"),
            "escalated": day("The day it was taken to somebody else"),
            "items": list("Ids of the items that it held up", text("Id of an item")),
            "owner": text("The role that sees to it"),
            "external": truth("It came from outside the team"),
            "risk": text("Id of the risk that it grew from"),
        }))),
        "risks": list("What may stand in the way", object("A risk", &["id"], json!({
            "id": text("Id that a blocker may name"),
            "title": text("What may happen"),
            "likelihood": mark("How likely, 1 to 5"),
            "impact": mark("How bad, 1 to 5"),
            "near": day("The day it could bite"),
            "response": text("What the team does about it"),
            "owner": text("The role that watches it"),
            "state": text("Where it stands"),
        }))),
        "dependencies": list("What the team needs from others", object("A dependency", &["id", "what"], json!({
            "id": text("Id"),
            "team": text("The team that it comes from"),
            "what": text("What is needed"),
            "needed_by": day("The day it is needed"),
            "promised": day("The day it is promised for"),
            "state": words("Where it stands", &["asked", "agreed", "delivered", "late"]),
        }))),
    }))
}

fn after() -> Properties {
    map(json!({
        "retro": object("The retrospective", &[], json!({
            "well": list("What went well", text("One thing")),
            "improve": list("What to improve", text("One thing")),
            "actions": list("What the team decided to do", object("An action", &["id", "what"], action())),
            "closed": list("Earlier actions that are done", object("A finished action", &["id"], json!({
                "id": text("Id of the action"),
                "from": text("Id of the sprint that decided on it"),
                "outcome": text("What came of it"),
            }))),
        })),
        "health": object("Answers to how people are", &[], json!({
            "scale": count("The best possible answer"),
            "responses": list("The answers", json!({"type": "number", "minimum": 0})),
            "questions": {"type": "object", "description": "The answers by question",
                          "additionalProperties": list("The answers", json!({"type": "number", "minimum": 0}))},
        })),
        "quality": object("Counts about quality", &[], json!({
            "escaped": count("Bugs that users found first"),
            "reopened": count("Items that were done and came back"),
            "incidents": count("Incidents in production"),
        })),
        "money": object("What the sprint cost", &[], json!({
            "spent": amount("What was spent"),
            "planned": amount("What was planned"),
            "currency": text("Currency, such as EUR"),
        })),
        "releases": list("What was released", object("A release", &["version"], json!({
            "version": text("Version"), "date": day("The day"), "url": text("Where to read more"),
        }))),
        "events": list("Marks on the charts", object("An event", &["date", "what"], json!({
            "date": day("The day"), "what": text("What happened"),
        }))),
        "amended": list("Corrections after the close", object("A correction", &["date", "what"], json!({
            "date": day("The day"), "what": text("What was corrected"), "why": text("Why"),
        }))),
    }))
}

fn action() -> Value {
    json!({
        "id": text("Id"),
        "what": text("What to do"),
        "due": text("Id of the sprint by whose end it should be done"),
        "owner": text("The role that sees to it"),
        "theme": text("What it is about"),
        "state": words("Where it stands", &["open", "done", "dropped"]),
        "experiment": object("How to see whether it helps", &["measure"], json!({
            "measure": text("What to watch"),
            "before": text("Its value before"),
            "expect": text("What the team expects"),
        })),
    })
}

fn people() -> Value {
    list(
        "The people, as roles",
        object(
            "A person as a role",
            &["role"],
            json!({
                "role": text("The role, never a name"),
                "allocation": {"type": "integer", "minimum": 0, "maximum": 100, "description": "Share of the time, in per cent"},
                "leave": {"description": "Days off, as dates or as a number", "anyOf": [
                    {"type": "number", "minimum": 0}, list("Days off", day("A day off")),
                ]},
            }),
        ),
    )
}

fn holidays() -> Value {
    list(
        "Days on which nobody works",
        object(
            "A holiday",
            &["date"],
            json!({
                "date": day("The day"), "name": text("What it is called"),
            }),
        ),
    )
}

fn working_days() -> Value {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    json!({"type": "array", "minItems": 1, "items": {"enum": days}, "description": "Days of the week on which the team works"})
}

fn unit() -> Value {
    words("What totals and velocity count", &["points", "items"])
}

#[expect(clippy::needless_pass_by_value, reason = "values are written where they are used")]
fn object(description: &str, required: &[&str], properties: Value) -> Value {
    json!({"type": "object", "description": description, "additionalProperties": false, "required": required, "properties": properties})
}

#[expect(clippy::needless_pass_by_value, reason = "values are written where they are used")]
fn list(description: &str, items: Value) -> Value {
    json!({"type": "array", "description": description, "items": items})
}

/// Numbers are texts too, as in `version: 3.10`.
fn text(description: &str) -> Value {
    json!({"type": ["string", "number"], "description": description})
}

fn words(description: &str, words: &[&str]) -> Value {
    json!({"enum": words, "description": description})
}

fn day(description: &str) -> Value {
    json!({"type": "string", "format": "date", "description": description})
}

fn truth(description: &str) -> Value {
    json!({"type": "boolean", "description": description})
}

fn points(description: &str) -> Value {
    json!({"type": "number", "minimum": 0, "description": description})
}

fn amount(description: &str) -> Value {
    json!({"type": "number", "minimum": 0, "description": description})
}

fn count(description: &str) -> Value {
    json!({"type": "integer", "minimum": 0, "description": description})
}

fn mark(description: &str) -> Value {
    json!({"type": "integer", "minimum": 1, "maximum": 5, "description": description})
}

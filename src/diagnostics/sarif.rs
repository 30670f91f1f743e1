//! Diagnostics as SARIF 2.1.0, which code hosts show beside the lines of a change.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::source::{Fingerprint, SourceTree, Span};

use super::code::Code;
use super::diagnostic::{Diagnostic, Severity};
use super::json::place;

/// What may stand in a path of an address as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One log with one run: a rule for each code that occurs, a result for each diagnostic, mends as fixes. Columns count
/// characters.
#[must_use]
pub fn to_sarif(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let codes: Vec<Code> = diagnostics.iter().map(|one| one.code).collect::<BTreeSet<Code>>().into_iter().collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, &codes, tree)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "sprintbook",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("strings and numbers always serialise")
}

fn rule(code: Code) -> Value {
    let help = format!("`sprintbook explain {code}` says what it means and how to mend it.");
    json!({"id": code.as_str(), "shortDescription": {"text": code.summary()}, "help": {"text": help}})
}

fn result(diagnostic: &Diagnostic, codes: &[Code], tree: &SourceTree) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let mut result = Map::new();
    result.insert("ruleId".into(), diagnostic.code.as_str().into());
    result.insert("ruleIndex".into(), codes.iter().position(|code| *code == diagnostic.code).into());
    result.insert("level".into(), level.into());
    result.insert("message".into(), json!({"text": format!("{}{help}", diagnostic.message)}));
    result.insert("locations".into(), json!([{"physicalLocation": physical(&diagnostic.span, tree)}]));
    // Lines move when others are added above them; what is wrong and where it stands in words does not.
    let same = (diagnostic.code.as_str(), tree.shown(&diagnostic.span.file), &diagnostic.message);
    result.insert("partialFingerprints".into(), json!({"sprintbook/v1": Fingerprint::of(&same).to_hex()}));
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate().map(|(id, related)| {
            json!({"id": id, "message": {"text": related.label}, "physicalLocation": physical(&related.span, tree)})
        });
        result.insert("relatedLocations".into(), related.collect());
    }
    if let Some(fix) = diagnostic.fix.as_deref() {
        let replacement =
            json!({"deletedRegion": region(&fix.span, tree), "insertedContent": {"text": fix.replacement}});
        let change = json!({"artifactLocation": artifact(&fix.span, tree), "replacements": [replacement]});
        result.insert("fixes".into(), json!([{"artifactChanges": [change]}]));
    }
    Value::Object(result)
}

fn physical(span: &Span, tree: &SourceTree) -> Value {
    json!({"artifactLocation": artifact(span, tree), "region": region(span, tree)})
}

/// The address of a file, relative to the folder in which sprintbook ran.
fn artifact(span: &Span, tree: &SourceTree) -> Value {
    let path = tree.shown(&span.file);
    json!({"uri": utf8_percent_encode(&path, PATH).to_string()})
}

fn region(span: &Span, tree: &SourceTree) -> Value {
    let place = place(span, tree);
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

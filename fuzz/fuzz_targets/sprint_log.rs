//! A sprint log of any text: every answer of the commands about sprints, and no panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sprintbook::pipeline::{Asked, Limit, Logs, PlanQuestion, PlanShape, Shape, logs};
use sprintbook::source::SourceTree;
use sprintbook_fuzz::{TODAY, project, tell};

const SHAPES: [(Shape, PlanShape); 4] = [
    (Shape::Text, PlanShape::Text),
    (Shape::Json, PlanShape::Json),
    (Shape::Csv, PlanShape::Github),
    (Shape::Markdown, PlanShape::Markdown),
];

fuzz_target!(|text: &[u8]| {
    let tree = project(text);
    let logs = logs(&tree, TODAY);
    tell(&logs.diagnostics, &tree);
    answers(&logs, &tree, text.len());
});

/// Also where there are errors: the preview shows such numbers beside the mistakes. Each text is answered in one shape of
/// four, by its length, which makes four times as many texts in an hour.
fn answers(logs: &Logs, tree: &SourceTree, length: usize) {
    let place = length % SHAPES.len();
    let (shape, plan) = SHAPES[place];
    let _ = logs.show_all(None, shape);
    for id in ["s1", "s2", "s3"] {
        let _ = logs.show(Some(id), None, shape);
        let question = PlanQuestion { id: Some(id), team: None, limit: Some(Limit::Likely), shape: plan };
        let _ = logs.plan(&question, tree);
    }
    let _ = logs.diff("s1", "s2", None);
    for id in ["s1", "s2"] {
        let _ = logs.close(id, None, None);
    }
    let asked: [Asked; 4] = [
        Asked::default(),
        Asked { points: Some("74.5".to_owned()), ..Asked::default() },
        Asked { items: Some(25), sprints: Some(3), ..Asked::default() },
        Asked { items: Some(25), days: Some(10), ..Asked::default() },
    ];
    let _ = logs.forecast(&asked[place], length % 8 < 4);
}

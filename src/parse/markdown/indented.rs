//! Boxes whose body is told by its indentation: `!!! note "Title"`, and `??? note` for one that folds.

use std::ops::Range;

use pulldown_cmark::Options;

use super::boxes::{BoxLine, read_indented};
use super::copy::Copy;
use super::prepare::{Prepared, STAND_IN, code_ranges, pair, within};

/// How far a body is indented, in columns.
const STEP: usize = 4;

/// Takes the indentation from the body of every outermost box; says whether there was one.
pub(super) fn dedent(prepared: &mut Prepared<'_>, options: Options) -> bool {
    let text = std::mem::take(&mut prepared.text);
    let code = code_ranges(&text, options);
    let lines = lines(&text);
    let mut copy = Copy::new(&text);
    let mut found: Vec<BoxLine> = Vec::new();
    let mut number = 0;
    while let Some(line) = lines.get(number) {
        number += 1;
        let start = line.start + indentation(&text[line.clone()]).1;
        let written = start..line.start + text[line.clone()].trim_end().len();
        let Some(mark) = text.get(written.clone()).and_then(read_indented).filter(|_| !within(&code, start)) else {
            continue;
        };
        let columns = indentation(&text[line.clone()]).0 + STEP;
        let body = body_lines(&text, &lines[number..], columns);
        if body == 0 {
            continue;
        }
        copy.keep(start);
        copy.skip(written.end);
        let open = copy.insert(STAND_IN);
        for line in &lines[number..number + body] {
            copy.keep(line.start);
            copy.skip(line.start + first_step(&text[line.clone()]));
        }
        number += body;
        copy.keep(lines[number - 1].end);
        let line_end = if text[lines[number - 1].clone()].ends_with('\n') { "" } else { "\n" };
        copy.insert(&format!("{line_end}{}", &text[line.start..start]));
        let close = copy.insert(STAND_IN);
        copy.insert("\n");
        found.extend(pair(open, close, prepared.written(&written), mark));
    }
    if found.is_empty() {
        prepared.text = text;
        return false;
    }
    copy.keep(text.len());
    let copy = (copy.text, copy.shifts);
    prepared.replace(copy, found);
    true
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        at - line.len()..at
    });
    lines.collect()
}

/// How many of `lines` belong to a body that is indented by `columns`: up to the last one that is.
fn body_lines(text: &str, lines: &[Range<usize>], columns: usize) -> usize {
    let mut count = 0;
    for (index, line) in lines.iter().enumerate() {
        let line = &text[line.clone()];
        if line.trim().is_empty() {
            continue;
        }
        if indentation(line).0 < columns {
            break;
        }
        count = index + 1;
    }
    count
}

/// The indentation of a line in columns and in bytes.
fn indentation(line: &str) -> (usize, usize) {
    let mut columns = 0;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += STEP - columns % STEP,
            _ => return (columns, at),
        }
    }
    (columns, line.len())
}

/// The bytes of the first step of a line's indentation.
fn first_step(line: &str) -> usize {
    let mut columns = 0;
    let wide = line.bytes().take_while(|byte| {
        columns += if *byte == b'\t' { STEP } else { 1 };
        matches!(byte, b' ' | b'\t') && columns <= STEP
    });
    wide.count()
}

//! What most often is wrong with a line that YAML cannot read: a text that wants quotes.

/// What to do about the line at byte `at` of `text`, or the one before it, where that can be told.
pub(super) fn advice(text: &str, at: usize) -> Option<String> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let previous = text[..start].trim_end().lines().last().unwrap_or_default();
    [line, previous].into_iter().find_map(on_line)
}

fn on_line(line: &str) -> Option<String> {
    if line.contains('\t') && line.contains(": ") {
        return Some("YAML is indented with spaces, never with tabs".to_owned());
    }
    match inside_braces(line) {
        Some(inside) => values(inside).into_iter().find_map(|value| on_value(&value, true)),
        None => on_value(line.split_once(": ")?.1.trim(), false),
    }
}

/// What stands in the braces of `- {id: K-1, title: Card form}`.
fn inside_braces(line: &str) -> Option<&str> {
    let (before, inside) = line.split_once('{')?;
    let opens = before.trim_start().is_empty() || before.ends_with("- ") || before.ends_with(": ");
    opens.then(|| inside.rsplit_once('}').map_or(inside, |(inside, _)| inside))
}

/// The values as they were meant: what has no key of its own belongs to the value before it.
fn values(inside: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for part in inside.split(", ") {
        let is_key =
            |key: &str| !key.is_empty() && key.bytes().all(|letter| letter.is_ascii_alphabetic() || letter == b'_');
        match (part.split_once(": ").filter(|(key, _)| is_key(key.trim())), values.last_mut()) {
            (Some((_, value)), _) => values.push(value.trim().to_owned()),
            (None, Some(last)) => *last = format!("{last}, {part}"),
            (None, None) => {}
        }
    }
    values
}

fn on_value(value: &str, in_braces: bool) -> Option<String> {
    let first = value.chars().next()?;
    let quoted = || value.replace('\\', "\\\\").replace('"', "\\\"");
    let closing = match first {
        '"' | '\'' => Some(first),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    };
    if let Some(closing) = closing {
        // Words behind what looked like a text in quotes, or like a list.
        let rest = value[first.len_utf8()..].find(closing).map(|end| value[end + 2..].trim_start());
        let more = rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        return more.then(|| format!("a text that starts with `{first}` needs quotes around all of it"));
    }
    if value.contains(": ") {
        Some(format!("a text that contains `: ` needs quotes: `\"{}\"`", quoted()))
    } else if in_braces && value.contains(" #") {
        Some(format!("a text that contains ` #` needs quotes: `\"{}\"`", quoted()))
    } else if "@`%&*!?|>".contains(first) {
        Some(format!("a text that starts with `{first}` needs quotes"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::advice;

    fn on(line: &str) -> String {
        advice(line, 0).unwrap_or_default()
    }

    #[test]
    fn says_what_to_quote() {
        let colon = |text: &str| format!("a text that contains `: ` needs quotes: `\"{text}\"`");
        assert_eq!(on("title: Login: loop"), colon("Login: loop"));
        assert_eq!(on("  - {id: K-1, title: Login: loop, points: 3}"), colon("Login: loop"));
        assert_eq!(on("goal: {text: Say \"no\": always}"), colon(r#"Say \"no\": always"#));
        assert_eq!(on("  - {id: K-1, title: One, two: three, points: 3}"), "");
        assert_eq!(
            on("  - {id: K-1, title: Fix #42, points: 3}"),
            "a text that contains ` #` needs quotes: `\"Fix #42\"`"
        );
        assert_eq!(on("title: ? why"), "a text that starts with `?` needs quotes");
        assert_eq!(on("  - {title: @home, points: 3}"), "a text that starts with `@` needs quotes");
        for (line, sign) in [("title: \"a\" and b", '"'), ("title: [x] done", '['), ("title: 'tis", ' ')] {
            let wanted = format!("a text that starts with `{sign}` needs quotes around all of it");
            assert_eq!(on(line), if sign == ' ' { String::new() } else { wanted }, "{line}");
        }
        assert_eq!(on("title:\tRoles: all"), "YAML is indented with spaces, never with tabs");
    }

    #[test]
    fn a_line_that_is_right_gets_no_advice() {
        for line in
            ["title: Roles", "state: closed # done: today", "- {id: K-1, points: 3}", "labels: [a, b]", "é: {", ""]
        {
            let told = on(line);
            assert!(told.is_empty() || line.contains('#'), "{line}: {told}");
        }
    }
}

//! Numbers before file names: `01-roles.md` comes first and is called "Roles".

/// The number before `name`, and the name without it. `01-roles` has one; `2026-03-23`, `1.2-notes` and `404` are names.
pub(crate) fn without_number(name: &str) -> (Option<f64>, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &name[digits..];
    let bare = rest.trim_start_matches(['-', '_', '.', ' ']);
    let is_prefix =
        (1..=4).contains(&digits) && bare.len() < rest.len() && bare.starts_with(|first: char| !first.is_ascii_digit());
    if is_prefix { (name[..digits].parse().ok(), bare) } else { (None, name) }
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn a_number_and_a_mark_before_a_word_are_a_prefix() {
        assert_eq!(without_number("01-roles"), (Some(1.0), "roles"));
        assert_eq!(without_number("10. Set up"), (Some(10.0), "Set up"));
        assert_eq!(without_number("0001-use-git"), (Some(1.0), "use-git"));
        for name in ["roles", "404", "2026-03-23", "2026-03-23-retro", "1.2-notes", "12", "3d-view"] {
            let (number, bare) = without_number(name);
            assert_eq!((number, bare), (None, name));
        }
    }
}

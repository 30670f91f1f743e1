//! What the command line asks for.

use super::Outcome;

/// How much to make, from which seed, and where to.
pub struct Options {
    /// The folder in which `content` is made.
    pub out: String,
    /// Markdown files, the home page and the section pages among them.
    pub pages: usize,
    /// Another number gives another handbook.
    pub seed: u64,
    /// Sprints for each team.
    pub sprints: usize,
    /// Items for each sprint, those carried over from the one before among them.
    pub items: usize,
    /// With one team the log is `sprints/`; with several each has its own under `teams/`.
    pub teams: usize,
}

impl Options {
    /// What a handbook in `out` is like if nobody says otherwise: 1,000 pages and no sprints.
    #[must_use]
    pub fn of(out: String) -> Self {
        Self { out, pages: 1000, seed: 1, sprints: 0, items: 30, teams: 1 }
    }

    /// What the arguments of `generate` say.
    ///
    /// # Errors
    ///
    /// If one is unknown, has no value, or asks for a handbook of nothing.
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut options = Self::of(String::new());
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--out" => options.out = value,
                "--pages" => options.pages = number(&name, &value)?,
                "--seed" => options.seed = number(&name, &value)?,
                "--sprints" => options.sprints = number(&name, &value)?,
                "--items" => options.items = number(&name, &value)?,
                "--teams" => options.teams = number(&name, &value)?,
                _ => return Err(format!("unknown option {name}").into()),
            }
        }
        if options.out.is_empty() || options.pages == 0 || options.items == 0 || options.teams == 0 {
            return Err("--out is needed, and at least one page, one item and one team".into());
        }
        Ok(options)
    }
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Outcome<T> {
    value.parse().map_err(|_| format!("{name} needs a whole number, not `{value}`").into())
}

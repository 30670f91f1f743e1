//! One sprint of a log, its totals counted from its items, and its file.

use jiff::civil::Date;

/// A closed sprint in the rich form.
pub struct Sprint {
    pub id: String,
    pub start: Date,
    /// Last day, included.
    pub end: Date,
    pub goal: String,
    pub items: Vec<Item>,
    /// Days of leave for each of the two developers and the tester.
    pub leave: [usize; 3],
    pub blockers: Vec<Blocker>,
    /// The action that the retrospective agreed, and the sprint it is due in.
    pub action: Option<(String, String)>,
    /// The action of the sprint before that this one closes, and that sprint.
    pub closes: Option<(String, String)>,
    pub answers: [usize; 5],
    pub spent: usize,
}

/// A piece of work with the days on which something happened to it.
#[derive(Clone)]
pub struct Item {
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    /// Estimate in points when it came into the sprint.
    pub first: usize,
    /// The day on which the team changed its mind, and the estimate since.
    pub later: Option<(Date, usize)>,
    pub added: Option<Date>,
    pub removed: Option<Date>,
    pub started: Option<Date>,
    pub done: Option<Date>,
    pub goal: bool,
    /// From, to, and the blocker's id.
    pub blocked: Option<(Date, Date, String)>,
}

/// Something that stood in the way of one item.
pub struct Blocker {
    pub id: String,
    pub title: String,
    pub cause: &'static str,
    pub opened: Date,
    pub resolved: Date,
    pub item: String,
}

impl Item {
    /// The estimate at the end, in points.
    pub fn points(&self) -> usize {
        self.later.as_ref().map_or(self.first, |(_, points)| *points)
    }

    fn to_yaml(&self, start: Date) -> String {
        let mut line = format!("  - {{id: {}, title: {}, type: {}", self.id, self.title, self.kind);
        match &self.later {
            Some((date, points)) => {
                let from = self.added.unwrap_or(start);
                line.push_str(&format!(", estimates: [{{date: {from}, points: {}}}", self.first));
                line.push_str(&format!(", {{date: {date}, points: {points}}}]"));
            }
            None => line.push_str(&format!(", points: {}", self.first)),
        }
        let days = [("added", self.added), ("removed", self.removed), ("started", self.started), ("done", self.done)];
        for (name, day) in days {
            if let Some(day) = day {
                line.push_str(&format!(", {name}: {day}"));
            }
        }
        if self.goal {
            line.push_str(", goal: true");
        }
        if let Some((from, to, blocker)) = &self.blocked {
            line.push_str(&format!(", blocked: [{{from: {from}, to: {to}, blocker: {blocker}}}]"));
        }
        line + "}\n"
    }
}

impl Sprint {
    /// Points of the items that `count` takes, each counted at its first or at its last estimate.
    fn sum(&self, count: impl Fn(&Item) -> bool, points: impl Fn(&Item) -> usize) -> usize {
        self.items.iter().filter(|item| count(item)).map(points).sum()
    }

    pub fn committed(&self) -> usize {
        self.sum(|item| item.added.is_none(), |item| item.first)
    }

    pub fn completed(&self) -> usize {
        self.sum(|item| item.done.is_some(), Item::points)
    }

    /// Met from 90 %, partly from 70 % of the commitment.
    fn outcome(&self) -> &'static str {
        match (self.completed() * 100).checked_div(self.committed()) {
            Some(90..) => "met",
            Some(70..) => "partly",
            _ => "missed",
        }
    }

    /// The six totals as lines. Stops the program where committed + added + re-estimated is not
    /// completed + not completed + removed: a log that does not balance would measure the wrong thing.
    fn totals(&self) -> String {
        let added = self.sum(|item| item.added.is_some(), |item| item.first);
        let removed = self.sum(|item| item.removed.is_some(), Item::points);
        let left = self.sum(|item| item.done.is_none() && item.removed.is_none(), Item::points);
        let (first, last) = (self.sum(|_| true, |item| item.first), self.sum(|_| true, Item::points));
        let changed = last.cast_signed() - first.cast_signed();
        let (committed, completed) = (self.committed(), self.completed());
        let came = (committed + added).cast_signed() + changed;
        assert_eq!(came, (completed + left + removed).cast_signed(), "sprint {} does not balance", self.id);
        format!(
            "committed: {committed}\nadded: {added}\nreestimated: {changed}\nremoved: {removed}\n\
             completed: {completed}\nnot_completed: {left}\n"
        )
    }

    /// The file `<id>.yaml`.
    pub fn to_yaml(&self) -> String {
        let mut text = format!(
            "schema: 1\nid: {}\nname: Sprint {}\nstart: {}\nend: {}\nstate: closed\nclosed_on: {}\nunit: points\n",
            self.id, self.id, self.start, self.end, self.end
        );
        text.push_str(&format!("goal:\n  text: {}\n  outcome: {}\n", self.goal, self.outcome()));
        text.push_str(&self.totals());
        text.push_str("items:\n");
        for item in &self.items {
            text.push_str(&item.to_yaml(self.start));
        }
        text.push_str(&self.capacity());
        text.push_str(&self.obstacles());
        text.push_str(&self.retro());
        text.push_str(&format!("health: {{scale: 5, responses: {:?}}}\n", self.answers));
        text.push_str(&format!("money: {{spent: {}, currency: EUR}}\n", self.spent));
        text
    }

    fn capacity(&self) -> String {
        let mut text = String::from("capacity:\n  people:\n");
        for ((role, allocation), leave) in
            [("developer", 100), ("developer", 80), ("tester", 60)].iter().zip(self.leave)
        {
            text.push_str(&format!("    - {{role: {role}, allocation: {allocation}, leave: {leave}}}\n"));
        }
        text
    }

    fn obstacles(&self) -> String {
        let mut text = String::new();
        for Blocker { id, title, cause, opened, resolved, item } in &self.blockers {
            let about = format!("id: {id}, title: {title}, cause: {cause}");
            text.push_str(&format!("  - {{{about}, opened: {opened}, resolved: {resolved}, items: [{item}]}}\n"));
        }
        if text.is_empty() { text } else { format!("blockers:\n{text}") }
    }

    fn retro(&self) -> String {
        let mut text = String::new();
        if let Some((id, due)) = &self.action {
            let what = "Agree on a smaller first step";
            text.push_str(&format!(
                "  actions:\n    - {{id: {id}, what: {what}, due: {due}, state: open, theme: slicing}}\n"
            ));
        }
        if let Some((id, from)) = &self.closes {
            text.push_str(&format!("  closed:\n    - {{id: {id}, from: {from}, outcome: Two stories were split}}\n"));
        }
        if text.is_empty() { text } else { format!("retro:\n{text}") }
    }
}

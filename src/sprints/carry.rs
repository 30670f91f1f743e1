//! Work that goes from sprint to sprint.

use std::collections::BTreeMap;

use super::log::Log;
use super::part::Part;
use super::sprint::Sprint;

/// From so many carries on, an item is a zombie.
pub const ZOMBIE_CARRIES: usize = 3;

/// An item of a sprint that had been in earlier ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carried<'a> {
    /// The id of the item.
    pub id: &'a str,
    /// In how many sprints it has been, this one included.
    pub sprints: usize,
    /// The sprint it was first in: its birthday.
    pub since: &'a Sprint,
}

impl Carried<'_> {
    /// Whether it was carried three times or more.
    #[must_use]
    pub fn is_zombie(&self) -> bool {
        self.sprints > ZOMBIE_CARRIES
    }
}

/// The items of `sprint` that had been in earlier sprints of the log, in the order of the file. Work that was done before the
/// sprint began is in neither number of its ledger, and so not carried into it either.
#[must_use]
pub fn carried<'a>(log: &'a Log, sprint: &'a Sprint) -> Vec<Carried<'a>> {
    let parts = Part::all(sprint).into_iter().filter(Part::is_counted);
    let mut seen: BTreeMap<&str, (usize, Option<&'a Sprint>)> =
        parts.map(|part| (part.item.id.as_str(), (0, None))).collect();
    let endings = Endings::of(seen.keys().copied());
    for earlier in log.sprints.iter().take_while(|other| other.id != sprint.id) {
        for item in earlier.items.iter().filter(|item| endings.may_have(&item.id)) {
            if let Some((sprints, since)) = seen.get_mut(item.id.as_str())
                && Part::of(item, &earlier.dates).is_some()
            {
                *sprints += 1;
                since.get_or_insert(earlier);
            }
        }
    }
    let in_file_order = sprint.items.iter().filter_map(|item| {
        let (sprints, since) = seen.get(item.id.as_str())?;
        Some(Carried { id: item.id.as_str(), sprints: sprints + 1, since: (*since)? })
    });
    in_file_order.collect()
}

/// How some ids end. A long log has thousands of items before each sprint, and nearly all of them are told apart by that.
struct Endings([bool; Self::PLACES]);

impl Endings {
    const PLACES: usize = 4096;

    fn of<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut endings = [false; Self::PLACES];
        ids.for_each(|id| endings[Self::place(id)] = true);
        Self(endings)
    }

    fn may_have(&self, id: &str) -> bool {
        self.0[Self::place(id)]
    }

    fn place(id: &str) -> usize {
        let ending = match id.as_bytes() {
            [.., first, second, third, last] => u32::from_le_bytes([*first, *second, *third, *last]),
            short => short.iter().fold(0, |ending, byte| ending << 8 | u32::from(*byte)),
        };
        // The upper bits of a product depend on all bits of its factors (Knuth's multiplicative hashing).
        usize::try_from(ending.wrapping_mul(0x9E37_79B1) >> 20).expect("twelve bits are few")
    }
}

/// How often each item of the log was carried from one sprint to a later one, by id; 0 for one that was in one sprint only.
#[must_use]
pub fn carries(log: &Log) -> BTreeMap<&str, Carries<'_>> {
    let mut carries: BTreeMap<&str, Carries<'_>> = BTreeMap::new();
    for sprint in &log.sprints {
        for part in Part::all(sprint).iter().filter(|part| part.is_counted()) {
            let first = Carries { times: 0, since: sprint };
            carries.entry(part.item.id.as_str()).and_modify(|known| known.times += 1).or_insert(first);
        }
    }
    carries
}

/// How often an item was carried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carries<'a> {
    /// How many times.
    pub times: usize,
    /// The sprint it was first in.
    pub since: &'a Sprint,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::item::Item;
    use super::super::log::Log;
    use super::super::sprint::Sprint;
    use super::super::team::Team;
    use super::carried;

    fn sprint(day: i8, items: &[&str]) -> Sprint {
        let mut sprint = Sprint::new(format!("S{day:02}"), date(2026, 3, day), date(2026, 3, day));
        sprint.items = items.iter().map(|id| Item { id: (*id).to_owned(), ..Item::default() }).collect();
        sprint
    }

    /// E16 of the worked numbers: K-088 is carried three times and so a zombie.
    #[test]
    fn counts_sprints_and_remembers_the_first() {
        let log = Log::new(
            Team::default(),
            vec![
                sprint(4, &["K-088"]),
                sprint(5, &["K-088", "K-091"]),
                sprint(6, &["K-088", "K-091", "K-097"]),
                sprint(7, &["K-088", "K-106"]),
                sprint(8, &["K-106"]),
            ],
        );
        let seventh = carried(&log, &log.sprints[3]);
        assert_eq!(seventh.len(), 1);
        assert_eq!((seventh[0].id, seventh[0].sprints, seventh[0].since.id.as_str()), ("K-088", 4, "S04"));
        assert!(seventh[0].is_zombie());
        let times: Vec<(&str, usize)> = super::carries(&log).into_iter().map(|(id, one)| (id, one.times)).collect();
        assert_eq!(times, [("K-088", 3), ("K-091", 1), ("K-097", 0), ("K-106", 1)]);
        let sixth = carried(&log, &log.sprints[2]);
        assert_eq!(
            sixth.iter().map(|one| (one.id, one.is_zombie())).collect::<Vec<_>>(),
            [("K-088", false), ("K-091", false)]
        );
    }
}

//! Work that goes from sprint to sprint.

use std::collections::{BTreeMap, HashMap};

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
    let own = log.place(&sprint.id).unwrap_or(log.sprints.len());
    let parts = Part::all(sprint).into_iter().filter(Part::is_counted);
    let carried = parts.filter_map(|part| {
        let id = part.item.id.as_str();
        let earlier = log.stays.before(own, id);
        Some(Carried { id, sprints: earlier.len() + 1, since: log.sprints.get(*earlier.first()?)? })
    });
    carried.collect()
}

/// By the id of an item: the places in the log of the sprints that it was in, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stays(HashMap<String, Vec<usize>>);

impl Stays {
    /// What the items of `sprints` tell, which are in the order of the log.
    pub(super) fn of(sprints: &[Sprint]) -> Self {
        let mut stays: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, sprint) in sprints.iter().enumerate() {
            for part in Part::all(sprint) {
                match stays.get_mut(&part.item.id) {
                    Some(places) => places.push(place),
                    None => _ = stays.insert(part.item.id.clone(), vec![place]),
                }
            }
        }
        Self(stays)
    }

    /// The sprints before the one at `place` that the item with this id was in.
    fn before(&self, place: usize, id: &str) -> &[usize] {
        let places = self.0.get(id).map_or(&[][..], Vec::as_slice);
        &places[..places.partition_point(|one| *one < place)]
    }
}

/// How often each item of the log was carried from one sprint to a later one, by id; 0 for one that was in one sprint only.
#[must_use]
pub fn carries(log: &Log) -> BTreeMap<&str, Carries<'_>> {
    let of_sprint = |sprint| Part::all(sprint).into_iter().filter(Part::is_counted).map(move |part| (part, sprint));
    let mut parts: Vec<(&str, &Sprint)> =
        log.sprints.iter().flat_map(of_sprint).map(|(part, sprint)| (part.item.id.as_str(), sprint)).collect();
    // Stable, so that the first of an item stays its first.
    parts.sort_by_key(|(id, _)| *id);
    let of_item = parts.chunk_by(|one, other| one.0 == other.0);
    of_item.map(|stays| (stays[0].0, Carries { times: stays.len() - 1, since: stays[0].1 })).collect()
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

//! Lanes beside the pages of a map: each leads from a page down to those that its answers decide.

use std::collections::BTreeSet;

use super::Stop;

/// A line from a page to every page that its answers decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The place of the page whose answers decide.
    pub from: usize,
    /// The places of those that are decided, each after it.
    pub to: BTreeSet<usize>,
    /// Which lane, counted from 0 beside the pages. No two lines that pass by the same page share one.
    pub lane: usize,
}

/// The lines of a map. Short ones lie nearest to the pages.
#[must_use]
pub fn lanes(stops: &[Stop<'_>]) -> Vec<Lane> {
    let to = |from: usize| {
        let stops = stops.iter().enumerate();
        let decided = stops.filter(move |(_, stop)| stop.decided_on.contains(&from));
        decided.map(|(place, _)| place).collect::<BTreeSet<_>>()
    };
    let mut lanes: Vec<Lane> = (0..stops.len())
        .map(|from| Lane { from, to: to(from), lane: 0 })
        .filter(|lane| !lane.to.is_empty())
        .collect();
    lanes.sort_by_key(|lane| (lane.last() - lane.from, lane.from));
    for place in 0..lanes.len() {
        let (before, rest) = lanes.split_at_mut(place);
        let Some(own) = rest.first_mut() else { continue };
        let taken = |free: &usize| before.iter().any(|one| one.lane == *free && one.meets(own));
        own.lane = (0..).find(|free| !taken(free)).unwrap_or_default();
    }
    lanes
}

impl Lane {
    /// The last page that it leads to.
    #[must_use]
    pub fn last(&self) -> usize {
        self.to.last().copied().unwrap_or(self.from)
    }

    /// Whether both pass by the same page, ends included.
    fn meets(&self, other: &Self) -> bool {
        self.from <= other.last() && other.from <= self.last()
    }
}

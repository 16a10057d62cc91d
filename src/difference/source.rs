//! Pairing the sources of two reports, and what became of the rest.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::kind::Difference;
use crate::{Actor, ClaimId, Report, SourceId};

/// The sources of two reports, paired by the claims in common.
pub(super) struct Sources<'a> {
    before: &'a Report,
    after: &'a Report,
    /// The counterparts of sources of the first report.
    is: BTreeMap<SourceId, SourceId>,
    /// Sources of the first report without a counterpart, and the source of the second that has their claims.
    merged: BTreeMap<SourceId, SourceId>,
    /// Sources of the second report without a counterpart, and the source of the first that had their claims.
    split: BTreeMap<SourceId, SourceId>,
    /// The sources of the first report that relay and never speak. Not every format has their level.
    relays: BTreeSet<SourceId>,
}

fn speaker(report: &Report, claim: ClaimId) -> Option<SourceId> {
    report.claim(claim)?.source()
}

/// The first and the last word of each name of an actor, in lower case.
fn name_ends(actor: &Actor) -> impl Iterator<Item = String> {
    let ends = |name: &String| {
        let words = name.split_whitespace();
        [words.clone().next_back(), words.clone().next()].map(|word| word.map(str::to_lowercase))
    };
    actor.names.iter().flat_map(ends).flatten()
}

/// Whether two actors share a name: one has a name that the other is called by.
fn one_name(one: &Actor, other: &Actor) -> bool {
    one.names.iter().any(|name| other.is_called(name)) || other.names.iter().any(|name| one.is_called(name))
}

impl<'a> Sources<'a> {
    /// Pairs sources of two reports on one text.
    pub(super) fn new(before: &'a Report, after: &'a Report, pairs: &BTreeMap<usize, usize>) -> Self {
        Sources::pair(before, after, pairs, &BTreeMap::new(), |_, _| true)
    }

    /// Pairs sources of two versions of a text: by what they are called, and the others by their claims. Two that are called
    /// otherwise are two, whatever they say.
    pub(super) fn of_versions(before: &'a Report, after: &'a Report, pairs: &BTreeMap<usize, usize>) -> Self {
        // The first source with each label, and with each word at an end of a name.
        let mut labels: BTreeMap<&str, SourceId> = BTreeMap::new();
        let mut words: BTreeMap<String, SourceId> = BTreeMap::new();
        for (id, source) in after.iter_sources() {
            labels.entry(after.name(id)).or_insert(id);
            for word in after.actor(source.actor).into_iter().flat_map(name_ends) {
                words.entry(word).or_insert(id);
            }
        }
        let alike = |one: SourceId| {
            let actor = before.actor_of(one)?;
            let shares_name =
                |other: &SourceId| after.actor_of(*other).is_some_and(|other| one_name(actor, other));
            let named = || name_ends(actor).filter_map(|word| words.get(&word).copied()).find(shares_name);
            labels.get(actor.label()).copied().or_else(named)
        };
        let known = before.iter_sources().filter_map(|(id, _)| Some(((id, alike(id)?), 1))).collect();
        let may_be = |one, other| match (before.actor_of(one), after.actor_of(other)) {
            (Some(one), Some(other)) => {
                one.names.is_empty() || other.names.is_empty() || one_name(one, other)
            }
            _ => true,
        };
        Sources::pair(before, after, pairs, &known, may_be)
    }

    fn pair(
        before: &'a Report,
        after: &'a Report,
        pairs: &BTreeMap<usize, usize>,
        known: &BTreeMap<(SourceId, SourceId), usize>,
        may_be: impl Fn(SourceId, SourceId) -> bool,
    ) -> Self {
        let pairs = || pairs.iter().map(|(one, other)| (ClaimId::at(*one), ClaimId::at(*other)));
        let mut shared = counted(pairs().map(|(one, other)| (speaker(before, one), speaker(after, other))));
        shared.retain(|(one, other), _| may_be(*one, *other));
        let (mut is, mut was) = (BTreeMap::new(), BTreeMap::new());
        pair(known, &mut is, &mut was);
        pair(&shared, &mut is, &mut was);
        // Sources that relay and never speak are paired by what they relay.
        let passed_on = counted(pairs().map(|(one, other)| (before.relay(one), after.relay(other))));
        let speakers: BTreeSet<SourceId> = is.keys().copied().collect();
        pair(&passed_on, &mut is, &mut was);
        let relays = is.keys().copied().filter(|one| !speakers.contains(one)).collect();
        let merged = wholly(shared.keys().map(|(one, other)| (*one, *other)), &is, &was);
        let split = wholly(shared.keys().map(|(one, other)| (*other, *one)), &was, &is);
        Sources { before, after, is, merged, split, relays }
    }

    /// Whether they are counterparts, alone or after a merge or a split.
    fn agree(&self, old: Option<SourceId>, new: Option<SourceId>) -> bool {
        match (old, new) {
            (Some(old), Some(new)) => {
                self.is.get(&old) == Some(&new)
                    || self.merged.get(&old) == Some(&new)
                    || self.split.get(&new) == Some(&old)
            }
            (None, None) => true,
            _ => false,
        }
    }

    /// Adds the differences in speaker and relay of two paired claims.
    pub(super) fn of_claim(&self, found: &mut Vec<Difference>, before: ClaimId, after: ClaimId) {
        let (old, new) = (speaker(self.before, before), speaker(self.after, after));
        if !self.agree(old, new) {
            found.push(Difference::Speaker { before, after, old, new });
        }
        let (old, new) = (self.before.relay(before), self.after.relay(after));
        if !self.agree(old, new) {
            found.push(Difference::Relay { before, after, old, new });
        }
    }

    /// Adds the sources that only one of two versions has.
    pub(super) fn only_in_one(&self, found: &mut Vec<Difference>) {
        let went = self.before.iter_sources().map(|(id, _)| id);
        let went = went.filter(|id| !self.is.contains_key(id) && !self.merged.contains_key(id));
        found.extend(went.map(|before| Difference::SourceRemoved { before }));
        let was: BTreeSet<SourceId> = self.is.values().copied().collect();
        let came = self.after.iter_sources().map(|(id, _)| id);
        let came = came.filter(|id| !was.contains(id) && !self.split.contains_key(id));
        found.extend(came.map(|after| Difference::SourceAdded { after }));
    }

    /// Adds the differences of the sources themselves.
    pub(super) fn differences(&self, found: &mut Vec<Difference>) {
        for (before, after) in self.is.iter().filter(|(before, _)| !self.relays.contains(before)) {
            let levels = self.before.source(*before).zip(self.after.source(*after));
            if let Some((old, new)) =
                levels.map(|(old, new)| (old.level, new.level)).filter(|(old, new)| old != new)
            {
                found.push(Difference::Level { before: *before, after: *after, old, new });
            }
        }
        let is = self.is.iter().map(|(before, after)| (*before, *after));
        for (after, before) in several(&self.merged, is.clone().map(|(before, after)| (after, before))) {
            found.push(Difference::SourcesMerged { before, after });
        }
        for (before, after) in several(&self.split, is) {
            found.push(Difference::SourceSplit { before, after });
        }
    }
}

/// The number of claims in common of each pair of sources.
fn counted(
    pairs: impl Iterator<Item = (Option<SourceId>, Option<SourceId>)>,
) -> BTreeMap<(SourceId, SourceId), usize> {
    let mut shared = BTreeMap::new();
    for pair in pairs.filter_map(|(one, other)| one.zip(other)) {
        *shared.entry(pair).or_default() += 1;
    }
    shared
}

/// Pairs sources by the number of claims in common, largest first.
fn pair(
    shared: &BTreeMap<(SourceId, SourceId), usize>,
    is: &mut BTreeMap<SourceId, SourceId>,
    was: &mut BTreeMap<SourceId, SourceId>,
) {
    let mut most: Vec<_> =
        shared.iter().map(|((one, other), count)| (Reverse(*count), *one, *other)).collect();
    // Among equals, those with the same id come first, since corrections keep ids where they can.
    most.sort_by_key(|(count, one, other)| (*count, one != other, *one, *other));
    for (_, one, other) in most {
        if !is.contains_key(&one) && !was.contains_key(&other) {
            is.insert(one, other);
            was.insert(other, one);
        }
    }
}

/// The sources without a counterpart whose claims all went to one that has another counterpart.
fn wholly(
    shared: impl Iterator<Item = (SourceId, SourceId)>,
    is: &BTreeMap<SourceId, SourceId>,
    was: &BTreeMap<SourceId, SourceId>,
) -> BTreeMap<SourceId, SourceId> {
    let mut targets: BTreeMap<SourceId, Vec<SourceId>> = BTreeMap::new();
    for (one, other) in shared.filter(|(one, _)| !is.contains_key(one)) {
        targets.entry(one).or_default().push(other);
    }
    let only = targets.into_iter().filter_map(|(one, others)| match others.as_slice() {
        [other] if was.contains_key(other) => Some((one, *other)),
        _ => None,
    });
    only.collect()
}

/// For each source that others were merged into, or split from: those others and its counterpart.
fn several(
    came: &BTreeMap<SourceId, SourceId>,
    counterparts: impl Iterator<Item = (SourceId, SourceId)>,
) -> BTreeMap<SourceId, Vec<SourceId>> {
    let mut all: BTreeMap<SourceId, Vec<SourceId>> = BTreeMap::new();
    for (one, other) in came {
        all.entry(*other).or_default().push(*one);
    }
    for (other, one) in counterparts {
        if let Some(all) = all.get_mut(&other) {
            all.push(one);
            all.sort_unstable();
        }
    }
    all
}

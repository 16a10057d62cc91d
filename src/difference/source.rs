//! Which source of one report is which of the other, and what became of the rest.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Difference;
use crate::{ClaimId, Report, SourceId};

/// Sources of two reports, put side by side by the claims that they share.
pub(super) struct Sources<'a> {
    before: &'a Report,
    after: &'a Report,
    /// What a source of the first report is in the second, and the other way round.
    is: BTreeMap<SourceId, SourceId>,
    was: BTreeMap<SourceId, SourceId>,
    merged: BTreeMap<SourceId, SourceId>,
    split: BTreeMap<SourceId, SourceId>,
}

fn speaker(report: &Report, claim: ClaimId) -> Option<SourceId> {
    report.claim(claim)?.speaker()?.source
}

impl<'a> Sources<'a> {
    pub(super) fn new(before: &'a Report, after: &'a Report, pairs: &BTreeMap<usize, usize>) -> Self {
        let mut shared: BTreeMap<(SourceId, SourceId), usize> = BTreeMap::new();
        for (one, other) in pairs {
            let (one, other) = (ClaimId::at(*one), ClaimId::at(*other));
            if let (Some(one), Some(other)) = (speaker(before, one), speaker(after, other)) {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
        let mut most: Vec<_> = shared.iter().map(|((one, other), count)| (Reverse(*count), *one, *other)).collect();
        // Of two that share as many claims, those with the same id, since corrections keep ids where they can.
        most.sort_by_key(|(count, one, other)| (*count, one != other, *one, *other));
        let (mut is, mut was) = (BTreeMap::new(), BTreeMap::new());
        for (_, one, other) in most {
            if !is.contains_key(&one) && !was.contains_key(&other) {
                is.insert(one, other);
                was.insert(other, one);
            }
        }
        // Relays need not speak: what is left goes by its id, where both reports have one.
        for one in relays(before) {
            if !is.contains_key(&one) && !was.contains_key(&one) && after.source(one).is_some() {
                is.insert(one, one);
                was.insert(one, one);
            }
        }
        let merged = wholly(shared.keys().map(|(one, other)| (*one, *other)), &is, &was);
        let split = wholly(shared.keys().map(|(one, other)| (*other, *one)), &was, &is);
        Sources { before, after, is, was, merged, split }
    }

    /// Whether one is what the other became, alone or together with others.
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

    /// What differs in who said a claim, and who passed it on.
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

    /// What differs in the sources themselves.
    pub(super) fn differences(&self, found: &mut Vec<Difference>) {
        for (before, after) in &self.is {
            let levels = self.before.source(*before).zip(self.after.source(*after));
            if let Some((old, new)) = levels.map(|(old, new)| (old.level, new.level)).filter(|(old, new)| old != new) {
                found.push(Difference::Level { before: *before, after: *after, old, new });
            }
        }
        for (after, before) in inverted(&self.merged) {
            found.push(Difference::SourcesMerged { before, after });
        }
        for (before, after) in inverted(&self.split) {
            found.push(Difference::SourceSplit { before, after });
        }
        debug_assert_eq!(self.is.len(), self.was.len());
    }
}

/// The sources of one report without a counterpart whose claims all went to one that has another.
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

fn inverted(map: &BTreeMap<SourceId, SourceId>) -> BTreeMap<SourceId, Vec<SourceId>> {
    let mut inverted: BTreeMap<SourceId, Vec<SourceId>> = BTreeMap::new();
    for (one, other) in map {
        inverted.entry(*other).or_default().push(*one);
    }
    inverted
}

fn relays(report: &Report) -> impl Iterator<Item = SourceId> {
    report.iter_claims().filter_map(|(id, _)| report.relay(id))
}

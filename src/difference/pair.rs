//! Pairing the claims of two reports.

use std::collections::{BTreeMap, VecDeque};

use crate::{Claim, Report, Span};

/// Maximum number of claims that are compared with one, when claims are paired by the words in common.
const MAX_CANDIDATES: usize = 32;

/// Minimum share of two contents in common, in thousandths.
const MIN_SHARE: usize = 333;

pub(super) struct Paired {
    /// Indexes of claims of the second report, by those of the first.
    pub(super) pairs: BTreeMap<usize, usize>,
    /// Indexes of the claims of the second report without a counterpart.
    pub(super) added: Vec<usize>,
}

pub(super) fn pair(before: &[Compared], after: &[Compared]) -> Paired {
    let mut pairing = Pairing { before, after, pairs: BTreeMap::new(), taken: vec![false; after.len()] };
    pairing.by(|one| Some((one.content.as_slice(), one.cue.as_slice())));
    pairing.by(|one| (!one.content.is_empty()).then_some((one.content.as_slice(), &[][..])));
    pairing.by(|one| (!one.cue.is_empty()).then_some((&[][..], one.cue.as_slice())));
    pairing.by_overlap();
    let free = pairing.taken.iter().enumerate().filter(|(_, taken)| !**taken);
    Paired { added: free.map(|(index, _)| index).collect(), pairs: pairing.pairs }
}

struct Pairing<'a> {
    before: &'a [Compared],
    after: &'a [Compared],
    pairs: BTreeMap<usize, usize>,
    taken: Vec<bool>,
}

type Key<'a> = (&'a [Span], &'a [Span]);

impl<'a> Pairing<'a> {
    fn free_after(&self) -> impl Iterator<Item = (usize, &'a Compared)> {
        self.after.iter().enumerate().filter(|(index, _)| self.taken.get(*index) == Some(&false))
    }

    fn free_before(&self) -> Vec<(usize, &'a Compared)> {
        self.before.iter().enumerate().filter(|(index, _)| !self.pairs.contains_key(index)).collect()
    }

    fn join(&mut self, before: usize, after: usize) {
        self.pairs.insert(before, after);
        if let Some(slot) = self.taken.get_mut(after) {
            *slot = true;
        }
    }

    /// Pairs claims with the same key, in order.
    fn by(&mut self, key: impl Fn(&'a Compared) -> Option<Key<'a>>) {
        let mut waiting: BTreeMap<Key<'a>, VecDeque<usize>> = BTreeMap::new();
        for (index, one) in self.free_after() {
            if let Some(key) = key(one) {
                waiting.entry(key).or_default().push_back(index);
            }
        }
        for (index, one) in self.free_before() {
            let other = key(one).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(other) = other {
                self.join(index, other);
            }
        }
    }

    /// Pairs the rest by the share of their contents in common, which is at least a third, largest first.
    fn by_overlap(&mut self) {
        let mut sorted: Vec<(usize, usize)> = self
            .free_after()
            .filter_map(|(index, one)| Some((one.content.first()?.start(), index)))
            .collect();
        sorted.sort_unstable();
        let mut candidates = Vec::new();
        for (index, one) in self.free_before() {
            let Some(end) = one.content.last().map(|span| span.end()) else { continue };
            let behind = sorted.partition_point(|(start, _)| *start < end);
            for (_, other) in sorted.iter().take(behind).rev().take(MAX_CANDIDATES) {
                let shared = self.after.get(*other).map_or(0, |other| share(&one.content, &other.content));
                if shared >= MIN_SHARE {
                    candidates.push((std::cmp::Reverse(shared), index, *other));
                }
            }
        }
        candidates.sort_unstable();
        for (_, index, other) in candidates {
            if !self.pairs.contains_key(&index) && self.taken.get(other) == Some(&false) {
                self.join(index, other);
            }
        }
    }
}

/// The share of two contents that is in both, in thousandths of their union. Both are in text order.
fn share(one: &[Span], other: &[Span]) -> usize {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut both: usize = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        both = both.saturating_add(x.end().min(y.end()).saturating_sub(x.start().max(y.start())));
        if x.end() <= y.end() {
            a.next()
        } else {
            b.next()
        };
    }
    let length = |spans: &[Span]| spans.iter().fold(0_usize, |sum, span| sum.saturating_add(span.len()));
    let all = length(one).saturating_add(length(other)).saturating_sub(both);
    both.saturating_mul(1000) / all.max(1)
}

/// What a claim is paired by.
pub(super) struct Compared {
    content: Vec<Span>,
    cue: Vec<Span>,
}

impl Compared {
    pub(super) fn all(report: &Report, text: &str) -> Vec<Compared> {
        let cue = |claim: &Claim| claim.speaker().map_or(Vec::new(), |link| trimmed(&link.cue, text));
        report
            .claims
            .iter()
            .map(|claim| Compared { content: trimmed(&claim.content, text), cue: cue(claim) })
            .collect()
    }
}

/// The spans in text order, without white space at their ends, and those with only white space between them as one.
pub(super) fn trimmed(spans: &[Span], text: &str) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in sorted {
        let Some(words) = span.slice(text) else {
            joined.push(span);
            continue;
        };
        let start = span.start() + (words.len() - words.trim_start().len());
        let span = Span::between(start, start + words.trim().len());
        match joined.last_mut() {
            Some(last) if text.get(last.end()..span.start()).is_some_and(|gap| gap.trim().is_empty()) => {
                *last = last.cover(span);
            }
            _ if span.is_empty() => {}
            _ => joined.push(span),
        }
    }
    joined
}

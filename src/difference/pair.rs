//! Pairing the claims of two reports.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::{Claim, Report, Span};

/// Maximum number of claims that are compared with one, when claims are paired by the words in common.
const MAX_CANDIDATES: usize = 32;

/// Minimum share of two contents in common, in thousandths.
const MIN_SHARE: usize = 333;

/// Minimum share of the different words of two contents in common, in thousandths.
const MIN_SHARE_OF_WORDS: usize = 500;

pub(super) struct Paired {
    /// Indexes of claims of the second report, by those of the first.
    pub(super) pairs: BTreeMap<usize, usize>,
    /// Indexes of the claims of the second report without a counterpart.
    pub(super) added: Vec<usize>,
}

/// Pairs claims on one text, by their places.
pub(super) fn by_place(before: &[Compared<Span>], after: &[Compared<Span>]) -> Paired {
    let mut pairing = Pairing::new(before, after);
    pairing.by(|one| Some((one.content.as_slice(), one.cue.as_slice())));
    pairing.by(|one| (!one.content.is_empty()).then_some((one.content.as_slice(), &[][..])));
    pairing.by(|one| (!one.cue.is_empty()).then_some((&[][..], one.cue.as_slice())));
    pairing.by_overlap();
    pairing.paired()
}

/// Pairs claims on two texts, by their words.
pub(super) fn by_words(before: &[Compared<String>], after: &[Compared<String>]) -> Paired {
    let mut pairing = Pairing::new(before, after);
    pairing.by(|one| (!one.content.is_empty()).then_some((one.content.as_slice(), one.cue.as_slice())));
    pairing.by(|one| (!one.content.is_empty()).then_some((one.content.as_slice(), &[][..])));
    pairing.by_common_words();
    pairing.paired()
}

struct Pairing<'a, T> {
    before: &'a [Compared<T>],
    after: &'a [Compared<T>],
    pairs: BTreeMap<usize, usize>,
    taken: Vec<bool>,
}

type Key<'a, T> = (&'a [T], &'a [T]);

impl<'a, T: Ord> Pairing<'a, T> {
    fn new(before: &'a [Compared<T>], after: &'a [Compared<T>]) -> Self {
        Pairing { before, after, pairs: BTreeMap::new(), taken: vec![false; after.len()] }
    }

    fn paired(self) -> Paired {
        let free = self.taken.iter().enumerate().filter(|(_, taken)| !**taken);
        Paired { added: free.map(|(index, _)| index).collect(), pairs: self.pairs }
    }

    fn free_after(&self) -> impl Iterator<Item = (usize, &'a Compared<T>)> {
        self.after.iter().enumerate().filter(|(index, _)| self.taken.get(*index) == Some(&false))
    }

    fn free_before(&self) -> Vec<(usize, &'a Compared<T>)> {
        self.before.iter().enumerate().filter(|(index, _)| !self.pairs.contains_key(index)).collect()
    }

    fn join(&mut self, before: usize, after: usize) {
        self.pairs.insert(before, after);
        if let Some(slot) = self.taken.get_mut(after) {
            *slot = true;
        }
    }

    /// Pairs claims with the same key, in order.
    fn by(&mut self, key: impl Fn(&'a Compared<T>) -> Option<Key<'a, T>>) {
        let mut waiting: BTreeMap<Key<'a, T>, VecDeque<usize>> = BTreeMap::new();
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

    /// Pairs by the share in common, largest first: shares, indexes before and after.
    fn by_share(&mut self, mut candidates: Vec<(Reverse<usize>, usize, usize)>) {
        candidates.sort_unstable();
        for (_, index, other) in candidates {
            if !self.pairs.contains_key(&index) && self.taken.get(other) == Some(&false) {
                self.join(index, other);
            }
        }
    }
}

impl Pairing<'_, Span> {
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
                    candidates.push((Reverse(shared), index, *other));
                }
            }
        }
        self.by_share(candidates);
    }
}

impl Pairing<'_, String> {
    /// Pairs the rest by the share of words in common, which is at least a half, largest first. Words that many contents have tell
    /// nothing.
    fn by_common_words(&mut self) {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, one) in self.free_after() {
            for word in one.content.iter().collect::<BTreeSet<_>>() {
                places.entry(word).or_default().push(index);
            }
        }
        let mut candidates = Vec::new();
        for (index, one) in self.free_before() {
            let words: BTreeSet<&String> = one.content.iter().collect();
            let mut others: BTreeMap<usize, usize> = BTreeMap::new();
            let rare = words.iter().filter_map(|word| places.get(word.as_str()));
            for other in rare.filter(|places| places.len() <= MAX_CANDIDATES).flatten() {
                *others.entry(*other).or_default() += 1;
            }
            let mut likely: Vec<(Reverse<usize>, usize)> =
                others.into_iter().map(|(other, words)| (Reverse(words), other)).collect();
            likely.sort_unstable();
            for (_, other) in likely.into_iter().take(MAX_CANDIDATES) {
                let theirs: BTreeSet<&String> =
                    self.after.get(other).into_iter().flat_map(|other| &other.content).collect();
                let both = words.intersection(&theirs).count();
                let shared = both * 1000 / (words.len() + theirs.len() - both).max(1);
                if shared >= MIN_SHARE_OF_WORDS {
                    candidates.push((Reverse(shared), index, other));
                }
            }
        }
        self.by_share(candidates);
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
pub(super) struct Compared<T> {
    content: Vec<T>,
    cue: Vec<T>,
}

impl<T> Compared<T> {
    /// All claims of a report, each by what `key` makes of its spans.
    pub(super) fn all(report: &Report, key: impl Fn(&[Span]) -> Vec<T>) -> Vec<Self> {
        let cue = |claim: &Claim| claim.speaker().map_or(Vec::new(), |link| key(&link.cue));
        let claims = report.claims.iter();
        claims.map(|claim| Compared { content: key(&claim.content), cue: cue(claim) }).collect()
    }
}

/// The words of the spans in lower case, without marks.
pub(super) fn words(spans: &[Span], text: &str) -> Vec<String> {
    let words = spans.iter().filter_map(|span| span.slice(text)).flat_map(str::split_whitespace);
    let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    bare.filter(|word| !word.is_empty()).collect()
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

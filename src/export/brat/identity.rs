//! Which annotations of sources stand for one source.

use std::collections::BTreeMap;

/// What identifies the source of an attribution.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'a> {
    /// The value of the attribute `SourceId`.
    Id(&'a str),
    /// The id of the first text-bound annotation of its words.
    Words(&'a str),
}

/// Disjoint sets of keys, one set a source. A forest: each key points to a parent, and the root stands for the set.
#[derive(Default)]
pub(super) struct Sources<'a> {
    index: BTreeMap<Key<'a>, usize>,
    parents: Vec<usize>,
    /// The key of the first attribution with this text-bound annotation among its source's words.
    by_words: BTreeMap<&'a str, Key<'a>>,
}

impl<'a> Sources<'a> {
    pub(super) fn keys(&self) -> Vec<Key<'a>> {
        self.index.keys().copied().collect()
    }

    /// The set of a key, which is added if it is new.
    pub(super) fn find(&mut self, key: Key<'a>) -> usize {
        let fresh = self.parents.len();
        let mut at = *self.index.entry(key).or_insert(fresh);
        if at == fresh {
            self.parents.push(fresh);
        }
        // Path halving keeps the trees flat.
        while let Some(parent) = self.parents.get(at).copied().filter(|parent| *parent != at) {
            let grandparent = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(at) {
                *slot = grandparent;
            }
            at = grandparent;
        }
        at
    }

    /// The set that has these words, if any has.
    pub(super) fn find_words(&mut self, id: &str) -> Option<usize> {
        let key = *self.by_words.get(id)?;
        Some(self.find(key))
    }

    /// Adds the key of an attribution with the text-bound annotations of its source's words. Attributions that share
    /// words have one source, unless their `SourceId`s differ.
    pub(super) fn add(&mut self, key: Key<'a>, words: &[&'a str]) {
        self.find(key);
        for words in words {
            let known = *self.by_words.entry(words).or_insert(key);
            if matches!(known, Key::Words(_)) || matches!(key, Key::Words(_)) {
                self.union(known, key);
            }
        }
    }

    /// Makes one source of those that have these words.
    pub(super) fn union_words(&mut self, words: &[&'a str]) {
        let mut keys =
            words.iter().filter_map(|id| self.by_words.get(id).copied()).collect::<Vec<_>>().into_iter();
        if let Some(first) = keys.next() {
            keys.for_each(|key| self.union(first, key));
        }
    }

    /// The earlier set takes in the later.
    fn union(&mut self, one: Key<'a>, other: Key<'a>) {
        let (one, other) = (self.find(one), self.find(other));
        if let Some(slot) = self.parents.get_mut(one.max(other)) {
            *slot = one.min(other);
        }
    }
}

//! From keys of features to consecutive numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::learner::Store;
use crate::text::syntax::table::mix;

/// A hasher for keys that are hashes already.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0, u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Features that are seen often enough.
#[derive(Default)]
pub(super) struct Features {
    /// Their keys, by number.
    pub(super) keys: Vec<u64>,
    /// How often each was seen.
    pub(super) counts: Vec<u32>,
    /// The numbers of those of each token.
    pub(super) store: Store,
}

/// Numbers features in two rounds over the same tokens: the first counts them, the second numbers those that were seen
/// often enough.
pub(super) struct Numbering {
    counts: Vec<u8>,
    numbers: HashMap<u64, u32, BuildHasherDefault<KeyHasher>>,
    min_count: u8,
    is_counting: bool,
    found: Features,
}

/// Number of bits of a key by which it is counted. Keys that share them are counted together, which only keeps a few rare
/// ones.
const COUNT_BITS: u32 = 26;

#[allow(clippy::cast_possible_truncation)]
const fn counter(key: u64) -> usize {
    (key >> (64 - COUNT_BITS)) as usize
}

impl Numbering {
    pub(super) fn new(min_count: u8) -> Self {
        Numbering {
            counts: vec![0; 1 << COUNT_BITS],
            numbers: HashMap::default(),
            min_count,
            is_counting: true,
            found: Features::default(),
        }
    }

    /// Ends the first round.
    pub(super) fn end_counting(&mut self) {
        self.is_counting = false;
    }

    /// Takes the features of the next token.
    pub(super) fn add_token(&mut self, keys: &[u64]) {
        if self.is_counting {
            for key in keys {
                if let Some(count) = self.counts.get_mut(counter(*key)) {
                    *count = count.saturating_add(1);
                }
            }
        } else {
            let numbers: Vec<u32> = keys.iter().filter_map(|key| self.number(*key)).collect();
            self.found.store.push(numbers.into_iter());
        }
    }

    /// Number of tokens of the second round so far.
    pub(super) fn tokens(&self) -> usize {
        self.found.store.len()
    }

    fn number(&mut self, key: u64) -> Option<u32> {
        if self.counts.get(counter(key)).is_none_or(|count| *count < self.min_count) {
            return None;
        }
        let next = u32::try_from(self.found.keys.len()).ok()?;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.found.keys.push(key);
        }
        Some(number)
    }

    pub(super) fn finish(self) -> Features {
        let counts = self.found.store.counts(self.found.keys.len());
        Features { counts, ..self.found }
    }
}

//! The hash of weights and words.

/// The hash of Fowler, Noll and Vo, over eight bytes at a time.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    add(START, bytes)
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn add(mut sum: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        sum = step(sum, *word);
    }
    if !rest.is_empty() {
        let mut word = [0; 8];
        for (slot, byte) in word.iter_mut().zip(rest) {
            *slot = *byte;
        }
        sum = step(sum, word);
    }
    sum
}

fn step(sum: u64, word: [u8; 8]) -> u64 {
    (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
}

/// The same hash for tables of words. Nobody who writes an article chooses what stands in them, so they need no secret.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        WordHasher(START)
    }
}

impl std::hash::Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = add(self.0, bytes);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = step(self.0, [byte, 0, 0, 0, 0, 0, 0, 0]);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = step(self.0, number.to_le_bytes());
    }
}

/// A table by words, with [`WordHasher`].
pub(crate) type WordMap<K, V> = std::collections::HashMap<K, V, std::hash::BuildHasherDefault<WordHasher>>;

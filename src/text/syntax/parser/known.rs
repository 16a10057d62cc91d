//! What the first layer makes of the tokens of an article. It depends on a token alone, so repeated words need no new work.

#![allow(clippy::inline_always)] // See `with_vectors`.

use super::features::TOKEN_ROWS;
use super::network::{Sums, WIDTH};

/// The keys of a token, its vector, and the sums of the first layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) keys: [u32; TOKEN_ROWS],
    pub(super) vector: [f32; WIDTH],
    pub(super) sums: Sums,
}

/// Maximum number of tokens that are stored: about 400 kB.
const MOST: usize = 512;
/// Number of slots. Half of them stay free, so few tokens share one.
const SLOTS: usize = 2 * MOST;

/// The tokens that were computed last. A token is stored in one slot, or not at all.
#[derive(Debug)]
pub(super) struct Known {
    tokens: Vec<Token>,
    /// The index in `tokens` by hash of the keys. [`MOST`] for a free slot.
    slots: [u16; SLOTS],
}

#[allow(clippy::cast_possible_truncation)]
const FREE: u16 = MOST as u16;

impl Default for Known {
    fn default() -> Self {
        Known { tokens: Vec::new(), slots: [FREE; SLOTS] }
    }
}

impl Known {
    /// The token with these keys.
    #[inline(always)]
    pub(super) fn find(&self, keys: &[u32; TOKEN_ROWS]) -> Option<&Token> {
        let at = self.slots.get(slot(keys)).copied().unwrap_or(FREE);
        self.tokens.get(usize::from(at)).filter(|token| token.keys == *keys)
    }

    /// Stores a token in place of the one in its slot. A token whose slot is free is not stored if there is no room.
    #[inline(always)]
    pub(super) fn keep(&mut self, token: &Token) {
        let Some(slot) = self.slots.get_mut(slot(&token.keys)) else { return };
        if let Some(old) = self.tokens.get_mut(usize::from(*slot)) {
            *old = *token;
        } else if self.tokens.len() < MOST {
            *slot = u16::try_from(self.tokens.len()).unwrap_or(FREE);
            self.tokens.push(*token);
        }
    }
}

fn slot(keys: &[u32; TOKEN_ROWS]) -> usize {
    let mut hash = 0_u32;
    for key in keys {
        hash = (hash.rotate_left(5) ^ key).wrapping_mul(0x9e37_79b1);
    }
    (hash >> 16) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_cmp)]
    fn finds_what_was_kept_and_nothing_else() {
        let mut known = Known::default();
        let keys = |number: u32| [number, 7, number * 3, 1, 0, 5, 9];
        let mut found = 0;
        for number in 0..3 * u32::try_from(MOST).unwrap() {
            assert!(known.find(&keys(number)).is_none());
            let vector = [f32::from(u16::try_from(number).unwrap()); WIDTH];
            known.keep(&Token { keys: keys(number), vector, sums: [[0.0; WIDTH]; 2] });
            if let Some(token) = known.find(&keys(number)) {
                assert_eq!(token.vector, vector);
                found += 1;
            }
        }
        assert!(found > MOST && known.tokens.len() == MOST, "{found}");
    }
}

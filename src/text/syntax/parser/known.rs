//! What the first layer makes of the tokens of an article. It depends on a token alone, so repeated words need no new work.

#![allow(clippy::inline_always)] // See `with_vectors`.

use super::features::TOKEN_ROWS;

/// The keys of a token.
type TokenKeys = [u32; TOKEN_ROWS];

/// Maximum number of tokens that are stored: about 400 kB with the vector and the sums of each.
const MOST: usize = 512;
/// Number of slots. Half of them stay free, so few tokens share one.
const SLOTS: usize = 2 * MOST;

/// The tokens that were computed last, with what was computed. A token is stored in one slot, or not at all.
#[derive(Debug)]
pub(super) struct Known<T> {
    tokens: Vec<(TokenKeys, T)>,
    /// The index in `tokens` by hash of the keys. [`MOST`] for a free slot.
    slots: [u16; SLOTS],
}

#[allow(clippy::cast_possible_truncation)]
const FREE: u16 = MOST as u16;

impl<T> Default for Known<T> {
    fn default() -> Self {
        Known { tokens: Vec::new(), slots: [FREE; SLOTS] }
    }
}

impl<T: Copy> Known<T> {
    /// What was computed for the token with these keys.
    #[inline(always)]
    pub(super) fn find(&self, keys: &TokenKeys) -> Option<&T> {
        let at = self.slots.get(slot(keys)).copied().unwrap_or(FREE);
        self.tokens.get(usize::from(at)).filter(|(found, _)| found == keys).map(|(_, computed)| computed)
    }

    /// Stores a token in place of the one in its slot. A token whose slot is free is not stored if there is no room.
    #[inline(always)]
    pub(super) fn keep(&mut self, keys: TokenKeys, computed: &T) {
        let Some(slot) = self.slots.get_mut(slot(&keys)) else { return };
        if let Some(old) = self.tokens.get_mut(usize::from(*slot)) {
            *old = (keys, *computed);
        } else if self.tokens.len() < MOST {
            *slot = u16::try_from(self.tokens.len()).unwrap_or(FREE);
            self.tokens.push((keys, *computed));
        }
    }
}

fn slot(keys: &TokenKeys) -> usize {
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
    fn finds_what_was_kept_and_nothing_else() {
        let mut known = Known::default();
        let keys = |number: u32| [number, 7, number * 3, 1, 0, 5, 9];
        let mut found = 0;
        for number in 0..3 * u32::try_from(MOST).unwrap() {
            assert!(known.find(&keys(number)).is_none());
            known.keep(keys(number), &number);
            if let Some(computed) = known.find(&keys(number)) {
                assert_eq!(*computed, number);
                found += 1;
            }
        }
        assert!(found > MOST && known.tokens.len() == MOST, "{found}");
    }
}

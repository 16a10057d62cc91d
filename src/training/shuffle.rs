//! The order in which examples are learned from.

use crate::text::syntax::table::mix;

/// Shuffles an order, in the same way for the same seed. `dropped` is the number of low bits that are not used of a random
/// number.
pub(super) fn shuffle(order: &mut [usize], seed: u64, dropped: u32) {
    let mut state = seed;
    for at in (1..order.len()).rev() {
        state = mix(state, at as u64);
        #[allow(clippy::cast_possible_truncation)]
        order.swap(at, ((state >> dropped) % (at as u64 + 1)) as usize);
    }
}

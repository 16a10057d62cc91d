//! The order in which examples are learned from.

use crate::text::syntax::table::mix;

/// Shuffles an order, always in the same way for the same seed. Each random number loses its lowest bits, `dropped` of
/// them.
pub(super) fn shuffle(order: &mut [usize], seed: u64, dropped: u32) {
    let mut state = seed;
    for at in (1..order.len()).rev() {
        state = mix(state, at as u64);
        #[allow(clippy::cast_possible_truncation)]
        order.swap(at, ((state >> dropped) % (at as u64 + 1)) as usize);
    }
}

//! Which actions are right in a state, whatever went wrong before it (Goldberg and Nivre 2013).

use crate::text::syntax::parser::state::{Action, NONE, State};

/// What an action costs that is not possible.
pub(super) const IMPOSSIBLE: u32 = u32::MAX;

/// How many right arcs each action puts out of reach.
pub(super) fn costs(state: &State, heads: &[u32]) -> [u32; 3] {
    Action::ALL.map(|action| if state.allows(action) { cost(state, action, heads) } else { IMPOSSIBLE })
}

fn cost(state: &State, action: Action, heads: &[u32]) -> u32 {
    let head = |token: u32| heads.get(token as usize).copied().unwrap_or(NONE);
    let (top, next, size) = (state.below(0), state.next, state.size());
    let ahead = || heads.get(next as usize..).unwrap_or_default();
    let count = |tokens: usize| u32::try_from(tokens).unwrap_or(IMPOSSIBLE - 2);
    let dependents_ahead = || count(ahead().iter().filter(|head| **head == top).count());
    let own = head(top);
    match action {
        Action::Shift => {
            let from_stack = state.stack.iter().filter(|token| head(**token) == next).count();
            let own = head(next);
            let below = own != NONE && state.stack.iter().rev().skip(1).any(|token| *token == own);
            count(from_stack) + u32::from(below)
        }
        Action::Left => {
            // The root's head is no token: it is reached when nothing else is left.
            let lost = if own == NONE { next < size } else { own == state.below(1) || own > next };
            u32::from(lost) + dependents_ahead()
        }
        Action::Right => u32::from(own == NONE || own >= next) + dependents_ahead(),
    }
}

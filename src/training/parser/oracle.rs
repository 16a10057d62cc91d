//! The dynamic oracle: the right actions of a state, also after errors (Goldberg and Nivre 2013).

use crate::text::syntax::parser::state::{Action, NONE, State};

/// The cost of an action that is not possible.
pub(super) const IMPOSSIBLE: u32 = u32::MAX;

/// The number of right arcs that each action makes impossible.
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
    // The root is left on the stack at the end of the sentence, so it must be at the bottom.
    let is_root = own == NONE && state.stack.len() == 1;
    match action {
        Action::Shift => {
            let from_stack = state.stack.iter().filter(|token| head(**token) == next).count();
            let lost = match head(next) {
                NONE => !state.stack.is_empty(),
                own => state.stack.iter().rev().skip(1).any(|token| *token == own),
            };
            count(from_stack) + u32::from(lost)
        }
        Action::Left => {
            let lost = if own == NONE { is_root && next < size } else { own == state.below(1) || own > next };
            u32::from(lost) + dependents_ahead()
        }
        Action::Right => u32::from(own != NONE && own >= next) + dependents_ahead(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The heads after the actions with the lowest cost.
    fn follow(heads: &[u32]) -> Vec<u32> {
        let mut state = State::default();
        state.start(heads.len());
        while !state.is_done() {
            let costs = costs(&state, heads);
            let (at, _) = costs.iter().enumerate().min_by_key(|(_, cost)| **cost).unwrap();
            state.apply(Action::ALL[at], 0);
        }
        state.nodes.iter().map(|node| node.head).collect()
    }

    /// Every projective tree with one root over a number of tokens.
    fn trees(tokens: u32) -> Vec<Vec<u32>> {
        let mut trees = Vec::new();
        for number in 0..(tokens + 1).pow(tokens) {
            let digit = |at: u32| number / (tokens + 1).pow(at) % (tokens + 1);
            let heads: Vec<u32> =
                (0..tokens).map(|at| if digit(at) == tokens { NONE } else { digit(at) }).collect();
            let reaches_root = |start: u32| {
                let mut at = start;
                for _ in 0..=tokens {
                    if at == NONE {
                        return true;
                    }
                    at = heads[at as usize];
                }
                false
            };
            let inside = |at: u32, head: u32| {
                let (low, high) = (at.min(head), at.max(head));
                (low + 1..high).all(|between| {
                    let other = heads[between as usize];
                    other != NONE && (low..=high).contains(&other)
                })
            };
            let roots = heads.iter().filter(|head| **head == NONE).count();
            let projective = heads.iter().zip(0..).all(|(head, at)| *head == NONE || inside(at, *head));
            if roots == 1 && (0..tokens).all(reaches_root) && projective {
                trees.push(heads);
            }
        }
        trees
    }

    #[test]
    fn rebuilds_every_projective_tree() {
        // 1, 2, 7 and 30 trees: sequence A006013 of the On-Line Encyclopedia of Integer Sequences.
        for (tokens, count) in [(1, 1), (2, 2), (3, 7), (4, 30)] {
            let trees = trees(tokens);
            assert_eq!(trees.len(), count, "{tokens} tokens");
            for heads in trees {
                assert_eq!(follow(&heads), heads);
            }
        }
    }

    /// The maximum number of right heads after a state, by exhaustive search.
    fn reachable(state: &State, heads: &[u32]) -> usize {
        if state.is_done() {
            return state.nodes.iter().zip(heads).filter(|(node, head)| node.head == **head).count();
        }
        let possible = Action::ALL.into_iter().filter(|action| state.allows(*action));
        let after = possible.map(|action| {
            let mut state = state.clone();
            state.apply(action, 0);
            reachable(&state, heads)
        });
        after.max().unwrap_or(0)
    }

    #[test]
    fn an_action_is_free_exactly_when_nothing_is_lost_by_it() {
        for heads in trees(4) {
            let mut states = vec![State::default()];
            states[0].start(heads.len());
            while let Some(state) = states.pop() {
                let best = reachable(&state, &heads);
                let costs = costs(&state, &heads);
                let least = costs.iter().min().copied().unwrap();
                for action in Action::ALL.into_iter().filter(|action| state.allows(*action)) {
                    let mut after = state.clone();
                    after.apply(action, 0);
                    let free = costs[action as usize] == least;
                    assert_eq!(free, reachable(&after, &heads) == best, "{heads:?} {state:?} {action:?}");
                    if !after.is_done() {
                        states.push(after);
                    }
                }
            }
        }
    }
}

//! The chain over the roles of a unit's tokens.

#![allow(clippy::inline_always)] // See `with_vectors`.

use super::functions::{exp, ln};
use crate::text::vectors::with_vectors;

/// Roles: outside; first and further words of a source, of a content; the cue; first and further words of a relay.
pub(super) const ROLES: usize = 8;

pub(super) const SOURCE: u8 = 1;
pub(super) const CONTENT: u8 = 3;
pub(super) const CUE: u8 = 5;
pub(super) const RELAY: u8 = 6;

/// Whether a role may come first in a unit, and after another.
const fn may_start(role: usize) -> bool {
    !matches!(role, 2 | 4 | 7)
}

const fn may_follow(from: usize, to: usize) -> bool {
    may_start(to) || from == to || from + 1 == to
}

type Scores = [f32; ROLES];

/// Scores of roles that follow each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chain {
    start: Scores,
    /// From a role to a role; a pair that may not be has a very low score.
    steps: [Scores; ROLES],
    /// e to the power of each of them.
    powers: [Scores; ROLES],
}

/// The likeliest roles, and how likely they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Labelling {
    pub(super) roles: Vec<u8>,
    /// The logarithm of the probability of all of them at once.
    pub(super) likelihood: f32,
}

const NEVER: f32 = -1e4;

impl Chain {
    pub(super) fn new(steps: &[f32], start: &[f32]) -> Option<Chain> {
        let mut chain = Chain {
            start: start.try_into().ok()?,
            steps: [[0.0; ROLES]; ROLES],
            powers: [[0.0; ROLES]; ROLES],
        };
        let (rows, rest) = steps.as_chunks::<ROLES>();
        if rows.len() != ROLES || !rest.is_empty() {
            return None;
        }
        for (from, (to_rows, row)) in chain.steps.iter_mut().zip(rows).enumerate() {
            for (to, (slot, score)) in to_rows.iter_mut().zip(row).enumerate() {
                *slot = if may_follow(from, to) { *score } else { NEVER };
            }
        }
        for (role, slot) in chain.start.iter_mut().enumerate() {
            if !may_start(role) {
                *slot = NEVER;
            }
        }
        chain.powers = chain.steps.map(|row| row.map(|step| if step > NEVER { exp(step) } else { 0.0 }));
        Some(chain)
    }

    /// The likeliest roles for rows of scores, of which the first [`ROLES`] of each `width` count.
    pub(super) fn label(&self, scores: &[f32], width: usize) -> Labelling {
        with_vectors(
            #[inline(always)]
            || self.label_here(scores, width),
        )
    }

    #[inline(always)]
    fn label_here(&self, scores: &[f32], width: usize) -> Labelling {
        let mut rows = scores.chunks_exact(width).filter_map(|row| row.first_chunk::<ROLES>());
        let Some(first) = rows.next() else { return Labelling::default() };
        let mut best = sum(first, &self.start);
        let mut all = best;
        let mut back: Vec<[u8; ROLES]> = Vec::with_capacity(scores.len() / width);
        for row in rows {
            let mut next = [NEVER * 4.0; ROLES];
            let mut from = [0_u8; ROLES];
            let highest = greatest(&all);
            let mut sums = [0.0_f32; ROLES];
            let ways = best.iter().zip(&all).zip(self.steps.iter().zip(&self.powers));
            for (role, ((score, total), (steps, powers))) in (0_u8..).zip(ways) {
                let weight = exp(total - highest);
                for ((next, from), step) in next.iter_mut().zip(&mut from).zip(steps) {
                    let reached = score + step;
                    if reached > *next {
                        (*next, *from) = (reached, role);
                    }
                }
                for (sum, power) in sums.iter_mut().zip(powers) {
                    *sum += weight * power;
                }
            }
            best = sum(row, &next);
            all = sum(row, &sums.map(|sum| highest + ln(sum)));
            back.push(from);
        }
        let (mut role, score) = (0_u8..).zip(best).fold((0, f32::MIN), |a, b| if b.1 > a.1 { b } else { a });
        let highest = greatest(&all);
        let total = highest + ln(all.iter().map(|one| exp(one - highest)).sum::<f32>());
        let mut roles = vec![role];
        for from in back.iter().rev() {
            role = from.get(usize::from(role)).copied().unwrap_or_default();
            roles.push(role);
        }
        roles.reverse();
        Labelling { roles, likelihood: (score - total).min(0.0) }
    }
}

fn sum(a: &Scores, b: &Scores) -> Scores {
    let mut sum = *a;
    for (slot, value) in sum.iter_mut().zip(b) {
        *slot += value;
    }
    sum
}

/// Without `f32::max`, which is a call where a processor has another notion of it.
fn greatest(numbers: &[f32]) -> f32 {
    numbers.iter().fold(f32::MIN, |greatest, number| if *number > greatest { *number } else { greatest })
}

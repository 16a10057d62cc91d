//! Confidence of attributions, by logistic regression on the evidence of both stages.

use crate::attribution::engine::weights::EVIDENCE;

/// Weights before training: those of the content in the second stage and the cue in the first.
pub(crate) const PLAIN: [f32; EVIDENCE] = {
    let mut weights = [0.0; EVIDENCE];
    (weights[1], weights[2]) = (0.5, 0.5);
    weights
};

/// Number of steps of Newton's method.
const STEPS: usize = 10;

/// The weights with the highest likelihood, with a little L2 regularisation.
pub(crate) fn fit(judged: &[([f32; EVIDENCE], bool)]) -> [f32; EVIDENCE] {
    let mut weights = [0.0_f64; EVIDENCE];
    for _ in 0..STEPS {
        let mut gradient = weights.map(|weight| -weight * 0.1);
        let mut curve = [[0.0_f64; EVIDENCE]; EVIDENCE];
        for (at, row) in curve.iter_mut().enumerate() {
            if let Some(slot) = row.get_mut(at) {
                *slot = 0.1;
            }
        }
        for (values, right) in judged {
            let values = values.map(f64::from);
            let score: f64 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
            let likely = 1.0 / (1.0 + (-score).exp());
            let error = f64::from(u8::from(*right)) - likely;
            for ((slot, row), value) in gradient.iter_mut().zip(&mut curve).zip(values) {
                *slot += error * value;
                for (slot, other) in row.iter_mut().zip(values) {
                    *slot += likely * (1.0 - likely) * value * other;
                }
            }
        }
        let step = solve(curve, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
    }
    #[allow(clippy::cast_possible_truncation)]
    weights.map(|weight| weight as f32)
}

/// Solves a symmetric linear system by elimination.
fn solve(mut matrix: [[f64; EVIDENCE]; EVIDENCE], mut right: [f64; EVIDENCE]) -> [f64; EVIDENCE] {
    for at in 0..EVIDENCE {
        let Some(pivot_row) = matrix.get(at).copied() else { continue };
        let (Some(pivot), Some(pivot_right)) = (pivot_row.get(at).copied(), right.get(at).copied()) else {
            continue;
        };
        if pivot.abs() < 1e-12 {
            continue;
        }
        for (other, (row, value)) in matrix.iter_mut().zip(&mut right).enumerate() {
            if other == at {
                continue;
            }
            let factor = row.get(at).copied().unwrap_or(0.0) / pivot;
            for (slot, part) in row.iter_mut().zip(pivot_row) {
                *slot -= factor * part;
            }
            *value -= factor * pivot_right;
        }
    }
    let mut solution = [0.0; EVIDENCE];
    for (at, (slot, (row, value))) in solution.iter_mut().zip(matrix.iter().zip(right)).enumerate() {
        let pivot = row.get(at).copied().unwrap_or(0.0);
        *slot = if pivot.abs() < 1e-12 { 0.0 } else { value / pivot };
    }
    solution
}

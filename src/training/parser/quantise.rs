//! Quantisation of the network.

use super::network::{LABELS, Weights};
use crate::text::syntax::parser::features::ROLES;
use crate::text::syntax::parser::network::{
    BLOCK, Encoder, HIDDEN, Layer, Matrix, PRODUCT_SHIFT, VECTOR_SCALE, WIDTH,
};
use crate::text::syntax::parser::{LARGEST_OUTPUT, Output, Parser, ROW_SHIFT};
use crate::text::syntax::table::{Kept, Sorted};

/// The parser with the weights of a network.
pub(super) fn quantise(weights: &Weights, keys: &[u32], allowed: Vec<u64>) -> Parser {
    let dense = &weights.dense;
    let token_unit = top(&weights.tokens, 0.9999) / 127.0;
    // One unit for the rows of a state, in steps of 2^ROW_SHIFT, and for the products of the projection, which lose low bits.
    #[allow(clippy::cast_precision_loss)]
    let lost = (1_u32 << PRODUCT_SHIFT) as f32 / VECTOR_SCALE;
    let by_rows = top(&weights.states, 0.9999) / 127.0 / f32::from(1_u8 << ROW_SHIFT);
    let by_projection = top(&dense.project, 1.0) / f32::from(i16::MAX) * lost;
    let hidden_unit = by_rows.max(by_projection);
    let state_unit = hidden_unit * f32::from(1_u8 << ROW_SHIFT);
    let layers = dense.layers.iter().map(|(w, bias)| {
        let unit = top(w, 1.0) / f32::from(i16::MAX);
        Layer { weights: matrix(w, 2 * WIDTH, unit), bias: bias.clone(), unit: unit * lost }
    });
    let encoder = Encoder {
        keys: Sorted::new(keys.iter().flat_map(|key| key.to_le_bytes()).collect()).unwrap_or_default(),
        rows: bytes(&weights.tokens, token_unit),
        unit: token_unit,
        layers: layers.collect(),
        project: matrix(&dense.project, ROLES * HIDDEN, hidden_unit / lost),
    };
    let absent = dense.absent.chunks_exact(HIDDEN).chain([dense.bias.as_slice()]);
    let outputs = |rows: &[f32], biases: &[f32]| {
        let unit = top(rows, 1.0) / f32::from(LARGEST_OUTPUT);
        let one = |(row, bias): (&[f32], &f32)| {
            #[allow(clippy::cast_possible_truncation)]
            let bias = (bias / (unit * hidden_unit)).round() as i32;
            Output { weights: row16(row, unit, LARGEST_OUTPUT), bias }
        };
        rows.chunks_exact(HIDDEN).zip(biases).map(one).collect::<Vec<Output>>()
    };
    debug_assert_eq!(dense.label_bias.len(), 2 * LABELS);
    Parser {
        encoder,
        states: bytes(&weights.states, state_unit),
        absent: absent.map(|row| row16(row, hidden_unit, i16::MAX)).collect(),
        actions: outputs(&dense.actions, &dense.action_bias),
        labels: outputs(&dense.labels, &dense.label_bias),
        allowed,
    }
}

/// The quantile of the absolute values.
fn top(values: &[f32], share: f32) -> f32 {
    let mut sizes: Vec<f32> = values.iter().map(|value| value.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]
    let at = (sizes.len().saturating_sub(1) as f32 * share) as usize;
    sizes.get(at).copied().unwrap_or(1.0).max(1e-6)
}

/// A matrix in blocks of outputs.
fn matrix(values: &[f32], outputs: usize, unit: f32) -> Matrix {
    let block = |start: usize| {
        let mut block = [[0; BLOCK]; WIDTH];
        for (slot, row) in block.iter_mut().zip(values.chunks_exact(outputs)) {
            *slot = row16(row.get(start..).unwrap_or_default(), unit, i16::MAX);
        }
        block
    };
    (0..outputs).step_by(BLOCK).map(block).collect()
}

fn row16<const N: usize>(values: &[f32], unit: f32, largest: i16) -> [i16; N] {
    let largest = f32::from(largest);
    let mut row = [0; N];
    for (slot, value) in row.iter_mut().zip(values) {
        #[allow(clippy::cast_possible_truncation)]
        let small = (value / unit).round().clamp(-largest, largest) as i16;
        *slot = small;
    }
    row
}

fn bytes(values: &[f32], unit: f32) -> Kept {
    let byte = |value: &f32| {
        #[allow(clippy::cast_possible_truncation)]
        let small = (value / unit).round().clamp(-127.0, 127.0) as i8;
        small.cast_unsigned()
    };
    values.iter().map(byte).collect()
}

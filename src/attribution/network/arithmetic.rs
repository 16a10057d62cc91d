//! Arithmetic of the network.
//!
//! Every output is a sum in a fixed order, so that all platforms give the same bits.

// What runs inside `with_vectors` must be compiled into it, for each kind of processor anew.
#![allow(clippy::inline_always)]

use crate::text::syntax::table::Reader;
pub(super) use crate::text::vectors::with_vectors;

/// Outputs that are computed side by side.
pub(crate) const LANES: usize = 8;

/// Maximum number of outputs and inputs of a layer, and of rows of a table; a forged size allocates no memory.
const MAX_SIZE: usize = 1 << 16;

/// A vector of numbers.
pub(super) fn vector(reader: &mut Reader<'_>) -> Option<Vec<f32>> {
    let count = usize::try_from(reader.u32()?).ok()?;
    let (numbers, _) = reader.take(count.checked_mul(4)?)?.as_chunks::<4>();
    let numbers: Vec<f32> = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    numbers.iter().all(|number| number.is_finite()).then_some(numbers)
}

/// A number of rows or columns.
fn size(reader: &mut Reader<'_>) -> Option<usize> {
    usize::try_from(reader.u32()?).ok().filter(|size| (1..=MAX_SIZE).contains(size))
}

fn signed(bytes: &[u8]) -> impl Iterator<Item = f32> + '_ {
    bytes.iter().map(|byte| f32::from(i8::from_le_bytes([*byte])))
}

/// A table of vectors, a byte a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) columns: usize,
    step: f32,
    rows: Vec<i8>,
}

impl Table {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Table> {
        let (rows, columns) = (size(reader)?, size(reader)?);
        let step = f32::from_bits(reader.u32()?);
        let bytes = reader.take(rows.checked_mul(columns)?)?;
        let rows = bytes.iter().map(|byte| i8::from_le_bytes([*byte])).collect();
        step.is_finite().then_some(Table { columns, step, rows })
    }

    /// Appends a row; zeros for a row that the table lacks.
    #[inline(always)]
    pub(super) fn push_row(&self, row: usize, out: &mut Vec<f32>) {
        let start = row * self.columns;
        match self.rows.get(start..start + self.columns) {
            Some(row) => out.extend(row.iter().map(|number| f32::from(*number) * self.step)),
            None => out.resize(out.len() + self.columns, 0.0),
        }
    }

    /// Adds a row to a vector.
    #[inline(always)]
    pub(super) fn add_row(&self, row: usize, to: &mut [f32]) {
        let start = row * self.columns;
        let row = self.rows.get(start..start + self.columns).unwrap_or_default();
        for (slot, number) in to.iter_mut().zip(row) {
            *slot += f32::from(*number) * self.step;
        }
    }
}

/// A dense layer: weights and bias.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dense {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// For each group of [`LANES`] outputs, the weights of each input.
    weights: Vec<[f32; LANES]>,
    bias: Vec<[f32; LANES]>,
}

impl Dense {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Dense> {
        let (outputs, inputs) = (size(reader)?, size(reader)?);
        let (steps, biases) = (vector(reader)?, vector(reader)?);
        if steps.len() != outputs || biases.len() != outputs {
            return None;
        }
        let rows = reader.take(outputs.checked_mul(inputs)?)?;
        let groups = outputs.div_ceil(LANES);
        let mut weights = vec![[0.0; LANES]; groups * inputs];
        let mut bias = vec![[0.0; LANES]; groups];
        for (at, ((row, step), own)) in rows.chunks_exact(inputs).zip(steps).zip(biases).enumerate() {
            let (group, lane) = (at / LANES, at % LANES);
            let slots = weights.get_mut(group * inputs..(group + 1) * inputs)?;
            for (slot, number) in slots.iter_mut().zip(signed(row)) {
                *slot.get_mut(lane)? = number * step;
            }
            *bias.get_mut(group)?.get_mut(lane)? = own;
        }
        Some(Dense { inputs, outputs, weights, bias })
    }

    /// The length of an output vector: outputs, rounded up to whole lanes.
    pub(super) fn width(&self) -> usize {
        self.bias.len() * LANES
    }

    /// The outputs for each of the vectors in `input`, one after another.
    #[inline(always)]
    pub(super) fn apply(&self, input: &[f32], out: &mut Vec<f32>) {
        let width = self.width();
        out.clear();
        out.resize(input.len() / self.inputs * width, 0.0);
        let mut input = input.chunks_exact(4 * self.inputs);
        let mut output = out.chunks_exact_mut(4 * width);
        for (four, to) in (&mut input).zip(&mut output) {
            self.apply_to_four(four, to);
        }
        let rest = input.remainder().chunks_exact(self.inputs);
        for (one, to) in rest.zip(output.into_remainder().chunks_exact_mut(width)) {
            self.apply_to_one(one, to);
        }
    }

    #[inline(always)]
    fn apply_to_four(&self, input: &[f32], out: &mut [f32]) {
        let (a, rest) = input.split_at(self.inputs);
        let (b, rest) = rest.split_at(self.inputs);
        let (c, d) = rest.split_at(self.inputs);
        let width = self.width();
        let (to_a, rest) = out.split_at_mut(width);
        let (to_b, rest) = rest.split_at_mut(width);
        let (to_c, to_d) = rest.split_at_mut(width);
        let groups = self.weights.chunks_exact(self.inputs).zip(&self.bias);
        let to = to_a.as_chunks_mut().0.iter_mut().zip(to_b.as_chunks_mut().0);
        let to = to.zip(to_c.as_chunks_mut().0.iter_mut().zip(to_d.as_chunks_mut().0));
        for ((weights, bias), ((to_a, to_b), (to_c, to_d))) in groups.zip(to) {
            let mut sums = [*bias; 4];
            let inputs = a.iter().zip(b).zip(c.iter().zip(d));
            for (weights, ((a, b), (c, d))) in weights.iter().zip(inputs) {
                let [of_a, of_b, of_c, of_d] = &mut sums;
                add(of_a, weights, *a);
                add(of_b, weights, *b);
                add(of_c, weights, *c);
                add(of_d, weights, *d);
            }
            [*to_a, *to_b, *to_c, *to_d] = sums;
        }
    }

    #[inline(always)]
    fn apply_to_one(&self, input: &[f32], out: &mut [f32]) {
        let groups = self.weights.chunks_exact(self.inputs).zip(&self.bias);
        for ((weights, bias), to) in groups.zip(out.as_chunks_mut().0) {
            let mut sums = *bias;
            for (weights, number) in weights.iter().zip(input) {
                add(&mut sums, weights, *number);
            }
            *to = sums;
        }
    }
}

#[inline(always)]
fn add(sums: &mut [f32; LANES], weights: &[f32; LANES], by: f32) {
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum += weight * by;
    }
}

/// Layer normalization.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    /// `width` is the length of a vector, a multiple of [`LANES`].
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Option<Norm> {
        let (scale, shift) = (vector(reader)?, vector(reader)?);
        (scale.len() == width && shift.len() == width).then_some(Norm { scale, shift })
    }

    /// Normalizes each of the vectors in `values`.
    #[inline(always)]
    pub(super) fn apply(&self, values: &mut [f32]) {
        let width = self.scale.len();
        #[allow(clippy::cast_precision_loss)]
        let share = 1.0 / width as f32;
        for row in values.chunks_exact_mut(width) {
            let mean = sum(row, |value| value) * share;
            let variance = sum(row, |value| (value - mean) * (value - mean)) * share;
            let factor = 1.0 / (variance + 1e-5).sqrt();
            for ((value, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
                *value = (*value - mean) * factor * scale + shift;
            }
        }
    }
}

/// The sum of what a function makes of each number, lane by lane.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for eight in row.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(eight) {
            *lane += of(*value);
        }
    }
    lanes.iter().sum()
}

/// Gated units: the first half of each vector, held open or shut by the second. `out` gets half as many numbers.
#[inline(always)]
pub(super) fn gate(values: &[f32], width: usize, mut put: impl FnMut(usize, f32)) {
    let mut at = 0;
    for row in values.chunks_exact(2 * width) {
        let (kept, gates) = row.split_at(width);
        for (value, gate) in kept.iter().zip(gates) {
            put(at, value * (0.5 + 0.5 * gate / (1.0 + gate.abs())));
            at += 1;
        }
    }
}

/// Numbers below 0 become 0.
#[inline(always)]
pub(super) fn rectify(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}

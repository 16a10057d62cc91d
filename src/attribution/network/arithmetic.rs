//! Arithmetic of the network.
//!
//! Layers multiply whole numbers and sum them exactly; all else is done in a fixed order. So all platforms give the same bits.

// What runs with a kind of vectors must be compiled for it.
#![allow(clippy::inline_always)]

use super::vectors::{LANES, Pairs, Vectors, two};
use crate::text::syntax::table::{Kept, Reader};

/// Steps in which the input of a layer is counted, for one. Inputs go up to 128.
pub(super) const INPUT_STEPS: f32 = 256.0;

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

/// A table of vectors, a byte a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) columns: usize,
    step: f32,
    /// Signed bytes.
    rows: Kept,
}

impl Table {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Table> {
        let (rows, columns) = (size(reader)?, size(reader)?);
        let step = f32::from_bits(reader.u32()?);
        let rows = reader.keep(rows.checked_mul(columns)?)?;
        step.is_finite().then_some(Table { columns, step, rows })
    }

    /// A bound of the numbers.
    pub(super) fn widest(&self) -> f32 {
        self.step.abs() * 128.0
    }

    /// A row of signed bytes, in steps.
    pub(super) fn row(&self, row: usize) -> Option<&[u8]> {
        self.rows.get(row * self.columns..(row + 1) * self.columns)
    }

    /// Appends a row; zeros for a row that the table lacks.
    #[inline(always)]
    pub(super) fn push_row(&self, row: usize, out: &mut Vec<f32>) {
        let start = row * self.columns;
        match self.rows.get(start..start + self.columns) {
            Some(row) => out.extend(row.iter().map(|number| f32::from(number.cast_signed()) * self.step)),
            None => out.resize(out.len() + self.columns, 0.0),
        }
    }

    /// Adds a row to a vector.
    #[inline(always)]
    pub(super) fn add_row(&self, row: usize, to: &mut [f32]) {
        let start = row * self.columns;
        let row = self.rows.get(start..start + self.columns).unwrap_or_default();
        for (slot, number) in to.iter_mut().zip(row) {
            *slot += f32::from(number.cast_signed()) * self.step;
        }
    }
}

/// A dense layer: weights and bias.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dense {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// Steps in which inputs are counted, for one.
    steps: f32,
    /// For each group of [`LANES`] outputs, the weights of each two inputs.
    weights: Vec<Pairs>,
    /// For each group, the worth of a weight's step and an input's step.
    worth: Vec<[f32; LANES]>,
    bias: Vec<[f32; LANES]>,
}

impl Dense {
    /// `steps`: those in which inputs are counted, for one.
    pub(super) fn read(reader: &mut Reader<'_>, steps: f32) -> Option<Dense> {
        let (outputs, inputs) = (size(reader)?, size(reader)?);
        let (row_steps, biases) = (vector(reader)?, vector(reader)?);
        let rows = reader.take(outputs.checked_mul(inputs)?)?;
        Dense::new(&row_steps, &biases, rows, steps)
    }

    /// `row_steps`: what a weight's step of each output is worth; `rows`: the weights of one output after another, a signed byte each.
    pub(super) fn new(row_steps: &[f32], biases: &[f32], rows: &[u8], steps: f32) -> Option<Dense> {
        let outputs = row_steps.len();
        let inputs = rows.len().checked_div(outputs)?;
        if inputs == 0 || rows.len() != outputs * inputs || biases.len() != outputs {
            return None;
        }
        let groups = outputs.div_ceil(LANES);
        let pairs = inputs.div_ceil(2);
        let mut weights = vec![[0; 2 * LANES]; groups * pairs];
        let mut worth = vec![[0.0; LANES]; groups];
        let mut bias = vec![[0.0; LANES]; groups];
        for (at, ((row, step), own)) in rows.chunks_exact(inputs).zip(row_steps).zip(biases).enumerate() {
            let (group, lane) = (at / LANES, at % LANES);
            let slots = weights.get_mut(group * pairs..(group + 1) * pairs)?;
            let (twos, rest) = row.as_chunks::<2>();
            let last = rest.first().map(|last| [*last, 0]);
            for (slot, two) in slots.iter_mut().zip(twos.iter().chain(&last)) {
                if let Some(slot) = slot.as_chunks_mut::<2>().0.get_mut(lane) {
                    *slot = two.map(|byte| i16::from(byte.cast_signed()));
                }
            }
            *worth.get_mut(group)?.get_mut(lane)? = step / steps;
            *bias.get_mut(group)?.get_mut(lane)? = *own;
        }
        Some(Dense { inputs, outputs, steps, weights, worth, bias })
    }

    /// The length of an output vector: outputs, rounded up to whole lanes.
    pub(super) fn width(&self) -> usize {
        self.bias.len() * LANES
    }

    /// The outputs for each of the vectors in `input`, one after another.
    #[inline(always)]
    pub(super) fn apply<V: Vectors>(
        &self,
        vectors: V,
        input: &[f32],
        counted: &mut Counted,
        out: &mut Vec<f32>,
    ) {
        let width = self.width();
        out.clear();
        out.resize(input.len() / self.inputs * width, 0.0);
        let blocks = input.chunks(BLOCK * self.inputs).zip(out.chunks_mut(BLOCK * width));
        for (input, out) in blocks {
            let Counted { row, one, four } = counted;
            let quads = input.len() / self.inputs / 4;
            let (whole, rest) = input.split_at(quads * 4 * self.inputs);
            let (to, to_rest) = out.split_at_mut(quads * 4 * width);
            self.apply_to(vectors, whole, row, four, to);
            self.apply_to(vectors, rest, row, one, to_rest);
        }
    }

    /// The outputs for N vectors at a time. Weights of some outputs meet all vectors before those of the next outputs are read.
    #[inline(always)]
    fn apply_to<V: Vectors, const N: usize>(
        &self,
        vectors: V,
        input: &[f32],
        whole: &mut Vec<i32>,
        counted: &mut Vec<[i32; N]>,
        out: &mut [f32],
    ) {
        let pairs = self.inputs.div_ceil(2);
        counted.clear();
        counted.resize(input.len() / self.inputs / N * pairs, [0; N]);
        whole.resize(pairs, 0);
        for (rows, counted) in input.chunks_exact(N * self.inputs).zip(counted.chunks_exact_mut(pairs)) {
            for (at, row) in rows.chunks_exact(self.inputs).enumerate() {
                // In two loops, since the first takes many numbers at a time.
                count(row, self.steps, whole);
                for (slots, two) in counted.iter_mut().zip(whole.iter()) {
                    if let Some(slot) = slots.get_mut(at) {
                        *slot = *two;
                    }
                }
            }
        }
        let groups = self.bias.len();
        let (out, _) = out.as_chunks_mut::<LANES>();
        let facts = self.weights.chunks_exact(pairs).zip(self.worth.iter().zip(&self.bias));
        for (group, (weights, (worth, bias))) in facts.enumerate() {
            for (counted, out) in counted.chunks_exact(pairs).zip(out.chunks_exact_mut(N * groups)) {
                let mut sums = [vectors.zero(); N];
                let mut add = |weights: &Pairs, inputs: &[i32; N]| {
                    for (sums, two) in sums.iter_mut().zip(inputs) {
                        *sums = vectors.add(*sums, weights, *two);
                    }
                };
                // Two pairs at a time, so that less is counted.
                let ((twos, rest), (inputs, rest_inputs)) = (weights.as_chunks(), counted.as_chunks());
                for ([first, second], [one, other]) in twos.iter().zip(inputs) {
                    add(first, one);
                    add(second, other);
                }
                for (weights, inputs) in rest.iter().zip(rest_inputs) {
                    add(weights, inputs);
                }
                for (row, sums) in sums.into_iter().enumerate() {
                    if let Some(to) = out.get_mut(row * groups + group) {
                        vectors.weigh(sums, worth, bias, to);
                    }
                }
            }
        }
    }
}

/// Vectors that meet the weights together, so that what is counted of them stays near the processor.
const BLOCK: usize = 64;

/// Inputs of a layer in whole steps, two at a time, of one token and of four.
#[derive(Debug, Default)]
pub(super) struct Counted {
    row: Vec<i32>,
    one: Vec<[i32; 1]>,
    four: Vec<[i32; 4]>,
}

/// Numbers in whole steps, two at a time.
#[inline(always)]
fn count(row: &[f32], steps: f32, to: &mut [i32]) {
    let (pairs, rest) = row.as_chunks::<2>();
    for (slot, [first, second]) in to.iter_mut().zip(pairs) {
        *slot = two(round(first * steps), round(second * steps));
    }
    if let ([last], Some(slot)) = (rest, to.last_mut()) {
        *slot = two(round(last * steps), 0);
    }
}

/// A number as a whole one of 16 bits: the nearest, or the last in its direction.
#[inline(always)]
fn round(number: f32) -> i16 {
    // Where this is added, the last bit of a float is worth one.
    const WHOLE: f32 = 12_582_912.0;
    let whole = number.clamp(-32_767.0, 32_767.0) + WHOLE;
    let [low, high, ..] = whole.to_bits().to_le_bytes();
    i16::from_le_bytes([low, high])
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
        #[allow(clippy::cast_precision_loss)] // A width is small.
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

/// Gated units: the first half of each vector, held open or shut by the second, is added to a vector of `to`.
#[inline(always)]
pub(super) fn gate(values: &[f32], width: usize, to: &mut [f32]) {
    for (row, to) in values.chunks_exact(2 * width).zip(to.chunks_exact_mut(width)) {
        let (kept, gates) = row.split_at(width);
        for ((slot, value), gate) in to.iter_mut().zip(kept).zip(gates) {
            *slot += value * (0.5 + 0.5 * gate / (1.0 + gate.abs()));
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

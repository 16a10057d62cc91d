//! Arithmetic of the network.
//!
//! Layers multiply whole numbers and sum them exactly; all else is done in a fixed order. So all platforms give the same bits.

// What runs with a kind of vectors must be compiled for it.
#![allow(clippy::inline_always)]

use super::vectors::{INPUTS, LANES, MOST_INPUT, Vectors, Weights};
use crate::text::syntax::table::{Kept, Reader};

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
///
/// Weights have 8 bits, inputs 7. With inputs of 16 bits no more is right of news that the weights did not see, and a product takes half
/// again as many instructions.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dense {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// For each group of [`LANES`] outputs, the weights of each [`INPUTS`] inputs.
    weights: Vec<Weights>,
    /// For each group, what its sums start with where inputs count from [`MIDDLE`].
    start: Vec<[i32; LANES]>,
    /// For each group, the worth of a weight's step.
    worth: Vec<[f32; LANES]>,
    bias: Vec<[f32; LANES]>,
}

impl Dense {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Dense> {
        let (outputs, inputs) = (size(reader)?, size(reader)?);
        let (row_steps, biases) = (vector(reader)?, vector(reader)?);
        let rows = reader.take(outputs.checked_mul(inputs)?)?;
        Dense::new(&row_steps, &biases, rows)
    }

    /// `row_steps`: what a weight's step of each output is worth; `rows`: the weights of one output after another, a signed byte each.
    pub(super) fn new(row_steps: &[f32], biases: &[f32], rows: &[u8]) -> Option<Dense> {
        let outputs = row_steps.len();
        let inputs = rows.len().checked_div(outputs)?;
        if inputs == 0 || rows.len() != outputs * inputs || biases.len() != outputs {
            return None;
        }
        let (groups, blocks) = (outputs.div_ceil(LANES), inputs.div_ceil(INPUTS));
        let mut weights = vec![[0; INPUTS * LANES]; groups * blocks];
        let mut start = vec![[0; LANES]; groups];
        let mut worth = vec![[0.0; LANES]; groups];
        let mut bias = vec![[0.0; LANES]; groups];
        let mut weights_of = vec![0_i8; blocks * INPUTS];
        for (at, ((row, step), shift)) in rows.chunks_exact(inputs).zip(row_steps).zip(biases).enumerate() {
            let (group, lane) = (at / LANES, at % LANES);
            for (weight, byte) in weights_of.iter_mut().zip(row) {
                *weight = byte.cast_signed();
            }
            let blocks = weights.get_mut(group * blocks..(group + 1) * blocks)?;
            for (block, own) in blocks.iter_mut().zip(weights_of.as_chunks::<INPUTS>().0) {
                let (slots, _) = block.as_chunks_mut::<4>();
                for (half, four) in own.as_chunks::<4>().0.iter().enumerate() {
                    *slots.get_mut(half * LANES + lane)? = *four;
                }
            }
            let sum: i32 = weights_of.iter().map(|weight| i32::from(*weight)).sum();
            *start.get_mut(group)?.get_mut(lane)? = -sum * i32::from(MIDDLE);
            *worth.get_mut(group)?.get_mut(lane)? = *step;
            *bias.get_mut(group)?.get_mut(lane)? = *shift;
        }
        Some(Dense { inputs, outputs, weights, start, worth, bias })
    }

    /// The length of an output vector: outputs, rounded up to whole lanes.
    pub(super) fn width(&self) -> usize {
        self.bias.len() * LANES
    }

    /// The outputs for each of some vectors, one after another.
    #[inline(always)]
    pub(super) fn apply<V: Vectors>(&self, vectors: V, input: &Counted, out: &mut Vec<f32>) {
        // What is there is written anew.
        out.resize(input.worth.len() * self.width(), 0.0);
        self.write(vectors, input, false, out);
    }

    /// Adds what vectors bring, without the bias, to the outputs for others.
    #[inline(always)]
    pub(super) fn add<V: Vectors>(&self, vectors: V, input: &Counted, out: &mut [f32]) {
        self.write(vectors, input, true, out);
    }

    #[inline(always)]
    fn write<V: Vectors>(&self, vectors: V, input: &Counted, adds: bool, out: &mut [f32]) {
        let fours = input.worth.len() / 4;
        let (to, rest) = out.split_at_mut((fours * 4 * self.width()).min(out.len()));
        let (worth, rest_worth) = input.worth.as_chunks();
        let how = (input.zero, adds);
        self.write_by::<V, 4>(vectors, how, &input.four, worth, to);
        self.write_by::<V, 1>(vectors, how, &input.one, rest_worth.as_chunks().0, rest);
    }

    /// The outputs for N vectors at a time. Weights of some outputs meet all vectors of a block before those of the next outputs are
    /// read.
    #[inline(always)]
    fn write_by<V: Vectors, const N: usize>(
        &self,
        vectors: V,
        (zero, adds): (u8, bool),
        counted: &[[[u8; INPUTS]; N]],
        worth: &[[f32; N]],
        out: &mut [f32],
    ) {
        let (blocks, groups) = (self.inputs.div_ceil(INPUTS), self.bias.len());
        let (out, _) = out.as_chunks_mut::<LANES>();
        let near = BLOCK / N;
        let stretches = counted.chunks(near * blocks).zip(worth.chunks(near));
        for ((counted, input), out) in stretches.zip(out.chunks_mut(near * N * groups)) {
            let own = self.start.iter().zip(self.worth.iter().zip(&self.bias));
            for (group, (weights, (start, (worth, bias)))) in
                self.weights.chunks_exact(blocks).zip(own).enumerate()
            {
                let start = if zero == MIDDLE { start } else { &[0; LANES] };
                let vectors_of = counted.chunks_exact(blocks).zip(input);
                for ((counted, input), out) in vectors_of.zip(out.chunks_exact_mut(N * groups)) {
                    let sums = vectors.sums(start, weights, counted);
                    for (row, (sums, input)) in sums.into_iter().zip(input).enumerate() {
                        if let Some(to) = out.get_mut(row * groups + group) {
                            let bias = if adds { *to } else { *bias };
                            vectors.weigh(sums, *input, worth, &bias, to);
                        }
                    }
                }
            }
        }
    }
}

/// Vectors that meet the weights together, so that what is counted of them stays near the processor.
const BLOCK: usize = 64;

/// The inputs of layers in whole steps: the greatest of a vector is 63 of them from zero, or 127 where none is negative.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// Of the vectors that remain, and of four at a time.
    one: Vec<[[u8; INPUTS]; 1]>,
    four: Vec<[[u8; INPUTS]; 4]>,
    /// The worth of a step of each vector.
    worth: Vec<f32>,
    row: Vec<u8>,
    /// How an input of 0 is counted.
    zero: u8,
}

/// How an input of 0 is counted where others are negative.
const MIDDLE: u8 = 64;

impl Counted {
    /// Counts vectors of a length that stand one after another, in the place of those before.
    #[inline(always)]
    pub(super) fn count(&mut self, input: &[f32], width: usize) -> &Counted {
        self.count_from(MIDDLE, input, width)
    }

    /// As [`count`](Counted::count), of numbers that are not negative.
    #[inline(always)]
    pub(super) fn count_rectified(&mut self, input: &[f32], width: usize) -> &Counted {
        self.count_from(0, input, width)
    }

    #[inline(always)]
    fn count_from(&mut self, zero: u8, input: &[f32], width: usize) -> &Counted {
        self.zero = zero;
        let Counted { one, four, worth, row, .. } = self;
        let blocks = width.div_ceil(INPUTS);
        let count = input.len() / width;
        row.clear();
        row.resize(blocks * INPUTS, zero);
        worth.clear();
        let (whole, rest) = input.split_at(count / 4 * 4 * width);
        count_by(zero, whole, width, row, four, worth);
        count_by(zero, rest, width, row, one, worth);
        self
    }
}

/// Counts N vectors at a time.
#[inline(always)]
fn count_by<const N: usize>(
    zero: u8,
    input: &[f32],
    width: usize,
    counted: &mut [u8],
    to: &mut Vec<[[u8; INPUTS]; N]>,
    worth: &mut Vec<f32>,
) {
    let blocks = counted.len() / INPUTS;
    // What is there is written anew.
    to.resize(input.len() / width / N * blocks, [[zero; INPUTS]; N]);
    for (rows, to) in input.chunks_exact(N * width).zip(to.chunks_exact_mut(blocks)) {
        for (at, row) in rows.chunks_exact(width).enumerate() {
            worth.push(count_row(zero, row, counted));
            for (to, eight) in to.iter_mut().zip(counted.as_chunks::<INPUTS>().0) {
                if let Some(to) = to.get_mut(at) {
                    *to = *eight;
                }
            }
        }
    }
}

/// Where this is added, the last bit of a float is worth one.
const WHOLE: f32 = 12_582_912.0;

/// Counts a vector, and gives the worth of a step.
#[inline(always)]
fn count_row(zero: u8, row: &[f32], to: &mut [u8]) -> f32 {
    let (steps, step) = scale(zero, row);
    let whole = WHOLE + f32::from(zero);
    for (to, number) in to.iter_mut().zip(row) {
        // The nearest whole number stands in the low bits. Cut off, numbers that are not finite stay in the bounds too.
        let [low, ..] = (number * steps + whole).to_bits().to_le_bytes();
        *to = low & MOST_INPUT;
    }
    step
}

/// Steps in one, and the worth of a step.
#[inline(always)]
fn scale(zero: u8, row: &[f32]) -> (f32, f32) {
    // Without a sign, floats have the order of their bits.
    let size = |number: &f32| number.abs().to_bits();
    let mut lanes = [0; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            *lane = size(number).max(*lane);
        }
    }
    let most = lanes.into_iter().fold(0, u32::max);
    let most = f32::from_bits(rest.iter().map(size).fold(most, u32::max));
    let steps = f32::from(MOST_INPUT - zero);
    (if most > 0.0 { steps / most } else { 0.0 }, most / steps)
}

/// What [`Counted::count`] leaves of vectors of a length that stand one after another: less than half a step of each number.
#[inline(always)]
pub(super) fn rests(input: &[f32], width: usize) -> Vec<f32> {
    let mut rests = input.to_vec();
    for row in rests.chunks_exact_mut(width) {
        let (steps, step) = scale(MIDDLE, row);
        for number in row {
            *number -= (*number * steps + WHOLE - WHOLE) * step;
        }
    }
    rests
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
        for row in values.chunks_exact_mut(self.scale.len()) {
            let (mean, factor) = Norm::measure(row);
            for ((value, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
                *value = (*value - mean) * factor * scale + shift;
            }
        }
    }

    /// The normalized vectors of `values`, in the place of what `to` has.
    #[inline(always)]
    pub(super) fn apply_to(&self, values: &[f32], to: &mut Vec<f32>) {
        // What is there is written anew.
        to.resize(values.len(), 0.0);
        let width = self.scale.len();
        for (row, to) in values.chunks_exact(width).zip(to.chunks_exact_mut(width)) {
            let (mean, factor) = Norm::measure(row);
            for (((to, value), scale), shift) in to.iter_mut().zip(row).zip(&self.scale).zip(&self.shift) {
                *to = (value - mean) * factor * scale + shift;
            }
        }
    }

    /// The mean of numbers, and what gives them a variance of one.
    #[inline(always)]
    fn measure(row: &[f32]) -> (f32, f32) {
        #[allow(clippy::cast_precision_loss)] // A width is small.
        let share = 1.0 / row.len() as f32;
        let mean = sum(row, |value| value) * share;
        let variance = sum(row, |value| (value - mean) * (value - mean)) * share;
        (mean, 1.0 / (variance + 1e-5).sqrt())
    }
}

/// The sum of what a function makes of each number, lane by lane.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for eight in row.as_chunks::<8>().0 {
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
        // Without `max`, which is a call where a processor has another notion of it.
        *value = if *value > 0.0 { *value } else { 0.0 };
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
mod tests {
    use super::super::vectors::{Vectors, Work, run_widest};
    use super::{Counted, Dense, rests};

    /// The outputs of a layer for vectors of some length, the second count added where there is one.
    struct Apply<'a>(&'a Dense, &'a [f32], bool, bool, Vec<f32>);

    impl Work for &mut Apply<'_> {
        #[inline(always)]
        fn run<V: Vectors>(self, vectors: V) {
            let Apply(dense, input, rectified, again, out) = self;
            let mut counted = Counted::default();
            if *rectified {
                dense.apply(vectors, counted.count_rectified(input, dense.inputs), out);
            } else {
                dense.apply(vectors, counted.count(input, dense.inputs), out);
            }
            if *again {
                let rests = rests(input, dense.inputs);
                dense.add(vectors, counted.count(&rests, dense.inputs), out);
            }
        }
    }

    #[test]
    fn outputs_are_near_to_exact_ones() {
        // Sizes that fill no group of inputs, outputs or vectors.
        let (inputs, outputs, count) = (13, 20, 7);
        let rows: Vec<u8> = (0..inputs * outputs).map(|at| (at * 37 % 251) as u8).collect();
        let steps: Vec<f32> = (0..outputs).map(|at| 0.01 + at as f32 * 0.001).collect();
        let biases: Vec<f32> = (0..outputs).map(|at| at as f32 - 9.5).collect();
        let dense = Dense::new(&steps, &biases, &rows).unwrap();
        let input: Vec<f32> = (0..inputs * count).map(|at| (at as f32 * 0.7).sin() * 3.0).collect();
        for (rectified, again, most) in
            [(false, false, 126.0), (true, false, 254.0), (false, true, 126.0 * 126.0)]
        {
            let input: Vec<f32> =
                input.iter().map(|value| if rectified { value.abs() } else { *value }).collect();
            let mut apply = Apply(&dense, &input, rectified, again, vec![5.0; 3]);
            run_widest(&mut apply);
            let found = apply.4;
            assert_eq!(found.len(), count * dense.width());
            for (vector, found) in input.chunks(inputs).zip(found.chunks(dense.width())) {
                let greatest = vector.iter().fold(0.0_f32, |a, b| a.max(b.abs()));
                for (((row, step), bias), found) in rows.chunks(inputs).zip(&steps).zip(&biases).zip(found) {
                    let weights: Vec<f32> =
                        row.iter().map(|weight| f32::from(weight.cast_signed()) * step).collect();
                    let exact: f32 =
                        weights.iter().zip(vector).map(|(weight, value)| weight * value).sum::<f32>() + bias;
                    // Half a step of each input at most.
                    let bound = weights.iter().map(|weight| weight.abs()).sum::<f32>() * greatest / most;
                    assert!(
                        (found - exact).abs() <= bound * 1.01 + 1e-4,
                        "{found} is not {exact}, by {bound}"
                    );
                }
            }
        }
    }
}

//! The encoder: from the rows of a token through recurrent layers to a vector for each role in a state.
//!
//! Matrix products are in integers of 16 bits, of which every processor multiplies eight at a time.

#![allow(clippy::inline_always)] // See `with_vectors`.

use super::features::{ROLES, TOKEN_ROWS};
use super::known::Known;
use crate::text::syntax::table::{Kept, Sorted};

/// Length of the vector of a token. One half depends on the tokens before it, the other on those after it.
pub(crate) const WIDTH: usize = 64;
/// Length of the vector of a state.
pub(crate) const HIDDEN: usize = 96;
/// Number of recurrent layers.
pub(crate) const LAYERS: usize = 2;

const HALF: usize = WIDTH / 2;

/// The integer for 1.0 in the vector of a token, which ranges from −16 to 16.
pub(crate) const VECTOR_SCALE: f32 = 2048.0;

/// Number of outputs of a matrix that are computed at a time. They fit the registers of every processor.
pub(crate) const BLOCK: usize = 32;

/// A matrix in blocks of outputs. Each block has a row for each input.
pub(crate) type Matrix = Vec<[[i16; BLOCK]; WIDTH]>;

/// Number of inputs of a product that are taken at a time.
const STRIDE: usize = 4;
const _: () = assert!(WIDTH.is_multiple_of(STRIDE));

/// Number of low bits that a product loses, so that sums fit 16 bits.
pub(crate) const PRODUCT_SHIFT: u32 = 16;

/// The mean sum of the lost bits of a row of products.
const LOST: i16 = 32;

/// A recurrent layer: `cell = gate · cell before + (1 − gate) · value`, added to its input (f-pooling, Bradbury et al. 2017).
/// Values and gates are linear in the input. Half of the cells run forwards, half backwards.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    /// Weights of the values, then of the gates.
    pub(crate) weights: Matrix,
    pub(crate) bias: Vec<f32>,
    /// The value of one unit of a sum of products.
    pub(crate) unit: f32,
}

/// The weights of the encoder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoder {
    /// The keys of the rows.
    pub(crate) keys: Sorted<4>,
    /// Rows of [`WIDTH`] signed bytes.
    pub(crate) rows: Kept,
    /// The value of one unit of a row.
    pub(crate) unit: f32,
    pub(crate) layers: Vec<Layer>,
    /// `HIDDEN` outputs for each role, in units of the vector of a state.
    pub(crate) project: Matrix,
}

/// The vectors of a token, by role in a state.
type Roles = [[i16; HIDDEN]; ROLES];

/// The sums of a layer for a token: values, then gates.
type Sums = [[f32; WIDTH]; 2];

/// The vector of a token by itself, and the sums of the first layer for it.
#[derive(Clone, Copy, Debug)]
struct Lone {
    vector: [f32; WIDTH],
    sums: Sums,
}

/// The vectors of the tokens of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Vectors {
    known: Known<Lone>,
    tokens: Vec<[f32; WIDTH]>,
    sums: Vec<Sums>,
    /// The vectors of the tokens in integers.
    inputs: Vec<[i16; WIDTH]>,
    roles: Vec<Roles>,
    /// The roles of each token that were computed, one bit each.
    computed: Vec<u8>,
}

impl Vectors {
    /// The vector of a token in a role. It is computed at the first call, since states ask only for some.
    #[inline(always)]
    pub(super) fn role(&mut self, encoder: &Encoder, token: u32, role: usize) -> Option<&[i16; HIDDEN]> {
        let at = token as usize;
        let (computed, row) = (self.computed.get_mut(at)?, self.roles.get_mut(at)?.get_mut(role)?);
        if *computed & (1 << role) == 0 {
            *computed |= 1 << role;
            encoder.project(self.inputs.get(at)?, role, row);
        }
        Some(row)
    }
}

impl Encoder {
    /// Computes the vectors of a sentence from the keys of its tokens. An unknown first key is replaced by `unknown`.
    #[inline(always)]
    pub(crate) fn encode(
        &self,
        tokens: impl Iterator<Item = [u32; TOKEN_ROWS]>,
        unknown: u32,
        out: &mut Vectors,
    ) {
        let Vectors { known, tokens: vectors, sums, inputs, roles, computed } = out;
        vectors.clear();
        sums.clear();
        let Some((first, others)) = self.layers.split_first() else { return };
        for keys in tokens {
            if let Some(lone) = known.find(&keys) {
                vectors.push(lone.vector);
                sums.push(lone.sums);
                continue;
            }
            let vector = self.sum(keys, unknown);
            let lone = Lone { vector, sums: first.sums(&quantise(&vector)) };
            known.keep(keys, &lone);
            vectors.push(lone.vector);
            sums.push(lone.sums);
        }
        scan(vectors, sums);
        for layer in others {
            for (sums, vector) in sums.iter_mut().zip(vectors.iter()) {
                *sums = layer.sums(&quantise(vector));
            }
            scan(vectors, sums);
        }
        inputs.resize(vectors.len(), [0; WIDTH]);
        for (input, vector) in inputs.iter_mut().zip(vectors.iter()) {
            *input = quantise(vector);
        }
        computed.clear();
        computed.resize(vectors.len(), 0);
        if roles.len() < vectors.len() {
            roles.resize(vectors.len(), [[0; HIDDEN]; ROLES]);
        }
    }

    #[inline(always)]
    fn sum(&self, keys: [u32; TOKEN_ROWS], unknown: u32) -> [f32; WIDTH] {
        let mut sum = [0_i16; WIDTH];
        let mut fallback = Some(unknown);
        let (rows, _) = self.rows.as_chunks::<WIDTH>();
        for key in keys {
            let row = self.keys.find(key).or_else(|| fallback.and_then(|key| self.keys.find(key)));
            fallback = None;
            if let Some(row) = row.and_then(|row| rows.get(row)) {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += i16::from(weight.cast_signed());
                }
            }
        }
        let mut vector = [0.0; WIDTH];
        for (number, sum) in vector.iter_mut().zip(sum) {
            *number = f32::from(sum) * self.unit;
        }
        vector
    }

    #[inline(always)]
    fn project(&self, input: &[i16; WIDTH], role: usize, out: &mut [i16; HIDDEN]) {
        let blocks = self.project.get(role * (HIDDEN / BLOCK)..).unwrap_or_default();
        for (out, block) in out.as_chunks_mut::<BLOCK>().0.iter_mut().zip(blocks) {
            *out = product(input, block);
        }
    }
}

impl Layer {
    #[inline(always)]
    fn sums(&self, input: &[i16; WIDTH]) -> Sums {
        let mut sums = [[0.0; WIDTH]; 2];
        let out = sums.as_flattened_mut().chunks_exact_mut(BLOCK);
        for ((out, bias), block) in out.zip(self.bias.chunks_exact(BLOCK)).zip(&self.weights) {
            let product = product(input, block);
            for ((out, sum), bias) in out.iter_mut().zip(product).zip(bias) {
                *out = f32::from(sum) * self.unit + bias;
            }
        }
        sums
    }
}

/// Runs the cells of a layer over a sentence, forwards and backwards.
#[inline(always)]
fn scan(vectors: &mut [[f32; WIDTH]], sums: &[Sums]) {
    let mut carry = [0.0; HALF];
    for (vector, [values, gates]) in vectors.iter_mut().zip(sums) {
        scan_step(vector.first_chunk_mut(), values.first_chunk(), gates.first_chunk(), &mut carry);
    }
    carry = [0.0; HALF];
    for (vector, [values, gates]) in vectors.iter_mut().zip(sums).rev() {
        scan_step(vector.last_chunk_mut(), values.last_chunk(), gates.last_chunk(), &mut carry);
    }
}

/// The sums of products of a block, without the low bits of each product.
#[inline(always)]
fn product(input: &[i16; WIDTH], block: &[[i16; BLOCK]; WIDTH]) -> [i16; BLOCK] {
    let mut sums = [LOST; BLOCK];
    // A few at a time, so that less is counted.
    for (values, rows) in input.as_chunks::<STRIDE>().0.iter().zip(block.as_chunks::<STRIDE>().0) {
        for (value, row) in values.iter().zip(rows) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                #[allow(clippy::cast_possible_truncation)]
                let product = ((i32::from(*value) * i32::from(*weight)) >> PRODUCT_SHIFT) as i16;
                *sum = sum.saturating_add(product);
            }
        }
    }
    sums
}

/// One step of a recurrent layer, in one direction.
#[inline(always)]
fn scan_step(
    vector: Option<&mut [f32; HALF]>,
    values: Option<&[f32; HALF]>,
    gates: Option<&[f32; HALF]>,
    carry: &mut [f32; HALF],
) {
    let (Some(vector), Some(values), Some(gates)) = (vector, values, gates) else { return };
    for (((vector, carry), value), gate) in vector.iter_mut().zip(carry).zip(values).zip(gates) {
        // A gate between 0 and 1 without an exponential: (1 + softsign) / 2.
        let gate = 0.5 + 0.5 * gate / (1.0 + gate.abs());
        *carry = gate * *carry + (1.0 - gate) * value;
        *vector += *carry;
    }
}

/// The vector of a token in integers.
#[inline(always)]
fn quantise(vector: &[f32; WIDTH]) -> [i16; WIDTH] {
    // The sum with this number has the rounded value in its low bits, which is faster than a cast.
    const ROUND: f32 = 12_582_912.0;
    let largest = f32::from(i16::MAX);
    let mut numbers = [0; WIDTH];
    for (number, value) in numbers.iter_mut().zip(vector) {
        let value = (value * VECTOR_SCALE).max(-largest).min(largest);
        #[allow(clippy::cast_possible_truncation)]
        let low = (value + ROUND).to_bits() as u16;
        *number = low.cast_signed();
    }
    numbers
}

/// The dot product.
#[inline(always)]
pub(super) fn dot(a: &[i16; HIDDEN], b: &[i16; HIDDEN]) -> i32 {
    let mut sum = 0_i32;
    for (a, b) in a.iter().zip(b) {
        sum = sum.wrapping_add(i32::from(*a) * i32::from(*b));
    }
    sum
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
mod tests {
    use super::*;

    #[test]
    fn products_are_near_to_exact_ones() {
        let mut vector = [0.0; WIDTH];
        let mut block = [[0; BLOCK]; WIDTH];
        for (at, (number, row)) in vector.iter_mut().zip(&mut block).enumerate() {
            *number = (at as f32 * 0.7).sin() * 3.0;
            for (to, weight) in row.iter_mut().enumerate() {
                *weight = ((at * 31 + to * 17) as f32 * 0.3).cos().mul_add(20_000.0, 0.0) as i16;
            }
        }
        let sums = product(&quantise(&vector), &block);
        for (to, sum) in sums.iter().enumerate() {
            let exact: f32 = vector.iter().zip(&block).map(|(x, row)| x * f32::from(row[to])).sum();
            let exact = exact * VECTOR_SCALE / (1 << PRODUCT_SHIFT) as f32;
            assert!((f32::from(*sum) - exact).abs() < 12.0, "{sum} for {exact}");
        }
    }

    #[test]
    fn vectors_out_of_range_stay_at_its_ends() {
        let mut vector = [0.0; WIDTH];
        (vector[0], vector[1], vector[2]) = (1e9, -1e9, -1.0);
        assert_eq!(quantise(&vector)[..4], [i16::MAX, -i16::MAX, -2048, 0]);
    }
}

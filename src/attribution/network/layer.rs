//! A dense layer for encoders outside the library.

use super::arithmetic::{Counted, Dense, rests};
use super::vectors::{LANES, Vectors, Work, run_widest};

/// A dense layer: outputs that are sums of weighted inputs, and a bias.
///
/// Weights are whole numbers of 8 bits. Inputs are counted in steps of a 63rd of the greatest of their vector, and what that leaves in
/// finer steps, in the same way. Products are summed exactly, so that all processors give the same bits. Time complexity: linear in
/// inputs times outputs.
///
/// ```
/// use ascribe::encoder::Layer;
///
/// // Two inputs, sixteen outputs: each is half of the sum.
/// let layer = Layer::new(&[0.25; 16], &[0.0; 16], &[2; 32]).unwrap();
/// let mut out = Vec::new();
/// layer.apply(&[3.0, 4.0], &mut out);
/// assert!(out.iter().all(|half| (half - 3.5).abs() < 0.001));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    dense: Dense,
}

impl Layer {
    /// A layer of weights, one output after another, a signed byte each. `steps` has what a weight's step of each output is worth.
    ///
    /// `None` where the numbers of steps, biases and weights do not fit each other, or where the number of outputs is no multiple of
    /// 16.
    #[must_use]
    pub fn new(steps: &[f32], biases: &[f32], weights: &[u8]) -> Option<Layer> {
        let fits = !steps.is_empty() && steps.len().is_multiple_of(LANES);
        fits.then(|| Dense::new(steps, biases, weights)).flatten().map(|dense| Layer { dense })
    }

    /// The number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.dense.inputs
    }

    /// The number of outputs.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.dense.outputs
    }

    /// The outputs for each of the vectors in `input`, one after another, in the place of what `out` has.
    // Inlined so that it is optimized as far as the crate that calls it.
    #[inline]
    pub fn apply(&self, input: &[f32], out: &mut Vec<f32>) {
        run_widest(Apply { layer: self, input, out });
    }
}

struct Apply<'a> {
    layer: &'a Layer,
    input: &'a [f32],
    out: &'a mut Vec<f32>,
}

impl Work for Apply<'_> {
    #[inline(always)]
    #[allow(clippy::inline_always)] // See `vectors`.
    fn run<V: Vectors>(self, vectors: V) {
        let dense = &self.layer.dense;
        let mut counted = Counted::default();
        dense.apply(vectors, counted.count(self.input, dense.inputs), self.out);
        let rests = rests(self.input, dense.inputs);
        dense.add(vectors, counted.count(&rests, dense.inputs), self.out);
    }
}

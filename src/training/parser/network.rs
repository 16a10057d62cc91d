//! The network in floating point: forward and backward pass, and the optimiser.

use super::math::{Random, add, add_outer, add_product, add_transposed, gate, gate_slope, softmax};
use crate::text::Deprel;
use crate::text::syntax::parser::features::{ROLES, STATE_TABLE, TOKEN_ROWS};

/// The number of an absent row.
pub(super) const NO_ROW: u32 = u32::MAX;

/// The sizes of a network.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Length of the vector of a token.
    pub(super) width: usize,
    /// Number of recurrent layers.
    pub(super) layers: usize,
    /// Length of the vector of a state.
    pub(super) hidden: usize,
    /// Number of rows of tokens.
    pub(super) tokens: usize,
}

pub(super) const LABELS: usize = Deprel::ALL.len();

/// The weights that every sentence uses.
#[derive(Clone, Debug)]
pub(super) struct Dense {
    /// By layer: `width` rows of `2 · width` (values, then gates), and the bias.
    pub(super) layers: Vec<(Vec<f32>, Vec<f32>)>,
    /// `width` rows of `ROLES · hidden`.
    pub(super) project: Vec<f32>,
    /// Rows for absent tokens, by role.
    pub(super) absent: Vec<f32>,
    pub(super) bias: Vec<f32>,
    /// Three rows of `hidden`.
    pub(super) actions: Vec<f32>,
    pub(super) action_bias: Vec<f32>,
    /// Twice `LABELS` rows of `hidden`, for arcs to the left and to the right.
    pub(super) labels: Vec<f32>,
    pub(super) label_bias: Vec<f32>,
    /// `width` rows of `TAGS`, for the tag as a second task of training.
    pub(super) tags: Vec<f32>,
}

/// Number of tags, as a multiple of eight.
pub(super) const TAGS: usize = 56;

impl Dense {
    fn zero(shape: Shape) -> Dense {
        let Shape { width, layers, hidden, .. } = shape;
        Dense {
            layers: (0..layers).map(|_| (vec![0.0; width * 2 * width], vec![0.0; 2 * width])).collect(),
            project: vec![0.0; width * ROLES * hidden],
            absent: vec![0.0; ROLES * hidden],
            bias: vec![0.0; hidden],
            actions: vec![0.0; 3 * hidden],
            action_bias: vec![0.0; 3],
            labels: vec![0.0; 2 * LABELS * hidden],
            label_bias: vec![0.0; 2 * LABELS],
            tags: vec![0.0; width * TAGS],
        }
    }

    fn parts(&self) -> Vec<&Vec<f32>> {
        let mut parts: Vec<&Vec<f32>> = self.layers.iter().flat_map(|(w, b)| [w, b]).collect();
        parts.extend([&self.project, &self.absent, &self.bias, &self.actions]);
        parts.extend([&self.action_bias, &self.labels, &self.label_bias, &self.tags]);
        parts
    }

    fn parts_mut(&mut self) -> Vec<&mut Vec<f32>> {
        let mut parts: Vec<&mut Vec<f32>> = self.layers.iter_mut().flat_map(|(w, b)| [w, b]).collect();
        parts.extend([&mut self.project, &mut self.absent, &mut self.bias, &mut self.actions]);
        parts.extend([&mut self.action_bias, &mut self.labels, &mut self.label_bias, &mut self.tags]);
        parts
    }
}

/// All weights.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub(super) shape: Shape,
    pub(super) dense: Dense,
    /// Rows of `width`.
    pub(super) tokens: Vec<f32>,
    /// Rows of `hidden`.
    pub(super) states: Vec<f32>,
}

#[allow(clippy::cast_precision_loss)]
fn range(inputs: usize) -> f32 {
    (3.0 / inputs as f32).sqrt()
}

impl Weights {
    /// Random initial weights.
    pub(super) fn new(shape: Shape, seed: u64) -> Weights {
        let mut random = Random::new(seed);
        let mut weights = Weights {
            shape,
            dense: Dense::zero(shape),
            tokens: vec![0.0; shape.tokens * shape.width],
            states: vec![0.0; STATE_TABLE * shape.hidden],
        };
        let mut fill = |values: &mut [f32], range: f32| {
            for value in values {
                *value = random.around(range);
            }
        };
        fill(&mut weights.tokens, 0.5);
        for (w, _) in &mut weights.dense.layers {
            fill(w, range(shape.width));
        }
        fill(&mut weights.dense.project, range(shape.width) * 0.5);
        fill(&mut weights.dense.actions, range(shape.hidden));
        fill(&mut weights.dense.labels, range(shape.hidden));
        weights
    }
}

/// The share of a weight that a step takes back, times the learning rate. Without it the weights grow with the number of steps until
/// the parser's sums of 16 bits overflow.
const WEIGHT_DECAY: f32 = 0.02;

/// The gradient of a batch.
pub(super) struct Gradient {
    pub(super) dense: Dense,
    pub(super) tokens: Rows,
    pub(super) states: Rows,
}

/// A sparse gradient.
pub(super) struct Rows {
    width: usize,
    values: Vec<f32>,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl Rows {
    fn new(rows: usize, width: usize) -> Self {
        Rows { width, values: vec![0.0; rows * width], touched: Vec::new(), is_touched: vec![false; rows] }
    }

    pub(super) fn add(&mut self, row: u32, values: &[f32]) {
        if let Some(mark) = self.is_touched.get_mut(row as usize)
            && !std::mem::replace(mark, true)
        {
            self.touched.push(row);
        }
        add(slot_mut(&mut self.values, row, self.width), values);
    }

    fn clear(&mut self) {
        for row in self.touched.drain(..) {
            slot_mut(&mut self.values, row, self.width).fill(0.0);
            if let Some(mark) = self.is_touched.get_mut(row as usize) {
                *mark = false;
            }
        }
    }
}

pub(super) fn slot(values: &[f32], row: u32, width: usize) -> &[f32] {
    values.get(row as usize * width..(row as usize + 1) * width).unwrap_or_default()
}

pub(super) fn slot_mut(values: &mut [f32], row: u32, width: usize) -> &mut [f32] {
    values.get_mut(row as usize * width..(row as usize + 1) * width).unwrap_or_default()
}

impl Gradient {
    pub(super) fn new(shape: Shape) -> Self {
        Gradient {
            dense: Dense::zero(shape),
            tokens: Rows::new(shape.tokens, shape.width),
            states: Rows::new(STATE_TABLE, shape.hidden),
        }
    }

    pub(super) fn clear(&mut self) {
        self.dense.parts_mut().into_iter().for_each(|part| part.fill(0.0));
        self.tokens.clear();
        self.states.clear();
    }

    /// Adds another gradient.
    pub(super) fn merge(&mut self, other: &Gradient) {
        for (mine, theirs) in self.dense.parts_mut().into_iter().zip(other.dense.parts()) {
            add(mine, theirs);
        }
        for (mine, theirs) in [(&mut self.tokens, &other.tokens), (&mut self.states, &other.states)] {
            for row in &theirs.touched {
                mine.add(*row, slot(&theirs.values, *row, theirs.width));
            }
        }
    }
}

/// The optimiser Adam (Kingma and Ba 2015). Rows without a gradient do not change.
pub(super) struct Adam {
    mean: Weights,
    square: Weights,
    step: i32,
}

/// Decay of the mean of the gradients.
const MEAN_DECAY: f32 = 0.9;
/// Decay of the mean of their squares.
const SQUARE_DECAY: f32 = 0.98;

impl Adam {
    pub(super) fn new(shape: Shape) -> Self {
        let zero = Weights {
            shape,
            dense: Dense::zero(shape),
            tokens: vec![0.0; shape.tokens * shape.width],
            states: vec![0.0; STATE_TABLE * shape.hidden],
        };
        Adam { mean: zero.clone(), square: zero, step: 0 }
    }

    /// Updates the weights by a gradient.
    pub(super) fn step(&mut self, weights: &mut Weights, gradient: &mut Gradient, rate: f32) {
        self.step += 1;
        let rate = rate * (1.0 - SQUARE_DECAY.powi(self.step)).sqrt() / (1.0 - MEAN_DECAY.powi(self.step));
        let moments = self.mean.dense.parts_mut().into_iter().zip(self.square.dense.parts_mut());
        let parts = weights.dense.parts_mut().into_iter().zip(gradient.dense.parts_mut());
        for ((values, gradient), (mean, square)) in parts.zip(moments) {
            update(values, gradient, mean, square, rate);
        }
        rows(&mut weights.tokens, &gradient.tokens, &mut self.mean.tokens, &mut self.square.tokens, rate);
        rows(&mut weights.states, &gradient.states, &mut self.mean.states, &mut self.square.states, rate);
    }
}

fn rows(values: &mut [f32], gradient: &Rows, mean: &mut [f32], square: &mut [f32], rate: f32) {
    let width = gradient.width;
    for row in &gradient.touched {
        update(
            slot_mut(values, *row, width),
            slot(&gradient.values, *row, width),
            slot_mut(mean, *row, width),
            slot_mut(square, *row, width),
            rate,
        );
    }
}

fn update(values: &mut [f32], gradient: &[f32], mean: &mut [f32], square: &mut [f32], rate: f32) {
    for (((value, g), m), v) in values.iter_mut().zip(gradient).zip(mean).zip(square) {
        *m = MEAN_DECAY * *m + (1.0 - MEAN_DECAY) * g;
        *v = SQUARE_DECAY * *v + (1.0 - SQUARE_DECAY) * g * g;
        *value -= rate * (*m / (v.sqrt() + 1e-8) + WEIGHT_DECAY * *value);
    }
}

/// The vectors of a sentence, with the values that the backward pass needs.
#[derive(Default)]
pub(super) struct Encoding {
    /// The inputs of each layer, and the output of the last.
    inputs: Vec<Vec<f32>>,
    /// By layer: values and gates before the activation.
    raw: Vec<Vec<f32>>,
    /// By layer: the cells.
    cells: Vec<Vec<f32>>,
    masks: Vec<f32>,
    /// By token: its vector as each role sees it.
    pub(super) roles: Vec<f32>,
    /// What comes back to them.
    pub(super) back: Vec<f32>,
    tag_back: Vec<f32>,
    dx: Vec<f32>,
    draw: Vec<f32>,
}

impl Encoding {
    /// From rows to vectors. `dropout` is the share of numbers left out while learning.
    pub(super) fn forward(
        &mut self,
        weights: &Weights,
        rows: &[[u32; TOKEN_ROWS]],
        dropout: f32,
        random: &mut Random,
    ) {
        let Shape { width, layers, hidden, .. } = weights.shape;
        let n = rows.len();
        for buffers in [&mut self.raw, &mut self.cells] {
            buffers.resize(layers, Vec::new());
        }
        self.inputs.resize(layers + 1, Vec::new());
        let mut input = vec![0.0; n * width];
        for (token, out) in rows.iter().zip(input.chunks_exact_mut(width)) {
            for row in token.iter().filter(|row| **row != NO_ROW) {
                add(out, slot(&weights.tokens, *row, width));
            }
        }
        self.masks.clear();
        if dropout > 0.0 {
            let keep = 1.0 / (1.0 - dropout);
            self.masks.extend((0..n * width).map(|_| if random.share() < dropout { 0.0 } else { keep }));
            input.iter_mut().zip(&self.masks).for_each(|(x, mask)| *x *= mask);
        }
        let buffers = self.raw.iter_mut().zip(&mut self.cells).zip(&mut self.inputs);
        for (((raw, cells), kept), (w, b)) in buffers.zip(&weights.dense.layers) {
            raw.clear();
            raw.resize(n * 2 * width, 0.0);
            for (x, z) in input.chunks_exact(width).zip(raw.chunks_exact_mut(2 * width)) {
                z.copy_from_slice(b);
                add_product(z, x, w);
            }
            cells.clear();
            cells.resize(n * width, 0.0);
            for reverse in [false, true] {
                scan(raw, cells, width, reverse);
            }
            kept.clone_from(&input);
            add(&mut input, cells);
        }
        self.roles.clear();
        self.roles.resize(n * ROLES * hidden, 0.0);
        for (x, out) in input.chunks_exact(width).zip(self.roles.chunks_exact_mut(ROLES * hidden)) {
            add_product(out, x, &weights.dense.project);
        }
        if let Some(last) = self.inputs.last_mut() {
            *last = input;
        }
        self.back.clear();
        self.back.resize(n * ROLES * hidden, 0.0);
    }

    /// Guesses the tags from the last vectors, and learns the right ones.
    pub(super) fn learn_tags(&mut self, weights: &Weights, gold: &[u8], weight: f32) {
        let width = weights.shape.width;
        let Some(last) = self.inputs.last() else { return };
        self.tag_back.clear();
        for (x, gold) in last.chunks_exact(width).zip(gold) {
            let mut scores = [0.0; TAGS];
            add_product(&mut scores, x, &weights.dense.tags);
            let mut shares = softmax(&scores);
            if let Some(share) = shares.get_mut(usize::from(*gold)) {
                *share -= 1.0;
            }
            self.tag_back.extend(shares.map(|share| share * weight));
        }
    }

    /// From what came back to the roles to the gradient.
    pub(super) fn backward(
        &mut self,
        weights: &Weights,
        rows: &[[u32; TOKEN_ROWS]],
        gradient: &mut Gradient,
    ) {
        let Shape { width, hidden, .. } = weights.shape;
        let n = rows.len();
        self.dx.clear();
        self.dx.resize(n * width, 0.0);
        let Some(last) = self.inputs.last() else { return };
        for ((x, dout), dx) in last
            .chunks_exact(width)
            .zip(self.tag_back.chunks_exact(TAGS))
            .zip(self.dx.chunks_exact_mut(width))
        {
            add_outer(&mut gradient.dense.tags, x, dout);
            for (dx, row) in dx.iter_mut().zip(weights.dense.tags.chunks_exact(TAGS)) {
                *dx += row.iter().zip(dout).map(|(a, b)| a * b).sum::<f32>();
            }
        }
        let backs = self.back.chunks_exact(ROLES * hidden);
        for ((x, dout), dx) in last.chunks_exact(width).zip(backs).zip(self.dx.chunks_exact_mut(width)) {
            add_outer(&mut gradient.dense.project, x, dout);
            add_transposed(dx, dout, &weights.dense.project);
        }
        let layers = self.raw.iter().zip(&self.cells).zip(&self.inputs).zip(&weights.dense.layers);
        for ((((raw, cells), input), (w, _)), (dw, db)) in layers.zip(&mut gradient.dense.layers).rev() {
            self.draw.clear();
            self.draw.resize(n * 2 * width, 0.0);
            for reverse in [false, true] {
                scan_back(raw, cells, &self.dx, &mut self.draw, width, reverse);
            }
            let outs = self.draw.chunks_exact(2 * width);
            for ((x, dout), dx) in input.chunks_exact(width).zip(outs).zip(self.dx.chunks_exact_mut(width)) {
                add_outer(dw, x, dout);
                add(db, dout);
                add_transposed(dx, dout, w);
            }
        }
        self.dx.iter_mut().zip(&self.masks).for_each(|(dx, mask)| *dx *= mask);
        for (token, dx) in rows.iter().zip(self.dx.chunks_exact(width)) {
            for row in token.iter().filter(|row| **row != NO_ROW) {
                gradient.tokens.add(*row, dx);
            }
        }
    }
}

/// The half of a vector for a direction.
fn half(width: usize, reverse: bool) -> std::ops::Range<usize> {
    if reverse { width / 2..width } else { 0..width / 2 }
}

fn order(n: usize, reverse: bool) -> impl Iterator<Item = usize> {
    (0..n).map(move |step| if reverse { n - 1 - step } else { step })
}

/// Values and gates of a token, in one half.
fn halves(raw: &[f32], token: usize, width: usize, reverse: bool) -> (&[f32], &[f32]) {
    let row = raw.get(token * 2 * width..(token + 1) * 2 * width).unwrap_or_default();
    let (values, gates) = row.split_at(width.min(row.len()));
    (
        values.get(half(width, reverse)).unwrap_or_default(),
        gates.get(half(width, reverse)).unwrap_or_default(),
    )
}

/// `cell = gate · cell before + (1 − gate) · value`, from one end to the other.
fn scan(raw: &[f32], cells: &mut [f32], width: usize, reverse: bool) {
    let mut carry = vec![0.0; width / 2];
    for token in order(cells.len() / width, reverse) {
        let (values, gates) = halves(raw, token, width, reverse);
        let cells = cells.get_mut(token * width..(token + 1) * width).unwrap_or_default();
        let cells = cells.get_mut(half(width, reverse)).unwrap_or_default();
        for (((cell, carry), value), raw) in cells.iter_mut().zip(&mut carry).zip(values).zip(gates) {
            let gate = gate(*raw);
            *carry = gate * *carry + (1.0 - gate) * value;
            *cell = *carry;
        }
    }
}

fn scan_back(raw: &[f32], cells: &[f32], dx: &[f32], draw: &mut [f32], width: usize, reverse: bool) {
    let mut carry = vec![0.0; width / 2];
    let nothing = vec![0.0; width / 2];
    let n = cells.len() / width;
    for token in order(n, !reverse) {
        let (values, gates) = halves(raw, token, width, reverse);
        let before = if reverse { Some(token + 1).filter(|at| *at < n) } else { token.checked_sub(1) };
        let part = |all| -> &[f32] {
            let all: &[f32] = all;
            all.get(half(width, reverse)).unwrap_or_default()
        };
        let before =
            before.and_then(|at| cells.get(at * width..(at + 1) * width)).map_or(nothing.as_slice(), part);
        let dx = part(dx.get(token * width..(token + 1) * width).unwrap_or_default());
        let draw = draw.get_mut(token * 2 * width..(token + 1) * 2 * width).unwrap_or_default();
        let (dvalues, dgates) = draw.split_at_mut(width.min(draw.len()));
        let dvalues = dvalues.get_mut(half(width, reverse)).unwrap_or_default();
        let dgates = dgates.get_mut(half(width, reverse)).unwrap_or_default();
        let inputs = values.iter().zip(gates).zip(before).zip(dx);
        for ((((value, raw), before), dx), (carry, (dvalue, dgate))) in
            inputs.zip(carry.iter_mut().zip(dvalues.iter_mut().zip(dgates)))
        {
            let gate = gate(*raw);
            let dcell = dx + *carry;
            *dvalue = dcell * (1.0 - gate);
            *dgate = dcell * (before - value) * gate_slope(*raw);
            *carry = dcell * gate;
        }
    }
}

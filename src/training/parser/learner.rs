//! Learning from a sentence: the parser follows its own predictions, and the oracle gives the right actions of each state.

use super::math::{Random, add, add_scaled, dot, softmax};
use super::network::{Encoding, Gradient, LABELS, Shape, Weights, slot, slot_mut};
use super::oracle::{IMPOSSIBLE, costs};
use crate::text::Deprel;
use crate::text::syntax::parser::features::{ROLES, TOKEN_ROWS, roles, state_rows};
use crate::text::syntax::parser::state::{Action, NONE, State};

/// A sentence of training data.
pub(super) struct Prepared {
    /// The rows of each token. The first is that of the word.
    pub(super) rows: Vec<[u32; TOKEN_ROWS]>,
    /// The number of occurrences of each word.
    pub(super) counts: Vec<f32>,
    pub(super) parts: Vec<u8>,
    pub(super) heads: Vec<u32>,
    pub(super) labels: Vec<u8>,
    /// The annotated tags.
    pub(super) tags: Vec<u8>,
    pub(super) weight: f32,
}

/// Rates of dropout, and the weights of the other tasks.
#[derive(Clone, Copy)]
pub(super) struct Dropout {
    pub(super) word: f32,
    pub(super) token: f32,
    pub(super) hidden: f32,
    pub(super) unknown: u32,
    /// Weight of the loss of a tag.
    pub(super) tags: f32,
    /// Share of the wrong predictions that are followed.
    pub(super) explore: f32,
}

/// Loss and accuracy of an epoch.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) loss: f64,
    pub(super) tokens: usize,
    pub(super) heads: usize,
    pub(super) labels: usize,
}

impl std::fmt::Display for Tally {
    #[allow(clippy::cast_precision_loss)]
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tokens = self.tokens.max(1) as f64;
        let percent = |right: usize| 100.0 * right as f64 / tokens;
        let (heads, labels) = (percent(self.heads), percent(self.labels));
        write!(f, "loss {:.4} a token; while learning UAS {heads:.2} LAS {labels:.2}", self.loss / tokens)
    }
}

impl Tally {
    pub(super) fn add(&mut self, other: Tally) {
        self.loss += other.loss;
        self.tokens += other.tokens;
        self.heads += other.heads;
        self.labels += other.labels;
    }
}

/// A learner with buffers that are reused.
pub(super) struct Learner {
    pub(super) gradient: Gradient,
    encoding: Encoding,
    state: State,
    hidden: Vec<f32>,
    mask: Vec<f32>,
    back: Vec<f32>,
    rows: Vec<[u32; TOKEN_ROWS]>,
}

impl Learner {
    pub(super) fn new(shape: Shape) -> Self {
        Learner {
            gradient: Gradient::new(shape),
            encoding: Encoding::default(),
            state: State::default(),
            hidden: vec![0.0; shape.hidden],
            mask: vec![1.0; shape.hidden],
            back: vec![0.0; shape.hidden],
            rows: Vec::new(),
        }
    }

    /// Parses a sentence and learns from every step.
    pub(super) fn sentence(
        &mut self,
        weights: &Weights,
        sentence: &Prepared,
        dropout: Dropout,
        seed: u64,
    ) -> Tally {
        let mut random = Random::new(seed);
        self.rows.clone_from(&sentence.rows);
        for (rows, count) in self.rows.iter_mut().zip(&sentence.counts) {
            if let Some(word) = rows.first_mut()
                && random.share() < dropout.word / (dropout.word + count)
            {
                *word = dropout.unknown;
            }
        }
        self.encoding.forward(weights, &self.rows, dropout.token, &mut random);
        self.state.start(self.rows.len());
        let mut tally = Tally { tokens: self.rows.len(), ..Tally::default() };
        while !self.state.is_done() {
            self.step(weights, sentence, dropout, &mut random, &mut tally);
        }
        self.encoding.learn_tags(weights, &sentence.tags, sentence.weight * dropout.tags);
        self.encoding.backward(weights, &self.rows, &mut self.gradient);
        for ((node, head), label) in self.state.nodes.iter().zip(&sentence.heads).zip(&sentence.labels) {
            tally.heads += usize::from(node.head == *head);
            tally.labels += usize::from(node.head == *head && (node.label == *label || *head == NONE));
        }
        tally
    }

    fn step(
        &mut self,
        weights: &Weights,
        sentence: &Prepared,
        dropout: Dropout,
        random: &mut Random,
        tally: &mut Tally,
    ) {
        let width = weights.shape.hidden;
        let tokens = roles(&self.state);
        let rows = state_rows(&self.state, &sentence.parts);
        self.hidden.copy_from_slice(&weights.dense.bias);
        for (role, token) in tokens.iter().enumerate() {
            add(&mut self.hidden, part(&self.encoding.roles, &weights.dense.absent, *token, role, width));
        }
        for row in rows {
            add(&mut self.hidden, slot(&weights.states, row, width));
        }
        for (value, mask) in self.hidden.iter_mut().zip(&mut self.mask) {
            *mask = match () {
                () if *value <= 0.0 => 0.0,
                () if random.share() < dropout.hidden => 0.0,
                () => 1.0 / (1.0 - dropout.hidden),
            };
            *value *= *mask;
        }
        self.back.fill(0.0);
        let mut scores = [f32::NEG_INFINITY; 3];
        for ((action, score), (row, bias)) in Action::ALL
            .into_iter()
            .zip(&mut scores)
            .zip(weights.dense.actions.chunks_exact(width).zip(&weights.dense.action_bias))
        {
            if self.state.allows(action) {
                *score = bias + dot(row, &self.hidden);
            }
        }
        let guess = best(&scores);
        let mut action = Action::ALL.get(guess).copied().unwrap_or(Action::Shift);
        let costs = costs(&self.state, &sentence.heads);
        let least = costs.iter().min().copied().unwrap_or(0);
        let right = |at: usize| costs.get(at) == Some(&least);
        if costs.iter().filter(|cost| **cost != IMPOSSIBLE).count() > 1 {
            self.learn_action(scores, right, sentence.weight, weights, tally);
        }
        if !right(guess) && random.share() >= dropout.explore {
            let mut oracle = scores;
            for (_, score) in oracle.iter_mut().enumerate().filter(|(at, _)| !right(*at)) {
                *score = f32::NEG_INFINITY;
            }
            action = Action::ALL.get(best(&oracle)).copied().unwrap_or(action);
        }
        let label = match self.state.arc(action) {
            Some((head, dependent)) if head != NONE => {
                let gold = (sentence.heads.get(dependent as usize) == Some(&head))
                    .then(|| sentence.labels.get(dependent as usize).copied())
                    .flatten();
                self.label(weights, action, gold, sentence.weight, tally)
            }
            _ => Deprel::Root as u8,
        };
        self.back.iter_mut().zip(&self.mask).for_each(|(back, mask)| *back *= mask);
        add(&mut self.gradient.dense.bias, &self.back);
        for row in rows {
            self.gradient.states.add(row, &self.back);
        }
        for (role, token) in tokens.iter().enumerate() {
            let place = if *token == NONE {
                slot_mut(&mut self.gradient.dense.absent, role_row(0, role), width)
            } else {
                slot_mut(&mut self.encoding.back, role_row(*token, role), width)
            };
            add(place, &self.back);
        }
        self.state.apply(action, label);
    }

    /// Raises the sum of the probabilities of the right actions.
    fn learn_action(
        &mut self,
        scores: [f32; 3],
        right: impl Fn(usize) -> bool,
        weight: f32,
        weights: &Weights,
        tally: &mut Tally,
    ) {
        let width = weights.shape.hidden;
        let shares = softmax(&scores);
        let good: f32 = shares.iter().enumerate().filter(|(at, _)| right(*at)).map(|(_, share)| share).sum();
        tally.loss -= f64::from(good.max(1e-9).ln());
        for (at, share) in shares.iter().enumerate() {
            let slope = weight * if right(at) { share - share / good.max(1e-9) } else { *share };
            if slope == 0.0 {
                continue;
            }
            let row = u32::try_from(at).unwrap_or(0);
            add_scaled(slot_mut(&mut self.gradient.dense.actions, row, width), slope, &self.hidden);
            if let Some(bias) = self.gradient.dense.action_bias.get_mut(at) {
                *bias += slope;
            }
            add_scaled(&mut self.back, slope, slot(&weights.dense.actions, row, width));
        }
    }

    /// The best label of an arc; where the right one is known, learns it.
    fn label(
        &mut self,
        weights: &Weights,
        action: Action,
        gold: Option<u8>,
        weight: f32,
        tally: &mut Tally,
    ) -> u8 {
        let width = weights.shape.hidden;
        let first = if action == Action::Left { 0 } else { LABELS };
        let rows = weights.dense.labels.chunks_exact(width).zip(&weights.dense.label_bias);
        let mut scores = [0.0; LABELS];
        for (score, (row, bias)) in scores.iter_mut().zip(rows.skip(first)) {
            *score = bias + dot(row, &self.hidden);
        }
        if let Some(gold) = gold {
            let shares = softmax(&scores);
            for (label, share) in shares.iter().enumerate() {
                let is_gold = label == usize::from(gold);
                if is_gold {
                    tally.loss -= f64::from(share.max(1e-9).ln());
                }
                let slope = weight * (share - f32::from(u8::from(is_gold)));
                if slope.abs() < 1e-5 {
                    continue;
                }
                let row = u32::try_from(first + label).unwrap_or(0);
                add_scaled(slot_mut(&mut self.gradient.dense.labels, row, width), slope, &self.hidden);
                if let Some(bias) = self.gradient.dense.label_bias.get_mut(first + label) {
                    *bias += slope;
                }
                add_scaled(&mut self.back, slope, slot(&weights.dense.labels, row, width));
            }
        }
        u8::try_from(best(&scores)).unwrap_or(0)
    }
}

/// The row of a token in a role.
fn role_row(token: u32, role: usize) -> u32 {
    let (roles, role) = (u32::try_from(ROLES).unwrap_or(1), u32::try_from(role).unwrap_or(0));
    token * roles + role
}

fn part<'a>(roles: &'a [f32], absent: &'a [f32], token: u32, role: usize, width: usize) -> &'a [f32] {
    if token == NONE {
        slot(absent, role_row(0, role), width)
    } else {
        slot(roles, role_row(token, role), width)
    }
}

/// The index of the highest score. The first one of several.
fn best(scores: &[f32]) -> usize {
    let mut best = (f32::NEG_INFINITY, 0);
    for (at, score) in scores.iter().enumerate() {
        if *score > best.0 {
            best = (*score, at);
        }
    }
    best.1
}

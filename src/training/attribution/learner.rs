//! Learning the weights of a linear chain: stochastic gradients with steps that shrink by weight (AdaGrad), weights
//! drawn to zero (L1, made up for when a weight is next used), and the average over all steps as the result.

use std::ops::Range;

use crate::attribution::engine::crf::{Chain, Node, Transitions, allowed};
use crate::attribution::engine::decode::outside_only;
use crate::text::syntax::table::mix;
use crate::training::shuffle::shuffle;

/// The hyperparameters of a chain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hyperparameters {
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    pub(crate) l1: f32,
    /// Damping of the steps of a weight whose gradients were small.
    pub(crate) damp: f32,
    /// Share of a token's features that a step drops.
    pub(crate) dropout: f32,
}

/// Lists of feature numbers, one per token, in one buffer.
#[derive(Debug, Default)]
pub(crate) struct Store {
    ids: Vec<u32>,
    ends: Vec<usize>,
}

impl Store {
    pub(crate) fn push(&mut self, ids: impl Iterator<Item = u32>) {
        self.ids.extend(ids);
        self.ends.push(self.ids.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of occurrences of each feature.
    pub(crate) fn counts(&self, size: usize) -> Vec<u32> {
        let mut counts = vec![0; size];
        for id in &self.ids {
            if let Some(count) = counts.get_mut(*id as usize) {
                *count += 1;
            }
        }
        counts
    }

    fn get(&self, index: usize) -> &[u32] {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(index).and_then(|end| self.ids.get(start..*end)).unwrap_or_default()
    }
}

/// A sequence of tokens that are labelled together.
#[derive(Clone, Debug)]
pub(crate) struct Sequence {
    /// The index of the first token in the store of features of tokens.
    pub(crate) own: usize,
    /// The index of the first token in the store of features in relation to a cue.
    pub(crate) relation: Option<usize>,
    pub(crate) classes: Vec<u16>,
    pub(crate) gold: Vec<u8>,
    /// Tokens with the label outside, counted from the start of the sequence.
    pub(crate) fixed: Range<usize>,
}

#[derive(Clone, Debug)]
struct Row<const L: usize> {
    weights: [f32; L],
    squares: [f32; L],
    sums: [f32; L],
    gradient: [f32; L],
    last: u32,
    touched: bool,
}

/// The result of learning: averaged weights by feature number, and transitions.
pub(crate) struct Learned<const L: usize> {
    pub(crate) weights: Vec<[f32; L]>,
    pub(crate) transitions: Transitions<L>,
}

struct Learner<'s, const L: usize> {
    /// The number of the run. Each run has another order and drops other features.
    run: u16,
    own: &'s Store,
    relation: &'s Store,
    /// The first number of the features in relation to a cue.
    offset: usize,
    hyper: Hyperparameters,
    rows: Vec<Row<L>>,
    transitions: Transitions<L>,
    transition_squares: Vec<[[f32; L]; L]>,
    transition_sums: Vec<[[f64; L]; L]>,
    time: u32,
    averaged_from: u32,
    touched: Vec<u32>,
    nodes: Vec<Node<L>>,
    chain: Chain<L>,
}

/// Learns a chain from sequences, and averages several runs.
pub(crate) fn learn<const L: usize>(
    sequences: &[&Sequence],
    stores: (&Store, &Store),
    sizes: (usize, usize),
    classes: usize,
    hyper: Hyperparameters,
) -> Learned<L> {
    let run = |run: u16| learn_once(sequences, stores, sizes, classes, hyper, run);
    let mut mean: Option<Learned<L>> = None;
    // Two runs at a time, added up in order, so that the sum does not depend on the number of cores.
    for pair in (0..RUNS).step_by(2) {
        let (one, other) = std::thread::scope(|scope| {
            let other = (pair + 1 < RUNS).then(|| scope.spawn(move || run(pair + 1)));
            (run(pair), other.and_then(|other| other.join().ok()))
        });
        for learned in [Some(one), other].into_iter().flatten() {
            match &mut mean {
                Some(mean) => mean.add(&learned),
                None => mean = Some(learned),
            }
        }
    }
    let mut mean = mean.unwrap_or_else(|| run(0));
    mean.scale(1.0 / f32::from(RUNS));
    mean
}

/// Number of runs, whose weights are averaged.
const RUNS: u16 = 4;

impl<const L: usize> Learned<L> {
    /// Changes every weight and every allowed transition.
    fn change(
        &mut self,
        weight: impl Fn(&mut f32, usize, usize),
        transition: impl Fn(&mut f32, usize, usize, usize),
    ) {
        for (at, row) in self.weights.iter_mut().enumerate() {
            row.iter_mut().enumerate().for_each(|(label, value)| weight(value, at, label));
        }
        for class in 0..self.transitions.scores().len() {
            for (from, row) in self.transitions.class_mut(class).into_iter().flatten().enumerate() {
                for (to, value) in row.iter_mut().enumerate().filter(|(to, _)| allowed(from, *to)) {
                    transition(value, class, from, to);
                }
            }
            self.transitions.refresh(class);
        }
    }

    fn add(&mut self, other: &Learned<L>) {
        let of =
            |row: Option<&[f32; L]>, at: usize| row.and_then(|row| row.get(at)).copied().unwrap_or_default();
        self.change(
            |value, at, label| *value += of(other.weights.get(at), label),
            |value, class, from, to| {
                *value += of(other.transitions.scores().get(class).and_then(|scores| scores.get(from)), to);
            },
        );
    }

    fn scale(&mut self, by: f32) {
        self.change(|value, _, _| *value *= by, |value, _, _, _| *value *= by);
    }
}

fn learn_once<const L: usize>(
    sequences: &[&Sequence],
    stores: (&Store, &Store),
    sizes: (usize, usize),
    classes: usize,
    hyper: Hyperparameters,
    run: u16,
) -> Learned<L> {
    let row = Row {
        weights: [0.0; L],
        squares: [0.0; L],
        sums: [0.0; L],
        gradient: [0.0; L],
        last: 0,
        touched: false,
    };
    let mut learner = Learner {
        run,
        own: stores.0,
        relation: stores.1,
        offset: sizes.0,
        hyper,
        rows: vec![row; sizes.0 + sizes.1],
        transitions: Transitions::new(classes),
        transition_squares: vec![[[0.0; L]; L]; classes],
        transition_sums: vec![[[0.0; L]; L]; classes],
        time: 0,
        averaged_from: 0,
        touched: Vec::new(),
        nodes: Vec::new(),
        chain: Chain::default(),
    };
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    for epoch in 0..hyper.epochs {
        shuffle(&mut order, mix((epoch + 1000 * usize::from(run)) as u64, 991), 11);
        for sequence in order.iter().filter_map(|at| sequences.get(*at)) {
            learner.step(sequence);
        }
        if epoch == 0 && hyper.epochs > 1 {
            learner.forget_average();
        }
    }
    learner.finish()
}

/// Whether a step keeps a feature.
#[allow(clippy::cast_precision_loss)]
fn keeps(seed: u64, id: usize, dropout: f32) -> bool {
    dropout <= 0.0 || (mix(seed, id as u64) >> 40) as f32 >= dropout * (1 << 24) as f32
}

/// Moves a weight towards zero.
fn shrink(weight: f32, by: f32) -> f32 {
    if weight > by {
        weight - by
    } else if weight < -by {
        weight + by
    } else {
        0.0
    }
}

impl<const L: usize> Row<L> {
    /// Applies the regularisation of the steps since the last use of the row.
    fn catch_up(&mut self, time: u32, hyper: Hyperparameters) {
        #[allow(clippy::cast_precision_loss)]
        let passed = (time - self.last) as f32;
        if passed > 0.0 {
            for ((weight, square), sum) in self.weights.iter_mut().zip(self.squares).zip(&mut self.sums) {
                if *weight != 0.0 {
                    let shrunk =
                        shrink(*weight, hyper.rate * hyper.l1 * passed / (hyper.damp + square.sqrt()));
                    *sum += 0.5 * (*weight + shrunk) * passed;
                    *weight = shrunk;
                }
            }
            self.last = time;
        }
    }
}

impl<const L: usize> Learner<'_, L> {
    fn step(&mut self, sequence: &Sequence) {
        self.nodes.clear();
        for (at, class) in sequence.classes.iter().enumerate() {
            let mut scores = [0.0_f32; L];
            let own = self.own.get(sequence.own + at).iter().map(|id| *id as usize);
            let relation = sequence.relation.map(|start| self.relation.get(start + at)).unwrap_or_default();
            let relation = relation.iter().map(|id| *id as usize + self.offset);
            let seed = mix(u64::from(self.time), at as u64)
                .wrapping_add(u64::from(self.run).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            for id in own.chain(relation).filter(|id| keeps(seed, *id, self.hyper.dropout)) {
                let Some(row) = self.rows.get_mut(id) else { continue };
                row.catch_up(self.time, self.hyper);
                for (score, weight) in scores.iter_mut().zip(row.weights) {
                    *score += weight;
                }
            }
            let more = 1.0 / (1.0 - self.hyper.dropout);
            for score in &mut scores {
                *score *= more;
            }
            if sequence.fixed.contains(&at) {
                outside_only(&mut scores);
            }
            self.nodes.push(Node { scores, class: *class });
        }
        self.chain.marginals(&self.nodes, &self.transitions);
        self.time += 1;
        for (at, gold) in sequence.gold.iter().enumerate() {
            if sequence.fixed.contains(&at) {
                continue;
            }
            let mut gradient = self.chain.marginals.get(at).map_or([0.0; L], |row| row.map(|likely| -likely));
            if let Some(slot) = gradient.get_mut(usize::from(*gold)) {
                *slot += 1.0;
            }
            if gradient.iter().all(|part| part.abs() < 1e-4) {
                continue;
            }
            let own = self.own.get(sequence.own + at).iter().map(|id| *id as usize);
            let relation = sequence.relation.map(|start| self.relation.get(start + at)).unwrap_or_default();
            let relation = relation.iter().map(|id| *id as usize + self.offset);
            let seed = mix(u64::from(self.time - 1), at as u64)
                .wrapping_add(u64::from(self.run).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            for id in own.chain(relation).filter(|id| keeps(seed, *id, self.hyper.dropout)) {
                let Some(row) = self.rows.get_mut(id) else { continue };
                if !row.touched {
                    row.touched = true;
                    self.touched.push(u32::try_from(id).unwrap_or(u32::MAX));
                }
                for (slot, part) in row.gradient.iter_mut().zip(gradient) {
                    *slot += part;
                }
            }
        }
        let Hyperparameters { rate, damp, .. } = self.hyper;
        for id in self.touched.drain(..) {
            let Some(row) = self.rows.get_mut(id as usize) else { continue };
            row.touched = false;
            let parts = row.weights.iter_mut().zip(&mut row.squares).zip(&mut row.gradient);
            for ((weight, square), gradient) in parts {
                if *gradient != 0.0 {
                    *square += *gradient * *gradient;
                    *weight += rate * *gradient / (damp + square.sqrt());
                    *gradient = 0.0;
                }
            }
        }
        self.learn_transitions(sequence);
    }

    fn learn_transitions(&mut self, sequence: &Sequence) {
        let mut before = 0_u8;
        let mut gold = sequence.gold.iter();
        let mut steps: Vec<(usize, [[f32; L]; L])> = Vec::new();
        self.chain.pairs(&self.nodes, &self.transitions, |class, pairs| {
            let mut gradient = pairs.map(|row| row.map(|likely| -likely));
            let label = gold.next().copied().unwrap_or(0);
            if let Some(slot) =
                gradient.get_mut(usize::from(before)).and_then(|row| row.get_mut(usize::from(label)))
            {
                *slot += 1.0;
            }
            before = label;
            steps.push((class, gradient));
        });
        let rate = self.hyper.rate;
        for (class, gradient) in steps {
            if let (Some(scores), Some(squares)) =
                (self.transitions.class_mut(class), self.transition_squares.get_mut(class))
            {
                for (from, ((scores, squares), gradient)) in
                    scores.iter_mut().zip(squares).zip(gradient).enumerate()
                {
                    for (to, ((score, square), gradient)) in
                        scores.iter_mut().zip(squares).zip(gradient).enumerate()
                    {
                        if allowed(from, to) && gradient.abs() > 1e-5 {
                            *square += gradient * gradient;
                            *score += rate * gradient / (1.0 + square.sqrt());
                        }
                    }
                }
            }
            self.transitions.refresh(class);
        }
        // A sample of the steps is as good as all of them, and faster.
        if self.time.is_multiple_of(SAMPLE) {
            for (sums, scores) in self.transition_sums.iter_mut().zip(self.transitions.scores()) {
                for (sums, scores) in sums.iter_mut().zip(scores) {
                    for (sum, score) in sums.iter_mut().zip(scores) {
                        *sum += f64::from(*score);
                    }
                }
            }
        }
    }

    /// Starts the average again, without the first steps.
    fn forget_average(&mut self) {
        for row in &mut self.rows {
            row.catch_up(self.time, self.hyper);
            row.sums = [0.0; L];
        }
        self.transition_sums.fill([[0.0; L]; L]);
        self.averaged_from = self.time;
    }

    fn finish(mut self) -> Learned<L> {
        let (time, hyper) = (self.time, self.hyper);
        #[allow(clippy::cast_precision_loss)]
        let steps = (time - self.averaged_from).max(1) as f32;
        let mut average = |row: &mut Row<L>| {
            row.catch_up(time, hyper);
            row.sums.map(|sum| sum / steps)
        };
        let weights = self.rows.iter_mut().map(&mut average).collect();
        let samples = f64::from((time / SAMPLE - self.averaged_from / SAMPLE).max(1));
        for class in 0..self.transition_sums.len() {
            let (Some(scores), Some(sums)) =
                (self.transitions.class_mut(class), self.transition_sums.get(class))
            else {
                continue;
            };
            for (from, (scores, sums)) in scores.iter_mut().zip(sums).enumerate() {
                for (to, (score, sum)) in scores.iter_mut().zip(sums).enumerate() {
                    if allowed(from, to) && time >= SAMPLE {
                        #[allow(clippy::cast_possible_truncation)]
                        {
                            *score = (sum / samples) as f32;
                        }
                    }
                }
            }
            self.transitions.refresh(class);
        }
        Learned { weights, transitions: self.transitions }
    }
}

/// Number of steps between two samples of the transitions.
const SAMPLE: u32 = 16;

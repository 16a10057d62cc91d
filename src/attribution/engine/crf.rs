//! Linear chains: the best labels, and how likely each label is.
//!
//! Labels come in threes of "outside, begins, goes on": 0 is outside, an odd number begins a piece of its kind, and the
//! even number after it goes on with it. The transitions depend on the class of the boundary between two tokens.

/// What a forbidden transition weighs.
pub(crate) const NEVER: f32 = f32::NEG_INFINITY;

/// Whether one label may follow another: a piece goes on only where it began.
pub(crate) const fn allowed(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// The transitions of one chain, by class of boundary.
#[derive(Clone, Debug)]
pub(crate) struct Transitions<const L: usize> {
    /// `[class][from][to]`.
    scores: Vec<[[f32; L]; L]>,
    /// The same as factors.
    factors: Vec<[[f32; L]; L]>,
}

impl<const L: usize> Transitions<L> {
    /// Transitions that weigh nothing where they are allowed.
    pub(crate) fn new(classes: usize) -> Self {
        let mut row = [[0.0; L]; L];
        for (from, row) in row.iter_mut().enumerate() {
            for (to, score) in row.iter_mut().enumerate() {
                if !allowed(from, to) {
                    *score = NEVER;
                }
            }
        }
        let mut all = Transitions { scores: vec![row; classes], factors: vec![row; classes] };
        (0..classes).for_each(|class| all.refresh(class));
        all
    }

    pub(crate) fn scores(&self) -> &[[[f32; L]; L]] {
        &self.scores
    }

    pub(crate) fn class_mut(&mut self, class: usize) -> Option<&mut [[f32; L]; L]> {
        self.scores.get_mut(class)
    }

    /// Makes the factors fit the scores of a class again.
    pub(crate) fn refresh(&mut self, class: usize) {
        let (Some(scores), Some(factors)) = (self.scores.get(class), self.factors.get_mut(class)) else {
            return;
        };
        for (scores, factors) in scores.iter().zip(factors) {
            for (score, factor) in scores.iter().zip(factors) {
                *factor = score.exp();
            }
        }
    }
}

/// What stands at one token of a chain: its label scores and the class of the boundary before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<const L: usize> {
    pub(crate) scores: [f32; L],
    pub(crate) class: u16,
}

/// Buffers for one chain after another.
#[derive(Clone, Debug)]
pub(crate) struct Chain<const L: usize> {
    forward: Vec<[f32; L]>,
    potentials: Vec<[f32; L]>,
    back: Vec<[u8; L]>,
    /// How likely each label is, after [`Chain::marginals`].
    pub(crate) marginals: Vec<[f32; L]>,
    /// The best labels, after [`Chain::best`].
    pub(crate) labels: Vec<u8>,
}

impl<const L: usize> Default for Chain<L> {
    fn default() -> Self {
        let empty = Vec::new;
        Chain {
            forward: empty(),
            potentials: empty(),
            back: Vec::new(),
            marginals: empty(),
            labels: Vec::new(),
        }
    }
}

/// Makes the parts of a vector sum to one; gives the sum.
fn normalise<const L: usize>(row: &mut [f32; L]) -> f32 {
    let sum: f32 = row.iter().sum();
    if sum > f32::MIN_POSITIVE && sum.is_finite() {
        let scale = 1.0 / sum;
        for value in row {
            *value *= scale;
        }
    } else {
        // Scores further apart than a number can tell: nothing is known here.
        #[allow(clippy::cast_precision_loss)]
        row.fill(1.0 / L as f32);
    }
    sum
}

impl<const L: usize> Chain<L> {
    /// How likely each label is at each token. Before the first token stands an outside label.
    pub(crate) fn marginals(&mut self, nodes: &[Node<L>], transitions: &Transitions<L>) {
        self.forward.clear();
        self.potentials.clear();
        let mut before = [0.0_f32; L];
        before[0] = 1.0;
        for node in nodes {
            let top = node.scores.iter().copied().fold(NEVER, f32::max);
            let potential = node.scores.map(|score| (score - top).exp());
            self.potentials.push(potential);
            let mut row = [0.0_f32; L];
            if let Some(factors) = transitions.factors.get(usize::from(node.class)) {
                for (mass, factors) in before.iter().zip(factors) {
                    for (slot, factor) in row.iter_mut().zip(factors) {
                        *slot += mass * factor;
                    }
                }
            }
            for (slot, potential) in row.iter_mut().zip(potential) {
                *slot *= potential;
            }
            normalise(&mut row);
            self.forward.push(row);
            before = row;
        }
        self.marginals.clear();
        self.marginals.resize(nodes.len(), [0.0; L]);
        let mut after = [1.0_f32; L];
        let last_first = self.marginals.iter_mut().zip(&self.forward).zip(&self.potentials).zip(nodes).rev();
        for (((marginal, forward), potential), node) in last_first {
            for ((slot, forward), after) in marginal.iter_mut().zip(forward).zip(after) {
                *slot = forward * after;
            }
            normalise(marginal);
            let mut ahead = [0.0_f32; L];
            for ((slot, after), potential) in ahead.iter_mut().zip(after).zip(potential) {
                *slot = after * potential;
            }
            let mut row = [0.0_f32; L];
            if let Some(factors) = transitions.factors.get(usize::from(node.class)) {
                for (slot, factors) in row.iter_mut().zip(factors) {
                    *slot = factors.iter().zip(ahead).map(|(factor, ahead)| factor * ahead).sum();
                }
            }
            normalise(&mut row);
            after = row;
        }
    }

    /// How likely it is that `label` goes from one token to the next (expected transitions), told for each boundary.
    #[cfg(any(test, feature = "training"))]
    pub(crate) fn pairs(
        &self,
        nodes: &[Node<L>],
        transitions: &Transitions<L>,
        mut told: impl FnMut(usize, &[[f32; L]; L]),
    ) {
        // The mass that a label gets from behind is its marginal by its forward mass.
        let mut before = [0.0_f32; L];
        before[0] = 1.0;
        let rows = nodes.iter().zip(&self.forward).zip(&self.marginals);
        for ((node, forward), marginal) in rows {
            let Some(factors) = transitions.factors.get(usize::from(node.class)) else { continue };
            let mut ingoing = [0.0_f32; L];
            for (mass, factors) in before.iter().zip(factors) {
                for (slot, factor) in ingoing.iter_mut().zip(factors) {
                    *slot += mass * factor;
                }
            }
            let mut pairs = [[0.0_f32; L]; L];
            for ((row, mass), factors) in pairs.iter_mut().zip(before).zip(factors) {
                for (((slot, factor), all), marginal) in
                    row.iter_mut().zip(factors).zip(ingoing).zip(marginal)
                {
                    *slot = if all > 0.0 { marginal * mass * factor / all } else { 0.0 };
                }
            }
            told(usize::from(node.class), &pairs);
            before = *forward;
        }
    }

    /// The best labels, with `bias` added to the score of each label at each token.
    pub(crate) fn best(&mut self, nodes: &[Node<L>], transitions: &Transitions<L>, bias: &[f32; L]) {
        self.back.clear();
        let mut before = [NEVER; L];
        before[0] = 0.0;
        for node in nodes {
            let mut row = [NEVER; L];
            let mut back = [0_u8; L];
            if let Some(scores) = transitions.scores.get(usize::from(node.class)) {
                for ((from, mass), scores) in (0_u8..).zip(before).zip(scores) {
                    for ((slot, back), score) in row.iter_mut().zip(&mut back).zip(scores) {
                        let through = mass + score;
                        if through > *slot {
                            *slot = through;
                            *back = from;
                        }
                    }
                }
            }
            for ((slot, score), bias) in row.iter_mut().zip(node.scores).zip(bias) {
                *slot += score + bias;
            }
            self.back.push(back);
            before = row;
        }
        let mut label = 0_u8;
        let mut best = NEVER;
        for (at, score) in (0_u8..).zip(before) {
            if score > best {
                (label, best) = (at, score);
            }
        }
        self.labels.clear();
        self.labels.resize(nodes.len(), 0);
        for (slot, back) in self.labels.iter_mut().zip(&self.back).rev() {
            *slot = label;
            label = back.get(usize::from(label)).copied().unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::table::mix;

    /// Scores between -2 and 2 that look random.
    fn scores(seed: u64) -> impl FnMut() -> f32 {
        let mut state = seed;
        move || {
            state = mix(state, 5);
            f32::from(u16::try_from(state >> 48).unwrap()) / 16384.0 - 2.0
        }
    }

    /// Tries every sequence of labels.
    #[test]
    fn agrees_with_trying_everything() {
        for seed in 0..20 {
            let mut next = scores(seed);
            let mut transitions: Transitions<5> = Transitions::new(2);
            for class in 0..2 {
                for row in transitions.class_mut(class).unwrap() {
                    row.iter_mut().filter(|score| **score != NEVER).for_each(|score| *score = next());
                }
                transitions.refresh(class);
            }
            let nodes: Vec<Node<5>> =
                (0..5).map(|at| Node { scores: [(); 5].map(|()| next()), class: at % 2 }).collect();
            let mut sums = vec![[0.0_f64; 5]; nodes.len()];
            let mut best = (f32::NEG_INFINITY, Vec::new());
            for number in 0..5_usize.pow(5) {
                let labels: Vec<usize> = (0..5).map(|at| number / 5_usize.pow(at) % 5).collect();
                let (mut score, mut before) = (0.0, 0);
                for (node, label) in nodes.iter().zip(&labels) {
                    score +=
                        node.scores[*label] + transitions.scores()[usize::from(node.class)][before][*label];
                    before = *label;
                }
                if score > best.0 {
                    best = (score, labels.clone());
                }
                for (sum, label) in sums.iter_mut().zip(&labels) {
                    sum[*label] += f64::from(score.exp());
                }
            }
            let mut chain = Chain::default();
            chain.best(&nodes, &transitions, &[0.0; 5]);
            let labels: Vec<usize> = chain.labels.iter().map(|label| usize::from(*label)).collect();
            assert_eq!(labels, best.1, "seed {seed}");
            chain.marginals(&nodes, &transitions);
            for (sum, marginal) in sums.iter().zip(&chain.marginals) {
                let all: f64 = sum.iter().sum();
                for (sum, likely) in sum.iter().zip(marginal) {
                    assert!((sum / all - f64::from(*likely)).abs() < 1e-4, "seed {seed}: {sums:?}");
                }
            }
            // What goes over a boundary into a label is how likely the label is.
            let mut at = 0;
            chain.pairs(&nodes, &transitions, |_, pairs| {
                for (to, likely) in chain.marginals[at].iter().enumerate() {
                    let into: f32 = pairs.iter().map(|row| row[to]).sum();
                    assert!((into - likely).abs() < 1e-4);
                }
                at += 1;
            });
        }
    }

    #[test]
    fn a_piece_goes_on_only_where_it_began() {
        let transitions: Transitions<5> = Transitions::new(1);
        let nodes = [Node { scores: [0.0, 0.0, 9.0, 0.0, 0.0], class: 0 }; 3];
        let mut chain = Chain::default();
        chain.best(&nodes, &transitions, &[0.0; 5]);
        assert_eq!(chain.labels, [1, 2, 2]);
        // Scores further apart than a number can tell give no nonsense.
        let nodes = [Node { scores: [-1e30, 1e30, 0.0, 0.0, -1e30], class: 0 }; 2];
        chain.marginals(&nodes, &transitions);
        assert!(chain.marginals.iter().flatten().all(|likely| (0.0..=1.0).contains(likely)));
    }
}

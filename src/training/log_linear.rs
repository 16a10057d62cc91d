//! Training of log-linear models.

use std::collections::HashMap;

use super::perceptron::pack;
use super::shuffle::shuffle;
use crate::attribution::network::functions::{exp, ln};
use crate::resolve::learned::LogLinear;

/// A decision to learn from.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) asked: Question,
    /// The index of the right class or candidate.
    pub(crate) right: usize,
    pub(crate) weight: f32,
    /// The part of the corpus that its article belongs to. The step is fitted on parts that were left out.
    pub(crate) fold: usize,
}

/// What was to be decided.
#[derive(Clone, Debug)]
pub(crate) enum Question {
    /// Which of so many classes something with these features has.
    Class(Vec<u64>, usize),
    /// Which of these candidates is meant.
    Candidate(Vec<Vec<u64>>),
}

impl Question {
    /// The number of the choices.
    fn len(&self) -> usize {
        match self {
            Question::Class(_, classes) => *classes,
            Question::Candidate(candidates) => candidates.len(),
        }
    }

    /// The features of a choice, and the column of their weights.
    fn choice(&self, choice: usize) -> (&[u64], usize) {
        match self {
            Question::Class(features, _) => (features, choice),
            Question::Candidate(candidates) => (candidates.get(choice).map_or(&[], Vec::as_slice), 0),
        }
    }

    fn features(&self) -> impl Iterator<Item = &u64> {
        let (one, many): (&[u64], &[Vec<u64>]) = match self {
            Question::Class(features, _) => (features, &[]),
            Question::Candidate(candidates) => (&[], candidates),
        };
        one.iter().chain(many.iter().flatten())
    }
}

/// Settings of the training.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    /// Weight of the squares of the weights, against the whole loss.
    pub(crate) l2: f32,
    /// Number of examples in which a feature must occur.
    pub(crate) least: usize,
    /// Maximum number of weights.
    pub(crate) most: usize,
}

/// Number of parts of a corpus for fitting the step.
pub(crate) const FOLDS: usize = 4;

/// The share of the held-out decisions that were right, and the mean of the logarithms of what the right ones were given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeldOut {
    pub(crate) right: f64,
    pub(crate) log: f64,
}

/// Learns from examples. The step is fitted on each part of the corpus with weights that were learned from the others.
pub(crate) fn train(examples: &[Example], settings: Settings) -> (LogLinear, HeldOut) {
    let mut held_out = Vec::new();
    for fold in 0..FOLDS {
        let (left_out, rest): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| example.fold == fold);
        let weights = Weights::learn(&rest, settings);
        held_out.extend(left_out.into_iter().map(|example| (weights.scores(&example.asked), example)));
    }
    let heat = |heat: f32| held_out.iter().map(|(scores, example)| log(scores, heat, example)).sum::<f64>();
    let heats = (1..=60_u8).map(|step| f32::from(step) / 20.0);
    let best = heats.max_by(|a, b| heat(*a).total_cmp(&heat(*b))).unwrap_or(1.0);
    let all: f64 = held_out.iter().map(|(_, example)| f64::from(example.weight)).sum();
    let right = |(scores, example): &&(Vec<f32>, &Example)| top(scores) == Some(example.right);
    let right: f64 = held_out.iter().filter(right).map(|(_, example)| f64::from(example.weight)).sum();
    let weights = Weights::learn(&examples.iter().collect::<Vec<_>>(), settings);
    (weights.pack(settings, best), HeldOut { right: right / all, log: heat(best) / all })
}

/// The index of the greatest score.
fn top(scores: &[f32]) -> Option<usize> {
    scores.iter().enumerate().rev().max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(at, _)| at)
}

fn log(scores: &[f32], heat: f32, example: &Example) -> f64 {
    let shares = softmax(scores, heat);
    f64::from(example.weight * ln(shares.get(example.right).copied().unwrap_or(0.0).max(1e-6)))
}

fn softmax(scores: &[f32], heat: f32) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let grown: Vec<f32> = scores.iter().map(|score| exp((score - top) * heat)).collect();
    let whole: f32 = grown.iter().sum();
    grown.into_iter().map(|one| one / whole).collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    now: f32,
    squares: f32,
    /// Of the values after the later half of the epochs.
    sum: f32,
}

/// Weights while they are learned: a row for each feature, with a column for each class.
struct Weights {
    rows: HashMap<u64, usize>,
    keys: Vec<u64>,
    counts: Vec<usize>,
    columns: usize,
    cells: Vec<Cell>,
}

impl Weights {
    /// Learns by AdaGrad (Duchi, Hazan and Singer 2011), and keeps the mean of the later epochs.
    fn learn(examples: &[&Example], settings: Settings) -> Self {
        let columns = examples.iter().map(|example| match &example.asked {
            Question::Class(_, classes) => *classes,
            Question::Candidate(_) => 1,
        });
        let mut counts: HashMap<u64, usize> = HashMap::new();
        for feature in examples.iter().flat_map(|example| example.asked.features()) {
            *counts.entry(*feature).or_default() += 1;
        }
        let mut keys: Vec<u64> =
            counts.iter().filter(|(_, count)| **count >= settings.least).map(|(key, _)| *key).collect();
        keys.sort_unstable();
        let columns = columns.max().unwrap_or(1);
        let mut weights = Weights {
            rows: keys.iter().enumerate().map(|(row, key)| (*key, row)).collect(),
            counts: keys.iter().map(|key| counts.get(key).copied().unwrap_or(1)).collect(),
            cells: vec![Cell::default(); keys.len() * columns],
            keys,
            columns,
        };
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for epoch in 0..settings.epochs {
            shuffle(&mut order, epoch as u64 + 1, 20);
            for example in order.iter().filter_map(|at| examples.get(*at)) {
                weights.step(example, settings);
            }
            if epoch >= settings.epochs / 2 {
                weights.cells.iter_mut().for_each(|cell| cell.sum += cell.now);
            }
        }
        #[allow(clippy::cast_precision_loss)]
        let later = settings.epochs.div_ceil(2).max(1) as f32;
        weights.cells.iter_mut().for_each(|cell| cell.now = cell.sum / later);
        weights
    }

    fn step(&mut self, example: &Example, settings: Settings) {
        let shares = softmax(&self.scores(&example.asked), 1.0);
        for (choice, share) in shares.into_iter().enumerate() {
            let wrong = example.weight * (f32::from(u8::from(choice == example.right)) - share);
            let (features, column) = example.asked.choice(choice);
            for feature in features {
                let Some(row) = self.rows.get(feature) else { continue };
                let Some(cell) = self.cells.get_mut(row * self.columns + column) else { continue };
                #[allow(clippy::cast_precision_loss)]
                let often = self.counts.get(*row).copied().unwrap_or(1) as f32;
                let gradient = wrong - settings.l2 / often * cell.now;
                cell.squares += gradient * gradient;
                cell.now += settings.rate * gradient / (cell.squares + 1e-6).sqrt();
            }
        }
    }

    /// The scores of the choices.
    fn scores(&self, asked: &Question) -> Vec<f32> {
        let score = |choice: usize| {
            let (features, column) = asked.choice(choice);
            let rows = features.iter().filter_map(|feature| self.rows.get(feature));
            let cells = rows.filter_map(|row| self.cells.get(row * self.columns + column));
            cells.map(|cell| cell.now).sum()
        };
        (0..asked.len()).map(score).collect()
    }

    fn pack(&self, settings: Settings, heat: f32) -> LogLinear {
        let rows = self.keys.iter().zip(self.cells.chunks(self.columns)).map(|(key, cells)| {
            let row = (0..).zip(cells).map(|(column, cell)| (column, f64::from(cell.now)));
            (*key, row.collect())
        });
        let (table, step) = pack(rows.collect(), 16, 0.6, settings.most);
        #[allow(clippy::cast_possible_truncation)]
        LogLinear::new(table, step as f32 * heat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::table::mix;

    const SETTINGS: Settings = Settings { epochs: 8, rate: 0.2, l2: 0.1, least: 1, most: 1000 };

    fn example(at: usize, asked: Question, right: usize) -> Example {
        Example { asked, right, weight: 1.0, fold: at % FOLDS }
    }

    #[test]
    fn classes_are_learned() {
        let of = |at: usize| vec![mix(at as u64 % 3, 1), mix(at as u64 % 5, 2)];
        let examples: Vec<Example> =
            (0..120).map(|at| example(at, Question::Class(of(at), 3), at % 3)).collect();
        let (model, held_out) = train(&examples, SETTINGS);
        assert!(held_out.right > 0.99 && held_out.log > -0.5, "{held_out:?}");
        assert!((0..30).all(|at| model.classify::<3>(&of(at))[at % 3] > 0.6));
        let again = train(&examples, SETTINGS).0;
        let shares = |model: &LogLinear| model.classify::<3>(&of(7)).map(f32::to_bits);
        assert_eq!(shares(&model), shares(&again));
    }

    #[test]
    fn candidates_are_learned() {
        let of = |at: usize| -> Vec<Vec<u64>> {
            (0..4).map(|other| vec![mix(u64::from(other == at % 4), 1), mix(other as u64, 2)]).collect()
        };
        let examples: Vec<Example> =
            (0..120).map(|at| example(at, Question::Candidate(of(at)), at % 4)).collect();
        let (model, held_out) = train(&examples, SETTINGS);
        assert!(held_out.right > 0.99, "{held_out:?}");
        assert!((0..30).all(|at| model.rank(of(at).iter().map(Vec::as_slice))[at % 4] > 0.6));
    }
}

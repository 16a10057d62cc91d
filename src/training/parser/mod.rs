//! Training of the parser, with a dynamic oracle and exploration of the parser's own errors.

mod learner;
mod math;
mod network;
mod oracle;
mod quantise;

use std::collections::BTreeMap;

use learner::{Dropout, Learner, Prepared, Tally};
use network::{Adam, NO_ROW, Shape, Weights};

use super::conllu::Tree;
use super::shuffle::shuffle;
use crate::text::syntax::parser::features::{token_keys, unknown_key};
use crate::text::syntax::parser::network::{HIDDEN, LAYERS, WIDTH};
use crate::text::syntax::parser::state::{Action, NONE};
use crate::text::syntax::parser::{PAIRS, Parser, pair};
use crate::text::syntax::table::mix;
use crate::text::syntax::tagger::{Form, Tag};

/// A sentence as input of the parser: forms, predicted tags, and their universal parts of speech.
pub(super) struct Tagged<'a> {
    pub(super) sentence: &'a Tree,
    pub(super) forms: Vec<Form>,
    pub(super) tags: Vec<Tag>,
    pub(super) parts: Vec<u8>,
}

/// Number of sentences per step.
const BATCH: usize = 16;
/// Maximum learning rate.
const LEARNING_RATE: f32 = 0.006;
/// Number of steps until the maximum learning rate.
const WARM_UP: u16 = 200;
/// Minimum number of occurrences of a word with a row of its own.
const MIN_WORDS: u32 = 4;
/// Minimum number of occurrences of an ending, a prefix or a shape with a row of its own.
const MIN_ENDINGS: u32 = 8;
/// Weight of a sentence of GUM, where one of EWT has 1. Most of GUM is edited text, like news.
const GUM_WEIGHT: f32 = 1.5;

/// Trains the parser. The weights do not depend on the number of cores.
pub(super) fn train(sentences: &[Tagged<'_>], epochs: usize, progress: &mut dyn FnMut(&str)) -> Parser {
    let vocabulary = Vocabulary::new(sentences);
    let prepared = prepare(sentences, &vocabulary);
    let shape = Shape { width: WIDTH, layers: LAYERS, hidden: HIDDEN, tokens: vocabulary.rows.len() };
    let mut weights = Weights::new(shape, 1);
    let mut adam = Adam::new(shape);
    let (mut first, mut second) = (Learner::new(shape), Learner::new(shape));
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    let mut rates = learning_rates(epochs * order.len().div_ceil(BATCH));
    for epoch in 0..epochs {
        shuffle(&mut order, mix(epoch as u64 + 100, 77), 0);
        let dropout = Dropout {
            word: 0.5,
            token: 0.2,
            hidden: 0.2,
            unknown: vocabulary.unknown,
            tags: 0.1,
            // From the second epoch the parser explores its own errors.
            explore: if epoch == 0 { 0.0 } else { 0.9 },
        };
        let learn = |learner: &mut Learner, weights: &Weights, half: &[usize]| {
            learner.gradient.clear();
            let mut tally = Tally::default();
            for (at, sentence) in half.iter().filter_map(|at| Some((*at, prepared.get(*at)?))) {
                let seed = mix(at as u64, epoch as u64 + 7);
                tally.add(learner.sentence(weights, sentence, dropout, seed));
            }
            tally
        };
        let mut tally = Tally::default();
        for (batch, rate) in order.chunks(BATCH).zip(&mut rates) {
            // Each half of a batch has its own learner and thread.
            let (front, back) = batch.split_at(batch.len() / 2);
            let (a, b) = std::thread::scope(|scope| {
                let other = scope.spawn(|| learn(&mut second, &weights, back));
                (learn(&mut first, &weights, front), other.join().unwrap_or_default())
            });
            tally.add(a);
            tally.add(b);
            first.gradient.merge(&second.gradient);
            adam.step(&mut weights, &mut first.gradient, rate);
        }
        progress(&format!("parser, epoch {} of {epochs}: {tally}", epoch + 1));
    }
    let keys: Vec<u32> = vocabulary.rows.into_keys().collect();
    quantise::quantise(&weights, &keys, allowed(sentences))
}

/// The learning rate of each step: a short rise and a long decay.
#[allow(clippy::cast_precision_loss)]
fn learning_rates(steps: usize) -> impl Iterator<Item = f32> {
    (0..steps).map(move |step| {
        let warm = ((step + 1) as f32 / f32::from(WARM_UP)).min(1.0);
        LEARNING_RATE * warm * (1.0 - step as f32 / steps as f32).max(0.01)
    })
}

/// The rows of tokens by key: their numbers, and the numbers of occurrences.
struct Vocabulary {
    rows: BTreeMap<u32, (u32, u32)>,
    unknown: u32,
}

impl Vocabulary {
    fn new(sentences: &[Tagged<'_>]) -> Vocabulary {
        // The minimum and the number of occurrences of each key.
        let mut rows: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for sentence in sentences {
            for (form, tag) in sentence.forms.iter().zip(&sentence.tags) {
                let [word, rest @ ..] = token_keys(form, *tag);
                rows.entry(word).or_insert((MIN_WORDS, 0)).1 += 1;
                for key in rest {
                    rows.entry(key).or_insert((MIN_ENDINGS, 0)).1 += 1;
                }
            }
        }
        rows.insert(unknown_key(), (0, 0));
        rows.retain(|_, (least, count)| count >= least);
        for (number, (row, _)) in (0..).zip(rows.values_mut()) {
            *row = number;
        }
        let unknown = rows.get(&unknown_key()).map_or(NO_ROW, |(row, _)| *row);
        Vocabulary { rows, unknown }
    }

    fn row(&self, key: u32) -> u32 {
        self.rows.get(&key).map_or(NO_ROW, |(row, _)| *row)
    }
}

fn prepare(sentences: &[Tagged<'_>], vocabulary: &Vocabulary) -> Vec<Prepared> {
    let mut weight = 1.0;
    let prepared = sentences.iter().map(|tagged| {
        let words = &tagged.sentence.words;
        if let Some(document) = &tagged.sentence.document {
            weight = if document.starts_with("GUM_") { GUM_WEIGHT } else { 1.0 };
        }
        let mut counts = Vec::with_capacity(words.len());
        let rows = tagged.forms.iter().zip(&tagged.tags).map(|(form, tag)| {
            let [word, rest @ ..] = token_keys(form, *tag);
            let found = vocabulary.rows.get(&word);
            #[allow(clippy::cast_precision_loss)]
            counts.push(found.map_or(0.0, |(_, count)| *count as f32));
            let word = found.map_or(vocabulary.unknown, |(row, _)| *row);
            let mut rows = [word; 1 + 6];
            for (row, key) in rows.iter_mut().skip(1).zip(rest) {
                *row = vocabulary.row(key);
            }
            rows
        });
        let number = |head: Option<usize>| head.and_then(|head| u32::try_from(head).ok()).unwrap_or(NONE);
        Prepared {
            rows: rows.collect(),
            counts,
            parts: tagged.parts.clone(),
            heads: words.iter().map(|word| number(word.head)).collect(),
            labels: words.iter().map(|word| word.deprel as u8).collect(),
            tags: words.iter().map(|word| word.xpos as u8).collect(),
            weight,
        }
    });
    prepared.collect()
}

/// The labels of each pair of parts of speech in the data.
fn allowed(sentences: &[Tagged<'_>]) -> Vec<u64> {
    let mut allowed = vec![0; PAIRS];
    for tagged in sentences {
        for (at, word) in tagged.sentence.words.iter().enumerate() {
            let Some(head) = word.head else { continue };
            let part = |token: usize| tagged.parts.get(token).copied();
            let action = if head < at { Action::Right } else { Action::Left };
            if let Some(labels) = allowed.get_mut(pair(part(head), part(at), action)) {
                *labels |= 1_u64 << (word.deprel as u8);
            }
        }
    }
    allowed
}

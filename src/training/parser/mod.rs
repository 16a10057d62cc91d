//! Training the parser: a small network, a dynamic oracle, and the parser's own guesses to learn from.

mod learner;
mod math;
mod network;
mod oracle;
mod quantise;

use std::collections::BTreeMap;

use learner::{Dropout, Learner, Prepared, Tally};
use network::{Adam, NO_ROW, Shape, Weights};

use super::conllu::Sentence;
use crate::text::syntax::parser::features::{token_keys, unknown_key};
use crate::text::syntax::parser::state::{Action, NONE};
use crate::text::syntax::parser::{Input, PAIRS, ParseScratch, Parser, pair};
use crate::text::syntax::table::mix;
use crate::text::syntax::tagger::{Form, Tag};

/// A sentence as the parser is to see it: forms, tags as the tagger gives them, and universal parts of speech.
pub(super) struct Tagged<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) forms: Vec<Form>,
    pub(super) tags: Vec<Tag>,
    pub(super) parts: Vec<u8>,
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn vocabulary(sentences: &[Tagged<'_>]) -> BTreeMap<u32, (u32, u32)> {
    let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for sentence in sentences {
        for (form, tag) in sentence.forms.iter().zip(&sentence.tags) {
            for (template, key) in token_keys(form, *tag).into_iter().enumerate() {
                let least = if template == 0 { 2 } else { 4 };
                let entry = counts.entry(key).or_insert((0, least));
                entry.0 += 1;
            }
        }
    }
    counts.insert(unknown_key(), (1, 1));
    counts.retain(|_, (count, least)| *count >= *least);
    for (number, (_, entry)) in counts.iter_mut().enumerate() {
        entry.1 = number as u32;
    }
    counts
}

fn prepare(sentences: &[Tagged<'_>], vocabulary: &BTreeMap<u32, (u32, u32)>) -> Vec<Prepared> {
    let unknown = vocabulary.get(&unknown_key()).map_or(NO_ROW, |(_, row)| *row);
    let mut gum = false;
    sentences
        .iter()
        .map(|tagged| {
            if let Some(document) = &tagged.sentence.document {
                gum = document.starts_with("GUM_");
            }
            let number = |head: Option<usize>| head.and_then(|head| u32::try_from(head).ok()).unwrap_or(NONE);
            let mut counts = Vec::new();
            let rows = tagged.forms.iter().zip(&tagged.tags).map(|(form, tag)| {
                let keys = token_keys(form, *tag);
                counts.push(vocabulary.get(&keys[0]).map_or(0.0, |(count, _)| *count as f32));
                let mut rows = keys.map(|key| vocabulary.get(&key).map_or(NO_ROW, |(_, row)| *row));
                if rows[0] == NO_ROW {
                    rows[0] = unknown;
                }
                rows
            });
            Prepared {
                rows: rows.collect(),
                counts,
                parts: tagged.parts.clone(),
                heads: tagged.sentence.words.iter().map(|word| number(word.head)).collect(),
                labels: tagged.sentence.words.iter().map(|word| word.deprel as u8).collect(),
                tags: tagged.sentence.words.iter().map(|word| word.xpos as u8).collect(),
                weight: if gum { env("GUM", 1.0) } else { 1.0 },
            }
        })
        .collect()
}

/// Trains the parser.
pub(super) fn train(train: &[Tagged<'_>], epochs: usize, progress: &mut dyn FnMut(&str)) -> Parser {
    run(train, &[], epochs, progress)
}

/// EXPERIMENT
pub(super) fn experiment(train: &[Tagged<'_>], dev: &[(String, Vec<Tagged<'_>>)], progress: &mut dyn FnMut(&str)) {
    let parser = run(train, dev, env("EPOCHS", 12.0) as usize, progress);
    if env("WIDTH", 64.0) != 64.0 || env("LAYERS", 2.0) != 2.0 || env("HIDDEN", 96.0) != 96.0 {
        return;
    }
    let mut scratch = ParseScratch::default();
    let mut line = "whole".to_owned();
    for (name, dev) in dev {
        let (mut heads, mut labels, mut all) = (0, 0, 0);
        let cpu = || std::fs::read_to_string("/proc/thread-self/schedstat").unwrap().split(' ').next().unwrap().parse::<u64>().unwrap();
        let mut took = u64::MAX;
        for _ in 0..3 {
            let start = cpu();
            (heads, labels, all) = (0, 0, 0);
            for tagged in dev {
                let upos = |token: u32| tagged.parts.get(token as usize).map(|part| crate::text::Upos::ALL[*part as usize]);
                parser.parse(Input { forms: &tagged.forms, tags: &tagged.tags }, upos, &mut scratch);
                for (word, node) in tagged.sentence.words.iter().zip(&scratch.state.nodes) {
                    all += 1;
                    let right = word.head == (node.head != NONE).then_some(node.head as usize);
                    heads += usize::from(right);
                    labels += usize::from(right && (word.head.is_none() || word.deprel as u8 == node.label));
                }
            }
            took = took.min(cpu() - start);
        }
        line += &format!(
            " | {name} {:.2} {:.2} {:.2} us/token",
            100.0 * heads as f64 / all as f64,
            100.0 * labels as f64 / all as f64,
            took as f64 / 1e3 / all as f64
        );
    }
    progress(&line);
}

fn run(
    train: &[Tagged<'_>],
    dev: &[(String, Vec<Tagged<'_>>)],
    epochs: usize,
    progress: &mut dyn FnMut(&str),
) -> Parser {
    let vocabulary = vocabulary(train);
    let unknown = vocabulary.get(&unknown_key()).map_or(NO_ROW, |(_, row)| *row);
    let prepared = prepare(train, &vocabulary);
    let dev: Vec<(String, Vec<Prepared>)> =
        dev.iter().map(|(name, dev)| (name.clone(), prepare(dev, &vocabulary))).collect();
    let shape = Shape {
        width: env("WIDTH", 64.0) as usize,
        layers: env("LAYERS", 2.0) as usize,
        hidden: env("HIDDEN", 96.0) as usize,
        tokens: vocabulary.len(),
    };
    progress(&format!("{shape:?}"));
    let mut weights = Weights::new(shape, env("SEED", 1.0) as u64);
    let mut adam = Adam::new(shape);
    let mut learner = Learner::new(shape);
    let mut second = Learner::new(shape);
    let batch = env("BATCH", 16.0) as usize;
    let threads = env("THREADS", 1.0) as usize;
    let rate = env("RATE", 0.003);
    let mut dropout = Dropout {
        word: env("WORD", 0.5),
        token: env("TOKEN", 0.15),
        hidden: env("DROP", 0.15),
        unknown,
        tags: env("TAGS", 0.0),
        explore: 0.0,
    };
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    if env("HALF", 0.0) > 0.0 {
        order.retain(|at| at % 2 == 0);
    }
    let steps = epochs * order.len().div_ceil(batch);
    let mut step = 0;
    for epoch in 0..epochs {
        super::language::shuffle(&mut order, epoch + 100);
        dropout.explore = if epoch == 0 { 0.0 } else { env("EXPLORE", 0.9) };
        let mut tally = Tally::default();
        let start = std::time::Instant::now();
        for chunk in order.chunks(batch) {
            learner.gradient.clear();
            second.gradient.clear();
            // Two halves, each with a learner of its own: the sums are the same on one core and on two.
            let (front, back) = chunk.split_at(chunk.len() / 2);
            let learn = |learner: &mut Learner, half: &[usize]| {
                let mut tally = Tally::default();
                for at in half {
                    let seed = mix(*at as u64, epoch as u64 + 7);
                    tally.add(learner.sentence(&weights, &prepared[*at], Some(dropout), seed));
                }
                tally
            };
            if threads > 1 {
                let (a, b) = std::thread::scope(|scope| {
                    let other = scope.spawn(|| learn(&mut second, back));
                    (learn(&mut learner, front), other.join().unwrap_or_default())
                });
                tally.add(a);
                tally.add(b);
            } else {
                tally.add(learn(&mut learner, front));
                tally.add(learn(&mut second, back));
            }
            learner.gradient.merge(&mut second.gradient);
            let left = 1.0 - step as f32 / steps as f32;
            let warm = ((step + 1) as f32 / 200.0).min(1.0);
            adam.step(&mut weights, &mut learner.gradient, rate * warm * left.max(0.01));
            step += 1;
        }
        let took = start.elapsed();
        let mut line = format!(
            "epoch {} loss {:.4} UAS {:.2} LAS {:.2} {took:.1?}",
            epoch + 1,
            tally.loss / tally.tokens as f64,
            100.0 * tally.heads as f64 / tally.tokens as f64,
            100.0 * tally.labels as f64 / tally.tokens as f64
        );
        if epoch % 2 == 1 || epoch + 1 == epochs {
            for (name, dev) in &dev {
                let mut tally = Tally::default();
                for sentence in dev {
                    tally.add(learner.sentence(&weights, sentence, None, 0));
                }
                line += &format!(
                    " | {name} {:.2} {:.2}",
                    100.0 * tally.heads as f64 / tally.tokens as f64,
                    100.0 * tally.labels as f64 / tally.tokens as f64
                );
            }
        }
        progress(&line);
    }
    let keys = vocabulary.into_keys().collect();
    quantise::quantise(&weights, keys, allowed(train))
}

/// The labels that each pair of parts of speech was seen with.
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

//! Training of the tagger.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::conllu::{SyntacticWord, Tree};
use super::lemmatiser::irregular;
use super::perceptron::Rows;
use super::shuffle::shuffle;
use crate::text::syntax::table::{Index, mix};
use crate::text::syntax::tagger::{
    Candidates, Classes, FEATURES, Form, MAX_TAGS, NO_FORM, NO_TAG, OF_WORD, Scratch, Tag, Tagger, features,
    lower_form, names,
};
use crate::text::{Upos, Xpos};

/// The tags, and the tags of each word.
pub(super) struct Inventory {
    tags: Vec<(Upos, Xpos)>,
    number: HashMap<(Upos, Xpos), Tag>,
    classes: Classes,
    words: Index,
}

/// Words of closed classes and abbreviations that are frequent in news and rare in treebanks, by tag. They do not apply to words
/// that are frequent in the data.
const SEEDS: &[(Upos, Xpos, &str)] = &[
    (
        Upos::Adp,
        Xpos::In,
        "amid amidst amongst atop aboard alongside notwithstanding versus underneath beneath astride sans circa \
         vis-à-vis vs. v. per",
    ),
    (Upos::Sconj, Xpos::In, "whereas whilst lest albeit"),
    (
        Upos::Adv,
        Xpos::Rb,
        "nonetheless nevertheless hitherto henceforth thereafter thereby thereof therein herein moreover furthermore \
         overnight",
    ),
    (Upos::Pron, Xpos::Wp, "whomever whosoever"),
    (
        Upos::Propn,
        Xpos::Nnp,
        "jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. mr. mrs. ms. mx. dr. sen. rep. gov. gen. lt. col. maj. \
         capt. sgt. cpl. pvt. adm. prof. rev. jr. sr. inc. corp. ltd. co. st.",
    ),
    (Upos::Noun, Xpos::Nn, "a.m. p.m."),
];

impl Inventory {
    pub(super) fn new(sentences: &[Tree], known_count: usize) -> Self {
        let words = || sentences.iter().flat_map(|sentence| &sentence.words);
        let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
        for word in words() {
            *counts.entry((word.upos, word.xpos)).or_default() += 1;
        }
        // Pairs that occur once or twice are errors of annotation.
        let tags: Vec<(Upos, Xpos)> =
            counts.into_iter().filter(|(_, count)| *count > 2).map(|(tag, _)| tag).take(MAX_TAGS).collect();
        let number: HashMap<(Upos, Xpos), Tag> =
            tags.iter().enumerate().map(|(at, tag)| (*tag, Tag::try_from(at).unwrap_or(NO_TAG))).collect();
        let mut seen: BTreeMap<u32, (usize, BTreeMap<Tag, usize>)> = BTreeMap::new();
        for word in words() {
            let Some(tag) = number.get(&(word.upos, word.xpos)) else { continue };
            let form = Form::new(&word.form, &lower_form(&word.form), false);
            let entry = seen.entry(form.word).or_default();
            entry.0 += 1;
            *entry.1.entry(*tag).or_default() += 1;
        }
        // Unknown words have the tags of rare words.
        let mut open: BTreeMap<Tag, usize> = BTreeMap::new();
        for (count, tags) in seen.values().filter(|(count, _)| *count <= 2) {
            for tag in tags.keys() {
                *open.entry(*tag).or_default() += count;
            }
        }
        let open: Vec<Tag> = open.into_iter().filter(|(_, count)| *count >= 10).map(|(tag, _)| tag).collect();
        let mut classes = Classes::default();
        classes.push(&open);
        let mut numbers: BTreeMap<Vec<Tag>, u16> = BTreeMap::new();
        let mut known = Vec::new();
        for (word, (count, tags)) in &seen {
            if *count < known_count {
                continue;
            }
            // A tag of one occurrence in 400 is an error of annotation too.
            let set: Vec<Tag> =
                tags.iter().filter(|(_, n)| **n * 400 >= *count).map(|(tag, _)| *tag).collect();
            let class = *numbers.entry(set.clone()).or_insert_with(|| {
                classes.push(&set);
                u16::try_from(classes.ends.len() - 1).unwrap_or(0)
            });
            known.push((mix(u64::from(*word), 5), class));
        }
        let mut seeds: BTreeMap<u32, BTreeSet<Tag>> = BTreeMap::new();
        for (upos, xpos, words) in SEEDS {
            let Some(tag) = number.get(&(*upos, *xpos)) else { continue };
            for word in words.split_whitespace() {
                seeds.entry(Form::new(word, word, false).word).or_default().insert(*tag);
            }
        }
        for word in irregular() {
            if let Some(tag) = number.get(&(word.upos, word.xpos)) {
                seeds.entry(Form::new(&word.form, &word.form, false).word).or_default().insert(*tag);
            }
        }
        seeds.retain(|word, _| seen.get(word).is_none_or(|(count, _)| *count < known_count));
        for (word, mut set) in seeds {
            set.extend(seen.get(&word).into_iter().flat_map(|(_, tags)| tags.keys()));
            let set: Vec<Tag> = set.into_iter().collect();
            let class = *numbers.entry(set.clone()).or_insert_with(|| {
                classes.push(&set);
                u16::try_from(classes.ends.len() - 1).unwrap_or(0)
            });
            known.push((mix(u64::from(word), 5), class));
        }
        Inventory { tags, number, classes, words: Index::new(&known) }
    }

    pub(super) fn tagger(&self) -> Tagger {
        Tagger {
            tags: self.tags.clone(),
            classes: self.classes.clone(),
            names: names(&self.tags),
            words: self.words.clone(),
            ..Tagger::default()
        }
    }
}

/// The forms of a sentence.
pub(super) fn forms(tagger: &Tagger, sentence: &Tree) -> Vec<Form> {
    let capitals = !sentence.words.iter().any(|word| word.form.contains(char::is_lowercase));
    let read = |word: &SyntacticWord| {
        let mut form = Form::new(&word.form, &lower_form(&word.form), capitals);
        form.class = tagger.class(form.word);
        form
    };
    sentence.words.iter().map(read).collect()
}

/// Learning rate of AdaGrad.
const LEARNING_RATE: f32 = 0.05;
/// Minimum size of a gradient that is applied.
const MIN_GRADIENT: f32 = 0.02;
/// Percentage of hidden words, without which the tagger learns from the context: of known words, and of unknown ones.
const HIDDEN_PERCENT: (u64, u64) = (10, 50);
/// Size of the table: the binary logarithm of its slots, its maximum load, and the number of weights.
const TABLE_SIZE: (u32, f64, usize) = (17, 0.8, 300_000);

/// Trains a tagger by logistic loss, on every token with several candidates. The tags of the tokens before it are those that the
/// current weights predict.
pub(super) fn tagger(
    sentences: &[&Tree],
    inventory: &Inventory,
    epochs: usize,
    progress: &mut dyn FnMut(&str),
) -> Tagger {
    let mut tagger = inventory.tagger();
    let mut weights = Rows::default();
    let prepared: Vec<(Vec<Form>, Vec<Option<Tag>>)> = sentences
        .iter()
        .map(|sentence| {
            let gold =
                sentence.words.iter().map(|word| inventory.number.get(&(word.upos, word.xpos)).copied());
            (forms(&tagger, sentence), gold.collect())
        })
        .collect();
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    let mut candidates = Candidates::default();
    let mut seed = 1;
    for epoch in 0..epochs {
        shuffle(&mut order, mix(epoch as u64, 77), 0);
        let (mut right, mut all) = (0_usize, 0_usize);
        for (forms, gold) in order.iter().filter_map(|at| prepared.get(*at)) {
            let mut before = (NO_TAG, NO_TAG);
            for (at, gold) in gold.iter().enumerate() {
                let here = forms.get(at).unwrap_or(&NO_FORM);
                tagger.candidates(here, &mut candidates);
                let guess = if let [only] = candidates.as_slice() {
                    *only
                } else {
                    seed = mix(seed, 3);
                    let hidden = (seed >> 20) % 100
                        < if here.class == 0 { HIDDEN_PERCENT.1 } else { HIDDEN_PERCENT.0 };
                    let mut keys = features(forms, at, before);
                    for key in keys.iter_mut().enumerate().filter(|(at, _)| hidden && OF_WORD.contains(at)) {
                        *key.1 = 0;
                    }
                    learn(&mut weights, &keys, candidates.as_slice(), *gold)
                };
                all += 1;
                right += usize::from(*gold == Some(guess));
                before = (guess, before.0);
            }
        }
        #[allow(clippy::cast_precision_loss)]
        let share = 100.0 * right as f64 / all.max(1) as f64;
        progress(&format!("epoch {} of {epochs}: {share:.2} % right while learning", epoch + 1));
    }
    let (bits, load, most) = TABLE_SIZE;
    tagger.weights = weights.quantise(bits, load, most);
    tagger
}

/// Predicts a tag, and updates the weights if the right tag is among the candidates.
fn learn(weights: &mut Rows, keys: &[u64; FEATURES], candidates: &[Tag], gold: Option<Tag>) -> Tag {
    let mut scores = [0.0_f32; MAX_TAGS];
    for key in keys {
        weights.score(*key, &mut scores);
    }
    let score = |tag: Tag| scores.get(usize::from(tag)).copied().unwrap_or(0.0);
    let mut best = (f32::NEG_INFINITY, 0);
    for tag in candidates {
        if score(*tag) > best.0 {
            best = (score(*tag), *tag);
        }
    }
    weights.tick();
    if let Some(gold) = gold.filter(|gold| candidates.contains(gold)) {
        let total: f32 = candidates.iter().map(|tag| (score(*tag) - best.0).exp()).sum();
        for tag in candidates {
            let share = (score(*tag) - best.0).exp() / total;
            let gradient = if *tag == gold { 1.0 - share } else { -share };
            if gradient.abs() > MIN_GRADIENT {
                keys.iter()
                    .filter(|key| **key != 0)
                    .for_each(|key| weights.learn(*key, *tag, gradient, LEARNING_RATE));
            }
        }
    }
    best.1
}

/// Tags a sentence.
pub(super) fn tag(tagger: &Tagger, sentence: &Tree) -> Vec<Tag> {
    let forms = forms(tagger, sentence);
    let mut scratch = Scratch::default();
    let mut before = (NO_TAG, NO_TAG);
    let mut tags = Vec::with_capacity(forms.len());
    for at in 0..forms.len() {
        let tag = tagger.tag(&forms, at, before, &mut scratch);
        tags.push(tag);
        before = (tag, before.0);
    }
    tags
}

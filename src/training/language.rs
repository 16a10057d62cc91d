//! Training tagger, lemmatiser and parser on treebanks in CoNLL-U.

use std::collections::{BTreeMap, HashMap};

use super::conllu::{Sentence, Word};
use super::parser::Tagged;
use super::perceptron::Averaged;
use crate::text::syntax::LanguageModel;
use crate::text::syntax::lemma::{Edit, LONGEST_ENDING, Lemmatiser, ending_key, form_key};
use crate::text::syntax::table::{Table, mix};
use crate::text::syntax::tagger::{Form, NO_FORM, Scratch, Tag, Tagger, features, lower_form};
use crate::text::{Upos, Xpos};

/// How to train.
///
/// ```
/// let settings = ascribe::training::language::Settings { parser_epochs: 3, ..Default::default() };
/// assert!(settings.tagger_epochs > 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How often the tagger goes through the data.
    pub tagger_epochs: usize,
    /// How often the parser goes through the data.
    pub parser_epochs: usize,
    /// A word seen so often keeps to the tags that it was seen with.
    pub known: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { tagger_epochs: 8, parser_epochs: 14, known: 4 }
    }
}

/// Trains a language model. `progress` is told what goes on.
#[must_use]
pub fn train(sentences: &[Sentence], settings: Settings, progress: &mut dyn FnMut(&str)) -> LanguageModel {
    let lemmatiser = lemmatiser(sentences);
    progress("lemmatiser done");
    // The parser learns from tags as the tagger gives them to text that it has not seen.
    const FOLDS: usize = 4;
    let mut tags: Vec<Vec<Tag>> = Vec::with_capacity(sentences.len());
    let inventory = Inventory::new(sentences, settings);
    let mut by_fold = Vec::new();
    for fold in 0..FOLDS {
        let train: Vec<&Sentence> =
            sentences.iter().enumerate().filter(|(at, _)| at / 10 % FOLDS != fold).map(|(_, s)| s).collect();
        by_fold.push(tagger(&train, &inventory, settings));
        progress(&format!("tagger for fold {} of {FOLDS} done", fold + 1));
    }
    for (at, sentence) in sentences.iter().enumerate() {
        let tagger = by_fold.get(at / 10 % FOLDS);
        tags.push(tagger.map(|tagger| tag(tagger, sentence)).unwrap_or_default());
    }
    let all: Vec<&Sentence> = sentences.iter().collect();
    let tagger = tagger(&all, &inventory, settings);
    progress("tagger done");
    let parser = super::parser::train(&tagged(&tagger, sentences, tags), settings.parser_epochs, progress);
    LanguageModel { tagger, lemmatiser, parser }
}

/// Sentences as the parser is to see them.
fn tagged<'a>(tagger: &Tagger, sentences: &'a [Sentence], tags: Vec<Vec<Tag>>) -> Vec<Tagged<'a>> {
    let part = |tag: &Tag| tagger.tags.get(usize::from(*tag)).map_or(Upos::X, |(upos, _)| *upos) as u8;
    let one = |(sentence, tags): (&'a Sentence, Vec<Tag>)| {
        let parts = tags.iter().map(part).collect();
        Tagged { sentence, forms: forms(tagger, sentence), tags, parts }
    };
    sentences.iter().zip(tags).map(one).collect()
}

/// EXPERIMENT
pub fn experiment(sentences: &[Sentence], dev: &[(String, Vec<Sentence>)], progress: &mut dyn FnMut(&str)) {
    let settings = Settings::default();
    let inventory = Inventory::new(sentences, settings);
    let cache = "/tmp/parser_tags.bin";
    let mut all: Vec<Vec<Vec<Tag>>> = Vec::new();
    let tagger0 = Tagger {
        tags: inventory.tags.clone(),
        classes: inventory.classes.clone(),
        words: inventory.words.clone(),
        weights: Table::new(0),
    };
    if let Ok(bytes) = std::fs::read(cache) {
        let mut at = 0;
        for set in std::iter::once(sentences).chain(dev.iter().map(|d| d.1.as_slice())) {
            all.push(set.iter().map(|s| { let t = bytes[at..at + s.words.len()].to_vec(); at += s.words.len(); t }).collect());
        }
    } else {
        const FOLDS: usize = 4;
        let mut tags: Vec<Vec<Tag>> = vec![Vec::new(); sentences.len()];
        for fold in 0..FOLDS {
            let train: Vec<&Sentence> =
                sentences.iter().enumerate().filter(|(at, _)| at / 10 % FOLDS != fold).map(|(_, s)| s).collect();
            let t = tagger(&train, &inventory, settings);
            for (at, sentence) in sentences.iter().enumerate().filter(|(at, _)| at / 10 % FOLDS == fold) {
                tags[at] = tag(&t, sentence);
            }
            progress(&format!("tagger for fold {} of {FOLDS} done", fold + 1));
        }
        all.push(tags);
        let refs: Vec<&Sentence> = sentences.iter().collect();
        let t = tagger(&refs, &inventory, settings);
        for (_, dev) in dev {
            all.push(dev.iter().map(|s| tag(&t, s)).collect());
        }
        let bytes: Vec<u8> = all.iter().flatten().flatten().copied().collect();
        std::fs::write(cache, bytes).unwrap();
    }
    let mut all = all.into_iter();
    let train = tagged(&tagger0, sentences, all.next().unwrap());
    let dev: Vec<_> = dev.iter().zip(all).map(|((name, dev), tags)| (name.clone(), tagged(&tagger0, dev, tags))).collect();
    super::parser::experiment(&train, &dev, progress);
}

/// Tags, and which words have which.
struct Inventory {
    tags: Vec<(Upos, Xpos)>,
    number: HashMap<(Upos, Xpos), Tag>,
    classes: Vec<Vec<Tag>>,
    words: Vec<(u32, u16)>,
}

impl Inventory {
    fn new(sentences: &[Sentence], settings: Settings) -> Self {
        let words = || sentences.iter().flat_map(|sentence| &sentence.words);
        let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
        for word in words() {
            *counts.entry((word.upos, word.xpos)).or_default() += 1;
        }
        // Pairs that occur once or twice are slips.
        let tags: Vec<(Upos, Xpos)> =
            counts.into_iter().filter(|(_, count)| *count > 2).map(|(tag, _)| tag).collect();
        let number: HashMap<(Upos, Xpos), Tag> =
            tags.iter().enumerate().map(|(at, tag)| (*tag, Tag::try_from(at).unwrap_or(Tag::MAX))).collect();
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
        let mut classes = vec![open];
        let mut numbers: BTreeMap<Vec<Tag>, u16> = BTreeMap::new();
        let mut known = Vec::new();
        for (word, (count, tags)) in &seen {
            if *count < settings.known {
                continue;
            }
            // One odd tag among many hundred is a slip as well.
            let set: Vec<Tag> =
                tags.iter().filter(|(_, n)| **n * 400 >= *count).map(|(tag, _)| *tag).collect();
            let class = *numbers.entry(set.clone()).or_insert_with(|| {
                classes.push(set);
                u16::try_from(classes.len() - 1).unwrap_or(0)
            });
            known.push((*word, class));
        }
        Inventory { tags, number, classes, words: known }
    }
}

fn forms(tagger: &Tagger, sentence: &Sentence) -> Vec<Form> {
    let capitals = !sentence.words.iter().any(|word| word.form.contains(char::is_lowercase));
    let read = |word: &Word| {
        let mut form = Form::new(&word.form, &lower_form(&word.form), capitals);
        form.class = tagger.class(form.word);
        form
    };
    sentence.words.iter().map(read).collect()
}

fn tagger(sentences: &[&Sentence], inventory: &Inventory, settings: Settings) -> Tagger {
    let mut tagger = Tagger {
        tags: inventory.tags.clone(),
        classes: inventory.classes.clone(),
        words: inventory.words.clone(),
        weights: Table::new(0),
    };
    let mut weights: Averaged<1> = Averaged::new();
    let prepared: Vec<(Vec<Form>, Vec<Option<Tag>>)> = sentences
        .iter()
        .map(|sentence| {
            let gold =
                sentence.words.iter().map(|word| inventory.number.get(&(word.upos, word.xpos)).copied());
            (forms(&tagger, sentence), gold.collect())
        })
        .collect();
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    let mut candidates = Vec::new();
    let mut keys = Vec::new();
    for epoch in 0..settings.tagger_epochs {
        shuffle(&mut order, epoch);
        for (forms, gold) in order.iter().filter_map(|at| prepared.get(*at)) {
            let mut before = (Tag::MAX, Tag::MAX);
            for (at, gold) in gold.iter().enumerate() {
                tagger.candidates(forms.get(at).unwrap_or(&NO_FORM), &mut candidates);
                keys.clear();
                features(forms, at, before, &mut keys);
                let score = |tag: Tag| -> f32 {
                    keys.iter()
                        .filter_map(|key| weights.get(mix(*key, u64::from(tag))))
                        .map(|[weight]| *weight)
                        .sum()
                };
                let mut best = (f32::NEG_INFINITY, 0);
                for tag in &candidates {
                    let score = score(*tag);
                    if score > best.0 {
                        best = (score, *tag);
                    }
                }
                weights.tick();
                if let Some(gold) = gold.filter(|gold| *gold != best.1 && candidates.contains(gold)) {
                    for key in &keys {
                        weights.add(mix(*key, u64::from(gold)), 0, 1.0);
                        weights.add(mix(*key, u64::from(best.1)), 0, -1.0);
                    }
                }
                before = (best.1, before.0);
            }
        }
    }
    tagger.weights = weights.quantise(19, 0.8, 1);
    tagger
}

fn tag(tagger: &Tagger, sentence: &Sentence) -> Vec<Tag> {
    let forms = forms(tagger, sentence);
    let mut scratch = Scratch::default();
    let mut before = (Tag::MAX, Tag::MAX);
    let mut tags = Vec::with_capacity(forms.len());
    for at in 0..forms.len() {
        let tag = tagger.tag(&forms, at, before, &mut scratch);
        tags.push(tag);
        before = (tag, before.0);
    }
    tags
}

/// Puts the numbers in another order, the same for the same epoch.
pub(super) fn shuffle(order: &mut [usize], epoch: usize) {
    let mut state = mix(epoch as u64, 77);
    for at in (1..order.len()).rev() {
        state = mix(state, at as u64);
        #[allow(clippy::cast_possible_truncation)]
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
}

fn lemmatiser(sentences: &[Sentence]) -> Lemmatiser {
    let mut numbers: BTreeMap<Edit, u16> = BTreeMap::new();
    let mut edits: Vec<Edit> = Vec::new();
    let mut whole: BTreeMap<(String, Xpos), BTreeMap<u16, usize>> = BTreeMap::new();
    let mut endings: BTreeMap<(String, Xpos), BTreeMap<u16, usize>> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        if word.lemma == "_" {
            continue;
        }
        let lower = lower_form(&word.form);
        let (base, lemma) = if word.upos == Upos::Propn {
            (&word.form, word.lemma.clone())
        } else {
            (&lower, word.lemma.to_lowercase())
        };
        let edit = edit(base, &lemma);
        let number = *numbers.entry(edit.clone()).or_insert_with(|| {
            edits.push(edit);
            u16::try_from(edits.len() - 1).unwrap_or(0)
        });
        *whole.entry((lower.clone(), word.xpos)).or_default().entry(number).or_default() += 1;
    }
    // Every form counts once for its endings, however often it was seen: "was" teaches nothing of other words in "s".
    let best = |counts: &BTreeMap<u16, usize>| {
        counts.iter().max_by_key(|(edit, n)| (**n, std::cmp::Reverse(**edit))).map(|(edit, _)| *edit)
    };
    for ((form, xpos), counts) in &whole {
        let Some(edit) = best(counts) else { continue };
        let starts: Vec<usize> = form.char_indices().rev().take(LONGEST_ENDING).map(|(at, _)| at).collect();
        for start in starts {
            let ending = form.get(start..).unwrap_or_default().to_owned();
            *endings.entry((ending, *xpos)).or_default().entry(edit).or_default() += 1;
        }
    }
    let mut rules: BTreeMap<u32, u16> = BTreeMap::new();
    let mut ending_rules: BTreeMap<(String, Xpos), u16> = BTreeMap::new();
    // Short endings first, so that a longer one is kept only where it says something else.
    let mut by_length: Vec<(&(String, Xpos), &BTreeMap<u16, usize>)> = endings.iter().collect();
    by_length.sort_by_key(|((ending, _), _)| ending.chars().count());
    for ((ending, xpos), counts) in by_length {
        let Some(edit) = best(counts) else { continue };
        let shorter = ending
            .char_indices()
            .skip(1)
            .find_map(|(at, _)| ending_rules.get(&(ending.get(at..).unwrap_or_default().to_owned(), *xpos)));
        let total: usize = counts.values().sum();
        if total >= 2 && shorter != Some(&edit) || ending.chars().count() == 1 {
            ending_rules.insert((ending.clone(), *xpos), edit);
            rules.insert(ending_key(ending, *xpos), edit);
        }
    }
    for ((form, xpos), counts) in &whole {
        let Some(edit) = best(counts) else { continue };
        let starts: Vec<usize> = form.char_indices().rev().take(LONGEST_ENDING).map(|(at, _)| at).collect();
        let by_ending = starts
            .iter()
            .rev()
            .find_map(|at| rules.get(&ending_key(form.get(*at..).unwrap_or_default(), *xpos)));
        if by_ending != Some(&edit) {
            rules.insert(form_key(form, *xpos), edit);
        }
    }
    Lemmatiser { edits, rules: rules.into_iter().collect() }
}

/// The shortest change of the end that makes the lemma.
fn edit(base: &str, lemma: &str) -> Edit {
    let same = base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let cut = u8::try_from(base.chars().count() - same).unwrap_or(u8::MAX);
    Edit { cut, add: lemma.chars().skip(same).collect() }
}

//! Training the attribution engine on news with marked sources, cues and contents.

mod align;
mod evidence;
mod learner;
mod pack;
mod settings;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use crate::attribution::engine::decode::{Candidate, Labeller, reach, settle, units};
use crate::attribution::engine::facts::{CLASSES, Fact, facts};
use crate::attribution::engine::features::{Keys, Relation, Window, class, own};
use crate::attribution::engine::weights::{FIRST, SECOND};
use crate::text::Document;
use crate::text::quotation::quotations;
use crate::text::syntax::LanguageModel;
use crate::text::syntax::table::mix;
use crate::{AttributionModel, Span};
use align::{Gold, align, cue_labels, flat_labels, is_right, repair};
use learner::{Pace, Sequence, Store, learn};
use pack::{Features, pack};

pub use crate::attribution::engine::features::FeatureGroup;
pub use settings::{AnnotatedArticle, Settings};

/// A parsed article.
struct Example<'a> {
    document: Document<'a>,
    facts: Vec<Fact>,
    gold: Vec<Gold>,
    units: Vec<Range<usize>>,
    /// Index of its first token in the store of own features.
    own: usize,
    /// Models of one half are applied to the other. Articles of one outlet follow one another, so that the halves have
    /// few outlets in common, and models do not learn a house style.
    half: usize,
}

/// No hash: keys are hashes already.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0, u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Numbers of frequent features. Two passes over the same keys: count, then number.
struct Numbers {
    counts: Vec<u8>,
    by_key: HashMap<u64, u32, BuildHasherDefault<KeyHasher>>,
    keys: Vec<u64>,
    least: u8,
}

/// Number of bits of a key that select its counter. Keys that share a counter count together, which keeps a few rare ones.
const COUNT_BITS: u32 = 26;

#[allow(clippy::cast_possible_truncation)]
const fn counter(key: u64) -> usize {
    (key >> (64 - COUNT_BITS)) as usize
}

impl Numbers {
    fn new(least: u8) -> Self {
        Numbers { counts: vec![0; 1 << COUNT_BITS], by_key: HashMap::default(), keys: Vec::new(), least }
    }

    fn count(&mut self, keys: &[u64]) {
        for key in keys {
            if let Some(count) = self.counts.get_mut(counter(*key)) {
                *count = count.saturating_add(1);
            }
        }
    }

    fn number(&mut self, key: u64) -> Option<u32> {
        if self.counts.get(counter(key)).is_none_or(|count| *count < self.least) {
            return None;
        }
        let next = u32::try_from(self.keys.len()).ok()?;
        let number = *self.by_key.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
        }
        Some(number)
    }
}

/// Trains an attribution engine. `language` is the language model that it will be used with; `progress` gets messages.
///
/// Deterministic: the same articles in the same order give the same weights.
#[must_use]
#[allow(clippy::too_many_lines)] // one step after the other, with what each leaves to the next
pub fn train(
    articles: &[AnnotatedArticle],
    language: &LanguageModel,
    settings: Settings,
    progress: &mut dyn FnMut(&str),
) -> AttributionModel {
    let mut tokens = 0;
    let mut examples: Vec<Example<'_>> = Vec::with_capacity(articles.len());
    for (number, article) in articles.iter().enumerate() {
        let document = Document::parse(&article.text, language);
        let spans: Vec<Span> = document.paragraphs().iter().map(|paragraph| paragraph.span).collect();
        let (quoted, _) = quotations(&article.text, &spans);
        let facts = facts(&document, &quoted);
        let gold = align(&document, &article.attributions);
        let units = units(&document, &facts);
        let count = facts.len();
        examples.push(Example {
            document,
            facts,
            gold,
            units,
            own: tokens,
            half: usize::from(number * 2 >= articles.len()),
        });
        tokens += count;
    }
    progress(&format!("{} articles, {tokens} tokens parsed", examples.len()));

    let mut keys = Keys::without(settings.without);
    let mut numbers = Numbers::new(settings.seen);
    let mut own_store = Store::default();
    for round in 0..2 {
        for example in &examples {
            for unit in &example.units {
                let window = Window { facts: &example.facts, start: unit.start, end: unit.end };
                for at in unit.clone() {
                    own(window, at, &mut keys);
                    if round == 0 {
                        numbers.count(&keys.list);
                    } else {
                        own_store.push(keys.list.iter().filter_map(|key| numbers.number(*key)));
                    }
                }
            }
        }
    }
    let own_keys = numbers.keys;
    let own_counts = own_store.counts(own_keys.len());
    let own_features = Features { keys: &own_keys, counts: &own_counts };
    progress(&format!("{} features of tokens", own_keys.len()));

    let none = Store::default();
    let first: Vec<(usize, Sequence)> = examples.iter().flat_map(first_sequences).collect();
    let pace = Pace {
        epochs: settings.epochs,
        rate: settings.rate,
        l1: settings.first_l1,
        damp: settings.damp,
        dropout: settings.dropout,
    };
    let first_of = |half: Option<usize>| {
        let sequences: Vec<&Sequence> = first
            .iter()
            .filter(|(of, _)| half.is_none_or(|half| *of == half))
            .map(|(_, sequence)| sequence)
            .collect();
        learn::<FIRST>(&sequences, (&own_store, &none), (own_keys.len(), 0), CLASSES, pace)
    };
    let halves = [first_of(Some(0)), first_of(Some(1))];
    progress("first stage: both halves learned");
    let whole = first_of(None);
    progress("first stage learned");

    // What the first stage says of text that it has not seen.
    let mut flat: Vec<Flat> = Vec::with_capacity(examples.len());
    let half_models = halves.map(|learned| pack(own_features, &learned, None, settings));
    for example in &examples {
        let model = half_models.get(1 - example.half);
        flat.push(model.map(|model| first_stage(model, example)).unwrap_or_default());
    }

    progress(&first_report(&examples, &flat));
    let mut numbers = Numbers::new(settings.seen);
    let mut relation_store = Store::default();
    let mut second: Vec<(usize, Sequence)> = Vec::new();
    for round in 0..2 {
        for (example, flat) in examples.iter().zip(&flat) {
            second_sequences(example, flat, &mut keys, |keys, sequence| match (round, sequence) {
                (0, Some(_)) => {}
                (0, None) => numbers.count(keys),
                (_, None) => relation_store.push(keys.iter().filter_map(|key| numbers.number(*key))),
                (_, Some(mut sequence)) => {
                    sequence.relation = Some(relation_store.len());
                    second.push((example.half, sequence));
                }
            });
        }
    }
    let relation_keys = numbers.keys;
    let relation_counts = relation_store.counts(relation_keys.len());
    let relation_features = Features { keys: &relation_keys, counts: &relation_counts };
    progress(&format!("{} cues, {} features of tokens and cues", second.len(), relation_keys.len()));
    let sizes = (own_keys.len(), relation_keys.len());
    let pace = Pace { l1: settings.second_l1, ..pace };
    let second_of = |half: Option<usize>| {
        let sequences: Vec<&Sequence> = second
            .iter()
            .filter(|(of, _)| half.is_none_or(|half| *of == half))
            .map(|(_, sequence)| sequence)
            .collect();
        learn::<SECOND>(&sequences, (&own_store, &relation_store), sizes, CLASSES, pace)
    };
    let second_halves = [second_of(Some(0)), second_of(Some(1))];
    progress("second stage: both halves learned");
    let second_whole = second_of(None);
    progress("second stage learned");
    drop(half_models);

    // What both stages say of text that they have not seen tells how much to believe them.
    let mut judged = Vec::new();
    let mut halves = Vec::new();
    for second in &second_halves {
        halves.push(pack(own_features, &whole, Some((relation_features, second)), settings));
    }
    for (example, flat) in examples.iter().zip(&flat) {
        let Some(model) = halves.get(1 - example.half) else { continue };
        judged.extend(judge(model, example, flat));
    }
    let mut model = pack(own_features, &whole, Some((relation_features, &second_whole)), settings);
    let flat_judged: Vec<([f32; crate::attribution::engine::decode::EVIDENCE], bool)> =
        judged.iter().map(|(candidate, right)| (candidate.evidence, *right)).collect();
    model.evidence = evidence::fit(&flat_judged);
    progress(&format!("{} attributions judged; evidence {:?}", flat_judged.len(), model.evidence));
    let golds: usize = examples.iter().map(|example| example.gold.len()).sum();
    report(&model, &judged, golds, progress);
    model
}

/// How many cues and how much of the contents the first stage finds in the halves that it had not seen.
fn first_report(examples: &[Example<'_>], flat: &[Flat]) -> String {
    let (mut right, mut found, mut gold) = (0, 0, 0);
    for (example, flat) in examples.iter().zip(flat) {
        let cues: Vec<&Range<usize>> = flat.cues.iter().flatten().collect();
        let golds: Vec<&Range<usize>> = example.gold.iter().flat_map(|gold| &gold.cue).collect();
        let met =
            golds.iter().filter(|gold| cues.iter().any(|cue| cue.start < gold.end && gold.start < cue.end));
        right += met.count();
        found += cues.len();
        gold += golds.len();
    }
    #[allow(clippy::cast_precision_loss)]
    let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    let (p, r) = (share(right, found), share(right, gold));
    format!("unseen halves, first stage: cues P {p:.1} R {r:.1} F1 {:.1}", 2.0 * p * r / (p + r).max(1.0))
}

/// Scores at several thresholds on the halves that the weights had not seen.
fn report(
    model: &AttributionModel,
    judged: &[(Candidate, bool)],
    golds: usize,
    progress: &mut dyn FnMut(&str),
) {
    progress(&format!(
        "rows of tokens: {}, of tokens and cues: {}",
        model.own.filled(),
        model.relation.filled()
    ));
    for least in [0.0, 0.1, 0.2, 0.3, 0.4, 0.5] {
        let (mut right, mut all) = (0, 0);
        for (candidate, is_right) in judged {
            let mut candidate = candidate.clone();
            candidate.weigh(&model.evidence);
            if candidate.confidence >= least {
                all += 1;
                right += usize::from(*is_right);
            }
        }
        #[allow(clippy::cast_precision_loss)]
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        progress(&format!(
            "unseen halves, at least {least}: P {:.1} R {:.1} F1 {:.1}",
            share(right, all),
            share(right, golds),
            share(2 * right, all + golds)
        ));
    }
}

fn first_sequences(example: &Example<'_>) -> Vec<(usize, Sequence)> {
    let labels = flat_labels(example.facts.len(), &example.gold);
    let sequence = |unit: &Range<usize>| {
        let window = Window { facts: &example.facts, start: unit.start, end: unit.end };
        let mut gold = labels.get(unit.clone()).unwrap_or_default().to_vec();
        repair(&mut gold);
        let classes = unit.clone().map(|at| class(window, at)).collect();
        let sequence = Sequence { own: example.own + unit.start, relation: None, classes, gold, fixed: 0..0 };
        (example.half, sequence)
    };
    example.units.iter().map(sequence).collect()
}

/// What the first stage says of an article: labels, and the cues of each unit.
#[derive(Default)]
struct Flat {
    labels: Vec<Vec<u8>>,
    cues: Vec<Vec<Range<usize>>>,
    /// How likely each label is.
    marginals: Vec<Vec<[f32; FIRST]>>,
}

fn first_stage(model: &AttributionModel, example: &Example<'_>) -> Flat {
    let mut labeller = Labeller::new(model);
    let mut flat = Flat::default();
    for unit in &example.units {
        let window = Window { facts: &example.facts, start: unit.start, end: unit.end };
        labeller.first(window);
        flat.labels.push(labeller.chain.labels.clone());
        flat.cues.push(labeller.cues(window));
        flat.marginals.push(labeller.chain.marginals.clone());
    }
    flat
}

/// Tells the keys of each token of each cue's window, and then the sequence that they belong to.
fn second_sequences(
    example: &Example<'_>,
    flat: &Flat,
    keys: &mut Keys,
    mut tell: impl FnMut(&[u64], Option<Sequence>),
) {
    let mut relation = Relation::default();
    let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    for ((unit, labels), cues) in example.units.iter().zip(&flat.labels).zip(&flat.cues) {
        let whole = Window { facts: &example.facts, start: unit.start, end: unit.end };
        let missed = example.gold.iter().filter_map(|gold| gold.cue.first()).filter(|cue| {
            unit.contains(&cue.start) && cue.end <= unit.end && !cues.iter().any(|found| overlaps(found, cue))
        });
        for cue in cues.iter().chain(missed) {
            let window = reach(whole, cue);
            let Some(labels) = labels.get(window.start - unit.start..window.end - unit.start) else {
                continue;
            };
            let gold = example.gold.iter().find(|gold| gold.cue.iter().any(|range| overlaps(range, cue)));
            let gold = cue_labels(window.start..window.end, cue, gold);
            relation.look(&example.document, window, cue, labels);
            // The sequence first: its features start where the store ends now.
            let sequence = Sequence {
                own: example.own + window.start,
                relation: None,
                classes: (window.start..window.end).map(|at| class(window, at)).collect(),
                gold,
                fixed: cue.start - window.start..cue.end - window.start,
            };
            tell(&[], Some(sequence));
            for at in window.start..window.end {
                relation.features(window, at, labels, keys);
                tell(&keys.list, None);
            }
        }
    }
}

/// The second stage's candidates in an article, and whether each is right.
fn judge(model: &AttributionModel, example: &Example<'_>, flat: &Flat) -> Vec<(Candidate, bool)> {
    let mut labeller = Labeller::new(model);
    let mut judged = Vec::new();
    let units = example.units.iter().zip(&flat.labels).zip(&flat.cues).zip(&flat.marginals);
    for (((unit, labels), cues), marginals) in units {
        let window = Window { facts: &example.facts, start: unit.start, end: unit.end };
        // The own scores for the second stage come from here, the first stage's answer from the other half's model.
        labeller.first(window);
        labeller.chain.marginals.clone_from(marginals);
        let several =
            cues.iter().filter_map(|cue| labeller.second(&example.document, window, cue, labels)).collect();
        for candidate in settle(several, unit.clone()) {
            let right = example
                .gold
                .iter()
                .any(|gold| is_right(&example.document, &candidate.source, &candidate.content, gold));
            judged.push((candidate, right));
        }
    }
    judged
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use super::*;
    use crate::{Confidence, Given};

    /// Articles of one pattern, in other words each.
    fn articles() -> Vec<AnnotatedArticle> {
        let people = ["the baker", "a teacher", "one driver", "the clerk", "a nurse", "the coach"];
        let things =
            ["the road is shut", "rain is near", "the mill burned", "prices fell", "nobody came", "it works"];
        let one = |(person, thing): (&str, &str)| {
            let text = format!("{person} said that {thing}. Then it was quiet in the small town.");
            let cue = person.len() + 1;
            let span = Span::between;
            let content = cue + 5;
            let given = Given::new(span(content, content + 5 + thing.len()));
            let given = given.with_source(span(0, person.len())).with_cue(span(cue, cue + 4));
            AnnotatedArticle::new(text, vec![given])
        };
        people.into_iter().flat_map(|person| things.map(|thing| one((person, thing)))).collect()
    }

    #[test]
    fn learns_a_pattern_and_gives_the_same_bytes_twice() {
        let settings = Settings { bits: (12, 12), ..Settings::default() };
        let train = || train(&articles(), LanguageModel::embedded(), settings, &mut |_| {});
        let model = train();
        assert_eq!(model.to_bytes(), train().to_bytes());
        let text = "The farmer said that the well is dry. Then it was quiet in the small town.";
        let document = Document::parse(text, LanguageModel::embedded());
        let found = model.find(&document, &[], Confidence::ZERO);
        let slices = |spans: &[Span]| spans.iter().map(|span| span.slice(text).unwrap()).collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(slices(&found[0].source), ["The farmer"]);
        assert_eq!(slices(&found[0].cue), ["said"]);
        assert_eq!(slices(&found[0].content), ["that the well is dry"]);
    }

    #[test]
    fn nothing_to_learn_from_finds_nothing() {
        let settings = Settings { bits: (8, 8), ..Settings::default() };
        let model = train(&[], LanguageModel::embedded(), settings, &mut |_| {});
        let document = Document::parse("It rained, she said.", LanguageModel::embedded());
        let _ = model.find(&document, &[], Confidence::ZERO);
        assert_eq!(model.own.filled(), 0);
    }
}

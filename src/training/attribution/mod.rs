//! Training the attribution engine on news with marked sources, cues and contents.

mod align;
mod evidence;
mod learner;
mod standoff;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use crate::AttributionModel;
use crate::attribution::engine::crf::Transitions;
use crate::attribution::engine::decode::{Candidate, Labeller, reach, settle, units};
use crate::attribution::engine::facts::{CLASSES, Fact, facts};
use crate::attribution::engine::features::{Keys, Relation, Window, class, own};
use crate::attribution::engine::weights::{BOTH, Bias, FIRST, SECOND, Scales};
use crate::text::Document;
use crate::text::syntax::LanguageModel;
use crate::text::syntax::table::{Table, mix};
use align::{Gold, align, cue_labels, flat_labels, is_right, repair};
use learner::{Learned, Pace, Sequence, Store, learn};

pub use crate::attribution::engine::FeatureGroup;
pub use standoff::{Marked, read_standoff};

/// An article with its attributions.
///
/// ```
/// use ascribe::training::attribution::{MarkedArticle, read_standoff};
///
/// let article = MarkedArticle { text: "Rain, she said.".to_owned(), marked: read_standoff("", "Rain, she said.") };
/// assert!(article.marked.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedArticle {
    /// The text.
    pub text: String,
    /// What annotators marked in it.
    pub marked: Vec<Marked>,
}

/// How to train.
///
/// ```
/// use ascribe::training::attribution::{FeatureGroup, Settings};
///
/// let settings = Settings { without: Some(FeatureGroup::Parse), ..Settings::default() };
/// assert_eq!(settings.epochs, Settings::default().epochs);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How often each stage goes through the data.
    pub epochs: usize,
    /// How far a step goes.
    pub rate: f32,
    /// How much of a step is held back where a weight was seldom used.
    pub damp: f32,
    /// How strongly each step draws the first stage's weights to zero.
    pub first_l1: f32,
    /// How strongly each step draws the second stage's weights to zero.
    pub second_l1: f32,
    /// A feature that is seen less often gets no weight.
    pub seen: u8,
    /// The share of a token's features that a step does not see, so that none leans on one other alone. On PolNeAR dev it
    /// is worth 0.6 of attribution F1 and 4 of strict F1.
    pub dropout: f32,
    /// The logarithm to base 2 of the number of rows of each table of weights.
    pub bits: (u32, u32),
    /// What decoding leans to: towards cues in the first stage; towards tokens outside in the second; how far it is
    /// pushed towards a source where it finds none.
    pub bias: (f32, f32, f32),
    /// Features to leave out.
    pub without: Option<FeatureGroup>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            epochs: 8,
            rate: 0.15,
            damp: 0.5,
            first_l1: 2e-5,
            second_l1: 2e-5,
            seen: 2,
            dropout: 0.5,
            bits: (17, 17),
            bias: (0.8, -0.4, 4.0),
            without: None,
        }
    }
}

/// Puts the numbers in another order, the same for the same epoch.
fn shuffle(order: &mut [usize], epoch: usize) {
    let mut state = mix(epoch as u64, 991);
    for at in (1..order.len()).rev() {
        state = mix(state, at as u64);
        #[allow(clippy::cast_possible_truncation)]
        order.swap(at, ((state >> 11) % (at as u64 + 1)) as usize);
    }
}

/// A parsed article.
struct Example<'a> {
    document: Document<'a>,
    facts: Vec<Fact>,
    gold: Vec<Gold>,
    units: Vec<Range<usize>>,
    /// Where its tokens start in the store of own features.
    own: usize,
    /// Models of one half are applied to the other. Articles of one outlet follow one another, so that the halves have
    /// few outlets in common: what is learned from one and holds for the other is no house style.
    half: usize,
}

/// Keys are spread already.
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

/// Numbers for features that are seen often enough. Two rounds over the same keys: count, then number.
struct Numbers {
    counts: Vec<u8>,
    by_key: HashMap<u64, u32, BuildHasherDefault<KeyHasher>>,
    keys: Vec<u64>,
    least: u8,
}

/// Counts are kept by so many bits of the key; keys that share them count together, which only keeps a few rare ones.
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

/// Trains an attribution engine on articles, with the language model that it will be used with. `progress` is told what
/// goes on. Deterministic: the same articles in the same order give the same weights.
#[must_use]
#[allow(clippy::too_many_lines)] // one step after the other, with what each leaves to the next
pub fn train(
    articles: &[MarkedArticle],
    language: &LanguageModel,
    settings: Settings,
    progress: &mut dyn FnMut(&str),
) -> AttributionModel {
    let mut tokens = 0;
    let mut examples: Vec<Example<'_>> = Vec::with_capacity(articles.len());
    for (number, article) in articles.iter().enumerate() {
        let document = Document::parse(&article.text, language);
        let facts = facts(&document);
        let gold = align(&document, &article.marked);
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
    let flat_judged: Vec<([f32; crate::attribution::engine::weights::EVIDENCE], bool)> =
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

/// The keys of numbered features, and how often each was seen.
#[derive(Clone, Copy)]
struct Features<'k> {
    keys: &'k [u64],
    counts: &'k [u32],
}

/// Small weights of what was learned. What does not fit the tables is what weighs least.
fn pack(
    own: Features<'_>,
    first: &Learned<FIRST>,
    second: Option<(Features<'_>, &Learned<SECOND>)>,
    settings: Settings,
) -> AttributionModel {
    let none = (Features { keys: &[], counts: &[] }, [].as_slice());
    let (relation, second_weights) =
        second.map_or(none, |(features, learned)| (features, learned.weights.as_slice()));
    let (own_second, relation_weights) = second_weights.split_at_checked(own.keys.len()).unwrap_or_default();
    let scale = |weights: &mut dyn Iterator<Item = f32>| {
        let mut sizes: Vec<f32> = weights.map(f32::abs).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // The few largest are cut: one in a thousand.
        let at = sizes.len().saturating_sub(1 + sizes.len() / 1000);
        sizes.get(at).map_or(0.0, |size| size / 127.0)
    };
    let scales = Scales {
        first: scale(&mut first.weights.iter().flatten().copied()),
        second: scale(&mut own_second.iter().flatten().copied()),
        relation: scale(&mut relation_weights.iter().flatten().copied()),
    };
    let mut own_rows: Vec<Weighed<BOTH>> = Vec::new();
    for (at, (key, first)) in own.keys.iter().zip(&first.weights).enumerate() {
        let second = own_second.get(at).copied().unwrap_or_default();
        let mut row = [0_i8; BOTH];
        let small = first
            .iter()
            .map(|w| small(*w, scales.first))
            .chain(second.iter().map(|w| small(*w, scales.second)));
        for (slot, weight) in row.iter_mut().zip(small) {
            *slot = weight;
        }
        own_rows.push((own.counts.get(at).copied().unwrap_or(0), *key, row));
    }
    let mut relation_rows: Vec<Weighed<SECOND>> = Vec::new();
    for ((key, count), weights) in relation.keys.iter().zip(relation.counts).zip(relation_weights) {
        relation_rows.push((*count, *key, weights.map(|weight| small(weight, scales.relation))));
    }
    AttributionModel {
        own: table(own_rows, settings.bits.0),
        relation: table(relation_rows, settings.bits.1),
        scales,
        first: first.transitions.clone(),
        second: second.map_or_else(|| Transitions::new(CLASSES), |(_, learned)| learned.transitions.clone()),
        bias: Bias { cue: settings.bias.0, outside: settings.bias.1, source: settings.bias.2 },
        evidence: evidence::PLAIN,
    }
}

#[allow(clippy::cast_possible_truncation)]
fn small(weight: f32, scale: f32) -> i8 {
    if scale > 0.0 { (weight / scale).round().clamp(-127.0, 127.0) as i8 } else { 0 }
}

/// How full a table may be: fuller, and many rows find their bucket full.
const FULL: f64 = 0.85;

/// How often a feature was seen, its key and its weights.
type Weighed<const W: usize> = (u32, u64, [i8; W]);

/// A feature matters as far as its weights go and the more often it is there.
fn table<const W: usize>(mut rows: Vec<Weighed<W>>, bits: u32) -> Table<W> {
    let matters = |(count, _, row): &Weighed<W>| {
        let most = row.iter().map(|weight| u64::from(weight.unsigned_abs())).max().unwrap_or(0);
        most * most * u64::from(*count)
    };
    rows.retain(|row| matters(row) > 0);
    rows.sort_by_key(|row| (std::cmp::Reverse(matters(row)), row.1));
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    rows.truncate(((1_u64 << bits) as f64 * FULL) as usize);
    let mut table = Table::new(bits);
    for (_, key, row) in rows {
        table.insert(key, row);
    }
    table
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use super::*;
    use crate::{Confidence, Span};

    /// Articles of one pattern, in other words each.
    fn articles() -> Vec<MarkedArticle> {
        let people = ["the baker", "a teacher", "one driver", "the clerk", "a nurse", "the coach"];
        let things =
            ["the road is shut", "rain is near", "the mill burned", "prices fell", "nobody came", "it works"];
        let one = |(person, thing): (&str, &str)| {
            let text = format!("{person} said that {thing}. Then it was quiet in the small town.");
            let cue = person.len() + 1;
            let span = |start: usize, end: usize| vec![Span::between(start, end)];
            let content = cue + 5;
            let marked = Marked {
                source: span(0, person.len()),
                cue: span(cue, cue + 4),
                content: span(content, content + 5 + thing.len()),
            };
            MarkedArticle { text, marked: vec![marked] }
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
        let found = model.find(&document, Confidence::ZERO);
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
        let _ = model.find(&document, Confidence::ZERO);
        assert_eq!(model.own.filled(), 0);
    }
}

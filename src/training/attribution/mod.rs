//! Training of the attribution engine on news with annotated sources, cues and contents.

mod align;
mod article;
mod evidence;
mod example;
mod learner;
mod numbers;
mod pack;
mod settings;

use std::ops::Range;

use crate::AttributionModel;
use crate::attribution::engine::decode::Candidate;
use crate::attribution::engine::facts::CLASSES;
use crate::attribution::engine::features::{Keys, Window, own};
use crate::text::syntax::LanguageModel;
use example::{Example, FirstAnswer, first_answer, first_sequences, judge, second_sequences};
use learner::{Hyperparameters, Learned, Sequence, learn};
use numbers::{Features, Numbering};
use pack::pack;

pub use crate::attribution::engine::features::FeatureGroup;
pub use article::AnnotatedArticle;
pub use settings::Settings;

/// Trains an attribution engine on articles, for use with a language model. Calls `progress` with a line after each step.
///
/// The same articles in the same order give the same weights.
#[must_use]
pub fn train(
    articles: &[AnnotatedArticle],
    language: &LanguageModel,
    settings: Settings,
    progress: &mut dyn FnMut(&str),
) -> AttributionModel {
    let examples = example::examples(articles, language);
    let tokens: usize = examples.iter().map(|example| example.facts.len()).sum();
    progress(&format!("{} articles, {tokens} tokens parsed", examples.len()));

    let Settings { epochs, learning_rate: rate, damping: damp, dropout, .. } = settings;
    let hyper = |l1: f32| Hyperparameters { epochs, rate, l1, damp, dropout };
    let mut keys = Keys::without(settings.without);
    let own = own_features(&examples, &mut keys, settings.min_count);
    progress(&format!("{} features of tokens", own.keys.len()));
    let sequences: Vec<(usize, Sequence)> = examples.iter().flat_map(first_sequences).collect();
    let first = Stage::learn(
        "first stage",
        &sequences,
        (&own, &Features::default()),
        hyper(settings.first_l1),
        progress,
    );

    // What the first stage says of text that it has not seen.
    let half_models = first.halves.map(|learned| pack(&own, &learned, None, settings));
    let answer = |example: &Example<'_>| {
        half_models.get(1 - example.half).map(|model| first_answer(model, example)).unwrap_or_default()
    };
    let answers: Vec<FirstAnswer> = examples.iter().map(answer).collect();
    progress(&first_report(&examples, &answers));

    let (relation, sequences) = relation_features(&examples, &answers, &mut keys, settings.min_count);
    progress(&format!("{} cues, {} features of tokens and cues", sequences.len(), relation.keys.len()));
    let second =
        Stage::learn("second stage", &sequences, (&own, &relation), hyper(settings.second_l1), progress);

    // What both stages say of text that they have not seen tells how much to believe them.
    let half_models =
        second.halves.map(|learned| pack(&own, &first.whole, Some((&relation, &learned)), settings));
    let mut judged = Vec::new();
    for (example, answer) in examples.iter().zip(&answers) {
        let Some(model) = half_models.get(1 - example.half) else { continue };
        judged.extend(judge(model, example, answer));
    }
    let mut model = pack(&own, &first.whole, Some((&relation, &second.whole)), settings);
    let evidence: Vec<_> = judged.iter().map(|(candidate, right)| (candidate.evidence, *right)).collect();
    model.evidence = evidence::fit(&evidence);
    progress(&format!("{} attributions judged; evidence {:?}", evidence.len(), model.evidence));
    let gold_count = examples.iter().map(|example| example.gold.len()).sum();
    report(&model, &judged, gold_count, progress);
    model
}

/// The features of each token by itself.
fn own_features(examples: &[Example<'_>], keys: &mut Keys, min_count: u8) -> Features {
    let mut numbering = Numbering::new(min_count);
    let mut round = |numbering: &mut Numbering| {
        for example in examples {
            for unit in &example.units {
                let window = Window { facts: &example.facts, start: unit.start, end: unit.end };
                for at in unit.clone() {
                    own(window, at, keys);
                    numbering.add_token(&keys.list);
                }
            }
        }
    };
    round(&mut numbering);
    numbering.end_counting();
    round(&mut numbering);
    numbering.finish()
}

/// The features of each token in relation to each cue near it, and what the second stage is to learn in each half.
fn relation_features(
    examples: &[Example<'_>],
    answers: &[FirstAnswer],
    keys: &mut Keys,
    min_count: u8,
) -> (Features, Vec<(usize, Sequence)>) {
    let mut numbering = Numbering::new(min_count);
    let mut round = |numbering: &mut Numbering| {
        let mut sequences = Vec::new();
        for (example, answer) in examples.iter().zip(answers) {
            let found = second_sequences(example, answer, keys, numbering);
            sequences.extend(found.into_iter().map(|sequence| (example.half, sequence)));
        }
        sequences
    };
    round(&mut numbering);
    numbering.end_counting();
    let sequences = round(&mut numbering);
    (numbering.finish(), sequences)
}

/// What one stage learned from each half of the articles, and from all of them.
struct Stage<const L: usize> {
    halves: [Learned<L>; 2],
    whole: Learned<L>,
}

impl<const L: usize> Stage<L> {
    fn learn(
        name: &str,
        sequences: &[(usize, Sequence)],
        (own, relation): (&Features, &Features),
        hyper: Hyperparameters,
        progress: &mut dyn FnMut(&str),
    ) -> Self {
        let sizes = (own.keys.len(), relation.keys.len());
        let learn_from = |half: Option<usize>| {
            let chosen = sequences.iter().filter(|(of, _)| half.is_none_or(|half| *of == half));
            let chosen: Vec<&Sequence> = chosen.map(|(_, sequence)| sequence).collect();
            learn(&chosen, (&own.store, &relation.store), sizes, CLASSES, hyper)
        };
        let halves = [learn_from(Some(0)), learn_from(Some(1))];
        progress(&format!("{name}: both halves learned"));
        let whole = learn_from(None);
        progress(&format!("{name} learned"));
        Stage { halves, whole }
    }
}

/// The share of the cues that the first stage finds in the half that it has not seen.
fn first_report(examples: &[Example<'_>], answers: &[FirstAnswer]) -> String {
    let (mut right, mut found, mut gold) = (0, 0, 0);
    for (example, answer) in examples.iter().zip(answers) {
        let cues: Vec<&Range<usize>> = answer.cues.iter().flatten().collect();
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

/// Reports the scores at several thresholds on the halves that the weights have not seen.
fn report(
    model: &AttributionModel,
    judged: &[(Candidate, bool)],
    gold_count: usize,
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
            share(right, gold_count),
            share(2 * right, all + gold_count)
        ));
    }
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use super::*;
    use crate::Given;
    use crate::text::Document;
    use crate::{Confidence, Span};

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

//! Articles as the two stages see them: units and windows of tokens with the labels to learn, and what each stage answers.

use std::ops::Range;

use super::align::{Gold, align, cue_labels, flat_labels, is_right, repair};
use super::article::AnnotatedArticle;
use super::learner::Sequence;
use super::numbers::Numbering;
use crate::AttributionModel;
use crate::attribution::engine::decode::{Candidate, Labeller, reach, settle, units};
use crate::attribution::engine::facts::{Fact, facts};
use crate::attribution::engine::features::{Keys, Relation, Window, class};
use crate::attribution::engine::weights::FIRST;
use crate::text::Document;
use crate::text::syntax::LanguageModel;

/// A parsed article.
pub(super) struct Example<'a> {
    pub(super) document: Document<'a>,
    pub(super) facts: Vec<Fact>,
    pub(super) gold: Vec<Gold>,
    pub(super) units: Vec<Range<usize>>,
    /// The place of its first token among those of all articles.
    pub(super) first_token: usize,
    /// Which half of the articles it belongs to. A model of one half is applied to the other. Articles of one outlet
    /// follow one another, so the halves have few outlets in common, and a house style is not taken for a rule.
    pub(super) half: usize,
}

/// Parses the articles and aligns their attributions with tokens.
pub(super) fn examples<'a>(articles: &'a [AnnotatedArticle], language: &LanguageModel) -> Vec<Example<'a>> {
    let mut examples: Vec<Example<'_>> = Vec::with_capacity(articles.len());
    let mut first_token = 0;
    for (number, article) in articles.iter().enumerate() {
        let document = Document::parse(&article.text, language);
        let facts = facts(&document);
        let gold = align(&document, &article.attributions);
        let units = units(&document, &facts);
        let half = usize::from(number * 2 >= articles.len());
        let count = facts.len();
        examples.push(Example { document, facts, gold, units, first_token, half });
        first_token += count;
    }
    examples
}

/// The units of an article with the labels that the first stage is to learn.
pub(super) fn first_sequences(example: &Example<'_>) -> Vec<(usize, Sequence)> {
    let labels = flat_labels(example.facts.len(), &example.gold);
    let sequence = |unit: &Range<usize>| {
        let window = Window { facts: &example.facts, start: unit.start, end: unit.end };
        let mut gold = labels.get(unit.clone()).unwrap_or_default().to_vec();
        repair(&mut gold);
        let classes = unit.clone().map(|at| class(window, at)).collect();
        let sequence =
            Sequence { own: example.first_token + unit.start, relation: None, classes, gold, fixed: 0..0 };
        (example.half, sequence)
    };
    example.units.iter().map(sequence).collect()
}

/// What the first stage says of each unit of an article.
#[derive(Default)]
pub(super) struct FirstAnswer {
    pub(super) labels: Vec<Vec<u8>>,
    pub(super) cues: Vec<Vec<Range<usize>>>,
    /// The probability of each label.
    pub(super) marginals: Vec<Vec<[f32; FIRST]>>,
}

/// Labels an article by the first stage of a model.
pub(super) fn first_answer(model: &AttributionModel, example: &Example<'_>) -> FirstAnswer {
    let mut labeller = Labeller::new(model);
    let mut answer = FirstAnswer::default();
    for unit in &example.units {
        let window = Window { facts: &example.facts, start: unit.start, end: unit.end };
        labeller.first(window);
        answer.labels.push(labeller.chain.labels.clone());
        answer.cues.push(labeller.cues(window));
        answer.marginals.push(labeller.chain.marginals.clone());
    }
    answer
}

/// The windows around an article's cues with the labels that the second stage is to learn. The cues are those of the
/// first stage, and those that it missed.
pub(super) fn second_sequences(
    example: &Example<'_>,
    first: &FirstAnswer,
    keys: &mut Keys,
    numbering: &mut Numbering,
) -> Vec<Sequence> {
    let mut relation = Relation::default();
    let mut sequences = Vec::new();
    let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    for ((unit, labels), cues) in example.units.iter().zip(&first.labels).zip(&first.cues) {
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
            sequences.push(Sequence {
                own: example.first_token + window.start,
                relation: Some(numbering.tokens()),
                classes: (window.start..window.end).map(|at| class(window, at)).collect(),
                gold,
                fixed: cue.start - window.start..cue.end - window.start,
            });
            for at in window.start..window.end {
                relation.features(window, at, labels, keys);
                numbering.add_token(&keys.list);
            }
        }
    }
    sequences
}

/// The second stage's candidates in an article, and whether each is right. The answer of the first stage is that of the
/// other half's model.
pub(super) fn judge(
    model: &AttributionModel,
    example: &Example<'_>,
    first: &FirstAnswer,
) -> Vec<(Candidate, bool)> {
    let mut labeller = Labeller::new(model);
    let mut judged = Vec::new();
    let units = example.units.iter().zip(&first.labels).zip(&first.cues).zip(&first.marginals);
    for (((unit, labels), cues), marginals) in units {
        let window = Window { facts: &example.facts, start: unit.start, end: unit.end };
        // Computes the second stage's own scores; the answer itself is replaced.
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

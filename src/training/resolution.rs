//! Training of what resolution learns: from articles in which it is marked who speaks, and how identifiable each speaker is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::log_linear::{Example, FOLDS, Question, Settings, train as learn};
use crate::encoder::Encode;
use crate::resolve::Resolved;
use crate::resolve::learned::{Asked, AskedTerms, Learned, LogLinear, Resolution};
use crate::resolve::levels::LEVELS;
use crate::resolve::terms::ANSWERS;
use crate::resolve::tutor::{Known, Tutor};
use crate::text::syntax::LanguageModel;
use crate::text::syntax::table::hash;
use crate::{Analyzer, Article, AttributionModel, Error, Given, Level, Shared};

/// An article, and the attributions that are marked in it.
///
/// ```
/// use ascribe::training::resolution::{Lesson, Marked, MarkedActor};
/// use ascribe::{Article, Given, Level, Span};
///
/// let article = Article::new("The bridge is safe, a city engineer said.");
/// let given = Given::new(Span::new(0, 18)?).with_source(Span::new(20, 35)?).with_cue(Span::new(36, 40)?);
/// let marked = Marked { given, actor: Some("engineer".to_owned()), level: Some(Level::Described), on_terms: Some(false) };
/// let engineer = MarkedActor { name: None, role: Some("city engineer".to_owned()) };
/// let actors = [("engineer".to_owned(), engineer)].into();
/// let lesson = Lesson { name: "bridge".to_owned(), article, marked: vec![marked], actors };
/// assert_eq!(lesson.marked.len(), 1);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its name, which decides with which others it is left out to fit probabilities.
    pub name: String,
    /// The text, and what is known of it.
    pub article: Article,
    /// Its attributions, the nested ones included. Each has a content.
    pub marked: Vec<Marked>,
    /// Its actors, by the text that [`Marked::actor`] has.
    pub actors: BTreeMap<String, MarkedActor>,
}

/// An actor of an article.
///
/// ```
/// use ascribe::training::resolution::MarkedActor;
///
/// let judge = MarkedActor { name: None, role: Some("the judge".to_owned()) };
/// assert!(judge.name.is_none());
/// ```
#[derive(Clone, Debug, Default)]
pub struct MarkedActor {
    /// The full name. `None` for whom the article does not name.
    pub name: Option<String>,
    /// What an actor without a name is or does.
    pub role: Option<String>,
}

/// An attribution with its source.
///
/// ```
/// use ascribe::training::resolution::Marked;
/// use ascribe::{Given, Level, Span};
///
/// // "The bridge is safe, a city engineer said."
/// let given = Given::new(Span::new(0, 18)?).with_source(Span::new(20, 35)?).with_cue(Span::new(36, 40)?);
/// let marked = Marked { given, actor: Some("engineer".to_owned()), level: Some(Level::Described), on_terms: Some(false) };
/// assert_eq!(marked.given.source.len(), 1);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Marked {
    /// Where it stands.
    pub given: Given,
    /// Who speaks: the same text for the same actor of an article. `None` where nobody is named or implied.
    pub actor: Option<String>,
    /// The level of that actor. `None` for the author.
    pub level: Option<Level>,
    /// Whether the article says that the actor is unnamed on purpose. `None` where that is not marked.
    pub on_terms: Option<bool>,
}

/// Settings of the training of identity: chosen among 16 on a quarter of the articles; they make half a point of difference.
const IDENTITY: Settings = Settings { epochs: 8, rate: 0.02, l2: 2.0, least: 3, most: 60_000 };

/// Settings of the training of levels. Weights that are held closer to zero, or less, change the held-out share by a quarter of a
/// point.
const LEVEL: Settings = Settings { epochs: 20, rate: 0.1, l2: 8.0, least: 3, most: 60_000 };

/// Settings of the training of terms.
const TERMS: Settings = Settings { epochs: 20, rate: 0.1, l2: 4.0, least: 3, most: 20_000 };

/// Number of times that terms are learned. Which words tell of a source's terms is not marked: after the first time they are those that the
/// weights find likeliest.
const TERMS_ROUNDS: usize = 3;

/// Puts weights of resolution that are learned from articles into a file of weights, in the place of those that it has; into one of
/// heads, with their encoder. The same articles in the same order give the same bytes.
///
/// # Errors
///
/// [`Error::Model`] for bytes that are no weights of the attribution engine.
pub fn train(
    file: &[u8],
    encoder: Option<Arc<dyn Encode>>,
    language: impl Into<Shared<LanguageModel>>,
    lessons: &[Lesson],
    progress: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, Error> {
    let mut resolution = Resolution::default();
    let engine = match encoder.clone() {
        Some(encoder) => AttributionModel::with_encoder(file, encoder)?,
        None => AttributionModel::from_bytes(file)?,
    };
    let models = (language.into(), Shared::from(engine));
    // First with right decisions before each, then with those that the weights of the first round make.
    let mut examples = Vec::new();
    for round in [true, false] {
        for (lesson, resolved) in ask(&models, &resolution, lessons, round) {
            examples.extend(decisions(lesson, resolved));
        }
        let (model, held_out) = learn(&examples, IDENTITY);
        progress(&format!(
            "identity: {} decisions; of those left out in turn {:.1} % right, mean logarithm {:.3}",
            examples.len(),
            100.0 * held_out.right,
            held_out.log
        ));
        resolution.identity = model;
    }
    let mut examples = Vec::new();
    for (lesson, resolved) in ask(&models, &resolution, lessons, false) {
        examples.extend(levels(lesson, &resolved));
    }
    let (model, held_out) = learn(&examples, LEVEL);
    progress(&format!(
        "levels: {} sources; of those left out in turn {:.1} % right, mean logarithm {:.3}",
        examples.len(),
        100.0 * held_out.right,
        held_out.log
    ));
    resolution.level = model;
    resolution.terms = learn_terms(&models, &resolution, lessons, progress);
    AttributionModel::with_resolution(file, encoder, &resolution)
}

/// Puts the weights of resolution of one file of weights of the network into another; into one of heads, with their encoder. What they weigh
/// is told by words and parses more than by vectors, so what one encoder's articles taught holds for another's.
///
/// # Errors
///
/// [`Error::Model`] for bytes that are no weights of the attribution engine.
pub fn copy(from: &[u8], file: &[u8], encoder: Option<Arc<dyn Encode>>) -> Result<Vec<u8>, Error> {
    let from = AttributionModel::from_bytes(from)?;
    AttributionModel::with_resolution(file, encoder, from.resolution())
}

/// The weights of terms.
fn learn_terms(
    models: &(Shared<LanguageModel>, Shared<AttributionModel>),
    resolution: &Resolution,
    lessons: &[Lesson],
    progress: &mut dyn FnMut(&str),
) -> LogLinear {
    let asked: Vec<(usize, Vec<SourceTerms>)> = ask(models, resolution, lessons, false)
        .map(|(lesson, resolved)| (fold(lesson), terms(lesson, resolved)))
        .collect();
    let mut model = LogLinear::default();
    for round in 0..TERMS_ROUNDS {
        let mut examples = Vec::new();
        let mut example = |features: &Vec<u64>, right, fold| {
            let asked = Question::Class(features.clone(), ANSWERS);
            examples.push(Example { asked, right, weight: 1.0, fold });
        };
        for (fold, sources) in &asked {
            for source in sources {
                if !source.on_terms {
                    source.asked.iter().for_each(|asked| example(&asked.features, 0, *fold));
                    continue;
                }
                let likely = |asked: &&AskedTerms| {
                    let [_, share] = model.classify::<ANSWERS>(&asked.features);
                    share + f32::from(u8::from(asked.is_ruled))
                };
                // The nearest words come first.
                let best =
                    source.asked.iter().rev().max_by(|one, other| likely(one).total_cmp(&likely(other)));
                if let Some(best) = best {
                    example(&best.features, 1, *fold);
                }
            }
        }
        let (learned, held_out) = learn(&examples, TERMS);
        model = learned;
        if round + 1 == TERMS_ROUNDS {
            progress(&format!(
                "terms: {} words for names; of those left out in turn {:.1} % right, mean logarithm {:.3}",
                examples.len(),
                100.0 * held_out.right,
                held_out.log
            ));
        }
    }
    model
}

/// A source without a name, and what was asked of its terms.
struct SourceTerms {
    on_terms: bool,
    asked: Vec<AskedTerms>,
}

/// The sources of an article whose terms were asked.
fn terms(lesson: &Lesson, resolved: Resolved) -> Vec<SourceTerms> {
    // A source that holds attributions of two actors teaches nothing.
    let mut on_terms: BTreeMap<usize, Option<bool>> = BTreeMap::new();
    for (marked, source) in lesson.marked.iter().zip(&resolved.source_of) {
        let unnamed = marked.level.is_some_and(Level::is_unnamed);
        let Some(source) = source else { continue };
        let known = on_terms.entry(source.index()).or_insert(marked.on_terms);
        if *known != marked.on_terms || !unnamed {
            *known = None;
        }
    }
    let mut asked: BTreeMap<usize, Vec<AskedTerms>> = BTreeMap::new();
    for one in resolved.asked.into_iter().flat_map(|asked| asked.terms) {
        asked.entry(one.source).or_default().push(one);
    }
    let known = |(source, asked): (usize, Vec<AskedTerms>)| {
        let on_terms = (*on_terms.get(&source)?)?;
        Some(SourceTerms { on_terms, asked })
    };
    asked.into_iter().filter_map(known).collect()
}

/// Resolves the articles with these weights, and notes what the weights are asked. An article with an attribution that does
/// not fit its text is left out.
fn ask<'l>(
    (language, engine): &(Shared<LanguageModel>, Shared<AttributionModel>),
    resolution: &'l Resolution,
    lessons: &'l [Lesson],
    corrects: bool,
) -> impl Iterator<Item = (&'l Lesson, Resolved)> + use<'l> {
    let analyzer = Analyzer::with_model(language.clone()).with_engine(engine.clone());
    lessons.iter().filter_map(move |lesson| {
        let given: Vec<Given> = lesson.marked.iter().map(|marked| marked.given.clone()).collect();
        let learned = Learned {
            weights: Some(resolution),
            least: 0.0,
            meanings: None,
            asked: Some(Asked { tutor: tutor(lesson, corrects), ..Asked::default() }),
        };
        let resolved = analyzer.ask(&lesson.article, &given, learned);
        (resolved.source_of.len() == lesson.marked.len()).then_some((lesson, resolved))
    })
}

/// The part of the corpus that an article belongs to.
fn fold(lesson: &Lesson) -> usize {
    hash(&lesson.name) as usize / 2 % FOLDS
}

/// What the annotation of an article tells.
fn tutor(lesson: &Lesson, corrects: bool) -> Tutor {
    let number = |actor: &String| lesson.actors.keys().position(|known| known == actor);
    let speaker = |marked: &Marked| {
        let spoken = marked.level != Some(Level::Unattributed);
        marked.actor.as_ref().filter(|_| spoken).and_then(number)
    };
    let known = |actor: &MarkedActor| {
        let role = actor.role.clone().filter(|_| actor.name.is_none());
        Known { name: actor.name.clone(), role }
    };
    Tutor {
        known: lesson.actors.values().map(known).collect(),
        speakers: lesson.marked.iter().map(speaker).collect(),
        corrects,
        ..Tutor::default()
    }
}

/// The decisions of whom a phrase means.
fn decisions(lesson: &Lesson, resolved: Resolved) -> impl Iterator<Item = Example> {
    let fold = fold(lesson);
    let decisions = resolved.asked.into_iter().flat_map(|asked| asked.tutor.decisions);
    decisions.map(move |decision| Example {
        asked: Question::Candidate(decision.options),
        right: decision.right,
        weight: 1.0,
        fold,
    })
}

/// The sources whose level was asked, with the levels that are marked.
fn levels(lesson: &Lesson, resolved: &Resolved) -> Vec<Example> {
    let mut counts: BTreeMap<(usize, usize), u16> = BTreeMap::new();
    for (marked, source) in lesson.marked.iter().zip(&resolved.source_of) {
        let right = LEVELS.iter().position(|level| Some(*level) == marked.level);
        if let (Some(source), Some(right)) = (source, right) {
            *counts.entry((source.index(), right)).or_default() += 1;
        }
    }
    let asked: BTreeMap<usize, &Vec<u64>> =
        resolved.asked.iter().flat_map(|asked| &asked.levels).map(|(source, of)| (*source, of)).collect();
    let example = |((source, right), count): ((usize, usize), u16)| {
        let asked = Question::Class((*asked.get(&source)?).clone(), LEVELS.len());
        // What is said of a source that speaks often counts for more than one source, and less than all it says.
        Some(Example { asked, right, weight: f32::from(count).sqrt(), fold: fold(lesson) })
    };
    counts.into_iter().filter_map(example).collect()
}

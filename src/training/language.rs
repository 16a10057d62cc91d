//! Training tagger, lemmatiser and parser on treebanks in CoNLL-U.

use std::collections::BTreeSet;

use super::conllu::Sentence;
use super::lemmatiser::lemmatiser;
use super::perceptron::Averaged;
use super::tagger::{Inventory, forms, tag, tagger};
use crate::Error;
use crate::text::syntax::LanguageModel;
use crate::text::syntax::parser::{
    Action, Input, NONE, Parser, State, action_features, best_action, label_features, pair,
};
use crate::text::syntax::table::mix;
use crate::text::syntax::tagger::{Form, Tag, Tagger};
use crate::text::{Deprel, Upos};

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
        Settings { tagger_epochs: 8, parser_epochs: 12, known: 3 }
    }
}

/// Which parts of a model to train.
///
/// ```
/// use ascribe::training::language::Parts;
///
/// assert_eq!(Parts::read("tagger,lemmatiser"), Some(Parts { tagger: true, lemmatiser: true, parser: false }));
/// assert_eq!(Parts::read("tokeniser"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Parts of speech.
    pub tagger: bool,
    /// Lemmas.
    pub lemmatiser: bool,
    /// Dependencies. The parser learns from what the tagger says, so it is best trained anew after the tagger.
    pub parser: bool,
}

impl Parts {
    /// All three.
    pub const ALL: Parts = Parts { tagger: true, lemmatiser: true, parser: true };

    /// Reads a list of names with commas between them; `None` for a name that is no part's.
    #[must_use]
    pub fn read(list: &str) -> Option<Parts> {
        let mut parts = Parts { tagger: false, lemmatiser: false, parser: false };
        for name in list.split(',') {
            match name {
                "tagger" => parts.tagger = true,
                "lemmatiser" => parts.lemmatiser = true,
                "parser" => parts.parser = true,
                _ => return None,
            }
        }
        Some(parts)
    }
}

/// Trains parts of a language model, and takes the others from `base`. `progress` is told what goes on.
///
/// # Errors
///
/// [`Error::Model`] where the parser of `base` is to be kept but knows other tags than the new tagger has, which happens
/// when the corpora differ.
pub fn train(
    sentences: &[Sentence],
    parts: Parts,
    base: LanguageModel,
    settings: Settings,
    progress: &mut dyn FnMut(&str),
) -> Result<LanguageModel, Error> {
    let mut model = base.clone();
    if parts.lemmatiser {
        model.lemmatiser = lemmatiser(sentences);
        progress("lemmatiser: done");
    }
    let inventory = Inventory::new(sentences, settings);
    let all: Vec<&Sentence> = sentences.iter().collect();
    if parts.tagger {
        model.tagger = tagger(&all, &inventory, settings, &mut |line| progress(&format!("tagger: {line}")));
        if !parts.parser && !base.tagger.tags.is_empty() && !model.has_tags_of(&base) {
            let why = "the parser knows other tags than the new tagger has: train it as well".to_owned();
            return Err(Error::Model { what: "the language layer", why });
        }
    }
    if parts.parser {
        // The parser learns from tags as the tagger gives them to text that it has not seen.
        const FOLDS: usize = 4;
        let fold_of = |sentence: usize| sentence / 10 % FOLDS;
        let mut tags: Vec<Vec<Tag>> = vec![Vec::new(); sentences.len()];
        for fold in 0..FOLDS {
            let (rest, held): (Vec<_>, Vec<_>) =
                all.iter().copied().enumerate().partition(|(at, _)| fold_of(*at) != fold);
            let rest: Vec<&Sentence> = rest.into_iter().map(|(_, sentence)| sentence).collect();
            let told =
                &mut |line: &str| progress(&format!("tagger for fold {} of {FOLDS}: {line}", fold + 1));
            let tagger = tagger(&rest, &inventory, settings, told);
            for (at, sentence) in held {
                if let Some(slot) = tags.get_mut(at) {
                    *slot = tag(&tagger, sentence);
                }
            }
        }
        model.parser = parser(sentences, &tags, &model.tagger, settings, progress);
    }
    Ok(model)
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

struct Prepared {
    forms: Vec<Form>,
    tags: Vec<Tag>,
    upos: Vec<Upos>,
    heads: Vec<u32>,
    labels: Vec<u8>,
}

fn parser(
    sentences: &[Sentence],
    tags: &[Vec<Tag>],
    tagger: &Tagger,
    settings: Settings,
    progress: &mut dyn FnMut(&str),
) -> Parser {
    let mut allowed: Vec<BTreeSet<u8>> = vec![BTreeSet::new(); 2 * 18 * 18];
    let mut prepared = Vec::with_capacity(sentences.len());
    for (sentence, tags) in sentences.iter().zip(tags) {
        let upos: Vec<Upos> = tags
            .iter()
            .map(|tag| tagger.tags.get(usize::from(*tag)).map_or(Upos::X, |(upos, _)| *upos))
            .collect();
        let number = |head: Option<usize>| head.and_then(|head| u32::try_from(head).ok()).unwrap_or(NONE);
        let one = Prepared {
            forms: forms(tagger, sentence),
            tags: tags.clone(),
            heads: sentence.words.iter().map(|word| number(word.head)).collect(),
            labels: sentence.words.iter().map(|word| word.deprel as u8).collect(),
            upos,
        };
        for (at, (head, label)) in one.heads.iter().zip(&one.labels).enumerate() {
            let at = u32::try_from(at).unwrap_or(NONE);
            let of = |token: u32| one.upos.get(token as usize).copied();
            if let Some(set) = allowed.get_mut(pair(of(*head), of(at).unwrap_or(Upos::X), *head < at)) {
                set.insert(*label);
            }
        }
        prepared.push(one);
    }
    let allowed: Vec<Vec<u8>> = allowed.into_iter().map(|set| set.into_iter().collect()).collect();
    let mut learner = Learner {
        actions: Averaged::new(),
        labels: Averaged::new(),
        allowed,
        keys: Vec::new(),
        state: State::default(),
        seed: 1,
    };
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    for epoch in 0..settings.parser_epochs {
        shuffle(&mut order, epoch + 100);
        let (mut right, mut all) = (0, 0);
        for sentence in order.iter().filter_map(|at| prepared.get(*at)) {
            let (r, a) = learner.sentence(sentence, epoch);
            right += r;
            all += a;
        }
        #[allow(clippy::cast_precision_loss)]
        let share = 100.0 * right as f64 / all.max(1) as f64;
        progress(&format!(
            "parser, epoch {} of {}: {share:.2} % of the actions right while learning",
            epoch + 1,
            settings.parser_epochs
        ));
    }
    Parser {
        actions: learner.actions.quantise(19, 0.8, 2),
        labels: learner.labels.quantise(18, 0.8, 2),
        allowed: learner.allowed,
    }
}

struct Learner {
    actions: Averaged<3>,
    labels: Averaged<1>,
    allowed: Vec<Vec<u8>>,
    keys: Vec<u64>,
    state: State,
    seed: u64,
}

impl Learner {
    /// Parses a training sentence and learns from every step; gives how many actions were right, of how many.
    fn sentence(&mut self, sentence: &Prepared, epoch: usize) -> (usize, usize) {
        let input = Input { forms: &sentence.forms, tags: &sentence.tags };
        self.state.start(sentence.forms.len());
        let (mut right, mut all) = (0, 0);
        while !self.state.is_done() {
            action_features(input, &self.state, &mut self.keys);
            let mut scores = [0.0_f32; 3];
            for row in self.keys.iter().filter_map(|key| self.actions.get(*key)) {
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += weight;
                }
            }
            let guess = best_action(&self.state, scores);
            let costs = Action::ALL.map(|action| {
                if self.state.allows(action) {
                    cost(&self.state, action, &sentence.heads)
                } else {
                    usize::MAX
                }
            });
            let least = costs.iter().copied().min().unwrap_or(0);
            let cost_of = |action: Action| costs.get(action as usize).copied().unwrap_or(usize::MAX);
            // Of the best actions, the one that the weights like most.
            let mut oracle = (f32::NEG_INFINITY, guess);
            for (action, score) in Action::ALL.into_iter().zip(scores) {
                if cost_of(action) == least && score > oracle.0 {
                    oracle = (score, action);
                }
            }
            self.actions.tick();
            all += 1;
            if cost_of(guess) == least {
                right += 1;
            } else {
                for key in &self.keys {
                    self.actions.add(*key, oracle.1 as usize, 1.0);
                    self.actions.add(*key, guess as usize, -1.0);
                }
            }
            // From the second epoch on, wrong guesses are followed nine times of ten, so that the parser learns to go
            // on from its own errors.
            self.seed = mix(self.seed, 3);
            let follow = epoch > 0 && self.seed % 10 != 0;
            let action = if cost_of(guess) == least || follow { guess } else { oracle.1 };
            let label = match self.state.arc(action) {
                Some((head, dependent)) => self.label(input, sentence, head, dependent),
                None => 0,
            };
            self.state.apply(action, label);
        }
        (right, all)
    }

    /// Labels an arc, and learns where it is a right one.
    fn label(&mut self, input: Input<'_>, sentence: &Prepared, head: u32, dependent: u32) -> u8 {
        let of = |token: u32| sentence.upos.get(token as usize).copied();
        let place = pair(of(head), of(dependent).unwrap_or(Upos::X), head < dependent);
        let allowed = self.allowed.get(place).map(Vec::as_slice).unwrap_or_default();
        match allowed {
            [] => return Deprel::Dep as u8,
            [only] => return *only,
            _ => {}
        }
        label_features(input, &self.state, head, dependent, &mut self.keys);
        let mut best = (f32::NEG_INFINITY, 0);
        for label in allowed {
            let score: f32 = self
                .keys
                .iter()
                .filter_map(|key| self.labels.get(mix(*key, u64::from(*label))))
                .map(|[weight]| *weight)
                .sum();
            if score > best.0 {
                best = (score, *label);
            }
        }
        self.labels.tick();
        let right = sentence.heads.get(dependent as usize) == Some(&head);
        let gold = sentence.labels.get(dependent as usize).copied().unwrap_or(0);
        if right && gold != best.1 {
            for key in &self.keys {
                self.labels.add(mix(*key, u64::from(gold)), 0, 1.0);
                self.labels.add(mix(*key, u64::from(best.1)), 0, -1.0);
            }
        }
        best.1
    }
}

/// How many right arcs an action puts out of reach (Goldberg and Nivre 2013, arc-hybrid).
fn cost(state: &State, action: Action, heads: &[u32]) -> usize {
    let head = |token: u32| heads.get(token as usize).copied().unwrap_or(NONE);
    let size = u32::try_from(heads.len()).unwrap_or(NONE);
    let (top, next) = (state.below(0), state.next);
    let dependents_ahead = |token: u32| (next..size).filter(|other| head(*other) == token).count();
    match action {
        Action::Shift => {
            let from_stack = state.stack.iter().filter(|token| head(**token) == next).count();
            let below = state.stack.iter().rev().skip(1).any(|token| *token == head(next));
            from_stack + usize::from(below)
        }
        Action::Left => {
            let own = head(top);
            // The root's head is no token: it is reached when nothing else is left.
            let root_lost = own == NONE && next < size;
            let lost = own == state.below(1) && own != NONE || (own != NONE && own > next && own < size);
            usize::from(lost) + usize::from(root_lost) + dependents_ahead(top)
        }
        Action::Right => {
            let own = head(top);
            let lost = own == NONE || (own >= next && own < size);
            usize::from(lost) + dependents_ahead(top)
        }
    }
}

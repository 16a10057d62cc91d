//! Training of the tagger, the lemmatiser and the parser on treebanks in CoNLL-U.

use super::conllu::Tree;
use super::lemmatiser::lemmatiser;
use super::parser::Tagged;
use super::tagger::{Inventory, forms, tag, tagger};
use crate::Error;
use crate::text::Upos;
use crate::text::syntax::LanguageModel;
use crate::text::syntax::tagger::{Tag, Tagger};

/// Settings of the training.
///
/// ```
/// let settings = ascribe::training::language::Settings { parser_epochs: 3, ..Default::default() };
/// assert!(settings.tagger_epochs > 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Number of epochs of the tagger.
    pub tagger_epochs: usize,
    /// Number of epochs of the parser.
    pub parser_epochs: usize,
    /// Number of occurrences from which a word has no other tags than those in the data.
    pub known: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { tagger_epochs: 8, parser_epochs: 16, known: 3 }
    }
}

/// The parts of a model to train.
///
/// ```
/// use ascribe::training::language::Parts;
///
/// assert_eq!(Parts::read("tagger,lemmatiser"), Some(Parts { tagger: true, lemmatiser: true, parser: false }));
/// assert_eq!(Parts::read("tokeniser"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The parts of speech.
    pub tagger: bool,
    /// The lemmas.
    pub lemmatiser: bool,
    /// The dependencies. The parser learns from the output of the tagger, so it should be trained after it.
    pub parser: bool,
}

impl Parts {
    /// All parts.
    pub const ALL: Parts = Parts { tagger: true, lemmatiser: true, parser: true };

    /// Reads a list of names with commas. `None` for an unknown name.
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

/// Reads weights of which `parts` will be trained again. Those parts may belong to the features of another version.
///
/// # Errors
///
/// See [`LanguageModel::from_bytes`].
pub fn base(bytes: &[u8], parts: Parts) -> Result<LanguageModel, Error> {
    LanguageModel::from_kept(bytes, [!parts.tagger, !parts.lemmatiser, !parts.parser])
}

/// Trains parts of a language model and takes the others from `base`. Calls `progress` with a line after each step.
///
/// # Errors
///
/// [`Error::Model`] if the parser of `base` is kept but has other tags than the new tagger. That happens with another corpus.
pub fn train(
    sentences: &[Tree],
    parts: Parts,
    base: &LanguageModel,
    settings: Settings,
    progress: &mut dyn FnMut(&str),
) -> Result<LanguageModel, Error> {
    let mut model = base.clone();
    if parts.lemmatiser {
        model.lemmatiser = lemmatiser(sentences);
        progress("lemmatiser: done");
    }
    let inventory = Inventory::new(sentences, settings.known);
    let all: Vec<&Tree> = sentences.iter().collect();
    if parts.tagger {
        model.tagger = tagger(&all, &inventory, settings.tagger_epochs, &mut |line| {
            progress(&format!("tagger: {line}"));
        });
        if !parts.parser && !base.tagger.tags.is_empty() && model.tagger.tags != base.tagger.tags {
            let why = "the parser has other tags than the new tagger: train it too".to_owned();
            return Err(Error::Model { what: "the language layer", why });
        }
    }
    if parts.parser {
        // The parser learns from the output of taggers for text that they have not seen.
        const FOLDS: usize = 4;
        let fold_of = |sentence: usize| sentence / 10 % FOLDS;
        let mut tags: Vec<Vec<Tag>> = vec![Vec::new(); sentences.len()];
        for fold in 0..FOLDS {
            let (rest, held): (Vec<_>, Vec<_>) =
                all.iter().copied().enumerate().partition(|(at, _)| fold_of(*at) != fold);
            let rest: Vec<&Tree> = rest.into_iter().map(|(_, sentence)| sentence).collect();
            let progress =
                &mut |line: &str| progress(&format!("tagger for fold {} of {FOLDS}: {line}", fold + 1));
            let tagger = tagger(&rest, &inventory, settings.tagger_epochs, progress);
            for (at, sentence) in held {
                if let Some(slot) = tags.get_mut(at) {
                    *slot = tag(&tagger, sentence);
                }
            }
        }
        let sentences = tagged(&model.tagger, sentences, tags);
        model.parser = super::parser::train(&sentences, settings.parser_epochs, progress);
    }
    Ok(model)
}

/// The sentences as input of the parser.
fn tagged<'a>(tagger: &Tagger, sentences: &'a [Tree], tags: Vec<Vec<Tag>>) -> Vec<Tagged<'a>> {
    let part = |tag: &Tag| tagger.tags.get(usize::from(*tag)).map_or(Upos::X, |(upos, _)| *upos) as u8;
    let one = |(sentence, tags): (&'a Tree, Vec<Tag>)| {
        let parts = tags.iter().map(part).collect();
        Tagged { sentence, forms: forms(tagger, sentence), tags, parts }
    };
    sentences.iter().zip(tags).map(one).collect()
}

//! Training tagger, lemmatiser and parser on treebanks in CoNLL-U.

use super::conllu::Sentence;
use super::lemmatiser::lemmatiser;
use super::parser::Tagged;
use super::tagger::{Inventory, forms, tag, tagger};
use crate::Error;
use crate::text::Upos;
use crate::text::syntax::LanguageModel;
use crate::text::syntax::tagger::{Tag, Tagger};

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
        Settings { tagger_epochs: 8, parser_epochs: 16, known: 3 }
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

/// Reads the weights of which some parts are to be kept while `parts` are trained anew; these may be of other features
/// than this version of the library has.
///
/// # Errors
///
/// [`Error::Model`] as [`LanguageModel::from_bytes`] has it.
pub fn base(bytes: &[u8], parts: Parts) -> Result<LanguageModel, Error> {
    LanguageModel::from_kept(bytes, [!parts.tagger, !parts.lemmatiser, !parts.parser])
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
    let all: Vec<&Sentence> = sentences.iter().collect();
    if parts.tagger {
        model.tagger = tagger(&all, &inventory, settings.tagger_epochs, &mut |line| {
            progress(&format!("tagger: {line}"))
        });
        if !parts.parser && !base.tagger.tags.is_empty() && model.tagger.tags != base.tagger.tags {
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
            let tagger = tagger(&rest, &inventory, settings.tagger_epochs, told);
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

/// Sentences as the parser is to see them.
fn tagged<'a>(tagger: &Tagger, sentences: &'a [Sentence], tags: Vec<Vec<Tag>>) -> Vec<Tagged<'a>> {
    let part = |tag: &Tag| tagger.tags.get(usize::from(*tag)).map_or(Upos::X, |(upos, _)| *upos) as u8;
    let one = |(sentence, tags): (&'a Sentence, Vec<Tag>)| {
        let parts = tags.iter().map(part).collect();
        Tagged { sentence, forms: forms(tagger, sentence), tags, parts }
    };
    sentences.iter().zip(tags).map(one).collect()
}

//! Training tagger, lemmatiser and parser on treebanks in CoNLL-U.

use super::conllu::Tree;
use super::lemmatiser::lemmatiser;
use super::parser::{Tagged, train as train_parser};
use super::tagger::{Inventory, forms, tag, tagger};
use crate::Error;
use crate::text::Upos;
use crate::text::syntax::LanguageModel;
use crate::text::syntax::tagger::{Tag, Tagger};

pub use super::settings::Settings;

/// The parts of a language model.
///
/// ```
/// use ascribe::training::language::Parts;
///
/// let parts = Parts::from_names("tagger,lemmatiser").unwrap();
/// assert!(parts.tagger && parts.lemmatiser && !parts.parser);
/// assert_eq!(Parts::from_names("tokeniser"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parts {
    /// Parts of speech.
    pub tagger: bool,
    /// Lemmas.
    pub lemmatiser: bool,
    /// Dependencies. The parser is trained on output of the tagger, so train it again after the tagger.
    pub parser: bool,
}

impl Parts {
    /// All parts.
    pub const ALL: Parts = Parts { tagger: true, lemmatiser: true, parser: true };

    /// The parts with these names, separated by commas. `None` for an unknown name.
    #[must_use]
    pub fn from_names(names: &str) -> Option<Parts> {
        let mut parts = Parts { tagger: false, lemmatiser: false, parser: false };
        for name in names.split(',') {
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

/// Reads the weights whose other parts are kept while `parts` are trained. The weights of `parts` may be of another version.
///
/// # Errors
///
/// [`Error::Model`] as of [`LanguageModel::from_bytes`].
pub fn read_base(bytes: &[u8], parts: Parts) -> Result<LanguageModel, Error> {
    LanguageModel::from_kept(bytes, [!parts.tagger, !parts.lemmatiser, !parts.parser])
}

/// Trains parts of a language model, and takes the others from `base`. `progress` gets messages.
///
/// # Errors
///
/// [`Error::Model`] if the parser of `base` is kept but its tags differ from those of the new tagger, because the corpora
/// differ.
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
    let inventory = Inventory::new(sentences, settings);
    let all: Vec<&Tree> = sentences.iter().collect();
    if parts.tagger {
        model.tagger = tagger(&all, &inventory, settings, &mut |line| progress(&format!("tagger: {line}")));
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
            let rest: Vec<&Tree> = rest.into_iter().map(|(_, sentence)| sentence).collect();
            let told =
                &mut |line: &str| progress(&format!("tagger for fold {} of {FOLDS}: {line}", fold + 1));
            let tagger = tagger(&rest, &inventory, settings, told);
            for (at, sentence) in held {
                if let Some(slot) = tags.get_mut(at) {
                    *slot = tag(&tagger, sentence);
                }
            }
        }
        let sentences = tagged(&model.tagger, sentences, tags);
        model.parser = train_parser(&sentences, settings.parser_epochs, progress);
    }
    Ok(model)
}

/// Sentences as the parser is to see them.
fn tagged<'a>(tagger: &Tagger, sentences: &'a [Tree], tags: Vec<Vec<Tag>>) -> Vec<Tagged<'a>> {
    let part = |tag: &Tag| tagger.tags.get(usize::from(*tag)).map_or(Upos::X, |(upos, _)| *upos) as u8;
    let one = |(sentence, tags): (&'a Tree, Vec<Tag>)| {
        let parts = tags.iter().map(part).collect();
        Tagged { sentence, forms: forms(tagger, sentence), tags, parts }
    };
    sentences.iter().zip(tags).map(one).collect()
}

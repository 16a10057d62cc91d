//! More sentences for the parser from text that nobody annotated: what several parsers agree on.
//!
//! Zhou and Li (2005) call it tri-training; Weiss et al. (2015) parse news so.

use super::conllu::{Sentence, Word};
use crate::text::syntax::LanguageModel;
use crate::text::{Document, Token};

/// Shorter sentences teach little, and longer ones are seldom right.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=60;

/// The share of a sentence's tokens on whose heads a majority must agree.
const AGREEMENT: f64 = 0.95;

/// Sentences of texts with the trees that most of the teachers give them, in the order of the texts. The teachers must
/// have one tagger, so that they see the same words. A sentence on which they do not agree is left out.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::text::syntax::LanguageModel;
///
/// let texts = ["The council closed the old bridge on Monday.".to_owned()];
/// let teacher = LanguageModel::embedded();
/// let sentences = ascribe::training::silver::sentences(&texts, &[teacher.clone(), teacher.clone()]);
/// assert_eq!(sentences[0].words[2].head, None);
/// # }
/// ```
#[must_use]
pub fn sentences(texts: &[String], teachers: &[LanguageModel]) -> Vec<Sentence> {
    let mut found = Vec::new();
    for text in texts {
        let documents: Vec<Document<'_>> =
            teachers.iter().map(|teacher| Document::parse(text, teacher)).collect();
        let Some(first) = documents.first() else { continue };
        for sentence in first.sentences() {
            if LENGTHS.contains(&sentence.tokens.len()) {
                found.extend(agreed(&documents, sentence.tokens.clone()));
            }
        }
    }
    found
}

/// The tree of most teachers; `None` where they do not agree.
fn agreed(documents: &[Document<'_>], tokens: std::ops::Range<usize>) -> Option<Sentence> {
    let first = documents.first()?;
    let mut agreed = 0;
    let mut words = Vec::with_capacity(tokens.len());
    for at in tokens.clone() {
        let answers: Vec<&Token> =
            documents.iter().filter_map(|document| document.tokens().get(at)).collect();
        let votes = |token: &&Token| answers.iter().filter(|other| other.head == token.head).count();
        // The first of the teachers decides where none has more votes than it.
        let chosen = answers.iter().copied().rev().max_by_key(votes)?;
        agreed += usize::from(votes(&chosen) * 2 > documents.len());
        let same: Vec<&&Token> = answers.iter().filter(|other| other.head == chosen.head).collect();
        let label = same
            .iter()
            .rev()
            .max_by_key(|token| same.iter().filter(|other| other.deprel == token.deprel).count())?;
        let next = first.tokens().get(at + 1).map(|token| token.span.start());
        words.push(Word {
            head: chosen.head.and_then(|head| head.checked_sub(tokens.start)),
            deprel: label.deprel,
            space_after: next != Some(chosen.span.end()),
            ..Word::new(first.word(at), first.lemma(at), chosen.upos, chosen.xpos)
        });
    }
    #[allow(clippy::cast_precision_loss)]
    let share = agreed as f64 / tokens.len() as f64;
    (share >= AGREEMENT).then_some(Sentence { words, ..Sentence::default() })
}

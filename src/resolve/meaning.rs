//! How near words are in meaning: "the linguist" to "professor of Quechua".

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Debug;

use crate::mention::noun::Noun;
use crate::text::{Document, Upos};

use super::actors::Cluster;

/// Vectors of words.
pub(crate) trait Meanings: Debug {
    /// Appends the vector of a word in lower case, if it has one.
    fn meaning(&self, word: &str, vector: &mut Vec<i8>);
}

/// Maximum number of words whose vectors are kept.
const MAX_KNOWN: usize = 4096;

/// Maximum number of mentions of an actor, the first ones, whose surroundings are looked at.
const MAX_MENTIONS: usize = 3;

/// Tokens before and behind a name in which the text tells of its bearer.
const BEFORE: usize = 10;
const BEHIND: usize = 12;

/// A vector and its length.
#[derive(Debug)]
pub(super) struct Known {
    vector: Vec<i8>,
    length: f32,
}

/// The words that were looked up in one article.
#[derive(Debug, Default)]
pub(super) struct Kinship<'m> {
    meanings: Option<&'m dyn Meanings>,
    known: RefCell<HashMap<String, Known>>,
}

impl<'m> Kinship<'m> {
    pub(super) fn new(meanings: Option<&'m dyn Meanings>) -> Self {
        Kinship { meanings, known: RefCell::default() }
    }

    /// The vector of a noun. `None` where there are none at all.
    pub(super) fn vector(&self, noun: &Noun<'_>) -> Option<Known> {
        self.meanings.map(|meanings| Known::read(meanings, noun.lemma()))
    }

    /// How near in meaning the words beside the first mentions of an actor come to another noun, whose vector is `own`: the greatest
    /// cosine, and 0 without vectors. `before` is the token that asks. Linear in the number of words looked at, which is bounded.
    pub(super) fn of(
        &self,
        document: &Document<'_>,
        asked: &Noun<'_>,
        own: &Known,
        actor: &Cluster,
        before: usize,
    ) -> f32 {
        let Some(meanings) = self.meanings else { return 0.0 };
        let start = document.token(before).map_or(0, |token| token.span.start());
        // Of somebody named only later what stands beside the name tells.
        let later = actor.mentions.first().is_none_or(|mention| mention.span.start() > start);
        let before = if later { usize::MAX } else { before };
        let mut best = 0.0_f32;
        for mention in
            actor.mentions.iter().filter(|one| later || one.span.start() <= start).take(MAX_MENTIONS)
        {
            let range = document.tokens_in(mention.span);
            let Some(sentence) =
                document.sentence_of(range.start).and_then(|at| document.sentences().get(at))
            else {
                continue;
            };
            let first = sentence.tokens.start.max(range.start.saturating_sub(BEFORE));
            let last = sentence.tokens.end.min(range.end.saturating_add(BEHIND)).min(before);
            // A verb tells what happened: "Tom Cole was jailed", and no judge. Where the noun itself stands is asked elsewhere.
            let tells = |at: &usize| {
                matches!(document.upos(*at), Some(Upos::Noun | Upos::Adj | Upos::Propn))
                    && document.lemma(*at) != asked.lemma()
            };
            for at in (first..last).filter(tells) {
                best = best.max(self.likeness(meanings, own, document.lower(at)));
            }
        }
        best
    }

    /// The cosine of the angle between the vectors of two words; 0 where one has none.
    fn likeness(&self, meanings: &dyn Meanings, one: &Known, other: &str) -> f32 {
        let mut known = self.known.borrow_mut();
        if let Some(other) = known.get(other) {
            return one.likeness(other);
        }
        if known.len() >= MAX_KNOWN {
            known.clear();
        }
        let new = Known::read(meanings, other);
        let likeness = one.likeness(&new);
        known.insert(other.to_owned(), new);
        likeness
    }
}

impl Known {
    fn read(meanings: &dyn Meanings, word: &str) -> Known {
        let mut vector = Vec::new();
        meanings.meaning(word, &mut vector);
        let length = product(&vector, &vector).sqrt();
        Known { vector, length }
    }

    fn likeness(&self, other: &Known) -> f32 {
        let lengths = self.length * other.length;
        if lengths > 0.0 { product(&self.vector, &other.vector) / lengths } else { 0.0 }
    }
}

/// The sum of the products of two vectors.
fn product(one: &[i8], other: &[i8]) -> f32 {
    let sum: i32 = one.iter().zip(other).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
    #[allow(clippy::cast_precision_loss)] // Rounded like any float.
    let sum = sum as f32;
    sum
}

#[cfg(test)]
mod tests {
    use super::{Kinship, Known, Meanings};

    /// Knows of words how many letters they have, and how many of them are "a".
    #[derive(Debug)]
    struct Letters;

    impl Meanings for Letters {
        fn meaning(&self, word: &str, vector: &mut Vec<i8>) {
            let count = |n: usize| i8::try_from(n).unwrap_or(i8::MAX);
            if !word.is_empty() {
                vector.extend([count(word.len()), count(word.matches('a').count())]);
            }
        }
    }

    #[test]
    fn likeness_is_that_of_directions() {
        let kinship = Kinship::new(Some(&Letters));
        let banana = Known::read(&Letters, "banana");
        assert!((kinship.likeness(&Letters, &banana, "bananabanana") - 1.0).abs() < 1e-6);
        assert!(kinship.likeness(&Letters, &banana, "stone") < 0.95);
        assert!(kinship.likeness(&Letters, &banana, "").abs() < 1e-6);
    }
}

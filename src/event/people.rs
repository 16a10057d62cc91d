//! Which nouns are of people, by what they mean.

use std::sync::OnceLock;

use crate::lexicon::{Classes, Lexicon, PEOPLE, WordClass};
use crate::mention::noun::Noun;
use crate::resolve::meaning::Meanings;

/// Classes of nouns for people, and for what else stands in sentences. The vector of a noun of people lies nearer to the
/// middle of the first.
const HUMANS: Classes = PEOPLE
    .union(Classes::of(&[WordClass::ParticipantNoun, WordClass::PersonNoun]))
    .without(Classes::of(&[WordClass::IdentityNoun, WordClass::Partisan]));
const OTHERS: Classes = Classes::of(&[
    WordClass::Thing,
    WordClass::Document,
    WordClass::Institution,
    WordClass::Organization,
    WordClass::PlaceNoun,
    WordClass::Facility,
    WordClass::Happening,
    WordClass::Meeting,
]);

/// What moves or is held, of which no class of the lexicon is. It counts as much as all the classes.
const OBJECTS: [&str; 8] = ["lorry", "boat", "plane", "dog", "horse", "gun", "hand", "machine"];

/// How much nearer it lies at least, as a difference of cosines. Of 130 participants in news whose nouns lay between 0.02 and 0.16
/// two thirds were things ("rations", "anonymity").
const LEAST: f32 = 0.105;

/// Steps in a part of a vector of length 1. Sums of whole steps are the same in every order.
const STEPS: f32 = 65_536.0;

/// Vectors of words, and the direction in which people lie.
#[derive(Debug)]
pub(crate) struct People<'m> {
    meanings: Option<&'m dyn Meanings>,
    side: &'m OnceLock<Side>,
}

impl<'m> People<'m> {
    /// `side` is kept from article to article, as long as vectors and lexicon are the same.
    pub(crate) fn new(meanings: Option<&'m dyn Meanings>, side: &'m OnceLock<Side>) -> Self {
        People { meanings, side }
    }

    /// How near two words are in meaning, as a cosine; 0 without vectors.
    pub(super) fn kinship(&self, one: &str, other: &str) -> f32 {
        let vector = |word| self.meanings.and_then(|meanings| unit(meanings, word));
        vector(one).zip(vector(other)).map_or(0.0, |(one, other)| product(&one, &other))
    }

    /// Whether a noun is of people. `false` without vectors. Constant time, but linear in the size of the lexicon for the first noun.
    pub(super) fn has(&self, noun: &Noun<'_>, lexicon: &Lexicon) -> bool {
        let Some(meanings) = self.meanings else { return false };
        if noun.is_listed_role() {
            return true;
        }
        let Some(vector) = unit(meanings, noun.lemma()) else { return noun.is_human() };
        let side = self.side.get_or_init(|| Side::of(meanings, lexicon));
        product(&vector, &side.direction) > side.middle + LEAST
    }
}

/// Where people lie.
#[derive(Debug)]
pub(crate) struct Side {
    direction: Vec<f32>,
    /// How far in that direction the middle between people and things is.
    middle: f32,
}

impl Side {
    /// The direction from the middle of other nouns of the lexicon to that of its nouns for people. Linear in its size.
    fn of(meanings: &dyn Meanings, lexicon: &Lexicon) -> Side {
        let (mut people, mut others, mut objects) = (Middle::default(), Middle::default(), Middle::default());
        let mut vector = Vec::new();
        let mut add = |middle: &mut Middle, word: &str| {
            vector.clear();
            meanings.meaning(word, &mut vector);
            middle.add(&vector);
        };
        for (word, classes) in lexicon.words_among(HUMANS.union(OTHERS)) {
            add(if classes.meets(HUMANS) { &mut people } else { &mut others }, word);
        }
        for word in OBJECTS {
            add(&mut objects, word);
        }
        let people = people.vector();
        let both = others.vector().into_iter().zip(objects.vector());
        let things: Vec<f32> = both.map(|(one, other)| f32::midpoint(one, other)).collect();
        let direction = to_unit(people.iter().zip(&things).map(|(one, other)| one - other).collect());
        let middle = f32::midpoint(product(&people, &direction), product(&things, &direction));
        Side { direction, middle }
    }
}

/// The middle of vectors.
#[derive(Default)]
struct Middle {
    sum: Vec<i32>,
    count: i16,
}

impl Middle {
    /// Adds a vector as one of length 1; nothing where a word has none.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a few hundred products of 8 bits"
    )]
    fn add(&mut self, vector: &[i8]) {
        let squares: i32 = vector.iter().map(|one| i32::from(*one) * i32::from(*one)).sum();
        if squares == 0 {
            return;
        }
        let steps = (STEPS / (squares as f32).sqrt()) as i32;
        self.sum.resize(vector.len(), 0);
        for (sum, one) in self.sum.iter_mut().zip(vector) {
            *sum += i32::from(*one) * steps;
        }
        self.count = self.count.saturating_add(1);
    }

    #[expect(clippy::cast_precision_loss, reason = "rounded like any float")]
    fn vector(&self) -> Vec<f32> {
        self.sum.iter().map(|sum| *sum as f32 / (STEPS * f32::from(self.count.max(1)))).collect()
    }
}

fn product(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn to_unit(vector: Vec<f32>) -> Vec<f32> {
    let length = product(&vector, &vector).sqrt();
    if length > 0.0 { vector.into_iter().map(|one| one / length).collect() } else { vector }
}

/// The vector of a word, of length 1.
fn unit(meanings: &dyn Meanings, word: &str) -> Option<Vec<f32>> {
    let mut vector = Vec::new();
    meanings.meaning(word, &mut vector);
    Some(to_unit(vector.into_iter().map(f32::from).collect())).filter(|vector| product(vector, vector) > 0.0)
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use std::sync::OnceLock;

    use super::People;
    use crate::AttributionModel;
    use crate::lexicon::Lexicon;
    use crate::mention::noun::Noun;

    #[test]
    fn people_are_known_by_what_their_noun_means() {
        let side = OnceLock::new();
        let people = People::new(Some(AttributionModel::embedded()), &side);
        let lexicon = Lexicon::standard();
        let has = |noun: &str| people.has(&Noun::new(lexicon, noun), lexicon);
        for noun in ["surgeon", "postman", "waiter", "monk", "goalkeeper"] {
            assert!(has(noun), "{noun}");
        }
        for noun in ["lorry", "tanker", "volcano", "stake", "winter"] {
            assert!(!has(noun), "{noun}");
        }
        assert!(!People::new(None, &side).has(&Noun::new(lexicon, "surgeon"), lexicon));
    }
}

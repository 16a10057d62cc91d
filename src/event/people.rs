//! Which nouns are of people, by what they mean.

use std::cell::OnceCell;

use crate::mention::noun::Noun;
use crate::resolve::meaning::Meanings;

/// Nouns of people, and of what else stands in sentences. The vector of a noun of people lies nearer to the first.
const PEOPLE: [&str; 8] = ["man", "woman", "worker", "officer", "driver", "student", "doctor", "player"];
const THINGS: [&str; 8] = ["river", "house", "company", "plan", "road", "market", "report", "car"];

/// How much nearer it lies at least, as a difference of cosines: "lorry" and "drone" lie on the side of people by less.
const LEAST: f32 = 0.1;

/// Vectors of words, and the direction in which people lie.
#[derive(Debug)]
pub(super) struct People<'m> {
    meanings: Option<&'m dyn Meanings>,
    side: OnceCell<Side>,
}

impl<'m> People<'m> {
    pub(super) fn new(meanings: Option<&'m dyn Meanings>) -> Self {
        People { meanings, side: OnceCell::new() }
    }

    /// Whether a noun is of people. `false` without vectors. Constant time.
    pub(super) fn has(&self, noun: &Noun<'_>) -> bool {
        let Some(vector) = self.meanings.and_then(|meanings| unit(meanings, noun.lemma())) else {
            return false;
        };
        let side = self.side.get_or_init(|| self.people());
        product(&vector, &side.direction) > side.middle + LEAST
    }

    fn people(&self) -> Side {
        let mean = |words: &[&str]| {
            let mut sum: Vec<f32> = Vec::new();
            let mut count = 0.0;
            for vector in words.iter().filter_map(|word| unit(self.meanings?, word)) {
                sum.resize(vector.len(), 0.0);
                sum.iter_mut().zip(&vector).for_each(|(sum, one)| *sum += one);
                count += 1.0;
            }
            sum.iter().map(|sum| sum / f32::max(count, 1.0)).collect::<Vec<_>>()
        };
        let (people, things) = (mean(&PEOPLE), mean(&THINGS));
        let direction = to_unit(people.iter().zip(&things).map(|(one, other)| one - other).collect());
        let middle = f32::midpoint(product(&people, &direction), product(&things, &direction));
        Side { direction, middle }
    }
}

/// Where people lie.
#[derive(Debug)]
struct Side {
    direction: Vec<f32>,
    /// How far in that direction the middle between people and things is.
    middle: f32,
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
    use super::People;
    use crate::AttributionModel;
    use crate::lexicon::Lexicon;
    use crate::mention::noun::Noun;

    #[test]
    fn people_are_known_by_what_their_noun_means() {
        let people = People::new(Some(AttributionModel::embedded()));
        let has = |noun: &str| people.has(&Noun::new(Lexicon::standard(), noun));
        for noun in ["surgeon", "postman", "waiter", "monk", "goalkeeper"] {
            assert!(has(noun), "{noun}");
        }
        for noun in ["lorry", "tanker", "volcano", "stake", "winter"] {
            assert!(!has(noun), "{noun}");
        }
        assert!(!People::new(None).has(&Noun::new(Lexicon::standard(), "surgeon")));
    }
}

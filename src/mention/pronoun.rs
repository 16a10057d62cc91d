//! Pronouns, and what each asks of its antecedent.

use crate::lexicon::Gender;

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pronoun {
    pub(crate) person: Person,
    pub(crate) gender: Option<Gender>,
    pub(crate) plural: bool,
    pub(crate) possessive: bool,
}

/// Grammatical person, and the pronouns beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    First,
    Second,
    Third,
    /// "it"
    Thing,
    /// "who", "which": the noun that the clause hangs on.
    Relative,
    /// "one", "some", "many", "others".
    Indefinite,
}

/// The pronoun that a lower-case word is.
pub(crate) fn pronoun(lower: &str) -> Option<Pronoun> {
    let (person, gender, plural) = match lower {
        "i" | "me" | "my" | "mine" | "myself" => (Person::First, None, false),
        "we" | "us" | "our" | "ours" | "ourselves" => (Person::First, None, true),
        "you" | "your" | "yours" => (Person::Second, None, false),
        "he" | "him" | "his" | "himself" => (Person::Third, Some(Gender::Male), false),
        "she" | "her" | "hers" | "herself" => (Person::Third, Some(Gender::Female), false),
        "they" | "them" | "their" | "theirs" | "themselves" => (Person::Third, None, true),
        "it" | "its" | "itself" => (Person::Thing, None, false),
        "who" | "whom" | "whose" | "which" | "that" => (Person::Relative, None, false),
        "some" | "many" | "others" | "several" | "most" | "few" | "those" | "all" | "both" | "none"
        | "these" => (Person::Indefinite, None, true),
        "one" | "someone" | "somebody" | "another" | "everyone" | "everybody" | "anyone" | "nobody" => {
            (Person::Indefinite, None, false)
        }
        _ => return None,
    };
    let possessive = matches!(lower, "my" | "our" | "your" | "his" | "her" | "their" | "its" | "whose");
    Some(Pronoun { person, gender, plural, possessive })
}

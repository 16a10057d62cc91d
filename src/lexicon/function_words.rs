//! Function words: closed classes of English grammar, which no table extends.

/// Whether an adverb or particle in lower case negates what it stands beside.
pub(crate) fn is_negation(lower: &str) -> bool {
    matches!(lower, "not" | "n't" | "nt" | "never" | "neither" | "nor" | "hardly" | "barely" | "scarcely")
}

/// Whether a word in lower case means nobody or nothing as a subject or object.
pub(crate) fn is_negative_pronoun(lower: &str) -> bool {
    matches!(lower, "nobody" | "none" | "nothing" | "no-one" | "neither" | "few")
}

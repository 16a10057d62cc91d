//! Function words: closed classes of English grammar, which no table extends.

/// Whether an adverb or particle in lower case negates what it stands beside.
pub(crate) fn is_negation(lower: &str) -> bool {
    matches!(lower, "not" | "n't" | "nt" | "never" | "neither" | "nor" | "hardly" | "barely" | "scarcely")
}

/// Whether a word in lower case means nobody or nothing as a subject or object.
pub(crate) fn is_negative_pronoun(lower: &str) -> bool {
    matches!(lower, "nobody" | "none" | "nothing" | "no-one" | "neither" | "few")
}

/// Whether a word in lower case negates, in whatever way: "not", "can't", "no", "nobody", "without".
pub(crate) fn is_negative(lower: &str) -> bool {
    is_negation(lower)
        || (is_negative_pronoun(lower) && lower != "few")
        || lower.ends_with("n't")
        || matches!(lower, "no" | "without" | "cannot" | "nowhere" | "non")
}

/// Whether a word in lower case is a modal verb, or one with a negation: "may", "won't".
pub(crate) fn is_modal(lower: &str) -> bool {
    matches!(
        lower.strip_suffix("n't").unwrap_or(lower),
        "may"
            | "might"
            | "can"
            | "ca"
            | "could"
            | "will"
            | "wo"
            | "would"
            | "shall"
            | "sha"
            | "should"
            | "must"
            | "ought"
    ) || lower == "cannot"
}

/// Whether a determiner in lower case picks what is known: "the officials", "their officials".
pub(crate) fn is_definite_determiner(lower: &str) -> bool {
    matches!(lower, "the" | "this" | "that" | "these" | "those" | "his" | "her" | "their" | "its")
}

/// Whether a determiner in lower case brings in something new: "an official", "some officials".
pub(crate) fn is_indefinite_determiner(lower: &str) -> bool {
    matches!(lower, "a" | "an" | "one" | "some")
}

/// Whether a pronoun in lower case counts what follows its "of": "most of the voters".
pub(crate) fn is_counting_pronoun(lower: &str) -> bool {
    matches!(
        lower,
        "one"
            | "some"
            | "many"
            | "several"
            | "most"
            | "few"
            | "all"
            | "both"
            | "none"
            | "each"
            | "neither"
            | "either"
    )
}

/// Whether a word in lower case after "and" adds others to those before: "Lee and several lawmakers".
pub(crate) fn adds_others(lower: &str) -> bool {
    matches!(
        lower,
        "other"
            | "others"
            | "several"
            | "many"
            | "some"
            | "two"
            | "three"
            | "dozens"
            | "hundreds"
            | "thousands"
    )
}

/// Whether a word in lower case is a particle inside the names of people: "Ursula von der Leyen".
pub(crate) fn is_name_particle(lower: &str) -> bool {
    const ARABIC: [&str; 5] = ["al", "ben", "bin", "el", "ibn"];
    const GERMANIC: [&str; 5] = ["den", "der", "ter", "van", "von"];
    const ROMANCE: [&str; 11] = ["da", "de", "del", "della", "di", "dos", "du", "la", "le", "los", "y"];
    ARABIC.contains(&lower) || GERMANIC.contains(&lower) || ROMANCE.contains(&lower)
}

/// A small number, in words or digits.
pub(crate) fn read_number(lower: &str) -> Option<u32> {
    let words =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if lower == "dozen" {
        return Some(12);
    }
    let index = words.iter().position(|word| *word == lower);
    index.and_then(|index| u32::try_from(index + 1).ok()).or_else(|| lower.parse().ok())
}

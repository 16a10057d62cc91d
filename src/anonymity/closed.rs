//! The closed classes of English words that reading a noun phrase rests on. What is open, and whose entries are a
//! matter of judgement, stands in `data/lexicon`.

/// Words that cannot stand before the head of a noun phrase: prepositions, relatives, finite verbs.
#[rustfmt::skip]
pub(super) const BOUNDARIES: [&str; 92] = [
    "of", "for", "from", "at", "in", "inside", "within", "with", "to", "on", "near", "by", "about",
    "outside", "across", "around", "over", "behind", "against", "between", "among", "throughout", "aboard",
    "under", "into", "during", "after", "before", "since", "until", "without", "through", "following",
    "toward", "towards", "via", "who", "whom", "whose", "which", "that", "where", "when", "while",
    "because", "if", "as", "than", "and", "or", "is", "are", "was", "were", "be", "been", "being", "has",
    "have", "had", "will", "would", "can", "could", "may", "might", "should", "must", "do", "does", "did",
    "said", "says", "told", "representing", "advising", "including", "like", "amid", "per", "despite",
    "not", "but", "i", "we", "they", "he", "she", "named", "called", "nicknamed", "identified",
];

/// Words that are never part of a name, though the start of a phrase or a headline has them with a capital.
#[rustfmt::skip]
pub(super) const OPENERS: [&str; 73] = [
    "the", "a", "an", "some", "many", "several", "most", "all", "both", "few", "one", "two", "three",
    "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "no", "not", "other",
    "others", "another", "this", "that", "these", "those", "at", "in", "on", "of", "for", "and", "or",
    "any", "every", "each", "more", "according", "by", "to", "from", "with", "as", "only", "nearly",
    "almost", "about", "half", "who", "is", "it", "its", "his", "her", "their", "my", "our", "your",
    "dozens", "hundreds", "thousands", "fellow", "such", "like", "even", "speaking", "citing", "asked",
];

/// Words behind a head that lead to what it belongs to.
#[rustfmt::skip]
pub(super) const JOINTS: [&str; 20] = [
    "of", "for", "at", "from", "with", "in", "inside", "within", "to", "on", "near", "by", "representing",
    "advising", "under", "outside", "about", "behind", "across", "around",
];

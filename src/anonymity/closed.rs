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

/// Words inside the names of people.
#[rustfmt::skip]
pub(super) const PARTICLES: [&str; 19] = [
    "al", "bin", "de", "del", "della", "der", "di", "da", "dos", "du", "la", "le", "van", "von", "el",
    "ibn", "ben", "ter", "y",
];

/// Nouns that count what follows them behind "of".
#[rustfmt::skip]
pub(super) const COUNTERS: [&str; 65] = [
    "number", "numbers", "much", "percentage", "proportion", "share", "group", "groups", "handful", "pair", "couple", "majority", "minority", "plurality", "half",
    "thirds", "third", "quarter", "quarters", "dozens", "scores", "hundreds", "thousands", "millions",
    "some", "many", "several", "few", "most", "all", "both", "none", "any", "each", "either", "neither",
    "another", "others", "one", "chorus", "host", "range", "array", "series", "string", "crowd", "team",
    "duo", "trio", "quartet", "dozen", "slew", "lot", "lots", "plenty", "score", "list", "variety", "flood",
    "wave", "sampling", "cross-section", "gathering", "circle", "bunch",
];

/// Words behind a head that lead to what it belongs to.
#[rustfmt::skip]
pub(super) const JOINTS: [&str; 20] = [
    "of", "for", "at", "from", "with", "in", "inside", "within", "to", "on", "near", "by", "representing",
    "advising", "under", "outside", "about", "behind", "across", "around",
];

/// Words that stand behind a noun and say something of it.
#[rustfmt::skip]
pub(super) const AFTER: [&str; 56] = [
    "close", "familiar", "aware", "nearby", "present", "alike", "here", "there", "today", "yesterday",
    "loyal", "responsible", "likely", "able", "unable", "alone", "themselves", "himself", "herself",
    "abroad", "elsewhere", "too", "also", "privately", "publicly", "now", "then", "led", "taken", "given", "shown", "drawn", "found", "brought", "kept", "sold", "built", "caught", "chosen", "driven", "paid", "lost", "shot", "stolen", "released", "published", "run", "held",
    "made", "sent", "put", "written", "seen", "known", "born", "based",
];

/// Days and months that news writes without a preposition: "a statement Tuesday".
#[rustfmt::skip]
pub(super) const DAYS: [&str; 19] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
];

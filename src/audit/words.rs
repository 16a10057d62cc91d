//! Words: the lists of the rules, and simple grammar.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

/// The lists of `data/houses/words.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Words {
    pub(super) sources: HashSet<String>,
    pub(super) officials: HashSet<String>,
    pub(super) holders: HashSet<String>,
    pub(super) staff: HashSet<String>,
    pub(super) people: HashSet<String>,
    pub(super) side_taking: HashSet<String>,
    pub(super) hedges: HashSet<String>,
    pub(super) pejoratives: HashSet<String>,
    pub(super) confirming: HashSet<String>,
}

impl Words {
    /// The crate's own lists. A file that could not be read would give empty ones; a test sees to it that it can.
    pub(super) fn standard() -> &'static Words {
        static STANDARD: OnceLock<Words> = OnceLock::new();
        STANDARD
            .get_or_init(|| toml::from_str(include_str!("../../data/houses/words.toml")).unwrap_or_default())
    }
}

/// The words of a phrase, in lower case and without punctuation around them.
pub(super) fn tokens(phrase: &str) -> impl Iterator<Item = String> {
    let edge = |c: char| !c.is_alphanumeric();
    phrase
        .split_whitespace()
        .map(move |word| word.trim_matches(edge).to_lowercase())
        .filter(|w| !w.is_empty())
}

/// A noun without its plural ending: "ally" for "allies".
pub(super) fn singular(noun: &str) -> String {
    match noun.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ => noun.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(noun).to_owned(),
    }
}

/// Whether `word` is a form of the regular verb `base`: "claims", "claimed", "claiming", "admitted".
pub(super) fn is_form_of(word: &str, base: &str) -> bool {
    let doubled = base.chars().next_back().map(|last| format!("{base}{last}")).unwrap_or_default();
    let silent = base.strip_suffix('e').unwrap_or(base);
    word == base
        || ["s", "es", "d", "ed", "ing"].iter().any(|end| word.strip_suffix(end) == Some(base))
        || ["ed", "ing"].iter().any(|end| {
            word.strip_suffix(end).is_some_and(|stem| stem == doubled || (stem == silent && silent != base))
        })
}

/// The noun of a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The noun, in the singular.
    pub(super) noun: String,
    /// Whether it is in the plural.
    pub(super) plural: bool,
    /// Whether the phrase starts with "the", a possessive or the like.
    pub(super) definite: bool,
}

/// Words that follow the noun of a phrase.
const BEHIND: &[&str] = &[
    "who",
    "whom",
    "whose",
    "which",
    "that",
    "of",
    "with",
    "in",
    "from",
    "at",
    "on",
    "to",
    "for",
    "close",
    "familiar",
    "briefed",
    "speaking",
    "inside",
    "near",
    "within",
    "involved",
    "not",
    "granted",
    "requesting",
    "asking",
    "said",
    "says",
    "say",
    "and",
    "or",
    "as",
    "by",
    "about",
    "across",
    "among",
];

/// Whether a phrase is about a crowd: "most insiders", "some strategists".
pub(super) fn is_crowd(phrase: &str) -> bool {
    let Some(first) = tokens(phrase).next() else { return false };
    matches!(
        first.as_str(),
        "most"
            | "many"
            | "some"
            | "few"
            | "all"
            | "nearly"
            | "almost"
            | "half"
            | "no"
            | "other"
            | "others"
            | "percent"
    ) || first.contains("-in-")
        || first.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a phrase is a noun with only a determiner or a number: "the official", "several sources".
pub(super) fn is_lone_noun(phrase: &str) -> bool {
    const BESIDE: &[&str] = &[
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "some",
        "many",
        "several",
        "most",
        "other",
        "another",
        "one",
        "two",
        "three",
        "four",
        "five",
        "few",
        "multiple",
        "various",
        "certain",
        "all",
        "both",
        "senior",
        "top",
        "high-ranking",
        "high-level",
        "former",
        "unnamed",
        "unidentified",
        "anonymous",
        "who",
        "reliable",
        "informed",
        "knowledgeable",
        "well-placed",
    ];
    tokens(phrase).filter(|word| !BESIDE.contains(&word.as_str())).count() == 1
}

/// Words before "of" that are not the noun.
const PARTS: &[&str] =
    &["one", "some", "many", "several", "any", "both", "number", "dozens", "most", "few", "two", "three"];

/// Adjectives that "and" joins before one noun.
const JOINED: &[&str] = &["current", "present", "serving", "former", "federal", "state", "local", "senior"];

/// The noun of a phrase: "official" in "a senior official close to the talks", "aide" in "one of the aides".
pub(super) fn head(phrase: &str) -> Head {
    const DEFINITE: &[&str] =
        &["the", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "both"];
    let clean = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let raw: Vec<(&str, String)> = phrase
        .split_whitespace()
        .map(|word| (word, clean(word)))
        .filter(|(_, bare)| !bare.is_empty())
        .collect();
    let opening = raw.first().map_or("", |(_, bare)| bare.as_str());
    let mut found = "";
    let mut possessive = false;
    for (word, bare) in &raw {
        let bare = bare.as_str();
        let capital = found.starts_with(char::is_uppercase);
        let part = bare == "of" && PARTS.contains(&found.to_lowercase().as_str());
        let joins = matches!(bare, "and" | "or") && (capital || JOINED.contains(&found));
        if part || joins || DEFINITE.contains(&bare) {
            found = "";
        } else if BEHIND.contains(&bare) && (!found.is_empty() || opening == "those") {
            break;
        } else {
            possessive |= ["'s", "’s", "s’"].iter().any(|end| word.ends_with(end));
            found = word.trim_matches(|c: char| !c.is_alphanumeric());
        }
        if word.ends_with([',', ':', ';']) {
            break;
        }
    }
    let noun = found.to_lowercase();
    let one = singular(&noun);
    Head {
        plural: one != noun || matches!(noun.as_str(), "people" | "those"),
        definite: possessive || DEFINITE.contains(&opening),
        noun: one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        let words = Words::standard();
        for list in [
            &words.sources,
            &words.officials,
            &words.holders,
            &words.staff,
            &words.people,
            &words.side_taking,
            &words.hedges,
            &words.pejoratives,
            &words.confirming,
        ] {
            assert!(!list.is_empty());
        }
    }

    #[test]
    fn phrases_have_heads() {
        let table = [
            ("a source", "source", false, false),
            ("Sources", "source", true, false),
            ("the official", "official", false, true),
            ("a senior official close to the talks", "official", false, false),
            ("one of the aides", "aide", true, false),
            ("Those close to him", "those", true, false),
            ("people familiar with the matter", "people", true, false),
            ("Another senior Biden administration official, who did not wish", "official", false, false),
            ("U.S. and Turkish officials", "official", true, false),
            ("current and former executives", "executive", true, false),
            ("The Republican nominee and his aides", "nominee", false, true),
            ("Obama’s aides", "aide", true, true),
            ("the minister's ally", "ally", false, true),
            ("Mr. Trump’s allies in Congress", "ally", true, true),
            ("two people briefed on the inquiry", "people", true, false),
            ("", "", false, false),
        ];
        for (phrase, noun, plural, definite) in table {
            let wanted = Head { noun: noun.to_owned(), plural, definite };
            assert_eq!(head(phrase), wanted, "{phrase}");
        }
    }

    #[test]
    fn crowds_and_lone_nouns() {
        assert!(
            is_crowd("most insiders") && is_crowd("Three-in-five insiders") && !is_crowd("two officials")
        );
        assert!(
            is_lone_noun("the official")
                && is_lone_noun("several sources")
                && is_lone_noun("An official who")
        );
        assert!(!is_lone_noun("show insiders") && !is_lone_noun("officials involved at the time"));
    }

    #[test]
    fn verbs_have_forms() {
        for word in ["claim", "claims", "claimed", "claiming"] {
            assert!(is_form_of(word, "claim"), "{word}");
        }
        for word in ["admits", "admitted", "admitting"] {
            assert!(is_form_of(word, "admit"), "{word}");
        }
        assert!(is_form_of("conceding", "concede") && is_form_of("conceded", "concede"));
        assert!(
            !is_form_of("reclaimed", "claim")
                && !is_form_of("admission", "admit")
                && !is_form_of("fess", "confess")
        );
    }
}

//! What the words of a phrase tell, without a parse.

use crate::lexicon::{Lexicon, WordClass};

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
    tokens(phrase).filter(|word| !Lexicon::standard().classes(word).is(WordClass::NounCompanion)).count() == 1
}

/// Words before "of" that are not the noun.
const PARTS: &[&str] =
    &["one", "some", "many", "several", "any", "both", "number", "dozens", "most", "few", "two", "three"];

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
        let joins = matches!(bare, "and" | "or")
            && (capital || Lexicon::standard().classes(found).is(WordClass::JoinedAdjective));
        if part || joins || DEFINITE.contains(&bare) {
            found = "";
        } else if Lexicon::standard().classes(bare).is(WordClass::NounEnd)
            && (!found.is_empty() || opening == "those")
        {
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

//! What names are made of: titles, given names, words of organizations, outlets, countries and their seats.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::ActorKind;

/// Whom "he" and "she" can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// What a word or phrase has to do with a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountryWord {
    /// "Russia"
    Name,
    /// "Russian"
    Nationality,
    /// "Moscow", "the Kremlin": places that can stand for the government.
    Seat,
}

/// The tables, read once.
#[derive(Debug)]
pub(crate) struct NameLexicon {
    titles: HashSet<&'static str>,
    genders: HashMap<&'static str, Option<Gender>>,
    organization_words: HashMap<&'static str, ActorKind>,
    topics: HashSet<&'static str>,
    never_surnames: HashSet<&'static str>,
    outlets: HashSet<String>,
    groups: HashSet<String>,
    peoples: HashSet<String>,
    /// Lower-case word or phrase: what it is, and the country's name.
    countries: HashMap<String, (CountryWord, &'static str)>,
    /// By a country's name: its first adjective.
    adjectives: HashMap<&'static str, &'static str>,
}

impl NameLexicon {
    /// The lexicon of the crate.
    pub(crate) fn standard() -> &'static NameLexicon {
        static LEXICON: OnceLock<NameLexicon> = OnceLock::new();
        LEXICON.get_or_init(NameLexicon::read)
    }

    fn read() -> NameLexicon {
        let titles =
            entries(include_str!("../../data/lexicon/titles.txt")).flat_map(str::split_whitespace).collect();
        let mut genders = HashMap::new();
        for (label, names) in entries(include_str!("../../data/lexicon/first_names.txt")).filter_map(labelled)
        {
            let gender = match label {
                "female" => Some(Gender::Female),
                "male" => Some(Gender::Male),
                _ => None,
            };
            // A name that two lines claim is open: the line "open" comes last.
            genders.extend(names.split_whitespace().map(|name| (name, gender)));
        }
        let mut organization_words = HashMap::new();
        let (mut topics, mut never_surnames) = (HashSet::new(), HashSet::new());
        for (kind, words) in
            entries(include_str!("../../data/lexicon/organization_words.txt")).filter_map(labelled)
        {
            match kind {
                "topic" => topics.extend(words.split_whitespace()),
                "never surname" => never_surnames.extend(words.split_whitespace()),
                _ => organization_words
                    .extend(words.split_whitespace().map(|word| (word, ActorKind::from(kind)))),
            }
        }
        let outlets =
            entries(include_str!("../../data/lexicon/outlets.txt")).map(str::to_lowercase).collect();
        let groups = entries(include_str!("../../data/lexicon/groups.txt")).map(str::to_lowercase).collect();
        let peoples = entries(include_str!("../../data/lexicon/peoples.txt"))
            .flat_map(str::split_whitespace)
            .map(str::to_lowercase)
            .collect();
        let mut countries = HashMap::new();
        let mut adjectives = HashMap::new();
        for line in entries(include_str!("../../data/lexicon/countries.txt")) {
            let mut fields = line.split('|').map(str::trim);
            let name = fields.next().unwrap_or_default();
            countries.insert(name.to_lowercase(), (CountryWord::Name, name));
            let kinds = [CountryWord::Nationality, CountryWord::Seat, CountryWord::Seat];
            for (words, kind) in fields.zip(kinds) {
                for word in words.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                    if kind == CountryWord::Nationality {
                        adjectives.entry(name).or_insert(word);
                    }
                    countries.insert(word.to_lowercase(), (kind, name));
                }
            }
        }
        NameLexicon {
            titles,
            genders,
            organization_words,
            topics,
            never_surnames,
            outlets,
            groups,
            peoples,
            countries,
            adjectives,
        }
    }

    /// Whether the word stands before names as a title.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// Whether the word is a given name that is known here.
    pub(crate) fn is_given_name(&self, word: &str) -> bool {
        self.genders.contains_key(word)
    }

    /// The gender that a given name or a form of address tells.
    pub(crate) fn gender(&self, word: &str) -> Option<Gender> {
        match word {
            "Mr." | "Mr" | "Sir" | "King" | "Prince" | "Lord" | "Congressman" | "Councilman" => {
                Some(Gender::Male)
            }
            "Mrs." | "Mrs" | "Ms." | "Ms" | "Miss" | "Dame" | "Queen" | "Princess" | "Lady"
            | "Congresswoman" | "Councilwoman" => Some(Gender::Female),
            _ => self.genders.get(word).copied().flatten(),
        }
    }

    /// What a name with this word in it is, if the word is one of organizations, outlets, documents.
    pub(crate) fn organization_word(&self, word: &str) -> Option<&ActorKind> {
        self.organization_words.get(word)
    }

    /// Whether a lower-case word is a subject that committees and agencies deal with.
    pub(crate) fn is_topic(&self, lower: &str) -> bool {
        self.topics.contains(lower)
    }

    /// Whether a word of organizations is nobody's surname, so that a given name before it is a town's.
    pub(crate) fn is_never_surname(&self, word: &str) -> bool {
        self.never_surnames.contains(word)
    }

    /// Whether a news organization is called so; with or without "the".
    pub(crate) fn is_outlet(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.outlets.contains(&name)
            || name.strip_prefix("the ").is_some_and(|name| self.outlets.contains(name))
    }

    /// Whether "the" with this lower-case name behind it is a group of states or people: "the West".
    pub(crate) fn is_group(&self, lower: &str) -> bool {
        self.groups.contains(lower)
    }

    /// Whether a lower-case word tells a nationality, creed, party or community, as adjective or as noun in singular or
    /// plural: such a word alone names nobody.
    pub(crate) fn is_people(&self, lower: &str) -> bool {
        let one = |word: &str| {
            self.peoples.contains(word)
                || self.countries.get(word).is_some_and(|(kind, _)| *kind == CountryWord::Nationality)
        };
        // "u.s." is a nationality and a name.
        !lower.contains('.') && (one(lower) || lower.strip_suffix('s').is_some_and(one))
    }

    /// The adjective of a country: "Russian".
    pub(crate) fn adjective(&self, country: &str) -> Option<&'static str> {
        self.adjectives.get(country).copied()
    }

    /// What a lower-case word or phrase has to do with which country.
    pub(crate) fn country(&self, lower: &str) -> Option<(CountryWord, &'static str)> {
        self.countries.get(lower).copied()
    }
}

/// The lines of a table without its comments.
pub(crate) fn entries(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// "label: words".
fn labelled(line: &'static str) -> Option<(&'static str, &'static str)> {
    line.split_once(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read() {
        let names = NameLexicon::standard();
        assert!(names.is_title("Sen.") && !names.is_title("Senseless"));
        assert_eq!(names.gender("Mrs."), Some(Gender::Female));
        assert_eq!(names.gender("Kim"), None);
        assert!(names.is_given_name("Kim"));
        assert!(names.is_outlet("The New York Times") && names.is_outlet("Reuters"));
        assert_eq!(names.organization_word("Committee"), Some(&ActorKind::Organization));
        assert_eq!(names.country("kremlin"), Some((CountryWord::Seat, "Russia")));
        assert_eq!(names.country("u.s."), Some((CountryWord::Nationality, "United States")));
        assert_eq!(names.country("belgium"), Some((CountryWord::Name, "Belgium")));
    }
}

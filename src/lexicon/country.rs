//! Countries, their nationalities and the seats of their governments.

use crate::checksum::WordMap;

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

/// A country of a lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Country(usize);

#[derive(Clone, Debug, Default)]
pub(super) struct Countries {
    /// By country: its name, and its usual adjective.
    names: Vec<(String, Option<String>)>,
    /// By the lower-case word or phrase.
    words: WordMap<String, (CountryWord, Country)>,
}

impl Countries {
    pub(super) fn add<'w>(&mut self, word: CountryWord, name: &str, entries: impl Iterator<Item = &'w str>) {
        let known = self.names.iter().position(|(known, _)| known == name);
        let country = Country(known.unwrap_or(self.names.len()));
        if known.is_none() {
            self.names.push((name.to_owned(), None));
        }
        for entry in entries {
            if word == CountryWord::Nationality
                && let Some((_, adjective)) = self.names.get_mut(country.0)
            {
                adjective.get_or_insert_with(|| entry.to_owned());
            }
            self.words.insert(entry.to_lowercase(), (word, country));
        }
    }

    pub(super) fn get(&self, lower: &str) -> Option<(CountryWord, Country)> {
        self.words.get(lower).copied()
    }

    pub(super) fn name(&self, country: Country) -> &str {
        self.names.get(country.0).map_or("", |(name, _)| name)
    }

    pub(super) fn adjective(&self, country: Country) -> Option<&str> {
        self.names.get(country.0)?.1.as_deref()
    }
}

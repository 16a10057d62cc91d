//! Spellings of the names of a document, where they occur, and what all occurrences of one tell together.

use std::collections::HashMap;
use std::ops::Range;

use crate::attribution::name::NameKind;
use crate::lexicon::function_words::is_name_particle;
use crate::text::{Document, Xpos};

/// How much more likely each kind is than no name, as a logarithm.
pub(super) type Odds = [f32; NameKind::ALL.len()];

/// A spelling of a name, and what all of its occurrences tell.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    /// Where it was found first.
    first: Range<usize>,
    /// Whether it was found as a name of its own, and not only as the surname in one.
    alone: bool,
    /// By kind, how much more likely than no name.
    pub(super) odds: Odds,
}

/// The spellings of the names of a document.
#[derive(Debug, Default)]
pub(super) struct Spellings<'w> {
    pub(super) all: Vec<Spelling>,
    /// By their words in lower case.
    by_words: HashMap<&'w [&'w str], usize>,
    /// By first word: the length of the longest.
    longest: HashMap<&'w str, usize>,
}

impl<'w> Spellings<'w> {
    pub(super) fn add(&mut self, words: &'w [&'w str], range: Range<usize>, alone: bool) {
        let Some(own @ [first, ..]) = words.get(range.clone()) else { return };
        let longest = self.longest.entry(first).or_default();
        *longest = range.len().max(*longest);
        let at = *self.by_words.entry(own).or_insert(self.all.len());
        match self.all.get_mut(at) {
            Some(known) => known.alone |= alone,
            None => self.all.push(Spelling { first: range, alone, odds: Odds::default() }),
        }
    }

    /// Where they occur, the longest first, each with its spelling.
    pub(super) fn occurrences(
        &self,
        document: &Document<'_>,
        words: &[&str],
        units: &[Range<usize>],
    ) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        for unit in units {
            let mut at = unit.start;
            while at < unit.end {
                let longest =
                    words.get(at).and_then(|word| self.longest.get(word)).copied().unwrap_or_default();
                let occurrence = (1..=longest.min(unit.end - at)).rev().find_map(|length| {
                    let range = at..at + length;
                    let index = *self.by_words.get(words.get(range.clone())?)?;
                    let spelling = self.all.get(index)?;
                    let proper = || matches!(document.xpos(at), Some(Xpos::Nnp | Xpos::Nnps));
                    let fits = has_capitals(document, range.clone(), spelling.first.clone())
                        && (spelling.alone || proper());
                    fits.then_some((range, index))
                });
                at = occurrence.as_ref().map_or(at + 1, |(range, _)| range.end);
                found.extend(occurrence);
            }
        }
        found
    }

    /// Adds to the odds of each surname those of the people of that name.
    pub(super) fn share(&mut self, words: &'w [&'w str]) {
        let mut shared: Vec<(usize, Odds)> = Vec::new();
        for spelling in self.all.iter().filter(|spelling| spelling.first.len() > 1) {
            let [person, others @ ..] = spelling.odds;
            if others.iter().any(|other| *other >= person) {
                continue;
            }
            for surname in surnames(words, &spelling.first) {
                let surname = words.get(surname).and_then(|surname| self.by_words.get(surname));
                shared.extend(surname.map(|surname| (*surname, spelling.odds)));
            }
        }
        for (surname, odds) in shared {
            let own = self.all.get_mut(surname).map(|spelling| &mut spelling.odds);
            for (sum, odds) in own.into_iter().flatten().zip(odds) {
                *sum += odds;
            }
        }
    }
}

/// The surname in a name of several words, without and with its particles: "Bosch" and "van den Bosch".
pub(super) fn surnames(words: &[&str], name: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let last = (name.len() > 1).then(|| name.end - 1);
    let is_particle = |at: &usize| words.get(*at).is_some_and(|word| is_name_particle(word));
    let particle = (name.start + 1..name.end).find(is_particle);
    let end = name.end;
    last.into_iter().chain(particle).map(move |start| start..end)
}

/// Whether all words of an occurrence have capitals that have them where the name was found.
fn has_capitals(document: &Document<'_>, occurrence: Range<usize>, found: Range<usize>) -> bool {
    let capital = |at: usize| document.word(at).starts_with(char::is_uppercase);
    occurrence.zip(found).all(|(here, there)| capital(here) || !capital(there))
}

//! Wordings of terms, reasons and bases of knowledge, as patterns over words.

use crate::checksum::WordMap;

/// What a wording shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WordingKind {
    Explicit,
    /// Explicit, and the name that goes with it is a part of one.
    Partial,
    /// A name that is a part of one, or no name of the person; nothing is said of terms.
    Called,
    Boilerplate,
    /// Boilerplate only beside explicit terms.
    BoilerplateBeside,
    Substantive,
    SubstantiveBeside,
    Basis(Knows),
    Pseudonym,
}

/// How a source knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Knows {
    Familiar,
    Direct,
    Proximity,
    Briefed,
    Document,
    Participant,
    Eyewitness,
    ToldByOthers,
}

impl WordingKind {
    pub(super) fn named(name: &str) -> Option<WordingKind> {
        Some(match name {
            "explicit" => WordingKind::Explicit,
            "partial" => WordingKind::Partial,
            "called" => WordingKind::Called,
            "boilerplate" => WordingKind::Boilerplate,
            "boilerplate_beside" => WordingKind::BoilerplateBeside,
            "substantive" => WordingKind::Substantive,
            "substantive_beside" => WordingKind::SubstantiveBeside,
            "basis_familiar" => WordingKind::Basis(Knows::Familiar),
            "basis_direct" => WordingKind::Basis(Knows::Direct),
            "basis_proximity" => WordingKind::Basis(Knows::Proximity),
            "basis_briefed" => WordingKind::Basis(Knows::Briefed),
            "basis_document" => WordingKind::Basis(Knows::Document),
            "basis_participant" => WordingKind::Basis(Knows::Participant),
            "basis_eyewitness" => WordingKind::Basis(Knows::Eyewitness),
            "basis_told" => WordingKind::Basis(Knows::ToldByOthers),
            "pseudonym" => WordingKind::Pseudonym,
            _ => return None,
        })
    }
}

/// A part of a wording.
#[derive(Clone, Debug)]
pub(crate) enum Element {
    /// One of these words, by number; an optional one may be missing.
    Words { any: Vec<u32>, optional: bool },
    /// A few words of any kind.
    Gap,
    /// The words up to the end of the clause.
    Tail,
}

/// A pattern over words.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    pub(crate) kind: WordingKind,
    pub(crate) elements: Vec<Element>,
    /// Of each element that is not optional, its words.
    needed: Vec<WordBits>,
}

/// Words by the low bits of their numbers. Two words may have one bit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordBits(u64);

impl WordBits {
    pub(crate) fn of(numbers: &[u32]) -> WordBits {
        let known = numbers.iter().filter(|number| **number != NO_WORD);
        WordBits(known.fold(0, |bits, number| bits | 1 << (number % u64::BITS)))
    }
}

impl Wording {
    fn new(kind: WordingKind, elements: Vec<Element>) -> Wording {
        let needed = elements.iter().filter_map(|element| match element {
            Element::Words { any, optional: false } => Some(WordBits::of(any)),
            _ => None,
        });
        Wording { kind, needed: needed.collect(), elements }
    }

    /// Whether a match can be among these words.
    pub(crate) fn can_be_in(&self, words: WordBits) -> bool {
        self.needed.iter().all(|needed| needed.0 & words.0 != 0)
    }

    /// The words that a match can start with.
    fn starts(&self) -> impl Iterator<Item = u32> {
        let mut done = false;
        self.elements
            .iter()
            .take_while(move |element| {
                let go_on = !done;
                done |= matches!(element, Element::Words { optional: false, .. });
                go_on
            })
            .filter_map(|element| match element {
                Element::Words { any, .. } => Some(any),
                _ => None,
            })
            .flatten()
            .copied()
    }
}

/// All wordings, by the words that they start with. Words are compared by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wordings {
    /// The words of patterns, numbered from 1.
    numbers: WordMap<String, u32>,
    sets: WordMap<String, Vec<u32>>,
    all: Vec<Wording>,
    by_start: Vec<Vec<usize>>,
}

/// The number of words that stand in no pattern.
pub(crate) const NO_WORD: u32 = 0;

impl Wordings {
    /// Adds words to a named set, which patterns call `$name`.
    pub(super) fn define<'w>(&mut self, name: &str, words: impl Iterator<Item = &'w str>) {
        let words: Vec<u32> = words.map(|word| self.numbered(word)).collect();
        self.sets.entry(name.to_owned()).or_default().extend(words);
    }

    /// The number of a word of a pattern.
    fn numbered(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.numbers.len() + 1).unwrap_or(u32::MAX);
        *self.numbers.entry(word.to_lowercase()).or_insert(next)
    }

    /// The number of a word of a text.
    pub(crate) fn number(&self, word: &str) -> u32 {
        self.numbers.get(word).copied().unwrap_or(NO_WORD)
    }

    /// Adds a pattern as `data/lexicon/terms.txt` explains it.
    pub(super) fn add(&mut self, kind: WordingKind, written: &str) -> Result<(), String> {
        let wording = Wording::new(kind, self.parse(written)?);
        let index = self.all.len();
        self.by_start.resize(self.numbers.len() + 1, Vec::new());
        for word in wording.starts() {
            let starting = self.by_start.get_mut(word as usize);
            if let Some(starting) = starting.filter(|starting| starting.last() != Some(&index)) {
                starting.push(index);
            }
        }
        self.all.push(wording);
        Ok(())
    }

    fn parse(&mut self, written: &str) -> Result<Vec<Element>, String> {
        let mut elements = Vec::new();
        for part in written.split_whitespace() {
            let element = match part {
                ".." => Element::Gap,
                ">" => Element::Tail,
                _ => {
                    let inner = part.strip_prefix('[').and_then(|part| part.strip_suffix(']'));
                    let mut any = Vec::new();
                    for word in inner.unwrap_or(part).split('|') {
                        match word.strip_prefix('$') {
                            Some(set) => any.extend(self.set(set)?),
                            None => any.push(self.numbered(word)),
                        }
                    }
                    Element::Words { any, optional: inner.is_some() }
                }
            };
            elements.push(element);
        }
        let required = |element: &Element| matches!(element, Element::Words { optional: false, .. });
        if !elements.iter().any(required) {
            return Err("a pattern needs a word that is not optional".to_owned());
        }
        Ok(elements)
    }

    fn set(&self, name: &str) -> Result<&Vec<u32>, String> {
        self.sets.get(name).ok_or_else(|| format!("unknown set `{name}`"))
    }

    /// The patterns that can start with a word of this number, in the order in which they were added.
    pub(crate) fn starting_with(&self, word: u32) -> impl Iterator<Item = &Wording> {
        let indexes = self.by_start.get(word as usize).map_or(&[][..], Vec::as_slice);
        indexes.iter().filter_map(|index| self.all.get(*index))
    }
}

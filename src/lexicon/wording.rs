//! Wordings of terms, reasons and bases of knowledge, as patterns over words.

use std::collections::HashMap;

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
    /// One of these words; an optional one may be missing.
    Words { any: Vec<String>, optional: bool },
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
}

impl Wording {
    /// The words that a match can start with.
    fn starts(&self) -> impl Iterator<Item = &String> {
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
    }
}

/// All wordings, by the words that they start with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wordings {
    sets: HashMap<String, Vec<String>>,
    all: Vec<Wording>,
    by_start: HashMap<String, Vec<usize>>,
}

impl Wordings {
    /// Adds words to a named set, which patterns call `$name`.
    pub(super) fn define<'w>(&mut self, name: &str, words: impl Iterator<Item = &'w str>) {
        self.sets.entry(name.to_owned()).or_default().extend(words.map(str::to_lowercase));
    }

    /// Adds a pattern as `data/lexicon/terms.txt` explains it.
    pub(super) fn add(&mut self, kind: WordingKind, written: &str) -> Result<(), String> {
        let wording = Wording { kind, elements: self.parse(written)? };
        let index = self.all.len();
        for word in wording.starts() {
            let starting = self.by_start.entry(word.clone()).or_default();
            if starting.last() != Some(&index) {
                starting.push(index);
            }
        }
        self.all.push(wording);
        Ok(())
    }

    fn parse(&self, written: &str) -> Result<Vec<Element>, String> {
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
                            Some(set) => any.extend(self.set(set)?.iter().cloned()),
                            None => any.push(word.to_lowercase()),
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

    fn set(&self, name: &str) -> Result<&Vec<String>, String> {
        self.sets.get(name).ok_or_else(|| format!("unknown set `{name}`"))
    }

    /// The patterns that can start with a word, in the order in which they were added.
    pub(crate) fn starting_with(&self, word: &str) -> impl Iterator<Item = &Wording> {
        self.by_start.get(word).into_iter().flatten().filter_map(|index| self.all.get(*index))
    }
}

//! Wordings of terms, reasons and bases of knowledge, and where they stand among words.

use std::collections::HashMap;

use super::words::Word;

/// What a wording shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum PatternKind {
    Explicit,
    /// Explicit, and the name that goes with it is a part of one.
    Partial,
    Boilerplate,
    /// Boilerplate only beside explicit terms.
    BoilerplateBeside,
    Substantive,
    SubstantiveBeside,
    Familiar,
    Briefed,
    Document,
    Participant,
    Pseudonym,
}

impl PatternKind {
    pub(super) fn named(name: &str) -> Option<PatternKind> {
        Some(match name {
            "explicit" => PatternKind::Explicit,
            "partial" => PatternKind::Partial,
            "boilerplate" => PatternKind::Boilerplate,
            "boilerplate-beside" => PatternKind::BoilerplateBeside,
            "substantive" => PatternKind::Substantive,
            "substantive-beside" => PatternKind::SubstantiveBeside,
            "basis-familiar" => PatternKind::Familiar,
            "basis-briefed" => PatternKind::Briefed,
            "basis-document" => PatternKind::Document,
            "basis-participant" => PatternKind::Participant,
            "pseudonym" => PatternKind::Pseudonym,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug)]
enum Element {
    /// One of these words, there or, if optional, not.
    Words { any: Vec<String>, optional: bool },
    /// Up to [`GAP`] words.
    Gap,
    /// On to the end of the clause.
    Tail,
}

/// Words that a gap may hold.
const GAP: usize = 4;
/// Words that a tail may hold. Clauses of news are shorter; the bound keeps time linear.
const TAIL: usize = 30;

/// A wording.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    kind: PatternKind,
    elements: Vec<Element>,
}

impl Pattern {
    pub(super) fn parse(kind: PatternKind, written: &str, patterns: &Patterns) -> Result<Pattern, String> {
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
                            Some(set) => any.extend(patterns.set(set)?.iter().cloned()),
                            None => any.push(word.to_lowercase()),
                        }
                    }
                    Element::Words { any, optional: inner.is_some() }
                }
            };
            elements.push(element);
        }
        let open = |element: &Element| matches!(element, Element::Words { optional: false, .. });
        if !elements.iter().any(open) {
            return Err("a pattern needs a word that must be there".to_owned());
        }
        Ok(Pattern { kind, elements })
    }

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

/// Where a wording stands: a range of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) kind: PatternKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// All wordings, by the words that they start with.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    sets: HashMap<String, Vec<String>>,
    all: Vec<Pattern>,
    by_start: HashMap<String, Vec<usize>>,
}

impl Patterns {
    pub(super) fn define(&mut self, name: &str, words: &str) {
        self.sets.insert(name.to_owned(), words.split_whitespace().map(str::to_lowercase).collect());
    }

    fn set(&self, name: &str) -> Result<&Vec<String>, String> {
        self.sets.get(name).ok_or_else(|| format!("no set `{name}` was defined before"))
    }

    pub(super) fn add(&mut self, pattern: Pattern) {
        let index = self.all.len();
        for word in pattern.starts() {
            let starting = self.by_start.entry(word.clone()).or_default();
            if starting.last() != Some(&index) {
                starting.push(index);
            }
        }
        self.all.push(pattern);
    }

    /// Every match, in the order of the words, and of the patterns where several start with one word. Time is linear
    /// in the words: each pattern looks at a bounded stretch.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Match> {
        let mut found = Vec::new();
        for (start, word) in words.iter().enumerate() {
            for pattern in
                self.by_start.get(&word.key).into_iter().flatten().filter_map(|index| self.all.get(*index))
            {
                if let Some(end) = reach(&pattern.elements, words, start, true) {
                    found.push(Match { kind: pattern.kind, start, end });
                }
            }
        }
        found
    }
}

/// Where the elements end that start at a word; the longest way that fits, optional words first. `first` holds until a
/// word was taken: a match starts with a word of its own, never with a gap.
fn reach(elements: &[Element], words: &[Word], at: usize, first: bool) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    match element {
        Element::Words { any, optional } => {
            let fits = words.get(at).is_some_and(|word| any.contains(&word.key));
            let taken = if fits { reach(rest, words, at + 1, false) } else { None };
            taken.or_else(|| if *optional { reach(rest, words, at, first) } else { None })
        }
        Element::Gap if first => reach(rest, words, at, true),
        Element::Gap => (0..=GAP)
            .take_while(|skip| *skip == 0 || words.get(at + skip - 1).is_some_and(|word| !ends_clause(word)))
            .find_map(|skip| reach(rest, words, at + skip, false)),
        Element::Tail => Some(clause_end(words, at)),
    }
}

/// The end of the clause that goes on at a word.
fn clause_end(words: &[Word], at: usize) -> usize {
    let mut end = at;
    while let Some(word) = words.get(end) {
        let after_to = end > 0 && words.get(end - 1).is_some_and(|before| before.key == "to");
        if end >= at + TAIL || ends_clause(word) || (opens_next(&word.key) && !after_to) {
            break;
        }
        end += 1;
    }
    end
}

fn ends_clause(word: &Word) -> bool {
    word.is_mark() && !word.is_possessive_mark() && !matches!(word.key.as_str(), "-" | "%" | "$" | "&" | "/")
}

/// Finite verbs of saying and the like: with these the sentence goes on after a clause that no comma closes.
fn opens_next(key: &str) -> bool {
    matches!(
        key,
        "said"
            | "says"
            | "told"
            | "tells"
            | "added"
            | "adds"
            | "confirmed"
            | "confirms"
            | "acknowledged"
            | "warned"
            | "who"
            | "whose"
            | "speaking"
            | "spoke"
            | "according"
            | "described"
            | "insisted"
            | "denied"
            | "argued"
    )
}

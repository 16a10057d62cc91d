//! A text with its words, quotations and claims, made once for all statements.

use std::collections::HashSet;
use std::ops::Range;

use super::index::Suffixes;
use super::words::{UNKNOWN, Vocabulary, key, words};
use crate::text::Document;
use crate::{ClaimId, Report, Span};

/// Maximum number of claims around a word that are looked at, the shortest first. The analyzer nests 16 deep at most.
const MOST_AROUND: usize = 16;

/// Maximum number of places that are listed for the words of a statement.
pub(super) const MOST_PLACES: usize = 1000;

/// Maximum number of words at all places of a statement together.
pub(super) const MOST_WORDS: usize = 100_000;

/// Maximum number of words in the brackets of an editor.
pub(super) const LONGEST_BRACKET: usize = 6;

/// A text and its report, with the words numbered and indexed.
pub(super) struct Indexed<'a> {
    pub(super) text: &'a str,
    pub(super) report: &'a Report,
    pub(super) words: Vec<Span>,
    numbers: Vec<u32>,
    pub(super) vocabulary: Vocabulary,
    /// The sentence of each word.
    pub(super) sentence: Vec<u32>,
    /// The outermost quotation of each word, by its number from 1; 0 outside.
    pub(super) quotation: Vec<u32>,
    /// The claims around each word, the shortest first.
    around: Vec<Vec<ClaimId>>,
    /// The words of the names of actors.
    pub(super) names: HashSet<String>,
    pub(super) suffixes: Suffixes,
    /// The word at each place of the index. The text comes first; then what the text has in quotation marks, without the words in
    /// between; then the claims whose content is in several parts.
    word_at: Vec<u32>,
}

impl<'a> Indexed<'a> {
    pub(super) fn new(report: &'a Report, text: &'a str) -> Indexed<'a> {
        let document = Document::segment(text);
        let words = words(text);
        let mut vocabulary = Vocabulary::default();
        let numbers: Vec<u32> =
            words.iter().map(|span| vocabulary.add(key(span.slice(text).unwrap_or_default()))).collect();
        let sentences: Vec<Span> = document.sentences().iter().map(|sentence| sentence.span).collect();
        let outer: Vec<Span> = document
            .quotations()
            .iter()
            .filter(|quoted| quoted.depth == 0)
            .map(|quoted| quoted.inner)
            .collect();
        let sentence = containing(&words, &sentences, |span, word| word.start() < span.end());
        let quotation = containing(&words, &outer, Span::contains);
        let around = around(&words, report);
        let names = report
            .actors
            .iter()
            .flat_map(|actor| &actor.names)
            .flat_map(|name| name.split_whitespace().map(key))
            .collect();
        let mut word_at: Vec<u32> = (0..words.len()).map(number).collect();
        word_at.push(UNKNOWN);
        let bracketed = bracketed(text, &words);
        let quoted = quotation.iter().zip(&bracketed).enumerate();
        word_at.extend(quoted.filter(|(_, (quoted, out))| **quoted > 0 && !**out).map(|(at, _)| number(at)));
        // Foreign reports may have any number of claims over the whole text.
        let mut left = words.len() * MOST_AROUND;
        for claim in report.claims.iter().filter(|claim| claim.content.len() > 1) {
            word_at.push(UNKNOWN);
            for range in claim.content.iter().map(|span| range_of(&words, *span)) {
                let range = range.start..range.end.min(range.start + left);
                left -= range.len();
                word_at.extend(range.map(number));
            }
        }
        // Nothing that is asked holds the number of a border.
        let symbols =
            word_at.iter().map(|at| numbers.get(*at as usize).copied().unwrap_or(UNKNOWN)).collect();
        let suffixes = Suffixes::new(symbols);
        Indexed {
            text,
            report,
            words,
            numbers,
            vocabulary,
            sentence,
            quotation,
            around,
            names,
            suffixes,
            word_at,
        }
    }

    /// The words at some places of the index.
    pub(super) fn words_at(&self, place: usize, count: usize) -> Vec<usize> {
        self.word_at.get(place..place + count).unwrap_or_default().iter().map(|at| *at as usize).collect()
    }

    /// Whether a place of the index is one of the text itself.
    pub(super) fn is_in_text(&self, place: usize) -> bool {
        place < self.words.len()
    }

    /// The number of a word.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        self.numbers.get(at).copied()
    }

    /// A word as it is written.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.words.get(at).and_then(|span| span.slice(self.text)).unwrap_or_default()
    }

    /// What stands between a word and the next one; with 0 before the first, up to the end behind the last.
    pub(super) fn gap_after(&self, at: usize) -> &'a str {
        let start = self.words.get(at).map_or(self.text.len(), |span| span.end());
        let end = self.words.get(at + 1).map_or(self.text.len(), |span| span.start());
        self.text.get(start..end).unwrap_or_default()
    }

    /// What stands before a word, behind the one before.
    pub(super) fn gap_before(&self, at: usize) -> &'a str {
        match at.checked_sub(1) {
            Some(before) => self.gap_after(before),
            None => self.text.get(..self.words.first().map_or(0, |span| span.start())).unwrap_or_default(),
        }
    }

    /// The span of a range of words.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let first = self.words.get(range.start).copied();
        let last = range.end.checked_sub(1).and_then(|last| self.words.get(last)).copied();
        match (first, last) {
            (Some(first), Some(last)) if !range.is_empty() => first.cover(last),
            (Some(first), _) => Span::between(first.start(), first.start()),
            _ => Span::between(self.text.len(), self.text.len()),
        }
    }

    /// The words that a span overlaps.
    pub(super) fn range_of(&self, span: Span) -> Range<usize> {
        range_of(&self.words, span)
    }

    /// The claims around a word, the shortest first.
    pub(super) fn claims_at(&self, word: usize) -> &[ClaimId] {
        self.around.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a sentence, or a quotation, starts with a word.
    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        let place = |at: usize| (self.sentence.get(at), self.quotation.get(at));
        at.checked_sub(1).is_none_or(|before| place(before) != place(at))
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(UNKNOWN)
}

fn range_of(words: &[Span], span: Span) -> Range<usize> {
    let start = words.partition_point(|word| word.end() <= span.start());
    let end = words.partition_point(|word| word.start() < span.end());
    start..end.max(start)
}

/// For each word the number, from 1, of the span that it is in; 0 for none. Both are in text order.
fn containing(words: &[Span], spans: &[Span], is_in: fn(Span, Span) -> bool) -> Vec<u32> {
    let mut next = 0;
    let find = |word: &Span| {
        while spans.get(next).is_some_and(|span| span.end() <= word.start()) {
            next += 1;
        }
        let inside = spans.get(next).is_some_and(|span| span.start() <= word.start() && is_in(*span, *word));
        if inside { number(next + 1) } else { 0 }
    };
    words.iter().map(find).collect()
}

/// The words between the square brackets of an editor.
fn bracketed(text: &str, words: &[Span]) -> Vec<bool> {
    let mut inside = vec![false; words.len()];
    for (open, _) in text.match_indices('[') {
        let start = words.partition_point(|word| word.start() <= open);
        let end = (start..(start + LONGEST_BRACKET).min(words.len())).find(|at| {
            let from = words.get(*at).map_or(text.len(), |word| word.end());
            let to = words.get(at + 1).map_or(text.len(), |word| word.start());
            text.get(from..to).is_some_and(|gap| gap.contains(']'))
        });
        if let Some(slots) = end.and_then(|end| inside.get_mut(start..=end)) {
            slots.fill(true);
        }
    }
    inside
}

/// The claims around each word, in one walk over contents and words in text order.
fn around(words: &[Span], report: &Report) -> Vec<Vec<ClaimId>> {
    let length = |id: ClaimId| {
        report.claim(id).map_or(0, |claim| claim.content.iter().map(|span| span.len()).sum::<usize>())
    };
    let depth = |id: ClaimId| {
        let mut at = report.claim(id).and_then(|claim| claim.within);
        let mut depth = 0_usize;
        while let Some(outer) = at.filter(|_| depth < MOST_AROUND) {
            depth += 1;
            at = report.claim(outer).and_then(|claim| claim.within);
        }
        depth
    };
    let mut contents: Vec<(Span, usize, usize, ClaimId)> = report
        .iter_claims()
        .flat_map(|(id, claim)| {
            let order = (length(id), MOST_AROUND - depth(id).min(MOST_AROUND));
            claim.content.iter().map(move |span| (*span, order.0, order.1, id))
        })
        .collect();
    contents.sort_unstable_by_key(|(span, ..)| (span.start(), span.end()));
    let mut contents = contents.into_iter().peekable();
    let mut open: Vec<(Span, usize, usize, ClaimId)> = Vec::new();
    let mut all = Vec::with_capacity(words.len());
    for word in words {
        let before = open.len();
        while let Some(content) = contents.next_if(|(span, ..)| span.start() < word.end()) {
            open.push(content);
        }
        let grew = open.len() > before;
        open.retain(|(span, ..)| span.end() > word.start());
        if grew {
            // Of equal ones the innermost first.
            open.sort_by_key(|(_, length, depth, id)| (*length, *depth, *id));
            open.truncate(MOST_AROUND);
        }
        all.push(open.iter().map(|(.., id)| *id).collect());
    }
    all
}

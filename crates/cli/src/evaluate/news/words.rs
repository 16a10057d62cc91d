//! An article in words: what parts are compared by.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::evaluate::tokens::{Token, is_word, tokens};

/// Words that show no agreement of sources.
const FUNCTION: [&str; 17] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "which", "who",
    "with",
];

/// Plain words of saying.
const SAYING: [&str; 56] = [
    "add",
    "added",
    "adding",
    "adds",
    "admit",
    "admits",
    "admitted",
    "announce",
    "announced",
    "announces",
    "according",
    "argue",
    "argued",
    "argues",
    "ask",
    "asked",
    "asks",
    "claim",
    "claimed",
    "claims",
    "confirm",
    "confirmed",
    "confirms",
    "denied",
    "denies",
    "deny",
    "explain",
    "explained",
    "explains",
    "insist",
    "insisted",
    "insists",
    "note",
    "noted",
    "notes",
    "quoted",
    "report",
    "reported",
    "reports",
    "said",
    "say",
    "saying",
    "says",
    "state",
    "stated",
    "states",
    "tell",
    "telling",
    "tells",
    "told",
    "warn",
    "warned",
    "warns",
    "write",
    "writes",
    "wrote",
];

/// A text and its words.
pub(crate) struct Words<'t> {
    text: &'t str,
    tokens: Vec<Token>,
}

/// Words by their numbers.
pub(crate) type Set = BTreeSet<usize>;

impl<'t> Words<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Words { text, tokens: tokens(text) }
    }

    /// The words of a content, without a "that" at its start.
    pub(crate) fn content(&self, spans: &[Range<usize>]) -> Set {
        let mut words = self.within(spans);
        if words.len() > 1 && words.first().is_some_and(|first| self.lower(*first) == "that") {
            words.pop_first();
        }
        words
    }

    /// The words of a source, without function words where others are left.
    pub(crate) fn source(&self, spans: &[Range<usize>]) -> Set {
        let all = self.within(spans);
        let told = |word: &&usize| {
            let lower = self.lower(**word);
            !FUNCTION.contains(&lower.as_str()) && lower != "'s" && lower != "’s"
        };
        let lean: Set = all.iter().filter(told).copied().collect();
        if lean.is_empty() { all } else { lean }
    }

    /// Whether a cue has a plain word of saying.
    pub(crate) fn is_plain(&self, cue: &[Range<usize>]) -> bool {
        let parts = cue.iter().filter_map(|span| self.text.get(span.clone()));
        parts
            .flat_map(|part| part.split(|c: char| !is_word(c)))
            .any(|word| SAYING.contains(&word.to_lowercase().as_str()))
    }

    fn within(&self, spans: &[Range<usize>]) -> Set {
        let mut set = Set::new();
        for span in spans {
            let first = self.tokens.partition_point(|token| token.end <= span.start);
            let inside = self.tokens.iter().enumerate().skip(first);
            let inside = inside.take_while(|(_, token)| token.start < span.end);
            set.extend(inside.filter(|(_, token)| token.word).map(|(index, _)| index));
        }
        set
    }

    fn lower(&self, word: usize) -> String {
        let token = self.tokens.get(word);
        token.and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default().to_lowercase()
    }
}

/// A name without case, marks and an article before it.
pub(crate) fn simple(name: &str) -> String {
    let lower = name.to_lowercase();
    let blank = |c: char| c.is_whitespace() || matches!(c, '.' | '\'' | '’');
    let parts: Vec<&str> = lower.split(blank).filter(|part| !part.is_empty()).collect();
    let rest = match parts.split_first() {
        Some((&("the" | "a" | "an"), rest)) if !rest.is_empty() => rest,
        _ => parts.as_slice(),
    };
    rest.join(" ")
}

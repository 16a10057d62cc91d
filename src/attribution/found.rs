//! An attribution as an engine finds it.

use crate::Span;

/// An attribution: the spans of its source, cue and content, each in text order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// Empty where the text leaves the source out.
    pub(crate) source: Vec<Span>,
    /// Empty where a quotation goes on without a cue of its own.
    pub(crate) cue: Vec<Span>,
    /// Never empty.
    pub(crate) content: Vec<Span>,
    /// The words that name who passes it on. Empty where none were found, and where the engine looks for none.
    pub(crate) relay: Vec<Span>,
    /// Whether the layout shows that the content is what was said word for word, without quotation marks.
    pub(crate) verbatim: bool,
    /// Probability that the attribution is right.
    pub(crate) confidence: f32,
}

impl Found {
    /// All spans: source, cue, content.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.source.iter().chain(&self.cue).chain(&self.content).copied()
    }

    /// Where the attribution is made: its cue, or its content where it has none.
    pub(crate) fn anchor(&self) -> Option<Span> {
        self.cue.first().or(self.content.first()).copied()
    }
}

/// Sorts attributions by where they are made.
pub(crate) fn sort(found: &mut [Found]) {
    found.sort_by_key(|one| one.anchor().map(Span::start));
}

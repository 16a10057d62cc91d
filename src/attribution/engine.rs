//! What every engine of attribution offers.

use super::found::Found;
use super::name::FoundName;
use crate::Span;
use crate::text::Document;
use crate::watch::Watch;

/// What an engine looks for.
#[derive(Clone, Copy)]
pub(crate) struct Search<'w> {
    /// Only attributions inside it are found.
    pub(crate) body: Span,
    /// Minimum confidence.
    pub(crate) least: f32,
    /// Whether attitudes without a statement count: wishes, beliefs, feelings.
    pub(crate) attitudes: bool,
    /// Added to the log-odds of each cue.
    pub(crate) bias: f32,
    /// How many attributions are enough: those that an engine finds beyond are not needed.
    pub(crate) most: usize,
    /// When to stop. What is found until then is of no use.
    pub(crate) watch: &'w Watch<'w>,
}

/// What an engine reads in a document.
#[derive(Debug)]
pub(crate) struct Read {
    /// The attributions, in text order of their cues.
    pub(crate) found: Vec<Found>,
    /// The names of the whole document, in text order; `None` of an engine that knows none.
    pub(crate) names: Option<Vec<FoundName>>,
}

/// An engine of attribution: a document in; cue, source, contents and confidence of each attribution out, and names.
pub(crate) trait Engine {
    /// Reads a document.
    fn read(&self, document: &Document<'_>, search: Search<'_>) -> Read;

    /// Whether it learned from a corpus. All passes then apply to what it finds.
    fn is_trained(&self) -> bool;
}

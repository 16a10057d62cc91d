//! What every engine of attribution offers.

use super::found::Found;
use crate::Span;
use crate::text::Document;

/// What an engine looks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search {
    /// Only attributions inside it are found.
    pub(crate) body: Span,
    /// Minimum confidence.
    pub(crate) least: f32,
    /// Whether attitudes without a statement count: wishes, beliefs, feelings.
    pub(crate) attitudes: bool,
    /// Added to the log-odds of each cue.
    pub(crate) bias: f32,
}

/// An engine of attribution: a document in; cue, source, contents and confidence of each attribution out.
pub(crate) trait Engine {
    /// The attributions of a document, in text order of their cues.
    fn find(&self, document: &Document<'_>, search: Search) -> Vec<Found>;

    /// Whether it learned from a corpus. All passes then apply to what it finds.
    fn is_trained(&self) -> bool;
}

//! An event before it is told from the other mentions of it.

use crate::Event;

/// An event with what it was made from.
pub(super) struct Draft {
    pub(super) event: Event,
    pub(super) sentence: usize,
    pub(super) lemma: String,
    pub(super) word: Word,
    pub(super) meeting: bool,
    pub(super) dated: bool,
    pub(super) told_by_article: bool,
    pub(super) weight: Weight,
}

/// Whether an event is worth telling.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Told,
    /// Only as a further mention of one that was told before.
    OnlyAgain,
}

/// What names an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Verb,
    Noun,
    /// "the talks", "their call": may take up an event that was told before.
    Definite,
}

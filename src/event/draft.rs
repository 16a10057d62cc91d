//! An event before its mentions are joined.

use crate::Event;

/// An event with what its mentions are joined by.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Draft {
    pub(super) event: Event,
    /// The sentence of the first mention.
    pub(super) sentence: usize,
    /// The lemma of the trigger.
    pub(super) lemma: String,
    pub(super) trigger: TriggerKind,
    /// Whether it is a meeting, which goes by many nouns.
    pub(super) is_meeting: bool,
    /// Whether somebody does something to something.
    pub(super) is_deed: bool,
    /// Whether it is said to be going on.
    pub(super) is_underway: bool,
    /// Whether a day or a time of day is known.
    pub(super) is_dated: bool,
    /// Whether the article tells of it in its own voice.
    pub(super) is_told_by_article: bool,
    pub(super) weight: Weight,
}

/// Whether a mention is worth an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Event,
    /// It counts only as a further mention of an event.
    RepeatOnly,
}

/// What names an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TriggerKind {
    Verb,
    Noun,
    /// "the talks", "their call": may name an event that was mentioned before.
    DefiniteNoun,
}

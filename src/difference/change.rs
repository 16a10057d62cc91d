//! The ways in which two reports of one article can differ.

use std::fmt;

use serde::Serialize;

use crate::{ClaimId, Force, Level, Quotation, SourceId, Span};

/// One way in which a corrected report differs from the one before.
///
/// Ids named `before` belong to the first report, those named `after` to the second.
///
/// ```
/// use ascribe::{ClaimId, Difference};
///
/// let added = Difference::ClaimAdded { after: ClaimId::new(4) };
/// assert_eq!(added.to_string(), "c4′ is new");
/// assert_eq!(serde_json::to_string(&added)?, r#"{"kind":"claim_added","after":4}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Difference {
    /// A claim that the first report does not have.
    ClaimAdded {
        /// Which.
        after: ClaimId,
    },
    /// A claim that the second report does not have.
    ClaimRemoved {
        /// Which.
        before: ClaimId,
    },
    /// Other words are ascribed.
    Content {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// Its content then.
        old: Vec<Span>,
        /// Its content now.
        new: Vec<Span>,
    },
    /// Other words ascribe.
    Cue {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The speaker's cue then.
        old: Vec<Span>,
        /// The speaker's cue now.
        new: Vec<Span>,
    },
    /// Other words name the speaker.
    SourceWords {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The words then.
        old: Vec<Span>,
        /// The words now.
        new: Vec<Span>,
    },
    /// Another kind of quotation.
    Quotation {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The kind then.
        old: Quotation,
        /// The kind now.
        new: Quotation,
    },
    /// Another force.
    Force {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The force then.
        old: Force,
        /// The force now.
        new: Force,
    },
    /// The claim has another speaker, who is known to both reports, or to one of them while the other has none.
    Speaker {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// Who it was.
        old: Option<SourceId>,
        /// Who it is.
        new: Option<SourceId>,
    },
    /// The claim came through somebody else, by [`Report::relay`].
    Relay {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// Through whom it came.
        old: Option<SourceId>,
        /// Through whom it comes.
        new: Option<SourceId>,
    },
    /// A source has another level.
    Level {
        /// The source.
        before: SourceId,
        /// The same source.
        after: SourceId,
        /// The level then.
        old: Level,
        /// The level now.
        new: Level,
    },
    /// Several sources are one.
    SourcesMerged {
        /// Which, in order.
        before: Vec<SourceId>,
        /// The source that they are now.
        after: SourceId,
    },
    /// One source is several.
    SourceSplit {
        /// The source that they were.
        before: SourceId,
        /// Which, in order.
        after: Vec<SourceId>,
    },
}

/// Says it in a line. Ids of the second report bear a prime, since the same source need not have the same id in both.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let then = |id: &Option<SourceId>| id.map_or("nobody".to_owned(), |id| format!("s{}", id.index()));
        let now = |id: &Option<SourceId>| id.map_or("nobody".to_owned(), |id| format!("s{}′", id.index()));
        let list = |ids: &[SourceId], one: &dyn Fn(&Option<SourceId>) -> String| {
            ids.iter().map(|id| one(&Some(*id))).collect::<Vec<_>>().join(", ")
        };
        match self {
            Difference::ClaimAdded { after } => write!(f, "c{}′ is new", after.index()),
            Difference::ClaimRemoved { before } => write!(f, "c{} is gone", before.index()),
            Difference::Content { before, .. } => write!(f, "c{} has another content", before.index()),
            Difference::Cue { before, .. } => write!(f, "c{} has another cue", before.index()),
            Difference::SourceWords { before, .. } => {
                write!(f, "c{} has other words for its source", before.index())
            }
            Difference::Quotation { before, old, new, .. } => {
                write!(f, "c{} is {new}, not {old}", before.index())
            }
            Difference::Force { before, old, new, .. } => {
                write!(f, "c{} has the force {new}, not {old}", before.index())
            }
            Difference::Speaker { before, old, new, .. } => {
                write!(f, "c{} is by {}, not by {}", before.index(), now(new), then(old))
            }
            Difference::Relay { before, old, new, .. } => {
                write!(f, "c{} came through {}, not through {}", before.index(), now(new), then(old))
            }
            Difference::Level { before, old, new, .. } => {
                write!(f, "s{} is {new}, not {old}", before.index())
            }
            Difference::SourcesMerged { before, after } => {
                write!(f, "{} are one, s{}′", list(before, &then), after.index())
            }
            Difference::SourceSplit { before, after } => {
                write!(f, "s{} is several, {}", before.index(), list(after, &now))
            }
        }
    }
}

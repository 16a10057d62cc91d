//! The kinds of differences.

use std::fmt;

use serde::Serialize;

use crate::{ClaimId, Force, Level, Quotation, SourceId, Span};

/// A difference between two reports of one article, or of two versions of it: see
/// [`Report::differences`](crate::Report::differences) and [`Report::changes`](crate::Report::changes).
///
/// `before` and `old` belong to the first report and its text, `after` and `new` to the second.
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
    /// The first report does not have a claim.
    ClaimAdded {
        /// Its id.
        after: ClaimId,
    },
    /// The second report does not have a claim.
    ClaimRemoved {
        /// Its id.
        before: ClaimId,
    },
    /// The content of a claim differs.
    Content {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// Its content in the first report.
        old: Vec<Span>,
        /// Its content in the second.
        new: Vec<Span>,
    },
    /// The cue of a claim's speaker differs.
    Cue {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The cue in the first report.
        old: Vec<Span>,
        /// The cue in the second.
        new: Vec<Span>,
    },
    /// The source words of a claim's speaker differ.
    SourceWords {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The words in the first report.
        old: Vec<Span>,
        /// The words in the second.
        new: Vec<Span>,
    },
    /// The kind of quotation differs.
    Quotation {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The kind in the first report.
        old: Quotation,
        /// The kind in the second.
        new: Quotation,
    },
    /// The force differs.
    Force {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The force in the first report.
        old: Force,
        /// The force in the second.
        new: Force,
    },
    /// The speaker of a claim differs. Merged and split sources are not differences of speakers.
    Speaker {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The speaker in the first report.
        old: Option<SourceId>,
        /// The speaker in the second.
        new: Option<SourceId>,
    },
    /// The [relay](crate::Report::relay) of a claim differs.
    Relay {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The relay in the first report.
        old: Option<SourceId>,
        /// The relay in the second.
        new: Option<SourceId>,
    },
    /// The level of a source differs.
    Level {
        /// The source.
        before: SourceId,
        /// The same source.
        after: SourceId,
        /// The level in the first report.
        old: Level,
        /// The level in the second.
        new: Level,
    },
    /// The first version of an article does not cite a source.
    SourceAdded {
        /// Its id.
        after: SourceId,
    },
    /// The second version of an article does not cite a source.
    SourceRemoved {
        /// Its id.
        before: SourceId,
    },
    /// Several sources of the first report are one in the second.
    SourcesMerged {
        /// Their ids, in order.
        before: Vec<SourceId>,
        /// Their id in the second report.
        after: SourceId,
    },
    /// One source of the first report is several in the second.
    SourceSplit {
        /// Their id in the first report.
        before: SourceId,
        /// Their ids, in order.
        after: Vec<SourceId>,
    },
}

/// One line. Ids of the second report have a prime (`s0′`), since the same source may have another id there.
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
            Difference::SourceAdded { after } => write!(f, "s{}′ is new", after.index()),
            Difference::SourceRemoved { before } => write!(f, "s{} is gone", before.index()),
            Difference::SourcesMerged { before, after } => {
                write!(f, "{} are one, s{}′", list(before, &then), after.index())
            }
            Difference::SourceSplit { before, after } => {
                write!(f, "s{} is several, {}", before.index(), list(after, &now))
            }
        }
    }
}

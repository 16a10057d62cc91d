//! How far speakers stand behind what they convey.

use crate::{Certainty, Factuality, Polarity, Span};

/// How far a speech act stands behind its content: a denial negates it, a belief leaves it probable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Endorsement {
    max_certainty: Certainty,
    negates: bool,
    /// The speaker says neither that it is so nor that it is not, as in a question.
    is_open: bool,
}

impl Endorsement {
    pub(super) const FULL: Endorsement = Endorsement::at_most(Certainty::Certain);

    pub(super) const OPEN: Endorsement =
        Endorsement { is_open: true, ..Endorsement::at_most(Certainty::Underspecified) };

    pub(super) const fn at_most(max_certainty: Certainty) -> Endorsement {
        Endorsement { max_certainty, negates: false, is_open: false }
    }

    pub(super) const fn negating(max_certainty: Certainty) -> Endorsement {
        Endorsement { negates: true, ..Endorsement::at_most(max_certainty) }
    }

    /// The factuality for the speaker. `said` is the factuality by the words of the content alone, and `evidence` the
    /// words that show the act.
    pub(crate) fn apply(self, said: &Factuality, evidence: &[Span]) -> Factuality {
        let mut factuality = said.clone();
        factuality.certainty = factuality.certainty.min(self.max_certainty);
        if self.negates {
            factuality.polarity = factuality.polarity.reversed();
        }
        if self.is_open {
            factuality.polarity = Polarity::Underspecified;
        }
        if self != Endorsement::FULL {
            factuality.evidence.extend(evidence);
            factuality.evidence.sort_unstable();
            factuality.evidence.dedup();
        }
        factuality
    }
}

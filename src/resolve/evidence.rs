//! Confidences of the identity and the level of a source.

use crate::{Confidence, Level};

/// How the source of an attribution was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum How {
    /// By its name.
    Named,
    /// A description of a new source.
    New,
    /// A description of a source mentioned before.
    TakenUp,
    /// A pronoun of the third person: the lead of its antecedent over the next candidate, in points.
    Ahead(i32),
    /// A relative pronoun.
    Relative,
    /// "I", for the writer.
    Writer,
    /// The subject of an earlier verb.
    LeftOut,
    /// A quotation that continues.
    GoesOn,
    /// By weights, with this probability.
    Weighed(Confidence),
    /// Not found.
    Unknown,
}

impl How {
    /// The share that is right on PolNeAR dev with given attributions (`ascribe evaluate --labels`). Steps with few lines are
    /// merged. The rules were made with these articles at hand; on others the share is lower.
    pub(super) fn identity(self) -> Confidence {
        sure(match self {
            How::Weighed(share) => return share,
            How::Named => 0.97,
            How::New => 0.85,
            How::TakenUp | How::Relative => 0.92,
            How::Ahead(..CLOSE) => 0.86,
            How::Ahead(_) | How::Writer => 0.9,
            How::LeftOut | How::GoesOn => 0.58,
            How::Unknown => 0.79,
        })
    }
}

/// Minimum lead of a sure antecedent, in points.
const CLOSE: i32 = 10;

/// The confidence of a level, by how the first mention of the source was resolved; `None` for a source without a mention.
/// The share that is right on PolNeAR dev, as above.
pub(super) fn of_level(level: Level, how: Option<How>) -> Confidence {
    let found = !matches!(how, Some(How::LeftOut | How::GoesOn | How::Unknown));
    sure(match level {
        Level::Named | Level::Institutional if found => 0.99,
        Level::Partial => 0.92,
        Level::Described => 0.86,
        Level::Vague if found => 0.84,
        Level::Bare if found => 0.79,
        Level::Named | Level::Institutional | Level::Vague | Level::Bare => 0.62,
        Level::Unattributed => 0.79,
    })
}

fn sure(value: f32) -> Confidence {
    Confidence::new(value).unwrap_or_default()
}

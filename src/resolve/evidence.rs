//! How sure it is that a phrase means its source, and that a source has its level.

use crate::{Confidence, Level};

/// How the source of an attribution was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The phrase names it.
    Named,
    /// A description that opens a source of its own.
    New,
    /// A description that takes up somebody.
    TakenUp,
    /// "he", by so much likelier than the next.
    Ahead(i32),
    /// "who".
    Relative,
    /// "I".
    Writer,
    /// The subject of an earlier verb.
    LeftOut,
    /// A quotation goes on.
    GoesOn,
    /// Nothing shows who is meant.
    Unknown,
}

impl How {
    /// The share that is right on PolNeAR dev, attributions given (`evaluate --labels`), steps with few lines taken together.
    /// The rules were made with these articles at hand, so that others have less.
    pub(super) fn identity(self) -> Confidence {
        sure(match self {
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

/// A pronoun's antecedent that is ahead of the next by less is unsure.
const CLOSE: i32 = 10;

/// How sure a source's level is, given how its first mention was resolved; without one, of a source that is only
/// understood. The share that is right on PolNeAR dev, as above.
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

//! An attribution in tokens, while the rules put it together.

use std::collections::BTreeMap;
use std::ops::Range;

/// Confidences of the rules, by what they rest on: the rounded share of right contents among those found on PolNeAR dev.
pub(super) const SURE_CLAUSE: f32 = 0.8;
pub(super) const SURE_QUOTATION: f32 = 0.85;
pub(super) const SURE_OBJECT: f32 = 0.5;
pub(super) const SURE_NOMINAL: f32 = 0.5;

/// Maximum number of tokens between a quotation and its cue.
pub(super) const REACH: usize = 24;

/// Attributions by the token that ascribes.
pub(super) type Candidates = BTreeMap<usize, Candidate>;

/// An attribution in tokens.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) source: Option<Range<usize>>,
    /// The word that ascribes.
    pub(super) head: usize,
    /// The head and the words around it that belong to it.
    pub(super) cue: Range<usize>,
    pub(super) content: Vec<Range<usize>>,
    pub(super) confidence: f32,
}

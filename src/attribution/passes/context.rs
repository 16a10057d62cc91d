//! What a pass may look at.

use crate::Span;
use crate::attribution::found::Found;
use crate::text::Document;

/// What a pass may look at, beside the attributions that it is given.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document<'a>,
    /// The text without its header.
    pub(crate) body: Span,
    pub(crate) dateline: Option<Span>,
    /// Attributions with a lower confidence are left out.
    pub(crate) least: f32,
    /// The attributions of the rules, after the passes that apply to them; empty while these run.
    pub(crate) ruled: Vec<Found>,
}

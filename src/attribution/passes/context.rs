//! The input of passes beside the attributions.

use crate::Span;
use crate::attribution::found::Found;
use crate::text::Document;

/// What a pass may look at beside the attributions.
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

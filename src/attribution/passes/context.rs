//! The input of passes beside the attributions.

use crate::Span;
use crate::text::Document;

/// What a pass may look at beside the attributions.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document<'a>,
    /// The text without its header.
    pub(crate) body: Span,
    pub(crate) dateline: Option<Span>,
    /// Attributions with a lower confidence are left out.
    pub(crate) least: f32,
}

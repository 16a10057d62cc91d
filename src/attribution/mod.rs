//! Who said what: cues, then source and content of each cue, and how they nest.
//!
//! An engine finds attributions, and an ordered table of passes mends and completes them.

pub(crate) mod content;
pub(crate) mod draft;
pub(crate) mod engine;
pub(crate) mod found;
pub(crate) mod given;
mod layout;
pub(crate) mod network;
pub(crate) mod passes;
mod rules;
mod spans;

pub(crate) use draft::Draft;
pub(crate) use engine::Search;
pub use given::Given;
pub use network::AttributionModel;

use crate::Span;
use crate::text::Document;
use engine::Engine;
use passes::context::Context;
use rules::Rules;

/// The attributions of the article's body, in text order of their cues. Without a trained engine the rules find them alone.
/// `without` names a pass to leave out.
pub(crate) fn drafts(
    document: &Document<'_>,
    search: Search,
    dateline: Option<Span>,
    engine: Option<&AttributionModel>,
    without: Option<&str>,
) -> Vec<Draft> {
    let context = Context { document, body: search.body, dateline, least: search.least };
    let engine: &dyn Engine = engine.map_or(&Rules, |engine| engine as &dyn Engine);
    let found = passes::apply(&context, engine.find(document, search), engine.is_trained(), without);
    draft::complete(document, found)
}

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

use crate::text::Document;
use crate::Span;
use engine::Engine;
use found::Found;
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
    let mut context =
        Context { document, body: search.body, dateline, least: search.least, ruled: Vec::new() };
    let find = |context: &Context<'_>, engine: &dyn Engine| -> Vec<Found> {
        passes::apply(context, engine.find(document, search), engine.is_trained(), without)
    };
    context.ruled = find(&context, &Rules);
    let found = match engine {
        Some(engine) => find(&context, engine),
        None => context.ruled,
    };
    draft::complete(document, found)
}

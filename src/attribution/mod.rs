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
pub use engine::AttributionModel;
pub use given::Given;

use crate::text::Document;
use crate::{Confidence, Span};
use engine::Engine;
use found::Found;
use passes::context::Context;
use rules::Rules;

/// The attributions of the article's body with a confidence of at least `least`, in text order of their cues. Without a
/// trained engine the rules find them alone. `without` names a pass to leave out.
pub(crate) fn drafts(
    document: &Document<'_>,
    (body, dateline): (Span, Option<Span>),
    least: Confidence,
    engine: Option<&AttributionModel>,
    without: Option<&str>,
) -> Vec<Draft> {
    let mut context = Context { document, body, dateline, least: least.get(), ruled: Vec::new() };
    let find = |context: &Context<'_>, engine: &dyn Engine| -> Vec<Found> {
        let found = engine.find(document, body, least.get());
        passes::apply(context, found, engine.is_trained(), without)
    };
    context.ruled = find(&context, &Rules);
    let found = match engine {
        Some(engine) => find(&context, engine),
        None => context.ruled,
    };
    draft::complete(document, found)
}

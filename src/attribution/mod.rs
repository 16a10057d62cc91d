//! Who said what: cues, then source and content of each cue, and how they nest.
//!
//! An engine finds attributions, and an ordered table of passes mends and completes them.

pub(crate) mod content;
pub(crate) mod draft;
pub(crate) mod engine;
pub(crate) mod found;
pub(crate) mod given;
mod layout;
pub(crate) mod name;
pub(crate) mod network;
pub(crate) mod passes;
mod rules;
mod spans;

pub(crate) use draft::Draft;
pub(crate) use engine::Search;
pub use given::Given;
pub(crate) use name::{FoundName, NameKind};
pub use network::AttributionModel;

use crate::Span;
use crate::text::Document;
use engine::{Engine, Read};
use passes::context::Context;
use rules::Rules;

/// The attributions of the article's body, in text order of their cues, and the names of the whole article, where a trained engine
/// tells them. Without one the rules find the attributions alone. `without` names a pass to leave out.
pub(crate) fn read(
    document: &Document<'_>,
    search: Search,
    dateline: Option<Span>,
    engine: Option<&AttributionModel>,
    without: Option<&str>,
) -> (Vec<Draft>, Option<Vec<FoundName>>) {
    let context = Context { document, body: search.body, dateline, least: search.least };
    let engine: &dyn Engine = engine.map_or(&Rules, |engine| engine as &dyn Engine);
    let Read { found, names } = engine.read(document, search);
    let found = passes::apply(&context, found, engine.is_trained(), without);
    (draft::complete(document, found), names)
}

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
use found::Found;
use passes::context::Context;
use rules::Rules;

/// What is left out.
#[derive(Clone, Copy)]
pub(crate) struct Limits<'p> {
    /// Maximum number of attributions.
    pub(crate) most: Option<usize>,
    /// The name of a pass.
    pub(crate) without: Option<&'p str>,
}

/// What was read.
pub(crate) struct Reading {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) names: Option<Vec<FoundName>>,
    /// The first attribution that was too many.
    pub(crate) left_out: Option<Span>,
}

/// The attributions of the article's body, in text order of their cues, and the names of the whole article, where a trained engine
/// tells them. Without one the rules find the attributions alone.
pub(crate) fn read(
    document: &Document<'_>,
    search: Search<'_>,
    dateline: Option<Span>,
    engine: Option<&AttributionModel>,
    limits: Limits<'_>,
) -> Reading {
    let context = Context { document, body: search.body, dateline, least: search.least };
    let engine: &dyn Engine = engine.map_or(&Rules, |engine| engine as &dyn Engine);
    let Read { found, names } = engine.read(document, search);
    let mut found = passes::apply(&context, found, engine.is_trained(), limits.without);
    let mut left_out = None;
    if let Some(most) = limits.most.filter(|most| *most < found.len()) {
        found::sort(&mut found);
        left_out = found.get(most).and_then(Found::anchor);
        found.truncate(most);
    }
    Reading { drafts: draft::complete(document, found), names, left_out }
}

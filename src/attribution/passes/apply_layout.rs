//! Puts the attributions of signatures and transcripts in the place of those that overlap them: the engine reads a speaker's
//! turns as prose.

use super::context::Context;
use crate::attribution::found::{self, Found};
use crate::attribution::layout;
use crate::attribution::spans::{is_free, joined};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let mut laid = layout::find(context.document, context.body);
    laid.retain(|one| one.confidence >= context.least);
    let taken = joined(laid.iter().flat_map(Found::spans));
    found.retain(|one| one.spans().all(|span| is_free(span, &taken)));
    found.extend(laid);
    found::sort(&mut found);
    found
}

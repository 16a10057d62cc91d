//! Supplies the source that a cue's own subject is, where the engine finds none: "Moscow, accusing the West, also wants assurances".

use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;
use crate::text::{Deprel, Document, Upos};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    for one in found.iter_mut().filter(|one| one.source.is_empty()) {
        let Some(subject) = subject(context.document, one) else { continue };
        if one.spans().all(|span| !span.intersects(subject)) {
            one.source.push(subject);
        }
    }
    found
}

/// The subject of the cue's verb. That of a passive is told, and tells nothing.
fn subject(document: &Document<'_>, one: &Found) -> Option<Span> {
    let verb =
        document.tokens_in(*one.cue.first()?).rev().find(|at| document.upos(*at) == Some(Upos::Verb))?;
    let subject = document.children(verb).find(|child| document.is(*child, Deprel::Nsubj))?;
    // "there" and "which" name nobody.
    let names = matches!(document.upos(subject), Some(Upos::Noun | Upos::Propn));
    names.then(|| document.phrase_span(&document.subtree(subject))).flatten()
}

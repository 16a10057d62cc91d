//! Moves what a clause within another's content goes on to say into that content: in "An aide told Fox that Biden will make clear
//! where he stands but will warn that Russia must stop" it is Biden who will warn. The engine may give both to the aide.

use super::context::Context;
use super::quoted::quotation_near;
use crate::Span;
use crate::attribution::content;
use crate::attribution::found::Found;
use crate::text::{Deprel, Document, Quoted, Upos, Xpos};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    // Attributions of one sentence stand side by side, and are few.
    for at in 1..found.len() {
        let first = at.saturating_sub(REACH);
        let Some((before, rest)) = found.split_at_mut_checked(at) else { continue };
        let (Some(outer), Some(inner)) = (before.get_mut(first..), rest.first_mut()) else { continue };
        let Some((verb, subject)) = coordinated(document, inner) else { continue };
        let Some(cue) = inner.cue.first().copied() else { continue };
        let unknown = inner.source.is_empty();
        let told = |one: &Found| one.content.last().is_some_and(|last| last.contains(cue));
        let holds = |one: &&mut Found| {
            let whole = one.content.last().is_some_and(|last| last.contains(verb) && last.contains(subject));
            let behind = one.content.last().is_some_and(|last| last.end() <= cue.start());
            whole && (behind && (unknown || one.source == inner.source) || unknown && told(one))
        };
        let Some(outer) = outer.iter_mut().rev().find(holds) else { continue };
        if told(outer) {
            // The outlet was told by who is around it.
            inner.source = vec![subject];
            inner.relay.clear();
            continue;
        }
        let (Some(start), Some(end)) = (outer.content.last().copied(), inner.content.last().copied()) else {
            continue;
        };
        let whole = document.tokens_in(start.cover(end));
        if let (Some(whole), Some(last)) = (content::tidy(document, &whole), outer.content.last_mut())
            && whole.end() >= end.end()
        {
            *last = whole;
            inner.source = vec![subject];
        }
    }
    found
}

/// How many attributions before one are looked at.
const REACH: usize = 4;

/// The verb that an attribution's cue is coordinated with, and that verb's subject.
fn coordinated(document: &Document<'_>, one: &Found) -> Option<(Span, Span)> {
    let cue = document.tokens_in(*one.cue.first()?);
    let verb = cue.rev().find(|at| document.upos(*at) == Some(Upos::Verb))?;
    let mut head = verb;
    while document.deprel(head) == Some(Deprel::Conj) {
        head = document.head(head).filter(|above| *above < head)?;
    }
    let start = one.cue.first()?.start();
    let subject = loop {
        let subject = document
            .children(head)
            .find(|child| matches!(document.deprel(*child), Some(Deprel::Nsubj | Deprel::NsubjPass)))?;
        let span = document.token(subject)?.span;
        // A verb behind a quotation goes on after the clause around it, whose subject is outside of it.
        let within = |quoted: &Quoted| quoted.outer.contains(span) && quoted.outer.end() <= start;
        if !quotation_near(document, span).is_some_and(within) {
            break subject;
        }
        head = document.head(head).filter(|above| *above < head)?;
    };
    let own = document
        .children(verb)
        .any(|child| matches!(document.deprel(child), Some(Deprel::Nsubj | Deprel::NsubjPass)));
    // Who reports what was said writes "warned": "will warn" is a part of what was said.
    let modal = document.children(verb).any(|child| document.xpos(child) == Some(Xpos::Md));
    if head == verb || own || !modal {
        return None;
    }
    Some((document.token_span(head..head + 1)?, document.phrase_span(&document.subtree(subject))?))
}

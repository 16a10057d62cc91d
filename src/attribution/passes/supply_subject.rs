//! Supplies the source that a cue's own subject is, where the engine finds none ("Moscow, accusing the West, also wants assurances"),
//! and where it takes the source of the words around the cue.

use super::clause::{cue_verb, is_in_quotation, subject_before};
use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;
use crate::text::{Deprel, Document, Upos, Xpos};

/// How many attributions before one are looked at.
const REACH: usize = 6;

/// Maximum number of steps up the parse from a verb to one that has the subject.
const DEEPEST: usize = 4;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    for at in 0..found.len() {
        let Some(one) = found.get(at) else { continue };
        let supplied = if one.source.is_empty() {
            subject(document, one).filter(|subject| one.spans().all(|span| !span.intersects(*subject)))
        } else {
            let before = found.get(at.saturating_sub(REACH)..at).unwrap_or_default();
            before.iter().rev().find_map(|outer| inner_subject(document, outer, one))
        };
        if let (Some(supplied), Some(one)) = (supplied, found.get_mut(at)) {
            one.source = vec![supplied];
        }
    }
    found
}

/// The subject that a cue within another's content shares with a verb there, where the engine gives both to the outer source:
/// "said her client was safe but feared for her family".
fn inner_subject(document: &Document<'_>, outer: &Found, one: &Found) -> Option<Span> {
    let verb = cue_verb(document, one)?;
    let cue = document.token(verb)?.span;
    let part = *outer.content.iter().find(|part| part.contains(cue))?;
    if outer.source != one.source {
        return None;
    }
    let mut at = verb;
    for _ in 0..DEEPEST {
        // The words around a quotation have verbs and subjects of their own: "that Biden will say “we are ready” but will warn".
        let quoted = |token: usize| is_in_quotation(document, token) != is_in_quotation(document, verb);
        if let Some(subject) = subject_before(document, at).filter(|subject| !quoted(*subject)) {
            let phrase = document.subtree(subject);
            let subject = document.phrase_span(&(phrase.start..phrase.end.min(at)))?;
            return (part.contains(subject) && subject.end() <= cue.start()).then_some(subject);
        }
        let up =
            quoted(at) || matches!(document.deprel(at), Some(Deprel::Conj | Deprel::Advcl | Deprel::Xcomp));
        at = document.head(at).filter(|head| up && *head < at)?;
    }
    None
}

/// The subject of the cue's verb, or the noun that its participle belongs to: "a letter claiming that". The subject of a passive is
/// told, and tells nothing.
fn subject(document: &Document<'_>, one: &Found) -> Option<Span> {
    let verb = cue_verb(document, one)?;
    // "there" and "which" name nobody.
    let names = |at: &usize| matches!(document.upos(*at), Some(Upos::Noun | Upos::Propn));
    if document.xpos(verb) == Some(Xpos::Vbg)
        && let Some(noun) = modified(document, verb).filter(|noun| *noun < verb && names(noun))
    {
        let phrase = document.subtree(noun);
        return document.phrase_span(&(phrase.start..verb.min(phrase.end)));
    }
    let subject = document.children(verb).find(|child| document.is(*child, Deprel::Nsubj))?;
    // The words around a quotation have verbs of their own.
    if is_in_quotation(document, verb) != is_in_quotation(document, subject) {
        return None;
    }
    names(&subject).then(|| document.phrase_span(&document.subtree(subject))).flatten()
}

/// The noun that a participle modifies, or that the participle before it does: "a letter credited to the mayor, claiming that".
fn modified(document: &Document<'_>, participle: usize) -> Option<usize> {
    let head = document.head(participle)?;
    match document.deprel(participle) {
        Some(Deprel::Acl) => Some(head),
        Some(Deprel::Advcl) if document.is(head, Deprel::Acl) => document.head(head),
        _ => None,
    }
}

//! Ends what is told within a relative clause where the main clause goes on, and leaves the antecedent out of the source: in "A man
//! who police said was armed was shot" it is police who say that he was armed.

use super::clause::{cue_verb, end_by, is_finite, is_relative, subject_before};
use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;
use crate::text::{Deprel, Document};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    for one in &mut found {
        let Some(verb) = cue_verb(document, one) else { continue };
        let Some((pronoun, antecedent)) = relative(document, verb) else { continue };
        let own = |span: &Span, end: usize| {
            let told = document.token_at(span.start()).max(verb + 1)..document.token_at(end);
            told.clone().any(|at| is_finite(document, at))
        };
        // What is told keeps a verb of its own.
        if let Some(end) = main_clause(document, antecedent, verb)
            && one.content.iter().any(|part| part.start() < end && end < part.end() && own(part, end))
        {
            end_by(document, &mut one.content, end);
        }
        let (Some(whole), Some(speaker)) =
            (document.token_span(pronoun..pronoun + 1), speaker(document, pronoun, verb))
        else {
            continue;
        };
        if one.source.iter().any(|span| span.contains(whole)) {
            one.source = vec![speaker];
            if one.content.iter().all(|part| !part.contains(whole)) {
                let before = one.content.partition_point(|part| part.start() < whole.start());
                one.content.insert(before, whole);
            }
        }
    }
    found
}

/// The relative pronoun before the subject of a verb, and the noun that it stands for.
fn relative(document: &Document<'_>, verb: usize) -> Option<(usize, usize)> {
    let subject = subject_before(document, verb)?;
    let start = document.subtree(subject).start.min(subject);
    let pronoun = (start.saturating_sub(1)..subject).find(|at| is_relative(document, *at))?;
    let antecedent = pronoun.checked_sub(1)?;
    let clause = document.is(verb, Deprel::AclRelcl);
    let noun = if clause { document.head(verb)? } else { antecedent };
    Some((pronoun, noun))
}

/// Where the verb group of the clause starts that a noun is the subject of, if that is behind another verb.
fn main_clause(document: &Document<'_>, noun: usize, verb: usize) -> Option<usize> {
    let main = document.head(noun).filter(|main| *main > verb)?;
    if !matches!(document.deprel(noun), Some(Deprel::Nsubj | Deprel::NsubjPass)) {
        return None;
    }
    // The verb group starts with the first auxiliary that stands directly before it.
    let own = document.children(main).filter(|child| {
        *child > verb
            && *child < main
            && matches!(document.deprel(*child), Some(Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
    });
    let start = own.min().unwrap_or(main);
    is_finite(document, start).then(|| document.token(start).map(|token| token.span.start())).flatten()
}

/// The subject of a verb, as the phrase behind a relative pronoun.
fn speaker(document: &Document<'_>, pronoun: usize, verb: usize) -> Option<Span> {
    let phrase = document.subtree(subject_before(document, verb)?);
    document.phrase_span(&(phrase.start.max(pronoun + 1)..phrase.end.min(verb)))
}

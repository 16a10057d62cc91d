//! Who is spoken to: "him" of "she told him". Nobody tells it to himself.

use crate::attribution::Draft;
use crate::mention::phrase::{Form, phrase};
use crate::mention::pronoun::Person;
use crate::text::{Deprel, Document, Upos};

use super::context::Context;
use super::known_actor::actor_at;
use super::option::Addressee;

/// Who is spoken to in an attribution, where the cue has an object for it.
pub(super) fn addressee(context: Context<'_>, draft: &Draft) -> Option<Addressee> {
    let document = context.document;
    let verb = draft.verb(document)?;
    let told = &draft.found.content;
    let other = |token: usize| {
        let span = document.token(token).map(|token| token.span).unwrap_or_default();
        !draft.found.source.iter().chain(told).any(|part| part.contains(span))
    };
    let token = document.children(verb).find(|child| is_object(document, *child) && other(*child))?;
    let span = document.token(token)?.span;
    let pronoun = match phrase(document, span)?.form {
        Form::Pronoun(pronoun) => Some(pronoun).filter(|pronoun| pronoun.person == Person::Third),
        Form::Name | Form::Description => None,
    };
    actor_at(context, token, told).map(|cluster| Addressee { cluster, pronoun })
}

/// Whether a word is the object of a verb, or stands behind "to".
fn is_object(document: &Document<'_>, at: usize) -> bool {
    let to = || document.child(at, Deprel::Case).is_some_and(|case| document.lower(case) == "to");
    let noun = matches!(document.upos(at), Some(Upos::Pron | Upos::Propn | Upos::Noun));
    noun && match document.deprel(at) {
        Some(Deprel::Obj | Deprel::Iobj) => true,
        Some(Deprel::Obl) => to(),
        _ => false,
    }
}

//! The known actor that a phrase means: one that is named, was a source, or is taken up by a pronoun.

use crate::Span;
use crate::mention::noun::Noun;
use crate::mention::phrase::{Determiner, Form, phrase};
use crate::mention::pronoun::Person;
use crate::text::Deprel;

use super::context::Context;
use super::groups::group_described;
use super::pronoun::{Asked, antecedent};

/// The known actor that the phrase around a head word means: a name, a source, a pronoun, people who were named side by
/// side. `told` is the content of the attribution whose source is looked for; empty where none is.
pub(super) fn actor_at(context: Context<'_>, head: usize, told: &[Span]) -> Option<usize> {
    let Context { document, names, discourse } = context;
    if let Some(link) = names.at(head) {
        return Some(link.cluster);
    }
    if let Some(candidate) = discourse.candidates.get(&head).filter(|candidate| candidate.token == head) {
        return Some(candidate.cluster);
    }
    let renamed = document.children(head).find_map(|child| {
        let joins = matches!(document.deprel(child), Some(Deprel::Appos | Deprel::Flat));
        joins.then(|| names.at(child)).flatten()
    });
    if let Some(link) = renamed {
        return Some(link.cluster);
    }
    let span = document.token(head)?.span;
    let read = phrase(document, document.token_span(document.subtree(head)).unwrap_or(span))?;
    match read.form {
        Form::Pronoun(pronoun) if matches!(pronoun.person, Person::Third | Person::Thing) => {
            antecedent(context, Asked { pronoun, token: head, span, outer: None, told })
        }
        Form::Description if read.head == head && read.determiner == Determiner::Definite => {
            group_described(context, &Noun::at(document, head), &read)
        }
        _ => None,
    }
}

//! Who is spoken to: "him" of "she told him". Nobody tells it to himself.

use crate::attribution::Draft;
use crate::lexicon::Gender;
use crate::mention::phrase::{Form, phrase};
use crate::mention::pronoun::Person;
use crate::text::{Deprel, Document, Upos};

use super::actors::Cluster;
use super::context::Context;
use super::known_actor::actor_at;

/// Who is spoken to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addressee {
    /// Whom the words mean.
    cluster: Option<usize>,
    /// The gender of a pronoun.
    pub(super) gender: Option<Gender>,
    pub(super) is_pronoun: bool,
}

impl Addressee {
    /// Whether an actor is who is spoken to.
    pub(super) fn is(&self, cluster: usize) -> bool {
        self.cluster == Some(cluster)
    }

    /// How far an actor may be who is spoken to, as a number.
    pub(super) fn fit(&self, cluster: usize, actor: &Cluster) -> u64 {
        let meant = u64::from(self.cluster == Some(cluster));
        let gender = match (self.gender, actor.gender) {
            (Some(own), Some(other)) => 1 + u64::from(own == other),
            _ => 0,
        };
        (meant * 3 + gender) * 2 + u64::from(self.is_pronoun)
    }
}

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
    let cluster = actor_at(context, token, told);
    let gender = pronoun.and_then(|pronoun| pronoun.gender);
    (cluster.is_some() || gender.is_some()).then_some(Addressee {
        cluster,
        gender,
        is_pronoun: pronoun.is_some(),
    })
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

//! Actors while they are put together.

use crate::lexicon::Gender;
use crate::{Actor, ActorKind, Mention, MentionKind, Span};

/// Phrases that refer to one actor, and what they tell of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    pub(crate) kind: Option<ActorKind>,
    pub(crate) gender: Option<Gender>,
    /// The written forms, the fullest first.
    pub(crate) names: Vec<String>,
    pub(crate) titles: Vec<String>,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) former: bool,
    pub(crate) description: Option<String>,
    /// The role that the noun of the description names, or the noun.
    pub(crate) noun: Option<String>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) plural: bool,
    /// What the person is said to be or do, in lower case: titles, appositions, predicates.
    pub(crate) roles: Vec<String>,
    /// The same roles, one noun for all that say the same: "lawyer" for "attorney".
    pub(crate) same_roles: Vec<String>,
    /// The words that tell one description from another, sorted.
    pub(crate) words: Vec<String>,
    /// The named actors that a group is made of.
    pub(crate) members: Vec<usize>,
}

impl Cluster {
    pub(crate) fn new(kind: Option<ActorKind>) -> Self {
        Cluster { kind, ..Cluster::default() }
    }

    /// Adds a mention. [`Cluster::finish`] puts mentions in order and removes doubles.
    pub(crate) fn mention(&mut self, span: Span, kind: MentionKind) {
        self.mentions.push(Mention::new(span, kind));
    }

    /// Whether the actor is a person, or may be one.
    pub(crate) fn is_person(&self) -> bool {
        matches!(self.kind, None | Some(ActorKind::Person))
    }

    /// The actor for the report.
    pub(crate) fn finish(self) -> Actor {
        let kind = self.kind.unwrap_or(
            if self.description.is_some() || self.names.iter().any(|n| n.contains(' ')) {
                ActorKind::Person
            } else {
                ActorKind::from("other")
            },
        );
        let mut actor = Actor::new(kind);
        actor.names = self.names;
        actor.titles = self.titles;
        actor.role = self.role;
        actor.affiliation = self.affiliation;
        actor.former = self.former;
        actor.description = self.description;
        actor.mentions = self.mentions;
        actor.mentions.sort_by_key(|mention| mention.span);
        actor.mentions.dedup_by_key(|mention| mention.span);
        actor
    }
}

//! What events are read from, and the parts of phrases that all steps ask for.

use std::collections::HashSet;
use std::ops::Range;

use super::people::People;
use crate::attribution;
use crate::resolve::Resolved;
use crate::resolve::actors::Cluster;
use crate::text::{Deprel, Document};
use crate::{ActorId, Span, TimeExpression};

/// What events are read from, and what the reading has found so far.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) resolved: &'a Resolved,
    pub(super) times: &'a [TimeExpression],
    pub(super) claims: &'a [attribution::Draft],
    pub(super) published: Option<chrono::NaiveDate>,
    /// Tokens of the cues, which name no events.
    pub(super) cues: HashSet<usize>,
    /// Tokens of the sources, whose times are not those of what is told.
    pub(super) sources: HashSet<usize>,
    /// The word that names the event that is read.
    pub(super) trigger: Option<usize>,
    /// The claim that holds the event that is read.
    pub(super) holder: Option<usize>,
    /// Participants that resolution does not know, numbered after the actors that it knows.
    pub(super) described: Vec<Cluster>,
    /// The sentence of the last event with several participants, and these: "their", "the two leaders".
    pub(super) last_group: Option<(usize, Vec<ActorId>)>,
    /// The sentence of the last event in which a plural took part, and the actor that it means: "they".
    pub(super) last_plural: Option<(usize, ActorId)>,
    /// The sentence of the last event in which one person took part, and that person: "she".
    pub(super) last_person: Option<(usize, ActorId)>,
    /// The sentence of the last event with two participants, and these: "the two sides".
    pub(super) last_pair: Option<(usize, Vec<ActorId>)>,
    /// Which nouns are of people.
    pub(super) people: People<'a>,
}

impl<'a> Reader<'a> {
    /// The preposition of a phrase.
    pub(super) fn preposition(&self, head: usize) -> Option<&'a str> {
        self.document.child(head, Deprel::Case).map(|case| self.document.lower(case))
    }

    /// The phrase around a word without the preposition, conjunction or punctuation before it.
    pub(super) fn bare_phrase(&self, head: usize) -> Range<usize> {
        let range = self.document.subtree(head);
        let is_lead = |at: &usize| {
            *at < head
                && matches!(
                    self.document.deprel(*at),
                    Some(Deprel::Case | Deprel::Cc | Deprel::Mark | Deprel::Punct)
                )
        };
        let lead = range.clone().take_while(is_lead).count();
        range.start + lead..range.end
    }

    /// Whether an expression of time shares words with a span. Logarithmic in the number of times.
    pub(super) fn overlaps_time(&self, span: Span) -> bool {
        let next = self.times.partition_point(|time| time.span.end() <= span.start());
        self.times.get(next).is_some_and(|time| time.span.intersects(span))
    }
}

//! What events are read from, and the words of a sentence by their places in the parse.

use std::collections::HashSet;
use std::ops::Range;

use crate::attribution;
use crate::lexicon::Lexicon;
use crate::resolve::Resolved;
use crate::resolve::actors::Cluster;
use crate::text::{Deprel, Document};
use crate::{ActorId, TimeExpression};

/// What the events are read from.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) resolved: &'a Resolved<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) times: &'a [TimeExpression],
    pub(super) claims: &'a [attribution::Draft],
    pub(super) published: Option<chrono::NaiveDate>,
    /// The tokens of cues, which are not events.
    pub(super) cues: HashSet<usize>,
    /// Those who take part and are nobody's source, after the actors of resolution.
    pub(super) extra: Vec<Cluster>,
    /// Who took part in the last event that several took part in: "their", "the two leaders".
    pub(super) group: Option<(usize, Vec<ActorId>)>,
}

impl<'a> Reader<'a> {
    /// The preposition of a phrase.
    pub(super) fn case(&self, head: usize) -> Option<&'a str> {
        self.document.child(head, Deprel::Case).map(|case| self.document.lower(case))
    }

    /// The phrase around a word without the preposition or conjunction before it.
    pub(super) fn without_case(&self, head: usize) -> Range<usize> {
        let range = self.document.subtree(head);
        let outside = |at: &usize| {
            *at < head
                && matches!(
                    self.document.deprel(*at),
                    Some(Deprel::Case | Deprel::Cc | Deprel::Mark | Deprel::Punct)
                )
        };
        let lead = range.clone().take_while(outside).count();
        range.start + lead..range.end
    }
}

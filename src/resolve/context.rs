//! What a phrase is resolved against: the article's names, the actors that came up so far, and where.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::mention::noun::Noun;
use crate::text::{Deprel, Document, Upos};
use crate::{ActorKind, Span};

use super::actors::Cluster;
use super::naming::Linked;

/// Maximum number of antecedent candidates that are looked at, the nearest first.
pub(super) const WINDOW: usize = 40;

/// A phrase that a later pronoun or description can take up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) cluster: usize,
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    pub(super) subject: bool,
    /// Whether it is the speaker of an attribution outside quotations.
    pub(super) speaker: bool,
}

impl Candidate {
    /// The candidate at a token; `None` for a token that no sentence holds.
    pub(super) fn new(document: &Document<'_>, cluster: usize, token: usize, speaker: bool) -> Option<Self> {
        let (sentence, paragraph) = (document.sentence_of(token)?, document.paragraph_of(token)?);
        let subject = is_subject(document, token);
        Some(Candidate { cluster, token, sentence, paragraph, subject, speaker })
    }
}

/// Whether the phrase around a token is a subject: the token, or the head that it is a flat part of.
fn is_subject(document: &Document<'_>, token: usize) -> bool {
    let mut at = token;
    for _ in 0..4 {
        let Some(token) = document.token(at) else { return false };
        match token.deprel {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => return true,
            Deprel::Flat | Deprel::Appos | Deprel::Compound | Deprel::NmodDesc => match token.head {
                Some(head) => at = head,
                None => return false,
            },
            _ => return false,
        }
    }
    false
}

/// Whose lawyer, wife or the like a named person is.
#[derive(Clone, Debug)]
pub(super) struct Tie {
    pub(super) owner: Owner,
    pub(super) role: String,
    pub(super) person: usize,
}

/// Whose somebody or something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// "Lee's lawyer", "his lawyer".
    Actor(usize),
    /// "the company's lawyer", "counsel for the families".
    Noun(String),
}

/// What the article tells of its names. Read before any source is resolved, and unchanged after.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Every name, in text order.
    pub(super) links: Vec<Linked>,
    /// Groups of actors that are named side by side, each with its sentence, in text order.
    pub(super) groups: Vec<(usize, usize)>,
    pub(super) ties: Vec<Tie>,
    /// The token where each actor is named first.
    pub(super) first_named: HashMap<usize, usize>,
    /// The token where a named person speaks first.
    pub(super) first_speaker: Option<usize>,
    /// The writer of the article, if the byline names one.
    pub(super) author: Option<usize>,
}

impl Names {
    /// The name that holds a token, or whose title does.
    pub(crate) fn at(&self, token: usize) -> Option<&Linked> {
        let at = self.links.partition_point(|link| link.name.tokens.end <= token);
        self.links
            .get(at)
            .filter(|link| link.name.tokens.contains(&token) || link.name.titles.contains(&token))
    }

    /// The names that a span touches, each with its index.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = (usize, &Linked)> {
        let start = self.links.partition_point(|link| link.name.span.end() <= span.start());
        let rest = self.links.iter().enumerate().skip(start);
        rest.take_while(move |(_, link)| link.name.span.start() < span.end())
    }
}

/// The actors that came up so far. Grows while sources are resolved.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    pub(crate) clusters: Vec<Cluster>,
    /// Antecedent candidates, by token.
    pub(super) candidates: BTreeMap<usize, Candidate>,
    /// Named people, by role.
    pub(super) with_role: HashMap<String, Vec<usize>>,
    /// Unnamed actors by what their noun says and its number, in the order in which they came up.
    pub(super) described: HashMap<(String, bool), Vec<usize>>,
    /// Unnamed actors by the token of their noun.
    pub(super) described_at: HashMap<usize, usize>,
    /// Actors that a headline describes in short and that nothing has taken up yet.
    pub(super) headlines: Vec<usize>,
    /// People who sign with a handle, by handle.
    pub(super) handles: HashMap<String, usize>,
}

impl Discourse {
    /// The actors that a noun describes, or one that says the same, in the order in which the text has them.
    pub(super) fn alike(&self, noun: &Noun<'_>, plural: bool) -> &[usize] {
        self.described.get(&(noun.role().to_owned(), plural)).map_or(&[], Vec::as_slice)
    }

    /// Adds an actor and returns its index.
    pub(super) fn add(&mut self, actor: Cluster) -> usize {
        self.clusters.push(actor);
        self.clusters.len() - 1
    }

    /// Makes the phrase around a token an antecedent candidate.
    pub(super) fn add_candidate(
        &mut self,
        document: &Document<'_>,
        cluster: usize,
        token: usize,
        speaker: bool,
    ) {
        if let Some(candidate) = Candidate::new(document, cluster, token, speaker) {
            self.candidates.insert(token, candidate);
        }
    }

    pub(super) fn actor(&self, cluster: usize) -> Option<&Cluster> {
        self.clusters.get(cluster)
    }

    pub(super) fn actor_mut(&mut self, cluster: usize) -> Option<&mut Cluster> {
        self.clusters.get_mut(cluster)
    }

    /// The antecedent candidates before a token, the nearest first.
    pub(super) fn before(&self, token: usize) -> impl Iterator<Item = &Candidate> {
        self.candidates.range(..token).rev().take(WINDOW).map(|(_, candidate)| candidate)
    }

    /// The fullest name of an actor.
    pub(super) fn full_name(&self, cluster: usize) -> Option<&str> {
        Some(self.actor(cluster)?.names.first()?.as_str())
    }

    /// Whether an actor has a name and a known kind.
    pub(super) fn is_named(&self, cluster: usize) -> bool {
        self.actor(cluster).is_some_and(|actor| actor.kind.is_some() && !actor.names.is_empty())
    }

    /// Whether an actor has a name and is known to be a person.
    pub(super) fn is_named_person(&self, cluster: usize) -> bool {
        self.actor(cluster)
            .is_some_and(|actor| actor.kind == Some(ActorKind::Person) && !actor.names.is_empty())
    }
}

/// What a phrase is resolved against.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    pub(super) document: &'c Document<'c>,
    pub(super) names: &'c Names,
    pub(super) discourse: &'c Discourse,
}

impl<'c> Context<'c> {
    /// The actor that the name at a token names.
    pub(super) fn named_at(self, token: usize) -> Option<&'c Cluster> {
        self.discourse.actor(self.names.at(token)?.cluster)
    }

    /// The owner that the name or noun at a token tells.
    pub(super) fn owner_at(self, token: usize) -> Option<Owner> {
        if let Some(link) = self.names.at(token) {
            return Some(Owner::Actor(link.cluster));
        }
        let noun = self.document.upos(token) == Some(Upos::Noun);
        noun.then(|| Owner::Noun(self.document.lemma(token).to_lowercase()))
    }

    /// The tokens of the sentence before one.
    pub(super) fn sentence_before(self, sentence: usize) -> Option<Range<usize>> {
        Some(self.document.sentences().get(sentence.checked_sub(1)?)?.tokens.clone())
    }
}

/// Whether a quotation outside all others holds a span.
pub(super) fn is_quoted(document: &Document<'_>, span: Span) -> bool {
    let next = document.quotations().partition_point(|quoted| quoted.outer.end() <= span.start());
    let quoted = document.quotations().get(next);
    quoted.is_some_and(|quoted| quoted.depth == 0 && quoted.inner.contains(span))
}

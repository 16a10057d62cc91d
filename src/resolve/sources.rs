//! The table of sources: how identifiable each is, and what its phrases tell.

use std::collections::{BTreeMap, HashMap};

use crate::anonymity;
use crate::attribution::Draft;
use crate::mention::phrase::Form;
use crate::mention::pronoun::Person;
use crate::text::Document;
use crate::{
    ActorId, ActorKind, Axes, Level, MentionKind, Number, Relation, RelationKind, Source, SourceId,
    SourceMention, Span, Terms,
};

use super::actors::Cluster;
use super::evidence;
use super::mentioned::Mentioned;
use super::standing;

/// Maximum number of tokens between a source and terms of which the parse does not tell whose they are.
const MAX_GAP: usize = 2;

/// The sources while they are collected.
pub(super) struct SourceTable<'a> {
    document: &'a Document<'a>,
    clusters: &'a [Cluster],
    pub(super) sources: Vec<Source>,
    by_cluster: HashMap<usize, SourceId>,
    /// By source: whether a phrase has described it.
    described: Vec<bool>,
    /// Actors and the terms that sentences tell of them, in text order.
    agreed: &'a [(usize, Terms)],
}

impl<'a> SourceTable<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        clusters: &'a [Cluster],
        agreed: &'a [(usize, Terms)],
    ) -> Self {
        let (sources, described) = (Vec::new(), Vec::new());
        SourceTable { document, clusters, sources, by_cluster: HashMap::new(), described, agreed }
    }

    /// The source that an actor is.
    pub(super) fn source(&mut self, cluster: usize) -> SourceId {
        if let Some(id) = self.by_cluster.get(&cluster) {
            return *id;
        }
        let level = self.clusters.get(cluster).map_or(Level::Bare, |actor| {
            // A group is as identifiable as the most identifiable of its members.
            let members = actor.members.iter().filter_map(|member| self.clusters.get(*member));
            let best = members.map(|member| level_of(self.document, member)).min();
            best.unwrap_or_else(|| level_of(self.document, actor))
        });
        let id = SourceId::at(self.sources.len());
        self.sources.push(Source::new(ActorId::at(cluster), level));
        self.described.push(false);
        self.by_cluster.insert(cluster, id);
        id
    }

    /// Records that an attribution cites a source, with what its words tell.
    pub(super) fn cite(&mut self, speaker: &Mentioned, draft: &Draft) -> SourceId {
        let id = self.source(speaker.cluster);
        let Some(span) = draft.found.source.first().copied() else { return id };
        let context = sentence_around(self.document, span);
        // A span of another extractor may start inside a word.
        let whole = whole_words(self.document, span);
        let lexicon = self.document.lexicon();
        let mut grade = anonymity::grade_mention(self.document.text(), whole, context, lexicon);
        if self.is_anothers(&grade.axes.terms, whole, speaker.cluster) {
            grade.axes.terms = Terms::default();
        }
        let unnamed = self
            .clusters
            .get(speaker.cluster)
            .is_some_and(|actor| actor.names.is_empty() && actor.members.is_empty());
        let Some(source) = self.sources.get_mut(id.index()) else { return id };
        if !source.mentions.iter().any(|mention| mention.span == span) {
            source.mentions.push(SourceMention::new(span, grade.level));
        }
        // "Others in the party" tells something, "she" does not.
        let describes =
            !matches!(speaker.phrase.form, Form::Pronoun(pronoun) if pronoun.person != Person::Indefinite);
        let first = self
            .described
            .get_mut(id.index())
            .is_some_and(|seen| !std::mem::replace(seen, *seen || describes));
        if unnamed && describes && (first || grade.level < source.level) {
            // "the official" resolves to a fuller description: the most identifying words count.
            source.level = if first { grade.level } else { source.level.min(grade.level) };
        }
        // "I" and "you" of somebody known are nobody in particular only where nothing else is said of them.
        if !describes && self.clusters.get(speaker.cluster).is_some_and(is_known) {
            grade.axes.standing = None;
        }
        complete(&mut source.axes, &grade.axes, describes && first);
        id
    }

    /// Records the terms that sentences tell of sources without a name.
    pub(super) fn agree(&mut self) {
        for (cluster, terms) in self.agreed {
            let source = self.by_cluster.get(cluster).and_then(|id| self.sources.get_mut(id.index()));
            let unnamed = |source: &&mut Source| source.level > Level::Institutional;
            if let Some(source) = source.filter(unnamed) {
                agree(&mut source.axes.terms, terms);
            }
        }
    }

    /// Gives those who are of a group what is known of the group, and writes down that they are of it.
    pub(super) fn join(&mut self, parts: &BTreeMap<usize, usize>) {
        let mut told: HashMap<usize, Terms> = HashMap::new();
        for (cluster, terms) in self.agreed {
            agree(told.entry(*cluster).or_default(), terms);
        }
        for (part, whole) in parts {
            let group = self.by_cluster.get(whole).copied();
            let axes = group.and_then(|id| self.sources.get(id.index())).map(|group| group.axes.clone());
            let Some(id) = self.by_cluster.get(part) else { continue };
            let Some(source) = self.sources.get_mut(id.index()) else { continue };
            if let Some(axes) = axes {
                agree(&mut source.axes.terms, &axes.terms);
                source.axes.basis = source.axes.basis.take().or(axes.basis);
            }
            if let Some(terms) = told.get(whole) {
                agree(&mut source.axes.terms, terms);
            }
            if let Some(group) = group.filter(|group| source.relation_to(*group).is_none()) {
                source.relations.push(Relation::new(group, RelationKind::PartOf));
            }
        }
    }

    /// Gives those who are of a group its level, where their own is weaker: of "one of the officials" is known what is known of the
    /// officials.
    pub(super) fn raise_parts(&mut self) {
        let levels: Vec<Level> = self.sources.iter().map(|source| source.level).collect();
        for source in self.sources.iter_mut().filter(|source| source.level > Level::Institutional) {
            let wholes = source.relations.iter().filter(|relation| relation.kind == RelationKind::PartOf);
            let level = wholes.filter_map(|whole| levels.get(whole.other.index())).min();
            if let Some(level) =
                level.filter(|level| Level::Institutional < **level && **level < source.level)
            {
                source.level = *level;
            }
        }
    }

    /// Whether terms are none of a source.
    fn is_anothers(&self, terms: &Terms, phrase: Span, cluster: usize) -> bool {
        let Some(explicit) = terms.explicit else { return false };
        let tokens = self.document.tokens_in(explicit);
        // "An unnamed official", "Gamblers Anonymous": nobody asked for it.
        if tokens.len() == 1 && self.document.lower(tokens.start) != "anonymously" {
            return true;
        }
        if phrase.contains(explicit) {
            return false;
        }
        let ends = |terms: &Terms| terms.explicit.map_or(0, Span::end);
        let first = self.agreed.partition_point(|(_, terms)| ends(terms) <= explicit.start());
        let rest = self.agreed.get(first..).unwrap_or_default().iter();
        let mut holders = rest
            .take_while(|(_, terms)| terms.explicit.is_some_and(|one| one.intersects(explicit)))
            .peekable();
        if holders.peek().is_some() {
            return !holders.any(|(holder, _)| *holder == cluster);
        }
        // Where the parse does not tell whose they are: "on condition of anonymity" is of who speaks, wherever it stands. Of the others
        // only what follows at once is the source's.
        if matches!(self.document.lower(tokens.start), "on" | "under" | "upon" | "speaking" | "anonymously") {
            return false;
        }
        let end = self.document.tokens_in(phrase).end;
        tokens.start < end || tokens.start - end > MAX_GAP
    }

    /// Works out how sure the levels are.
    pub(super) fn weigh(&mut self, speakers: &[Option<Mentioned>]) {
        for source in &mut self.sources {
            source.level_confidence = evidence::of_level(source.level, None);
        }
        let mut weighed = vec![false; self.sources.len()];
        for speaker in speakers.iter().flatten() {
            let Some(id) = self.by_cluster.get(&speaker.cluster) else { continue };
            // What is said first of a source shows most of whether its later mentions mean it.
            if let Some(seen) = weighed.get_mut(id.index())
                && !std::mem::replace(seen, true)
                && let Some(source) = self.sources.get_mut(id.index())
            {
                source.level_confidence = evidence::of_level(source.level, Some(speaker.how));
            }
        }
    }

    /// Writes the relations down on both sides.
    pub(super) fn relate(&mut self, different: &[(usize, usize, Option<Span>)], maybe: &[(usize, usize)]) {
        let different = different.iter().map(|(a, b, span)| (*a, *b, RelationKind::Different, *span));
        let maybe = maybe.iter().map(|(a, b)| (*a, *b, RelationKind::Maybe, None));
        for (a, b, kind, span) in different.chain(maybe) {
            let (Some(a), Some(b)) = (self.by_cluster.get(&a).copied(), self.by_cluster.get(&b).copied())
            else {
                continue;
            };
            for (one, other) in [(a, b), (b, a)] {
                let Some(source) = self.sources.get_mut(one.index()) else { continue };
                if source.relation_to(other).is_none() {
                    let mut relation = Relation::new(other, kind.clone());
                    relation.evidence = span.into_iter().collect::<Box<[Span]>>().into_vec();
                    // Few have more than four.
                    if source.relations.len() == source.relations.capacity() {
                        source.relations.reserve_exact(4);
                    }
                    source.relations.push(relation);
                }
            }
        }
        for source in &mut self.sources {
            source.relations.shrink_to_fit();
        }
        self.sources.shrink_to_fit();
    }
}

/// Whether more than pronouns refers to an actor.
fn is_known(actor: &Cluster) -> bool {
    actor.mentions.iter().any(|mention| mention.kind != MentionKind::Pronoun)
}

/// A span, extended over the words that it cuts.
fn whole_words(document: &Document<'_>, span: Span) -> Span {
    let first = document.token_at(span.start());
    let last = document.tokens().partition_point(|token| token.span.end() < span.end());
    let cut = |at: usize| document.token(at).map(|token| token.span).filter(|token| token.intersects(span));
    let start = cut(first).unwrap_or(span);
    span.cover(start).cover(cut(last).unwrap_or(span))
}

/// The sentence around a mention: terms of anonymity stand outside the phrase as often as in it.
fn sentence_around(document: &Document<'_>, span: Span) -> Span {
    let token = document.token_at(span.start());
    document
        .sentence_of(token)
        .and_then(|sentence| document.sentences().get(sentence))
        .map_or(span, |sentence| sentence.span.cover(span))
}

/// The level that follows from the kind and the names of an actor, or from the words of its description.
fn level_of(document: &Document<'_>, actor: &Cluster) -> Level {
    let lexicon = document.lexicon();
    match &actor.kind {
        _ if actor.names.is_empty() && actor.description.is_some() => {
            let described = actor.mentions.iter().find(|mention| mention.kind == MentionKind::Description);
            let described = described.or(actor.mentions.first());
            described.map_or(Level::Bare, |mention| {
                let context = sentence_around(document, mention.span);
                anonymity::grade_mention(document.text(), mention.span, context, lexicon).level
            })
        }
        Some(ActorKind::Person) | None => match actor.names.first() {
            // A handle tells no name.
            Some(name) if name.starts_with('@') => Level::Partial,
            Some(name) if anonymity::is_cut(name) && actor.titles.is_empty() => Level::Partial,
            Some(name) if name.contains(' ') || !actor.titles.is_empty() => Level::Named,
            // A given name or a surname that the article never completes is not enough to be named.
            Some(_) => Level::Partial,
            None => Level::Bare,
        },
        Some(ActorKind::Group) if actor.names.is_empty() => Level::Bare,
        Some(_) => Level::Institutional,
    }
}

/// Adds to the axes what is not known yet. The number is that of the first description, where one states it.
fn complete(axes: &mut Axes, new: &Axes, first: bool) {
    let (old, descriptors) = (&mut axes.descriptors, &new.descriptors);
    for (slot, value) in [
        (&mut old.role, descriptors.role),
        (&mut old.seniority, descriptors.seniority),
        (&mut old.former, descriptors.former),
        (&mut old.affiliation, descriptors.affiliation),
        (&mut old.place, descriptors.place),
        (&mut old.number_span, descriptors.number_span),
        (&mut old.authorised_voice, descriptors.authorised_voice),
        (&mut old.pseudonym, descriptors.pseudonym),
    ] {
        *slot = slot.or(value);
    }
    if first || old.number == Number::Unstated {
        old.number = descriptors.number;
    }
    if axes.basis.is_none() {
        axes.basis.clone_from(&new.basis);
    }
    standing::add(&mut axes.standing, new.standing.as_ref());
    agree(&mut axes.terms, &new.terms);
}

/// Adds to terms what is not known yet.
fn agree(terms: &mut Terms, new: &Terms) {
    terms.explicit = terms.explicit.or(new.explicit);
    if terms.reason.is_none() {
        terms.reason.clone_from(&new.reason);
    }
}

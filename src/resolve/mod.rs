//! From phrases to actors: who each source is, through whom it reached the article, and which sources may be one.

pub(crate) mod actors;
mod describe;
mod evidence;
mod mentioned;
mod omitted;
mod pronoun;
mod reference;
mod role;

use std::collections::HashMap;

use crate::anonymity;
use crate::attribution::Draft;
use crate::lexicon::Lexicon;
use crate::mention::phrase::{Form, Person};
use crate::text::Document;
use crate::{
    ActorId, ActorKind, Axes, Confidence, Diagnostic, Level, MentionKind, Number, Relation, RelationKind,
    Relay, Source, SourceId, SourceMention, Span,
};
use actors::{Cluster, Linked, Named};
use mentioned::Mentioned;
use omitted::LastSpeaker;

/// What resolution found: actors, the sources among them, and for each attribution its source and relay.
pub(crate) struct Resolved<'a> {
    search: reference::Search<'a>,
    pub(crate) sources: Vec<Source>,
    pub(crate) source_of: Vec<Option<SourceId>>,
    /// How sure each of these is.
    pub(crate) identity_of: Vec<Confidence>,
    pub(crate) relay_of: Vec<Option<Relay>>,
}

impl Resolved<'_> {
    /// The actors.
    pub(crate) fn clusters(&self) -> &[Cluster] {
        &self.search.clusters
    }

    /// The name that holds a token.
    pub(crate) fn link_at(&self, token: usize) -> Option<&Linked> {
        self.search.link_at(token)
    }

    /// The actor that the phrase around a head word means, if it is one of those known.
    pub(crate) fn whom(&self, head: usize) -> Option<usize> {
        self.search.whom(head)
    }

    /// Actors, sources and notes, for the report.
    pub(crate) fn into_parts(self) -> (Vec<Cluster>, Vec<Source>, Vec<Diagnostic>) {
        (self.search.clusters, self.sources, self.search.diagnostics)
    }
}

/// Resolves the sources of all attributions. `named` holds the article's names.
pub(crate) fn resolve<'a>(
    document: &'a Document<'a>,
    named: Named,
    drafts: &[Draft],
    lexicon: &'a Lexicon,
) -> Resolved<'a> {
    let mut search = reference::Search::new(document, named, drafts, lexicon);
    let mut speakers: Vec<Option<Mentioned>> = vec![None; drafts.len()];
    // Outer attributions first: whoever speaks inside a content may be "I" or "she" of the outer one.
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|index| drafts.get(*index).map_or(0, |draft| outermost_start(drafts, draft)));
    let mut last: Option<LastSpeaker> = None;
    for index in order {
        let Some(draft) = drafts.get(index) else { continue };
        let outer = draft.within.and_then(|outer| speakers.get(outer)).cloned().flatten();
        search.telling.clone_from(&draft.found.content);
        let speaker = if draft.found.source.is_empty() {
            search.left_out(draft, last.as_ref())
        } else {
            search.speaker(draft, outer.map(|outer| outer.cluster))
        };
        if let Some(mentioned) = speaker.as_ref().filter(|_| draft.within.is_none()).cloned() {
            let end = draft.found.content.iter().chain(&draft.found.cue).map(|span| span.end()).max();
            last = Some(LastSpeaker { mentioned, end: end.unwrap_or_default() });
        }
        if let Some(slot) = speakers.get_mut(index) {
            *slot = speaker;
        }
    }
    search.telling.clear();
    let relays: Vec<Option<(usize, Span)>> = drafts.iter().map(|draft| search.relay(draft)).collect();
    let mut table = SourceTable {
        document,
        lexicon,
        sources: Vec::new(),
        by_cluster: HashMap::new(),
        axes_seen: Vec::new(),
    };
    let mut source_of = Vec::with_capacity(drafts.len());
    let mut relay_of = Vec::with_capacity(drafts.len());
    for (draft, (speaker, relay)) in drafts.iter().zip(speakers.iter().zip(&relays)) {
        source_of.push(speaker.as_ref().map(|speaker| table.cite(&mut search.clusters, speaker, draft)));
        relay_of
            .push(relay.map(|(cluster, span)| Relay::new(table.source(&mut search.clusters, cluster), span)));
    }
    table.relate(&search.apart, &search.maybe);
    let identity = |speaker: &Option<Mentioned>| {
        speaker.as_ref().map_or(Confidence::CERTAIN, |mentioned| mentioned.how.identity())
    };
    let identity_of = speakers.iter().map(identity).collect();
    table.weigh(&speakers);
    Resolved { sources: table.sources, search, source_of, identity_of, relay_of }
}

/// Where the outermost attribution around this one starts, then deeper ones later.
fn outermost_start(drafts: &[Draft], draft: &Draft) -> usize {
    let mut at = draft;
    let mut depth = 0;
    while let Some(outer) = at.within.and_then(|outer| drafts.get(outer)) {
        at = outer;
        depth += 1;
        if depth > drafts.len() {
            break; // nesting has no circles; the bound only makes that plain
        }
    }
    let spans = at.found.source.iter().chain(&at.found.cue).chain(&at.found.content);
    // Offsets are at most a text's length; the depth only breaks ties.
    spans.map(|span| span.start()).min().unwrap_or(0).saturating_mul(64).saturating_add(depth.min(63))
}

/// The sources while they are collected.
struct SourceTable<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    sources: Vec<Source>,
    by_cluster: HashMap<usize, SourceId>,
    axes_seen: Vec<bool>,
}

impl SourceTable<'_> {
    fn source(&mut self, clusters: &mut [Cluster], cluster: usize) -> SourceId {
        if let Some(id) = self.by_cluster.get(&cluster) {
            return *id;
        }
        let level = clusters.get(cluster).map_or(Level::Bare, |actor| {
            // A group is as identifiable as the most identifiable of its members.
            let members = actor.members.iter().filter_map(|member| clusters.get(*member));
            let best = members.map(|member| level_of(self.document, self.lexicon, member)).min();
            best.unwrap_or_else(|| level_of(self.document, self.lexicon, actor))
        });
        let id = SourceId::at(self.sources.len());
        self.sources.push(Source::new(ActorId::at(cluster), level));
        self.axes_seen.push(false);
        self.by_cluster.insert(cluster, id);
        id
    }

    /// Records that an attribution cites a source, with what its words tell.
    fn cite(&mut self, clusters: &mut [Cluster], speaker: &Mentioned, draft: &Draft) -> SourceId {
        let id = self.source(clusters, speaker.cluster);
        let Some(span) = draft.found.source.first().copied() else { return id };
        let context = context(self.document, span);
        // A span of another extractor may start inside a word.
        let whole = whole_words(self.document, span);
        let grade = anonymity::grade_mention(self.document.text(), whole, context, self.lexicon);
        let unnamed = clusters
            .get(speaker.cluster)
            .is_some_and(|actor| actor.names.is_empty() && actor.members.is_empty());
        let Some(source) = self.sources.get_mut(id.index()) else { return id };
        if !source.mentions.iter().any(|mention| mention.span == span) {
            source.mentions.push(SourceMention::new(span, grade.level));
        }
        // "Others in the party" tells something, "she" does not.
        let describes =
            !matches!(speaker.phrase.form, Form::Pronoun(pronoun) if pronoun.person != Person::Indefinite);
        let fresh = self
            .axes_seen
            .get_mut(id.index())
            .is_some_and(|seen| !std::mem::replace(seen, *seen || describes));
        if unnamed && describes && (fresh || grade.level < source.level) {
            // "the official" resolves to a fuller description: the most identifying words count.
            source.level = if fresh { grade.level } else { source.level.min(grade.level) };
        }
        merge(&mut source.axes, &grade.axes, describes && fresh);
        id
    }

    /// Works out how sure the levels are.
    fn weigh(&mut self, speakers: &[Option<Mentioned>]) {
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
    fn relate(&mut self, apart: &[(usize, usize, Option<Span>)], maybe: &[(usize, usize)]) {
        let different = apart.iter().map(|(a, b, span)| (*a, *b, RelationKind::Different, *span));
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
                    relation.evidence.extend(span);
                    source.relations.push(relation);
                }
            }
        }
    }
}

/// A span with the words whole that it cuts.
fn whole_words(document: &Document<'_>, span: Span) -> Span {
    let first = document.token_at(span.start());
    let last = document.tokens().partition_point(|token| token.span.end() < span.end());
    let cut = |at: usize| document.token(at).map(|token| token.span).filter(|token| token.intersects(span));
    let start = cut(first).unwrap_or(span);
    span.cover(start).cover(cut(last).unwrap_or(span))
}

/// The sentence around a mention: terms of anonymity stand outside the phrase as often as in it.
fn context(document: &Document<'_>, span: Span) -> Span {
    let token = document.token_at(span.start());
    document
        .sentence_of(token)
        .and_then(|sentence| document.sentences().get(sentence))
        .map_or(span, |sentence| sentence.span.cover(span))
}

/// What the kind and the names of an actor say of its level; descriptions are graded by their words.
fn level_of(document: &Document<'_>, lexicon: &Lexicon, actor: &Cluster) -> Level {
    match &actor.kind {
        _ if actor.names.is_empty() && actor.description.is_some() => {
            let described = actor.mentions.iter().find(|mention| mention.kind == MentionKind::Description);
            let described = described.or(actor.mentions.first());
            described.map_or(Level::Bare, |mention| {
                let context = context(document, mention.span);
                anonymity::grade_mention(document.text(), mention.span, context, lexicon).level
            })
        }
        Some(ActorKind::Person) | None => match actor.names.first() {
            // A handle tells no name.
            Some(name) if name.starts_with('@') => Level::Partial,
            Some(name) if name.contains(' ') || !actor.titles.is_empty() => Level::Named,
            // A single word may be a surname or a given name; a given name alone is not enough to be named.
            Some(name) if lexicon.is_given_name(name) => Level::Partial,
            Some(_) => Level::Named,
            None => Level::Bare,
        },
        Some(ActorKind::Group) if actor.names.is_empty() => Level::Bare,
        Some(_) => Level::Institutional,
    }
}

/// Takes over what is not known yet; all of it from the first description.
fn merge(axes: &mut Axes, new: &Axes, first: bool) {
    let (old, new_descriptors) = (&mut axes.descriptors, &new.descriptors);
    for (slot, value) in [
        (&mut old.role, new_descriptors.role),
        (&mut old.seniority, new_descriptors.seniority),
        (&mut old.former, new_descriptors.former),
        (&mut old.affiliation, new_descriptors.affiliation),
        (&mut old.place, new_descriptors.place),
        (&mut old.number_span, new_descriptors.number_span),
        (&mut old.authorised_voice, new_descriptors.authorised_voice),
        (&mut old.pseudonym, new_descriptors.pseudonym),
    ] {
        if slot.is_none() {
            *slot = value;
        }
    }
    if first || old.number == Number::Unstated {
        old.number = new_descriptors.number;
    }
    if axes.basis.is_none() {
        axes.basis.clone_from(&new.basis);
    }
    if axes.terms.explicit.is_none() {
        axes.terms.explicit = new.terms.explicit;
    }
    if axes.terms.reason.is_none() {
        axes.terms.reason.clone_from(&new.terms.reason);
    }
}

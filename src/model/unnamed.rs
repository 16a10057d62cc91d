//! How many people an article cites without their names.

use std::collections::HashSet;

use crate::{
    ActorKind, AnonymousCount, ClaimId, MentionKind, Number, RelationKind, Report, Source, SourceId, Span,
    StandingKind,
};

/// Minimum confidence in whom words mean ([`Attribution::identity`](crate::Attribution::identity)) with which they count as said
/// of this person and no other. Chosen on a quarter of `corpus/learn` that the
/// weights had not seen: with it 70 % of the ranges hold there (`people` of `ascribe evaluate`), without it 46 %.
const SURE: f32 = 0.8;

/// What is in doubt of a source.
#[derive(Clone, Copy, Default)]
struct Doubt {
    has_spoken: bool,
    /// Whether the words that bring it in may mean somebody cited before.
    may_be_known: bool,
    /// Whether it is a person, and words that describe it later may mean somebody else.
    may_be_two: bool,
}

impl Report {
    /// The number of distinct anonymous people who are cited as speakers: confidential and private sources
    /// ([`StandingKind::is_anonymous`](crate::StandingKind::is_anonymous)), and those without a standing.
    ///
    /// Spokespeople, holders of an office and crowds are in [`others`](AnonymousCount::others). Sources whose every claim came through
    /// another outlet are in [`relayed`](AnonymousCount::relayed). Nobody in particular ("everyone") is in neither.
    ///
    /// It is a range, since the text often leaves open whether two sources are the same person. `at_most` counts all sources
    /// that are not certainly the same; `at_least` counts those that are certainly different. Where it is in doubt whom words mean
    /// (a confidence below 0.8), a source that they bring in may be somebody cited before, and counts in `at_most` alone; and where
    /// they describe somebody cited before, they may mean one person more, and `at_most` has one more. A source that stands for several
    /// people counts with their number, if it is stated, less those of it that are cited alone ([`RelationKind::PartOf`]);
    /// otherwise it is listed in `groups`. Anybody cited alone may be of a group, unless the text says that the group is another: so
    /// `at_least` is the number of those cited alone and of the groups that are others, or that of the largest group, whichever is
    /// more.
    ///
    /// The lower bound is greedy: it goes through the sources in order, and counts each that cannot be one counted before.
    /// It may be lower than the best bound, but never higher.
    ///
    /// Time complexity: linear in the size of the report.
    ///
    /// ```
    /// use ascribe::{
    ///     Actor, ActorKind, Article, Attribution, Claim, Level, Number, Quotation, Relation, RelationKind, Report,
    ///     Source, Span,
    /// };
    ///
    /// // "It is over, an official said. Another official agreed. An official smiled, and said: “No.”"
    /// let mut report = Report::new(&Article::new("…"));
    /// let mut official = || {
    ///     let actor = report.add_actor(Actor::new(ActorKind::Person).with_description("an official"));
    ///     let mut source = Source::new(actor, Level::Vague);
    ///     source.axes.descriptors.number = Number::One;
    ///     let id = report.add_source(source);
    ///     report.add_claim(Claim::new(Span::default(), Quotation::Indirect, Attribution::new(id)));
    ///     id
    /// };
    /// let (first, another) = (official(), official());
    /// official();
    /// report.sources[1].relations.push(Relation::new(first, RelationKind::Different));
    /// report.sources[2].relations.push(Relation::new(first, RelationKind::Maybe));
    /// report.sources[2].relations.push(Relation::new(another, RelationKind::Maybe));
    /// let count = report.anonymous_sources();
    /// assert_eq!((count.at_least, count.at_most), (2, 3));
    /// ```
    #[must_use]
    pub fn anonymous_sources(&self) -> AnonymousCount {
        let mut relayed = self.speaks();
        for (_, claim) in self.iter_claims().filter(|(id, _)| self.foreign_relay(*id).is_none()) {
            if let Some(slot) = claim.source().and_then(|source| relayed.get_mut(source.index())) {
                *slot = false;
            }
        }
        let standing = |source: &Source| source.axes.standing.as_ref().map(|standing| standing.kind.clone());
        let anonymous = |source: &Source| standing(source).is_none_or(|kind| kind.is_anonymous());
        let mut count =
            self.unnamed_people(|id, source| anonymous(source) && relayed.get(id.index()) != Some(&true));
        for (id, source) in self.unnamed_speakers() {
            if !anonymous(source) {
                if standing(source) != Some(StandingKind::Generic) {
                    count.others.push(id);
                }
            } else if relayed.get(id.index()) == Some(&true) {
                count.relayed.push(id);
            }
        }
        count
    }

    /// The number of distinct unnamed people among the cited speakers that `counts` lets through.
    ///
    /// [`Report::anonymous_sources`] says how it counts. Its lists `others` and `relayed` are empty.
    ///
    /// Time complexity: linear in the size of the report.
    ///
    /// ```
    /// use ascribe::{Article, Report};
    ///
    /// let report = Report::new(&Article::new("Nobody spoke."));
    /// assert_eq!(report.unnamed_people(|_, _| true).at_most, 0);
    /// ```
    #[must_use]
    pub fn unnamed_people(&self, counts: impl Fn(SourceId, &Source) -> bool) -> AnonymousCount {
        let rows = self.sources.len();
        let cited = self.speaks();
        let mut counted = vec![false; rows];
        // Sources that an earlier source is, or may be, the same as.
        let mut same = vec![false; rows];
        let mut may_be = vec![false; rows];
        let mark = |table: &mut Vec<bool>, id: SourceId| {
            if let Some(slot) = table.get_mut(id.index()) {
                *slot = true;
            }
        };
        let is = |table: &Vec<bool>, id: SourceId| table.get(id.index()) == Some(&true);
        let mut count = AnonymousCount::default();
        // How many of a group are cited alone.
        let mut alone = vec![0_u32; rows];
        for (id, source) in self.iter_sources().filter(|(id, _)| is(&cited, *id)) {
            let one = matches!(source.axes.descriptors.number, Number::One | Number::Exactly(1));
            let groups =
                source.relations.iter().filter(|relation| one && relation.kind == RelationKind::PartOf);
            for group in groups.filter(|group| group.other != id) {
                if let Some(alone) = alone.get_mut(group.other.index()) {
                    *alone = alone.saturating_add(1);
                }
            }
        }
        let (mut largest, mut others) = (0, 0_u32);
        let doubts = self.doubts();
        let doubt = |id: SourceId| doubts.get(id.index()).copied().unwrap_or_default();
        for (id, source) in self.unnamed_speakers().filter(|(id, source)| counts(*id, source)) {
            let of_kind = |kind| source.relations.iter().filter(move |relation| relation.kind == kind);
            let again = is(&same, id)
                || of_kind(RelationKind::Same)
                    .any(|relation| relation.other < id && is(&cited, relation.other));
            of_kind(RelationKind::Same).for_each(|relation| mark(&mut same, relation.other));
            if again {
                continue;
            }
            match source.axes.descriptors.number {
                Number::One | Number::Exactly(0 | 1) => {}
                Number::Exactly(people) => {
                    largest = people.max(largest);
                    let rest = people.saturating_sub(alone.get(id.index()).copied().unwrap_or_default());
                    let of_group = of_kind(RelationKind::PartOf).next().is_some();
                    let rest = if of_group { 0 } else { rest };
                    count.at_most = count.at_most.saturating_add(rest);
                    if of_kind(RelationKind::Different).any(|other| is(&cited, other.other)) {
                        others = others.saturating_add(rest);
                    }
                    continue;
                }
                Number::Several | Number::Unstated => {
                    count.groups.push(id);
                    continue;
                }
            }
            count.at_most = count.at_most.saturating_add(1);
            let apart = !doubt(id).may_be_known
                && !is(&may_be, id)
                && !of_kind(RelationKind::Maybe).any(|r| is(&counted, r.other));
            if apart {
                count.at_least = count.at_least.saturating_add(1);
                mark(&mut counted, id);
                of_kind(RelationKind::Maybe).for_each(|relation| mark(&mut may_be, relation.other));
            }
        }
        for (id, source) in self.iter_sources().filter(|(id, _)| doubt(*id).may_be_two) {
            if !source.level.is_unnamed() || counts(id, source) {
                count.at_most = count.at_most.saturating_add(1);
            }
        }
        count.at_least = count.at_least.saturating_add(others).max(largest);
        count.at_most = count.at_most.max(count.at_least);
        count
    }

    /// What is in doubt of each source.
    fn doubts(&self) -> Vec<Doubt> {
        let mentions = self.actors.iter().flat_map(|actor| &actor.mentions);
        let plain: HashSet<Span> = mentions
            .filter(|mention| mention.kind != MentionKind::Description)
            .map(|mention| mention.span)
            .collect();
        let is_person =
            |source: SourceId| self.actor_of(source).is_some_and(|actor| actor.kind == ActorKind::Person);
        let mut doubts = vec![Doubt::default(); self.sources.len()];
        for link in self.claims.iter().filter_map(|claim| claim.attributions.first()) {
            let Some(source) = link.source else { continue };
            let Some(doubt) = doubts.get_mut(source.index()) else { continue };
            let is_in_doubt = link.identity.get() < SURE;
            if !std::mem::replace(&mut doubt.has_spoken, true) {
                doubt.may_be_known = is_in_doubt;
            } else if is_in_doubt && is_person(source) {
                doubt.may_be_two |= link.source_spans.iter().any(|span| !plain.contains(span));
            }
        }
        doubts
    }

    /// Whether all that a source says reached the article through another outlet: "sources told" and the name of one.
    ///
    /// The article's own outlet, where [`Metadata`](crate::Metadata) tells it, is not another. A source without a claim is not relayed.
    ///
    /// Time complexity: linear in the number of claims.
    ///
    /// ```
    /// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Relay, Report, Source, Span};
    ///
    /// // "The deal is off, sources told Reuters."
    /// let mut report = Report::new(&Article::new("…"));
    /// let reuters = report.add_actor(Actor::new(ActorKind::Outlet).with_name("Reuters"));
    /// let outlet = report.add_source(Source::new(reuters, Level::Institutional));
    /// let people = report.add_actor(Actor::new(ActorKind::Group).with_description("sources"));
    /// let sources = report.add_source(Source::new(people, Level::Bare));
    /// let mut link = Attribution::new(sources);
    /// link.relay = Some(Relay::new(outlet, Span::default()));
    /// report.add_claim(Claim::new(Span::default(), Quotation::Indirect, link));
    /// assert!(report.is_relayed(sources));
    /// assert_eq!(report.anonymous_sources().relayed, [sources]);
    /// report.article.outlet = Some("Reuters".to_owned());
    /// assert!(!report.is_relayed(sources));
    /// ```
    #[must_use]
    pub fn is_relayed(&self, source: SourceId) -> bool {
        let mut claims = self.claims_by(source).peekable();
        claims.peek().is_some() && claims.all(|(id, _)| self.foreign_relay(id).is_some())
    }

    /// The outlet through which a claim reached the article, if it is another than the article's.
    pub(crate) fn foreign_relay(&self, claim: ClaimId) -> Option<SourceId> {
        let outlet = |source: &SourceId| {
            self.actor_of(*source).is_some_and(|actor| actor.kind == ActorKind::Outlet)
                && !self.is_own_outlet(*source)
        };
        self.relay(claim).filter(outlet)
    }

    /// Whether a source is the outlet of the article.
    pub(crate) fn is_own_outlet(&self, source: SourceId) -> bool {
        let Some(actor) = self.actor_of(source) else { return false };
        let about = &self.article;
        let known = about.outlet.iter().chain(&about.byline).chain(&about.url);
        let plain = |name: &str| name.to_lowercase().trim_start_matches("the ").replace(' ', "");
        let known: Vec<String> = known.map(|name| plain(name)).collect();
        actor.names.iter().map(|name| plain(name)).any(|name| {
            !name.is_empty()
                && known.iter().any(|known| known.contains(&name) || name.contains(known.as_str()))
        })
    }
}

//! Everything that was found in one article: inert tables, look-ups over them, and a check for foreign ones.

use serde::{Deserialize, Serialize};

use super::vocabulary::open_vocabulary;
use crate::{
    Actor, ActorId, ActorKind, Article, Claim, ClaimId, Event, EventId, Level, Metadata, Number,
    RelationKind, Source, SourceId, Span, TimeExpression,
};

open_vocabulary! {
    /// What was noticed or given up on while a report was made.
    DiagnosticCode {
        /// A quotation mark opens and nothing closes it; the quotation was taken to end with its paragraph.
        UnclosedQuotation = "unclosed_quotation",
        /// A quotation mark closes and nothing had opened it; it was passed over.
        UnopenedQuotation = "unopened_quotation",
        /// A time expression needs a date of publication, and none is known.
        UnresolvedTime = "unresolved_time",
        /// A date that no calendar holds: "Feb. 30".
        ImpossibleDate = "impossible_date",
        /// Who is meant could not be decided: "he" without anybody before it.
        UnresolvedMention = "unresolved_mention",
        /// A stretch was too long to be analyzed as one sentence and was cut.
        SentenceCut = "sentence_cut",
        /// A span that was given to the analyzer is empty or does not fit the text; it was left out.
        UnfitSpan = "unfit_span",
        /// An attribution that was given to the analyzer has its cue for its source and its source for its cue; it was read
        /// the other way round.
        SwappedSpans = "swapped_spans",
        /// What an annotation of another program holds and a report has no place for; it was left out.
        UnreadAnnotation = "unread_annotation",
        /// An annotation did not fit where it was said to stand, and was put where its words stand.
        MovedAnnotation = "moved_annotation",
    }
}

/// Something that was noticed or given up on, so that nothing is lost in silence.
///
/// ```
/// use ascribe::{Diagnostic, DiagnosticCode, Span};
///
/// let note = Diagnostic::new(DiagnosticCode::UnclosedQuotation, "nothing closes this mark").at(Span::new(4, 7)?);
/// assert_eq!(note.code.as_str(), "unclosed_quotation");
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diagnostic {
    /// What.
    pub code: DiagnosticCode,
    /// Where, if it has a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// In words, for a person.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic without a place.
    #[must_use]
    pub fn new(code: DiagnosticCode, message: impl Into<String>) -> Self {
        Diagnostic { code, span: None, message: message.into() }
    }

    /// The same diagnostic with its place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}

/// How many distinct unnamed people an article cites: as few as `at_least`, as many as `at_most`.
///
/// See [`Report::anonymous_sources`].
///
/// ```
/// use ascribe::{Article, Report};
///
/// let count = Report::new(&Article::new("Nobody spoke.")).anonymous_sources();
/// assert_eq!((count.at_least, count.at_most, count.groups.len()), (0, 0, 0));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AnonymousCount {
    /// The fewest individuals that the text allows.
    pub at_least: u32,
    /// The most individuals that the text allows.
    pub at_most: u32,
    /// Unnamed sources of more than one person, of whom the text does not say how many.
    pub groups: Vec<SourceId>,
}

/// Everything that was found in one article.
///
/// A report is inert data. The tables refer to each other by dense ids, and every span counts bytes of the
/// article's text, which the report does not hold. [`Analyzer::analyze`](crate::Analyzer::analyze) makes one, and
/// so can any program, by hand:
///
/// ```
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("Rates will rise, Ann Lee said.");
/// let mut report = Report::new(&article);
/// let lee = report.add_actor(Actor::new(ActorKind::Person).with_name("Ann Lee"));
/// let source = report.add_source(Source::new(lee, Level::Named));
/// let link = Attribution::new(source).with_source_span(Span::new(17, 24)?).with_cue(Span::new(25, 29)?);
/// let claim = report.add_claim(Claim::new(Span::new(0, 15)?, Quotation::Indirect, link));
/// report.validate_text(&article.text)?;
///
/// let json = serde_json::to_string(&report)?;
/// let read: Report = serde_json::from_str(&json)?;
/// assert_eq!(read, report);
/// assert_eq!(read.speaker(claim).map(Actor::label), Some("Ann Lee"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Report {
    /// The version of the JSON form; [`Report::SCHEMA`] for what this version of the crate writes.
    pub schema: u32,
    /// What is known of the article, with what its pasted header gave.
    #[serde(default)]
    pub article: Metadata,
    /// The length of the article's text in bytes; no span reaches past it.
    pub bytes: usize,
    /// The pasted header of headline and byline lines, where the text starts with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Span>,
    /// Who is in it.
    #[serde(default)]
    pub actors: Vec<Actor>,
    /// Who is cited.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// What was said. The analyzer puts claims in the order of their cues; nothing depends on it.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// What happened, in text order.
    #[serde(default)]
    pub events: Vec<Event>,
    /// The expressions of time, in text order.
    #[serde(default)]
    pub times: Vec<TimeExpression>,
    /// What was noticed or given up on.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// The version of the JSON form that this version of the crate writes, and the newest that it reads.
    pub const SCHEMA: u32 = 1;

    /// A report about `article` in which nothing was found yet.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        Report {
            schema: Report::SCHEMA,
            article: article.metadata.clone(),
            bytes: article.text.len(),
            header: None,
            actors: Vec::new(),
            sources: Vec::new(),
            claims: Vec::new(),
            events: Vec::new(),
            times: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Adds an actor and gives its id.
    pub fn add_actor(&mut self, actor: Actor) -> ActorId {
        self.actors.push(actor);
        ActorId::at(self.actors.len() - 1)
    }

    /// Adds a source and gives its id.
    pub fn add_source(&mut self, source: Source) -> SourceId {
        self.sources.push(source);
        SourceId::at(self.sources.len() - 1)
    }

    /// Adds a claim and gives its id.
    pub fn add_claim(&mut self, claim: Claim) -> ClaimId {
        self.claims.push(claim);
        ClaimId::at(self.claims.len() - 1)
    }

    /// Adds an event and gives its id.
    pub fn add_event(&mut self, event: Event) -> EventId {
        self.events.push(event);
        EventId::at(self.events.len() - 1)
    }

    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.index())
    }

    /// The claim with this id.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.get(id.index())
    }

    /// The event with this id.
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.index())
    }

    /// The actor behind a source.
    #[must_use]
    pub fn actor_of(&self, source: SourceId) -> Option<&Actor> {
        self.actor(self.source(source)?.actor)
    }

    /// The actor whose words a claim holds; `None` where the text names nobody.
    #[must_use]
    pub fn speaker(&self, claim: ClaimId) -> Option<&Actor> {
        self.actor_of(self.claim(claim)?.speaker()?.source?)
    }

    /// Actors with their ids.
    pub fn iter_actors(&self) -> impl Iterator<Item = (ActorId, &Actor)> {
        self.actors.iter().enumerate().map(|(index, actor)| (ActorId::at(index), actor))
    }

    /// Sources with their ids.
    pub fn iter_sources(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(index, source)| (SourceId::at(index), source))
    }

    /// Claims with their ids, in the order of the table.
    pub fn iter_claims(&self) -> impl Iterator<Item = (ClaimId, &Claim)> {
        self.claims.iter().enumerate().map(|(index, claim)| (ClaimId::at(index), claim))
    }

    /// Events with their ids, in text order.
    pub fn iter_events(&self) -> impl Iterator<Item = (EventId, &Event)> {
        self.events.iter().enumerate().map(|(index, event)| (EventId::at(index), event))
    }

    /// The claims whose speaker is this source. Linear in the number of claims.
    pub fn claims_by(&self, source: SourceId) -> impl Iterator<Item = (ClaimId, &Claim)> {
        self.iter_claims()
            .filter(move |(_, claim)| claim.speaker().is_some_and(|link| link.source == Some(source)))
    }

    /// The claims that stand in the content of this one, not counting those that stand deeper still.
    pub fn claims_within(&self, outer: ClaimId) -> impl Iterator<Item = (ClaimId, &Claim)> {
        self.iter_claims().filter(move |(_, claim)| claim.within == Some(outer))
    }

    /// The claims in whose content an event is mentioned. Who of them alone tell of it, and how sure each is, stands in
    /// [`Event::stances`](crate::Event::stances).
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use ascribe::{Analyzer, Article, Certainty};
    ///
    /// let text = "Chile may buy the port in May 2025, a minister said. Peru sold it in 2019.";
    /// let report = Analyzer::new().analyze(&Article::new(text));
    /// let (bought, event) = report.iter_events().next().ok_or("no event")?;
    /// assert_eq!(report.claims_about(bought).count(), 1);
    /// // Only the minister tells of it, and is not sure.
    /// assert!(event.article_stance().is_none());
    /// assert_eq!(event.stances[0].factuality.certainty, Certainty::Possible);
    /// # }
    /// # Ok::<(), &str>(())
    /// ```
    pub fn claims_about(&self, event: EventId) -> impl Iterator<Item = (ClaimId, &Claim)> {
        let ids = self.event(event).map_or(&[][..], |event| &event.claims);
        ids.iter().filter_map(|id| Some((*id, self.claim(*id)?)))
    }

    /// The events in which an actor takes part. Linear in the number of events.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use ascribe::{Analyzer, Article};
    ///
    /// let text = "Ann Lee and Bo Berg met in Oslo on Monday. Their talks ended on Friday, and Lee flew to Lima.";
    /// let article = Article::new(text).with_published("2024-05-20".parse()?);
    /// let report = Analyzer::new().analyze(&article);
    /// let (lee, _) = report.iter_actors().find(|(_, actor)| actor.label() == "Ann Lee").ok_or("nobody")?;
    /// let told: Vec<&str> = report.events_of(lee).filter_map(|(_, event)| event.trigger.slice(text)).collect();
    /// assert_eq!(told, ["met", "talks"]);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn events_of(&self, actor: ActorId) -> impl Iterator<Item = (EventId, &Event)> {
        self.iter_events().filter(move |(_, event)| event.participants.iter().any(|part| part.actor == actor))
    }

    /// The dated events, earliest first; of those that start on one day, the one with the earlier clock time, then
    /// the one that is told first. Undated events are left out.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use ascribe::{Analyzer, Article};
    ///
    /// let text = "Kenya will hold talks with Uganda on May 30. Troops crossed the border on May 2.";
    /// let article = Article::new(text).with_published("2024-05-16".parse()?);
    /// let report = Analyzer::new().analyze(&article);
    /// let timeline = report.timeline();
    /// let told: Vec<&str> = timeline.iter().filter_map(|(_, event)| event.trigger.slice(text)).collect();
    /// assert_eq!(told, ["crossed", "talks"]);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn timeline(&self) -> Vec<(EventId, &Event)> {
        let reading =
            |event: &Event| event.time.as_ref().map(|time| (time.reading.start, time.reading.clock));
        let mut dated: Vec<_> = self
            .iter_events()
            .filter(|(_, event)| reading(event).is_some_and(|(start, _)| start.is_some()))
            .collect();
        dated.sort_by_key(|(id, event)| (reading(event), *id));
        dated
    }

    /// Through whom a claim reached the article: the relay that its own words name ("told Fox News"), or else the
    /// outlet or document that is the next link of its chain ("FISM reported that sources have hinted").
    #[must_use]
    pub fn relay(&self, claim: ClaimId) -> Option<SourceId> {
        let claim = self.claim(claim)?;
        let passes_on = |source: SourceId| {
            self.actor_of(source)
                .is_some_and(|actor| matches!(actor.kind, ActorKind::Outlet | ActorKind::Document))
        };
        let next = || claim.attributions.get(1)?.source.filter(|source| passes_on(*source));
        claim.speaker()?.relay.as_ref().map(|relay| relay.source).or_else(next)
    }

    /// How many distinct unnamed people are cited as speakers.
    ///
    /// A source that stands for one person, or for exactly so many, is counted; one that stands for an open number
    /// is listed among the groups. Sources that may be the same make the range: `at_most` counts all, `at_least`
    /// only as many as cannot be one another. Linear in the size of the report.
    ///
    /// The lower bound is found by going through the sources in order and counting each that certainly is none of
    /// those counted before; it may fall short of the best bound, but never exceeds it.
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
        let rows = self.sources.len();
        let mut cited = vec![false; rows];
        let mut counted = vec![false; rows];
        // What an earlier source says of a later one: that the two are one, that they may be.
        let mut same = vec![false; rows];
        let mut may_be = vec![false; rows];
        let mark = |table: &mut Vec<bool>, id: SourceId| {
            if let Some(slot) = table.get_mut(id.index()) {
                *slot = true;
            }
        };
        for claim in &self.claims {
            claim.speaker().and_then(|link| link.source).into_iter().for_each(|id| mark(&mut cited, id));
        }
        let is = |table: &Vec<bool>, id: SourceId| table.get(id.index()) == Some(&true);
        let mut count = AnonymousCount::default();
        for (id, source) in
            self.iter_sources().filter(|(id, source)| source.level.is_unnamed() && is(&cited, *id))
        {
            let of_kind = |kind| source.relations.iter().filter(move |relation| relation.kind == kind);
            let again = is(&same, id)
                || of_kind(RelationKind::Same)
                    .any(|relation| relation.other < id && is(&cited, relation.other));
            of_kind(RelationKind::Same).for_each(|relation| mark(&mut same, relation.other));
            if again {
                continue;
            }
            let people = match source.axes.descriptors.number {
                Number::One => 1,
                Number::Exactly(people) => people,
                Number::Several | Number::Unstated => {
                    count.groups.push(id);
                    continue;
                }
            };
            count.at_most = count.at_most.saturating_add(people);
            let apart = !is(&may_be, id) && !of_kind(RelationKind::Maybe).any(|r| is(&counted, r.other));
            if apart {
                count.at_least = count.at_least.saturating_add(people);
                mark(&mut counted, id);
                of_kind(RelationKind::Maybe).for_each(|relation| mark(&mut may_be, relation.other));
            }
        }
        count
    }

    /// How many claims have a speaker of each level, in the order of [`Level::ALL`].
    #[must_use]
    pub fn claims_by_level(&self) -> [usize; 7] {
        let mut counts = [0; 7];
        for claim in &self.claims {
            let source = claim.speaker().and_then(|link| self.source(link.source?));
            let level = source.map_or(Level::Unattributed, |source| source.level);
            for (known, count) in Level::ALL.iter().zip(&mut counts) {
                *count += usize::from(*known == level);
            }
        }
        counts
    }
}

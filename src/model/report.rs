//! Reports: the tables of one article, and look-ups in them.

use serde::{Deserialize, Serialize};

use super::vocabulary::open_vocabulary;
use crate::{
    Actor, ActorId, ActorKind, Article, Claim, ClaimId, Event, EventId, Level, Metadata, Source, SourceId,
    Span, TimeExpression,
};

open_vocabulary! {
    /// The kind of a diagnostic.
    DiagnosticCode {
        /// An opening quotation mark is not closed. The quotation was ended with its paragraph.
        UnclosedQuotation = "unclosed_quotation",
        /// A closing quotation mark was not opened. It was ignored.
        UnopenedQuotation = "unopened_quotation",
        /// A time expression needs a date of publication, which is not known.
        UnresolvedTime = "unresolved_time",
        /// A date does not exist: "Feb. 30".
        ImpossibleDate = "impossible_date",
        /// A phrase could not be resolved: "he", with no person before it.
        UnresolvedMention = "unresolved_mention",
        /// A sentence was too long, and was cut.
        SentenceCut = "sentence_cut",
        /// A given span is empty or does not fit the text. It was left out.
        UnfitSpan = "unfit_span",
        /// A given attribution has its source marked as its cue, and its cue as its source. They were swapped.
        SwappedSpans = "swapped_spans",
        /// An annotation has something that a report does not. It was left out.
        UnreadAnnotation = "unread_annotation",
        /// The words of an annotation are not at its position. It was moved to where they are.
        MovedAnnotation = "moved_annotation",
    }
}

/// Something that the maker of a report noticed, such as an unclosed quotation mark.
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
    /// Its kind.
    pub code: DiagnosticCode,
    /// Its place, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// A message for people.
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

/// The number of distinct people whom an article cites without their names, as a range: see [`Report::anonymous_sources`].
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
    /// Minimum number of people that the text allows.
    pub at_least: u32,
    /// Maximum number of people that the text allows.
    pub at_most: u32,
    /// Unnamed sources that stand for an unstated number of people. They are not counted in the range.
    pub groups: Vec<SourceId>,
    /// Unnamed sources that are not counted, since nobody calls them anonymous: spokespeople, holders of an office, crowds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<SourceId>,
    /// Anonymous sources of other outlets, which are not counted either: [`Report::is_relayed`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relayed: Vec<SourceId>,
}

/// What was found in one article.
///
/// A report is plain data. Its tables refer to each other by dense ids, and to the text by spans. It does not contain the text.
/// [`Analyzer::analyze`](crate::Analyzer::analyze) makes a report, and so can any program:
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
    /// The version of the JSON form. This version of the crate writes [`Report::SCHEMA`].
    pub schema: u32,
    /// The metadata of the article, with those of a pasted header.
    #[serde(default)]
    pub article: Metadata,
    /// The length of the text in bytes. No span ends after it.
    pub bytes: usize,
    /// The pasted headline and byline lines, if the text starts with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Span>,
    /// The actors.
    #[serde(default)]
    pub actors: Vec<Actor>,
    /// The sources.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The claims. The analyzer puts them in the order of their cues, but nothing depends on it.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// The events, in text order.
    #[serde(default)]
    pub events: Vec<Event>,
    /// The expressions of time, in text order.
    #[serde(default)]
    pub times: Vec<TimeExpression>,
    /// The number of distinct anonymous people, as [`Report::anonymous_sources`] counted them when the report was made, so that who
    /// reads the JSON form need not count. `None` in a report of another program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymous: Option<AnonymousCount>,
    /// The diagnostics.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// The version of the JSON form that this version of the crate writes. It also reads the earlier ones.
    pub const SCHEMA: u32 = 1;

    /// An empty report about `article`.
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
            anonymous: None,
            diagnostics: Vec::new(),
        }
    }

    /// Adds an actor and returns its id.
    pub fn add_actor(&mut self, actor: Actor) -> ActorId {
        self.actors.push(actor);
        ActorId::at(self.actors.len() - 1)
    }

    /// Adds a source and returns its id.
    pub fn add_source(&mut self, source: Source) -> SourceId {
        self.sources.push(source);
        SourceId::at(self.sources.len() - 1)
    }

    /// Adds a claim and returns its id.
    pub fn add_claim(&mut self, claim: Claim) -> ClaimId {
        self.claims.push(claim);
        ClaimId::at(self.claims.len() - 1)
    }

    /// Adds an event and returns its id.
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

    /// The actor of a source.
    #[must_use]
    pub fn actor_of(&self, source: SourceId) -> Option<&Actor> {
        self.actor(self.source(source)?.actor)
    }

    /// The level of a source; `Unattributed` for none.
    pub(crate) fn level_of(&self, source: Option<SourceId>) -> Level {
        source.and_then(|id| self.source(id)).map_or(Level::Unattributed, |source| source.level)
    }

    /// The actor of the speaker of a claim. `None` if the text has no source.
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

    /// The claims whose speaker is this source.
    ///
    /// Time complexity: linear in the number of claims.
    pub fn claims_by(&self, source: SourceId) -> impl Iterator<Item = (ClaimId, &Claim)> {
        self.iter_claims()
            .filter(move |(_, claim)| claim.speaker().is_some_and(|link| link.source == Some(source)))
    }

    /// The claims directly within this one. Claims within those are not among them.
    ///
    /// Time complexity: linear in the number of claims.
    pub fn claims_within(&self, outer: ClaimId) -> impl Iterator<Item = (ClaimId, &Claim)> {
        self.iter_claims().filter(move |(_, claim)| claim.within == Some(outer))
    }

    /// The claims whose content mentions an event. [`Event::stances`](crate::Event::stances) has their factualities.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use ascribe::{Analyzer, Article, Certainty};
    ///
    /// let text = "Chile may buy the port in May 2025, a minister said. Peru sold it in 2019.";
    /// let report = Analyzer::new().analyze(&Article::new(text));
    /// let (bought, event) = report.iter_events().next().ok_or("no event")?;
    /// assert_eq!(report.claims_about(bought).count(), 1);
    /// // Only the minister tells of it, as possible.
    /// assert!(event.article_stance().is_none());
    /// assert_eq!(event.stances[0].factuality.certainty, Certainty::Possible);
    /// # }
    /// # Ok::<(), &str>(())
    /// ```
    pub fn claims_about(&self, event: EventId) -> impl Iterator<Item = (ClaimId, &Claim)> {
        let ids = self.event(event).map_or(&[][..], |event| &event.claims);
        ids.iter().filter_map(|id| Some((*id, self.claim(*id)?)))
    }

    /// The events in which an actor takes part.
    ///
    /// Time complexity: linear in the number of events.
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

    /// The dated events, by first day, time of day and place in the text. Undated events are left out.
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

    /// The source through which a claim reached the article: the relay of its speaker ("told Fox News"), or else the next link
    /// of its chain if that is an outlet or a document ("FISM reported that sources have hinted").
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

    /// The number of claims with a speaker of each level, in the order of [`Level::ALL`].
    #[must_use]
    pub fn claims_by_level(&self) -> [usize; 7] {
        let mut counts = [0; 7];
        for claim in &self.claims {
            let level = self.level_of(claim.speaker().and_then(|link| link.source));
            for (known, count) in Level::ALL.iter().zip(&mut counts) {
                *count += usize::from(*known == level);
            }
        }
        counts
    }
}

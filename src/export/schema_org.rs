//! schema.org as JSON-LD, for search engines, knowledge graphs and archives of claims.
//!
//! A claim becomes a `Claim`, a verbatim part of it a `Quotation`, a source a `Person` or an `Organization`, an event an
//! `Event`. There is no `ClaimReview`: a report says who said what, and not whether it is true.
//!
//! The types are described at <https://schema.org/Claim> and <https://schema.org/Quotation>. Terms that schema.org lacks
//! belong to [`json_ld::VOCABULARY`](super::json_ld::VOCABULARY).

use std::collections::BTreeSet;

use super::excerpt::has_words;
use super::json_ld::{Graph, GraphStream, Node, VOCABULARY, Value, article_iri, is_iri};
use crate::{
    Actor, ActorId, ActorKind, Claim, ClaimId, Event, EventId, EventStatus, EventTime, Quotation, Report,
    SourceId,
};

/// The report as a graph of schema.org types.
///
/// The nodes are the article (`NewsArticle`), the actors that are cited or take part in events, the claims with their
/// quotations, and the events, each in the order of its table.
///
/// | report | schema.org |
/// | --- | --- |
/// | person | `Person` |
/// | outlet | `NewsMediaOrganization` |
/// | government | `GovernmentOrganization` |
/// | organization, group, other actors | `Organization` |
/// | document | `CreativeWork`; its claims are `isBasedOn` it |
/// | place | `Place` |
/// | claim | `Claim` with `text`, `creator`, `appearance`, and `isPartOf` the claim around it |
/// | relay, outer links of a chain | `CreativeWork`s, each `isBasedOn` the next |
/// | verbatim parts of a direct or mixed claim | `Quotation` |
/// | event | `Event` with `startDate`, `endDate`, `location`, `attendee`, `subjectOf` |
///
/// Unnamed sources have a `description` and no `name`. Left out are claims without words in `text`, references to rows
/// that do not exist, dates that do not exist, and addresses that are not web or URN addresses.
///
/// Time complexity: linear in the lengths of report and output.
///
/// ```
/// use ascribe::export::schema_org;
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("Rates will rise, Ann Lee said.");
/// let mut report = Report::new(&article);
/// let lee = report.add_actor(Actor::new(ActorKind::Person).with_name("Ann Lee"));
/// let source = report.add_source(Source::new(lee, Level::Named));
/// report.add_claim(Claim::new(Span::new(0, 15)?, Quotation::Indirect, Attribution::new(source)));
/// let json = serde_json::to_value(schema_org::to_value(&report, &article.text))?;
/// assert_eq!(json["@graph"][1]["name"], "Ann Lee");
/// assert_eq!(json["@graph"][2]["@type"], "Claim");
/// assert_eq!(json["@graph"][2]["text"], "Rates will rise");
/// assert_eq!(json["@graph"][2]["creator"]["@id"], json["@graph"][1]["@id"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn to_value(report: &Report, text: &str) -> Graph {
    to_stream(report, text).into()
}

/// What [`to_value`] returns, made node by node while serde writes it: for long reports.
///
/// Time complexity of writing: linear in the lengths of report and output. Memory: linear in the number of actors.
///
/// ```
/// use ascribe::export::schema_org;
/// use ascribe::{Article, Report};
///
/// let report = Report::new(&Article::new("It rained."));
/// let (stream, graph) = (schema_org::to_stream(&report, "It rained."), schema_org::to_value(&report, "It rained."));
/// assert_eq!(serde_json::to_string(&stream)?, serde_json::to_string(&graph)?);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn to_stream<'a>(report: &'a Report, text: &'a str) -> GraphStream<'a> {
    let writer = Writer { report, text, article: article_iri(&report.article) };
    GraphStream::new([("@vocab", "https://schema.org/"), ("ascribe", VOCABULARY)], move |push| {
        push(writer.article());
        let actors = writer.referenced_actors();
        actors.iter().filter_map(|id| Some(writer.actor(*id, report.actor(*id)?))).for_each(&mut *push);
        for (id, claim) in report.iter_claims() {
            writer.claim(push, id, claim);
        }
        report.iter_events().filter_map(|(id, event)| writer.event(id, event)).for_each(&mut *push);
    })
}

struct Writer<'a> {
    report: &'a Report,
    text: &'a str,
    article: &'a str,
}

impl Writer<'_> {
    fn iri(&self, table: &str, index: usize) -> String {
        format!("{}#{table}-{index}", self.article)
    }

    fn article(&self) -> Node {
        let about = &self.report.article;
        let named = |kind: &'static str, name: &str| Node::blank().a(kind).with("name", name);
        let mut node = Node::new(self.article)
            .a("NewsArticle")
            .with_some("headline", about.headline.as_deref())
            .with_some("url", about.url.as_deref().filter(|url| is_iri(url)))
            .with_some("datePublished", about.published.map(|published| published.to_string()))
            .with_some("dateline", about.dateline.as_deref())
            .with_some("publisher", about.outlet.as_deref().map(|name| named("NewsMediaOrganization", name)));
        for name in &about.byline {
            node = node.with("author", named("Person", name));
        }
        node
    }

    /// The actors that are cited or take part in an event.
    fn referenced_actors(&self) -> BTreeSet<ActorId> {
        let claims = self.report.claims.iter();
        let links = claims.flat_map(|claim| &claim.attributions);
        let sources = links.flat_map(|link| [link.source, link.relay.as_ref().map(|relay| relay.source)]);
        let cited = sources.flatten().filter_map(|id| Some(self.report.source(id)?.actor));
        let parts = self.report.events.iter().flat_map(|event| &event.participants).map(|part| part.actor);
        cited.chain(parts).collect()
    }

    fn actor(&self, id: ActorId, actor: &Actor) -> Node {
        let person = actor.kind == ActorKind::Person;
        let mut node = Node::new(self.iri("actor", id.index())).a(type_of(&actor.kind));
        if let Some((name, others)) = actor.names.split_first() {
            node = node.with("name", name.as_str());
            for other in others {
                node = node.with("alternateName", other.as_str());
            }
        }
        node = node.with_some("description", actor.description.as_deref());
        if person {
            for title in &actor.titles {
                node = node.with("honorificPrefix", title.as_str());
            }
            // A former role is not the person's job title.
            let role = actor.role.as_deref();
            node = node.with_some("jobTitle", role.filter(|_| !actor.former));
            node = node.with_some(
                "disambiguatingDescription",
                role.filter(|_| actor.former).map(|role| format!("former {role}")),
            );
            if let Some(name) = actor.affiliation.as_deref().filter(|_| !actor.former) {
                node = node.with("affiliation", Node::blank().a("Organization").with("name", name));
            }
        }
        for (catalogue, entry) in &actor.external {
            let value = Node::blank().a("PropertyValue").with("propertyID", catalogue.as_str());
            node = node.with("identifier", value.with("value", entry.as_str()));
        }
        node.with("ascribe:kind", actor.kind.as_str())
    }

    /// The actor of a source, if both exist.
    fn actor_of(&self, source: Option<SourceId>) -> Option<(ActorId, &Actor)> {
        let id = self.report.source(source?)?.actor;
        Some((id, self.report.actor(id)?))
    }

    fn claim(&self, push: &mut dyn FnMut(Node), id: ClaimId, claim: &Claim) {
        let content = claim.words(self.text);
        if content.is_empty() {
            return;
        }
        let iri = self.iri("claim", id.index());
        let source = claim.source();
        let level = self.report.level_of(source);
        let speaker = self.actor_of(source);
        let made_by = speaker.map(|(id, actor)| (is_work(actor), Value::node(self.iri("actor", id.index()))));
        let mut node = Node::new(iri.as_str())
            .a("Claim")
            .with("text", content)
            .with("appearance", Value::node(self.article))
            .with("ascribe:quotation", claim.quotation.as_str())
            .with("ascribe:force", claim.force.as_str())
            .with("ascribe:level", level.as_str())
            .with("ascribe:confidence", Value::Number(f64::from(claim.confidence.get())));
        let by = match &made_by {
            Some((true, work)) => Some(("isBasedOn", work.clone())),
            Some((false, maker)) => Some(("creator", maker.clone())),
            None => None,
        };
        if let Some((property, value)) = by.clone() {
            node = node.with(property, value);
        }
        if let Some(outer) = claim.within.filter(|outer| self.is_written(*outer)) {
            node = node.with("isPartOf", Value::node(self.iri("claim", outer.index())));
        }
        node = node.with_some("isBasedOn", self.relaying_works(claim));
        push(node);
        let verbatim = match claim.quotation {
            Quotation::Direct if claim.verbatim.is_empty() => &claim.content,
            Quotation::Direct | Quotation::Mixed => &claim.verbatim,
            Quotation::Indirect => return,
        };
        for (part, span) in verbatim.iter().enumerate() {
            let Some(words) = span.slice(self.text).map(str::trim).filter(|words| !words.is_empty()) else {
                continue;
            };
            let mut quotation = Node::new(format!("{iri}-quotation-{part}"))
                .a("Quotation")
                .with("text", words)
                .with("isPartOf", Value::node(iri.as_str()));
            if let Some((property, value)) = by.clone() {
                quotation = quotation.with(property, value);
            }
            push(quotation);
        }
    }

    /// Whether a claim exists and has words, so that it has a node.
    fn is_written(&self, id: ClaimId) -> bool {
        self.report.claim(id).is_some_and(|claim| has_words(&claim.content, self.text))
    }

    /// The works of those who pass the claim on, each based on the next further in. The outermost is returned.
    fn relaying_works(&self, claim: &Claim) -> Option<Node> {
        let relay = claim.speaker().and_then(|link| link.relay.as_ref()).map(|relay| relay.source);
        let outer = claim
            .attributions
            .iter()
            .skip(1)
            .flat_map(|link| [link.source, link.relay.as_ref().map(|relay| relay.source)]);
        let mut passing: Vec<SourceId> = relay.into_iter().chain(outer.flatten()).collect();
        passing.dedup();
        // Works are nested nodes, and a foreign chain may have any length. The outermost 16 are written.
        let nearest = passing.iter().rev().take(16).rev();
        nearest.fold(None, |based_on: Option<Node>, source| {
            let Some((id, actor)) = self.actor_of(Some(*source)) else { return based_on };
            let passing = Value::node(self.iri("actor", id.index()));
            let work = Node::blank().a("CreativeWork");
            // A document is itself a work, and what it passes on is a part of it.
            let work = work.with(if is_work(actor) { "isPartOf" } else { "creator" }, passing);
            Some(work.with_some("isBasedOn", based_on))
        })
    }

    fn event(&self, id: EventId, event: &Event) -> Option<Node> {
        let name = event.mentions.first().unwrap_or(&event.trigger).slice(self.text)?.trim();
        let mut node = Node::new(self.iri("event", id.index())).a("Event").with("name", name);
        if let Some(time) = event.time.as_ref().filter(|time| !time.reading.impossible) {
            let (start, end) = ends(time);
            node = node.with_some("startDate", start).with_some("endDate", end);
        }
        if event.status == EventStatus::Scheduled {
            node = node.with("eventStatus", Value::node("https://schema.org/EventScheduled"));
        }
        if let Some(place) = event.place.and_then(|span| span.slice(self.text)) {
            node = node.with("location", Node::blank().a("Place").with("name", place));
        }
        let parts: BTreeSet<ActorId> = event.participants.iter().map(|part| part.actor).collect();
        for actor in parts.into_iter().filter(|id| self.report.actor(*id).is_some()) {
            node = node.with("attendee", Value::node(self.iri("actor", actor.index())));
        }
        let claims: BTreeSet<ClaimId> = event.claims.iter().copied().collect();
        for claim in claims.into_iter().filter(|id| self.is_written(*id)) {
            node = node.with("subjectOf", Value::node(self.iri("claim", claim.index())));
        }
        Some(node.with("ascribe:status", event.status.as_str()))
    }
}

/// First day, with the time of day and its offset if they are known, and last day, if it is another.
fn ends(time: &EventTime) -> (Option<String>, Option<String>) {
    let reading = &time.reading;
    let start = reading.start.map(|day| match (reading.clock, reading.offset) {
        (Some(clock), Some(offset)) => format!("{day}T{}{offset}", clock.format("%H:%M:%S")),
        (Some(clock), None) => format!("{day}T{}", clock.format("%H:%M:%S")),
        (None, _) => day.to_string(),
    });
    (start, reading.end.filter(|_| reading.end != reading.start).map(|day| day.to_string()))
}

fn is_work(actor: &Actor) -> bool {
    actor.kind == ActorKind::Document
}

fn type_of(kind: &ActorKind) -> &'static str {
    match kind.as_str() {
        "person" => "Person",
        "outlet" => "NewsMediaOrganization",
        "government" => "GovernmentOrganization",
        "document" => "CreativeWork",
        "place" => "Place",
        _ => "Organization",
    }
}

//! PROV-O as JSON-LD, for stores of provenance: each claim can be followed from the article back to its speaker.
//!
//! The article, its claims and the statements behind them are entities; sources are agents.
//!
//! - A claim is attributed to every source of its chain (`prov:qualifiedAttribution`), with role and place in the chain.
//! - A claim comes from what the outermost source said, which comes from what the next one said, down to the speaker.
//! - A direct or mixed claim is quoted (`prov:wasQuotedFrom`, `prov:qualifiedQuotation`), and hence derived
//!   (`prov:wasDerivedFrom`). An indirect claim is derived only (`prov:qualifiedDerivation`): a paraphrase is no quotation.
//!
//! The vocabulary is described at <https://www.w3.org/TR/prov-o/>. Other terms belong to
//! [`json_ld::VOCABULARY`](super::json_ld::VOCABULARY).

use std::collections::BTreeSet;

use super::excerpt::has_words;
use super::json_ld::{Graph, GraphStream, Node, VOCABULARY, Value, article_iri};
use crate::{ActorKind, Attribution, Claim, ClaimId, Published, Quotation, Report, Source, SourceId, Span};

/// The provenance of a report's claims.
///
/// | report | PROV-O |
/// | --- | --- |
/// | article | `prov:Entity`, attributed to its byline and its outlet |
/// | source | `prov:Agent` |
/// | source that is a person | also `prov:Person` |
/// | source that is an organization, outlet or government | also `prov:Organization` |
/// | source that is a document | also `prov:Entity`, and the primary source of its claims |
/// | claim | `prov:Entity` with its words as `prov:value`, part of the article |
/// | speaker, relay, outer links | `prov:qualifiedAttribution` with the `prov:hadRole` `ascribe:speaker`, `ascribe:relay` or `ascribe:outer` |
/// | what each of them said | `prov:Entity`, quoted or derived from the next |
///
/// A claim without a source has no attribution. Left out are claims without words in `text` and sources that do not exist.
///
/// Time complexity: linear in the lengths of report and output.
///
/// ```
/// use ascribe::export::prov;
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Relay, Report, Source, Span};
///
/// let article = Article::new("“It is over,” an aide told Reuters.");
/// let mut report = Report::new(&article);
/// let aide = report.add_actor(Actor::new(ActorKind::Person).with_description("an aide"));
/// let reuters = report.add_actor(Actor::new(ActorKind::Outlet).with_name("Reuters"));
/// let aide = report.add_source(Source::new(aide, Level::Bare));
/// let reuters = report.add_source(Source::new(reuters, Level::Institutional));
/// let link = Attribution::new(aide).with_relay(Relay::new(reuters, Span::new(31, 38)?));
/// report.add_claim(Claim::new(Span::new(3, 14)?, Quotation::Direct, link));
/// let json = serde_json::to_value(prov::to_value(&report, &article.text))?;
/// let claim = &json["@graph"][3];
/// assert_eq!(claim["prov:value"], "It is over,");
/// assert_eq!(claim["prov:qualifiedAttribution"][1]["prov:agent"]["@id"], "urn:x-ascribe:article#source-1");
/// assert_eq!(claim["prov:wasQuotedFrom"]["@id"], "urn:x-ascribe:article#claim-0-said-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn to_value(report: &Report, text: &str) -> Graph {
    to_stream(report, text).into()
}

/// What [`to_value`] returns, made node by node while serde writes it: for long reports.
///
/// Time complexity of writing: linear in the lengths of report and output. Memory: linear in the number of claims and of sources.
///
/// ```
/// use ascribe::export::prov;
/// use ascribe::{Article, Report};
///
/// let report = Report::new(&Article::new("It rained."));
/// let (stream, graph) = (prov::to_stream(&report, "It rained."), prov::to_value(&report, "It rained."));
/// assert_eq!(serde_json::to_string(&stream)?, serde_json::to_string(&graph)?);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn to_stream<'a>(report: &'a Report, text: &'a str) -> GraphStream<'a> {
    let context = [
        ("prov", "http://www.w3.org/ns/prov#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("dcterms", "http://purl.org/dc/terms/"),
        ("ascribe", VOCABULARY),
    ];
    let writer = Writer { report, text, article: article_iri(&report.article) };
    GraphStream::new(context, move |push| {
        writer.article(push);
        let cited: BTreeSet<SourceId> =
            report.claims.iter().flat_map(|claim| writer.chain(claim)).map(|link| link.source).collect();
        cited.iter().filter_map(|id| Some(writer.agent(*id, report.source(*id)?))).for_each(&mut *push);
        for (id, claim) in report.iter_claims() {
            writer.claim(push, id, claim);
        }
    })
}

struct Writer<'a> {
    report: &'a Report,
    text: &'a str,
    article: &'a str,
}

/// A source in a chain.
struct Link<'a> {
    source: SourceId,
    role: &'static str,
    place: usize,
    cue: &'a [Span],
}

impl Writer<'_> {
    fn iri(&self, rest: &str) -> String {
        format!("{}#{rest}", self.article)
    }

    fn source(&self, id: SourceId) -> Value {
        Value::node(self.iri(&format!("source-{}", id.index())))
    }

    fn article(&self, push: &mut dyn FnMut(Node)) {
        let about = &self.report.article;
        let mut node =
            Node::new(self.article).a("prov:Entity").with_some("rdfs:label", about.headline.as_deref());
        node = node.with_some(
            "dcterms:issued",
            about.published.map(|published| match published {
                Published::Date(day) => Value::typed(day.to_string(), "xsd:date"),
                other => Value::typed(other.to_string(), "xsd:dateTime"),
            }),
        );
        let mut makers = Vec::new();
        for (index, name) in about.byline.iter().enumerate() {
            makers.push((self.iri(&format!("byline-{index}")), "prov:Person", name.as_str()));
        }
        makers.extend(about.outlet.as_deref().map(|name| (self.iri("outlet"), "prov:Organization", name)));
        for (iri, ..) in &makers {
            node = node.with("prov:wasAttributedTo", Value::node(iri.as_str()));
        }
        push(node);
        for (iri, kind, name) in makers {
            push(Node::new(iri).a("prov:Agent").a(kind).with("rdfs:label", name));
        }
    }

    fn agent(&self, id: SourceId, source: &Source) -> Node {
        let actor = self.report.actor(source.actor);
        let node = Node::new(self.iri(&format!("source-{}", id.index()))).a("prov:Agent");
        let node = match actor.map_or("other", |actor| actor.kind.as_str()) {
            "person" => node.a("prov:Person"),
            "organization" | "outlet" | "government" => node.a("prov:Organization"),
            "document" => node.a("prov:Entity"),
            _ => node,
        };
        node.with_some("rdfs:label", actor.map(crate::Actor::label))
            .with_some("ascribe:kind", actor.map(|actor| actor.kind.as_str()))
            .with("ascribe:level", source.level.as_str())
            .with_some(
                "ascribe:standing",
                source.axes.standing.as_ref().map(|standing| standing.kind.as_str()),
            )
    }

    /// Whether a claim exists and has words, so that it has a node.
    fn is_written(&self, id: ClaimId) -> bool {
        self.report.claim(id).is_some_and(|claim| has_words(&claim.content, self.text))
    }

    fn is_of(&self, id: SourceId, kinds: &[ActorKind]) -> bool {
        self.report.actor_of(id).is_some_and(|actor| kinds.contains(&actor.kind))
    }

    /// The sources of a claim's chain that exist, speaker first. Repeated ones in a row count once.
    fn chain<'c>(&self, claim: &'c Claim) -> Vec<Link<'c>> {
        let mut chain: Vec<Link<'c>> = Vec::new();
        let mut add = |source: Option<SourceId>, role: &'static str, place: usize, link: &'c Attribution| {
            let Some(source) = source.filter(|id| self.report.source(*id).is_some()) else { return };
            if chain.last().is_none_or(|last| last.source != source) {
                chain.push(Link { source, role, place, cue: &link.cue });
            }
        };
        for (place, link) in claim.attributions.iter().enumerate() {
            let passes_on = |id: SourceId| self.is_of(id, &[ActorKind::Outlet, ActorKind::Document]);
            let role = match link.source {
                _ if place == 0 => "speaker",
                Some(id) if passes_on(id) => "relay",
                _ => "outer",
            };
            add(link.source, role, place, link);
            add(link.relay.as_ref().map(|relay| relay.source), "relay", place, link);
        }
        chain
    }

    fn claim(&self, push: &mut dyn FnMut(Node), id: ClaimId, claim: &Claim) {
        let content = claim.words(self.text);
        if content.is_empty() {
            return;
        }
        let name = format!("claim-{}", id.index());
        let chain = self.chain(claim);
        let said = |place: usize| Value::node(self.iri(&format!("{name}-said-{place}")));
        let mut node = Node::new(self.iri(&name))
            .a("prov:Entity")
            .with("prov:value", content)
            .with("dcterms:isPartOf", Value::node(self.article))
            .with("ascribe:quotation", claim.quotation.as_str())
            .with("ascribe:force", claim.force.as_str())
            .with("ascribe:confidence", Value::Number(f64::from(claim.confidence.get())));
        if let Some(outer) = claim.within.filter(|outer| self.is_written(*outer)) {
            node = node.with("ascribe:within", Value::node(self.iri(&format!("claim-{}", outer.index()))));
        }
        let attributed: BTreeSet<SourceId> = chain.iter().map(|link| link.source).collect();
        for source in attributed {
            node = node.with("prov:wasAttributedTo", self.source(source));
        }
        for link in &chain {
            let role = Node::new(format!("ascribe:{}", link.role)).a("prov:Role");
            let attribution = Node::blank()
                .a("prov:Attribution")
                .with("prov:agent", self.source(link.source))
                .with("prov:hadRole", role)
                .with("ascribe:link", Value::Integer(link.place as u64));
            let cue = Some(Span::excerpt(link.cue, self.text)).filter(|cue| !cue.is_empty());
            node = node.with("prov:qualifiedAttribution", attribution.with_some("ascribe:cue", cue));
        }
        if let Some(speaker) = chain.first().filter(|link| self.is_of(link.source, &[ActorKind::Document])) {
            node = node.with("prov:hadPrimarySource", self.source(speaker.source));
        }
        if let Some(outermost) = chain.len().checked_sub(1) {
            node = with_origin(node, claim.quotation, &said(outermost));
        }
        push(node);
        for (place, link) in chain.iter().enumerate() {
            let statement = Node::new(self.iri(&format!("{name}-said-{place}"))).a("prov:Entity");
            let statement = statement.with("prov:wasAttributedTo", self.source(link.source));
            let inner = place.checked_sub(1).map(said);
            push(match inner {
                Some(inner) => with_origin(statement, claim.quotation, &inner),
                None => statement,
            });
        }
    }
}

/// The node with its origin, quoted or derived.
fn with_origin(node: Node, quotation: Quotation, origin: &Value) -> Node {
    let node = node.with("prov:wasDerivedFrom", origin.clone());
    let (kind, qualified) = match quotation {
        Quotation::Direct | Quotation::Mixed => ("prov:Quotation", "prov:qualifiedQuotation"),
        Quotation::Indirect => ("prov:Derivation", "prov:qualifiedDerivation"),
    };
    let node = match quotation {
        Quotation::Indirect => node,
        Quotation::Direct | Quotation::Mixed => node.with("prov:wasQuotedFrom", origin.clone()),
    };
    node.with(qualified, Node::blank().a(kind).with("prov:entity", origin.clone()))
}

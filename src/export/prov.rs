//! PROV-O: what stores of provenance read, to follow a claim from the article back to its speaker.
//!
//! The article, each claim in it, and each statement that a claim comes from are entities; sources are agents. A claim is
//! attributed to everybody of its chain, each time with a role and a place (`prov:qualifiedAttribution`); and it was
//! quoted from what the outermost of them said, which was quoted from what the next one in said, down to the speaker. A
//! paraphrase is not a quotation: an indirect claim was derived (`prov:wasDerivedFrom`, `prov:qualifiedDerivation`), a
//! direct or mixed one quoted (`prov:wasQuotedFrom`, `prov:qualifiedQuotation`, and `prov:wasDerivedFrom`, which follows).
//!
//! See <https://www.w3.org/TR/prov-o/>. Own terms are those of [`json_ld::VOCABULARY`](crate::export::json_ld::VOCABULARY).

use std::collections::BTreeSet;

use crate::export::json_ld::{Document, Node, VOCABULARY, Value, article_iri, has_words, words};
use crate::{ActorKind, Attribution, Claim, ClaimId, Published, Quotation, Report, Source, SourceId, Span};

/// The provenance of a report's claims as RDF, in JSON-LD.
///
/// | here | PROV-O |
/// | --- | --- |
/// | article | `prov:Entity`, attributed to its byline and its outlet |
/// | source | `prov:Agent`; a person `prov:Person`, an organization, outlet or government `prov:Organization`; a document also `prov:Entity`, and the primary source of its claims |
/// | claim | `prov:Entity` with its words as `prov:value`, part of the article |
/// | speaker, relay and outer links | `prov:qualifiedAttribution` with `prov:hadRole` `ascribe:speaker`, `ascribe:relay`, `ascribe:outer` |
/// | what each of them said | `prov:Entity`, each quoted or derived from the next one in |
///
/// A claim without a source has no attribution. Claims without words in `text` and sources that do not exist are left out.
/// Linear in the size of the report and the words that it quotes.
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
/// let json = serde_json::to_value(prov::graph(&report, &article.text))?;
/// let claim = &json["@graph"][3];
/// assert_eq!(claim["prov:value"], "It is over,");
/// assert_eq!(claim["prov:qualifiedAttribution"][1]["prov:agent"]["@id"], "urn:x-ascribe:article#source-1");
/// assert_eq!(claim["prov:wasQuotedFrom"]["@id"], "urn:x-ascribe:article#claim-0-said-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn graph(report: &Report, text: &str) -> Document {
    let mut document = Document::new([
        ("prov", "http://www.w3.org/ns/prov#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("dcterms", "http://purl.org/dc/terms/"),
        ("ascribe", VOCABULARY),
    ]);
    let graph = Graph { report, text, article: article_iri(&report.article) };
    graph.article(&mut document);
    let cited: BTreeSet<SourceId> =
        report.claims.iter().flat_map(|claim| graph.chain(claim)).map(|link| link.source).collect();
    document.graph.extend(cited.iter().filter_map(|id| Some(graph.agent(*id, report.source(*id)?))));
    for (id, claim) in report.iter_claims() {
        graph.claim(&mut document, id, claim);
    }
    document
}

struct Graph<'a> {
    report: &'a Report,
    text: &'a str,
    article: &'a str,
}

/// Somebody of a chain.
struct Link<'a> {
    source: SourceId,
    role: &'static str,
    place: usize,
    cue: &'a [Span],
}

impl Graph<'_> {
    fn iri(&self, rest: &str) -> String {
        format!("{}#{rest}", self.article)
    }

    fn source(&self, id: SourceId) -> Value {
        Value::node(self.iri(&format!("source-{}", id.index())))
    }

    fn article(&self, document: &mut Document) {
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
        document.graph.push(node);
        for (iri, kind, name) in makers {
            document.graph.push(Node::new(iri).a("prov:Agent").a(kind).with("rdfs:label", name));
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
    }

    /// Whether a claim exists and has words.
    fn is_told(&self, id: ClaimId) -> bool {
        self.report.claim(id).is_some_and(|claim| has_words(&claim.content, self.text))
    }

    fn is_of(&self, id: SourceId, kinds: &[ActorKind]) -> bool {
        self.report.actor_of(id).is_some_and(|actor| kinds.contains(&actor.kind))
    }

    /// Everybody of a claim's chain who exists, from the speaker outwards; who stands there twice in a row, once.
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

    fn claim(&self, document: &mut Document, id: ClaimId, claim: &Claim) {
        let content = words(&claim.content, self.text);
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
        if let Some(outer) = claim.within.filter(|outer| self.is_told(*outer)) {
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
            let cue = Some(words(link.cue, self.text)).filter(|cue| !cue.is_empty());
            node = node.with("prov:qualifiedAttribution", attribution.with_some("ascribe:cue", cue));
        }
        if let Some(speaker) = chain.first().filter(|link| self.is_of(link.source, &[ActorKind::Document])) {
            node = node.with("prov:hadPrimarySource", self.source(speaker.source));
        }
        if let Some(outermost) = chain.len().checked_sub(1) {
            node = from(node, claim.quotation, &said(outermost));
        }
        document.graph.push(node);
        for (place, link) in chain.iter().enumerate() {
            let statement = Node::new(self.iri(&format!("{name}-said-{place}"))).a("prov:Entity");
            let statement = statement.with("prov:wasAttributedTo", self.source(link.source));
            let inner = place.checked_sub(1).map(said);
            document.graph.push(match inner {
                Some(inner) => from(statement, claim.quotation, &inner),
                None => statement,
            });
        }
    }
}

/// The node with what it was quoted or derived from.
fn from(node: Node, quotation: Quotation, origin: &Value) -> Node {
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

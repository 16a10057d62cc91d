//! JSON-LD 1.1: the graphs that [`schema_org`](super::schema_org) and [`prov`](super::prov) write.
//!
//! A [`Graph`] includes its context, so reading it needs no network. Terms that the common vocabularies lack belong to the
//! namespace [`VOCABULARY`] and have the prefix `ascribe`:
//!
//! | term | subject | meaning |
//! | --- | --- | --- |
//! | `level` | source, claim | anonymity level of the source: [`Level`](crate::Level) |
//! | `standing` | source | [`StandingKind`](crate::StandingKind), where it has no name |
//! | `kind` | source | [`ActorKind`](crate::ActorKind) |
//! | `force` | claim | [`Force`](crate::Force) |
//! | `quotation` | claim | [`Quotation`](crate::Quotation) |
//! | `confidence` | claim | [`Confidence`](crate::Confidence), 0 to 1 |
//! | `within` | claim | the claim whose content contains it |
//! | `link` | attribution | index in the chain; 0 is the speaker |
//! | `cue` | attribution, claim | the words that ascribe |
//! | `role` | attribution | `speaker`, `relay`, or `outer` for a source that cites the one before |
//! | `status` | event | [`EventStatus`](crate::EventStatus) |
//!
//! The IRI of the article is its address, if [`Metadata::url`](crate::Metadata::url) is an absolute `http`, `https`, `urn`
//! or `tag` IRI, and [`ARTICLE`] otherwise. The IRIs of its claims, sources, actors and events are that with a fragment:
//! `#claim-0`, `#source-0`, `#actor-0`, `#event-0`. Articles that share a store each need an address.
//!
//! # Inside a web page
//!
//! JSON inside `<script type="application/ld+json">` must not contain `</script>` or `<!--`, which the text of an article
//! may do: use [`escape_for_script`].

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::stream::Parts;
use crate::Metadata;

/// The namespace of this crate's terms.
pub const VOCABULARY: &str = "https://docs.rs/ascribe/latest/ascribe/export/json_ld/index.html#";

/// The IRI of an article without an address.
pub const ARTICLE: &str = "urn:x-ascribe:article";

/// A graph: prefixes and nodes.
///
/// ```
/// use ascribe::export::json_ld::{Graph, Node};
///
/// let mut graph = Graph::new([("@vocab", "https://schema.org/")]);
/// graph.nodes.push(Node::new("urn:x:1").a("Person").with("name", "Ann Lee"));
/// assert_eq!(
///     serde_json::to_string(&graph)?,
///     r#"{"@context":{"@vocab":"https://schema.org/"},"@graph":[{"@id":"urn:x:1","@type":"Person","name":"Ann Lee"}]}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Graph {
    /// Prefixes with their IRIs.
    #[serde(rename = "@context", serialize_with = "pairs")]
    pub context: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// The nodes, in order.
    #[serde(rename = "@graph")]
    pub nodes: Vec<Node>,
}

impl Graph {
    /// A graph without nodes.
    #[must_use]
    pub fn new<const N: usize>(context: [(&'static str, &'static str); N]) -> Self {
        let context = context.into_iter().map(|(prefix, iri)| (prefix.into(), iri.into()));
        Graph { context: context.collect(), nodes: Vec::new() }
    }
}

/// A graph that makes its nodes one by one while serde writes it, and never has more than one in memory.
///
/// [`schema_org::to_stream`](super::schema_org::to_stream) and [`prov::to_stream`](super::prov::to_stream) return it. Serialized, it is
/// the same as the [`Graph`] that it collects into.
///
/// ```
/// use ascribe::export::{json_ld::Graph, prov};
/// use ascribe::{Article, Report};
///
/// let report = Report::new(&Article::new("It rained."));
/// let stream = prov::to_stream(&report, "It rained.");
/// let mut written = Vec::new();
/// serde_json::to_writer(&mut written, &stream)?;
/// assert_eq!(written, serde_json::to_vec(&Graph::from(stream))?);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Serialize)]
pub struct GraphStream<'a> {
    #[serde(rename = "@context", serialize_with = "pairs")]
    context: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    #[serde(rename = "@graph")]
    nodes: Parts<'a, Node>,
}

impl<'a> GraphStream<'a> {
    /// A graph with these prefixes. `each` hands over the nodes, in order.
    pub(super) fn new<const N: usize>(
        context: [(&'static str, &'static str); N],
        each: impl Fn(&mut dyn FnMut(Node)) + 'a,
    ) -> Self {
        GraphStream { context: Graph::new(context).context, nodes: Parts::new(each) }
    }
}

impl std::fmt::Debug for GraphStream<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GraphStream").field("context", &self.context).finish_non_exhaustive()
    }
}

impl From<GraphStream<'_>> for Graph {
    fn from(stream: GraphStream<'_>) -> Self {
        Graph { nodes: stream.nodes.collect(), context: stream.context }
    }
}

/// A node: a thing with properties.
///
/// ```
/// use ascribe::export::json_ld::{Node, Value};
///
/// let node = Node::blank().a("Claim").a("Quotation").with("creator", Value::node("urn:x:1"));
/// assert_eq!(serde_json::to_string(&node)?, r#"{"@type":["Claim","Quotation"],"creator":{"@id":"urn:x:1"}}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Node {
    /// Its IRI. `None` for a blank node.
    pub id: Option<String>,
    /// Its types.
    pub types: Vec<Cow<'static, str>>,
    /// Its properties, in order. A property that occurs several times has several values.
    pub properties: Vec<(Cow<'static, str>, Value)>,
}

impl Node {
    /// A node with an IRI.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Node { id: Some(id.into()), ..Node::default() }
    }

    /// A blank node.
    #[must_use]
    pub fn blank() -> Self {
        Node::default()
    }

    /// The same node with one more type.
    #[must_use]
    pub fn a(mut self, kind: &'static str) -> Self {
        self.types.push(kind.into());
        self
    }

    /// The same node with one more property.
    #[must_use]
    pub fn with(mut self, property: &'static str, value: impl Into<Value>) -> Self {
        self.properties.push((property.into(), value.into()));
        self
    }

    /// The same node with one more property, if there is a value.
    #[must_use]
    pub fn with_some(self, property: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(property, value),
            None => self,
        }
    }
}

/// A value of a property.
///
/// ```
/// use ascribe::export::json_ld::Value;
///
/// let day = Value::typed("2021-12-07", "xsd:date");
/// assert_eq!(serde_json::to_string(&day)?, r#"{"@value":"2021-12-07","@type":"xsd:date"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// An integer.
    Integer(u64),
    /// A typed literal.
    Typed {
        /// Its lexical form.
        text: String,
        /// Its datatype.
        datatype: Cow<'static, str>,
    },
    /// Another node. A node with nothing but an IRI is a reference.
    Node(Box<Node>),
}

impl Value {
    /// A reference to the node with this IRI.
    #[must_use]
    pub fn node(id: impl Into<String>) -> Self {
        Value::Node(Box::new(Node::new(id)))
    }

    /// A typed literal.
    #[must_use]
    pub fn typed(text: impl Into<String>, datatype: &'static str) -> Self {
        Value::Typed { text: text.into(), datatype: datatype.into() }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Value::Node(Box::new(node))
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &self.id {
            map.serialize_entry("@id", id)?;
        }
        match self.types.as_slice() {
            [] => {}
            [only] => map.serialize_entry("@type", only)?,
            types => map.serialize_entry("@type", types)?,
        }
        let mut groups: Vec<(&str, Vec<&Value>)> = Vec::new();
        for (property, value) in &self.properties {
            match groups.iter_mut().find(|(known, _)| known == property) {
                Some((_, values)) => values.push(value),
                None => groups.push((property, vec![value])),
            }
        }
        for (property, values) in groups {
            match values.as_slice() {
                [only] => map.serialize_entry(property, only)?,
                values => map.serialize_entry(property, values)?,
            }
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Integer(number) => serializer.serialize_u64(*number),
            Value::Typed { text, datatype } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("@value", text)?;
                map.serialize_entry("@type", datatype)?;
                map.end()
            }
            Value::Node(node) => node.serialize(serializer),
        }
    }
}

fn pairs<S: Serializer>(
    context: &[(Cow<'static, str>, Cow<'static, str>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(context.iter().map(|(prefix, iri)| (prefix, iri)))
}

/// Escapes JSON for `<script type="application/ld+json">`.
///
/// `<`, `>`, `&`, U+2028 and U+2029 become `\u` escapes. JSON has them in strings only, so the result is equal JSON. The
/// input must be JSON, not text.
///
/// ```
/// let json = serde_json::to_string("</script><!--")?;
/// assert_eq!(ascribe::export::json_ld::escape_for_script(&json), r#""\u003c/script\u003e\u003c!--""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn escape_for_script(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        match c {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The IRI of an article.
///
/// ```
/// use ascribe::export::json_ld;
/// use ascribe::Metadata;
///
/// let mut about = Metadata::default();
/// assert_eq!(json_ld::article_iri(&about), json_ld::ARTICLE);
/// about.url = Some("https://example.org/over?page=2#top".to_owned());
/// assert_eq!(json_ld::article_iri(&about), "https://example.org/over?page=2");
/// about.url = Some("javascript:alert(1)".to_owned());
/// assert_eq!(json_ld::article_iri(&about), json_ld::ARTICLE);
/// ```
#[must_use]
pub fn article_iri(about: &Metadata) -> &str {
    about.url.as_deref().filter(|url| is_iri(url)).map_or(ARTICLE, |url| url.split('#').next().unwrap_or(url))
}

/// Whether an address is an absolute IRI without invalid characters, of a scheme that executes nothing.
pub(super) fn is_iri(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let known = ["http", "https", "urn", "tag"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let web = scheme.len() >= 4;
    let barred = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    known && !rest.contains(barred) && if web { is_web(rest) } else { !rest.is_empty() }
}

/// Whether `//` and a host follow the scheme.
fn is_web(rest: &str) -> bool {
    rest.strip_prefix("//").is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

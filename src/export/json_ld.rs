//! Linked data as JSON: the frame that [`schema_org`](crate::export::schema_org) and [`prov`](crate::export::prov) fill.
//!
//! A [`Document`] serialises to JSON-LD 1.1 with its context inside, so that a reader needs no network. What the common
//! vocabularies lack has terms of this crate's own, in the namespace [`VOCABULARY`], written with the prefix `ascribe`:
//!
//! | term | of | meaning |
//! | --- | --- | --- |
//! | `level` | a source or claim | the anonymity level of the source, as in JSON |
//! | `kind` | a source | its [`ActorKind`](crate::ActorKind) |
//! | `force` | a claim | what the speaker does with the words: [`Force`](crate::Force) |
//! | `quotation` | a claim | `direct`, `indirect` or `mixed` |
//! | `confidence` | a claim | how sure its maker is that it stands in the text, 0 to 1 |
//! | `within` | a claim | the claim in whose content it stands |
//! | `link` | an attribution | its place in the chain; 0 is the speaker |
//! | `cue` | an attribution or claim | the words that ascribe |
//! | `role` | an attribution | `speaker`, `relay` or `outer` (who says that the one before said so) |
//! | `status` | an event | its [`EventStatus`](crate::EventStatus) |
//!
//! The article is named by its address, where [`Metadata::url`](crate::Metadata::url) holds an absolute `http`, `https`,
//! `urn` or `tag` IRI, and by [`ARTICLE`] else; what it holds by that with a fragment: `#claim-0`, `#source-0`, `#actor-0`,
//! `#event-0`. Whoever keeps several articles in one store gives each its address first.
//!
//! # Inside a web page
//!
//! Text of articles is anybody's. A JSON document that goes into `<script type="application/ld+json">` must not hold
//! `</script>` or `<!--`: see [`escape_for_script`].

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::Metadata;

/// The namespace of this crate's own terms.
pub const VOCABULARY: &str = "https://docs.rs/ascribe/latest/ascribe/json_ld/index.html#";

/// The name of an article that has no address.
pub const ARTICLE: &str = "urn:x-ascribe:article";

/// A JSON-LD document: prefixes and nodes.
///
/// ```
/// use ascribe::export::json_ld::{Document, Node};
///
/// let mut document = Document::new([("@vocab", "https://schema.org/")]);
/// document.graph.push(Node::new("urn:x:1").a("Person").with("name", "Ann Lee"));
/// assert_eq!(
///     serde_json::to_string(&document)?,
///     r#"{"@context":{"@vocab":"https://schema.org/"},"@graph":[{"@id":"urn:x:1","@type":"Person","name":"Ann Lee"}]}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Document {
    /// Prefixes, and what each stands for.
    #[serde(rename = "@context", serialize_with = "pairs")]
    pub context: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// The nodes, in order.
    #[serde(rename = "@graph")]
    pub graph: Vec<Node>,
}

impl Document {
    /// A document without nodes.
    #[must_use]
    pub fn new<const N: usize>(context: [(&'static str, &'static str); N]) -> Self {
        let context = context.into_iter().map(|(prefix, iri)| (prefix.into(), iri.into()));
        Document { context: context.collect(), graph: Vec::new() }
    }
}

/// A thing with properties.
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
    /// Its IRI; `None` for a thing that nothing else refers to.
    pub id: Option<String>,
    /// What it is.
    pub types: Vec<Cow<'static, str>>,
    /// Its properties, in order. One that is there several times has several values.
    pub properties: Vec<(Cow<'static, str>, Value)>,
}

impl Node {
    /// A node with an IRI.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Node { id: Some(id.into()), ..Node::default() }
    }

    /// A node without an IRI.
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

    /// The same node with a property, where there is a value for it.
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
    /// Plain text.
    Text(String),
    /// A number.
    Number(f64),
    /// A whole number.
    Integer(u64),
    /// Text with a datatype.
    Typed {
        /// The text.
        text: String,
        /// The datatype.
        datatype: Cow<'static, str>,
    },
    /// Another thing, told here; one that has an IRI and nothing else is a reference.
    Node(Box<Node>),
}

impl Value {
    /// A reference to the thing with this IRI.
    #[must_use]
    pub fn node(id: impl Into<String>) -> Self {
        Value::Node(Box::new(Node::new(id)))
    }

    /// Text with a datatype.
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

/// JSON as it may stand in `<script type="application/ld+json">`: every `<`, `>` and `&`, and the two line ends that
/// JavaScript once did not allow in strings, as an escape.
///
/// In JSON these stand in strings only, so the result is the same document. Give it JSON, not text.
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

/// Whether an address is an absolute IRI of a scheme that names things and runs nothing, without the characters that no
/// IRI holds.
pub(crate) fn is_iri(url: &str) -> bool {
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

/// The parts of a content's text, in order, with a mark where something stands in between.
pub(crate) fn words(spans: &[crate::Span], text: &str) -> String {
    let parts: Vec<&str> = spans.iter().filter_map(|span| span.slice(text)).map(str::trim).collect();
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" … ")
}

/// Whether [`words`] has any.
pub(crate) fn has_words(spans: &[crate::Span], text: &str) -> bool {
    spans.iter().any(|span| span.slice(text).is_some_and(|words| !words.trim().is_empty()))
}

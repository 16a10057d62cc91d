//! The types of Web Annotations, as serde reads and writes them.

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::export::json_ld::VOCABULARY;
use crate::export::stream::Parts;

/// A page of annotations.
///
/// ```
/// use ascribe::export::web_annotation::AnnotationPage;
///
/// let page: AnnotationPage = serde_json::from_str(r#"{"id": "https://example.org/page", "items": []}"#)?;
/// assert_eq!(page.items.len(), 0);
/// let written = serde_json::to_value(&page)?;
/// assert_eq!(written["@context"][0], "http://www.w3.org/ns/anno.jsonld");
/// assert_eq!(written["type"], "AnnotationPage");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnnotationPage {
    #[serde(rename = "@context", skip_deserializing)]
    context: Context,
    /// Its IRI.
    #[serde(default)]
    pub id: String,
    #[serde(rename = "type", skip_deserializing)]
    kind: PageType,
    /// The annotations.
    #[serde(default)]
    pub items: Vec<Annotation>,
}

impl AnnotationPage {
    /// A page with this IRI.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        AnnotationPage { context: Context, id: id.into(), kind: PageType::default(), items: Vec::new() }
    }
}

/// A page without an IRI.
impl From<Vec<Annotation>> for AnnotationPage {
    fn from(items: Vec<Annotation>) -> Self {
        AnnotationPage { items, ..AnnotationPage::new("") }
    }
}

/// A page that makes its annotations one by one while serde writes it, and never has more than those of one claim in memory.
///
/// [`to_stream`](super::to_stream) returns it. Serialized, it is the same as the [`AnnotationPage`] that it collects into.
///
/// ```
/// use ascribe::export::web_annotation::{self, AnnotationPage};
/// use ascribe::{Article, Report};
///
/// let report = Report::new(&Article::new("It rained."));
/// let stream = web_annotation::to_stream(&report, "It rained.");
/// let mut written = Vec::new();
/// serde_json::to_writer(&mut written, &stream)?;
/// assert_eq!(written, serde_json::to_vec(&AnnotationPage::from(stream))?);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Serialize)]
pub struct PageStream<'a> {
    #[serde(rename = "@context")]
    context: Context,
    id: String,
    #[serde(rename = "type")]
    kind: PageType,
    items: Parts<'a, Annotation>,
}

impl<'a> PageStream<'a> {
    /// A page with an IRI. `each` hands over the annotations, in order.
    pub(super) fn new(id: String, each: impl Fn(&mut dyn FnMut(Annotation)) + 'a) -> Self {
        PageStream { context: Context, id, kind: PageType::default(), items: Parts::new(each) }
    }
}

impl std::fmt::Debug for PageStream<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageStream").field("id", &self.id).finish_non_exhaustive()
    }
}

impl From<PageStream<'_>> for AnnotationPage {
    fn from(stream: PageStream<'_>) -> Self {
        AnnotationPage { items: stream.items.collect(), ..AnnotationPage::new(stream.id) }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
enum PageType {
    #[default]
    AnnotationPage,
}

/// An annotation.
///
/// ```
/// use ascribe::export::web_annotation::Annotation;
///
/// // An annotation of another program.
/// let note: Annotation = serde_json::from_str(
///     r#"{"id": "urn:x:1", "type": "Annotation", "body": "https://example.org/note", "target": "https://example.org/over"}"#,
/// )?;
/// assert_eq!((note.body.len(), note.target.len()), (1, 1));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Annotation {
    /// Its IRI.
    #[serde(default)]
    pub id: String,
    #[serde(rename = "type", skip_deserializing)]
    kind: AnnotationType,
    /// Its motivations, such as `describing`.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub motivation: Vec<String>,
    /// Its bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub body: Vec<Body>,
    /// Its targets.
    #[serde(default, deserialize_with = "one_or_many")]
    pub target: Vec<Target>,
}

impl Annotation {
    /// An annotation with this IRI, without body and target.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Annotation {
            id: id.into(),
            kind: AnnotationType::default(),
            motivation: Vec::new(),
            body: Vec::new(),
            target: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
enum AnnotationType {
    #[default]
    Annotation,
}

/// The body of an annotation: what it says.
///
/// ```
/// use ascribe::export::web_annotation::Body;
///
/// let body: Body = serde_json::from_str(r#"{"type": "TextualBody", "value": "cue", "purpose": "tagging"}"#)?;
/// assert!(matches!(body, Body::Text { value, .. } if value == "cue"));
/// let body: Body = serde_json::from_str(r#"{"type": "Video", "id": "https://example.org/film"}"#)?;
/// assert_eq!(body, Body::Foreign(Default::default()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
#[non_exhaustive]
pub enum Body {
    /// Text for people.
    #[serde(rename = "TextualBody")]
    Text {
        /// The text.
        value: String,
        /// Its purpose.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purpose: Option<String>,
    },
    /// A claim, whose content is the target.
    #[serde(rename = "ascribe:Claim")]
    Claim(ClaimBody),
    /// Other words of a claim, which are the target.
    #[serde(rename = "ascribe:Phrase")]
    Phrase(PhraseBody),
    /// A source, which the target cites.
    #[serde(rename = "ascribe:Source")]
    Source(Box<SourceBody>),
    /// Anything else. Not kept.
    #[serde(untagged)]
    Foreign(Foreign),
}

/// The body of an annotation of a claim.
///
/// ```
/// use ascribe::export::web_annotation::ClaimBody;
///
/// let body: ClaimBody = serde_json::from_str(r##"{"quotation": "direct", "chain": [{"by": "#source-0"}]}"##)?;
/// assert_eq!(body.chain[0].by.as_deref(), Some("#source-0"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClaimBody {
    /// `direct`, `indirect` or `mixed`; [`from_value`](super::from_value) checks it.
    #[serde(default)]
    pub quotation: String,
    /// The [`Force`](crate::Force). Default: `statement`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force: Option<String>,
    /// The [`Confidence`](crate::Confidence). Default: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// The IRI of the claim whose content contains this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The chain, speaker first.
    #[serde(default)]
    pub chain: Vec<LinkBody>,
}

/// A link of a chain. Sources are named by the IRIs of their annotations.
///
/// ```
/// let link = ascribe::export::web_annotation::LinkBody::default();
/// assert_eq!(serde_json::to_string(&link)?, "{}"); // unattributed
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LinkBody {
    /// The source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The relay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<String>,
}

/// The body of an annotation of other words of a claim.
///
/// ```
/// use ascribe::export::web_annotation::PhraseBody;
///
/// let body: PhraseBody = serde_json::from_str(r##"{"claim": "#claim-0", "part": "cue", "link": 1}"##)?;
/// assert_eq!(body.link, 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PhraseBody {
    /// The IRI of the claim.
    pub claim: String,
    /// `source`, `cue`, `relay`, `verbatim` or `force`; [`from_value`](super::from_value) checks it.
    pub part: String,
    /// For `source`, `cue` and `relay`, the index of the link in the claim's chain. 0 is the speaker.
    #[serde(default)]
    pub link: usize,
}

/// The body of an annotation of a source.
///
/// ```
/// use ascribe::export::web_annotation::SourceBody;
///
/// let body: SourceBody = serde_json::from_str(r#"{"level": "named", "kind": "person", "names": ["Ann Lee"]}"#)?;
/// assert_eq!(body.names, ["Ann Lee"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct SourceBody {
    /// The [`Level`](crate::Level), which [`from_value`](super::from_value) checks.
    pub level: String,
    /// The level of each target by itself, in order. Empty if all are `level`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mention_levels: Vec<String>,
    /// The IRI of the actor. Several sources can have the same actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The [`ActorKind`](crate::ActorKind). Default: `other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// [`Actor::names`](crate::Actor::names).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// [`Actor::titles`](crate::Actor::titles).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// [`Actor::role`](crate::Actor::role).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// [`Actor::affiliation`](crate::Actor::affiliation).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// [`Actor::former`](crate::Actor::former).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// [`Actor::description`](crate::Actor::description).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// [`Actor::external`](crate::Actor::external).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<External>,
}

/// An identifier of an actor in another catalogue.
///
/// ```
/// use ascribe::export::web_annotation::External;
///
/// let external: External = serde_json::from_str(r#"{"catalogue": "wikidata", "entry": "Q1"}"#)?;
/// assert_eq!(external.entry, "Q1");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct External {
    /// The catalogue's name.
    pub catalogue: String,
    /// The identifier.
    pub entry: String,
}

/// What an annotation annotates.
///
/// ```
/// use ascribe::export::web_annotation::Target;
///
/// let whole: Target = serde_json::from_str(r#""https://example.org/over""#)?;
/// assert_eq!(whole, Target::Whole("https://example.org/over".to_owned()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Target {
    /// A part of a resource.
    Part(SpecificResource),
    /// A resource.
    Whole(String),
    /// Anything else. Not kept.
    Foreign(Foreign),
}

/// A part of a resource, as a target.
///
/// ```
/// use ascribe::export::web_annotation::{Selector, SpecificResource};
///
/// let part: SpecificResource = serde_json::from_str(
///     r#"{"source": "https://example.org/over", "selector": {"type": "TextPositionSelector", "start": 3, "end": 6}}"#,
/// )?;
/// assert_eq!(part.selector, [Selector::Position { start: 3, end: 6 }]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpecificResource {
    #[serde(rename = "type", skip_deserializing)]
    kind: PartType,
    /// The IRI of the resource.
    pub source: String,
    /// The part. Several selectors describe the same part.
    #[serde(default, deserialize_with = "one_or_many")]
    pub selector: Vec<Selector>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
enum PartType {
    #[default]
    SpecificResource,
}

impl SpecificResource {
    /// A part of the resource with this IRI.
    #[must_use]
    pub fn new(source: impl Into<String>, selector: Vec<Selector>) -> Self {
        SpecificResource { kind: PartType::default(), source: source.into(), selector }
    }
}

/// A place in a text.
///
/// ```
/// use ascribe::export::web_annotation::Selector;
///
/// let selector: Selector = serde_json::from_str(r#"{"type": "TextQuoteSelector", "exact": "said", "prefix": "she "}"#)?;
/// assert!(matches!(selector, Selector::Quote { suffix, .. } if suffix.is_empty()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
#[non_exhaustive]
pub enum Selector {
    /// The words, and the words around them.
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        /// The words.
        exact: String,
        /// The words before them.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        prefix: String,
        /// The words after them.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        suffix: String,
    },
    /// A range of code points, counted from 0. The end is exclusive.
    #[serde(rename = "TextPositionSelector")]
    Position {
        /// The first code point.
        start: usize,
        /// The code point after the last.
        end: usize,
    },
    /// Any other selector. Not kept.
    #[serde(untagged)]
    Foreign(Foreign),
}

/// An object of an unknown kind. Its members are not kept: it is written as an empty object.
///
/// ```
/// use ascribe::export::web_annotation::Foreign;
///
/// let read: Foreign = serde_json::from_str(r#"{"any": ["thing"]}"#)?;
/// assert_eq!(serde_json::to_string(&read)?, "{}");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Foreign;

impl Serialize for Foreign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

impl<'de> Deserialize<'de> for Foreign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Foreign)
    }
}

/// Reads a value or a list of values.
fn one_or_many<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany<T> {
        None(()),
        Many(Vec<T>),
        One(T),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::Many(all) => all,
        OneOrMany::One(one) => vec![one],
        OneOrMany::None(()) => Vec::new(),
    })
}

/// The JSON-LD context: that of the specification, and the terms of the bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Context;

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (ANNO, Terms).serialize(serializer)
    }
}

/// The context of the specification, which every reader of annotations knows.
const ANNO: &str = "http://www.w3.org/ns/anno.jsonld";

struct Terms;

impl Serialize for Terms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Term<'a> {
            #[serde(rename = "@id")]
            id: &'a str,
            #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
            kind: Option<&'a str>,
            #[serde(rename = "@container", skip_serializing_if = "Option::is_none")]
            container: Option<&'a str>,
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("ascribe", VOCABULARY)?;
        let plain = [
            "quotation",
            "force",
            "confidence",
            "part",
            "link",
            "level",
            "kind",
            "role",
            "affiliation",
            "former",
            "description",
            "external",
            "catalogue",
            "entry",
        ];
        for term in plain {
            map.serialize_entry(term, &format!("ascribe:{term}"))?;
        }
        for (term, kind, container) in [
            ("within", Some("@id"), None),
            ("claim", Some("@id"), None),
            ("by", Some("@id"), None),
            ("relay", Some("@id"), None),
            ("actor", Some("@id"), None),
            ("chain", None, Some("@list")),
            ("names", None, Some("@list")),
            ("titles", None, Some("@list")),
            ("mention_levels", None, Some("@list")),
        ] {
            map.serialize_entry(term, &Term { id: &format!("ascribe:{term}"), kind, container })?;
        }
        map.end()
    }
}

//! W3C Web Annotations: what annotation tools, libraries of them and archives of the web read and write.
//!
//! Every claim is an [`Annotation`] of its content, and so are the words of its source, its cue, its relay, its verbatim
//! parts and the words that show its force; and every source of the places that cite it. Each target holds two selectors
//! for the same words: a `TextQuoteSelector` (the words, with what stands before and after), and a `TextPositionSelector`,
//! whose unit is the Unicode code point of the text as it was given, counted from 0, the end exclusive, as the
//! specification wants it: a byte order mark is one, and a line's end of DOS two. An annotation has one target for each span;
//! all of them together are what it annotates. See <https://www.w3.org/TR/annotation-model/>.
//!
//! | annotates | body's type | motivation | says |
//! | --- | --- | --- | --- |
//! | content of a claim | `ascribe:Claim` | `describing` | quotation, force, confidence, claim around it, chain of sources |
//! | other words of a claim | `ascribe:Phrase` | `classifying` | which claim, and what the words are to it |
//! | mentions of a source | `ascribe:Source` | `identifying` | level, and who it is |
//!
//! Beside it each has a `TextualBody`, so that any tool shows something. The terms of the bodies are defined in the
//! context that stands in the page.
//!
//! [`annotations`] writes and [`read`] reads; [`differences`](crate::differences) lists what a person changed in between.
//! Events, times, axes and relations of sources, and mentions that are no citations are not in the page.

mod read;
mod write;

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::export::json_ld::VOCABULARY;

pub use read::read;
pub use write::annotations;

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
/// // One of another program's.
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
    /// Why it was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub motivation: Vec<String>,
    /// What is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub body: Vec<Body>,
    /// Of what.
    #[serde(default, deserialize_with = "one_or_many")]
    pub target: Vec<Target>,
}

impl Annotation {
    /// An annotation with this IRI, of nothing yet.
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

/// What an annotation says.
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
    /// Text for a person.
    #[serde(rename = "TextualBody")]
    Text {
        /// The text.
        value: String,
        /// To what end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purpose: Option<String>,
    },
    /// That the target is the content of a claim.
    #[serde(rename = "ascribe:Claim")]
    Claim(ClaimBody),
    /// What the target is to a claim.
    #[serde(rename = "ascribe:Phrase")]
    Phrase(PhraseBody),
    /// Who is cited at the target.
    #[serde(rename = "ascribe:Source")]
    Source(Box<SourceBody>),
    /// Something else, which is not kept.
    #[serde(untagged)]
    Foreign(Foreign),
}

/// Of a claim, what is not words of the text.
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
    /// `direct`, `indirect` or `mixed`; [`read`] checks it.
    #[serde(default)]
    pub quotation: String,
    /// The [`Force`](crate::Force); a statement if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force: Option<String>,
    /// The [`Confidence`](crate::Confidence); certain if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// The annotation of the claim in whose content this one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The chain, from the speaker outwards.
    #[serde(default)]
    pub chain: Vec<LinkBody>,
}

/// A link of a chain: annotations of sources.
///
/// ```
/// let link = ascribe::export::web_annotation::LinkBody::default();
/// assert_eq!(serde_json::to_string(&link)?, "{}"); // unattributed
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LinkBody {
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Who passes it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<String>,
}

/// What words are to a claim.
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
    /// The annotation of the claim.
    pub claim: String,
    /// `source`, `cue`, `relay`, `verbatim` or `force`; [`read`] checks it.
    pub part: String,
    /// Of `source`, `cue` and `relay`: whose, as a place in the claim's chain. 0 is the speaker.
    #[serde(default)]
    pub link: usize,
}

/// Who a source is.
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
    /// The [`Level`](crate::Level); [`read`] checks it.
    pub level: String,
    /// For each target in order, its level without the rest of the article; empty where all have the source's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mention_levels: Vec<String>,
    /// The IRI of the actor. Sources with the same one are cited apart, yet are one in the world.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The [`ActorKind`](crate::ActorKind); `other` if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// As [`Actor::names`](crate::Actor::names), and so on for what follows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Titles before the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// What the actor does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// Whether the role is a former one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// The words that describe an actor without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Identifiers in other catalogues.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<External>,
}

/// An identifier in another catalogue.
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
    /// What the actor is called there.
    pub entry: String,
}

/// What an annotation is of.
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
    /// Something else, which is not kept.
    Foreign(Foreign),
}

/// A part of a resource.
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
    /// Where in it; several say the same in different ways.
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

/// Where in a text.
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
    /// By the words, and those around them.
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        /// The words.
        exact: String,
        /// What stands before.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        prefix: String,
        /// What stands after.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        suffix: String,
    },
    /// By counting code points, from 0; the end is not part of it.
    #[serde(rename = "TextPositionSelector")]
    Position {
        /// The first.
        start: usize,
        /// The one after the last.
        end: usize,
    },
    /// Some other way, which is not kept.
    #[serde(untagged)]
    Foreign(Foreign),
}

/// Something that was read and is not kept. It is written as an empty object.
///
/// ```
/// use ascribe::export::web_annotation::Foreign;
///
/// let read: Foreign = serde_json::from_str(r#"{"any": ["thing"]}"#)?;
/// assert_eq!(serde_json::to_string(&read)?, "{}");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// Where the specification allows a thing or a list of things.
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

/// The context: the specification's own, and the terms of the bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Context;

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (ANNO, Terms).serialize(serializer)
    }
}

/// The context that the specification defines; readers of annotations know it.
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

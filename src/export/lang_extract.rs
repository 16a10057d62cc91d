//! Extractions of `LangExtract`: what a language model marked in a text, as attributions and statements.
//!
//! `LangExtract` is a Python library that has a language model mark passages of a text. It writes a document a line: the text, and
//! extractions with a class, the words, an interval in code points and attributes. What the classes mean its user decides, so a map
//! from classes to [`Role`]s is needed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::TextIndex;
use crate::verify::Statement;
use crate::{Given, Span};

/// A document: a line of the file that `lx.io.save_annotated_documents` writes.
///
/// ```
/// use ascribe::export::lang_extract::Document;
///
/// let line = r#"{"extractions": [{"extraction_class": "quote", "extraction_text": "Yes",
///     "char_interval": {"start_pos": 1, "end_pos": 4}, "alignment_status": "match_exact", "extraction_index": 1,
///     "group_index": 0, "description": null, "attributes": {"speaker": "Ann Lee"}}],
///     "text": "“Yes,” she said.", "document_id": "doc_1"}"#;
/// let document: Document = serde_json::from_str(line)?;
/// assert_eq!(document.extractions[0].class, "quote");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Document {
    /// The name of the document.
    #[serde(default)]
    pub document_id: Option<String>,
    /// The text.
    #[serde(default)]
    pub text: Option<String>,
    /// What was marked.
    #[serde(default)]
    pub extractions: Vec<Extraction>,
}

/// Something that was marked.
///
/// ```
/// use ascribe::export::lang_extract::Extraction;
///
/// let read: Extraction = serde_json::from_str(r#"{"extraction_class": "cue", "extraction_text": "said"}"#)?;
/// assert!(read.interval.is_none());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Extraction {
    /// Its class.
    #[serde(rename = "extraction_class")]
    pub class: String,
    /// The words, as the model wrote them.
    #[serde(rename = "extraction_text")]
    pub words: String,
    /// Where they stand. `None` if they could not be aligned with the text.
    #[serde(default, rename = "char_interval")]
    pub interval: Option<Interval>,
    /// The number of the group that it belongs to: extractions of one object of the model's answer.
    #[serde(default, rename = "group_index")]
    pub group: Option<u32>,
    /// What else was said of it.
    #[serde(default)]
    pub attributes: Option<BTreeMap<String, Attribute>>,
}

/// A half-open interval in code points.
///
/// ```
/// use ascribe::export::lang_extract::Interval;
///
/// let read: Interval = serde_json::from_str(r#"{"start_pos": 1, "end_pos": 4}"#)?;
/// assert_eq!(read.end, Some(4));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Interval {
    /// The first code point.
    #[serde(default, rename = "start_pos")]
    pub start: Option<usize>,
    /// The code point after the last.
    #[serde(default, rename = "end_pos")]
    pub end: Option<usize>,
}

/// The value of an attribute.
///
/// ```
/// use ascribe::export::lang_extract::Attribute;
///
/// let read: Attribute = serde_json::from_str(r#"["Ann Lee", "Bo Berg"]"#)?;
/// assert_eq!(read.first(), Some("Ann Lee"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Attribute {
    /// A text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Anything else.
    Other(serde::de::IgnoredAny),
}

impl Attribute {
    /// The text, or the first of several.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        match self {
            Attribute::Text(text) => Some(text),
            Attribute::List(list) => list.first().map(String::as_str),
            Attribute::Other(_) => None,
        }
    }
}

/// What a class of extractions means.
///
/// ```
/// use ascribe::export::lang_extract::Role;
///
/// assert_eq!(serde_json::to_string(&Role::Quotation)?, "\"quotation\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// Words of somebody, verbatim.
    Quotation,
    /// What somebody said, in other words.
    Paraphrase,
    /// Who said it.
    Source,
    /// The words that ascribe: "said".
    Cue,
}

/// The meaning of each class, and the attribute that names the speaker.
///
/// ```
/// use ascribe::export::lang_extract::{Classes, Role};
///
/// let classes = Classes::new([("quote", Role::Quotation), ("person", Role::Source)]).with_speaker("speaker");
/// assert_eq!(classes.roles["quote"], Role::Quotation);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Classes {
    /// The meaning of each class. Extractions of other classes are left out.
    pub roles: BTreeMap<String, Role>,
    /// The attribute of a quotation or paraphrase that names its speaker.
    #[serde(default)]
    pub speaker: Option<String>,
}

impl Classes {
    /// Classes with their meanings.
    #[must_use]
    pub fn new<S: Into<String>>(roles: impl IntoIterator<Item = (S, Role)>) -> Self {
        Classes {
            roles: roles.into_iter().map(|(class, role)| (class.into(), role)).collect(),
            speaker: None,
        }
    }

    /// The same classes, with the attribute that names the speaker.
    #[must_use]
    pub fn with_speaker(mut self, attribute: impl Into<String>) -> Self {
        self.speaker = Some(attribute.into());
        self
    }

    fn role(&self, extraction: &Extraction) -> Option<Role> {
        self.roles.get(&extraction.class).copied()
    }
}

/// The attributions of a document, for [`Analyzer::resolve`](crate::Analyzer::resolve): one for each quotation and paraphrase, with
/// the sources and cues of its group.
///
/// Never fails: extractions without an interval, and with one that does not fit the text, are left out. A quotation without a group is
/// one alone.
///
/// Time complexity: linear in both, but for the logarithm of a search.
///
/// ```
/// use ascribe::export::lang_extract::{self, Classes, Document, Role};
///
/// let text = "“Yes,” she said.";
/// let document: Document = serde_json::from_str(
///     r#"{"extractions": [
///         {"extraction_class": "quote", "extraction_text": "Yes", "char_interval": {"start_pos": 1, "end_pos": 4}, "group_index": 0},
///         {"extraction_class": "who", "extraction_text": "she", "char_interval": {"start_pos": 7, "end_pos": 10}, "group_index": 0}
///     ]}"#,
/// )?;
/// let classes = Classes::new([("quote", Role::Quotation), ("who", Role::Source)]);
/// let given = lang_extract::given(&document, text, &classes);
/// assert_eq!(given[0].content[0].slice(text), Some("Yes"));
/// assert_eq!(given[0].source[0].slice(text), Some("she"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn given(document: &Document, text: &str, classes: &Classes) -> Vec<Given> {
    let points = TextIndex::new(text);
    let span = |extraction: &Extraction| {
        let interval = extraction.interval?;
        let (start, end) =
            (points.byte_of_code_point(interval.start?)?, points.byte_of_code_point(interval.end?)?);
        Span::new(start, end).ok().filter(|span| !span.is_empty())
    };
    let mut parts: BTreeMap<u32, (Vec<Span>, Vec<Span>)> = BTreeMap::new();
    for extraction in &document.extractions {
        let (Some(group), Some(span)) = (extraction.group, span(extraction)) else { continue };
        let (sources, cues) = parts.entry(group).or_default();
        match classes.role(extraction) {
            Some(Role::Source) => sources.push(span),
            Some(Role::Cue) => cues.push(span),
            _ => {}
        }
    }
    let contents = document.extractions.iter().filter_map(|extraction| {
        let is_content = matches!(classes.role(extraction), Some(Role::Quotation | Role::Paraphrase));
        let mut given = Given::new(span(extraction).filter(|_| is_content)?);
        if let Some((sources, cues)) = extraction.group.and_then(|group| parts.get(&group)) {
            given.source.clone_from(sources);
            given.cue.clone_from(cues);
        }
        Some(given)
    });
    contents.collect()
}

/// The statements of a document, for [`verify`](crate::verify): one for each quotation and paraphrase. The speaker is the one that the
/// attribute names, or else the source of the group.
///
/// ```
/// use ascribe::export::lang_extract::{self, Classes, Document, Role};
///
/// let document: Document = serde_json::from_str(
///     r#"{"extractions": [{"extraction_class": "quote", "extraction_text": "Yes", "attributes": {"speaker": "Ann Lee"}}]}"#,
/// )?;
/// let classes = Classes::new([("quote", Role::Quotation)]).with_speaker("speaker");
/// let statements = lang_extract::statements(&document, &classes);
/// assert_eq!((statements[0].speaker.as_str(), statements[0].quoted), ("Ann Lee", true));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn statements(document: &Document, classes: &Classes) -> Vec<Statement> {
    let mut sources: BTreeMap<u32, &str> = BTreeMap::new();
    for extraction in &document.extractions {
        if let (Some(group), Some(Role::Source)) = (extraction.group, classes.role(extraction)) {
            sources.entry(group).or_insert(&extraction.words);
        }
    }
    let statement = |extraction: &Extraction| {
        let named = || extraction.attributes.as_ref()?.get(classes.speaker.as_ref()?)?.first();
        let speaker = named().or_else(|| sources.get(&extraction.group?).copied()).unwrap_or_default();
        let statement = Statement::new(speaker, extraction.words.as_str());
        match classes.role(extraction)? {
            Role::Quotation => Some(statement),
            Role::Paraphrase => Some(statement.paraphrased()),
            Role::Source | Role::Cue => None,
        }
    };
    document.extractions.iter().filter_map(statement).collect()
}

//! An actor as an article cites it.

use serde::{Deserialize, Serialize};

use super::anonymity::{Axes, Level};
use super::vocabulary::open_vocabulary;
use crate::{ActorId, Confidence, SourceId, Span};

open_vocabulary! {
    /// How two sources of one article relate.
    RelationKind {
        /// Two entries, one source.
        Same = "same",
        /// Certainly two: "another official".
        Different = "different",
        /// The text leaves open whether it is one or two.
        Maybe = "maybe",
    }
}

/// A relation of one source to another, with the words that show it.
///
/// ```
/// use ascribe::{Relation, RelationKind, SourceId, Span};
///
/// let mut relation = Relation::new(SourceId::new(0), RelationKind::Different);
/// relation.evidence.push(Span::new(0, 7)?); // "Another official"
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Relation {
    /// The other source.
    pub other: SourceId,
    /// How the two relate.
    pub kind: RelationKind,
    /// The words that show it: "Another".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Span>,
}

impl Relation {
    /// A relation to `other`, without evidence.
    #[must_use]
    pub fn new(other: SourceId, kind: RelationKind) -> Self {
        Relation { other, kind, evidence: Vec::new() }
    }
}

/// One place where a source is cited, and what a reader of that phrase alone would know of it.
///
/// ```
/// use ascribe::{ActorId, Level, Source, SourceMention, Span};
///
/// // "She", whom the article names elsewhere.
/// let mut source = Source::new(ActorId::new(0), Level::Named);
/// source.mentions.push(SourceMention::new(Span::new(0, 3)?, Level::Bare));
/// assert!(source.mentions[0].level > source.level);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SourceMention {
    /// The phrase.
    pub span: Span,
    /// Its level, without the rest of the article.
    pub level: Level,
}

impl SourceMention {
    /// A mention at `span` that alone has this level.
    #[must_use]
    pub fn new(span: Span, level: Level) -> Self {
        SourceMention { span, level }
    }
}

/// An actor *as this article cites it*: where, how identifiable, on what terms, and how it relates to the
/// other sources.
///
/// ```
/// use ascribe::{ActorId, Level, Relation, RelationKind, Source, SourceId};
///
/// let mut source = Source::new(ActorId::new(0), Level::Described);
/// source.relations.push(Relation::new(SourceId::new(1), RelationKind::Different));
/// assert!(source.level.is_unnamed());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source {
    /// Who it is.
    pub actor: ActorId,
    /// How far the article as a whole identifies it.
    pub level: Level,
    /// How sure its maker is of the level; left out of JSON where it is certain.
    #[serde(default, skip_serializing_if = "Confidence::is_certain")]
    pub level_confidence: Confidence,
    /// Where it is cited, in text order; empty for a source that is only understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<SourceMention>,
    /// What the words say of it beside the level.
    #[serde(default)]
    pub axes: Axes,
    /// How it relates to other sources of the article. A pair without an entry counts as two sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
}

impl Source {
    /// A source with a level, of which nothing else is known.
    #[must_use]
    pub fn new(actor: ActorId, level: Level) -> Self {
        Source {
            actor,
            level,
            level_confidence: Confidence::CERTAIN,
            mentions: Vec::new(),
            axes: Axes::default(),
            relations: Vec::new(),
        }
    }

    /// How this source relates to `other`, where that is recorded here.
    #[must_use]
    pub fn relation_to(&self, other: SourceId) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.other == other)
    }
}

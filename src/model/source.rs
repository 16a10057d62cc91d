//! Sources: actors that an article cites.

use serde::{Deserialize, Serialize};

use super::anonymity::{Axes, Level, Number};
use super::vocabulary::open_vocabulary;
use crate::{ActorId, Confidence, SourceId, Span};

open_vocabulary! {
    /// How two sources of one article relate to each other.
    RelationKind {
        /// They are one source.
        Same = "same",
        /// They are two: "another official".
        Different = "different",
        /// The text leaves it open.
        Maybe = "maybe",
        /// It is one or some of the other, which is a group: "one of the officials".
        PartOf = "part_of",
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

/// A phrase that cites a source, with its own level.
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
    /// The level of the phrase by itself, without the rest of the article.
    pub level: Level,
}

impl SourceMention {
    /// A mention at `span` with its own level.
    #[must_use]
    pub fn new(span: Span, level: Level) -> Self {
        SourceMention { span, level }
    }
}

/// An actor *as the article cites it*: level, mentions, axes, and relations to other sources.
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
    /// The actor.
    pub actor: ActorId,
    /// How far the whole article identifies it.
    pub level: Level,
    /// The confidence that the level is right. Left out of JSON if certain.
    #[serde(default, skip_serializing_if = "Confidence::is_certain")]
    pub level_confidence: Confidence,
    /// The phrases that cite it, in text order. Empty for an implied source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<SourceMention>,
    /// What else the text tells of it.
    #[serde(default)]
    pub axes: Axes,
    /// Its relations to other sources of the article. Sources without a relation count as different.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
}

impl Source {
    /// What the text tells of the source beside its level and its terms, in words of this crate, each with the words of the text
    /// that show it. A number of people may have none.
    ///
    /// Time complexity: constant.
    ///
    /// ```
    /// use ascribe::{ActorId, Level, Number, Source, Span};
    ///
    /// let mut source = Source::new(ActorId::new(0), Level::Vague);
    /// source.axes.descriptors.role = Some(Span::new(4, 13)?);
    /// source.axes.descriptors.number = Number::Exactly(2);
    /// let told: Vec<_> = source.told().collect();
    /// assert_eq!(told, [("role".to_owned(), Some(Span::new(4, 13)?)), ("2 people".to_owned(), None)]);
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    pub fn told(&self) -> impl Iterator<Item = (String, Option<Span>)> + use<> {
        let Axes { descriptors: shown, standing, basis, .. } = &self.axes;
        let spans = [
            ("seniority", shown.seniority),
            ("former", shown.former),
            ("role", shown.role),
            ("affiliation", shown.affiliation),
            ("place", shown.place),
            ("speaks for an institution", shown.authorised_voice),
            ("pseudonym", shown.pseudonym),
        ];
        let number = match shown.number {
            Number::One if self.level.is_unnamed() => Some("one person".to_owned()),
            Number::Exactly(people) => Some(format!("{people} people")),
            Number::Several => Some("several people".to_owned()),
            Number::One | Number::Unstated => None,
        };
        let number = number.map(|number| (number, shown.number_span));
        let basis = basis.as_ref().map(|basis| (format!("knows as {}", basis.kind), Some(basis.span)));
        let standing = standing.as_ref();
        let standing = standing.map(|one| (format!("standing {}", one.kind), Some(one.span)));
        let spans = spans.into_iter().filter(|(_, span)| span.is_some());
        spans.map(|(what, span)| (what.to_owned(), span)).chain(number).chain(standing).chain(basis)
    }

    /// A source with this actor and level.
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

    /// The relation of this source to `other`, if it has one.
    #[must_use]
    pub fn relation_to(&self, other: SourceId) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.other == other)
    }
}

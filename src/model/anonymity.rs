//! The anonymity scale and its axes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::vocabulary::open_vocabulary;
use crate::{Error, Span};

/// How far the text identifies a source.
///
/// The scale grades what the *text* tells. It is not the ground rule between reporter and source (on the record,
/// background, off the record), which the text does not show. It is not the reliability of the source. It is not the
/// [`Confidence`](crate::Confidence) of the analyzer.
///
/// Levels are ordered: a smaller one is more identifiable.
///
/// ```
/// use ascribe::Level;
///
/// assert!(Level::Named < Level::Described);
/// assert_eq!("vague".parse::<Level>()?, Level::Vague);
/// assert_eq!(Level::Bare.to_string(), "bare");
/// assert_eq!("hidden".parse::<Level>().unwrap_err().to_string(), "unknown anonymity level `hidden`");
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// One or several persons whose names the article gives, here or elsewhere.
    Named,
    /// A named organization, government, court, party, outlet or country; a metonym for one; a document.
    Institutional,
    /// A person with only a first name, initials, a handle or a pseudonym.
    Partial,
    /// Unnamed, with a role and an affiliation, or one of a handful of people.
    Described,
    /// Unnamed, with one of role, affiliation and basis of knowledge; an unnamed organization.
    Vague,
    /// Unnamed, with none of them.
    Bare,
    /// No source in the text, and none implied by the context.
    Unattributed,
}

impl Level {
    /// All levels, from most to least identifiable.
    pub const ALL: [Level; 7] = [
        Level::Named,
        Level::Institutional,
        Level::Partial,
        Level::Described,
        Level::Vague,
        Level::Bare,
        Level::Unattributed,
    ];

    /// The name of the level, as in JSON and in brat files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Named => "named",
            Level::Institutional => "institutional",
            Level::Partial => "partial",
            Level::Described => "described",
            Level::Vague => "vague",
            Level::Bare => "bare",
            Level::Unattributed => "unattributed",
        }
    }

    /// Whether the source is an unnamed person or group: partial, described, vague or bare.
    #[must_use]
    pub const fn is_unnamed(self) -> bool {
        matches!(self, Level::Partial | Level::Described | Level::Vague | Level::Bare)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Level {
    type Err = Error;

    fn from_str(written: &str) -> Result<Self, Error> {
        Level::ALL
            .into_iter()
            .find(|level| level.as_str() == written)
            .ok_or_else(|| Error::UnknownLevel { written: written.to_owned() })
    }
}

/// The number of people that a mention stands for.
///
/// ```
/// use ascribe::Number;
///
/// assert_eq!(serde_json::to_string(&Number::Several)?, "\"several\"");
/// assert_eq!(serde_json::from_str::<Number>("{\"exactly\":3}")?, Number::Exactly(3));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// One: "an official".
    One,
    /// This number, two or more: "three officials".
    Exactly(u32),
    /// More than one: "officials".
    Several,
    /// Not stated, as for institutions, documents, and sources that the text leaves out.
    #[default]
    Unstated,
}

/// What the words tell of a source beside its level. Each answer is the span that shows it.
///
/// Spans are offsets into the article, or, for [`anonymity::grade`](crate::anonymity::grade), into the graded phrase.
///
/// ```
/// use ascribe::{Descriptors, Number, Span};
///
/// let phrase = "a former Pentagon official";
/// let mut told = Descriptors::default();
/// told.former = Some(Span::new(2, 8)?);
/// told.affiliation = Some(Span::new(9, 17)?);
/// told.role = Some(Span::new(18, 26)?);
/// told.number = Number::One;
/// assert_eq!(told.role.and_then(|span| span.slice(phrase)), Some("official"));
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Descriptors {
    /// The role: "official", "spokesman". Words such as "source" and "critic" are not roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Span>,
    /// The seniority: "senior", "high-ranking", "top".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seniority: Option<Span>,
    /// That the role is a former one: "former", "retired", "then-".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub former: Option<Span>,
    /// The organization, government, campaign or party: "Biden administration", "Pentagon".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<Span>,
    /// The place: "in Kyiv", "Florida".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
    /// The number of people.
    pub number: Number,
    /// The words for the number: "two", "several".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_span: Option<Span>,
    /// That the source speaks for an institution: "spokeswoman". Standards desks do not call such a source anonymous, even
    /// if it is unnamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorised_voice: Option<Span>,
    /// That the name is not the person's own: "not his real name".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<Span>,
}

open_vocabulary! {
    /// How a source knows what it says.
    BasisKind {
        /// It took part: "who attended the meeting", "a participant in the talks".
        Participant = "participant",
        /// It was there and saw or heard: "a witness", "who saw the crash".
        Eyewitness = "eyewitness",
        /// It knows at first hand, without a how: "with direct knowledge of the talks".
        DirectKnowledge = "direct_knowledge",
        /// It was told on duty: "briefed on the matter".
        Briefed = "briefed",
        /// It saw a document: "who has seen the letter".
        Document = "document",
        /// It knows, without a how: "familiar with", "with knowledge of".
        Familiar = "familiar",
        /// It is near to somebody or something, which is no knowledge: "close to the president".
        Proximity = "proximity",
        /// It has it from others: "who heard of it from a colleague".
        ToldByOthers = "told_by_others",
    }
}

/// A basis of knowledge, with the words that state it.
///
/// ```
/// use ascribe::{Basis, BasisKind, Span};
///
/// let phrase = "a person briefed on the talks";
/// let basis = Basis::new(BasisKind::Briefed, Span::new(9, 29)?);
/// assert_eq!(basis.span.slice(phrase), Some("briefed on the talks"));
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Basis {
    /// Its kind.
    pub kind: BasisKind,
    /// The words.
    pub span: Span,
}

impl Basis {
    /// A basis of knowledge that is stated at `span`.
    #[must_use]
    pub fn new(kind: BasisKind, span: Span) -> Self {
        Basis { kind, span }
    }
}

open_vocabulary! {
    /// In what capacity a source speaks without a name.
    StandingKind {
        /// It speaks for a body or a person: "a spokeswoman", "her lawyer".
        Authorised = "authorised",
        /// It holds an office of one holder: "the queen", "the chairman of Acme".
        Office = "office",
        /// It knows a matter from within, or is unnamed on purpose: "an official", "a source", "people familiar with the talks".
        Confidential = "confidential",
        /// A private person: "a witness", "his brother", "a customer".
        Private = "private",
        /// Nobody whom a reporter could name one by one: "critics", "voters", "some".
        Crowd = "crowd",
        /// No source at all: "you", "everyone", "nobody".
        Generic = "generic",
    }
}

/// The standing of a source without a name, with the words that show it.
///
/// It is an axis beside the level: a spokeswoman and an insider can be equally described, and only one of them is what a newsroom
/// calls an anonymous source. A source that is named or an institution has no standing, and neither has a pronoun that nothing
/// resolves. Terms of anonymity make every unnamed source confidential.
///
/// ```
/// use ascribe::{Span, Standing, StandingKind};
///
/// let phrase = "a Pentagon spokesman";
/// let standing = Standing::new(StandingKind::Authorised, Span::new(11, 20)?);
/// assert_eq!(standing.span.slice(phrase), Some("spokesman"));
/// assert!(!standing.kind.is_anonymous());
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Standing {
    /// Its kind.
    pub kind: StandingKind,
    /// The words.
    pub span: Span,
}

impl Standing {
    /// A standing that is shown at `span`.
    #[must_use]
    pub fn new(kind: StandingKind, span: Span) -> Self {
        Standing { kind, span }
    }

    /// That of a source that is unnamed on purpose, according to the words at `explicit`.
    #[cfg(feature = "analyzer")]
    pub(crate) fn on_terms(explicit: Span) -> Self {
        Standing::new(StandingKind::Confidential, explicit)
    }
}

impl StandingKind {
    /// Whether a source of this standing is an anonymous one: confidential, private, or of a kind that this version does not know.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        matches!(self, StandingKind::Confidential | StandingKind::Private | StandingKind::Other(_))
    }
}

open_vocabulary! {
    /// The kind of reason that an article gives for not naming a source.
    ReasonKind {
        /// A stock phrase: "not authorized to speak publicly", "the sensitivity of the matter".
        Boilerplate = "boilerplate",
        /// A specific reason: "for fear of retaliation".
        Substantive = "substantive",
    }
}

/// A reason for anonymity, with the words that give it.
///
/// ```
/// use ascribe::{Reason, ReasonKind, Span};
///
/// let phrase = "a clerk, unnamed for fear of dismissal";
/// let reason = Reason::new(ReasonKind::Substantive, Span::new(17, 38)?);
/// assert_eq!(reason.span.slice(phrase), Some("for fear of dismissal"));
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Reason {
    /// Its kind.
    pub kind: ReasonKind,
    /// The words.
    pub span: Span,
}

impl Reason {
    /// A reason that is given at `span`.
    #[must_use]
    pub fn new(kind: ReasonKind, span: Span) -> Self {
        Reason { kind, span }
    }
}

/// The terms on which a source speaks, as far as the text states them.
///
/// In a report they are those of the source, wherever they stand: in its phrase, in its sentence, or in one of their own ("She
/// asked not to be named."). Whoever is of a group ([`RelationKind::PartOf`](crate::RelationKind::PartOf)) has those of the group.
///
/// ```
/// use ascribe::{Span, Terms};
///
/// let phrase = "an aide who asked not to be named";
/// let mut terms = Terms::default();
/// terms.explicit = Some(Span::new(8, 33)?);
/// assert_eq!(terms.explicit.and_then(|span| span.slice(phrase)), Some("who asked not to be named"));
/// assert!(terms.reason.is_none());
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Terms {
    /// The words that state anonymity: "on condition of anonymity", "who did not wish to be identified".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explicit: Option<Span>,
    /// The reason that the article gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// What the text tells of a source beside its level: descriptors, standing, basis of knowledge, terms.
///
/// ```
/// use ascribe::{Axes, Number, Span};
///
/// let mut axes = Axes::default();
/// axes.descriptors.number = Number::One;
/// axes.descriptors.role = Some(Span::new(9, 17)?);
/// assert!(axes.terms.explicit.is_none());
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Axes {
    /// Role, seniority, affiliation, place, number and the like.
    pub descriptors: Descriptors,
    /// In what capacity it speaks, where it has no name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// How the source knows what it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The terms on which it speaks.
    pub terms: Terms,
}

impl Axes {
    /// All spans of the axes.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let d = &self.descriptors;
        [
            d.role,
            d.seniority,
            d.former,
            d.affiliation,
            d.place,
            d.number_span,
            d.authorised_voice,
            d.pseudonym,
            self.standing.as_ref().map(|standing| standing.span),
            self.basis.as_ref().map(|basis| basis.span),
            self.terms.explicit,
            self.terms.reason.as_ref().map(|reason| reason.span),
        ]
        .into_iter()
        .flatten()
    }

    /// All spans of the axes, to be put elsewhere.
    #[cfg_attr(not(feature = "analyzer"), allow(dead_code))]
    pub(crate) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let d = &mut self.descriptors;
        let described = [
            &mut d.role,
            &mut d.seniority,
            &mut d.former,
            &mut d.affiliation,
            &mut d.place,
            &mut d.number_span,
            &mut d.authorised_voice,
            &mut d.pseudonym,
            &mut self.terms.explicit,
        ];
        let basis = self.basis.iter_mut().map(|basis| &mut basis.span);
        let reason = self.terms.reason.iter_mut().map(|reason| &mut reason.span);
        let standing = self.standing.iter_mut().map(|standing| &mut standing.span);
        described.into_iter().flatten().chain(basis).chain(reason).chain(standing)
    }

    /// The axes that are not empty, each with its name in JSON and the words that show it. For the number, a word or figure.
    ///
    /// A span that does not fit the text gives empty words.
    ///
    /// ```
    /// use ascribe::{Axes, Number, Span};
    ///
    /// let mut axes = Axes::default();
    /// axes.descriptors.number = Number::One;
    /// axes.descriptors.role = Some(Span::new(3, 11)?);
    /// let shown = axes.in_words("an official");
    /// assert_eq!(shown, [("role", "official".to_owned()), ("number", "one".to_owned())]);
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    #[must_use]
    pub fn in_words(&self, text: &str) -> Vec<(&'static str, String)> {
        let words = |span: Span| span.slice(text).unwrap_or_default().to_owned();
        let shown = &self.descriptors;
        let spans = [
            ("role", shown.role),
            ("seniority", shown.seniority),
            ("former", shown.former),
            ("affiliation", shown.affiliation),
            ("place", shown.place),
            ("authorised_voice", shown.authorised_voice),
            ("pseudonym", shown.pseudonym),
            ("explicit", self.terms.explicit),
        ];
        let mut axes: Vec<_> =
            spans.into_iter().filter_map(|(axis, span)| Some((axis, words(span?)))).collect();
        if let Some(standing) = &self.standing {
            axes.push(("standing", format!("{} ({})", standing.kind.as_str(), words(standing.span))));
        }
        if let Some(basis) = &self.basis {
            axes.push(("basis", format!("{} ({})", basis.kind.as_str(), words(basis.span))));
        }
        if let Some(reason) = &self.terms.reason {
            axes.push(("reason", format!("{} ({})", reason.kind.as_str(), words(reason.span))));
        }
        match shown.number {
            Number::One => axes.push(("number", "one".to_owned())),
            Number::Exactly(many) => axes.push(("number", many.to_string())),
            Number::Several => axes.push(("number", "several".to_owned())),
            Number::Unstated => {}
        }
        axes
    }
}

/// A level with its axes, as [`anonymity::grade`](crate::anonymity::grade) returns it.
///
/// ```
/// use ascribe::{Grade, Level, Span};
///
/// let mut grade = Grade::new(Level::Vague);
/// grade.axes.descriptors.role = Some(Span::new(3, 11)?); // "an official"
/// assert_eq!(serde_json::to_value(&grade)?["level"], "vague");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Grade {
    /// The level.
    pub level: Level,
    /// The axes.
    pub axes: Axes,
}

impl Grade {
    /// A grade with this level and empty axes.
    #[must_use]
    pub fn new(level: Level) -> Self {
        Grade { level, axes: Axes::default() }
    }
}

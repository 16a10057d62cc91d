//! Claims, their chains of attributions, and their force.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::vocabulary::open_vocabulary;
use crate::{ClaimId, Error, Factuality, SourceId, Span};

/// Whether the words of a content are those of the source.
///
/// ```
/// use ascribe::Quotation;
///
/// assert_eq!(Quotation::Mixed.to_string(), "mixed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quotation {
    /// Verbatim.
    Direct,
    /// Paraphrase.
    Indirect,
    /// Paraphrase with verbatim parts.
    Mixed,
}

impl Quotation {
    /// The name of the kind, as in JSON and in brat files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Quotation::Direct => "direct",
            Quotation::Indirect => "indirect",
            Quotation::Mixed => "mixed",
        }
    }

    /// The kind with this name.
    pub(crate) fn from_written(written: &str) -> Option<Self> {
        [Quotation::Direct, Quotation::Indirect, Quotation::Mixed]
            .into_iter()
            .find(|kind| kind.as_str() == written)
    }
}

impl fmt::Display for Quotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

open_vocabulary! {
    /// What the speaker does with the words: the speech act.
    Force {
        /// States.
        Statement = "statement",
        /// Denies, rejects.
        Denial = "denial",
        /// Demands, urges, asks that something be done.
        Demand = "demand",
        /// Asks to know.
        Question = "question",
        /// Promises, agrees to do.
        Commitment = "commitment",
        /// Threatens.
        Threat = "threat",
        /// Warns.
        Warning = "warning",
        /// Accuses, blames.
        Accusation = "accusation",
        /// Predicts.
        Prediction = "prediction",
        /// Believes, thinks.
        Belief = "belief",
        /// Wants, hopes.
        Desire = "desire",
        /// Doubts.
        Doubt = "doubt",
        /// Confirms, admits.
        Confirmation = "confirmation",
        /// Declines to comment.
        NoComment = "no_comment",
    }
}

/// A probability, 0 to 1, that an answer of the analyzer, or of another maker of reports, is right.
///
/// It is not the reliability of a source, and not the truth of a claim.
///
/// ```
/// use ascribe::Confidence;
///
/// assert!(Confidence::new(0.9)?.get() > 0.5);
/// assert_eq!(Confidence::new(1.5).unwrap_err().to_string(), "confidence 1.5 out of range (0 to 1)");
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "f32", try_from = "f32")]
#[cfg_attr(feature = "schema", schemars(extend("minimum" = 0, "maximum" = 1)))]
pub struct Confidence(f32);

impl Confidence {
    /// 1: what a person marked.
    pub const CERTAIN: Confidence = Confidence(1.0);

    /// 0.
    pub const ZERO: Confidence = Confidence(0.0);

    /// A confidence with this value.
    ///
    /// # Errors
    ///
    /// [`Error::Confidence`] if `value` is not between 0 and 1, or NaN.
    pub fn new(value: f32) -> Result<Self, Error> {
        // Adding zero removes the sign of negative zero, so that equal values have equal bits.
        if (0.0..=1.0).contains(&value) {
            Ok(Confidence(value + 0.0))
        } else {
            Err(Error::Confidence { value })
        }
    }

    /// The value, from 0 to 1.
    #[must_use]
    pub const fn get(self) -> f32 {
        self.0
    }

    /// Whether it is [`Confidence::CERTAIN`].
    #[must_use]
    pub fn is_certain(&self) -> bool {
        *self == Confidence::CERTAIN
    }
}

// Never NaN, and zero has one sign.
impl Eq for Confidence {}

impl std::hash::Hash for Confidence {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

/// [`Confidence::CERTAIN`].
impl Default for Confidence {
    fn default() -> Self {
        Confidence::CERTAIN
    }
}

impl TryFrom<f32> for Confidence {
    type Error = Error;

    fn try_from(value: f32) -> Result<Self, Error> {
        Confidence::new(value)
    }
}

impl From<Confidence> for f32 {
    fn from(confidence: Confidence) -> f32 {
        confidence.0
    }
}

/// A source that passes a statement on: "told *Fox News*".
///
/// ```
/// use ascribe::{Attribution, Relay, SourceId, Span};
///
/// // "Lee told Reuters"
/// let (lee, reuters) = (SourceId::new(0), SourceId::new(1));
/// let link = Attribution::new(lee)
///     .with_source_span(Span::new(0, 3)?)
///     .with_cue(Span::new(4, 8)?)
///     .with_relay(Relay::new(reuters, Span::new(9, 16)?));
/// assert_eq!(link.relay.map(|relay| relay.source), Some(reuters));
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Relay {
    /// The source.
    pub source: SourceId,
    /// The words that name it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

impl Relay {
    /// A relay that is named at `span`.
    #[must_use]
    pub fn new(source: SourceId, span: Span) -> Self {
        Relay { source, spans: vec![span] }
    }
}

/// A link in the chain of a claim: a source, its cue, and a relay.
///
/// ```
/// use ascribe::{Attribution, SourceId, Span};
///
/// // "Lee said"
/// let link = Attribution::new(SourceId::new(0)).with_source_span(Span::new(0, 3)?).with_cue(Span::new(4, 8)?);
/// assert!(link.relay.is_none());
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Attribution {
    /// The source. `None` if the text has none ("reportedly").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// The words for the source. Empty if the text leaves it out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source_spans: Vec<Span>,
    /// The words that attribute: "said", "according to", "his warning".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cue: Vec<Span>,
    /// The source that passed it on, if the same words say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<Relay>,
    /// How sure the next link's source, or the article after the last link, is that this source says so. "Lee *may* have
    /// said so" is a hedge of the article. "Lee said it *may* be so" is a hedge of Lee: see [`Claim::factuality`].
    #[serde(skip_serializing_if = "Factuality::is_unknown")]
    pub factuality: Factuality,
    /// The confidence that the words mean `source` and no other source of the article, given that the claim stands in the
    /// text. A name has more than "he". Certain if there is no source.
    #[serde(skip_serializing_if = "Confidence::is_certain")]
    pub identity: Confidence,
}

impl Attribution {
    /// An attribution to `source`.
    #[must_use]
    pub fn new(source: SourceId) -> Self {
        Attribution { source: Some(source), ..Attribution::default() }
    }

    /// An attribution without a source.
    #[must_use]
    pub fn unattributed() -> Self {
        Attribution::default()
    }

    /// The same attribution with one more span of the source.
    #[must_use]
    pub fn with_source_span(mut self, span: Span) -> Self {
        self.source_spans.push(span);
        self
    }

    /// The same attribution with one more span of the cue.
    #[must_use]
    pub fn with_cue(mut self, span: Span) -> Self {
        self.cue.push(span);
        self
    }

    /// The same attribution with a relay.
    #[must_use]
    pub fn with_relay(mut self, relay: Relay) -> Self {
        self.relay = Some(relay);
        self
    }
}

/// A content with its chain of attributions, speaker first.
///
/// Each further link is a source that cites the one before. In "*FISM reported that sources have hinted that …*" the chain of
/// the inner claim is `[sources, FISM]`.
///
/// ```
/// use ascribe::{Attribution, Claim, Quotation, SourceId, Span};
///
/// let claim = Claim::new(Span::new(0, 20)?, Quotation::Indirect, Attribution::new(SourceId::new(0)));
/// assert_eq!(claim.source(), Some(SourceId::new(0)));
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Claim {
    /// The attributed words, in text order. Several spans if the attribution stands between them.
    pub content: Vec<Span>,
    /// Whether the words are those of the source.
    pub quotation: Quotation,
    /// The verbatim parts of the content, without their quotation marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verbatim: Vec<Span>,
    /// The chain, speaker first. Never empty in a valid report.
    pub attributions: Vec<Attribution>,
    /// The claim whose content contains this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<ClaimId>,
    /// What the speaker does with the words.
    pub force: Force,
    /// The words that show the force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub force_evidence: Vec<Span>,
    /// How sure the speaker is of the content: "said it may", "denied that", "is not convinced that". How sure the other
    /// links are that the speaker says so is in [`Attribution::factuality`].
    #[serde(default, skip_serializing_if = "Factuality::is_unknown")]
    pub factuality: Factuality,
    /// The confidence that the claim stands in the text.
    pub confidence: Confidence,
}

impl Claim {
    /// A statement of the speaker, without further links and with certain confidence.
    #[must_use]
    pub fn new(content: Span, quotation: Quotation, speaker: Attribution) -> Self {
        Claim {
            content: vec![content],
            quotation,
            verbatim: Vec::new(),
            attributions: vec![speaker],
            within: None,
            force: Force::Statement,
            force_evidence: Vec::new(),
            factuality: Factuality::default(),
            confidence: Confidence::CERTAIN,
        }
    }

    /// The same claim with one more link at the end of its chain.
    #[must_use]
    pub fn relayed_by(mut self, link: Attribution) -> Self {
        self.attributions.push(link);
        self
    }

    /// The first link: whose words they are.
    #[must_use]
    pub fn speaker(&self) -> Option<&Attribution> {
        self.attributions.first()
    }

    /// The source of the first link. `None` if the text has none.
    #[must_use]
    pub fn source(&self) -> Option<SourceId> {
        self.speaker()?.source
    }

    /// The words of the content: its spans, with " … " between them.
    ///
    /// ```
    /// use ascribe::{Attribution, Claim, Quotation, Span};
    ///
    /// let text = "“It is over,” she said. “Go.”";
    /// let mut claim = Claim::new(Span::new(3, 14)?, Quotation::Direct, Attribution::unattributed());
    /// claim.content.push(Span::new(31, 34)?);
    /// assert_eq!(claim.words(text), "It is over, … Go.");
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    #[must_use]
    pub fn words(&self, text: &str) -> String {
        Span::excerpt(&self.content, text)
    }

    /// The sources in its chain, in order, speaker first: each link's source, then its relay. A source may come twice.
    ///
    /// ```
    /// use ascribe::{Attribution, Claim, Quotation, Relay, SourceId, Span};
    ///
    /// let [aide, reuters, ledger] = [0, 1, 2].map(SourceId::new);
    /// let told = Attribution::new(aide).with_relay(Relay::new(reuters, Span::new(30, 37)?));
    /// let claim = Claim::new(Span::new(0, 15)?, Quotation::Indirect, told).relayed_by(Attribution::new(ledger));
    /// assert_eq!(claim.chain().collect::<Vec<_>>(), [aide, reuters, ledger]);
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    pub fn chain(&self) -> impl Iterator<Item = SourceId> {
        self.attributions
            .iter()
            .flat_map(|link| link.source.into_iter().chain(link.relay.as_ref().map(|relay| relay.source)))
    }

    /// The smallest span that covers the content.
    #[must_use]
    pub fn extent(&self) -> Span {
        self.content.iter().copied().reduce(Span::cover).unwrap_or_default()
    }
}

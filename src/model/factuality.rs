//! Factuality: how sure somebody is that something is so, or is not so.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{ClaimId, Span};

/// The degree of certainty.
///
/// ```
/// use ascribe::Certainty;
///
/// assert!(Certainty::Possible < Certainty::Certain);
/// assert_eq!(Certainty::Probable.to_string(), "probable");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Not stated, as in questions, wishes, demands, promises and conditions.
    #[default]
    Underspecified,
    /// "may", "perhaps".
    Possible,
    /// "is likely to", "believes".
    Probable,
    /// "is", "will".
    Certain,
}

impl Certainty {
    /// The name of the degree, as in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Certainty::Underspecified => "underspecified",
            Certainty::Possible => "possible",
            Certainty::Probable => "probable",
            Certainty::Certain => "certain",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether something is held to be so or not so.
///
/// ```
/// use ascribe::Polarity;
///
/// assert_eq!(Polarity::Negative.reversed(), Polarity::Positive);
/// assert_eq!(Polarity::Negative.to_string(), "negative");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Not stated: "asked whether".
    #[default]
    Underspecified,
    /// So.
    Positive,
    /// Not so: "no longer", "denied that".
    Negative,
}

impl Polarity {
    /// The name of the polarity, as in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Polarity::Underspecified => "underspecified",
            Polarity::Positive => "positive",
            Polarity::Negative => "negative",
        }
    }

    /// The polarity under a negation.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Polarity::Underspecified => Polarity::Underspecified,
            Polarity::Positive => Polarity::Negative,
            Polarity::Negative => Polarity::Positive,
        }
    }
}

impl fmt::Display for Polarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How sure somebody is of something, and whether of its being so or not so.
///
/// The scheme is that of FactBank (Saurí and Pustejovsky 2009). A value belongs to an event *and a source*: what is certain to
/// one may be denied by another. It is not the truth of what was said, and not the [`Confidence`] of the analyzer.
///
/// Two things differ from FactBank. What is wanted, demanded, asked for or promised is underspecified, but has a polarity
/// ("promised not to leave"). Future events are as certain as they are stated ("will leave" is certain).
///
/// The default is underspecified in both. A report of an earlier version without the field has the default.
///
/// [`Confidence`]: crate::Confidence
///
/// ```
/// use ascribe::{Certainty, Factuality, Polarity, Span};
///
/// // "Lee said it may rain."
/// let mut lee = Factuality::new(Certainty::Possible, Polarity::Positive);
/// lee.evidence.push(Span::new(12, 15)?);
/// assert_eq!(lee.to_string(), "possible");
/// assert_eq!(Factuality::new(Certainty::Certain, Polarity::Negative).to_string(), "certain, negative");
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Factuality {
    /// The certainty.
    pub certainty: Certainty,
    /// The polarity.
    pub polarity: Polarity,
    /// The words that show it. Empty for a plain statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Span>,
}

impl Factuality {
    /// A factuality without evidence.
    #[must_use]
    pub const fn new(certainty: Certainty, polarity: Polarity) -> Self {
        Factuality { certainty, polarity, evidence: Vec::new() }
    }

    /// Certain and positive: that of a plain statement.
    #[must_use]
    pub const fn plain() -> Self {
        Factuality::new(Certainty::Certain, Polarity::Positive)
    }

    /// Whether it is the default: underspecified, and without evidence.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Factuality::default()
    }
}

impl fmt::Display for Factuality {
    /// The certainty, and ", negative" if the polarity is negative.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.certainty.as_str())?;
        match (self.certainty, self.polarity) {
            (_, Polarity::Negative) => f.write_str(", negative"),
            _ => Ok(()),
        }
    }
}

/// Who tells of an event, with their factuality.
///
/// ```
/// use ascribe::{ClaimId, Factuality, Stance};
///
/// let article = Stance::new(None, Factuality::plain());
/// let lee = Stance::new(Some(ClaimId::new(0)), Factuality::plain());
/// assert_ne!(article, lee);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Stance {
    /// The innermost claim that contains the words. Its speaker tells of the event. `None` for the article itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimId>,
    /// Their factuality.
    pub factuality: Factuality,
}

impl Stance {
    /// The stance of the speaker of a claim, or of the article.
    #[must_use]
    pub const fn new(claim: Option<ClaimId>, factuality: Factuality) -> Self {
        Stance { claim, factuality }
    }
}

//! How sure somebody is that something is so, or that it is not.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{ClaimId, Span};

/// How sure somebody is.
///
/// ```
/// use ascribe::Certainty;
///
/// assert!(Certainty::Possible < Certainty::Certain);
/// assert_eq!(Certainty::Probable.to_string(), "probable");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Not said, or not held at all: questions, wishes, demands, promises, conditions.
    #[default]
    Underspecified,
    /// It may be so: "may", "perhaps".
    Possible,
    /// It rather is so than not: "is likely to", "believes".
    Probable,
    /// It is so: "is", "will".
    Certain,
}

impl Certainty {
    /// The degree as it is written in JSON.
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

/// Whether something is held to be so, or not to be so.
///
/// ```
/// use ascribe::Polarity;
///
/// assert_eq!(Polarity::Negative.reversed(), Polarity::Positive);
/// assert_eq!(Polarity::Negative.to_string(), "negative");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Neither: "asked whether".
    #[default]
    Underspecified,
    /// To be so.
    Positive,
    /// Not to be so: "no longer", "denied that".
    Negative,
}

impl Polarity {
    /// The polarity as it is written in JSON.
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

/// What somebody commits themselves to about something: how sure they are, of its being so or of its not being so.
///
/// The scheme is that of FactBank (Saurí and Pustejovsky 2009), whose values belong to an event *and a source*: what is
/// certain to one is denied by another. It is neither the truth of what was said nor the analyzer's [`Confidence`]. Two
/// things differ from FactBank: what is wanted, demanded, asked for or promised keeps its polarity although it is
/// underspecified ("promised not to leave"), and future events are as sure as they are told ("will leave" is certain).
///
/// The default, underspecified in both, is also what is read where a report of an earlier version says nothing.
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
#[non_exhaustive]
pub struct Factuality {
    /// How sure.
    pub certainty: Certainty,
    /// Of its being so, or of its not being so.
    pub polarity: Polarity,
    /// The words that show it; empty where plain words say it plainly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Span>,
}

impl Factuality {
    /// A stance without words that show it.
    #[must_use]
    pub const fn new(certainty: Certainty, polarity: Polarity) -> Self {
        Factuality { certainty, polarity, evidence: Vec::new() }
    }

    /// Certain that it is so, as of whoever says plainly what is.
    #[must_use]
    pub const fn plain() -> Self {
        Factuality::new(Certainty::Certain, Polarity::Positive)
    }

    /// Whether nothing is known of it: underspecified in both, and no words that show it.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Factuality::default()
    }
}

impl fmt::Display for Factuality {
    /// The certainty, and behind it a polarity that is not positive.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.certainty.as_str())?;
        match (self.certainty, self.polarity) {
            (_, Polarity::Negative) => f.write_str(", negative"),
            _ => Ok(()),
        }
    }
}

/// Who tells of an event, and how sure they are of it.
///
/// ```
/// use ascribe::{ClaimId, Factuality, Stance};
///
/// let article = Stance::new(None, Factuality::plain());
/// let lee = Stance::new(Some(ClaimId::new(0)), Factuality::plain());
/// assert_ne!(article, lee);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stance {
    /// The innermost claim that holds the words, whose speaker tells of the event; `None` for the article's own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimId>,
    /// How sure they are.
    pub factuality: Factuality,
}

impl Stance {
    /// What the speaker of a claim, or the article, holds of an event.
    #[must_use]
    pub const fn new(claim: Option<ClaimId>, factuality: Factuality) -> Self {
        Stance { claim, factuality }
    }
}

//! What an audit finds.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::vocabulary::open_vocabulary;
use crate::{ClaimId, SourceId, Span};

open_vocabulary! {
    /// What a rule looks for. [`audit`](crate::audit) says of each where it comes from and what text cannot show.
    @"audit"
    RuleId {
        /// A source of whom nothing is told but that it is one: "a source said", "officials said".
        BareSource = "bare_source",
        /// No reason is given why a source is unnamed.
        NoReason = "no_reason",
        /// The reason given is a stock phrase.
        BoilerplateReason = "boilerplate_reason",
        /// The text does not say how an unnamed source knows.
        BasisNotStated = "basis_not_stated",
        /// An unnamed source accuses, or speaks ill of somebody in its own words.
        AnonymousAttack = "anonymous_attack",
        /// An unnamed source believes, predicts or doubts.
        AnonymousOpinion = "anonymous_opinion",
        /// Sources in the plural, where the text shows only one.
        PluralForOne = "plural_for_one",
        /// What was said rests on one unnamed source.
        SingleUnnamedSource = "single_unnamed_source",
        /// The first thing that the story ascribes rests on unnamed sources.
        KeyClaimUnnamed = "key_claim_unnamed",
        /// An unnamed source is quoted at more length than any named one.
        UnnamedQuotedLongest = "unnamed_quoted_longest",
        /// "declined to comment", of one who may be quoted unnamed.
        DeclinedComment = "declined_comment",
        /// A name that may not be the person's own, and nothing that says so.
        PseudonymWithoutNote = "pseudonym_without_note",
        /// A name that is not the person's own, and says so.
        PseudonymUsed = "pseudonym_used",
        /// What another outlet passed on, without a word on whether it was confirmed.
        RelayUnconfirmed = "relay_unconfirmed",
        /// An outlet "has learned" something, and does not say from whom.
        LearnedFromNobody = "learned_from_nobody",
        /// A verb of speech that takes a side: "admitted", "claimed".
        SideTakingVerb = "side_taking_verb",
        /// A direct quotation of nobody.
        QuotationWithoutSource = "quotation_without_source",
        /// A hedge without a source: "reportedly".
        UnattributedHedge = "unattributed_hedge",
    }
}

/// How much a house minds. The order is from least to most.
///
/// ```
/// use ascribe::audit::Severity;
///
/// assert!(Severity::Note < Severity::Error);
/// assert_eq!(Severity::Warning.to_string(), "warning");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look.
    Note,
    /// To be settled before publication.
    Warning,
    /// Against a rule that the house states without exception.
    Error,
}

impl Severity {
    /// The severity as it is written in house files, in JSON, and as SARIF's level.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The public document that a rule comes from.
///
/// ```
/// use ascribe::audit::Citation;
///
/// let mut citation = Citation::new("Anonymous sources", "https://example.org/rules");
/// citation.date = Some("2008-07-17".to_owned());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Citation {
    /// Its title.
    pub title: String,
    /// Where it stands, or a copy of it.
    pub url: String,
    /// When it was published, where that is known: a year, a month or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

impl Citation {
    /// A document without a known date.
    #[must_use]
    pub fn new(title: impl Into<String>, url: impl Into<String>) -> Self {
        Citation { title: title.into(), url: url.into(), date: None }
    }
}

/// Something in an article that a house's rule asks about.
///
/// It says what the article says and what it does not. It does not say whether a rule was broken: the desk may know
/// more than the text does.
///
/// ```
/// use ascribe::audit::{Citation, Finding, RuleId, Severity};
/// use ascribe::Span;
///
/// let citation = Citation::new("Our rules", "https://example.org/rules");
/// let mut finding = Finding::new(RuleId::BareSource, "ours", Severity::Error, "Say more than “a source”.", citation);
/// finding.spans.push(Span::new(0, 8)?);
/// finding.why = "The article calls it “a source” and says nothing else of it.".to_owned();
/// assert_eq!(serde_json::to_value(&finding)?["rule"], "bare_source");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// Which rule.
    pub rule: RuleId,
    /// The house, by its id.
    pub house: String,
    /// How much the house minds.
    pub severity: Severity,
    /// What the house asks, in this crate's words.
    pub says: String,
    /// Where the house published it.
    pub citation: Citation,
    /// Where to look: the place that the finding is about, then others that belong to it.
    pub spans: Vec<Span>,
    /// The claims that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// The sources that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceId>,
    /// What the article says and what it does not, in a sentence or two.
    pub why: String,
}

impl Finding {
    /// A finding without a place.
    #[must_use]
    pub fn new(
        rule: RuleId,
        house: impl Into<String>,
        severity: Severity,
        says: impl Into<String>,
        citation: Citation,
    ) -> Self {
        Finding {
            rule,
            house: house.into(),
            severity,
            says: says.into(),
            citation,
            spans: Vec::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            why: String::new(),
        }
    }
}

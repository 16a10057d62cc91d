//! Findings.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::vocabulary::open_vocabulary;
use crate::{ClaimId, SourceId, Span};

open_vocabulary! {
    /// What a rule looks for: see [`audit`](crate::audit).
    @"audit"
    RuleId {
        /// A source without any description: "a source said", "officials said".
        BareSource = "bare_source",
        /// No reason for not naming a source.
        NoReason = "no_reason",
        /// A stock phrase as the reason.
        BoilerplateReason = "boilerplate_reason",
        /// No basis of knowledge of an unnamed source.
        BasisNotStated = "basis_not_stated",
        /// An accusation or a pejorative word of an unnamed source.
        AnonymousAttack = "anonymous_attack",
        /// A belief, prediction or doubt of an unnamed source.
        AnonymousOpinion = "anonymous_opinion",
        /// Sources in the plural, though the text shows one.
        PluralForOne = "plural_for_one",
        /// Statements of a single unnamed source.
        SingleUnnamedSource = "single_unnamed_source",
        /// The first attributed statement is of unnamed sources.
        KeyClaimUnnamed = "key_claim_unnamed",
        /// The first paragraphs tell less of an unnamed source than the article does.
        VaguerInLead = "vaguer_in_lead",
        /// The longest quotation is of an unnamed source.
        UnnamedQuotedLongest = "unnamed_quoted_longest",
        /// "declined to comment", of somebody who may be quoted unnamed.
        DeclinedComment = "declined_comment",
        /// A name that may not be the person's own, without a note.
        PseudonymWithoutNote = "pseudonym_without_note",
        /// A name that is not the person's own, with a note.
        PseudonymUsed = "pseudonym_used",
        /// A statement through another outlet, without a word on whether it was confirmed.
        RelayUnconfirmed = "relay_unconfirmed",
        /// An outlet "has learned" something, without a source.
        LearnedFromNobody = "learned_from_nobody",
        /// A reporting verb that takes a side: "admitted", "claimed".
        SideTakingVerb = "side_taking_verb",
        /// A direct quotation without a source.
        QuotationWithoutSource = "quotation_without_source",
        /// A hedge without a source: "reportedly".
        UnattributedHedge = "unattributed_hedge",
    }
}

/// How much a house cares. A greater severity is more severe.
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
    /// Consider it.
    Note,
    /// Settle it before publication.
    Warning,
    /// The house states the rule without exception.
    Error,
}

impl Severity {
    /// The name of the severity, as in house files and in JSON, and the level in SARIF.
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
    /// The title.
    pub title: String,
    /// The address of it, or of a copy.
    pub url: String,
    /// The date of publication, if known: a year, a month or a day.
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

/// A question of a house about an article.
///
/// It states what the article says and does not say. It does not state that a rule was broken, since the desk may know more than
/// the text.
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
    /// The rule.
    pub rule: RuleId,
    /// The id of the house.
    pub house: String,
    /// The severity.
    pub severity: Severity,
    /// What the house asks, in this crate's words.
    pub says: String,
    /// The document of the house.
    pub citation: Citation,
    /// The places: first the one that the finding is about, then related ones.
    pub spans: Vec<Span>,
    /// The claims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// The sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceId>,
    /// What the article says and does not say, in one or two sentences.
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

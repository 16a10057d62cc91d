//! What a standards desk looks for in an article.
//!
//! GUIDE
#![cfg_attr(all(feature = "embedded-model", feature = "analyzer"), doc = "```")]
#![cfg_attr(not(all(feature = "embedded-model", feature = "analyzer")), doc = "```ignore")]
//! use ascribe::audit::{House, audit};
//! use ascribe::{Analyzer, Article};
//!
//! let article = Article::new("The plant will close in May, a source said.");
//! let report = Analyzer::new().analyze(&article);
//! let house = House::built_in("ap").ok_or("no such house")?;
//! let findings = audit(&report, &article.text, &house);
//! let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
//! assert_eq!(rules, ["bare_source", "no_reason", "single_unnamed_source"]);
//! # Ok::<(), &str>(())
//! ```

mod finding;
mod house;
mod rules;
mod view;
mod words;

pub use finding::{Citation, Finding, RuleId, Severity};
pub use house::{House, Rule};

use crate::Report;
use view::View;

/// What a house's rules find in an article: its report and its text.
///
/// The findings stand in the order of the places that they are about, and the same input gives the same findings. A report that
/// does not fit the text, or is not whole, gives fewer findings and no panic; see
/// [`Report::validate_text`]. Linear in the sizes of report, text and house.
#[must_use]
pub fn audit(report: &Report, text: &str, house: &House) -> Vec<Finding> {
    let view = View::new(report, text);
    let mut findings = Vec::new();
    for rule in &house.rules {
        findings.extend(rules::run(&view, rule).into_iter().map(|draft| {
            let mut finding =
                Finding::new(rule.id.clone(), &house.id, rule.severity, &rule.says, rule.source.clone());
            finding.spans = draft.spans;
            finding.claims = draft.claims;
            finding.sources = draft.sources;
            finding.why = draft.why;
            finding
        }));
    }
    findings.sort_by_key(|finding| (finding.spans.first().copied(), finding.rule.clone()));
    findings
}

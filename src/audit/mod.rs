//! House rules: what a standards desk would ask about the sources of an article.
//!
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
//!
//! A [`Finding`] has the rule, what the house asks in this crate's words, the public document that it comes from, a severity,
//! the places, and a sentence on what the article says and does not say. It is a question to the desk, not a verdict. The text
//! does not show what a reporter and a source agreed on, whether an editor knows the source, whether a claim is true, or
//! whether a source is reliable. The audit does not guess it.
//!
//! # Houses
//!
//! `ap`, `bbc`, `guardian`, `npr`, `nyt`, `reuters` and `washington_post` have rules that those houses published. `strict` is
//! this crate's own and has every rule. Houses are data, in `data/houses`. [`House`] describes how to write your own, or to
//! extend a built-in one.
//!
//! A house has a rule if an available public document of that house states it. A missing rule does not mean that the house
//! does not care. Documents change: a citation has the date of the version that was read, if known. Some documents are known
//! only from copies and quotations, and their titles say so.
//!
//! # Who counts as an unnamed source
//!
//! [`Level`](crate::Level) is about what readers can know. Most sources with an unnamed level are not kept unnamed by a newsroom:
//! voters, protesters, "Republicans", "the governor". The audit is narrower, since a false alarm costs a desk more than a miss.
//! An **unnamed source**
//!
//! - is unnamed on purpose, according to the text ("on condition of anonymity"), or
//! - is only called a source or an insider, or
//! - is a person or an official who was briefed, is familiar with the matter or saw a document, according to the text, or
//! - is one official, aide, adviser or the like, or a stated number of them ("two officials"), without "the", or
//! - is somebody's aides or advisers who "say" something.
//!
//! These are not unnamed sources:
//!
//! - who is not [confidential](crate::StandingKind::Confidential): spokespeople, private persons such as a witness or a neighbour, and
//!   holders of one office, unless they asked not to be named;
//! - "U.S. officials said", which may be the public statement of an institution;
//! - "most insiders", "some strategists", which are crowds;
//! - sources of the headline, and a "lawmaker" of the opening who is named soon after;
//! - sources that only another source cites.
//!
//! `data/lexicon/audit.txt` has the lists of nouns.
//!
//! # The rules
//!
//! For each: what it looks for, the documents that it comes from, and what the text cannot show.
//!
//! | rule | looks for | public document | what text cannot show |
//! | --- | --- | --- | --- |
//! | `bare_source` | "a source said", "sources say"; "officials said" without an institution | AP's guidelines of 2004 do not allow a lone "a source"; NPR's handbook says that "officials say" is not enough; The Guardian (2000, 2014): "one MP" says nothing | whether more could be said without giving the source away |
//! | `no_reason` | an unnamed source, without a reason anywhere in the article | AP's news values; The New York Times' policy of 2004; the Neil report (BBC, 2004); NPR's do's and don'ts | whether the reason would identify the source. The rule ignores sources of another outlet, whose reason is that outlet's affair |
//! | `boilerplate_reason` | "not authorized to speak", "the sensitivity of the matter" and the like as the only reason | The New York Times' memo of 2010 | whether the stock phrase is the whole truth |
//! | `basis_not_stated` | an unnamed source, without a word on whether it took part, was briefed or saw a document | NPR's handbook; The Washington Post's policy; The Guardian; The New York Times as summed up by its public editor | what a reader may conclude from a role. By default the rule asks only if role or affiliation is missing too (`from`) |
//! | `anonymous_attack` | an unnamed source accuses, or is quoted with a pejorative word (`audit.txt`) | AP; Reuters' essentials of sourcing; The Guardian's guidelines of 2000; NPR; The Washington Post's ombudsman (2006); BBC on allegations | whether the attack is the news, or a whistleblower's |
//! | `anonymous_opinion` | an unnamed source believes, predicts or doubts, according to the [force](crate::Force) of the claim | AP (information, "not opinion or speculation"); Reuters; NPR | whether a belief is an assessment made with knowledge |
//! | `plural_for_one` | "sources", and then "the source", of which the article has not introduced one | Reuters' rules of 2008 | how many sources the reporter has |
//! | `single_unnamed_source` | statements of one unnamed person that nobody else in the article makes or confirms | AP's stylebook of 2004; Reuters; BBC on gathering material; The Guardian (2004) | whether the desk had a second source that the story does not cite |
//! | `key_claim_unnamed` | the first attributed statement of the body, if it is of an unnamed source and nobody else makes it | The New York Times' guidelines of 2016; the Neil report (BBC); The Washington Post's ombudsman (2006); Reuters | what the news of the story is. The rule takes the first attribution of the first paragraphs |
//! | `vaguer_in_lead` | the first paragraphs call a source "a source" or "an official", and the article later tells its role and affiliation | NPR's handbook (describe a source as well as can be) | whether the description had to come late |
//! | `unnamed_quoted_longest` | at least 15 verbatim words of one unnamed source, and more than of any named source | The New York Times' stylebook as quoted by The Guardian (2000); the Times' conditions of 2016 | whether the exact words matter |
//! | `declined_comment` | somebody declines to comment who is, or may be, quoted unnamed | AP's guidelines of 2004 | whether the two are one person. A named person and an aide count as two |
//! | `pseudonym_without_note` | a first name in quotation marks, or with a wish not to be identified, without a word on whose name it is | NPR's do's and don'ts | whether it is the person's own first name |
//! | `pseudonym_used` | a name that is not the person's own, according to the text | NPR's do's and don'ts | who chose the name |
//! | `relay_unconfirmed` | what an unnamed source told another outlet, or what another outlet reports, without a word near or after it on whether it was confirmed | AP's credit guidelines (2010); NPR on attribution; BBC on allegations and agencies | whether it was confirmed. The rule ignores what a named person told an outlet; with `named`, it includes an outlet's report of what a named person said |
//! | `learned_from_nobody` | "the outlet has learned" | NPR's handbook | from whom |
//! | `side_taking_verb` | "claimed", "admitted", "insisted" and the like instead of "said", in the article's own words | the companion to Bender et al., *Writing and Reporting for the Media*, on verbs to avoid | whether somebody did confess or concede |
//! | `quotation_without_source` | a direct quotation of at least four words without a source | Reuters' essentials of sourcing | that everybody knows who said it. The analyzer makes hardly any such quotation; the rule is for reports of other programs and of people |
//! | `unattributed_hedge` | "reportedly", "it is believed", without an outlet nearby | NPR's handbook; AP on attribution | whether the desk knows who reports it |
//!
//! Rules find nothing that the analyzer missed. The model card says how much that is.

mod finding;
mod house;
mod rules;
mod view;
mod words;

pub use finding::{Citation, Finding, RuleId, Severity};
pub use house::{House, Rule};

use crate::Report;
use view::View;

/// Runs the rules of a house on an article, and returns the findings in the order of their places.
///
/// Never panics. A report that is not valid, or does not fit the text, has fewer findings:
/// [`Report::validate_text`] checks it.
///
/// Time complexity: linear in the sizes of report, text and house.
#[must_use]
pub fn audit(report: &Report, text: &str, house: &House) -> Vec<Finding> {
    let view = View::new(report, text);
    let mut findings = Vec::new();
    for rule in &house.rules {
        findings.extend(rules::run(&view, rule).into_iter().map(|draft| {
            let mut finding =
                Finding::new(rule.id.clone(), &house.id, rule.severity, &rule.says, rule.citation.clone());
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

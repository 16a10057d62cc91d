//! What a standards desk looks for in an article: its report and its text held against the rules of a house.
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
//! Each [`Finding`] has the rule, what the house asks (in this crate's words), the public document that says so, how much the
//! house minds, the places, and a sentence on what the article says and what it does not. A finding is a question to
//! the desk. It is no verdict: what a reporter and a source agreed on, whether an editor knows the source, whether
//! something is true or a source reliable stands in no text, and nothing of it is guessed.
//!
//! # Houses
//!
//! `ap`, `bbc`, `guardian`, `npr`, `nyt`, `reuters` and `washington_post` hold what those houses published; `strict` is this
//! crate's own and has every rule. They are data, in `data/houses`; [`House`] says how to write one's own, from nothing or
//! from a built-in one. A house lacks a rule where no public document of it that could be looked up states it; that does
//! not mean that the house does not mind. Documents change: the file gives the date of what was read, where it is known.
//! Some are known from copies and quotations only, and the title says so.
//!
//! # Who counts as an unnamed source
//!
//! The scale of [`Level`](crate::Level) is about what a reader can know, and most of those whom it calls unnamed are nobody
//! whom a newsroom keeps unnamed: voters, protesters, "Republicans", "the governor". The audit asks for more, since a false
//! alarm costs a desk more than a miss. Somebody counts as an **unnamed source** who
//!
//! - is said to be unnamed on purpose ("on condition of anonymity"), or
//! - is called nothing but a source or an insider, or
//! - is a person or an official of whom the text says that they were briefed, are familiar with the matter or saw a document, or
//! - is one official, aide, adviser or the like, or several that are counted ("two officials"), and not brought in with "the", or
//! - is somebody's aides or advisers, who "say" something.
//!
//! Spokespeople are authorised voices and not unnamed sources, unless the text says that they asked not to be named. "U.S.
//! officials said" is none either: it may well be an institution's public word. "Most insiders", "some strategists" are crowds.
//! A headline names nobody; a "lawmaker" of the first sentence is often named in the next. Sources that only others
//! cite, inside their own words, are those others' affair. The lists of nouns are `data/lexicon/audit.txt`.
//!
//! # The rules
//!
//! For each: what it looks for, where it comes from, and what text alone cannot show.
//!
//! | rule | looks for | public document | what text cannot show |
//! | --- | --- | --- | --- |
//! | `bare_source` | "a source said", "sources say"; "officials said" where nothing tells of which institution | AP's guidelines of 2004 do not allow a lone "a source"; NPR's handbook says that "officials say" is not enough; The Guardian (2000, 2014): "one MP" says nothing | whether more could be said without giving the source away |
//! | `no_reason` | an unnamed source, and no reason for it anywhere in the article | AP's news values; The New York Times' policy of 2004; the Neil report (BBC, 2004); NPR's do's and don'ts | whether the reason itself would identify the source; for what another outlet passed on, the reason is the other's affair, and the rule is silent |
//! | `boilerplate_reason` | "not authorized to speak", "the sensitivity of the matter" and their kin as the only reason | The New York Times' memo of 2010 | whether the stock phrase is the whole truth |
//! | `basis_not_stated` | an unnamed source of whom it is not told whether it took part, was briefed or saw a document | NPR's handbook; The Washington Post's policy; The Guardian; The New York Times as summed up by its public editor | what a reader may conclude from a role: by default the rule asks only where role or affiliation is missing too (`from`) |
//! | `anonymous_attack` | an unnamed source accuses, or is quoted with a word about somebody's character (`audit.txt`) | AP; Reuters' essentials of sourcing; The Guardian's guidelines of 2000; NPR; The Washington Post's ombudsman (2006); BBC on allegations | whether the attack is the news, or a whistleblower's |
//! | `anonymous_opinion` | an unnamed source believes, predicts or doubts, by the [force](crate::Force) of the claim | AP (information, "not opinion or speculation"); Reuters; NPR | whether a belief is an assessment made with knowledge |
//! | `plural_for_one` | "sources", and then "the source", without one having been brought in | Reuters' rules of 2008 | how many there are: one in the text may be several in the notebook |
//! | `single_unnamed_source` | statements of one unnamed person which nobody else in the article makes or confirms | AP's stylebook of 2004; Reuters; BBC on gathering material; The Guardian (2004) | whether the desk had a second source that the story does not cite |
//! | `key_claim_unnamed` | the first statement that the body ascribes to anybody, if it is an unnamed source's and nobody else makes it | The New York Times' guidelines of 2016; the Neil report (BBC); The Washington Post's ombudsman (2006); Reuters | what the story's news is: the first attribution of the first paragraphs stands for it |
//! | `unnamed_quoted_longest` | at least 15 verbatim words of one unnamed source, and more than of any named one | The New York Times' stylebook as quoted by The Guardian (2000); the Times' conditions of 2016 | whether the exact words matter |
//! | `declined_comment` | somebody declines to comment who is, or as far as the text tells may be, quoted unnamed | AP's guidelines of 2004 | whether the two are one person; a named person and an aide are taken for two |
//! | `pseudonym_without_note` | a first name between quotation marks, or with a wish not to be identified, and no word on whose name it is | NPR's do's and don'ts | whether it is the person's own first name |
//! | `pseudonym_used` | a name that the text says is not the person's own | NPR's do's and don'ts | who chose the name |
//! | `relay_unconfirmed` | what an unnamed source told another outlet, or what another outlet reports, and no word near it or after it on whether that was confirmed | AP's credit guidelines (2010); NPR on attribution; BBC on allegations and agencies | whether it was confirmed. What somebody named told an outlet is that person's own word, and is not asked about; with `named`, an outlet's report of what somebody named said is |
//! | `learned_from_nobody` | "the outlet has learned" | NPR's handbook | from whom |
//! | `side_taking_verb` | "claimed", "admitted", "insisted" and their kin for what was said, in the article's own words | the companion to Bender et al., *Writing and Reporting for the Media*, on verbs to avoid | whether somebody did confess or concede |
//! | `quotation_without_source` | a direct quotation, of four words or more, that is ascribed to nobody | Reuters' essentials of sourcing | who everybody knows said it. The analyzer gives hardly any quotation without a source: the rule is for reports that other programs or people make |
//! | `unattributed_hedge` | "reportedly", "it is believed", where no outlet is named near by | NPR's handbook; AP on attribution | whether the desk knows who reports it |
//!
//! What all of this rests on is the report. What the analyzer misses, no rule finds; see the model card for how much that is.

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

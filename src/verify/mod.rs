//! Whether somebody said what a program says they said.
//!
//! A language model that answers from an article supplies quotations and paraphrases with their speakers. [`check`] holds each of
//! these [`Statement`]s against the text and its report, and returns a [`Verdict`]: whether the words are there, whether they
//! stand in quotation marks, who said them, through whom, and whether the speaker denies them.
//!
//! ```
//! # #[cfg(feature = "embedded-model")] {
//! use ascribe::verify::{Match, Reason, Statement};
//! use ascribe::{Analyzer, Article};
//!
//! let article = Article::new("“We will not sell the bridge,” Mayor Ann Lee said. Bo Berg, a banker, had offered to buy it.");
//! let statements = [
//!     Statement::new("Ann Lee", "We will not sell the bridge."),
//!     Statement::new("the mayor", "We will sell the bridge."),
//! ];
//! let verdicts = Analyzer::new().verify(&article, &statements);
//! assert!(verdicts[0].supported);
//! assert_eq!(verdicts[1].words.matched, Match::Altered);
//! assert_eq!(verdicts[1].because, [Reason::NegationChanged]);
//! # }
//! ```
//!
//! # Words
//!
//! | match | when |
//! | --- | --- |
//! | [`Verbatim`](Match::Verbatim) | character for character. Quotation marks and blanks around the statement do not count |
//! | [`Folded`](Match::Folded) | equal after typography is made equal; [`Words::foldings`] names what was |
//! | [`Joined`](Match::Joined) | in several parts: around the words that attribute them, or where the statement has an ellipsis, of one speaker |
//! | [`Altered`](Match::Altered) | changed; [`Words::changes`] has each difference and what it is about |
//! | [`Absent`](Match::Absent) | not there |
//!
//! Nothing fuzzy is a match. A word that came, went or changed makes the words altered, however long the rest is: "not", "4.1" for
//! "4", "could" for "can". So does an ellipsis that leaves a negation out of a sentence, and a word in brackets that negates, counts
//! or names somebody whom the text does not mean.
//!
//! # Speakers
//!
//! A speaker is compared by identity. The statement may say "Ms Koffler", "the former intelligence officer" or "Rebekah Koffler";
//! the text may say "she". Where the statement's phrase may mean two people of the article, where the text leaves open who is
//! meant, or where the analyzer is not sure, the verdict is [`Unclear`](Agreement::Unclear), with a [`Reason`]. Nothing is guessed.
//!
//! # What it is not
//!
//! A verdict says whether *this text* has these words of this speaker. It says nothing of whether they are true, and nothing of
//! other texts. Whether a paraphrase says the same as a claim it does not judge: [`Verdict::candidates`] are no more than candidates.

mod asked;
mod candidates;
mod change;
mod find;
mod hold;
mod index;
mod indexed;
mod speaker;
mod verdict;
mod words;

use crate::{Analyzer, Article, Report, Span};
use asked::Asked;
use candidates::Shares;
use find::Found;
use hold::Holder;
use indexed::Indexed;
use speaker::People;
pub use verdict::{
    Agreement, Candidate, Change, ChangeKind, Folding, Held, Marks, Match, Occurrence, Reason, Speaker,
    Statement, Verdict, Words,
};

impl Analyzer {
    /// Analyzes an article, and holds statements against it: see [`verify`](crate::verify).
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use ascribe::verify::Statement;
    /// use ascribe::{Analyzer, Article};
    ///
    /// let article = Article::new("“It’s over,” Ann Lee told Reuters.");
    /// let verdicts = Analyzer::new().verify(&article, &[Statement::new("Lee", "It's over")]);
    /// assert!(verdicts[0].supported);
    /// # }
    /// ```
    #[must_use]
    pub fn verify(&self, article: &Article, statements: &[Statement]) -> Vec<Verdict> {
        check(&self.analyze(article), &article.text, statements)
    }
}

/// Holds statements against a text and its report. The verdicts are in the order of the statements.
///
/// Never fails and never panics, also for a report that is not of this text: spans that do not fit hold no words.
///
/// Time complexity: linear in the statements and, but for the logarithm of a sort, in the text; the places of a statement's words
/// that are listed are at most 1000, and fewer for long ones.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::verify::{self, Statement};
/// use ascribe::{Analyzer, Article};
///
/// let article = Article::new("“Never,” Ann Lee said.");
/// let report = Analyzer::new().analyze(&article);
/// assert!(verify::check(&report, &article.text, &[Statement::new("Ann Lee", "Never")])[0].supported);
/// # }
/// ```
#[must_use]
pub fn check(report: &Report, text: &str, statements: &[Statement]) -> Vec<Verdict> {
    let text = Indexed::new(report, text);
    let people = People::new(report, text.text);
    let shares = Shares::new(&text);
    statements.iter().map(|statement| verdict(&text, &people, &shares, statement)).collect()
}

fn verdict(text: &Indexed<'_>, people: &People<'_>, shares: &Shares, statement: &Statement) -> Verdict {
    let asked = Asked::new(&statement.words, &text.vocabulary);
    let actors = people.called(&statement.speaker);
    let (found, more) = find::find(text, &asked);
    let mut judged: Vec<(Occurrence, Vec<Reason>)> =
        found.iter().map(|found| occurrence(text, people, statement, &actors, found)).collect();
    // Of several places the first that supports the statement, or else the one with the fewest reasons against it.
    let best = (0..judged.len()).min_by_key(|at| {
        judged.get(*at).map(|(one, reasons)| {
            (!supports(statement, one, reasons), one.speaker.verdict, one.words.matched, reasons.len())
        })
    });
    let (chosen, mut because) = if let Some(best) = best {
        judged.remove(best)
    } else {
        let reason = if asked.numbers.is_empty() { Reason::NoWords } else { Reason::Absent };
        let speaker = Speaker::new(Agreement::Nobody);
        (Occurrence { words: Words::absent(), speaker, claim: None }, vec![reason])
    };
    let candidates = if statement.quoted || chosen.words.are_there() {
        Vec::new()
    } else {
        shares.candidates(text, &statement.words, &actors)
    };
    let supported = supports(statement, &chosen, &because);
    if !candidates.is_empty() {
        because.push(Reason::OnlyCandidates);
    }
    Verdict {
        words: chosen.words,
        speaker: chosen.speaker,
        claim: chosen.claim,
        supported,
        because,
        others: judged.into_iter().map(|(one, _)| one).collect(),
        more,
        candidates,
    }
}

/// Whether a place of the words supports a statement.
fn supports(statement: &Statement, one: &Occurrence, reasons: &[Reason]) -> bool {
    one.words.are_there()
        && (!statement.quoted || one.words.marks == Some(Marks::Inside))
        && one.speaker.verdict == Agreement::Agrees
        && !reasons.iter().any(|reason| matches!(reason, Reason::Denied | Reason::NegationLeftOut))
}

fn occurrence(
    text: &Indexed<'_>,
    people: &People<'_>,
    statement: &Statement,
    actors: &[crate::ActorId],
    found: &Found,
) -> (Occurrence, Vec<Reason>) {
    let spans: Vec<Span> = found.runs.iter().map(|run| text.span(run)).collect();
    let holder = hold::holder(text, &found.runs);
    let claim = match holder {
        Holder::Claim(id) => Some(id),
        Holder::Nobody | Holder::Several => None,
    };
    let marks = hold::marks(text, &found.runs, claim.and_then(|id| text.report.claim(id)));
    let mut reasons: Vec<Reason> = Vec::new();
    if found.matched == Match::Altered {
        let mut kinds: Vec<Reason> =
            found.changes.iter().filter_map(|change| reason_of(change.kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        reasons.extend(if kinds.is_empty() { vec![Reason::Altered] } else { kinds });
    }
    if statement.quoted {
        reasons.extend(match marks {
            Marks::Inside => None,
            Marks::Outside => Some(Reason::OutsideMarks),
            Marks::Across => Some(Reason::AcrossMarks),
        });
    }
    let (speaker, why) = match holder {
        Holder::Claim(id) => speaker::speaker(people, &statement.speaker, actors, id),
        // What somebody may well have said, and the report has no claim of, is not the article's own.
        Holder::Nobody if marks != Marks::Outside || hold::is_mentioned(text, &found.runs, actors) => {
            (Speaker::new(Agreement::Unclear), vec![Reason::NoClaim])
        }
        Holder::Nobody => (Speaker::new(Agreement::Nobody), vec![Reason::NobodySaid]),
        Holder::Several => (Speaker::new(Agreement::Unclear), vec![Reason::SeveralSpeakers]),
    };
    reasons.extend(why);
    let held = claim.and_then(|id| hold::held(text, id, &spans));
    let claim = held.map(|(held, denied)| {
        reasons.extend(denied);
        reasons.extend((!held.told_by.is_empty()).then_some(Reason::ToldByAnother));
        held
    });
    let words = Words {
        matched: found.matched,
        spans,
        marks: Some(marks),
        foldings: found.foldings.clone(),
        changes: found.changes.clone(),
    };
    (Occurrence { words, speaker, claim }, reasons)
}

/// The reason that a kind of change is.
fn reason_of(kind: ChangeKind) -> Option<Reason> {
    match kind {
        ChangeKind::Negation => Some(Reason::NegationChanged),
        ChangeKind::Number => Some(Reason::NumberChanged),
        ChangeKind::Name => Some(Reason::NameChanged),
        ChangeKind::Modal => Some(Reason::ModalChanged),
        ChangeKind::Splice => Some(Reason::Spliced),
        ChangeKind::Wording | ChangeKind::Punctuation => None,
    }
}

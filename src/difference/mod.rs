//! What a person changed in a report, or in what way two reports of one article disagree.

mod change;
mod pair;
mod source;

pub use change::Difference;

use crate::{Article, Attribution, Claim, ClaimId, Report};
use pair::{Compared, trimmed};

/// In what a corrected report of an article differs from the one before.
///
/// Compared are the claims, with their speakers' words, cues, kinds of quotation, force, speakers and relays; and the
/// sources who speak, with their levels, and which of them are one. Spans are compared without the blanks at their ends, and two
/// with nothing but blanks between them count as one, since formats break spans at the ends of lines. Events, times, outer
/// links of chains, names and axes are not compared: the formats that corrections come back in do not hold them.
///
/// Claims are paired by content and cue, then by content, then by cue, and the rest by the share of their content that
/// they have in common; sources by the number of claims that they share. A source whose claims all went to another is
/// merged, one whose claims all came from another is split; a claim that moved alone has another speaker.
///
/// The list is in the order of the first report's claims, then new claims, then sources. Neither report needs to be
/// valid: spans that do not fit the text count as they are. Time is that of sorting.
///
/// ```
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Difference, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("It is over, an aide said.");
/// let mut report = Report::new(&article);
/// let aide = report.add_actor(Actor::new(ActorKind::Person).with_description("an aide"));
/// let source = report.add_source(Source::new(aide, Level::Bare));
/// let link = Attribution::new(source).with_source_span(Span::new(12, 19)?).with_cue(Span::new(20, 24)?);
/// report.add_claim(Claim::new(Span::new(0, 10)?, Quotation::Indirect, link));
///
/// let mut corrected = report.clone();
/// corrected.sources[0].level = Level::Vague;
/// let found = ascribe::differences(&report, &corrected, &article);
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].to_string(), "s0 is vague, not bare");
/// # Ok::<(), ascribe::Error>(())
/// ```
#[must_use]
pub fn differences(before: &Report, after: &Report, article: &Article) -> Vec<Difference> {
    let text = article.text.as_str();
    let paired = pair::pair(&Compared::all(before, text), &Compared::all(after, text));
    let sources = source::Sources::new(before, after, &paired.pairs);
    let mut found = Vec::new();
    for (index, row) in before.claims.iter().enumerate() {
        let id = ClaimId::at(index);
        match paired.pairs.get(&index).and_then(|other| Some((*other, after.claims.get(*other)?))) {
            Some((other, new)) => changes(&mut found, text, (id, row), (ClaimId::at(other), new)),
            None => found.push(Difference::ClaimRemoved { before: id }),
        }
        if let Some(other) = paired.pairs.get(&index) {
            sources.of_claim(&mut found, id, ClaimId::at(*other));
        }
    }
    found.extend(paired.added.iter().map(|index| Difference::ClaimAdded { after: ClaimId::at(*index) }));
    sources.differences(&mut found);
    found
}

/// What differs in the words and kinds of two claims that are one.
fn changes(
    found: &mut Vec<Difference>,
    text: &str,
    (before, old): (ClaimId, &Claim),
    (after, new): (ClaimId, &Claim),
) {
    if trimmed(&old.content, text) != trimmed(&new.content, text) {
        found.push(Difference::Content { before, after, old: old.content.clone(), new: new.content.clone() });
    }
    let nobody = Attribution::unattributed();
    let (was, is) = (old.speaker().unwrap_or(&nobody), new.speaker().unwrap_or(&nobody));
    if trimmed(&was.cue, text) != trimmed(&is.cue, text) {
        found.push(Difference::Cue { before, after, old: was.cue.clone(), new: is.cue.clone() });
    }
    if trimmed(&was.source_spans, text) != trimmed(&is.source_spans, text) {
        let (old, new) = (was.source_spans.clone(), is.source_spans.clone());
        found.push(Difference::SourceWords { before, after, old, new });
    }
    if old.quotation != new.quotation {
        found.push(Difference::Quotation { before, after, old: old.quotation, new: new.quotation });
    }
    if old.force != new.force {
        found.push(Difference::Force { before, after, old: old.force.clone(), new: new.force.clone() });
    }
}

//! The claim that holds words, and the quotation marks around them.

use std::ops::Range;

use super::indexed::Indexed;
use super::verdict::{Held, Marks, Reason};
use crate::{ActorId, Claim, ClaimId, Force, Level, Polarity, Quotation, SourceId, Span};

/// The share of the words, in eighths, that a claim must have to hold them: its edges may be a word off.
const MOST_OF: usize = 6;

/// Which claim holds some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// None: they are the article's own.
    Nobody,
    /// One claim, or several of one source, of which this is the first.
    Claim(ClaimId),
    /// Claims of several sources, each a part.
    Several,
}

/// The shortest claim that holds all the words; or nearly all; or the first of several of one source.
pub(super) fn holder(text: &Indexed<'_>, runs: &[Range<usize>]) -> Holder {
    let words = || runs.iter().cloned().flatten();
    let count = words().count();
    let mut held: Vec<(ClaimId, usize)> = Vec::new();
    let mut without = 0;
    for word in words() {
        let claims = text.claims_at(word);
        without += usize::from(claims.is_empty());
        for claim in claims {
            let known = held.iter().position(|(known, _)| known == claim);
            if let Some((_, count)) = known.and_then(|at| held.get_mut(at)) {
                *count += 1;
            } else if held.len() < MOST_CLAIMS {
                // Words of more claims than this are of several speakers anyway.
                held.push((*claim, 1));
            }
        }
    }
    // The order of the shortest: that of the words, in which they were found.
    let length = |id: ClaimId| -> usize {
        text.report.claim(id).map_or(0, |claim| claim.content.iter().map(|span| span.len()).sum())
    };
    let whole = held.iter().filter(|(_, own)| *own == count).map(|(id, _)| *id);
    let nearly = held.iter().filter(|(_, own)| *own * 8 >= count * MOST_OF).map(|(id, _)| *id);
    let depth = |id: ClaimId| {
        let claims = runs.first().map_or(&[][..], |run| text.claims_at(run.start));
        claims.iter().position(|claim| *claim == id).unwrap_or(claims.len())
    };
    if let Some(id) = whole.min_by_key(|id| (length(*id), depth(*id))) {
        return Holder::Claim(id);
    }
    if let Some(id) = nearly.min_by_key(|id| (length(*id), depth(*id))) {
        return Holder::Claim(id);
    }
    if without * 2 > count {
        return Holder::Nobody;
    }
    let source = |id: ClaimId| -> Option<SourceId> { text.report.claim(id)?.speaker()?.source };
    // The innermost claim of each word.
    let mut innermost = words().filter_map(|word| text.claims_at(word).first().copied());
    let Some(first) = innermost.next() else { return Holder::Nobody };
    if source(first).is_some() && innermost.all(|id| source(id) == source(first)) {
        Holder::Claim(first)
    } else {
        Holder::Several
    }
}

/// Whether a sentence of some words mentions any of these actors.
pub(super) fn is_mentioned(text: &Indexed<'_>, runs: &[Range<usize>], actors: &[ActorId]) -> bool {
    let is_in = |word: usize| {
        let number = text.sentence.get(word).copied().unwrap_or(0);
        let start = text.sentence.partition_point(|other| *other < number);
        let end = text.sentence.partition_point(|other| *other <= number);
        let span = text.span(&(start..end));
        actors.iter().filter_map(|id| text.report.actor(*id)).any(|actor| {
            // Mentions are in text order.
            let at = actor.mentions.partition_point(|mention| mention.span.start() < span.start());
            actor.mentions.get(at).is_some_and(|mention| span.contains(mention.span))
        })
    };
    let edges = [runs.first().map(|run| run.start), runs.last().and_then(|run| run.end.checked_sub(1))];
    edges.into_iter().flatten().any(is_in)
}

/// Maximum number of claims that are counted for the words of one statement.
const MOST_CLAIMS: usize = 64;

/// Whether words stand inside marks. What a claim has as verbatim counts where no mark stands.
pub(super) fn marks(text: &Indexed<'_>, runs: &[Range<usize>], claim: Option<&Claim>) -> Marks {
    let verbatim: Vec<Range<usize>> = claim
        .filter(|claim| claim.quotation == Quotation::Direct)
        .map(|claim| claim.verbatim.iter().map(|span| text.range_of(*span)).collect())
        .unwrap_or_default();
    let (mut inside, mut outside) = (false, false);
    for word in runs.iter().cloned().flatten() {
        let is_quoted = text.quotation.get(word).is_some_and(|quotation| *quotation > 0);
        if is_quoted || verbatim.iter().any(|range| range.contains(&word)) {
            inside = true;
        } else {
            outside = true;
        }
    }
    match (inside, outside) {
        (true, false) => Marks::Inside,
        (true, true) => Marks::Across,
        _ => Marks::Outside,
    }
}

/// What is known of the claim that holds words, and why it does not support that its speaker said so.
pub(super) fn held(text: &Indexed<'_>, id: ClaimId, spans: &[Span]) -> Option<(Held, Option<Reason>)> {
    let report = text.report;
    let claim = report.claim(id)?;
    let speaker = claim.speaker()?;
    let label = |source: SourceId| report.actor_of(source).map(|actor| actor.label().to_owned());
    let source = |link: &crate::Attribution| link.source.and_then(|source| report.source(source));
    // What somebody says of his own words in marks is no denial of them: “I did not,” she denied. Nor is it one where the words
    // that deny are themselves among those asked for.
    let is_among =
        |evidence: &[Span]| evidence.iter().any(|word| spans.iter().any(|span| span.contains(*word)));
    let denies = claim.force == Force::Denial
        && claim.quotation != Quotation::Direct
        && !is_among(&claim.force_evidence);
    let said_not = claim.attributions.iter().any(|link| link.factuality.polarity == Polarity::Negative);
    let negation_left_out = claim.factuality.polarity == Polarity::Negative
        && !is_among(&claim.factuality.evidence)
        && claim.factuality.evidence.iter().any(|word| governs(text, *word, spans, claim));
    let reason = if denies || said_not {
        Some(Reason::Denied)
    } else {
        negation_left_out.then_some(Reason::NegationLeftOut)
    };
    let held = Held {
        claim: id,
        force: claim.force.clone(),
        level: source(speaker).map_or(Level::Unattributed, |source| source.level),
        certainty: claim.factuality.certainty,
        denied: reason.is_some(),
        relay: report.relay(id).and_then(label),
        told_by: claim
            .attributions
            .iter()
            .skip(1)
            .filter_map(|link| link.source)
            .filter(|source| Some(*source) != speaker.source)
            .filter_map(label)
            .collect(),
    };
    Some((held, reason))
}

/// Whether a negation stands before words in their sentence and in their claim.
fn governs(text: &Indexed<'_>, negation: Span, spans: &[Span], claim: &Claim) -> bool {
    let Some(first) = spans.first() else { return false };
    let sentence = |span: Span| text.sentence.get(text.range_of(span).start).copied();
    negation.end() <= first.start()
        && sentence(negation) == sentence(*first)
        && claim.content.iter().any(|content| content.contains(negation))
}

//! Rules about claims of unnamed sources: attack, opinion, single source, key claim, long quotation.

use super::draft::{Draft, about};
use crate::audit::house::Rule;
use crate::audit::view::{EventClaims, Kept, View};
use crate::audit::words::tokens;
use crate::lexicon::WordClass;
use crate::{Claim, ClaimId, Force, Level, Number, Quotation, SourceId, SourceMention, Span};

/// An accusation, or a pejorative word in a quotation.
pub(super) fn anonymous_attack(view: &View<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, _, known) in view.cited() {
        if !matches!(known.kept, Kept::Anonymous | Kept::Loose) {
            continue;
        }
        for (claim_id, claim) in claims(view, &known.claims) {
            let name = view.name(id);
            let (spans, why) = if let Some(word) = ill_word(view, claim) {
                (
                    vec![word],
                    format!("An unnamed source ({name}) is quoted with the word {}.", view.quote(word)),
                )
            } else if claim.force == Force::Accusation
                && known.kept == Kept::Anonymous
                && is_active(view, claim)
            {
                let cue = cue(claim);
                let words = cue.map(|cue| view.quote(cue)).unwrap_or_default();
                let said = view.quote(claim.extent());
                (cue.into_iter().collect(), format!("An unnamed source ({name}) accuses ({words}): {said}."))
            } else {
                continue;
            };
            found.push(of_claim(claim_id, claim, id, spans, why));
        }
    }
    found
}

/// The first pejorative word in the verbatim parts of a claim.
fn ill_word(view: &View<'_>, claim: &Claim) -> Option<Span> {
    claim.verbatim.iter().find_map(|span| {
        let words = view.at(*span);
        let mut at = 0;
        words.split_inclusive(|c: char| !(c.is_alphabetic() || c == '-')).find_map(|piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
            let start = span.start() + at;
            at += piece.len();
            let lower = word.to_lowercase();
            let known = view.has_class(&lower, WordClass::Pejorative)
                || lower.strip_suffix('s').is_some_and(|one| view.has_class(one, WordClass::Pejorative));
            known.then(|| Span::between(start, start + word.len()))
        })
    })
}

/// Whether the cue is in the active voice. "Were accused of" is not.
fn is_active(view: &View<'_>, claim: &Claim) -> bool {
    let cue = crate::audit::view::cue_words(view, claim);
    !cue.iter().any(|word| matches!(word.as_str(), "was" | "were" | "been" | "being" | "is" | "are" | "be"))
}

/// A belief, prediction or doubt of an unnamed source.
pub(super) fn anonymous_opinion(view: &View<'_>) -> Vec<Draft> {
    let feelings: Vec<&str> = view.lexicon.words_of(WordClass::FeelingStem).collect();
    let mut found = Vec::new();
    for (id, _, known) in view.cited().filter(|(_, _, known)| known.kept == Kept::Anonymous) {
        for (claim_id, claim) in claims(view, &known.claims) {
            let what = match claim.force {
                Force::Belief => "a belief",
                Force::Prediction => "a prediction",
                Force::Doubt => "a doubt",
                _ => continue,
            };
            let cue_words = crate::audit::view::cue_words(view, claim);
            if cue_words.iter().any(|word| feelings.iter().any(|stem| word.starts_with(stem))) {
                continue;
            }
            let shown = claim.force_evidence.first().copied().or(cue(claim));
            let words = shown.map(|span| format!(" ({})", view.quote(span))).unwrap_or_default();
            let said = view.quote(claim.extent());
            let why = format!("An unnamed source ({}) voices {what}{words}: {said}.", view.name(id));
            found.push(of_claim(claim_id, claim, id, shown.into_iter().collect(), why));
        }
    }
    found
}

/// Statements of one unnamed source that nobody else makes.
pub(super) fn single_unnamed_source(view: &View<'_>) -> Vec<Draft> {
    let events = view.event_claims();
    let mut found = Vec::new();
    for (id, source, known) in view.cited().filter(|(_, _, known)| known.kept == Kept::Anonymous) {
        if source.axes.descriptors.number != Number::One {
            continue;
        }
        let alone: Vec<ClaimId> = claims(view, &known.claims)
            .filter(|(claim, _)| is_alone(view, id, *claim, &events))
            .map(|(id, _)| id)
            .collect();
        let Some(first) = alone.first().and_then(|claim| view.report.claim(*claim)) else { continue };
        let (name, said) = (view.name(id), view.quote(first.extent()));
        let more = match alone.len() {
            1 => String::new(),
            2 => ", and one more statement of this source".to_owned(),
            many => format!(", and {} more statements of this source", many - 1),
        };
        let why = format!(
            "The article has this from one unnamed source ({name}) and from nobody else: {said}{more}."
        );
        let mut draft = about(view, id, why);
        draft.spans.extend(alone.iter().filter_map(|claim| view.report.claim(*claim)).map(Claim::extent));
        draft.claims = alone;
        found.push(draft);
    }
    found
}

/// Whether a claim has information that nobody else gives.
fn is_alone(view: &View<'_>, source: SourceId, id: ClaimId, events: &EventClaims<'_>) -> bool {
    let told = view.report.claim(id).is_some_and(|claim| {
        !matches!(
            claim.force,
            Force::NoComment | Force::Question | Force::Desire | Force::Belief | Force::Doubt
        ) && !super::passing::declines(view, claim)
    });
    told && !view.is_corroborated(source, id, events)
}

/// The first attributed statement of the body, if it is of unnamed sources and nobody else makes it.
pub(super) fn key_claim_unnamed(view: &View<'_>) -> Vec<Draft> {
    let lead = lead(view);
    let mut first: Option<(usize, ClaimId, &Claim)> = None;
    for (id, claim) in view.report.iter_claims().filter(|(_, claim)| claim.within.is_none()) {
        let start = claim.extent().start();
        let told = !matches!(claim.force, Force::Desire | Force::NoComment | Force::Question);
        // Headlines do not name sources.
        let told = told && !view.is_headline(claim.extent());
        if told && lead.contains_offset(start) && first.is_none_or(|(other, ..)| start < other) {
            first = Some((start, id, claim));
        }
    }
    let Some((_, outer, claim)) = first else { return Vec::new() };
    // "The Ledger reported that sources said": the claim is that of the sources.
    let inner = view.inside(outer).iter().find_map(|id| Some((*id, view.report.claim(*id)?)));
    let passed = claim.source().is_some_and(|source| view.passes_on(source));
    let (id, claim) = inner.filter(|_| passed).unwrap_or((outer, claim));
    let Some(source) = claim.source().filter(|source| view.kept(*source) == Kept::Anonymous) else {
        return Vec::new();
    };
    if !view.is_own(claim) || view.is_corroborated(source, id, &view.event_claims()) {
        return Vec::new();
    }
    let why = format!(
        "The first statement that the story ascribes to anybody comes from an unnamed source ({}), and nobody else in \
         the article says it: {}.",
        view.name(source),
        view.quote(claim.extent())
    );
    vec![of_claim(id, claim, source, vec![claim.extent()], why)]
}

/// An unnamed source of whom the first paragraphs tell less than the article knows.
pub(super) fn vaguer_in_lead(view: &View<'_>) -> Vec<Draft> {
    let lead = lead(view);
    let mut found = Vec::new();
    for (id, source, _) in view.cited().filter(|(_, _, known)| known.kept == Kept::Anonymous) {
        let told = source.level;
        let within = |mention: &&SourceMention| lead.contains(mention.span);
        // "He" stands for words before it.
        let best = source.mentions.iter().filter(within).map(|mention| mention.level).min();
        let Some(first) = best.filter(|best| matches!(best, Level::Vague | Level::Bare) && *best > told)
        else {
            continue;
        };
        let fullest =
            source.mentions.iter().find(|mention| mention.level == told && !lead.contains(mention.span));
        let Some(fullest) = fullest else { continue };
        let name = source
            .mentions
            .iter()
            .find(|mention| mention.level == first)
            .map_or_else(|| view.name(id), |mention| view.quote(mention.span));
        let why = format!(
            "The first paragraphs speak of {name} ({first}), and the article later of {} ({told}).",
            view.quote(fullest.span)
        );
        let mut draft = about(view, id, why);
        draft.spans.push(fullest.span);
        found.push(draft);
    }
    found
}

/// The first paragraphs of the body: at most three, up to the one that reaches 500 bytes.
fn lead(view: &View<'_>) -> Span {
    const PARAGRAPHS: usize = 3;
    const BYTES: usize = 500;
    let start = view.body();
    let body = view.text.get(start..).unwrap_or_default();
    let (mut end, mut told, mut seen) = (start, 0, 0);
    for line in body.split_inclusive('\n') {
        end += line.len();
        if line.trim().is_empty() {
            continue;
        }
        told += line.trim().len();
        seen += 1;
        if seen == PARAGRAPHS || told >= BYTES {
            break;
        }
    }
    Span::between(start, end)
}

/// More verbatim words of one unnamed source than of any named source.
pub(super) fn unnamed_quoted_longest(view: &View<'_>, rule: &Rule) -> Vec<Draft> {
    let least = rule.least_words.unwrap_or(15) as usize;
    let quoted = |id: SourceId| -> usize {
        let Some(known) = view.known(id) else { return 0 };
        // Two claims may share their words: "“It is over,” she said, pointing to the vote."
        let mut spans: Vec<Span> =
            claims(view, &known.claims).flat_map(|(_, claim)| verbatim(claim)).copied().collect();
        spans.sort_unstable();
        spans.dedup_by(|next, last| last.contains(*next));
        spans.into_iter().map(|span| tokens(view.at(span)).count()).sum()
    };
    let lengths: Vec<(SourceId, Level, Kept, usize)> =
        view.cited().map(|(id, source, known)| (id, source.level, known.kept, quoted(id))).collect();
    let named = lengths
        .iter()
        .filter(|(_, level, ..)| *level == Level::Named)
        .map(|(.., words)| *words)
        .max()
        .unwrap_or(0);
    let longest = lengths
        .iter()
        .filter(|(_, _, kept, words)| *kept == Kept::Anonymous && *words >= least && *words > named)
        .max_by_key(|(id, .., words)| (*words, std::cmp::Reverse(*id)));
    let Some((id, .., words)) = longest else { return Vec::new() };
    let than = match named {
        0 => "No named source is quoted in its own words".to_owned(),
        1 => "No named source is quoted with more than one word".to_owned(),
        most => format!("No named source is quoted with more than {most} words"),
    };
    let why = format!("An unnamed source ({}) is quoted with {words} words. {than}.", view.name(*id));
    let mut draft = about(view, *id, why);
    let own = view.known(*id).map_or(&[][..], |known| known.claims.as_slice());
    let mut spans: Vec<Span> = claims(view, own).flat_map(|(_, claim)| verbatim(claim)).copied().collect();
    spans.append(&mut draft.spans);
    draft.spans = spans;
    vec![draft]
}

/// The verbatim parts of a claim. For a direct one without marked parts, its content.
fn verbatim(claim: &Claim) -> &[Span] {
    if claim.verbatim.is_empty() && claim.quotation == Quotation::Direct {
        &claim.content
    } else {
        &claim.verbatim
    }
}

fn claims<'v>(view: &'v View<'_>, ids: &'v [ClaimId]) -> impl Iterator<Item = (ClaimId, &'v Claim)> {
    ids.iter().filter_map(|id| Some((*id, view.report.claim(*id)?)))
}

fn cue(claim: &Claim) -> Option<Span> {
    claim.speaker().and_then(|link| link.cue.first()).copied()
}

/// A draft about one claim. Its places are the given spans, the source's words and the content.
fn of_claim(id: ClaimId, claim: &Claim, source: SourceId, mut spans: Vec<Span>, why: String) -> Draft {
    spans.extend(claim.speaker().map_or(&[][..], |link| link.source_spans.as_slice()));
    spans.extend(&claim.content);
    Draft { spans, claims: vec![id], sources: vec![source], why }
}

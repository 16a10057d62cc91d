//! How and where the words of a statement stand in a text.

use std::ops::Range;

use super::asked::{Asked, Part};
use super::change::{self, align, change};
use super::indexed::{Indexed, MOST_PLACES, MOST_WORDS};
use super::verdict::{Change, ChangeKind, Folding, Match};
use super::words::{UNKNOWN, foldings, is_dash, is_mark, plain_gap};
use crate::lexicon::{is_invisible, plain};
use crate::{ActorKind, SourceId, Span};

/// Words of an anchor beyond which a longer one is not looked for.
const LONGEST_ANCHOR: usize = 32;

/// Places at which altered words are aligned.
const MOST_ALIGNED: usize = 6;

/// The share of the words, in eighths, below which what comes closest is something else.
const LEAST_EQUAL: usize = 4;

/// The share of their letters, in eighths. A long name in place of a short one has many.
const LEAST_LETTERS: usize = 3;

/// Fewest equal words of altered ones.
const FEWEST_EQUAL: usize = 2;

/// Number of words of a passage below which it may stand anywhere by chance.
const SHORTEST_PASSAGE: usize = 3;

/// Words of the text in whose place others may stand in the midst of a passage.
const MOST_BETWEEN: usize = 8;

/// Words of the text that an editor replaces with a name in brackets: "[Lee] is".
const MOST_REPLACED: usize = 3;

/// Maximum number of words that an ellipsis stands for.
const LONGEST_ELLIPSIS: usize = 300;

/// One place of the words of a statement.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) matched: Match,
    /// The words of the text, in runs.
    pub(super) runs: Vec<Range<usize>>,
    pub(super) foldings: Vec<Folding>,
    pub(super) changes: Vec<Change>,
}

/// The places of a statement's words, in text order, all of the best kind that there is, and whether there are more.
pub(super) fn find(text: &Indexed<'_>, asked: &Asked<'_>) -> (Vec<Found>, bool) {
    let (mut found, mut more) = whole(text, asked, &(0..asked.numbers.len()));
    if !found.iter().any(is_there) && asked.parts.iter().any(|part| part.elided || !part.put_in.is_empty()) {
        let (parts, cut) = in_parts(text, asked);
        found.extend(parts);
        more |= cut;
    }
    if found.iter().any(is_there) {
        found.retain(is_there);
    } else if found.is_empty() {
        found.extend(spliced(text, asked).or_else(|| altered(text, asked)));
    } else {
        found.sort_by_key(|one| one.changes.len());
        found.truncate(1);
    }
    found.sort_by_key(|one| one.runs.first().map(|run| run.start));
    found.dedup_by(|a, b| a.runs == b.runs);
    (found, more)
}

fn is_there(found: &Found) -> bool {
    found.matched <= Match::Joined
}

/// The places where a stretch of a statement stands as a whole, in one run or around other words.
fn whole(text: &Indexed<'_>, asked: &Asked<'_>, stretch: &Range<usize>) -> (Vec<Found>, bool) {
    let numbers = asked.numbers.get(stretch.clone()).unwrap_or_default();
    if numbers.is_empty() || numbers.contains(&UNKNOWN) {
        return (Vec::new(), false);
    }
    let most = (MOST_WORDS / numbers.len()).clamp(1, MOST_PLACES);
    let (places, more) = text.suffixes.places(text.suffixes.find(numbers), most);
    let found = places.into_iter().filter_map(|place| {
        let words = text.words_at(place, numbers.len());
        let is_run = words.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1));
        // What the index has again is found where the text has it.
        (text.is_in_text(place) || !is_run).then(|| compare(text, asked, stretch, &words))
    });
    (found.collect(), more)
}

/// Compares a stretch of a statement with as many words of the text, which have the same keys.
fn compare(text: &Indexed<'_>, asked: &Asked<'_>, stretch: &Range<usize>, words: &[usize]) -> Found {
    let mut found =
        Found { matched: Match::Verbatim, runs: Vec::new(), foldings: Vec::new(), changes: Vec::new() };
    let mut before: Option<usize> = None;
    for (said, at) in stretch.clone().zip(words.iter().copied()) {
        match before {
            Some(last) if at == last + 1 => {
                if let Some(run) = found.runs.last_mut() {
                    run.end = at + 1;
                }
                between(text, asked, said, last, &mut found);
            }
            Some(last) => {
                found.runs.push(at..at + 1);
                around(text, asked, said, (last, at), &mut found);
            }
            None => found.runs.push(at..at + 1),
        }
        word(text, asked, stretch, (said, at), &mut found);
        before = Some(at);
    }
    if let (0, Some(first)) = (stretch.start, words.first()) {
        let (own, start) = (asked.gap_before(0), text.span(&(*first..first + 1)).start());
        if !text.gap_before(*first).ends_with(own) {
            edge(own, "", Span::between(start, start), &mut found);
        }
    }
    if stretch.end == asked.numbers.len()
        && let (Some(said), Some(at)) = (stretch.end.checked_sub(1), before)
    {
        let (own, written) = (asked.gap_after(said), text.gap_after(at));
        let end = text.span(&(at..at + 1)).end();
        if !written.starts_with(own) {
            edge(own, written, Span::between(end, end), &mut found);
        }
    }
    settle(&mut found);
    found
}

/// Sets the kind of a match by what was noted.
fn settle(found: &mut Found) {
    found.foldings.sort_unstable();
    found.foldings.dedup();
    if !found.changes.is_empty() {
        found.matched = Match::Altered;
    } else if found.matched == Match::Verbatim && !found.foldings.is_empty() {
        found.matched = Match::Folded;
    }
}

/// Compares a word with one of the same key.
fn word(
    text: &Indexed<'_>,
    asked: &Asked<'_>,
    stretch: &Range<usize>,
    (said, at): (usize, usize),
    found: &mut Found,
) {
    let (own, written) = (asked.word(said), text.word(at));
    if own == written {
        return;
    }
    foldings(own, written, &mut found.foldings);
    let bare = |word: &str| -> String {
        word.chars()
            .filter(|c| !matches!(c, '[' | ']') && !is_invisible(*c))
            .map(|c| {
                if is_mark(c) {
                    '\''
                } else if is_dash(c) {
                    '-'
                } else {
                    c
                }
            })
            .collect()
    };
    let (own_bare, written_bare) = (bare(own), bare(written));
    if own_bare == written_bare {
        return;
    }
    let rest = |word: &str| word.chars().skip(1).collect::<String>();
    let starts = said == stretch.start || asked.starts_sentence(said) || text.starts_sentence(at);
    if starts && rest(&own_bare) == rest(&written_bare) {
        found.foldings.push(Folding::Capital);
    } else {
        found.changes.push(Change::new(ChangeKind::Punctuation, own, text.span(&(at..at + 1))));
    }
}

/// Compares what stands between two words that follow each other in the text.
fn between(text: &Indexed<'_>, asked: &Asked<'_>, said: usize, last: usize, found: &mut Found) {
    let (own, written) = (asked.gap_before(said), text.gap_after(last));
    let quotations = (text.quotation.get(last), text.quotation.get(last + 1));
    if let (Some(a), Some(b)) = quotations
        && a != b
        && *a > 0
        && *b > 0
        && !is_one_speech(text, last, last + 1)
    {
        found.changes.push(splice(text, asked, said, (last, last + 1)));
        return;
    }
    if own == written {
        return;
    }
    foldings(own, written, &mut found.foldings);
    if plain_gap(own) != plain_gap(written) {
        let start = text.words.get(last).map_or(0, |span| span.end());
        let gap = Span::between(start, start + written.len());
        found.changes.push(Change::new(ChangeKind::Punctuation, own.trim(), gap));
    }
}

/// Judges words of the text that stand between two that the statement joins without saying so.
fn around(text: &Indexed<'_>, asked: &Asked<'_>, said: usize, (last, at): (usize, usize), found: &mut Found) {
    let (before, after) = (text.gap_after(last), text.gap_before(at));
    let left_out = last + 1..at;
    let is_bracketed = before.ends_with('[') && after.starts_with(']');
    if is_bracketed {
        found.foldings.push(Folding::Brackets);
        return;
    }
    if !is_one_speech(text, last, at) || !attributes(text, &left_out) {
        found.changes.push(splice(text, asked, said, (last, at)));
        return;
    }
    found.matched = Match::Joined;
    let own = asked.gap_before(said);
    if let Some(mark) = own.chars().find(|c| matches!(c, '?' | '!')).filter(|mark| !before.contains(*mark)) {
        let gap = Span::between(text.span(&(last..last + 1)).end(), text.span(&(at..at + 1)).start());
        found.changes.push(Change::new(ChangeKind::Punctuation, mark, gap));
    }
}

fn splice(text: &Indexed<'_>, asked: &Asked<'_>, said: usize, (last, at): (usize, usize)) -> Change {
    let gap = Span::between(text.span(&(last..last + 1)).end(), text.span(&(at..at + 1)).start());
    Change::new(ChangeKind::Splice, asked.word(said), gap)
}

/// Whether two words are of one speech: in one claim, or in claims of one source. Words that no claim holds are of one only if
/// they stand in one sentence.
fn is_one_speech(text: &Indexed<'_>, a: usize, b: usize) -> bool {
    let (of_a, of_b) = (text.claims_at(a), text.claims_at(b));
    if of_a.iter().any(|claim| of_b.contains(claim)) {
        return true;
    }
    let source = |claims: &[crate::ClaimId]| -> Option<SourceId> {
        text.report.claim(*claims.first()?)?.speaker()?.source
    };
    match (source(of_a), source(of_b)) {
        (Some(a), Some(b)) => a == b,
        _ => of_a.is_empty() && of_b.is_empty() && text.sentence.get(a) == text.sentence.get(b),
    }
}

/// Whether words that a statement leaves out attribute what stands around them: they hold a cue or a source, or they are more than
/// one claim's own words.
fn attributes(text: &Indexed<'_>, left_out: &Range<usize>) -> bool {
    let span = text.span(left_out);
    let before = left_out.start.checked_sub(1).map_or(&[][..], |word| text.claims_at(word));
    let after = text.claims_at(left_out.end);
    let cues = before.iter().chain(after).filter_map(|claim| text.report.claim(*claim));
    cues.flat_map(|claim| &claim.attributions)
        .flat_map(|link| link.cue.iter().chain(&link.source_spans))
        .any(|part| span.contains(*part))
}

/// Compares what stands at an end of a statement with what the text has there, which is something else.
fn edge(own: &str, written: &str, place: Span, found: &mut Found) {
    let bare = |gap: &str| -> String {
        gap.chars()
            .filter(|c| !is_mark(*c) && !c.is_whitespace() && !is_invisible(*c))
            .flat_map(plain)
            .collect()
    };
    let (own_bare, written_bare) = (bare(own), bare(written));
    if written_bare.starts_with(&own_bare) {
        found.foldings.push(if own.chars().any(is_mark) || written.starts_with(is_mark) {
            Folding::Marks
        } else {
            Folding::Spaces
        });
        return;
    }
    if own_bare.chars().all(|c| matches!(c, ',' | '.' | ';' | ':' | '…' | '[' | ']') || is_dash(c)) {
        let ellipsis = own_bare.contains('…') || own_bare.contains("..");
        found.foldings.push(if ellipsis { Folding::Ellipses } else { Folding::Ends });
        return;
    }
    // A question mark or exclamation mark that the text does not have at this place makes something else of the words.
    let marks: String = own_bare.chars().filter(|c| matches!(c, '?' | '!')).collect();
    if !marks.is_empty() && written_bare.starts_with(&marks) {
        found.foldings.push(Folding::Ends);
    } else {
        found.changes.push(Change::new(ChangeKind::Punctuation, own, place));
    }
}

/// The places of a statement that is cut by ellipses and brackets: each part behind the one before.
fn in_parts(text: &Indexed<'_>, asked: &Asked<'_>) -> (Vec<Found>, bool) {
    let mut more = false;
    let places: Vec<Vec<Found>> = asked
        .parts
        .iter()
        .map(|part| {
            if part.words.is_empty() {
                return Vec::new();
            }
            let (mut found, cut) = whole(text, asked, &part.words);
            found.sort_by_key(|one| one.runs.first().map(|run| run.start));
            more |= cut;
            found
        })
        .collect();
    let Some((first, rest)) = places.split_first() else { return (Vec::new(), false) };
    let mut all = Vec::new();
    let most = (MOST_WORDS / asked.parts.len().max(1)).clamp(1, MOST_PLACES);
    more |= first.len() > most;
    for start in first.iter().take(most) {
        let mut found = start.clone();
        if let Some(part) = asked.parts.first().filter(|part| !part.put_in.is_empty()) {
            put_in(text, asked, part, &replaced_before(text, start), &mut found);
        }
        let mut whole = true;
        for (places, part) in rest.iter().zip(asked.parts.iter().skip(1)) {
            let end = found.runs.last().map_or(0, |run| run.end);
            if part.words.is_empty() {
                put_in(text, asked, part, &(end..end), &mut found);
                continue;
            }
            let from = places.partition_point(|one| one.runs.first().is_none_or(|run| run.start < end));
            let reach = end + if part.elided { LONGEST_ELLIPSIS } else { MOST_REPLACED };
            let next = places.get(from).filter(|one| one.runs.first().is_some_and(|run| run.start <= reach));
            let Some(next) = next else {
                whole = false;
                break;
            };
            link(text, asked, part, next, &mut found);
        }
        if whole {
            settle(&mut found);
            all.push(found);
        }
    }
    (all, more)
}

/// Adds the next part of a statement to those before.
fn link(text: &Indexed<'_>, asked: &Asked<'_>, part: &Part, next: &Found, found: &mut Found) {
    let last = found.runs.last().map_or(0, |run| run.end);
    let at = next.runs.first().map_or(last, |run| run.start);
    if let Some(before) = last.checked_sub(1)
        && !is_one_speech(text, before, at)
    {
        found.changes.push(splice(text, asked, part.words.start, (before, at)));
    }
    if part.elided {
        found.matched = Match::Joined;
        found.foldings.push(Folding::Ellipses);
        left_out(text, &(last..at), found);
        if !part.put_in.is_empty() {
            put_in(text, asked, part, &(at..at), found);
        }
    } else {
        put_in(text, asked, part, &(last..at), found);
    }
    if found.matched == Match::Verbatim || next.matched == Match::Joined {
        found.matched = next.matched.max(found.matched);
    }
    found.foldings.extend(&next.foldings);
    found.changes.extend(next.changes.iter().cloned());
    match found.runs.last_mut() {
        Some(run) if run.end == at && !part.elided => {
            let mut runs = next.runs.iter().cloned();
            run.end = runs.next().map_or(run.end, |first| first.end);
            found.runs.extend(runs);
        }
        _ => found.runs.extend(next.runs.iter().cloned()),
    }
}

/// A negation that an ellipsis leaves out of a sentence of which it keeps words is a change.
fn left_out(text: &Indexed<'_>, range: &Range<usize>, found: &mut Found) {
    let sentence = |at: usize| text.sentence.get(at).copied();
    let before = range.start.checked_sub(1).and_then(sentence);
    let after = sentence(range.end);
    let negation = range.clone().find(|at| {
        let own = sentence(*at);
        (own == before || own == after) && change::is_negative(&super::words::key(text.word(*at)))
    });
    if let Some(at) = negation {
        found.changes.push(Change::new(ChangeKind::Negation, "", text.span(&(at..at + 1))));
    }
}

/// The word before a place that a name in brackets may stand for.
fn replaced_before(text: &Indexed<'_>, found: &Found) -> Range<usize> {
    let start = found.runs.first().map_or(0, |run| run.start);
    match start.checked_sub(1) {
        Some(before) if actor_at(text, &(before..start)).is_some() => before..start,
        _ => start..start,
    }
}

/// Judges words that an editor put in brackets, in place of some words of the text or of none. What a negation, number or modal
/// says an editor cannot add, and a name only where the text means that actor.
fn put_in(text: &Indexed<'_>, asked: &Asked<'_>, part: &Part, replaced: &Range<usize>, found: &mut Found) {
    found.foldings.push(Folding::Brackets);
    let same = part.put_in.len() == replaced.len()
        && part
            .put_in
            .clone()
            .zip(replaced.clone())
            .all(|(said, at)| asked.numbers.get(said).copied() == text.number(at));
    if same {
        return;
    }
    let change = change(text, asked, &(part.put_in.clone(), replaced.clone()));
    let is_named = || {
        let actor = actor_at(text, replaced)?;
        let said: Vec<String> = part.put_in.clone().map(|at| super::words::key(asked.word(at))).collect();
        let names =
            actor.names.iter().map(|name| name.split_whitespace().map(super::words::key).collect::<Vec<_>>());
        names.into_iter().any(|name| name.ends_with(&said)).then_some(())
    };
    let is_plain = change.kind == ChangeKind::Wording && replaced.is_empty();
    let is_name = matches!(change.kind, ChangeKind::Name | ChangeKind::Wording) && is_named().is_some();
    if !(is_plain || is_name) {
        found.changes.push(change);
    }
}

/// The actor whom exactly these words mention.
fn actor_at<'t>(text: &Indexed<'t>, range: &Range<usize>) -> Option<&'t crate::Actor> {
    if range.is_empty() || range.len() > MOST_REPLACED {
        return None;
    }
    let span = text.span(range);
    let mut actors = text.report.actors.iter().filter(|actor| actor.kind != ActorKind::Place);
    actors.find(|actor| actor.mentions.iter().any(|mention| mention.span == span))
}

/// Passages that stand apart, made one: two or three, each long enough not to stand there by chance.
fn spliced(text: &Indexed<'_>, asked: &Asked<'_>) -> Option<Found> {
    let mut rest = asked.numbers.as_slice();
    let (mut runs, mut changes) = (Vec::<Range<usize>>::new(), Vec::new());
    let mut said = 0;
    while !rest.is_empty() {
        let (length, block) = text.suffixes.longest(rest, usize::MAX);
        let place = text.suffixes.places(block, 1).0.first().copied()?;
        let words = text.words_at(place, length);
        let (first, last) = (*words.first()?, *words.last()?);
        if length < SHORTEST_PASSAGE || runs.len() == 3 {
            return None;
        }
        if let Some(before) = runs.last() {
            // Words left out of one sentence are an alteration of that sentence.
            let is_near = text.sentence.get(before.end.saturating_sub(1)) == text.sentence.get(first);
            if is_near && text.quotation.get(before.end.saturating_sub(1)) == text.quotation.get(first) {
                return None;
            }
            // So are words of elsewhere in the midst of it.
            let again = runs.first().is_some_and(|run| (run.end..=run.end + MOST_BETWEEN).contains(&first));
            if runs.len() == 2 && again {
                return None;
            }
            changes.push(splice(text, asked, said, (before.end.saturating_sub(1), first)));
        }
        runs.push(first..last + 1);
        said += length;
        rest = rest.get(length..)?;
    }
    (runs.len() > 1).then(|| Found { matched: Match::Altered, runs, foldings: Vec::new(), changes })
}

/// The stretch of the text that comes closest, if enough of it is equal.
fn altered(text: &Indexed<'_>, asked: &Asked<'_>) -> Option<Found> {
    let mut anchors: Vec<(usize, usize, usize, usize)> = Vec::new();
    for start in 0..asked.numbers.len() {
        let (length, block) =
            text.suffixes.longest(asked.numbers.get(start..).unwrap_or_default(), LONGEST_ANCHOR);
        if length > 0 {
            let letters = (start..start + length).map(|at| asked.word(at).len()).sum();
            anchors.push((length, letters, start, text.suffixes.places(block, 1).0.first().copied()?));
        }
    }
    anchors.sort_by_key(|(length, letters, start, _)| (std::cmp::Reverse((*length, *letters)), *start));
    let mut best: Option<change::Alignment> = None;
    let mut tried: Vec<usize> = Vec::new();
    for (length, _, start, _) in anchors {
        if tried.len() >= MOST_ALIGNED {
            break;
        }
        let wanted = asked.numbers.get(start..start + length).unwrap_or_default();
        let (places, _) = text.suffixes.places(text.suffixes.find(wanted), MOST_ALIGNED);
        for place in places {
            let Some(at) = text.words_at(place, 1).first().copied() else { continue };
            let from = (at + asked.numbers.len()).saturating_sub(start);
            if tried.len() >= MOST_ALIGNED || tried.contains(&from) {
                continue;
            }
            tried.push(from);
            let alignment = align(text, asked, start, at);
            if best.as_ref().is_none_or(|best| alignment.equal > best.equal) {
                best = Some(alignment);
            }
        }
    }
    let best = best?;
    let letters = |range: Range<usize>| range.map(|at| asked.word(at).len()).sum::<usize>();
    let (all, count) = (letters(0..asked.numbers.len()), asked.numbers.len());
    let other: usize = best.pieces.iter().map(|(said, _)| letters(said.clone())).sum();
    // Short words are equal by chance, so letters count as well.
    let is_close = best.equal >= FEWEST_EQUAL
        && best.equal * 8 >= count * LEAST_EQUAL
        && (all - other.min(all)) * 8 >= all * LEAST_LETTERS;
    if !is_close || best.range.is_empty() {
        return None;
    }
    let changes = best.pieces.iter().map(|piece| change(text, asked, piece)).collect();
    let runs = vec![best.range];
    Some(Found { matched: Match::Altered, runs, foldings: Vec::new(), changes })
}

//! Rules about the wording of attributions.

use super::draft::Draft;
use crate::audit::house::Rule;
use crate::audit::view::{Kept, View, cue_words};
use crate::audit::words::{is_form_of, tokens};
use crate::lexicon::WordClass;
use crate::{Claim, ClaimId, Quotation, Span};

/// A reporting verb that takes a side, in the article's own words.
pub(super) fn side_taking_verb(view: &View<'_>, rule: &Rule) -> Vec<Draft> {
    let taking_sides: Vec<&str> = view.lexicon.words_of(WordClass::SideTakingVerb).collect();
    let listed = |word: &str| {
        if rule.words.is_empty() {
            taking_sides.iter().any(|base| is_form_of(word, base))
        } else {
            rule.words.iter().any(|base| is_form_of(word, base))
        }
    };
    let mut found = Vec::new();
    for (id, claim) in view.report.iter_claims() {
        let Some(link) = claim.speaker().filter(|link| link.source.is_some()) else { continue };
        let Some(cue) = link.cue.first().copied().filter(|cue| !view.is_quoted(*cue)) else { continue };
        let words = cue_words(view, claim);
        let Some(verb) = words.iter().find(|word| listed(word)) else { continue };
        let passive = words
            .iter()
            .any(|word| matches!(word.as_str(), "was" | "were" | "been" | "being" | "be" | "is" | "are"));
        // "Did not admit that" reports what somebody did not say.
        let negated = words.iter().any(|word| {
            matches!(word.as_str(), "not" | "never") || word.ends_with("n't") || word.ends_with("n’t")
        });
        let owns = link.source_spans.iter().any(|span| is_possessive(view.at(*span)));
        if passive
            || negated
            || owns
            || is_noun(view, cue)
            || is_demand(view, claim, verb)
            || !is_speech(view, claim, cue)
        {
            continue;
        }
        let who = link.source.map(|source| view.name(source)).unwrap_or_default();
        let why = format!(
            "The article reports what {who} says with the verb “{verb}”, where “said” would take no side."
        );
        let spans = std::iter::once(cue)
            .chain(link.source_spans.iter().copied())
            .chain(claim.content.iter().copied());
        found.push(Draft {
            spans: spans.collect(),
            claims: vec![id],
            sources: link.source.into_iter().collect(),
            why,
        });
    }
    found
}

/// Whether the cue is a noun ("his claim that", "the boast") or an infinitive ("urged him to admit").
fn is_noun(view: &View<'_>, cue: Span) -> bool {
    const BEFORE_NOUNS: &[&str] = &[
        "the", "a", "an", "this", "that", "his", "her", "their", "its", "my", "your", "our", "any", "no",
        "such", "of", "to",
    ];
    let before = view.text.get(..cue.start()).unwrap_or_default();
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let bare = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    BEFORE_NOUNS.contains(&bare.as_str()) || is_possessive(word)
}

fn is_possessive(words: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|end| words.trim_end().ends_with(end))
}

/// Whether it is a demand, where "said" would not fit: "insisted that she go". Its clause has no finite verb near its start.
fn is_demand(view: &View<'_>, claim: &Claim, verb: &str) -> bool {
    is_form_of(verb, "insist")
        && claim.quotation == Quotation::Indirect
        && !tokens(view.at(claim.extent())).take(12).any(|word| FINITE.contains(&word.as_str()))
}

/// Words that show that a content is a clause, and not the object of the verb ("claimed victory").
const FINITE: &[&str] = &[
    "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could", "did", "does", "do",
    "may", "might", "should", "must", "isn't", "wasn't", "didn't", "won't", "isn’t", "wasn’t", "didn’t",
    "won’t",
];

/// Whether the content is speech: a quotation, a clause with "that", or a clause with a finite verb near its start.
fn is_speech(view: &View<'_>, claim: &Claim, cue: Span) -> bool {
    let content = claim.extent();
    let before = cue.end()..content.start();
    let between = view.text.get(before).unwrap_or_default();
    if claim.quotation != Quotation::Indirect || tokens(between).any(|word| word == "that") {
        return true;
    }
    // Quoted objects ("claimed “victory”") are mixed, so the rest is paraphrase.
    let mut words = tokens(view.at(content)).peekable();
    if words.peek().is_some_and(|word| word == "to") {
        return words.take(2).any(|word| word == "be" || word == "have");
    }
    let mut words = words.take(10);
    let first = words.next();
    first.as_deref() == Some("that") || words.any(|word| FINITE.contains(&word.as_str()))
}

/// A direct quotation of at least four words without a source.
pub(super) fn quotation_without_source(view: &View<'_>) -> Vec<Draft> {
    const LEAST_WORDS: usize = 4;
    let mut found = Vec::new();
    for (id, claim) in view.report.iter_claims() {
        let nobody =
            claim.attributions.iter().all(|link| link.source.is_none() && link.source_spans.is_empty());
        let long =
            claim.content.iter().map(|span| tokens(view.at(*span)).count()).sum::<usize>() >= LEAST_WORDS;
        if nobody && long && !is_introduced(view, claim) && claim.quotation == Quotation::Direct {
            let said = view.quote(claim.extent());
            let why = format!("The article quotes {said} and does not say whose words they are.");
            found.push(Draft { spans: claim.content.clone(), claims: vec![id], sources: Vec::new(), why });
        }
    }
    found
}

/// Whether a colon precedes the quotation, or a label of a transcript ("LEE:") opens it. Then the text has a speaker, though the
/// report does not.
fn is_introduced(view: &View<'_>, claim: &Claim) -> bool {
    let span = claim.extent();
    let before = view.text.get(..span.start()).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '‘' | '\''));
    let label = view.at(span).split_whitespace().take(3).any(|word| word.ends_with(':'));
    before.ends_with(':') || label
}

/// "Reportedly", "it is believed", without a source; and what somebody "purportedly" said, without anybody who says so.
pub(super) fn unattributed_hedge(view: &View<'_>, rule: &Rule) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, claim) in view.report.iter_claims() {
        found.extend(hedged_act(view, id, claim));
        let Some(link) = claim.speaker().filter(|link| link.source.is_none() && link.source_spans.is_empty())
        else {
            continue;
        };
        let Some(cue) = link.cue.first().copied().filter(|cue| !view.is_quoted(*cue)) else { continue };
        let words = cue_words(view, claim);
        let listed = |word: &String| {
            if rule.words.is_empty() {
                view.has_class(word, WordClass::HedgeCue)
            } else {
                rule.words.contains(word)
            }
        };
        let beside =
            view.outlet_near(claim.extent()) || view.is_headline(claim.extent()) && view.has_outlets();
        if link.relay.is_some() || beside || claim.quotation == Quotation::Direct || !is_hedge(&words) {
            continue;
        }
        // A few words ("a supposedly imminent end") are not a statement. In somebody's words the hedge is that person's.
        let short = claim.content.iter().map(|span| tokens(view.at(*span)).count()).sum::<usize>() < 3;
        if short || is_in_open_words(view, claim) {
            continue;
        }
        if let Some(word) = words.iter().find(|word| listed(word)) {
            let what = view.quote(longest_part(claim));
            let outer = outer(view, id)
                .map(|name| format!(" That it stands in what {name} says leaves open whose word it is."))
                .unwrap_or_default();
            let why = format!("The article says “{word}” of {what}, and names nobody who says so.{outer}");
            let spans = std::iter::once(cue).chain(claim.content.iter().copied()).collect();
            found.push(Draft { spans, claims: vec![id], sources: Vec::new(), why });
        }
    }
    found
}

/// What somebody does by words of which the article says "purportedly".
fn hedged_act(view: &View<'_>, id: ClaimId, claim: &Claim) -> Option<Draft> {
    let link = claim.speaker()?;
    let source = link.source?;
    let cue = link.cue.first().copied().filter(|cue| !view.is_quoted(*cue))?;
    let words = cue_words(view, claim);
    let hedge =
        words.iter().find(|word| word.ends_with("ly") && view.has_class(word, WordClass::HedgeCue))?;
    if is_in_open_words(view, claim) {
        return None;
    }
    let (who, what) = (view.name(source), view.quote(cue));
    let why =
        format!("The article says “{hedge}” of what {who} said ({what}), and names nobody who says so.");
    Some(Draft { spans: vec![cue], claims: vec![id], sources: Vec::new(), why })
}

/// Whether the hedge is in the words of a source that is not kept unnamed.
fn is_in_open_words(view: &View<'_>, claim: &Claim) -> bool {
    let outer = claim.within.and_then(|outer| view.report.claim(outer));
    let speaker = outer.and_then(Claim::speaker).and_then(|link| link.source);
    speaker.is_some_and(|source| view.kept(source) == Kept::Open && !view.passes_on(source))
}

/// Whether the words have an adverb, or a verb in the passive: "is believed", "was said to".
fn is_hedge(words: &[String]) -> bool {
    let passive = |word: &String| {
        matches!(word.as_str(), "is" | "are" | "was" | "were" | "been" | "being" | "be" | "widely")
    };
    words.iter().any(|word| word.ends_with("ly")) || words.iter().any(passive)
}

/// The longest part of the content.
fn longest_part(claim: &Claim) -> Span {
    claim.content.iter().copied().max_by_key(|span| span.len()).unwrap_or_default()
}

/// The speaker of the claim around this one.
fn outer(view: &View<'_>, id: ClaimId) -> Option<String> {
    let within = view.report.claim(id)?.within?;
    let source = view.report.claim(within)?.source()?;
    Some(view.name(source))
}

//! Tells whom an outlet cites from the outlet: of "the Ledger reported, citing two officials" and "State TV quoted the minister as
//! saying" the officials and the minister are the sources, and the outlet passes on what they said.

use std::ops::Range;

use super::clause::{cue_verb, end_by, is_in_quotation, is_subject, made_in, sentence};
use super::context::Context;
use crate::Span;
use crate::attribution::content;
use crate::attribution::found::{self, Found};
use crate::lexicon::{PEOPLE, WordClass};
use crate::mention::noun::Noun;
use crate::text::{Deprel, Document, Sentence, Upos, Xpos};

/// Maximum number of tokens of a phrase that is cited.
const LONGEST: usize = 24;

/// How sure it is that "quoted Lee as saying" ascribes.
const SURE: f32 = 0.8;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    let body = document.tokens_in(context.body);
    let mut added: Vec<Found> = Vec::new();
    for verb in body.filter(|at| is_citing(document, *at)) {
        let Some(sentence) = sentence(document, verb) else { continue };
        let near = made_in(&found, sentence.span);
        let near = found.get_mut(near).unwrap_or_default();
        let relayed = if document.xpos(verb) == Some(Xpos::Vbg) {
            cite(document, verb, sentence, near)
        } else if context.least <= SURE {
            quote(document, verb, sentence, near)
        } else {
            None
        };
        added.extend(relayed);
    }
    found.extend(added);
    found.retain(|one| !one.content.is_empty());
    found::sort(&mut found);
    found
}

fn is_citing(document: &Document<'_>, at: usize) -> bool {
    document.upos(at) == Some(Upos::Verb)
        && matches!(document.lemma(at), "cite" | "quote")
        && !is_in_quotation(document, at)
}

/// "the Ledger reported, citing two officials", "Citing two officials, the Ledger reported that": what the officials told. Leaves to
/// the outlet what is its own, and no content to what the engine made of the cited words.
fn cite(document: &Document<'_>, verb: usize, sentence: &Sentence, found: &mut [Found]) -> Option<Found> {
    let phrase = cited(document, verb, sentence.tokens.end)?;
    let (whom, own) = (document.phrase_span(&phrase)?, document.token_span(verb..verb + 1)?);
    let opens = verb == sentence.tokens.start;
    let reports = |one: &Found| {
        let at = cue_verb(document, one).filter(|at| *at != verb && !is_citing(document, *at))?;
        (if opens { at >= phrase.end } else { at < verb }).then_some(at)
    };
    let hosts = found.iter().enumerate().filter_map(|(index, one)| Some((index, reports(one)?)));
    let (host, report) =
        if opens { hosts.min_by_key(|(_, at)| *at)? } else { hosts.max_by_key(|(_, at)| *at)? };
    let one = found.get(host)?;
    let mut content = one.content.clone();
    if !opens {
        end_by(document, &mut content, own.start());
    }
    let outlet = match one.relay.first() {
        Some(relay) => Some(*relay),
        None => outside(document, &one.source, whom, own).or_else(|| subject(document, report)),
    }?;
    if outlet.intersects(whom) || content.is_empty() {
        return None;
    }
    let cue = document.token_span(report..report + 1)?;
    let confidence = one.confidence;
    for (index, other) in found.iter_mut().enumerate() {
        if index == host {
            (other.source, other.cue, other.relay) = (vec![outlet], vec![cue], Vec::new());
            other.content.clone_from(&content);
        } else if other.cue.iter().any(|span| span.contains(own)) {
            other.content.clear();
        }
    }
    Some(Found {
        source: vec![whom],
        cue: vec![own],
        content,
        relay: vec![outlet],
        verbatim: false,
        confidence,
    })
}

/// Nouns for what is no person and can tell something.
const TELLING: [WordClass; 5] = [
    WordClass::Document,
    WordClass::Institution,
    WordClass::Organization,
    WordClass::OutletNoun,
    WordClass::SourceNoun,
];

/// The phrase that a participle cites, where it names somebody or something that can tell.
fn cited(document: &Document<'_>, verb: usize, end: usize) -> Option<Range<usize>> {
    let start = verb + 1;
    let limit = end.min(start + LONGEST);
    let stops = |at: &usize| {
        matches!(document.upos(*at), Some(Upos::Punct | Upos::Sconj))
            && document.xpos(*at) != Some(Xpos::Hyph)
            || matches!(document.lower(*at), "as" | "that")
    };
    let phrase = start..(start..limit).find(stops).unwrap_or(limit);
    let nominal = |at: usize| matches!(document.upos(at), Some(Upos::Noun | Upos::Propn));
    let head = phrase.clone().find(|at| nominal(*at) && !nominal(at + 1));
    let counted = phrase.clone().find(|at| document.xpos(*at) == Some(Xpos::Cd));
    let tells = |at: usize| {
        let noun = Noun::at(document, at);
        document.upos(at) == Some(Upos::Propn)
            || document.classes(at).meets(PEOPLE)
            || noun.is_role()
            || TELLING.iter().any(|class| noun.is(*class))
    };
    let named = match head {
        Some(head) => tells(head),
        None => counted.is_some(),
    };
    named.then_some(phrase)
}

/// The words of a source outside the cited phrase.
fn outside(document: &Document<'_>, source: &[Span], whom: Span, verb: Span) -> Option<Span> {
    source.iter().find_map(|span| {
        if !span.intersects(whom) && !span.intersects(verb) {
            return Some(*span);
        }
        let tokens = document.tokens_in(*span);
        let before = tokens.start..document.token_at(verb.start().min(whom.start())).min(tokens.end);
        let after = document.tokens_in(whom).end.max(tokens.start)..tokens.end;
        document.phrase_span(&before).or_else(|| document.phrase_span(&after))
    })
}

/// The subject of a verb, as a phrase.
fn subject(document: &Document<'_>, verb: usize) -> Option<Span> {
    let subject = document.children(verb).find(|child| is_subject(document, *child))?;
    let phrase = document.subtree(subject);
    if phrase.contains(&verb) { None } else { document.phrase_span(&phrase) }
}

/// "State TV quoted the minister as saying": what the minister said. Leaves no content to what the engine made of these words.
fn quote(document: &Document<'_>, verb: usize, sentence: &Sentence, found: &mut [Found]) -> Option<Found> {
    if document.child(verb, Deprel::AuxPass).is_some() {
        return None;
    }
    let limit = sentence.tokens.end.min(verb + LONGEST);
    let saying = (verb + 2..limit).find(|at| {
        document.lower(at - 1) == "as" && document.xpos(*at) == Some(Xpos::Vbg) && document.cue(*at).is_some()
    })?;
    let whom = document.phrase_span(&(verb + 1..saying - 1))?;
    let outlet = subject(document, verb).filter(|outlet| outlet.end() <= whom.start())?;
    let cue = [document.token_span(verb..verb + 1)?, document.token_span(saying - 1..saying + 1)?];
    let told = content::tidy(document, &(saying + 1..sentence.tokens.end))?;
    let (mut content, mut confidence) = (vec![told], SURE);
    for one in found.iter_mut() {
        if one.cue.iter().any(|own| cue.iter().any(|span| span.intersects(*own))) {
            if one.content.iter().all(|part| part.start() >= told.start()) && !one.content.is_empty() {
                (content, confidence) = (one.content.clone(), one.confidence);
            }
            one.content.clear();
        }
    }
    Some(Found {
        source: vec![whom],
        cue: cue.to_vec(),
        content,
        relay: vec![outlet],
        verbatim: false,
        confidence,
    })
}

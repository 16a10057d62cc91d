//! Drops deeds told with words that ascribe elsewhere: "was wanted in connection with", "convicted of pointing of a firearm", "are sure to
//! feel", "nothing that we want", "the so-called".

use super::clause::cue_verb;
use super::context::Context;
use crate::attribution::found::Found;
use crate::lexicon::function_words::is_negative_pronoun;
use crate::text::{Deprel, Document, Upos, Xpos};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|one| !is_deed(context.document, one));
    found
}

fn is_deed(document: &Document<'_>, one: &Found) -> bool {
    let Some(cue) = one.cue.first().map(|cue| document.tokens_in(*cue)) else { return false };
    if is_in_compound(document, cue.start) {
        return true;
    }
    let first = one.content.first().map(|content| document.tokens_in(*content).start);
    // "are sure to feel": the teller is sure.
    let sure = cue.clone().last().is_some_and(|at| matches!(document.lemma(at), "sure" | "certain"));
    let infinitive = first.is_some_and(|at| document.xpos(at) == Some(Xpos::To));
    if sure && infinitive {
        return true;
    }
    if let Some(noun) = cue.clone().find(|at| is_gerund_in_list(document, *at)) {
        return document.lower(noun + 1) == "of";
    }
    cue_verb(document, one)
        .is_some_and(|verb| is_sought(document, verb) || is_of_nothing(document, verb) && infinitive)
}

/// "the so-called “green tax”", "a self-proclaimed leader"
fn is_in_compound(document: &Document<'_>, at: usize) -> bool {
    let mark = at.checked_sub(1).filter(|mark| document.lower(*mark) == "-");
    mark.is_some() && document.is(at, Deprel::Amod)
}

/// "murder, assault and pointing of a firearm", "murder, assault, pointing of a firearm"
fn is_gerund_in_list(document: &Document<'_>, at: usize) -> bool {
    let joined = document.is(at, Deprel::Conj)
        && document.head(at).is_some_and(|head| document.upos(head) == Some(Upos::Noun));
    let listed = at.checked_sub(2).is_some_and(|item| {
        document.lower(item + 1) == ","
            && document.is(item, Deprel::Conj)
            && document.upos(item) == Some(Upos::Noun)
    });
    document.xpos(at) == Some(Xpos::Vbg) && (joined || listed)
}

/// "was wanted", "are wanted for questioning"
fn is_sought(document: &Document<'_>, verb: usize) -> bool {
    document.lemma(verb) == "want" && document.child(verb, Deprel::AuxPass).is_some()
}

/// "nothing that we want to do"
fn is_of_nothing(document: &Document<'_>, verb: usize) -> bool {
    let head = document.is(verb, Deprel::AclRelcl).then(|| document.head(verb)).flatten();
    head.is_some_and(|noun| is_negative_pronoun(document.lower(noun)))
}

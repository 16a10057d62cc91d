//! The form of a content, as far as the force depends on it.

use super::bounds::Bounds;
use super::head;
use super::words::{self, cue_entry};
use crate::Span;
use crate::attribution::found::Found;
use crate::lexicon::{Cue, WordClass, function_words};
use crate::text::{Deprel, Document};

/// The form of a content.
pub(super) struct Content<'a> {
    /// The word that it is about.
    pub(super) head: Option<usize>,
    pub(super) form: Form,
    /// Whether it ends in a question mark, or is a clause with "whether" or "if".
    pub(super) asks: bool,
    /// Whether it is about an answer: "(declined to) comment on the crash".
    pub(super) is_response: bool,
    /// A negation that opens it but depends on the cue in the parse: "pledged | never to return".
    pub(super) negation: Option<Span>,
    /// The entry of the noun that heads it: "repeated | his promise to return".
    pub(super) noun: Option<&'a Cue>,
}

/// How a content is joined to its cue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "to leave"
    Infinitive,
    /// "that he leave"
    That,
    Other,
}

impl<'a> Content<'a> {
    pub(super) fn of(document: &Document<'a>, found: &Found) -> Content<'a> {
        let head = head::of(document, &found.content);
        let first = found.content.first().map_or(0, |span| document.token_at(span.start()));
        let before = first.checked_sub(1).map_or("", |before| document.lower(before));
        let opening = document.lower(first);
        let inside = |at: usize| Bounds::of(&found.content).contains(document, at);
        let last = found.content.last().and_then(|span| span.slice(document.text())).unwrap_or_default();
        // "If the bridge closes, the town is cut off" is a statement: "if" joins another clause to it.
        let is_if = |child: usize| document.is(child, Deprel::Mark) && document.lower(child) == "if";
        let asks_if = opening == "if" && head.is_some_and(|head| document.children(head).any(is_if));
        let has_question_mark = last.trim_end_matches(['"', '”', '’', '\'', ' ']).ends_with('?');
        let negation = document.token(first).filter(|token| {
            function_words::is_negation(opening) && token.head.is_some_and(|head| !inside(head))
        });
        // The noun stands above the clause that the content is about.
        let above = head.and_then(|head| document.head(head)).filter(|above| inside(*above));
        let noun = above.filter(|above| words::is_speech_noun(document, *above));
        Content {
            head,
            form: form(document, head, before, opening),
            asks: has_question_mark || opening == "whether" || asks_if || before == "whether",
            is_response: head.is_some_and(|head| document.has_class(head, WordClass::ResponseVerb)),
            negation: negation.map(|token| token.span),
            noun: noun.and_then(|noun| cue_entry(document, noun)),
        }
    }
}

/// The form of a content about `head`, between the word `before` it and its first word.
fn form(document: &Document<'_>, head: Option<usize>, before: &str, opening: &str) -> Form {
    let has = |wanted: &dyn Fn(usize) -> bool| head.is_some_and(|head| document.children(head).any(wanted));
    let to = |child: usize| document.is(child, Deprel::Mark) && document.lower(child) == "to";
    let subject = |child: usize| matches!(document.deprel(child), Some(Deprel::Nsubj | Deprel::NsubjPass));
    if before == "to" || opening == "to" || (has(&to) && !has(&subject)) {
        Form::Infinitive
    } else if before == "that" || opening == "that" {
        Form::That
    } else {
        Form::Other
    }
}

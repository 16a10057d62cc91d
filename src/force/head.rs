//! The word that a content is about.

use super::bounds::Bounds;
use super::words::{self, Effect};
use crate::lexicon::WordClass;
use crate::text::{Deprel, Document, Upos};
use crate::{Certainty, Span};

/// Maximum number of tokens of a span that are searched for the top of its parse.
const MAX_TOKENS: usize = 120;

/// Maximum number of words that are passed on the way to the word that a text is about.
const MAX_STEPS: usize = 12;

/// The word that spans of text are about: the top of their parse, or, where that only says how sure the rest is ("is
/// likely to fall") or that somebody speaks ("her warning that"), the top of the rest.
pub(super) fn of(document: &Document<'_>, spans: &[Span]) -> Option<usize> {
    let bounds = Bounds::of(spans);
    let mut at = top(document, spans, bounds)?;
    for _ in 0..MAX_STEPS {
        // "repeated [her warning that the dam is old]"
        let speaks = words::is_speech_noun(document, at);
        if !(speaks || says_how_sure(document, at)) {
            break;
        }
        let complement = document.children(at).find(|child| {
            let is_clause = match document.deprel(*child) {
                Some(Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass) => true,
                Some(Deprel::Acl) => speaks,
                _ => false,
            };
            is_clause && bounds.contains(document, *child)
        });
        let Some(complement) = complement else { break };
        at = complement;
    }
    Some(at)
}

/// The first word whose head stands outside the spans, a clause before any other.
fn top(document: &Document<'_>, spans: &[Span], bounds: Bounds<'_>) -> Option<usize> {
    const CLAUSE: [Deprel; 4] = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cop, Deprel::Expl];
    let mut other = None;
    for span in spans {
        let first = document.token_at(span.start());
        for (at, token) in document.tokens().iter().enumerate().skip(first).take(MAX_TOKENS) {
            if token.span.start() >= span.end() {
                break;
            }
            let is_below = token.head.is_some_and(|head| bounds.contains(document, head));
            if token.upos == Upos::Punct || is_below {
                continue;
            }
            if token.upos == Upos::Verb || document.child_among(at, &CLAUSE).is_some() {
                return Some(at);
            }
            other = other.or(Some(at));
        }
    }
    other
}

/// Whether a word says of what it governs how sure it is, and nothing else.
fn says_how_sure(document: &Document<'_>, at: usize) -> bool {
    words::effect(document, at).is_some_and(|effect| effect != Effect::AtMost(Certainty::Underspecified))
        || document.has_class(at, WordClass::Knowledge)
        || words::rules_out(document, at)
}

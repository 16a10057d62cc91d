//! What resolution makes of one source phrase.

use super::evidence::How;
use crate::mention::phrase::{Form, Phrase};
use crate::{Diagnostic, DiagnosticCode, MentionKind, Span};

/// A source phrase after resolution.
#[derive(Clone, Debug)]
pub(super) struct Mentioned {
    pub(super) cluster: usize,
    pub(super) phrase: Phrase,
    pub(super) how: How,
}

/// The kind of mention that a source phrase is.
pub(super) fn mention_kind(phrase: &Phrase) -> MentionKind {
    match phrase.form {
        Form::Pronoun(pronoun) if pronoun.possessive => MentionKind::Possessive,
        Form::Pronoun(_) => MentionKind::Pronoun,
        Form::Name => MentionKind::Name,
        Form::Description => MentionKind::Description,
    }
}

/// A note that nobody could be found for a mention.
pub(super) fn unresolved(span: Span, text: &str) -> Diagnostic {
    let words = span.slice(text).unwrap_or_default();
    Diagnostic::new(DiagnosticCode::UnresolvedMention, format!("nothing shows who is meant by “{words}”"))
        .at(span)
}

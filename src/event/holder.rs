//! The claims that hold the words of a text.

use std::iter::Peekable;
use std::vec::IntoIter;

use crate::Span;
use crate::attribution;

/// The innermost claim whose content holds some words, and the part of its content that does.
#[derive(Clone, Copy)]
pub(super) struct Holder {
    pub(super) claim: usize,
    pub(super) part: Span,
}

/// Whether an offset is in the content that holds a trigger. `true` for a trigger in no content.
pub(super) fn holds(holder: Option<Holder>, end: usize) -> bool {
    holder.is_none_or(|holder| end <= holder.part.end())
}

/// Tells for words in text order which claim holds them. Linear but for the depth of nesting.
pub(super) struct Holders<'a> {
    claims: &'a [attribution::Draft],
    coming: Peekable<IntoIter<Holder>>,
    open: Vec<Holder>,
}

impl<'a> Holders<'a> {
    pub(super) fn new(claims: &'a [attribution::Draft]) -> Self {
        let parts = |(claim, draft): (usize, &'a attribution::Draft)| {
            draft.found.content.iter().map(move |part| Holder { claim, part: *part })
        };
        let mut parts: Vec<Holder> = claims.iter().enumerate().flat_map(parts).collect();
        parts.sort_by_key(|holder| (holder.part.start(), holder.claim));
        Holders { claims, coming: parts.into_iter().peekable(), open: Vec::new() }
    }

    /// The holder of a span that starts no earlier than the one asked for before.
    pub(super) fn innermost(&mut self, span: Span) -> Option<Holder> {
        while let Some(holder) = self.coming.next_if(|holder| holder.part.start() <= span.start()) {
            self.open.push(holder);
        }
        self.open.retain(|holder| holder.part.end() > span.start());
        let holds = self.open.iter().copied().filter(|holder| holder.part.contains(span));
        holds.min_by_key(|holder| {
            let nested = self.claims.get(holder.claim).is_some_and(|claim| claim.within.is_some());
            (holder.part.len(), !nested)
        })
    }
}

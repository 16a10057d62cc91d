//! Which claim holds which words.

use std::iter::Peekable;
use std::vec::IntoIter;

use crate::Span;
use crate::attribution;

/// The innermost claim whose content holds some words, and the part of the content that does.
#[derive(Clone, Copy)]
pub(super) struct Holder {
    pub(super) claim: usize,
    pub(super) part: Span,
}

/// Whether an offset lies in the content of a trigger's claim; true for a trigger in no claim.
pub(super) fn is_within(holder: Option<Holder>, end: usize) -> bool {
    holder.is_none_or(|holder| end <= holder.part.end())
}

/// Finds the holders of words in text order. Linear but for the depth of nesting.
pub(super) struct Holders<'a> {
    claims: &'a [attribution::Draft],
    coming: Peekable<IntoIter<Holder>>,
    open: Vec<Holder>,
}

impl<'a> Holders<'a> {
    pub(super) fn new(claims: &'a [attribution::Draft], text: &str) -> Self {
        let parts = |(claim, draft): (usize, &'a attribution::Draft)| {
            let content = draft.found.content.iter().filter(move |part| !is_cut_off(draft, **part, text));
            content.map(move |part| Holder { claim, part: *part })
        };
        let mut parts: Vec<Holder> = claims.iter().enumerate().flat_map(parts).collect();
        parts.sort_by_key(|holder| (holder.part.start(), holder.claim));
        Holders { claims, coming: parts.into_iter().peekable(), open: Vec::new() }
    }

    /// The holder of a span. Spans must be asked for in the order of their starts.
    pub(super) fn innermost(&mut self, span: Span) -> Option<Holder> {
        while let Some(holder) = self.coming.next_if(|holder| holder.part.start() <= span.start()) {
            self.open.push(holder);
        }
        self.open.retain(|holder| holder.part.end() > span.start());
        let holding = self.open.iter().copied().filter(|holder| holder.part.contains(span));
        holding.min_by_key(|holder| {
            let is_nested = self.claims.get(holder.claim).is_some_and(|claim| claim.within.is_some());
            (holder.part.len(), !is_nested)
        })
    }
}

/// Whether a part of a claim is the article's own: "The army bombed a market, residents said; rebels had overrun a barracks".
fn is_cut_off(claim: &attribution::Draft, part: Span, text: &str) -> bool {
    let goes_before =
        |cue: &Span| claim.found.content.first().is_some_and(|first| first.end() <= cue.start());
    let between = claim.found.cue.last().filter(|cue| goes_before(cue)).map(|cue| cue.end());
    let between = between.and_then(|end| text.get(end..part.start()));
    between.is_some_and(|words| words.contains(';')) && !claim.verbatim.iter().any(|own| own.intersects(part))
}

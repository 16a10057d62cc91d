//! From what was found to drafts of claims: how each is quoted, its speech act, and how they nest.

use super::content;
use super::found::Found;
use crate::force::{self, Act};
use crate::lexicon::WordClass;
use crate::text::{Document, Quoted, Upos};
use crate::{Quotation, Span};

/// An attribution with what its own words tell of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub(crate) found: Found,
    pub(crate) quotation: Quotation,
    /// The quoted parts of the content.
    pub(crate) verbatim: Vec<Span>,
    pub(crate) act: Act,
    /// Index of the attribution in whose content this one stands.
    pub(crate) within: Option<usize>,
}

impl Draft {
    /// The verb that heads the cue. A cue with another head ("their failure to see") tells of no deed of the clause's subject.
    pub(crate) fn verb(&self, document: &Document<'_>) -> Option<usize> {
        let (first, last) = (self.found.cue.first()?, self.found.cue.last()?);
        let range = document.token_at(first.start())..document.token_at(last.end().saturating_sub(1)) + 1;
        let verb = range.clone().find(|at| {
            let joint = matches!(
                document.upos(*at),
                Some(Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Adv | Upos::Part)
            );
            !joint && document.head(*at).is_none_or(|head| !range.contains(&head))
        })?;
        // What somebody has, is or seems is not said by them.
        let says =
            document.upos(verb) == Some(Upos::Verb) && !document.has_class(verb, WordClass::LinkingVerb);
        says.then_some(verb)
    }
}

/// Adds quotation, act and nesting to found attributions.
pub(crate) fn complete(document: &Document<'_>, found: Vec<Found>) -> Vec<Draft> {
    let outermost: Vec<Quoted> =
        document.quotations().iter().filter(|quoted| quoted.depth == 0).copied().collect();
    let within = nest(&found);
    let outer = |within: &Option<usize>| Some(found.get((*within)?)?.content.as_slice());
    let acts: Vec<Act> =
        found.iter().zip(&within).map(|(one, within)| force::act(document, one, outer(within))).collect();
    found
        .into_iter()
        .zip(acts)
        .zip(within)
        .map(|((found, act), within)| {
            let (quotation, verbatim) = if found.verbatim {
                (Quotation::Direct, found.content.clone())
            } else {
                content::kind(document.text(), &outermost, &found.content)
            };
            Draft { found, quotation, verbatim, act, within }
        })
        .collect()
}

/// For each attribution, the innermost other one whose content holds its cue. Sorts once; then linear, times the depth of
/// nesting.
fn nest(found: &[Found]) -> Vec<Option<usize>> {
    let extent = |one: &Found| one.content.iter().copied().reduce(Span::cover).unwrap_or_default();
    let mut parts: Vec<(Span, usize)> = found
        .iter()
        .enumerate()
        .flat_map(|(index, one)| one.content.iter().map(move |part| (*part, index)))
        .collect();
    parts.sort_by_key(|(part, _)| (part.start(), std::cmp::Reverse(part.end())));
    let mut order: Vec<usize> = (0..found.len()).collect();
    let place = |index: &usize| found.get(*index).and_then(Found::anchor).unwrap_or_default();
    order.sort_by_key(|index| place(index).start());
    let mut within = vec![None; found.len()];
    let mut parts = parts.into_iter().peekable();
    let mut open: Vec<(Span, usize)> = Vec::new();
    for index in order {
        let anchor = place(&index);
        while let Some(part) = parts.next_if(|(part, _)| part.start() <= anchor.start()) {
            open.retain(|(before, _)| before.end() > part.0.start());
            open.push(part);
        }
        open.retain(|(part, _)| part.end() > anchor.start());
        let own = found.get(index).map(extent).unwrap_or_default();
        let holder = open
            .iter()
            .filter(|(part, outer)| {
                // The larger content is the outer one, so that there can be no circle.
                let outer_extent = found.get(*outer).map(extent).unwrap_or_default();
                *outer != index && part.contains(anchor) && outer_extent.len() > own.len()
            })
            .min_by_key(|(part, _)| part.len());
        if let Some(slot) = within.get_mut(index) {
            *slot = holder.map(|(_, outer)| *outer);
        }
    }
    within
}

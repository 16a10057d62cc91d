//! Alignment of annotated spans with tokens.

use std::ops::Range;

use crate::text::{Document, Upos};
use crate::{Given, Span};

/// An annotated attribution as ranges of tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
}

/// The ranges of tokens that spans overlap.
pub(crate) fn ranges(document: &Document<'_>, spans: &[Span]) -> Vec<Range<usize>> {
    let ranges = spans.iter().map(|span| document.tokens_in(*span));
    let mut found: Vec<Range<usize>> = ranges.filter(|range| !range.is_empty()).collect();
    found.sort_by_key(|range| range.start);
    found
}

/// The annotated attributions of a document that have a content.
pub(crate) fn align(document: &Document<'_>, given: &[Given]) -> Vec<Gold> {
    let gold = |one: &Given| Gold {
        source: ranges(document, &one.source),
        cue: ranges(document, &one.cue),
        content: ranges(document, &one.content),
    };
    given.iter().map(gold).filter(|gold| !gold.content.is_empty()).collect()
}

/// Labels the tokens of ranges that have no label yet, with `begin` for the first and the next label for the others.
fn write(labels: &mut [u8], offset: usize, ranges: &[Range<usize>], begin: u8) {
    for range in ranges {
        let mut inside = false;
        for at in range.clone() {
            let Some(slot) = at.checked_sub(offset).and_then(|at| labels.get_mut(at)) else { continue };
            if *slot == 0 {
                *slot = if inside { begin + 1 } else { begin };
                inside = true;
            } else {
                inside = false;
            }
        }
    }
}

/// The labels of a document for the first stage.
pub(crate) fn flat_labels(count: usize, gold: &[Gold]) -> Vec<u8> {
    let mut labels = vec![0; count];
    for one in gold {
        write(&mut labels, 0, &one.cue, 3);
    }
    for one in gold {
        write(&mut labels, 0, &one.source, 1);
    }
    for one in gold {
        write(&mut labels, 0, &one.content, 5);
    }
    labels
}

/// The labels of a window around a cue for the second stage.
pub(crate) fn cue_labels(window: Range<usize>, cue: &Range<usize>, gold: Option<&Gold>) -> Vec<u8> {
    let mut labels = vec![0; window.len()];
    let Some(gold) = gold else { return labels };
    write(&mut labels, window.start, &gold.source, 1);
    write(&mut labels, window.start, &gold.content, 3);
    for at in cue.clone() {
        if let Some(slot) = at.checked_sub(window.start).and_then(|at| labels.get_mut(at)) {
            *slot = 0;
        }
    }
    repair(&mut labels);
    labels
}

/// Changes an inside label without a begin label before it into one, as after a cue that splits a content.
pub(crate) fn repair(labels: &mut [u8]) {
    let mut before = 0;
    for label in labels {
        if *label > 0 && *label % 2 == 0 && before != *label && before + 1 != *label {
            *label -= 1;
        }
        before = *label;
    }
}

/// Whether an attribution is right: its content and the annotated one have at least half of their words in common, and the
/// sources have a content word in common.
pub(crate) fn is_right(
    document: &Document<'_>,
    source: &[Range<usize>],
    content: &[Range<usize>],
    gold: &Gold,
) -> bool {
    let word = |at: &usize| document.tokens().get(*at).is_some_and(|token| token.upos != Upos::Punct);
    let inside = |ranges: &[Range<usize>], at: usize| ranges.iter().any(|range| range.contains(&at));
    let words =
        |ranges: &[Range<usize>]| ranges.iter().cloned().flatten().filter(word).collect::<Vec<usize>>();
    let found = words(content);
    let wanted = words(&gold.content);
    let common = found.iter().filter(|at| inside(&gold.content, **at)).count();
    let all = found.len() + wanted.len() - common;
    if common == 0 || common * 2 < all {
        return false;
    }
    let is_content_word = |at: &usize| {
        let function = document
            .tokens()
            .get(*at)
            .is_some_and(|token| matches!(token.upos, Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part));
        word(at) && !function
    };
    let content_words = |ranges: &[Range<usize>]| {
        ranges.iter().cloned().flatten().filter(is_content_word).collect::<Vec<usize>>()
    };
    let (ours, theirs) = (content_words(source), content_words(&gold.source));
    (ours.is_empty() && theirs.is_empty()) || ours.iter().any(|at| theirs.contains(at))
}

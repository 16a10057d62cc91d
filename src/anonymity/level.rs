//! From words to a grade.

use super::lexicon::Lexicon;
use super::noun::Who;
use super::phrase::Reader;
use super::terms;
use super::words::{Shape, Word, look_up, words};
use crate::{Axes, Grade, Level, Span};

pub(super) fn grade(text: &str, mention: Span, context: Span, lexicon: &Lexicon) -> Grade {
    let Some(phrase) = mention.slice(text) else { return Grade::new(Level::Unattributed) };
    let all = words(phrase, mention.start(), lexicon);
    let inside = terms::inside(&all, lexicon);
    let units = look_up(&without(&all, &inside.taken), lexicon);
    let mut noun = Reader { text, words: units.get(..LONGEST).unwrap_or(&units) }.whole();
    let mut axes = Axes { descriptors: noun.axes.clone(), basis: inside.basis.or(noun.basis.clone()), terms: inside.terms };
    axes.descriptors.pseudonym = inside.pseudonym;
    let mut partial = inside.partial;
    let named = matches!(noun.who, Who::Person | Who::Institution | Who::Place | Who::Thing);
    if context != mention && !named {
        let around = terms::around(text, mention, context, lexicon);
        partial |= around.partial;
        axes.basis = axes.basis.or(around.basis);
        axes.descriptors.pseudonym = axes.descriptors.pseudonym.or(around.pseudonym);
        if axes.terms.explicit.is_none() {
            axes.terms.explicit = around.terms.explicit;
        }
        if axes.terms.reason.is_none() {
            axes.terms.reason = around.terms.reason;
        }
    }
    if partial && noun.who == Who::Person {
        noun.who = Who::Partly;
    }
    if noun.who == Who::Nobody && !inside.taken.is_empty() {
        noun.who = Who::People;
    }
    let mut level = noun.level();
    if level == Level::Bare && axes.basis.is_some() {
        level = Level::Vague;
    }
    Grade { level, axes }
}

/// So many words of a phrase are read: nobody is described in more, and some steps look over all of them.
const LONGEST: usize = 160;

/// The words without those that wordings took, each stretch of which leaves a comma.
fn without(all: &[Word], taken: &[Span]) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::with_capacity(all.len());
    let mut depth = 0_usize;
    for word in all {
        if matches!(word.key.as_str(), "(" | "[") {
            depth += 1;
        } else if matches!(word.key.as_str(), ")" | "]") {
            depth = depth.saturating_sub(1);
        } else if taken.iter().any(|span| span.contains(word.span)) {
            if kept.last().is_some_and(|last| last.key != ",") {
                let mut mark = word.clone();
                mark.key = ",".to_owned();
                mark.shape = Shape::Mark;
                kept.push(mark);
            }
        } else if depth == 0 && !matches!(word.key.as_str(), "\"" | "“" | "”" | "«" | "»" | "'" if word.is_mark() && !word.is_possessive_mark()) {
            kept.push(word.clone());
        }
    }
    kept
}

//! How identifiable a phrase leaves its source: the level and the axes beside it.

mod behind;
mod level;
mod lexicon;
mod name;
mod noun;
mod opening;
mod parts;
mod pattern;
mod phrase;
mod terms;
mod words;

pub use lexicon::{Lexicon, WordClass};

use crate::{Grade, Span};

/// Grades a phrase by its own words.
#[must_use]
pub fn grade(phrase: &str) -> Grade {
    grade_with(Lexicon::standard(), phrase)
}

/// Grades a phrase with word lists of your own.
#[must_use]
pub fn grade_with(lexicon: &Lexicon, phrase: &str) -> Grade {
    let whole = Span::between(0, phrase.len());
    grade_mention(phrase, whole, whole, lexicon)
}

/// Grades a source phrase where it stands. `context` is the sentence around it: terms of anonymity stand outside the
/// phrase as often as in it. Spans point into `text`.
pub(crate) fn grade_mention(text: &str, mention: Span, context: Span, lexicon: &Lexicon) -> Grade {
    level::grade(text, mention, context, lexicon)
}

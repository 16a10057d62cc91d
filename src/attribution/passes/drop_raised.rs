//! Drops "is expected to speak", "was likely to go" where the engine is unsure: what the subject is to do is said of it by
//! others.
//!
//! Of 281 such phrases in PolNeAR train and dev 94 are marked as attributions, and 79 of these without a source.

use super::context::Context;
use crate::attribution::found::Found;
use crate::lexicon::WordClass;
use crate::text::Document;

/// Least confidence at which such an attribution is kept.
const LEAST: f32 = 0.5;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|one| one.confidence >= LEAST || !is_raised(context.document, one));
    found
}

fn is_raised(document: &Document<'_>, found: &Found) -> bool {
    let text = document.text();
    let words = found.cue.iter().filter_map(|cue| cue.slice(text)).flat_map(str::split_whitespace);
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let be = |word: &String| {
        matches!(word.as_str(), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "’s" | "'s")
    };
    let last = words.last().map(String::as_str);
    let told = found.content.last().and_then(|part| part.slice(text)).unwrap_or_default();
    told.starts_with("to ")
        && words.iter().any(be)
        && last.is_some_and(|last| document.lexicon().classes(last).is(WordClass::RaisingWord))
}

//! Drops "is expected to speak", "was likely to go" where the engine is unsure: what the subject is to do is said of it by
//! others.
//!
//! Of 281 such phrases in PolNeAR train and dev 94 are marked as attributions, and 79 of these without a source.

use super::context::Context;
use crate::attribution::found::Found;

/// Least confidence at which such an attribution is kept.
const LEAST: f32 = 0.5;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|one| one.confidence >= LEAST || !is_raised(context.document.text(), one));
    found
}

fn is_raised(text: &str, found: &Found) -> bool {
    let words = found.cue.iter().filter_map(|cue| cue.slice(text)).flat_map(str::split_whitespace);
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let be = |word: &String| {
        matches!(word.as_str(), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "’s" | "'s")
    };
    let last = words.last().map(String::as_str);
    let told = found.content.last().and_then(|part| part.slice(text)).unwrap_or_default();
    told.starts_with("to ")
        && words.iter().any(be)
        && matches!(
            last,
            Some("expected" | "believed" | "thought" | "supposed" | "set" | "scheduled" | "due" | "likely")
        )
}

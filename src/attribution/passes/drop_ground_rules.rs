//! Drops the terms on which a source speaks: "asked not to be named", "did not wish to be identified". They are no claims.

use super::context::Context;
use crate::Span;
use crate::anonymity::told_terms;
use crate::attribution::found::Found;
use crate::text::Document;

/// Maximum number of words of a ground rule that starts with a bare participle: "identified by name while the talks go on".
const LONGEST: usize = 8;

/// Maximum number of words of a content beside the wording of terms that it holds: "The officials" of "The officials declined to be named".
const MAX_BESIDE: usize = 3;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|one| !is_ground_rule(context.document, one));
    found
}

fn is_ground_rule(document: &Document<'_>, found: &Found) -> bool {
    let text = document.text();
    let [content] = found.content.as_slice() else { return false };
    // "He declined to be identified, citing company policy."
    let terms = told_terms(text, *content, document.lexicon());
    let count = |span: Span| span.slice(text).unwrap_or_default().split_whitespace().count();
    let told =
        terms.explicit.map(|explicit| count(explicit) + terms.reason.map_or(0, |reason| count(reason.span)));
    if told.is_some_and(|told| count(*content) <= told + MAX_BESIDE) {
        return true;
    }
    let words = content.slice(text).unwrap_or_default().to_lowercase();
    // Whatever follows: "asked not to be named because they fear losing their jobs".
    let unnamed =
        ["not to be named", "not to be identified", "to remain anonymous", "that their names not be"];
    if unnamed.iter().any(|start| words.starts_with(start)) {
        return true;
    }
    let words = words.trim_start_matches("not ").trim_start_matches("to ").trim_start_matches("be ");
    let first = words.split_whitespace().next().unwrap_or_default();
    let term = matches!(first.trim_end_matches([',', '.']), "identified" | "named" | "quoted" | "anonymity");
    term && words.split_whitespace().count() <= LONGEST
}

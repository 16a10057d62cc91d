//! Drops credits: "Ann Lee reported from Kyiv, and Bo Kim from Moscow." tells who worked on the article, and claims nothing.

use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|one| !is_credit(context.document.text(), one));
    found
}

fn is_credit(text: &str, found: &Found) -> bool {
    let words = |span: Option<&Span>| span.and_then(|span| span.slice(text)).unwrap_or_default();
    let rest = words(found.content.first()).strip_prefix("from ").unwrap_or_default();
    matches!(words(found.cue.last()), "reported" | "contributed") && rest.starts_with(char::is_uppercase)
}

//! Takes a quotation whole where a content holds its first sentences and nobody else tells the rest.

use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;
use crate::attribution::spans::{is_free, joined};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let (text, quotations) = (context.document.text(), context.document.quotations());
    let taken = joined(found.iter().flat_map(Found::spans));
    for part in found.iter_mut().flat_map(|one| &mut one.content) {
        let next = quotations.partition_point(|quoted| quoted.outer.end() <= part.end());
        let Some(quoted) = quotations.get(next).filter(|quoted| quoted.depth == 0 && quoted.closed) else {
            continue;
        };
        let rest = Span::between(part.end(), quoted.inner.end().max(part.end()));
        let enters = part.start() <= quoted.inner.start() && quoted.inner.start() < part.end();
        let words = rest.slice(text).unwrap_or_default();
        let sentence = words.starts_with(['.', '!', '?']) && words.contains(char::is_alphanumeric);
        if enters && sentence && is_free(rest, &taken) {
            *part = Span::between(part.start(), quoted.inner.end());
        }
    }
    found
}

//! Takes the dateline out of every span: "KYIV (Reuters) - " is told by nobody.

use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let Some(dateline) = context.dateline else { return found };
    let rest = |span: &Span| {
        if !span.intersects(dateline) {
            return Some(*span);
        }
        let words = context.document.text().get(dateline.end()..span.end())?;
        let start = span.end() - words.trim_start().len();
        (start < span.end()).then(|| Span::between(start, span.end()))
    };
    for one in &mut found {
        for spans in [&mut one.source, &mut one.cue, &mut one.content] {
            *spans = spans.iter().filter_map(rest).collect();
        }
    }
    found.retain(|one| !one.content.is_empty());
    found
}

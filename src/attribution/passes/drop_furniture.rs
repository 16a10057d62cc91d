//! Drops what stands in the furniture of a page: "Read more: Minister says …", "Notes to editors: …", "Follow us on …".

use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;
use crate::lexicon::{LONGEST, WordClass};
use crate::text::{Document, Paragraph};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    let paragraphs = document.paragraphs();
    found.retain(|one| {
        let anchor = one.anchor().map_or(0, Span::start);
        let at = paragraphs.partition_point(|paragraph| paragraph.span.end() <= anchor);
        !paragraphs.get(at).is_some_and(|paragraph| is_furniture(document, paragraph))
    });
    found
}

/// Whether a paragraph starts with a label of page furniture, and a mark after it or nothing.
fn is_furniture(document: &Document<'_>, paragraph: &Paragraph) -> bool {
    let tokens = paragraph.tokens.clone();
    let mut label = String::new();
    for at in tokens.clone().take(LONGEST) {
        if at > tokens.start {
            label.push(' ');
        }
        label.push_str(document.lower(at));
        let next = at + 1;
        let ends = next >= tokens.end || matches!(document.lower(next), ":" | "|" | "-" | ">" | ">>");
        if ends && document.lexicon().knows(&label, WordClass::PageLabel) {
            return true;
        }
    }
    false
}

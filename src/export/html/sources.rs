//! The list of sources: level, counts, axes and relations.

use std::cmp::Reverse;

use super::context::{Context, MAX_PHRASE};
use super::write::{Html, class, plural, shortened};
use crate::{Actor, Number, RelationKind, Source, SourceId, Span};

/// Maximum number of phrases in "Cited as".
const MAX_CITATIONS: usize = 8;
/// Maximum number of relations on a claim. The entry of the source has all.
const MAX_RELATIONS: usize = 4;

pub(super) fn sources(html: &mut Html, context: &Context<'_>) {
    html.raw("<section class=\"sources\" aria-labelledby=\"sources-title\">\n<h2 id=\"sources-title\">Sources</h2>\n");
    if context.report.sources.is_empty() {
        html.raw("<p class=\"hint\">The article cites nobody.</p>\n</section>\n");
        return;
    }
    html.raw("<p class=\"hint scripted\">Choose one to dim all that is not its own.</p>\n<ol>\n");
    let mut rows: Vec<(SourceId, &Source)> = context.report.iter_sources().collect();
    rows.sort_by_key(|(id, source)| (source.level, Reverse(row(&context.speaks, *id).len()), *id));
    for (id, source) in rows {
        entry(html, context, id, source);
    }
    html.raw("</ol>\n</section>\n");
}

fn row<T>(table: &[Vec<T>], id: SourceId) -> &[T] {
    table.get(id.index()).map_or(&[], Vec::as_slice)
}

fn entry(html: &mut Html, context: &Context<'_>, id: SourceId, source: &Source) {
    let (speaks, passes) = (row(&context.speaks, id), row(&context.passes, id));
    let words = context.words.by_source.get(id.index()).copied().unwrap_or(0);
    html.raw("<li class=\"").raw(class(source.level)).raw("\" id=\"s").number(id.index()).raw("\">\n");
    // The script enables the button.
    html.raw("<button type=\"button\" class=\"pick\" aria-pressed=\"false\" disabled data-s=\"")
        .number(id.index())
        .raw("\">");
    html.chip(source.level).raw(" <span class=\"who\">").isolated(&context.name(id)).raw("</span>");
    html.raw("<span class=\"unseen\">, ").raw(source.level.as_str()).raw(", </span> <span class=\"count\">");
    html.number(speaks.len()).raw("<span class=\"unseen\">");
    html.raw(if speaks.len() == 1 { " claim" } else { " claims" }).raw("</span></span></button>\n");
    html.raw("<details><summary><span class=\"unseen\">").text(&context.name(id)).raw(": </span>");
    html.raw(source.level.as_str()).raw(", ").text(&plural(words, "word", "words"));
    if !passes.is_empty() {
        html.raw(", passes on ").number(passes.len());
    }
    html.raw("</summary>\n<dl class=\"why\">\n");
    for (title, claims) in [("Speaks in", speaks), ("Passes on", passes)] {
        if !claims.is_empty() {
            html.raw("<div><dt>").raw(title).raw("</dt><dd>");
            Context::links(html, claims);
            html.raw("</dd></div>\n");
        }
    }
    if let Some(position) = context.report.actor_of(id).and_then(position) {
        html.raw("<div><dt>Who</dt><dd>").isolated(&shortened(&position, 300)).raw("</dd></div>\n");
    }
    cited_as(html, context, source);
    axes(html, context, source);
    relations(html, context, source, usize::MAX);
    html.raw("</dl></details>\n</li>\n");
}

/// Role and affiliation of an actor.
fn position(actor: &Actor) -> Option<String> {
    let role =
        actor.role.as_deref().map(|role| format!("{}{role}", if actor.former { "former " } else { "" }));
    let parts: Vec<String> = role.into_iter().chain(actor.affiliation.clone()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn cited_as(html: &mut Html, context: &Context<'_>, source: &Source) {
    let mut shown = Vec::new();
    for mention in &source.mentions {
        let words = context.phrase(mention.span);
        if shown.len() > MAX_CITATIONS || words.is_empty() || shown.contains(&words) {
            continue;
        }
        html.raw(if shown.is_empty() { "<div><dt>Cited as</dt><dd>" } else { ", " });
        if shown.len() < MAX_CITATIONS {
            html.quoted(&words);
        } else {
            html.raw("…");
        }
        shown.push(words);
    }
    html.raw(if shown.is_empty() { "" } else { "</dd></div>\n" });
}

/// Writes the axes of a source, each with the words that show it.
pub(super) fn axes(html: &mut Html, context: &Context<'_>, source: &Source) {
    let told = &source.axes.descriptors;
    let line = |html: &mut Html, title: &'static str, note: &str, span: Option<Span>| {
        html.raw("<div><dt>").raw(title).raw("</dt><dd>").text(note);
        if let Some(span) = span {
            html.raw(if note.is_empty() { "" } else { " " }).quoted(&context.phrase(span));
        }
        html.raw("</dd></div>\n");
    };
    for (title, span) in [
        ("Seniority", told.seniority),
        ("Former", told.former),
        ("Role", told.role),
        ("Affiliation", told.affiliation),
        ("Place", told.place),
        ("Speaks for", told.authorised_voice),
        ("Pseudonym", told.pseudonym),
    ] {
        if span.is_some() {
            line(html, title, "", span);
        }
    }
    match told.number {
        Number::One if source.level.is_unnamed() => line(html, "Number", "one person", told.number_span),
        Number::Exactly(people) => line(html, "Number", &format!("{people} people"), told.number_span),
        Number::Several => line(html, "Number", "several people", told.number_span),
        Number::One | Number::Unstated => {}
    }
    if let Some(basis) = &source.axes.basis {
        line(html, "Knows as", basis.kind.as_str(), Some(basis.span));
    }
    let terms = &source.axes.terms;
    if terms.explicit.is_some() {
        line(html, "Terms", "unnamed on purpose:", terms.explicit);
    }
    match &terms.reason {
        Some(reason) => line(html, "Reason", &format!("{}:", reason.kind), Some(reason.span)),
        None if terms.explicit.is_some() => line(html, "Reason", "none given", None),
        None => {}
    }
}

/// Writes the first relations of a source to others.
pub(super) fn relation_notes(html: &mut Html, context: &Context<'_>, source: &Source) {
    relations(html, context, source, MAX_RELATIONS);
}

fn relations(html: &mut Html, context: &Context<'_>, source: &Source, most: usize) {
    for relation in source.relations.iter().take(most) {
        if context.report.source(relation.other).is_none() {
            continue;
        }
        html.raw("<div><dt>");
        match &relation.kind {
            RelationKind::Same => html.raw("The same as"),
            RelationKind::Different => html.raw("Certainly not"),
            RelationKind::Maybe => html.raw("May be"),
            RelationKind::Other(kind) => html.text(kind),
        };
        html.raw("</dt><dd><a href=\"#s")
            .number(relation.other.index())
            .raw("\">s")
            .number(relation.other.index());
        html.raw("</a> ").isolated(&context.name(relation.other));
        let words = context.phrases(&relation.evidence, MAX_PHRASE);
        if !words.is_empty() {
            html.raw(" ").quoted(&words);
        }
        html.raw("</dd></div>\n");
    }
}

//! The list of sources: who they are, how much they say, and which may be one. What shows it stands with their claims.

use super::context::{Context, MAX_PHRASE, label};
use super::write::{Html, letter, plural, shortened};
use crate::{Actor, ClaimId, Level, Relation, RelationKind, Source, SourceId, Terms};

/// Maximum number of phrases in "Cited as".
const MAX_CITATIONS: usize = 8;
/// Maximum number of relations of a kind in the list.
const MAX_LISTED: usize = 4;
/// Maximum number of relations of a kind in the source's entry among the claims.
const MAX_RELATIONS: usize = 6;

pub(super) fn sources(html: &mut Html, context: &Context<'_>, nobody: &[ClaimId]) {
    html.raw("<section class=\"sources\" aria-labelledby=\"sources-title\" tabindex=\"0\">\n<h2 id=\"sources-title\">");
    html.text(&plural(context.citations.by_source.len(), "source", "sources")).raw("</h2>\n");
    if context.ranked.is_empty() {
        html.raw("<p class=\"hint\">The article cites nobody.</p>\n");
    } else {
        html.raw("<p class=\"hint\">Unnamed ones first, then by words.</p>\n<ol>\n");
        for id in &context.ranked {
            if let Some(source) = context.report.source(*id) {
                entry(html, context, *id, source);
            }
        }
        html.raw("</ol>\n");
    }
    if !nobody.is_empty() {
        html.raw("<p class=\"hint\">")
            .chip(Level::Unattributed)
            .raw(" Nobody is named for <a href=\"#nobody\">");
        html.text(&plural(nobody.len(), "claim", "claims")).raw("</a>.</p>\n");
    }
    html.raw("</section>\n");
}

fn entry(html: &mut Html, context: &Context<'_>, id: SourceId, source: &Source) {
    let citation = context.citation(id);
    // The script enables the button.
    html.raw("<li class=").raw(letter(source.level)).raw("><button disabled><b class=chip>");
    html.text(&label(id, source.level)).raw("</b> ").isolated(&context.name(id));
    html.raw("</button> <p><a href=#s").number(id.index()).raw(">").text(&citation.to_string()).raw("</a>");
    if !citation.speaks.is_empty() {
        html.raw(", ").text(&plural(citation.words, "word", "words"));
    }
    html.raw("</p>");
    for (kind, how) in
        [(RelationKind::Same, "<p>The same as "), (RelationKind::Maybe, "<p>May be the same as ")]
    {
        let others = related(context, source, &kind);
        let (shown, more) = others.split_at(others.len().min(MAX_LISTED));
        for (number, other) in shown.iter().enumerate() {
            html.raw(if number == 0 { how } else { ", " });
            // Of sources that are cited in the same words the label says enough.
            if context.name(*other) == context.name(id) {
                context.link(html, *other);
            } else {
                context.named_link(html, *other);
            }
        }
        if !more.is_empty() {
            html.raw(" and ").number(more.len()).raw(" more");
        }
        html.raw(if shown.is_empty() { "" } else { "</p>" });
    }
    html.raw("</li>\n");
}

/// The sources to which a source has relations of a kind.
fn related(context: &Context<'_>, source: &Source, kind: &RelationKind) -> Vec<SourceId> {
    let others =
        source.relations.iter().filter(|relation| relation.kind == *kind).map(|relation| relation.other);
    others.filter(|other| context.report.source(*other).is_some()).collect()
}

/// Writes what the text tells of a source, each with the words that show it.
pub(super) fn why(html: &mut Html, context: &Context<'_>, id: SourceId, source: &Source) {
    let before = html.mark();
    html.raw("<dl class=why>");
    let empty = html.mark();
    let passes_on = context.citation(id).passes_on;
    if !passes_on.is_empty() {
        html.raw("<dt>Passes on</dt><dd>");
        Context::links(html, &passes_on);
        html.raw("</dd>\n");
    }
    if let Some(position) = context.report.actor_of(id).and_then(position) {
        html.raw("<dt>Who</dt><dd>").isolated(&shortened(&position, 300)).raw("</dd>\n");
    }
    cited_as(html, context, id, source);
    axes(html, context, source);
    relations(html, context, source);
    if html.mark() == empty {
        html.cut(before);
    } else {
        html.raw("</dl>\n");
    }
}

/// Role and affiliation of an actor.
fn position(actor: &Actor) -> Option<String> {
    let role =
        actor.role.as_deref().map(|role| format!("{}{role}", if actor.former { "former " } else { "" }));
    let parts: Vec<String> = role.into_iter().chain(actor.affiliation.clone()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Writes the words for a source, but for those that are its name.
fn cited_as(html: &mut Html, context: &Context<'_>, id: SourceId, source: &Source) {
    let mut shown = vec![context.name(id)];
    for mention in &source.mentions {
        let words =
            shortened(mention.span.slice(context.text).unwrap_or_default(), context.excerpt.min(MAX_PHRASE));
        if shown.len() > MAX_CITATIONS + 1 || words.is_empty() || shown.contains(&words) {
            continue;
        }
        html.raw(if shown.len() == 1 { "<dt>Cited as</dt><dd>" } else { ", " });
        if shown.len() <= MAX_CITATIONS {
            html.quoted(&words);
        } else {
            html.raw("…");
        }
        shown.push(words);
    }
    html.raw(if shown.len() == 1 { "" } else { "</dd>\n" });
}

/// Writes the axes of a source, each with the words that show it.
fn axes(html: &mut Html, context: &Context<'_>, source: &Source) {
    // What the group of a source has is shown there.
    let whole = source.relations.iter().find(|relation| relation.kind == RelationKind::PartOf);
    let whole = whole.and_then(|whole| context.report.source(whole.other));
    let shared = whole.is_some_and(|whole| whole.axes.terms == source.axes.terms);
    let own = Terms::default();
    let terms = if shared { &own } else { &source.axes.terms };
    let reason = terms.reason.as_ref();
    let on_terms = terms.explicit.map(|span| ("unnamed on purpose".to_owned(), Some(span)));
    let given = reason.map(|reason| (format!("{} reason", reason.kind), Some(reason.span)));
    let mut first = true;
    for (note, span) in source.told().chain(on_terms).chain(given) {
        html.raw(if std::mem::take(&mut first) { "<dt>The text says</dt><dd>" } else { ", " }).text(&note);
        if let Some(span) = span {
            html.raw(" ").quoted(&context.phrase(span));
        }
    }
    if terms.explicit.is_some() && terms.reason.is_none() {
        html.raw(", no reason given");
    }
    html.raw(if first { "" } else { "</dd>\n" });
}

/// Writes the relations to other sources, those of a kind together, without those that the list of sources has.
fn relations(html: &mut Html, context: &Context<'_>, source: &Source) {
    let told = |relation: &&Relation| {
        let listed = matches!(relation.kind, RelationKind::Same | RelationKind::Maybe);
        context.report.source(relation.other).is_some() && !(listed && relation.evidence.is_empty())
    };
    let mut kinds: Vec<&RelationKind> = Vec::new();
    for relation in source.relations.iter().filter(told) {
        if !kinds.contains(&&relation.kind) {
            kinds.push(&relation.kind);
        }
    }
    for kind in kinds {
        html.raw("<dt>");
        match kind {
            RelationKind::Same => html.raw("The same as"),
            RelationKind::Different => html.raw("Certainly not"),
            RelationKind::Maybe => html.raw("May be"),
            RelationKind::PartOf => html.raw("Of"),
            RelationKind::Other(kind) => html.text(kind),
        };
        html.raw("</dt><dd>");
        let of_kind = source.relations.iter().filter(told).filter(|relation| relation.kind == *kind);
        for (number, relation) in of_kind.clone().take(MAX_RELATIONS).enumerate() {
            html.raw(if number == 0 { "" } else { ", " });
            // "Another official": the words say whom the label means.
            if *kind == RelationKind::Different {
                context.link(html, relation.other);
            } else {
                context.named_link(html, relation.other);
            }
            let words = context.phrases(&relation.evidence, MAX_PHRASE);
            if !words.is_empty() {
                html.raw(": ").quoted(&words);
            }
        }
        let more = of_kind.count().saturating_sub(MAX_RELATIONS);
        if more > 0 {
            html.raw(" and ").number(more).raw(" more");
        }
        html.raw("</dd>\n");
    }
}

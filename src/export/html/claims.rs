//! The claims by source: each with its words, its chain and what shows it.

use super::context::{Context, MAX_PHRASE, force_class, label, quotation_class};
use super::marks::Layout;
use super::sources::why;
use super::write::{Html, letter};
use crate::{Attribution, Claim, ClaimId, Force, Level, SourceId};

/// The claims that are nobody's: without a source, or with one that the report lacks.
pub(super) fn nobodys(context: &Context<'_>) -> Vec<ClaimId> {
    context.report.iter_claims().map(|(id, _)| id).filter(|id| context.speaker(*id).is_none()).collect()
}

pub(super) fn claims(html: &mut Html, context: &Context<'_>, layout: &Layout, nobody: &[ClaimId]) {
    html.raw("<section class=\"claims\" aria-labelledby=\"claims-title\">\n<h2 id=\"claims-title\">Who said what</h2>\n");
    if context.report.claims.is_empty() {
        html.raw("<p class=\"hint\">Nothing in this article is ascribed to anybody.</p>\n");
    } else {
        html.raw("<p class=\"hint\">Every claim with the words that show it. The percentage is the confidence that the claim stands in ");
        html.raw("the text.</p>\n");
    }
    for id in &context.ranked {
        let Some(source) = context.report.source(*id) else { continue };
        let citation = context.citation(*id);
        html.raw("<section class=\"by ").raw(letter(source.level)).raw("\" id=s").number(id.index());
        html.raw("><div class=about><h3><b class=chip>").text(&label(*id, source.level)).raw("</b> ");
        html.isolated(&context.name(*id)).raw("</h3><p class=tags>").raw(source.level.as_str()).raw(", ");
        if let Some(standing) = &source.axes.standing {
            html.text(standing.kind.as_str()).raw(", ");
        }
        html.text(&citation.to_string()).raw("</p>\n");
        why(html, context, *id, source);
        html.raw("</div>");
        list(html, context, layout, &citation.speaks);
        html.raw("</section>\n");
    }
    if !nobody.is_empty() {
        html.raw("<section class=\"by U\" id=nobody><div class=about><h3>").chip(Level::Unattributed);
        html.raw(" Nobody named</h3></div>");
        list(html, context, layout, nobody);
        html.raw("</section>\n");
    }
    html.raw("</section>\n");
}

fn list(html: &mut Html, context: &Context<'_>, layout: &Layout, claims: &[ClaimId]) {
    if claims.is_empty() {
        return;
    }
    html.raw("<ol>\n");
    for id in claims {
        if let Some(claim) = context.report.claim(*id) {
            entry(html, context, *id, claim, layout.marked.get(id.index()) == Some(&true));
        }
    }
    html.raw("</ol>");
}

fn entry(html: &mut Html, context: &Context<'_>, id: ClaimId, claim: &Claim, marked: bool) {
    let number = id.index();
    html.raw("<li id=c").number(number).raw(" class=\"").raw(quotation_class(claim.quotation));
    html.raw(force_class(&claim.force)).raw("\"");
    let others = others(claim);
    if !others.is_empty() {
        html.attribute("data-s", &others);
    }
    html.raw(">").text(&context.phrases(&claim.content, context.excerpt)).raw("<p>");
    if marked {
        html.raw("<a href=#t").number(number).raw(">c").number(number).raw("</a>");
    } else {
        html.raw("c").number(number).raw(", not marked in the text");
    }
    html.raw(", ").raw(claim.quotation.as_str());
    if claim.force != Force::Statement {
        html.raw(" ").text(&claim.force.as_str().replace('_', " "));
    }
    evidence(html, context, claim);
    html.raw(", ").text(&format!("{:.0}", f64::from(claim.confidence.get()) * 100.0)).raw(" %");
    chain(html, context, claim);
    nesting(html, context, id, claim);
    html.raw("</p></li>\n");
}

/// The sources in a claim's chain other than its speaker, for the script.
fn others(claim: &Claim) -> String {
    let speaker = claim.source();
    let mut sources: Vec<SourceId> = claim.chain().filter(|source| Some(*source) != speaker).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.iter().map(|source| source.index().to_string()).collect::<Vec<_>>().join(" ")
}

/// Writes the words for source, cue and force, "She" and "said", but for a source in its own name.
fn evidence(html: &mut Html, context: &Context<'_>, claim: &Claim) {
    let Some(link) = claim.speaker() else { return };
    let named = context.phrases(&link.source_spans, MAX_PHRASE);
    let name = context.source(link).map(|(id, _)| context.name(id));
    let mut words = vec![named];
    words.retain(|named| {
        name.as_deref().is_none_or(|name| !named.to_lowercase().contains(&name.to_lowercase()))
    });
    words.push(context.phrases(&link.cue, MAX_PHRASE));
    let force = context.phrases(&claim.force_evidence, MAX_PHRASE);
    if claim.force != Force::Statement && !words.contains(&force) {
        words.push(force);
    }
    words.retain(|words| !words.is_empty());
    for words in &words {
        html.raw(", ").quoted(words);
    }
}

/// Writes through whom a claim reached the article, if anybody passed it on.
fn chain(html: &mut Html, context: &Context<'_>, claim: &Claim) {
    let before = html.mark();
    html.raw(", <span class=chain>through ");
    let empty = html.mark();
    let passed = |html: &mut Html, id: SourceId, words: &[crate::Span]| {
        html.raw(if html.mark() == empty { "" } else { " → " });
        context.named_link(html, id);
        let words = context.phrases(words, MAX_PHRASE);
        if !words.is_empty() {
            html.raw(" ").quoted(&words);
        }
    };
    for (number, link) in claim.attributions.iter().enumerate() {
        let known = |link: &Attribution| context.source(link).map(|(id, _)| id);
        if let Some(id) = known(link).filter(|_| number > 0) {
            passed(html, id, &link.cue);
        }
        let relay = link.relay.as_ref().filter(|relay| context.report.source(relay.source).is_some());
        if let Some(relay) = relay {
            passed(html, relay.source, &[]);
        }
    }
    if html.mark() == empty {
        html.cut(before);
    } else {
        html.raw("</span>");
    }
}

fn nesting(html: &mut Html, context: &Context<'_>, id: ClaimId, claim: &Claim) {
    if let Some(outer) = claim.within.filter(|outer| context.report.claim(*outer).is_some()) {
        html.raw(", inside ");
        Context::links(html, &[outer]);
    }
    let inner = context.order.within(id);
    if !inner.is_empty() {
        html.raw(", holds ");
        Context::links(html, inner);
    }
}

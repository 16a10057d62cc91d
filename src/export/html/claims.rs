//! The list of claims: each with its chain, its axes and the words that show them.

use super::context::{Context, MAX_EXCERPT, MAX_PHRASE, classes};
use super::marks::Layout;
use super::sources::{axes, relation_notes};
use super::write::{Html, class};
use crate::{Attribution, Claim, ClaimId, Force, Level, SourceId};

pub(super) fn claims(html: &mut Html, context: &Context<'_>, layout: &Layout) {
    html.raw("<section class=\"claims\" aria-labelledby=\"claims-title\">\n<h2 id=\"claims-title\">Every claim</h2>\n");
    if context.report.claims.is_empty() {
        html.raw("<p class=\"hint\">Nothing in this article is ascribed to anybody.</p>\n");
    }
    html.raw("<div class=\"cards\">\n");
    for (id, depth) in &context.order.claims {
        if let Some(claim) = context.report.claim(*id) {
            let marked = layout.marked.get(id.index()) == Some(&true);
            card(html, context, *id, claim, (*depth).min(3), marked);
        }
    }
    html.raw("</div>\n</section>\n");
}

fn card(html: &mut Html, context: &Context<'_>, id: ClaimId, claim: &Claim, depth: usize, marked: bool) {
    let speaker = claim.speaker();
    let source = speaker.and_then(|link| context.source(link));
    let level = source.map_or(Level::Unattributed, |(_, source)| source.level);
    let number = id.index().to_string();
    html.raw("<article").attribute("class", &format!("card d{depth} {}", classes(context.report, id)));
    html.attribute("id", &format!("c{number}")).attribute("data-c", &number);
    html.attribute("data-s", &involved(claim)).attribute("aria-labelledby", &format!("h{number}"));
    html.raw(">\n<div class=\"head\">\n<h3").attribute("id", &format!("h{number}")).raw(">").chip(level);
    html.raw(" <span class=\"who\">");
    html.isolated(&source.map_or("Nobody named".into(), |(source, _)| context.name(source)));
    html.raw("</span> <span class=\"number\">c").text(&number).raw("</span></h3>\n");
    html.raw("<p class=\"tags\"><span class=\"level\">").raw(level.as_str()).raw("</span> · ");
    html.raw(claim.quotation.as_str()).raw(" ").text(&claim.force.as_str().replace('_', " "));
    if marked {
        html.raw("<span class=\"go\"> · <a").attribute("href", &format!("#t{number}"));
        html.raw(">in the text<span class=\"unseen\">: claim ").text(&number).raw("</span></a></span>");
    }
    html.raw("</p>\n</div>\n<blockquote><p>")
        .isolated(&context.phrases(&claim.content, MAX_EXCERPT))
        .raw("</p></blockquote>\n");
    html.raw("<div class=\"grounds\">\n");
    chain(html, context, claim);
    html.raw("<details><summary>The words that show it</summary>\n<dl class=\"why\">\n");
    evidence(html, context, claim, speaker);
    if let Some((_, source)) = source {
        axes(html, context, source);
    }
    nesting(html, context, id, claim);
    html.raw("<div><dt>Confidence</dt><dd>").percent(f64::from(claim.confidence.get()) * 100.0);
    html.raw(" % that this claim stands in the text</dd></div>\n</dl></details>\n");
    if !marked {
        html.raw("<p class=\"hint\">Not marked in the text: no words of it are there, or too many marks lie over them.</p>\n");
    }
    html.raw("</div>\n</article>\n");
}

/// All sources of a claim, for the script.
fn involved(claim: &Claim) -> String {
    let mut sources: Vec<usize> = Vec::new();
    for link in &claim.attributions {
        sources.extend(link.source.map(SourceId::index));
        sources.extend(link.relay.as_ref().map(|relay| relay.source.index()));
    }
    sources.sort_unstable();
    sources.dedup();
    sources.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// Writes the chain, from the speaker to the article.
fn chain(html: &mut Html, context: &Context<'_>, claim: &Claim) {
    html.raw("<ol class=\"chain\" aria-label=\"Chain, from the speaker to the article\">\n");
    for link in &claim.attributions {
        if let Some((id, source)) = context.source(link) {
            step(html, context, id, source.level, &link.cue);
        } else {
            html.raw("<li class=\"l-unattributed\">").chip(Level::Unattributed).raw(" nobody named");
            cue(html, context, &link.cue);
            html.raw("</li>\n");
        }
        let relay = link.relay.as_ref().map(|relay| relay.source);
        if let Some((id, source)) = relay.and_then(|id| Some((id, context.report.source(id)?))) {
            step(html, context, id, source.level, &[]);
        }
    }
    html.raw("<li class=\"voice\">this article</li>\n</ol>\n");
}

fn step(html: &mut Html, context: &Context<'_>, id: SourceId, level: Level, words: &[crate::Span]) {
    html.raw("<li class=\"").raw(class(level)).raw("\">").chip(level).raw(" ").isolated(&context.name(id));
    cue(html, context, words);
    html.raw("</li>\n");
}

fn cue(html: &mut Html, context: &Context<'_>, words: &[crate::Span]) {
    let words = context.phrases(words, MAX_PHRASE);
    if !words.is_empty() {
        html.raw(" <span class=\"cue\">").quoted(&words).raw("</span>");
    }
}

/// Writes the words that show the source and the force of a claim.
fn evidence(html: &mut Html, context: &Context<'_>, claim: &Claim, speaker: Option<&Attribution>) {
    if let Some(link) = speaker {
        let (named, cue) =
            (context.phrases(&link.source_spans, MAX_PHRASE), context.phrases(&link.cue, MAX_PHRASE));
        if !named.is_empty() {
            html.raw("<div><dt>Source here</dt><dd>").quoted(&named).raw("</dd></div>\n");
        }
        if !cue.is_empty() {
            html.raw("<div><dt>Cue</dt><dd>").quoted(&cue).raw("</dd></div>\n");
        }
    }
    let force = context.phrases(&claim.force_evidence, MAX_PHRASE);
    if claim.force != Force::Statement && !force.is_empty() {
        html.raw("<div><dt>Force</dt><dd>").text(&claim.force.as_str().replace('_', " ")).raw(": ");
        html.quoted(&force).raw("</dd></div>\n");
    }
    for link in &claim.attributions {
        let Some(relay) = &link.relay else { continue };
        let words = context.phrases(&relay.spans, MAX_PHRASE);
        html.raw("<div><dt>Relayed by</dt><dd>").isolated(&context.name(relay.source));
        if !words.is_empty() {
            html.raw(" ").quoted(&words);
        }
        html.raw("</dd></div>\n");
    }
    if let Some((_, source)) = speaker.and_then(|link| context.source(link)) {
        relation_notes(html, context, source);
    }
}

fn nesting(html: &mut Html, context: &Context<'_>, id: ClaimId, claim: &Claim) {
    if let Some(outer) = claim.within.filter(|outer| context.report.claim(*outer).is_some()) {
        html.raw("<div><dt>Inside</dt><dd>");
        Context::links(html, &[outer]);
        html.raw("</dd></div>\n");
    }
    let inner = context.order.within(id);
    if !inner.is_empty() {
        html.raw("<div><dt>Holds</dt><dd>");
        Context::links(html, inner);
        html.raw("</dd></div>\n");
    }
}

//! The page of one article: what stands at its top, and its parts in order.

use super::marks::Layout;
use super::order::Order;
use super::summary::{Summary, Words};
use super::write::{Html, class, letter, meaning, plural, safe_address, shortened};
use super::{PageOptions, close, open};
use crate::{Actor, Attribution, ClaimId, Force, Level, Quotation, Report, Source, SourceId, Span};

/// Excerpts are cut after so many bytes, so that a page stays linear in the size of what it shows: a thousand claims may
/// each hold the whole text.
pub(super) const EXCERPT: usize = 700;
/// Names, cues and other phrases.
const PHRASE: usize = 160;

/// What the parts of a page draw on.
pub(super) struct Context<'a> {
    pub(super) report: &'a Report,
    pub(super) text: &'a str,
    pub(super) order: &'a Order,
    pub(super) words: &'a Words,
    /// For each source the claims that it speaks in, and those that it passes on.
    pub(super) speaks: Vec<Vec<ClaimId>>,
    pub(super) passes: Vec<Vec<ClaimId>>,
}

impl<'a> Context<'a> {
    fn new(report: &'a Report, text: &'a str, order: &'a Order, words: &'a Words) -> Self {
        let (mut speaks, mut passes) =
            (vec![Vec::new(); report.sources.len()], vec![Vec::new(); report.sources.len()]);
        let add = |table: &mut Vec<Vec<ClaimId>>, source: SourceId, claim: ClaimId| {
            if let Some(row) = table.get_mut(source.index()).filter(|row| row.last() != Some(&claim)) {
                row.push(claim);
            }
        };
        for (id, claim) in report.iter_claims() {
            for (link, attribution) in claim.attributions.iter().enumerate() {
                if let Some(source) = attribution.source {
                    add(if link == 0 { &mut speaks } else { &mut passes }, source, id);
                }
                if let Some(relay) = &attribution.relay {
                    add(&mut passes, relay.source, id);
                }
            }
        }
        Context { report, text, order, words, speaks, passes }
    }

    /// The words of a span, shortened where they are many; none where it does not fit.
    pub(super) fn phrase(&self, span: Span) -> std::borrow::Cow<'a, str> {
        shortened(span.slice(self.text).unwrap_or_default(), PHRASE)
    }

    /// The words of several spans, with a mark between those that stand apart.
    pub(super) fn phrases(&self, spans: &[Span], most: usize) -> String {
        let mut all = String::new();
        let mut end = None;
        for span in spans {
            let Some(words) = span.slice(self.text).filter(|words| !words.is_empty()) else { continue };
            if let Some(end) = end {
                let gap = self.text.get(end..span.start());
                let together = gap.is_some_and(|gap| gap.len() < PHRASE && gap.trim().is_empty());
                all.push_str(if together { " " } else { " … " });
            }
            if all.len() > most {
                break;
            }
            all.push_str(&shortened(words, most));
            end = Some(span.end());
        }
        shortened(&all, most).into_owned()
    }

    pub(super) fn name(&self, source: SourceId) -> std::borrow::Cow<'a, str> {
        shortened(self.report.actor_of(source).map_or("nobody named", Actor::label), PHRASE)
    }

    /// The source behind a link, where the report has one.
    pub(super) fn source(&self, link: &Attribution) -> Option<(SourceId, &'a Source)> {
        link.source.and_then(|id| Some((id, self.report.source(id)?)))
    }

    /// Links to claims, as "c4", separated by commas.
    pub(super) fn links(html: &mut Html, claims: &[ClaimId]) {
        for (number, id) in claims.iter().enumerate() {
            html.raw(if number > 0 { ", " } else { "" });
            html.raw("<a href=\"#c").number(id.index()).raw("\">c").number(id.index()).raw("</a>");
        }
    }
}

pub(super) fn page(report: &Report, text: &str, options: PageOptions<'_>) -> String {
    let order = Order::new(report);
    let words = Words::new(report, text, &order);
    let layout = Layout::new(report, text, &order);
    let context = Context::new(report, text, &order, &words);
    let mut html = Html::default();
    open(&mut html, &title(report), "page");
    masthead(&mut html, &context, options);
    html.raw("<main id=\"main\">\n");
    filters(&mut html, &context);
    html.raw("<div class=\"columns\">\n");
    super::article::article(&mut html, &context, &layout);
    html.raw("<aside class=\"side\" aria-label=\"Claim in focus and sources\">\n");
    legend(&mut html);
    super::sources::sources(&mut html, &context);
    html.raw("</aside>\n</div>\n");
    super::claims::claims(&mut html, &context, &layout);
    super::timeline::timeline(&mut html, &context);
    notes(&mut html, &context);
    html.raw("</main>\n");
    close(&mut html);
    html.finish()
}

fn title(report: &Report) -> String {
    report
        .article
        .headline
        .clone()
        .filter(|line| !line.trim().is_empty())
        .unwrap_or_else(|| "Who said what".into())
}

fn masthead(html: &mut Html, context: &Context<'_>, options: PageOptions<'_>) {
    let about = &context.report.article;
    html.raw("<header class=\"masthead\">\n");
    if let Some(address) = options.index.and_then(safe_address) {
        html.raw("<p class=\"back\"><a").attribute("href", address).raw(">All articles</a></p>\n");
    }
    html.raw("<p class=\"kicker\">");
    let mut any = false;
    for part in [about.outlet.clone(), about.published.map(|day| day.date().format("%-d %B %Y").to_string())]
    {
        if let Some(part) = part.filter(|part| !part.trim().is_empty()) {
            html.raw(if any { " <span aria-hidden=\"true\">·</span> " } else { "" }).isolated(&part);
            any = true;
        }
    }
    html.raw(if any { "" } else { "Outlet and date not known" }).raw("</p>\n<h1>");
    html.isolated(&title(context.report)).raw("</h1>\n");
    let byline = about.byline.join(", ");
    if !byline.trim().is_empty() || about.dateline.is_some() {
        html.raw("<p class=\"byline\">")
            .raw(if byline.trim().is_empty() { "" } else { "By " })
            .isolated(&byline);
        if let Some(dateline) = &about.dateline {
            html.raw(if byline.trim().is_empty() { "" } else { ", " }).isolated(dateline);
        }
        html.raw("</p>\n");
    }
    standfirst(html, context);
    if let Some(address) = about.url.as_deref().and_then(safe_address).filter(|url| url.contains("://")) {
        html.raw("<p class=\"origin\"><a rel=\"noreferrer noopener\"").attribute("href", address);
        html.raw(">The article where it was published</a></p>\n");
    }
    html.raw("</header>\n");
}

/// The article's sourcing in two sentences.
fn standfirst(html: &mut Html, context: &Context<'_>) {
    let summary = Summary::of(context.report, context.words);
    html.raw("<p class=\"standfirst\"><strong>");
    html.text(&plural(summary.claims, "claim", "claims")).raw("</strong> by <strong>");
    html.text(&plural(summary.sources, "source", "sources")).raw("</strong>. ");
    if let Some(share) = summary.unnamed_share() {
        let attributed = summary.attributed_words();
        html.raw("Of ").text(&plural(summary.words, "word", "words")).raw(", ");
        html.number(attributed).raw(" are ascribed to somebody; <strong>").percent(share * 100.0);
        html.raw(" %</strong> of these come from people whom the article does not name");
        let people = &summary.anonymous;
        if people.at_most > 0 || !people.groups.is_empty() {
            html.raw(": ");
        }
        if people.at_most > 0 {
            if people.at_least < people.at_most {
                html.raw("at least ").number(people.at_least as usize).raw(" and at most ");
            }
            html.text(&plural(people.at_most as usize, "person", "people"));
        }
        if !people.groups.is_empty() {
            html.raw(if people.at_most > 0 { ", and " } else { "" });
            html.text(&plural(people.groups.len(), "group", "groups")).raw(" of unstated number");
        }
        html.raw(".");
    }
    html.raw("</p>\n");
}

/// The bar of attributed words, and below it the switches, which are its legend as well.
fn filters(html: &mut Html, context: &Context<'_>) {
    html.raw("<section class=\"filters\" aria-labelledby=\"share-title\">\n");
    html.raw("<h2 id=\"share-title\">Whose words: attributed words by how far the article identifies the source</h2>\n");
    bar(html, context.words);
    let claims = context.report.claims_by_level();
    html.raw("<form class=\"switches\" id=\"switches\">\n<fieldset><legend>Level</legend>\n");
    for ((level, claims), words) in Level::ALL.into_iter().zip(claims).zip(context.words.by_level) {
        let unused = claims == 0 && words == 0;
        html.raw("<label class=\"switch")
            .raw(if unused { " unused" } else { "" })
            .raw("\"><input type=\"checkbox\" checked");
        html.attribute("id", class(level)).raw("> ").chip(level).raw(" <span>").raw(level.as_str());
        html.raw("</span> <span class=\"count\">").number(claims);
        html.raw("<span class=\"unseen\">")
            .raw(if claims == 1 { " claim" } else { " claims" })
            .raw("</span></span></label>\n");
    }
    html.raw("</fieldset>\n<fieldset><legend>Wording</legend>\n");
    for quotation in [Quotation::Direct, Quotation::Mixed, Quotation::Indirect] {
        let count = context.report.claims.iter().filter(|claim| claim.quotation == quotation).count();
        switch(html, quotation_class(quotation), quotation.as_str(), count);
    }
    html.raw("</fieldset>\n<details class=\"forces\"><summary>Force: what the speaker does with the words</summary>\n");
    html.raw("<fieldset><legend class=\"unseen\">Force</legend>\n");
    for (force, count) in forces(context.report) {
        switch(html, &force_class(force), &force.unwrap_or("other").replace('_', " "), count);
    }
    html.raw("</fieldset></details>\n<button type=\"reset\">Show all</button>\n</form>\n");
    html.raw("<p class=\"status\" id=\"status\" role=\"status\"></p>\n</section>\n");
}

fn switch(html: &mut Html, id: &str, name: &str, count: usize) {
    html.raw("<label class=\"switch\"><input type=\"checkbox\" checked")
        .attribute("id", id)
        .raw("> <span>")
        .text(name);
    html.raw("</span> <span class=\"count\">").number(count);
    html.raw("<span class=\"unseen\">")
        .raw(if count == 1 { " claim" } else { " claims" })
        .raw("</span></span></label>\n");
}

/// The forces that claims of the report have, in the order of the vocabulary, those that it lacks last.
fn forces(report: &Report) -> Vec<(Option<&'static str>, usize)> {
    let known = Force::KNOWN.iter().copied().map(Some).chain([None]);
    let counted =
        known.map(|force| (force, report.claims.iter().filter(|c| known_force(&c.force) == force).count()));
    counted.filter(|(_, count)| *count > 0).collect()
}

fn known_force(force: &Force) -> Option<&'static str> {
    Force::KNOWN.iter().copied().find(|known| *known == force.as_str())
}

fn force_class(force: Option<&'static str>) -> String {
    format!("f-{}", force.unwrap_or("other"))
}

fn quotation_class(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "q-direct",
        Quotation::Indirect => "q-indirect",
        Quotation::Mixed => "q-mixed",
    }
}

/// The classes of a claim that the filters go by.
pub(super) fn classes(report: &Report, claim: ClaimId) -> String {
    let Some(claim) = report.claim(claim) else { return String::new() };
    let level = super::summary::level_of(report, claim.speaker().and_then(|link| link.source));
    let force = force_class(known_force(&claim.force));
    format!("{} {} {force}", class(level), quotation_class(claim.quotation))
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

fn bar(html: &mut Html, words: &Words) {
    let all = words.attributed();
    let told: Vec<String> = Level::ALL
        .into_iter()
        .zip(words.by_level)
        .filter(|(_, count)| *count > 0)
        .map(|(level, count)| format!("{level} {:.0} %", share(count, all)))
        .collect();
    let told = if told.is_empty() { "No words are attributed.".to_owned() } else { told.join(", ") };
    html.raw("<svg class=\"bar\" role=\"img\" width=\"100%\" height=\"34\"")
        .attribute("aria-label", &told)
        .raw(">\n");
    let mut from = 0.0;
    for (level, count) in Level::ALL.into_iter().zip(words.by_level).filter(|(_, count)| *count > 0) {
        let width = share(count, all);
        html.raw("<svg class=\"part ").raw(class(level)).raw("\" x=\"").percent(from).raw("%\" width=\"");
        html.percent(width).raw("%\" height=\"34\"><title>").raw(level.as_str()).raw(", ");
        html.text(&plural(count, "word", "words")).raw("</title><rect width=\"100%\" height=\"34\"/>");
        html.raw("<rect class=\"edge\" width=\"2\" height=\"34\"/>");
        if width >= 3.0 {
            html.raw("<text x=\"8\" y=\"22\">");
            html.raw(if width >= 25.0 { level.as_str() } else { letter(level) });
            if width >= 8.0 {
                html.raw(" ").text(&format!("{width:.0} %"));
            }
            html.raw("</text>");
        }
        html.raw("</svg>\n");
        from += width;
    }
    html.raw("</svg>\n");
}

/// What the panel shows until a claim is in focus: how to read the marks.
fn legend(html: &mut Html) {
    html.raw("<section class=\"panel\" aria-labelledby=\"panel-title\" tabindex=\"0\">\n");
    html.raw("<div class=\"bar-top\"><h2 id=\"panel-title\">How to read it</h2> <button type=\"button\" id=\"dismiss\" hidden>Close");
    html.raw("</button></div>\n<div id=\"focus\" aria-live=\"polite\"></div>\n");
    html.raw("<div id=\"legend\"><p class=\"hint\">Point at a marked passage, or reach its number with the Tab key, to see who ");
    html.raw("said it and which words show that. <b class=\"s\">Sources</b> are bold, <i class=\"k\">cues</i> slanted, ");
    html.raw("<span class=\"r\">relays</span> boxed.</p>\n<dl class=\"scale\">\n");
    for level in Level::ALL {
        html.raw("<div><dt>").chip(level).raw(" <span class=\"sample ").raw(class(level)).raw("\">");
        html.raw(level.as_str()).raw("</span></dt><dd>").raw(meaning(level)).raw("</dd></div>\n");
    }
    html.raw("</dl></div>\n</section>\n");
}

fn notes(html: &mut Html, context: &Context<'_>) {
    let notes = &context.report.diagnostics;
    if notes.is_empty() {
        return;
    }
    html.raw("<section class=\"notes\" aria-labelledby=\"notes-title\">\n<h2 id=\"notes-title\">Noticed, or given up on</h2>\n<ul>\n");
    for note in notes {
        html.raw("<li><b>").text(&note.code.as_str().replace('_', " ")).raw("</b>: ").isolated(&note.message);
        if let Some(span) = note.span {
            html.raw(" ").quoted(&context.phrase(span));
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n</section>\n");
}
